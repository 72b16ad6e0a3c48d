"""What a reservation adds to a turn in the database: to its beginning, and to its end, which settles it."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from statistics import median

from psycopg.types.json import Jsonb

from benchmarks.database_http import Api
from local.supabase.embedded import Connection

RESERVATION = {
    "visitor": "0" * 32,
    "tokens": 60_000,
    "usd": 0.01,
    "limits": {"day_usd": 1e6, "month_usd": 1e6, "visitor_questions": 1e6, "visitor_tokens": 1e12},
}
SPENT = {"usd": 0.001, "tokens": 3_000}
ASKED = {"trace_id": "t", "question": "How many jobs?", "outcome": "answer", "answer": "1,037 jobs", "seconds": 0.1}
SAID = {"question": "How many jobs?", "answer": "1,037 jobs", "tool_calls": []}
# Before these, everything is warm.
WARM_TURNS = 10

# A function of the database, by its name and arguments; its answer.
type Call = Callable[[str, Mapping[str, object]], object]
type Pair = tuple[float, float]


@dataclass(frozen=True)
class Turns:
    """Milliseconds of both functions, turn by turn: with a reservation that is settled, and without."""

    begin: list[Pair]
    end: list[Pair]


def ratio_of(pairs: list[Pair]) -> float:
    """The median over pairs, which a busy machine slows alike."""
    return median(ours / other for ours, other in pairs)


def turns(call: Call, number: int) -> Turns:
    """Begin and end so many turns of either kind, one after the other."""
    names = count(1)
    pairs = [
        (_turn(call, f"turn-{next(names)}", is_limited=True), _turn(call, f"turn-{next(names)}", is_limited=False))
        for _ in range(WARM_TURNS + number)
    ][WARM_TURNS:]
    return Turns([(ours[0], other[0]) for ours, other in pairs], [(ours[1], other[1]) for ours, other in pairs])


def _turn(call: Call, turn_id: str, *, is_limited: bool) -> Pair:
    who = {"turn_id": turn_id, "conversation_id": turn_id}
    reserved, spent = ({"reservation": RESERVATION}, {"spent": SPENT}) if is_limited else ({}, {})
    return (
        _milliseconds(call, "begin_turn", {**who, "keys": ["one", "two"], **reserved}),
        _milliseconds(call, "end_turn", {**who, "asked": ASKED, "turn": SAID, **spent}),
    )


def _milliseconds(call: Call, function: str, arguments: Mapping[str, object]) -> float:
    start = time.perf_counter()
    call(function, arguments)
    return 1000 * (time.perf_counter() - start)


def in_database(connection: Connection) -> Call:
    """Ask PostgreSQL itself."""

    def call(function: str, arguments: Mapping[str, object]) -> object:
        named = ", ".join(f"{name} => %({name})s" for name in arguments)
        values = {name: Jsonb(value) if isinstance(value, dict) else value for name, value in arguments.items()}
        return connection.execute(f"select public.{function}({named})".encode(), values).fetchone()

    return call


def over(api: Api) -> Call:
    """Ask as the app does."""
    return lambda function, arguments: api.client.post(f"/rpc/{function}", json=arguments).raise_for_status()
