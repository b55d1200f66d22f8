-- Imports are seen by whoever uploaded them: the rows hold what others may not read. Enabled, not forced: the owner backs up.

alter table workbench_importrun enable row level security;
alter table workbench_importfile enable row level security;
alter table workbench_importrow enable row level security;
alter table workbench_importmapping enable row level security;

-- The record of an import stays: no policy lets the application delete one.
create policy import_own on workbench_importrun for select using (uploaded_by_id = (select kim_user_id()));
create policy import_upload on workbench_importrun for insert with check (uploaded_by_id = (select kim_user_id()));
create policy import_step on workbench_importrun for update using (uploaded_by_id = (select kim_user_id()))
  with check (uploaded_by_id = (select kim_user_id()));
create policy import_file_own on workbench_importfile for all using (
  exists (select from workbench_importrun r where r.id = run_id and r.uploaded_by_id = (select kim_user_id())))
  with check (exists (select from workbench_importrun r where r.id = run_id and r.uploaded_by_id = (select kim_user_id())));
create policy import_row_own on workbench_importrow for all using (
  run_id in (select r.id from workbench_importrun r where r.uploaded_by_id = (select kim_user_id())))
  with check (run_id in (select r.id from workbench_importrun r where r.uploaded_by_id = (select kim_user_id())));
create policy import_mapping_own on workbench_importmapping for all using (user_id = (select kim_user_id()))
  with check (user_id = (select kim_user_id()));

-- Whether the very same file was imported before, by whom and when; nothing of what stands in it. May: who holds such a file.
create function kim_import_before(p_target text, p_digest text, p_run bigint)
returns table (uploaded_by_id bigint, applied_at timestamptz, undone boolean) language sql stable security definer
set search_path = public, pg_temp as
$$ select r.uploaded_by_id, r.applied_at, r.state = 'undone' from workbench_importrun r
   where kim_user_id() is not null and r.target = p_target and r.digest = p_digest and r.id <> p_run
     and r.applied_at is not null
     and exists (select from workbench_importrun own where own.id = p_run and own.uploaded_by_id = kim_user_id()
                 and own.target = p_target and own.digest = p_digest)
   order by r.applied_at desc limit 5 $$;

-- The daily clearing: rows and files go 30 days after the import, and 30 days after an upload that nobody confirmed. The record stays.
create function kim_clear_imports(p_today date) returns int language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  stale bigint[];
begin
  if abs(p_today - (now() at time zone 'Europe/Berlin')::date) > 1 then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: only what is past is cleared';
  end if;
  select coalesce(array_agg(id), '{}') into stale from workbench_importrun
    where erased_at is null and coalesce(undo_until, (uploaded_at at time zone 'Europe/Berlin')::date + 30) < p_today;
  delete from workbench_importrow where run_id = any(stale);
  delete from workbench_importfile where run_id = any(stale);
  update workbench_importrun set erased_at = now(), file_name = '', unmapped = '[]', mapping = '{}', sheet = '',
      state = case when state in ('uploaded', 'checking', 'checked') then 'discarded' else state end
    where id = any(stale);
  return cardinality(stale);
end
$$;

-- Which of these rows something else refers to, whoever may see that; says no more than that. Asked before an import is undone.
-- May: whoever imports such rows today (Permission.COUNTY_IMPORT; a test compares).
create function kim_in_use(p_table text, p_ids bigint[]) returns setof bigint language plpgsql stable security definer
set search_path = public, pg_temp as
$$
declare
  link record;
begin
  if p_table <> all(array['network_offer', 'organisation_populationfigure']) or not exists (
      select from organisation_membership m join organisation_user u on u.id = m.user_id
      where m.user_id = kim_user_id() and u.is_active and m.role = any(array['coordinator', 'assistant', 'administrator'])
        and (m.valid_from is null or m.valid_from <= (now() at time zone 'Europe/Berlin')::date) and (m.valid_to is null or m.valid_to >= (now() at time zone 'Europe/Berlin')::date)) then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: not to be asked';
  end if;
  for link in
    select c.conrelid::regclass as at, a.attname as field from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.confrelid = p_table::regclass and cardinality(c.conkey) = 1
  loop
    return query execute format('select distinct %I::bigint from %s where %I = any($1)', link.field, link.at, link.field) using p_ids;
  end loop;
end
$$;
