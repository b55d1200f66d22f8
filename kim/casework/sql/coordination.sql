-- What the coordinating office may know about casework: figures of the whole county, never a case, a person or a text. May: whoever
-- coordinates today (Permission.COORDINATE; a test holds the two lists together). The pages hide small figures on top of this.
-- An enquiry that was taken up again waits since that day.
create function kim_coordination_figures(p_on date) returns jsonb language plpgsql stable security definer
set search_path = public, pg_temp as
$$
declare
  since constant date := p_on - 365;
begin
  if abs(p_on - (now() at time zone 'Europe/Berlin')::date) > 1 or not exists (
      select from organisation_membership m join organisation_user u on u.id = m.user_id
      where m.user_id = kim_user_id() and u.is_active and m.role = any(array['coordinator', 'ki_head'])
        and (m.valid_from is null or m.valid_from <= p_on) and (m.valid_to is null or m.valid_to >= p_on)) then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: for the coordinating office only';
  end if;
  return jsonb_build_object(
    'cases', (select coalesce(jsonb_agg(to_jsonb(r)), '[]') from (
        select municipality_id as place, phase, count(*) as n from casework_case where phase <> 'closed' group by 1, 2) r),
    'phases', (select coalesce(jsonb_agg(to_jsonb(r)), '[]') from (
        select phase, count(*) as n, percentile_disc(0.5) within group (order by p_on - phase_since) as median,
               count(*) filter (where review_on < p_on) as past, count(*) filter (where review_on >= p_on) as ahead
        from casework_case where phase <> 'closed' group by 1) r),
    'referrals', (select coalesce(jsonb_agg(to_jsonb(r)), '[]') from (
        select o.agency_id as agency,
               count(*) filter (where answered_on <= answer_due_on) as in_time,
               count(*) filter (where answered_on > answer_due_on) as late,
               count(*) filter (where answered_on is null and answer_due_on >= p_on) as waiting,
               count(*) filter (where answered_on is null and answer_due_on < p_on) as overdue,
               percentile_disc(0.5) within group (order by coalesce(answered_on, p_on) - sent_on) as median
        from casework_referral f join network_offer o on o.id = f.offer_id
        where f.sent_on > since and not (f.answered_on is null and f.state <> 'requested') group by 1) r),
    'enquiries', (select coalesce(jsonb_agg(to_jsonb(r)), '[]') from (
        select municipality_id as place, channel_id as channel, sum(number_of) as n
        from casework_enquiry where received_on > since group by 1, 2) r),
    'triage', (select coalesce(jsonb_agg(to_jsonb(r)), '[]') from (
        select e.state as result, sum(e.number_of) as n,
               percentile_disc(0.5) within group (order by coalesce(e.answered_on, t.decided_on, p_on) - e.waits_since) as median
        from casework_enquiry e
        left join lateral (select decided_on from casework_triage d where d.enquiry_id = e.id and e.state <> 'open'
                           order by d.id desc limit 1) t on true
        where e.received_on > since group by 1) r));
end
$$;
