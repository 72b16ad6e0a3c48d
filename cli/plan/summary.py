"""A simulated day in figures: over time, and as a whole."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import quantiles

from cli.cost.bill import CACHE_SECONDS, Work
from cli.plan.simulation import Outcome

DAYS = 30


@dataclass(frozen=True)
class Slot:
    """A part of the time: what happened in it. `environments` is the most there were at once, busy or idle."""

    start: float
    requests: int
    throttled: int
    environments: int


@dataclass(frozen=True)
class Latencies:
    """Seconds that half, 95 % and 99 % of the answers took at most."""

    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Latencies":
        """Of all answers; one alone is all of them."""
        cuts = quantiles(seconds, n=100, method="inclusive") if len(seconds) > 1 else list(seconds) * 99
        return cls(cuts[49], cuts[94], cuts[98])


def slots(arrivals: Sequence[float], outcome: Outcome, end: float, number: int) -> list[Slot]:
    """The time until `end`, cut into equal parts."""
    width = end / number
    requests, throttled = ([0] * number for _ in range(2))
    for times, counts in ((arrivals, requests), (outcome.throttled, throttled)):
        for time in times:
            counts[min(number - 1, int(time / width))] += 1
    return [
        Slot(index * width, requests[index], throttled[index], most)
        for index, most in enumerate(_most_environments(outcome, width, number))
    ]


def _most_environments(outcome: Outcome, width: float, number: int) -> list[int]:
    """Of each part; one without a change keeps what it began with."""
    changes = sorted(outcome.changes)
    levels = list(accumulate(change for _, change in changes))
    most, level, position = [], 0, 0
    for index in range(number):
        highest = level
        while position < len(changes) and changes[position][0] < (index + 1) * width:
            level = levels[position]
            highest = max(highest, level)
            position += 1
        most.append(highest)
    return most


def monthly_work(arrivals: Sequence[float], outcome: Outcome, hit_rate: float = 0.0) -> Work:
    """A month of such days; refused requests are billed by API Gateway and not by Lambda, and are left out."""
    return Work(
        requests=DAYS * outcome.served,
        seconds=DAYS * outcome.seconds,
        provisioned_seconds=DAYS * outcome.provisioned_seconds,
        cold_starts=DAYS * outcome.cold_starts,
        init_seconds=DAYS * outcome.init_seconds,
        asked=DAYS * outcome.served * (1 - hit_rate),
        lulls=DAYS * _lulls(arrivals, hit_rate),
    )


def _lulls(arrivals: Sequence[float], hit_rate: float) -> float:
    """How many ask the model after five minutes in which all that came were remembered, on average over chance."""
    before = (index - bisect_left(arrivals, time - CACHE_SECONDS) for index, time in enumerate(arrivals))
    return (1 - hit_rate) * sum(hit_rate**number for number in before)
