-- What a review found open.

-- A case is opened from an enquiry that one sees and that is none yet: the enquiry's content opens with the case. Who reads a
-- protected person through a grant does not tie them to a case of their own, for that would let them lift the protection.
drop policy case_open on casework_case;
create policy case_open on casework_case for insert with check (
  assigned_to_id = (select kim_user_id()) and unit_id = any((select kim_ids('kim.units'))::bigint[])
  and kim_may_tie_person(person_id)
  and (enquiry_id is null or exists (select from casework_enquiry e where e.id = enquiry_id and e.opened_case is null)));
create or replace function kim_may_tie_person(p_person bigint) returns boolean language sql stable security definer
set search_path = public, pg_temp as
$$ select exists (select from casework_person where id = p_person and registered_in = pg_current_xact_id_if_assigned()
                  and registered_at >= now() - interval '1 day')
   or exists (select from casework_case c join casework_person p on p.id = c.person_id where c.person_id = p_person
              and (c.id = any(kim_work_cases()) or not p.is_protected and c.id = any(kim_content_cases('profile'))))
   or exists (select from casework_householdmember where person_id = p_person
              and (seen_by = 'readers' and case_id = any(kim_content_cases('profile'))
                   or seen_by = 'workers' and case_id = any(kim_work_cases()))) $$;

-- Who may not read what is confidential does not change it either: a statement without a condition asks no reading policy.
create policy contact_hidden on casework_contact as restrictive for update using (
  not confidential or recorded_by_id = (select kim_user_id()) or case_id = any((select kim_content_cases('notes'))::bigint[]))
  with check (true);
create policy document_hidden on casework_document as restrictive for update using (
  not confidential or recorded_by_id = (select kim_user_id()) or case_id = any((select kim_content_cases('notes'))::bigint[]))
  with check (true);
create policy protectionneed_hidden on casework_protectionneed as restrictive for update using (
  recorded_by_id = (select kim_user_id()) or case_id = any((select kim_content_cases('notes'))::bigint[]))
  with check (true);
create policy documentversion_seen on casework_documentversion as restrictive for insert with check (
  exists (select from casework_document d where d.id = document_id));

-- A handover sheet holds what its writer saw, of every section: it is read by those who work in the case.
drop policy handoversheet_read on casework_handoversheet;
create policy handoversheet_read on casework_handoversheet for select using (
  case_id = any((select kim_work_cases())::bigint[]));

-- As before, and nothing but the three decisions there are.
create or replace function kim_decide_confirmation(p_id bigint, p_state text, p_words text) returns void language plpgsql security definer
set search_path = public, pg_temp as
$$
declare
  waiting casework_confirmation;
begin
  select * into waiting from casework_confirmation where id = p_id for update;
  if not found or not (case p_state
      when 'withdrawn' then waiting.case_id = any(kim_work_cases())
      when 'confirmed' then waiting.asked_id = kim_user_id() and kim_may_confirm(kim_user_id(), waiting.case_id)
      when 'sent_back' then waiting.asked_id = kim_user_id() and kim_may_confirm(kim_user_id(), waiting.case_id)
      else false end) or (p_state <> 'withdrawn' and waiting.proposed_by_id = kim_user_id()) then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: not yours to decide';
  end if;
  if waiting.state <> 'waiting' then
    raise exception using errcode = 'object_not_in_prerequisite_state', message = 'kim: decided already';
  end if;
  update casework_confirmation set state = p_state, words = p_words, decided_by_id = kim_user_id(), decided_at = now()
    where id = p_id;
end
$$;
