-- describe_data and jobs_overview: what is there.

-- A value of a dimension, and how many postings have it.
create or replace function joblab.bar(dimension text, label text, postings bigint) returns jsonb
language sql immutable parallel safe
return jsonb_build_object('value', joblab.keys_json(array[dimension], label, '') -> dimension, 'postings', postings);

-- The values of one dimension with most postings, and how many values there are.
create or replace function joblab.top_values(
  dimension text, selection joblab.selection, row_limit integer, starts_with text,
  out top jsonb, out distinct_values bigint
)
language plpgsql stable set search_path = '' as $$
begin
  select
    coalesce(jsonb_agg(joblab.bar(dimension, label, postings) order by place) filter (where place <= row_limit), '[]'),
    count(*)
  into top, distinct_values
  from (
    select m.label1 as label, m.postings,
      row_number() over (order by m.postings desc, m.label1 collate "C") as place
    from joblab.measured('count', array[dimension], selection) m
    where m.label1 is not null and starts_with(lower(m.label1), joblab.key(coalesce(top_values.starts_with, '')))
  ) as ranked;
end $$;

create or replace function public.describe_data(
  dimension text default null, starts_with text default null, row_limit integer default 20
) returns jsonb
language plpgsql stable parallel restricted
set search_path = '' set statement_timeout = '8s' set jit = off set work_mem = '32MB' as $$
declare
  described constant text[] := array(select f.name from joblab.fields() f join joblab.dimensions() d on d.name = f.name order by f.place);
  everything joblab.selection;
  days record := joblab.data_days();
  dimensions jsonb;
begin
  perform joblab.check_between('row_limit', row_limit, 1, 1000);
  if dimension is not null then
    perform joblab.check_one_of('dimension', dimension, described);
  end if;
  select jsonb_object_agg(name, jsonb_build_object('distinct', t.distinct_values, 'top', t.top)) into dimensions
  from unnest(case when dimension is null then described else array[dimension] end) as name,
    joblab.top_values(name, everything, case when dimension is null then 5 else row_limit end, starts_with) as t;
  return jsonb_build_object(
    'postings', (select count(*) from joblab.postings), 'oldest_day', days.oldest, 'newest_day', days.newest,
    'measures', to_jsonb(joblab.measures()), 'filters', to_jsonb(joblab.filter_names()), 'dimensions', dimensions);
end $$;

-- The selection without its filter on one dimension: a chart keeps showing what else could be chosen.
create or replace function joblab.without(selection joblab.selection, dimension text) returns joblab.selection
language sql immutable set search_path = ''
return case when dimension = joblab.time_dimension(array[dimension]) then (null, null, selection.filters)::joblab.selection
  else (selection.posted_start, selection.posted_end,
    array(select f from unnest(selection.filters) f where f.name <> dimension or f.how <> 'any'))::joblab.selection end;

create or replace function joblab.chart_names() returns text[]
language sql immutable parallel safe
return array(select d.name from joblab.dimensions() d where d.has_chart order by d.place);

-- The postings of a selection, looked at once for all that is shown of them: `picked` has what is shown of each,
-- `counted` their numbers in all, by company, by pay, and by each dimension of a chart that is no list; `counted_by` tells
-- which of these a row is of. What a query does not use of them costs nothing.
create or replace function joblab.picked_sql(selection joblab.selection) returns text
language sql stable set search_path = ''
return (
  select format(
    'with picked as materialized (
       select %1$s, salary_yearly, %6$s from (select p.*, %2$s as posted_month from joblab.postings p where %3$s) as p),
     counted as materialized (
       select %1$s, salary_yearly, count(*) as found, count(*) filter (where is_remote) as remote,
         case 0 %4$s else '''' end as counted_by
       from picked group by grouping sets ((), (pay_currency, salary_yearly), %5$s) having count(*) > 0)',
    string_agg(name, ', '),
    joblab.bucket_sql('posted_month', 'p.posted_date'), joblab.condition(selection, '$1'),
    string_agg(format('when grouping(%I) then %1$L', name), ' '),
    string_agg(format('(%I)', name), ', ') filter (where name <> 'pay_currency'),
    (select string_agg(format('%I, %I', d.name || '_list', d.name || '_keys'), ', ') from joblab.dimensions() d where d.kind = 'list'))
  from unnest(joblab.chart_names() || array['company_name', 'pay_currency']) as name where not joblab.has_list(array[name])
);

-- The groups that a figure or a chart shows, in a query that begins with picked_sql: from cells where these can tell, else
-- from what is picked.
create or replace function joblab.shown_sql(measure text, dimension text, selection joblab.selection) returns text
language plpgsql stable set search_path = '' as $$
declare
  group_by constant text[] := array_remove(array[dimension], null);
  counted_by constant text := coalesce(dimension, case measure
    when 'companies' then 'company_name' when 'median_salary' then 'pay_currency' else '' end);
  without_cells text;
begin
  if joblab.has_list(group_by) then
    without_cells := joblab.counted_pieces_sql(measure, group_by, 'true', 'picked');
  else
    without_cells := joblab.select_pieces_sql(dimension, null, 'null::text', 'null::text',
        case measure when 'companies' then 'company_name' end, case measure when 'median_salary' then 'pay_currency' end,
        case measure when 'median_salary' then 'salary_yearly' end, 'found', 'remote')
      || format(' from counted where counted_by = %L', counted_by);
  end if;
  return joblab.named_groups_sql(measure, group_by,
    joblab.pieces_sql(measure, group_by, selection, '$1', without_cells), null);
end $$;

-- A chart of the page as SQL that gives its bars: time in its order, else the values with most postings.
create or replace function joblab.chart_sql(name text, groups text) returns text
language sql stable set search_path = ''
return format($$
  select coalesce(jsonb_agg(joblab.bar(%1$L, label, postings) order by place), '[]')
  from (select m.label1 as label, m.postings, row_number() over (order by %2$s m.label1 collate "C") as place
        from (%3$s) as m where m.label1 is not null) as ranked
  where %4$s $$, name,
  case when name = joblab.time_dimension(array[name]) then '' else 'm.postings desc,' end, groups,
  case when name = joblab.time_dimension(array[name]) then 'true' else 'place <= 12' end);

-- The figures of the page as SQL, of groups by country and of the other figures without groups.
create or replace function joblab.total_sql(countries text, companies text, remote_share text, median_salary text)
returns text
language sql immutable parallel safe
return format($$
  select jsonb_build_object(
    'postings', coalesce(companies.found, 0), 'companies', coalesce(companies.value, 0), 'countries', countries.number,
    'remote_share', remote.value, 'median_salary', pay.value, 'currency', pay.currency)
  from (select count(*) as number from (%s) as m where m.label1 is not null) as countries
    left join (%s) as companies on true left join (%s) as remote on true left join (
      select m.value, m.currency from (%s) as m where m.currency is not null order by m.postings desc, m.currency collate "C" limit 1
    ) as pay on true $$,
  countries, companies, remote_share, median_salary);

-- All figures and charts. A chart that is filtered by its own dimension is about other postings than the rest.
create or replace function joblab.overview(selection joblab.selection, out total jsonb, out charts jsonb)
language plpgsql stable set search_path = '' as $$
declare
  name text;
  others joblab.selection;
  bars jsonb;
  alike text[] := '{}';
  own_charts jsonb := '{}';
begin
  foreach name in array joblab.chart_names() loop
    others := joblab.without(selection, name);
    if others is not distinct from selection then
      alike := alike || format('%L, (%s)', name, joblab.chart_sql(name, joblab.shown_sql('count', name, selection)));
    else
      execute joblab.chart_sql(name, joblab.named_groups_sql('count', array[name],
        joblab.pieces_sql('count', array[name], others, '$1'), null)) into bars using others;
      own_charts := own_charts || jsonb_build_object(name, bars);
    end if;
  end loop;
  execute format('%s select (%s), jsonb_build_object(%s)', joblab.picked_sql(selection),
    joblab.total_sql(joblab.shown_sql('count', 'country', selection), joblab.shown_sql('companies', null, selection),
      joblab.shown_sql('remote_share', null, selection), joblab.shown_sql('median_salary', null, selection)),
    array_to_string(alike, ', ')) into total, charts using selection;
  charts := own_charts || charts;
end $$;

create or replace function public.jobs_overview(filters jsonb default '{}') returns jsonb
language plpgsql stable parallel restricted
set search_path = '' set statement_timeout = '8s' set jit = off set work_mem = '32MB' as $$
declare
  resolved record;
  days record := joblab.data_days();
  overview record;
begin
  resolved := joblab.resolve(coalesce(filters, '{}'));
  overview := joblab.overview(resolved.selection);
  return jsonb_build_object(
    'total', overview.total, 'charts', overview.charts, 'filters', resolved.applied,
    'unknown_values', resolved.unknown, 'matched', resolved.matched,
    'oldest_day', days.oldest, 'newest_day', days.newest);
end $$;
