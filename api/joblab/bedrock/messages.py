"""What passes between the agent and a model, in Converse's own shapes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from joblab.bedrock.profiles import Usage
from joblab.deadline import Deadline

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime.type_defs import MessageUnionTypeDef, ToolTypeDef

StopReason = Literal[
    "end_turn",
    "tool_use",
    "max_tokens",
    "stop_sequence",
    "guardrail_intervened",
    "content_filtered",
    "refusal",
    "malformed_model_output",
    "malformed_tool_use",
    "model_context_window_exceeded",
]


@dataclass(frozen=True)
class ModelRequest:
    """One call of the model."""

    system: str
    messages: "list[MessageUnionTypeDef]"
    tools: "list[ToolTypeDef]"
    must_use_tool: bool = False


@dataclass(frozen=True)
class TextDelta:
    """A piece of the answer, as it comes."""

    text: str


@dataclass(frozen=True)
class ToolUse:
    """A tool call the model asks for; `input` is None when its JSON is no object."""

    id: str
    name: str
    input: dict[str, object] | None


@dataclass(frozen=True)
class Reply:
    """A whole assistant message: the last event of a stream."""

    message: "MessageUnionTypeDef"
    """Every content block as it came, reasoning included, to go back into the history unchanged."""
    text: str
    tool_uses: tuple[ToolUse, ...]
    stop_reason: str
    usage: Usage = field(default_factory=Usage)


class ChatModel(Protocol):
    """A language model that streams: text deltas, then one Reply."""

    def stream(self, request: ModelRequest, deadline: Deadline) -> Iterator[TextDelta | Reply]:
        """Call the model.

        Raises:
            ModelError, ModelBusyError, ModelTimeoutError
        """
        ...
