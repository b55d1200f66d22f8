-- Applications are the office's own: whoever is naturalisation officer in that unit today reads and writes them, and nobody else,
-- no case manager, no coordination, no administration. May: Permission.NATURALISE (a test holds the two together).
create function kim_naturalisation_offices() returns bigint[] language sql stable security definer
set search_path = public, pg_temp as
$$
  select coalesce(array_agg(m.unit_id), '{}')
  from organisation_membership m join organisation_user u on u.id = m.user_id
  where m.user_id = kim_user_id() and u.is_active and m.role = 'naturalisation_officer'
    and (m.valid_from is null or m.valid_from <= (now() at time zone 'Europe/Berlin')::date)
    and (m.valid_to is null or m.valid_to >= (now() at time zone 'Europe/Berlin')::date)
$$;

alter table naturalisation_application enable row level security;
create policy application_read on naturalisation_application for select using (
  unit_id = any((select kim_naturalisation_offices())::bigint[]));
create policy application_add on naturalisation_application for insert with check (
  unit_id = any((select kim_naturalisation_offices())::bigint[]));
create policy application_work on naturalisation_application for update using (
  unit_id = any((select kim_naturalisation_offices())::bigint[]))
  with check (unit_id = any((select kim_naturalisation_offices())::bigint[]));

do $$
declare
  part text;
begin
  foreach part in array array['applicant', 'stageentry', 'missingdocument', 'authorityenquiry'] loop
    execute format('alter table naturalisation_%s enable row level security', part);
    execute format(
      'create policy %1$s_read on naturalisation_%1$s for select using ('
      'unit_id = any((select kim_naturalisation_offices())::bigint[]))', part);
    execute format(
      'create policy %1$s_add on naturalisation_%1$s for insert with check ('
      'unit_id = any((select kim_naturalisation_offices())::bigint[]) and exists ('
      'select from naturalisation_application a where a.id = application_id and a.unit_id = naturalisation_%1$s.unit_id))', part);
    if part <> 'stageentry' then  -- which stage was reached when is added, never changed
      execute format(
        'create policy %1$s_work on naturalisation_%1$s for update using ('
        'unit_id = any((select kim_naturalisation_offices())::bigint[]))', part);
    end if;
  end loop;
end
$$;

-- What an application is stays what it is: its office, its reference and the random receipt; a part stays with its application.
create function naturalisation_stays() returns trigger language plpgsql as
$$
declare
  fixed text[] := tg_argv;
  field text;
begin
  foreach field in array fixed loop
    if to_jsonb(new) -> field is distinct from to_jsonb(old) -> field then
      raise exception using errcode = 'insufficient_privilege', message = 'kim: of an application this does not change: ' || field;
    end if;
  end loop;
  return new;
end
$$;
create trigger application_stays before update on naturalisation_application for each row
  when (current_user = 'kim_app') execute function naturalisation_stays('unit_id', 'reference', 'receipt');
create trigger applicant_stays before update on naturalisation_applicant for each row
  when (current_user = 'kim_app') execute function naturalisation_stays('unit_id', 'application_id');
create trigger document_stays before update on naturalisation_missingdocument for each row
  when (current_user = 'kim_app') execute function naturalisation_stays('unit_id', 'application_id', 'kind', 'asked_on');
create trigger enquiry_stays before update on naturalisation_authorityenquiry for each row
  when (current_user = 'kim_app') execute function naturalisation_stays('unit_id', 'application_id', 'authority', 'asked_on');
