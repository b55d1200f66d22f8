-- Who saved the last version of a record, and when: noted wherever its version moves on, whatever code moved it.
create function kim_note_saving() returns trigger language plpgsql set search_path = public, pg_temp as
$$
begin
  new.changed_at := now();
  new.changed_by_id := kim_user_id();
  return new;
end
$$;
create trigger user_saved before update on organisation_user for each row
  when (old.version is distinct from new.version) execute function kim_note_saving();
