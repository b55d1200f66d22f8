-- Reviews, results at the end, late entries, handover sheets and second persons: content of a case, read by section, written by
-- those who work in it. What was held, closed, added late or passed on stays as it was written.
do $$
declare
  t text;
  section text;
begin
  for t, section in values ('review', 'plan'), ('reviewedgoal', 'plan'), ('closedgoal', 'plan'), ('proposedclosing', 'plan'),
      ('lateentry', null), ('handoversheet', null)  -- read by policies of their own
  loop
    execute format('alter table %I enable row level security', 'casework_' || t);
    if section is not null then
      execute format('create policy %I on %I for select using (case_id = any((select kim_content_cases(%L))::bigint[]))',
                     t || '_read', 'casework_' || t, section);
    end if;
    execute format('create policy %I on %I for insert with check (case_id = any((select kim_work_cases())::bigint[]))',
                   t || '_add', 'casework_' || t);
  end loop;
end
$$;
-- Only a review that is still planned changes: its day is moved, or it is held.
create policy review_work on casework_review for update
  using (state = 'planned' and case_id = any((select kim_work_cases())::bigint[]))
  with check (case_id = any((select kim_work_cases())::bigint[]));
create trigger review_stays before update on casework_review for each row
  when (old.case_id is distinct from new.case_id) execute function kim_stays();

-- Foreign keys are checked past the policies, so the case is part of them.
alter table casework_review add constraint review_in_its_case unique (id, case_id);
alter table casework_closing add constraint closing_in_its_case unique (id, case_id);
alter table casework_confirmation add constraint confirmation_in_its_case unique (id, case_id);
alter table casework_reviewedgoal add constraint reviewed_at_a_review_of_its_case
  foreign key (review_id, case_id) references casework_review (id, case_id) deferrable initially deferred;
alter table casework_reviewedgoal add constraint reviewed_goal_of_its_case
  foreign key (goal_id, case_id) references casework_goal (id, case_id) deferrable initially deferred;
alter table casework_closedgoal add constraint closed_with_a_closing_of_its_case
  foreign key (closing_id, case_id) references casework_closing (id, case_id) deferrable initially deferred;
alter table casework_closedgoal add constraint closed_goal_of_its_case
  foreign key (goal_id, case_id) references casework_goal (id, case_id) deferrable initially deferred;
alter table casework_proposedclosing add constraint proposed_in_its_case
  foreign key (confirmation_id, case_id) references casework_confirmation (id, case_id) deferrable initially deferred;

-- Whether somebody may be the second person of a case: leads its unit or works in it as case manager today. Answered to whoever
-- works in the case, and to that person about themselves.
create function kim_may_confirm(p_user bigint, p_case bigint) returns boolean language sql stable security definer
set search_path = public, pg_temp as
$$ select (p_user = kim_user_id() or p_case = any(kim_work_cases())) and exists (
     select from casework_case c join organisation_membership m on m.unit_id = c.unit_id join organisation_user u on u.id = m.user_id
     where c.id = p_case and m.user_id = p_user and u.is_active and m.role in ('case_manager', 'lead')
       and (m.valid_from is null or m.valid_from <= kim_today()) and (m.valid_to is null or m.valid_to >= kim_today())) $$;

-- The second person reads what was written for them, and nothing else of the content.
alter table casework_confirmation enable row level security;
create policy confirmation_ask on casework_confirmation for insert with check (
  state = 'waiting' and proposed_by_id = (select kim_user_id()) and case_id = any((select kim_work_cases())::bigint[])
  and kim_may_confirm(asked_id, case_id));

-- Decides on what waits. May: to confirm or send back whoever was asked and still may; to withdraw whoever works in the case.
-- There are three decisions and no other.
create function kim_decide_confirmation(p_id bigint, p_state text, p_words text) returns void language plpgsql security definer
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

-- A second person reads what they are asked to confirm while they see the head of its case.
create policy confirmation_read on casework_confirmation for select using (
  (asked_id = (select kim_user_id()) and exists (select from casework_case c where c.id = case_id))
  or case_id = any((select kim_content_cases('plan'))::bigint[]));
