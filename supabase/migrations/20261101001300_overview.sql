-- describe_data and jobs_overview: what is there.

-- The values of one dimension with most postings, and how many values there are.
create or replace function joblab.top_values(
  dimension text, selection joblab.selection, row_limit integer, starts_with text,
  out top jsonb, out distinct_values bigint
)
language plpgsql stable set search_path = '' as $$
begin
  select
    coalesce(jsonb_agg(jsonb_build_object(
        'value', joblab.keys_json(array[dimension], label, '') -> dimension, 'postings', postings) order by place)
      filter (where place <= row_limit), '[]'), count(*)
  into top, distinct_values
  from (
    select m.label1 as label, m.postings,
      row_number() over (order by m.postings desc, m.label1 collate "C") as place
    from joblab.measured('count', array[dimension], selection, null, null) m
    where m.label1 is not null and starts_with(lower(m.label1), joblab.key(coalesce(top_values.starts_with, '')))
  ) as ranked;
end $$;

create or replace function public.describe_data(
  dimension text default null, starts_with text default null, row_limit integer default 20
) returns jsonb
language plpgsql stable parallel restricted
set search_path = '' set statement_timeout = '8s' set jit = off set work_mem = '32MB' as $$
declare
  described constant text[] := array(select d.name from joblab.dimensions() d where d.kind <> 'time');
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
return jsonb_populate_record(selection, case dimension
  when 'posted_month' then '{"posted_start": null, "posted_end": null}'
  else jsonb_build_object(dimension, null) end);

create or replace function joblab.months_chart(selection joblab.selection) returns jsonb
language sql stable set search_path = ''
return (
  select coalesce(jsonb_agg(jsonb_build_object('value', m.label1, 'postings', m.postings)
    order by m.label1 collate "C"), '[]')
  from joblab.measured('count', array['posted_month'], selection, null, null) m where m.label1 is not null
);

create or replace function joblab.overview_total(selection joblab.selection) returns jsonb
language sql stable set search_path = ''
return (
  select jsonb_build_object(
    'postings', coalesce(companies.found, 0), 'companies', coalesce(companies.value, 0), 'countries', countries.number,
    'remote_share', remote.value, 'median_salary', pay.value, 'currency', pay.currency)
  from (select count(*) as number from joblab.measured('count', array['country'], selection, null, null) m
        where m.label1 is not null) as countries
    left join joblab.measured('companies', '{}', selection, null, null) as companies on true
    left join joblab.measured('remote_share', '{}', selection, null, null) as remote on true
    left join joblab.measured('median_salary', '{}', selection, null, null) as pay on true
);

create or replace function public.jobs_overview(filters jsonb default '{}') returns jsonb
language plpgsql stable parallel restricted
set search_path = '' set statement_timeout = '8s' set jit = off set work_mem = '32MB' as $$
declare
  resolved record;
  days record := joblab.data_days();
  charts jsonb;
begin
  resolved := joblab.resolve(coalesce(filters, '{}'));
  select jsonb_object_agg(name, t.top) into charts
  from unnest(array['country', 'job_function_std', 'job_level_std', 'company_industry_std', 'job_type_filled',
                    'skills', 'tools', 'is_remote']) as name,
    joblab.top_values(name, joblab.without(resolved.selection, name), 12, null) as t;
  return jsonb_build_object(
    'total', joblab.overview_total(resolved.selection),
    'charts', charts || jsonb_build_object(
      'posted_month', joblab.months_chart(joblab.without(resolved.selection, 'posted_month'))),
    'filters', resolved.applied, 'unknown_values', resolved.unknown,
    'oldest_day', days.oldest, 'newest_day', days.newest);
end $$;
