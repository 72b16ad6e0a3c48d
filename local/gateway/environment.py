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

from local.gateway.function_config import FunctionConfig
from local.gateway.listener import HOST, listening, listening_socket
from local.gateway.runtime_api import Invocation, Outcome, RuntimeApi, TurnEnd, failure


class ExecutionEnvironment:
    """A worker process and what is known of it.

    `live()` is its whole life and runs as a task of its own; the other methods talk to it meanwhile.
    """

    def __init__(self, config: FunctionConfig) -> None:
        self.alive = True
        self.peak_memory_mb: int | None = None
        self._config = config
        self._api = RuntimeApi()
        self._created = time.perf_counter()
        self._process: asyncio.subprocess.Process | None = None

    async def live(self) -> None:
        """Start the process and wait for its end; when cancelled, make that end come."""
        # One listener for each environment: awslambdaric takes host:port alone, a path breaks its init/error call.
        sock = listening_socket(0)
        async with listening(self._api.app, sock):
            try:
                self._process = await self._spawn(sock.getsockname()[1])
                await self._process.wait()
            finally:
                self.alive = False
                self.kill()
                self._api.close()
                if self._process is not None:
                    await self._process.wait()

    def kill(self) -> None:
        """Kill the process and its group at once, as Lambda does: without extensions there is no grace."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    async def initialise(self) -> tuple[Outcome | None, float]:
        """Wait until the handler's module is imported: an error or None, and the seconds it took."""
        end = await self._turn_end(self._config.init_timeout)
        seconds = time.perf_counter() - self._created
        if end == "waiting":
            return None, seconds
        if end == "exited":
            return self._api.outcome or failure("Runtime.ExitError", self._exit_message()), seconds
        limit = self._config.init_timeout
        return failure("Sandbox.Timedout", f"Init timed out after {limit:.2f} seconds"), seconds

    async def run(self, invocation: Invocation) -> Outcome:
        """Let the waiting process handle one event, within the function's timeout."""
        self._api.hand_over(invocation)
        end = await self._turn_end(self._config.timeout)
        if self._api.outcome is not None:
            return self._api.outcome
        if end is None:
            limit = self._config.timeout
            now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3]
            message = f"{now}Z {invocation.request_id} Task timed out after {limit:.2f} seconds"
            return failure("Sandbox.Timedout", message)
        return failure("Runtime.ExitError", f"RequestId: {invocation.request_id} Error: {self._exit_message()}")

    async def _turn_end(self, limit: float) -> TurnEnd | None:
        """How the current turn ended; None when it lasted longer than `limit` seconds, and the process is killed."""
        try:
            async with asyncio.timeout(limit):
                return await self._api.turn
        except TimeoutError:
            return None
        finally:
            self._sample_memory()
            if not self._api.turn.done() or self._api.turn.cancelled():
                self.alive = False
                self.kill()

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

    def _exit_message(self) -> str:
        code = self._process.returncode if self._process is not None else None
        if not code:
            return "Runtime exited without providing a reason"
        reason = f"exit status {code}" if code > 0 else f"signal: {signal.strsignal(-code)}".lower()
        return f"Runtime exited with error: {reason}"

    def _sample_memory(self) -> None:
        """Remember the process's peak memory, where the system tells it (Linux)."""
        if self._process is None:
            return
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{self._process.pid}/status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    self.peak_memory_mb = int(line.split()[1]) // 1024
