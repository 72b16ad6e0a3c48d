"""The explore page against the real local system."""

import csv
import io
import re
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import Locator, Page, expect

from tests.e2e.local_system import LocalSystem
from tests.e2e.steps import answer, scroll_to_postings, scrolls_sideways


def panel(page: Page, name: str) -> Locator:
    """A chart, once it has its bars."""
    found = page.get_by_role("region", name=name)
    expect(found.get_by_role("button").first).to_be_visible()
    return found


def tile(page: Page, name: str) -> Locator:
    return page.get_by_role("definition").filter(has=page.locator("xpath=self::*[../dt[.='%s']]" % name))  # noqa: UP031


def overview(system: LocalSystem, query: str) -> dict[str, int]:
    response = httpx.get(f"http://127.0.0.1:{system.ports['gateway']}/stats/overview?{query}", timeout=30)
    total: dict[str, int] = response.raise_for_status().json()["total"]
    return total


def test_two_clicks_filter_everything_and_the_address_keeps_them(page: Page, system: LocalSystem) -> None:
    page.goto("/explore")
    panel(page, "Countries").get_by_role("button", name=re.compile("^Germany")).click()
    expect(panel(page, "Countries").get_by_role("button", name=re.compile("^Germany"))).to_have_attribute(
        "aria-pressed", "true"
    )
    panel(page, "Work place").get_by_role("button", name=re.compile("^Remote")).click()
    expected = overview(system, "country=Germany&is_remote=true")

    expect(tile(page, "Postings")).to_have_text(f"{expected['postings']:,}")
    expect(tile(page, "Companies")).to_have_text(f"{expected['companies']:,}")
    expect(page.get_by_text(re.compile(rf"1–20 of {expected['postings']:,}"))).to_be_visible()
    expect(panel(page, "Countries").get_by_role("button", name=re.compile("^United States"))).to_be_visible()
    assert page.url.endswith("/explore?country=Germany&is_remote=true")
    page.reload()
    expect(tile(page, "Postings")).to_have_text(f"{expected['postings']:,}")


def test_a_second_click_does_not_wait_for_the_first_to_reach_the_address(page: Page) -> None:
    page.goto("/explore")
    panel(page, "Countries")
    click_both = """async () => {
        for (const name of ["Germany", "Python"]) {
            [...document.querySelectorAll("li > button")].find(button => button.title === name).click();
            await new Promise(resolve => setTimeout(resolve));
        }
    }"""
    page.evaluate(click_both)

    expect(page).to_have_url(re.compile(r"\?country=Germany&skills=Python$"))
    page.go_back()
    expect(page.get_by_role("list", name="Filters in force")).not_to_contain_text("Python")


def test_the_back_button_and_the_chips_take_filters_away(page: Page) -> None:
    page.goto("/explore?country=Germany")
    panel(page, "Top skills").get_by_role("button", name=re.compile("^Python")).click()
    chips = page.get_by_role("list", name="Filters in force")
    expect(chips.get_by_role("button", name="Skill Python")).to_be_visible()

    page.go_back()
    expect(chips.get_by_role("button", name="Skill Python")).to_be_hidden()
    chips.get_by_role("button", name="Country Germany").click()

    expect(chips).to_be_hidden()
    assert page.url.endswith("/explore")


def test_a_month_a_menu_and_words_filter_too(page: Page, system: LocalSystem) -> None:
    page.goto("/explore")
    panel(page, "Postings by month").get_by_role("button", name=re.compile("^Jan 2026:")).click()
    page.get_by_role("search").get_by_role("button", name="Company").click()
    page.get_by_label("Search companies").fill("zel")
    page.get_by_role("checkbox", name=re.compile("^Hazelmark Telecom")).check()
    page.keyboard.press("Escape")
    page.get_by_label("Words in the title").fill("engineer")
    page.keyboard.press("Enter")
    query = "posted_start=2026-01-01&posted_end=2026-01-31&company_name=Hazelmark+Telecom&role_keyword=engineer"

    expect(tile(page, "Postings")).to_have_text(f"{overview(system, query)['postings']:,}")
    expect(page.get_by_role("button", name="Remove the filter Posted January 2026")).to_be_visible()


def test_the_table_sorts_pages_and_opens_a_posting(page: Page) -> None:
    page.goto("/explore?country=Germany")
    table = page.get_by_role("table")
    expect(table.get_by_role("row")).to_have_count(21)
    titles = table.locator("tbody tr td:nth-child(2)")

    table.get_by_role("button", name="Company").click()
    expect(table.get_by_role("columnheader", name="Company")).to_have_attribute("aria-sort", "ascending")
    expect(titles.first).to_have_text(re.compile("^A"))
    ascending = titles.all_inner_texts()
    page.get_by_label("Next page").click()
    expect(page.get_by_text(re.compile("^21–40 of"))).to_be_visible()
    table.locator("tbody button").first.click()

    assert ascending == sorted(ascending, key=str.lower)
    drawer = page.get_by_role("dialog", name="Posting")
    expect(drawer.get_by_role("heading", name="Description")).to_be_visible()
    expect(drawer.get_by_role("link", name="Open the posting")).to_have_attribute("rel", re.compile("noopener"))
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(page).not_to_have_url(re.compile("job="))


def test_the_page_of_postings_downloads_as_csv(page: Page, tmp_path: Path) -> None:
    page.goto("/explore?country=Germany")
    postings = page.get_by_role("region", name="Postings", exact=True)
    postings.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        postings.get_by_role("button", name="Download CSV").click()

    download.value.save_as(tmp_path / "jobs.csv")

    rows = list(csv.DictReader(io.StringIO((tmp_path / "jobs.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) == 20
    assert {row["Country"] for row in rows} == {"Germany"}


def test_no_result_names_the_closest_value(page: Page) -> None:
    page.goto("/explore?country=Germny")

    empty = page.get_by_role("region", name="No results")
    expect(empty).to_contain_text("Country “Germny” is in no posting.")
    empty.get_by_role("button", name="Germany").click()

    expect(page.get_by_text(re.compile("^1–20 of"))).to_be_visible()
    assert page.url.endswith("?country=Germany")


def test_a_selection_is_carried_into_a_chat(page: Page, system: LocalSystem) -> None:
    page.goto("/explore?country=Germany&is_remote=true&posted_start=2026-01-01&posted_end=2026-01-31")
    expected = overview(system, "country=Germany&is_remote=true&posted_start=2026-01-01&posted_end=2026-01-31")

    page.get_by_role("link", name="Ask about this").click()

    expect(page.get_by_text("How many remote jobs in Germany in January 2026?").last).to_be_visible()
    expect(answer(page)).to_contain_text(f"{expected['postings']:,}")


def test_a_phone_shows_all_of_it(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/explore?country=Germany")
    panel(page, "Countries")
    scroll_to_postings(page)

    assert not scrolls_sideways(page)
    page.get_by_role("table").locator("tbody button").first.click()
    expect(page.get_by_role("dialog", name="Posting").get_by_role("heading", level=2)).to_be_visible()
    assert not scrolls_sideways(page)


def test_postings_out_of_sight_are_not_fetched(page: Page) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(urlsplit(request.url).path))
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/explore?country=Germany")
    panel(page, "Countries")

    assert "/jobs" not in requests
    scroll_to_postings(page)
    assert requests.count("/jobs") == 1
