"""Both ends of the API under test: what calls it, and scripted upstreams (what these say is in local/wire.py).

Bedrock and PostgREST are loopback HTTP servers that play a script; the app reaches them through botocore and urllib3.
"""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID

from joblab.chat.identity import Identity
from local.listener import HOST, serving_http
from local.wire import ENVIRONMENT, JANUARY, Json, Played, delta, frame, stream


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
    with serving_http(_QuietServer((HOST, 0), _handler(server))) as server.url:
        yield server


def failing_reply(text: str, kind: str) -> Played:
    """A stream that begins with text and then brings an exception frame."""
    frames = [frame("messageStart", {"role": "assistant"}), delta(0, {"text": text})]
    return stream([*frames, frame(kind, {"message": "secret upstream text"}, "exception")], ())


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


def chunks(text: str) -> list[Json]:
    """The stream's chunks; its frames must be well formed and end in [DONE]."""
    *frames, done, rest = text.split("\n\n")
    assert (done, rest) == ("data: [DONE]", "")
    return [json.loads(frame.removeprefix("data: ")) for frame in frames if not frame.startswith(":")]


IDENTITY = Identity(ENVIRONMENT["SUPABASE_API_JWT"])
OURS = IDENTITY.new_conversation()


def is_own(conversation_id: str) -> bool:
    """Whether the app under test issued it."""
    return IDENTITY.is_own(conversation_id)


def is_uuid(text: str) -> bool:
    return str(UUID(text)) == text


COUNT_JANUARY = {"name": "job_stats", "input": JANUARY}
