"""Counting in plain Python."""

from collections.abc import Sequence
from datetime import date

import pytest
from pydantic import JsonValue

from evals.periods import Days, readings
from evals.postings import Posting, bucket
from evals.reference import Measured, groups, measure, percent, select
from evals.world import World

TODAY = date(2026, 11, 23)
JANUARY = Days(date(2026, 1, 1), date(2026, 1, 31))


@pytest.mark.parametrize(
    ("where", "ids"),
    [
        ({}, "abcd"),
        ({"country": "germany"}, "ab"),
        ({"country": ["Germany", "France"]}, "abc"),
        ({"location": "Berlin"}, "ab"),
        ({"location": "Berlin, Germany"}, "ab"),
        ({"location": "Ber"}, ""),
        ({"skills": "SQL"}, "a"),
        ({"skills": "Java"}, "b"),
        ({"role": "c++ developer"}, "b"),
        ({"role": "c developer"}, ""),
        ({"is_remote": True}, "ad"),
        ({"is_remote": False}, ""),
        ({"salary_min": 31200}, "ad"),
        ({"salary_min": 31200.01}, "a"),
    ],
)
def test_select_matches_whole_values_and_skips_duplicates(
    postings: Sequence[Posting], where: dict[str, JsonValue], ids: str
) -> None:
    assert "".join(posting.id for posting in select(postings, where)) == ids
    assert {posting.id for posting in World(postings, TODAY).select(where)} == set(ids)


@pytest.mark.parametrize(
    ("days", "ids"),
    [(JANUARY, "ab"), (Days(end=date(2026, 1, 31)), "ab"), (Days(date(2026, 1, 31)), "bc"), (Days(), "abcd")],
)
def test_a_bounded_period_leaves_out_postings_without_a_day(postings: Sequence[Posting], days: Days, ids: str) -> None:
    assert "".join(posting.id for posting in select(postings, {}, days)) == ids
    assert {posting.id for posting in World(postings, TODAY).select({}, days)} == set(ids)


def test_measures(postings: Sequence[Posting]) -> None:
    assert measure(postings, "count") == Measured(4)
    assert measure(postings, "companies") == Measured(2)
    assert measure(postings, "remote_share") == Measured(50.0)
    assert measure(postings[:1], "share", of=3) == Measured(33.33)
    assert measure([], "remote_share") == Measured(None)


def test_the_median_is_of_the_most_frequent_currency_the_first_by_name_where_two_are(
    postings: Sequence[Posting],
) -> None:
    assert measure(postings, "median_salary") == Measured(50000.0, "EUR")
    assert measure(postings[1:], "median_salary") == Measured(31200.0, "USD")
    assert measure(postings[1:3], "median_salary") == Measured(None)


def test_percent_rounds_halves_away_from_zero() -> None:
    assert (percent(9, 32), percent(-9, 32), percent(1, 0)) == (28.13, -28.13, None)


def test_groups_count_a_list_item_once_and_skip_blanks(postings: Sequence[Posting]) -> None:
    counted = groups(postings, ["country", "skills"], "count")

    assert counted == {key: Measured(1) for key in [("Germany", "Python"), ("Germany", "SQL"), ("Germany", "java")]}


def test_buckets_of_time() -> None:
    days = [bucket(date(2026, 1, 1), f"posted_{unit}") for unit in ("day", "week", "month", "quarter", "year")]

    assert days == ["2026-01-01", "2025-12-29", "2026-01", "2026-Q1", "2026"]


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-H2", "2026-07-01", "2026-12-31"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2026-02-14", "2026-02-14", "2026-02-14"),
        ("2026-02-14..2026-03-01", "2026-02-14", "2026-03-01"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("month before last", "2026-09-01", "2026-09-30"),
        ("last quarter", "2026-07-01", "2026-09-30"),
        ("last week", "2026-11-16", "2026-11-22"),
        ("this year", "2026-01-01", "2026-11-23"),
        ("last year", "2025-01-01", "2025-12-31"),
    ],
)
def test_periods(period: str, start: str, end: str) -> None:
    assert readings(period, TODAY) == (Days(date.fromisoformat(start), date.fromisoformat(end)),)


def test_open_periods_and_those_that_can_be_read_in_several_ways() -> None:
    assert readings("2026-01-01..", TODAY) == (Days(date(2026, 1, 1)),)
    assert readings(None, TODAY) == (Days(),)
    assert Days(date(2026, 10, 25), TODAY) in readings("last 30 days", TODAY)
    assert Days(date(2025, 11, 1), date(2026, 10, 31)) in readings("last 12 months", TODAY)


@pytest.mark.parametrize(
    ("period", "compare", "before"),
    [
        ("2026-Q1", "previous_period", "2025-Q4"),
        ("2026-Q1", "previous_year", "2025-Q1"),
        ("2024-02", "previous_year", "2023-02"),
        ("2026-03-08..2026-03-14", "previous_period", "2026-03-01..2026-03-07"),
    ],
)
def test_the_period_before(period: str, compare: str, before: str) -> None:
    assert readings(period, TODAY)[0].before(compare) == readings(before, TODAY)[0]
