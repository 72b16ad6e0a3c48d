"""Where questions are asked: both doors as processes, between upstreams of their own."""

import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from cli.parts import SECONDS_TO_START, Part, RunningPart
from local.wire import ENVIRONMENT
from tests.integration.reliability.fault import API_KEY, DOORS, Door
from tests.integration.reliability.log import Log
from tests.integration.reliability.upstreams import ENDING_TOKEN, Cases, Upstream

_NOWHERE = "http://nowhere.invalid"

# What each place has that the usual one has not.
PLACES: Mapping[str, Mapping[str, str]] = {
    "usual": {},
    "refusing": {},  # one upstream after the other is closed for good
    "without model": {"AWS_ENDPOINT_URL_BEDROCK_RUNTIME": _NOWHERE, "SUPABASE_API_JWT": ENDING_TOKEN},
    "without limits": {
        "SUPABASE_URL": _NOWHERE,
        "BUDGET_DAY_USD": "off",
        "BUDGET_MONTH_USD": "off",
        "VISITOR_DAY_QUESTIONS": "off",
        "VISITOR_DAY_TOKENS": "off",
        "API_KEYS": sha256(API_KEY.encode()).hexdigest(),
    },
}


@dataclass
class Running:
    """One door's processes, where they serve and what they print."""

    process: RunningPart
    log: Log

    @property
    def pid(self) -> int:
        """Of the gateway, whose children are the function's workers, or of the streaming door itself."""
        return self.process._process.pid

    def serving(self) -> list[int]:
        """The processes that run the app."""
        workers = [int(path.parent.name) for path in Path("/proc").glob("[0-9]*/cmdline") if _is_worker(path, self.pid)]
        return workers or [self.pid]


def _is_worker(command: Path, gateway: int) -> bool:
    try:
        parent = command.with_name("stat").read_text().rpartition(")")[2].split()[1]
        return int(parent) == gateway and b"awslambdaric" in command.read_bytes()
    except OSError:
        return False


@dataclass
class Place:
    """Both doors, and what stands behind them."""

    upstreams: Mapping[str, Upstream]
    settings: Mapping[str, str]
    doors: dict[Door, Running] = field(default_factory=dict)


def environment(**settings: str) -> dict[str, str]:
    """A deployed function's environment, and nothing of this machine's but where Python is."""
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    return {"PATH": path, "PYTHONUNBUFFERED": "1", **ENVIRONMENT, **settings}


def start(part: Part, stack: ExitStack) -> Running:
    """Start a part; it is stopped with the stack."""
    log = Log()
    process = RunningPart(part, log.add)
    stack.callback(process.stop)
    stack.callback(process.ask_to_stop)
    return Running(process, log)


def gateway(settings: Mapping[str, str], *arguments: str) -> Part:
    """The HTTP API with the function behind it."""
    return Part.module("gateway", 0, environment(**settings), *arguments)


def stream_door(settings: Mapping[str, str]) -> Part:
    """The streaming door, under the name of its own function."""
    return Part.door(0, environment(**settings) | {"AWS_LAMBDA_FUNCTION_NAME": "llm-backend-stream"})


@contextmanager
def open_place(
    cases: Cases, special: Mapping[str, str] = {}, *arguments: str, doors: Sequence[Door] = DOORS
) -> Iterator[Place]:
    """A place of its own settings and arguments of the gateway."""
    with ExitStack() as stack:
        elsewhere = Upstream("elsewhere", cases)
        stack.callback(elsewhere.close)
        upstreams = {kind: Upstream(kind, cases, elsewhere.url) for kind in ("model", "database")}
        for upstream in upstreams.values():
            stack.callback(upstream.close)
        settings = {
            "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": upstreams["model"].url,
            "SUPABASE_URL": upstreams["database"].url,
            **special,
        }
        place = Place(upstreams, settings)
        if "ask" in doors:
            place.doors["ask"] = start(gateway(settings, *arguments), stack)
        if "chat" in doors:
            place.doors["chat"] = start(stream_door(settings), stack)
        for running in place.doors.values():
            running.process.wait_until_ready(SECONDS_TO_START, threading.Event())
        yield place
