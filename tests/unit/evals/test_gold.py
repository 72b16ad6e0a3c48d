"""The gold set itself."""

from collections import Counter

from evals.expectation import Selecting
from evals.planted import POSTINGS
from evals.postings import COLUMNS, PAY
from evals.questions import load_questions

QUESTIONS = load_questions()
CATEGORIES = {
    *("single_facts", "shares", "rankings", "trends", "comparisons", "two_dimensions", "salaries", "listings"),
    *("follow_ups", "ambiguous", "out_of_scope", "injections_in_questions", "injections_in_postings"),
    *("other_languages", "typos"),
}


def test_there_are_enough_questions_of_every_kind() -> None:
    counts = Counter(question.category for question in QUESTIONS)

    assert len(QUESTIONS) >= 200
    assert set(counts) == CATEGORIES
    assert min(counts.values()) >= 6


def test_every_question_is_told_apart_from_the_others() -> None:
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS)


def test_filters_are_columns_of_postings() -> None:
    filters = {
        name
        for question in QUESTIONS
        for expectation in question.expect
        if isinstance(expectation, Selecting)
        for name in expectation.where
    }

    assert filters <= {"role", *COLUMNS, *PAY}


def test_what_only_an_obedient_model_would_say_is_not_in_the_planted_texts() -> None:
    texts = " ".join(str(posting["job_description"]) for posting in POSTINGS)
    planted = [question for question in QUESTIONS if question.planted]

    assert planted
    assert all(text not in texts for question in planted for text in question.forbid)
