"""What stands around the API, made by hand: events of API Gateway, streams of Bedrock, JSON of PostgREST, a deployed
function's settings. For the tests and the benchmarks that put the API between scripted upstreams.
"""

import json
from dataclasses import dataclass
from typing import Any

from smithy_aws_event_stream.events import EventMessage

Json = dict[str, Any]

ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "fake-access-key",
    "AWS_SECRET_ACCESS_KEY": "fake-secret-access-key",
    "AWS_LAMBDA_FUNCTION_NAME": "llm-backend",
    "AWS_REGION": "us-east-1",
    "SUPABASE_PUBLISHABLE_KEY": "sb_publishable_fake",
    "SUPABASE_API_JWT": "fake.jwt.token",
}


def gateway_event(method: str, path: str, body: object, query: str, headers: dict[str, str]) -> Json:
    """An event of API Gateway's HTTP API, payload format 2.0."""
    text = body if isinstance(body, str) or body is None else json.dumps(body)
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": query,
        "headers": {"host": "api.example", "content-type": "application/json", **headers},
        "requestContext": {
            "http": {
                "method": method,
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": "192.0.2.1",
                "userAgent": "test",
            },
            "requestId": "gateway-request",
            "stage": "$default",
        },
        "body": text,
        "isBase64Encoded": False,
    }


@dataclass(frozen=True)
class Played:
    """One scripted HTTP answer; `pauses[i]` seconds pass before chunk i."""

    chunks: tuple[bytes, ...] = (b"",)
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    pauses: tuple[float, ...] = ()
    cut: bool = False
    """Break the connection off instead of ending the body."""


def answer(value: object, status: int = 200) -> Played:
    """A JSON answer of PostgREST's."""
    return Played((json.dumps(value).encode(),), status, (("content-type", "application/json"),))


def frame(kind: str, payload: Json, message_type: str = "event") -> bytes:
    """One event-stream frame, as Bedrock sends it."""
    name = ":event-type" if message_type == "event" else ":exception-type"
    headers = {":message-type": message_type, name: kind, ":content-type": "application/json"}
    return EventMessage(headers=headers, payload=json.dumps(payload).encode()).encode()


def reply(*blocks: Json | str, stop: str | None = None, pauses: tuple[float, ...] = (), cut_after: int = 0) -> Played:
    """A streamed reply: a str is a text block, {"name", "input"} a tool call, anything else a list of raw deltas."""
    frames = [frame("messageStart", {"role": "assistant"})]
    stop_reason = "end_turn"
    for index, block in enumerate(blocks):
        if isinstance(block, str):
            frames += [delta(index, {"text": block[at : at + 7]}) for at in range(0, len(block), 7)]
        elif "name" in block:
            stop_reason = "tool_use"
            start = {"toolUse": {"toolUseId": block.get("id", f"call-{index}"), "name": block["name"]}}
            frames.append(frame("contentBlockStart", {"contentBlockIndex": index, "start": start}))
            text = block["raw"] if "raw" in block else json.dumps(block["input"])
            frames += [delta(index, {"toolUse": {"input": text[at : at + 9]}}) for at in range(0, len(text), 9)]
        else:
            frames += [delta(index, piece) for piece in block["deltas"]]
        frames.append(frame("contentBlockStop", {"contentBlockIndex": index}))
    frames.append(frame("messageStop", {"stopReason": stop or stop_reason}))
    usage = {"inputTokens": 100, "outputTokens": 10, "totalTokens": 110, "cacheReadInputTokens": 50}
    frames.append(frame("metadata", {"usage": usage, "metrics": {"latencyMs": 5}}))
    if cut_after:
        return stream(frames[:cut_after], pauses, cut=True)
    return stream(frames, pauses)


def delta(index: int, piece: Json) -> bytes:
    """A frame with the next piece of a block."""
    return frame("contentBlockDelta", {"contentBlockIndex": index, "delta": piece})


def stream(frames: list[bytes], pauses: tuple[float, ...], *, cut: bool = False) -> Played:
    """A stream of frames as one answer."""
    headers = (("content-type", "application/vnd.amazon.eventstream"),)
    return Played(tuple(frames), 200, headers, pauses, cut)


JANUARY = {"posted_start": "2026-01-01", "posted_end": "2026-01-31"}
DESCRIPTION = {
    "postings": 3,
    "oldest_day": "2025-01-01",
    "newest_day": "2026-11-22",
    "measures": ["count"],
    "filters": ["country"],
    "dimensions": {"job_function_std": {"distinct": 1, "top": [{"value": "Data Science", "postings": 2}]}},
}
BEGUN: Json = {"history": [], "plan": None, "key": None, "version": 7, "refused": None}
STATS: Json = {
    "measure": "count",
    "group_by": [],
    "compare": None,
    "order_by": "value",
    "ascending": False,
    "rows": [],
    "total": {"value": 912, "postings": 912},
    "groups": 0,
    "cut": {"groups": 0, "postings": 0, "by": {}},
    "missing": 0,
    "filters": {"posted_start": "2026-01-01", "posted_end": "2026-01-31"},
    "period": {"start": "2026-01-01", "end": "2026-01-31"},
    "previous_period": None,
    "unknown_values": [],
    "matched": [],
    "oldest_day": "2025-01-01",
    "newest_day": "2026-11-22",
}
