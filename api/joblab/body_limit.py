"""Refuses bodies that are too large, before anything reads them whole."""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from joblab.errors import TooLargeError, render

# A prompt has 4,000 characters; a page's whole history, which /ai/chat receives, stays far below this.
MAX_BODY = 1_000_000


class BodyLimit:
    """ASGI middleware: 413 for a body above MAX_BODY bytes, announced or not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        messages: list[Message] = []
        size = 0
        while True:
            message = await receive()
            messages.append(message)
            size += len(message.get("body", b""))
            if size > MAX_BODY:
                error = TooLargeError(f"The body is larger than {MAX_BODY:,} bytes.")
                await render(Request(scope), error)(scope, receive, send)
                return
            if not message.get("more_body"):
                break
        pending = iter(messages)

        async def replay() -> Message:
            return next(pending, None) or await receive()

        await self._app(scope, replay, send)
