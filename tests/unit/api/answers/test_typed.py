"""Digits that the model writes itself: which claim something, and which of these have a source."""

from datetime import date
from typing import Any

import pytest

from joblab.answers.check import Answer, check
from joblab.answers.filler import Filler
from joblab.tools.sheet import Scope, Sheet
from tests.unit.api.answers.sheets import named, posting, postings, stats

FILTERS = {"posted_start": "2025-11-01", "posted_end": "2026-01-31", "salary_min": 150_000}
PERIOD: Any = {"filters": FILTERS, "missing": 6}
SHEETS = named(
    A=stats(("Germany", 1412), ("France", 300), ("Spain", 77), **PERIOD),
    B=stats(("linkedin", 25.58), ("indeed", 74.42), by="platform", measure="share"),
    jobs=postings({}),
    one=posting(job_description="Five years or more; a 4-day week, 401(k), 12 weeks of leave."),
)
DAYS = (date(2026, 11, 27), date(2025, 1, 1), date(2026, 11, 22))
QUESTION = "Which top 5 countries paid over 90k, at least 1,234 or 2 %, in 2023 or the last 30 days?"


def checked(text: str, sheets: dict[str, Sheet] | None = None) -> Answer:
    filler = Filler(Scope(SHEETS if sheets is None else sheets))
    filler.feed(text)
    filler.finish()
    return check(filler, QUESTION, DAYS)


@pytest.mark.parametrize(
    "text",
    [
        "Of the top 5, in the last 30 days, over 90,000 or $90k, at least 1234, 2 % in 2023.",
        "From 1 November 2025 to 31 January 2026, since 2025, in 2026-01, on 2026-01-15, in Q3 2026 or H1 2025.",
        "On Jan 5, 2026, on 3rd March 2026, 1–15 January 2026, am 5. Januar 2026, el 5 de enero de 2026, 2026年10月.",
        "01.01.2026 bis 31.03.2026, 1.1.–31.3.2026, 2026/01/05, 2026.01.05, 5-Jan-2026, 2025/26, 2025-2026, Q1 '26.",
        "| 1 | Germany |\n| 2 | France |",
        "Over all postings from July 2025 to 26 November 2026.",
        "1. Germany\n2. France\n 3) Spain",
        "At least 150,000 a year.",
        "The 2nd and the 25th percentile.",
        "EC2, covid-19, demo-20260115-017, S3, https://jobs.example/98765, open 24/7, at 18:00.",
        "**7-Eleven** seeks a Data Engineer II: a 4-day week, 401(k), 12 weeks.",
        "Two of them, half of it, twenty in all, a dozen.",
    ],
)
def test_what_claims_nothing_is_left_alone(text: str) -> None:
    assert checked(text).grounding.figures == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Germany has 1,421 postings.", "1,421"),
        ("Germany has 1,412 postings.", "1,412"),  # true, but a swapped one looks the same
        ("1,789 in all", "1,789"),
        ("Germany has 300 postings.", "300"),
        ("Italy has 300 postings.", "300"),
        ("Germany has 1,412 % of it.", "1,412 %"),
        ("LinkedIn has 25.58", "25.58"),
        ("LinkedIn has 25.5 %", "25.5 %"),
        ("Indeed has 25.6 %", "25.6 %"),
        ("Germany has 1412k postings", "1412k"),
        ("1950 jobs", "1950"),
        ("6 jobs", "6"),
        ("about 5 million postings", "5 million"),
        ("`4711` postings", "4711"),
        ("１２３４５ postings", "１２３４５"),
        ("ドイツは1,999件です", "1,999"),
        ("In March 1987 there was one", "1987"),
        ("__4711__ jobs", "4711"),
        ("USD4711 a year", "4711"),
        ("In January 47 jobs", "47"),
        ("47 out of every hundred", "47"),
        ("4711日", "4711"),
    ],
)
def test_anything_else_has_no_source(text: str, written: str) -> None:
    answer = checked(text)

    assert [(figure.text, figure.status) for figure in answer.grounding.figures] == [(written, "unproven")]
    assert answer.findings == (f"{written} was typed; write in braces where it stands in a result",)


@pytest.mark.parametrize(
    "word", ["five hundred thousand", "about half of them", "Twenty", "two thirds of it", "a dozen"]
)
def test_before_a_look_up_a_spelled_number_is_a_figure(word: str) -> None:
    assert checked(f"There are {word} jobs.", {}).findings
    assert not checked(f"There are {word} jobs.").findings


@pytest.mark.parametrize(
    "text",
    [
        "Do you mean January 2025 or January 2026?",
        "Which of the two?",
        "The third quarter of 2026?",
        "Over 90k, the top 5?",
    ],
)
def test_a_question_back_is_no_figure(text: str) -> None:
    assert not checked(text, {}).findings


def test_a_question_back_may_name_a_stretch_of_time() -> None:
    assert not checked("{ask} Do you mean the last 30 days or the last 12 months, in 2025?", {}).findings
    assert checked("{ask} There are 4,711 jobs; which do you mean?", {}).findings


def test_a_year_that_counts_something_is_a_figure() -> None:
    assert checked("There were 2025 jobs.", {}).findings


def test_a_number_too_large_for_json_goes_out_as_text() -> None:
    (figure,) = checked("1" * 400).grounding.figures
    assert figure.value == "1" * 400


def test_figures_come_in_order_of_the_text() -> None:
    answer = checked("{A1} and 4,711 and {A2}.")

    assert [figure.text for figure in answer.grounding.figures] == ["1,412", "4,711", "300"]
    assert answer.grounding.unproven == 1
    assert all(answer.text[figure.start : figure.end] == figure.text for figure in answer.grounding.figures)
