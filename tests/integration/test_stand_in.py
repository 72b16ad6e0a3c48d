"""The stand-in on the demo database, through the whole API: its first minute, and words that change the meaning."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from evals.postings import fetch_postings
from evals.questions import load_questions
from evals.running import run
from evals.world import World
from local.standin.decide import EXAMPLE
from local.standin.holdings import Database
from local.supabase.project import Project
from tests.integration.system import api_on, ask
from tests.integration.test_remembered import proposals
from tests.unit.local.standin.demo import demo_holdings


@pytest.fixture(scope="module")
def api(demo_supabase: Project) -> Iterator[httpx.Client]:
    with api_on(demo_supabase) as client:
        yield client


def proposed() -> list[str]:
    """The questions that the page, the README and `make dev` propose, worded so that no remembered plan answers."""
    return [f"Please tell me: {question}" for question in (*proposals(), EXAMPLE)]


@pytest.mark.parametrize("question", proposed())
def test_a_proposed_question_is_answered_with_traced_figures(api: httpx.Client, question: str) -> None:
    answer = ask(api, question)

    assert answer["gate_outcome"] == "ANSWER"
    assert answer["tool_calls"]
    assert not answer["from_plan"]
    assert answer["grounding"]["unproven"] == 0
    assert [figure for figure in answer["grounding"]["figures"] if figure["status"] == "proven"]


def test_no_small_word_is_misread(api: httpx.Client, demo_supabase: Project) -> None:
    """150 questions by a writer who never saw the rules: what is not right is a question back, never a figure."""
    questions = load_questions(Path(__file__).parent / "evals")
    world = World(fetch_postings(demo_supabase.url, demo_supabase.secret_key), datetime.now(UTC).date())

    results = run(api, questions, world, 1, lambda: None)

    assert len(results) == 150
    assert [(result.id, result.answer) for result in results if result.verdict != "right" and result.calls] == []
    assert sum(result.verdict == "right" for result in results) >= 100


def test_the_unit_tests_know_what_the_demo_database_holds(demo_supabase: Project) -> None:
    held = asyncio.run(Database(demo_supabase.url, demo_supabase.secret_key).holdings())

    assert {name: sorted(values) for name, values in held.values.items()} == {
        name: sorted(values) for name, values in demo_holdings().values.items()
    }
    assert sorted(held.names) == sorted(demo_holdings().names)
