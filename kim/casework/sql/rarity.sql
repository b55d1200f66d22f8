-- Whether an observation with these traits could mean at least five households among the county's files: yes or no, never how many.
-- The threshold stands here and not in the question, or asking again and again would count. May: whoever manages cases today.
create function kim_enough_people(p_month date, p_quarter boolean, p_municipality bigint, p_life_area bigint, p_from bigint,
  p_to bigint, p_offer bigint, p_reason text, p_step text, p_language text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as
$$
declare
  first_day constant date := date_trunc(case when p_quarter then 'quarter' else 'month' end, p_month);
  end_day constant date := first_day + case when p_quarter then interval '3 months' else interval '1 month' end;
  home bigint;
  seen bigint[] := '{}';
begin
  if not exists (select from organisation_membership m join organisation_user u on u.id = m.user_id
                 where m.user_id = kim_user_id() and m.role = any(array['case_manager', 'lead']) and u.is_active
                   and (m.valid_from is null or m.valid_from <= (now() at time zone 'Europe/Berlin')::date)
                   and (m.valid_to is null or m.valid_to >= (now() at time zone 'Europe/Berlin')::date)) then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: for whoever manages cases';
  end if;
  -- A family with five cases is one family. Row by row, for most combinations are common and the fifth comes soon.
  for home in
    select coalesce(f.home_id, -c.id) from casework_case c left join casework_clientprofile f on f.case_id = c.id
    where c.opened_on < end_day and (c.closed_on is null or c.closed_on >= first_day)
      and (p_municipality is null or c.municipality_id = p_municipality)
      and (p_language = '' or p_language = any(f.languages))
      and (p_life_area is null
           or exists (select from casework_assessmentitem i where i.case_id = c.id and i.life_area_id = p_life_area
                      and i.need in ('1', '2', '3', '4')))
      and ((p_from is null and p_to is null)
           or exists (select from casework_spherechange s where s.case_id = c.id
                      and (p_from is null or s.from_sphere_id = p_from) and (p_to is null or s.to_sphere_id = p_to)))
      and ((p_offer is null and p_reason = '')
           or exists (select from casework_referral r where r.case_id = c.id
                      and (p_offer is null or r.offer_id = p_offer) and (p_reason = '' or r.decline_reason = p_reason)))
      and (p_step = '' or c.phase = p_step
           or exists (select from casework_phasechange g where g.case_id = c.id and g.to_phase = p_step))
  loop
    if not home = any(seen) then
      seen := seen || home;
      if cardinality(seen) = 5 then
        return true;
      end if;
    end if;
  end loop;
  return false;
end
$$;
