-- Periods and what they are compared with.

create or replace function joblab.is_month_end(day date) returns boolean
language sql immutable parallel safe
return extract(day from day + 1) = 1;

-- The same day some months before; a month's last day gives a month's last day when keep_end is true.
create or replace function joblab.months_before(day date, months integer, keep_end boolean) returns date
language sql immutable parallel safe
return case
  when keep_end and joblab.is_month_end(day) then ((day + 1) - make_interval(months => months))::date - 1
  else (day - make_interval(months => months))::date
end;

-- How far back a bucket of time is compared: one bucket or one year (52 weeks, so that Mondays meet Mondays).
create or replace function joblab.bucket_shift(dimension text, compare text) returns interval
language sql immutable parallel safe
return case
  when dimension = 'posted_week' then make_interval(weeks => case compare when 'previous_year' then 52 else 1 end)
  when compare = 'previous_year' then interval '1 year'
  when dimension = 'posted_day' then interval '1 day'
  when dimension = 'posted_month' then interval '1 month'
  when dimension = 'posted_quarter' then interval '3 months'
  when dimension = 'posted_year' then interval '1 year'
end;

-- The period that first_day..last_day is compared with. Whole calendar months meet whole calendar months; buckets of
-- time meet the bucket before, cut off at the same place.
create or replace function joblab.previous_period(
  first_day date, last_day date, compare text, time_dimension text, out start_day date, out end_day date
)
language plpgsql immutable as $$
declare
  whole_months constant boolean := extract(day from first_day) = 1 and joblab.is_month_end(last_day);
  shift constant interval := coalesce(
    joblab.bucket_shift(time_dimension, compare),
    case when compare = 'previous_year' then interval '1 year'
         when whole_months then age(last_day + 1, first_day) end);
  months constant integer := extract(year from shift) * 12 + extract(month from shift);
begin
  if shift is null then
    start_day := first_day - (last_day - first_day + 1);
    end_day := first_day - 1;
  elsif months > 0 then
    start_day := joblab.months_before(first_day, months, false);
    end_day := joblab.months_before(last_day, months, whole_months or time_dimension is not null);
  else
    start_day := (first_day - shift)::date;
    end_day := (last_day - shift)::date;
  end if;
end $$;

-- SQL for the first day of the bucket that a day is in.
create or replace function joblab.bucket_sql(dimension text, day text) returns text
language sql immutable parallel safe
return case dimension
  when 'posted_day' then day
  else format('date_trunc(%L, (%s)::timestamp)::date', substr(dimension, 8), day)
end;

-- "2026-01-05", "2026-01", "2026-Q1" or "2026".
create or replace function joblab.bucket_label(dimension text, first_day date) returns text
language sql immutable parallel safe
return to_char(first_day::timestamp, case dimension
  when 'posted_month' then 'YYYY-MM' when 'posted_quarter' then 'YYYY-"Q"Q' when 'posted_year' then 'YYYY'
  else 'YYYY-MM-DD' end);
