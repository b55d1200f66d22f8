-- What lies with somebody who leaves, as figures for the lead of the unit in which they are a case manager: never a case or a text.
create function kim_leaving(p_user bigint)
returns table (running bigint, closed bigint, with_case bigint, without_case bigint, asked bigint)
language sql stable security definer set search_path = public, pg_temp as
$$
  select
    (select count(*) from casework_case where assigned_to_id = p_user and phase <> 'closed'
       and unit_id = any(kim_ids('kim.supervised'))),
    (select count(*) from casework_case where assigned_to_id = p_user and phase = 'closed'
       and unit_id = any(kim_ids('kim.supervised'))),
    (select count(*) from casework_appointment a join casework_case c on c.id = a.case_id
      where a.owner_id = p_user and a.state = 'planned' and a.starts_at > now() and c.assigned_to_id = p_user),
    (select count(*) from casework_appointment a left join casework_case c on c.id = a.case_id
      where a.owner_id = p_user and a.state = 'planned' and a.starts_at > now()
        and (c.id is null or c.assigned_to_id <> p_user)),
    (select count(*) from casework_confirmation where asked_id = p_user and state = 'waiting')
  where exists (select from organisation_membership m
    where m.user_id = p_user and m.role = 'case_manager' and m.unit_id = any(kim_ids('kim.supervised')))
$$;
