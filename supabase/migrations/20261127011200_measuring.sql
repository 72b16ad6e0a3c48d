-- Measuring: one row per group, for one period or for two.
--
-- A group has up to two ids (what rows are grouped and compared by, as text) and up to two labels (what is shown).
-- Without a second dimension, or without any, id and label are '' for every posting.

-- The percentile at so many quarters of the pay in a group of `running` (joblab.groups_sql), between its two neighbours in
-- proportion, exactly: percentile_cont would compute with floating point numbers.
create or replace function joblab.quartile_sql(quarters integer) returns text
language sql immutable parallel safe
return format($$round((min(pay) filter (where upto > (whole - 1) * %1$s / 4) * (4 - (max(whole) - 1) * %1$s %% 4)
  + coalesce(min(pay) filter (where upto > (whole - 1) * %1$s / 4 + 1), 0) * ((max(whole) - 1) * %1$s %% 4)) / 4, 2)$$, quarters);

-- SELECT of one period's groups out of its pieces: id1, id2, label1, label2, currency, found, postings, value, p25, p75, mean. Pay
-- is per currency, so that a group has one row for each, and one (null) for postings without. found counts all postings,
-- `postings` those that the value is about. A share starts as a count.
create or replace function joblab.groups_sql(measure text, pieces text) returns text
language sql immutable parallel safe
return format(case measure
  when 'companies' then $$
    select id1, id2, min(label1 collate "C") as label1, min(label2 collate "C") as label2, null::text as currency,
      sum(found)::bigint as found, sum(found)::bigint as postings,
      count(*) filter (where joblab.trimmed(company) <> '')::numeric as value, %3$s
    from (%1$s) as pieces group by id1, id2 $$
  when 'median_salary' then $$
    select id1, id2, min(label1 collate "C") as label1, min(label2 collate "C") as label2, currency,
      sum(found)::bigint as found, (coalesce(sum(found) filter (where pay is not null), 0))::bigint as postings,
      %4$s as value, %5$s as p25, %6$s as p75, round(sum(pay * found) / sum(found), 2) as mean
    from (
      select id1, id2, label1, label2, currency, pay, found, (sum(found) over (payment order by pay))::bigint as upto,
        (sum(found) over payment)::bigint as whole
      from (%1$s) as pieces window payment as (partition by id1, id2, currency)
    ) as running group by id1, id2, currency $$
  else $$
    select id1, id2, label1, label2, null::text as currency, found, found as postings, %2$s as value, %3$s
    from (%1$s) as pieces $$
end, pieces,
  case when measure in ('rate', 'remote_share') then 'round(100.0 * part / found, 2)' else 'found::numeric' end,
  'null::numeric as p25, null::numeric as p75, null::numeric as mean',
  joblab.quartile_sql(2), joblab.quartile_sql(1), joblab.quartile_sql(3));

-- SQL that turns the id of a group g into text that two periods share, null when it is missing. `shift` moves a bucket
-- of the earlier period to the one it is compared with; a 29 February has no partner in the next year.
create or replace function joblab.id_text_sql(dimension text, place integer, shift interval) returns text
language sql stable set search_path = ''
return case (select d.kind from joblab.dimensions() d where d.name = dimension)
  when 'boolean' then format('g.id%s::text', place)
  when 'time' then format(
    'case when (g.id%1$s + %2$L::interval - %2$L::interval)::date = g.id%1$s
     then to_char(g.id%1$s + %2$L::interval, ''YYYY-MM-DD'') end', place, coalesce(shift, interval '0'))
  else joblab.without_blank_sql(dimension, format('g.id%s', place))
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
  'select id1, id2, %s as label1, %s as label2, currency, found, postings, value, p25, p75, mean
   from (select %s as id1, %s as id2, label1, label2, currency, found, postings, value, p25, p75, mean from (%s) as g) as g',
  joblab.label_sql(group_by[1], 1), joblab.label_sql(group_by[2], 2),
  joblab.id_text_sql(group_by[1], 1, shift), joblab.id_text_sql(group_by[2], 2, shift),
  joblab.groups_sql(measure, pieces));

-- Every group of the selected postings, and of the earlier ones when `earlier` is given; of a measure or, where `part` is
-- given, the rate of those in it. Label null: the postings without a value for a dimension. Currency null: those without pay.
create or replace function joblab.measured(
  measure text, group_by text[], selected joblab.selection, earlier joblab.selection default null,
  shift interval default null, part joblab.selection default null
)
returns table (
  label1 text, label2 text, currency text, found bigint, postings bigint, value numeric, p25 numeric, p75 numeric,
  mean numeric, previous numeric
)
language plpgsql stable set search_path = '' as $$
declare
  formula constant text := case when part is null then measure else 'rate' end;
  now_sql text;
  before_sql text;
begin
  now_sql := joblab.named_groups_sql(formula, group_by, case when part is null
    then joblab.pieces_sql(measure, group_by, selected, '$1')
    else joblab.rate_pieces_sql(group_by, selected, '$1', part, '$3') end, null);
  if earlier is null then
    return query execute 'select label1, label2, currency, found, postings, value, p25, p75, mean, null::numeric from ('
      || now_sql || ') as now' using selected, earlier, joblab.both(selected, part);
    return;
  end if;
  before_sql := joblab.named_groups_sql(formula, group_by, case when part is null
    then joblab.pieces_sql(measure, group_by, earlier, '$2')
    else joblab.rate_pieces_sql(group_by, earlier, '$2', part, '$4') end, shift);
  return query execute format(
    'with now as (%s), before as (
       select * from (%s) as earlier where id1 is not null and id2 is not null %s)
     select coalesce(now.label1, before.label1), coalesce(now.label2, before.label2),
       coalesce(now.currency, before.currency), coalesce(now.found, 0), coalesce(now.postings, 0),
       now.value, now.p25, now.p75, now.mean, before.value
     from now full join before on now.id1 = before.id1 and now.id2 = before.id2
       and coalesce(now.currency, '''') = coalesce(before.currency, '''')',
    now_sql, before_sql, case measure when 'median_salary' then 'and currency is not null' else '' end)
    using selected, earlier, joblab.both(selected, part), joblab.both(earlier, part);
end $$;

-- Postings that have no value for one of the two dimensions, of which `nowhere` have none for either: the groups cannot
-- tell, for a posting is in several groups of a list.
create or replace function joblab.count_missing(group_by text[], nowhere bigint, selection joblab.selection) returns bigint
language sql stable set search_path = ''
return (
  select coalesce(sum(m.found), 0)::bigint - nowhere
  from unnest(group_by) as name, joblab.measured('count', array[name], selection) m where m.label1 is null
);
