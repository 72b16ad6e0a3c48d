"""Bedrock and PostgREST as loopback servers that play, for each case, the script of its fault."""

import json
import re
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt

from joblab.chat.identity import Identity
from local.wire import ENVIRONMENT, Json, Played
from tests.integration.reliability.fault import ELSEWHERE, HEALTHY, MARK, Door, Fault, Raw, Says, Step

_MARK = re.compile(r"(?:ask|chat)-\d+")
# A database token that ends soon.
DAYS_LEFT = 10
_ENDS = datetime.now(UTC) + timedelta(days=DAYS_LEFT, hours=1)
ENDING_TOKEN = jwt.encode({"role": "joblab_api", "exp": _ENDS}, "a secret of the tests, 32 bytes long")
# They name visitors by their token.
_IDENTITIES = [Identity(token) for token in (ENVIRONMENT["SUPABASE_API_JWT"], ENDING_TOKEN)]


@dataclass
class Case:
    """A fault through one door, and what its upstreams were asked."""

    fault: Fault
    door: Door
    number: int
    asked: list[str] = field(default_factory=list)
    """Bodies of the calls of the model."""
    called: Counter[str] = field(default_factory=Counter)
    """Calls by SQL function; "model" for the model."""
    begun: list[Json] = field(default_factory=list)
    ended: list[Json] = field(default_factory=list)
    hung_up: threading.Event = field(default_factory=threading.Event)
    """The app has closed a call of the model before its end."""
    went_elsewhere: threading.Event = field(default_factory=threading.Event)
    """The app has followed a redirect, and taken the keys along."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def mark(self) -> str:
        """What tells its calls from those of others."""
        return f"{self.door}-{self.number}"

    @property
    def address(self) -> str:
        """Where its visitor asks from: a network of its own."""
        return f"127.{1 if self.door == 'ask' else 2}.{self.number}.1"

    @property
    def known_as(self) -> str:
        """Its address as the app knows it."""
        return "" if self.fault.is_anonymous else self.address

    @property
    def question(self) -> str:
        """What its visitor asks."""
        return self.fault.question.replace(MARK, self.mark)

    def step(self, name: str) -> Step:
        """What the script plays for the next call."""
        script: Sequence[Step] = self.fault.model if name == "model" else self.fault.database.get(name, ())
        with self._lock:
            self.called[name] += 1
            return script[min(self.called[name], len(script)) - 1] if script else HEALTHY[name]


class Cases:
    """Which case a call belongs to: by its mark, its visitor or its turn."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self._by_mark = {case.mark: case for case in cases}
        self._by_turn: dict[str, Case] = {}
        self.mistakes: list[str] = []
        """What went wrong in the servers themselves."""

    def of_path(self, path: str) -> Case:
        """The case whose redirect was followed."""
        return self._by_mark[path.strip("/")]

    def of_model(self, body: str) -> Case | None:
        """The case that asks the model."""
        found = _MARK.search(body)
        case = self._by_mark[found[0]] if found else None
        if case:
            case.asked.append(body)
        return case

    def of_database(self, function: str, body: str) -> Case | None:
        """The case that calls a SQL function; None for what a process reads for all of them."""
        sent = json.loads(body)
        if function == "begin_turn" and sent["reservation"]:
            case = self._of_visitor(sent["reservation"]["visitor"])
            self._by_turn[sent["turn_id"]] = case
            case.begun.append(sent)
            return case
        if function == "end_turn":
            case = self._by_turn[sent["turn_id"]]
            case.ended.append(sent)
            return case
        found = _MARK.search(body)
        return self._by_mark[found[0]] if found else None

    def _of_visitor(self, name: str) -> Case:
        today = datetime.now(UTC).date()
        cases = self._by_mark.values()
        return next(case for case in cases if name in [each.visitor(case.known_as, today) for each in _IDENTITIES])


class Upstream:
    """One server on a free port: "model", "database", or "elsewhere", where nobody must be sent to."""

    def __init__(self, name: str, cases: Cases, elsewhere: str = "") -> None:
        self._http = _Server(name, cases, elsewhere)
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def close(self) -> None:
        """Refuse every connection from now on; safe to repeat."""
        self._http.stopping.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, name: str, cases: Cases, elsewhere: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.name = name
        self.cases = cases
        self.elsewhere = elsewhere
        self.stopping = threading.Event()

    def handle_error(self, *args: object) -> None:
        """A client that hangs up is part of some faults; anything else is not."""
        if not isinstance(sys.exception(), OSError):
            self.cases.mistakes.append(traceback.format_exc())


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        self.close_connection = True  # so that a closed server is one for the next call, too
        body = self.rfile.read(int(self.headers["content-length"] or 0)).decode()
        match self.server.name:
            case "model":
                self._answer("model", self.server.cases.of_model(body))
            case "database":
                function = self.path.rsplit("/", 1)[-1]
                case = self.server.cases.of_database(function, body)
                self._answer(json.loads(body)["name"] if function == "read_publicly" else function, case)
            case _:
                self.server.cases.of_path(self.path).went_elsewhere.set()

    def do_GET(self) -> None:
        """As a redirect may be followed."""
        self.do_POST()

    def _answer(self, name: str, case: Case | None) -> None:
        try:
            self._play(case.step(name) if case else HEALTHY[name], case.mark if case else "")
        except OSError:
            if case and name == "model":
                case.hung_up.set()

    def _play(self, step: Step, mark: str) -> None:
        if isinstance(step, Raw):
            self.server.stopping.wait(step.after)
            self.wfile.write(step.sent)
            return
        played: Played = step.played(mark) if isinstance(step, Says) else step
        self.send_response(played.status)
        for header, value in (*played.headers, ("transfer-encoding", "chunked"), ("connection", "close")):
            self.send_header(header, value.replace(ELSEWHERE, self.server.elsewhere).replace(MARK, mark))
        self.end_headers()
        pauses = dict(enumerate(played.pauses))
        for index, chunk in enumerate(played.chunks):
            self.server.stopping.wait(pauses.get(index, 0))
            sent = chunk.replace(MARK.encode(), mark.encode())
            if sent:
                self.wfile.write(f"{len(sent):x}\r\n".encode() + sent + b"\r\n")
        if not played.cut:
            self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *args: object) -> None:
        pass
