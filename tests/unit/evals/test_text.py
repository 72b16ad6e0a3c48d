"""Reading figures and names in any writing."""

import pytest

from evals.text import Text


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,234 jobs", 1234, "postings"),
        ("1.234 Stellen", 1234, "postings"),
        ("1 234 offres", 1234, "postings"),
        ("**1,234,567**", 1234567, "postings"),
        ("求人は1,234件です", 1234, "postings"),
        ("12.2 %", 12.18, "percent"),
        ("12,2 %", 12.18, "percent"),
        ("12%", 12.18, "percent"),
        ("fell by 134", -134, "postings"),
        ("−134", -134, "postings"),
        ("$184.5k", 184500, "money"),
        ("USD 184,500", 184500.4, "money"),
    ],
)
def test_a_figure_is_found(text: str, value: float, unit: str) -> None:
    assert Text(text).figure_places(value, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,235 jobs", 1234, "postings"),
        ("1.2k jobs", 1234, "postings"),
        ("12.1 %", 12.18, "percent"),
        ("about 10 %", 12.18, "percent"),
        ("$180k", 184500, "money"),
        ("demo-20260115-017", 20260115, "postings"),
        ("https://jobs.example/1234", 1234, "postings"),
    ],
)
def test_another_figure_is_not(text: str, value: float, unit: str) -> None:
    assert not Text(text).figure_places(value, unit)


@pytest.mark.parametrize(
    ("text", "dimension", "value"),
    [
        ("in the UK", "country", "United Kingdom"),
        ("Full-time jobs", "job_type_filled", "fulltime"),
        ("in May 2026", "posted_month", "2026-05"),
        ("in May", "posted_month", "2026-05"),
        ("in Q1 2026", "posted_quarter", "2026-Q1"),
        ("on Feb 14, 2026", "posted_day", "2026-02-14"),
        ("| On-site | 12 |", "is_remote", "false"),
        ("C++, mostly", "skills", "C++"),
    ],
)
def test_a_name_is_found(text: str, dimension: str, value: str) -> None:
    assert Text(text).name_places(dimension, value)


def test_a_name_is_a_whole_word_and_the_full_one_comes_first() -> None:
    assert not Text("JavaScript").name_places("skills", "Java")
    assert Text("May 2025 and May 2026").name_places("posted_month", "2026-05") == [(13, 21)]


def test_years_and_the_figures_of_the_question_are_no_figures_of_the_answer() -> None:
    assert not Text("The top 5 of 2025", "Top 5?").has_figures()
    assert Text("The top 5: 12", "Top 5?").has_figures()
