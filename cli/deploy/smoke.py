"""A few requests that tell whether a deployment works, as a visitor would find it."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import httpx

QUESTION = "How many jobs were posted last month?"
# A stream that is held back comes all at once, at its end: that share of the time, at least, its pieces are apart.
ONE_PIECE = 0.1
FOREIGN_ORIGIN = "https://not-allowed.example"
# API Gateway answers within 30 s, with an error if need be; the streaming door within 35.
TIMEOUT_SECONDS = 40.0


class SmokeError(Exception):
    """The deployment answers, and not as it should."""


@dataclass(frozen=True)
class Outcome:
    """One check: what was seen, or what was wrong."""

    check: str
    passed: bool
    detail: str
    seconds: float


def smoke_checks(url: str, stream_url: str | None, origin: str, api_key: str | None) -> Iterator[Outcome]:
    """Run the checks one after the other; none stops the others."""
    headers = {"x-api-key": api_key} if api_key else {}
    with httpx.Client(base_url=url, headers=headers, timeout=TIMEOUT_SECONDS) as api:
        yield _run("health", partial(_health, api))
        yield _run("ready", partial(_ready, api))
        yield _run("CORS preflight", partial(_preflight, api, "/ai/ask", origin))
        yield _run("ask", partial(_ask, api))
        yield _run("bad request", partial(_bad_request, api))
    if stream_url:
        with httpx.Client(base_url=stream_url, headers=headers, timeout=TIMEOUT_SECONDS) as door:
            yield _run("CORS preflight, streaming door", partial(_preflight, door, "/ai/chat", origin))
            yield _run("ask that streams", partial(_stream, door))


def _run(name: str, check: Callable[[], str]) -> Outcome:
    started = time.perf_counter()
    try:
        passed, detail = True, check()
    except (SmokeError, httpx.HTTPError) as error:
        passed, detail = False, str(error) or type(error).__name__
    return Outcome(name, passed, detail, time.perf_counter() - started)


def _health(api: httpx.Client) -> str:
    body = _json(api.get("/health"), 200)
    return f"{body['app']} {body['version']}"


def _ready(api: httpx.Client) -> str:
    body = _json(api.get("/health/ready"), 200)
    return f"database {body['database']}, {body['model']}"


def _preflight(api: httpx.Client, path: str, origin: str) -> str:
    """The page may call, and another page may not."""
    wanted = {"access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    answers = {page: api.options(path, headers={"origin": page, **wanted}).headers for page in (origin, FOREIGN_ORIGIN)}
    allowed = answers[origin].get_list("access-control-allow-origin")
    if len(allowed) != 1 or allowed[0] not in {origin, "*"}:
        raise SmokeError(f"{origin} is not allowed: access-control-allow-origin is {allowed}")
    if "POST" not in answers[origin].get("access-control-allow-methods", ""):
        raise SmokeError("POST is not allowed")
    if allowed[0] != "*" and "access-control-allow-origin" in answers[FOREIGN_ORIGIN]:
        raise SmokeError(f"{FOREIGN_ORIGIN} is allowed, too")
    return f"{allowed[0]} may POST"


def _ask(api: httpx.Client) -> str:
    """An answer counts only when a tool has looked it up."""
    body = _json(api.post("/ai/ask", json={"prompt": QUESTION}), 200)
    if body["result_type"] != "answer" or not any(call["error"] is None for call in body["tool_calls"] or []):
        raise SmokeError(f"no answer from the data: {body['answer']}")
    return f"{body['answer']} ({body['usage']['total_tokens']} tokens, ${body['usage']['cost_usd']:.6f})"


def _bad_request(api: httpx.Client) -> str:
    response = api.post("/ai/ask", json={"prompt": ""})
    body = _json(response, 422)
    if response.headers["content-type"] != "application/problem+json" or not body.get("request_id"):
        raise SmokeError("a 422 that is not in the error format")
    return str(body["detail"])


def _stream(door: httpx.Client) -> str:
    message = {"id": "smoke-1", "role": "user", "parts": [{"type": "text", "text": QUESTION}]}
    body = {"id": "smoke", "messages": [message], "trigger": "submit-message"}
    started = time.perf_counter()
    arrived: list[float] = []
    text = ""
    last: dict[str, Any] = {}
    with door.stream("POST", "/ai/chat", json=body) as response:
        if response.status_code != httpx.codes.OK:
            raise SmokeError(f"answered {response.status_code}")
        for chunk in _chunks(response):
            arrived.append(time.perf_counter() - started)
            text += chunk["delta"] if chunk["type"] == "text-delta" else ""
            last = chunk
    if (last.get("type"), last.get("finishReason")) != ("finish", "stop"):
        raise SmokeError(f"ended with {last.get('errorText') or last.get('type') or 'nothing'}")
    if arrived[-1] - arrived[0] < ONE_PIECE * arrived[-1]:
        raise SmokeError("the answer came in one piece")
    return f"first piece after {arrived[0]:.1f} s, {len(arrived)} pieces: {text}"


def _chunks(response: httpx.Response) -> Iterator[dict[str, Any]]:
    """The chunks of a UI message stream, which ends with `[DONE]`."""
    for line in response.iter_lines():
        if line == "data: [DONE]":
            return
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))
    raise SmokeError("the stream was cut off")


def _json(response: httpx.Response, status: int) -> dict[str, Any]:
    """The body, when the status is the expected one."""
    try:
        body: dict[str, Any] = response.json()
    except ValueError:
        raise SmokeError(f"answered {response.status_code} without JSON") from None
    if response.status_code != status:
        said = body.get("detail") or body.get("message") or json.dumps(body)
        raise SmokeError(f"answered {response.status_code}: {said}")
    return body
