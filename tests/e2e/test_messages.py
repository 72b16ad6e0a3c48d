"""The page, with a model behind the Messages API in the stand-in's place."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect

from cli.parts import Part, running
from tests.e2e.local_system import LocalSystem
from tests.e2e.steps import answer, ask
from tests.integration.scripted_claude import QUESTIONS, Rows, ScriptedClaude
from tests.unit.local.messages.server import serving


@pytest.fixture
def claude(system: LocalSystem) -> Iterator[ScriptedClaude]:
    """Answers until the test is over."""
    system.stop("bedrock")
    try:
        with serving(ScriptedClaude()) as server:
            environment = {**system.environment, "ANTHROPIC_BASE_URL": server.url}
            with running(Part.module("bedrock", system.ports["bedrock"], environment, "--messages")):
                yield server
    finally:
        system.start("bedrock")


def rows_of_may(system: LocalSystem) -> Rows:
    """Every posting of May 2026 that counts; at most 1,000 come at once."""
    rows: list[dict[str, object]] = []
    for first, last in (("01", "15"), ("16", "31")):
        query = f"posted_date=gte.2026-05-{first}&posted_date=lte.2026-05-{last}"
        url = f"{system.project.url}/rest/v1/jobs?{query}"
        rows += httpx.get(url, headers={"apikey": system.project.secret_key}, timeout=30).raise_for_status().json()
    return [row for row in rows if row["has_url_duplicate"] != 1]


def test_ten_questions_are_answered_in_one_chat(page: Page, system: LocalSystem, claude: ScriptedClaude) -> None:
    rows = rows_of_may(system)
    page.goto("/")

    for number, question in enumerate(QUESTIONS.values()):
        ask(page, question.about("May"))
        shown = answer(page, number)
        for figure in question.figures(rows):
            expect(shown.get_by_role("button", name=f"{figure:,}", exact=True)).to_be_visible()

    assert len(claude.requests) > len(QUESTIONS)
