"""What visitors do."""

from playwright.sync_api import Locator, Page, expect


def ask(page: Page, question: str) -> None:
    """Type a question and press Enter; the answer may still be on its way."""
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")


def answers(page: Page) -> Locator:
    """The answers in the chat, oldest first."""
    return page.get_by_role("article", name="Answer")


def answer(page: Page, number: int = 0) -> Locator:
    """An answer, when it has ended well."""
    found = answers(page).nth(number)
    expect(found.get_by_label("Good answer")).to_be_visible()
    return found


def problem(page: Page) -> Locator:
    """The notice of what went wrong; the framework has an alert of its own outside the main part."""
    return page.get_by_role("main").get_by_role("alert")


def scrolls_sideways(page: Page) -> bool:
    """Whether the page is wider than the screen."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
