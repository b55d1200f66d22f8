-- Data keys are read and made by whoever may use what they seal; who that is, the room says to which their owners belong.
-- Nobody but the owner of the tables changes or destroys one.
alter table privacy_datakey enable row level security;

-- Which keys of the installation are needed and for how much, in figures: for `kim doctor`, which sees no data key.
create function kim_keys_in_use() returns table (mark text, number bigint) language sql stable security definer
set search_path = public, pg_temp as
$$ select kek::text, count(*) from privacy_datakey where destroyed_at is null group by kek order by kek $$;
