"""Follow-ups carry what they leave out from the question before."""

from datetime import date
from functools import reduce

import pytest

from local.bedrock.planner.followups import follow
from local.bedrock.planner.reader import read
from local.bedrock.planner.reading import Reading

TODAY = date(2026, 11, 23)


def said(*questions: str) -> Reading:
    def step(previous: Reading | None, question: str) -> Reading:
        return follow(previous, read(question, TODAY))

    return reduce(step, questions[1:], read(questions[0], TODAY))


def test_new_country_replaces_the_old_place() -> None:
    assert said("How many jobs in Berlin?", "and in France?").filters == {"country": ("France",)}


def test_new_attribute_narrows() -> None:
    filters = said("How many jobs in Germany?", "only remote").filters

    assert filters == {"country": ("Germany",), "is_remote": True}


def test_whole_question_starts_anew() -> None:
    assert said("How many jobs in Germany?", "How many remote jobs are there?").filters == {"is_remote": True}


def test_measure_is_replaced_and_filters_stay() -> None:
    reading = said("How many jobs in Germany?", "what is the median salary there?")

    assert reading.has("median_salary")
    assert reading.filters == {"country": ("Germany",)}


def test_comparison_takes_one_more_side() -> None:
    reading = said("Compare Berlin and Munich", "and Hamburg?")

    assert reading.filters == {"location": ("Berlin", "Munich", "Hamburg")}


def test_more_turns_the_page_until_the_question_changes() -> None:
    assert said("show me jobs in Spain", "more", "next page").page == 2
    assert said("show me jobs in Spain", "more", "only remote").page == 0


@pytest.mark.parametrize(
    ("words", "start"), [("and the month before?", date(2026, 2, 1)), ("and the year before?", date(2025, 3, 1))]
)
def test_earlier_period_is_counted_from_the_last_one(words: str, start: date) -> None:
    assert said("How many jobs in March 2026?", words).periods[0].start == start


def test_listing_forgets_the_grouping() -> None:
    reading = said("Top companies in Berlin", "show me the jobs")

    assert reading.dimensions == ()
