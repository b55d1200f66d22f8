-- How a protected person is reached and where they live is read by those who work in the case: so are the messages that went to
-- them, and appointments in their home.
drop policy appointmentmessage_read on casework_appointmentmessage;
create policy appointmentmessage_read on casework_appointmentmessage for select using (
  case_id = any((select kim_open_cases('contacts'))::bigint[]));
create policy appointment_at_home on casework_appointment as restrictive for select using (
  case_id is null or place_kind <> 'home' or case_id = any((select kim_open_cases('contacts'))::bigint[]));

-- A grant on a referral ends with the consent on which that was sent, whoever gives it.
create function kim_grant_within_consent() returns trigger language plpgsql set search_path = public, pg_temp as
$$
begin
  if exists (select from casework_referral r join casework_consent c on c.id = r.consent_id
             where r.id = new.referral_id and (c.withdrawn_on is not null or c.valid_until < new.valid_to)) then
    raise exception using errcode = 'check_violation', message = 'kim: outlasts the consent of its referral';
  end if;
  return new;
end
$$;
create trigger grant_within_consent before insert on casework_accessgrant for each row
  when (new.referral_id is not null and new.ended_at is null) execute function kim_grant_within_consent();

-- The second person reads what was written for them while they may know of the case.
drop policy confirmation_read on casework_confirmation;
create policy confirmation_read on casework_confirmation for select using (
  (asked_id = (select kim_user_id()) and exists (select from casework_case c where c.id = case_id))
  or case_id = any((select kim_content_cases('plan'))::bigint[]));
