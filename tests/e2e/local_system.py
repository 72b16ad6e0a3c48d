"""The whole local system on free ports, as `make dev` runs it, for a browser that believes it is on the usual ones."""

import os
import signal
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from cli.parts import HOST, Part, RunningPart, api_environment
from local.supabase.project import Project

PAGE = "http://localhost:3000"
SECONDS_TO_START = 120
# Pauses between two deltas: a model that does not hold up the tests, and one that leaves time to interrupt it.
BRISK_MS = 2
SLOW_MS = 60
BROWSER_SEES = {"gateway": 8000, "door": 8001, "web": 3000}


@dataclass
class LocalSystem:
    """Every part and where it is; parts can be killed and started again on the same port."""

    project: Project
    environment: Mapping[str, str]
    ports: dict[str, int]
    running: dict[str, RunningPart] = field(default_factory=dict)
    delta_ms: int = BRISK_MS
    """The stand-in model's pause between two deltas."""

    @property
    def chromium_arguments(self) -> list[str]:
        """Switches that send localhost:3000, :8000 and :8001 to the parts' real ports; CORS sees the usual origin."""
        rules = [f"MAP localhost:{port} {HOST}:{self.ports[name]}" for name, port in BROWSER_SEES.items()]
        return [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            f"--host-resolver-rules={', '.join(rules)}",
        ]

    def start(self, *names: str) -> None:
        """Start parts and wait until they serve."""
        for name in names:
            self.running[name] = RunningPart(self._part(name), _print_line)
        for name in names:
            self.running[name].wait_until_ready(SECONDS_TO_START, threading.Event())

    def stop(self, *names: str) -> None:
        """End parts."""
        for name in names:
            self.running[name].ask_to_stop()
        for name in names:
            self.running.pop(name).stop()

    @contextmanager
    def slow_model(self) -> Iterator[None]:
        """Answers take seconds for as long as the context lasts."""
        self._restart_model(SLOW_MS)
        try:
            yield
        finally:
            self._restart_model(BRISK_MS)

    def _restart_model(self, delta_ms: int) -> None:
        self.stop("bedrock")
        self.delta_ms = delta_ms
        self.start("bedrock")

    def signal(self, name: str, number: signal.Signals) -> None:
        """Kill, freeze or thaw a part."""
        self.running[name].send_signal(number)

    @contextmanager
    def with_job(self, **row: str) -> Iterator[None]:
        """A posting more, written past row level security, for as long as the context lasts."""
        jobs, headers = f"{self.project.url}/rest/v1/jobs", {"apikey": self.project.secret_key}
        httpx.post(jobs, headers=headers, json=row, timeout=30).raise_for_status()
        try:
            yield
        finally:
            mine = {"job_id": f"eq.{row['job_id']}"}
            httpx.delete(jobs, headers=headers, params=mine, timeout=30).raise_for_status()

    def feedback(self) -> list[dict[str, object]]:
        """The rows of the table, oldest first, read past row level security."""
        headers = {"apikey": self.project.secret_key}
        url = f"{self.project.url}/rest/v1/feedback?order=id"
        rows: list[dict[str, object]] = httpx.get(url, headers=headers, timeout=30).raise_for_status().json()
        return rows

    def _part(self, name: str) -> Part:
        port = self.ports[name]
        if name == "web":
            return Part.web(port)
        if name == "bedrock":
            return Part.model(self.project, port, "--delta-ms", str(self.delta_ms))
        return Part.door(port, self.environment) if name == "door" else Part.module(name, port, self.environment)


@contextmanager
def local_system(data: Path) -> Iterator[LocalSystem]:
    """Everything, with the demo postings in the folder `data`, for as long as the context lasts."""
    with ExitStack() as stack:
        supabase = RunningPart(Part.module("supabase", 0, os.environ, "--data", str(data)), _print_line)
        stack.callback(_end, supabase)
        supabase.wait_until_ready(SECONDS_TO_START, threading.Event())
        project = Project.read(data)
        ports = dict(zip(("bedrock", "gateway", "door", "web"), _free_ports(4), strict=True))
        system = LocalSystem(project, api_environment(project, f"http://{HOST}:{ports['bedrock']}"), ports)
        stack.callback(lambda: system.stop(*system.running))
        system.start("bedrock", "gateway", "door", "web")
        yield system


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind((HOST, 0))
        return [each.getsockname()[1] for each in sockets]


def _end(part: RunningPart) -> None:
    part.ask_to_stop()
    part.stop()


def _print_line(name: str, line: str) -> None:
    print(f"{name:>8} | {line}")  # noqa: T201  (pytest shows it when a test fails)
