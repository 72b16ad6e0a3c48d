"""How values are written for people."""

import pytest

from joblab.answers.wording import languages, write
from joblab.tools.sheet import Pay, Unit, Value

COUNT, PERCENT, POINTS = Unit("count", "postings"), Unit("percent"), Unit("points")
CHANGE = Unit("count", "postings", is_change=True)
MONTH, DAY = Unit("date", "posted_month"), Unit("date", "posted_date")
DOLLARS, EUROS, FRANCS = Unit("money", "USD"), Unit("money", "EUR"), Unit("money", "CHF")
NUMBER = Unit("number", "ratio")


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (0, COUNT, "0"),
        (1607, COUNT, "1,607"),
        (1_234_567, COUNT, "1,234,567"),
        (28.06, PERCENT, "28.1 %"),
        (29.95, PERCENT, "29.95 %"),
        (32.03, PERCENT, "32.0 %"),
        (100 * 1005 / 9807, PERCENT, "10.2 %"),
        (50, PERCENT, "50 %"),
        (100.0, PERCENT, "100 %"),
        (0.04, PERCENT, "0.04 %"),
        (0, PERCENT, "0 %"),
        (2.5, POINTS, "2.5 percentage points"),
        (46, CHANGE, "+46"),
        (-1046, CHANGE, "−1,046"),
        (0, CHANGE, "0"),
        (12.57, Unit("percent", is_change=True), "+12.6 %"),
        (-2.5, Unit("points", is_change=True), "−2.5 percentage points"),
        (161_500, DOLLARS, "$161,500"),
        (60_000.5, EUROS, "€60,001"),
        (28.49, DOLLARS, "$28.49"),
        (110_000, FRANCS, "CHF 110,000"),
        (-5000, DOLLARS._replace(is_change=True), "−$5,000"),
        (1000, Unit("money"), "1,000"),
        (34.354, NUMBER, "34.4"),
        (0.3102, NUMBER, "0.31"),
        (3.02, NUMBER, "3"),
        (1234.4, NUMBER, "1,234"),
        ("2025-10", MONTH, "October 2025"),
        ("2026-01-05", DAY, "5 January 2026"),
        ("2026-Q1", Unit("date", "posted_quarter"), "Q1 2026"),
        ("2026", Unit("date", "posted_year"), "2026"),
        ("linkedin", Unit("name", "platform"), "LinkedIn"),
        ("fulltime", Unit("name", "job_type_filled"), "full-time"),
        ("linkedin", Unit("name", "company_name"), "linkedin"),
        (True, Unit("name", "is_remote"), "remote"),
        (False, Unit("name", "is_research"), "not research"),
        ("Berlin, Germany", Unit("place", "Germany"), "Berlin"),
        ("London, UK", Unit("place", "United Kingdom"), "London"),
        ("Austin, TX", Unit("place", "United States"), "Austin, TX"),
        ("Berlin, Germany", Unit("name", "location"), "Berlin, Germany"),
        (Pay((54_000, 66_000), "EUR", "yearly"), Unit("pay"), "€54,000–66,000 a year"),
        (Pay((28.49,), "USD", "hourly"), Unit("pay"), "$28.49 an hour"),
        (Pay((500,), "", ""), Unit("pay"), "500"),
    ],
)
def test_english(value: Value, unit: Unit, written: str) -> None:
    assert write(value, unit) == written


@pytest.mark.parametrize(
    ("tag", "value", "unit", "written"),
    [
        ("de", 1607, COUNT, "1.607"),
        ("de-AT", 12.57, PERCENT, "12,6 %"),
        ("de", 161_500, DOLLARS, "161.500 $"),
        ("de", "2025-10", MONTH, "Oktober 2025"),
        ("de", "2026-01-05", DAY, "5. Januar 2026"),
        ("de", Pay((54_000, 66_000), "EUR", "yearly"), Unit("pay"), "54.000–66.000 € im Jahr"),
        ("fr_FR", 1607, COUNT, "1\u202f607"),
        ("es", 1607, COUNT, "1607"),
        ("es", 16_070, COUNT, "16.070"),
        ("es", "2026-01-05", DAY, "5 de enero de 2026"),
        ("pl", "2025-10", MONTH, "październik 2025"),
        ("pl", "2026-10-05", DAY, "5 października 2026"),
        ("ja", 1607, COUNT, "1,607"),
        ("ja", "2025-10", MONTH, "2025年10月"),
        ("ja", "2026-01-05", DAY, "2026年1月5日"),
        ("tlh", 1607, COUNT, "1,607"),
        ("", 1607, COUNT, "1,607"),
    ],
)
def test_the_language_of_the_answer(tag: str, value: Value, unit: Unit, written: str) -> None:
    assert write(value, unit, tag) == written


def test_every_language_has_twelve_months_or_counts_them() -> None:
    for tag, words in languages().items():
        months = words.get("months", ())
        assert len(months) == 12 or "{number}" in words["month"], tag
