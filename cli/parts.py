"""A part of the local system: a process of its own, its log, and its end."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).absolute().parents[1]
HOST = "127.0.0.1"
# A database on PGlite needs a moment to close its files.
SECONDS_TO_STOP = 15

type Print = Callable[[str, str], None]


class PartError(Exception):
    """A part cannot start, in one line."""


@dataclass(frozen=True)
class Part:
    """What to run; it prints the line `ready URL` once it serves."""

    name: str
    port: int
    command: Sequence[str]
    environment: Mapping[str, str]

    @classmethod
    def module(cls, name: str, port: int, environment: Mapping[str, str], *arguments: str) -> "Part":
        """A part written in Python, under `local`."""
        command = [sys.executable, "-m", f"local.{name}", "--port", str(port), *arguments]
        return cls(name, port, command, environment)


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
        while not self._ready.wait(0.1) and not stop.is_set():
            if time.monotonic() > give_up:
                raise PartError(f"The {self.name} was not ready within {seconds:.0f} s.")
        if self.ended and not stop.is_set():
            raise PartError(f"The {self.name} did not start; its log above says why.")

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
