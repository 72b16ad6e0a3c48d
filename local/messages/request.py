"""From a Converse request to one of the Messages API."""

import json
from collections.abc import Callable, Sequence

from anthropic import types
from anthropic.types.message_create_params import MessageCreateParamsStreaming
from pydantic import JsonValue

from local.bedrock.errors import InvalidRequestError
from local.bedrock.schemas import ContentBlock, ConverseRequest, Message, SystemBlock, Tool, ToolChoice, ToolResult

type OwnId = Callable[[str], str]
type Thinking = types.ThinkingBlockParam | types.RedactedThinkingBlockParam
type Block = types.TextBlockParam | types.ToolUseBlockParam | types.ToolResultBlockParam | Thinking

CACHED: types.CacheControlEphemeralParam = {"type": "ephemeral"}


def to_messages(model_id: str, request: ConverseRequest, own_id: OwnId) -> MessageCreateParamsStreaming:
    """The request; `own_id` tells what the server calls a tool call.

    Raises:
        InvalidRequestError: it has content that is not translated, such as an image.
    """
    inference, config = request.inference_config, request.tool_config
    parameters: MessageCreateParamsStreaming = {
        "model": model_id,
        "max_tokens": inference.max_tokens,
        "messages": [_message(message, own_id) for message in request.messages],
        "stream": True,
    }
    if system := _system(request.system):
        parameters["system"] = system
    if inference.stop_sequences:
        parameters["stop_sequences"] = list(inference.stop_sequences)
    if config:
        parameters["tools"] = _tools(config.tools)
    if config and (choice := _choice(config.tool_choice)):
        parameters["tool_choice"] = choice
    return parameters


def extra_fields(request: ConverseRequest) -> dict[str, JsonValue]:
    """What the client has no argument for: sampling, which newer Claudes do not take, and the model's own fields."""
    sampling = request.inference_config.model_dump(include={"temperature", "top_p"}, exclude_none=True)
    return {**sampling, **request.additional_model_request_fields}


def _system(blocks: Sequence[SystemBlock]) -> list[types.TextBlockParam]:
    system: list[types.TextBlockParam] = []
    for block in blocks:
        if block.text:
            system.append({"type": "text", "text": block.text})
        elif block.cache_point and system:
            system[-1]["cache_control"] = CACHED
    return system


def _tools(given: Sequence[Tool]) -> list[types.ToolParam]:
    tools: list[types.ToolParam] = []
    for tool in given:
        if spec := tool.tool_spec:
            tools.append({"name": spec.name, "input_schema": {**spec.input_schema.json_value}})
            if spec.description:
                tools[-1]["description"] = spec.description
        elif tool.cache_point and tools:
            tools[-1]["cache_control"] = CACHED
    return tools


def _choice(choice: ToolChoice) -> types.ToolChoiceParam | None:
    if choice.tool:
        return {"type": "tool", "name": choice.tool.name}
    if choice.any is not None:
        return {"type": "any"}
    return {"type": "auto"} if choice.auto is not None else None


def _message(message: Message, own_id: OwnId) -> types.MessageParam:
    content: list[Block] = []
    for block in message.content:
        if not block.cache_point:
            content.append(_block(block, own_id))
        elif content and (last := content[-1])["type"] != "thinking" and last["type"] != "redacted_thinking":
            last["cache_control"] = CACHED  # reasoning takes no mark
    if message.role == "user":
        return {"role": "user", "content": content}
    return {"role": "assistant", "content": content}


def _block(block: ContentBlock, own_id: OwnId) -> Block:
    reasoning = block.reasoning_content
    if block.text is not None:
        return {"type": "text", "text": block.text}
    if use := block.tool_use:
        return {"type": "tool_use", "id": own_id(use.tool_use_id), "name": use.name, "input": {**use.input}}
    if block.tool_result:
        return _result(block.tool_result, own_id)
    if reasoning and reasoning.redacted_content is not None:
        return {"type": "redacted_thinking", "data": reasoning.redacted_content}
    if reasoning and (thought := reasoning.reasoning_text):
        return {"type": "thinking", "thinking": thought.text, "signature": thought.signature or ""}
    raise InvalidRequestError("Only text, toolUse, toolResult, reasoningContent and cachePoint are translated.")


def _result(result: ToolResult, own_id: OwnId) -> types.ToolResultBlockParam:
    said = [part.text if part.json_value is None else json.dumps(part.json_value) for part in result.content]
    return {
        "type": "tool_result",
        "tool_use_id": own_id(result.tool_use_id),
        "content": [{"type": "text", "text": text} for text in said if text],
        "is_error": result.status == "error",
    }
