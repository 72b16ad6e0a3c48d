"""The life of a Lambda execution environment under awslambdaric, and what it took: CPU and memory."""

import asyncio
import json
import resource
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import time
from typing import Any

from local.gateway.environment import ExecutionEnvironment
from local.gateway.function_config import FunctionConfig
from local.gateway.runtime_api import Invocation, Success
from local.wire import gateway_event

# Lambda gives 10 s for an init and 30 s for an answer; a busy machine may need more, and only CPU is measured.
PATIENCE = 120.0


@dataclass(frozen=True)
class Function:
    """A folder with code, its handler, and the interpreter and variables it runs with."""

    code: Path
    python: Path
    environment: Mapping[str, str]
    handler: str = "lambda_handler.lambda_handler"


@dataclass(frozen=True)
class Life:
    """From the start of the process to its end; `cpu` is user and system time in seconds, of all its threads."""

    cpu: float
    peak_mb: int
    """VmHWM after the last answer, in MB of 1,048,576 bytes, as Lambda reports it."""
    answers: list[dict[str, Any]]


def ask_event(prompt: str, path: str = "/ai/ask") -> dict[str, Any]:
    """A question on its way from API Gateway."""
    return gateway_event("POST", path, {"prompt": prompt}, "", {})


def live(function: Function, events: Sequence[dict[str, Any]] = ()) -> Life:
    """Start an environment, let it handle the events one by one, and end it when it asks for the next.

    Raises:
        RuntimeError: it does not start, or does not answer 200.
    """
    before = _cpu_of_ended_children()
    peak, answers = asyncio.run(_live(function, events))
    return Life(_cpu_of_ended_children() - before, peak, answers)


async def _live(function: Function, events: Sequence[dict[str, Any]]) -> tuple[int, list[dict[str, Any]]]:
    config = FunctionConfig(
        function.code,
        function.handler,
        str(function.python),
        function.environment,
        timeout=PATIENCE,
        init_timeout=PATIENCE,
    )
    environment = ExecutionEnvironment(config)
    life = asyncio.create_task(environment.live())
    try:
        failure, _ = await environment.initialise()
        if failure:
            raise RuntimeError(f"{function.code} does not start: {failure}")
        answers = [await _invoke(environment, config, event) for event in events]
    finally:
        environment.kill()
        await life
    assert environment.peak_memory_mb is not None
    return environment.peak_memory_mb, answers


async def _invoke(environment: ExecutionEnvironment, config: FunctionConfig, event: dict[str, Any]) -> dict[str, Any]:
    deadline = int((time() + config.timeout) * 1000)
    outcome = await environment.run(Invocation("request", "trace", config.arn, json.dumps(event).encode(), deadline))
    match outcome:
        case Success(payload) if (answer := json.loads(payload))["statusCode"] == 200:
            body: dict[str, Any] = json.loads(answer["body"])
            return body
    raise RuntimeError(f"no answer: {outcome}")


def _cpu_of_ended_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
