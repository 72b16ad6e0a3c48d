"""The wire on tape."""

import json
from datetime import date
from pathlib import Path

import httpx

from evals.cassette import Cassette, Response, key_of, serving

PATH = "/model/us.anthropic.claude-haiku-5-5/converse-stream"
DAY = date(2026, 11, 23)
FRAMES = bytes(range(256))


def body(text: str, today: str = "2026-11-23") -> bytes:
    system = [{"text": f"Rules. Today is {today}. The data covers 2025-01-01 to 2026-11-22."}]
    return json.dumps({"system": system, "messages": [{"role": "user", "content": [{"text": text}]}]}).encode()


def post(endpoint: str, content: bytes) -> httpx.Response:
    return httpx.post(f"{endpoint}{PATH}", content=content, headers={"Authorization": "Bearer secret-token"})


def test_what_was_recorded_is_replayed_on_a_later_day_byte_for_byte(tmp_path: Path) -> None:
    file = tmp_path / "tape.jsonl"
    asked: list[bytes] = []

    def model(path: str, content: bytes) -> Response:
        assert path == PATH
        asked.append(content)
        return Response(200, "application/vnd.amazon.eventstream", FRAMES)

    with serving(Cassette(DAY, file, model)) as endpoint:
        recorded = [post(endpoint, body("How many?")).content for _ in range(2)]
    with serving(Cassette.load(file)) as endpoint:
        replayed = post(endpoint, body("How many?", today="2027-03-01"))

    assert recorded == [FRAMES, FRAMES]
    assert len(asked) == 1
    assert (replayed.content, replayed.headers["content-type"]) == (FRAMES, "application/vnd.amazon.eventstream")
    assert Cassette.load(file).today == DAY
    assert "secret-token" not in file.read_text()


def test_what_is_not_on_tape_is_an_error_that_is_not_retried(tmp_path: Path) -> None:
    file = tmp_path / "tape.jsonl"
    Cassette(DAY, file)

    with serving(Cassette.load(file)) as endpoint:
        response = post(endpoint, body("How many?"))

    assert (response.status_code, response.headers["x-amzn-errortype"]) == (400, "ValidationException")


def test_errors_of_the_model_are_passed_on_and_not_kept(tmp_path: Path) -> None:
    file = tmp_path / "tape.jsonl"
    throttled = Response(429, "application/json", b"{}", "ThrottlingException")

    with serving(Cassette(DAY, file, lambda *_: throttled)) as endpoint:
        response = post(endpoint, body("How many?"))

    assert (response.status_code, response.headers["x-amzn-errortype"]) == (429, "ThrottlingException")
    assert len(file.read_text().splitlines()) == 1


def test_the_key_is_of_the_content_whatever_its_order_and_the_day() -> None:
    assert key_of(PATH, b'{"a": 1, "b": 2}') == key_of(PATH, b'{"b":2,"a":1}')
    assert key_of(PATH, body("x")) == key_of(PATH, body("x", today="2027-01-01"))
    assert key_of(PATH, body("x")) != key_of(PATH, body("y"))
    assert key_of(PATH, body("x")) != key_of("/model/other/converse-stream", body("x"))
