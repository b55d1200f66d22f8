-- Observations come in here and nowhere else: several at once, in random order, under the random ids they were given.
create function steering_take_in(p_observations jsonb) returns void language plpgsql security definer
set search_path = public, pg_temp as
$$
begin
  if coalesce(current_setting('kim.scope', true), '') <> 'observations' then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: for the job that takes observations in';
  end if;
  insert into steering_observation (id, month, kind, life_area_id, sphere_from_id, sphere_to_id, municipality_id, process_step,
                                    reason, offer_id, how_often, how_bad, since, text, idea, coarsened, set_aside)
    select id, date_trunc('month', month)::date, kind, life_area, sphere_from, sphere_to, municipality, process_step, reason,
           offer, how_often, how_bad, since, text, idea, coarsened, ''
    from jsonb_to_recordset(p_observations) as each (
      id uuid, month date, kind text, life_area bigint, sphere_from bigint, sphere_to bigint, municipality bigint,
      process_step text, reason text, offer bigint, how_often text, how_bad smallint, since text, text text, idea text,
      coarsened jsonb)
    order by random();
end
$$;

-- Observations by their random ids, for whoever knows them: only the reporter does, from the receipt.
create function steering_known(p_ids uuid[]) returns table (id uuid, month date, kind text, municipality_id bigint,
  life_area_id bigint, text text, idea text, topic_id bigint, set_aside text)
language sql stable security definer set search_path = public, pg_temp as
$$ select id, month, kind, municipality_id, life_area_id, text, idea, topic_id, set_aside from steering_observation
   where id = any(p_ids) and kim_user_id() is not null $$;
-- How long it took until the first feedback, by the month of the observations. May: the coordinating office.
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
