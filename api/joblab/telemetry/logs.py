"""JSON logs: one line per request, with its id; never a prompt, an answer or a secret."""

import logging
import time
from collections.abc import MutableMapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from aws_lambda_powertools import Logger
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from joblab.telemetry.metrics import emit_metrics

logger = Logger(service="joblab", utc=True)
# urllib3 warns of each retry in plain text; the request's own line tells how it ended.
logging.getLogger("urllib3").setLevel(logging.ERROR)

_cold_start = True


def request_log(scope: MutableMapping[str, Any]) -> dict[str, Any]:
    """What the request's log line will say besides the usual; handlers add to it."""
    fields: dict[str, Any] = scope["state"].setdefault("log", {})
    return fields


class RequestLog:
    """ASGI middleware that names the request and writes its line."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        state = scope.setdefault("state", {})
        state["request_id"] = _request_id(scope)
        logger.thread_safe_append_keys(request_id=state["request_id"])  # of this context, so of this request's lines
        status = 0

        async def send_named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", state["request_id"].encode())]
            await send(message)

        try:
            await self._app(scope, receive, send_named)
        except Exception:
            status = status or HTTPStatus.INTERNAL_SERVER_ERROR  # rendered outside of this
            raise
        finally:
            _write_line(scope, status, time.perf_counter() - started)


def _write_line(scope: Scope, status: int, seconds: float) -> None:
    global _cold_start
    route = scope.get("route")
    line = {
        "method": scope["method"],
        "route": getattr(route, "path", None),
        "status": status,
        "duration_ms": round(seconds * 1000, 1),
        "cold_start": _cold_start,
        **request_log(scope),
    }
    if ends := scope["app"].state.settings.token_ends:
        line["token_days_left"] = (ends - datetime.now(UTC)).days
    _cold_start = False
    logger.info("request", extra=line)
    emit_metrics(line)


def _request_id(scope: Scope) -> str:
    """Lambda's own id, so that our line is found beside its REPORT line; else a new one."""
    context = scope.get("aws.context")
    return context.aws_request_id if context else str(uuid4())
