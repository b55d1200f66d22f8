-- A tree of agreements: of one grant, without a loop, and each begins with whoever received the one above. A lock on the grant's row
-- puts two changes of one tree one after the other, so that none sees half of the other.
create function kim_agreement_in_tree() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.parent_id is null then return new; end if;
  perform from staffing_fundinggrant where id = new.grant_id for update;
  if not exists (select from staffing_forwardingagreement p
                 where p.id = new.parent_id and p.grant_id = new.grant_id and p.recipient_id = new.giver_id) then
    raise exception using errcode = 'check_violation', message = 'agreement_goes_on_from_its_parent', constraint = 'agreement_goes_on_from_its_parent';
  end if;
  if exists (with recursive above(id, parent_id) as (
               select id, parent_id from staffing_forwardingagreement where id = new.parent_id
               union select a.id, a.parent_id from staffing_forwardingagreement a join above on a.id = above.parent_id)
             select from above where id = new.id) then
    raise exception using errcode = 'check_violation', message = 'agreement_without_a_loop', constraint = 'agreement_without_a_loop';
  end if;
  return new;
end $$;
create trigger agreement_in_tree before insert or update of parent_id, grant_id, giver_id on staffing_forwardingagreement
  for each row execute function kim_agreement_in_tree();
