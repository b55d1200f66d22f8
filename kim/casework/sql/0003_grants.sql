-- Grants reach a person, everybody of a unit, or whoever holds a post today.

-- Today where the county is; the session itself counts in UTC.
create function kim_today() returns date language sql stable as $$ select (now() at time zone 'Europe/Berlin')::date $$;

create function kim_member_units() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(unit_id), '{}') from organisation_membership
   where user_id = kim_user_id() and (valid_from is null or valid_from <= kim_today())
     and (valid_to is null or valid_to >= kim_today()) $$;

create function kim_held_posts() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(post_id), '{}') from organisation_postholder
   where user_id = kim_user_id() and (valid_from is null or valid_from <= kim_today())
     and (valid_to is null or valid_to >= kim_today()) $$;

drop policy grant_own on casework_accessgrant;
create policy grant_own on casework_accessgrant for select using (
  grantee_id = (select kim_user_id())
  or grantee_unit_id = any((select kim_member_units())::bigint[])
  or grantee_post_id = any((select kim_held_posts())::bigint[])
  or case_id = any((select kim_content_cases('plan'))::bigint[]));

-- Gives a person, a unit or a post the right to named sections of one case. May: whoever is responsible for the case.
drop function kim_give_access(bigint, bigint, text[], text, text, date, date);
create function kim_give_access(p_case bigint, p_person bigint, p_unit bigint, p_post bigint, p_sections text[], p_basis text,
                                p_law text, p_reason text, p_from date, p_to date)
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
  insert into casework_accessgrant (case_id, grantee_id, grantee_unit_id, grantee_post_id, sections, basis, legal_basis, reason,
                                    valid_from, valid_to, given_by_id)
    values (p_case, p_person, p_unit, p_post, p_sections, p_basis, p_law, p_reason, p_from, p_to, kim_user_id())
    returning id into new_id;
  return new_id;
end
$$;

-- Ends a grant: its last day is yesterday, or it never was where it began later. May: whoever is responsible for the case.
create function kim_end_access(p_grant bigint) returns boolean language plpgsql security definer
set search_path = public, pg_temp as
$$
declare
  found_one casework_accessgrant;
begin
  select g.* into found_one from casework_accessgrant g join casework_case c on c.id = g.case_id
    where g.id = p_grant and c.assigned_to_id = kim_user_id() for update of g;
  if found_one.id is null then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: not your case';
  end if;
  if found_one.valid_to < kim_today() then
    return false;
  end if;
  if found_one.valid_from >= kim_today() then
    delete from casework_accessgrant where id = p_grant;
  else
    update casework_accessgrant set valid_to = kim_today() - 1 where id = p_grant;
  end if;
  return true;
end
$$;

-- The most single cases anybody reads by grants today: they travel with every transaction (`kim doctor`). A count, nothing else.
create function kim_most_grants() returns bigint language sql stable security definer set search_path = public, pg_temp as
$$ with reached as (
     select case_id, grantee_id as user_id, valid_from, valid_to from casework_accessgrant where grantee_id is not null
     union select g.case_id, m.user_id, greatest(g.valid_from, m.valid_from), least(g.valid_to, m.valid_to)
       from casework_accessgrant g join organisation_membership m on m.unit_id = g.grantee_unit_id
     union select g.case_id, h.user_id, greatest(g.valid_from, h.valid_from), least(g.valid_to, h.valid_to)
       from casework_accessgrant g join organisation_postholder h on h.post_id = g.grantee_post_id)
   select coalesce(max(n), 0) from (select count(distinct case_id) n from reached
     where kim_today() between valid_from and valid_to group by user_id) as per_person $$;
