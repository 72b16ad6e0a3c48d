"""Take the pictures in docs/images from the whole local system with its demo data."""

import re
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from cli.parts import ROOT
from tests.e2e.local_system import PAGE, local_system
from tests.e2e.steps import answer, answer_with_an_unproven_figure, ask

IMAGES = ROOT / "docs" / "images"
PATIENCE_MS = 30_000


def show_chat(page: Page) -> None:
    """A chat with two earlier ones in the list."""
    for question in ("How many remote jobs in January 2026?", "Which companies posted the most jobs in Germany?"):
        page.goto(PAGE)
        ask(page, question)
        answer(page)
    page.goto(PAGE)
    ask(page, "How did data science jobs in the United States change by month?")
    expect(answer(page).get_by_role("figure")).to_be_visible()
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")


def show_explore(page: Page) -> None:
    """A selection of two filters."""
    page.goto(f"{PAGE}/explore?country=Germany&is_remote=true")
    expect(page.get_by_text(re.compile("^1–20 of"))).to_be_visible()


def show_proven(page: Page) -> None:
    """Where a figure comes from."""
    page.goto(PAGE)
    ask(page, "How many jobs in Germany in January 2026 compared with the year before?")
    answer(page).get_by_role("paragraph").get_by_role("button").first.click()


def show_unproven(page: Page) -> None:
    """A figure that the data does not confirm."""
    answer_with_an_unproven_figure(page)
    answer(page).get_by_role("button", name="56 %").click()


PICTURES = {"chat": show_chat, "explore": show_explore, "trust-proven": show_proven, "trust-unproven": show_unproven}


def take_pictures() -> None:
    """Start everything, show what there is to see, write the pictures."""
    expect.set_options(timeout=PATIENCE_MS)
    IMAGES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        local_system(Path(data)) as system,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path="/usr/bin/chromium", args=system.chromium_arguments) as browser,
    ):
        for name, show in PICTURES.items():
            height = 720 if name.startswith("trust") else 860
            page = browser.new_page(
                base_url=PAGE,
                viewport={"width": 1280, "height": height},
                reduced_motion="reduce",
                device_scale_factor=1.5,
            )
            show(page)
            page.wait_for_timeout(500)  # the last bar has its width
            page.screenshot(path=IMAGES / f"{name}.png")
            page.close()


if __name__ == "__main__":
    take_pictures()
