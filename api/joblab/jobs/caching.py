"""What browsers and CDNs may keep of the answers to GET."""

import hashlib
import re
from http import HTTPStatus

from fastapi.routing import APIRoute
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Receive, Scope, Send

# Seconds; postings are loaded a few times a day.
PUBLIC = "public, max-age=60, stale-while-revalidate=300"
# Where API keys are asked for, no answer may pass from one caller to another.
PRIVATE = "private, max-age=60"
OPAQUE_TAG = re.compile(r'"[^"]*"')


class CachedRoute(APIRoute):
    """A GET whose answer may be kept for a minute and is known by a strong ETag; 304 to who has it already."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; the whole answer is at hand before any of it is sent."""
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        await super().handle(scope, receive, keep)
        for message in _cached(scope, messages):
            await send(message)


def _cached(scope: Scope, messages: list[Message]) -> list[Message]:
    """An answer with what its caches need to know."""
    start, *bodies = messages
    if start["status"] != HTTPStatus.OK:
        return messages
    headers = MutableHeaders(raw=list(start["headers"]))
    digest = hashlib.sha256(b"".join(part["body"] for part in bodies)).hexdigest()
    headers["etag"] = f'"{digest[:32]}"'
    headers["cache-control"] = PRIVATE if scope["app"].state.settings.API_KEYS else PUBLIC
    if not _is_held(headers["etag"], Headers(scope=scope)):
        return [{**start, "headers": headers.raw}, *bodies]
    del headers["content-length"], headers["content-type"]
    not_modified = {**start, "status": HTTPStatus.NOT_MODIFIED.value, "headers": headers.raw}
    return [not_modified, {"type": "http.response.body", "body": b""}]


def _is_held(tag: str, request: Headers) -> bool:
    """Whether If-None-Match names the tag, weakly or not, or any (RFC 9110, 13.1.2)."""
    held = ",".join(request.getlist("if-none-match"))
    return held.strip() == "*" or tag in OPAQUE_TAG.findall(held)
