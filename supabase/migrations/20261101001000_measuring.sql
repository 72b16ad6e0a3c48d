-- Measuring: one row per group, for one period or for two.
--
-- A group has up to two ids (what rows are grouped and compared by, as text) and up to two labels (what is shown).
-- Without a second dimension, or without any, id and label are '' for every posting.

-- SELECT of one period's groups out of its pieces: id1, id2, label1, label2, currency, found, postings, value. The median is per
-- currency, so that a group has one row for each. found counts all postings, `postings` those that the value is about.
-- A share starts as a count.
create or replace function joblab.groups_sql(measure text, pieces text) returns text
language sql immutable parallel safe
return format(case measure
  when 'companies' then $$
    select id1, id2, min(label1 collate "C") as label1, min(label2 collate "C") as label2, null::text as currency,
      sum(found)::bigint as found, sum(found)::bigint as postings,
      count(*) filter (where joblab.trimmed(company) <> '')::numeric as value
    from (%s) as pieces group by id1, id2 $$
  -- The middle of the two middle values, exactly: percentile_cont would compute with floating point numbers.
  when 'median_salary' then $$
    select id1, id2, min(label1 collate "C") as label1, min(label2 collate "C") as label2, currency,
      sum(found)::bigint as found, (coalesce(sum(found) filter (where pay is not null), 0))::bigint as postings,
      round((min(pay) filter (where upto >= (whole + 1) / 2) + min(pay) filter (where upto >= whole / 2 + 1)) * 0.5, 2)
        as value
    from (
      select id1, id2, label1, label2, currency, pay, found, (sum(found) over (payment order by pay))::bigint as upto,
        (sum(found) over payment)::bigint as whole
      from (%s) as pieces window payment as (partition by id1, id2, currency)
    ) as running group by id1, id2, currency $$
  else $$
    select id1, id2, label1, label2, null::text as currency, found, found as postings, %2$s as value
    from (%1$s) as pieces $$
end, pieces,
  case measure when 'remote_share' then 'round(100.0 * remote / found, 2)' else 'found::numeric' end);

-- SQL that turns the id of a group g into text that two periods share, null when it is missing. `shift` moves a bucket
-- of the earlier period to the one it is compared with; a 29 February has no partner in the next year.
create or replace function joblab.id_text_sql(dimension text, place integer, shift interval) returns text
language sql stable set search_path = ''
return case (select d.kind from joblab.dimensions() d where d.name = dimension)
  when 'boolean' then format('g.id%s::text', place)
  when 'time' then format(
    'case when (g.id%1$s + %2$L::interval - %2$L::interval)::date = g.id%1$s
     then to_char(g.id%1$s + %2$L::interval, ''YYYY-MM-DD'') end', place, coalesce(shift, interval '0'))
  when 'text' then format('case when joblab.trimmed(g.id%1$s) <> '''' then g.id%1$s end', place)
  else format('g.id%s', place)
end;

create or replace function joblab.label_sql(dimension text, place integer) returns text
language sql stable set search_path = ''
return case (select d.kind from joblab.dimensions() d where d.name = dimension)
  when 'time' then format('joblab.bucket_label(%L, id%s::date)', dimension, place)
  when 'list' then format('label%s', place)
  else format('id%s', place)
end;

-- groups_sql with ids as text and labels to show.
create or replace function joblab.named_groups_sql(
  measure text, group_by text[], pieces text, shift interval
) returns text
language sql stable set search_path = ''
return format(
  'select id1, id2, %s as label1, %s as label2, currency, found, postings, value
   from (select %s as id1, %s as id2, label1, label2, currency, found, postings, value from (%s) as g) as g',
  joblab.label_sql(group_by[1], 1), joblab.label_sql(group_by[2], 2),
  joblab.id_text_sql(group_by[1], 1, shift), joblab.id_text_sql(group_by[2], 2, shift),
  joblab.groups_sql(measure, pieces));

-- One row per group out of `groups`: as they are, but for the median, which is in the group's most frequent currency.
create or replace function joblab.one_row_per_group_sql(measure text, groups text) returns text
language sql immutable parallel safe
return case measure
  when 'median_salary' then
    'select distinct on (id1, id2) id1, id2, min(label1 collate "C") over (partition by id1, id2) as label1,
       min(label2 collate "C") over (partition by id1, id2) as label2, currency,
       (sum(found) over (partition by id1, id2))::bigint as found, postings, value
     from ' || groups || ' order by id1, id2, currency is null, postings desc, currency collate "C"'
  else 'select * from ' || groups
end;

-- The groups of one period as measured() gives them.
create or replace function joblab.period_sql(measure text, group_by text[], pieces text) returns text
language sql stable set search_path = ''
return format('select label1, label2, currency, found, postings, value, null::numeric as previous from (%s) as now',
  joblab.one_row_per_group_sql(measure, format('(%s) as groups',
    joblab.named_groups_sql(measure, group_by, pieces, null))));

-- Every group of the selected postings, and of the earlier ones when `earlier` is given. Label null: the postings
-- without a value for a dimension. A median is compared with the earlier one in the same currency.
create or replace function joblab.measured(
  measure text, group_by text[], selected joblab.selection, earlier joblab.selection, shift interval
)
returns table (label1 text, label2 text, currency text, found bigint, postings bigint, value numeric, previous numeric)
language plpgsql stable set search_path = '' as $$
declare
  pieces constant text := joblab.pieces_sql(measure, group_by, selected, '$1');
begin
  if earlier is null then
    return query execute joblab.period_sql(measure, group_by, pieces) using selected;
    return;
  end if;
  return query execute format(
    'with now as (%s), before_all as (%s),
     comparable as (
       select b.* from before_all b left join now on now.id1 = b.id1 and now.id2 = b.id2
       where b.id1 is not null and b.id2 is not null and (now.currency is null or b.currency = now.currency)
     ),
     before as (%s)
     select coalesce(now.label1, before.label1), coalesce(now.label2, before.label2),
       coalesce(now.currency, before.currency), coalesce(now.found, 0), coalesce(now.postings, 0),
       now.value, before.value
     from now full join before on now.id1 = before.id1 and now.id2 = before.id2',
    joblab.one_row_per_group_sql(measure, format('(%s) as groups',
      joblab.named_groups_sql(measure, group_by, pieces, null))),
    joblab.named_groups_sql(measure, group_by, joblab.pieces_sql(measure, group_by, earlier, '$2'), shift),
    joblab.one_row_per_group_sql(measure, 'comparable')) using selected, earlier;
end $$;

-- Postings that have no value for one of the two dimensions, of which `nowhere` have none for either: the groups cannot
-- tell, for a posting is in several groups of a list.
create or replace function joblab.count_missing(group_by text[], nowhere bigint, selection joblab.selection) returns bigint
language sql stable set search_path = ''
return (
  select coalesce(sum(m.found), 0)::bigint - nowhere
  from unnest(group_by) as name, joblab.measured('count', array[name], selection, null, null) m where m.label1 is null
);
