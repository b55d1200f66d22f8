create function naturalisation_today() returns date language sql stable as $$ select (now() at time zone 'Europe/Berlin')::date $$;

-- What became of people in an application is added and read by its office, never changed.
alter table naturalisation_applicantchange enable row level security;
create policy applicantchange_read on naturalisation_applicantchange for select using (
  unit_id = any((select kim_naturalisation_offices())::bigint[]));
create policy applicantchange_add on naturalisation_applicantchange for insert with check (
  unit_id = any((select kim_naturalisation_offices())::bigint[]) and exists (
    select from naturalisation_application a join naturalisation_applicant p on p.application_id = a.id
    where a.id = naturalisation_applicantchange.application_id and p.id = applicant_id
      and a.unit_id = naturalisation_applicantchange.unit_id));

-- A decision names the people it is about: from then on nobody comes, nobody goes; after the end nothing changes at all.
create function naturalisation_people_stand() returns trigger language plpgsql as
$$
declare
  found text := (select stage from naturalisation_application where id = new.application_id);
begin
  if found in ('certificate', 'ended') or (found = 'decision' and (
      tg_op = 'INSERT' or new.left_on is distinct from old.left_on or new.left_reason is distinct from old.left_reason)) then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: the people of this application stand';
  end if;
  return new;
end
$$;
create trigger applicant_stands before insert or update on naturalisation_applicant for each row
  when (current_user = 'kim_app') execute function naturalisation_people_stand();

-- Figures of years that are over: read by their office, written by the function below only.
alter table naturalisation_yearfigure enable row level security;
create policy yearfigure_read on naturalisation_yearfigure for select using (
  unit_id = any((select kim_naturalisation_offices())::bigint[]));

-- Counts the years that ended before the last February began, each once; gives how many were counted.
create function kim_count_naturalisation_years() returns int language plpgsql security definer
set search_path = public, pg_temp as
$$
declare
  last_year int := extract(year from naturalisation_today() - interval '1 month')::int - 1;
  counted int;
begin
  perform pg_advisory_xact_lock(hashtext('kim_count_naturalisation_years'));
  create temporary table to_count on commit drop as
    select a.unit_id, y.year::int as year
    from (select unit_id, min(extract(year from stage_since)) as a, min(extract(year from submitted_on)) as b
          from naturalisation_application group by unit_id) a
    cross join lateral generate_series(least(a.a, a.b)::int, last_year) as y(year)
    where not exists (select from naturalisation_yearfigure f where f.unit_id = a.unit_id and f.year = y.year);
  select count(*) into counted from to_count;
  insert into naturalisation_yearfigure (unit_id, year, what, value, number)
  select t.unit_id, t.year, w.what, '', count(a.id) filter (where case w.what
      when 'submitted' then extract(year from a.submitted_on) = t.year
      when 'naturalised' then extract(year from a.certificate_on) = t.year
      when 'ended' then extract(year from a.ended_on) = t.year
      else extract(year from a.submitted_on) <= t.year
        and coalesce(extract(year from coalesce(a.certificate_on, a.ended_on)) > t.year, true) end)
  from to_count t cross join (values ('submitted'), ('naturalised'), ('ended'), ('open')) as w(what)
  left join naturalisation_application a on a.unit_id = t.unit_id
  group by 1, 2, 3;
  insert into naturalisation_yearfigure (unit_id, year, what, value, number)
  select t.unit_id, t.year, v.what, v.value, count(*)
  from to_count t join naturalisation_application a on a.unit_id = t.unit_id
    and extract(year from coalesce(a.certificate_on, a.ended_on)) = t.year
  cross join lateral (
    select 'citizenship' as what, coalesce((select p.citizenships[1] from naturalisation_applicant p
      where p.application_id = a.id and p.left_on is null and cardinality(p.citizenships) > 0
      order by p.position, p.id limit 1), '') as value where a.certificate_on is not null
    union all select 'basis', a.basis where a.certificate_on is not null
    union all select 'reason', a.end_reason where a.ended_on is not null) as v
  group by 1, 2, 3, 4;
  drop table to_count;
  return counted;
end
$$;

-- Counts by office for the coordinating office: years that are over, as they were counted. No application, no person.
drop function kim_naturalisation_figures(date);
create function kim_naturalisation_figures() returns table (
  office text, year int, submitted int, naturalised int, ended int, open int)
language plpgsql stable security definer set search_path = public, pg_temp as
$$
begin
  if not exists (
      select from organisation_membership m join organisation_user u on u.id = m.user_id
      where m.user_id = kim_user_id() and u.is_active and m.role = any(array['coordinator', 'ki_head'])
        and (m.valid_from is null or m.valid_from <= naturalisation_today()) and (m.valid_to is null or m.valid_to >= naturalisation_today())) then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: for the coordinating office only';
  end if;
  return query
    select n.name::text, f.year::int,
           (max(f.number) filter (where f.what = 'submitted'))::int, (max(f.number) filter (where f.what = 'naturalised'))::int,
           (max(f.number) filter (where f.what = 'ended'))::int, (max(f.number) filter (where f.what = 'open'))::int
    from naturalisation_yearfigure f join organisation_unit n on n.id = f.unit_id
    where f.value = '' and f.what in ('submitted', 'naturalised', 'ended', 'open')
    group by 1, 2 order by 1, 2;
end
$$;

-- How long applications are kept after their end, in years of the county's classes; without a class for ever.
create function naturalisation_keep_years(p_stage text) returns int language sql stable as
$$
  select years from organisation_retentionclass
  where key = case p_stage when 'certificate' then 'naturalisation' when 'ended' then 'naturalisation_ended' end
$$;

-- Erases what is kept long enough, with everything that hangs on it; gives how many by office. Only the nightly job does this, and
-- only what is due by the database's own clock; a year that has not been counted yet is waited for.
create function kim_erase_applications() returns table (unit_id bigint, number int)
language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  gone bigint[];
  part record;
begin
  if kim_user_id() is not null or coalesce(current_setting('kim.scope', true), '') <> 'worker' then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: the job erases, nobody else';
  end if;
  select array_agg(a.id) into gone
  from naturalisation_application a cross join lateral (select coalesce(a.certificate_on, a.ended_on) as on) e
  where e.on is not null
    and naturalisation_today() > (e.on + make_interval(years => naturalisation_keep_years(a.stage)))::date
    and (a.hold_until is null or a.hold_until < naturalisation_today())
    and exists (select from naturalisation_yearfigure f where f.unit_id = a.unit_id and f.year = extract(year from e.on));
  if gone is null then
    return;
  end if;
  return query select a.unit_id, count(*)::int from naturalisation_application a where a.id = any(gone) group by 1;
  delete from naturalisation_applicantchange where application_id = any(gone);
  for part in
    select c.conrelid::regclass as child, k.attname as field
    from pg_constraint c join pg_attribute k on k.attrelid = c.conrelid and k.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'naturalisation_application'::regclass
  loop
    execute format('delete from %s where %I = any($1)', part.child, part.field) using gone;
  end loop;
  delete from naturalisation_application where id = any(gone);
end
$$;
