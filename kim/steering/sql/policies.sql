-- Observations name nobody, and yet are kept close: the coordinating office reads all of them, whoever has a seat those that became part
-- of a topic. Nobody writes one directly: they come several at once, in random order, by steering_take_in. May steer: Permission.STEER
-- (a test holds the two lists together).
create function kim_steers() returns boolean language sql stable security definer
set search_path = public, pg_temp as
$$
  select exists (
      select from organisation_membership m join organisation_user u on u.id = m.user_id
      where m.user_id = kim_user_id() and u.is_active and m.role = any(array['coordinator', 'ki_head'])
        and (m.valid_from is null or m.valid_from <= (now() at time zone 'Europe/Berlin')::date) and (m.valid_to is null or m.valid_to >= (now() at time zone 'Europe/Berlin')::date))
$$;

create function kim_seated() returns boolean language sql stable security definer
set search_path = public, pg_temp as
$$
  select exists (
      select from steering_seatholder h join organisation_user u on u.id = h.user_id
      where h.user_id = kim_user_id() and u.is_active
        and (h.valid_from is null or h.valid_from <= (now() at time zone 'Europe/Berlin')::date) and (h.valid_to is null or h.valid_to >= (now() at time zone 'Europe/Berlin')::date))
$$;

alter table steering_observation enable row level security;
create policy observation_read on steering_observation for select
  using ((select kim_steers()) or (topic_id is not null and (select kim_seated())));
create policy observation_sort on steering_observation for update
  using ((select kim_steers())) with check ((select kim_steers()));

-- What was observed stays as it was written: only where it belongs changes.
create function steering_observation_stays() returns trigger language plpgsql as
$$
begin
  if (to_jsonb(new) - 'topic_id' - 'set_aside') is distinct from (to_jsonb(old) - 'topic_id' - 'set_aside') then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: an observation stays as it was written';
  end if;
  return new;
end
$$;
create trigger observation_stays before update on steering_observation for each row
  when (current_user = 'kim_app') execute function steering_observation_stays();
