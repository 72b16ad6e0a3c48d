"""The stand-in for a language model behind the endpoint: rules answer, at the pace that it is told."""

import asyncio
import random
from collections.abc import AsyncGenerator
from dataclasses import dataclass

import httpx

from local.bedrock.errors import BedrockError
from local.bedrock.events import StreamEvent
from local.bedrock.models import model_of
from local.bedrock.replies import as_events, write_reply
from local.bedrock.schemas import ConverseRequest
from local.bedrock.usage import PromptCache
from local.bedrock.validation import check_model_takes
from local.standin.conversation import read_conversation
from local.standin.decide import decide
from local.standin.holdings import Database


@dataclass(frozen=True)
class Pace:
    """How long the stand-in pretends to think, in milliseconds.

    Attributes:
        latency: the bounds of the pause before the first delta (drawn uniformly, from a seeded generator).
        delta: the pause between two deltas.
    """

    latency: tuple[float, float] = (0.0, 0.0)
    delta: float = 0.0


class StandIn:
    """A ConverseModel without a language model; what its answers share is the prompt cache and the seeded pace."""

    def __init__(self, database: Database, pace: Pace = Pace()) -> None:
        self._database = database
        self._pace = pace
        self._random = random.Random(0)
        self._cache = PromptCache()

    async def converse(self, model_id: str, request: ConverseRequest) -> AsyncGenerator[StreamEvent]:
        model = model_of(model_id)
        check_model_takes(request, model)
        try:
            vocabulary = await self._database.vocabulary()
        except httpx.HTTPError as error:
            raise BedrockError("ServiceUnavailableException", "The stand-in cannot read its database.") from error
        reply = write_reply(decide(read_conversation(request), vocabulary), request.inference_config.max_tokens)
        usage = self._cache.usage(request, model, reply.characters)
        latency = self._random.uniform(*self._pace.latency)
        pauses = {"messageStart": latency, "contentBlockDelta": self._pace.delta}
        for event in as_events(reply, usage, round(latency)):
            yield event
            await asyncio.sleep(pauses.get(event[0], 0.0) / 1000)

    async def close(self) -> None:
        """There is nothing to let go of."""
