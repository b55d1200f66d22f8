-- Who reads and writes what about people. Two families: head (reference, name, phase, who is responsible) and content.
-- Enabled, not forced: the owner loads, migrates and backs up. Scope values are wrapped in selects, so that the planner
-- reads them once per statement.

-- Cases whose content of this section the running scope may use: assigned ones, those of whom one stands in, single grants.
-- Sensitive notes ('notes') are not for deputies.
create function kim_content_cases(section text) returns bigint[] language sql stable security definer
set search_path = public, pg_temp as
$$ select coalesce(array_agg(id), '{}') || kim_ids('kim.cases_' || section) from casework_case
   where assigned_to_id = kim_user_id()
      or (section <> 'notes' and assigned_to_id = any(kim_ids('kim.acting_for'))) $$;

alter table casework_person add column registered_in xid8 not null default pg_current_xact_id();

do $$
declare
  t text;
begin
  foreach t in array array['person', 'case', 'clientprofile', 'householdmember', 'enquiry', 'triage', 'assignment', 'phasechange',
      'closing', 'contact', 'followup', 'assessment', 'assessmentitem', 'goal', 'measure', 'goalagreement', 'referral', 'accessgrant']
  loop
    execute format('alter table %I enable row level security', 'casework_' || t);
  end loop;
end
$$;

-- Head
create policy case_head on casework_case for select using (
  assigned_to_id = (select kim_user_id())
  or assigned_to_id = any((select kim_ids('kim.acting_for'))::bigint[])
  or unit_id = any((select kim_ids('kim.units'))::bigint[])
  or unit_id = any((select kim_ids('kim.supervised'))::bigint[])
  or id = any((select kim_ids('kim.cases_head'))::bigint[]));
create policy case_open on casework_case for insert with check (
  assigned_to_id = (select kim_user_id()) and unit_id = any((select kim_ids('kim.units'))::bigint[]));
create policy case_work on casework_case for update using (
  assigned_to_id = (select kim_user_id()) or assigned_to_id = any((select kim_ids('kim.acting_for'))::bigint[]));

create policy person_head on casework_person for select using (
  exists (select from casework_case c where c.person_id = casework_person.id)
  or exists (select from casework_householdmember h where h.person_id = casework_person.id)
  or registered_in = pg_current_xact_id_if_assigned());
create policy person_register on casework_person for insert with check ((select kim_user_id()) is not null);
create policy person_work on casework_person for update using (
  exists (select from casework_case c where c.person_id = casework_person.id
          and c.id = any((select kim_content_cases('profile'))::bigint[]))
  or exists (select from casework_householdmember h where h.person_id = casework_person.id
             and h.case_id = any((select kim_content_cases('profile'))::bigint[])));

-- Members of a household are readable in head form through a visible case, unless they are protected.
create policy household_head on casework_householdmember for select using (
  case_id = any((select kim_content_cases('profile'))::bigint[]));
create policy household_work on casework_householdmember for all using (
  case_id = any((select kim_content_cases('profile'))::bigint[]));

create policy assignment_head on casework_assignment for select using (
  exists (select from casework_case c where c.id = case_id));
create policy assignment_work on casework_assignment for all using (
  case_id = any((select kim_content_cases('plan'))::bigint[]));
create policy phase_head on casework_phasechange for select using (
  exists (select from casework_case c where c.id = case_id));
create policy phase_work on casework_phasechange for all using (
  case_id = any((select kim_content_cases('plan'))::bigint[]));

-- Enquiries are work of the whole team until they are decided.
create policy enquiry_team on casework_enquiry for all using (
  unit_id = any((select kim_ids('kim.units'))::bigint[]) or unit_id = any((select kim_ids('kim.supervised'))::bigint[]));
create policy triage_team on casework_triage for all using (
  exists (select from casework_enquiry e where e.id = enquiry_id));

-- Content
create policy profile_content on casework_clientprofile for all using (
  case_id = any((select kim_content_cases('profile'))::bigint[]));
create policy closing_content on casework_closing for all using (
  case_id = any((select kim_content_cases('plan'))::bigint[]));
create policy contact_content on casework_contact for all using (
  case_id = any((select kim_content_cases('contacts'))::bigint[])
  and (not confidential or recorded_by_id = (select kim_user_id())
       or case_id = any((select kim_content_cases('notes'))::bigint[])));
create policy followup_content on casework_followup for all using (
  case_id = any((select kim_content_cases('contacts'))::bigint[]));
create policy assessment_content on casework_assessment for all using (
  case_id = any((select kim_content_cases('assessment'))::bigint[]));
create policy assessmentitem_content on casework_assessmentitem for all using (
  case_id = any((select kim_content_cases('assessment'))::bigint[]));
create policy goal_content on casework_goal for all using (
  case_id = any((select kim_content_cases('plan'))::bigint[]));
create policy measure_content on casework_measure for all using (
  case_id = any((select kim_content_cases('plan'))::bigint[]));
create policy agreement_content on casework_goalagreement for all using (
  case_id = any((select kim_content_cases('plan'))::bigint[]));
create policy referral_content on casework_referral for all using (
  case_id = any((select kim_content_cases('plan'))::bigint[]));

-- Grants: read by the grantee and by whoever is responsible; given through a function.
create policy grant_own on casework_accessgrant for select using (
  grantee_id = (select kim_user_id()) or case_id = any((select kim_content_cases('plan'))::bigint[]));

-- The trail of a case is open to whoever works in it.
create policy audit_of_case on privacy_auditevent for select using (
  case_id = any((select kim_content_cases('contacts'))::bigint[]));

-- Named acts that put a row out of one's own sight, each with its permission inside.

create function kim_is_case_manager(p_user bigint, p_unit bigint) returns boolean language sql stable security definer
set search_path = public, pg_temp as
$$ select exists (select from organisation_membership m join organisation_user u on u.id = m.user_id
     where m.user_id = p_user and m.unit_id = p_unit and m.role = 'case_manager' and u.is_active
       and (m.valid_from is null or m.valid_from <= current_date) and (m.valid_to is null or m.valid_to >= current_date)) $$;

-- Hands a case to another case manager. May: whoever is responsible or stands in, and the lead of the case's unit.
create function kim_assign_case(p_case bigint, p_user bigint, p_unit bigint, p_reason text, p_on date)
returns void language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  c casework_case;
begin
  select * into c from casework_case where id = p_case for update;
  if not found or not (c.assigned_to_id = kim_user_id() or c.assigned_to_id = any(kim_ids('kim.acting_for'))
                       or c.unit_id = any(kim_ids('kim.supervised'))) then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: not yours to hand over';
  end if;
  if not kim_is_case_manager(p_user, p_unit) then
    raise exception using errcode = 'check_violation', message = 'kim: not a case manager of this unit';
  end if;
  update casework_assignment set to_on = p_on where case_id = p_case and to_on is null;
  insert into casework_assignment (case_id, user_id, unit_id, from_on, reason, decided_by_id)
    values (p_case, p_user, p_unit, p_on, p_reason, kim_user_id());
  update casework_case set assigned_to_id = p_user, unit_id = p_unit, version = version + 1 where id = p_case;
end
$$;

-- The next running number of a municipality's references in a year.
create function kim_next_reference(p_code text, p_year int) returns int language sql security definer
set search_path = public, pg_temp as
$$ insert into casework_referencecounter as r (code, year, last) values (p_code, p_year, 1)
   on conflict (code, year) do update set last = r.last + 1 returning last $$;

-- Gives somebody a right to named sections of one case. May: whoever is responsible for the case.
create function kim_give_access(p_case bigint, p_grantee bigint, p_sections text[], p_basis text, p_reason text, p_from date, p_to date)
returns bigint language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  new_id bigint;
begin
  if not exists (select from casework_case where id = p_case and assigned_to_id = kim_user_id()) then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: not your case';
  end if;
  insert into casework_accessgrant (case_id, grantee_id, sections, basis, reason, valid_from, valid_to, given_by_id)
    values (p_case, p_grantee, p_sections, p_basis, p_reason, p_from, p_to, kim_user_id()) returning id into new_id;
  return new_id;
end
$$;

-- Search. Name operators are not leakproof, so under the policies their indexes would go unused; here the condition of the head
-- policy stands inside. Gives ids with a rank, best first, never a name.
create function kim_search_cases(p_text text, p_keys text[], p_reference text, p_limit int)
returns table (case_id bigint, rank real) language sql stable security definer set search_path = public, pg_temp as
$$ with hits as (
     select p.id, (case when cardinality(p_keys) > 0 and p.search_keys @> p_keys::varchar[] then 2 else 0 end)::real
                  + similarity(p.search_text, p_text) as rank
     from casework_person p
     where (cardinality(p_keys) > 0 and p.search_keys @> p_keys::varchar[]) or (p_text <> '' and p.search_text % p_text)
     order by 2 desc limit 2000)
   select c.id, (coalesce(h.rank, 0) + case when c.reference = p_reference then 10 else 0 end)::real
   from casework_case c left join hits h on h.id = c.person_id
   where (c.person_id in (select id from hits) or (p_reference <> '' and c.reference = p_reference))
     and (c.assigned_to_id = kim_user_id() or c.assigned_to_id = any(kim_ids('kim.acting_for'))
          or c.unit_id = any(kim_ids('kim.units')) or c.unit_id = any(kim_ids('kim.supervised'))
          or c.id = any(kim_ids('kim.cases_head')))
   order by 2 desc, c.id desc limit p_limit $$;

-- At triage: whether the person may already have a case. Says that one exists, since when, and who is responsible; nothing else.
create function kim_possible_cases(p_keys text[], p_birth_year int)
returns table (responsible_id bigint, opened_on date, is_open boolean) language sql stable security definer
set search_path = public, pg_temp as
$$ select c.assigned_to_id, c.opened_on, c.phase <> 'closed' from casework_person p join casework_case c on c.person_id = p.id
   where kim_user_id() is not null and cardinality(kim_ids('kim.units')) > 0
     and cardinality(p_keys) >= 2 and p.search_keys @> p_keys::varchar[]
     and (p_birth_year is null or p.birth_year is null or abs(p.birth_year - p_birth_year) <= 1)
   order by c.opened_on desc limit 5 $$;
