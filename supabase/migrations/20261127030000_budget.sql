-- What may be spent: dollars a day and a month for the whole, questions and tokens a day for one visitor. The worst case of
-- a turn counts as spent from before its first model call on; what was used takes its place afterwards. A turn that never
-- says what it used stays as it was reserved. Days are days in UTC.

-- `period` is a day (2026-11-27) or a month (2026-11).
create table if not exists joblab.spending (period text primary key, usd numeric not null default 0);

-- `visitor` is a keyed hash that differs from day to day; nothing tells whose it was.
create table if not exists joblab.visitors (
  day date not null,
  visitor text not null,
  questions integer not null default 0,
  tokens bigint not null default 0,
  primary key (day, visitor)
);

create table if not exists joblab.reservations (
  turn_id text primary key,
  day date not null,
  visitor text not null,
  usd numeric not null,
  tokens bigint not null
);

-- The first limit that a reservation would exceed, and when it opens again; null where there is room. `reservation` has
-- the visitor, the worst case in usd and tokens, and the limits by name; a limit that is null does not hold.
create or replace function joblab.refusal(reservation jsonb, today date) returns jsonb
language sql stable set search_path = ''
return (
  with spent (name, spent, asked, until) as (
    select 'day_usd', (select s.usd from joblab.spending s where s.period = today::text),
      (reservation ->> 'usd')::numeric, today + 1
    union all
    select 'month_usd', (select s.usd from joblab.spending s where s.period = to_char(today, 'YYYY-MM')),
      (reservation ->> 'usd')::numeric, (date_trunc('month', today) + interval '1 month')::date
    union all
    select which.name, which.spent, which.asked, today + 1
    from (select 1) as one
      left join joblab.visitors v on v.day = today and v.visitor = reservation ->> 'visitor',
      lateral (values ('visitor_questions', v.questions::numeric, 1),
                      ('visitor_tokens', v.tokens, (reservation ->> 'tokens')::numeric)) as which (name, spent, asked)
  )
  select jsonb_build_object('limit', s.name, 'until', s.until::timestamp at time zone 'UTC')
  from spent s where coalesce(s.spent, 0) + s.asked > (reservation -> 'limits' ->> s.name)::numeric
  order by s.until desc limit 1
);

-- Locks what a turn counts towards, always in the same order.
create or replace function joblab.lock_spending(day date, visitor text) returns void
language plpgsql set search_path = '' as $$
begin
  perform from joblab.spending s where s.period in (to_char(day, 'YYYY-MM'), day::text) order by s.period for update;
  perform from joblab.visitors v where v.day = lock_spending.day and v.visitor = lock_spending.visitor for update;
end $$;

create or replace function joblab.count_spending(day date, visitor text, usd numeric, questions integer, tokens bigint)
returns void
language plpgsql set search_path = '' as $$
begin
  update joblab.spending s set usd = s.usd + count_spending.usd where s.period in (to_char(day, 'YYYY-MM'), day::text);
  update joblab.visitors v
  set questions = v.questions + count_spending.questions, tokens = v.tokens + count_spending.tokens
  where v.day = count_spending.day and v.visitor = count_spending.visitor;
end $$;

-- Reserves for a turn, or says why not: null, or what `refusal` says. A turn reserves once, however often it asks.
create or replace function joblab.reserve(turn_id text, reservation jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  today constant date := (now() at time zone 'UTC')::date;
  visitor constant text := reservation ->> 'visitor';
  usd constant numeric := (reservation ->> 'usd')::numeric;
  tokens constant bigint := (reservation ->> 'tokens')::bigint;
  refused jsonb := joblab.refusal(reservation, today);  -- without a lock: to be refused waits for nobody
begin
  if refused is not null then
    return refused;
  end if;
  insert into joblab.spending (period) values (to_char(today, 'YYYY-MM')), (today::text) on conflict do nothing;
  insert into joblab.visitors (day, visitor) values (today, visitor) on conflict do nothing;
  perform joblab.lock_spending(today, visitor);
  refused := joblab.refusal(reservation, today);
  if refused is null then
    insert into joblab.reservations values (reserve.turn_id, today, visitor, usd, tokens) on conflict do nothing;
    if found then
      perform joblab.count_spending(today, visitor, usd, 1, tokens);
    end if;
  end if;
  return refused;
end $$;

-- What a turn used takes the place of what it reserved. A turn that reserved nothing counts nothing.
create or replace function joblab.settle(turn_id text, usd numeric, tokens bigint) returns void
language plpgsql set search_path = '' as $$
declare
  held joblab.reservations;
begin
  select r.* into held from joblab.reservations r where r.turn_id = settle.turn_id;
  perform joblab.lock_spending(held.day, held.visitor);
  delete from joblab.reservations r where r.turn_id = settle.turn_id;
  if found then
    perform joblab.count_spending(held.day, held.visitor, usd - held.usd, 0, tokens - held.tokens);
  end if;
end $$;
