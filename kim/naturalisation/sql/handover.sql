-- Applications that come from advice. This room knows a random token and no more: no case, no consent, no counsellor, and of the moment
-- a day. Whoever holds the token learns the stage; nobody learns from the token where it came from.
create trigger application_keeps_its_origin before update on naturalisation_application for each row
  when (current_user = 'kim_app') execute function naturalisation_stays('from_advice');

-- How the applications of these tokens stand and since when: for whoever holds a token.
create function naturalisation_stages(p_tokens uuid[]) returns table (token uuid, stage text, since date)
language sql stable security definer set search_path = public, pg_temp as
$$
  select a.receipt, a.stage, a.stage_since from naturalisation_application a
  where a.receipt = any(p_tokens) and a.from_advice and kim_user_id() is not null
$$;

-- The consent is withdrawn: what has not become an application yet is erased with everything the office wrote to it; a filed application
-- stays, for the office works on it by its own law. Says which of the two.
create function naturalisation_call_back(p_token uuid) returns text language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  found_id bigint;
  part record;
begin
  if kim_user_id() is null then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: for whoever holds the token';
  end if;
  select id into found_id from naturalisation_application where receipt = p_token and from_advice and stage in ('advice', 'documents')
    and submitted_on is null for update;
  if found_id is null then
    return case when exists (select from naturalisation_application where receipt = p_token) then 'kept' else 'erased' end;
  end if;
  for part in select c.conrelid::regclass as place, a.attname as tie from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.confrelid = 'naturalisation_application'::regclass loop
    execute format('delete from %s where %I = $1', part.place, part.tie) using found_id;
  end loop;
  delete from naturalisation_application where id = found_id;
  return 'erased';
end
$$;
