-- Generated from api/joblab/jobs/catalogue.py by `make generated`: what can be measured, split by and filtered on.
-- Where the catalogue changes, a newer migration like this one is made.
create or replace function joblab.dimensions()
returns table (place integer, name text, kind text, cells text, has_chart boolean, column_name text)
language sql immutable parallel safe as $$ values
  (1, 'country', 'text', 'wide', true, 'country'),
  (2, 'job_function_std', 'text', 'wide', true, 'job_function_std'),
  (3, 'job_level_std', 'text', 'wide', true, 'job_level_std'),
  (4, 'is_remote', 'boolean', 'usual', true, 'is_remote'),
  (5, 'is_research', 'boolean', 'usual', false, 'is_research'),
  (6, 'company_industry_std', 'text', 'usual', true, 'company_industry_std'),
  (7, 'job_type_filled', 'text', 'usual', true, 'job_type_filled'),
  (8, 'education_level', 'text', 'usual', false, 'education_level'),
  (9, 'platform', 'text', 'usual', false, 'platform'),
  (10, 'search_term', 'text', 'usual', false, 'search_term'),
  (11, 'skills', 'list', 'usual', true, 'skills'),
  (12, 'tools', 'list', 'usual', true, 'tools'),
  (13, 'company_name', 'text', 'narrow', false, 'company_name'),
  (14, 'location', 'place', 'narrow', false, 'location'),
  (15, 'salary_currency', 'text', 'pay', false, 'pay_currency'),
  (16, 'posted_weekday', 'cycle', 'day', false, 'posted_weekday'),
  (17, 'posted_calendar_month', 'cycle', 'day', false, 'posted_calendar_month'),
  (18, 'posted_day', 'time', 'day', false, 'posted_day'),
  (19, 'posted_week', 'time', 'day', false, 'posted_week'),
  (20, 'posted_month', 'time', 'day', true, 'posted_month'),
  (21, 'posted_quarter', 'time', 'day', false, 'posted_quarter'),
  (22, 'posted_year', 'time', 'day', false, 'posted_year')
$$;

-- Filters that are no dimension.
create or replace function joblab.filters()
returns table (place integer, name text, kind text)
language sql immutable parallel safe as $$ values
  (1, 'role_keyword', 'words'),
  (2, 'text', 'search'),
  (3, 'posted_start', 'date'),
  (4, 'posted_end', 'date'),
  (5, 'salary_min', 'pay'),
  (6, 'salary_max', 'pay')
$$;

create or replace function joblab.measures() returns text[]
language sql immutable parallel safe
return array['count', 'share', 'companies', 'remote_share', 'median_salary'];

select joblab.apply_catalogue();
