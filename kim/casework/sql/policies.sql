-- Who reads and writes what about people. Two families: head (reference, name, phase, who is responsible) and content.
-- Enabled, not forced: the owner loads, migrates and backs up. Scope values are wrapped in selects, so that the planner
-- reads them once per statement.

-- Cases whose content of this section the running scope may use: assigned ones, those of whom one stands in, single grants.
-- Sensitive notes ('notes') are not for deputies.
create function kim_content_cases(section text) returns bigint[] language sql stable security definer
set search_path = public, pg_temp as
$$ select coalesce(array_agg(id), '{}') || kim_ids('kim.cases_' || section) from casework_case
   where assigned_to_id = kim_user_id()
      or (section <> 'notes' and assigned_to_id = any(kim_ids('kim.acting_for'))) $$;

alter table casework_person add column registered_in xid8 not null default pg_current_xact_id();

do $$
declare
  t text;
begin
  foreach t in array array['person', 'case', 'clientprofile', 'householdmember', 'enquiry', 'triage', 'assignment', 'phasechange',
      'closing', 'contact', 'followup', 'assessment', 'assessmentitem', 'goal', 'measure', 'goalagreement', 'referral', 'accessgrant']
  loop
    execute format('alter table %I enable row level security', 'casework_' || t);
  end loop;
end
$$;
-- Whether the running scope may tie this person to a case of its own: registered in this very transaction, or known from the
-- content of one of its cases. Without it, a row in one's own household would open any person of the county.
create function kim_may_tie_person(p_person bigint) returns boolean language sql stable security definer
set search_path = public, pg_temp as
$$ select exists (select from casework_person where id = p_person and registered_in = pg_current_xact_id_if_assigned()
                  and registered_at >= now() - interval '1 day')
   or exists (select from casework_case c join casework_person p on p.id = c.person_id where c.person_id = p_person
              and (c.id = any(kim_work_cases()) or not p.is_protected and c.id = any(kim_content_cases('profile'))))
   or exists (select from casework_householdmember where person_id = p_person
              and (seen_by = 'readers' and case_id = any(kim_content_cases('profile'))
                   or seen_by = 'workers' and case_id = any(kim_work_cases()))) $$;

-- Cases the running scope works in: assigned ones, and those of whom one stands in. A grant opens sections to read, not to write.
create function kim_work_cases() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(id), '{}') from casework_case
   where assigned_to_id = kim_user_id() or assigned_to_id = any(kim_ids('kim.acting_for')) $$;

-- Head
create policy case_head on casework_case for select using (
  assigned_to_id = (select kim_user_id())
  or assigned_to_id = any((select kim_ids('kim.acting_for'))::bigint[])
  or unit_id = any((select kim_ids('kim.units'))::bigint[])
  or unit_id = any((select kim_ids('kim.supervised'))::bigint[])
  or id = any((select kim_ids('kim.cases_head'))::bigint[]));
create policy case_work on casework_case for update using (
  assigned_to_id = (select kim_user_id()) or assigned_to_id = any((select kim_ids('kim.acting_for'))::bigint[]));

create policy person_head on casework_person for select using (
  exists (select from casework_case c where c.person_id = casework_person.id)
  or exists (select from casework_householdmember h where h.person_id = casework_person.id)
  -- A restored copy counts transactions anew, so the number alone could mean somebody registered long ago.
  or (registered_in = pg_current_xact_id_if_assigned() and registered_at >= now() - interval '1 day'));
create policy person_register on casework_person for insert with check (
  (select kim_user_id()) is not null and registered_in = pg_current_xact_id());
create policy household_join on casework_householdmember for insert with check (
  case_id = any((select kim_work_cases())::bigint[]) and kim_may_tie_person(person_id));
create policy household_leave on casework_householdmember for delete using (
  case_id = any((select kim_work_cases())::bigint[]));

-- Who was responsible and how the case went is added to, never rewritten.
create policy assignment_head on casework_assignment for select using (
  exists (select from casework_case c where c.id = case_id));
create policy assignment_add on casework_assignment for insert with check (
  case_id = any((select kim_work_cases())::bigint[]) and user_id = (select kim_user_id()));
create policy phase_head on casework_phasechange for select using (
  exists (select from casework_case c where c.id = case_id));
create policy phase_add on casework_phasechange for insert with check (
  case_id = any((select kim_work_cases())::bigint[]) and changed_by_id = (select kim_user_id()));

-- Enquiries are work of the whole team until a case is opened from them; from then on they belong to its content.
alter table casework_enquiry add column opened_case bigint;

-- A case is opened from an enquiry that one sees and that is none yet: the enquiry's content opens with the case. Who reads a
-- protected person through a grant does not tie them to a case of their own, for that would let them lift the protection.
create policy case_open on casework_case for insert with check (
  assigned_to_id = (select kim_user_id()) and unit_id = any((select kim_ids('kim.units'))::bigint[])
  and kim_may_tie_person(person_id)
  and (enquiry_id is null or exists (select from casework_enquiry e where e.id = enquiry_id and e.opened_case is null)));
create function kim_enquiry_became_case() returns trigger language plpgsql security definer set search_path = public, pg_temp as
$$
begin
  update casework_enquiry set opened_case = new.id where id = new.enquiry_id;
  return null;
end
$$;
create trigger case_opened_from_enquiry after insert on casework_case
  for each row when (new.enquiry_id is not null) execute function kim_enquiry_became_case();

create policy enquiry_team on casework_enquiry for select using (
  opened_case is null and (unit_id = any((select kim_ids('kim.units'))::bigint[])
                           or unit_id = any((select kim_ids('kim.supervised'))::bigint[]))
  or opened_case = any((select kim_content_cases('profile'))::bigint[]));
create policy enquiry_take on casework_enquiry for insert with check (
  opened_case is null and (unit_id = any((select kim_ids('kim.units'))::bigint[])
                           or unit_id = any((select kim_ids('kim.supervised'))::bigint[])));
create policy enquiry_work on casework_enquiry for update using (
  opened_case is null and (unit_id = any((select kim_ids('kim.units'))::bigint[])
                           or unit_id = any((select kim_ids('kim.supervised'))::bigint[])));
create policy triage_team on casework_triage for select using (
  exists (select from casework_enquiry e where e.id = enquiry_id));

-- Content: read by section, written by those who work in the case, never deleted by the application.
do $$
declare
  t text;
  section text;
  reads text;
  writes constant text := 'case_id = any((select kim_work_cases())::bigint[])';
begin
  for t, section in values ('clientprofile', 'profile'), ('closing', 'plan'), ('contact', 'contacts'), ('followup', 'contacts'),
      ('assessment', 'assessment'), ('assessmentitem', 'assessment'), ('goal', 'plan'), ('measure', 'plan'),
      ('goalagreement', 'plan'), ('referral', 'plan')
  loop
    reads := format('case_id = any((select kim_content_cases(%L))::bigint[])', section);
    if t = 'contact' then
      reads := reads || ' and (not confidential or recorded_by_id = (select kim_user_id())'
                        ' or case_id = any((select kim_content_cases(''notes''))::bigint[]))';
    end if;
    execute format('create policy %I on %I for select using (%s)', t || '_read', 'casework_' || t, reads);
    execute format('create policy %I on %I for insert with check (%s)', t || '_add', 'casework_' || t, writes);
    if t <> 'goalagreement' then -- what was agreed stays as it was agreed
      execute format('create policy %I on %I for update using (%s)', t || '_work', 'casework_' || t, writes);
    end if;
  end loop;
end
$$;

-- What a row is about stays: the application cannot move content to another case, nor give a case another person, unit or number.
create function kim_stays() returns trigger language plpgsql set search_path = public, pg_temp as
$$
begin
  if row_security_active(tg_relid) then
    raise exception using errcode = 'insufficient_privilege', message = format('kim: rows of %s stay where they are', tg_table_name);
  end if;
  return new;
end
$$;
create trigger case_stays before update on casework_case for each row
  when ((old.reference, old.person_id, old.unit_id, old.assigned_to_id, old.opened_on)
        is distinct from (new.reference, new.person_id, new.unit_id, new.assigned_to_id, new.opened_on)
        or old.enquiry_id is distinct from new.enquiry_id)
  execute function kim_stays();
create trigger person_stays before update on casework_person for each row
  when (old.registered_in is distinct from new.registered_in) execute function kim_stays();
create trigger enquiry_stays before update on casework_enquiry for each row
  when ((old.unit_id, old.recorded_by_id) is distinct from (new.unit_id, new.recorded_by_id)
        or old.opened_case is distinct from new.opened_case)
  execute function kim_stays();
do $$
declare
  t text;
begin
  foreach t in array array['clientprofile', 'closing', 'contact', 'followup', 'assessment', 'assessmentitem', 'goal', 'measure', 'referral']
  loop
    execute format('create trigger %I before update on %I for each row when (old.case_id is distinct from new.case_id)'
                   ' execute function kim_stays()', t || '_stays', 'casework_' || t);
  end loop;
end
$$;

-- A step belongs to a goal of its own case, an item to an assessment of its own case, a referral to a goal of its own case:
-- foreign keys are checked past the policies, so the case is part of them.
alter table casework_goal add constraint goal_in_its_case unique (id, case_id);
alter table casework_assessment add constraint assessment_in_its_case unique (id, case_id);
alter table casework_measure add constraint measure_of_a_goal_of_its_case
  foreign key (goal_id, case_id) references casework_goal (id, case_id) deferrable initially deferred;
alter table casework_referral add constraint referral_for_a_goal_of_its_case
  foreign key (goal_id, case_id) references casework_goal (id, case_id) deferrable initially deferred;
alter table casework_assessmentitem add constraint item_of_an_assessment_of_its_case
  foreign key (assessment_id, case_id) references casework_assessment (id, case_id) deferrable initially deferred;

-- The trail of a case is open to whoever works in it.
create policy audit_of_case on privacy_auditevent for select using (
  case_id = any((select kim_content_cases('contacts'))::bigint[]));

-- Named acts that put a row out of one's own sight, each with its permission inside.

create function kim_is_case_manager(p_user bigint, p_unit bigint, p_on date) returns boolean language sql stable security definer
set search_path = public, pg_temp as
$$ select exists (select from organisation_membership m join organisation_user u on u.id = m.user_id
     where m.user_id = p_user and m.unit_id = p_unit and m.role = 'case_manager' and u.is_active
       and (m.valid_from is null or m.valid_from <= p_on) and (m.valid_to is null or m.valid_to >= p_on)) $$;

-- Hands a running case to another case manager. May: whoever is responsible or stands in, and the lead of the case's unit. Who
-- only stands in cannot take it over: that would open the confidential notes. The day is the caller's today, whatever their zone.
create function kim_assign_case(p_case bigint, p_user bigint, p_unit bigint, p_reason text, p_on date)
returns void language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  c casework_case;
begin
  select * into c from casework_case where id = p_case for update;
  if not found or not (c.assigned_to_id = kim_user_id() or c.assigned_to_id = any(kim_ids('kim.acting_for'))
                       or c.unit_id = any(kim_ids('kim.supervised'))) then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: not yours to hand over';
  end if;
  if p_user = kim_user_id() and c.assigned_to_id <> kim_user_id() and not c.unit_id = any(kim_ids('kim.supervised')) then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: who stands in does not take over';
  end if;
  -- A closed case stays with whoever closed it; only the lead moves it on, e.g. when that person has left.
  if c.phase = 'closed' and not c.unit_id = any(kim_ids('kim.supervised')) then
    raise exception using errcode = 'object_not_in_prerequisite_state', message = 'kim: the case is closed';
  end if;
  if abs(p_on - (now() at time zone 'Europe/Berlin')::date) > 1 or not kim_is_case_manager(p_user, p_unit, p_on) then
    raise exception using errcode = 'check_violation', message = 'kim: not a case manager of this unit';
  end if;
  update casework_assignment set to_on = p_on where case_id = p_case and to_on is null;
  insert into casework_assignment (case_id, user_id, unit_id, from_on, reason, decided_by_id)
    values (p_case, p_user, p_unit, p_on, p_reason, kim_user_id());
  update casework_case set assigned_to_id = p_user, unit_id = p_unit, version = version + 1 where id = p_case;
end
$$;

-- The next running number of a municipality's references in a year. May: whoever may open a case. The counters themselves are
-- out of the application's reach.
create function kim_next_reference(p_code text, p_year int) returns int language plpgsql security definer
set search_path = public, pg_temp as
$$
declare
  n int;
begin
  if kim_user_id() is null or cardinality(kim_ids('kim.units')) = 0 then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: no case to open';
  end if;
  insert into casework_referencecounter as r (code, year, last) values (p_code, p_year, 1)
    on conflict (code, year) do update set last = r.last + 1 returning last into n;
  return n;
end
$$;

-- Whether a form's id has already made a row of this table, wherever that is; says no more than that. Every table of casework
-- that keeps the ids of forms may be asked about, so that a new one needs no new list.
create function kim_form_used(p_table text, p_submission uuid) returns boolean language plpgsql stable
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

-- Gives a person, a unit or a post a right to named sections of one case. May: whoever is responsible for the case.
create function kim_give_access(p_case bigint, p_person bigint, p_unit bigint, p_post bigint, p_sections text[], p_basis text,
                                p_law text, p_consent bigint, p_referral bigint, p_reason text, p_from date, p_to date)
returns bigint language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  new_id bigint;
begin
  if not exists (select from casework_case where id = p_case and assigned_to_id = kim_user_id()) then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: not your case';
  end if;
  if p_person is not null and not exists (select from organisation_user where id = p_person and is_active) then
    raise exception using errcode = 'check_violation', message = 'kim: nobody to give access to';
  end if;
  if p_basis = 'consent' and not exists (
      select from casework_consent where id = p_consent and case_id = p_case and withdrawn_on is null
        and given_on <= p_from and valid_until >= p_to) then
    raise exception using errcode = 'check_violation', message = 'kim: no consent for these days';
  end if;
  if p_basis = 'referral' and not exists (
      select from casework_referral where id = p_referral and case_id = p_case and consent_withdrawn_on is null
        and state in ('requested', 'waitlisted', 'accepted', 'started')) then
    raise exception using errcode = 'check_violation', message = 'kim: no open referral';
  end if;
  insert into casework_accessgrant (case_id, grantee_id, grantee_unit_id, grantee_post_id, sections, basis, legal_basis,
                                    consent_id, referral_id, reason, valid_from, valid_to, given_by_id)
    values (p_case, p_person, p_unit, p_post, p_sections, p_basis, p_law, p_consent, p_referral, p_reason, p_from, p_to,
            kim_user_id())
    returning id into new_id;
  return new_id;
end
$$;
-- Search. Name operators are not leakproof, so under the policies their indexes would go unused; here the condition of the head
-- policy stands inside. Gives ids with a rank, best first, never a name. A protected person is found by name only through a case
-- whose content is open to the searcher, by everybody else through the reference alone.
create function kim_search_cases(p_text text, p_readings text[], p_reference text, p_limit int)
returns table (case_id bigint, rank real) language sql stable security definer set search_path = public, pg_temp as
$$ with typed as (
     -- Words are letters from a to z, so nothing in them means something to LIKE. The longest one asks the trigram index.
     select (select w from unnest(string_to_array(p_text, ' ')) w order by length(w) desc limit 1) as longest),
   begins as (
     select p.id, (4 + case when p.sort_key like split_part(p_text, ' ', 1) || '%' then 0.5 else 0 end
                   + (select avg((' ' || p.search_text || ' ' like '% ' || w || ' %')::int) from unnest(string_to_array(p_text, ' ')) w)
                   + similarity(p.search_text, p_text))::real as rank
     from casework_person p
     where p_text <> ''
       and (p.search_text like (select longest from typed) || '%' or p.search_text like '% ' || (select longest from typed) || '%')
       and not exists (select from unnest(string_to_array(p_text, ' ')) w where ' ' || p.search_text not like '% ' || w || '%')),
   alike as (
     -- One sound alone (zzzz, Cissé) says little: then some of the letters must agree, too.
     (select p.id, (2 + similarity(p.search_text, p_text))::real as rank
      from unnest(p_readings) r join casework_person p on p.search_keys @> string_to_array(r, ' ')::varchar[]
      where r <> '' and (length(r) > 1 or (length(p_text) > 2 and word_similarity(p_text, p.search_text) >= 0.3))
      order by 2 desc limit 2000)
     union all
     (select p.id, similarity(p.search_text, p_text) from casework_person p
      where p_text <> '' and p.search_text % p_text order by 2 desc limit 2000)),
   hits as (
     select c.id, b.rank from begins b join casework_case c on c.person_id = b.id
     union all
     select c.id, a.rank from alike a join casework_case c on c.person_id = a.id
     union all
     select c.id, case when c.reference = p_reference then 10 else 3 end from casework_case c
     where p_reference <> '' and c.reference ~>=~ p_reference and c.reference ~<~ (p_reference || chr(1114109)))
   select c.id, max(h.rank)::real from hits h join casework_case c on c.id = h.id join casework_person p on p.id = c.person_id
   where (c.assigned_to_id = (select kim_user_id()) or c.assigned_to_id = any((select kim_ids('kim.acting_for'))::bigint[])
          or c.unit_id = any((select kim_ids('kim.units'))::bigint[]) or c.unit_id = any((select kim_ids('kim.supervised'))::bigint[])
          or c.id = any((select kim_ids('kim.cases_head'))::bigint[]))
     and (not p.is_protected or (p_reference <> '' and c.reference = p_reference)
          or c.assigned_to_id = (select kim_user_id()) or c.assigned_to_id = any((select kim_ids('kim.acting_for'))::bigint[])
          or c.id = any((select kim_ids('kim.cases_contacts'))::bigint[]))
   group by c.id order by 2 desc, c.id desc limit p_limit $$;

-- At triage: whether the person may already have a case. Says that one exists, since when, and who is responsible; nothing else,
-- and of a protected person not even that: that somebody is known here at all can put them in danger. One sound named twice is no
-- name: two different ones are needed to ask.
create function kim_possible_cases(p_keys text[], p_birth_year int)
returns table (responsible_id bigint, opened_on date, is_open boolean) language sql stable security definer
set search_path = public, pg_temp as
$$ select c.assigned_to_id, c.opened_on, c.phase <> 'closed' from casework_person p join casework_case c on c.person_id = p.id
   where kim_user_id() is not null and cardinality(kim_ids('kim.units')) > 0 and not p.is_protected
     and (select count(distinct k) from unnest(p_keys) k) >= 2 and p.search_keys @> p_keys::varchar[]
     and (p_birth_year is null or p.birth_year is null or abs(p.birth_year - p_birth_year) <= 1)
   order by c.opened_on desc limit 5 $$;
