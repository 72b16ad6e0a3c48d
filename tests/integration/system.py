"""The system of `make dev` for tests: its parts on free ports, and questions to it."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from cli.parts import Part, RunningPart, api_environment
from local.supabase.project import Project

SECONDS_TO_START = 60


@contextmanager
def running(part: Part) -> Iterator[str]:
    """The address of a part, for as long as the context lasts."""
    process = RunningPart(part, lambda name, line: print(f"{name} | {line}"))  # noqa: T201 (pytest shows it)
    try:
        process.wait_until_ready(SECONDS_TO_START, threading.Event())
        yield process.url
    finally:
        process.ask_to_stop()
        process.stop()


@contextmanager
def api_on(project: Project) -> Iterator[httpx.Client]:
    """The API as `make dev` runs it, on a Supabase project."""
    with running(Part.module("bedrock", 0, os.environ, "--delta-ms", "0")) as bedrock:
        environment = api_environment(project, bedrock)
        with running(Part.module("gateway", 0, environment)) as url, httpx.Client(base_url=url, timeout=40) as client:
            yield client


def ask(api: httpx.Client, prompt: str, **more: str) -> dict[str, Any]:
    """The answer's JSON."""
    response = api.post("/ai/ask", json={"prompt": prompt, **more})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer
