-- Who saved the last version of a record, and when (kim_note_saving stands in organisation).
do $$
declare
  t text;
begin
  foreach t in array array['person', 'clientprofile', 'enquiry', 'assessment', 'goal', 'measure', 'referral']
  loop
    execute format('create trigger %I before update on %I for each row when (old.version is distinct from new.version)'
                   ' execute function kim_note_saving()', t || '_saved', 'casework_' || t);
  end loop;
end
$$;
