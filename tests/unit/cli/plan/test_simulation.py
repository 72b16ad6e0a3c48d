"""Lambda's rules, against cases worked out by hand and laws of queues."""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.plan.simulation import IDLE_SECONDS, Limits, Outcome, simulate


@dataclass(frozen=True)
class Fixed:
    """Every start and every answer takes equally long."""

    init_seconds: float = 0.0
    answer_seconds: float = 1.0

    def init(self, chance: Random) -> float:
        return self.init_seconds

    def answer(self, chance: Random, *, first: bool) -> float:
        return self.answer_seconds


class Varied:
    """Answers take 1 to 3 s."""

    def init(self, chance: Random) -> float:
        return chance.uniform(0.5, 1)

    def answer(self, chance: Random, *, first: bool) -> float:
        return chance.uniform(1, 3)


def run(arrivals: Sequence[float], times: Fixed | Varied = Fixed(), limits: Limits | None = None) -> Outcome:
    return simulate(arrivals, times, limits or Limits(), Random(0))


def most_environments(outcome: Outcome) -> int:
    return max(accumulate(change for _, change in sorted(outcome.changes)))


def test_a_request_after_another_finds_its_environment() -> None:
    outcome = run([0, 2, 4])

    assert (outcome.cold_starts, outcome.latencies) == (1, [1, 1, 1])


def test_requests_at_once_each_need_an_environment() -> None:
    assert run([0, 0, 0.5]).cold_starts == 3


def test_only_the_first_answer_waits_for_the_init() -> None:
    assert run([0, 5], Fixed(init_seconds=0.5)).latencies == [1.5, 1]


def test_an_idle_environment_goes_and_the_next_request_starts_anew() -> None:
    outcome = run([0, 1 + IDLE_SECONDS - 1, 2 * IDLE_SECONDS + 10])

    assert outcome.cold_starts == 2
    assert sorted(outcome.changes)[1] == (IDLE_SECONDS + 1 + IDLE_SECONDS, -1)


def test_environments_beyond_the_need_grow_old() -> None:
    """Three at once, then one at a time: the same environment answers, the other two go."""
    outcome = run([0, 0, 0, *range(10, 400, 10)])

    assert [when for when, change in outcome.changes if change < 0][:2] == [IDLE_SECONDS + 1] * 2


def test_the_account_limit_refuses_what_is_over_it() -> None:
    outcome = run([0] * 15, limits=Limits(concurrency=10))

    assert (outcome.served, outcome.throttled) == (10, [0] * 5)


def test_at_most_a_thousand_environments_start_at_once_and_a_hundred_more_each_second() -> None:
    outcome = run([0] * 1500 + [5] * 1500, Fixed(answer_seconds=60), Limits(concurrency=10_000))

    assert (outcome.cold_starts, len(outcome.throttled)) == (1000 + 500, 500 + 1000)


def test_unused_room_to_scale_does_not_add_up() -> None:
    outcome = run([1000] * 2500, Fixed(answer_seconds=60), Limits(concurrency=10_000))

    assert outcome.cold_starts == 1000


def test_provisioned_environments_answer_first_and_without_a_cold_start() -> None:
    outcome = run([0, 0, 0], Fixed(init_seconds=1), Limits(provisioned=2))

    assert (outcome.cold_starts, outcome.latencies) == (1, [1, 1, 2])
    assert (outcome.provisioned_seconds, outcome.seconds) == (2, 1)


def test_provisioned_environments_count_towards_the_limit() -> None:
    assert len(run([0] * 5, limits=Limits(concurrency=4, provisioned=3)).throttled) == 1


def test_requests_in_step_need_as_many_environments_as_are_under_way() -> None:
    """M/D/infinity without its M: one request a tenth of a second that takes 1 s keeps ten environments busy."""
    assert most_environments(run([number / 10 for number in range(1, 1000)])) == pytest.approx(10, abs=1)


def test_littles_law() -> None:
    """The mean number of requests under way is their rate times the time that each takes."""
    chance = Random(1)
    day, requests = 10_000.0, 20_000
    outcome = simulate(sorted(chance.uniform(0, day) for _ in range(requests)), Varied(), Limits(), chance)
    rate, seconds = requests / day, sum(outcome.latencies) / requests

    assert rate * seconds == pytest.approx((outcome.seconds + outcome.init_seconds) / day)
    assert outcome.seconds / requests == pytest.approx(2, rel=0.02)


def test_environments_of_random_arrivals_follow_poisson() -> None:
    """In M/D/infinity a Poisson number is busy, 20 on average here: the most in an hour lie some deviations above."""
    chance = Random(2)
    outcome = run(sorted(chance.uniform(0, 3600) for _ in range(20 * 3600)))

    assert 20 + 3 * math.sqrt(20) < most_environments(outcome) < 20 + 6 * math.sqrt(20)


@given(st.lists(st.floats(0, 1000), max_size=200), st.integers(0, 3), st.integers(4, 20))
def test_whatever_comes_each_request_is_served_or_refused_and_every_limit_holds(
    arrivals: list[float], provisioned: int, concurrency: int
) -> None:
    outcome = run(sorted(arrivals), Varied(), Limits(concurrency, provisioned))

    assert outcome.served + len(outcome.throttled) == len(arrivals)
    assert not arrivals or most_environments(outcome) <= concurrency
    assert sum(change for _, change in outcome.changes) == provisioned
    assert sum(outcome.latencies) == pytest.approx(outcome.init_seconds + outcome.seconds + outcome.provisioned_seconds)


def test_ten_thousand_requests_take_less_than_two_seconds() -> None:
    started = time.process_time()
    run([0.001 * number for number in range(10_000)], Varied())

    assert time.process_time() - started < 2
