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
  measure text, compare text, value numeric, postings bigint, currency text, previous numeric
) returns jsonb
language sql immutable parallel safe
return jsonb_build_object('value', value, 'postings', postings)
  || case when measure = 'median_salary' then jsonb_build_object('currency', currency) else '{}' end
  || case when compare is not null then jsonb_build_object(
       'previous', previous, 'change', value - previous, 'change_percent', joblab.percent(value - previous, previous))
     else '{}' end;

create or replace function joblab.keys_json(group_by text[], label1 text, label2 text) returns jsonb
language sql immutable parallel safe
return (
  select coalesce(jsonb_object_agg(name, case
    when name in ('is_remote', 'is_research') then to_jsonb(label = 'true') else to_jsonb(label) end), '{}')
  from unnest(group_by, array[label1, label2]) as part (name, label) where name is not null
);

create or replace function joblab.time_dimension(group_by text[]) returns text
language sql immutable parallel safe
return (select min(d.name) from joblab.dimensions() d where d.kind = 'time' and d.name = any (group_by));

create or replace function joblab.has_list(group_by text[]) returns boolean
language sql immutable parallel safe
return exists (select from joblab.dimensions() d where d.kind = 'list' and d.name = any (group_by));

create or replace function joblab.check_stats(
  measure text, group_by text[], compare text, order_by text, row_limit integer
) returns void
language plpgsql immutable as $$
declare
  name text;
begin
  perform joblab.check_one_of('measure', measure, joblab.measures());
  foreach name in array group_by loop
    perform joblab.check_one_of('group_by', name, array(select d.name from joblab.dimensions() d));
  end loop;
  if cardinality(group_by) > 2 then
    perform joblab.fail('group_by takes at most 2 dimensions.');
  elsif group_by[1] = group_by[2] then
    perform joblab.fail(format('group_by names %s twice.', group_by[1]));
  elsif (select count(*) from joblab.dimensions() d where d.kind = 'time' and d.name = any (group_by)) > 1 then
    perform joblab.fail('group_by takes one time dimension at most.');
  end if;
  if compare is not null then
    perform joblab.check_one_of('compare', compare, array['previous_period', 'previous_year']);
  end if;
  if order_by is not null then
    perform joblab.check_one_of('order_by', order_by, array['value', 'time', 'change', 'change_percent']);
  end if;
  if order_by = 'time' and joblab.time_dimension(group_by) is null then
    perform joblab.fail('order_by time needs a time dimension in group_by, such as posted_month.');
  elsif order_by in ('change', 'change_percent') and compare is null then
    perform joblab.fail(format('order_by %s needs compare: previous_period or previous_year.', order_by));
  end if;
  perform joblab.check_between('row_limit', row_limit, 1, 1000);
end $$;

-- What a request asks for, worked out: both selections, and how rows are ordered.
do $$
begin
  create type joblab.question as (
    measure text, group_by text[], compare text, order_by text, ascending boolean, row_limit integer,
    selected joblab.selection, earlier joblab.selection, shift interval
  );
exception when duplicate_object then
  null;
end $$;

create or replace function joblab.question_of(
  measure text, group_by text[], compare text, order_by text, ascending boolean, row_limit integer,
  selection joblab.selection, newest_day date
) returns joblab.question
language plpgsql stable set search_path = '' as $$
declare
  time_dimension constant text := joblab.time_dimension(group_by);
  ordering constant text := coalesce(order_by, case when time_dimension is null then 'value' else 'time' end);
  earlier joblab.selection;
  period record;
begin
  if compare is not null then
    if selection.posted_start is null then
      perform joblab.fail('compare needs the filter posted_start, a day like 2026-01-01.');
    end if;
    selection.posted_end := coalesce(selection.posted_end, greatest(newest_day, selection.posted_start));
    period := joblab.previous_period(selection.posted_start, selection.posted_end, compare, time_dimension);
    earlier := selection;
    earlier.posted_start := period.start_day;
    earlier.posted_end := period.end_day;
  end if;
  return (measure, group_by, compare, ordering, coalesce(ascending, ordering = 'time'), row_limit, selection, earlier,
          joblab.bucket_shift(time_dimension, compare));
end $$;

-- Rows in order, the groups there are, and what was cut off. Under the order of time the newest are kept. `matching`
-- counts the postings in all groups, and those in none; it is what shares are of when `total` is null.
create or replace function joblab.stats_rows(
  question joblab.question, total bigint, earlier_total bigint,
  out rows jsonb, out groups bigint, out cut jsonb, out missing bigint, out matching bigint
)
language plpgsql stable set search_path = '' as $$
declare
  share constant boolean := question.measure = 'share';
  nothing constant numeric := joblab.of_nothing(question.measure);
  by_time constant boolean := question.order_by = 'time';
  time_is_first constant boolean := question.group_by[1] = joblab.time_dimension(question.group_by);
  newest_first constant boolean := by_time and not question.ascending;
  ordering constant text := question.order_by;
  direction constant integer := case when question.ascending and not by_time then 1 else -1 end;
  row_limit constant integer := question.row_limit;
  -- A posting may be in several groups of a list, so that groups of a list and something else do not add up.
  in_several constant boolean := cardinality(question.group_by) = 2 and joblab.has_list(question.group_by);
begin
  with measured as (
    select * from joblab.measured(
      question.measure, question.group_by, question.selected, question.earlier, question.shift)
  ),
  counted as (
    select coalesce(sum(m.found), 0)::bigint as found,
      coalesce(sum(m.found) filter (where m.label1 is null or m.label2 is null), 0)::bigint as nameless,
      coalesce(sum(m.found) filter (where m.label1 is null and m.label2 is null), 0)::bigint as nowhere,
      count(*) filter (where m.label1 is not null and m.label2 is not null) as groups,
      coalesce(sum(m.postings) filter (where m.label1 is not null and m.label2 is not null), 0) as postings
    from measured m
  ),
  named as (
    select m.label1, m.label2, m.currency, m.postings,
      case when share then joblab.percent(coalesce(m.value, 0), coalesce(total, counted.found))
        else coalesce(m.value, nothing) end as value,
      case when share then joblab.percent(coalesce(m.previous, 0), earlier_total)
        else coalesce(m.previous, nothing) end as previous
    from measured m, counted where m.label1 is not null and m.label2 is not null
  ),
  ranked as (
    select n.*,
      case when by_time then case when time_is_first then n.label1 else n.label2 end end collate "C" as bucket,
      direction * case ordering when 'change' then n.value - n.previous
        when 'change_percent' then joblab.percent(n.value - n.previous, n.previous) else n.value end as rank
    from named n
  ),
  top as (
    select * from ranked r
    order by bucket desc, rank nulls last, label1 collate "C", label2 collate "C"
    limit row_limit
  )
  select
    coalesce(jsonb_agg(
      jsonb_build_object('keys', joblab.keys_json(question.group_by, t.label1, t.label2))
        || joblab.figures(question.measure, question.compare, t.value, t.postings, t.currency, t.previous)
      order by case when newest_first then null else bucket end, bucket desc, rank nulls last,
        label1 collate "C", label2 collate "C") filter (where t.label1 is not null), '[]'),
    c.groups,
    jsonb_build_object(
      'groups', c.groups - count(t.label1), 'postings', c.postings - coalesce(sum(t.postings), 0)),
    case when in_several then joblab.count_missing(question.group_by, c.nowhere, question.selected) else c.nameless end,
    c.found
  into rows, groups, cut, missing, matching
  from counted c left join top t on true
  group by c.groups, c.postings, c.nameless, c.nowhere, c.found;
end $$;

create or replace function joblab.period_json(start_day date, end_day date) returns jsonb
language sql immutable parallel safe
return jsonb_build_object('start', start_day, 'end', end_day);

-- The total: the same measure over all selected postings at once.
create or replace function joblab.stats_total(
  question joblab.question, out matching bigint, out earlier_matching bigint, out figures jsonb
)
language plpgsql stable set search_path = '' as $$
declare
  total record;
  share constant boolean := question.measure = 'share';
begin
  select * into total from joblab.measured(question.measure, '{}', question.selected, question.earlier, null);
  matching := coalesce(total.found, 0);
  earlier_matching := case when share then coalesce(total.previous, 0) end;
  figures := joblab.figures(
    question.measure, question.compare,
    case when share then joblab.percent(matching, matching)
         else coalesce(total.value, joblab.of_nothing(question.measure)) end,
    coalesce(total.postings, 0), total.currency,
    case when share then joblab.percent(earlier_matching, earlier_matching)
         else coalesce(total.previous, joblab.of_nothing(question.measure)) end);
end $$;

-- See docs/semantic-layer.md. SQLSTATE 22023: the caller can repair it; the message says how.
create or replace function public.job_stats(
  measure text default 'count', group_by text[] default '{}', filters jsonb default '{}', compare text default null,
  order_by text default null, ascending boolean default null, row_limit integer default 20
) returns jsonb
language plpgsql stable parallel restricted
set search_path = '' set statement_timeout = '8s' set jit = off set work_mem = '32MB' as $$
declare
  dimensions constant text[] := coalesce(group_by, '{}');
  resolved record;
  days record;
  question joblab.question;
  -- Each posting is in one group, or in none: their sum is the total, and a second look at the postings is saved.
  adds_up constant boolean := measure in ('count', 'share') and compare is null and dimensions <> '{}'
    and not joblab.has_list(dimensions);
  total record;
  rows record;
begin
  perform joblab.check_stats(measure, dimensions, compare, order_by, row_limit);
  resolved := joblab.resolve(coalesce(filters, '{}'));
  days := joblab.data_days();
  question := joblab.question_of(
    measure, dimensions, compare, order_by, ascending, row_limit, resolved.selection, days.newest);
  if dimensions = '{}' then
    total := joblab.stats_total(question);
    select '[]'::jsonb as rows, 0::bigint as groups, '{"groups": 0, "postings": 0}'::jsonb as cut,
      0::bigint as missing into rows;
  elsif adds_up then
    rows := joblab.stats_rows(question, null, null);
    select joblab.figures(measure, null, case measure when 'share' then joblab.percent(rows.matching, rows.matching)
      else rows.matching end, rows.matching, null, null) as figures into total;
  else
    total := joblab.stats_total(question);
    rows := joblab.stats_rows(question, total.matching, total.earlier_matching);
  end if;
  return jsonb_build_object(
    'measure', measure, 'group_by', to_jsonb(dimensions), 'compare', compare,
    'order_by', question.order_by, 'ascending', question.ascending,
    'rows', rows.rows, 'total', total.figures, 'groups', rows.groups, 'cut', rows.cut, 'missing', rows.missing,
    'filters', resolved.applied,
    'period', joblab.period_json((question.selected).posted_start, (question.selected).posted_end),
    'previous_period', case when compare is not null then
      joblab.period_json((question.earlier).posted_start, (question.earlier).posted_end) end,
    'unknown_values', resolved.unknown, 'oldest_day', days.oldest, 'newest_day', days.newest);
end $$;
