-- What is stored: the spellings of a value, and what looks like a value that nothing has.

-- One item that is stored under one of these keys, by the index alone: where the planner knows no share of a key, it would
-- rather read all postings until it meets one, and of a key that nothing has, all of them.
create or replace function joblab.indexed_item(keys_column text, items_sql text, keys text[]) returns text
language plpgsql stable set search_path = '' set enable_seqscan = off set enable_indexscan = off as $$
declare
  spelling text;
begin
  execute format(
    'select item from joblab.postings p, unnest(%s) as item where p.%I && $1 and joblab.key(item) = any ($1) limit 1',
    items_sql, keys_column) into spelling using keys;
  return spelling;
end $$;

-- One of the stored spellings under these keys; null when no posting has one. What is frequent is met among the newest
-- postings, where the index would first collect all that have it.
create or replace function joblab.stored_spelling(dimension text, keys text[]) returns text
language plpgsql stable set search_path = '' as $$
declare
  field record;
  spelling text;
begin
  select * into field from joblab.fields() d where d.name = dimension;
  if field.keys_column is null then
    return (joblab.stored_spellings(dimension, keys))[1];
  end if;
  execute format(
    'select item from (select * from joblab.postings p order by p.posted_date desc nulls last limit 100) as p, unnest(%s) as item
     where p.%I && $1 and joblab.key(item) = any ($1) limit 1',
    field.items_sql, field.keys_column) into spelling using keys;
  return coalesce(spelling, joblab.indexed_item(field.keys_column, field.items_sql, keys));
end $$;

-- All spellings of a text dimension that are stored under these keys, walking the index from one to the next. Both
-- index columns are in the ORDER BY: under row level security the planner does not see that the first one is constant.
create or replace function joblab.stored_spellings(dimension text, keys text[]) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  spellings text[];
begin
  execute format(
    'with recursive stored (key, spelling) as (
       select key, (select %1$s collate "C" from joblab.postings p where joblab.key(%1$s) = key
                    order by joblab.key(%1$s), %1$s collate "C" limit 1)
       from unnest($1) as key
       union all
       select key, (select %1$s collate "C" from joblab.postings p
                    where joblab.key(%1$s) = key and %1$s collate "C" > spelling
                    order by joblab.key(%1$s), %1$s collate "C" limit 1)
       from stored where spelling is not null)
     select array_agg(spelling order by spelling collate "C") from stored where spelling is not null',
    (select f.value_sql from joblab.fields() f where f.name = dimension)) into spellings using keys;
  return coalesce(spellings, '{}');
end $$;

-- "Germny" -> Germany: what the data holds that looks like a value it does not hold. Computed only for unknown values.

do $$
begin
  if to_regnamespace('extensions') is null then  -- where Supabase keeps extensions
    create extension if not exists pg_trgm with schema joblab;
  else
    create extension if not exists pg_trgm with schema extensions;
  end if;
end $$;

-- The distinct keys of a text dimension, by walking its index from one to the next; of what has several, those of the newest
-- postings.
create or replace function joblab.known_keys_sql(dimension text) returns text
language sql stable set search_path = ''
return (
  select case when d.keys_column is null then format(
      'with recursive known (key) as (
         (select joblab.key(%1$s) from joblab.postings p
          where joblab.key(%1$s) > %2$L order by 1 limit 1)
         union all
         select (select joblab.key(%1$s) from joblab.postings p
                 where joblab.key(%1$s) > known.key order by 1 limit 1)
         from known where known.key is not null)
       select key from known where key is not null', d.value_sql, '')
    else format('select distinct key from (
        select p.%1$I as keys from joblab.postings p order by p.posted_date desc nulls last limit 10000
      ) as newest, unnest(keys) as key', d.keys_column) end
  from joblab.fields() d where d.name = dimension
);

-- Up to three known values, the most alike first, as they are stored. Likeness is the share of trigrams in common, and
-- half a point for a value that is being typed ("Micros") or that the other one holds as words ("Microsoft
-- Corporation"). pg_trgm is called by the schema that it is in.
do $do$
begin
  execute replace($create$
create or replace function joblab.closest(dimension text, value text) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  wanted constant text := joblab.key(left(value, 100));
  keys text[];
begin
  execute format(
    'select array_agg(key order by score desc, key collate "C") from (
       select key, EXTENSION.similarity(key, $1)
         + case when starts_with(key, $1) or strpos('' '' || key || '' '', '' '' || $1 || '' '') > 0
                  or strpos('' '' || $1 || '' '', '' '' || key || '' '') > 0 then 0.5 else 0 end as score
       from (%s) as known where length(key) <= 200
       order by score desc, key collate "C" limit 3
     ) as best where score >= 0.3', joblab.known_keys_sql(dimension)) into keys using wanted;
  return coalesce(
    (select jsonb_agg(joblab.stored_spelling(dimension, array[key]) order by place)
     from unnest(keys) with ordinality as best (key, place)), '[]');
end $$ $create$, 'EXTENSION', (
    select quote_ident(n.nspname) from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm'));
end $do$;

-- The other dimensions that have a value: "Kubernetes" is no skill, it is a tool.
create or replace function joblab.found_in(dimension text, value text) returns text[]
language sql stable set search_path = ''
return array(
  select f.name from joblab.fields() f
  where f.kind in ('text', 'place', 'list') and f.name <> dimension
    and joblab.stored_spelling(f.name, (joblab.names_of(f.name, value)).names) is not null
  order by f.place
);

-- Values that no posting has, each a filter and a value, with what is closest to them and where else they occur. That takes
-- tens of milliseconds a value, so it is looked up for the first three; the others are named.
create or replace function joblab.with_closest(unknown jsonb) returns jsonb
language sql stable set search_path = ''
return (
  select coalesce(jsonb_agg(each || case when place <= 3
      then jsonb_build_object('closest', joblab.closest(each ->> 'filter', each ->> 'value'),
        'found_in', to_jsonb(joblab.found_in(each ->> 'filter', each ->> 'value')))
      else '{"closest": [], "found_in": []}' end order by place), '[]')
  from jsonb_array_elements(unknown) with ordinality as named (each, place)
);
