"""The system of `make dev` for tests: its parts on free ports, and questions to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from cli.parts import Part, api_environment, running
from local.supabase.project import Project


def print_line(name: str, line: str) -> None:
    """For pytest, which shows it when a test fails."""
    print(f"{name} | {line}")  # noqa: T201


@contextmanager
def api_on(project: Project) -> Iterator[httpx.Client]:
    """The API as `make dev` runs it, on a Supabase project."""
    with running(Part.model(project, 0, "--delta-ms", "0"), print_line) as bedrock:
        environment = api_environment(project, bedrock)
        gateway = Part.module("gateway", 0, environment)
        with running(gateway, print_line) as url, httpx.Client(base_url=url, timeout=40) as client:
            yield client


def ask(api: httpx.Client, prompt: str, **more: str) -> dict[str, Any]:
    """The answer's JSON."""
    response = api.post("/ai/ask", json={"prompt": prompt, **more})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer
