"""The HTTP API: what happens between the client's request and the Lambda function, and back."""

import asyncio
import base64
import json
import logging
import re
import secrets
import time
from datetime import UTC, datetime

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from local.gateway.answers import InvalidAnswerError, http_response
from local.gateway.cors import Cors
from local.gateway.counters import Counters
from local.gateway.events import Arrival, api_event
from local.gateway.function import LambdaFunction, RequestTooLargeError, TooManyRequestsError
from local.gateway.runtime_api import Failure
from local.gateway.throttle import TokenBucket

# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
MAX_BODY_BYTES = 10 * 1024 * 1024
MAX_HEAD_BYTES = 10_240
# With another Host no request gets to Lambda: it is the name by which the API is found.
HOST = re.compile(r"[^:/@\s]*(:\d+)?")
METRICS_PATH = "/_local/metrics"

logger = logging.getLogger(__name__)


class HttpApi:
    """An ASGI application that does to requests what an HTTP API with one $default route does.

    `timeout` is the integration's, in seconds.
    """

    def __init__(
        self, function: LambdaFunction, counters: Counters, cors: Cors, bucket: TokenBucket, timeout: float
    ) -> None:
        self._function = function
        self._counters = counters
        self._cors = cors
        self._bucket = bucket
        self._timeout = timeout

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        if scope["path"] == METRICS_PATH:
            metrics = JSONResponse({**vars(self._counters), "workers": self._function.workers})
            await metrics(scope, receive, send)
            return
        self._counters.requests += 1
        started = time.perf_counter()
        request = Request(scope, receive)
        request_id = base64.b64encode(secrets.token_bytes(11)).decode()
        try:
            response = await self._answer(request, request_id)
        except ClientDisconnect:
            return
        response.headers["apigw-requestid"] = request_id
        await response(scope, receive, send)
        spent = (time.perf_counter() - started) * 1000
        path = scope["raw_path"].decode("ascii")
        logger.info("%s %s %d %.0f ms", request.method, path, response.status_code, spent)

    async def _answer(self, request: Request, request_id: str) -> Response:
        if preflight := self._cors.preflight(request):
            return preflight
        response = await self._guard(request, request_id)
        self._cors.apply(request, response)
        return response

    async def _guard(self, request: Request, request_id: str) -> Response:
        """Refuse what an HTTP API refuses without asking Lambda."""
        if not HOST.fullmatch(request.headers.get("host", "")):
            return _message(400, "Bad Request")
        if _head_bytes(request.scope) > MAX_HEAD_BYTES:
            return _message(431, "Request Header Fields Too Large")
        if not self._bucket.take():
            self._counters.throttles += 1
            return _message(429, "Too Many Requests")
        body = await _read_body(request)
        if body is None:
            return _message(413, "Request Entity Too Large")
        return await self._integrate(request.scope, body, request_id)

    async def _integrate(self, scope: Scope, body: bytes, request_id: str) -> Response:
        """Invoke the function and translate its answer; past the time limit the function goes on unheard."""
        now = datetime.now(UTC)
        trace_id = f"Root=1-{int(now.timestamp()):08x}-{secrets.token_hex(12)}"
        event = api_event(scope, body, Arrival(request_id, trace_id, now))
        try:
            invocation = self._function.begin(json.dumps(event, ensure_ascii=False).encode(), trace_id)
        except RequestTooLargeError:
            return _message(413, "Request Entity Too Large")
        except TooManyRequestsError:
            self._counters.throttles += 1
            return _message(503, "Service Unavailable")
        await asyncio.wait({invocation}, timeout=self._timeout)
        if not invocation.done() or invocation.cancelled():
            return _message(503, "Service Unavailable")
        outcome = invocation.result()
        if isinstance(outcome, Failure):
            return _message(500, "Internal Server Error")
        try:
            return http_response(outcome.payload)
        except InvalidAnswerError as exc:
            logger.info("The function's answer is not one that an HTTP API understands: %s", exc)
            return _message(500, "Internal Server Error")


def _message(status: int, text: str) -> Response:
    return JSONResponse({"message": text}, status_code=status)


def _head_bytes(scope: Scope) -> int:
    """Size of the request line and the header values, which is what the quota counts."""
    target = len(scope["raw_path"]) + len(b"?" if scope["query_string"] else b"") + len(scope["query_string"])
    line = len(scope["method"]) + len(" ") + target + len(" HTTP/1.1")
    return line + sum(len(value) for _, value in scope["headers"])


async def _read_body(request: Request) -> bytes | None:
    """Read the body to its end, so that the client can hear the answer; None when it is over the limit."""
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= MAX_BODY_BYTES:
            chunks.append(chunk)
    return b"".join(chunks) if size <= MAX_BODY_BYTES else None
