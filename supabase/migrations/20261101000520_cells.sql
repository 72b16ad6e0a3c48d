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
