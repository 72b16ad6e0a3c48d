"""Answers that are given with the calls: the same words as afterwards, and only where these are sure."""

import pytest

from local.bedrock.planner.decision import CallTools, Conversation
from local.bedrock.planner.periods import Period
from local.bedrock.planner.plan import decide
from tests.unit.local.bedrock.planner.lookups import TODAY, answer, calls, rows, total

MEDIAN = total(30000, "median_salary", 4, " total.currency=EUR")
SURE = {
    "How many jobs in January 2026?": [total(12)],
    "How many jobs flarb in Spain?": [total(12)],
    "How many jobs require Python and SQL?": [total(12)],
    "How many companies are hiring in France?": [total(12, "companies")],
    "What share of jobs in Spain is remote?": [total(12, "remote_share")],
    "average salary for nurses in London": [MEDIAN],
    "How much did postings increase in Q3 2026?": [
        total(110, more=" total.previous=100 total.change=10 total.change_percent=10")
    ],
    "Which country has the most remote jobs?": [rows("country|value", "Germany|60", "France|30")],
    "Which country has the highest share of remote jobs?": [
        rows("country|value|postings", "Germany|60|9", "France|30|8", measure="remote_share")
    ],
    "Top 2 countries": [rows("country|value", "Germany|60", "France|30")],
    "What percentage of jobs in London require Python or R?": [total(30), total(40)],
    "How many jobs in Spain and what is the average salary there?": [total(12), MEDIAN],
}


@pytest.mark.parametrize(("question", "texts"), SURE.items(), ids=SURE.keys())
def test_sure_words_are_given_with_the_calls(question: str, texts: list[str]) -> None:
    afterwards = answer(question, *texts)
    named = afterwards if len(texts) > 1 else afterwards.replace("{A.", "{").replace("{A", "{")

    assert calls(question).answer == named


@pytest.mark.parametrize(
    "question",
    [
        "Which countries have the most remote jobs?",
        "Berlin vs Munich",
        "January vs February 2026 for remote jobs",
        "jobs per month in 2026",
        "Which skills grew most in Germany?",
        "What percentage of jobs in Germany are senior?",
        "show me jobs in Berlin",
        "which platforms are there?",
        "tell me about demo-20260115-017",
        "How many jobs in Spain and show me the newest ones",
    ],
)
def test_words_that_depend_on_what_is_found_come_afterwards(question: str) -> None:
    assert calls(question).answer == ""


def test_end_of_the_data_is_said_ahead_where_the_prompt_tells_it() -> None:
    covered = Period(TODAY.replace(year=2025), TODAY)
    decision = decide(Conversation(TODAY, ("How many jobs in 2024?",), covered=covered))

    assert isinstance(decision, CallTools)
    assert decision.answer == (
        "**{total}** jobs were posted in 2024.\n\nThe data covers 23 November 2025 to 23 November 2026."
    )


def test_a_call_that_is_forced_has_no_answer_with_it() -> None:
    decision = decide(Conversation(TODAY, ("How many jobs?",), must_call=True, forced_tool="describe_data"))

    assert isinstance(decision, CallTools)
    assert decision.answer == ""
