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

-- Closes a grant now; the row stays as the history of who could read. May: whoever is responsible for the case.
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
  if found_one.ended_at is not null or found_one.valid_to < kim_today() then
    return false;
  end if;
  update casework_accessgrant set ended_at = now(), ended_by_id = kim_user_id(), ended_because = 'ended' where id = p_grant;
  return true;
end
$$;
-- The most single cases anybody reads by grants today: they travel with every transaction (`kim doctor`). A count, nothing else.
create function kim_most_grants() returns bigint language sql stable security definer set search_path = public, pg_temp as
$$ with running as (select * from casework_accessgrant where ended_at is null),
   reached as (
     select case_id, grantee_id as user_id, valid_from, valid_to from running where grantee_id is not null
     union select g.case_id, m.user_id, greatest(g.valid_from, m.valid_from), least(g.valid_to, m.valid_to)
       from running g join organisation_membership m on m.unit_id = g.grantee_unit_id
     union select g.case_id, h.user_id, greatest(g.valid_from, h.valid_from), least(g.valid_to, h.valid_to)
       from running g join organisation_postholder h on h.post_id = g.grantee_post_id)
   select coalesce(max(n), 0) from (select count(distinct case_id) n from reached
     where kim_today() between valid_from and valid_to group by user_id) as per_person $$;
