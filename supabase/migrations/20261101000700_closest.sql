-- "Germny" -> Germany: what the data holds that looks like a value it does not hold. Computed only for unknown values.
-- pg_trgm would do, but PGlite does not have it.

-- Pairs of neighbouring letters, with the edges of the value as letters: the unit of likeness.
create or replace function joblab.letter_pairs(value text) returns text[]
language sql immutable parallel safe
return array(
  select distinct substr(' ' || joblab.key(value) || ' ', place, 2)
  from generate_series(1, length(joblab.key(value)) + 1) as place
);

-- The distinct keys of a text dimension, by walking its index from one to the next.
create or replace function joblab.known_keys_sql(dimension text) returns text
language sql stable set search_path = ''
return (
  select case when d.keys_column is null then format(
      'with recursive known (key) as (
         (select joblab.key(p.%1$I) from joblab.postings p
          where joblab.key(p.%1$I) > %2$L order by 1 limit 1)
         union all
         select (select joblab.key(p.%1$I) from joblab.postings p
                 where joblab.key(p.%1$I) > known.key order by 1 limit 1)
         from known where known.key is not null)
       select key from known where key is not null', d.name, '')
    else format('select distinct key from joblab.postings p, unnest(p.%I) as key', d.keys_column) end
  from joblab.searched() d where d.name = dimension
);

-- Up to three known values, the most alike first, as they are stored. Likeness is the share of letter pairs in common
-- (Sørensen-Dice), and half a point for a value that is being typed ("Micros") or that the other one holds as words
-- ("Microsoft Corporation").
create or replace function joblab.closest(dimension text, value text) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  wanted constant text := joblab.key(left(value, 100));
  keys text[];
begin
  execute format(
    'select array_agg(key order by score desc, key collate "C") from (
       select key, 2.0 * count(*) filter (where substr('' '' || key || '' '', place, 2) = any ($2))
           / (cardinality($2) + length(key) + 1)
         + case when starts_with(key, $1) or strpos('' '' || key || '' '', '' '' || $1 || '' '') > 0
                  or strpos('' '' || $1 || '' '', '' '' || key || '' '') > 0 then 0.5 else 0 end as score
       from (%s) as known, generate_series(1, length(key) + 1) as place
       where length(key) <= 200
       group by key order by score desc, key collate "C" limit 3
     ) as best where score >= 0.4', joblab.known_keys_sql(dimension))
    into keys using wanted, joblab.letter_pairs(wanted);
  return coalesce(
    (select jsonb_agg(joblab.stored_spelling(dimension, array[key]) order by place)
     from unnest(keys) with ordinality as best (key, place)), '[]');
end $$;
