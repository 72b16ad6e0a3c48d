"""`joblab ask`, against an API that plays a script."""

import json
from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from cli.main import app
from local.wire import Json, answer
from tests.unit.api.wire import WireServer, serve

ANSWER: Json = {
    "answer": "**912** jobs were posted in January 2026.",
    "model": "us.anthropic.claude-haiku-5-5",
    "usage": {"total_tokens": 320, "cost_usd": 0.000034},
    "tool_calls": [
        {"name": "job_stats", "input": {"country": "Germny"}, "result": None, "error": "no such country"},
        {"name": "job_stats", "input": {"country": "Germany"}, "result": {}, "error": None},
    ],
    "grounding": {"figures": [{"status": "proven"}, {"status": "unproven"}], "unproven": 1},
    "conversation_id": "c-1",
}


@pytest.fixture
def api() -> Iterator[WireServer]:
    """An API on loopback."""
    yield from serve()


def test_ask_prints_the_answer_and_what_is_behind_it(api: WireServer) -> None:
    api.script = [answer(ANSWER)]

    result = CliRunner().invoke(app, ["ask", "How many?", "--conversation", "c-1", "--url", api.url])

    assert result.exit_code == 0
    for part in (
        "912 jobs were posted",
        'job_stats {"country": "Germny"} → no such country',
        "1 of 2 figures traced",
        "320 tokens, $0.000034",
    ):
        assert part in result.output
    assert api.bodies("/ai/ask") == [{"prompt": "How many?", "conversation_id": "c-1"}]


def test_ask_prints_json(api: WireServer) -> None:
    api.script = [answer(ANSWER)]

    result = CliRunner().invoke(app, ["ask", "How many?", "--json", "--url", api.url])

    assert json.loads(result.output) == ANSWER


@pytest.mark.parametrize(
    ("status", "body", "line"),
    [
        (422, {"detail": "The request does not validate.", "errors": [{"message": "too short"}]}, "422: The request"),
        (503, {"message": "Service Unavailable"}, "503: Service Unavailable"),
        (500, "not an object", "500: Internal Server Error"),
    ],
)
def test_ask_tells_of_an_error_in_one_line(api: WireServer, status: int, body: object, line: str) -> None:
    api.script = [answer(body, status)]

    result = CliRunner().invoke(app, ["ask", "How many?", "--url", api.url])

    assert result.exit_code == 1
    assert result.stderr.startswith(line)


def test_ask_names_an_address_that_does_not_answer() -> None:
    result = CliRunner().invoke(app, ["ask", "How many?", "--url", "http://127.0.0.1:1"])

    assert result.exit_code == 1
    assert result.stderr.startswith("No answer from http://127.0.0.1:1")
