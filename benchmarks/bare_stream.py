"""uvicorn serving a bare generator: the least that a stream can take."""

import asyncio
import time
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from benchmarks.upstreams import spell


async def _stamps() -> AsyncIterator[str]:
    await asyncio.sleep(0.01)  # the head is on its way already, as behind a model that thinks
    yield f"{spell(time.monotonic_ns())}: \n"


async def _stream(_: Request) -> Response:
    return StreamingResponse(_stamps(), media_type="text/event-stream")


app = Starlette(routes=[Route("/health", lambda _: Response()), Route("/stream", _stream, methods=["POST"])])
