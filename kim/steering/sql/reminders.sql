-- Whoever gives a work order tells the one who looks after it. Reminders and what the chair hears of come from the daily job alone:
-- for those kinds there is no function here, so nobody who is signed in can send them (see kim_tell).
create function kim_tells_order_given(p_recipient bigint, p_target bigint) returns text language sql stable security definer
set search_path = public, pg_temp as
$$ select 'steering.workorder' from steering_workorder
   where id = p_target and person_id = p_recipient and state = 'given' and changed_by_id = kim_user_id() $$;

-- How long it took until the first feedback, by the month of the observations, and altogether (month is null): how many days for
-- half of them, and for nine of ten. May: the coordinating office.
drop function steering_feedback_times();
create function steering_feedback_times()
returns table (month date, observations bigint, answered bigint, median_days float, most_days float)
language sql stable security definer set search_path = public, pg_temp as
$$
  select o.month, count(*), count(f.first_on),
         percentile_cont(0.5) within group (order by f.first_on - (o.month + interval '1 month')::date)
           filter (where f.first_on is not null),
         percentile_cont(0.9) within group (order by f.first_on - (o.month + interval '1 month')::date)
           filter (where f.first_on is not null)
  from steering_observation o
  left join lateral (select min(given_on) as first_on from steering_feedback f
                     where f.topic_id = o.topic_id and f.given_on >= o.month) f on true
  where kim_steers()
  group by grouping sets ((o.month), ())
  order by o.month desc nulls first
$$;
