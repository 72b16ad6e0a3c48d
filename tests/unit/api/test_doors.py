"""What stands at the two doors: which paths, which events, HEAD, a base path, limits of a request."""

import json
import time
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import httpx
import pytest

from joblab.errors import LONGEST_NAME, MOST_FIELDS
from local.supabase.api_token import mint_api_token
from local.wire import STATS, Json, answer, reply
from tests.unit.api.wire import Invoke, LambdaContext, WireServer

GETS = ["/health", "/health/ready", "/jobs?country=Germany", "/stats", "/stats/overview", "/docs", "/openapi.json"]


@pytest.fixture
def documented(environment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_DOCS", "true")


def test_the_streaming_door_has_chat_and_health_alone(
    documented: None, door: httpx.Client, database: WireServer
) -> None:
    assert door.get("/health").status_code == 200
    assert door.post("/ai/chat", json={}).status_code == 422
    assert {door.get(path).status_code for path in GETS[1:]} == {404}
    for path in ("/ai/ask", "/ai/feedback"):
        assert door.post(path, json={"prompt": "How many?"}).status_code == 404
    assert not database.requests


EVENTS: list[Any] = [
    {},
    None,
    [],
    "ping",
    {"source": "aws.events", "detail-type": "Scheduled Event", "detail": {}, "resources": []},
    {"warmup": True},
    {"Records": [{"eventSource": "aws:sqs", "body": "{}"}]},
    {"version": "2.0", "requestContext": {}},
    {"version": "1.0", "httpMethod": "GET", "path": "/health", "requestContext": {}},
    {"requestContext": {"elb": {"targetGroupArn": "arn"}}, "httpMethod": "GET", "path": "/"},
]


@pytest.mark.parametrize("event", EVENTS)
def test_an_event_that_is_no_request_leaves_a_line_and_no_error(handler: Any, log: StringIO, event: object) -> None:
    assert handler(event, LambdaContext()) == {"ignored": True}

    (line,) = log.getvalue().splitlines()
    assert (json.loads(line)["level"], json.loads(line)["message"]) == ("INFO", "no request")


def test_what_the_web_adapter_makes_of_such_an_event_is_answered_too(door: httpx.Client) -> None:
    response = door.post("/health", json={"Records": []})

    assert (response.status_code, response.json()) == (200, {"ignored": True})


@pytest.mark.parametrize("path", ["/health", "/jobs", "/stats"])
def test_head_is_get_without_a_body(invoke: Invoke, database: WireServer, log: StringIO, path: str) -> None:
    about = {key: STATS[key] for key in ("filters", "unknown_values", "matched", "oldest_day", "newest_day")}
    page = {**about, "total": 0, "limit": 20, "offset": 0, "rows": []}
    database.by_path["/read_publicly"] = answer(STATS if path == "/stats" else page)

    got, head = invoke("GET", path), invoke("HEAD", path)

    assert (head.status, head.text) == (got.status, "")
    assert head.headers["content-length"] == str(len(got.text))
    assert [json.loads(line)["method"] for line in log.getvalue().splitlines()] == ["GET", "HEAD"]
    assert json.loads(log.getvalue().splitlines()[1])["route"] == path


def test_head_through_the_streaming_door(door: httpx.Client) -> None:
    response = door.head("/health")

    assert (response.status_code, response.content) == (200, b"")
    assert int(response.headers["content-length"]) > 0


@pytest.fixture
def below(environment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BASE_PATH", "/prod/api")


def test_below_a_base_path(below: None, invoke: Invoke, bedrock: WireServer) -> None:
    bedrock.script = [reply("Hello.")]

    assert invoke("GET", "/prod/api/health").status == 200
    assert invoke("POST", "/prod/api/ai/ask", {"prompt": "hello"}).json["answer"] == "Hello."
    assert invoke("GET", "/prod/apis/health").status == 404


def hostile(name: str) -> str:
    """A body that would cost much to look at."""
    bodies = {
        "messages": '{"messages": [' + "1," * 60_000 + "1]}",
        "messages of nothing": '{"messages": [' + "{}," * 60_000 + "{}]}",
        "parts": '{"messages": [{"role": "user", "parts": [' + "1," * 60_000 + "1]}]}",
        "fields": '{"prompt": "x", ' + ",".join(f'"a{n}": 1' for n in range(70_000)) + "}",
        "brackets": "[" * 500_000,
        "depth": '{"prompt": ' * 50_000,
        "digits": '{"prompt": ' + "9" * 5_000 + "}",
        "surrogates": '{"prompt": "x", "\\ud800' + "y" * 500 + '": "\\udfff"}',
    }
    return bodies[name]


@pytest.mark.parametrize(
    "name",
    ["messages", "messages of nothing", "parts", "fields", "brackets", "depth", "digits", "surrogates"],
)
@pytest.mark.parametrize("path", ["/ai/ask", "/ai/chat", "/ai/feedback"])
def test_a_hostile_body_is_refused_at_once(invoke: Invoke, bedrock: WireServer, path: str, name: str) -> None:
    invoke("GET", "/health")
    started = time.monotonic()

    response = invoke("POST", path, hostile(name))

    assert time.monotonic() - started < 1
    assert response.status in (400, 413, 422)
    problem: Json = response.json
    assert response.headers["content-type"] == "application/problem+json"
    assert len(problem.get("errors", [])) <= MOST_FIELDS
    assert all(len(error["field"]) <= LONGEST_NAME for error in problem.get("errors", []))
    assert len(response.text) < 10_000
    assert not bedrock.requests


def test_a_query_as_long_as_no_gateway_takes_is_refused(invoke: Invoke, database: WireServer) -> None:
    response = invoke("GET", "/jobs", query="&".join(f"a{n}=1" for n in range(3_000)))

    assert (response.status, response.json["type"]) == (414, "urn:joblab:too-long-address")
    many = invoke("GET", "/jobs", query="&".join(f"a{n}=1" for n in range(1_000)))
    assert (many.status, len(many.json["errors"])) == (422, MOST_FIELDS)
    assert not database.requests


@pytest.fixture
def ending(environment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    token = mint_api_token("a-secret-that-is-long-enough-for-hs256", issued_at=datetime.now(UTC), days=10)
    monkeypatch.setenv("SUPABASE_API_JWT", token)


def test_a_token_that_ends_soon_is_warned_of(ending: None, invoke: Invoke, database: WireServer, log: StringIO) -> None:
    database.by_path["/get_job"] = answer(None)

    response = invoke("GET", "/health/ready")

    assert (response.status, response.json["status"]) == (200, "ready")
    assert response.json["warning"] == "The database token ends in 9 days."
    assert json.loads(log.getvalue())["token_days_left"] == 9
