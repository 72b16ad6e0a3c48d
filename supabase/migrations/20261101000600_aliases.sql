-- Names that people use for one value. A filter value matches postings stored under the canonical name or any alias.
create table if not exists public.value_aliases (
  dimension text not null,
  alias text not null,
  canonical text not null,
  primary key (dimension, alias)
);
alter table public.value_aliases enable row level security;
comment on table public.value_aliases is 'Names that people use for one value of a dimension; add your own rows.';

insert into public.value_aliases (dimension, alias, canonical)
select dimension, alias, canonical
from (values
  ('country', 'United States', 'USA|US|U.S.|U.S.A.|United States of America|America|the US|the USA|the States'),
  ('country', 'United Kingdom', 'UK|U.K.|GB|GBR|Great Britain|Britain|the UK'),
  ('country', 'Germany', 'Deutschland|DE|DEU'),
  ('country', 'France', 'FR|FRA'),
  ('country', 'Netherlands', 'The Netherlands|Holland|Nederland|NL|NLD'),
  ('country', 'Spain', 'España|Espana|ES|ESP'),
  ('country', 'Italy', 'Italia|IT|ITA'),
  ('country', 'Poland', 'Polska|PL|POL'),
  ('country', 'Switzerland', 'Schweiz|Suisse|Svizzera|CH|CHE'),
  ('country', 'Austria', 'Österreich|Oesterreich|AT|AUT'),
  ('country', 'Ireland', 'Republic of Ireland|Éire|IE|IRL'),
  ('country', 'Sweden', 'Sverige|SE|SWE'),
  ('country', 'Norway', 'Norge|NO|NOR'),
  ('country', 'Denmark', 'Danmark|DK|DNK'),
  ('country', 'Finland', 'Suomi|FI|FIN'),
  ('country', 'Belgium', 'België|Belgique|BE|BEL'),
  ('country', 'Portugal', 'PT|PRT'),
  ('country', 'Czechia', 'Czech Republic|CZ|CZE'),
  ('country', 'Turkey', 'Türkiye|Turkiye|TR|TUR'),
  ('country', 'Canada', 'CA|CAN'),
  ('country', 'Mexico', 'México|MX|MEX'),
  ('country', 'Brazil', 'Brasil|BR|BRA'),
  ('country', 'India', 'Bharat|IN|IND'),
  ('country', 'Singapore', 'SG|SGP'),
  ('country', 'Australia', 'AU|AUS'),
  ('country', 'New Zealand', 'Aotearoa|NZ|NZL'),
  ('country', 'Japan', 'Nippon|JP|JPN'),
  ('country', 'South Korea', 'Korea|Republic of Korea|KR|KOR'),
  ('country', 'China', 'PRC|People''s Republic of China|CN|CHN'),
  ('country', 'United Arab Emirates', 'UAE|U.A.E.|Emirates'),
  -- Two-letter country codes are not aliases of places: "CA" in a location is California, "LA" Louisiana.
  ('location', 'United States', 'USA|United States of America'),
  ('location', 'United Kingdom', 'UK|Great Britain'),
  ('location', 'Germany', 'Deutschland'),
  ('location', 'New York', 'NYC|New York City'),
  ('location', 'San Francisco', 'SF|San Fran'),
  ('location', 'Philadelphia', 'Philly'),
  ('location', 'Munich', 'München|Muenchen'),
  ('location', 'Cologne', 'Köln|Koeln'),
  ('location', 'Zurich', 'Zürich|Zuerich'),
  ('location', 'Geneva', 'Genève'),
  ('location', 'Vienna', 'Wien'),
  ('location', 'Warsaw', 'Warszawa'),
  ('location', 'Krakow', 'Kraków|Cracow'),
  ('location', 'Milan', 'Milano'),
  ('location', 'Rome', 'Roma'),
  ('location', 'Prague', 'Praha'),
  ('location', 'Copenhagen', 'København'),
  ('location', 'Bangalore', 'Bengaluru'),
  ('location', 'Mumbai', 'Bombay'),
  ('location', 'São Paulo', 'Sao Paulo'),
  ('location', 'Montreal', 'Montréal'),
  ('job_type_filled', 'fulltime', 'full time|full-time|full_time|permanent'),
  ('job_type_filled', 'parttime', 'part time|part-time|part_time'),
  ('job_type_filled', 'internship', 'intern'),
  ('job_type_filled', 'contract', 'contractor|freelance'),
  ('job_type_filled', 'temporary', 'temp'),
  ('job_level_std', 'Intern', 'internship'),
  ('job_level_std', 'Entry', 'entry level|entry-level|new grad|graduate'),
  ('job_level_std', 'Junior', 'Jr|Jr.|junior level|junior-level'),
  ('job_level_std', 'Mid', 'mid level|mid-level|intermediate'),
  ('job_level_std', 'Senior', 'Sr|Sr.|senior level|senior-level'),
  ('job_level_std', 'Executive', 'C-level|exec'),
  ('job_function_std', 'Software Engineering', 'software development|software engineer|software developer|SWE'),
  ('job_function_std', 'Data Science', 'data scientist'),
  ('job_function_std', 'Data Engineering', 'data engineer'),
  ('job_function_std', 'Data Analytics', 'data analysis|data analyst'),
  ('job_function_std', 'Machine Learning', 'ML|machine learning engineer|machine learning engineering'),
  ('job_function_std', 'DevOps', 'dev ops|SRE|site reliability|site reliability engineering'),
  ('job_function_std', 'Security', 'cybersecurity|cyber security|information security|infosec'),
  ('job_function_std', 'Product Management', 'product manager'),
  ('job_function_std', 'QA', 'quality assurance|testing'),
  ('job_function_std', 'Human Resources', 'HR|people operations'),
  ('job_function_std', 'Customer Support', 'customer service'),
  ('company_industry_std', 'Technology', 'tech|information technology'),
  ('company_industry_std', 'Healthcare', 'health care'),
  ('company_industry_std', 'Telecommunications', 'telecom|telco'),
  ('company_industry_std', 'Public Sector', 'government'),
  ('education_level', 'Bachelor', 'bachelors|bachelor''s|bachelor''s degree|BSc|BS'),
  ('education_level', 'Master', 'masters|master''s|master''s degree|MSc|MS'),
  ('education_level', 'PhD', 'Ph.D.|doctorate|doctoral'),
  ('education_level', 'High School', 'high-school|highschool'),
  ('education_level', 'Associate', 'associates|associate''s|associate degree'),
  ('platform', 'zip_recruiter', 'ZipRecruiter|zip recruiter'),
  ('platform', 'company site', 'company website|career site'),
  ('skills', 'Python', 'Python3|Python 3'),
  ('skills', 'JavaScript', 'JS|ECMAScript'),
  ('skills', 'TypeScript', 'TS'),
  ('skills', 'Go', 'Golang'),
  ('skills', 'C#', 'C sharp|CSharp'),
  ('skills', 'C++', 'CPP|C plus plus'),
  ('skills', 'Machine Learning', 'ML'),
  ('skills', 'Natural Language Processing', 'NLP'),
  ('skills', 'Node.js', 'Node|NodeJS'),
  ('skills', 'React', 'React.js|ReactJS'),
  ('skills', 'Kubernetes', 'k8s'),
  ('tools', 'Kubernetes', 'k8s'),
  ('tools', 'AWS', 'Amazon Web Services'),
  ('tools', 'GCP', 'Google Cloud|Google Cloud Platform'),
  ('tools', 'Azure', 'Microsoft Azure'),
  ('tools', 'PostgreSQL', 'Postgres|psql'),
  ('tools', 'MongoDB', 'Mongo'),
  ('tools', 'Excel', 'Microsoft Excel|MS Excel'),
  ('tools', 'Power BI', 'PowerBI'),
  ('tools', 'Node.js', 'Node|NodeJS'),
  ('tools', 'React', 'React.js|ReactJS'),
  ('tools', 'scikit-learn', 'sklearn')
) as known (dimension, canonical, aliases), unnest(string_to_array(aliases, '|')) as alias
on conflict (dimension, alias) do nothing;

-- The canonical name of a value and the keys of all its names, its own first. A value without aliases is its own
-- canonical name: null. Security definer, so that the app's role needs no right to the table.
create or replace function joblab.names_of(of_dimension text, value text, out canonical text, out names text[])
language sql stable security definer set search_path = '' as $$
  with meant as (
    select distinct a.canonical from public.value_aliases a
    where a.dimension = of_dimension and joblab.key(value) in (joblab.key(a.alias), joblab.key(a.canonical))
  )
  select
    (select min(m.canonical collate "C") from meant m),
    array(
      select joblab.key(value)
      union select joblab.key(m.canonical) from meant m
      union select joblab.key(a.alias) from public.value_aliases a join meant m on a.canonical = m.canonical
        where a.dimension = of_dimension
    )
$$;
