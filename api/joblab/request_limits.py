"""Refuses what is too large, before anything reads it whole."""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from joblab.errors import AppError, TooLargeError, TooLongAddressError, render

# A prompt has 4,000 characters; a page's whole history, which /ai/chat receives, stays far below this.
MAX_BODY = 1_000_000
# Bytes; what API Gateway takes of a request's line and headers together.
MAX_QUERY = 10_240


class RequestLimits:
    """ASGI middleware: 413 for a body above MAX_BODY bytes, announced or not, 414 for a query above MAX_QUERY."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def refuse(error: AppError) -> None:
            await render(Request(scope), error)(scope, receive, send)

        if len(scope["query_string"]) > MAX_QUERY:
            await refuse(TooLongAddressError(f"The query is longer than {MAX_QUERY:,} bytes."))
            return
        messages: list[Message] = []
        size = 0
        while True:
            message = await receive()
            messages.append(message)
            size += len(message.get("body", b""))
            if size > MAX_BODY:
                await refuse(TooLargeError(f"The body is larger than {MAX_BODY:,} bytes."))
                return
            if not message.get("more_body"):
                break
        pending = iter(messages)

        async def replay() -> Message:
            return next(pending, None) or await receive()

        await self._app(scope, replay, send)
