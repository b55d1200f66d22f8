-- What presses in the cases one leads, counted per case manager: overdue reviews, unanswered referrals, papers that end. A fiction
-- certificate holds in place of its card (§ 81 AufenthG), a paper that a regulation continues (§ 24 AufenthG) until that day.
-- p_continued: the continuations of kim.law, [{"group": …, "valid_on": …, "holds_until": …}]; days and groups only, no text of a case.
create function kim_lead_pressing(p_on date, p_days integer, p_continued jsonb default '[]')
returns table (who bigint, reviews bigint, referrals bigint, papers bigint)
language sql stable security definer set search_path = public, pg_temp as
$$
  with led as (
    select id, assigned_to_id, review_on from casework_case
    where phase <> 'closed' and unit_id = any(kim_ids('kim.supervised'))),
  ending as (
    select led.assigned_to_id, greatest(d.valid_until, d.fiction_until, (
      select max(c.holds_until) from jsonb_to_recordset(p_continued) as c("group" text, valid_on date, holds_until date)
      where c."group" = d."group" and d.valid_until between c.valid_on and c.holds_until)) as holds_until
    from led join casework_residencedocument d on d.case_id = led.id
    where d.is_current and d.valid_until <= p_on + least(p_days, 366)),
  found as (
    select assigned_to_id, 1 as review, 0 as referral, 0 as paper from led where review_on < p_on
    union all
    select led.assigned_to_id, 0, 1, 0 from led join casework_referral r on r.case_id = led.id
    where r.state = 'requested' and r.answer_due_on < p_on
    union all
    select assigned_to_id, 0, 0, 1 from ending where holds_until <= p_on + least(p_days, 366))
  select assigned_to_id, sum(review), sum(referral), sum(paper) from found group by 1
$$;
