-- A handover sheet holds what its writer saw, of every section: it is read by those who work in the case.
create policy handoversheet_read on casework_handoversheet for select using (
  case_id = any((select kim_work_cases())::bigint[]));
-- A handover sheet stays as it was written; whom it was written for says that they have read it, and nothing else changes.
create policy handoversheet_told on casework_handoversheet for update using (
  written_for_id = (select kim_user_id()) and case_id = any((select kim_work_cases())::bigint[]));
create trigger handoversheet_stays before update on casework_handoversheet for each row
  when (old.read_at is not null
        or (old.case_id, old.written_on, old.words, old.snapshot, old.written_by_id, old.written_for_id)
           is distinct from (new.case_id, new.written_on, new.words, new.snapshot, new.written_by_id, new.written_for_id))
  execute function kim_stays();
