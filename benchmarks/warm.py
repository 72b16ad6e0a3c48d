"""What a question costs in a warm process: the loop around the model and the database, in CPU."""

from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.life import Function, ask_event, live
from benchmarks.packages import packages, with_second_route
from benchmarks.report import Comparison, Figure, Section, Target
from benchmarks.upstreams import question

LOOP, CALLS, REQUEST = "/ai/ask", "/ai/ask-without-loop", "/ai/ask-without-calls"
RUNS = 5
# Asks of a short and of a long life.
SHORT, LONG = 20, 120
TARGET = Target("difference", 6)


def measure() -> Section:
    """Compare."""
    with packages() as built:
        function = with_second_route(built.ours)
        loop, calls, request = warm_milliseconds(function, (LOOP, CALLS, REQUEST), RUNS)
    name = "CPU of an ask: two model rounds, one tool call"
    return Section(
        "warm",
        [
            Comparison(name, "ms", loop, "the same route and the same calls without the loop", calls, TARGET),
            Comparison(name, "ms", loop, "a route that only reads the question and answers", request),
        ],
        measured={"warm_cpu": round(loop.median / 1000, 4)},
    )


def warm_milliseconds(
    function: Function, paths: Sequence[str], runs: int, short: int = SHORT, long: int = LONG
) -> list[Figure]:
    """CPU of one warm ask by each path, measured in turns: what a long life takes more than a short one."""
    rounds = [[_milliseconds(function, path, short, long) for path in paths] for _ in range(runs)]
    return [Figure.of(times) for times in zip(*rounds, strict=True)]


def _milliseconds(function: Function, path: str, short: int, long: int) -> float:
    return milliseconds_of(function, lambda n: ask_event(question(n), path), short, long, rounds=2)


def milliseconds_of(
    function: Function, event: Callable[[int], dict[str, Any]], short: int, long: int, *, rounds: int
) -> float:
    """CPU of one of the events, each of which takes so many rounds."""
    brief, life = (live(function, [event(n) for n in range(asks)]) for asks in (short, long))
    if any(answer.get("rounds", rounds) != rounds for answer in life.answers[1:]):
        raise RuntimeError(f"an answer did not take {rounds} rounds")
    return 1000 * (life.cpu - brief.cpu) / (long - short)
