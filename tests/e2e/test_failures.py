"""What a visitor sees when the back-end sleeps, dies or breaks off.

A question that was asked before needs no model: tests of the model's failures ask one that no other test asks.
"""

import json
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page, expect

from cli.parts import ROOT
from tests.e2e.local_system import LocalSystem
from tests.e2e.steps import answer, answers, ask, problem

COUNT = "How many jobs in January 2026?"


@contextmanager
def stopped(system: LocalSystem, *names: str) -> Iterator[None]:
    """Parts are gone for as long as the context lasts."""
    system.stop(*names)
    try:
        yield
    finally:
        system.start(*names)


def read_stream(system: LocalSystem, question: str) -> dict[str, Any]:
    """What the AI SDK's own reader makes of the stream."""
    command = ["node", str(ROOT / "web" / "scripts" / "read-stream.mjs")]
    url = f"http://127.0.0.1:{system.ports['door']}"
    done = subprocess.run([*command, url, question], capture_output=True, text=True, timeout=60, check=True)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_the_sdk_s_reader_takes_every_frame(system: LocalSystem) -> None:
    report = read_stream(system, "How many jobs in France by month?")

    assert report["error"] is None
    assert report["states"] > 10
    kinds = [part["type"] for part in report["message"]["parts"]]
    assert kinds[:3] == ["step-start", "tool-job_stats", "data-chart"]
    assert report["message"]["metadata"]["result_type"] == "answer"


def test_the_sdk_s_reader_gets_an_error_in_words(system: LocalSystem) -> None:
    with stopped(system, "bedrock"):
        report = read_stream(system, "How many jobs in Austria in January 2026?")

    assert re.match(r"[A-Z].+\.$", report["error"])


def test_a_cut_connection_says_so_and_can_be_retried(page: Page, system: LocalSystem) -> None:
    page.goto("/")
    with system.slow_model():
        ask(page, "How many jobs in Spain by month?")
        expect(answers(page)).to_contain_text("Number of jobs in Spain")
        system.signal("door", signal.SIGKILL)
        expect(problem(page)).to_contain_text("The answer was cut off")
    system.stop("door")
    system.start("door")

    problem(page).get_by_role("button", name="Try again").click()

    answer(page)
    expect(problem(page)).to_be_hidden()


def test_without_the_streaming_door_answers_come_in_one_piece(page: Page, system: LocalSystem) -> None:
    with stopped(system, "door"):
        page.goto("/")
        ask(page, COUNT)

        shown = answer(page)

        expect(shown.get_by_text("Counting jobs, January 2026")).to_be_visible()
        expect(shown.get_by_role("figure")).to_be_visible()


def test_a_killed_back_end_is_retried_when_it_is_back(page: Page, system: LocalSystem) -> None:
    page.goto("/")
    with stopped(system, "door", "gateway"):
        ask(page, COUNT)
        expect(problem(page)).to_contain_text("The server cannot be reached")

    problem(page).get_by_role("button", name="Try again").click()

    expect(answer(page)).to_contain_text("January 2026")


def test_a_failing_model_is_explained(page: Page, system: LocalSystem) -> None:
    page.goto("/")
    with stopped(system, "bedrock"):
        ask(page, "How many jobs in Austria in February 2026?")

        expect(problem(page).get_by_role("button", name="Try again")).to_be_visible(timeout=30_000)


def test_a_silent_server_is_waking_up(page: Page, system: LocalSystem) -> None:
    page.goto("/")
    system.signal("door", signal.SIGSTOP)
    try:
        ask(page, COUNT)
        expect(page.get_by_text("The server is waking up.")).to_be_visible(timeout=4000)
    finally:
        system.signal("door", signal.SIGCONT)

    answer(page)
    expect(page.get_by_text("The server is waking up.")).to_be_hidden()


def test_offline_is_named(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Your question").click()
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    ask(page, COUNT)

    expect(problem(page)).to_contain_text("You are offline")


def test_explore_says_what_failed_and_recovers(page: Page, system: LocalSystem) -> None:
    with stopped(system, "gateway"):
        page.goto("/explore")
        expect(problem(page)).to_contain_text("The server cannot be reached")

    page.get_by_role("button", name="Try again").click()

    expect(page.get_by_role("button", name=re.compile("^Germany"))).to_be_visible()


def test_a_page_that_cannot_be_drawn_says_so_and_can_be_tried_again(page: Page) -> None:
    address = re.compile("/stats/overview")
    nonsense = {"total": {}, "charts": {"posted_month": 1}}
    page.route(address, lambda route: route.fulfill(json=nonsense, headers={"access-control-allow-origin": "*"}))
    page.goto("/explore")
    expect(page.get_by_role("heading", name="This page broke")).to_be_visible()

    page.unroute(address)
    page.get_by_role("button", name="Try again").click()

    expect(page.get_by_role("heading", name="Explore")).to_be_visible()
    expect(page.get_by_text(re.compile("^1–20 of"))).to_be_visible()


def test_a_browser_that_stores_nothing_gets_answers_too(page: Page) -> None:
    blocked = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'SecurityError') }})"
    page.add_init_script(blocked)
    page.goto("/")
    ask(page, COUNT)

    expect(answer(page)).to_contain_text("jobs were posted in January 2026")
