-- Which part of a question cells can answer, and the pieces for it. The rest is counted from postings.

-- The filters that are set, but for those on days.
create or replace function joblab.filters_set(selection joblab.selection) returns text[]
language sql stable set search_path = ''
return array(
  select f.key from jsonb_each(to_jsonb(selection)) f
  where f.value <> 'null' and f.key not in ('posted_start', 'posted_end')
);

-- The dimensions of the cells that answer a question; null when there are none. `remote_only`: the count of remote
-- postings answers it. Not where a list is grouped by, since the label in a cell is of all its postings.
create or replace function joblab.cells_for(
  measure text, group_by text[], selection joblab.selection, by_day boolean,
  out dimensions text[], out remote_only boolean
)
language plpgsql stable set search_path = '' as $$
declare
  filters constant text[] := joblab.filters_set(selection);
  wanted text[];
begin
  remote_only := selection.is_remote = '{true}' and 'is_remote' <> all (group_by) and not joblab.has_list(group_by);
  -- Filters on these look for something else than whole values, or for an item beside the one that is grouped by.
  if filters && array['location', 'role_keyword', 'salary_min']
    or exists (select from unnest(filters) as name where name in ('skills', 'tools') and name = any (group_by)) then
    return;
  end if;
  wanted := array(
    select d.name from joblab.dimensions() d where d.kind <> 'time' and d.name = any (group_by)
    union select name from unnest(filters) as name where not (name = 'is_remote' and coalesce(remote_only, false))
    union select 'posted_day' where by_day
    union select 'pay' where measure = 'median_salary'
    union select 'company_name' where measure = 'companies'
  );
  if wanted = '{}' then
    wanted := array['posted_day'];
  end if;
  dimensions := array(select d.name from joblab.cell_dimensions() d where d.name = any (wanted) order by d.place);
  if cardinality(dimensions) <> cardinality(wanted) or cardinality(wanted) > 2 or not exists (
    select from joblab.cell_shapes() s
    where s.dimension1 = dimensions[1] and s.dimension2 = coalesce(dimensions[2], '')) then
    dimensions := null;
  end if;
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

-- For a dimension of a question, what cells c are grouped by, and what is shown of that. Values are turned into what they
-- were (days, booleans) after grouping, where there are fewer of them.
create or replace function joblab.cell_grouping_sql(
  dimension text, cell_dimensions text[], out group_sql text, out id_sql text, out label_sql text
)
language plpgsql stable set search_path = '' as $$
declare
  kind constant text := (select d.kind from joblab.dimensions() d where d.name = dimension);
  stored constant text := 'c.value'
    || array_position(cell_dimensions, case kind when 'time' then 'posted_day' else dimension end);
begin
  label_sql := case kind when 'list' then 'min(c.label)' else 'null::text' end;
  if dimension = 'posted_week' then
    id_sql := joblab.bucket_sql(dimension, format('nullif(%s, '''')::date', stored));
    group_sql := id_sql;
  elsif kind = 'time' and dimension <> 'posted_day' then
    id_sql := joblab.bucket_sql(dimension, 'nullif(c.month, ''-infinity'')');
    group_sql := id_sql;
  elsif dimension is not null then
    id_sql := format('nullif(%s, '''')', stored)
      || case kind when 'time' then '::date' when 'boolean' then '::boolean' else '' end;
    group_sql := stored;
  end if;
end $$;

-- The pieces that cells of some months hold.
create or replace function joblab.cell_pieces_sql(
  measure text, group_by text[], selection joblab.selection, parameter text, dimensions text[], remote_only boolean,
  months date[]
) returns text
language plpgsql stable set search_path = '' as $$
declare
  one record := joblab.cell_grouping_sql(group_by[1], dimensions);
  two record := joblab.cell_grouping_sql(group_by[2], dimensions);
  company constant text := case measure when 'companies' then 'c.value' || array_position(dimensions, 'company_name') end;
  of_pay constant text := case measure when 'median_salary' then 'c.value' || array_position(dimensions, 'pay') end;
  found constant text := case when remote_only then 'sum(c.remote)' else 'sum(c.postings)' end;
  conditions constant text[] := array(
    select case d.name
      when 'posted_day' then format('nullif(c.value%s, '''')::date between coalesce(%s.posted_start, ''-infinity'')
        and coalesce(%2$s.posted_end, ''infinity'')', d.place, parameter)
      else format('c.value%s = any (%s.%I::text[])', d.place, parameter, d.name) end
    from unnest(dimensions) with ordinality as d (name, place)
    where d.name = any (joblab.filters_set(selection)) or d.name = 'posted_day'
      and (selection.posted_start is not null or selection.posted_end is not null));
begin
  return joblab.select_pieces_sql(one.id_sql, two.id_sql, one.label_sql, two.label_sql, company,
      'nullif(substr(' || of_pay || ', strpos(' || of_pay || ', '' '') + 1), '''')',
      'nullif(split_part(' || of_pay || ', '' '', 1), '''')::numeric', found || '::bigint', 'sum(c.remote)::bigint')
    || format(' from joblab.cells c where %s', array_to_string(array[
        format('c.dimension1 = %L and c.dimension2 = %L and c.month = any (%L)',
          dimensions[1], coalesce(dimensions[2], ''), months)] || conditions, ' and '))
    || joblab.group_by_sql(one.group_sql, two.group_sql, company, of_pay) || ' having ' || found || ' > 0';
end $$;

-- False when several items that a filter on a list looks for are in cells: postings that have both are in both.
create or replace function joblab.one_item_each(selection joblab.selection, months date[]) returns boolean
language sql stable set search_path = ''
return not exists (
  select from (values ('skills', selection.skills), ('tools', selection.tools)) as filter (list, keys), lateral (
    select count(distinct c.value1) as items from joblab.cells c
    where c.dimension1 = list and c.dimension2 = '' and c.month = any (months) and c.value1 = any (keys)) as known
  where known.items > 1
);

-- The pieces of a selection, which is parameter number `parameter`, each group, company and pay once: SQL that gives
-- the same whether there are cells or not. `without_cells` is what to do
-- where cells have no part in it, else postings are looked at.
create or replace function joblab.pieces_sql(
  measure text, group_by text[], selection joblab.selection, parameter text, without_cells text default null
) returns text
language plpgsql stable set search_path = '' as $$
declare
  condition constant text := joblab.condition(selection, parameter);
  whole_months constant boolean := (extract(day from selection.posted_start) = 1) is not false
    and joblab.is_month_end(selection.posted_end) is not false;
  by_day boolean := group_by && array['posted_day', 'posted_week'] or not whole_months;
  cells record := joblab.cells_for(measure, group_by, selection, by_day);
  months date[] := '{}';
  stretches text[];
  from_cells text;
begin
  if cells.dimensions is null and by_day and not group_by && array['posted_day', 'posted_week'] then
    by_day := false;
    cells := joblab.cells_for(measure, group_by, selection, false);
  end if;
  if cells.dimensions is not null then
    months := joblab.months_for(selection, by_day);
    stretches := joblab.days_besides(months, selection);
  end if;
  -- Many stretches mean that most months were written to: one look at all postings is faster.
  if months = '{}' or cardinality(stretches) > 4 or not joblab.one_item_each(selection, months) then
    return coalesce(without_cells, joblab.counted_pieces_sql(measure, group_by, condition));
  end if;
  from_cells := joblab.cell_pieces_sql(
    measure, group_by, selection, parameter, cells.dimensions, cells.remote_only, months);
  if stretches = '{}' then
    return from_cells;
  end if;
  return format('select id1, id2, min(label1 collate "C") as label1, min(label2 collate "C") as label2, company,
      currency, pay, sum(found)::bigint as found, sum(remote)::bigint as remote
    from (%s union all %s) as parts group by id1, id2, company, currency, pay', from_cells, (
      select string_agg(joblab.counted_pieces_sql(measure, group_by, condition || ' and ' || stretch), ' union all ')
      from unnest(stretches) as stretch));
end $$;
