"""The Lambda function: environments started on demand, reused, stopped when idle."""

import asyncio
import logging
import math
import time
import uuid

from local.gateway.counters import Counters
from local.gateway.environment import ExecutionEnvironment
from local.gateway.function_config import FunctionConfig
from local.gateway.runtime_api import MAX_PAYLOAD_BYTES, Failure, Invocation, Outcome

logger = logging.getLogger(__name__)


class TooManyRequestsError(Exception):
    """Every environment is busy and no more may be started (Lambda's 429)."""


class RequestTooLargeError(Exception):
    """The event is larger than Lambda takes in a synchronous invocation (Lambda's 413)."""


class LambdaFunction:
    """Invokes the handler, at most `config.concurrency` times at once, one environment for each."""

    def __init__(self, config: FunctionConfig, counters: Counters) -> None:
        self._config = config
        self._counters = counters
        self._places = config.concurrency
        self._running: set[asyncio.Task[Outcome]] = set()
        self._lives: dict[ExecutionEnvironment, asyncio.Task[None]] = {}
        # Last in, first out, so that environments beyond the need grow old and go.
        self._idle: dict[ExecutionEnvironment, asyncio.TimerHandle] = {}

    @property
    def workers(self) -> int:
        """How many environments there are, busy or idle."""
        return len(self._lives)

    def begin(self, event: bytes, trace_id: str) -> asyncio.Task[Outcome]:
        """Begin an invocation, which goes on whether or not the caller waits for it.

        Raises:
            RequestTooLargeError: the event is over 6 MB.
            TooManyRequestsError: the concurrency limit is reached.
        """
        if len(event) > MAX_PAYLOAD_BYTES:
            raise RequestTooLargeError
        if len(self._running) >= self._places:
            raise TooManyRequestsError
        task = asyncio.create_task(self._invoke(event, trace_id))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    async def close(self) -> None:
        """Stop every environment; no process is left, and none is started any more."""
        self._places = 0
        for task in self._running:
            task.cancel()
        for environment in self._lives:
            environment.kill()
        await asyncio.gather(*self._running, *self._lives.values(), return_exceptions=True)

    async def _invoke(self, event: bytes, trace_id: str) -> Outcome:
        request_id = str(uuid.uuid4())
        init_seconds = None
        error = None
        environment = self._take_idle()
        if environment is None:
            environment = self._start()
            error, init_seconds = await environment.initialise()
        started = time.perf_counter()
        invocation = Invocation(
            request_id=request_id,
            trace_id=trace_id,
            function_arn=self._config.arn,
            event=event,
            deadline_ms=int((time.time() + self._config.timeout) * 1000),
        )
        outcome = error or await environment.run(invocation)
        seconds = time.perf_counter() - started
        self._log(request_id, outcome, seconds, init_seconds, environment.peak_memory_mb)
        if environment.alive:
            delay = self._config.idle_seconds
            self._idle[environment] = asyncio.get_running_loop().call_later(delay, self._retire, environment)
        return outcome

    def _take_idle(self) -> ExecutionEnvironment | None:
        while self._idle:
            environment, timer = self._idle.popitem()
            timer.cancel()
            if environment.alive:
                return environment
        return None

    def _start(self) -> ExecutionEnvironment:
        self._counters.cold_starts += 1
        environment = ExecutionEnvironment(self._config)
        life = asyncio.create_task(environment.live())
        self._lives[environment] = life
        life.add_done_callback(lambda _: self._lives.pop(environment))
        return environment

    def _retire(self, environment: ExecutionEnvironment) -> None:
        del self._idle[environment]
        environment.kill()

    def _log(
        self, request_id: str, outcome: Outcome, seconds: float, init_seconds: float | None, memory_mb: int | None
    ) -> None:
        """Lambda's REPORT line; since August 2025 the init phase is billed, too."""
        fields = [
            f"REPORT RequestId: {request_id}",
            f"Duration: {seconds * 1000:.2f} ms",
            f"Billed Duration: {math.ceil((seconds + (init_seconds or 0)) * 1000)} ms",
            f"Memory Size: {self._config.memory_mb} MB",
        ]
        if memory_mb is not None:
            fields.append(f"Max Memory Used: {memory_mb} MB")
        if init_seconds is not None:
            fields.append(f"Init Duration: {init_seconds * 1000:.2f} ms")
        if isinstance(outcome, Failure):
            self._counters.errors += 1
            fields.append(f"Status: error\tError Type: {outcome.error_type}")
            if outcome.message:
                logger.info("RequestId: %s Error: %s", request_id, outcome.message)
        logger.info("\t".join(fields))
