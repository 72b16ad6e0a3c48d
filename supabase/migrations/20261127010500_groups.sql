-- Names that stand for a list of values: regions, weekends. Their other names are aliases like any.
create table if not exists public.value_groups (
  dimension text not null,
  name text not null,
  member text not null,
  primary key (dimension, name, member)
);
alter table public.value_groups enable row level security;
comment on table public.value_groups is 'Names that stand for several values of a dimension; add your own rows.';

insert into public.value_groups (dimension, name, member)
select dimension, name, member
from (values
  ('country', 'European Union', 'Austria|Belgium|Bulgaria|Croatia|Cyprus|Czechia|Denmark|Estonia|Finland|France|Germany|Greece|'
    'Hungary|Ireland|Italy|Latvia|Lithuania|Luxembourg|Malta|Netherlands|Poland|Portugal|Romania|Slovakia|Slovenia|Spain|Sweden'),
  ('country', 'Europe', 'Albania|Andorra|Austria|Belarus|Belgium|Bosnia and Herzegovina|Bulgaria|Croatia|Cyprus|Czechia|Denmark|'
    'Estonia|Finland|France|Germany|Greece|Hungary|Iceland|Ireland|Italy|Kosovo|Latvia|Liechtenstein|Lithuania|Luxembourg|Malta|'
    'Moldova|Monaco|Montenegro|Netherlands|North Macedonia|Norway|Poland|Portugal|Romania|Russia|San Marino|Serbia|Slovakia|'
    'Slovenia|Spain|Sweden|Switzerland|Ukraine|United Kingdom|Vatican City'),
  ('country', 'DACH', 'Austria|Germany|Switzerland'),
  ('country', 'Nordics', 'Denmark|Finland|Iceland|Norway|Sweden'),
  ('country', 'Benelux', 'Belgium|Luxembourg|Netherlands'),
  ('country', 'UK and Ireland', 'Ireland|United Kingdom'),
  ('country', 'North America', 'Canada|Mexico|United States'),
  ('country', 'Latin America', 'Argentina|Bolivia|Brazil|Chile|Colombia|Costa Rica|Cuba|Dominican Republic|Ecuador|El Salvador|'
    'Guatemala|Honduras|Mexico|Nicaragua|Panama|Paraguay|Peru|Uruguay|Venezuela'),
  ('country', 'Asia-Pacific', 'Australia|Bangladesh|Cambodia|China|Hong Kong|India|Indonesia|Japan|Malaysia|Mongolia|Myanmar|Nepal|'
    'New Zealand|Pakistan|Philippines|Singapore|South Korea|Sri Lanka|Taiwan|Thailand|Vietnam'),
  ('country', 'Middle East', 'Bahrain|Egypt|Iran|Iraq|Israel|Jordan|Kuwait|Lebanon|Oman|Qatar|Saudi Arabia|Syria|Turkey|'
    'United Arab Emirates|Yemen'),
  ('posted_weekday', 'weekend', 'Saturday|Sunday'),
  ('posted_weekday', 'weekdays', 'Monday|Tuesday|Wednesday|Thursday|Friday')
) as known (dimension, name, members), unnest(string_to_array(members, '|')) as member
on conflict do nothing;

insert into public.value_aliases (dimension, alias, canonical)
select dimension, alias, canonical
from (values
  ('country', 'European Union', 'EU|the EU|EU countries'),
  ('country', 'DACH', 'DACH region|D-A-CH|German-speaking countries'),
  ('country', 'Nordics', 'the Nordics|Nordic countries|Nordic'),
  ('country', 'Benelux', 'Benelux countries'),
  ('country', 'UK and Ireland', 'UK & Ireland|UKI|United Kingdom and Ireland'),
  ('country', 'Latin America', 'LATAM'),
  ('country', 'Asia-Pacific', 'APAC|Asia Pacific'),
  ('country', 'Middle East', 'the Middle East'),
  ('posted_weekday', 'weekend', 'weekends|the weekend'),
  ('posted_weekday', 'weekdays', 'weekday|working days')
) as known (dimension, canonical, aliases), unnest(string_to_array(aliases, '|')) as alias
on conflict (dimension, alias) do nothing;

-- The values that these names (keys, as names_of gives them) stand for; null when they are no group's. Security definer, so
-- that the app's role needs no right to the table.
create or replace function joblab.members_of(of_dimension text, names text[]) returns text[]
language sql stable security definer set search_path = ''
return (
  select array_agg(distinct g.member) from public.value_groups g
  where g.dimension = of_dimension and joblab.key(g.name) = any (names)
);
