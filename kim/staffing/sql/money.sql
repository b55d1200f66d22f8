-- Bookings stay as they were written: a wrong one is taken back by a row against it, of the same sum, grant and kind.
create function kim_booking_stays() returns trigger language plpgsql as $$
begin
  raise exception using errcode = 'insufficient_privilege', message = 'kim: a booking stays as it was written';
end $$;
create trigger booking_stays before update or delete on staffing_booking for each row
  when (current_user = 'kim_app') execute function kim_booking_stays();

create function kim_booking_against() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.against_id is not null and not exists (
      select from staffing_booking b where b.id = new.against_id and b.against_id is null and b.amount = -new.amount
        and b.grant_id = new.grant_id and b.agreement_id is not distinct from new.agreement_id and b.kind = new.kind) then
    raise exception using errcode = 'check_violation', constraint = 'booking_taken_back_as_it_was';
  end if;
  if new.agreement_id is not null and not exists (
      select from staffing_forwardingagreement a where a.id = new.agreement_id and a.grant_id = new.grant_id) then
    raise exception using errcode = 'check_violation', constraint = 'booking_agreement_of_its_grant';
  end if;
  return new;
end $$;
create trigger booking_against before insert on staffing_booking for each row execute function kim_booking_against();

-- What a person held of a post in a month, in person-months: share times days, divided by the days of the month.
create function kim_held_months(p_post bigint, p_user bigint, p_month date) returns numeric
language sql stable set search_path = public, pg_temp as $$
  select coalesce(sum(h.fte * (least(coalesce(h.valid_to, 'infinity'), last) - greatest(coalesce(h.valid_from, '-infinity'), p_month) + 1)
                      / (last - p_month + 1)), 0)
  from organisation_postholder h, lateral (select (p_month + interval '1 month' - interval '1 day')::date as last) as month
  where h.post_id = p_post and h.user_id = p_user
    and (h.valid_from is null or h.valid_from <= last) and (h.valid_to is null or h.valid_to >= p_month)
$$;

-- No double funding (§ 9 TIntG): all grants together pay no more of a month than was held. The lock on the person puts two
-- recordings one after the other; half a ten-thousandth is what rounding to four places may add.
create function kim_charged_within() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  held numeric;
  others numeric;
begin
  perform pg_advisory_xact_lock(hashtext('charged'), new.user_id::int);
  held := kim_held_months(new.post_id, new.user_id, new.month);
  select coalesce(sum(share), 0) into others from staffing_chargedmonth
    where post_id = new.post_id and user_id = new.user_id and month = new.month and id is distinct from new.id;
  if others + new.share > held + 0.00005 then
    raise exception using errcode = 'check_violation',
      constraint = case when others > 0 then 'charged_on_one_grant_only' else 'charged_as_held' end;
  end if;
  return new;
end $$;
create trigger charged_within before insert or update on staffing_chargedmonth for each row execute function kim_charged_within();
