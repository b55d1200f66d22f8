-- On no day do the holders of a post hold more of it than there is. The sum is checked at the end of the transaction, so
-- that one may end and another begin in either order; the post's row is locked, so that two cannot fill it side by side.
create function kim_holders_within_post() returns trigger language plpgsql security definer
set search_path = public, pg_temp as
$$
declare
  which bigint;
  days daterange := daterange(null, null);
  size numeric;
  worst record;
begin
  if tg_table_name = 'organisation_post' then
    which := new.id;
  else
    which := new.post_id;
    days := daterange(new.valid_from, new.valid_to, '[]');
    -- Whoever holds less or for fewer days than before makes no sum grow: rows from before this rule can be mended.
    if tg_op = 'UPDATE' and new.post_id = old.post_id and new.fte <= old.fte
       and days <@ daterange(old.valid_from, old.valid_to, '[]') then
      return null;
    end if;
  end if;
  select fte into size from organisation_post where id = which for no key update;
  if size is null then
    return null;
  end if;
  -- A sum can only grow on a day on which somebody begins.
  select first.valid_from as day, sum(other.fte) as held into worst
    from organisation_postholder first
    join organisation_postholder other on other.post_id = first.post_id
     and daterange(other.valid_from, other.valid_to, '[]') @> coalesce(first.valid_from, '-infinity'::date)
   where first.post_id = which and daterange(first.valid_from, first.valid_to, '[]') && days
   group by first.id, first.valid_from
  having sum(other.fte) > size
   order by first.valid_from nulls first limit 1;
  if found then
    raise exception 'more of post % is held than there is', which
      using errcode = 'check_violation', constraint = 'holders_within_post', table = 'organisation_postholder',
            detail = format('%s|%s|%s', coalesce(worst.day::text, ''), worst.held, size);
  end if;
  return null;
end
$$;

create constraint trigger holders_within_post after insert or update on organisation_postholder
  deferrable initially deferred for each row execute function kim_holders_within_post();
create constraint trigger post_holds_its_holders after update of fte on organisation_post
  deferrable initially deferred for each row when (new.fte < old.fte) execute function kim_holders_within_post();
