"""The Converse request, as botocore's REST-JSON serialiser sends it. Unknown members are ignored."""

from typing import Annotated, Literal

from pydantic import Base64Str, BaseModel, ConfigDict, Field, JsonValue, StringConstraints
from pydantic.alias_generators import to_camel

ToolUseId = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z0-9_.:-]{1,64}$")]
ToolName = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z0-9_-]{1,64}$")]


class Wire(BaseModel):
    """Camel case on the wire, snake case here."""

    model_config = ConfigDict(frozen=True, alias_generator=to_camel, populate_by_name=True)


class CachePoint(Wire):
    type: Literal["default"]


class ToolUse(Wire):
    tool_use_id: ToolUseId
    name: ToolName
    input: dict[str, JsonValue]


class ToolResultContent(Wire):
    text: str | None = None
    json_value: dict[str, JsonValue] | None = Field(default=None, alias="json")


class ToolResult(Wire):
    tool_use_id: ToolUseId
    content: tuple[ToolResultContent, ...]
    status: Literal["success", "error"] = "success"


class ReasoningText(Wire):
    text: str
    signature: str | None = None


class ReasoningContent(Wire):
    reasoning_text: ReasoningText | None = None
    redacted_content: Base64Str | None = None


class ContentBlock(Wire):
    text: str | None = None
    tool_use: ToolUse | None = None
    tool_result: ToolResult | None = None
    cache_point: CachePoint | None = None
    reasoning_content: ReasoningContent | None = None


class Message(Wire):
    role: Literal["user", "assistant"]
    content: tuple[ContentBlock, ...] = Field(min_length=1)

    @property
    def tool_uses(self) -> tuple[ToolUse, ...]:
        return tuple(block.tool_use for block in self.content if block.tool_use)

    @property
    def tool_results(self) -> tuple[ToolResult, ...]:
        return tuple(block.tool_result for block in self.content if block.tool_result)

    @property
    def first_text(self) -> str:
        return next((block.text for block in self.content if block.text), "")


class SystemBlock(Wire):
    text: str | None = None
    cache_point: CachePoint | None = None


class ToolInputSchema(Wire):
    json_value: dict[str, JsonValue] = Field(alias="json")


class ToolSpec(Wire):
    name: ToolName
    description: str | None = None
    input_schema: ToolInputSchema


class Tool(Wire):
    tool_spec: ToolSpec | None = None
    cache_point: CachePoint | None = None


class NamedTool(Wire):
    name: ToolName


class ToolChoice(Wire):
    auto: dict[str, JsonValue] | None = None
    any: dict[str, JsonValue] | None = None
    tool: NamedTool | None = None


class ToolConfig(Wire):
    tools: tuple[Tool, ...] = Field(min_length=1)
    tool_choice: ToolChoice = ToolChoice()

    @property
    def names(self) -> frozenset[str]:
        return frozenset(tool.tool_spec.name for tool in self.tools if tool.tool_spec)


class InferenceConfig(Wire):
    max_tokens: int = Field(default=4096, ge=1)
    temperature: float | None = Field(default=None, ge=0, le=1)
    top_p: float | None = Field(default=None, ge=0, le=1)
    stop_sequences: tuple[str, ...] = ()


class ConverseRequest(Wire):
    messages: tuple[Message, ...] = Field(min_length=1)
    system: tuple[SystemBlock, ...] = ()
    tool_config: ToolConfig | None = None
    inference_config: InferenceConfig = InferenceConfig()
    additional_model_request_fields: dict[str, JsonValue] = {}
