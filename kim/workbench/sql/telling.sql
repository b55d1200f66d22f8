-- As before, but nobody tells somebody else what is not so. Each kind that an act tells has a function kim_tells_<kind> in the
-- room it comes from: it gives what the notice is about where this recipient may be told of this row by whoever is signed in.
-- The daily jobs look into the rows themselves; what somebody tells themselves reaches nobody else.
create or replace function kim_tell(p_recipient bigint, p_kind text, p_target_type text, p_target_id bigint, p_day date,
                                    p_once text, p_deputies boolean, p_on date)
returns boolean language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  told int;
  is_so text;
begin
  if coalesce(current_setting('kim.scope', true), '') <> 'notices' then
    if kim_user_id() is null then
      raise exception using errcode = 'insufficient_privilege', message = 'kim: nobody is told by nobody';
    elsif p_recipient = kim_user_id() then
      p_deputies := false;
    elsif to_regproc('kim_tells_' || p_kind) is null then
      raise exception using errcode = 'insufficient_privilege', message = 'kim: nobody tells this to somebody else';
    else
      execute format('select %I($1, $2)', 'kim_tells_' || p_kind) into is_so using p_recipient, p_target_id;
      if is_so is distinct from p_target_type then
        raise exception using errcode = 'insufficient_privilege', message = 'kim: this is not so';
      end if;
    end if;
  end if;
  insert into workbench_notice (recipient_id, stands_in_for_id, kind, target_type, target_id, day, once, created_at, mail_due)
    select u.id, null, p_kind, p_target_type, p_target_id, p_day, p_once, clock_timestamp(), true
      from organisation_user u where u.id = p_recipient and u.is_active
    union
    select a.deputy_id, p_recipient, p_kind, p_target_type, p_target_id, p_day, p_once, clock_timestamp(), true
      from organisation_absence a join organisation_user d on d.id = a.deputy_id
      where p_deputies and a.user_id = p_recipient and d.is_active and a.first_day <= p_on and a.last_day >= p_on
        and a.deputy_id is distinct from kim_user_id()
    on conflict do nothing;
  get diagnostics told = row_count;
  if told = 0 or coalesce(current_setting('kim.mail_queued', true), '') = '1' then
    return false;
  end if;
  perform set_config('kim.mail_queued', '1', true);
  return true;
end
$$;

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
