-- What the catalogue of dimensions (the next file, generated) does to the table.

-- The place of a day in the week, or in the year, by name.
create or replace function joblab.cycle_values(dimension text) returns text[]
language sql immutable parallel safe
return case dimension
  when 'posted_weekday' then array['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
  when 'posted_calendar_month' then array['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August',
    'September', 'October', 'November', 'December']
end;

create or replace function joblab.cycle_of(dimension text, day date) returns text
language sql immutable parallel safe
return (joblab.cycle_values(dimension))[
  case dimension when 'posted_weekday' then extract(isodow from day) else extract(month from day) end::integer];

-- Adds an index unless it is there. An index entry holds at most 2,704 bytes: over a table with longer values an index is
-- left out, with a warning, and questions take longer. Where the index exists, PostgreSQL refuses such values.
create or replace function joblab.index_jobs(name text, definition text) returns boolean
language plpgsql set search_path = '' as $$
begin
  execute format('create index if not exists %I on public.jobs %s', name, definition);
  return true;
exception when program_limit_exceeded then
  raise warning 'public.jobs holds values too long for the index %', name;
  return false;
end $$;

-- Adds the columns that are missing, then those that PostgreSQL derives from the stored ones and keeps up to date: one
-- ALTER TABLE, so that a table with data is rewritten once.
create or replace function joblab.add_columns() returns void
language plpgsql set search_path = '' as $$
begin
  execute 'alter table public.jobs ' || (
    select string_agg(format('add column if not exists %I %s', d.name, case d.kind when 'boolean' then 'boolean' else 'text' end), ', ')
    from joblab.dimensions() d where d.kind in ('text', 'place', 'list', 'boolean'));
  execute 'alter table public.jobs ' || (
    select string_agg(format('add column if not exists %I %s generated always as (%s) stored', name, type, expression), ', ')
    from (
      select d.name || '_list', 'text[]', format('joblab.list_items(%s)', joblab.column_as(d.name, 'list'))
      from joblab.dimensions() d where d.kind = 'list'
      union all
      select d.name || '_keys', 'text[]', case d.kind
        when 'list' then format('joblab.list_keys(%s)', joblab.column_as(d.name, 'list'))
        else format('joblab.location_keys(%s)', joblab.column_as(d.name, 'text')) end
      from joblab.dimensions() d where d.kind in ('list', 'place')
      union all values
        ('role_words', 'text[]', format('joblab.words(%s)', joblab.column_as('actual_role', 'text'))),
        -- `simple` takes words as they are, whatever the language. A tsvector holds 1 MB at most.
        ('search_words', 'tsvector', format('to_tsvector(''simple''::regconfig,
           left(coalesce(%s, '''') || '' '' || coalesce(%s, ''''), 200000))',
           joblab.column_as('actual_role', 'text'), joblab.column_as('job_description', 'text'))),
        ('salary_yearly', 'numeric', joblab.yearly_pay_sql()),
        ('pay_currency', 'text', format('case when %s is not null then %s end',
           joblab.yearly_pay_sql(), joblab.column_as('salary_currency', 'text')))
    ) as derived (name, type, expression));
end $$;

create or replace function joblab.yearly_pay_sql() returns text
language sql stable set search_path = ''
return format('joblab.yearly_pay(%s, %s, %s, %s)', joblab.column_as('salary_min', 'numeric'),
  joblab.column_as('salary_max', 'numeric'), joblab.column_as('salary_currency', 'text'),
  joblab.column_as('salary_period', 'text'));

-- What every function reads: one type per column whatever the table holds, and no posting marked as a duplicate.
-- security_invoker: row level security of public.jobs applies to whoever asks. A view that exists keeps the order of its
-- columns; new ones come behind.
create or replace function joblab.show_postings() returns void
language plpgsql set search_path = '' as $$
begin
  execute format(
    'create or replace view joblab.postings with (security_invoker = true) as select %s from public.jobs where %s',
    (
      select string_agg(format('%s as %I', case when type is null then quote_ident(name) else joblab.column_as(name, type) end,
        name), ', ' order by known.attnum, place, name)
      from (
        select 1 as place, name, type from (values
          ('job_id', 'text'), ('actual_role', 'text'), ('url', 'text'), ('job_description', 'text'),
          ('salary_currency', 'text'), ('salary_period', 'text'), ('salary_min', 'numeric'), ('salary_max', 'numeric'),
          ('posted_date', 'date'), ('scraped_at', null), ('role_words', null), ('search_words', null),
          ('salary_yearly', null), ('pay_currency', null)
        ) as always (name, type)
        union all
        select 2, d.name, case d.kind when 'boolean' then 'boolean' else 'text' end from joblab.dimensions() d
        where d.kind in ('text', 'place', 'boolean') and d.column_name = d.name
        union all
        select 3, d.name || suffix, null from joblab.dimensions() d, unnest(array['_list', '_keys']) as suffix
        where d.kind = 'list' or d.kind = 'place' and suffix = '_keys'
      ) as wanted (place, name, type)
      left join pg_catalog.pg_attribute known
        on known.attrelid = to_regclass('joblab.postings') and known.attname = wanted.name
    ),
    joblab.counted_sql());
end $$;

-- Indexes on values leave out the postings marked as duplicates, as every query does. Those on items do not: PostgreSQL never
-- combines two indexes that leave out the same, and a skill in a month is found by combining them.
create or replace function joblab.add_indexes() returns void
language plpgsql set search_path = '' as $$
declare
  day constant text := format('%s desc nulls last', joblab.column_as('posted_date', 'date'));
  counted constant text := ' where ' || joblab.counted_sql();
  dimension record;
begin
  -- The usual question, "how many ... by ... in this month", reads this index alone, never the table. Newest first, as
  -- listings are.
  if not joblab.index_jobs('jobs_posted_date_facts', format('(%s) include (%s)', day, (
    select string_agg(format('%I', d.column_name), ', ' order by d.place) || ', salary_yearly'
    from joblab.dimensions() d where d.kind in ('text', 'boolean'))) || counted) then
    perform joblab.index_jobs('jobs_posted_date', format('(%s)', day) || counted);
  end if;
  for dimension in select * from joblab.dimensions() where kind = 'text' loop
    perform joblab.index_jobs('jobs_' || dimension.name || '_key', format('(joblab.key(%1$s), (%1$s) collate "C")',
      joblab.column_as(dimension.column_name, 'text')) || counted);
  end loop;
  for dimension in select * from joblab.dimensions() where kind in ('place', 'list') loop
    perform joblab.index_jobs('jobs_' || dimension.name || '_keys', format('using gin (%I)', dimension.name || '_keys'));
  end loop;
  perform joblab.index_jobs('jobs_role_words', 'using gin (role_words)');
  perform joblab.index_jobs('jobs_search_words', 'using gin (search_words)');
end $$;

-- Brings table, view, indexes and cells in line with the catalogue: adds what is missing, drops nothing.
create or replace function joblab.apply_catalogue() returns void
language plpgsql set search_path = '' as $$
begin
  perform joblab.add_columns();
  perform joblab.show_postings();
  perform joblab.add_indexes();
  -- Cells that lack a dimension are counted anew, all of them.
  if exists (select from joblab.cells) and exists (
    select from joblab.dimensions() d where d.cells in ('wide', 'usual', 'narrow')
      and not exists (select from joblab.cells c where c.dimension1 = d.name and c.dimension2 = '')) then
    insert into joblab.touched_months (month) values (null);
  end if;
end $$;
