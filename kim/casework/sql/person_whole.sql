-- A person whole: how to reach them, where they live and lived, the paper they stay with, the legal spheres they pass, why they
-- need protection; and households that several cases share. All of it hangs on a case.

do $$
declare
  t text;
begin
  foreach t in array array['household', 'contactway', 'homeaddress', 'residencedocument', 'spherechange', 'protectionneed'] loop
    execute format('alter table %I enable row level security', 'casework_' || t);
  end loop;
  foreach t in array array['contactway', 'homeaddress', 'residencedocument', 'spherechange', 'protectionneed', 'householdmember'] loop
    execute format('create trigger %I before update on %I for each row when (old.version is distinct from new.version)'
                   ' execute function kim_note_saving()', t || '_saved', 'casework_' || t);
  end loop;
  foreach t in array array['contactway', 'homeaddress', 'residencedocument', 'spherechange', 'protectionneed'] loop
    execute format('create trigger %I before update on %I for each row when (old.case_id is distinct from new.case_id)'
                   ' execute function kim_stays()', t || '_stays', 'casework_' || t);
    execute format('create policy %I on %I for insert with check (case_id = any((select kim_work_cases())::bigint[]))',
                   t || '_add', 'casework_' || t);
    execute format('create policy %I on %I for update using (case_id = any((select kim_work_cases())::bigint[]))',
                   t || '_work', 'casework_' || t);
  end loop;
  -- What was entered by mistake can be taken away; a need for protection ends instead.
  foreach t in array array['contactway', 'homeaddress', 'residencedocument', 'spherechange'] loop
    execute format('create policy %I on %I for delete using (case_id = any((select kim_work_cases())::bigint[]))',
                   t || '_drop', 'casework_' || t);
  end loop;
end
$$;

-- Cases whose client may be located by what is read in this section: those one works in, and granted ones whose client is not
-- protected. Where a protected person lives and how to reach them is read by the person responsible and who stands in, by nobody else.
create function kim_open_cases(section text) returns bigint[] language sql stable security definer
set search_path = public, pg_temp as
$$ select kim_work_cases() || coalesce((select array_agg(c.id) from casework_case c join casework_person p on p.id = c.person_id
     where c.id = any(kim_ids('kim.cases_' || section)) and not p.is_protected), '{}') $$;

create policy contactway_read on casework_contactway for select using (
  case_id = any((select kim_open_cases('profile'))::bigint[]));
create policy homeaddress_read on casework_homeaddress for select using (
  case_id = any((select kim_work_cases())::bigint[])
  or (not is_protected and case_id = any((select kim_open_cases('profile'))::bigint[])));
create policy letter_of_protected on casework_letter as restrictive for select using (
  case_id = any((select kim_open_cases('documents'))::bigint[]));
create policy residencedocument_read on casework_residencedocument for select using (
  case_id = any((select kim_content_cases('profile'))::bigint[]));
create policy spherechange_read on casework_spherechange for select using (
  case_id = any((select kim_content_cases('profile'))::bigint[]));
-- Why somebody needs protection is read like a confidential note: not by who stands in, but by whoever wrote it.
create policy protectionneed_read on casework_protectionneed for select using (
  recorded_by_id = (select kim_user_id()) or case_id = any((select kim_content_cases('notes'))::bigint[]));
create policy protectionneed_by on casework_protectionneed as restrictive for insert with check (
  recorded_by_id = (select kim_user_id()));

-- Households. The application never writes them itself: kim_share_household and kim_join_household do.
create policy household_of_case on casework_household for select using (
  exists (select from casework_clientprofile f where f.home_id = casework_household.id));
create policy profile_without_home on casework_clientprofile as restrictive for insert with check (home_id is null);
create trigger profile_home_stays before update on casework_clientprofile for each row
  when (old.home_id is distinct from new.home_id) execute function kim_stays();
create trigger member_stays before update on casework_householdmember for each row
  when ((old.case_id, old.person_id, old.seen_by) is distinct from (new.case_id, new.person_id, new.seen_by))
  execute function kim_stays();

-- Who reads a member through the household. Loading as owner, outside any scope, says so itself.
create function kim_shield_member() returns trigger language plpgsql security definer set search_path = public, pg_temp as
$$
begin
  select case when not p.is_protected then 'readers'
              when exists (select from casework_case c where c.person_id = p.id) then 'nobody' else 'workers' end
    into new.seen_by from casework_person p where p.id = new.person_id;
  return new;
end
$$;
create trigger member_shielded before insert on casework_householdmember for each row
  when (kim_user_id() is not null) execute function kim_shield_member();
create function kim_shield_person() returns trigger language plpgsql security definer set search_path = public, pg_temp as
$$
begin
  update casework_householdmember set seen_by =
      case when not new.is_protected then 'readers'
           when exists (select from casework_case c where c.person_id = new.id) then 'nobody' else 'workers' end
    where person_id = new.id;
  return null;
end
$$;
create trigger person_shielded after update on casework_person for each row
  when (old.is_protected is distinct from new.is_protected) execute function kim_shield_person();
create function kim_shield_client() returns trigger language plpgsql security definer set search_path = public, pg_temp as
$$
begin
  update casework_householdmember set seen_by = 'nobody' where person_id = new.person_id and seen_by <> 'readers';
  return null;
end
$$;
create trigger client_shielded after insert on casework_case for each row
  when (kim_user_id() is not null) execute function kim_shield_client();
create policy household_head on casework_householdmember for select using (
  (seen_by = 'readers' and case_id = any((select kim_content_cases('profile'))::bigint[]))
  or (seen_by = 'workers' and case_id = any((select kim_work_cases())::bigint[])));
create policy household_change on casework_householdmember for update using (
  case_id = any((select kim_work_cases())::bigint[]));

-- Whether somebody known from one of one's own cases is a client: with a running case, or with any. No case, no name, no person.
create function kim_is_client(p_person bigint, p_running boolean) returns boolean language sql stable security definer
set search_path = public, pg_temp as
$$ select kim_may_tie_person(p_person) and exists (
     select from casework_case where person_id = p_person and (phase <> 'closed' or not p_running)) $$;
create policy person_work on casework_person for update using (
  exists (select from casework_case c where c.person_id = casework_person.id
          and c.id = any((select kim_work_cases())::bigint[]))
  or (exists (select from casework_householdmember h where h.person_id = casework_person.id
              and h.case_id = any((select kim_work_cases())::bigint[]))
      and not kim_is_client(id, false)));

-- What somebody's relation is to a second person, if `p_first` is what the one between them is to that person, and `p_next` what
-- the third is to the one between: my spouse's child is my child. 'not_known' where it does not follow.
create function kim_relation_through(p_first text, p_next text) returns text language sql immutable as
$$ select case
     when (p_first, p_next) in (('spouse', 'child'), ('child', 'sibling')) then 'child'
     when (p_first, p_next) in (('parent', 'spouse'), ('sibling', 'parent')) then 'parent'
     when (p_first, p_next) in (('parent', 'child'), ('sibling', 'sibling')) then 'sibling'
     when (p_first, p_next) in (('spouse', 'parent'), ('spouse', 'sibling'), ('child', 'child'), ('parent', 'parent'),
                                ('parent', 'sibling'), ('sibling', 'child'), ('sibling', 'spouse'), ('child', 'spouse')) then 'other'
     else 'not_known' end $$;
create function kim_relation_back(p_relation text) returns text language sql immutable as
$$ select case p_relation when 'child' then 'parent' when 'parent' then 'child' else coalesce(p_relation, 'not_known') end $$;

-- Brings the running cases of a household to the same members, after p_case has changed it; p_gone has left it. May: whoever works
-- in p_case. From the file of a protected client nothing reaches the others, and no protected member reaches anybody. Gives the
-- cases it has changed; each gets its event.
create function kim_share_household(p_case bigint, p_gone bigint default null) returns bigint[] language plpgsql security definer
set search_path = public, pg_temp as
$$
declare
  the_home bigint;
  fresh_home bigint;
  leaving bigint;
  others bigint[];
  gone_from bigint[];
  touched bigint[];
  each_case bigint;
begin
  if not p_case = any(kim_work_cases()) then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: not your case';
  end if;
  select home_id into the_home from casework_clientprofile where case_id = p_case for update;
  if the_home is null then
    insert into casework_household default values returning id into the_home;
    update casework_clientprofile set home_id = the_home where case_id = p_case;
  end if;
  perform 1 from casework_household where id = the_home for update;
  if exists (select from casework_case c join casework_person p on p.id = c.person_id where c.id = p_case and p.is_protected) then
    delete from casework_householdmember where case_id = p_case and person_id = p_gone;
    return '{}';
  end if;
  select coalesce(array_agg(f.case_id), '{}') into others
    from casework_clientprofile f join casework_case c on c.id = f.case_id join casework_person p on p.id = c.person_id
    where f.home_id = the_home and f.case_id <> p_case and c.phase <> 'closed' and not p.is_protected;
  if p_gone is not null then
    delete from casework_householdmember where case_id = p_case and person_id = p_gone;
    -- Who leaves with a case of their own founds a household; from there, those who stay behind have left.
    select c.id into leaving from casework_case c where c.id = any(others) and c.person_id = p_gone;
    if leaving is not null then
      insert into casework_household default values returning id into fresh_home;
      update casework_clientprofile set home_id = fresh_home where case_id = leaving;
      delete from casework_householdmember m using casework_case stays
        where m.case_id = leaving and m.person_id = stays.person_id and stays.id = any(others || p_case) and stays.id <> leaving;
      others := array_remove(others, leaving);
    end if;
    with gone as (delete from casework_householdmember where case_id = any(others) and person_id = p_gone returning case_id)
      select coalesce(array_agg(case_id), '{}') into gone_from from gone;
    gone_from := gone_from || leaving;
  end if;
  -- Each case of the household learns from each other: its client, and its members, as they are related to its own client.
  with shared as (select unnest(others || p_case) as id),
    known as (select m.case_id, m.person_id, m.relation, m.lives, m.note from casework_householdmember m
              join casework_person p on p.id = m.person_id where m.case_id in (select id from shared) and not p.is_protected),
    told as (
      select dst.id as case_id, src.person_id, kim_relation_back(back.relation) as relation,
             coalesce(back.lives, 'here') as lives, '' as note, src.id as from_case
        from casework_case src join casework_case dst on dst.id in (select id from shared) and dst.id <> src.id
        left join known back on back.case_id = src.id and back.person_id = dst.person_id
        where src.id in (select id from shared)
      union all
      select dst.id, m.person_id,
             kim_relation_through(coalesce(own.relation, kim_relation_back(back.relation), 'not_known'), m.relation),
             m.lives, m.note, src.id
        from casework_case src join known m on m.case_id = src.id
        join casework_case dst on dst.id in (select id from shared) and dst.id <> src.id and dst.person_id <> m.person_id
        left join known own on own.case_id = dst.id and own.person_id = src.person_id
        left join known back on back.case_id = src.id and back.person_id = dst.person_id
        where src.id in (select id from shared)
          and not exists (select from casework_case also where also.id in (select id from shared) and also.person_id = m.person_id)),
    best as (select distinct on (case_id, person_id) * from told order by case_id, person_id, from_case <> p_case, relation = 'not_known', from_case),
    made as (
      insert into casework_householdmember (case_id, person_id, relation, lives, note, seen_by, version)
        select case_id, person_id, relation, lives, note, 'readers', 1 from best
        on conflict (case_id, person_id) do nothing returning case_id)
    select coalesce(array_agg(distinct case_id), '{}') into touched from made;
  with told as (
      update casework_householdmember h set lives = m.lives, note = m.note, version = h.version + 1
        from casework_householdmember m
        where m.case_id = p_case and m.seen_by = 'readers' and h.case_id = any(others) and h.person_id = m.person_id
          and (h.lives, h.note) is distinct from (m.lives, m.note)
        returning h.case_id)
    select touched || coalesce(array_agg(distinct case_id), '{}') into touched from told;
  touched := touched || coalesce(gone_from, '{}');
  for each_case in select distinct t from unnest(touched) t where t is not null and t <> p_case loop
    perform kim_record_event('household.shared', 'casework.case', each_case, each_case, '{}'::jsonb);
  end loop;
  return touched;
end
$$;

-- Puts two cases, with all that share theirs already, into one household. May: whoever works in every one of them.
create function kim_join_household(p_case bigint, p_other bigint) returns void language plpgsql security definer
set search_path = public, pg_temp as
$$
declare
  the_home bigint;
  other_home bigint;
begin
  if p_case = p_other or not array[p_case, p_other] <@ kim_work_cases() then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: not both your cases';
  end if;
  perform kim_share_household(p_case);
  select home_id into the_home from casework_clientprofile where case_id = p_case;
  select home_id into other_home from casework_clientprofile where case_id = p_other for update;
  if other_home is distinct from the_home then
    if exists (select from casework_clientprofile where home_id = other_home and not case_id = any(kim_work_cases())) then
      raise exception using errcode = 'insufficient_privilege', message = 'kim: somebody else works in that household';
    end if;
    update casework_clientprofile set home_id = the_home where case_id = p_other or home_id = other_home;
  end if;
  perform kim_share_household(p_case);
end
$$;
