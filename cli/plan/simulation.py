"""Lambda under traffic, event by event: environments that start, answer, wait, and go.

Rules: https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html
"""

import heapq
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

# At most so many environments are added at once, and so many within as many seconds; unused room does not add up.
SCALING_STEP = 1_000
SCALING_SECONDS = 10.0
# What a new account may use at once, all functions together; older ones have more, some new ones less.
ACCOUNT_CONCURRENCY = 1_000
# AWS does not say when it takes an idle environment away; observers report 5 to 15 minutes. An assumption.
IDLE_SECONDS = 300.0


class Times(Protocol):
    """How long things take, in seconds."""

    def init(self, chance: Random) -> float:
        """An environment's start."""
        ...

    def answer(self, chance: Random, *, first: bool) -> float:
        """One request, in an environment that is new or not."""
        ...


@dataclass(frozen=True)
class Limits:
    """How far the function may scale; provisioned environments are there from the start and count."""

    concurrency: int = ACCOUNT_CONCURRENCY
    provisioned: int = 0


@dataclass
class Outcome:
    """What happened. Times in seconds since the start; latencies are the caller's, without API Gateway and network."""

    latencies: list[float] = field(default_factory=list)
    throttled: list[float] = field(default_factory=list)
    """When a request was refused."""
    changes: list[tuple[float, int]] = field(default_factory=list)
    """When an environment came (1) or went (-1), in no order."""
    cold_starts: int = 0
    init_seconds: float = 0.0
    seconds: float = 0.0
    """Spent in handlers of environments that were started on demand."""
    provisioned_seconds: float = 0.0
    """Spent in handlers of provisioned environments."""

    @property
    def served(self) -> int:
        """Requests that were answered."""
        return len(self.latencies)


class Simulation:
    """One function; `request` must be called in the order of time."""

    def __init__(self, times: Times, limits: Limits, chance: Random) -> None:
        self.outcome = Outcome()
        self._times = times
        self._limits = limits
        self._chance = chance
        self._provisioned_idle = limits.provisioned
        self._idle: deque[float] = deque()  # since when; the last one to come is the first to go on
        self._busy: list[tuple[float, bool]] = []  # until when, and whether provisioned
        self._room = float(SCALING_STEP)
        self._room_at = 0.0
        if limits.provisioned:
            self.outcome.changes.append((0.0, limits.provisioned))

    def request(self, now: float) -> None:
        """A request comes: it is answered by an environment that waits, by a new one, or not at all."""
        self._settle(now)
        if self._provisioned_idle:
            self._provisioned_idle -= 1
            self._serve(now, provisioned=True)
        elif self._idle:
            self._idle.pop()
            self._serve(now)
        elif self._may_start(now):
            self.outcome.changes.append((now, 1))
            self._serve(now, cold=True)
        else:
            self.outcome.throttled.append(now)

    def finish(self) -> Outcome:
        """What happened, when no more requests come."""
        self._settle(float("inf"))
        return self.outcome

    def _settle(self, now: float) -> None:
        """Let environments become idle, and idle ones go, up to now."""
        while self._busy and self._busy[0][0] <= now:
            ended, provisioned = heapq.heappop(self._busy)
            if provisioned:
                self._provisioned_idle += 1
            else:
                self._idle.append(ended)
        while self._idle and self._idle[0] + IDLE_SECONDS <= now:
            self.outcome.changes.append((self._idle.popleft() + IDLE_SECONDS, -1))

    def _may_start(self, now: float) -> bool:
        self._room = min(SCALING_STEP, self._room + (now - self._room_at) * SCALING_STEP / SCALING_SECONDS)
        self._room_at = now
        # No environment is idle here, provisioned ones included: as many are in use as there are.
        if self._room < 1 or len(self._busy) >= self._limits.concurrency:
            return False
        self._room -= 1
        return True

    def _serve(self, now: float, *, cold: bool = False, provisioned: bool = False) -> None:
        init = self._times.init(self._chance) if cold else 0.0
        seconds = self._times.answer(self._chance, first=cold)
        self.outcome.cold_starts += cold
        self.outcome.init_seconds += init
        if provisioned:
            self.outcome.provisioned_seconds += seconds
        else:
            self.outcome.seconds += seconds
        self.outcome.latencies.append(init + seconds)
        heapq.heappush(self._busy, (now + init + seconds, provisioned))


def simulate(arrivals: Iterable[float], times: Times, limits: Limits, chance: Random) -> Outcome:
    """Let the requests come at those times, sorted."""
    simulation = Simulation(times, limits, chance)
    for now in arrivals:
        simulation.request(now)
    return simulation.finish()
