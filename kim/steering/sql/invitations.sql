-- What goes out to members, personal links and papers. May keep minutes: Permission.MINUTES (a test holds the two lists together).
create function kim_minutes_office() returns boolean language sql stable security definer
set search_path = public, pg_temp as
$$
  select exists (
      select from organisation_membership m join organisation_user u on u.id = m.user_id
      where m.user_id = kim_user_id() and u.is_active and m.role = any(array['assistant', 'coordinator', 'ki_head'])
        and (m.valid_from is null or m.valid_from <= (now() at time zone 'Europe/Berlin')::date)
        and (m.valid_to is null or m.valid_to >= (now() at time zone 'Europe/Berlin')::date))
$$;

-- The bodies somebody has a seat in today, or only those they chair.
create function kim_seat_bodies(p_chairs boolean) returns bigint[] language sql stable security definer
set search_path = public, pg_temp as
$$
  select coalesce(array_agg(distinct s.body_id), '{}')
  from steering_seatholder h join steering_seat s on s.id = h.seat_id join organisation_user u on u.id = h.user_id
  where h.user_id = kim_user_id() and u.is_active and (not p_chairs or (h.chairs and h.kind = 'member'))
    and (h.valid_from is null or h.valid_from <= (now() at time zone 'Europe/Berlin')::date)
    and (h.valid_to is null or h.valid_to >= (now() at time zone 'Europe/Berlin')::date)
$$;

-- The meeting that the personal link of this transaction opens.
create function kim_link_meeting() returns bigint language sql stable set search_path = public, pg_temp as
$$
  select substring(current_setting('kim.scope', true) from '^personal-link:([0-9]{1,18})$')::bigint
$$;

create function kim_mails_meetings() returns boolean language sql stable set search_path = public, pg_temp as
$$ select coalesce(current_setting('kim.scope', true), '') = 'invitations' $$;

alter table steering_sending enable row level security;
alter table steering_delivery enable row level security;
alter table steering_personallink enable row level security;
alter table steering_paper enable row level security;
alter table steering_paperversion enable row level security;

-- Who was told what: the offices, the chair of the body, and the job that sends it.
create policy sending_work on steering_sending using (
  (select kim_minutes_office()) or (select kim_mails_meetings())
  or meeting_id in (select id from steering_meeting where body_id = any((select kim_seat_bodies(true))::bigint[])));
create policy delivery_work on steering_delivery using (
  (select kim_minutes_office()) or (select kim_mails_meetings()) or sending_id in (select id from steering_sending));
create policy personallink_work on steering_personallink using (
  (select kim_minutes_office()) or (select kim_mails_meetings())
  or meeting_id in (select id from steering_meeting where body_id = any((select kim_seat_bodies(true))::bigint[])));

-- A paper of a meeting: the offices, members of its body, of public meetings everybody signed in; whoever comes by a personal link
-- those of that meeting and of the proposals on its agenda. A paper of a proposal or topic that is not internal: everybody signed in.
create policy paper_read on steering_paper for select using (
  (select kim_minutes_office())
  or meeting_id = (select kim_link_meeting())
  or proposal_id in (select i.proposal_id from steering_agendaitem i where i.meeting_id = (select kim_link_meeting()))
  or meeting_id in (select id from steering_meeting where body_id = any((select kim_seat_bodies(false))::bigint[]))
  or proposal_id in (select p.id from steering_proposal p where p.to_body_id = any((select kim_seat_bodies(false))::bigint[])
                                                            or p.from_body_id = any((select kim_seat_bodies(false))::bigint[]))
  or ((select kim_user_id()) is not null and not internal
      and (meeting_id is null or meeting_id in (select id from steering_meeting where public))));
create policy paper_add on steering_paper for insert with check (
  (select kim_minutes_office())
  or meeting_id in (select id from steering_meeting where body_id = any((select kim_seat_bodies(true))::bigint[]))
  or (meeting_id is null and proposal_id in (select p.id from steering_proposal p
                                             where p.from_body_id = any((select kim_seat_bodies(false))::bigint[]))));
create policy paper_change on steering_paper for update using (
  (select kim_minutes_office())
  or meeting_id in (select id from steering_meeting where body_id = any((select kim_seat_bodies(true))::bigint[]))
  or (meeting_id is null and proposal_id in (select p.id from steering_proposal p
                                             where p.from_body_id = any((select kim_seat_bodies(false))::bigint[]))));
create policy paperversion_read on steering_paperversion for select using (paper_id in (select id from steering_paper));
create policy paperversion_add on steering_paperversion for insert with check (
  paper_id in (select id from steering_paper) and added_by_id = (select kim_user_id()));

-- A link opens as long as it is valid, nobody took it back, and its holder still has the seat. Whoever calls knows the address only.
create function kim_personal_link_opened(p_hash bytea) returns table (link bigint, meeting bigint) language sql
security definer set search_path = public, pg_temp as
$$
  update steering_personallink l set opened = l.opened + 1, last_used_at = now()
    from steering_seatholder h
    where l.token_hash = p_hash and l.revoked_at is null and h.id = l.holder_id
      and l.valid_until >= (now() at time zone 'Europe/Berlin')::date
      and (h.valid_to is null or h.valid_to >= (now() at time zone 'Europe/Berlin')::date)
    returning l.id, l.meeting_id
$$;
