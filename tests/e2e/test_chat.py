"""The chat page against the real local system."""

import csv
import io
import re
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page, expect

from tests.e2e.local_system import PAGE, LocalSystem
from tests.e2e.steps import answer, answers, ask, questions_sent, scrolls_sideways

COUNT = "How many jobs in January 2026?"
RANKING = "Which countries have the most jobs in January 2026?"

RECORD_TEXT = """
window.lengths = [];
new MutationObserver(() => {
  const answer = document.querySelector('article[aria-label="Answer"]');
  const length = answer?.innerText.length ?? 0;
  if (length !== window.lengths.at(-1)) window.lengths.push(length);
}).observe(document.body, {childList: true, subtree: true, characterData: true});
"""


def stats(system: LocalSystem, query: str) -> dict[str, object]:
    """What the API says without a model."""
    response = httpx.get(f"http://127.0.0.1:{system.ports['gateway']}/stats?{query}", timeout=30)
    body: dict[str, object] = response.raise_for_status().json()
    return body


def test_an_answer_streams_and_has_the_database_s_number(page: Page, system: LocalSystem) -> None:
    expected = stats(system, "posted_start=2026-01-01&posted_end=2026-01-31")["total"]
    assert isinstance(expected, dict)
    page.goto("/")
    page.evaluate(RECORD_TEXT)

    ask(page, "How many jobs in Italy by month?")
    answer(page)
    lengths = page.evaluate("window.lengths")
    ask(page, COUNT)

    assert len(lengths) >= 5, lengths
    assert f"{expected['value']:,}" in answer(page, 1).inner_text()


def test_a_look_up_opens_to_the_call_and_its_rows(page: Page) -> None:
    page.goto("/")
    ask(page, RANKING)
    shown = answer(page)

    lookup = shown.get_by_text("Counting jobs by country, January 2026")
    lookup.click()

    expect(shown.get_by_text(re.compile(r'job_stats \{\s+"group_by": \[\s+"country"'))).to_be_visible()
    expect(shown.get_by_role("row", name=re.compile(r"^United States \d+")).first).to_be_visible()
    expect(shown.get_by_text(re.compile(r"postings matched · January 2026 · data up to"))).to_be_visible()


def test_chart_and_table_switch_and_export(page: Page, system: LocalSystem, tmp_path: Path) -> None:
    rows = stats(system, "posted_start=2026-01-01&posted_end=2026-01-31&group_by=country")["rows"]
    assert isinstance(rows, list)
    page.goto("/")
    ask(page, RANKING)
    figure = answer(page).get_by_role("figure")
    expect(figure.get_by_role("img", name=re.compile("Jobs by country"))).to_be_visible()

    figure.get_by_role("button", name="Export").click()
    with page.expect_download() as picture:
        figure.get_by_role("button", name="Download PNG").click()
    figure.locator("label", has_text="Table").click()
    expect(figure.get_by_role("cell", name="United States")).to_be_visible()
    figure.get_by_role("button", name="Export").click()
    with page.expect_download() as data:
        figure.get_by_role("button", name="Download CSV").click()

    assert picture.value.suggested_filename == "jobs-by-country-january-2026.png"
    picture.value.save_as(tmp_path / "chart.png")
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")
    data.value.save_as(tmp_path / "data.csv")
    table = list(csv.reader(io.StringIO((tmp_path / "data.csv").read_text(encoding="utf-8-sig"))))
    expected = [[row["keys"]["country"], str(row["value"])] for row in rows]
    assert table == [["Country", "Postings"], *expected]


def test_data_and_picture_go_to_the_clipboard(page: Page) -> None:
    page.goto("/")
    ask(page, RANKING)
    figure = answer(page).get_by_role("figure")

    figure.get_by_role("button", name="Export").click()
    figure.get_by_role("button", name="Copy data").click()
    expect(figure.get_by_text("Data copied")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    figure.get_by_role("button", name="Export").click()
    figure.get_by_role("button", name="Copy picture").click()
    expect(figure.get_by_text("Picture copied")).to_be_visible()

    assert text.startswith("Country,Postings\r\nUnited States,")
    assert page.evaluate("navigator.clipboard.read().then(([item]) => item.types)") == ["image/png"]


def test_an_answer_can_be_stopped_and_tried_again(page: Page, system: LocalSystem) -> None:
    page.goto("/")
    with system.slow_model():
        ask(page, "How many jobs in Poland by month?")
        expect(answers(page)).to_contain_text("Number of jobs in Poland")
        page.get_by_role("button", name="Stop").click()
        expect(page.get_by_text("Stopped before the end.")).to_be_visible()
    stopped = answers(page).first.inner_text()

    page.get_by_role("button", name="Try again").click()

    assert len(answer(page).inner_text()) > len(stopped)
    expect(page.get_by_text("Stopped before the end.")).to_be_hidden()


def test_a_proposal_is_answered_at_once_without_the_model(page: Page, system: LocalSystem) -> None:
    page.goto("/")
    system.stop("bedrock")
    try:
        page.get_by_role("button", name="How many jobs in January 2026?").click()
        shown = answer(page)
    finally:
        system.start("bedrock")

    expect(shown).to_contain_text("jobs were posted in January 2026")
    expect(shown.get_by_text("Answered at once")).to_be_visible()


def test_follow_ups_fit_the_answer_and_words_carry_over(page: Page) -> None:
    page.goto("/")
    ask(page, "How many remote jobs in Germany in January 2026?")
    answer(page)
    page.get_by_role("region", name="Go on with").get_by_role("button").nth(1).click()
    expect(answer(page, 1)).to_contain_text("remote jobs in Germany")

    ask(page, "and in France?")

    expect(answer(page, 2)).to_contain_text("France")


def test_feedback_reaches_the_database(page: Page, system: LocalSystem) -> None:
    page.goto("/")
    ask(page, COUNT)
    answer(page).get_by_label("Bad answer").click()
    page.get_by_label("Comment").fill("I wanted 2025")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Thank you for the comment")).to_be_visible()
    page.reload()
    expect(answer(page).get_by_label("Bad answer")).to_have_attribute("aria-pressed", "true")

    answer(page).get_by_label("Good answer").click()
    expect(answer(page).get_by_label("Good answer")).to_have_attribute("aria-pressed", "true")

    *_, row = system.feedback()

    assert [row["turn_id"] == other["turn_id"] for other in system.feedback()].count(True) == 1
    assert (row["thumbs_up"], row["comment"]) == (True, "I wanted 2025")
    assert row["conversation_id"] != page.url.split("chat=")[1]


def test_a_chat_is_one_conversation_of_the_server_s_and_a_new_one_another(page: Page) -> None:
    sent = questions_sent(page)
    page.goto("/")
    ask(page, COUNT)
    answer(page)
    ask(page, "and in Germany?")
    expect(answer(page, 1)).to_contain_text("Germany")
    page.reload()
    ask(page, "and in France?")
    expect(answer(page, 2)).to_contain_text("France")
    page.get_by_role("button", name="New chat").click()
    ask(page, COUNT)
    answer(page)

    first, second, third, new = (body.get("conversation_id") for body in sent)
    assert first is None
    assert new is None
    assert second
    assert second == third


def test_a_chat_s_address_gives_nobody_else_anything(page: Page, browser: Browser) -> None:
    page.goto("/")
    ask(page, COUNT)
    answer(page)
    other = browser.new_context(base_url=PAGE).new_page()
    other.goto(page.url)
    expect(other.get_by_role("heading", name="Ask the job market")).to_be_visible()

    sent = questions_sent(other)
    ask(other, "and in Germany?")
    answer(other)

    assert [("conversation_id" in body, len(body["messages"])) for body in sent] == [(False, 1)]
    other.context.close()


def test_chats_are_kept_listed_and_deleted(page: Page) -> None:
    page.goto("/")
    ask(page, COUNT)
    expect(answer(page).get_by_role("figure")).to_be_visible()
    expect(answer(page).locator("strong")).to_be_visible()  # what draws the words is loaded when they come
    text = answer(page).inner_text()
    page.reload()
    expect(answer(page)).to_have_text(text, use_inner_text=True)
    page.get_by_role("button", name="New chat").click()
    expect(page.get_by_role("heading", name="Ask the job market")).to_be_visible()
    chats = page.get_by_role("complementary").get_by_role("listitem")
    expect(chats).to_have_count(1)
    chats.get_by_role("button", name=COUNT, exact=True).click()
    expect(answer(page)).to_have_text(text, use_inner_text=True)

    chats.first.hover()
    chats.get_by_label("Delete the chat").click()

    expect(chats).to_have_count(0)
    expect(page.get_by_role("heading", name="Ask the job market")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('joblab.chat.'))") == []


def test_a_question_is_edited_and_asked_again(page: Page) -> None:
    page.goto("/")
    ask(page, COUNT)
    answer(page)

    page.get_by_text(COUNT).last.hover()
    page.get_by_label("Edit and ask again").click()
    page.get_by_label("Edit your question").fill("How many jobs in February 2026?")
    page.get_by_role("button", name="Ask again").click()
    expect(answers(page)).to_contain_text("February 2026")

    expect(answers(page)).to_have_count(1)
    expect(page.get_by_text(COUNT)).to_have_count(0)


def test_a_link_shares_a_question(page: Page) -> None:
    page.goto("/")
    ask(page, COUNT)
    answer(page)
    page.get_by_text(COUNT).last.hover()
    page.get_by_label("Copy a link to this question").click()
    expect(page.get_by_label("Link copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")

    page.goto(link)

    expect(answer(page)).to_contain_text("January 2026")
    assert "?chat=" in page.url
    page.reload()
    expect(answers(page)).to_have_count(1)


def test_the_chat_works_from_the_keyboard(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    ask(page, RANKING)
    shown = answer(page)
    expect(page.get_by_label("Your question")).to_be_focused()

    shown.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(shown.get_by_text("Tool call")).to_be_visible()
    shown.get_by_role("button", name="Export").focus()
    page.keyboard.press("Enter")
    expect(shown.get_by_role("button", name="Download CSV")).to_be_visible()
    page.keyboard.press("Escape")

    expect(shown.get_by_role("button", name="Download CSV")).to_be_hidden()
    expect(shown.get_by_role("button", name="Export")).to_be_focused()


def test_screen_readers_hear_the_answer_once_it_is_whole(page: Page) -> None:
    page.goto("/")
    ask(page, COUNT)
    answer(page)

    expect(page.get_by_role("status").last).to_have_text(re.compile("^JobLab answers: .*January 2026"))


def test_a_phone_shows_all_of_it(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/")
    assert not scrolls_sideways(page)
    ask(page, RANKING)
    answer(page)
    assert not scrolls_sideways(page)

    page.get_by_role("button", name="Chats").click()

    expect(page.get_by_role("dialog").get_by_role("button", name=RANKING, exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_theme_is_chosen_and_kept(page: Page) -> None:
    page.goto("/")
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)

    page.get_by_role("button", name="Use the dark theme").click()
    dark = page.evaluate(background)
    page.reload()

    assert light != dark
    assert page.evaluate(background) == dark
    expect(page.get_by_role("button", name="Use the light theme")).to_be_visible()
