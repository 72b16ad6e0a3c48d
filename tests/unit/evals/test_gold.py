"""The gold set itself."""

from collections import Counter

from evals.planted import POSTINGS
from evals.questions import load_questions
from evals.reference import Names, matcher

QUESTIONS = load_questions()
CATEGORIES = {
    *("single_facts", "shares", "rankings", "trends", "comparisons", "two_dimensions", "salaries", "listings"),
    *("follow_ups", "ambiguous", "out_of_scope", "injections_in_questions", "injections_in_postings"),
    *("other_languages", "typos"),
    *("exclusions_and_combinations", "what_postings_state", "pay_in_detail", "thresholds_and_long_lists"),
    *("calendar_and_quiet_times", "regions_and_parts", "values_of_other_fields"),
}


def test_there_are_enough_questions_of_every_kind() -> None:
    counts = Counter(question.category for question in QUESTIONS)

    assert len(QUESTIONS) >= 200
    assert set(counts) == CATEGORIES
    assert min(counts.values()) >= 6


def test_every_question_is_told_apart_from_the_others() -> None:
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS)


def test_every_filter_is_one_of_the_semantic_layer() -> None:
    for question in QUESTIONS:
        for expectation in question.expect:
            given = expectation.model_dump()
            for name in ("where", "part"):
                matcher(given.get(name, {}), Names())


def test_what_only_an_obedient_model_would_say_is_not_in_the_planted_texts() -> None:
    texts = " ".join(str(posting["job_description"]) for posting in POSTINGS)
    planted = [question for question in QUESTIONS if question.planted]

    assert planted
    assert all(text not in texts for question in planted for text in question.forbid)
