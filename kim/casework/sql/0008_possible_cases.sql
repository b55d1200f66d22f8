-- As before, but one sound named twice is no name: two different ones are needed to ask.
create or replace function kim_possible_cases(p_keys text[], p_birth_year int)
returns table (responsible_id bigint, opened_on date, is_open boolean) language sql stable security definer
set search_path = public, pg_temp as
$$ select c.assigned_to_id, c.opened_on, c.phase <> 'closed' from casework_person p join casework_case c on c.person_id = p.id
   where kim_user_id() is not null and cardinality(kim_ids('kim.units')) > 0 and not p.is_protected
     and (select count(distinct k) from unnest(p_keys) k) >= 2 and p.search_keys @> p_keys::varchar[]
     and (p_birth_year is null or p.birth_year is null or abs(p.birth_year - p_birth_year) <= 1)
   order by c.opened_on desc limit 5 $$;
