"""A model behind the Messages API, on the whole system with JOBLAB_MODEL=claude, asked through each of its doors."""

import json
import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from cli.main import app
from cli.model import Model
from cli.parts import Part, api_environment, running
from local.supabase.project import Project
from tests.integration.scripted_claude import PROMPT_TOKENS, QUESTIONS, Question, Rows, ScriptedClaude
from tests.integration.system import ask
from tests.unit.local.messages.server import serving

MODEL = "claude-haiku-5-5"


log = logging.getLogger(__name__)
log.setLevel(logging.INFO)


def log_line(name: str, line: str) -> None:
    """For pytest, which shows it when a test fails; what is printed would be part of what the command line says."""
    log.info("%s | %s", name, line)


@dataclass(frozen=True)
class Doors:
    """Where the system is asked."""

    api: httpx.Client
    stream: httpx.Client


@pytest.fixture(scope="module")
def claude() -> Iterator[ScriptedClaude]:
    with serving(ScriptedClaude()) as server:
        yield server


@pytest.fixture(scope="module")
def doors(claude: ScriptedClaude, demo_supabase: Project) -> Iterator[Doors]:
    """The system of `JOBLAB_MODEL=claude ANTHROPIC_BASE_URL=... make dev`."""
    environment = {**os.environ, "JOBLAB_MODEL": "claude", "ANTHROPIC_BASE_URL": claude.url, "ANTHROPIC_API_KEY": ""}
    model = Model.chosen(environment)
    assert model.arguments is not None
    with ExitStack() as stack:
        bedrock = stack.enter_context(running(Part.module("bedrock", 0, environment, *model.arguments), log_line))
        settings = api_environment(demo_supabase, bedrock, model.settings)
        urls = [
            stack.enter_context(running(part, log_line))
            for part in (Part.module("gateway", 0, settings), Part.door(0, settings))
        ]
        yield Doors(*(stack.enter_context(httpx.Client(base_url=url, timeout=40)) for url in urls))


@pytest.fixture(scope="module")
def rows(demo_supabase: Project, fetch_rows: Callable[[Project, str], Rows]) -> Rows:
    """Every posting that counts."""
    return [row for row in fetch_rows(demo_supabase, "jobs") if row["has_url_duplicate"] != 1]


def in_month(rows: Rows, month: str) -> Rows:
    return [row for row in rows if str(row["posted_date"]).startswith(month)]


def figures(answer: str) -> list[int]:
    """What is in bold, in order."""
    return [int(figure.replace(",", "")) for figure in re.findall(r"\*\*([\d,]+)\*\*", answer)]


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_the_api_answers(doors: Doors, rows: Rows, question: Question) -> None:
    answer = ask(doors.api, question.about("January"))

    expected = question.figures(in_month(rows, "2026-01"))
    assert figures(answer["answer"]) == expected
    assert answer["result_type"] == ("answer" if expected else "decline")
    assert answer["model"] == MODEL
    assert not (answer["grounding"] and answer["grounding"]["unproven"])


def test_what_it_costs_is_counted_with_what_was_cached(doors: Doors) -> None:
    question = QUESTIONS["in two rounds"]
    ask(doors.api, QUESTIONS["at once"].about("April"))

    usage = ask(doors.api, question.about("April"))["usage"]

    assert (usage["input_tokens"], usage["output_tokens"]) == (2 * 40, 2 * 20)
    assert (usage["cache_read_tokens"], usage["cache_write_tokens"]) == (2 * PROMPT_TOKENS, 0)
    assert usage["cost_usd"] == pytest.approx((80 * 0.11 + 40 * 0.55 + 6000 * 0.011) / 1_000_000)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_the_streaming_door_answers(doors: Doors, rows: Rows, question: Question) -> None:
    part = {"type": "text", "text": question.about("February")}
    messages = [{"id": "1", "role": "user", "parts": [part]}]
    with doors.stream.stream("POST", "/ai/chat", json={"id": "1", "messages": messages}) as response:
        frames = [line.removeprefix("data: ") for line in response.iter_lines() if line.startswith("data: ")]
    chunks: list[dict[str, Any]] = [json.loads(frame) for frame in frames[:-1]]

    assert response.headers["content-type"].startswith("text/event-stream")
    assert frames[-1] == "[DONE]"
    deltas = [chunk["delta"] for chunk in chunks if chunk["type"] == "text-delta"]
    assert figures("".join(deltas)) == question.figures(in_month(rows, "2026-02"))
    assert chunks[-1]["type"] == "finish"


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_the_command_line_answers(doors: Doors, rows: Rows, question: Question) -> None:
    run = CliRunner().invoke(app, ["ask", "--json", "--url", str(doors.api.base_url), question.about("March")])

    assert run.exit_code == 0, run.output
    answer = json.loads(run.stdout)
    assert figures(answer["answer"]) == question.figures(in_month(rows, "2026-03"))
    assert answer["model"] == MODEL
