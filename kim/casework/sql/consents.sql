-- Consents: content of a case, read with its documents (whoever was shown the profile need not learn which other bodies the
-- person speaks to), written by those who work in the case. Added and withdrawn, never rewritten, never deleted.
alter table casework_consent enable row level security;
create policy consent_read on casework_consent for select using (
  case_id = any((select kim_content_cases('documents'))::bigint[]));
create policy consent_add on casework_consent for insert with check (
  case_id = any((select kim_work_cases())::bigint[]) and recorded_by_id = (select kim_user_id()) and withdrawn_on is null);
create policy consent_withdraw on casework_consent for update using (
  withdrawn_on is null and case_id = any((select kim_work_cases())::bigint[]))
  with check (withdrawal_noted_by_id = (select kim_user_id()));
create trigger consent_stays before update on casework_consent for each row
  when (to_jsonb(old) - array['withdrawn_on', 'withdrawal_form', 'withdrawal_note', 'withdrawal_noted_by_id', 'withdrawal_noted_at']
        is distinct from
        to_jsonb(new) - array['withdrawn_on', 'withdrawal_form', 'withdrawal_note', 'withdrawal_noted_by_id', 'withdrawal_noted_at'])
  execute function kim_stays();

-- Steps of a referral: read and written like the referral itself, added, never rewritten.
alter table casework_referralstep enable row level security;
create policy referralstep_read on casework_referralstep for select using (
  case_id = any((select kim_content_cases('plan'))::bigint[]));
create policy referralstep_add on casework_referralstep for insert with check (
  case_id = any((select kim_work_cases())::bigint[]) and recorded_by_id = (select kim_user_id()));

-- What hangs on a consent or a referral hangs on one of its own case: foreign keys are checked past the policies.
alter table casework_consent add constraint consent_in_its_case unique (id, case_id);
alter table casework_referral add constraint referral_in_its_case unique (id, case_id);
alter table casework_referral add constraint referral_on_a_consent_of_its_case
  foreign key (consent_id, case_id) references casework_consent (id, case_id) deferrable initially deferred;
alter table casework_referralstep add constraint step_of_a_referral_of_its_case
  foreign key (referral_id, case_id) references casework_referral (id, case_id) deferrable initially deferred;
alter table casework_accessgrant add constraint grant_on_a_consent_of_its_case
  foreign key (consent_id, case_id) references casework_consent (id, case_id) deferrable initially deferred;
alter table casework_accessgrant add constraint grant_on_a_referral_of_its_case
  foreign key (referral_id, case_id) references casework_referral (id, case_id) deferrable initially deferred;

-- No referral leaves with data that no valid consent to this very agency names; what left, on which ground and to whom, stays.
-- The owner loads past referrals and is not asked.
create function kim_referral_needs_its_consent() returns trigger language plpgsql set search_path = public, pg_temp as
$$
begin
  if row_security_active(tg_relid) and not exists (
      select from casework_consent c join network_offer o on o.id = new.offer_id
      where c.id = new.consent_id and c.case_id = new.case_id and c.agency_id = o.agency_id and c.direction <> 'from'
        and c.withdrawn_on is null and new.sent_on between c.given_on and c.valid_until
        and new.data_categories <@ (c.data_categories || c.special_categories)) then
    raise exception using errcode = 'check_violation', message = 'kim: no consent names this recipient and these data';
  end if;
  return new;
end
$$;
create trigger referral_needs_its_consent before insert on casework_referral for each row
  when (new.basis = 'consent') execute function kim_referral_needs_its_consent();
create trigger referral_keeps_its_ground before update on casework_referral for each row
  when ((old.offer_id, old.sent_on, old.basis, old.legal_basis, old.data_categories, old.data_detail)
        is distinct from (new.offer_id, new.sent_on, new.basis, new.legal_basis, new.data_categories, new.data_detail)
        or old.consent_id is distinct from new.consent_id)
  execute function kim_stays();

-- Withdrawing a consent closes every grant that hangs on it, or on a referral sent on it, and marks those referrals: in the same
-- statement, whoever noted the withdrawal, so that there is no way to withdraw without it.
create function kim_consent_withdrawn() returns trigger language plpgsql security definer set search_path = public, pg_temp as
$$
begin
  update casework_accessgrant set ended_at = now(), ended_by_id = kim_user_id(), ended_because = 'consent_withdrawn'
    where case_id = new.case_id and ended_at is null and valid_to >= kim_today()
      and (consent_id = new.id
           or referral_id in (select id from casework_referral where consent_id = new.id and case_id = new.case_id));
  update casework_referral set consent_withdrawn_on = new.withdrawn_on where consent_id = new.id and case_id = new.case_id;
  return null;
end
$$;
create trigger consent_withdrawn after update on casework_consent for each row
  when (old.withdrawn_on is null and new.withdrawn_on is not null) execute function kim_consent_withdrawn();

-- A referral that is over carries no grant any more.
create function kim_referral_over() returns trigger language plpgsql security definer set search_path = public, pg_temp as
$$
begin
  update casework_accessgrant set ended_at = now(), ended_by_id = kim_user_id(), ended_because = 'referral_over'
    where case_id = new.case_id and referral_id = new.id and ended_at is null and valid_to >= kim_today();
  return null;
end
$$;
create trigger referral_over after update on casework_referral for each row
  when (old.state is distinct from new.state and new.state in ('completed', 'declined', 'broken_off', 'withdrawn'))
  execute function kim_referral_over();
create policy grant_own on casework_accessgrant for select using (
  grantee_id = (select kim_user_id())
  or grantee_unit_id = any((select kim_member_units())::bigint[])
  or grantee_post_id = any((select kim_held_posts())::bigint[])
  or case_id = any((select kim_content_cases('documents'))::bigint[]));

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
