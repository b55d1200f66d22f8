-- What went from a case to a naturalisation office. Read like the consents of the case; written by the named acts below alone, so that
-- nothing goes without a consent to this very office for this purpose. Where it lies at the office no row here tells: the token is read by no policy.
alter table casework_naturalisationhandover enable row level security;
alter table casework_handedoverperson enable row level security;
alter table casework_handovertoken enable row level security;
create policy handover_read on casework_naturalisationhandover for select using (
  case_id = any((select kim_content_cases('documents'))::bigint[]));
create policy handed_over_person_read on casework_handedoverperson for select using (
  case_id = any((select kim_content_cases('documents'))::bigint[]));

create function kim_handover_purpose() returns text language sql immutable as
$$ select 'Übergabe an die Einbürgerungsbehörde für einen Antrag auf Einbürgerung'::text $$;

-- Whether something of this person lies at an office already, whoever's case it came from: yes or no, and no more.
create function kim_is_handed_over(p_person bigint) returns boolean language sql stable security definer
set search_path = public, pg_temp as
$$ select kim_may_tie_person(p_person) and exists (
     select from casework_handedoverperson p join casework_naturalisationhandover h on h.id = p.handover_id
     where p.person_id = p_person and h.over_on is null and h.afterwards <> 'erased') $$;

-- Keeps what was handed over and writes the slip by which the office's room receives it, in the same transaction. May: whoever works in the case, while the consent to this office holds and names these kinds of data;
-- of whom: the client and children of the household, none of them protected. The numbers have no order, the moment is a day.
create function kim_keep_handover(p_case bigint, p_consent bigint, p_office bigint, p_people bigint[], p_data text[],
                                  p_submission uuid, p_token uuid) returns bigint
language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  made bigint := floor(random() * 4611686018427387903)::bigint + 1;
begin
  if not p_case = any(kim_work_cases()) or not exists (select from casework_case where id = p_case and phase <> 'closed') then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: for whoever works in this running case';
  end if;
  if not exists (select from casework_consent c where c.id = p_consent and c.case_id = p_case and c.office_id = p_office
                 and c.purpose = kim_handover_purpose() and c.direction <> 'from' and c.withdrawn_on is null
                 and kim_today() between c.given_on and c.valid_until
                 and p_data <@ c.data_categories::text[] and 'identity' = any(p_data)) then
    raise exception using errcode = 'check_violation', message = 'kim: no consent names this office and these data';
  end if;
  if coalesce(cardinality(p_people), 0) = 0 or exists (
      select from unnest(p_people) as wanted(id) left join casework_person p on p.id = wanted.id
      where p.id is null or p.is_protected or not (
        exists (select from casework_case c where c.id = p_case and c.person_id = p.id)
        or 'family' = any(p_data) and exists (select from casework_householdmember m where m.case_id = p_case
             and m.person_id = p.id and m.relation = 'child' and m.lives = 'here'))) then
    raise exception using errcode = 'check_violation', message = 'kim: not all of these people may be handed over from this case';
  end if;
  perform from casework_person where id = any(p_people) order by id for update;
  if exists (select from unnest(p_people) as wanted(id) where kim_is_handed_over(wanted.id)) then
    raise exception using errcode = 'unique_violation', message = 'kim: handed over already';
  end if;
  insert into casework_naturalisationhandover (id, case_id, consent_id, office_id, data_categories, handed_on, handed_by_id,
                                               afterwards, submission)
    values (made, p_case, p_consent, p_office, p_data, kim_today(), kim_user_id(), '', p_submission);
  insert into casework_handedoverperson (id, handover_id, case_id, person_id)
    select floor(random() * 4611686018427387903)::bigint + 1, made, p_case, wanted.id from unnest(p_people) as wanted(id);
  insert into casework_handovertoken (handover_id, case_id, token) values (made, p_case, p_token);
  set constraints slip_is_taken deferred;
  insert into privacy_slip (token, office_id, data, people) values (p_token, p_office, p_data, cardinality(p_people));
  return made;
end
$$;

-- The tokens of a case, to ask how the applications stand: for whoever works in it, while the consent holds.
create function kim_handover_tokens(p_case bigint) returns table (handover bigint, token uuid)
language sql stable security definer set search_path = public, pg_temp as
$$
  select h.id, t.token
  from casework_naturalisationhandover h join casework_handovertoken t on t.handover_id = h.id
  join casework_consent c on c.id = h.consent_id
  where h.case_id = p_case and p_case = any(kim_work_cases())
    and c.withdrawn_on is null and kim_today() between c.given_on and c.valid_until
$$;

-- The same when a consent is about to be withdrawn, also once it has expired.
create function kim_tokens_to_call_back(p_consent bigint) returns table (handover bigint, token uuid)
language sql stable security definer set search_path = public, pg_temp as
$$
  select h.id, t.token
  from casework_naturalisationhandover h join casework_handovertoken t on t.handover_id = h.id
  join casework_consent c on c.id = h.consent_id
  where c.id = p_consent and c.withdrawn_on is null and c.case_id = any(kim_work_cases())
$$;

-- Notes what became of the office's copy and forgets the token: after this nothing ties the two any more.
create function kim_handover_called_back(p_handover bigint, p_afterwards text) returns void
language plpgsql security definer set search_path = public, pg_temp as
$$
begin
  update casework_naturalisationhandover set withdrawn_on = kim_today(), afterwards = p_afterwards
    where id = p_handover and withdrawn_on is null and p_afterwards in ('erased', 'kept') and case_id = any(kim_work_cases());
  if not found then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: nothing here to call back';
  end if;
  delete from casework_handovertoken where handover_id = p_handover;
end
$$;

-- The application of this handover ended otherwise: the same people may be handed over anew.
create function kim_handover_over(p_handover bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as
$$
begin
  update casework_naturalisationhandover set over_on = kim_today()
    where id = p_handover and over_on is null and case_id = any(kim_work_cases());
end
$$;

-- No consent is withdrawn past the office: first its copy is called back, then the consent ends.
create function kim_handovers_are_called_back() returns trigger language plpgsql security definer set search_path = public, pg_temp as
$$
begin
  if exists (select from casework_naturalisationhandover where consent_id = new.id and withdrawn_on is null) then
    raise exception using errcode = 'check_violation', message = 'kim: first call back what went to the naturalisation office';
  end if;
  return null;
end
$$;
create trigger handovers_are_called_back after update on casework_consent for each row
  when (old.withdrawn_on is null and new.withdrawn_on is not null) execute function kim_handovers_are_called_back();
