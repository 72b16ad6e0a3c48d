"""What a visitor sees when the server does not take a question, or no longer knows an answer."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.steps import (
    CHAT,
    answer,
    answer_with_an_unproven_figure,
    ask,
    let_the_door_answer,
    problem,
    questions_sent,
    refuse,
    words,
)

UNTIL = "It opens again on 2026-11-28 at 00:00 UTC."
SPENT = f"What questions may cost in a day is spent. {UNTIL}"
ENOUGH = f"You have asked as much as one visitor may ask in a day. {UNTIL}"
TOO_LONG = "This is too long for the language model. Please ask in fewer words, or in a new chat."


@pytest.mark.parametrize(
    ("status", "kind", "detail"), [(429, "visitor-limit", ENOUGH), (503, "budget-exhausted", SPENT)]
)
def test_a_limit_says_until_when_and_that_explore_goes_on(page: Page, status: int, kind: str, detail: str) -> None:
    refuse(page, status, kind, detail)
    sent = questions_sent(page)
    page.goto("/")
    ask(page, "How many jobs in January 2026?")

    expect(problem(page)).to_contain_text(detail)
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)
    assert len(sent) == 1
    problem(page).get_by_role("link", name="Explore").click()
    expect(page.get_by_role("heading", name="Explore", level=1)).to_be_visible()


def test_earlier_answers_stay_usable_when_a_limit_is_reached(page: Page) -> None:
    let_the_door_answer(page, *words("There are 1,234 jobs."))
    page.goto("/")
    ask(page, "How many jobs?")
    expect(answer(page)).to_contain_text("1,234")
    refuse(page, 429, "visitor-limit", ENOUGH)
    ask(page, "And in Germany?")
    expect(problem(page)).to_contain_text(UNTIL)

    answer(page).get_by_label("Copy the answer").click()

    expect(answer(page).get_by_label("Answer copied")).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)


def test_a_question_too_long_for_the_model_is_not_offered_again(page: Page) -> None:
    refuse(page, 413, "too-large", TOO_LONG)
    page.goto("/")
    ask(page, "How many jobs in January 2026?")

    expect(problem(page)).to_contain_text(TOO_LONG)
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)


@pytest.mark.parametrize(
    ("status", "kind", "title"),
    [
        (429, "anything", "Too many requests at once"),
        (503, "model-busy", "Too many requests at once"),
        (503, "anything", "The server is not available"),
    ],
)
def test_what_passes_soon_can_be_tried_again(page: Page, status: int, kind: str, title: str) -> None:
    refuse(page, status, kind, "Please try again in a few seconds.")
    page.goto("/")
    ask(page, "How many jobs in January 2026?")
    expect(problem(page)).to_contain_text(title)

    page.unroute(CHAT)
    problem(page).get_by_role("button", name="Try again").click()

    expect(answer(page)).to_contain_text("January 2026")


def test_an_answer_that_the_server_does_not_know_cannot_be_rated(page: Page) -> None:
    answer_with_an_unproven_figure(page)

    answer(page).get_by_label("Good answer").click()

    expect(page.get_by_text("The server no longer knows this answer, so it cannot be rated")).to_be_visible()
    expect(answer(page).get_by_label("Good answer")).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_label("Comment")).to_have_count(0)
