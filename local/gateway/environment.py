"""One Lambda execution environment: a process under awslambdaric, its Runtime API, one invocation at a time."""

import asyncio
import contextlib
import os
import secrets
import signal
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from local.gateway.function_config import FunctionConfig
from local.gateway.runtime_api import Failure, Invocation, Outcome, RuntimeApi
from local.listener import HOST, listening, listening_socket


class ExecutionEnvironment:
    """A worker process and what is known of it.

    `live()` is its whole life and runs as a task of its own; `kill()` alone ends it before its time.
    """

    def __init__(self, config: FunctionConfig) -> None:
        self.alive = True
        self.peak_memory_mb: int | None = None
        self._config = config
        self._api = RuntimeApi()
        self._created = time.perf_counter()
        self._process: asyncio.subprocess.Process | None = None

    async def live(self) -> None:
        """Start the process, wait for its end and clean up behind it."""
        # One listener for each environment: awslambdaric takes host:port alone, a path breaks its init/error call.
        sock = listening_socket(0)
        async with listening(self._api.app, sock):
            try:
                self._process = await self._spawn(sock.getsockname()[1])
                if not self.alive:
                    self.kill()
                await self._process.wait()
            finally:
                self.kill()
                self._api.close()

    def kill(self) -> None:
        """Kill the process and its group at once, as Lambda does: without extensions there is no grace."""
        self.alive = False
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    async def initialise(self) -> tuple[Failure | None, float]:
        """Wait until the handler's module is imported: what went wrong, and the seconds it took."""
        limit = self._config.init_timeout
        end = await self._turn_end(limit)
        seconds = time.perf_counter() - self._created
        if end == "waiting":
            return None, seconds
        if end == "timeout":
            return Failure("Sandbox.Timedout", f"Init timed out after {limit:.2f} seconds"), seconds
        reported = self._api.outcome
        return reported if isinstance(reported, Failure) else self._exit_failure(), seconds

    async def run(self, invocation: Invocation) -> Outcome:
        """Let the waiting process handle one event, within the function's timeout."""
        limit = self._config.timeout
        self._api.hand_over(invocation)
        end = await self._turn_end(limit)
        if self._api.outcome is not None:
            return self._api.outcome
        if end == "timeout":
            return Failure("Sandbox.Timedout", f"Task timed out after {limit:.2f} seconds")
        return self._exit_failure()

    async def _turn_end(self, limit: float) -> Literal["waiting", "exited", "timeout"]:
        """How the current turn ended; after `limit` seconds the process is killed."""
        end: Literal["waiting", "exited", "timeout"]
        try:
            async with asyncio.timeout(limit):
                end = await self._api.turn
        except TimeoutError:
            end = "timeout"
        self._sample_memory()
        if end == "timeout":
            self.kill()
        return end

    async def _spawn(self, port: int) -> asyncio.subprocess.Process:
        day = datetime.now(UTC).strftime("%Y/%m/%d")
        log_stream = f"{day}/[$LATEST]{secrets.token_hex(16)}"
        return await asyncio.create_subprocess_exec(
            self._config.python,
            "-m",
            "awslambdaric",
            self._config.handler,
            cwd=self._config.task_root,
            env=self._config.process_environment(f"{HOST}:{port}", log_stream),
            stdin=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def _exit_failure(self) -> Failure:
        code = self._process.returncode if self._process is not None else None
        if not code:
            return Failure("Runtime.ExitError", "Runtime exited without providing a reason")
        reason = f"exit status {code}" if code > 0 else f"signal: {signal.Signals(-code).name}"
        return Failure("Runtime.ExitError", f"Runtime exited with error: {reason}")

    def _sample_memory(self) -> None:
        """Remember the process's peak memory, where the system tells it (Linux)."""
        if self._process is None:
            return
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{self._process.pid}/status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    self.peak_memory_mb = int(line.split()[1]) // 1024
