-- Capacity, bookings and ceremonies are the office's own, like its applications.
do $$
declare
  part text;
begin
  foreach part in array array['officecapacity', 'booking', 'ceremony', 'ceremonyplace'] loop
    execute format('alter table naturalisation_%s enable row level security', part);
    execute format(
      'create policy %1$s_read on naturalisation_%1$s for select using ('
      'unit_id = any((select kim_naturalisation_offices())::bigint[]))', part);
    execute format(
      'create policy %1$s_work on naturalisation_%1$s for update using ('
      'unit_id = any((select kim_naturalisation_offices())::bigint[]))', part);
  end loop;
  foreach part in array array['officecapacity', 'ceremony'] loop
    execute format(
      'create policy %1$s_add on naturalisation_%1$s for insert with check ('
      'unit_id = any((select kim_naturalisation_offices())::bigint[]))', part);
  end loop;
  foreach part in array array['booking', 'ceremonyplace'] loop
    execute format(
      'create policy %1$s_add on naturalisation_%1$s for insert with check ('
      'unit_id = any((select kim_naturalisation_offices())::bigint[]) and exists ('
      'select from naturalisation_application a where a.id = application_id and a.unit_id = naturalisation_%1$s.unit_id))', part);
  end loop;
end
$$;
create policy ceremonyplace_give_up on naturalisation_ceremonyplace for delete using (
  unit_id = any((select kim_naturalisation_offices())::bigint[]));
create trigger booking_stays before update on naturalisation_booking for each row
  when (current_user = 'kim_app') execute function naturalisation_stays('unit_id', 'application_id', 'on');
create trigger capacity_stays before update on naturalisation_officecapacity for each row
  when (current_user = 'kim_app') execute function naturalisation_stays('unit_id', 'start');
create trigger ceremony_stays before update on naturalisation_ceremony for each row
  when (current_user = 'kim_app') execute function naturalisation_stays('unit_id');

-- Counts by office for the coordinating office: what is open, what came and how it ended in a year. No application, no person.
create function kim_naturalisation_figures(p_on date) returns table (
  office text, year int, submitted int, naturalised int, ended int, open int)
language plpgsql stable security definer set search_path = public, pg_temp as
$$
begin
  if abs(p_on - (now() at time zone 'Europe/Berlin')::date) > 1 or not exists (
      select from organisation_membership m join organisation_user u on u.id = m.user_id
      where m.user_id = kim_user_id() and u.is_active and m.role = any(array['coordinator', 'ki_head'])
        and (m.valid_from is null or m.valid_from <= p_on) and (m.valid_to is null or m.valid_to >= p_on)) then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: for the coordinating office only';
  end if;
  return query
    select n.name::text, y.year,
           (count(*) filter (where extract(year from a.submitted_on) = y.year))::int,
           (count(*) filter (where extract(year from a.certificate_on) = y.year))::int,
           (count(*) filter (where extract(year from a.ended_on) = y.year))::int,
           (count(*) filter (where a.submitted_on is not null and a.certificate_on is null and a.ended_on is null))::int
    from naturalisation_application a join organisation_unit n on n.id = a.unit_id
    cross join generate_series(extract(year from p_on)::int - 2, extract(year from p_on)::int) as y(year)
    group by 1, 2 order by 1, 2;
end
$$;
