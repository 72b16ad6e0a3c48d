-- job_stats: the question that most questions come down to.

create or replace function joblab.percent(part numeric, whole numeric) returns numeric
language sql immutable parallel safe
return round(100.0 * part / nullif(whole, 0), 2);

-- What a measure says about no postings at all.
create or replace function joblab.of_nothing(measure text) returns numeric
language sql immutable parallel safe
return case when measure in ('count', 'share', 'companies') then 0 end;

-- The figures of a row, or of the total.
create or replace function joblab.figures(
  measure text, compare text, value numeric, postings bigint, previous numeric,
  currency text default null, p25 numeric default null, p75 numeric default null, mean numeric default null
) returns jsonb
language sql immutable parallel safe
return jsonb_build_object('value', value, 'postings', postings)
  || case when measure = 'median_salary' then jsonb_build_object('currency', currency, 'p25', p25, 'p75', p75, 'mean', mean)
     else '{}' end
  || case when compare is not null then jsonb_build_object(
       'previous', previous, 'change', value - previous, 'change_percent', joblab.percent(value - previous, previous))
     else '{}' end;

create or replace function joblab.keys_json(group_by text[], label1 text, label2 text) returns jsonb
language sql immutable parallel safe
return (
  select coalesce(jsonb_object_agg(name, case
    when joblab.kind_of(name) = 'boolean' then to_jsonb(label = 'true') else to_jsonb(label) end), '{}')
  from unnest(group_by, array[label1, label2]) as part (name, label) where name is not null
);

-- What a request asks for, worked out: both selections, and how rows are ordered. `first_bucket` to `last_bucket` are the
-- buckets of time that rows are complete for, null where there are none; `part` is what a share is of.
create type joblab.question as (
  measure text, group_by text[], compare text, order_by text, ascending boolean, row_limit integer, min_postings integer,
  selected joblab.selection, earlier joblab.selection, shift interval, part joblab.selection,
  first_bucket date, last_bucket date
);

create or replace function joblab.check_stats(
  measure text, group_by text[], part jsonb, compare text, compare_start text, compare_end text, min_postings integer,
  order_by text, row_limit integer
) returns void
language plpgsql immutable as $$
declare
  name text;
  compares constant boolean := coalesce(compare, compare_start) is not null;
begin
  perform joblab.check_one_of('measure', measure, joblab.measures());
  foreach name in array group_by loop
    perform joblab.check_one_of('group_by', name, array(select d.name from joblab.dimensions() d order by d.place));
  end loop;
  if cardinality(group_by) > 2 then
    perform joblab.fail('group_by takes at most 2 dimensions.');
  elsif group_by[1] = group_by[2] then
    perform joblab.fail(format('group_by names %s twice.', group_by[1]));
  elsif (select count(*) from joblab.dimensions() d where d.kind = 'time' and d.name = any (group_by)) > 1 then
    perform joblab.fail('group_by takes one time dimension at most.');
  end if;
  if part is not null and measure <> 'share' then
    perform joblab.fail('part says what a share is of: it goes with measure share.');
  end if;
  if compare is not null then
    perform joblab.check_one_of('compare', compare, array['previous_period', 'previous_year']);
    if coalesce(compare_start, compare_end) is not null then
      perform joblab.fail('compare and compare_start are two ways to name the earlier period: give one of them.');
    end if;
  elsif (compare_start is null) <> (compare_end is null) then
    perform joblab.fail('compare_start and compare_end go together: they are the first and the last day of the earlier period.');
  end if;
  if order_by is not null then
    perform joblab.check_one_of('order_by', order_by, array['value', 'mean', 'time', 'change', 'change_percent', 'postings']);
  end if;
  if order_by = 'time' and joblab.time_dimension(group_by) is null then
    perform joblab.fail('order_by time needs a time dimension in group_by, such as posted_month.');
  elsif order_by in ('change', 'change_percent') and not compares then
    perform joblab.fail(format('order_by %s needs compare: previous_period or previous_year.', order_by));
  end if;
  if order_by = 'mean' and measure <> 'median_salary' then
    perform joblab.fail('order_by mean goes with measure median_salary.');
  end if;
  perform joblab.check_between('row_limit', row_limit, 1, 1000);
  if min_postings is not null then
    perform joblab.check_between('min_postings', min_postings, 1, 1000000000);
  end if;
end $$;

-- The first day of the bucket that a day is in.
create or replace function joblab.bucket_of(dimension text, day date) returns date
language plpgsql stable set search_path = '' as $$
declare
  first_day date;
begin
  execute 'select ' || joblab.bucket_sql(dimension, '$1') into first_day using day;
  return first_day;
end $$;

-- How far the bucket of one day is behind the bucket of another: in days for days and weeks, else in months.
create or replace function joblab.shift_between(dimension text, day date, earlier date) returns interval
language sql stable set search_path = ''
return case when dimension in ('posted_day', 'posted_week')
  then make_interval(days => joblab.bucket_of(dimension, day) - joblab.bucket_of(dimension, earlier))
  else age(joblab.bucket_of(dimension, day), joblab.bucket_of(dimension, earlier)) end;

-- The question with the period that it is compared with.
create or replace function joblab.with_earlier(
  question joblab.question, compare_start date, compare_end date, newest_day date
) returns joblab.question
language plpgsql stable set search_path = '' as $$
declare
  time_dimension constant text := joblab.time_dimension(question.group_by);
  selected joblab.selection := question.selected;
  earlier joblab.selection;
  period record;
begin
  if selected.posted_start is null then
    perform joblab.fail('A comparison needs the filter posted_start, a day like 2026-01-01.');
  end if;
  selected.posted_end := coalesce(selected.posted_end, greatest(newest_day, selected.posted_start));
  question.shift := joblab.bucket_shift(time_dimension, question.compare);
  period := joblab.previous_period(selected.posted_start, selected.posted_end, question.compare, time_dimension);
  if compare_start is not null then
    if compare_start > compare_end then
      perform joblab.fail(format('compare_start %s is after compare_end %s; swap them.', compare_start, compare_end));
    elsif compare_end >= selected.posted_start then
      perform joblab.fail(format('compare_end %s must be before posted_start %s: the earlier period is the one to compare with.',
        compare_end, selected.posted_start));
    end if;
    question.shift := joblab.shift_between(time_dimension, selected.posted_start, compare_start);
    select compare_start as start_day, compare_end as end_day into period;
  end if;
  earlier := selected;
  earlier.posted_start := period.start_day;
  earlier.posted_end := period.end_day;
  question.selected := selected;
  question.earlier := earlier;
  return question;
end $$;

-- The question with the buckets of time that it is about: within its period, as far as there is data.
create or replace function joblab.with_buckets(question joblab.question, oldest_day date, newest_day date) returns joblab.question
language plpgsql stable set search_path = '' as $$
declare
  dimension constant text := joblab.time_dimension(question.group_by);
  first_day constant date := greatest((question.selected).posted_start, oldest_day);
  last_day constant date := least((question.selected).posted_end, newest_day);
begin
  if dimension is not null and question.min_postings is null and oldest_day is not null and first_day <= last_day then
    question.first_bucket := joblab.bucket_of(dimension, first_day);
    question.last_bucket := joblab.bucket_of(dimension, last_day);
  end if;
  return question;
end $$;

create or replace function joblab.bucket_labels(question joblab.question) returns setof text
language sql stable set search_path = '' as $$
  select joblab.bucket_label(dimension, first_day::date)
  from joblab.time_dimension(question.group_by) as dimension, generate_series(
    question.first_bucket::timestamp, question.last_bucket::timestamp, joblab.bucket_shift(dimension, 'previous_period')
  ) as first_day
$$;

-- Rows in order, the groups there are, and what was cut off or is too small. `matching` counts the postings in all groups,
-- and those in none; it is what shares are of when `total` is null.
--
-- A row belongs to a series: what a chart draws as one line, its other dimension and currency. Buckets of time without
-- postings are rows too. Under the order of time the limit keeps whole series, those with most postings, and of these the
-- newest buckets; pay is ranked one currency after the other.
create or replace function joblab.stats_rows(
  question joblab.question, total bigint, earlier_total bigint,
  out rows jsonb, out groups bigint, out cut jsonb, out small jsonb, out missing bigint, out matching bigint
)
language plpgsql stable set search_path = '' as $$
declare
  is_share constant boolean := question.measure = 'share' and question.part is null;
  is_pay constant boolean := question.measure = 'median_salary';
  nothing constant numeric := case when question.part is null then joblab.of_nothing(question.measure) end;
  by_time constant boolean := question.order_by = 'time';
  newest_first constant boolean := by_time and not question.ascending;
  direction constant integer := case when question.ascending and not by_time then 1 else -1 end;
  pairs constant boolean := cardinality(question.group_by) = 2;
  time_place constant integer := array_position(question.group_by, joblab.time_dimension(question.group_by));
  -- A posting may be in several groups of a list, so that groups of a list and something else do not add up.
  in_several constant boolean := pairs and joblab.has_list(question.group_by);
begin
  with measured as materialized (
    select * from joblab.measured(
      question.measure, question.group_by, question.selected, question.earlier, question.shift, question.part)
  ),
  counted as (
    select coalesce(sum(m.found), 0)::bigint as found,
      coalesce(sum(m.found) filter (where m.label1 is null or m.label2 is null), 0)::bigint as nameless,
      coalesce(sum(m.found) filter (where m.label1 is null and m.label2 is null), 0)::bigint as nowhere
    from measured m
  ),
  -- An item of a list is spelled alike in all its rows.
  spelled as (
    select m.*,
      case when joblab.has_list(question.group_by[:1]) then min(m.label1 collate "C") over (partition by joblab.key(m.label1)) else m.label1 end as shown1,
      case when joblab.has_list(question.group_by[2:]) then min(m.label2 collate "C") over (partition by joblab.key(m.label2)) else m.label2 end
        as shown2
    from measured m where m.label1 is not null and m.label2 is not null
  ),
  named as (
    select m.shown1 as label1, m.shown2 as label2, coalesce(m.currency, '') as currency, m.postings, m.p25, m.p75, m.mean,
      case when is_share then joblab.percent(coalesce(m.value, 0), coalesce(total, c.found)) else coalesce(m.value, nothing) end as value,
      case when is_share then joblab.percent(coalesce(m.previous, 0), earlier_total) else coalesce(m.previous, nothing) end as previous,
      case time_place when 1 then m.shown1 when 2 then m.shown2 end as bucket,
      case when time_place = 2 then m.shown1 when pairs then m.shown2 else '' end as series
    from spelled m, counted c
    where m.currency is not null or not is_pay
  ),
  kept as (
    select * from named n where n.postings >= coalesce(question.min_postings, 0)
  ),
  buckets as materialized (
    select label as bucket from joblab.bucket_labels(question) as label
  ),
  sizes as (
    select (select count(*) from buckets) as complete,
      (select count(*) from (select k.bucket from kept k union select b.bucket from buckets b) as every) as every
  ),
  known_series as (
    select k.series, k.currency, sum(k.postings) as postings, count(*) as filled,
      count(*) filter (where k.bucket in (select b.bucket from buckets b)) as covered
    from kept k group by k.series, k.currency
    union all
    select '', '', 0, 0, 0 where not pairs and not exists (select from kept)
  ),
  every_series as (
    select s.*, s.filled + z.complete - s.covered as number,
      not by_time or row_number() over (order by s.postings desc, s.series collate "C", s.currency collate "C")
        <= greatest(1, question.row_limit / greatest(z.every, 1)) as is_shown
    from known_series s, sizes z
  ),
  currencies as (
    select k.currency, row_number() over (order by sum(k.postings) desc, k.currency collate "C") as place
    from kept k group by k.currency
  ),
  candidates as (
    select k.* from kept k join every_series s on s.series = k.series and s.currency = k.currency where s.is_shown
    union all
    select case time_place when 1 then b.bucket else s.series end, case time_place when 1 then s.series else b.bucket end,
      s.currency, 0, null, null, null,
      case when is_share then joblab.percent(0, coalesce(total, c.found)) else nothing end,
      case when is_share then joblab.percent(0, earlier_total) else nothing end, b.bucket, s.series
    from every_series s, buckets b, counted c
    where s.is_shown
      and not exists (select from kept k where k.bucket = b.bucket and k.series = s.series and k.currency = s.currency)
  ),
  ranked as (
    select r.*, case when question.order_by = 'postings' then 0 else c.place end as currency_place,
      case when by_time then r.bucket end collate "C" as moment,
      direction * case question.order_by when 'change' then r.value - r.previous
        when 'change_percent' then joblab.percent(r.value - r.previous, r.previous) when 'postings' then r.postings
        when 'mean' then r.mean else r.value end as rank
    from candidates r left join currencies c on c.currency = r.currency
  ),
  top as materialized (
    select * from ranked r
    order by moment desc, currency_place, rank nulls last, label1 collate "C", label2 collate "C", currency collate "C"
    limit question.row_limit
  ),
  cut_series as (
    select s.series, sum(s.number) - (select count(*) from top t where t.series = s.series) as cut
    from every_series s where pairs and s.series in (select t.series from top t) group by s.series
  )
  select
    (select coalesce(jsonb_agg(
        jsonb_build_object('keys', joblab.keys_json(question.group_by, t.label1, t.label2)) || joblab.figures(
          question.measure, question.compare, t.value, t.postings, t.previous, nullif(t.currency, ''), t.p25, t.p75, t.mean)
        order by case when newest_first then null else t.moment end, t.moment desc, t.currency_place, t.rank nulls last,
          t.label1 collate "C", t.label2 collate "C", t.currency collate "C"), '[]') from top t),
    (select coalesce(sum(s.number), 0) from every_series s),
    jsonb_build_object(
      'groups', (select coalesce(sum(s.number), 0) from every_series s) - (select count(*) from top),
      'postings', (select coalesce(sum(k.postings), 0) from kept k) - (select coalesce(sum(t.postings), 0) from top t),
      'by', (select coalesce(jsonb_object_agg(s.series, s.cut), '{}') from cut_series s where s.cut > 0)),
    case when question.min_postings is not null then jsonb_build_object(
      'groups', (select count(*) from named) - (select count(*) from kept),
      'postings', (select coalesce(sum(n.postings), 0) from named n) - (select coalesce(sum(k.postings), 0) from kept k)) end,
    case when in_several then joblab.count_missing(question.group_by, c.nowhere, question.selected) else c.nameless end,
    c.found
  into rows, groups, cut, small, missing, matching
  from counted c;
end $$;

create or replace function joblab.period_json(start_day date, end_day date) returns jsonb
language sql immutable parallel safe
return jsonb_build_object('start', start_day, 'end', end_day);

-- The total: the same measure over all selected postings at once. Pay in several currencies is no figure; `currencies` tells
-- which, those with most postings first, and `unpaid` counts the postings without.
create or replace function joblab.stats_total(
  question joblab.question, out matching bigint, out earlier_matching bigint, out figures jsonb, out currencies text[],
  out unpaid bigint
)
language plpgsql stable set search_path = '' as $$
declare
  is_share constant boolean := question.measure = 'share' and question.part is null;
  is_pay constant boolean := question.measure = 'median_salary';
  nothing constant numeric := case when question.part is null then joblab.of_nothing(question.measure) end;
  total record;
begin
  with measured as (
    select * from joblab.measured(question.measure, '{}', question.selected, question.earlier, null, question.part)
  ),
  valued as (
    select * from measured m where m.currency is not null or not is_pay
  ),
  single as (
    select * from valued where (select count(*) from valued) = 1
  )
  select (select coalesce(sum(m.found), 0)::bigint from measured m) as found,
    (select coalesce(sum(v.postings), 0)::bigint from valued v) as postings,
    array(select v.currency from valued v order by v.postings desc, v.currency collate "C") as currencies,
    (select coalesce(sum(m.found), 0)::bigint from measured m where m.currency is null) as unpaid,
    s.value, s.previous, s.currency, s.p25, s.p75, s.mean
  into total
  from (select) as one left join single s on true;
  matching := total.found;
  earlier_matching := case when is_share then coalesce(total.previous, 0) end;
  currencies := total.currencies;
  unpaid := total.unpaid;
  figures := joblab.figures(question.measure, question.compare,
      case when is_share then joblab.percent(matching, matching) else coalesce(total.value, nothing) end,
      total.postings,
      case when is_share then joblab.percent(earlier_matching, earlier_matching) else coalesce(total.previous, nothing) end,
      total.currency, total.p25, total.p75, total.mean)
    || case when is_pay then jsonb_build_object('currencies', to_jsonb(currencies)) else '{}' end;
end $$;

-- See docs/semantic-layer.md. SQLSTATE 22023: the caller can repair it; the message says how.
create or replace function public.job_stats(
  measure text default 'count', group_by text[] default '{}', filters jsonb default '{}', part jsonb default null,
  compare text default null, compare_start text default null, compare_end text default null, min_postings integer default null,
  order_by text default null, ascending boolean default null, row_limit integer default 20
) returns jsonb
language plpgsql stable parallel restricted
set search_path = '' set statement_timeout = '8s' set jit = off set work_mem = '32MB' as $$
declare
  dimensions text[] := coalesce(group_by, '{}');
  ordering constant text := coalesce(order_by, case when joblab.time_dimension(dimensions) is null then 'value' else 'time' end);
  -- Each posting is in one group, or in none: their sum is the total, and a second look at the postings is saved.
  adds_up constant boolean := measure in ('count', 'share') and coalesce(compare, compare_start) is null and part is null
    and dimensions <> '{}' and not joblab.has_list(dimensions);
  resolved record;
  of_part record;
  applied_part jsonb;
  unpaid bigint;
  days record;
  question joblab.question;
  total record;
  rows record;
begin
  perform joblab.check_stats(
    measure, dimensions, part, compare, compare_start, compare_end, min_postings, order_by, row_limit);
  resolved := joblab.resolve(coalesce(filters, '{}'));
  if part is not null then
    of_part := joblab.resolve(part);
    question.part := of_part.selection;
    applied_part := of_part.applied;
    resolved.unknown := resolved.unknown || of_part.unknown;
  end if;
  days := joblab.data_days();
  question.measure := measure;
  question.group_by := dimensions;
  question.compare := coalesce(compare, case when compare_start is not null then 'other_period' end);
  question.order_by := ordering;
  question.ascending := coalesce(ascending, ordering = 'time');
  question.row_limit := row_limit;
  question.min_postings := min_postings;
  question.selected := resolved.selection;
  if question.compare is not null then
    question := joblab.with_earlier(question, joblab.iso_date('compare_start', compare_start),
      joblab.iso_date('compare_end', compare_end), days.newest);
  end if;
  question := joblab.with_buckets(question, days.oldest, days.newest);
  if not adds_up then
    total := joblab.stats_total(question);
    unpaid := case when measure = 'median_salary' then total.unpaid end;
    if measure = 'median_salary' and dimensions = '{}' and cardinality(total.currencies) > 1 then
      dimensions := '{salary_currency}';
      question.group_by := dimensions;
    end if;
  end if;
  if dimensions = '{}' then
    select '[]'::jsonb as rows, 0::bigint as groups, '{"groups": 0, "postings": 0, "by": {}}'::jsonb as cut, null::jsonb as small,
      0::bigint as missing into rows;
  elsif adds_up then
    rows := joblab.stats_rows(question, null, null);
    select joblab.figures(measure, null, case measure when 'share' then joblab.percent(rows.matching, rows.matching)
      else rows.matching end, rows.matching, null) as figures into total;
  else
    rows := joblab.stats_rows(question, total.matching, total.earlier_matching);
  end if;
  return jsonb_build_object(
    'measure', measure, 'group_by', to_jsonb(dimensions), 'compare', question.compare,
    'order_by', question.order_by, 'ascending', question.ascending,
    'rows', rows.rows, 'total', total.figures, 'groups', rows.groups, 'cut', rows.cut, 'missing', rows.missing,
    'filters', resolved.applied,
    'period', joblab.period_json((question.selected).posted_start, (question.selected).posted_end),
    'previous_period', case when question.compare is not null then
      joblab.period_json((question.earlier).posted_start, (question.earlier).posted_end) end,
    'unknown_values', resolved.unknown, 'matched', resolved.matched,
    'oldest_day', days.oldest, 'newest_day', days.newest)
    || jsonb_strip_nulls(jsonb_build_object('part', applied_part, 'unpaid', unpaid, 'small', rows.small));
end $$;
