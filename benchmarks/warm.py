"""What a question costs in a warm process: the loop around the model and the database, in CPU."""

from benchmarks.life import Function, ask_event, live
from benchmarks.packages import packages, with_second_route
from benchmarks.report import Comparison, Figure, Section, Target
from benchmarks.upstreams import question

ROUTES = {
    "loop": "/ai/ask",
    "calls": "/ai/ask-without-loop",
    "request": "/ai/ask-without-calls",
}
RUNS = 7
# Asks of a short and of a long life; what the long one takes more is that of warm asks alone.
SHORT, LONG = 20, 120
TARGET = Target("difference", 6)


def measure() -> Section:
    """Compare."""
    with packages() as built:
        costs = warm_milliseconds(with_second_route(built.ours), RUNS)
    loop, calls, request = (costs[name] for name in ROUTES)
    name = "CPU of an ask: two model rounds, one tool call"
    return Section(
        "warm",
        [
            Comparison(name, "ms", loop, "the same route and the same calls without the loop", calls, TARGET),
            Comparison(name, "ms", loop, "a route that only reads the question and answers", request),
        ],
        measured={"warm_cpu": round(loop.median / 1000, 4)},
    )


def warm_milliseconds(function: Function, runs: int) -> dict[str, Figure]:
    """CPU of one warm ask by each of ROUTES, measured in turns."""
    rounds = [{name: _milliseconds(function, path) for name, path in ROUTES.items()} for _ in range(runs)]
    return {name: Figure.of(each[name] for each in rounds) for name in ROUTES}


def _milliseconds(function: Function, path: str) -> float:
    short, long = (live(function, [ask_event(question(n), path) for n in range(asks)]) for asks in (SHORT, LONG))
    if any(answer.get("rounds", 2) != 2 for answer in long.answers):
        raise RuntimeError("an answer took more than two rounds")
    return 1000 * (long.cpu - short.cpu) / (LONG - SHORT)
