-- Counting months into cells.

-- SELECT of the cells of one shape out of the CTEs of joblab.rebuild_sql: `rows` has one row for each posting, and one
-- for each item of a list is in the CTE that is named like the list.
create or replace function joblab.shape_sql(dimension1 text, dimension2 text) returns text
language sql immutable parallel safe
return (
  select format('select %L, %L, $1, %s, %s, %s, count(*), count(*) filter (where remote) from %I group by 4%s',
    dimension1, dimension2,
    case when dimension1 = list then 'item_key' else quote_ident(dimension1) end,
    case dimension2 when '' then '''''' when list then 'item_key' else quote_ident(dimension2) end,
    case when list is null then 'null' else 'min(item_label)' end,
    coalesce(list, 'rows'), case when dimension2 <> '' then ', 5' else '' end)
  from (
    select min(d.name) as list from joblab.dimensions() d where d.kind = 'list' and d.name in (dimension1, dimension2)
  ) as of_list
);

-- INSERT of all cells of the month $1.
create or replace function joblab.rebuild_sql() returns text
language sql stable set search_path = ''
return (
  select format(
    'with rows as materialized (
       select %s, %s, p.is_remote is true as remote
       from joblab.postings p
       where p.posted_date is null and $1 = ''-infinity'' or p.posted_date >= $1 and p.posted_date < $2
     )',
    string_agg(format('coalesce((case when joblab.trimmed(%1$s) <> '''' then %1$s end) collate "C", '''') as %2$I',
      d.value_sql, d.name), ', '),
    (select string_agg(format('p.%I, p.%I', name || '_keys', name || '_list'), ', ')
     from joblab.dimensions() where kind = 'list'))
  from joblab.cell_dimensions() d where d.value_sql is not null
) || (
  select string_agg(format(
    ', %1$I as materialized (
       select %2$s, remote, coalesce(item.key, '''') as item_key, item.label collate "C" as item_label
       from rows left join lateral unnest(%3$I, %4$I) as item (key, label) on true)',
    d.name,
    (select string_agg(quote_ident(w.name), ', ') from joblab.cell_dimensions() w
     where w.reach = 'wide' or w.name = 'is_remote'),
    d.name || '_keys', d.name || '_list'), '')
  from joblab.dimensions() d where d.kind = 'list'
) || (
  select ' insert into joblab.cells (dimension1, dimension2, month, value1, value2, label, postings, remote) '
    || string_agg(joblab.shape_sql(s.dimension1, s.dimension2), ' union all ')
  from joblab.cell_shapes() s
);

-- Counts one month anew. False when someone is writing to it just now, or when values are too long for cells; the month
-- then stays as it was. The notes are removed first: what is not yet to be seen when postings are counted was noted by
-- a writer whose note is not yet to be seen either, or is locked; it stays.
create or replace function joblab.rebuild_month(of_month date) returns boolean
language plpgsql set search_path = '' set datestyle = 'ISO' as $$
begin
  delete from joblab.touched_months t
  where t.ctid = any (array(
    select note.ctid from joblab.touched_months note where note.month = of_month for update skip locked));
  if exists (select from joblab.touched_months t where t.month = of_month) then
    return false;
  end if;
  delete from joblab.cells c where c.month = of_month;
  execute joblab.rebuild_sql() using of_month,
    case when isfinite(of_month) then (of_month + interval '1 month')::date else of_month end;
  insert into joblab.cell_months (month) values (of_month) on conflict do nothing;
  return true;
exception when program_limit_exceeded then
  raise warning 'postings of % hold values too long for cells; questions about it read all its postings', of_month;
  return false;
end $$;

-- The months whose cells are as the postings are.
create or replace function joblab.counted_months() returns date[]
language sql stable set search_path = ''
return coalesce((
  select array_agg(m.month order by m.month) from joblab.cell_months m
  where not exists (select from joblab.touched_months t where t.month = m.month or t.month is null)
), '{}');

-- The months that have to be counted, newest first: by walking from one month that has postings to the next.
create or replace function joblab.months_to_count() returns date[]
language sql stable set search_path = ''
return array(
  with recursive filled (month) as (
    select joblab.month_of(max(p.posted_date)) from joblab.postings p
    union all
    select (select joblab.month_of(max(p.posted_date)) from joblab.postings p where p.posted_date < f.month)
    from filled f where isfinite(f.month)
  )
  select month from (
    select f.month from filled f where f.month is not null
    union select '-infinity'
    union select m.month from joblab.cell_months m
  ) as known
  where month <> all (joblab.counted_months()) order by month desc
);

-- Brings cells up to date, newest month first, for about so many seconds; returns how many months are left, which is
-- why to call it again. One at a time: a second caller finds nothing left to it. Postings may be written meanwhile.
create or replace function public.refresh_cells(seconds double precision default 5) returns integer
language plpgsql security definer
set search_path = '' set statement_timeout = '120s' set jit = off set work_mem = '64MB' as $$
declare
  started constant timestamptz := clock_timestamp();
  months date[];
  month date;
  left_over integer := 0;
begin
  -- In a transaction that sees one snapshot, notes would be removed whose postings it does not see.
  if current_setting('transaction_isolation') <> 'read committed' then
    perform joblab.fail('refresh_cells works in a transaction that is READ COMMITTED, not '
      || upper(current_setting('transaction_isolation')) || '.');
  end if;
  if not pg_try_advisory_xact_lock(hashtext('joblab.refresh_cells')) then
    return 0;
  end if;
  if exists (select from joblab.touched_months t where t.month is null) then
    delete from joblab.touched_months t where t.month is null;
    delete from joblab.cells;
    delete from joblab.cell_months;
  end if;
  months := joblab.months_to_count();
  foreach month in array months loop
    if clock_timestamp() > started + make_interval(secs => seconds) or not joblab.rebuild_month(month) then
      left_over := left_over + 1;
    end if;
  end loop;
  return left_over;
end $$;
