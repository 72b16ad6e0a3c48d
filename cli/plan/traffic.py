"""When requests come: a day of them, or a burst."""

from collections.abc import Sequence
from random import Random
from typing import Literal

type Traffic = Literal["steady", "daily", "burst"]

HOUR = 3600.0
DAY = 24 * HOUR
# Requests of each hour, 1 being the mean: people of one time zone, few by night, most in the afternoon. An assumption.
NIGHT, MORNING = (0.2, 0.1, 0.1, 0.1, 0.1, 0.2), (0.4, 0.8, 1.3, 1.7, 1.9, 1.9)
AFTERNOON, EVENING = (1.6, 1.8, 2.0, 2.0, 1.8, 1.4), (1.1, 1.0, 0.9, 0.8, 0.5, 0.3)
DAILY = NIGHT + MORNING + AFTERNOON + EVENING


def arrivals(traffic: Traffic, requests: int, burst_seconds: float, chance: Random) -> list[float]:
    """Seconds since the start, sorted: `requests` times, independent of each other."""
    if traffic == "burst":
        return sorted(chance.uniform(0, burst_seconds) for _ in range(requests))
    weights: Sequence[float] = DAILY if traffic == "daily" else (1.0,) * 24
    hours = chance.choices(range(24), weights, k=requests)
    return sorted((hour + chance.random()) * HOUR for hour in hours)
