-- Case conferences: content of a case, read with its contacts, written by those who work in it. Participants are added and taken
-- out again while it is planned.
do $$
declare
  t text;
begin
  foreach t in array array['caseconference', 'conferenceparticipant', 'conferencestep']
  loop
    execute format('alter table %I enable row level security', 'casework_' || t);
    execute format('create policy %I on %I for select using (case_id = any((select kim_content_cases(''contacts''))::bigint[]))',
                   t || '_read', 'casework_' || t);
    execute format('create policy %I on %I for insert with check (case_id = any((select kim_work_cases())::bigint[]))',
                   t || '_add', 'casework_' || t);
  end loop;
  foreach t in array array['caseconference', 'conferenceparticipant']
  loop
    execute format('create policy %I on %I for update using (case_id = any((select kim_work_cases())::bigint[]))',
                   t || '_work', 'casework_' || t);
    execute format('create trigger %I before update on %I for each row when (old.case_id is distinct from new.case_id)'
                   ' execute function kim_stays()', t || '_stays', 'casework_' || t);
  end loop;
end
$$;
create policy conferenceparticipant_leave on casework_conferenceparticipant for delete using (
  case_id = any((select kim_work_cases())::bigint[]));
create trigger caseconference_saved before update on casework_caseconference for each row
  when (old.version is distinct from new.version) execute function kim_note_saving();

-- A conference has an appointment of its own case, a participant and a step a conference of theirs.
alter table casework_caseconference add constraint conference_in_its_case unique (id, case_id);
alter table casework_caseconference add constraint conference_at_an_appointment_of_its_case
  foreign key (appointment_id, case_id) references casework_appointment (id, case_id) deferrable initially deferred;
alter table casework_conferenceparticipant add constraint participant_of_a_conference_of_its_case
  foreign key (conference_id, case_id) references casework_caseconference (id, case_id) deferrable initially deferred;
alter table casework_conferencestep add constraint step_of_a_conference_of_its_case
  foreign key (conference_id, case_id) references casework_caseconference (id, case_id) deferrable initially deferred;
