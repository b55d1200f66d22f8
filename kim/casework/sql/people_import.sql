-- Importing people: the importer writes cases that are out of their own sight from the first moment, and asks for duplicates
-- without seeing a name. Each act has the permission inside.

-- Which import has made a case. Only kim_import_people says so; the application can neither set nor change it. By this, and by
-- nothing the importer writes, kim_undo_people knows what it may take back.
alter table casework_case add column import_run bigint;
create policy case_by_hand on casework_case as restrictive for insert with check (import_run is null);
create trigger case_import_stays before update on casework_case for each row
  when (old.import_run is distinct from new.import_run) execute function kim_stays();

-- Who may import people: leads and administrators of today. The roles are those with Permission.PEOPLE_IMPORT; a test compares.
create function kim_may_import_people() returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from organisation_membership m join organisation_user u on u.id = m.user_id
     where m.user_id = kim_user_id() and u.is_active and m.role in ('lead', 'administrator')
       and (m.valid_from is null or m.valid_from <= (now() at time zone 'Europe/Berlin')::date) and (m.valid_to is null or m.valid_to >= (now() at time zone 'Europe/Berlin')::date)) $$;

-- For each row of an import (number, the sounds of its name in each reading, year of birth), up to three cases that may be the same
-- person: since when, whether it runs, who is responsible. No name, no number; of a protected person nothing.
create function kim_import_candidates(p_rows jsonb)
returns table (number int, responsible_id bigint, opened_on date, is_open boolean) language plpgsql stable security definer
set search_path = public, pg_temp as
$$
begin
  if not kim_may_import_people() then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: may not import people';
  end if;
  return query
    select (r.value->>'number')::int, hit.assigned_to_id, hit.opened_on, hit.is_open
    from jsonb_array_elements(p_rows) r
    cross join lateral (
      select distinct c.assigned_to_id, c.opened_on, c.phase <> 'closed' as is_open
      from jsonb_array_elements(r.value->'readings') reading
      join casework_person p on p.search_keys @> (select array_agg(k)::varchar[] from jsonb_array_elements_text(reading.value) k)
      join casework_case c on c.person_id = p.id
      where (select count(distinct k) from jsonb_array_elements_text(reading.value) k) >= 2 and not p.is_protected
        and (r.value->>'year' is null or p.birth_year is null or abs(p.birth_year - (r.value->>'year')::int) <= 1)
      order by c.opened_on desc limit 3) hit;
end
$$;

-- Makes a person with a case in the first phase of each row. May: leads and administrators, for an import of their own that is being
-- carried out. The case goes to a case manager of today. Gives the row's number with the id of its case, nothing else. A telephone
-- number becomes a way to reach them, and is taken back with its case.
create function kim_import_people(p_run bigint, p_rows jsonb, p_on date)
returns table (number int, case_id bigint) language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  r jsonb;
  new_person bigint;
  new_case bigint;
  n int;
  opened date;
begin
  if not kim_may_import_people() or abs(p_on - (now() at time zone 'Europe/Berlin')::date) > 1 or not exists (
      select from workbench_importrun run where run.id = p_run and run.uploaded_by_id = kim_user_id()
        and run.target = 'people' and run.state = 'applying') then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: may not import people';
  end if;
  for r in select value from jsonb_array_elements(p_rows) loop
    if not kim_is_case_manager((r->>'user')::bigint, (r->>'unit')::bigint, p_on) then
      raise exception using errcode = 'check_violation', message = 'kim: not a case manager of this unit';
    end if;
    opened := (r->>'opened_on')::date;
    if opened > p_on then
      raise exception using errcode = 'check_violation', message = 'kim: opened in the future';
    end if;
    insert into casework_person (given_name, family_name, name_original, name_original_language, sex, birth_given, birth_year,
        birth_month, birth_day, municipality_id, is_protected, sort_key, search_text, search_keys, registered_at, version)
      values (r->>'given_name', r->>'family_name', r->>'name_original', '', 'not_asked', r->>'birth_given',
        (r->>'birth_year')::int, (r->>'birth_month')::int, (r->>'birth_day')::int, (r->>'municipality')::bigint, false,
        r->>'sort_key', r->>'search_text',
        (select coalesce(array_agg(k), '{}')::varchar[] from jsonb_array_elements_text(r->'search_keys') k), now(), 1)
      returning id into new_person;
    insert into casework_referencecounter as counter (code, year, last)
      values (r->>'code', extract(year from opened)::int, 1)
      on conflict (code, year) do update set last = counter.last + 1 returning last into n;
    insert into casework_case (reference, person_id, unit_id, assigned_to_id, municipality_id, phase, phase_since, opened_on,
        reopened_count, version, import_run)
      values (replace(r->>'reference', '{n}', n::text), new_person, (r->>'unit')::bigint, (r->>'user')::bigint,
        (r->>'municipality')::bigint, 'access', opened, opened, 0, 1, p_run)
      returning id into new_case;
    insert into casework_clientprofile (case_id, languages, language_levels, scripts, languages_given, german_level, interpreter,
        nationalities, nationalities_given, entered_given, safe_contact, version)
      values (new_case, (select coalesce(array_agg(k), '{}')::varchar[] from jsonb_array_elements_text(r->'languages') k), '{}', '{}',
        case when jsonb_array_length(r->'languages') > 0 then 'given' else 'not_asked' end, 'not_asked', r->>'interpreter',
        (select coalesce(array_agg(k), '{}')::varchar[] from jsonb_array_elements_text(r->'nationalities') k),
        case when jsonb_array_length(r->'nationalities') > 0 then 'given' else 'not_asked' end, 'not_asked', '', 1);
    if r->>'phone' <> '' then
      insert into casework_contactway (case_id, kind, value, is_preferred, version) values (new_case, 'phone', r->>'phone', true, 1);
    end if;
    insert into casework_assignment (case_id, user_id, unit_id, from_on, reason, decided_by_id)
      values (new_case, (r->>'user')::bigint, (r->>'unit')::bigint, opened, left(r->>'reason', 300), kim_user_id());
    insert into casework_phasechange (case_id, from_phase, to_phase, changed_on, skipped, reason, changed_by_id, recorded_at)
      values (new_case, '', 'access', opened, '[]', '', kim_user_id(), now());
    perform kim_record_event('case.imported', 'casework.case', new_case, new_case, jsonb_build_object('run', p_run,
                             'assigned_to', (r->>'user')::bigint));
    number := (r->>'number')::int;
    case_id := new_case;
    return next;
  end loop;
end
$$;
-- Which of these cases, made by this import, nobody has worked with since: as they were made, and nothing else refers to them.
create function kim_untouched_imports(p_run bigint, p_cases bigint[]) returns bigint[] language plpgsql stable security definer
set search_path = public, pg_temp as
$$
declare
  link record;
  fresh bigint[];
  used bigint[];
begin
  if not kim_may_import_people() then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: may not import people';
  end if;
  select coalesce(array_agg(c.id), '{}') into fresh from casework_case c
    join casework_person p on p.id = c.person_id join casework_clientprofile f on f.case_id = c.id
    join workbench_importrun run on run.id = c.import_run and run.uploaded_by_id = kim_user_id() and run.target = 'people'
    where c.id = any(p_cases) and c.import_run = p_run and p.registered_at > now() - interval '32 days' and c.version = 1 and p.version = 1 and f.version = 1
      and (select count(*) from casework_assignment a where a.case_id = c.id) = 1
      and (select count(*) from casework_phasechange x where x.case_id = c.id) = 1
      and (select count(*) from casework_contactway w where w.case_id = c.id) <= 1
      and not exists (select from casework_contactway w where w.case_id = c.id and w.version > 1)
      and (select count(*) from casework_case other where other.person_id = c.person_id) = 1;
  for link in
    select c.conrelid::regclass as at, a.attname as field, c.confrelid = 'casework_person'::regclass as of_person
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid in ('casework_case'::regclass, 'casework_person'::regclass) and cardinality(c.conkey) = 1
      and c.conrelid not in ('casework_case'::regclass, 'casework_clientprofile'::regclass, 'casework_assignment'::regclass,
                             'casework_phasechange'::regclass, 'casework_contactway'::regclass)
  loop
    if link.of_person then
      execute format('select coalesce(array_agg(c.id), ''{}'') from casework_case c where c.id = any($1)'
                     ' and exists (select from %s t where t.%I = c.person_id)', link.at, link.field) into used using fresh;
    else
      execute format('select coalesce(array_agg(distinct t.%I), ''{}'') from %s t where t.%I = any($1)',
                     link.field, link.at, link.field) into used using fresh;
    end if;
    fresh := array(select unnest(fresh) except select unnest(used));
  end loop;
  return fresh;
end
$$;
-- Takes back what an import has made and nobody has worked with since; gives the cases taken back. Their numbers are not used again.
create function kim_undo_people(p_run bigint, p_cases bigint[]) returns bigint[] language plpgsql security definer
set search_path = public, pg_temp as
$$
declare
  gone bigint[];
  people bigint[];
  each_case bigint;
begin
  if not exists (select from workbench_importrun run where run.id = p_run and run.uploaded_by_id = kim_user_id()
                 and run.state = 'undoing' and run.undo_until >= (now() at time zone 'Europe/Berlin')::date - 1) then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: this import is not being undone';
  end if;
  perform 1 from casework_case where id = any(p_cases) for update;
  gone := kim_untouched_imports(p_run, p_cases);
  select coalesce(array_agg(person_id), '{}') into people from casework_case where id = any(gone);
  delete from casework_phasechange where case_id = any(gone);
  delete from casework_contactway where case_id = any(gone);
  delete from casework_assignment where case_id = any(gone);
  delete from casework_clientprofile where case_id = any(gone);
  delete from casework_case where id = any(gone);
  delete from casework_person where id = any(people);
  foreach each_case in array gone loop
    perform kim_record_event('case.import_undone', 'casework.case', each_case, each_case, jsonb_build_object('run', p_run));
  end loop;
  return gone;
end
$$;
