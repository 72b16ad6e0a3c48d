"""Claude on Amazon Bedrock: Converse, always streamed."""

from collections.abc import Generator
from contextlib import closing
from typing import TYPE_CHECKING, Any

import botocore.session
from botocore.config import Config

from joblab.bedrock.assembly import MessageAssembly
from joblab.bedrock.errors import VENDOR_ERRORS, ModelError, ModelTimeoutError, from_vendor
from joblab.bedrock.messages import ModelRequest, Reply, TextDelta
from joblab.bedrock.profiles import ModelProfile
from joblab.deadline import GATEWAY_LIMIT, Deadline
from joblab.waiting import PULSE, Pulse, together

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient
    from mypy_boto3_bedrock_runtime.type_defs import ConverseStreamRequestTypeDef, InferenceConfigurationTypeDef

# English text and JSON run at three to four characters a token; four never overestimates what can be cached.
CHARACTERS_PER_TOKEN = 4
# How long a reply that is whole waits for what it cost.
METADATA_SECONDS = 1.0
CACHE_POINT: Any = {"cachePoint": {"type": "default"}}


class BedrockModel:
    """A ChatModel. The client is built once per process; streams may run in parallel."""

    def __init__(
        self, model_id: str, profile: ModelProfile, region: str, max_tokens: int, temperature: float | None
    ) -> None:
        self.model_id = model_id
        self.profile = profile
        self.max_tokens = max_tokens
        self._temperature = temperature
        session: Any = botocore.session.get_session()
        self._client: BedrockRuntimeClient = session.create_client(
            "bedrock-runtime",
            region_name=region,
            config=Config(
                connect_timeout=2,
                read_timeout=GATEWAY_LIMIT,
                retries={"mode": "standard", "total_max_attempts": 3},
                max_pool_connections=50,
            ),
        )

    def stream(self, request: ModelRequest, deadline: Deadline) -> Generator[TextDelta | Pulse | Reply]:
        """Call the model; see ChatModel."""
        assembly = MessageAssembly()

        def remaining() -> float:
            return min(deadline.remaining(), METADATA_SECONDS) if assembly.is_whole else deadline.remaining()

        # botocore's read timeout is fixed when the client is made.
        events = together([self._converse(self._arguments(request))], remaining)
        try:
            with closing(events):
                for event in events:
                    if isinstance(event, Pulse):
                        yield event
                    elif delta := assembly.add(event):
                        yield delta
        except TimeoutError as error:
            if not assembly.is_whole:
                raise ModelTimeoutError("The language model did not answer in time. Please try again.") from error
        except ModelError:
            if not assembly.is_whole:
                raise
        yield assembly.reply()

    def _converse(self, arguments: "ConverseStreamRequestTypeDef") -> Generator[dict[str, Any] | Pulse]:
        """A pulse when the request is taken, then the stream's events."""
        try:
            events = self._client.converse_stream(**arguments)["stream"]
            try:
                yield PULSE
                yield from events  # type: ignore[misc]  # a TypedDict per event, read by pattern matching
            finally:
                events.close()
        except VENDOR_ERRORS as error:
            raise from_vendor(error) from error

    def _arguments(self, request: ModelRequest) -> "ConverseStreamRequestTypeDef":
        inference: InferenceConfigurationTypeDef = {"maxTokens": self.max_tokens}
        if self._temperature is not None and self.profile.takes_temperature:
            inference["temperature"] = self._temperature
        system: list[Any] = [{"text": request.system}]
        tools: list[Any] = list(request.tools)
        length = len(request.system) + len(str(request.tools))
        minimum = self.profile.smallest_cacheable_prompt
        if minimum is not None and length / CHARACTERS_PER_TOKEN >= minimum:
            system.append(CACHE_POINT)
            tools.append(CACHE_POINT)
        arguments: ConverseStreamRequestTypeDef = {
            "modelId": self.model_id,
            "system": system,
            "messages": request.messages,
            "inferenceConfig": inference,
            "toolConfig": {"tools": tools},
        }
        if request.must_use_tool:
            arguments["toolConfig"]["toolChoice"] = {"any": {}}
        if self.profile.request_fields:
            arguments["additionalModelRequestFields"] = self.profile.request_fields
        return arguments
