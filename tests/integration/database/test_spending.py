"""What questions may cost holds for all callers together, and one visitor's limit is nobody else's."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb

from local.supabase.embedded import Connection, migrate
from tests.integration.database.api import answer, call
from tests.integration.database.conftest import NewDatabase

TODAY = datetime.now(UTC).date()
TOMORROW = TODAY + timedelta(days=1)


def begin(db: Connection, turn: str, worst: tuple[float, int] = (1, 100), visitor: str = "v", **limits: float) -> Any:
    """Why a turn with this worst case (usd, tokens) is refused, if it is."""
    usd, tokens = worst
    reservation = {"visitor": visitor, "usd": usd, "tokens": tokens, "limits": limits}
    return begun(db, turn, reservation)["refused"]


def begun(db: Connection, turn: str, reservation: object, **more: object) -> dict[str, Any]:
    return answer(db, "begin_turn", turn_id=turn, reservation=reservation, **more)


def end(db: Connection, turn: str, usd: float, tokens: int = 0) -> None:
    call(db, "end_turn", turn_id=turn, spent={"usd": usd, "tokens": tokens})


def spent(db: Connection, period: str = str(TODAY)) -> float:
    row = db.execute("select usd from joblab.spending where period = %s", [period]).fetchone()
    return float(str(row[0])) if row else 0


def test_the_worst_case_counts_until_what_was_used_is_known(db: Connection) -> None:
    assert begin(db, "a", day_usd=1.5) is None
    assert begin(db, "b", day_usd=1.5)["limit"] == "day_usd"

    end(db, "a", 0.25)

    assert spent(db) == spent(db, f"{TODAY:%Y-%m}") == 0.25
    assert begin(db, "b", day_usd=1.5) is None


def test_a_turn_that_never_ends_stays_spent(db: Connection) -> None:
    begin(db, "a", day_usd=1)

    assert begin(db, "b", (0.01, 1), day_usd=1)["limit"] == "day_usd"


def test_a_model_that_costs_nothing_finds_room_where_all_money_is_spent(db: Connection) -> None:
    assert begin(db, "dear", (1, 100), day_usd=1) is None
    assert begin(db, "free", (0, 100), day_usd=1, visitor_questions=3) is None

    end(db, "free", 0, tokens=20)

    assert spent(db) == 1
    assert begin(db, "free again", (0, 100), visitor_tokens=220) is None
    assert begin(db, "too many", (0, 100), visitor_tokens=220)["limit"] == "visitor_tokens"


def test_a_turn_reserves_and_settles_once(db: Connection) -> None:
    begin(db, "a", day_usd=5)
    begin(db, "a", day_usd=5)
    assert spent(db) == 1

    end(db, "a", 0.5)
    end(db, "a", 0.5)
    end(db, "nobody", 3)

    assert spent(db) == 0.5


@pytest.mark.parametrize(
    ("limits", "until"),
    [
        ({"visitor_questions": 2.0}, TOMORROW),
        ({"visitor_tokens": 250.0}, TOMORROW),
        ({"day_usd": 2.5}, TOMORROW),
        ({"month_usd": 2.5}, (TODAY.replace(day=1) + timedelta(days=32)).replace(day=1)),
    ],
)
def test_each_limit_refuses_the_third_and_says_when_it_opens(
    db: Connection, limits: dict[str, float], until: object
) -> None:
    assert [begin(db, turn, (1, 100), "v", **limits) for turn in "ab"] == [None, None]

    refused = begin(db, "c", (1, 100), "v", **limits)

    assert [refused["limit"]] == list(limits)
    assert datetime.fromisoformat(refused["until"]).astimezone(UTC).date() == until


def test_a_visitor_at_the_limit_does_not_touch_another(db: Connection) -> None:
    limits = {"visitor_questions": 1.0, "visitor_tokens": 1000.0, "day_usd": 100.0}
    assert begin(db, "a", (1, 100), "one", **limits) is None
    assert begin(db, "b", (1, 100), "one", **limits)["limit"] == "visitor_questions"

    assert begin(db, "c", (1, 100), "two", **limits) is None


def test_a_limit_that_is_off_does_not_hold(db: Connection) -> None:
    assert all(begin(db, str(turn), (1000, 10**9)) is None for turn in range(5))


def test_yesterday_is_not_today(db: Connection) -> None:
    begin(db, "a", day_usd=1, visitor_questions=1)
    db.execute("update joblab.spending set period = %s where length(period) = 10", [str(TODAY - timedelta(days=1))])
    db.execute("update joblab.visitors set day = day - 1")

    assert begin(db, "b", day_usd=1, visitor_questions=1) is None


def test_a_turn_with_a_plan_reserves_nothing(db: Connection) -> None:
    db.execute("insert into joblab.plans (key, question, plan) values ('k', 'q', '{}')")
    reservation = {"visitor": "v", "usd": 1, "tokens": 1, "limits": {"day_usd": 0.5}}

    first = begun(db, "a", reservation, keys=["k"])

    assert (first["key"], first["refused"], spent(db)) == ("k", None, 0)
    assert begun(db, "a", reservation)["refused"]["limit"] == "day_usd"


def test_nothing_that_is_kept_says_who_asked(db: Connection) -> None:
    rows = db.execute(
        "select table_name, column_name from information_schema.columns"
        " where table_name in ('visitors', 'reservations', 'spending')"
    ).fetchall()
    assert {column for _, column in rows} == {"day", "visitor", "questions", "tokens", "turn_id", "usd", "period"}


@pytest.fixture
def committed(new_database: NewDatabase) -> Iterator[Connection]:
    with new_database() as connection:
        migrate(connection)
        yield connection


@pytest.fixture
def at_once(committed: Connection) -> Callable[[Callable[[Connection, int], Any]], list[Any]]:
    """What 40 callers get who come at once, each on a connection of its own."""

    def run(step: Callable[[Connection, int], Any]) -> list[Any]:
        def own(number: int) -> Any:
            with psycopg.connect(committed.info.dsn, autocommit=True) as connection:
                return step(connection, number)

        with ThreadPoolExecutor(40) as pool:
            return list(pool.map(own, range(40)))

    return run


def test_forty_callers_at_once_never_spend_more_than_the_limit(
    committed: Connection, at_once: Callable[[Callable[[Connection, int], Any]], list[Any]]
) -> None:
    limit, worst, used = 0.105, 0.01, 0.004
    seen: list[float] = []

    def ask(db: Connection, number: int) -> Counter[str]:
        outcomes: Counter[str] = Counter()
        for turn in range(5):
            name = f"{number}-{turn}"
            refused = begin(db, name, (worst, 100), f"v{number}", day_usd=limit, month_usd=10)
            outcomes["refused" if refused else "begun"] += 1
            seen.append(spent(db))
            if not refused and turn != 3:  # one process in five dies in mid-turn
                end(db, name, used)
        return outcomes

    outcomes: Counter[str] = sum(at_once(ask), Counter())

    assert max(seen) <= limit
    assert outcomes["refused"] > 0
    assert outcomes["begun"] >= 10
    unsettled = committed.execute("select count(*) from joblab.reservations").fetchone()
    assert unsettled
    settled = outcomes["begun"] - int(str(unsettled[0]))
    assert spent(committed) == pytest.approx(settled * used + int(str(unsettled[0])) * worst)
    assert spent(committed) == spent(committed, f"{TODAY:%Y-%m}") <= limit


def test_refusing_waits_for_nobody(committed: Connection) -> None:
    begin(committed, "a", day_usd=1)
    arguments = {"visitor": "v", "usd": 1, "tokens": 1, "limits": {"day_usd": 1}}
    with (
        psycopg.connect(committed.info.dsn) as holder,
        psycopg.connect(committed.info.dsn, autocommit=True) as other,
    ):
        holder.execute("select from joblab.spending for update")  # as a turn that begins or ends holds it
        other.execute("set lock_timeout = '200ms'")
        row = other.execute("select public.begin_turn('b', reservation => %s)", [Jsonb(arguments)]).fetchone()
    assert row
    assert json.loads(json.dumps(row[0], default=str))["refused"]["limit"] == "day_usd"
