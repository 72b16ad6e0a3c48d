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
-- spelling), in the order in which they first appear.
create or replace function joblab.list_items(list text) returns text[]
language plpgsql immutable strict parallel safe as $$
begin
  return array(
    select min(btrim(item, E' \t\r\n') collate "C")
    from unnest(string_to_array(list, ',')) with ordinality as part (item, place)
    where btrim(item, E' \t\r\n') <> ''
    group by lower(btrim(item, E' \t\r\n'))
    order by min(place)
  );
end $$;

-- The keys of the same items, in the same order: what filters match and GIN indexes hold.
create or replace function joblab.list_keys(list text) returns text[]
language plpgsql immutable strict parallel safe as $$
begin
  return array(
    select lower(btrim(item, E' \t\r\n'))
    from unnest(string_to_array(list, ',')) with ordinality as part (item, place)
    where btrim(item, E' \t\r\n') <> ''
    group by lower(btrim(item, E' \t\r\n'))
    order by min(place)
  );
end $$;

-- "London, UK" is found as "london, uk", "london" and "uk", never as "lond".
create or replace function joblab.location_keys(location text) returns text[]
language plpgsql immutable strict parallel safe as $$
begin
  return array(
    select distinct lower(btrim(part, E' \t\r\n'))
    from unnest(string_to_array(location, ',') || location) as part
    where btrim(part, E' \t\r\n') <> ''
  );
end $$;

-- The words of a job title. "+" and "#" end a word, so that "C", "C++" and "C#" are three words.
create or replace function joblab.words(title text) returns text[]
language plpgsql immutable strict parallel safe as $$
begin
  return array(select distinct word[1] from regexp_matches(lower(title), '[[:alnum:]]+[+#]*', 'g') as word);
end $$;

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
