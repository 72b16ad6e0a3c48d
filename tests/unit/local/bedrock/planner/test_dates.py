"""Time expressions; today is Monday, 23 November 2026."""

from datetime import date

import pytest

from local.bedrock.planner.dates import match_period
from local.bedrock.planner.periods import Period, current, previous, trailing
from local.bedrock.planner.tokens import tokenize

TODAY = date(2026, 11, 23)

EXPRESSIONS = {
    "January 2026": ("2026-01-01", "2026-01-31"),
    "Jan 2026": ("2026-01-01", "2026-01-31"),
    "Febuary 2026": ("2026-02-01", "2026-02-28"),
    "January of 2026": ("2026-01-01", "2026-01-31"),
    "2026-03": ("2026-03-01", "2026-03-31"),
    "March": ("2026-03-01", "2026-03-31"),
    "December": ("2025-12-01", "2025-12-31"),
    "November": ("2026-11-01", "2026-11-23"),
    "last March": ("2026-03-01", "2026-03-31"),
    "Q1 2026": ("2026-01-01", "2026-03-31"),
    "2026 Q1": ("2026-01-01", "2026-03-31"),
    "first quarter of 2025": ("2025-01-01", "2025-03-31"),
    "Q4": ("2026-10-01", "2026-11-23"),
    "first half of 2025": ("2025-01-01", "2025-06-30"),
    "H2 2025": ("2025-07-01", "2025-12-31"),
    "2025": ("2025-01-01", "2025-12-31"),
    "2026": ("2026-01-01", "2026-11-23"),
    "summer 2025": ("2025-06-01", "2025-08-31"),
    "winter of 2025": ("2025-12-01", "2026-02-28"),
    "15 January 2026": ("2026-01-15", "2026-01-15"),
    "January 15th, 2026": ("2026-01-15", "2026-01-15"),
    "2026-01-15": ("2026-01-15", "2026-01-15"),
    "31 February 2026": ("2026-02-28", "2026-02-28"),
    "today": ("2026-11-23", "2026-11-23"),
    "yesterday": ("2026-11-22", "2026-11-22"),
    "this week": ("2026-11-23", "2026-11-23"),
    "last week": ("2026-11-16", "2026-11-22"),
    "this month": ("2026-11-01", "2026-11-23"),
    "last month": ("2026-10-01", "2026-10-31"),
    "last quarter": ("2026-07-01", "2026-09-30"),
    "this year": ("2026-01-01", "2026-11-23"),
    "last year": ("2025-01-01", "2025-12-31"),
    "year to date": ("2026-01-01", "2026-11-23"),
    "last 30 days": ("2026-10-25", "2026-11-23"),
    "last 24 hours": ("2026-11-22", "2026-11-23"),
    "past 3 months": ("2026-08-23", "2026-11-23"),
    "last two weeks": ("2026-11-10", "2026-11-23"),
    "last couple of weeks": ("2026-11-10", "2026-11-23"),
    "past year": ("2025-11-23", "2026-11-23"),
    "last Monday": ("2026-11-16", "2026-11-16"),
    "on Friday": ("2026-11-20", "2026-11-20"),
    "first week of March 2026": ("2026-03-01", "2026-03-07"),
    "last week of March 2026": ("2026-03-25", "2026-03-31"),
    "first six months of 2025": ("2025-01-01", "2025-06-30"),
    "last 3 months of 2025": ("2025-10-01", "2025-12-31"),
    "between January and March 2026": ("2026-01-01", "2026-03-31"),
    "between 2026-01-01 and 2026-02-15": ("2026-01-01", "2026-02-15"),
    "between 1 January and 15 January 2026": ("2026-01-01", "2026-01-15"),
    "from March to May 2026": ("2026-03-01", "2026-05-31"),
    "from November to February": ("2025-11-01", "2026-02-28"),
    "from May to March 2026": ("2025-05-01", "2026-03-31"),
    "from 2026 to 2025": ("2025-01-01", "2026-11-23"),
    "from March 2026 until now": ("2026-03-01", "2026-11-23"),
    "January to March 2026": ("2026-01-01", "2026-03-31"),
    "Jan-Mar 2026": ("2026-01-01", "2026-03-31"),
    "Jan – Mar 2026": ("2026-01-01", "2026-03-31"),
    "since March": ("2026-03-01", None),
    "since the beginning of the year": ("2026-01-01", None),
    "from March onwards": ("2026-03-01", None),
    "starting in March 2025": ("2025-03-01", None),
    "after June 2025": ("2025-07-01", None),
    "before June 2025": (None, "2025-05-31"),
    "prior to June 2025": (None, "2025-05-31"),
    "until 2026-03-05": (None, "2026-03-05"),
    "up to the end of March 2026": (None, "2026-03-31"),
}


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@pytest.mark.parametrize(("words", "expected"), EXPRESSIONS.items(), ids=EXPRESSIONS.keys())
def test_whole_expression_is_read(words: str, expected: tuple[str | None, str | None]) -> None:
    tokens = tokenize(words)
    match = match_period(tokens, 0, TODAY)

    assert match is not None
    assert (iso(match.period.start), iso(match.period.end)) == expected
    assert match.length == len(tokens)


@pytest.mark.parametrize("words", ["jobs", "2 jobs", "first jobs", "between jobs", "from Berlin", "Q9", "2026-13-45"])
def test_other_words_are_no_time(words: str) -> None:
    assert match_period(tokenize(words), 0, TODAY) is None


def test_may_is_a_month_only_where_one_is_due() -> None:
    tokens = tokenize("people may work in May")

    assert match_period(tokens, 1, TODAY) is None
    assert match_period(tokens, 4, TODAY) is not None


def test_range_of_years_knows_its_ends() -> None:
    match = match_period(tokenize("between 2025 and 2026"), 0, TODAY)

    assert match is not None
    assert match.ends == (
        Period(date(2025, 1, 1), date(2025, 12, 31)),
        Period(date(2026, 1, 1), TODAY),
    )


def test_units_around_the_turn_of_the_year() -> None:
    january = date(2026, 1, 3)

    assert previous("month", january) == Period(date(2025, 12, 1), date(2025, 12, 31))
    assert previous("quarter", january) == Period(date(2025, 10, 1), date(2025, 12, 31))
    assert current("week", january) == Period(date(2025, 12, 29), january)
    assert trailing(1, "month", date(2026, 3, 31)) == Period(date(2026, 2, 28), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (Period(date(2026, 3, 1), date(2026, 3, 31)), Period(date(2026, 2, 1), date(2026, 2, 28))),
        (Period(date(2026, 1, 1), date(2026, 6, 30)), Period(date(2025, 7, 1), date(2025, 12, 31))),
        (Period(date(2026, 3, 5), date(2026, 3, 11)), Period(date(2026, 2, 26), date(2026, 3, 4))),
        (Period(date(2026, 3, 5), None), Period(date(2026, 3, 5), None)),
    ],
)
def test_period_before_has_the_same_length(period: Period, before: Period) -> None:
    assert period.before() == before
