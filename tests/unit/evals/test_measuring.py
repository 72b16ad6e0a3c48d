"""What expectations measure, and what they are measured over."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from evals.measuring import Measured, Measuring
from evals.periods import ALL_DAYS, Days
from evals.postings import Data
from evals.reference import Member, Names, Posting
from evals.world import World

JANUARY = Days(date(2026, 1, 1), date(2026, 1, 31))
NAMES = Names(members=[Member("country", "Europe", name) for name in ("Germany", "France")])


@pytest.fixture
def world(postings: Sequence[Posting]) -> World:
    return World(Data(postings, NAMES), date(2026, 11, 23))


@pytest.mark.parametrize(
    ("where", "ids"),
    [
        ({}, "dabc"),
        ({"country": "germany", "is_remote": True}, "a"),
        ({"country": "Europe", "exclude": {"skills": "java"}}, "ac"),
        ({"role_keyword": "c++ developer"}, "b"),
        ({"not_stated": ["posted_date"]}, "d"),
    ],
)
def test_a_world_selects_by_the_filters_of_the_semantic_layer(world: World, where: dict[str, object], ids: str) -> None:
    assert "".join(posting.job_id for posting in world.select(where)) == ids


@pytest.mark.parametrize(
    ("days", "ids"),
    [(JANUARY, "ab"), (Days(end=date(2026, 1, 31)), "ab"), (Days(date(2026, 1, 31)), "bc"), (Days(), "dabc")],
)
def test_a_bounded_period_leaves_out_postings_without_a_day(world: World, days: Days, ids: str) -> None:
    assert "".join(posting.job_id for posting in world.select({}, days)) == ids


def test_measures(world: World) -> None:
    everything = world.select({})

    assert Measuring().measured(world, everything) == Measured(4)
    assert Measuring(measure="companies").measured(world, everything) == Measured(2)
    assert Measuring(measure="remote_share").measured(world, everything) == Measured(Decimal(50))
    assert Measuring(measure="share").measured(world, everything[:1], whole=3) == Measured(Decimal("33.33"))
    assert Measuring(measure="share", part={"country": "Germany"}).measured(world, everything) == Measured(Decimal(50))
    assert Measuring(measure="remote_share").nothing(world) == Measured(None)


def test_pay_is_in_the_most_frequent_currency_the_first_by_name_where_two_are(world: World) -> None:
    def median(postings: Sequence[Posting], currency: str | None = None) -> Measured:
        return Measuring(measure="median_salary", currency=currency).measured(world, postings)

    assert median(world.select({})) == Measured(Decimal(50000), "EUR")
    assert median(world.select({}), "USD") == Measured(Decimal(31200), "USD")
    assert median(world.select({"country": "France"})) == Measured(None)


def test_by_time_alone_every_bucket_of_the_data_is_there(world: World) -> None:
    by_week = Measuring().groups(world, world.select({"country": "France"}), ["posted_month"], ALL_DAYS)

    assert by_week == {("2026-01",): Measured(0), ("2026-02",): Measured(1)}
