-- search_jobs and get_job: the postings themselves.

-- A posting as the API shows it, without its long text.
create or replace function joblab.posting_json(p joblab.postings) returns jsonb
language sql stable set search_path = ''
return jsonb_build_object(
  'job_id', p.job_id, 'actual_role', p.actual_role, 'company_name', p.company_name, 'country', p.country,
  'location', p.location, 'url', p.url, 'posted_date', p.posted_date, 'job_level_std', p.job_level_std,
  'job_function_std', p.job_function_std, 'job_type_filled', p.job_type_filled, 'platform', p.platform,
  'is_remote', p.is_remote, 'is_research', p.is_research,
  'skills', coalesce(p.skills_list, '{}'), 'tools', coalesce(p.tools_list, '{}')
) || jsonb_build_object(
  'salary_min', p.salary_min, 'salary_max', p.salary_max,
  'salary_currency', p.salary_currency, 'salary_period', p.salary_period);

create or replace function public.search_jobs(
  filters jsonb default '{}', order_by text default 'posted_date', ascending boolean default false,
  row_limit integer default 10, row_offset integer default 0
) returns jsonb
language plpgsql stable parallel restricted
set search_path = '' set statement_timeout = '8s' set jit = off set work_mem = '32MB' as $$
declare
  resolved record;
  days record := joblab.data_days();
  condition text;
  total bigint;
  page jsonb := '[]';
begin
  perform joblab.check_one_of('order_by', order_by,
    array['posted_date', 'actual_role', 'company_name', 'country', 'location', 'salary']);
  perform joblab.check_between('row_limit', row_limit, 1, 100);
  perform joblab.check_between('row_offset', row_offset, 0, 1000000);
  resolved := joblab.resolve(coalesce(filters, '{}'));
  condition := joblab.condition(resolved.selection, '$1');
  select m.found into total from joblab.measured('count', '{}', resolved.selection) m;
  -- Walking the index of days until a page is full takes long where few postings pass: these are looked up, then ordered.
  if row_offset < total then
    execute format(
      'select jsonb_agg(joblab.posting_json(row(page.*)::joblab.postings))
       from (
         select * from joblab.postings p where %s order by %s %s nulls last, p.job_id collate "C" limit $2 offset $3
       ) as page',
      condition,
      case when order_by = 'salary' then 'p.salary_yearly'
        when order_by <> 'posted_date' then format('p.%I collate "C"', order_by)
        when total < 10000 then 'p.posted_date + 0' else 'p.posted_date' end,
      case when ascending then 'asc' else 'desc' end)
      into page using resolved.selection, row_limit, row_offset;
  end if;
  return jsonb_build_object('total', coalesce(total, 0), 'rows', page, 'filters', resolved.applied,
    'unknown_values', resolved.unknown, 'matched', resolved.matched,
    'oldest_day', days.oldest, 'newest_day', days.newest);
end $$;

create or replace function public.get_job(job_id text) returns jsonb
language sql stable parallel restricted
set search_path = '' set statement_timeout = '8s' as $$
  select joblab.posting_json(p) || jsonb_build_object(
    'job_description', p.job_description, 'company_industry_std', p.company_industry_std,
    'education_level', p.education_level, 'search_term', p.search_term, 'scraped_at', p.scraped_at)
  from joblab.postings p where p.job_id = get_job.job_id
  order by p.posted_date desc nulls last limit 1
$$;
