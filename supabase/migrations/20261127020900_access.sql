-- Who may do what. The app comes in as joblab_api and may read postings and call the functions of the API, nothing
-- else; anon and authenticated get nothing; service_role may load postings and have them counted into cells.

alter table public.jobs enable row level security;

do $$
declare
  everyone constant text := (
    select string_agg(quote_ident(name), ', ')
    from unnest(array['anon', 'authenticated', 'joblab_api']) as name where name in (select rolname from pg_roles));
  routine regprocedure;
  only_reads boolean;
begin
  execute format(
    'revoke all on public.jobs, public.value_aliases, public.value_groups, public.conversation_turns, public.feedback
     from public, %s',
    everyone);
  -- PostgreSQL lets everyone execute a new function unless told otherwise. That stays so for those that derive columns
  -- and index entries: whoever may write postings executes them. Of the other private ones the app executes what only reads.
  for routine, only_reads in
    select p.oid, p.provolatile <> 'v' from pg_proc p
    where (p.pronamespace = 'joblab'::regnamespace and p.proname not in (
         'trimmed', 'key', 'list_items', 'list_keys', 'location_keys', 'words', 'yearly_pay',
         'as_boolean', 'as_date', 'as_number', 'as_list'))
       or (p.pronamespace = 'public'::regnamespace and p.proname in (
         'job_stats', 'search_jobs', 'get_job', 'describe_data', 'jobs_overview', 'read_publicly'))
  loop
    execute format('revoke all on function %s from public, %s', routine, everyone);
    if only_reads then
      execute format('grant execute on function %s to joblab_api', routine);
    end if;
  end loop;
  execute format('revoke all on function public.refresh_cells from public, %s', everyone);
end $$;

grant usage on schema public, joblab to joblab_api;
do $$
begin
  execute format('grant usage on schema %I to joblab_api', (
    select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm'));
end $$;
grant select on public.jobs, joblab.postings, joblab.cells, joblab.cell_months, joblab.touched_months to joblab_api;
drop policy if exists joblab_api_reads on public.jobs;
create policy joblab_api_reads on public.jobs for select to joblab_api using (true);

do $$
begin
  if exists (select from pg_roles where rolname = 'service_role') then
    grant usage on schema public, joblab to service_role;
    grant all on public.jobs, public.value_aliases, public.value_groups, public.conversation_turns, public.feedback,
      joblab.postings to service_role;
    grant select on joblab.cells, joblab.cell_months, joblab.touched_months to service_role;
    grant execute on all functions in schema joblab to service_role;
    grant execute on function public.job_stats, public.search_jobs, public.get_job, public.describe_data,
      public.jobs_overview, public.read_publicly, public.refresh_cells to service_role;
  end if;
end $$;
