-- What the app writes: the turns of a conversation, and feedback. Only through these functions, which run with their
-- owner's rights; the app's role has none on the tables.

create table if not exists public.conversation_turns (
  id bigint generated always as identity primary key,
  conversation_id text not null,
  turn jsonb not null,
  created_at timestamptz not null default now()
);
create index if not exists conversation_turns_conversation on public.conversation_turns (conversation_id, id);
create index if not exists conversation_turns_created on public.conversation_turns (created_at);
alter table public.conversation_turns enable row level security;

create table if not exists public.feedback (
  id bigint generated always as identity primary key,
  trace_id text,
  conversation_id text,
  turn_id text,
  thumbs_up boolean not null,
  comment text,
  created_at timestamptz not null default now(),
  constraint feedback_is_about_something
    check (trace_id is not null or (conversation_id is not null and turn_id is not null))
);
alter table public.feedback enable row level security;

-- Raises unless a text can be stored as it is.
create or replace function joblab.check_length(what text, value text, longest integer) returns void
language plpgsql immutable as $$
begin
  if length(value) > longest then
    perform joblab.fail(format('%s takes at most %s characters.', what, longest));
  end if;
end $$;

-- Keeps the last 10 turns of the conversation, and no turn of any conversation for more than 30 days.
create or replace function public.remember_turn(conversation_id text, turn jsonb) returns void
language plpgsql security definer
set search_path = '' set statement_timeout = '3s' as $$
begin
  if joblab.trimmed(conversation_id) is null or joblab.trimmed(conversation_id) = '' or turn is null then
    perform joblab.fail('remember_turn needs a conversation_id and a turn.');
  end if;
  perform joblab.check_length('conversation_id', conversation_id, 64);
  perform joblab.check_length('turn', turn::text, 200000);
  insert into public.conversation_turns (conversation_id, turn)
  values (remember_turn.conversation_id, remember_turn.turn);
  delete from public.conversation_turns t
  where t.created_at < now() - interval '30 days'
     or (t.conversation_id = remember_turn.conversation_id and t.id not in (
       select kept.id from public.conversation_turns kept
       where kept.conversation_id = remember_turn.conversation_id order by kept.id desc limit 10));
end $$;

-- The turns of a conversation, oldest first: at most 10, none older than 30 days.
create or replace function public.recall_turns(conversation_id text) returns jsonb
language sql stable security definer
set search_path = '' set statement_timeout = '3s' as $$
  select coalesce(jsonb_agg(latest.turn order by latest.id), '[]')
  from (
    select t.id, t.turn from public.conversation_turns t
    where t.conversation_id = recall_turns.conversation_id and t.created_at >= now() - interval '30 days'
    order by t.id desc limit 10
  ) as latest
$$;

create or replace function public.record_feedback(
  trace_id text default null, conversation_id text default null, turn_id text default null,
  thumbs_up boolean default null, comment text default null
) returns void
language plpgsql security definer
set search_path = '' set statement_timeout = '3s' as $$
begin
  if thumbs_up is null then
    perform joblab.fail('Feedback needs thumbs_up: true or false.');
  elsif trace_id is null and (conversation_id is null or turn_id is null) then
    perform joblab.fail('Feedback needs a trace_id, or a conversation_id and a turn_id.');
  end if;
  perform joblab.check_length('trace_id', trace_id, 200);
  perform joblab.check_length('conversation_id', conversation_id, 64);
  perform joblab.check_length('turn_id', turn_id, 200);
  perform joblab.check_length('comment', comment, 4000);
  insert into public.feedback (trace_id, conversation_id, turn_id, thumbs_up, comment)
  values (record_feedback.trace_id, record_feedback.conversation_id, record_feedback.turn_id,
          record_feedback.thumbs_up, record_feedback.comment);
end $$;
