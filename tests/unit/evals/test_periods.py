"""Periods in the gold set's words."""

from datetime import date

import pytest

from evals.periods import Days, readings

TODAY = date(2026, 11, 23)


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
