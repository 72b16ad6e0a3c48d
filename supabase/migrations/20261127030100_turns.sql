-- A turn in the database: begun before the model is asked, ended with what came of it. The app's role writes through these
-- functions alone, which run with their owner's rights.

drop function if exists public.recall_turns(text);
drop function if exists public.remember_turn(text, jsonb, jsonb, jsonb);
drop function if exists public.recall_plan(text[]);
drop function if exists public.record_question(jsonb, jsonb);
drop function if exists joblab.remember_turn(text, jsonb);
drop trigger if exists joblab_rated on public.feedback;
drop function if exists joblab.note_feedback();

-- How long what is said here is kept. Nothing older is read, and the next turn that ends removes it.
create or replace function joblab.kept(what text) returns interval
language sql immutable set search_path = ''
return case what
  when 'turns' then interval '30 days' when 'questions' then interval '30 days' when 'plans' then interval '30 days'
  when 'feedback' then interval '90 days' when 'visitors' then interval '2 days' when 'spending' then interval '13 months' end;

create or replace function joblab.forget() returns void
language plpgsql set search_path = '' as $$
declare
  today constant date := (now() at time zone 'UTC')::date;
begin
  delete from public.conversation_turns t where t.created_at < now() - joblab.kept('turns');
  delete from joblab.questions q where q.asked_at < now() - joblab.kept('questions');
  delete from public.feedback f where f.created_at < now() - joblab.kept('feedback');
  delete from joblab.plans p where p.used_at < now() - joblab.kept('plans') and not p.is_pinned;
  delete from joblab.visitors v where v.day <= today - joblab.kept('visitors');
  delete from joblab.reservations r where r.day <= today - joblab.kept('visitors');
  delete from joblab.spending s where s.period < to_char(today - joblab.kept('spending'), 'YYYY-MM-DD');
end $$;

-- The turns of a conversation, oldest first: at most 20.
create or replace function joblab.history(conversation_id text) returns jsonb
language sql stable set search_path = ''
return (
  select coalesce(jsonb_agg(latest.turn order by latest.id), '[]')
  from (
    select t.id, t.turn from public.conversation_turns t
    where t.conversation_id = history.conversation_id and t.created_at >= now() - joblab.kept('turns')
    order by t.id desc limit 20
  ) as latest
);

-- The first of these plans that is there and good, with its key; null where there is none. That it was used is written
-- down once an hour.
create or replace function joblab.recall_plan(keys text[], version bigint, out key text, out plan jsonb)
language plpgsql set search_path = '' as $$
declare
  found joblab.plans;
begin
  select p.* into found from joblab.plans p
  where p.key = any (keys) and (p.data_version is null or p.data_version = version)
  order by array_position(keys, p.key) limit 1;
  if found.used_at < now() - interval '1 hour' then
    update joblab.plans p set used_at = now()
    where p.key = (select u.key from joblab.plans u where u.key = found.key for update skip locked);
  end if;
  key := found.key;
  plan := found.plan;
end $$;

-- Keeps a plan unless there is one; at most 5,000, those used last.
create or replace function joblab.keep_plan(key text, question text, plan jsonb, version bigint) returns void
language plpgsql set search_path = '' as $$
begin
  perform joblab.check_length('key', key, 100);
  perform joblab.check_length('question', question, 300);
  perform joblab.check_length('plan', plan::text, 20000);
  insert into joblab.plans as p (key, question, plan, data_version)
  values (keep_plan.key, keep_plan.question, keep_plan.plan, keep_plan.version)
  on conflict on constraint plans_pkey do update
    set plan = excluded.plan, data_version = excluded.data_version, used_at = now()
    where p.data_version < excluded.data_version;
  delete from joblab.plans p where not p.is_pinned and p.key in (
    select old.key from joblab.plans old where not old.is_pinned order by old.used_at desc offset 5000);
  perform joblab.fold_writes();
end $$;

create or replace function joblab.remember(conversation_id text, turn jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  perform joblab.check_length('conversation_id', conversation_id, 64);
  perform joblab.check_length('turn', turn::text, 200000);
  insert into public.conversation_turns (conversation_id, turn) values (remember.conversation_id, remember.turn);
  delete from public.conversation_turns t
  where t.conversation_id = remember.conversation_id and t.id not in (
    select kept.id from public.conversation_turns kept
    where kept.conversation_id = remember.conversation_id order by kept.id desc limit 20);
end $$;

create or replace function joblab.write_down(turn_id text, asked jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  if asked ->> 'trace_id' is null or asked ->> 'question' is null then
    perform joblab.fail('A question is written down with its trace_id.');
  end if;
  perform joblab.check_length('turn_id', turn_id, 64);
  perform joblab.check_length('asked', asked::text, 100000);
  insert into joblab.questions (turn_id, trace_id, plan_key, asked)
  values (write_down.turn_id, asked ->> 'trace_id', asked ->> 'plan_key', asked - '{trace_id,plan_key}'::text[]);
end $$;

-- What a turn begins with: the conversation so far, the plan of its answer with its key, the version of the data, and why
-- it may not ask the model (see joblab.refusal). A follow-up has no plan; a turn with a plan reserves nothing.
create or replace function public.begin_turn(
  turn_id text, conversation_id text default null, keys text[] default '{}', reservation jsonb default null
) returns jsonb
language plpgsql security definer
set search_path = '' set statement_timeout = '3s' as $$
declare
  version constant bigint := joblab.data_version();
  history constant jsonb := joblab.history(conversation_id);
  recalled record;
  refused jsonb;
begin
  recalled := joblab.recall_plan(case when history = '[]' then keys else '{}' end, version);
  if recalled.plan is null and reservation is not null then
    refused := joblab.reserve(turn_id, reservation);
  end if;
  return jsonb_build_object('history', history, 'plan', recalled.plan, 'key', recalled.key, 'version', version,
    'refused', refused);
end $$;

-- Ends a turn: what it used is `spent` (usd, tokens); what was `asked` is written down, with `turn` for the conversation
-- where it was answered and `plan` where its answer left one.
create or replace function public.end_turn(
  turn_id text, spent jsonb default null, asked jsonb default null, conversation_id text default null,
  turn jsonb default null, plan jsonb default null
) returns void
language plpgsql security definer
set search_path = '' set statement_timeout = '3s' as $$
begin
  if asked is not null then
    perform joblab.write_down(turn_id, asked);
  end if;
  if conversation_id is not null and turn is not null then
    perform joblab.remember(conversation_id, turn);
  end if;
  if plan is not null then
    perform joblab.keep_plan(plan ->> 'key', asked ->> 'question', plan -> 'plan', (plan ->> 'version')::bigint);
  end if;
  perform joblab.forget();
  if spent is not null then  -- last: it holds the locks that other turns wait for
    perform joblab.settle(turn_id, (spent ->> 'usd')::numeric, (spent ->> 'tokens')::bigint);
  end if;
end $$;

-- Feedback is one row a turn, and only of a turn that is written down.
delete from public.feedback f using public.feedback later where later.turn_id = f.turn_id and later.id > f.id;
create unique index if not exists feedback_turn on public.feedback (turn_id);
create index if not exists feedback_created on public.feedback (created_at);

-- Keeps what was thought of an answer; false where no such turn is known. A thumb down drops the plan that the answer came
-- from or left behind, unless its owner pinned it.
drop function if exists public.record_feedback(text, text, text, boolean, text);
create or replace function public.record_feedback(
  trace_id text default null, conversation_id text default null, turn_id text default null,
  thumbs_up boolean default null, comment text default null
) returns boolean
language plpgsql security definer
set search_path = '' set statement_timeout = '3s' as $$
#variable_conflict use_column
declare
  rated joblab.questions;
begin
  if thumbs_up is null then
    perform joblab.fail('Feedback needs thumbs_up: true or false.');
  elsif trace_id is null and turn_id is null then
    perform joblab.fail('Feedback needs a trace_id or a turn_id.');
  end if;
  perform joblab.check_length('conversation_id', conversation_id, 64);
  perform joblab.check_length('comment', comment, 4000);
  select q.* into rated from joblab.questions q
  where (record_feedback.turn_id is null or q.turn_id = record_feedback.turn_id)
    and (record_feedback.trace_id is null or q.trace_id = record_feedback.trace_id)
    and q.asked_at >= now() - joblab.kept('questions')
  order by q.id desc limit 1;
  if rated.id is null then
    return false;
  end if;
  insert into public.feedback as f (trace_id, conversation_id, turn_id, thumbs_up, comment)
  values (rated.trace_id, record_feedback.conversation_id, rated.turn_id, record_feedback.thumbs_up, record_feedback.comment)
  on conflict (turn_id) do update
    set thumbs_up = excluded.thumbs_up, comment = excluded.comment, created_at = now();
  update joblab.questions q set thumbs_up = record_feedback.thumbs_up, comment = record_feedback.comment where q.id = rated.id;
  delete from joblab.plans p where not record_feedback.thumbs_up and p.key = rated.plan_key and not p.is_pinned;
  return true;
end $$;

-- Who may do what: see 20261127011700_access.sql.
do $$
declare
  everyone constant text := (
    select string_agg(quote_ident(name), ', ')
    from unnest(array['anon', 'authenticated', 'joblab_api']) as name where name in (select rolname from pg_roles));
  routine regprocedure;
begin
  execute format('revoke all on joblab.spending, joblab.visitors, joblab.reservations from public, %s', everyone);
  for routine in
    select p.oid from pg_proc p
    where (p.pronamespace = 'joblab'::regnamespace and p.proname in (
        'refusal', 'lock_spending', 'count_spending', 'reserve', 'settle', 'kept', 'forget', 'history', 'recall_plan',
        'keep_plan', 'remember', 'write_down'))
      or (p.pronamespace = 'public'::regnamespace and p.proname in ('begin_turn', 'end_turn', 'record_feedback'))
  loop
    execute format('revoke all on function %s from public, %s', routine, everyone);
  end loop;
  grant execute on function public.begin_turn, public.end_turn, public.record_feedback to joblab_api;
  if exists (select from pg_roles where rolname = 'service_role') then
    grant select, insert, update, delete on joblab.spending, joblab.visitors, joblab.reservations to service_role;
    grant execute on all functions in schema joblab to service_role;
    grant execute on function public.begin_turn, public.end_turn, public.record_feedback to service_role;
  end if;
end $$;
