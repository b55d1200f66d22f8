-- Where the county wants a second person, the application closes a case in the very transaction in which one has confirmed it.
create function kim_closing_confirmed() returns trigger language plpgsql set search_path = public, pg_temp as
$$
begin
  if row_security_active(tg_relid) and exists (select from organisation_county where closing_needs_second)
     and not exists (select from casework_confirmation where case_id = new.case_id and what = 'closing' and state = 'confirmed'
                     and proposed_by_id = new.closed_by_id and decided_at = now()) then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: a second person confirms a closing';
  end if;
  return new;
end
$$;
create trigger closing_confirmed before insert on casework_closing for each row execute function kim_closing_confirmed();
