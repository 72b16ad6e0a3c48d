"""A model behind the Messages API, as a ConverseModel."""

import time
from collections.abc import AsyncGenerator
from functools import partial

import httpx2
from anthropic import AsyncAnthropic, AsyncStream

from local.bedrock.events import StreamEvent
from local.bedrock.schemas import ConverseRequest
from local.messages.errors import UPSTREAM_ERRORS, from_upstream
from local.messages.ids import ToolUseIds
from local.messages.reply import Reply
from local.messages.request import extra_fields, to_messages
from local.messages.upstream import Upstream

# As long as Bedrock's client waits for the next piece of a reply, and for a connection.
READ_SECONDS, CONNECT_SECONDS = 60.0, 5.0


class MessagesModel:
    """Asks one server. It retries nothing, since whoever calls Bedrock does."""

    def __init__(self, upstream: Upstream, read_seconds: float = READ_SECONDS) -> None:
        self._client = AsyncAnthropic(
            base_url=upstream.base_url,
            api_key=upstream.api_key,
            max_retries=0,
            timeout=httpx2.Timeout(read_seconds, connect=CONNECT_SECONDS),
        )
        self._ids = ToolUseIds()
        self.close = self._client.close

    async def converse(self, model_id: str, request: ConverseRequest) -> AsyncGenerator[StreamEvent]:
        started = time.monotonic()
        taken = {use.tool_use_id for message in request.messages for use in message.tool_uses}
        reply = Reply(partial(self._ids.issue, taken))
        parameters, extra = to_messages(model_id, request, self._ids.own), extra_fields(request)
        try:
            async with await self._client.messages.create(**parameters, extra_body=extra) as stream:
                async for sent in AsyncStream.raw_events(stream.response):
                    for event in reply.translate(sent.json()) if sent.data else ():
                        yield event
                    if reply.is_whole:
                        break
        except UPSTREAM_ERRORS as error:
            raise from_upstream(error) from error
        for event in reply.end(round((time.monotonic() - started) * 1000)):
            yield event
