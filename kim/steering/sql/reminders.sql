-- Whoever gives a work order tells the one who looks after it. Reminders and what the chair hears of come from the daily job alone:
-- for those kinds there is no function here, so nobody who is signed in can send them (see kim_tell).
create function kim_tells_order_given(p_recipient bigint, p_target bigint) returns text language sql stable security definer
set search_path = public, pg_temp as
$$ select 'steering.workorder' from steering_workorder
   where id = p_target and person_id = p_recipient and state = 'given' and changed_by_id = kim_user_id() $$;
