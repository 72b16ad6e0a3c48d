-- The white list: every dimension, what kind it is and, where filters match one item of several, which columns hold
-- them. SQL text is built from these names and nothing else.
create or replace function joblab.dimensions()
returns table (name text, kind text, keys_column text, items_sql text)
language sql immutable parallel safe as $$
  values
    ('country', 'text', null, null),
    ('location', 'text', 'location_keys', 'joblab.list_items(p.location) || joblab.trimmed(p.location)'),
    ('company_name', 'text', null, null),
    ('job_level_std', 'text', null, null),
    ('job_function_std', 'text', null, null),
    ('company_industry_std', 'text', null, null),
    ('job_type_filled', 'text', null, null),
    ('education_level', 'text', null, null),
    ('platform', 'text', null, null),
    ('is_remote', 'boolean', null, null),
    ('is_research', 'boolean', null, null),
    ('skills', 'list', 'skills_keys', 'p.skills_list'),
    ('tools', 'list', 'tools_keys', 'p.tools_list'),
    ('search_term', 'text', null, null),
    ('posted_day', 'time', null, null),
    ('posted_week', 'time', null, null),
    ('posted_month', 'time', null, null),
    ('posted_quarter', 'time', null, null),
    ('posted_year', 'time', null, null)
$$;

-- What filters on values look into: the dimensions, and the words of job titles, which work like a list.
create or replace function joblab.searched()
returns table (name text, kind text, keys_column text, items_sql text)
language sql immutable parallel safe as $$
  select * from joblab.dimensions() where kind <> 'time'
  union all values ('role_keyword', 'words', 'role_words', 'p.role_words')
$$;

create or replace function joblab.measures() returns text[]
language sql immutable parallel safe
return array['count', 'share', 'companies', 'remote_share', 'median_salary'];

create or replace function joblab.filter_names() returns text[]
language sql immutable parallel safe
return array(select name from joblab.dimensions() where kind <> 'time')
  || array['role_keyword', 'posted_start', 'posted_end', 'salary_min'];

-- Errors that the caller can repair: SQLSTATE 22023 with a sentence that says what would be right.
create or replace function joblab.fail(sentence text) returns void
language plpgsql immutable as $$
begin
  raise exception using errcode = 'invalid_parameter_value', message = sentence;
end $$;

-- Raises unless value is one of the allowed ones.
create or replace function joblab.check_one_of(what text, value text, allowed text[]) returns void
language plpgsql immutable as $$
begin
  if value is null or value <> all (allowed) then
    perform joblab.fail(format('%s cannot be %s; it is one of: %s.', what,
      coalesce('"' || left(value, 100) || '"', 'null'), array_to_string(allowed, ', ')));
  end if;
end $$;

create or replace function joblab.check_between(what text, value integer, low integer, high integer) returns void
language plpgsql immutable as $$
begin
  if value is null or value not between low and high then
    perform joblab.fail(format('%s must be from %s to %s.', what, low, high));
  end if;
end $$;

-- First and last day of all postings.
create or replace function joblab.data_days(out oldest date, out newest date)
language sql stable parallel safe as $$
  select min(p.posted_date), max(p.posted_date) from joblab.postings p
$$;
