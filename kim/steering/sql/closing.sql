-- No decision is closed, and no topic answered, before those who reported have been told what became of it.
create function steering_told_first() returns trigger language plpgsql as
$$
begin
  if tg_table_name = 'steering_decision' then
    if not exists (select from steering_feedback f where f.decision_id = new.id) then
      raise exception using errcode = 'check_violation', message = 'kim: a decision is closed only after feedback';
    end if;
  elsif not exists (select from steering_feedback f where f.topic_id = new.id) then
    raise exception using errcode = 'check_violation', message = 'kim: a topic is answered only after feedback';
  end if;
  return new;
end
$$;
create trigger decision_told_first before update on steering_decision for each row
  when (old.closed_on is null and new.closed_on is not null) execute function steering_told_first();
create trigger topic_told_first before update on steering_topic for each row
  when (new.state = 'answered' and old.state <> 'answered') execute function steering_told_first();
