import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Scope

from local.gateway.events import Arrival, api_event

CASES = sorted((Path(__file__).parent / "events").glob("*.json"))
ARRIVAL = Arrival(
    request_id="JKJaXmPLvHcESHA=",
    trace_id="Root=1-6b04072c-0123456789abcdef01234567",
    time=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_request_becomes_the_whole_event(case: Path, build_scope: Callable[..., Scope]) -> None:
    given: dict[str, Any] = json.loads(case.read_text())
    request = given["request"]
    scope = build_scope(request["method"], request["target"], request["headers"])
    assert api_event(scope, request["body"].encode(), ARRIVAL) == given["event"]


@pytest.mark.parametrize(
    ("content_type", "body", "text"),
    [
        ("text/csv", b"a,b", "a,b"),
        ("application/problem+json", b"{}", "{}"),
        ("image/png", b"\x89PNG", None),
        ("application/json", b"\xff\xfe", None),
    ],
)
def test_only_text_bodies_are_sent_as_text(
    content_type: str, body: bytes, text: str | None, build_scope: Callable[..., Scope]
) -> None:
    event = api_event(build_scope("POST", "/", [["content-type", content_type]]), body, ARRIVAL)
    assert event["isBase64Encoded"] is (text is None)
    if text is not None:
        assert event["body"] == text
