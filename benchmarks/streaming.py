"""How long the first piece of an answer takes from the model to the client, through the streaming door."""

import json
import os
import re
import sys
import time
from collections.abc import Callable

import httpx

from benchmarks.packages import environment_on
from benchmarks.report import Comparison, Figure, Section, Target
from benchmarks.upstreams import UPSTREAMS, question, read
from cli.parts import HOST, Part, free_port, running

RUNS = 60
STAMP = re.compile(r"([a-j]{6,}): ")
# Both sides as api/run.sh starts uvicorn.
OPTIONS = ["--no-access-log", "--log-level", "warning"]


def measure() -> Section:
    """Compare."""
    with (
        running(UPSTREAMS) as upstreams,
        running(_door(upstreams)) as door,
        running(_bare()) as bare,
        httpx.Client(timeout=30) as client,
    ):
        delays = [(_ask(client, door, number), _wait(client, bare)) for number in range(RUNS + 1)]
    ours, other = (Figure.of(1000 * delay for delay in side) for side in zip(*delays[1:], strict=True))
    return Section(
        "streaming",
        [
            Comparison(
                "from the model's first piece of the answer to the client",
                "ms",
                ours,
                "uvicorn serving a bare generator",
                other,
                Target("difference", 5),
            )
        ],
    )


def _door(upstreams: str) -> Part:
    path = f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}"  # noqa: PTH120  (run.sh takes python3 from there)
    return Part.door(0, {**environment_on(upstreams), "PATH": path})


def _bare() -> Part:
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "benchmarks.bare_stream:app", "--port", str(port), *OPTIONS]
    return Part("bare", port, command, {}, f"http://{HOST}:{port}/health")


def _ask(client: httpx.Client, door: str, number: int) -> float:
    part = {"type": "text", "text": question(number)}
    body = {"id": f"chat-{number}", "messages": [{"role": "user", "parts": [part]}]}
    return _delay(client, f"{door}/ai/chat", body, lambda line: '"text-delta"' in line)


def _wait(client: httpx.Client, bare: str) -> float:
    return _delay(client, f"{bare}/stream", {}, bool)


def _delay(client: httpx.Client, url: str, body: object, is_first: Callable[[str], bool]) -> float:
    """Seconds from the moment that the text itself tells to the arrival of its first piece."""
    arrived = 0
    text = ""
    with client.stream("POST", url, json=body) as response:
        for line in response.iter_lines():
            if is_first(line):
                arrived = arrived or time.monotonic_ns()
                text += json.loads(line.removeprefix("data: "))["delta"] if line.startswith("data: ") else line
    stamp = STAMP.search(text)
    if stamp is None:
        raise RuntimeError(f"no answer: {text}")
    return (arrived - read(stamp[1])) / 1e9
