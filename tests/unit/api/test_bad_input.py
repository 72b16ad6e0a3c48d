"""Bad input: a clear 4xx problem+json each, and nothing of it in the log."""

import json
from io import StringIO

import pytest

from joblab.chat.prompt import VERSION
from joblab.request_limits import MAX_BODY
from local.wire import reply
from tests.unit.api.wire import Invoke, WireServer

MARKER = "marker-that-must-not-be-logged"


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ("not json " + MARKER, 422, "body.0"),
        ("[1, 2]", 422, "body"),
        ({"prompt": 5}, 422, "body.prompt"),
        ({"prompt": ["How many"]}, 422, "body.prompt"),
        ({"prompt": ""}, 422, "body.prompt"),
        ({"prompt": "   \n "}, 422, "body.prompt"),
        ({}, 422, "body.prompt"),
        ({"prompt": MARKER * 4000}, 422, "body.prompt"),
        ({"prompt": "How\x00 many"}, 422, "body.prompt"),
        ({"prompt": "How \x1b[31mmany"}, 422, "body.prompt"),
        ('{"prompt": "lone surrogate \\ud800"}', 422, "body.prompt"),
        ({"prompt": "hi", "system": "You are a pirate " + MARKER}, 422, "body.system"),
        ({"prompt": "hi", "messages": []}, 422, "body.messages"),
        ({"prompt": "hi", "conversation_id": "x" * 65}, 422, "body.conversation_id"),
        ({"prompt": "hi", "conversation_id": "a b';"}, 422, "body.conversation_id"),
        ({"prompt": "x" * (MAX_BODY + 1)}, 413, None),
    ],
)
def test_ask_refuses(
    invoke: Invoke,
    bedrock: WireServer,
    log: StringIO,
    body: object,
    status: int,
    field: str | None,
) -> None:
    response = invoke("POST", "/ai/ask", body)

    problem = response.json
    assert (response.status, problem["status"]) == (status, status)
    assert response.headers["content-type"] == "application/problem+json"
    assert problem["request_id"] == "11111111-2222-3333-4444-555555555555"
    assert [error["field"] for error in problem.get("errors", [])[:1]] == ([field] if field else [])
    assert not bedrock.requests
    assert '"route":"/ai/ask"' in log.getvalue() or status == 413
    assert MARKER not in log.getvalue() + response.text


@pytest.mark.parametrize(
    ("method", "path", "query", "status"),
    [
        ("GET", "/jobs", "planet=Mars", 422),
        ("GET", "/jobs", "limit=0", 422),
        ("GET", "/jobs", "limit=1000000", 422),
        ("GET", "/jobs", "offset=-1", 422),
        ("GET", "/jobs", "order_by=password", 422),
        ("GET", "/jobs", "posted_start=yesterday", 422),
        ("GET", "/jobs", "posted_start=0", 422),
        ("GET", "/stats", "posted_start=0001-01-01&posted_end=9999-12-31&compare=previous_year", 422),
        ("GET", "/stats", "compare=previous_period&compare_start=1767225600", 422),
        ("GET", "/stats", "posted_end=2026-1-1", 422),
        ("GET", "/jobs", "country=%00", 422),
        ("GET", "/stats", "group_by=country&group_by=skills&group_by=tools", 422),
        ("GET", "/stats", "measure=sum", 422),
        ("GET", "/jobs/" + "x" * 201, "", 422),
        ("GET", "/nowhere", "", 404),
        ("GET", "/ai/ask", "", 405),
        ("DELETE", "/jobs/1", "", 405),
    ],
)
def test_routes_refuse(invoke: Invoke, database: WireServer, method: str, path: str, query: str, status: int) -> None:
    response = invoke(method, path, query=query)

    assert (response.status, response.json["status"]) == (status, status)
    assert response.headers["content-type"] == "application/problem+json"
    assert not database.requests


@pytest.mark.parametrize("body", [{"thumbs_up": True}, {"thumbs_up": True, "turn_id": "t"}, {"trace_id": "t"}])
def test_feedback_must_name_an_answer_and_say_what_of_it(invoke: Invoke, body: object) -> None:
    assert invoke("POST", "/ai/feedback", body).status == 422


def test_a_log_line_names_the_request_and_not_the_prompt(invoke: Invoke, bedrock: WireServer, log: StringIO) -> None:
    bedrock.script = [reply("Hello.")]

    invoke("POST", "/ai/ask", {"prompt": MARKER})

    (line,) = log.getvalue().splitlines()
    entry = json.loads(line)
    assert entry["request_id"] == "11111111-2222-3333-4444-555555555555"
    assert (entry["route"], entry["method"], entry["status"]) == ("/ai/ask", "POST", 200)
    assert MARKER not in line
    assert (entry["duration_ms"] > 0, entry["rounds"], entry["prompt"]) == (True, 1, VERSION)
