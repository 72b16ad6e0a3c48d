"""Conversations keep their last 10 turns, for 30 days."""

from local.supabase.embedded import Connection
from tests.integration.database.api import call


def remember(db: Connection, conversation_id: str, *numbers: int) -> None:
    """Store one turn for each number."""
    for number in numbers:
        assert call(db, "remember_turn", conversation_id=conversation_id, turn={"number": number}) in (None, "")


def test_the_last_ten_turns_oldest_first(db: Connection) -> None:
    remember(db, "a", *range(13))
    remember(db, "b", 99)
    assert call(db, "recall_turns", conversation_id="a") == [{"number": number} for number in range(3, 13)]
    assert db.execute("select count(*) from public.conversation_turns").fetchone() == (11,)


def test_an_unknown_conversation_has_no_turns(db: Connection) -> None:
    assert call(db, "recall_turns", conversation_id="nobody") == []


def test_turns_older_than_thirty_days_are_gone(db: Connection) -> None:
    remember(db, "a", 1, 2)
    remember(db, "b", 3)
    db.execute(
        "update public.conversation_turns set created_at = now() - interval '31 days' where turn <> '{\"number\": 2}'"
    )
    assert call(db, "recall_turns", conversation_id="a") == [{"number": 2}]
    remember(db, "c", 4)
    assert db.execute("select count(*) from public.conversation_turns").fetchone() == (2,)
