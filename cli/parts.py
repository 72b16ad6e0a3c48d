"""A part of the local system: a process of its own, its log, and its end."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from joblab.bedrock.profiles import PROFILES
from local.bedrock.models import STAND_IN
from local.supabase.project import Project

ROOT = Path(__file__).absolute().parents[1]
HOST = "127.0.0.1"
PAGE_ORIGINS = "http://localhost:3000,http://127.0.0.1:3000"
# A database on PGlite needs a moment to close its files.
SECONDS_TO_STOP = 15
# A part starts in 2 s, and in many times that on a busy machine; making demo postings takes longer.
SECONDS_TO_START = 60

# It costs nothing; with the prices of the model that it stands in for, budgets can be tried.
STAND_IN_SETTINGS: Mapping[str, str] = {
    "BEDROCK_MODEL_ID": STAND_IN,
    "BEDROCK_PRICES": ",".join(map(str, PROFILES["claude-haiku-5-5"].prices)),
    "BEDROCK_CACHE_MINIMUM": str(PROFILES["claude-haiku-5-5"].smallest_cacheable_prompt),
}

type Print = Callable[[str, str], None]


class PartError(Exception):
    """A part cannot start, in one line."""


@dataclass(frozen=True)
class Part:
    """What to run; it prints the line `ready URL` once it serves, or its `health` answers."""

    name: str
    port: int
    command: Sequence[str]
    environment: Mapping[str, str]
    health: str | None = None
    """The address to ask where a part, such as uvicorn, prints no such line."""

    @classmethod
    def module(cls, name: str, port: int, environment: Mapping[str, str], *arguments: str) -> "Part":
        """A part written in Python, under `local`."""
        command = [sys.executable, "-m", f"local.{name}", "--port", str(port), *arguments]
        return cls(name, port, command, environment)

    @classmethod
    def model(cls, project: Project, port: int = 0, *arguments: str) -> "Part":
        """The local Bedrock; the stand-in in it serves questions about a project's postings."""
        names = {"SUPABASE_URL": project.url, "SUPABASE_SECRET_KEY": project.secret_key}
        return cls.module("bedrock", port, {**os.environ, **names}, *arguments)

    @classmethod
    def door(cls, port: int, environment: Mapping[str, str]) -> "Part":
        """The streaming door, as the Lambda Web Adapter starts it; port 0 is any free one, as elsewhere."""
        port = port or free_port()
        command = ["sh", str(ROOT / "api" / "run.sh")]
        return cls("door", port, command, {**environment, "AWS_LWA_PORT": str(port)}, f"http://{HOST}:{port}/health")

    @classmethod
    def web(cls, port: int) -> "Part":
        """The page; it is built first when it has changed."""
        script = str(ROOT / "web" / "scripts" / "start-local.mjs")
        return cls("web", port, ["node", script, "--port", str(port)], os.environ)


def api_environment(
    project: Project, bedrock: str | None, model: Mapping[str, str] = STAND_IN_SETTINGS
) -> dict[str, str]:
    """The API's settings on this machine: a Supabase project, and the `model` behind the address `bedrock`.

    Without that address the real service is meant, and the credentials for it stay as they are.
    """
    environment = {
        "CORS_ORIGINS": PAGE_ORIGINS,
        "API_DOCS": "true",
        # Whoever works on this machine is one visitor, and asks more than any.
        "VISITOR_DAY_QUESTIONS": "off",
        "VISITOR_DAY_TOKENS": "off",
        **os.environ,
        **model,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",  # api/run.sh takes python3 from there
        "SUPABASE_URL": project.url,
        "SUPABASE_PUBLISHABLE_KEY": project.publishable_key,
        "SUPABASE_API_JWT": project.api_jwt,
    }
    if bedrock is None:
        return environment
    environment.pop("AWS_BEARER_TOKEN_BEDROCK", None)  # botocore refuses it on plain http
    return environment | {
        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": bedrock,
        "AWS_ACCESS_KEY_ID": "fake-local-key",
        "AWS_SECRET_ACCESS_KEY": "fake-local-secret",
    }


def free_port() -> int:
    """One that nobody has now, for a server that cannot say which one it took."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def require_free_ports(parts: Mapping[str, int]) -> None:
    """Look before anything is started.

    Raises:
        PartError: naming the first port that is taken.
    """
    for name, port in parts.items():
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                raise PartError(f"Port {port}, which the {name} needs, is taken. Stop what listens there.") from None


class RunningPart:
    """A started part. It leads a process group of its own, so that Ctrl-C reaches it only through `stop`."""

    def __init__(self, part: Part, print_line: Print) -> None:
        self.name = part.name
        self.url = ""
        """Where it serves, once it is ready."""
        self._health = part.health
        self._print = print_line
        self._ready = threading.Event()
        self._process = subprocess.Popen(
            part.command,
            cwd=ROOT,
            env={**part.environment, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._relay, name=f"{part.name}-log")
        self._reader.start()

    def _relay(self) -> None:
        assert self._process.stdout is not None  # noqa: S101  (it is a pipe)
        for line in self._process.stdout:
            if line.startswith("ready "):
                self.url = line.split()[1]
                self._ready.set()
            else:
                self._print(self.name, line.rstrip())
        self._process.wait()
        self._ready.set()

    def _is_healthy(self) -> bool:
        if self._health is None:
            return False
        try:
            httpx.get(self._health, timeout=5).raise_for_status()
        except httpx.HTTPError:
            return False
        self.url = self._health.removesuffix("/health")
        return True

    @property
    def ended(self) -> bool:
        """Whether the process is gone."""
        return self._process.poll() is not None

    def wait_until_ready(self, seconds: float, stop: threading.Event) -> None:
        """Wait for the line that says so, or until `stop` is set.

        Raises:
            PartError: the part ended, or took too long.
        """
        give_up = time.monotonic() + seconds
        while not self._ready.wait(0.1) and not self._is_healthy() and not stop.is_set():
            if time.monotonic() > give_up:
                raise PartError(f"The {self.name} was not ready within {seconds:.0f} s.")
        if self.ended and not stop.is_set():
            raise PartError(f"The {self.name} did not start; its log above says why.")

    def send_signal(self, number: signal.Signals) -> None:
        """Kill, freeze or thaw it."""
        self._process.send_signal(number)

    def ask_to_stop(self) -> None:
        """Send SIGTERM."""
        if not self.ended:
            self._process.terminate()

    def stop(self) -> None:
        """Wait for the end, or force it, on the whole group."""
        try:
            self._process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._reader.join()
        assert self._process.stdout is not None  # noqa: S101  (it is a pipe)
        self._process.stdout.close()


@contextmanager
def running(
    part: Part, print_line: Print = lambda _name, _line: None, seconds: float = SECONDS_TO_START
) -> Iterator[str]:
    """The address of a part, for as long as the context lasts; it has so many seconds to start.

    Raises:
        PartError: it does not start.
    """
    process = RunningPart(part, print_line)
    try:
        process.wait_until_ready(seconds, threading.Event())
        yield process.url
    finally:
        process.ask_to_stop()
        process.stop()
