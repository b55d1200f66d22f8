-- What resembles a text, for the coordinating office: shared words weigh the more the rarer they are, spelling counts a little, and so do
-- equal traits. The index serves these functions alone; they run as their owner, since row-level security would keep it from being used.
create index observation_words on steering_observation using gin (to_tsvector('german', text || ' ' || idea));
create index topic_words on steering_topic using gin (to_tsvector('german', title || ' ' || description));

-- The words of a text as they were written, with what they are compared by. Two things learnt with the fifty known things alone: words that stand in every second report (it lacks, takes months, nobody) tell
-- nothing, and a word is as rare as its whole family, so that Kita in Kita-Platz does not count as rare because Kitaplatz is.
create function steering_words(p_text text) returns table (lexeme text, word text) language sql immutable
set search_path = public, pg_temp as
$$
  with common as materialized (select distinct (ts_lexize('german_stem', each))[1] as lexeme from unnest(array[
    'geben', 'gibt', 'gab', 'bekommen', 'bekommt', 'kommen', 'kommt', 'finden', 'findet', 'fehlen', 'fehlt', 'verlangen', 'verlangt', 'brauchen', 'braucht', 'bleiben', 'bleibt',
    'dauern', 'dauert', 'warten', 'wartet', 'ablehnen', 'lehnt', 'lehnen', 'abgelehnt', 'nehmen', 'nimmt', 'aufnehmen', 'gehen', 'geht', 'lassen', 'lässt', 'läuft', 'liegen', 'liegt', 'stehen',
    'steht', 'werden', 'wird', 'wurde', 'können', 'kann', 'muss', 'müssen', 'möglich', 'unmöglich', 'verstehen', 'verstanden', 'niemand', 'niemanden', 'jemand', 'keiner', 'keine', 'kein', 'wer',
    'stelle', 'stellen', 'kreis', 'monat', 'monate', 'monaten', 'woche', 'wochen', 'jahr', 'jahre', 'jahres', 'lange', 'länger', 'neue', 'neu', 'mehr', 'erst', 'schon', 'immer', 'wieder', 'viele',
    'ohne', 'statt', 'trotz', 'wegen', 'beim', 'zum', 'zur'
  ]) as each)
  select (ts_lexize('german_stem', lower(each)))[1], min(each)
  from regexp_split_to_table(left(p_text, 6000), '[^[:alnum:]]+') as each
  where length(each) > 1 and each ~ '[[:alpha:]]' and cardinality(ts_lexize('german_stem', lower(each))) > 0
    and (ts_lexize('german_stem', lower(each)))[1] not in (select c.lexeme from common c where c.lexeme is not null)
  group by 1
$$;

-- Every word that was ever reported, once, without saying where: German puts words together, so that parts of words count too.
create table steering_word (lexeme text primary key);

create function steering_word_kept() returns trigger language plpgsql security definer set search_path = public, pg_temp as
$$
begin
  insert into steering_word select lexeme from steering_words(new.text || ' ' || new.idea) order by 1 on conflict do nothing;
  return null;
end
$$;
create trigger observation_words_kept after insert on steering_observation for each row execute function steering_word_kept();

-- A word counts by how rare its family is, a part of a word (Betreuung in Kinderbetreuung) four fifths of that.
create function steering_similar(p_text text, p_kind text, p_area bigint, p_from bigint, p_to bigint, p_place bigint,
  p_without uuid[], p_topic bigint, p_limit int)
returns table (id uuid, words text[], word_score float, spelling float, same_kind boolean, same_area boolean, same_spheres boolean,
  same_place boolean, score float)
language sql stable security definer set search_path = public, pg_temp as
$$
  with size as (select 1 + count(*)::float as n from steering_observation where (select kim_steers())), asked as materialized (
    select w.lexeme, w.word, v.lexeme as other from steering_words(p_text) w join steering_word v
      on v.lexeme = w.lexeme
      or (length(w.lexeme) >= 4 and (starts_with(v.lexeme, w.lexeme) or right(v.lexeme, length(w.lexeme)) = w.lexeme))
      or (length(v.lexeme) >= 4 and (starts_with(w.lexeme, v.lexeme) or right(w.lexeme, length(v.lexeme)) = v.lexeme))
    where (select kim_steers())
  ), places as materialized (
    select a.lexeme, a.word, o.id, case when a.lexeme = a.other then 1 else 0.8 end as share
    from asked a join steering_observation o on to_tsvector('german', o.text || ' ' || o.idea) @@ quote_literal(a.other)::tsquery
  ), rare as materialized (
    select p.lexeme, ln((select n from size) / count(distinct p.id)) as weight from places p group by 1
  ), best as (
    select p.id, p.lexeme, p.word, max(p.share) * r.weight as weight from places p join rare r using (lexeme)
    group by p.id, p.lexeme, p.word, r.weight
  ), hits as (
    select b.id, array_agg(b.word order by b.weight desc, b.word) as words, sum(b.weight) as found
    from best b join steering_observation o on o.id = b.id
    where not b.id = any(p_without) and (p_topic is null or o.topic_id is distinct from p_topic)
    group by b.id order by found desc limit 200
  ), traits as (
    select h.id, h.words, h.found / (select sum(w) from (select max(weight) as w from best group by lexeme) all_words) as word_score,
           similarity(left(p_text, 1000), o.text) as spelling, o.kind = p_kind as same_kind,
           coalesce(o.life_area_id = p_area, false) as same_area,
           coalesce(o.sphere_from_id = p_from and o.sphere_to_id = p_to, false) as same_spheres,
           coalesce(o.municipality_id = p_place, false) as same_place
    from hits h join steering_observation o on o.id = h.id
  )
  select t.*, t.word_score + t.spelling + 0.05 * t.same_kind::int + 0.1 * t.same_area::int + 0.05 * t.same_spheres::int
              + 0.02 * t.same_place::int as score
  from traits t order by score desc, t.id limit p_limit
$$;

-- The topics that an observation fits best, by the words of topic and observations alike.
create function steering_fitting_topics(p_text text, p_area bigint, p_limit int)
returns table (id bigint, words text[], same_area boolean, score float)
language sql stable security definer set search_path = public, pg_temp as
$$
  with asked as materialized (select lexeme, word from steering_words(p_text)), hits as (
    select t.id, a.lexeme, a.word, 2.0 as points from asked a
      join steering_topic t on to_tsvector('german', t.title || ' ' || t.description) @@ quote_literal(a.lexeme)::tsquery
    union all
    select o.topic_id, a.lexeme, a.word, 1.0 / greatest(1, n.n) from asked a
      join steering_observation o on o.topic_id is not null and to_tsvector('german', o.text || ' ' || o.idea) @@ quote_literal(a.lexeme)::tsquery
      join lateral (select count(*)::float as n from steering_observation other where other.topic_id = o.topic_id) n on true
  ), sums as (
    select h.id, array_agg(distinct h.word) as words, sum(h.points) as points from hits h group by h.id
  )
  select t.id, s.words, coalesce(t.life_area_id = p_area, false) as same_area,
         s.points / (1 + (select count(*) from asked)) + 0.2 * coalesce(t.life_area_id = p_area, false)::int as score
  from sums s join steering_topic t on t.id = s.id and t.state <> 'merged'
  where (select kim_steers()) order by score desc, t.id desc limit p_limit
$$;

-- How many observations these topics have, by place and month: counts, never which. For everybody with a page of steering.
create function steering_counts(p_topics bigint[]) returns table (topic_id bigint, municipality_id bigint, month date, n bigint)
language sql stable security definer set search_path = public, pg_temp as
$$
  select o.topic_id, o.municipality_id, o.month, count(*) from steering_observation o
  where o.topic_id = any(p_topics) and kim_user_id() is not null group by 1, 2, 3
$$;
