-- Papers of funding files: read by whoever reads funding files, written by whoever keeps them. The roles are those of
-- kim.staffing.access.reads_grants and Permission.GRANTS_MANAGE; tests/staffing/test_papers.py compares.
create function kim_has_role_of(p_roles text[]) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from organisation_membership m join organisation_user u on u.id = m.user_id
     where m.user_id = kim_user_id() and u.is_active and m.role = any(p_roles)
       and (m.valid_from is null or m.valid_from <= (now() at time zone 'Europe/Berlin')::date)
       and (m.valid_to is null or m.valid_to >= (now() at time zone 'Europe/Berlin')::date)) $$;
create function kim_keeps_grants() returns boolean language sql stable as
$$ select kim_has_role_of(array['coordinator', 'ki_head', 'assistant']) $$;
create function kim_reads_grants() returns boolean language sql stable as
$$ select kim_has_role_of(array['coordinator', 'ki_head', 'assistant', 'lead', 'administrator']) $$;

alter table staffing_grantpaper enable row level security;
alter table staffing_grantpaperversion enable row level security;
create policy paper_read on staffing_grantpaper for select using ((select kim_reads_grants()));
create policy paper_write on staffing_grantpaper for insert with check ((select kim_keeps_grants()));
create policy paper_change on staffing_grantpaper for update using ((select kim_keeps_grants()));
create policy paper_file_read on staffing_grantpaperversion for select using ((select kim_reads_grants()));
create policy paper_file_write on staffing_grantpaperversion for insert with check ((select kim_keeps_grants()));

-- The key of a funding file seals its papers.
create policy grant_key_read on privacy_datakey for select using (kind = 'grant' and (select kim_reads_grants()));
create policy grant_key_make on privacy_datakey for insert with check (
  kind = 'grant' and destroyed_at is null and (select kim_keeps_grants())
  and exists (select from staffing_fundinggrant g where g.id = owner_id));

-- A file stays as it was handed in, and a paper stays in its funding file; its step and agreement are of the same file.
create function kim_grant_paper_stays() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and new.grant_id is distinct from old.grant_id then
    raise exception using errcode = 'check_violation', constraint = 'grant_paper_stays_in_its_file';
  end if;
  if (new.step_id is not null and not exists (select from staffing_grantstep s where s.id = new.step_id and s.grant_id = new.grant_id))
     or (new.agreement_id is not null
         and not exists (select from staffing_forwardingagreement a where a.id = new.agreement_id and a.grant_id = new.grant_id)) then
    raise exception using errcode = 'check_violation', constraint = 'grant_paper_belongs_to_its_file';
  end if;
  return new;
end $$;
create trigger grant_paper_stays before insert or update on staffing_grantpaper for each row execute function kim_grant_paper_stays();

create function kim_grant_paper_of() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'staffing_grantpaperversion' then
    if not exists (select from staffing_grantpaper p where p.id = new.paper_id and p.grant_id = new.grant_id) then
      raise exception using errcode = 'check_violation', constraint = 'grant_paper_version_of_its_file';
    end if;
  elsif new.document_id is not null
      and not exists (select from staffing_grantpaper p where p.id = new.document_id and p.grant_id = new.grant_id) then
    raise exception using errcode = 'check_violation', constraint = 'grant_amount_cites_its_own_file';
  end if;
  return new;
end $$;
create trigger grant_paper_of before insert on staffing_grantpaperversion for each row execute function kim_grant_paper_of();
create trigger grant_amount_cites before insert or update on staffing_grantamount for each row execute function kim_grant_paper_of();

-- Which of these names in the store belong to a paper that was not taken out; every function of this name is asked before a file
-- of the store is deleted.
create function kim_known_files_of_grants(p_names uuid[]) returns setof uuid language sql stable security definer
set search_path = public, pg_temp as
$$ select v.stored from staffing_grantpaperversion v join staffing_grantpaper p on p.id = v.paper_id
   where v.stored = any(p_names) and p.removed_at is null $$;
