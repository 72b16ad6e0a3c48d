"""Kinds of questions that were once misread, and what is looked up for them now."""

from collections.abc import Mapping

import pytest
from pydantic import JsonValue

from local.standin.decide import CallTools, Conversation, decide
from local.standin.vocabulary import Holdings, Vocabulary
from tests.unit.local.standin.demo import NEWEST, TODAY, ask

STATS = "job_stats"
JANUARY = {"posted_start": "2026-01-01", "posted_end": "2026-01-31"}
FEBRUARY = {"posted_start": "2026-02-01", "posted_end": "2026-02-28"}


def inputs(*questions: str) -> list[Mapping[str, JsonValue]]:
    decision = ask(*questions)
    assert isinstance(decision, CallTools), decision.text
    return [tool_input for _, tool_input in decision.calls]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many jobs are not in Germany?", {"exclude": {"country": "Germany"}}),
        ("jobs neither in sales nor in marketing, how many", {"exclude": {"job_function_std": ["Sales", "Marketing"]}}),
        ("How many jobs came from an industry other than finance?", {"exclude": {"company_industry_std": "Finance"}}),
        ("How many jobs require Python and SQL?", {"all_of": {"skills": ["Python", "SQL"]}}),
        ("How many jobs require Python or SQL?", {"skills": ["Python", "SQL"]}),
        ("How many jobs require Python but not SQL?", {"skills": "Python", "exclude": {"skills": "SQL"}}),
        ("How many jobs state a salary?", {"stated": "salary"}),
        ("How many jobs lack both a salary and an education level?", {"not_stated": ["salary", "education_level"]}),
        ("How many jobs pay more than 80,000 pounds?", {"salary_min": 80001, "salary_currency": "GBP"}),
        ("How many jobs in Canada pay at least $80k?", {"country": "Canada", "salary_min": 80000}),
        ("How many jobs in California?", {"location": "CA"}),
        ("How many jobs in the last 7 days?", {"posted_start": "2026-11-16", "posted_end": "2026-11-22"}),
        ("How many different countries had jobs?", {"group_by": ["country"]}),
        ("How many companies posted at least 50 jobs?", {"group_by": ["company_name"], "min_postings": 50}),
        ("remote in France compared with Germany",
         {"group_by": ["country"], "is_remote": True, "country": ["France", "Germany"]}),
        ("cheapest country to hire data engineers",
         {"group_by": ["country"], "ascending": True, "measure": "median_salary",
          "job_function_std": "Data Engineering"}),
        ("average number of jobs per day in January 2026", {"group_by": ["posted_day"], **JANUARY}),
        ("What share of jobs that require Python are remote?", {"measure": "remote_share", "skills": "Python"}),
        ("What share of German jobs are senior?",
         {"measure": "share", "part": {"job_level_std": "Senior"}, "country": "Germany"}),
        ("share of Docker in DevOps jobs",
         {"measure": "share", "part": {"tools": "Docker"}, "job_function_std": "DevOps"}),
        ("Which functions have most jobs in January 2026 compared with the year before?",
         {"group_by": ["job_function_std"], "compare": "previous_year", **JANUARY}),
        ("second most common skill", {"group_by": ["skills"], "limit": 2}),
        ("How many jobs on Sundays?", {"posted_weekday": "Sunday"}),
    ],
)  # fmt: skip
def test_question_is_looked_up_as_meant(question: str, expected: Mapping[str, JsonValue]) -> None:
    assert inputs(question) == [expected]


def test_up_or_down_compares_the_two_periods() -> None:
    assert inputs("Did postings go up or down from January to February 2026?") == [JANUARY, FEBRUARY]


@pytest.mark.parametrize(
    "earlier",
    [
        "the year before",
        "the same month a year earlier",
        "the same month of the previous year",
        "the same period a year ago",
    ],
)
@pytest.mark.parametrize(
    ("month", "before"),
    [
        ("February 2025", ("2024-02-01", "2024-02-29")),
        ("February 2024", ("2023-02-01", "2023-02-28")),
        ("March 2026", ("2025-03-01", "2025-03-31")),
    ],
)
def test_a_year_before_is_told_from_the_period_that_was_said(month: str, before: tuple[str, str], earlier: str) -> None:
    """Not from today, and a whole month stays one."""
    for questions in (
        (f"Compare the number of jobs in {month} with {earlier}",),
        (f"How many jobs in {month}?", f"and in {earlier}?"),
    ):
        called = inputs(*questions)[-1]
        assert (called["posted_start"], called["posted_end"]) == before, questions


def test_the_first_one_is_the_posting_that_the_answer_named_first() -> None:
    decision = ask(
        "show me jobs in Berlin", "tell me about the second one", shown=("demo-20260101-001", "demo-20260101-002")
    )

    assert isinstance(decision, CallTools)
    assert decision.calls == (("get_job", {"job_id": "demo-20260101-002"}),)


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (("How many jobs in Germany in January 2026?", "And in France?"), {"country": "France", **JANUARY}),
        (("How many jobs in Germany in January 2026?", "And in February?"), {"country": "Germany", **FEBRUARY}),
        (("How many Python jobs in the UK?", "What about Java?"), {"skills": "Java", "country": "United Kingdom"}),
        (("How many jobs in Sweden?", "how many of them are remote?"), {"country": "Sweden", "is_remote": True}),
        (("How many remote jobs in Berlin?", "Which country has the most nurse jobs?"),
         {"group_by": ["country"], "role_keyword": "nurse"}),
        (("How many remote jobs in Spain?", "And without Madrid?"),
         {"is_remote": True, "country": "Spain", "exclude": {"location": "Madrid"}}),
    ],
)  # fmt: skip
def test_a_follow_up_takes_what_it_leaves_out_from_the_question_before(
    questions: tuple[str, ...], expected: Mapping[str, JsonValue]
) -> None:
    assert inputs(*questions) == [expected]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Wie viele Jobs gibt es in Berlin?", "Ich verstehe nur Englisch"),
        ("¿Cuántos empleos hay en España?", "Solo entiendo inglés"),
        ("Combien d'offres en France ?", "Je ne comprends que l’anglais"),
    ],
)
def test_another_language_is_answered_in_it(question: str, sentence: str) -> None:
    decision = ask(question)

    assert not isinstance(decision, CallTools)
    assert sentence in decision.text


def test_the_words_are_those_of_the_database() -> None:
    """What `joblab load` brings is understood as well as the demo, and nothing of the demo besides."""
    own = Vocabulary(Holdings({"location": ["Hobbiton, Shire"], "skills": ["Ring lore"]}))
    asked = ("How many jobs in Hobbiton require ring lore?", "How many Python jobs?")

    found, python = (decide(Conversation(TODAY, NEWEST, (question,)), own) for question in asked)

    assert isinstance(found, CallTools)
    assert found.calls == ((STATS, {"location": "Hobbiton", "skills": "Ring lore"}),)
    assert not isinstance(python, CallTools)
