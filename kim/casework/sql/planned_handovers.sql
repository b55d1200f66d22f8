-- Planned handovers are read with the head of their case and by whoever planned them. Planned by whoever may hand the case over:
-- the person responsible, or the lead of its unit; who only stands in does not plan ahead.
alter table casework_plannedhandover enable row level security;

create policy planned_head on casework_plannedhandover for select using (
  planned_by_id = (select kim_user_id()) or exists (select from casework_case c where c.id = case_id));
create policy planned_add on casework_plannedhandover for insert with check (
  planned_by_id = (select kim_user_id())
  and exists (select from casework_case c where c.id = case_id
              and (c.assigned_to_id = (select kim_user_id())
                   or c.unit_id = any((select kim_ids('kim.supervised'))::bigint[]))));
create policy planned_settle on casework_plannedhandover for update using (
  planned_by_id = (select kim_user_id())
  or exists (select from casework_case c where c.id = case_id
             and (c.assigned_to_id = (select kim_user_id())
                  or c.unit_id = any((select kim_ids('kim.supervised'))::bigint[]))));

-- What was planned stays as it was planned; only its state moves on, and what is settled stays settled.
create trigger planned_handover_stays before update on casework_plannedhandover for each row
  when (old.state <> 'planned' or (old.case_id, old.held_by_id, old.to_id, old."on", old.reason, old.planned_by_id)
        is distinct from (new.case_id, new.held_by_id, new.to_id, new."on", new.reason, new.planned_by_id))
  execute function kim_stays();

-- Which planned handovers are due, and in whose name. Only the worker asks, in its own scope that belongs to nobody; it learns
-- two ids each, and carries them out in the scope of whoever planned them.
create function kim_due_handovers(p_on date) returns table (id bigint, planned_by bigint) language plpgsql stable security definer
set search_path = public, pg_temp as
$$
begin
  if kim_user_id() is not null or coalesce(current_setting('kim.scope', true), '') <> 'worker' then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: for the worker only';
  end if;
  return query select h.id, h.planned_by_id from casework_plannedhandover h
    where h.state = 'planned' and h."on" <= p_on order by h."on", h.id;
end
$$;
