-- What the app writes: the turns of a conversation, and feedback. Only through functions (20261127030100_turns.sql), which
-- run with their owner's rights; the app's role has none on the tables.

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
