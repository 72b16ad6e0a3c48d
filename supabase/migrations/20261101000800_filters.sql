-- Filters: from what the caller wrote to what is compared with columns.

-- One value per filter, null where it is not set. text[]: stored spellings (any of), or keys where one item of several
-- is matched.
do $$
begin
  create type joblab.selection as (
    country text[], location text[], company_name text[], job_level_std text[], job_function_std text[],
    company_industry_std text[], job_type_filled text[], education_level text[], platform text[],
    is_remote boolean[], is_research boolean[], skills text[], tools text[], search_term text[],
    role_keyword text[], posted_start date, posted_end date, salary_min numeric
  );
exception when duplicate_object then
  null;
end $$;

-- The values of a filter as a list, without nulls and blanks, each once.
create or replace function joblab.filter_values(value jsonb) returns jsonb
language sql immutable parallel safe
return (
  select coalesce(jsonb_agg(item order by place), '[]')
  from (
    select item, min(place) as place
    from jsonb_array_elements(case jsonb_typeof(value) when 'array' then value else jsonb_build_array(value) end)
      with ordinality as given (item, place)
    where item <> 'null' and joblab.key(item #>> '{}') <> ''
    group by item
  ) as items
);

-- Raises unless every value has the type that its filter takes.
create or replace function joblab.check_filter(name text, items jsonb) returns void
language plpgsql immutable as $$
declare
  wanted constant text := case
    when name in ('is_remote', 'is_research') then 'boolean' when name = 'salary_min' then 'number' else 'string' end;
begin
  perform joblab.check_one_of('A filter', name, joblab.filter_names());
  if exists (select from jsonb_array_elements(items) as item where jsonb_typeof(item) <> wanted) then
    perform joblab.fail(format('The filter %s takes %s.', name, case wanted
      when 'boolean' then 'true or false' when 'number' then 'one number' else 'text, or a list of texts' end));
  end if;
  if name in ('posted_start', 'posted_end', 'salary_min') and jsonb_array_length(items) > 1 then
    perform joblab.fail(format('The filter %s takes one value, not a list.', name));
  end if;
end $$;

create or replace function joblab.iso_date(name text, value text) returns date
language plpgsql immutable as $$
begin
  if value !~ '^\d{4}-\d{2}-\d{2}$' or joblab.as_date(value) is null then
    perform joblab.fail(format('%s must be a day like 2026-01-31, not "%s".', name, left(value, 100)));
  end if;
  return joblab.as_date(value);
end $$;

-- One of the stored spellings under these keys; null when no posting has one.
create or replace function joblab.stored_spelling(dimension text, keys text[]) returns text
language plpgsql stable set search_path = '' as $$
declare
  searched record;
  spelling text;
begin
  select * into searched from joblab.searched() d where d.name = dimension;
  if searched.keys_column is null then
    return (joblab.stored_spellings(dimension, keys))[1];
  end if;
  execute format(
    'select item from joblab.postings p, unnest(%s) as item where p.%I && $1 and joblab.key(item) = any ($1) limit 1',
    searched.items_sql, searched.keys_column) into spelling using keys;
  return spelling;
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
       select key, (select p.%1$I collate "C" from joblab.postings p where joblab.key(p.%1$I) = key
                    order by joblab.key(p.%1$I), p.%1$I collate "C" limit 1)
       from unnest($1) as key
       union all
       select key, (select p.%1$I collate "C" from joblab.postings p
                    where joblab.key(p.%1$I) = key and p.%1$I collate "C" > spelling
                    order by joblab.key(p.%1$I), p.%1$I collate "C" limit 1)
       from stored where spelling is not null)
     select array_agg(spelling order by spelling collate "C") from stored where spelling is not null',
    dimension) into spellings using keys;
  return coalesce(spellings, '{}');
end $$;

-- One filter on text: what to compare with, the canonical spellings, and the values that no posting has.
create or replace function joblab.resolve_text(
  dimension text, items jsonb, out matched text[], out canonical jsonb, out unknown jsonb
)
language plpgsql stable set search_path = '' as $$
declare
  by_keys constant boolean := (select d.keys_column is not null from joblab.searched() d where d.name = dimension);
  item text;
  known record;
  spelling text;
begin
  matched := '{}';
  canonical := '[]';
  unknown := '[]';
  for item in select * from jsonb_array_elements_text(items) loop
    known := joblab.names_of(dimension, item);
    spelling := joblab.stored_spelling(dimension, known.names);
    matched := matched || case when by_keys then known.names else joblab.stored_spellings(dimension, known.names) end;
    canonical := canonical || to_jsonb(coalesce(known.canonical, spelling, joblab.trimmed(item)));
    if spelling is null then
      unknown := unknown || jsonb_build_object(
        'filter', dimension, 'value', item, 'closest', joblab.closest(dimension, item));
    end if;
  end loop;
end $$;

-- Words of job titles: as given, and those that are in no title.
create or replace function joblab.resolve_words(items jsonb, out matched text[], out canonical jsonb, out unknown jsonb)
language plpgsql stable set search_path = '' as $$
declare
  item text;
begin
  for item in select * from jsonb_array_elements_text(items) loop
    if joblab.words(item) = '{}' then
      perform joblab.fail(format('role_keyword "%s" holds no word.', left(item, 100)));
    end if;
  end loop;
  matched := array(select * from jsonb_array_elements_text(items));
  canonical := items;
  unknown := (
    select coalesce(jsonb_agg(jsonb_build_object('filter', 'role_keyword', 'value', word,
      'closest', joblab.closest('role_keyword', word)) order by word collate "C"), '[]')
    from (select distinct unnest(joblab.words(each)) as word from unnest(matched) as each) as words
    where joblab.stored_spelling('role_keyword', array[word]) is null
  );
end $$;

-- One filter of any kind; checked already. `matched` is what joblab.selection takes.
create or replace function joblab.resolve_filter(
  name text, items jsonb, out matched jsonb, out canonical jsonb, out unknown jsonb
)
language plpgsql stable set search_path = '' as $$
declare
  texts record;
begin
  unknown := '[]';
  if name in ('posted_start', 'posted_end') then
    matched := to_jsonb(joblab.iso_date(name, items ->> 0));
    canonical := matched;
  elsif name = 'salary_min' then
    matched := items -> 0;
    canonical := matched;
  elsif name in ('is_remote', 'is_research') then
    matched := items;
    canonical := items;
  else
    if name = 'role_keyword' then
      texts := joblab.resolve_words(items);
    else
      texts := joblab.resolve_text(name, items);
    end if;
    matched := to_jsonb(texts.matched);
    canonical := joblab.filter_values(texts.canonical);
    unknown := texts.unknown;
  end if;
  if jsonb_typeof(canonical) = 'array' and jsonb_array_length(canonical) = 1 then
    canonical := canonical -> 0;
  end if;
end $$;

-- All filters: what to compare with, the filters as applied, and the values that no posting has.
create or replace function joblab.resolve(
  filters jsonb, out selection joblab.selection, out applied jsonb, out unknown jsonb
)
language plpgsql stable set search_path = '' as $$
declare
  name text;
  items jsonb;
  resolved record;
  matched jsonb := '{}';
begin
  applied := '{}';
  unknown := '[]';
  if jsonb_typeof(filters) <> 'object' then
    perform joblab.fail('filters must be one JSON object, such as {"country": "Germany"}.');
  end if;
  for name in select key from jsonb_object_keys(filters) as key order by key collate "C" loop
    items := joblab.filter_values(filters -> name);
    perform joblab.check_filter(name, items);
    continue when items = '[]';
    resolved := joblab.resolve_filter(name, items);
    matched := matched || jsonb_build_object(name, resolved.matched);
    applied := applied || jsonb_build_object(name, resolved.canonical);
    unknown := unknown || resolved.unknown;
  end loop;
  selection := jsonb_populate_record(null::joblab.selection, matched);
  if selection.posted_start > selection.posted_end then
    perform joblab.fail(format(
      'posted_start %s is after posted_end %s.', selection.posted_start, selection.posted_end));
  end if;
end $$;

-- The WHERE clause for a selection that is parameter number `parameter`: column names from the white list, values only
-- through the parameter.
create or replace function joblab.condition(selection joblab.selection, parameter text) returns text
language sql stable set search_path = ''
return (
  with filter (name, clause) as (
    select d.name, case
      when d.kind = 'words' then (
        select '(' || string_agg(
          format('p.role_words @> joblab.words((%s.role_keyword)[%s])', parameter, n), ' or ') || ')'
        from generate_subscripts(selection.role_keyword, 1) as n)
      when d.keys_column is not null then format('p.%I && %s.%I', d.keys_column, parameter, d.name)
      else format('p.%1$I = any (%2$s.%1$I)', d.name, parameter) end
    from joblab.searched() d
    union all values
      ('posted_start', format('p.posted_date >= %s.posted_start', parameter)),
      ('posted_end', format('p.posted_date <= %s.posted_end', parameter)),
      ('salary_min', format('p.salary_yearly >= %s.salary_min', parameter))
  )
  select coalesce(string_agg(f.clause, ' and ' order by f.name), 'true')
  from filter f where to_jsonb(selection) -> f.name <> 'null'
);
