"""Where the figures of an answer come from, as a reader sees it."""

import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.local_system import PAGE
from tests.e2e.steps import answer, answer_with_an_unproven_figure, ask

RANKING = "Which countries have the most jobs in January 2026?"
SHOW = "Show where it was looked up"


def first_figure(page: Page) -> Locator:
    """The number of the leader in the sentence of an answer."""
    page.goto("/")
    ask(page, RANKING)
    return answer(page).get_by_role("paragraph").get_by_role("button", name=re.compile(r"^\d+$")).first


def source(page: Page) -> Locator:
    """What is shown of one figure; nothing where none is asked about."""
    return page.locator(":popover-open")


def test_pointing_at_a_figure_shows_its_source(page: Page) -> None:
    figure = first_figure(page)
    expect(source(page)).to_have_count(0)

    figure.hover()

    expect(source(page)).to_contain_text(f"Postings, United States: {figure.inner_text()}")
    expect(source(page)).to_contain_text("Looked up: Jobs by country, January 2026")
    page.mouse.move(0, 0)
    expect(source(page)).to_have_count(0)
    expect(page.get_by_text(re.compile(r"All \d+ figures are traced to the data"))).to_be_visible()


def test_the_source_is_reached_from_the_keyboard_and_leads_to_the_row(page: Page) -> None:
    figure = first_figure(page)
    expect(figure).to_have_accessible_description(re.compile("^Postings, United States: .*Looked up: Jobs by country"))
    page.keyboard.press("Shift+Tab")  # the keyboard is in use now
    figure.focus()
    expect(source(page)).to_contain_text(f"Postings, United States: {figure.inner_text()}")

    page.keyboard.press("Tab")
    expect(source(page).get_by_role("button", name=SHOW)).to_be_focused()
    page.keyboard.press("Enter")

    row = page.locator("tr[aria-current]")
    expect(row).to_have_text(re.compile("^United States"))
    expect(row).to_be_in_viewport()
    expect(source(page)).to_have_count(0)


def test_escape_closes_the_source(page: Page) -> None:
    first_figure(page).click()
    expect(page.get_by_role("button", name=SHOW)).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name=SHOW)).to_be_hidden()


def test_a_tap_shows_the_source_within_a_phone_s_screen(browser: Browser) -> None:
    context = browser.new_context(base_url=PAGE, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()

    first_figure(page).tap()

    expect(page.get_by_role("button", name=SHOW)).to_be_in_viewport(ratio=1)
    context.close()


def test_an_unproven_figure_is_marked_and_named(page: Page) -> None:
    answer_with_an_unproven_figure(page)
    shown = answer(page)
    expect(shown.get_by_text("1 of 2 figures is not confirmed by the data: 56 %")).to_be_visible()
    expect(shown.get_by_role("button", name="1,234")).to_have_css("text-decoration-style", "dotted")
    unproven = shown.get_by_role("button", name="56 %")
    expect(unproven).to_have_css("text-decoration-style", "wavy")
    expect(unproven).to_have_text("56 %?")

    unproven.hover()

    expect(page.get_by_text("No look-up of this answer shows this figure.")).to_be_visible()


def test_an_answer_in_one_piece_has_its_sources_too(page: Page) -> None:
    page.route(re.compile("/ai/chat$"), lambda route: route.abort())
    figure = first_figure(page)

    figure.hover()
    page.get_by_role("button", name=SHOW).click()

    expect(page.locator("tr[aria-current]")).to_have_text(re.compile("^United States"))
