-- Columns that PostgreSQL derives from the stored ones and keeps up to date. One ALTER TABLE, so that a table with data
-- is rewritten once.
do $$
begin
  execute format(
    'alter table public.jobs
       add column if not exists skills_list text[] generated always as (joblab.list_items(%1$s)) stored,
       add column if not exists skills_keys text[] generated always as (joblab.list_keys(%1$s)) stored,
       add column if not exists tools_list text[] generated always as (joblab.list_items(%2$s)) stored,
       add column if not exists tools_keys text[] generated always as (joblab.list_keys(%2$s)) stored,
       add column if not exists location_keys text[] generated always as (joblab.location_keys(%3$s)) stored,
       add column if not exists role_words text[] generated always as (joblab.words(%4$s)) stored,
       add column if not exists salary_yearly numeric
         generated always as (joblab.yearly_pay(%5$s, %6$s, %7$s, %8$s)) stored',
    joblab.column_as('skills', 'list'), joblab.column_as('tools', 'list'),
    joblab.column_as('location', 'text'), joblab.column_as('actual_role', 'text'),
    joblab.column_as('salary_min', 'numeric'), joblab.column_as('salary_max', 'numeric'),
    joblab.column_as('salary_currency', 'text'), joblab.column_as('salary_period', 'text')
  );
end $$;

-- What every function reads: one type per column whatever the table holds, and no posting marked as a duplicate.
-- security_invoker: row level security of public.jobs applies to whoever asks.
do $$
begin
  execute format(
    'create or replace view joblab.postings with (security_invoker = true) as
       select %s, scraped_at, skills_list, skills_keys, tools_list, tools_keys, location_keys, role_words, salary_yearly
       from public.jobs where %s',
    (
      select string_agg(format('%s as %I', joblab.column_as(name, type), name), ', ' order by place)
      from (values
        (1, 'job_id', 'text'), (2, 'platform', 'text'), (3, 'actual_role', 'text'), (4, 'url', 'text'),
        (5, 'job_description', 'text'), (6, 'company_name', 'text'), (7, 'country', 'text'), (8, 'location', 'text'),
        (9, 'search_term', 'text'), (10, 'job_level_std', 'text'), (11, 'job_function_std', 'text'),
        (12, 'company_industry_std', 'text'), (13, 'job_type_filled', 'text'), (14, 'education_level', 'text'),
        (15, 'salary_currency', 'text'), (16, 'salary_period', 'text'), (17, 'salary_min', 'numeric'),
        (18, 'salary_max', 'numeric'), (19, 'posted_date', 'date'), (20, 'is_remote', 'boolean'),
        (21, 'is_research', 'boolean')
      ) as wanted (place, name, type)
    ),
    joblab.counted_sql()
  );
end $$;
