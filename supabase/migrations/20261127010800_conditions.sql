-- Selections as SQL: column names from the catalogue, values only through the parameter that holds the selection.

-- `value` between the two texts of a range, of which either may be null. Which ones are is known here, so that an index
-- helps.
create or replace function joblab.range_sql(value text, bounds text[], bounds_sql text, type text) returns text
language sql immutable parallel safe
return array_to_string(array[
  case when bounds[1] is not null then format('%s >= (%s)[1]::%s', value, bounds_sql, type) end,
  case when bounds[2] is not null then format('%s <= (%s)[2]::%s', value, bounds_sql, type) end], ' and ');

create or replace function joblab.stated_sql(field text) returns text
language sql immutable parallel safe
return case field
  when 'salary' then 'p.salary_yearly is not null'
  when 'posted_date' then 'p.posted_date is not null'
  else (select case f.kind when 'list' then format('cardinality(p.%I) > 0', f.keys_column)
          when 'boolean' then f.value_sql || ' is not null'
          else format('joblab.trimmed(%s) <> ''''', f.value_sql) end
        from joblab.fields() f where f.name = field)
end;

-- What a posting p has to fulfil for one filter; `texts` is SQL for its texts.
create or replace function joblab.matches_sql(filter joblab.filter, texts text) returns text
language plpgsql stable set search_path = '' as $$
declare
  field record;
begin
  select * into field from joblab.fields() f where f.name = filter.name;
  return case
    when filter.name = 'salary' then joblab.range_sql('p.salary_yearly', filter.texts, texts, 'numeric')
    when filter.name = 'posted_date' then joblab.range_sql('p.posted_date', filter.texts, texts, 'date')
    when field.kind = 'words' then (
      select string_agg(format('p.role_words @> joblab.words((%s)[%s])', texts, n), ' or ')
      from generate_subscripts(filter.texts, 1) as n)
    when field.kind = 'search' then (
      select string_agg(format('p.search_words @@ websearch_to_tsquery(''simple'', (%s)[%s])', texts, n), ' or ')
      from generate_subscripts(filter.texts, 1) as n)
    when field.keys_column is not null then format('p.%I && %s', field.keys_column, texts)
    when field.kind = 'boolean' then format('%s = any ((%s)::boolean[])', field.value_sql, texts)
    else format('%s = any (%s)', field.value_sql, texts) end;
end $$;

-- The WHERE clause for a selection that is parameter `parameter`.
create or replace function joblab.condition(selection joblab.selection, parameter text) returns text
language sql stable set search_path = ''
return coalesce((
  select string_agg(clause, ' and ' order by place)
  from (
    values
      (-1, case when selection.posted_start is not null then format('p.posted_date >= (%s).posted_start', parameter) end),
      (0, case when selection.posted_end is not null then format('p.posted_date <= (%s).posted_end', parameter) end)
    union all
    select f.place, case f.how
      when 'any' then '(' || joblab.matches_sql((f.name, f.how, f.texts), its.texts) || ')'
      when 'none' then '(' || joblab.matches_sql((f.name, f.how, f.texts), its.texts) || ') is not true'
      when 'stated' then joblab.stated_sql(f.name)
      else '(' || joblab.stated_sql(f.name) || ') is not true' end
    from unnest(selection.filters) with ordinality as f (name, how, texts, place),
      lateral (select format('(((%s).filters)[%s]).texts', parameter, f.place) as texts) as its
  ) as clauses (place, clause) where clause is not null
), 'true');
