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

-- Where somebody is met at home, only those know who read the contacts of the case.
create policy appointment_at_home on casework_appointment as restrictive for select using (
  case_id is null or place_kind <> 'home' or case_id = any((select kim_open_cases('contacts'))::bigint[]));
