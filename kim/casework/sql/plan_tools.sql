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

-- Whether a form's id has already made a row of this table, wherever that is; says no more than that. Every table of casework
-- that keeps the ids of forms may be asked about, so that a new one needs no new list.
create or replace function kim_form_used(p_table text, p_submission uuid) returns boolean language plpgsql stable
security definer set search_path = public, pg_temp as
$$
declare
  used boolean;
begin
  if p_table !~ '^casework_[a-z]+$' or not exists (
      select from pg_attribute where attrelid = to_regclass(p_table) and attname = 'submission' and not attisdropped) then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: no such form';
  end if;
  execute format('select exists (select from %I where submission = $1)', p_table) into used using p_submission;
  return used;
end
$$;
