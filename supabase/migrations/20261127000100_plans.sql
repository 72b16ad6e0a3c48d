-- What was asked, and the plans of answers that were given: calls of tools with a text that holds no figure. A plan is
-- run anew each time, so it never goes stale; one whose words depend on what was found is good for the same data only.

-- Every statement that may change an answer leaves a row; the sum of what can be seen is the version of the data. It
-- moves with each commit, also when writers overlap, and no writer waits for another.
create table if not exists joblab.data_writes (id bigint generated always as identity primary key, weight bigint not null);

create or replace function joblab.note_write() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into joblab.data_writes (weight) values (1);
  return null;
end $$;

create or replace trigger joblab_written after insert or update or delete or truncate on public.jobs
  for each statement execute function joblab.note_write();
create or replace trigger joblab_written after insert or update or delete or truncate on public.value_aliases
  for each statement execute function joblab.note_write();

create or replace function joblab.data_version() returns bigint
language sql stable set search_path = ''
return (select coalesce(sum(w.weight), 0) from joblab.data_writes w);

-- Many rows become one of their weight; rows that somebody else is just folding are left to them.
create or replace function joblab.fold_writes() returns void
language sql volatile set search_path = '' as $$
  with folded as (
    delete from joblab.data_writes w
    where w.id in (select id from joblab.data_writes for update skip locked) returning w.weight
  )
  insert into joblab.data_writes (weight) select sum(weight) from folded having count(*) > 0
$$;

create table if not exists joblab.plans (
  key text primary key,
  question text not null,
  plan jsonb not null,
  data_version bigint,
  is_pinned boolean not null default false,
  used_at timestamptz not null default now()
);
create index if not exists plans_used on joblab.plans (used_at) where not is_pinned;

create table if not exists joblab.questions (
  id bigint generated always as identity primary key,
  asked_at timestamptz not null default now(),
  turn_id text not null,
  trace_id text not null,
  plan_key text,
  thumbs_up boolean,
  comment text,
  asked jsonb not null
);
create index if not exists questions_asked on joblab.questions (asked_at);
create index if not exists questions_turn on joblab.questions (turn_id);
create index if not exists questions_trace on joblab.questions (trace_id);

-- The key of a pinned question. The app makes its own keys; a pinned one holds whatever its prompt says.
create or replace function joblab.pinned_key(question text) returns text
language sql immutable set search_path = ''
return 'pinned:' || encode(sha256(convert_to(question, 'UTF8')), 'hex');

-- The owner's view: for service_role alone.

-- What was asked in a period, one row for questions with the same key, follow-ups apart, newest first. `kind` keeps those
-- of one kind: failed, declined, unproven, thumbs-down, expensive, slow, not-understood, at-once.
create or replace function public.list_questions(
  since timestamptz default now() - interval '7 days', until timestamptz default null, kind text default null,
  row_limit integer default 50
) returns jsonb
language plpgsql stable
set search_path = '' set statement_timeout = '10s' as $$
declare
  kinds constant text[] := array[
    'failed', 'declined', 'unproven', 'thumbs-down', 'expensive', 'slow', 'not-understood', 'at-once'];
begin
  if kind is not null and kind <> all (kinds) then
    perform joblab.fail(format('There is no kind %s; kinds: %s.', kind, array_to_string(kinds, ', ')));
  end if;
  return (
    with chosen as (
      select q.*, q.asked ->> 'question' as question, q.asked ->> 'outcome' as outcome,
        (q.asked ->> 'unproven')::integer as unproven, (q.asked ->> 'cost_usd')::numeric as cost_usd,
        (q.asked ->> 'seconds')::numeric as seconds, (q.asked ->> 'from_plan')::boolean as from_plan
      from joblab.questions q where q.asked_at >= since and (until is null or q.asked_at < until)
    ), limits as (
      select percentile_cont(0.95) within group (order by cost_usd) as dear,
        percentile_cont(0.95) within group (order by seconds) as slow from chosen
    ), kept as (
      select c.* from chosen c, limits l where case kind
        when 'failed' then c.outcome in ('failed', 'error')
        when 'declined' then c.outcome = 'decline'
        when 'not-understood' then c.outcome = 'clarification'
        when 'unproven' then c.unproven > 0
        when 'thumbs-down' then c.thumbs_up is false
        when 'expensive' then c.cost_usd >= l.dear and c.cost_usd > 0
        when 'slow' then c.seconds >= l.slow
        when 'at-once' then c.from_plan
        else true end
    ), grouped as (
      select (array_agg(k.id order by k.id desc))[1] as id, (array_agg(k.question order by k.id desc))[1] as question,
        (array_agg(k.outcome order by k.id desc))[1] as outcome, count(*) as times, max(k.asked_at) as last_asked,
        count(*) filter (where k.from_plan) as at_once, count(*) filter (where k.thumbs_up is false) as thumbs_down,
        sum(k.unproven) as unproven, round(sum(k.cost_usd), 6) as cost_usd, round(max(k.seconds), 2) as seconds
      from kept k group by coalesce(k.asked ->> 'key', k.question), k.asked -> 'follow_up'
      order by max(k.id) desc limit least(row_limit, 1000)
    )
    select coalesce(jsonb_agg(to_jsonb(g) order by g.id desc), '[]') from grouped g);
end $$;

-- One question whole: its calls, its answer, what was thought of it; null for an unknown id.
create or replace function public.get_question(question_id bigint) returns jsonb
language sql stable set search_path = '' set statement_timeout = '3s' as $$
  select q.asked || jsonb_build_object(
    'id', q.id, 'trace_id', q.trace_id, 'asked_at', q.asked_at, 'thumbs_up', q.thumbs_up, 'comment', q.comment)
  from joblab.questions q where q.id = question_id
$$;

-- Writes a plan for a question, which wins over the model; `key` is the question as the app's key has it.
create or replace function public.pin_plan(key text, question text, plan jsonb) returns void
language plpgsql set search_path = '' set statement_timeout = '3s' as $$
begin
  perform joblab.check_length('question', question, 300);
  perform joblab.check_length('plan', plan::text, 20000);
  insert into joblab.plans as p (key, question, plan, is_pinned)
  values (joblab.pinned_key(pin_plan.key), pin_plan.question, pin_plan.plan, true)
  on conflict on constraint plans_pkey do update set question = excluded.question, plan = excluded.plan;
end $$;

create or replace function public.unpin_plan(key text) returns boolean
language plpgsql set search_path = '' set statement_timeout = '3s' as $$
begin
  delete from joblab.plans p where p.key = joblab.pinned_key(unpin_plan.key);
  return found;
end $$;

create or replace function public.list_pinned_plans() returns jsonb
language sql stable set search_path = '' set statement_timeout = '3s' as $$
  select coalesce(jsonb_agg(jsonb_build_object('question', p.question, 'plan', p.plan) order by p.question), '[]')
  from joblab.plans p where p.is_pinned
$$;

-- Questions, answers at once, tokens and dollars by day (UTC), newest first, today included; days without a question are
-- left out.
create or replace function public.usage_by_day(days integer default 30) returns jsonb
language sql stable set search_path = '' set statement_timeout = '10s' as $$
  select coalesce(jsonb_agg(to_jsonb(d) order by d.day desc), '[]') from (
    select (q.asked_at at time zone 'UTC')::date as day, count(*) as questions,
      count(*) filter (where (q.asked ->> 'from_plan')::boolean) as at_once,
      count(*) filter (where q.asked ->> 'outcome' in ('failed', 'error')) as failed,
      coalesce(sum((q.asked ->> 'tokens')::bigint), 0) as tokens,
      coalesce(round(sum((q.asked ->> 'cost_usd')::numeric), 6), 0) as cost_usd
    from joblab.questions q
    where q.asked_at >= date_trunc('day', now(), 'UTC') - make_interval(days => usage_by_day.days - 1)
    group by 1
  ) as d
$$;

-- Who may do what: see 20261101001500_access.sql.
do $$
declare
  everyone constant text := (
    select string_agg(quote_ident(name), ', ')
    from unnest(array['anon', 'authenticated', 'joblab_api']) as name where name in (select rolname from pg_roles));
  routine regprocedure;
begin
  execute format('revoke all on joblab.data_writes, joblab.plans, joblab.questions from public, %s', everyone);
  for routine in
    select p.oid from pg_proc p
    where p.pronamespace in ('public'::regnamespace, 'joblab'::regnamespace) and p.proname in (
      'data_version', 'fold_writes', 'pinned_key',
      'list_questions', 'get_question', 'pin_plan', 'unpin_plan', 'list_pinned_plans', 'usage_by_day')
  loop
    execute format('revoke all on function %s from public, %s', routine, everyone);
  end loop;
  if exists (select from pg_roles where rolname = 'service_role') then
    grant select, insert, update, delete on joblab.data_writes, joblab.plans, joblab.questions to service_role;
    grant execute on all functions in schema joblab to service_role;
    grant execute on function public.list_questions, public.get_question, public.pin_plan, public.unpin_plan, public.list_pinned_plans, public.usage_by_day
      to service_role;
  end if;
end $$;

-- The page's proposals, and the README's questions, so that the first click costs nothing. Days are words here: see
-- `joblab questions pin`. Keys are the questions in lower case without their last mark.
insert into joblab.plans (key, question, plan, is_pinned)
select joblab.pinned_key(lower(trim(trailing '?' from proposal.question))), proposal.question, proposal.plan::jsonb, true
from (values
  ('How many jobs in January 2026?',
   '{"calls": [{"name": "job_stats", "input": {"posted_start": "2026-01-01", "posted_end": "2026-01-31"}}],
     "own": 0, "text": "**{total}** jobs were posted in January 2026."}'),
  ('Which companies posted the most remote jobs this year?',
   '{"calls": [{"name": "job_stats", "input": {"is_remote": true, "group_by": ["company_name"], "limit": 10,
                "posted_start": "{year}-01-01"}}],
     "own": 0, "text": "**{1.company_name}** posted the most remote jobs this year: **{1}** of {total}, followed by {2.company_name} with {2} and {3.company_name} with {3}."}'),
  ('How did data science jobs in Germany change by month?',
   '{"calls": [{"name": "job_stats", "input": {"job_function_std": "Data Science", "country": "Germany",
                "group_by": ["posted_month"], "limit": 50}}],
     "own": 0, "text": "**{total}** data science jobs were posted in Germany over {groups} months; the first was {1.posted_month} with {1}. The chart shows every month."}'),
  ('Show me remote data engineer jobs in Berlin',
   '{"calls": [{"name": "search_jobs", "input": {"is_remote": true, "job_function_std": "Data Engineering", "location": "Berlin"}}],
     "own": 0, "text": "**{total}** remote Data Engineering jobs in Berlin match. The newest is **{1.actual_role}** at {1.company_name}, posted on {1.posted_date}."}'),
  ('Which skills grew most in Germany this year?',
   '{"calls": [{"name": "job_stats", "input": {"country": "Germany", "group_by": ["skills"], "compare": "previous_year",
                "order_by": "change", "posted_start": "{year}-01-01", "posted_end": "{today}", "limit": 5}}],
     "own": 0, "text": "Against the same days of the year before, **{1.skills}** changed most in Germany: {1.change} postings ({1.change_percent}), then {2.skills} with {2.change} and {3.skills} with {3.change}."}')
) as proposal (question, plan)
on conflict do nothing;
