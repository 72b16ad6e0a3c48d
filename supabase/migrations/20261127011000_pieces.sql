-- Pieces: postings counted per group and, within it, per company or pay where the measure is about those.
--   id1, id2, label1, label2, company, currency, pay, found, part (those of them that a rate is about)

-- SQL for one dimension of postings p: what rows are grouped by (null: nothing), the spelling to show, and the join that
-- a list needs; a posting with an empty list is in a group without id.
create or replace function joblab.grouping_sql(
  dimension text, place integer, out id_sql text, out label_sql text, out join_sql text
)
language plpgsql stable set search_path = '' as $$
declare
  kind constant text := (select d.kind from joblab.dimensions() d where d.name = dimension);
begin
  label_sql := 'null::text';
  join_sql := '';
  if kind = 'list' then
    id_sql := format('item%s.key', place);
    label_sql := format('min(item%s.label collate "C")', place);
    join_sql := format(' left join lateral unnest(p.%I, p.%I) as item%s (key, label) on true',
                       dimension || '_keys', dimension || '_list', place);
  elsif kind = 'time' then
    id_sql := joblab.bucket_sql(dimension, 'p.posted_date');
  elsif dimension is not null then
    id_sql := (select f.value_sql from joblab.fields() f where f.name = dimension);
  end if;
end $$;

-- SELECT of pieces by whatever is given of these; what is null is not grouped by.
create or replace function joblab.select_pieces_sql(
  id1 text, id2 text, label1 text, label2 text, company text, currency text, pay text, found text, part text
) returns text
language sql immutable parallel safe
return format('select %s as id1, %s as id2, %s as label1, %s as label2, %s as company, %s as currency, %s as pay,
    %s as found, %s as part',
  coalesce(id1, '''''::text'), coalesce(id2, '''''::text'), label1, label2, coalesce(company, 'null::text'),
  coalesce(currency, 'null::text'), coalesce(pay, 'null::numeric'), found, part);

create or replace function joblab.group_by_sql(variadic expressions text[]) returns text
language sql immutable parallel safe
return coalesce(' group by ' || nullif(array_to_string(expressions, ', '), ''), '');

-- The pieces of the postings of a source (joblab.postings, or what a query calls some of them) that fulfil a condition.
create or replace function joblab.counted_pieces_sql(
  measure text, group_by text[], condition text, source text default 'joblab.postings'
) returns text
language plpgsql stable set search_path = '' as $$
declare
  one record := joblab.grouping_sql(group_by[1], 1);
  two record := joblab.grouping_sql(group_by[2], 2);
  company constant text := case measure when 'companies' then 'p.company_name' end;
  currency constant text := case measure when 'median_salary' then 'p.pay_currency' end;
  pay constant text := case measure when 'median_salary' then 'p.salary_yearly' end;
begin
  return joblab.select_pieces_sql(one.id_sql, two.id_sql, one.label_sql, two.label_sql, company, currency, pay,
      'count(*)', case measure when 'remote_share' then 'count(*) filter (where p.is_remote)' else '0::bigint' end)
    || format(' from %s p%s%s where %s', source, one.join_sql, two.join_sql, condition)
    || joblab.group_by_sql(one.id_sql, two.id_sql, company, currency, pay) || ' having count(*) > 0';
end $$;
