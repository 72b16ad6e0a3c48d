"""Smoke checks against a small application that stands where the API does, once whole and once broken in each way."""

import json
import time
from collections.abc import Callable, Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from cli.deploy.smoke import Outcome, smoke_checks
from local.listener import serving_app

PAGE = "https://joblab.example"
PROBLEM = "application/problem+json"
ANSWER = {
    "answer": "1,234 jobs",
    "result_type": "answer",
    "tool_calls": [{"name": "job_stats", "input": {}, "error": None}],
    "usage": {"total_tokens": 900, "cost_usd": 0.0001},
}
CHUNKS: list[dict[str, str]] = [
    {"type": "start"},
    {"type": "text-start", "id": "1"},
    {"type": "text-delta", "id": "1", "delta": "1,234 "},
    {"type": "text-delta", "id": "1", "delta": "jobs"},
    {"type": "text-end", "id": "1"},
    {"type": "finish", "finishReason": "stop"},
]


class Api:
    """What each route answers; a test changes one."""

    def __init__(self) -> None:
        self.health: Response = JSONResponse({"status": "ok", "app": "JobLab", "version": "0.1.0"})
        self.ready: Response = JSONResponse({"status": "ready", "database": "ok", "model": "haiku"})
        self.answer: Response = JSONResponse(ANSWER)
        self.problem: Response = JSONResponse(
            {"detail": "The request does not validate: body.prompt.", "request_id": "r"}, 422, media_type=PROBLEM
        )
        self.frames = [*(f"data: {json.dumps(chunk)}\n\n" for chunk in CHUNKS), "data: [DONE]\n\n"]
        self.pause = 0.03
        """Seconds before each frame."""
        self.origins = {PAGE}
        self.keys: list[str | None] = []

    def app(self) -> Starlette:
        """The routes."""
        return Starlette(
            routes=[
                Route("/health", lambda _: self.health),
                Route("/health/ready", lambda _: self.ready),
                Route("/ai/ask", self._ask, methods=["POST", "OPTIONS"]),
                Route("/ai/chat", self._chat, methods=["POST", "OPTIONS"]),
            ]
        )

    async def _ask(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return self._preflight(request)
        self.keys.append(request.headers.get("x-api-key"))
        return self.answer if (await request.json())["prompt"] else self.problem

    async def _chat(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return self._preflight(request)
        return StreamingResponse(self._frames(), media_type="text/event-stream")

    def _frames(self) -> Iterator[str]:
        for frame in self.frames:
            time.sleep(self.pause)
            yield frame

    def _preflight(self, request: Request) -> Response:
        origin = request.headers["origin"]
        allowed = {"access-control-allow-origin": origin, "access-control-allow-methods": "GET,OPTIONS,POST"}
        return Response(status_code=204, headers=allowed if origin in self.origins else {})


def check(api: Api, key: str | None = None) -> dict[str, Outcome]:
    with serving_app(api.app()) as url:
        return {outcome.check: outcome for outcome in smoke_checks(url, url, PAGE, key)}


def test_a_working_deployment_passes_every_check() -> None:
    api = Api()

    outcomes = check(api, key="secret-key")

    assert all(outcome.passed for outcome in outcomes.values()), outcomes
    assert outcomes["ask"].detail == "1,234 jobs (900 tokens, $0.000100)"
    assert outcomes["ask that streams"].detail.endswith("6 pieces: 1,234 jobs")
    assert set(api.keys) == {"secret-key"}


def broken_health(api: Api) -> None:
    api.health = JSONResponse({"message": "Internal Server Error"}, 500)


def not_ready(api: Api) -> None:
    api.ready = JSONResponse({"status": "not ready", "database": "The database did not answer."}, 503)


def open_to_all(api: Api) -> None:
    api.origins = {PAGE, "https://not-allowed.example"}


def closed_to_the_page(api: Api) -> None:
    api.origins = set()


def answered_from_memory(api: Api) -> None:
    api.answer = JSONResponse(ANSWER | {"tool_calls": None})


def not_json(api: Api) -> None:
    api.answer = Response("<html>", 200)


def plain_422(api: Api) -> None:
    api.problem = JSONResponse({"detail": "no"}, 422)


def accepts_nonsense(api: Api) -> None:
    api.problem = JSONResponse(ANSWER)


def cut_off(api: Api) -> None:
    api.frames = api.frames[:3]


def failed_in_the_stream(api: Api) -> None:
    finish = json.dumps({"type": "finish", "finishReason": "error"})
    api.frames = [*api.frames[:4], f"data: {finish}\n\n", "data: [DONE]\n\n"]


def in_one_piece(api: Api) -> None:
    api.pause = 0.2
    api.frames = ["".join(api.frames)]


@pytest.mark.parametrize(
    ("breaking", "failed"),
    [
        (broken_health, {"health"}),
        (not_ready, {"ready"}),
        (open_to_all, {"CORS preflight", "CORS preflight, streaming door"}),
        (closed_to_the_page, {"CORS preflight", "CORS preflight, streaming door"}),
        (answered_from_memory, {"ask"}),
        (not_json, {"ask"}),
        (plain_422, {"bad request"}),
        (accepts_nonsense, {"bad request"}),
        (cut_off, {"ask that streams"}),
        (failed_in_the_stream, {"ask that streams"}),
        (in_one_piece, {"ask that streams"}),
    ],
)
def test_each_fault_fails_its_check_and_no_other(breaking: Callable[[Api], None], failed: set[str]) -> None:
    api = Api()
    breaking(api)

    outcomes = check(api)

    assert {name for name, outcome in outcomes.items() if not outcome.passed} == failed


def test_nobody_there_fails_every_check() -> None:
    with serving_app(Api().app()) as url:
        pass

    outcomes = list(smoke_checks(url, None, PAGE, None))

    assert not any(outcome.passed for outcome in outcomes)
    assert len(outcomes) == 5
