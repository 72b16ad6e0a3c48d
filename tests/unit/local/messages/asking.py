"""What the tests ask of the endpoint, as botocore takes it, and what comes back."""

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

MODEL = "claude-haiku-5-5"
SCHEMA = {"type": "object", "properties": {"country": {"type": "string"}}}
SPEC = {"name": "job_stats", "description": "Counts postings.", "inputSchema": {"json": SCHEMA}}
TOOLS = {"tools": [{"toolSpec": SPEC}]}
QUESTION = {"role": "user", "content": [{"text": "How many jobs?"}]}


def request(*messages: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A question, and what followed."""
    return {"modelId": MODEL, "messages": [QUESTION, *messages], "toolConfig": TOOLS, **more}


def events(bedrock: "BedrockRuntimeClient", **arguments: Any) -> list[tuple[str, Any]]:
    """The stream's events, by name."""
    with closing(bedrock.converse_stream(**(arguments or request()))["stream"]) as stream:
        return [next(iter(event.items())) for event in stream]


def deltas(streamed: list[tuple[str, Any]], index: int) -> list[Any]:
    """What was added to one block."""
    added = (payload for name, payload in streamed if name == "contentBlockDelta")
    return [payload["delta"] for payload in added if payload["contentBlockIndex"] == index]


def stop_reason(streamed: list[tuple[str, Any]]) -> str:
    reason: str = dict(streamed)["messageStop"]["stopReason"]
    return reason


def message(bedrock: "BedrockRuntimeClient", **arguments: Any) -> dict[str, Any]:
    """The whole reply, as it goes back into the history."""
    return dict(bedrock.converse(**(arguments or request()))["output"]["message"])


def results(*use_ids: str) -> dict[str, Any]:
    """A message that answers these calls."""
    content = [{"text": "total=3"}]
    return {"role": "user", "content": [{"toolResult": {"toolUseId": each, "content": content}} for each in use_ids]}


def refusal(bedrock: "BedrockRuntimeClient", **arguments: Any) -> ClientError:
    """The error that a stream, or what comes before it, is broken off with."""
    with pytest.raises(ClientError) as caught:
        events(bedrock, **arguments)
    return caught.value
