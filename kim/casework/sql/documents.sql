-- Documents: read by those who may read the documents of the case, a confidential one by whoever filed it and those who may read
-- its confidential notes; filed by those who work in the case. A file is added to a document, never exchanged or deleted.
alter table casework_document enable row level security;
alter table casework_documentversion enable row level security;

create policy document_read on casework_document for select using (
  case_id = any((select kim_content_cases('documents'))::bigint[])
  and (not confidential or recorded_by_id = (select kim_user_id())
       or case_id = any((select kim_content_cases('notes'))::bigint[])));
create policy document_add on casework_document for insert with check (
  case_id = any((select kim_work_cases())::bigint[]) and recorded_by_id = (select kim_user_id()));
create policy document_work on casework_document for update using (case_id = any((select kim_work_cases())::bigint[]));

create policy documentversion_read on casework_documentversion for select using (
  case_id = any((select kim_content_cases('documents'))::bigint[])
  and exists (select from casework_document d where d.id = document_id));
create policy documentversion_add on casework_documentversion for insert with check (
  case_id = any((select kim_work_cases())::bigint[]) and recorded_by_id = (select kim_user_id()));

create trigger document_stays before update on casework_document for each row
  when ((old.case_id, old.recorded_by_id) is distinct from (new.case_id, new.recorded_by_id)) execute function kim_stays();
alter table casework_documentversion add constraint version_of_a_document_of_its_case
  foreign key (document_id, case_id) references casework_document (id, case_id) deferrable initially deferred;

-- The key of a case: used by those who may use something that it seals, made by those who work in the case.
create policy case_key_read on privacy_datakey for select using (
  kind = 'case' and (owner_id = any((select kim_content_cases('documents'))::bigint[])
                     or owner_id = any((select kim_content_cases('contacts'))::bigint[])
                     or owner_id = any((select kim_content_cases('notes'))::bigint[])));
create policy case_key_make on privacy_datakey for insert with check (
  kind = 'case' and destroyed_at is null and owner_id = any((select kim_work_cases())::bigint[]));

-- Which of these names in the store belong to a document: for the clean-up of what failed transactions left behind. Names are
-- random and say nothing; that one is known says nothing either.
create function kim_known_files(p_names uuid[]) returns setof uuid language sql stable security definer
set search_path = public, pg_temp as
$$ select v.stored from casework_documentversion v join casework_document d on d.id = v.document_id
   where v.stored = any(p_names) and d.removed_at is null $$;
