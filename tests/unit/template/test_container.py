"""The container starts the app as the streaming door does. No docker engine is here: its command runs without one."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from cli.parts import HOST, ROOT, free_port

DOCKERFILE = (ROOT / "Dockerfile").read_text()
SETTINGS = {
    "SUPABASE_URL": "https://project.supabase.co",
    "SUPABASE_PUBLISHABLE_KEY": "sb_publishable_fake",
    "SUPABASE_API_JWT": "fake.jwt.token",
    "CORS_ORIGINS": "https://joblab.example",
}
PAGE = {"origin": "https://joblab.example"}


def container(port: str) -> list[str]:
    """The image's command."""
    command: list[str] = json.loads(re.search(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)[1])  # type: ignore[index]
    return [{"python": sys.executable, "0.0.0.0": HOST, "8080": port}.get(word, word) for word in command]


def door(_: str) -> list[str]:
    """What the Lambda Web Adapter starts; it takes its port from the environment."""
    return ["sh", "run.sh"]


@pytest.mark.parametrize("starting", [container, door])
def test_the_command_serves_the_app_which_alone_writes_the_log(
    starting: Callable[[str], list[str]], tmp_path: Path
) -> None:
    port = str(free_port())
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    log = tmp_path / "log"
    with log.open("w") as output:
        process = subprocess.Popen(
            starting(port),
            cwd=ROOT / "api",
            env=os.environ | SETTINGS | {"AWS_LWA_PORT": port, "PATH": path},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            answer = _first_answer(f"http://{HOST}:{port}/health")
        finally:
            process.terminate()
            process.wait(timeout=30)

    assert answer.json()["status"] == "ok"
    assert answer.headers["access-control-allow-origin"] == PAGE["origin"]  # no edge answers CORS for a container
    assert "request" in [json.loads(line).get("message") for line in log.read_text().splitlines()]


def _first_answer(url: str) -> httpx.Response:
    give_up = time.monotonic() + 60
    while True:
        try:
            return httpx.get(url, headers=PAGE)
        except httpx.TransportError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.1)


def test_the_image_gets_the_api_alone() -> None:
    assert (ROOT / ".dockerignore").read_text().splitlines() == ["*", "!api", "**/__pycache__"]
    assert all(source.startswith("api/") for source in re.findall(r"^COPY (\S+)", DOCKERFILE, re.MULTILINE))
