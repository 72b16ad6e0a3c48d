"""Lambda's Runtime API (2018-06-01), as one execution environment sees it.

https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import asyncio
from dataclasses import dataclass
from typing import Literal

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

# What Lambda names in its own error message; the documentation says 6 MB.
MAX_PAYLOAD_BYTES = 6_291_556
_PREFIX = "/2018-06-01/runtime"

type TurnEnd = Literal["waiting", "exited"]


@dataclass(frozen=True)
class Invocation:
    """One event on its way to a handler; `deadline_ms` is Unix time in milliseconds."""

    request_id: str
    trace_id: str
    function_arn: str
    event: bytes
    deadline_ms: int


@dataclass(frozen=True)
class Success:
    """What the handler returned, as JSON."""

    payload: bytes


@dataclass(frozen=True)
class Failure:
    """Lambda's type of the error; `message` is empty where the runtime has logged one itself."""

    error_type: str
    message: str = ""


type Outcome = Success | Failure


class RuntimeApi:
    """The conversation with one runtime process, in turns.

    A turn begins with the start of the process or with an invocation handed over, and ends when the process
    asks for the next invocation or exits; `turn` then holds which, and `outcome` what was reported meanwhile.
    """

    def __init__(self) -> None:
        self.turn: asyncio.Future[TurnEnd] = asyncio.get_running_loop().create_future()
        self.outcome: Outcome | None = None
        self._invocation: Invocation | None = None
        self._inbox: asyncio.Queue[Invocation | None] = asyncio.Queue()
        self.app = Starlette(
            routes=[
                Route(f"{_PREFIX}/invocation/next", self._next),
                Route(f"{_PREFIX}/invocation/{{request_id}}/response", self._response, methods=["POST"]),
                Route(f"{_PREFIX}/invocation/{{request_id}}/error", self._error, methods=["POST"]),
                Route(f"{_PREFIX}/init/error", self._init_error, methods=["POST"]),
            ]
        )

    def hand_over(self, invocation: Invocation) -> None:
        """Begin a turn with an invocation for the waiting process."""
        self.turn = asyncio.get_running_loop().create_future()
        self.outcome = None
        self._invocation = invocation
        self._inbox.put_nowait(invocation)

    def close(self) -> None:
        """End the turn because the process is gone, and let go of a request it left waiting."""
        self._end_turn("exited")
        self._inbox.put_nowait(None)

    def _end_turn(self, end: TurnEnd) -> None:
        if not self.turn.done():
            self.turn.set_result(end)

    async def _next(self, _request: Request) -> Response:
        self._end_turn("waiting")
        invocation = await self._inbox.get()
        if invocation is None:
            return Response(status_code=410)
        headers = {
            "lambda-runtime-aws-request-id": invocation.request_id,
            "lambda-runtime-deadline-ms": str(invocation.deadline_ms),
            "lambda-runtime-invoked-function-arn": invocation.function_arn,
            "lambda-runtime-trace-id": invocation.trace_id,
        }
        return Response(invocation.event, headers=headers, media_type="application/json")

    async def _response(self, request: Request) -> Response:
        payload = await request.body()
        if len(payload) <= MAX_PAYLOAD_BYTES:
            return self._report(request, Success(payload))
        limit = f"maximum allowed payload size ({MAX_PAYLOAD_BYTES} bytes)."
        message = f"Response payload size ({len(payload)} bytes) exceeded {limit}"
        self._report(request, Failure("Function.ResponseSizeTooLarge", message))
        return JSONResponse(
            {"errorMessage": f"Exceeded {limit}", "errorType": "RequestEntityTooLarge"}, status_code=413
        )

    async def _error(self, request: Request) -> Response:
        return self._report(request, _reported(request))

    async def _init_error(self, request: Request) -> Response:
        self.outcome = _reported(request)
        return _accepted()

    def _report(self, request: Request, outcome: Outcome) -> Response:
        current = self._invocation
        if current is None or current.request_id != request.path_params["request_id"]:
            error = {"errorMessage": "Invalid request ID", "errorType": "InvalidRequestID"}
            return JSONResponse(error, status_code=400)
        self.outcome = outcome
        return _accepted()


def _reported(request: Request) -> Failure:
    return Failure(request.headers.get("lambda-runtime-function-error-type", "Unhandled"))


def _accepted() -> Response:
    return JSONResponse({"status": "OK"}, status_code=202)
