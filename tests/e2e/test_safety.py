"""Text from postings is text: HTML in it is not run, and only web addresses become links."""

from contextlib import AbstractContextManager

from playwright.sync_api import Page, expect

from tests.e2e.local_system import LocalSystem
from tests.e2e.steps import answer, ask

COMPANY = "<b>Bold</b> & Sons"
TITLE = '<img src=x onerror="window.hacked=1"> Engineer'
DESCRIPTION = (
    '<script>window.hacked=2</script><iframe src="javascript:parent.hacked=3"></iframe>\n\n'
    "[click me](javascript:window.hacked=4) [fine](https://example.com/fine)"
)


def with_hostile_posting(system: LocalSystem, job_id: str) -> AbstractContextManager[None]:
    return system.with_job(
        job_id=job_id,
        platform="indeed",
        actual_role=TITLE,
        company_name=COMPANY,
        url="javascript:window.hacked=5",
        job_description=DESCRIPTION,
        country="Germany",
        location="Berlin, Germany",
        posted_date="2026-11-22",
    )


def test_hostile_text_in_an_answer_is_shown_as_text(page: Page, system: LocalSystem) -> None:
    with with_hostile_posting(system, "demo-20261122-901"):
        page.goto("/")
        ask(page, "Show me the job with id demo-20261122-901")
        shown = answer(page)
        shown.locator("summary").first.click()

    expect(shown.get_by_text(TITLE).first).to_be_visible()
    expect(shown.get_by_text(COMPANY).first).to_be_visible()
    assert shown.locator("img, script, iframe, b:text('Bold')").count() == 0
    assert shown.locator("a[href^='javascript:']").count() == 0
    assert page.evaluate("window.hacked") is None


def test_hostile_text_on_the_explore_page_is_shown_as_text(page: Page, system: LocalSystem) -> None:
    with with_hostile_posting(system, "demo-20261122-902"):
        page.goto("/explore?job=demo-20261122-902")
        drawer = page.get_by_role("dialog", name="Posting")
        expect(drawer.get_by_text("<script>window.hacked=2</script>")).to_be_visible()

    expect(drawer.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(drawer.get_by_role("link", name="fine")).to_have_attribute("href", "https://example.com/fine")
    drawer.get_by_text("click me").click()

    assert drawer.get_by_role("link").count() == 1
    assert drawer.locator("img, script, iframe").count() == 0
    assert page.evaluate("window.hacked") is None


def test_hostile_questions_are_shown_as_text(page: Page) -> None:
    page.goto("/?q=" + "%3Cimg%20src=x%20onerror=%22window.hacked=6%22%3E")

    expect(page.get_by_text('<img src=x onerror="window.hacked=6">').last).to_be_visible()

    assert page.evaluate("window.hacked") is None
