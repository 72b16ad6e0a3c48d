"""Both ends of the API under test: events for the Lambda handler, and scripted upstreams.

Bedrock and PostgREST are loopback HTTP servers that play a script; the app reaches them through botocore and urllib3.
"""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from uuid import UUID

from smithy_aws_event_stream.events import EventMessage

Json = dict[str, Any]


@dataclass(frozen=True)
class Played:
    """One scripted HTTP answer; `pauses[i]` seconds pass before chunk i."""

    chunks: tuple[bytes, ...] = (b"",)
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    pauses: tuple[float, ...] = ()
    cut: bool = False
    """Break the connection off instead of ending the body."""


@dataclass
class WireServer:
    """Plays `script` in order, one answer a request, and keeps what it was sent."""

    script: list[Played] = field(default_factory=list)
    requests: list[Json] = field(default_factory=list)
    by_path: dict[str, Played] = field(default_factory=dict)
    """Answers that stand for every request whose path ends so, before the script."""
    url: str = ""

    def bodies(self, path_end: str = "") -> list[Json]:
        return [request["body"] for request in self.requests if request["path"].endswith(path_end)]


def _handler(server: WireServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            server.requests.append(
                {"path": self.path, "headers": dict(self.headers.items()), "body": json.loads(body), "at": time.time()}
            )
            standing = next((played for end, played in server.by_path.items() if self.path.endswith(end)), None)
            self._play(standing or server.script.pop(0))

        def _play(self, played: Played) -> None:
            self.send_response(played.status)
            for name, value in (*played.headers, ("transfer-encoding", "chunked")):
                self.send_header(name, value)
            self.end_headers()
            pauses = dict(enumerate(played.pauses))
            for index, chunk in enumerate(played.chunks):
                time.sleep(pauses.get(index, 0))
                if chunk:
                    self.wfile.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
                    self.wfile.flush()
            if played.cut:
                self.close_connection = True
                self.connection.shutdown(2)
            else:
                self.wfile.write(b"0\r\n\r\n")

        def log_message(self, *args: object) -> None:
            pass

    return Handler


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *args: object) -> None:
        """A client that hangs up is part of some tests."""


def serve() -> Iterator[WireServer]:
    server = WireServer()
    http = _QuietServer(("127.0.0.1", 0), _handler(server))
    server.url = f"http://127.0.0.1:{http.server_port}"
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    http.shutdown()
    thread.join()
    http.server_close()


DESCRIPTION = {
    "postings": 3,
    "oldest_day": "2025-01-01",
    "newest_day": "2026-11-22",
    "measures": ["count"],
    "filters": ["country"],
    "dimensions": {"job_function_std": {"distinct": 1, "top": [{"value": "Data Science", "postings": 2}]}},
}


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
            frames += [_delta(index, {"text": block[at : at + 7]}) for at in range(0, len(block), 7)]
        elif "name" in block:
            stop_reason = "tool_use"
            start = {"toolUse": {"toolUseId": block.get("id", f"call-{index}"), "name": block["name"]}}
            frames.append(frame("contentBlockStart", {"contentBlockIndex": index, "start": start}))
            text = block["raw"] if "raw" in block else json.dumps(block["input"])
            frames += [_delta(index, {"toolUse": {"input": text[at : at + 9]}}) for at in range(0, len(text), 9)]
        else:
            frames += [_delta(index, delta) for delta in block["deltas"]]
        frames.append(frame("contentBlockStop", {"contentBlockIndex": index}))
    frames.append(frame("messageStop", {"stopReason": stop or stop_reason}))
    usage = {"inputTokens": 100, "outputTokens": 10, "totalTokens": 110, "cacheReadInputTokens": 50}
    frames.append(frame("metadata", {"usage": usage, "metrics": {"latencyMs": 5}}))
    if cut_after:
        return _stream(frames[:cut_after], pauses, cut=True)
    return _stream(frames, pauses)


def _delta(index: int, delta: Json) -> bytes:
    return frame("contentBlockDelta", {"contentBlockIndex": index, "delta": delta})


def _stream(frames: list[bytes], pauses: tuple[float, ...], *, cut: bool = False) -> Played:
    headers = (("content-type", "application/vnd.amazon.eventstream"),)
    return Played(tuple(frames), 200, headers, pauses, cut)


def failing_reply(text: str, kind: str) -> Played:
    """A stream that begins with text and then brings an exception frame."""
    frames = [frame("messageStart", {"role": "assistant"}), _delta(0, {"text": text})]
    return _stream([*frames, frame(kind, {"message": "secret upstream text"}, "exception")], ())


def model_error(code: str, status: int) -> Played:
    """An error instead of a stream."""
    headers = (("content-type", "application/json"), ("x-amzn-errortype", code))
    return Played((b'{"message": "secret upstream text"}',), status, headers)


@dataclass(frozen=True)
class LambdaContext:
    """As much of Lambda's context as the app reads."""

    milliseconds: int = 30_000
    aws_request_id: str = "11111111-2222-3333-4444-555555555555"

    def get_remaining_time_in_millis(self) -> int:
        return self.milliseconds


ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "fake-access-key",
    "AWS_SECRET_ACCESS_KEY": "fake-secret-access-key",
    "AWS_LAMBDA_FUNCTION_NAME": "llm-backend",
    "AWS_REGION": "us-east-1",
    "SUPABASE_PUBLISHABLE_KEY": "sb_publishable_fake",
    "SUPABASE_API_JWT": "fake.jwt.token",
}


@dataclass(frozen=True)
class Answer:
    """A response of the Lambda function's."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


Invoke = Callable[..., Answer]


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


def chunks(text: str) -> list[Json]:
    """The stream's chunks; its frames must be well formed and end in [DONE]."""
    *frames, done, rest = text.split("\n\n")
    assert (done, rest) == ("data: [DONE]", "")
    return [json.loads(frame.removeprefix("data: ")) for frame in frames if not frame.startswith(":")]


def is_uuid(text: str) -> bool:
    return str(UUID(text)) == text


STATS: Json = {
    "measure": "count",
    "group_by": [],
    "compare": None,
    "order_by": "value",
    "ascending": False,
    "rows": [],
    "total": {"value": 912, "postings": 912},
    "groups": 0,
    "cut": {"groups": 0, "postings": 0},
    "missing": 0,
    "filters": {"posted_start": "2026-01-01", "posted_end": "2026-01-31"},
    "period": {"start": "2026-01-01", "end": "2026-01-31"},
    "previous_period": None,
    "unknown_values": [],
    "oldest_day": "2025-01-01",
    "newest_day": "2026-11-22",
}
NO_PLAN = {"version": 7, "key": None, "plan": None}
JANUARY = {"posted_start": "2026-01-01", "posted_end": "2026-01-31"}
COUNT_JANUARY = {"name": "job_stats", "input": JANUARY}
