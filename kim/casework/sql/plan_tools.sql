-- First advice, helpers and signatures: content of a case, read by section, written by those who work in it.
do $$
declare
  t text;
  section text;
begin
  for t, section in values ('firstadvice', 'contacts'), ('helper', 'assessment'), ('agreementsignature', 'plan')
  loop
    execute format('alter table %I enable row level security', 'casework_' || t);
    execute format('create policy %I on %I for select using (case_id = any((select kim_content_cases(%L))::bigint[]))',
                   t || '_read', 'casework_' || t, section);
    execute format('create policy %I on %I for insert with check (case_id = any((select kim_work_cases())::bigint[])'
                   ' and recorded_by_id = (select kim_user_id()))', t || '_add', 'casework_' || t);
  end loop;
  -- Who signed, signed: signatures are never rewritten.
  foreach t in array array['firstadvice', 'helper']
  loop
    execute format('create policy %I on %I for update using (case_id = any((select kim_work_cases())::bigint[]))',
                   t || '_work', 'casework_' || t);
    execute format('create trigger %I before update on %I for each row when (old.case_id is distinct from new.case_id)'
                   ' execute function kim_stays()', t || '_stays', 'casework_' || t);
    execute format('create trigger %I before update on %I for each row when (old.version is distinct from new.version)'
                   ' execute function kim_note_saving()', t || '_saved', 'casework_' || t);
  end loop;
end
$$;

-- A signature stands under an agreement of its own case.
alter table casework_goalagreement add constraint agreement_in_its_case unique (id, case_id);
alter table casework_agreementsignature add constraint signature_under_an_agreement_of_its_case
  foreign key (agreement_id, case_id) references casework_goalagreement (id, case_id) deferrable initially deferred;
