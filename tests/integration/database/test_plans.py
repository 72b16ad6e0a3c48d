"""Plans and questions in the database: what is kept, for how long, and when a plan is good."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest

from evals.reference import Posting
from local.supabase.embedded import Connection, migrate
from tests.integration.database.api import answer, call, refusal, store
from tests.integration.database.conftest import NewDatabase

PLAN: dict[str, Any] = {"calls": [{"name": "job_stats", "input": {}}], "text": "{total}", "own": 0}


def asked(number: int, **more: object) -> dict[str, object]:
    ids = {"trace_id": f"trace-{number}", "question": f"Question {number}?", "key": f"question {number}"}
    return {**ids, "outcome": "answer", **more}


def record(db: Connection, number: int, key: str = "", version: int | None = None, **more: object) -> None:
    plan = {"plan": {"key": key, "plan": PLAN, "version": version}} if key else {}
    call(db, "end_turn", turn_id=f"turn-{number}", asked=asked(number, plan_key=key or None, **more), **plan)


def recall(db: Connection, *keys: str) -> dict[str, object]:
    return answer(db, "begin_turn", turn_id="t", keys=list(keys))


def recalled(db: Connection, *keys: str) -> object:
    return recall(db, *keys)["key"]


def version(db: Connection) -> int:
    found = recall(db)["version"]
    assert isinstance(found, int)
    return found


def test_a_plan_is_recalled_under_the_first_of_its_keys(db: Connection) -> None:
    record(db, 1, "plan:a")
    record(db, 2, "plan:b")

    assert recall(db, "plan:none", "plan:b", "plan:a") == {
        "history": [],
        "version": version(db),
        "key": "plan:b",
        "plan": PLAN,
        "refused": None,
    }
    assert recalled(db, "plan:none") is None


def test_a_plan_for_the_same_data_is_good_until_the_next_write(db: Connection) -> None:
    now = version(db)
    record(db, 1, "plan:a", now)
    assert recalled(db, "plan:a") == "plan:a"

    store(db, [Posting(job_id="1")])

    assert version(db) > now
    assert recalled(db, "plan:a") is None
    record(db, 2, "plan:a", version(db))
    assert recalled(db, "plan:a") == "plan:a"


@pytest.mark.parametrize(
    "statement",
    [
        "update public.jobs set country = 'Chad'",
        "delete from public.jobs",
        "truncate public.jobs",
        "insert into public.value_aliases values ('country', 'tchad', 'Chad')",
    ],
)
def test_every_write_moves_the_version(db: Connection, statement: str) -> None:
    store(db, [Posting(job_id="1")])
    before = version(db)

    db.execute(statement.encode())

    assert version(db) > before


def test_folding_keeps_the_version(db: Connection) -> None:
    for number in range(5):
        store(db, [Posting(job_id=str(number))])
    before = version(db)

    record(db, 1, "plan:a")

    assert version(db) == before
    assert db.execute("select count(*) from joblab.data_writes").fetchone() == (1,)


def test_the_first_of_two_plans_stays(db: Connection) -> None:
    record(db, 1, "plan:a")
    other = {"key": "plan:a", "plan": {**PLAN, "text": "{total}!"}, "version": None}
    call(db, "end_turn", turn_id="turn-2", asked=asked(2), plan=other)

    assert recall(db, "plan:a")["plan"] == PLAN
    assert db.execute("select count(*) from joblab.plans where not is_pinned").fetchone() == (1,)


def test_plans_are_bounded_in_number_and_age(db: Connection) -> None:
    db.execute(
        "insert into joblab.plans (key, question, plan, used_at) select 'plan:' || n, 'q', '{}',"
        " now() - n * interval '1 second' from generate_series(1, 5100) as n"
    )
    db.execute(
        "insert into joblab.plans (key, question, plan, used_at)"
        " values ('plan:old', 'q', '{}', now() - interval '31 days')"
    )

    record(db, 1, "plan:new")

    assert db.execute("select count(*) from joblab.plans where not is_pinned").fetchone() == (5000,)
    assert (recalled(db, "plan:old"), recalled(db, "plan:5100"), recalled(db, "plan:new")) == (None, None, "plan:new")


def test_a_pinned_plan_wins_and_stays(db: Connection) -> None:
    call(db, "pin_plan", key="how many", question="How many?", plan=PLAN)
    row = db.execute("select joblab.pinned_key('how many')").fetchone()
    assert row
    pinned = str(row[0])
    record(db, 1, "plan:a")

    assert recalled(db, pinned, "plan:a") == pinned
    record(db, 2, pinned, thumbs=False)
    call(db, "record_feedback", trace_id="trace-2", thumbs_up=False)
    assert recalled(db, pinned) == pinned
    assert call(db, "unpin_plan", key="how many") is True
    assert recalled(db, pinned, "plan:a") == "plan:a"


@pytest.mark.parametrize("named", [{"trace_id": "trace-1"}, {"conversation_id": "c", "turn_id": "turn-1"}])
def test_a_thumb_down_drops_the_plan(db: Connection, named: dict[str, str]) -> None:
    record(db, 1, "plan:a")
    call(db, "record_feedback", thumbs_up=True, **named)
    assert recalled(db, "plan:a") == "plan:a"

    call(db, "record_feedback", thumbs_up=False, comment="wrong", **named)

    assert recalled(db, "plan:a") is None
    (found,) = questions(db, kind="thumbs-down")
    assert answer(db, "get_question", question_id=found["id"])["comment"] == "wrong"


def test_a_follow_up_has_no_plan(db: Connection) -> None:
    record(db, 1, "plan:a")
    call(db, "end_turn", turn_id="t", conversation_id="c", turn={"question": "Hi?", "answer": "Hi."})

    begun = answer(db, "begin_turn", turn_id="t", conversation_id="c", keys=["plan:a"])

    assert (begun["history"], begun["plan"], begun["key"]) == ([{"question": "Hi?", "answer": "Hi."}], None, None)


def test_feedback_is_one_row_a_turn_that_is_known(db: Connection) -> None:
    record(db, 1)

    assert call(db, "record_feedback", turn_id="turn-2", conversation_id="c", thumbs_up=True) is False
    assert call(db, "record_feedback", trace_id="trace-1", turn_id="turn-2", thumbs_up=True) is False
    assert call(db, "record_feedback", trace_id="trace-1", thumbs_up=True) is True
    assert call(db, "record_feedback", turn_id="turn-1", thumbs_up=False, comment="wrong") is True

    rows = db.execute("select turn_id, trace_id, thumbs_up, comment from public.feedback").fetchall()
    assert rows == [("turn-1", "trace-1", False, "wrong")]


def questions(db: Connection, **arguments: object) -> Sequence[dict[str, Any]]:
    found = call(db, "list_questions", **arguments)
    assert isinstance(found, list)
    return found


def test_questions_are_grouped_and_filtered(db: Connection) -> None:
    record(db, 1, from_plan=False, unproven=0, cost_usd=0.002, seconds=2)
    record(db, 1, from_plan=True, unproven=0, cost_usd=0, seconds=0.1)
    record(db, 2, outcome="failed")
    record(db, 3, outcome="decline")
    record(db, 4, outcome="clarification")
    record(db, 5, unproven=2, cost_usd=0.0001, seconds=1)

    assert [(found["question"], found["times"], found["at_once"]) for found in questions(db)] == [
        *((f"Question {number}?", 1, 0) for number in (5, 4, 3, 2)),
        ("Question 1?", 2, 1),
    ]
    kinds = ("failed", "declined", "not-understood", "unproven", "at-once", "expensive", "slow")
    named = {kind: [found["question"] for found in questions(db, kind=kind)] for kind in kinds}
    assert named == {
        "failed": ["Question 2?"],
        "declined": ["Question 3?"],
        "not-understood": ["Question 4?"],
        "unproven": ["Question 5?"],
        "at-once": ["Question 1?"],
        "expensive": ["Question 1?"],
        "slow": ["Question 1?"],
    }
    assert "There is no kind odd" in refusal(db, "list_questions", kind="odd")


def test_usage_by_day(db: Connection) -> None:
    record(db, 1, from_plan=True, tokens=0, cost_usd=0)
    record(db, 2, from_plan=False, tokens=2000, cost_usd=0.0002)
    found = call(db, "usage_by_day")
    assert isinstance(found, list)
    (day,) = found

    assert {name: float(value) for name, value in day.items() if name != "day"} == {
        "questions": 2,
        "at_once": 1,
        "failed": 0,
        "tokens": 2000,
        "cost_usd": 0.0002,
    }


def test_questions_are_kept_for_thirty_days_and_nothing_says_who_asked(db: Connection) -> None:
    record(db, 1)
    db.execute("update joblab.questions set asked_at = now() - interval '31 days'")
    record(db, 2)

    assert [found["question"] for found in questions(db, since="2000-01-01")] == ["Question 2?"]
    columns = {
        row[0]
        for row in db.execute(
            "select column_name from information_schema.columns"
            " where table_schema = 'joblab' and table_name = 'questions'"
        )
    }
    assert columns == {"id", "asked_at", "turn_id", "trace_id", "plan_key", "thumbs_up", "comment", "asked"}


def test_what_cannot_be_kept_is_refused(db: Connection) -> None:
    assert "with its trace_id" in refusal(db, "end_turn", turn_id="t", asked={"question": "How many?"})
    long = {"key": "k", "plan": {"text": "x" * 30_000}, "version": None}
    assert "at most 20000" in refusal(db, "end_turn", turn_id="t", asked=asked(1), plan=long)


def test_concurrent_first_askings_store_one_plan(new_database: NewDatabase) -> None:
    with new_database() as committed:
        migrate(committed)

        def ask(number: int) -> None:
            with psycopg.connect(committed.info.dsn, autocommit=True) as own:
                record(own, number, "plan:a")

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(ask, range(8)))

        assert committed.execute("select count(*) from joblab.plans where key = 'plan:a'").fetchone() == (1,)
        assert committed.execute("select count(*) from joblab.questions").fetchone() == (8,)
