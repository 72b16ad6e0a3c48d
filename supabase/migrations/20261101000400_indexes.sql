-- Every index leaves out the postings marked as duplicates, as every query does.
do $$
declare
  counted constant text := format('where %s is distinct from 1', joblab.column_as('has_url_duplicate', 'numeric'));
  posted constant text := joblab.column_as('posted_date', 'date');
  name text;
begin
  -- The usual question, "how many ... by ... in this month", reads this index alone, never the table; newest first, as
  -- listings are. An index row holds
  -- at most 2,704 bytes: over a table with longer values than that, a plain index on the day has to do.
  begin
    execute format(
      'create index if not exists jobs_posted_date_facts on public.jobs (%s desc nulls last) include (
         country, company_name, job_level_std, job_function_std, company_industry_std, job_type_filled, education_level,
         platform, is_remote, is_research, salary_yearly, salary_currency) %s', posted, counted);
  exception when program_limit_exceeded then
    raise warning 'public.jobs holds values too long for a covering index: counts by month will be slower';
    execute format('create index if not exists jobs_posted_date on public.jobs (%s desc nulls last) %s', posted, counted);
  end;

  -- Finds the stored spellings of a value, and walks from one value to the next, without reading all rows.
  foreach name in array array['country', 'company_name', 'job_level_std', 'job_function_std', 'company_industry_std',
                              'job_type_filled', 'education_level', 'platform', 'search_term'] loop
    execute format('create index if not exists %I on public.jobs (joblab.key(%s), (%s) collate "C") %s',
                   'jobs_' || name || '_key', joblab.column_as(name, 'text'), joblab.column_as(name, 'text'), counted);
  end loop;

  foreach name in array array['skills_keys', 'tools_keys', 'location_keys', 'role_words'] loop
    execute format('create index if not exists %I on public.jobs using gin (%I) %s', 'jobs_' || name, name, counted);
  end loop;
end $$;
