-- "Germny" -> Germany: what the data holds that looks like a value it does not hold. Computed only for unknown values.
-- pg_trgm would do, but PGlite does not have it.

-- Pairs of neighbouring letters, with the edges of the value as letters: the unit of likeness.
create or replace function joblab.letter_pairs(value text) returns text[]
language sql immutable parallel safe
return array(
  select distinct substr(' ' || joblab.key(value) || ' ', place, 2)
  from generate_series(1, length(joblab.key(value)) + 1) as place
);

-- 0 for nothing in common to 1 for the same pairs (Sørensen-Dice), half a point more when one value begins with the
-- other, as when it is being typed, or is one of its words.
create or replace function joblab.likeness(pairs text[], value text, candidate text) returns double precision
language plpgsql immutable parallel safe as $$
declare
  others constant text[] := joblab.letter_pairs(candidate);
  common constant integer := (select count(*) from unnest(pairs) as pair where pair = any (others));
begin
  return 2.0 * common / (cardinality(pairs) + cardinality(others))
    + case when starts_with(candidate, value) or starts_with(value, candidate)
             or strpos(' ' || candidate || ' ', ' ' || value || ' ') > 0 then 0.5 else 0 end;
end $$;

-- The distinct keys of a text dimension, by walking its index from one to the next.
create or replace function joblab.known_keys_sql(dimension text) returns text
language sql stable set search_path = ''
return (
  select case when d.keys_column is null then format(
      'with recursive known (key) as (
         (select joblab.key(p.%1$I) from joblab.postings p where joblab.key(p.%1$I) > %2$L order by 1 limit 1)
         union all
         select (select joblab.key(p.%1$I) from joblab.postings p where joblab.key(p.%1$I) > known.key order by 1 limit 1)
         from known where known.key is not null)
       select key from known where key is not null', d.name, '')
    else format('select distinct key from joblab.postings p, unnest(p.%I) as key', d.keys_column) end
  from joblab.searched() d where d.name = dimension
);

-- Up to three known values, the most alike first, as they are stored.
create or replace function joblab.closest(dimension text, value text) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  wanted constant text := joblab.key(left(value, 100));
  pairs constant text[] := joblab.letter_pairs(left(value, 100));
  keys text[];
begin
  execute format(
    'select array_agg(key order by score desc, key collate "C") from (
       select key, joblab.likeness($1, $2, key) as score from (%s) as known
       where length(key) <= 200 order by score desc, key collate "C" limit 3
     ) as best where score >= 0.4', joblab.known_keys_sql(dimension))
    into keys using pairs, wanted;
  return coalesce(
    (select jsonb_agg(joblab.stored_spelling(dimension, array[key]) order by place)
     from unnest(keys) with ordinality as best (key, place)), '[]');
end $$;
