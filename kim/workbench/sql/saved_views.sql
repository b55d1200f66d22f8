-- Saved views are read by their owner and by the units they are shared with, and changed by their owner alone;
-- how a person likes a list is theirs alone. Enabled, not forced: the owner of the database loads and backs up.

alter table workbench_savedview enable row level security;
alter table workbench_listchoice enable row level security;

-- Units of the running scope: those one belongs to today, whatever the role, and those one leads.
create function kim_my_units() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(unit_id), '{}') || kim_ids('kim.supervised') from organisation_membership
   where user_id = kim_user_id() and (valid_from is null or valid_from <= (now() at time zone 'Europe/Berlin')::date)
     and (valid_to is null or valid_to >= (now() at time zone 'Europe/Berlin')::date) $$;

create policy saved_view_read on workbench_savedview for select using (
  owner_id = (select kim_user_id()) or shared_with_id = any((select kim_my_units())::bigint[]));
create policy saved_view_keep on workbench_savedview for insert with check (
  owner_id = (select kim_user_id())
  and (shared_with_id is null or shared_with_id = any((select kim_my_units())::bigint[])));
create policy saved_view_change on workbench_savedview for update using (owner_id = (select kim_user_id()))
  with check (owner_id = (select kim_user_id())
    and (shared_with_id is null or shared_with_id = any((select kim_my_units())::bigint[])));
create policy saved_view_drop on workbench_savedview for delete using (owner_id = (select kim_user_id()));

create policy list_choice_own on workbench_listchoice for all using (user_id = (select kim_user_id()))
  with check (user_id = (select kim_user_id()));
