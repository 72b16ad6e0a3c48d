"""Answers that cannot be drawn: each is shown as far as it can be, and what is around it stays."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.local_system import LocalSystem
from tests.e2e.steps import answer, answers, ask, let_the_door_answer, words

SAID = "This text could not be formatted and is shown as it came"
HEADER = f"{'|a' * 300}|\n{'|-' * 300}|\n"
TEXTS = {
    "nested lists": "- " * 1500 + "x",
    "nested numbers": "1. " * 1000 + "x",
    "nested quotes": "> " * 1500 + "x",
    "a ladder of lists": "\n".join(f"{'  ' * level}- x" for level in range(150)),
    "nested emphasis": "*x " * 3000 + "x* " * 3000,
    "brackets": "[" * 10_000 + "](x)" * 10_000,
    "100,000 characters": "lorem ipsum " * 8_333 + "dolo",
    "a table of 5,000 cells": "|a|b|\n|-|-|\n" + "|c|d|\n" * 2_500,
    "a table of 3 KB with 300,000 cells": HEADER + "|\n" * 1_000,
}
# Unlimited, most of these take many seconds or the whole tab.
MOST_BLOCKED_MS = 2_000
RECORD_TASKS = """
window.longest = 0;
new PerformanceObserver((list) => {
  window.longest = Math.max(window.longest, ...list.getEntries().map(({duration}) => duration));
}).observe({type: "longtask"});
"""


def show(page: Page, text: str) -> None:
    """A chat of three turns, the second with the text."""
    page.add_init_script(RECORD_TASKS)
    page.goto("/")
    for said in ("There are **1,234** jobs.", text, "There are **5,678** jobs."):
        let_the_door_answer(page, *words(said))
        number = answers(page).count()
        ask(page, "How many jobs?")
        answer(page, number)


def expect_the_others_usable(page: Page) -> None:
    for number, figure in ((0, "1,234"), (2, "5,678")):
        expect(answer(page, number).locator("strong")).to_have_text(figure)
        expect(answer(page, number).get_by_text(SAID)).to_have_count(0)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_text_that_cannot_be_formatted_is_shown_as_it_came(page: Page, text: str) -> None:
    show(page, text)

    broken = answer(page, 1)
    expect(broken.get_by_text(SAID)).to_be_visible()
    expect(broken.get_by_text(text[:20_000].strip().splitlines()[0][:40]).first).to_be_visible()
    expect_the_others_usable(page)
    assert page.evaluate("window.longest") < MOST_BLOCKED_MS
    page.reload()
    expect(answer(page, 1).get_by_text(SAID)).to_be_visible()
    expect_the_others_usable(page)


def test_an_enormous_text_is_cut_and_says_so(page: Page) -> None:
    show(page, TEXTS["100,000 characters"])

    expect(answer(page, 1)).to_contain_text(f"{SAID}: the first 20,000 of its 100,000 characters.")
    assert len(answer(page, 1).inner_text()) < 21_000


def test_a_text_of_a_usual_size_is_formatted(page: Page) -> None:
    rows = "".join(f"| Company {number} | {number},{number:03} | {number}.5 % |\n" for number in range(100))
    show(page, f"# Companies\n\n| Company | Jobs | Share |\n|---|--:|--:|\n{rows}\n- one\n  - two\n    1. three\n")

    expect(answer(page, 1).get_by_role("row")).to_have_count(101)
    expect(answer(page, 1).get_by_text(SAID)).to_have_count(0)


def test_results_that_make_no_sense_break_nothing_else(page: Page) -> None:
    def call(tool: str, output: object) -> list[dict[str, object]]:
        named = {"toolCallId": f"call-{tool}", "toolName": tool}
        return [
            {"type": "tool-input-available", **named, "input": {}},
            {"type": "tool-output-available", "toolCallId": f"call-{tool}", "output": output},
        ]

    chart = {"tool_call_id": "call-job_stats", "kind": "bar", "x": "country", "series": None}
    source = {"kind": "cell", "tool_call_id": "call-job_stats", "path": "rows.7.value", "label": 7}
    figure = {"start": 10, "end": 15, "text": "1,234", "value": 1234, "status": "proven", "source": source}
    let_the_door_answer(
        page,
        *call("job_stats", {"measure": "count", "rows": 5}),
        {"type": "data-chart", "id": "chart", "data": chart},
        *call("search_jobs", {"rows": 5}),
        *call("get_job", {"skills": 5}),
        *words("There are 1,234 jobs."),
        {"type": "data-grounding", "data": {"figures": [figure], "unproven": 0}},
    )
    page.goto("/")
    ask(page, "How many jobs?")

    shown = answer(page)
    expect(shown.get_by_text("This chart could not be shown.")).to_be_visible()
    expect(shown.get_by_text("This list of postings could not be shown.")).to_be_visible()
    expect(shown.get_by_text("This posting could not be shown.")).to_be_visible()
    expect(shown.get_by_text("This look-up could not be shown.")).to_have_count(3)
    expect(shown.get_by_role("paragraph").filter(has_text=re.compile("^There are 1,234 jobs.$"))).to_be_visible()
    expect(page.get_by_label("Your question")).to_be_enabled()


def test_an_answer_whose_proof_makes_no_sense_is_shown_as_it_came(page: Page) -> None:
    let_the_door_answer(page, *words("There are **1,234** jobs."), {"type": "data-grounding", "data": {"figures": 5}})
    page.goto("/")
    ask(page, "How many jobs?")

    expect(answers(page)).to_contain_text("There are **1,234** jobs.")
    let_the_door_answer(page, *words("There are **5,678** jobs."))
    ask(page, "And now?")
    expect(answer(page, 1).locator("strong")).to_have_text("5,678")


def test_a_posting_whose_text_cannot_be_formatted_is_shown(page: Page, system: LocalSystem) -> None:
    job_id = "what/is?this#50%"
    drawer = page.get_by_role("dialog", name="Posting")

    with system.with_job(job_id=job_id, actual_role="Nested Lister", job_description=TEXTS["nested lists"]):
        page.goto(f"/explore?job={'what%2Fis%3Fthis%2350%25'}")

        expect(drawer.get_by_role("heading", name="Nested Lister")).to_be_visible()
        expect(drawer.get_by_text(SAID)).to_be_visible()
