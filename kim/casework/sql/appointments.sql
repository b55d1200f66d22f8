-- Appointments, what the person was told of them, private calendars, and what a contact said before it was corrected.
alter table casework_appointment enable row level security;
alter table casework_appointmentmessage enable row level security;
alter table casework_calendarfeed enable row level security;
alter table casework_contactversion enable row level security;

-- Of a case: content of its contacts. Of an enquiry: whoever sees the enquiry. Free of both: whoever has it alone.
create policy appointment_read on casework_appointment for select using (
  case_id = any((select kim_content_cases('contacts'))::bigint[])
  or (case_id is null and owner_id = (select kim_user_id()))
  or (case_id is null and enquiry_id is not null and exists (select from casework_enquiry e where e.id = enquiry_id)));
create policy appointment_add on casework_appointment for insert with check (
  recorded_by_id = (select kim_user_id())
  and (owner_id = (select kim_user_id()) or owner_id = any((select kim_ids('kim.acting_for'))::bigint[]))
  and (case_id = any((select kim_work_cases())::bigint[])
       or (case_id is null and (enquiry_id is null or exists (select from casework_enquiry e where e.id = enquiry_id)))));
create policy appointment_work on casework_appointment for update using (
  case_id = any((select kim_work_cases())::bigint[]) or (case_id is null and owner_id = (select kim_user_id())));
create trigger appointment_stays before update on casework_appointment for each row
  when ((old.case_id, old.enquiry_id, old.owner_id, old.uid, old.recorded_by_id)
        is distinct from (new.case_id, new.enquiry_id, new.owner_id, new.uid, new.recorded_by_id))
  execute function kim_stays();
create trigger appointment_saved before update on casework_appointment for each row
  when (old.version is distinct from new.version) execute function kim_note_saving();

-- What still lies ahead goes with the case: to whoever becomes responsible, in their calendar.
create function kim_appointments_follow() returns trigger language plpgsql security definer set search_path = public, pg_temp as
$$
begin
  update casework_appointment set owner_id = new.assigned_to_id, sequence = sequence + 1
    where case_id = new.id and owner_id = old.assigned_to_id and state = 'planned' and starts_at > now();
  return null;
end
$$;
create trigger case_takes_appointments after update of assigned_to_id on casework_case
  for each row when (old.assigned_to_id is distinct from new.assigned_to_id) execute function kim_appointments_follow();

-- An enquiry that becomes a case brings its appointments along.
create function kim_appointments_of_enquiry() returns trigger language plpgsql security definer set search_path = public, pg_temp as
$$
begin
  update casework_appointment set case_id = new.id, enquiry_id = null where enquiry_id = new.enquiry_id;
  return null;
end
$$;
create trigger case_takes_appointments_of_enquiry after insert on casework_case
  for each row when (new.enquiry_id is not null) execute function kim_appointments_of_enquiry();

-- Messages: of an appointment of their own case; kept as they were, only how they fared moves on.
alter table casework_appointment add constraint appointment_in_its_case unique (id, case_id);
alter table casework_appointmentmessage add constraint message_about_an_appointment_of_its_case
  foreign key (appointment_id, case_id) references casework_appointment (id, case_id) deferrable initially deferred;
create policy appointmentmessage_add on casework_appointmentmessage for insert with check (
  case_id = any((select kim_work_cases())::bigint[]) and told_by_id = (select kim_user_id()));
create policy appointmentmessage_work on casework_appointmentmessage for update using (
  case_id = any((select kim_work_cases())::bigint[]));
create trigger appointmentmessage_stays before update on casework_appointmentmessage for each row
  when ((old.case_id, old.appointment_id, old.kind, old.way, old.address, old.subject, old.text, old.told_by_id)
        is distinct from (new.case_id, new.appointment_id, new.kind, new.way, new.address, new.subject, new.text, new.told_by_id))
  execute function kim_stays();

-- For the mail job: which messages wait, and in whose name each is sent: whoever is responsible for the case now.
create function kim_appointment_mail(p_now timestamptz) returns table (message bigint, responsible bigint)
language plpgsql stable security definer set search_path = public, pg_temp as
$$
begin
  if coalesce(current_setting('kim.scope', true), '') <> 'notices' then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: for the mail job only';
  end if;
  return query select m.id, c.assigned_to_id from casework_appointmentmessage m join casework_case c on c.id = m.case_id
    where m.state = 'queued' and (m.not_before is null or m.not_before <= p_now) order by m.id limit 200;
end
$$;

-- A feed is its owner's. Who calls knows the address, not the person: the function alone resolves it, and notes that it was read.
create policy calendarfeed_own on casework_calendarfeed using (user_id = (select kim_user_id()));
create function kim_feed_opened(p_hash text) returns bigint language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  found_user bigint;
begin
  update casework_calendarfeed f set reads = reads + 1, last_read_at = now()
    from organisation_user u
    where f.token_hash = p_hash and f.revoked_at is null and u.id = f.user_id and u.is_active
    returning f.user_id into found_user;
  return found_user;
end
$$;

-- When the people of a unit are taken, for whoever leads it: times, and nothing of what they are for.
create function kim_busy_times(p_from timestamptz, p_to timestamptz)
returns table (owner_id bigint, starts_at timestamptz, ends_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as
$$ select a.owner_id, a.starts_at, a.ends_at from casework_appointment a
   where a.state in ('planned', 'held') and a.starts_at < p_to and a.ends_at > p_from
     and exists (select from organisation_membership m where m.user_id = a.owner_id
                   and m.unit_id = any(kim_ids('kim.supervised'))
                   and (m.valid_from is null or m.valid_from <= (now() at time zone 'Europe/Berlin')::date)
                   and (m.valid_to is null or m.valid_to >= (now() at time zone 'Europe/Berlin')::date))
   order by a.owner_id, a.starts_at limit 2000 $$;

-- Whether somebody is taken at that time, for whoever writes into their calendar: their own, or one they stand in for.
create function kim_is_taken(p_owner bigint, p_from timestamptz, p_to timestamptz, p_but uuid) returns timestamptz
language sql stable security definer set search_path = public, pg_temp as
$$ select min(a.starts_at) from casework_appointment a
   where a.owner_id = p_owner and (p_owner = kim_user_id() or p_owner = any(kim_ids('kim.acting_for')))
     and a.state in ('planned', 'held') and a.starts_at < p_to and a.ends_at > p_from and a.uid is distinct from p_but $$;

-- A contact is never rewritten without a trace: the database keeps what it said before, whatever code corrects it. Confidential notes lie sealed: what a contact said before is kept sealed too, and sealed once the contact becomes confidential.
create function kim_keep_contact() returns trigger language plpgsql security definer set search_path = public, pg_temp as
$$
begin
  insert into casework_contactversion (contact_id, case_id, number, kind, held_on, minutes, text, text_sealed, confidential, place,
                                       interpreter, present_note, written_by_id, written_at)
    values (old.id, old.case_id, old.version, old.kind, old.held_on, old.minutes, old.text, old.text_sealed, old.confidential,
            old.place, old.interpreter, old.present_note, coalesce(old.corrected_by_id, old.recorded_by_id),
            coalesce(old.corrected_at, old.recorded_at));
  new.version := old.version + 1;
  new.corrected_at := now();
  new.corrected_by_id := kim_user_id();
  return new;
end
$$;
create policy contactversion_read on casework_contactversion for select using (
  exists (select from casework_contact c where c.id = contact_id)
  and (not confidential or written_by_id = (select kim_user_id())
       or case_id = any((select kim_content_cases('notes'))::bigint[])));
