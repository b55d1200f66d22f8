-- Applications that come from advice. This room knows a random token and no more: no case, no consent, no counsellor, and of the moment
-- a day. Whoever holds the token learns the stage; nobody learns from the token where it came from.
create trigger application_keeps_its_origin before update on naturalisation_application for each row
  when (current_user = 'kim_app') execute function naturalisation_stays('from_advice');

-- Begins an application with what was handed over: for whoever has the slip of this very transaction, so after the consent was checked.
-- Only the kinds of data that the slip names are written, whatever else is handed in. Nobody is in charge of it yet; the office's own
-- record of who did what begins when an officer takes it up. The number counts on within the office, like that of every application.
create function naturalisation_receive(p_token uuid, p_people jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  slip privacy_slip;
  today date := (now() at time zone 'Europe/Berlin')::date;
  beginning text := 'EB-' || to_char(today, 'YY') || '-';
  made bigint;
begin
  delete from privacy_slip where token = p_token returning * into slip;
  if not found or jsonb_typeof(p_people) <> 'array' or jsonb_array_length(p_people) <> slip.people then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: received only with a slip of the same transaction';
  end if;
  perform from organisation_unit where id = slip.office_id and kind = 'naturalisation_office' for update;
  if not found then
    raise exception using errcode = 'check_violation', message = 'kim: this is no naturalisation office';
  end if;
  insert into naturalisation_application (unit_id, reference, basis, stage, stage_since, end_reason, receipt, from_advice, synthetic)
    select slip.office_id, beginning || lpad((coalesce(max(substr(reference, length(beginning) + 1)::int), 0) + 1)::text, 4, '0'),
           's10', 'documents', today, '', p_token, true, coalesce((select demo from privacy_installation), false)
    from naturalisation_application where unit_id = slip.office_id and reference ~ ('^' || beginning || '[0-9]+$')
    returning id into made;
  insert into naturalisation_applicant (application_id, unit_id, position, given_name, family_name, born_on, citizenships, relation,
                                        municipality_id, street, phone, email, is_protected)
    select made, slip.office_id, each.n, coalesce(each.p->>'given_name', ''), each.p->>'family_name', (each.p->>'born_on')::date,
      case when 'citizenship' = any(slip.data) then array(select jsonb_array_elements_text(each.p->'citizenships')) else '{}' end,
      case when each.n = 1 then 'self' else 'child' end,
      case when 'contact' = any(slip.data) then (each.p->>'municipality')::bigint end,
      case when 'contact' = any(slip.data) then coalesce(each.p->>'street', '') else '' end,
      case when 'contact' = any(slip.data) then coalesce(each.p->>'phone', '') else '' end,
      case when 'contact' = any(slip.data) then coalesce(each.p->>'email', '') else '' end, false
    from jsonb_array_elements(p_people) with ordinality as each(p, n);
  insert into naturalisation_stageentry (application_id, unit_id, stage, entered_on, recorded_at)
    values (made, slip.office_id, 'documents', today, today);
end
$$;

-- How the applications of these tokens stand and since when: for whoever holds a token.
create function naturalisation_stages(p_tokens uuid[]) returns table (token uuid, stage text, since date)
language sql stable security definer set search_path = public, pg_temp as
$$
  select a.receipt, a.stage, a.stage_since from naturalisation_application a
  where a.receipt = any(p_tokens) and a.from_advice and kim_user_id() is not null
$$;

-- The consent is withdrawn: what has not become an application yet is erased with everything the office wrote to it; a filed application
-- stays, for the office works on it by its own law. Says which of the two.
create function naturalisation_call_back(p_token uuid) returns text language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  found_id bigint;
  part record;
begin
  if kim_user_id() is null then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: for whoever holds the token';
  end if;
  select id into found_id from naturalisation_application where receipt = p_token and from_advice and stage in ('advice', 'documents')
    and submitted_on is null for update;
  if found_id is null then
    return case when exists (select from naturalisation_application where receipt = p_token) then 'kept' else 'erased' end;
  end if;
  for part in select c.conrelid::regclass as place, a.attname as tie from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.confrelid = 'naturalisation_application'::regclass loop
    execute format('delete from %s where %I = $1', part.place, part.tie) using found_id;
  end loop;
  delete from naturalisation_application where id = found_id;
  return 'erased';
end
$$;
