-- Letters are content of a case: read by those who may read its documents, written by those who work in it, kept as written.
alter table casework_letter enable row level security;
create policy letter_read on casework_letter for select using (
  case_id = any((select kim_content_cases('documents'))::bigint[]));
create policy letter_add on casework_letter for insert with check (
  case_id = any((select kim_work_cases())::bigint[]) and recorded_by_id = (select kim_user_id()));
