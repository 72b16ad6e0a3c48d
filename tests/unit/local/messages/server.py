"""A scripted server of the Anthropic Messages API: real HTTP, real server-sent events, on loopback."""

import json
import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event
from typing import Any

from local.listener import HOST, serving_http
from local.wire import Json, Played

EVENT_STREAM = (("content-type", "text/event-stream; charset=utf-8"),)
USAGE = {"input_tokens": 12, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0, "output_tokens": 1}
# Longer than any test waits: a server that does not answer.
FOR_EVER = 60.0


@dataclass
class MessagesServer:
    """Plays `script` in order, one answer a request, unless it has wits of its own; keeps what it was sent."""

    script: list[Played] = field(default_factory=list)
    requests: list[Json] = field(default_factory=list)
    hung_up: Event = field(default_factory=Event)
    """Set when a client has gone away before its answer was whole."""
    url: str = ""

    def answer(self, _body: Json) -> Played:
        """What is said to a request."""
        return self.script.pop(0)

    @property
    def body(self) -> Json:
        """What the last request asked."""
        body: Json = self.requests[-1]["body"]
        return body


def sse(event: Json) -> bytes:
    """An event as Anthropic sends it."""
    return f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode()


def streamed(*events: Json | bytes, **more: Any) -> Played:
    """A stream of events; bytes are sent as they are."""
    chunks = tuple(event if isinstance(event, bytes) else sse(event) for event in events)
    return Played(chunks, 200, EVENT_STREAM, **more)


def refused(status: int, kind: str, message: str, **headers: str) -> Played:
    """An error in Anthropic's form."""
    body = {"type": "error", "error": {"type": kind, "message": message}, "request_id": "req_1"}
    more = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Played((json.dumps(body).encode(),), status, (("content-type", "application/json"), *more))


def started(**usage: int) -> Json:
    message: Json = {
        "id": "msg_01",
        "type": "message",
        "role": "assistant",
        "model": "claude-haiku-5-5",
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": {**USAGE, **usage},
    }
    return {"type": "message_start", "message": message}


def begun(index: int, block: Json) -> Json:
    return {"type": "content_block_start", "index": index, "content_block": block}


def grown(index: int, kind: str, **piece: str) -> Json:
    return {"type": "content_block_delta", "index": index, "delta": {"type": kind, **piece}}


def stopped(index: int) -> Json:
    return {"type": "content_block_stop", "index": index}


def ended(stop_reason: str | None, **usage: int) -> list[Json]:
    delta = {"stop_reason": stop_reason, "stop_sequence": None}
    usage = {"output_tokens": 7, **usage}
    return [{"type": "message_delta", "delta": delta, "usage": usage}, {"type": "message_stop"}]


def text(index: int, words: str) -> list[Json]:
    """A block of text in two pieces."""
    half = len(words) // 2
    deltas = [grown(index, "text_delta", text=piece) for piece in (words[:half], words[half:])]
    return [begun(index, {"type": "text", "text": ""}), *deltas, stopped(index)]


def call(index: int, use_id: Any, name: Any, *fragments: str) -> list[Json]:
    """A tool call, whose input comes in fragments."""
    deltas = [grown(index, "input_json_delta", partial_json=fragment) for fragment in ("", *fragments)]
    return [begun(index, {"type": "tool_use", "id": use_id, "name": name, "input": {}}), *deltas, stopped(index)]


def reply(*blocks: list[Json], stop: str = "end_turn") -> Played:
    """A whole reply."""
    events = [event for block in blocks for event in block]
    return streamed(started(), {"type": "ping"}, *events, *ended(stop))


class _Http(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, scripted: MessagesServer) -> None:
        super().__init__((HOST, 0), _Handler)
        self.scripted = scripted

    def handle_error(self, *args: object) -> None:
        """A client that hangs up is part of some tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Http

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.scripted.requests.append({"path": self.path, "headers": headers, "body": body})
        self._play(self.server.scripted.answer(body))

    def _play(self, played: Played) -> None:
        pauses = dict(enumerate(played.pauses))
        if self._is_alone_after(pauses.get(0, 0)):  # the first pause is before the status, too
            return
        self.send_response(played.status)
        for name, value in (*played.headers, ("transfer-encoding", "chunked")):
            self.send_header(name, value)
        self.end_headers()
        for index, chunk in enumerate(played.chunks):
            if index and self._is_alone_after(pauses.get(index, 0)):
                return
            self.wfile.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
        if played.cut:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        else:
            self.wfile.write(b"0\r\n\r\n")

    def _is_alone_after(self, seconds: float) -> bool:
        """Whether the client has hung up within so many seconds."""
        readable, _, _ = select.select([self.connection], [], [], seconds)
        if readable and not self.connection.recv(1, socket.MSG_PEEK):
            self.server.scripted.hung_up.set()
            self.close_connection = True
            return True
        return False

    def log_message(self, *args: object) -> None:
        """Stay quiet."""


@contextmanager
def serving[Server: MessagesServer](server: Server) -> Iterator[Server]:
    """The server, for as long as the context lasts."""
    with serving_http(_Http(server)) as server.url:
        yield server
