"""Fifty users at once on eight workers of the local gateway, beside the same gateway without the app."""

import asyncio
import os
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import httpx

from benchmarks.life import Function
from benchmarks.packages import packages
from benchmarks.report import Comparison, Figure, Section, Target
from benchmarks.upstreams import MODEL_SECONDS, answered, postings, question
from cli.parts import Part, running

USERS = 50
WORKERS = 8
SECONDS = 60.0
# Nothing is measured while the users arrive and the workers start.
RAMP = 20.0
# A user who finds all workers busy asks again after so many seconds, as the answer 503 invites to.
PATIENCE = (1.0, 2.0)
THINKING = (1.0, 3.0)
ECHO = Path(__file__).parent / "echo"
TARGET = Target("ratio", 1.03)
BUSY = {"message": "Service Unavailable"}


@dataclass
class Tally:
    """What the users saw. Times in seconds on one clock; `served` holds start and end of each answered request."""

    begin: float
    end: float
    """The window that counts."""
    served: list[tuple[float, float]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    """What came instead of an answer to the question."""
    refused: int = 0

    def seconds_per_answer(self) -> float:
        """Within the window; an answer under way at its edge counts with the share of it that lies within."""
        shares = (
            max(0.0, min(stop, self.end) - max(start, self.begin)) / (stop - start) for start, stop in self.served
        )
        return (self.end - self.begin) / sum(shares)


def measure() -> Section:
    """Compare."""
    with packages() as built:
        ours = _loaded(built.ours)
    echo = _loaded(Function(ECHO, Path(sys.executable), {"PATH": os.environ["PATH"]}))
    mine, theirs = (Figure.exact(1000 * side.seconds_per_answer()) for side in (ours, echo))
    failed = Figure.exact(len(ours.failed))
    return Section(
        "load",
        [
            Comparison("errors, and answers to another question", "", failed, target=Target("value", 0)),
            Comparison("time per answer (the inverse of throughput)", "ms", mine, "an echo handler", theirs, TARGET),
        ],
        [_set_up(ours, echo), *(f"Failed: `{failure}`" for failure in ours.failed[:5])],
    )


def _set_up(ours: Tally, echo: Tally) -> str:
    return (
        f"{USERS} users and {WORKERS} workers for {SECONDS:.0f} s, after {RAMP:.0f} s in which the users arrive: "
        f"{len(ours.served)} questions answered by JobLab, {len(echo.served)} by the echo handler, ramp included. "
        f"A question's two model calls take {THINKING[0]:g} to {THINKING[1]:g} s each, {MODEL_SECONDS:g} s together, "
        "so that both sides wait equally long. Like Lambda at its concurrency limit, the gateway refuses what its "
        f"workers cannot take ({ours.refused:,} and {echo.refused:,} times), and the user asks again after "
        f"{PATIENCE[0]:g} to {PATIENCE[1]:g} s."
    )


def _loaded(function: Function) -> Tally:
    """Put the load on a gateway with this function."""
    options = ["--code", str(function.code), "--python", str(function.python), "--concurrency", str(WORKERS)]
    options += ["--rate", "1000", "--burst", "1000"]  # API Gateway's throttle is not what is measured
    with running(Part.module("gateway", 0, {**os.environ, **function.environment}, *options)) as url:
        return asyncio.run(_visit(url))


async def _visit(url: str) -> Tally:
    started = time.monotonic()
    tally = Tally(started + RAMP, started + RAMP + SECONDS)
    numbers = count()
    limits = httpx.Limits(max_connections=USERS, keepalive_expiry=1)  # the gateway closes idle ones after 5 s
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client, asyncio.TaskGroup() as users:
        for user in range(USERS):
            users.create_task(_user(client, tally, numbers, RAMP * user / USERS))
    return tally


async def _user(client: httpx.AsyncClient, tally: Tally, numbers: Iterator[int], arrival: float) -> None:
    """Ask one question after the other until the window is over."""
    await asyncio.sleep(arrival)
    while time.monotonic() < tally.end:
        number = next(numbers)
        chance = random.Random(number)
        text = question(number, chance.uniform(*THINKING))
        answer = await _ask(client, tally, text)
        while answer is None and time.monotonic() < tally.end:
            await asyncio.sleep(chance.uniform(*PATIENCE))
            answer = await _ask(client, tally, text)
        if answer is not None and answer != text and answered(postings(number)) not in answer:
            tally.failed.append(answer)


async def _ask(client: httpx.AsyncClient, tally: Tally, text: str) -> str | None:
    """The answer, or the error; None when every worker was busy."""
    started = time.monotonic()
    try:
        response = await client.post("/ai/ask", json={"prompt": text})
    except httpx.HTTPError as error:
        return f"no answer: {error!r}"
    if response.status_code == httpx.codes.SERVICE_UNAVAILABLE and response.json() == BUSY:
        tally.refused += 1
        return None
    tally.served.append((started, time.monotonic()))
    if response.status_code != httpx.codes.OK:
        return f"{response.status_code} {response.text}"
    answer: str = response.json()["answer"]
    return answer
