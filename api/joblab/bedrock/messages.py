"""What passes between the agent and a model, in Converse's own shapes."""

from collections.abc import Generator
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Literal, Protocol

from joblab.bedrock.profiles import Usage
from joblab.deadline import Deadline
from joblab.waiting import Pulse

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

    @property
    def most_tokens(self) -> int:
        """Input tokens, never fewer than the model will count."""
        return tokens_at_most(f"{self.system}{self.tools}{self.messages}")


def tokens_at_most(text: str) -> int:
    """More tokens than any writing has: one for two bytes of ASCII, where English has one for four, one a byte else.

    A token is never less than a byte, since tokens are made of bytes.
    """
    ascii_bytes = len(text.encode("ascii", errors="ignore"))
    return len(text.encode(errors="surrogatepass")) - ascii_bytes + ceil(ascii_bytes / 2)


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
    usage: Usage | None
    """None where the model did not say."""


class ChatModel(Protocol):
    """A language model that streams: a pulse when it has taken the request, text deltas, then one Reply."""

    def stream(self, request: ModelRequest, deadline: Deadline) -> Generator[TextDelta | Pulse | Reply]:
        """Call the model; closing the generator hangs up.

        Raises:
            ModelError, ModelBusyError, ModelTimeoutError, TooLargeError
        """
        ...
