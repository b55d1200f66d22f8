-- Receipts of observations: the only place that knows who wrote what. Read by the author alone, by no lead and no coordinator.
alter table casework_observationreceipt enable row level security;
create policy receipt_own on casework_observationreceipt for select using (author_id = (select kim_user_id()));
create policy receipt_write on casework_observationreceipt for insert with check (
  author_id = (select kim_user_id()) and observation is null
  and (case_id is null or case_id = any((select kim_work_cases())::bigint[])));
create policy receipt_seen on casework_observationreceipt for update using (author_id = (select kim_user_id()));
create policy receipt_withdraw on casework_observationreceipt for delete using (
  author_id = (select kim_user_id()) and parcel is not null);

create function casework_receipt_stays() returns trigger language plpgsql as
$$
begin
  if (to_jsonb(new) - 'seen_at') is distinct from (to_jsonb(old) - 'seen_at') then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: of a receipt only changes that it was looked at';
  end if;
  return new;
end
$$;
create trigger receipt_stays before update on casework_observationreceipt for each row
  when (current_user = 'kim_app') execute function casework_receipt_stays();
-- Gives what waits, in random order and under new random ids, empties the parcels and forgets from which case they came: the traits
-- of an observation, once it is public to the county's work, can be put beside no case by whoever reads the tables. For the job that hands on, and for nobody
-- else. Before the night (p_all) only if three people wrote: one alone would be known by the hour.
create function casework_hand_on(p_all boolean) returns jsonb language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  parcels jsonb;
begin
  if coalesce(current_setting('kim.scope', true), '') <> 'observations' then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: for the job that hands observations on';
  end if;
  perform pg_advisory_xact_lock(hashtext('casework_hand_on'));
  if not p_all and (select count(distinct author_id) < 3 from casework_observationreceipt where parcel is not null) then
    return '[]';
  end if;
  with waiting as materialized (
    select id, parcel, gen_random_uuid() as observation from casework_observationreceipt where parcel is not null for update
  ), handed as (
    update casework_observationreceipt r set observation = w.observation, parcel = null, case_id = null
      from waiting w where r.id = w.id returning w.parcel || jsonb_build_object('id', w.observation) as parcel
  )
  select coalesce(jsonb_agg(parcel order by random()), '[]') into parcels from handed;
  return parcels;
end
$$;

-- Tells the authors of these observations that there is feedback. May: the coordinating office. It gives nothing back, neither
-- who nor how many, and does the same whether or not somebody is told.
create function casework_tell_reporters(p_observations uuid[]) returns void language plpgsql security definer
set search_path = public, pg_temp as
$$
begin
  if not exists (select from organisation_membership m join organisation_user u on u.id = m.user_id
                 where m.user_id = kim_user_id() and u.is_active and m.role = any(array['coordinator', 'ki_head'])
                   and (m.valid_from is null or m.valid_from <= kim_today())
                   and (m.valid_to is null or m.valid_to >= kim_today())) then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: for the coordinating office';
  end if;
  insert into workbench_notice (recipient_id, kind, target_type, once, created_at, mail_due)
    select distinct r.author_id, 'feedback', '', '', clock_timestamp(), true
    from casework_observationreceipt r join organisation_user u on u.id = r.author_id
    where r.observation = any(p_observations) and u.is_active;
  update casework_observationreceipt set told_at = clock_timestamp() where observation = any(p_observations);
end
$$;
