-- What anybody may ask without a model. PostgREST gives a transaction the statement_timeout of the function that it calls, and
-- PostgreSQL starts no timer for a statement that already runs: the functions called from here get these 2 s, not their own 8.

-- Calls a function of the API with the arguments that are given by name, as PostgREST would; the others keep their defaults.
create or replace function public.read_publicly(name text, arguments jsonb default '{}') returns jsonb
language plpgsql stable parallel restricted
set search_path = '' set statement_timeout = '2s' as $$
declare
  readable constant text[] := array['job_stats', 'search_jobs', 'get_job', 'jobs_overview'];
  taken text[];
  types text;
  argument text;
  given text[] := '{}';
  answer jsonb;
begin
  perform joblab.check_one_of('name', name, readable);
  if jsonb_typeof(arguments) is distinct from 'object' then
    perform joblab.fail('arguments must be one JSON object, such as {"filters": {"country": "Germany"}}.');
  end if;
  select array_agg(a.argument order by a.place),
    string_agg(format('%I %s', a.argument, pg_catalog.format_type(a.type, null)), ', ' order by a.place)
  into taken, types
  from pg_catalog.pg_proc p, unnest(p.proargnames, p.proargtypes::oid[]) with ordinality as a (argument, type, place)
  where p.oid = pg_catalog.to_regproc('public.' || name);
  for argument in select jsonb_object_keys(arguments) loop
    perform joblab.check_one_of('An argument of ' || name, argument, taken);
    given := given || format('%1$I => given.%1$I', argument);
  end loop;
  execute format('select public.%I(%s) from jsonb_to_record($1) as given (%s)', name, array_to_string(given, ', '), types)
    into answer using arguments;
  return answer;
end $$;
