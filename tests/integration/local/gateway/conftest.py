import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

FUNCTION = Path(__file__).parent / "function"


class Gateway:
    """A running `python -m local.gateway` with the tiny function behind it."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        command = [sys.executable, "-m", "local.gateway", "--port", "0", "--code", str(FUNCTION)]
        self.process = subprocess.Popen(
            [*command, "--handler", "tiny.handler", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, **environment},
        )
        assert self.process.stdout is not None
        first = self.process.stdout.readline()
        assert first.startswith("ready http://127.0.0.1:"), first
        self.url = first.removeprefix("ready ").strip()
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self.lines.extend, args=[self.process.stdout])
        self._reader.start()
        self.client = httpx.Client(base_url=self.url, timeout=20)

    def get(self, path: str, **kwargs: Any) -> httpx.Response:
        return self.client.get(path, **kwargs)

    def metrics(self) -> dict[str, int]:
        return dict(self.get("/_local/metrics").json())

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send the signal once and give the exit code; further calls change nothing."""
        self.client.close()
        self.process.send_signal(number)
        code = self.process.wait(timeout=10)
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


type StartGateway = Callable[..., Gateway]


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    """The gateway with its defaults, shared by the tests of a module."""
    running = Gateway(CORS_ORIGINS="http://localhost:3000", GIVEN_VARIABLE="given")
    yield running
    running.stop()


@pytest.fixture
def start_gateway() -> Iterator[StartGateway]:
    """Start gateways of the test's own; they are stopped after it."""
    with contextlib.ExitStack() as stack:

        def start(*arguments: str) -> Gateway:
            running = Gateway(*arguments)
            stack.callback(running.stop)
            return running

        yield start


def wait_until(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Fail when the condition is not met in time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def is_running(pid: int) -> bool:
    """Whether the process runs; an orphan that is dead but not yet reaped (Linux) does not."""
    try:
        os.kill(pid, 0)
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except ProcessLookupError:
        return False
    except FileNotFoundError:
        return sys.platform != "linux"


@pytest.fixture(name="wait_until")
def wait_until_fixture() -> Callable[..., None]:
    return wait_until


@pytest.fixture(name="is_running")
def is_running_fixture() -> Callable[[int], bool]:
    return is_running
