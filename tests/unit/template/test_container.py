"""The container starts the app as the streaming door does. No docker engine is here: its command runs without one."""

import json
import os
import re
import socket
import subprocess
import sys
import time

import httpx

from cli.parts import HOST, ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text()


def test_the_containers_command_serves_the_app() -> None:
    command: list[str] = json.loads(re.search(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)[1])  # type: ignore[index]
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = str(probe.getsockname()[1])
    command = [{"python": sys.executable, "0.0.0.0": HOST, "8080": port}.get(word, word) for word in command]
    settings = {
        "SUPABASE_URL": "https://project.supabase.co",
        "SUPABASE_PUBLISHABLE_KEY": "sb_publishable_fake",
        "SUPABASE_API_JWT": "fake.jwt.token",
        "CORS_ORIGINS": "https://joblab.example",
    }
    page = {"origin": "https://joblab.example"}
    process = subprocess.Popen(command, cwd=ROOT / "api", env=os.environ | settings)
    try:
        answer = _first_answer(f"http://{HOST}:{port}/health", page)
    finally:
        process.terminate()
        process.wait(timeout=30)

    assert answer.json()["status"] == "ok"
    assert answer.headers["access-control-allow-origin"] == page["origin"]  # no edge answers CORS for a container


def _first_answer(url: str, headers: dict[str, str]) -> httpx.Response:
    give_up = time.monotonic() + 60
    while True:
        try:
            return httpx.get(url, headers=headers)
        except httpx.TransportError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.1)


def test_the_container_starts_its_app_as_the_streaming_door_does() -> None:
    door = (ROOT / "api" / "run.sh").read_text()

    for word in ("-m uvicorn", "--factory joblab.app:create_", "--no-access-log", "--log-level warning"):
        assert word in door
        assert word in re.sub(r'[",]+', "", DOCKERFILE)


def test_the_image_gets_the_api_alone() -> None:
    assert (ROOT / ".dockerignore").read_text().splitlines() == ["*", "!api", "**/__pycache__"]
    assert all(source.startswith("api/") for source in re.findall(r"^COPY (\S+)", DOCKERFILE, re.MULTILINE))
