"""axe-core on rendered pages, in both themes and on a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from cli.parts import ROOT
from tests.e2e.steps import answer, ask, let_the_door_answer, problem, refuse, scroll_to_postings, words

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page) -> list[str]:
    """What axe finds, as rule and element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())  # a script tag would be against the page's policy
    found: list[str] = page.evaluate(
        "axe.run().then(({violations}) => violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html}`)))"
    )
    return found


def show_chart(page: Page) -> None:
    page.goto("/")
    ask(page, "Which functions have the most jobs in Germany in January 2026 compared with the year before?")
    answer(page).locator("summary").first.click()
    page.get_by_role("button", name="Export").click()


def show_list(page: Page) -> None:
    page.goto("/")
    ask(page, "Show me remote data engineer jobs in Germany")
    answer(page).get_by_label("Good answer").click()
    expect(page.get_by_label("Comment")).to_be_visible()


def show_welcome(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_text(re.compile("postings, "))).to_be_visible()


def show_explore(page: Page) -> None:
    page.goto("/explore?country=Germany")
    scroll_to_postings(page)
    page.get_by_role("search").get_by_role("button", name="Company").click()
    expect(page.get_by_role("checkbox").first).to_be_visible()


def show_posting(page: Page) -> None:
    page.goto("/explore")
    page.get_by_role("table").locator("tbody button").first.click()
    expect(page.get_by_role("heading", name="Description")).to_be_visible()


def show_source(page: Page) -> None:
    page.goto("/")
    ask(page, "How many jobs in Germany in January 2026 compared with the year before?")
    answer(page).get_by_role("paragraph").get_by_role("button").first.click()
    expect(page.get_by_role("button", name="Show where it was looked up")).to_be_visible()


def show_refusal(page: Page) -> None:
    refuse(page, 429, "visitor-limit", "You have asked enough. It opens again tomorrow.")
    page.goto("/")
    ask(page, "How many jobs in January 2026?")
    expect(problem(page).get_by_role("link")).to_be_visible()


def show_plain_text(page: Page) -> None:
    let_the_door_answer(page, *words("> " * 1500 + "x"))
    page.goto("/")
    ask(page, "How many jobs in January 2026?")
    answer(page)


SHOWS = [
    show_welcome,
    show_chart,
    show_list,
    show_source,
    show_refusal,
    show_plain_text,
    show_explore,
    show_posting,
]


@pytest.mark.parametrize("show", SHOWS)
def test_axe_finds_nothing(page: Page, show: Callable[[Page], None]) -> None:
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    show(page)
    page.wait_for_load_state("networkidle")
    in_light = violations(page)
    page.emulate_media(color_scheme="dark")

    assert in_light == []
    assert violations(page) == []


@pytest.mark.parametrize("show", [show_chart, show_explore])
def test_axe_finds_nothing_on_a_phone(page: Page, show: Callable[[Page], None]) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(reduced_motion="reduce")
    show(page)
    page.wait_for_load_state("networkidle")

    assert violations(page) == []
