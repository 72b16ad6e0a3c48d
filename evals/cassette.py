"""The wire between the API and the model, on tape: recorded once, replayed without a network or a model.

A cassette is a file of JSON lines: a head with the day of the recording, then a line for each exchange. An exchange is
known by a hash of its request's body, in which what differs from time to time is blanked out. Headers are never kept,
so no secret is.
"""

import base64
import hashlib
import json
import re
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

from pydantic import BaseModel, JsonValue

HOST = "127.0.0.1"
# What differs in the same request from time to time: the day in the prompt (joblab.chat.prompt), and fences' names
# (joblab.fence).
PASSING = re.compile(r"Today is \d{4}-\d\d-\d\d\.|data_[0-9a-f]{12}")


@dataclass(frozen=True)
class Response:
    """What the model's endpoint said."""

    status: int
    content_type: str
    body: bytes
    error: str = ""
    """The type of an error; such a response is passed on, not kept."""


NOT_RECORDED = Response(
    HTTPStatus.BAD_REQUEST, "application/json", b'{"message": "not on the cassette"}', "ValidationException"
)

type Forward = Callable[[str, bytes], Response]
"""Send a request's path and body to the real endpoint."""


class _Head(BaseModel):
    today: date


class _Exchange(BaseModel):
    key: str
    path: str
    request: JsonValue
    """For readers; only the key is looked at."""
    content_type: str
    response: str
    """The body's bytes in base64: a stream of events is binary."""


class Cassette:
    """Exchanges by key. With `forward`, what is not on tape yet is asked for and recorded."""

    def __init__(self, today: date, file: Path | None = None, forward: Forward | None = None) -> None:
        self.today = today
        """The day of the recording."""
        self._file = file
        self._forward = forward
        self._tape: dict[str, Response] = {}
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        if file:
            file.write_text(_Head(today=today).model_dump_json() + "\n", encoding="utf-8")

    @classmethod
    def load(cls, file: Path) -> Self:
        """A recorded cassette, to replay.

        Raises:
            OSError: it cannot be read.
            pydantic.ValidationError: it is none.
        """
        head, _, tape = file.read_text(encoding="utf-8").partition("\n")
        cassette = cls(_Head.model_validate_json(head).today)
        for exchange in map(_Exchange.model_validate_json, tape.splitlines()):
            body = base64.b64decode(exchange.response)
            cassette._tape[exchange.key] = Response(HTTPStatus.OK, exchange.content_type, body)
        return cassette

    def answer(self, path: str, body: bytes) -> Response:
        """What is on tape; the same question asked twice gets one answer, also while recording."""
        key = key_of(path, body)
        with self._locks[key]:
            if key not in self._tape:
                response = self._forward(path, body) if self._forward else NOT_RECORDED
                if response.status != HTTPStatus.OK:
                    return response
                self._tape[key] = response
                self._write(key, path, body, response)
            return self._tape[key]

    def _write(self, key: str, path: str, body: bytes, response: Response) -> None:
        exchange = _Exchange(
            key=key,
            path=path,
            request=json.loads(body),
            content_type=response.content_type,
            response=base64.b64encode(response.body).decode(),
        )
        if self._file:
            with self._file.open("a", encoding="utf-8") as tape:
                tape.write(exchange.model_dump_json() + "\n")


def key_of(path: str, body: bytes) -> str:
    """A hash of what is asked, whatever the order of keys, the day and the names of fences."""
    canonical = json.dumps(json.loads(body), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{path}\n{PASSING.sub('', canonical)}".encode()).hexdigest()


@contextmanager
def serving(cassette: Cassette) -> Iterator[str]:
    """The address of an endpoint that answers from a cassette, for as long as the context lasts."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            response = cassette.answer(self.path, body)
            self.send_response(response.status)
            self.send_header("Content-Type", response.content_type)
            self.send_header("Content-Length", str(len(response.body)))
            if response.error:
                self.send_header("x-amzn-errortype", response.error)
            self.end_headers()
            self.wfile.write(response.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the base class's)
            """Stay quiet."""

    server = ThreadingHTTPServer((HOST, 0), Handler)
    thread = threading.Thread(target=server.serve_forever, name="cassette")
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
