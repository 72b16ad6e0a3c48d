-- Which part of a question cells can answer, and the pieces for it. The rest is counted from postings.

-- Whether a question is about remote postings alone, which every cell counts.
create or replace function joblab.is_remote_only(group_by text[], selection joblab.selection) returns boolean
language sql immutable set search_path = ''
return 'is_remote' <> all (group_by) and not joblab.has_list(group_by)
  and coalesce((select string_agg(f.how || f.texts::text, ' ') from unnest(selection.filters) f where f.name = 'is_remote')
               = 'any{true}', false);

-- Whether a question needs to know the day of each posting.
create or replace function joblab.needs_days(group_by text[], selection joblab.selection) returns boolean
language sql immutable set search_path = ''
return exists (
  select from (select unnest(group_by) union all select f.name from unnest(selection.filters) f) as asked (name)
  where joblab.cell_of(name) = 'posted_day'
);

-- Whether cells can tell which postings pass a filter: not where one looks for something else than whole values, nor for
-- an item beside one that is grouped by or looked for as well.
create or replace function joblab.is_in_cells(filter joblab.filter, group_by text[], selection joblab.selection) returns boolean
language sql immutable set search_path = ''
return case joblab.kind_of(filter.name)
  when 'words' then false when 'search' then false
  when 'place' then filter.how in ('stated', 'unstated')
  when 'list' then filter.how in ('any', 'unstated') and filter.name <> all (group_by)
    and (select count(*) from unnest(selection.filters) f where f.name = filter.name) = 1
  else true end;

-- The dimensions of the cells that answer a question; null when there are none.
create or replace function joblab.cells_for(
  measure text, group_by text[], selection joblab.selection, by_day boolean
) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  remote_only constant boolean := joblab.is_remote_only(group_by, selection);
  wanted text[];
  dimensions text[];
begin
  if exists (select from unnest(selection.filters) f where not joblab.is_in_cells(f, group_by, selection)) then
    return null;
  end if;
  wanted := array(
    select joblab.cell_of(name) from unnest(group_by) as name where joblab.cell_of(name) is not null
    union select joblab.cell_of(f.name) from unnest(selection.filters) f where not (f.name = 'is_remote' and remote_only)
    union select 'posted_day' where by_day
    union select 'pay' where measure = 'median_salary'
    union select 'company_name' where measure = 'companies'
  );
  if wanted = '{}' then
    wanted := array['posted_day'];
  end if;
  dimensions := array(select d.name from joblab.cell_dimensions() d where d.name = any (wanted) order by d.place);
  if exists (
    select from joblab.cell_shapes() s
    where s.dimension1 = dimensions[1] and s.dimension2 = coalesce(dimensions[2], '') and cardinality(wanted) <= 2) then
    return dimensions;
  end if;
  return null;
end $$;

-- The counted months that a selection looks into (by_day), or that lie in it as a whole.
create or replace function joblab.months_for(selection joblab.selection, by_day boolean) returns date[]
language sql stable set search_path = ''
return array(
  select month from unnest(joblab.counted_months()) as month,
    lateral (select (month + interval '1 month' - interval '1 day')::date as last_day) as its
  where case
    when not isfinite(month) then selection.posted_start is null and selection.posted_end is null
    when by_day then (month <= selection.posted_end and its.last_day >= selection.posted_start) is not false
    else (month >= selection.posted_start and its.last_day <= selection.posted_end) is not false end
  order by month
);

-- Conditions on p.posted_date, one for each stretch of days of a selection that is in none of the months.
create or replace function joblab.days_besides(months date[], selection joblab.selection) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  stretches text[] := '{}';
  month date;
  next_day date := selection.posted_start;
begin
  foreach month in array months loop
    if not isfinite(month) then
      continue;
    elsif next_day is null then
      stretches := stretches || format('p.posted_date < %L', month);
    elsif next_day < month then
      stretches := stretches || format('p.posted_date >= %L and p.posted_date < %L', next_day, month);
    end if;
    next_day := month + interval '1 month';
  end loop;
  if next_day is null then
    stretches := stretches || 'p.posted_date is not null'::text;
  elsif (next_day <= selection.posted_end) is not false then
    stretches := stretches || format('p.posted_date >= %L', next_day);
  end if;
  if selection.posted_start is null and selection.posted_end is null and '-infinity' <> all (months) then
    stretches := stretches || 'p.posted_date is null'::text;
  end if;
  return stretches;
end $$;

-- What a cell's value tells: SQL for a field out of SQL for the value of the cells that know it, '' where there is none.
create or replace function joblab.cell_value_sql(field text, stored text) returns text
language sql immutable strict parallel safe
return case joblab.cell_of(field)
  when 'pay' then format(case field when 'salary' then 'nullif(split_part(%1$s, '' '', 1), '''')::numeric'
    else 'substr(%1$s, strpos(%1$s, '' '') + 1)' end, stored)
  when 'posted_day' then format(case when joblab.kind_of(field) = 'cycle'
    then 'joblab.cycle_of(%2$L, nullif(%1$s, '''')::date)' else 'nullif(%1$s, '''')::date' end, stored, field)
  else stored end;

-- What cells c have to fulfil for one filter; `stored` and `texts` are SQL for a cell's value and the filter's texts.
create or replace function joblab.cell_matches_sql(filter joblab.filter, stored text, texts text) returns text
language sql immutable set search_path = ''
return case
  when filter.how = 'stated' then stored || ' <> '''''
  when filter.how = 'unstated' then stored || ' = '''''
  else (
    select case filter.how when 'any' then clause else '(' || clause || ') is not true' end
    from (select case filter.name
      when 'salary' then joblab.range_sql(joblab.cell_value_sql('salary', stored), filter.texts, texts, 'numeric')
      when 'posted_date' then joblab.range_sql(joblab.cell_value_sql('posted_date', stored), filter.texts, texts, 'date')
      else format('%s = any ((%s)::text[])', joblab.cell_value_sql(filter.name, stored), texts) end as clause) as its)
end;

-- For a dimension of a question, what cells c are grouped by, and what is shown of that. Values are turned into what they
-- were (days, booleans) after grouping, where there are fewer of them.
create or replace function joblab.cell_grouping_sql(
  dimension text, cell_dimensions text[], out group_sql text, out id_sql text, out label_sql text
)
language plpgsql stable set search_path = '' as $$
declare
  kind constant text := (select d.kind from joblab.dimensions() d where d.name = dimension);
  stored constant text := 'c.value' || array_position(cell_dimensions, joblab.cell_of(dimension));
begin
  label_sql := case kind when 'list' then 'min(c.label)' else 'null::text' end;
  if kind = 'time' and dimension <> 'posted_day' then
    id_sql := joblab.bucket_sql(dimension, coalesce(joblab.cell_value_sql(dimension, stored), 'nullif(c.month, ''-infinity'')'));
    group_sql := id_sql;
  elsif kind in ('cycle', 'time') then
    id_sql := joblab.cell_value_sql(dimension, stored);
    group_sql := case kind when 'time' then stored else id_sql end;
  elsif dimension is not null then
    group_sql := joblab.cell_value_sql(dimension, stored);
    id_sql := format('nullif(%s, '''')', group_sql) || case kind when 'boolean' then '::boolean' else '' end;
  end if;
end $$;

-- The pieces that cells of some months hold.
create or replace function joblab.cell_pieces_sql(
  measure text, group_by text[], selection joblab.selection, parameter text, dimensions text[], months date[]
) returns text
language plpgsql stable set search_path = '' as $$
declare
  one record := joblab.cell_grouping_sql(group_by[1], dimensions);
  two record := joblab.cell_grouping_sql(group_by[2], dimensions);
  company constant text := case measure when 'companies' then 'c.value' || array_position(dimensions, 'company_name') end;
  of_pay constant text := case measure when 'median_salary' then 'c.value' || array_position(dimensions, 'pay') end;
  day constant text := 'nullif(c.value' || array_position(dimensions, 'posted_day') || ', '''')::date';
  found constant text := case when joblab.is_remote_only(group_by, selection) then 'sum(c.remote)' else 'sum(c.postings)' end;
  conditions constant text[] := array(
    select joblab.cell_matches_sql((f.name, f.how, f.texts), 'c.value' || array_position(dimensions, joblab.cell_of(f.name)),
      format('(((%s).filters)[%s]).texts', parameter, f.place))
    from unnest(selection.filters) with ordinality as f (name, how, texts, place)
    where joblab.cell_of(f.name) = any (dimensions)
    union all
    select format('%1$s between coalesce((%2$s).posted_start, ''-infinity'') and coalesce((%2$s).posted_end, ''infinity'')',
      day, parameter)
    where day is not null and coalesce(selection.posted_start, selection.posted_end) is not null);
begin
  return joblab.select_pieces_sql(one.id_sql, two.id_sql, one.label_sql, two.label_sql, company,
      'nullif(' || joblab.cell_value_sql('salary_currency', of_pay) || ', '''')',
      joblab.cell_value_sql('salary', of_pay), found || '::bigint', 'sum(c.remote)::bigint')
    || format(' from joblab.cells c where %s', array_to_string(array[
        format('c.dimension1 = %L and c.dimension2 = %L and c.month = any (%L)',
          dimensions[1], coalesce(dimensions[2], ''), months)] || conditions, ' and '))
    || joblab.group_by_sql(one.group_sql, two.group_sql, company, of_pay) || ' having ' || found || ' > 0';
end $$;

-- False when several items that a filter on a list looks for are in cells: postings that have both are in both.
create or replace function joblab.one_item_each(selection joblab.selection, months date[]) returns boolean
language sql stable set search_path = ''
return not exists (
  select from unnest(selection.filters) f, lateral (
    select count(distinct c.value1) as items from joblab.cells c
    where c.dimension1 = f.name and c.dimension2 = '' and c.month = any (months) and c.value1 = any (f.texts)) as known
  where f.how = 'any' and joblab.kind_of(f.name) = 'list' and known.items > 1
);

-- SQL for an id of pieces, null where it is a blank text, as in cells.
create or replace function joblab.without_blank_sql(dimension text, id text) returns text
language sql immutable parallel safe
return case when joblab.kind_of(dimension) in ('text', 'place')
  then format('case when joblab.trimmed(%1$s) <> '''' then %1$s end', id) else id end;

-- The selection without its filter number `place`, or with that filter turned into one that asks for what it leaves out.
create or replace function joblab.with_filter(selection joblab.selection, place integer, turned boolean) returns joblab.selection
language sql immutable set search_path = ''
return (selection.posted_start, selection.posted_end, array(
  select case when n = place then (f.name, 'any', f.texts)::joblab.filter else (f.name, f.how, f.texts)::joblab.filter end
  from unnest(selection.filters) with ordinality as f (name, how, texts, n) where turned or n <> place order by n));

-- The first filter that leaves out items of a list, where cells know all postings without it; else null. A posting is in the
-- cells of each of its items, so they cannot tell who has none of some; but who has one can be taken from all.
create or replace function joblab.subtracted(measure text, group_by text[], selection joblab.selection) returns integer
language sql stable set search_path = ''
return (
  select min(f.n)::integer from unnest(selection.filters) with ordinality as f (name, how, texts, n)
  where f.how = 'none' and joblab.kind_of(f.name) = 'list' and not joblab.has_list(group_by) and joblab.cells_for(measure, group_by,
    joblab.with_filter(selection, f.n::integer, false), joblab.needs_days(group_by, selection)) is not null
);

-- The pieces of a selection, which is parameter number `parameter`, each group, company and pay once: SQL that gives
-- the same whether there are cells or not. `without_cells` is what to do
-- where cells have no part in it, else postings are looked at.
create or replace function joblab.pieces_sql(
  measure text, group_by text[], selection joblab.selection, parameter text, without_cells text default null
) returns text
language plpgsql stable set search_path = '' as $$
declare
  place constant integer := joblab.subtracted(measure, group_by, selection);
  needs_days constant boolean := joblab.needs_days(group_by, selection);
  by_day boolean := needs_days or not ((extract(day from selection.posted_start) = 1) is not false
    and joblab.is_month_end(selection.posted_end) is not false);
  condition text;
  cells text[];
  months date[] := '{}';
  stretches text[];
  from_cells text;
begin
  if place is not null then
    return format('select %1$s as id1, %2$s as id2, null::text as label1, null::text as label2, %3$s as company, currency, pay,
        sum(found)::bigint as found, sum(part)::bigint as part
      from (%4$s union all select id1, id2, label1, label2, company, currency, pay, -found, -part from (%5$s) as without) as parts
      group by 1, 2, 5, currency, pay having sum(found) > 0',
      joblab.without_blank_sql(group_by[1], 'id1'), joblab.without_blank_sql(group_by[2], 'id2'),
      joblab.without_blank_sql('company_name', 'company'),
      joblab.pieces_sql(measure, group_by, joblab.with_filter(selection, place, false),
        format('joblab.with_filter(%s, %s, false)', parameter, place)),
      joblab.pieces_sql(measure, group_by, joblab.with_filter(selection, place, true),
        format('joblab.with_filter(%s, %s, true)', parameter, place)));
  end if;
  condition := joblab.condition(selection, parameter);
  cells := joblab.cells_for(measure, group_by, selection, by_day);
  if cells is null and by_day and not needs_days then
    by_day := false;
    cells := joblab.cells_for(measure, group_by, selection, false);
  end if;
  if cells is not null then
    months := joblab.months_for(selection, by_day);
    stretches := joblab.days_besides(months, selection);
  end if;
  -- Many stretches mean that most months were written to: one look at all postings is faster.
  if months = '{}' or cardinality(stretches) > 4 or not joblab.one_item_each(selection, months) then
    return coalesce(without_cells, joblab.counted_pieces_sql(measure, group_by, condition));
  end if;
  from_cells := joblab.cell_pieces_sql(measure, group_by, selection, parameter, cells, months);
  if stretches = '{}' then
    return from_cells;
  end if;
  return format('select id1, id2, min(label1 collate "C") as label1, min(label2 collate "C") as label2, company,
      currency, pay, sum(found)::bigint as found, sum(part)::bigint as part
    from (%s union all %s) as parts group by id1, id2, company, currency, pay', from_cells, (
      select string_agg(joblab.counted_pieces_sql(measure, group_by, condition || ' and ' || stretch), ' union all ')
      from unnest(stretches) as stretch));
end $$;

-- The pieces of a rate: of each group all postings of the selection, and those that pass the other one too. Each is a
-- parameter.
create or replace function joblab.rate_pieces_sql(
  group_by text[], selection joblab.selection, parameter text, part joblab.selection, part_parameter text
) returns text
language sql stable set search_path = ''
return format('select %1$s as id1, %2$s as id2, min(label1 collate "C") as label1, min(label2 collate "C") as label2,
    null::text as company, null::text as currency, null::numeric as pay, sum(found)::bigint as found, sum(part)::bigint as part
  from (select id1, id2, label1, label2, found, 0::bigint as part from (%3$s) as whole
        union all select id1, id2, label1, label2, 0, found from (%4$s) as part) as both_of_them group by 1, 2',
  joblab.without_blank_sql(group_by[1], 'id1'), joblab.without_blank_sql(group_by[2], 'id2'),
  joblab.pieces_sql('count', group_by, selection, parameter),
  joblab.pieces_sql('count', group_by, joblab.both(selection, part), part_parameter));
