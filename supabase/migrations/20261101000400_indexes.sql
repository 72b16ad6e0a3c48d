-- Every index leaves out the postings marked as duplicates, as every query does. An index entry holds at most 2,704
-- bytes: over a table with longer values an index is left out, with a warning, and questions take longer. Where the
-- index exists, PostgreSQL refuses such values.
create or replace function joblab.index_jobs(name text, definition text) returns boolean
language plpgsql set search_path = '' as $$
begin
  execute format('create index if not exists %I on public.jobs %s where %s', name, definition, joblab.counted_sql());
  return true;
exception when program_limit_exceeded then
  raise warning 'public.jobs holds values too long for the index %', name;
  return false;
end $$;

do $$
declare
  day constant text := format('%s desc nulls last', joblab.column_as('posted_date', 'date'));
  name text;
begin
  -- The usual question, "how many ... by ... in this month", reads this index alone, never the table. Newest first, as
  -- listings are.
  if not joblab.index_jobs('jobs_posted_date_facts', format('(%s) include (
    country, company_name, job_level_std, job_function_std, company_industry_std, job_type_filled, education_level,
    platform, is_remote, is_research, salary_yearly, salary_currency)', day)) then
    perform joblab.index_jobs('jobs_posted_date', format('(%s)', day));
  end if;

  -- Finds the stored spellings of a value, and walks from one value to the next, without reading all rows.
  foreach name in array array['country', 'company_name', 'job_level_std', 'job_function_std', 'company_industry_std',
                              'job_type_filled', 'education_level', 'platform', 'search_term'] loop
    perform joblab.index_jobs('jobs_' || name || '_key', format(
      '(joblab.key(%1$s), (%1$s) collate "C")', joblab.column_as(name, 'text')));
  end loop;

  foreach name in array array['skills_keys', 'tools_keys', 'location_keys', 'role_words'] loop
    perform joblab.index_jobs('jobs_' || name, format('using gin (%I)', name));
  end loop;
end $$;
