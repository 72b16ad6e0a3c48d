-- Databases that existed before JobLab may hold a column in another type ("yes" for true, a time instead of a day).
-- Their columns stay as they are; these functions say how each is read.

create or replace function joblab.as_boolean(value text) returns boolean
language sql immutable parallel safe
return case
  when lower(btrim(value, E' \t\r\n')) in ('true', 't', 'yes', 'y', '1') then true
  when lower(btrim(value, E' \t\r\n')) in ('false', 'f', 'no', 'n', '0') then false
end;

-- An ISO day, also as the start of an ISO time; null for anything else.
create or replace function joblab.as_date(value text) returns date
language plpgsql immutable parallel safe as $$
declare
  part constant text[] := regexp_match(btrim(value, E' \t\r\n'), '^(\d{4})-(\d\d)-(\d\d)($|[T ])');
begin
  return make_date(part[1]::integer, part[2]::integer, part[3]::integer);
exception when datetime_field_overflow then
  return null;
end $$;

create or replace function joblab.as_number(value text) returns numeric
language sql immutable parallel safe
return substring(value from '^\s*([-+]?\d{1,15}(?:\.\d{1,15})?)\s*$')::numeric;

create or replace function joblab.as_list(value text[]) returns text
language plpgsql immutable parallel safe as $$
begin
  return array_to_string(value, ',');
end $$;

-- SQL that reads a column of public.jobs as the type JobLab works with: text, list, date, boolean or numeric.
create or replace function joblab.column_as(column_name text, wanted text) returns text
language plpgsql stable set search_path = '' as $$
declare
  stored constant text := (
    select case t.typcategory when 'S' then 'text' when 'N' then 'numeric' else format_type(t.oid, null) end
    from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid
    where a.attrelid = 'public.jobs'::regclass and a.attname = column_name and not a.attisdropped
  );
  read constant text := case
    when wanted = 'list' and stored = 'text[]' then 'joblab.as_list(%I)'
    when wanted = 'list' and stored = 'text' then '%I::text'
    when wanted = stored then case wanted when 'text' then '%I::text' when 'numeric' then '%I::numeric' else '%I' end
    when wanted = 'date' and stored = 'timestamp with time zone' then '((%I at time zone ''UTC'')::date)'
    when wanted = 'date' and stored = 'timestamp without time zone' then '(%I::date)'
    when wanted = 'date' and stored = 'text' then 'joblab.as_date(%I::text)'
    when wanted = 'boolean' and stored in ('text', 'numeric') then 'joblab.as_boolean(%I::text)'
    when wanted = 'numeric' and stored = 'boolean' then '(%I::integer::numeric)'
    when wanted = 'numeric' and stored = 'text' then 'joblab.as_number(%I::text)'
    when wanted = 'text' and column_name = 'job_id' then '%I::text'
  end;
begin
  if read is null then
    raise exception 'public.jobs.% has type %, which JobLab cannot read as %', column_name, stored, wanted
      using errcode = 'datatype_mismatch', hint = 'Change the type of the column, or rename it, and migrate again.';
  end if;
  return format(read, column_name);
end $$;

-- The condition that leaves out postings marked as duplicates, the same wherever it stands, so that the planner knows
-- that an index has all that a query asks for.
create or replace function joblab.counted_sql() returns text
language sql stable set search_path = ''
return replace(joblab.column_as('has_url_duplicate', 'numeric'), 'has_url_duplicate::numeric', 'has_url_duplicate')
  || ' is distinct from 1';
