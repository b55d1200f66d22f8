-- Notices belong to whoever gets them. Nobody writes into somebody else's inbox directly: that is what kim_tell is for.
alter table workbench_notice enable row level security;
alter table workbench_noticepreference enable row level security;
create policy notice_own on workbench_notice for select using (recipient_id = (select kim_user_id()));
create policy notice_read on workbench_notice for update using (recipient_id = (select kim_user_id()));
create policy notice_preference_own on workbench_noticepreference for all using (user_id = (select kim_user_id()));

-- Of a notice only whether it was read and mailed ever changes.
create function kim_notice_stays() returns trigger language plpgsql set search_path = public, pg_temp as
$$
begin
  if row_security_active(tg_relid) then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: a notice stays as it was told';
  end if;
  return new;
end
$$;
create trigger notice_stays before update on workbench_notice for each row
  when ((old.recipient_id, old.kind, old.target_type, old.once, old.created_at)
        is distinct from (new.recipient_id, new.kind, new.target_type, new.once, new.created_at)
        or (old.target_id, old.day, old.stands_in_for_id) is distinct from (new.target_id, new.day, new.stands_in_for_id))
  execute function kim_notice_stays();

-- Tells somebody of the staff, and whoever stands in for them today. May: whoever is signed in, and the jobs that look what is
-- due. It says nothing about the recipient, and a notice opens nothing: what it points to is read through its own door.
-- Gives true once per transaction if somebody was told: then a mail job is to be queued.
-- Nobody tells somebody else what is not so: each kind that an act tells has a function kim_tells_<kind> in the
-- room it comes from: it gives what the notice is about where this recipient may be told of this row by whoever is signed in.
-- The daily jobs look into the rows themselves; what somebody tells themselves reaches nobody else.
create function kim_tell(p_recipient bigint, p_kind text, p_target_type text, p_target_id bigint, p_day date,
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

-- For the mail job, and for nobody else: whom something waits for. Ids only; their rows are read in their own scope.
create function kim_notices_to_mail() returns setof bigint language plpgsql stable security definer
set search_path = public, pg_temp as
$$
begin
  if coalesce(current_setting('kim.scope', true), '') <> 'notices' then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: for the mail job only';
  end if;
  return query select distinct recipient_id from workbench_notice where mail_due order by 1;
end
$$;

-- For whoever looks after the installation: how many notices wait for a mail. A number, not whose.
create function kim_mail_waiting() returns bigint language sql stable security definer set search_path = public, pg_temp as
$$ select count(*) from (select from workbench_notice where mail_due limit 1001) as waiting $$;

-- How many mailboxes refuse KIM's mail. A number, not whose.
create function kim_mail_refusals() returns bigint language sql stable security definer set search_path = public, pg_temp as
$$ select count(*) from workbench_noticepreference where refused > 0 $$;

-- Read ones go after ninety days, all of them after a year: the inbox is no second file.
create function kim_forget_notices() returns bigint language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  gone bigint;
begin
  delete from workbench_notice where created_at < now() - interval '1 year'
    or (created_at < now() - interval '90 days' and (read_at is not null or kind = 'follow_up_due'));
  get diagnostics gone = row_count;
  return gone;
end
$$;
