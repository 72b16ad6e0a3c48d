"""Conversations keep their last 20 turns; everything that is kept of visitors goes when its time is over."""

from datetime import timedelta

import pytest

from local.supabase.embedded import Connection
from tests.integration.database.api import answer, call


def remember(db: Connection, conversation_id: str, *numbers: int) -> None:
    """End one turn for each number."""
    for number in numbers:
        turn = {"turn_id": f"t{number}", "conversation_id": conversation_id, "turn": {"number": number}}
        assert call(db, "end_turn", **turn) in (None, "")


def history(db: Connection, conversation_id: str) -> object:
    return answer(db, "begin_turn", turn_id="next", conversation_id=conversation_id)["history"]


def test_the_last_twenty_turns_oldest_first(db: Connection) -> None:
    remember(db, "a", *range(23))
    remember(db, "b", 99)
    assert history(db, "a") == [{"number": number} for number in range(3, 23)]
    assert db.execute("select count(*) from public.conversation_turns").fetchone() == (21,)


def test_an_unknown_conversation_has_no_turns(db: Connection) -> None:
    assert history(db, "nobody") == []


def test_turns_older_than_thirty_days_are_not_recalled(db: Connection) -> None:
    remember(db, "a", 1, 2)
    db.execute(
        "update public.conversation_turns set created_at = now() - interval '31 days' where turn = '{\"number\": 1}'"
    )
    assert history(db, "a") == [{"number": 2}]


KEPT = {
    "public.conversation_turns": ("created_at", "conversation_id, turn", "'c', '{}'", timedelta(days=30)),
    "joblab.questions": ("asked_at", "turn_id, trace_id, asked", "'t', 't', '{}'", timedelta(days=30)),
    "joblab.plans": ("used_at", "key, question, plan", "gen_random_uuid(), 'q', '{}'", timedelta(days=30)),
    "public.feedback": (
        "created_at",
        "turn_id, trace_id, thumbs_up",
        "gen_random_uuid(), 't', true",
        timedelta(days=90),
    ),
    "joblab.visitors": ("day", "visitor", "gen_random_uuid()", timedelta(days=1)),
    "joblab.reservations": ("day", "turn_id, visitor, usd, tokens", "gen_random_uuid(), 'v', 1, 1", timedelta(days=1)),
    "joblab.spending": ("period", "usd", "1", timedelta(days=390)),
}


@pytest.mark.parametrize("table", KEPT)
def test_what_is_older_than_its_time_goes_with_the_next_turn(db: Connection, table: str) -> None:
    moment, columns, values, kept = KEPT[table]
    kind = "timestamptz" if moment.endswith("_at") else "date"
    for age in (kept - timedelta(hours=1), kept + timedelta(days=10)):
        db.execute(
            f"insert into {table} ({moment}, {columns})"
            f" values ((now() - interval '{age.total_seconds()} seconds')::{kind}, {values})".encode()
        )
    mine = f"select count(*) from {table} where {moment}::text < (now() + interval '1 day')::date::text"
    before = db.execute(mine.encode()).fetchone()

    call(db, "end_turn", turn_id="t")

    after = db.execute(mine.encode()).fetchone()
    assert before
    assert after
    assert before[0] - after[0] == 1  # type: ignore[operator]  # counts
