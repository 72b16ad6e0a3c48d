-- Filters: from what the caller wrote to what is compared with columns.

drop function if exists joblab.resolve_values(text, jsonb, boolean), joblab.resolve_filter(text, jsonb, boolean);

create or replace function joblab.filter_names() returns text[]
language sql immutable parallel safe
return array(select f.name from joblab.fields() f order by f.place);

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

-- Raises unless the filter exists and every value has the type that it takes.
create or replace function joblab.check_filter(name text, items jsonb) returns void
language plpgsql immutable set search_path = '' as $$
declare
  kind constant text := joblab.kind_of(name);
  wanted constant text := case kind when 'boolean' then 'boolean' when 'pay' then 'number' else 'string' end;
begin
  perform joblab.check_one_of('A filter', name, joblab.filter_names());
  if exists (select from jsonb_array_elements(items) as item where jsonb_typeof(item) <> wanted) then
    perform joblab.fail(format('The filter %s takes %s.', name, case wanted
      when 'boolean' then 'true or false' when 'number' then 'one number' else 'text, or a list of texts' end));
  end if;
  if kind in ('date', 'pay') and jsonb_array_length(items) > 1 then
    perform joblab.fail(format('The filter %s takes one value, not a list.', name));
  elsif jsonb_array_length(items) > 50 then
    perform joblab.fail(format('The filter %s takes at most 50 values.', name));
  end if;
  if kind in ('words', 'search') then
    perform joblab.check_words(name, items);
  end if;
end $$;

-- Raises unless every value holds a word, and ten at most: each is looked up.
create or replace function joblab.check_words(name text, items jsonb) returns void
language plpgsql immutable set search_path = '' as $$
declare
  is_search constant boolean := joblab.kind_of(name) = 'search';
  item text;
  words integer;
begin
  for item in select * from jsonb_array_elements_text(items) loop
    words := cardinality(joblab.words(item));
    if (is_search and numnode(websearch_to_tsquery('simple', item)) = 0) or (words = 0 and not is_search) then
      perform joblab.fail(format('%s "%s" holds no word.', name, left(item, 100)));
    elsif words > 10 then
      perform joblab.fail(format('A value of %s takes at most 10 words, not %s; leave out those that matter least.',
        name, words));
    end if;
  end loop;
end $$;

create or replace function joblab.iso_date(name text, value text) returns date
language plpgsql immutable as $$
begin
  if value !~ '^\d{4}-\d{2}-\d{2}$' or value is not null and joblab.as_date(value) is null then
    perform joblab.fail(format('%s must be a day like 2026-01-31, not "%s".', name, left(value, 100)));
  end if;
  return joblab.as_date(value);
end $$;

-- The stored spellings that the keys of one value match, when they are more than one: up to five, and how many more. Of a
-- place those with most postings.
create or replace function joblab.several(dimension text, keys text[], spellings text[]) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  field record;
  stored text[] := spellings;
begin
  select * into field from joblab.fields() f where f.name = dimension;
  if field.kind = 'place' then
    execute format(
      'select array_agg(spelling order by found desc, spelling collate "C") from (
         select %1$s as spelling, count(*) as found from joblab.postings p where p.%2$I && $1 group by 1) as stored',
      field.value_sql, field.keys_column) into stored using keys;
  elsif field.kind = 'list' and cardinality(keys) > 1 then
    stored := array(
      select key from unnest(keys) as key where joblab.stored_spelling(dimension, array[key]) is not null
      order by key collate "C");
  end if;
  return case when cardinality(stored) > 1 then
    jsonb_build_object('stored', to_jsonb(stored[:5]), 'more', greatest(cardinality(stored) - 5, 0)) end;
end $$;

-- Values of a text, place or list: what to compare with, the canonical spellings, the values that no posting has, and up to
-- `most_matched` of those that several stored spellings match. A group stands for the members that postings have; it is known
-- also without any.
create or replace function joblab.resolve_values(
  dimension text, items jsonb, most_matched integer, out texts text[], out canonical jsonb, out unknown jsonb, out matched jsonb
)
language plpgsql stable set search_path = '' as $$
declare
  is_text constant boolean := joblab.kind_of(dimension) = 'text';
  item text;
  asked record;
  members text[];
  member text;
  known record;
  spellings text[];
  shown text[];
  several jsonb;
begin
  texts := '{}';
  canonical := '[]';
  unknown := '[]';
  matched := '[]';
  for item in select * from jsonb_array_elements_text(items) loop
    asked := joblab.names_of(dimension, item);
    members := joblab.members_of(dimension, asked.names);
    shown := '{}';
    foreach member in array coalesce(members, array[item]) loop
      known := case when members is null then asked else joblab.names_of(dimension, member) end;
      spellings := case when is_text then joblab.stored_spellings(dimension, known.names)
        else array_remove(array[joblab.stored_spelling(dimension, known.names)], null) end;
      continue when spellings = '{}';
      texts := texts || case when is_text then spellings else known.names end;
      shown := shown || coalesce(known.canonical, spellings[1]);
      if members is null and jsonb_array_length(matched) < most_matched then
        several := joblab.several(dimension, known.names, spellings);
        matched := matched || coalesce(jsonb_build_object('filter', dimension, 'value', item) || several, '[]');
      end if;
    end loop;
    if shown = '{}' then
      shown := array[coalesce(asked.canonical, joblab.trimmed(item))];
      if members is null then
        unknown := unknown || jsonb_build_object('filter', dimension, 'value', item);
      end if;
    end if;
    canonical := canonical || to_jsonb(shown);
  end loop;
end $$;

-- Weekdays and months by name, or by the name of a group of them.
create or replace function joblab.resolve_cycle(dimension text, items jsonb, out texts text[])
language plpgsql stable set search_path = '' as $$
declare
  item text;
  members text[];
begin
  texts := '{}';
  for item in select * from jsonb_array_elements_text(items) loop
    members := coalesce(joblab.members_of(dimension, (joblab.names_of(dimension, item)).names), array[item]);
    members := array(
      select value from unnest(joblab.cycle_values(dimension)) as value
      where joblab.key(value) in (select joblab.key(member) from unnest(members) as member));
    if members = '{}' then
      perform joblab.fail(format('%s cannot be "%s"; it is one of: %s.', dimension, left(item, 100),
        array_to_string(joblab.cycle_values(dimension), ', ')));
    end if;
    texts := texts || members;
  end loop;
end $$;

-- Words of job titles: those that are in no title.
create or replace function joblab.unknown_words(items jsonb) returns jsonb
language sql stable set search_path = ''
return (
  select coalesce(jsonb_agg(jsonb_build_object('filter', 'role_keyword', 'value', word) order by word collate "C"), '[]')
  from (select distinct word from jsonb_array_elements_text(items) as each, unnest(joblab.words(each)) as word) as words
  where joblab.stored_spelling('role_keyword', array[word]) is null
);

-- One filter that is no range; checked already. A canonical spelling may stand there twice.
create or replace function joblab.resolve_filter(
  name text, items jsonb, most_matched integer, out texts text[], out canonical jsonb, out unknown jsonb, out matched jsonb
)
language plpgsql stable set search_path = '' as $$
declare
  kind constant text := joblab.kind_of(name);
begin
  if kind in ('text', 'place', 'list') then
    select r.texts, r.canonical, r.unknown, r.matched into texts, canonical, unknown, matched
    from joblab.resolve_values(name, items, most_matched) r;
    return;
  end if;
  texts := array(select lower(value) from jsonb_array_elements_text(items) as value);
  canonical := items;
  unknown := '[]';
  matched := '[]';
  if kind = 'cycle' then
    texts := joblab.resolve_cycle(name, items);
    canonical := to_jsonb(texts);
  elsif kind = 'words' then
    unknown := joblab.unknown_words(items);
  end if;
end $$;

create or replace function joblab.single(list jsonb) returns jsonb
language sql immutable parallel safe
return case when jsonb_array_length(list) = 1 then list -> 0 else list end;

-- A range out of the fields `lowest` and `highest`; null when neither is set. Dates and numbers as text.
create or replace function joblab.range_of(fields jsonb, lowest text, highest text) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  bounds constant text[] := array[
    joblab.filter_values(fields -> lowest) ->> 0, joblab.filter_values(fields -> highest) ->> 0];
  is_reversed boolean;
begin
  if joblab.kind_of(lowest) = 'date' then
    is_reversed := joblab.iso_date(lowest, bounds[1]) > joblab.iso_date(highest, bounds[2]);
  else
    is_reversed := bounds[1]::numeric > bounds[2]::numeric;
  end if;
  if is_reversed then
    perform joblab.fail(format('%s %s is after %s %s; swap them.', lowest, bounds[1], highest, bounds[2]));
  end if;
  return case when coalesce(bounds[1], bounds[2]) is not null then bounds end;
end $$;

-- An object of filters. `how` says what they are for: any, none, or all, where every value must match. Of `any` up to three
-- values are told that several stored spellings match: of a place these take a look at all its postings.
create or replace function joblab.resolve_fields(
  fields jsonb, how text, out filters joblab.filter[], out applied jsonb, out unknown jsonb, out matched jsonb
)
language plpgsql stable set search_path = '' as $$
declare
  name text;
  items jsonb;
  item jsonb;
  canonical jsonb;
  resolved record;
  pay text[];
begin
  filters := '{}';
  applied := '{}';
  unknown := '[]';
  matched := '[]';
  for name in select key from jsonb_object_keys(fields) as key order by key collate "C" loop
    items := joblab.filter_values(fields -> name);
    perform joblab.check_filter(name, items);
    continue when items = '[]';
    if how = 'all' and joblab.kind_of(name) not in ('list', 'place', 'words', 'search') then
      perform joblab.fail(format('all_of cannot hold %s, of which a posting has one; it takes %s.', name,
        (select string_agg(f.name, ', ' order by f.place) from joblab.fields() f where f.kind in ('list', 'place', 'words', 'search'))));
    elsif joblab.kind_of(name) in ('date', 'pay') then
      applied := applied || jsonb_build_object(name, items -> 0);
      continue;
    end if;
    canonical := '[]';
    for item in select * from jsonb_array_elements(case how when 'all' then items else jsonb_build_array(items) end) loop
      resolved := joblab.resolve_filter(name, joblab.filter_values(item),
        case how when 'any' then 3 - jsonb_array_length(matched) else 0 end);
      if how <> 'none' or resolved.texts <> '{}' then  -- what no posting has leaves none out
        filters := filters || (name, case how when 'all' then 'any' else how end, resolved.texts)::joblab.filter;
      end if;
      canonical := canonical || resolved.canonical;
      unknown := unknown || resolved.unknown;
      matched := matched || resolved.matched;
    end loop;
    applied := applied || jsonb_build_object(name, joblab.single(joblab.filter_values(canonical)));
  end loop;
  pay := joblab.range_of(applied, 'salary_min', 'salary_max');
  if pay is not null then
    filters := filters || ('salary', how, pay)::joblab.filter;
  end if;
end $$;

-- Names of what postings have to state, or not to: each once, in order.
create or replace function joblab.resolve_stated(what text, value jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  name text;
  names text[] := '{}';
begin
  for name in select * from jsonb_array_elements_text(joblab.filter_values(value)) loop
    name := case when name in ('salary_min', 'salary_max') then 'salary' else name end;
    perform joblab.check_one_of(what, name, joblab.statable());
    names := names || name;
  end loop;
  return array(select distinct each collate "C" from unnest(names) as each order by 1);
end $$;

-- Raises when the filters let nothing through, whatever the postings are.
create or replace function joblab.check_contradictions(selection joblab.selection) returns void
language plpgsql stable set search_path = '' as $$
declare
  name text;
begin
  select f.name into name
  from unnest(selection.filters) f join unnest(selection.filters) x on x.name = f.name and f.how = 'any' and x.how = 'none'
  where f.texts <> '{}' and f.texts <@ x.texts and f.name <> 'salary';
  if name is not null then
    perform joblab.fail(format('%s is asked for and excluded with the same value; leave one of them out.', name));
  end if;
  select f.name into name
  from unnest(selection.filters) f join unnest(selection.filters) x on x.name = f.name and x.how = 'unstated'
  where f.how in ('any', 'stated');
  name := coalesce(name, case when coalesce(selection.posted_start, selection.posted_end) is not null then (
    select f.name from unnest(selection.filters) f where f.name = 'posted_date' and f.how = 'unstated') end);
  if name is not null then
    perform joblab.fail(format('%s is asked for and in not_stated; leave one of them out.', name));
  end if;
end $$;

-- All filters: what to compare with, the filters as applied, the values that no posting has, with what is closest to the first
-- three, and up to three that several stored spellings match.
create or replace function joblab.resolve(
  filters jsonb, out selection joblab.selection, out applied jsonb, out unknown jsonb, out matched jsonb
)
language plpgsql stable set search_path = '' as $$
declare
  nested constant text[] := array['exclude', 'all_of', 'stated', 'not_stated'];
  part text;
  resolved record;
  names text[];
  period text[];
begin
  if jsonb_typeof(filters) <> 'object' then
    perform joblab.fail('filters must be one JSON object, such as {"country": "Germany"}.');
  end if;
  resolved := joblab.resolve_fields(filters - nested, 'any');
  period := joblab.range_of(resolved.applied, 'posted_start', 'posted_end');
  selection := (period[1]::date, period[2]::date, resolved.filters);
  applied := resolved.applied;
  unknown := resolved.unknown;
  matched := resolved.matched;
  foreach part in array array['all_of', 'exclude'] loop
    continue when coalesce(filters -> part, 'null') in ('null', '{}');
    if jsonb_typeof(filters -> part) <> 'object' then
      perform joblab.fail(format('%s takes an object of filters, such as {"skills": ["Python", "SQL"]}.', part));
    end if;
    resolved := joblab.resolve_fields(filters -> part, case part when 'exclude' then 'none' else 'all' end);
    selection.filters := selection.filters || resolved.filters;
    period := joblab.range_of(resolved.applied, 'posted_start', 'posted_end');
    if period is not null then
      selection.filters := selection.filters || ('posted_date', 'none', period)::joblab.filter;
    end if;
    applied := applied || case resolved.applied when '{}' then '{}' else jsonb_build_object(part, resolved.applied) end;
    unknown := unknown || resolved.unknown;
  end loop;
  foreach part in array array['stated', 'not_stated'] loop
    names := joblab.resolve_stated(part, filters -> part);
    selection.filters := selection.filters
      || array(select (name, case part when 'stated' then 'stated' else 'unstated' end, null)::joblab.filter from unnest(names) as name);
    applied := applied || case when names = '{}' then '{}' else jsonb_build_object(part, to_jsonb(names)) end;
  end loop;
  perform joblab.check_contradictions(selection);
  unknown := joblab.with_closest(joblab.filter_values(unknown));  -- each once
end $$;
