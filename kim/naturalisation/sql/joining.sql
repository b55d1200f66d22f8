-- Children who are handed over later come to the application of their parent; a date of birth comes as far as it is known.
-- What an applicant came by (a random receipt) stays what it is.
drop trigger applicant_stays on naturalisation_applicant;
create trigger applicant_stays before update on naturalisation_applicant for each row
  when (current_user = 'kim_app') execute function naturalisation_stays('unit_id', 'application_id', 'receipt');

-- Receives what was handed over: for whoever has the slip of this very transaction, so after the consent was checked. Without `p_to` an
-- application begins, the first of these people applies; with it, children join the application that began with that token, at the
-- same office and until it is decided. Only the kinds of data that the slip names are written, whatever else is handed in. Nobody is in
-- charge of a new one yet; the number counts on within the office.
drop function naturalisation_receive(uuid, jsonb);
create function naturalisation_receive(p_token uuid, p_people jsonb, p_to uuid default null) returns void
language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  slip privacy_slip;
  today date := (now() at time zone 'Europe/Berlin')::date;
  beginning text := 'EB-' || to_char(today, 'YY') || '-';
  made bigint;
  taken int := 0;
begin
  delete from privacy_slip where token = p_token returning * into slip;
  if not found or jsonb_typeof(p_people) <> 'array' or jsonb_array_length(p_people) <> slip.people then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: received only with a slip of the same transaction';
  end if;
  perform from organisation_unit where id = slip.office_id and kind = 'naturalisation_office' for update;
  if not found then
    raise exception using errcode = 'check_violation', message = 'kim: this is no naturalisation office';
  end if;
  if p_to is null then
    insert into naturalisation_application (unit_id, reference, basis, stage, stage_since, end_reason, receipt, from_advice, synthetic)
      select slip.office_id, beginning || lpad((coalesce(max(substr(reference, length(beginning) + 1)::int), 0) + 1)::text, 4, '0'),
             's10', 'documents', today, '', p_token, true, coalesce((select demo from privacy_installation), false)
      from naturalisation_application where unit_id = slip.office_id and reference ~ ('^' || beginning || '[0-9]+$')
      returning id into made;
    insert into naturalisation_stageentry (application_id, unit_id, stage, entered_on, recorded_at)
      values (made, slip.office_id, 'documents', today, today);
  else
    update naturalisation_application set version = version + 1, changed_at = today
      where receipt = p_to and from_advice and unit_id = slip.office_id and stage not in ('decision', 'certificate', 'ended')
      returning id into made;
    if made is null then
      raise exception using errcode = 'object_not_in_prerequisite_state', message = 'kim: nobody joins this application any more';
    end if;
    select max(position) into taken from naturalisation_applicant where application_id = made;
  end if;
  with written as (
    insert into naturalisation_applicant (application_id, unit_id, position, given_name, family_name, born_on, citizenships, relation,
                                          municipality_id, street, phone, email, is_protected, receipt)
      select made, slip.office_id, taken + each.n, coalesce(each.p->>'given_name', ''), each.p->>'family_name',
        coalesce(each.p->>'born_on', ''),
        case when 'citizenship' = any(slip.data) then array(select jsonb_array_elements_text(each.p->'citizenships')) else '{}' end,
        case when taken + each.n = 1 then 'self' else 'child' end,
        case when 'contact' = any(slip.data) then (each.p->>'municipality')::bigint end,
        case when 'contact' = any(slip.data) then coalesce(each.p->>'street', '') else '' end,
        case when 'contact' = any(slip.data) then coalesce(each.p->>'phone', '') else '' end,
        case when 'contact' = any(slip.data) then coalesce(each.p->>'email', '') else '' end, false,
        case when p_to is not null then p_token end
      from jsonb_array_elements(p_people) with ordinality as each(p, n)
      returning id)
  insert into naturalisation_applicantchange (application_id, unit_id, applicant_id, kind, before, recorded_at)
    select made, slip.office_id, written.id, 'added', '{}', today from written where p_to is not null;
end
$$;

-- How the applications of these tokens stand and since when: for whoever holds a token. Children that joined by a token share the stage of
-- their application; once the office took all of them out, it is over for them.
create or replace function naturalisation_stages(p_tokens uuid[]) returns table (token uuid, stage text, since date)
language sql stable security definer set search_path = public, pg_temp as
$$
  select a.receipt, a.stage, a.stage_since from naturalisation_application a
  where a.receipt = any(p_tokens) and a.from_advice and kim_user_id() is not null
  union all
  select p.receipt, case when bool_and(p.left_on is not null) then 'ended' else min(a.stage) end,
         case when bool_and(p.left_on is not null) then max(p.left_on) else min(a.stage_since) end
  from naturalisation_applicant p join naturalisation_application a on a.id = p.application_id
  where p.receipt = any(p_tokens) and kim_user_id() is not null group by p.receipt
$$;

-- Erases rows of a table of this room with everything that hangs on them.
create function naturalisation_erase(p_table regclass, p_ids bigint[]) returns void
language plpgsql set search_path = public, pg_temp as
$$
declare
  part record;
begin
  for part in select c.conrelid::regclass as place, a.attname as tie from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.confrelid = p_table order by (c.conrelid = 'naturalisation_applicant'::regclass) loop
    execute format('delete from %s where %I = any($1)', part.place, part.tie) using p_ids;
  end loop;
  execute format('delete from %s where id = any($1)', p_table) using p_ids;
end
$$;

-- The consent is withdrawn: what has not become an application yet is erased with everything the office wrote to it; what was filed
-- stays, for the office works on it by its own law. Says which of the two.
create or replace function naturalisation_call_back(p_token uuid) returns text language plpgsql security definer
set search_path = public, pg_temp as
$$
declare
  waiting bigint[] := array(select id from naturalisation_application where stage in ('advice', 'documents') and submitted_on is null
                            and id in (select id from naturalisation_application where receipt = p_token and from_advice union all
                                       select application_id from naturalisation_applicant where receipt = p_token) for update);
begin
  if kim_user_id() is null then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: for whoever holds the token';
  end if;
  perform naturalisation_erase('naturalisation_application',
    array(select id from naturalisation_application where id = any(waiting) and receipt = p_token));
  perform naturalisation_erase('naturalisation_applicant',
    array(select id from naturalisation_applicant where application_id = any(waiting) and receipt = p_token));
  return case when exists (select from naturalisation_application where receipt = p_token)
    or exists (select from naturalisation_applicant where receipt = p_token) then 'kept' else 'erased' end;
end
$$;
