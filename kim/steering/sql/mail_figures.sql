-- How many mails about meetings wait or were refused: numbers for whoever looks after the mail, not whose they are.
create function steering_mail_figures() returns table (waiting bigint, refused bigint) language sql stable security definer
set search_path = public, pg_temp as
$$
  select (select count(*) from (select from steering_delivery where state = 'waiting' limit 1001) as w),
         (select count(*) from steering_delivery d join steering_sending s on s.id = d.sending_id
                               join steering_meeting m on m.id = s.meeting_id
          where d.state = 'refused' and m.held_on >= (now() at time zone 'Europe/Berlin')::date)
$$;
