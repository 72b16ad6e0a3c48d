-- Schema joblab holds what is private to JobLab; PostgREST exposes only public.
create schema if not exists joblab;
revoke all on schema joblab from public;

-- The functions in this file derive columns and index entries of public.jobs, so whoever writes postings executes them:
-- they are open to everyone, and call nothing but PostgreSQL's own functions.

-- White space that scraped text carries around its values.
create or replace function joblab.trimmed(value text) returns text
language sql immutable parallel safe
return btrim(value, E' \t\r\n');

-- What two spellings of one value have in common: values match when their keys are equal.
create or replace function joblab.key(value text) returns text
language sql immutable parallel safe
return lower(btrim(value, E' \t\r\n'));

-- The items of a comma-separated list: trimmed, without blanks, each once (case-insensitively, in its smallest
-- spelling), in the order in which they first appear. A loop, since it is several times faster here than a query.
create or replace function joblab.list_items(list text) returns text[]
language plpgsql immutable strict parallel safe as $$
declare
  items text[] := '{}';
  keys text[] := '{}';
  item text;
  place integer;
begin
  foreach item in array string_to_array(list, ',') loop
    item := btrim(item, E' \t\r\n');
    continue when item = '';
    place := array_position(keys, lower(item));
    if place is null then
      items := items || item;
      keys := keys || lower(item);
    elsif item collate "C" < items[place] then
      items[place] := item;
    end if;
  end loop;
  return items;
end $$;

-- The keys of the same items, in the same order: what filters match and GIN indexes hold.
create or replace function joblab.list_keys(list text) returns text[]
language plpgsql immutable strict parallel safe as $$
declare
  keys text[] := '{}';
  item text;
begin
  foreach item in array string_to_array(lower(list), ',') loop
    item := btrim(item, E' \t\r\n');
    if item <> '' and item <> all (keys) then
      keys := keys || item;
    end if;
  end loop;
  return keys;
end $$;

-- "London, UK" is found as "london, uk", "london" and "uk", never as "lond".
create or replace function joblab.location_keys(location text) returns text[]
language plpgsql immutable strict parallel safe as $$
declare
  keys text[] := '{}';
  part text;
begin
  foreach part in array string_to_array(lower(location), ',') || lower(location) loop
    part := btrim(part, E' \t\r\n');
    if part <> '' and part <> all (keys) then
      keys := keys || part;
    end if;
  end loop;
  return keys;
end $$;

-- The words of a job title: letters and digits, and what "+" and "#" follow them, so that "C", "C++" and "C#" are three.
create or replace function joblab.words(title text) returns text[]
language sql immutable strict parallel safe
return array_remove(regexp_split_to_array(
  lower(title), '^[^[:alnum:]]+|[^[:alnum:]+#][^[:alnum:]]*|[+#]+(?=[[:alnum:]])'), '');

-- Yearly pay: the middle of the range (or the one end that is known) times the periods in a year, in the posting's own
-- currency. The words for periods are JobSpy's. Null when it cannot be known, and for NaN or infinity from a scraper.
create or replace function joblab.yearly_pay(low numeric, high numeric, currency text, period text) returns numeric
language plpgsql immutable parallel safe as $$
declare
  pay constant numeric := (coalesce(low, high) + coalesce(high, low)) * 0.5
    * case lower(btrim(period, E' \t\r\n'))
        when 'yearly' then 1 when 'monthly' then 12 when 'weekly' then 52 when 'daily' then 260 when 'hourly' then 2080
      end;
begin
  return case when btrim(currency, E' \t\r\n') <> '' and abs(pay) < 1e12 then pay end;
end $$;
