-- What pages and acts promise, held by the database as well.

-- A case ends with its closing and goes on when that is taken up again: nobody closes it past the second person. A closing stays
-- as it was written; it is taken up again once, with day, person and reason.
create function kim_case_ends() returns trigger language plpgsql set search_path = public, pg_temp as
$$
begin
  if row_security_active(tg_relid) and (new.phase = 'closed') is distinct from
      exists (select from casework_closing where case_id = new.id and reopened_on is null) then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: a case ends with its closing';
  end if;
  return new;
end
$$;
create trigger case_opens_running before insert on casework_case for each row
  when (new.phase = 'closed') execute function kim_case_ends();
create trigger case_ends before update on casework_case for each row
  when (old.phase is distinct from new.phase and 'closed' in (old.phase, new.phase)) execute function kim_case_ends();
create trigger closing_is_kept before update on casework_closing for each row
  when (old.reopened_on is not null
        or to_jsonb(old) - array['reopened_on', 'reopened_at', 'reopened_by_id', 'reopening_reason']
           is distinct from to_jsonb(new) - array['reopened_on', 'reopened_at', 'reopened_by_id', 'reopening_reason'])
  execute function kim_stays();

-- A version of the goal agreement that waits for its second person, was sent back or taken back is signed by nobody; and where
-- the county wants a second person, no version is concluded that asks for none.
create function kim_agreement_confirmed() returns trigger language plpgsql set search_path = public, pg_temp as
$$
begin
  if row_security_active(tg_relid)
     and exists (select from casework_confirmation where case_id = new.case_id and what = 'agreement' and about = new.agreement_id)
     and not exists (select from casework_confirmation where case_id = new.case_id and what = 'agreement'
                     and about = new.agreement_id and state = 'confirmed') then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: a second person confirms this version first';
  end if;
  return new;
end
$$;
create trigger agreement_confirmed before insert on casework_agreementsignature for each row
  execute function kim_agreement_confirmed();
-- Looked at when the transaction ends, whoever then speaks to the database: whether it was the application is asked at the insert.
create function kim_agreement_asks() returns trigger language plpgsql security definer set search_path = public, pg_temp as
$$
begin
  if exists (select from organisation_county where agreement_needs_second)
     and not exists (select from casework_confirmation where case_id = new.case_id and what = 'agreement' and about = new.id) then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: a second person confirms an agreement';
  end if;
  return null;
end
$$;
create constraint trigger agreement_asks after insert on casework_goalagreement deferrable initially deferred
  for each row when (row_security_active('casework_goalagreement'::regclass)) execute function kim_agreement_asks();

-- An enquiry or an attempt arose from outreach that one sees: foreign keys are checked past the policies.
create function kim_from_own_outreach() returns trigger language plpgsql set search_path = public, pg_temp as
$$
begin
  if row_security_active(tg_relid) and not exists (select from casework_outreach where id = new.outreach_id) then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: no outreach of your team';
  end if;
  return new;
end
$$;
do $$
declare
  t text;
begin
  foreach t in array array['enquiry', 'attempt']
  loop
    execute format('create trigger %I before insert on %I for each row when (new.outreach_id is not null)'
                   ' execute function kim_from_own_outreach()', t || '_from_outreach', 'casework_' || t);
    execute format('create trigger %I before update on %I for each row'
                   ' when (new.outreach_id is not null and old.outreach_id is distinct from new.outreach_id)'
                   ' execute function kim_from_own_outreach()', t || '_other_outreach', 'casework_' || t);
  end loop;
end
$$;

-- What was written to somebody about an appointment is read with the contacts of the case.
create policy appointmentmessage_read on casework_appointmentmessage for select using (
  case_id = any((select kim_open_cases('contacts'))::bigint[]));

-- Why an entry comes late is said in words about the person: read with what it belongs to, not with the head.
create policy lateentry_read on casework_lateentry for select using (
  (kind = 'document' and case_id = any((select kim_content_cases('documents'))::bigint[]))
  or (kind <> 'document' and case_id = any((select kim_content_cases('contacts'))::bigint[])));

-- A text without these words: whole words with German endings, the longest first, in any case of letters unless a word is so
-- short (Vo, An) that it would strike others.
create function kim_struck(p_text text, p_words text[]) returns text language plpgsql immutable parallel safe as
$$
declare
  word text;
begin
  for word in select distinct w, length(w) as long from unnest(p_words) w where length(w) >= 2 order by long desc, w loop
    p_text := regexp_replace(p_text, '(?<!\w)' || regexp_replace(word, '([^\w\s])', '\\\1', 'g') || '(?:s|''s|’s)?(?!\w)', '[…]',
                             case when length(word) > 2 then 'gi' else 'g' end);
  end loop;
  return p_text;
end
$$;

-- What a paper of a conference says to whoever may not know whom it is about: its stored words without the names by which
-- anybody of the household could be recognised, those included that the writer does not see. May: whoever reads the conferences
-- of the case. Gives no name, and strikes no words but those that stand in the file.
create function kim_masked_conference(p_conference bigint) returns jsonb language plpgsql stable security definer
set search_path = public, pg_temp as
$$
declare
  found_one casework_caseconference;
  words text[];
begin
  select * into found_one from casework_caseconference where id = p_conference and case_id = any(kim_content_cases('contacts'));
  if not found then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: no conference of yours';
  end if;
  with cases as (
      select found_one.case_id as id
      union select f.case_id from casework_clientprofile own join casework_clientprofile f on f.home_id = own.home_id
        where own.case_id = found_one.case_id),
    people as (
      select person_id as id from casework_case where id in (select id from cases)
      union select person_id from casework_householdmember where case_id in (select id from cases)),
    names as (
      select unnest(array[given_name, family_name, name_original]) as name from casework_person where id in (select id from people)
      union select unnest(array[given_name, family_name]) from casework_enquiry where opened_case = found_one.case_id
      union select reference from casework_case where id in (select id from cases))
    select array_agg(part) into words from (
      select name as part from names union select unnest(regexp_split_to_array(name, '[\s\-]+')) from names) parts;
  return jsonb_build_object(
    'topics', kim_struck(found_one.topics, words), 'minutes', kim_struck(found_one.minutes, words),
    'place', (select kim_struck(place, words) from casework_appointment where id = found_one.appointment_id),
    'steps', (select coalesce(jsonb_object_agg(m.id, kim_struck(m.text, words)), '{}') from casework_conferencestep s
              join casework_measure m on m.id = s.measure_id where s.conference_id = p_conference));
end
$$;

-- Notices that come from casework: each kind says when it is true, and about what it is then (see kim_tell).
create function kim_tells_case_received(p_recipient bigint, p_target bigint) returns text language sql stable security definer
set search_path = public, pg_temp as
$$ select 'casework.case' from casework_assignment
   where case_id = p_target and user_id = p_recipient and to_on is null and decided_by_id = kim_user_id() $$;
create function kim_tells_case_given_away(p_recipient bigint, p_target bigint) returns text language sql stable security definer
set search_path = public, pg_temp as
$$ select 'casework.case' from casework_assignment now_on
   where case_id = p_target and to_on is null and decided_by_id = kim_user_id() and user_id <> p_recipient
     and exists (select from casework_assignment before where before.case_id = p_target and before.user_id = p_recipient
                 and before.to_on is not null and before.id < now_on.id) $$;
create function kim_tells_enquiry_proposed(p_recipient bigint, p_target bigint) returns text language sql stable security definer
set search_path = public, pg_temp as
$$ select 'casework.enquiry' from casework_enquiry
   where id = p_target and proposed_for_id = p_recipient and state = 'open'
     and (unit_id = any(kim_ids('kim.units')) or unit_id = any(kim_ids('kim.supervised'))) $$;
create function kim_tells_referral_answered(p_recipient bigint, p_target bigint) returns text language sql stable security definer
set search_path = public, pg_temp as
$$ select 'casework.referral' from casework_referral r join casework_case c on c.id = r.case_id
   where r.id = p_target and r.state <> 'requested' and c.assigned_to_id = p_recipient and c.id = any(kim_work_cases()) $$;
create function kim_tells_confirmation_asked(p_recipient bigint, p_target bigint) returns text language sql stable security definer
set search_path = public, pg_temp as
$$ select 'casework.confirmation' from casework_confirmation
   where id = p_target and state = 'waiting' and asked_id = p_recipient and proposed_by_id = kim_user_id() $$;
create function kim_tells_confirmation_given(p_recipient bigint, p_target bigint) returns text language sql stable security definer
set search_path = public, pg_temp as
$$ select 'casework.confirmation' from casework_confirmation
   where id = p_target and state = 'confirmed' and proposed_by_id = p_recipient and decided_by_id = kim_user_id() $$;
create function kim_tells_confirmation_sent_back(p_recipient bigint, p_target bigint) returns text
language sql stable security definer set search_path = public, pg_temp as
$$ select 'casework.confirmation' from casework_confirmation
   where id = p_target and state = 'sent_back' and proposed_by_id = p_recipient and decided_by_id = kim_user_id() $$;
