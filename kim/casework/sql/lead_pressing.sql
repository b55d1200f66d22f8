-- What presses in the running cases of the units somebody leads, as figures for each person responsible: never a case or a text.
-- Reviews whose day has passed, referrals that nobody has answered in time, papers that end within the days asked for.
create function kim_lead_pressing(p_on date, p_days integer) returns table (who bigint, reviews bigint, referrals bigint, papers bigint)
language sql stable security definer set search_path = public, pg_temp as
$$
  with led as (
    select id, assigned_to_id, review_on from casework_case
    where phase <> 'closed' and unit_id = any(kim_ids('kim.supervised'))),
  found as (
    select assigned_to_id, 1 as review, 0 as referral, 0 as paper from led where review_on < p_on
    union all
    select led.assigned_to_id, 0, 1, 0 from led join casework_referral r on r.case_id = led.id
    where r.state = 'requested' and r.answer_due_on < p_on
    union all
    select led.assigned_to_id, 0, 0, 1 from led join casework_residencedocument d on d.case_id = led.id
    where d.is_current and d.valid_until <= p_on + least(p_days, 366))
  select assigned_to_id, sum(review), sum(referral), sum(paper) from found group by 1
$$;
