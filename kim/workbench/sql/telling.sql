-- What the organisation lets others know of: absences by whoever recorded them, roles by whoever may give them.
create function kim_tells_absence_recorded(p_recipient bigint, p_target bigint) returns text language sql stable security definer
set search_path = public, pg_temp as
$$ select 'organisation.absence' from organisation_absence
   where id = p_target and user_id = p_recipient and recorded_by_id = kim_user_id() $$;
create function kim_tells_deputy_begins(p_recipient bigint, p_target bigint) returns text language sql stable security definer
set search_path = public, pg_temp as
$$ select 'organisation.absence' from organisation_absence
   where id = p_target and deputy_id = p_recipient and recorded_by_id = kim_user_id() $$;
create function kim_tells_role_changed(p_recipient bigint, p_target bigint) returns text language sql stable security definer
set search_path = public, pg_temp as
$$ select 'organisation.membership' from organisation_membership given
   where given.id = p_target and given.user_id = p_recipient
     and exists (select from organisation_membership m join organisation_user u on u.id = m.user_id
                 where m.user_id = kim_user_id() and m.role = 'administrator' and u.is_active
                   and (m.valid_from is null or m.valid_from <= (now() at time zone 'Europe/Berlin')::date + 1)
                   and (m.valid_to is null or m.valid_to >= (now() at time zone 'Europe/Berlin')::date - 1)) $$;
