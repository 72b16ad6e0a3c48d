-- What follows from the catalogue.

-- First and last day of all postings.
create or replace function joblab.data_days(out oldest date, out newest date)
language sql stable parallel safe as $$
  select min(p.posted_date), max(p.posted_date) from joblab.postings p
$$;

-- What filters look into: SQL for the value of posting p and, where one item of several is matched, which column holds
-- their keys and SQL for the items. SQL text is built from these names and nothing else.
create or replace function joblab.fields()
returns table (place integer, name text, kind text, value_sql text, keys_column text, items_sql text)
language sql immutable parallel safe as $$
  select d.place, d.name, d.kind,
    case d.kind when 'cycle' then format('joblab.cycle_of(%L, p.posted_date)', d.name) else format('p.%I', d.column_name) end,
    case when d.kind in ('list', 'place') then d.name || '_keys' end,
    case d.kind when 'list' then format('p.%I', d.name || '_list')
      when 'place' then format('joblab.list_items(p.%1$I) || joblab.trimmed(p.%1$I)', d.column_name) end
  from joblab.dimensions() d where d.kind <> 'time'
  union all
  select 100 + f.place, f.name, f.kind, null, case f.kind when 'words' then 'role_words' end,
    case f.kind when 'words' then 'p.role_words' end
  from joblab.filters() f
$$;

create or replace function joblab.kind_of(field text) returns text
language sql immutable parallel safe
return (select f.kind from joblab.fields() f where f.name = field);

-- What postings may be asked to state, or not to: a value of a dimension, comparable pay, a day.
create or replace function joblab.statable() returns text[]
language sql immutable parallel safe
return array(select f.name from joblab.fields() f where f.kind in ('text', 'place', 'list', 'boolean'))
  || array['salary', 'posted_date'];

create or replace function joblab.time_dimension(group_by text[]) returns text
language sql immutable parallel safe
return (select min(d.name) from joblab.dimensions() d where d.kind = 'time' and d.name = any (group_by));

create or replace function joblab.has_list(group_by text[]) returns boolean
language sql immutable parallel safe
return exists (select from joblab.dimensions() d where d.kind = 'list' and d.name = any (group_by));

-- What cells count by: dimensions, days, and `pay`, which is yearly pay and currency in one text. `reach` says what with: a
-- wide one with every other one; a usual one with the wide ones; a narrow one, which has so many values that its pairs
-- are not many fewer than postings, with the first one alone.
create or replace function joblab.cell_dimensions()
returns table (place integer, name text, reach text, value_sql text)
language sql immutable parallel safe as $$
  select (row_number() over (order by rank, known.place))::integer, name, reach, value_sql
  from (
    select case d.cells when 'wide' then 1 when 'usual' then 3 else 5 end as rank, d.place, d.name, d.cells as reach,
      case d.kind when 'list' then null when 'boolean' then format('%I::text', d.column_name) else quote_ident(d.column_name) end
        as value_sql
    from joblab.dimensions() d where d.cells in ('wide', 'usual', 'narrow')
    union all values
      (2, 0, 'posted_day', 'wide', 'posted_date::text'),
      (4, 0, 'pay', 'usual', 'salary_yearly || '' '' || pay_currency')
  ) as known
$$;

-- The cells that know a field: those of pay also tell the currency, those of days the weekday. Null for months and longer,
-- which every cell tells.
create or replace function joblab.cell_of(field text) returns text
language sql immutable parallel safe
return case
  when field = 'salary' then 'pay'
  when field = 'posted_date' then 'posted_day'
  else (select case when d.cells = 'pay' then 'pay' when d.cells <> 'day' then d.name
          when d.kind = 'cycle' or d.name in ('posted_day', 'posted_week') then 'posted_day' end
        from joblab.dimensions() d where d.name = field)
end;

-- The dimensions and pairs of them that there are cells for. Lists are also paired with is_remote: see joblab.cells_for.
create or replace function joblab.cell_shapes()
returns table (dimension1 text, dimension2 text)
language sql immutable parallel safe as $$
  select name, '' from joblab.cell_dimensions()
  union all
  select one.name, two.name from joblab.cell_dimensions() one join joblab.cell_dimensions() two on one.place < two.place
  where one.reach = 'wide' and two.reach <> 'narrow' and (one.name, two.name) <> ('posted_day', 'pay')
     or one.place = 1 and two.reach = 'narrow'
     or one.name = 'is_remote' and joblab.has_list(array[two.name])
$$;
