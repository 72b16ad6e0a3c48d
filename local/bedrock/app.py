"""The HTTP side of the stand-in: the two Converse operations of the Bedrock Runtime.

Signatures are not checked, and nothing that a prompt says is logged.
"""

import asyncio
import json
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass

from smithy_aws_event_stream.events import EventMessage
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from local.bedrock.conversation import read_conversation
from local.bedrock.errors import BedrockError
from local.bedrock.models import model_of
from local.bedrock.planner.plan import decide
from local.bedrock.replies import Reply, StreamEvent, as_events, as_message, write_reply
from local.bedrock.usage import PromptCache, Usage
from local.bedrock.validation import parse_request

EVENT_STREAM = "application/vnd.amazon.eventstream"


@dataclass(frozen=True)
class Pace:
    """How long the stand-in pretends to think, in milliseconds.

    Attributes:
        latency: the bounds of the pause before the first delta (drawn uniformly, from a seeded generator).
        delta: the pause between two deltas.
    """

    latency: tuple[float, float] = (0.0, 0.0)
    delta: float = 0.0


class BedrockStandIn:
    """The endpoints, with the state that they share: the prompt cache and the seeded clock of `Pace`."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._random = random.Random(0)
        self._cache = PromptCache()

    async def converse(self, request: Request) -> Response:
        reply, usage = await self._answer(request)
        wait = self._latency()
        await asyncio.sleep(wait / 1000)
        return JSONResponse(as_message(reply, usage, round(wait)))

    async def converse_stream(self, request: Request) -> Response:
        reply, usage = await self._answer(request)
        return StreamingResponse(self._frames(reply, usage), media_type=EVENT_STREAM)

    async def _answer(self, request: Request) -> tuple[Reply, Usage]:
        model = model_of(request.path_params["model_id"])
        converse = parse_request(await request.body(), model)
        decision = decide(read_conversation(converse))
        reply = write_reply(decision, converse.inference_config.max_tokens)
        return reply, self._cache.usage(converse, model, reply.characters)

    def _latency(self) -> float:
        return self._random.uniform(*self._pace.latency)

    async def _frames(self, reply: Reply, usage: Usage) -> AsyncIterator[bytes]:
        wait = self._latency()
        await asyncio.sleep(wait / 1000)
        for event in as_events(reply, usage, round(wait)):
            yield encode_event(event)
            if event[0] == "contentBlockDelta":
                await asyncio.sleep(self._pace.delta / 1000)


def encode_event(event: StreamEvent) -> bytes:
    """One frame of the event stream."""
    name, payload = event
    headers = {":event-type": name, ":content-type": "application/json", ":message-type": "event"}
    return EventMessage(headers=headers, payload=json.dumps(payload).encode()).encode()


async def _refuse(_: Request, exc: Exception) -> Response:
    if not isinstance(exc, BedrockError):
        raise exc
    return JSONResponse({"message": exc.message}, exc.status, {"x-amzn-errortype": exc.code})


def create_app(pace: Pace = Pace()) -> Starlette:
    """The stand-in as an ASGI application."""
    stand_in = BedrockStandIn(pace)
    # `path`, since an inference profile's ARN has slashes, which arrive decoded.
    routes = [
        Route("/model/{model_id:path}/converse", stand_in.converse, methods=["POST"]),
        Route("/model/{model_id:path}/converse-stream", stand_in.converse_stream, methods=["POST"]),
    ]
    return Starlette(routes=routes, exception_handlers={BedrockError: _refuse})
