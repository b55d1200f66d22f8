-- Search, anew: first whose names or reference begin as typed, then who sounds or is written alike. The condition of the head
-- policy stands inside, as before (name operators are not leakproof). Gives ids with a rank, never a name: 10 the very reference,
-- from 4 every word begins a name, 3 the beginning of a reference, below that alike. A protected person is found only through a
-- case whose content is open to the searcher, by everybody else through the whole reference alone.
-- p_text: plain Latin words (names.normalise); p_readings: the sounds of all words, one reading each, parted by spaces.
drop function kim_search_cases(text, text[], text, int);
create function kim_search_cases(p_text text, p_readings text[], p_reference text, p_limit int)
returns table (case_id bigint, rank real) language sql stable security definer set search_path = public, pg_temp as
$$ with typed as (
     -- Words are letters from a to z, so nothing in them means something to LIKE. The longest one asks the trigram index.
     select (select w from unnest(string_to_array(p_text, ' ')) w order by length(w) desc limit 1) as longest),
   begins as (
     select p.id, (4 + case when p.sort_key like split_part(p_text, ' ', 1) || '%' then 0.5 else 0 end
                   + (select avg((' ' || p.search_text || ' ' like '% ' || w || ' %')::int) from unnest(string_to_array(p_text, ' ')) w)
                   + similarity(p.search_text, p_text))::real as rank
     from casework_person p
     where p_text <> ''
       and (p.search_text like (select longest from typed) || '%' or p.search_text like '% ' || (select longest from typed) || '%')
       and not exists (select from unnest(string_to_array(p_text, ' ')) w where ' ' || p.search_text not like '% ' || w || '%')),
   alike as (
     -- One sound alone (zzzz, Cissé) says little: then some of the letters must agree, too.
     (select p.id, (2 + similarity(p.search_text, p_text))::real as rank
      from unnest(p_readings) r join casework_person p on p.search_keys @> string_to_array(r, ' ')::varchar[]
      where r <> '' and (length(r) > 1 or (length(p_text) > 2 and word_similarity(p_text, p.search_text) >= 0.3))
      order by 2 desc limit 2000)
     union all
     (select p.id, similarity(p.search_text, p_text) from casework_person p
      where p_text <> '' and p.search_text % p_text order by 2 desc limit 2000)),
   hits as (
     select c.id, b.rank from begins b join casework_case c on c.person_id = b.id
     union all
     select c.id, a.rank from alike a join casework_case c on c.person_id = a.id
     union all
     select c.id, case when c.reference = p_reference then 10 else 3 end from casework_case c
     where p_reference <> '' and c.reference ~>=~ p_reference and c.reference ~<~ (p_reference || chr(1114109)))
   select c.id, max(h.rank)::real from hits h join casework_case c on c.id = h.id join casework_person p on p.id = c.person_id
   where (c.assigned_to_id = (select kim_user_id()) or c.assigned_to_id = any((select kim_ids('kim.acting_for'))::bigint[])
          or c.unit_id = any((select kim_ids('kim.units'))::bigint[]) or c.unit_id = any((select kim_ids('kim.supervised'))::bigint[])
          or c.id = any((select kim_ids('kim.cases_head'))::bigint[]))
     and (not p.is_protected or (p_reference <> '' and c.reference = p_reference)
          or c.assigned_to_id = (select kim_user_id()) or c.assigned_to_id = any((select kim_ids('kim.acting_for'))::bigint[])
          or c.id = any((select kim_ids('kim.cases_contacts'))::bigint[]))
   group by c.id order by 2 desc, c.id desc limit p_limit $$;
