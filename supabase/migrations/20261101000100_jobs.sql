-- The postings. Applies to an empty project and over a table that already holds data: columns that are missing are
-- added, nothing is dropped, no stored value is changed.
create table if not exists public.jobs (job_id text primary key);

alter table public.jobs
  add column if not exists job_id text,
  add column if not exists platform text,
  add column if not exists actual_role text,
  add column if not exists url text,
  add column if not exists job_description text,
  add column if not exists skills text,
  add column if not exists tools text,
  add column if not exists company_name text,
  add column if not exists country text,
  add column if not exists location text,
  add column if not exists search_term text,
  add column if not exists posted_date date,
  add column if not exists scraped_at timestamptz,
  add column if not exists is_remote boolean,
  add column if not exists is_research boolean,
  add column if not exists job_level_std text,
  add column if not exists job_function_std text,
  add column if not exists company_industry_std text,
  add column if not exists job_type_filled text,
  add column if not exists education_level text,
  add column if not exists has_url_duplicate integer,
  add column if not exists job_relevance_score double precision,
  add column if not exists salary_min numeric,
  add column if not exists salary_max numeric,
  add column if not exists salary_currency text,
  add column if not exists salary_period text;

-- The loader's upsert needs job_id to be unique. A table that already holds an id twice keeps its rows and goes without
-- (docs/semantic-layer.md says how to repair it): refusing to migrate, or deleting rows, would be worse.
do $$
begin
  if not exists (
    select from pg_index
    where indrelid = 'public.jobs'::regclass and indisunique and indpred is null and indexprs is null
      and indnkeyatts = 1 and indkey[0] = (select attnum from pg_attribute where attrelid = 'public.jobs'::regclass and attname = 'job_id')
  ) then
    create unique index jobs_job_id_key on public.jobs (job_id);
  end if;
exception when unique_violation then
  raise warning 'public.jobs holds a job_id more than once: left as it is, `joblab load` needs it repaired';
  create index if not exists jobs_job_id_idx on public.jobs (job_id);
end $$;
