"""Answers about time: courses, and changes against an earlier period."""

from tests.unit.local.bedrock.planner.lookups import answer, rows, total


def test_trend_names_peak_and_low_in_order_of_time() -> None:
    table = rows("posted_month", "posted_month|value|postings", "2026-03|120|120", "2026-01|100|100", "2026-02|80|80")

    assert answer("Which month had the most jobs in Q1 2026?", table) == (
        "Number of jobs in Q1 2026: the peak was **March 2026** (**120**), the low **February 2026** (**80**).\n\n"
        "| Month | Postings |\n| --- | --- |\n| January 2026 | 100 |\n| February 2026 | 80 |\n| March 2026 | 120 |"
    )


def test_trend_takes_no_incomplete_stretch_for_the_low() -> None:
    months = ("2026-09|130|130", "2026-10|120|120", "2026-11|80|80")
    said = answer("jobs per month since September 2026", rows("posted_month", "posted_month|value|postings", *months))
    weeks = ("2026-09-28|50|50", "2026-10-05|120|120", "2026-10-12|110|110")
    cut = answer("jobs per week in October 2026", rows("posted_week", "posted_week|value|postings", *weeks))

    assert "the low **October 2026** (**120**). Stretches of time that are not complete are left out" in said
    assert "| November 2026 | 80 |" in said
    assert "the low **week of 12 October 2026** (**110**)" in cut


def test_one_whole_year_has_no_peak() -> None:
    table = rows("posted_year", "posted_year|value|postings", "2025|200|200", "2026|100|100")

    assert answer("jobs per year", table).startswith("Number of jobs:\n\n| Year | Postings |")


def test_running_months_alone_are_still_told() -> None:
    table = rows("posted_month", "posted_month|value|postings", "2026-11|80|80")

    assert answer("jobs per month since November", table) == (
        "Number of jobs since 1 November 2026: **80** (November 2026)."
    )


def test_growth_names_the_winner_against_the_year_before() -> None:
    table = rows(
        "skills",
        "skills|value|postings|previous|change|change_percent",
        "Rust|30|30|10|20|200",
        "Zig|1|1|0|1|",
    )
    said = answer("Which skills grew most in Germany?", table)

    assert said.startswith("Against the year before, **Rust** grew most (jobs in Germany from 1 January 2026")
    assert "**+20, +200%**" in said
    assert "| Zig | 1 | 0 | +1 | – |" in said


def test_most_compared_with_the_year_before_names_the_largest_and_not_what_grew() -> None:
    table = rows(
        "job_function_std",
        "job_function_std|value|postings|previous|change|change_percent",
        "Software Engineering|11|11|14|-3|-21.43",
        "Data Engineering|8|8|4|4|100",
    )
    said = answer("Which functions have the most jobs in Germany in January 2026 compared with the year before?", table)

    assert said.startswith(
        "**Software Engineering** has the most jobs in Germany in January 2026: **11**. "
        "That compares with **14** in the year before (**-3, -21.43%**)."
    )


def test_nothing_grew_when_everything_fell() -> None:
    table = rows("skills", "skills|value|postings|previous|change|change_percent", "Rust|3|3|10|-7|-70")

    assert answer("Which skills grew most in Germany in March 2026?", table).startswith(
        "Against the period before, nothing grew (jobs in Germany in March 2026)."
    )


def test_months_compared_with_the_year_before_are_told_in_order_of_time() -> None:
    table = rows(
        "posted_month",
        "posted_month|value|postings|previous|change|change_percent",
        "2026-01|90|90|80|10|12.5",
        "2026-02|95|95|60|35|58.33",
    )
    said = answer("Jobs per month in 2026 compared with the year before", table)

    assert "the peak was **February 2026** (**95**)" in said
    assert "| January 2026 | 90 | 80 | +10 | +12.5% |" in said
    assert "grew most" not in said


def test_change_of_a_total() -> None:
    table = total(110, more=" previous=100 change=10 change_percent=10")

    assert answer("How much did postings increase in Q3 2026?", table) == (
        "**110** jobs were posted in Q3 2026. That compares with **100** in the period before (**+10, +10%**)."
    )
