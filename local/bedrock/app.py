"""The HTTP side: the two Converse operations of the Bedrock Runtime, whatever model answers behind them.

Signatures are not checked. Nothing that a prompt says is logged, only why one was refused.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable
from contextlib import aclosing, asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from local.bedrock.errors import BedrockError
from local.bedrock.events import ConverseModel, StreamEvent, as_message, encode_error, encode_event
from local.bedrock.validation import parse_request

log = logging.getLogger(__name__)

EVENT_STREAM = "application/vnd.amazon.eventstream"
CLIENT_CLOSED_REQUEST = 499


class Endpoint:
    """The two operations, in front of one model."""

    def __init__(self, model: ConverseModel) -> None:
        self._model = model

    async def converse(self, request: Request) -> Response:
        async with aclosing(await self._events(request)) as events:
            return JSONResponse(await _while_connected(request, as_message(events)))

    async def converse_stream(self, request: Request) -> Response:
        events = await self._events(request)
        first = await _while_connected(request, anext(events))
        return StreamingResponse(_frames(first, events), media_type=EVENT_STREAM)

    async def _events(self, request: Request) -> AsyncGenerator[StreamEvent]:
        return self._model.converse(request.path_params["model_id"], parse_request(await request.body()))


async def _while_connected[T](request: Request, answer: Awaitable[T]) -> T:
    """The answer; what works on it is cancelled when the client hangs up.

    Raises:
        ClientDisconnect: it has hung up.
    """
    work, hang_up = asyncio.ensure_future(answer), asyncio.ensure_future(request.receive())
    try:
        await asyncio.wait((work, hang_up), return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            raise ClientDisconnect
        return work.result()
    finally:
        work.cancel()
        hang_up.cancel()
        await asyncio.gather(work, hang_up, return_exceptions=True)


async def _frames(first: StreamEvent, events: AsyncGenerator[StreamEvent]) -> AsyncIterator[bytes]:
    async with aclosing(events):
        try:
            yield encode_event(first)
            async for event in events:
                yield encode_event(event)
        except BedrockError as error:
            log.warning("%s: %s", error.code, error.message)
            yield encode_error(error)


async def _refuse(_: Request, exc: Exception) -> Response:
    if not isinstance(exc, BedrockError):
        raise exc
    log.warning("%s: %s", exc.code, exc.message)
    return JSONResponse({"message": exc.message}, exc.status, {**exc.headers, "x-amzn-errortype": exc.code})


async def _let_go(_request: Request, _exc: Exception) -> Response:
    return Response(status_code=CLIENT_CLOSED_REQUEST)


def create_app(model: ConverseModel) -> Starlette:
    """The endpoint as an ASGI application."""
    endpoint = Endpoint(model)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await model.close()

    # `path`, since an inference profile's ARN has slashes, which arrive decoded.
    routes = [
        Route("/model/{model_id:path}/converse", endpoint.converse, methods=["POST"]),
        Route("/model/{model_id:path}/converse-stream", endpoint.converse_stream, methods=["POST"]),
    ]
    refusals = {BedrockError: _refuse, ClientDisconnect: _let_go}
    return Starlette(routes=routes, exception_handlers=refusals, lifespan=lifespan)
