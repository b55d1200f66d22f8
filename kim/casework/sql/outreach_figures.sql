-- What came of outreach in a time, by occasion: days, people reached, contacts that arose from it, cases. Sums of the units in scope.
create function kim_outreach_figures(p_from date, p_to date)
returns table (occasion text, days int, reached int, contacts int, cases int)
language sql stable security definer set search_path = public, pg_temp as
$$ with mine as (
     select id, occasion, women + men + young + unspecified as reached from casework_outreach
     where held_on between p_from and p_to
       and (unit_id = any(kim_ids('kim.units')) or unit_id = any(kim_ids('kim.supervised')))),
   came as (
     select e.outreach_id, sum(e.number_of) as contacts, count(e.opened_case) as cases
     from casework_enquiry e where e.outreach_id in (select id from mine) group by 1)
   select m.occasion::text, count(*)::int, sum(m.reached)::int, coalesce(sum(c.contacts), 0)::int, coalesce(sum(c.cases), 0)::int
   from mine m left join came c on c.outreach_id = m.id group by 1 order by 1 $$;
