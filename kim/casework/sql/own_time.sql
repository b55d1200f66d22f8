-- How much time one's own contacts took, by month, those of cases included that have left one's sight since: sums of one's own
-- record, nothing of a case. Answered to whoever asks about themselves only.
create function kim_own_time(p_since date) returns table (month date, spent bigint, contacts bigint, timed bigint)
language sql stable security definer set search_path = public, pg_temp as
$$ select date_trunc('month', held_on)::date, coalesce(sum(minutes), 0), count(*), count(minutes)
   from casework_contact where recorded_by_id = kim_user_id() and held_on >= p_since group by 1 order by 1 desc $$;
