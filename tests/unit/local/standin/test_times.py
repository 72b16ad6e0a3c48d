"""Time expressions, read on 23 November 2026, a day after the data's newest one."""

import pytest

from local.standin.times import match_time, settled
from local.standin.tokens import tokenize
from tests.unit.local.standin.demo import NEWEST, TODAY


def periods(text: str) -> list[str]:
    words = [token.norm for token in tokenize(text)]
    times = []
    at = 0
    while at < len(words):
        time = match_time(words, at, TODAY, NEWEST)
        times += [time] if time else []
        at += time.length if time else 1
    return [f"{days.start or ''}..{days.end or ''}" for days in settled(times, TODAY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in January 2026", "2026-01-01..2026-01-31"),
        ("14 February 2026", "2026-02-14..2026-02-14"),
        ("march 3rd, 2026", "2026-03-03..2026-03-03"),
        ("december", "2025-12-01..2025-12-31"),
        ("Q3 2026", "2026-07-01..2026-09-30"),
        ("2025-H1", "2025-01-01..2025-06-30"),
        ("second quarter of last year", "2025-04-01..2025-06-30"),
        ("the first week of March 2026", "2026-03-01..2026-03-07"),
        ("this week", "2026-11-23..2026-11-23"),
        ("last month", "2026-10-01..2026-10-31"),
        ("week before last", "2026-11-09..2026-11-15"),
        ("year to date", "2026-01-01..2026-11-23"),
        ("the last 7 days", "2026-11-16..2026-11-22"),
        ("past 24 hours", "2026-11-22..2026-11-22"),
        ("past two weeks", "2026-11-09..2026-11-22"),
        ("last 12 months", "2025-11-23..2026-11-22"),
        ("on Monday", "2026-11-16..2026-11-16"),
        ("between April and June 2026", "2026-04-01..2026-06-30"),
        ("from 1 May to 20 May 2026", "2026-05-01..2026-05-20"),
        ("1 to 10 November 2026", "2026-11-01..2026-11-10"),
        ("jan-mar 2026", "2026-01-01..2026-03-31"),
        ("from the first half of 2025 to the first half of 2026", "2025-01-01..2026-06-30"),
        ("November to February", "2025-11-01..2026-02-28"),
        ("since the beginning of July 2026", "2026-07-01.."),
        ("since the end of March 2026", "2026-04-01.."),
        ("from March on", "2026-03-01.."),
        ("after 15 June 2026", "2026-06-16.."),
        ("before april 2025", "..2025-03-31"),
        ("until the end of june", "..2026-06-30"),
        ("in 2025 up to the end of May", "2025-01-01..2025-05-31"),
        ("since January 2025 until June 2026", "2025-01-01..2026-06-30"),
    ],
)
def test_expression_is_these_days(text: str, expected: str) -> None:
    assert periods(text) == [expected]


@pytest.mark.parametrize("text", ["you may apply", "31 June 2026", "June 26", "the spring"])
def test_what_is_no_plain_time_is_none(text: str) -> None:
    assert "2026-06-26..2026-06-26" not in periods(text)
    assert len(periods(text)) < 2
    assert text in ("31 June 2026", "June 26") or periods(text) == []


def test_years_that_are_left_out_are_the_neighbours() -> None:
    assert periods("January vs February 2026") == ["2026-01-01..2026-01-31", "2026-02-01..2026-02-28"]
    assert periods("October 2026 against the same month of 2025") == [
        "2026-10-01..2026-10-31",
        "2025-10-01..2025-10-31",
    ]
