-- Slips between rooms: no policy lets anybody read or write one, and whoever writes one has it taken in the same transaction.
alter table privacy_slip enable row level security;

create function kim_slip_is_taken() returns trigger language plpgsql security definer set search_path = public, pg_temp as
$$
begin
  if exists (select from privacy_slip where token = new.token) then
    raise exception using errcode = 'check_violation', message = 'kim: what was handed over was not received';
  end if;
  return null;
end
$$;
create constraint trigger slip_is_taken after insert on privacy_slip deferrable initially deferred
  for each row execute function kim_slip_is_taken();
