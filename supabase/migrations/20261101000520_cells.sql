-- Cells: postings counted ahead, month by month, by every dimension and by the pairs of dimensions that are asked about
-- most. Questions about whole months read a few hundred cells instead of a million postings.
--
-- Writers never keep cells up to date; that would make every write slow and let writers wait for each other. A trigger
-- notes which months a statement touched, public.refresh_cells() counts those months anew, and until then questions
-- look at the postings of a touched month themselves. So answers are exact at any moment, and cells only make them fast.

-- Cells of a single dimension have dimension2 = ''. Values are as stored, '' for a posting that has none; of a list the keys of its
-- items, and as label the smallest spelling. `remote` counts those of the postings that are remote.
create table if not exists joblab.cells (
  dimension1 text collate "C" not null,
  dimension2 text collate "C" not null,
  month date not null,
  value1 text collate "C" not null,
  value2 text collate "C" not null,
  label text collate "C",
  postings integer not null,
  remote integer not null,
  primary key (dimension1, dimension2, month, value1, value2)
);
-- A question reads a few thousand cells at most: less than it takes to start a parallel worker.
alter table joblab.cells set (parallel_workers = 0);

-- The months that have cells. Postings without a day are in the month -infinity.
create table if not exists joblab.cell_months (month date primary key);

-- The months that were written to since; null: all of them.
create table if not exists joblab.touched_months (month date);
create index if not exists touched_months_month on joblab.touched_months (month);

-- What cells count by: the dimensions, and `pay`, which is yearly pay and currency in one text. `reach` says what with: a
-- wide one with every other one; a usual one with the wide ones; a narrow one, which has so many values that its pairs
-- are not many fewer than postings, with countries alone.
create or replace function joblab.cell_dimensions()
returns table (place integer, name text, reach text, value_sql text)
language sql immutable parallel safe as $$
  values
    (1, 'country', 'wide', 'country'),
    (2, 'job_function_std', 'wide', 'job_function_std'),
    (3, 'job_level_std', 'wide', 'job_level_std'),
    (4, 'posted_day', 'wide', 'posted_date::text'),
    (5, 'is_remote', 'usual', 'is_remote::text'),
    (6, 'is_research', 'usual', 'is_research::text'),
    (7, 'company_industry_std', 'usual', 'company_industry_std'),
    (8, 'job_type_filled', 'usual', 'job_type_filled'),
    (9, 'education_level', 'usual', 'education_level'),
    (10, 'platform', 'usual', 'platform'),
    (11, 'search_term', 'usual', 'search_term'),
    (12, 'skills', 'usual', null),
    (13, 'tools', 'usual', null),
    (14, 'pay', 'usual', 'salary_yearly || '' '' || salary_currency'),
    (15, 'company_name', 'narrow', 'company_name'),
    (16, 'location', 'narrow', 'location')
$$;

-- The dimensions and pairs of them that there are cells for. Lists are also paired with is_remote: see joblab.cells_for.
create or replace function joblab.cell_shapes()
returns table (dimension1 text, dimension2 text)
language sql immutable parallel safe as $$
  select name, '' from joblab.cell_dimensions()
  union all
  select one.name, two.name from joblab.cell_dimensions() one join joblab.cell_dimensions() two on one.place < two.place
  where one.reach = 'wide' and two.reach <> 'narrow' and (one.name, two.name) <> ('posted_day', 'pay')
     or one.name = 'country' and two.reach = 'narrow'
     or one.name = 'is_remote' and two.name in ('skills', 'tools')
$$;

create or replace function joblab.month_of(day date) returns date
language sql immutable parallel safe
return coalesce(date_trunc('month', day::timestamp)::date, '-infinity');

-- Notes the months of the rows that a statement wrote, which PostgreSQL hands over as the table `changed`. A month is
-- noted once: a writer that finds a note keeps it from being removed until its own rows can be seen, by a lock that
-- writers share. A note that is just being removed is passed over and written again, so that no writer waits.
-- Security definer: whoever writes postings needs no right here.
do $$
begin
  execute format($function$
    create or replace function joblab.note_changed_months() returns trigger
    language plpgsql security definer set search_path = '' as $body$
    declare
      changed_month date;
    begin
      for changed_month in select distinct joblab.month_of(%s) from changed loop
        perform from joblab.touched_months t where t.month = changed_month for key share skip locked;
        if not found then
          insert into joblab.touched_months (month) values (changed_month);
        end if;
      end loop;
      return null;
    end $body$ $function$, joblab.column_as('posted_date', 'date'));
end $$;

create or replace function joblab.note_all_months() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into joblab.touched_months (month) values (null);
  return null;
end $$;

create or replace trigger joblab_inserted after insert on public.jobs
  referencing new table as changed for each statement execute function joblab.note_changed_months();
create or replace trigger joblab_deleted after delete on public.jobs
  referencing old table as changed for each statement execute function joblab.note_changed_months();
create or replace trigger joblab_updated_from after update on public.jobs
  referencing old table as changed for each statement execute function joblab.note_changed_months();
create or replace trigger joblab_updated_to after update on public.jobs
  referencing new table as changed for each statement execute function joblab.note_changed_months();
create or replace trigger joblab_truncated after truncate on public.jobs
  for each statement execute function joblab.note_all_months();
