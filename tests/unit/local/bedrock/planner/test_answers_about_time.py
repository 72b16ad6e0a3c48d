"""Answers about time: courses, and changes against an earlier period."""

from tests.unit.local.bedrock.planner.lookups import answer, rows, total

COMPARED = "value|previous|change|change_percent"


def test_trend_names_peak_and_low_in_order_of_time() -> None:
    table = rows("posted_month|value", "2026-03|120", "2026-01|100", "2026-02|80")

    assert answer("Which month had the most jobs in Q1 2026?", table) == (
        "Number of jobs in Q1 2026: the peak was **{A1.posted_month}** (**{A1}**),"
        " the low **{A3.posted_month}** (**{A3}**).\n\n"
        "| Month | Postings |\n| --- | --- |\n"
        "| {A2.posted_month} | {A2} |\n| {A3.posted_month} | {A3} |\n| {A1.posted_month} | {A1} |"
    )


def test_trend_takes_no_incomplete_stretch_for_the_low() -> None:
    months = rows("posted_month|value", "2026-09|130", "2026-10|120", "2026-11|80")
    said = answer("jobs per month since September 2026", months)
    weeks = rows("posted_week|value", "2026-09-28|50", "2026-10-05|120", "2026-10-12|110")
    cut = answer("jobs per week in October 2026", weeks)

    assert "the low **{A2.posted_month}** (**{A2}**). Stretches of time that are not complete are left out" in said
    assert "| {A3.posted_month} | {A3} |" in said
    assert "the low **week of {A3.posted_week}** (**{A3}**)" in cut


def test_shares_in_the_course_of_time_are_no_ranking() -> None:
    table = rows("posted_month|value|postings", "2026-01|20|9", "2026-02|30|9", measure="remote_share")

    assert answer("share of remote jobs by month in 2026", table).startswith(
        "Remote share of jobs from 1 January 2026 to 23 November 2026: the peak was **{A2.posted_month}** (**{A2}**)"
    )


def test_one_whole_year_has_no_peak() -> None:
    table = rows("posted_year|value", "2025|200", "2026|100")

    assert answer("jobs per year", table).startswith("Number of jobs:\n\n| Year | Postings |")


def test_running_months_alone_are_still_told() -> None:
    assert answer("jobs per month since November", rows("posted_month|value", "2026-11|80")) == (
        "Number of jobs since 1 November 2026: **{A1}** ({A1.posted_month})."
    )


def test_growth_names_the_winner_against_the_year_before() -> None:
    said = answer("Which skills grew most in Germany?", rows(f"skills|{COMPARED}", "Rust|30|10|20|200", "Zig|1|0|1|"))

    assert said.startswith("Against the year before, **{A1.skills}** grew most (jobs in Germany from 1 January 2026")
    assert "**{A1.change}, {A1.change_percent}**" in said
    assert "| {A2.skills} | {A2} | {A2.previous} | {A2.change} | – |" in said


def test_most_compared_with_the_year_before_names_the_largest_and_not_what_grew() -> None:
    table = rows(f"job_function_std|{COMPARED}", "Software Engineering|11|14|-3|-21.43", "Data Engineering|8|4|4|100")
    said = answer("Which functions have the most jobs in Germany in January 2026 compared with the year before?", table)

    assert said.startswith(
        "**{A1.job_function_std}** has the most jobs in Germany in January 2026: **{A1}**. "
        "That compares with **{A1.previous}** in the year before (**{A1.change}, {A1.change_percent}**)."
    )


def test_nothing_grew_when_everything_fell() -> None:
    table = rows(f"skills|{COMPARED}", "Rust|3|10|-7|-70")

    assert answer("Which skills grew most in Germany in March 2026?", table).startswith(
        "Against the period before, nothing grew (jobs in Germany in March 2026)."
    )


def test_months_compared_with_the_year_before_are_told_in_order_of_time() -> None:
    table = rows(f"posted_month|{COMPARED}", "2026-01|90|80|10|12.5", "2026-02|95|60|35|58.33")
    said = answer("Jobs per month in 2026 compared with the year before", table)

    assert "the peak was **{A2.posted_month}** (**{A2}**)" in said
    assert "| {A1.posted_month} | {A1} | {A1.previous} | {A1.change} | {A1.change_percent} |" in said
    assert "grew most" not in said


def test_change_of_a_total() -> None:
    table = total(110, more=" total.previous=100 total.change=10 total.change_percent=10")

    assert answer("How much did postings increase in Q3 2026?", table) == (
        "**{A.total}** jobs were posted in Q3 2026. That compares with **{A.total.previous}** in the period before"
        " (**{A.total.change}, {A.total.change_percent}**)."
    )


def test_change_without_an_earlier_value_has_no_percentage() -> None:
    nothing_before = total(110, more=" total.previous=0 total.change=110")

    assert answer("How much did postings increase in Q3 2026?", nothing_before).endswith("(**{A.total.change}**).")
    assert answer("How much did postings increase in Q3 2026?", total(110)).endswith(
        "There is nothing to compare with from the period before."
    )
