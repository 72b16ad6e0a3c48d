"""Both doors of the API as they run on this machine, on a real PostgreSQL with a thousand postings."""

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from benchmarks.database_rows import fill
from cli.parts import SECONDS_TO_START, Part, RunningPart, api_environment, running
from local.supabase import embedded
from tests.integration.conftest import RunSupabase
from tests.integration.system import print_line

POSTINGS = 1_000
# uvicorn closes what was idle for 5 s, and httpx takes that long for usable: at the end a request meets the closing.
KEPT = httpx.Limits(keepalive_expiry=2)
# More than any of these tests asks for; at the gateway, and in dollars.
NO_THROTTLE = ("--rate", "100000", "--burst", "100000")
NO_END = {"BUDGET_DAY_USD": "1000000", "BUDGET_MONTH_USD": "1000000"}


@dataclass(frozen=True)
class Door:
    """Where the API serves, and the process behind it."""

    part: RunningPart
    client: httpx.Client

    @property
    def url(self) -> str:
        """Its address."""
        return self.part.url

    def processes(self) -> list[Path]:
        """What the system tells of those that run the app: the gateway's workers, or the door's own process."""
        pid = self.part._process.pid
        workers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [Path("/proc") / each for each in workers or [str(pid)]]


@pytest.fixture(scope="session")
def environment(run_supabase: RunSupabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The API's settings, its database and its model running."""
    with embedded.running_server() as server, embedded.database(server, "fuzz") as connection:
        fill(connection, POSTINGS)
        database = {
            "DATABASE_URL": f"postgresql:///{connection.info.dbname}",
            "PGHOST": parse_qs(urlsplit(server).query)["host"][0],
            "PGUSER": connection.info.user,
        }
        with (
            run_supabase(tmp_path_factory.mktemp("fuzz"), "--no-demo", database=database) as project,
            running(Part.model(project, 0, "--delta-ms", "0"), print_line) as bedrock,
        ):
            yield api_environment(project, bedrock) | NO_END


@pytest.fixture(scope="session")
def gateway(environment: dict[str, str]) -> Iterator[Door]:
    """The HTTP API in front of the function."""
    with _open(Part.module("gateway", 0, environment, *NO_THROTTLE)) as door:
        yield door


@pytest.fixture(scope="session")
def streaming(environment: dict[str, str]) -> Iterator[Door]:
    """The streaming door."""
    with _open(Part.door(0, environment)) as door:
        yield door


@contextmanager
def _open(part: Part) -> Iterator[Door]:
    with ExitStack() as stack:
        process = RunningPart(part, print_line)
        stack.callback(process.stop)
        stack.callback(process.ask_to_stop)
        process.wait_until_ready(SECONDS_TO_START, threading.Event())
        yield Door(process, stack.enter_context(httpx.Client(base_url=process.url, timeout=40, limits=KEPT)))


def is_whole_stream(text: str) -> bool:
    """Whether a chat's answer begins, ends and is no failure, in frames that the page reads."""
    *frames, done, rest = text.split("\n\n")
    chunks = [json.loads(frame.removeprefix("data: ")) for frame in frames if not frame.startswith(":")]
    ends = (chunks[0]["type"], chunks[-1]["type"], done, rest)
    return ends == ("start", "finish", "data: [DONE]", "") and chunks[-1]["finishReason"] != "error"
