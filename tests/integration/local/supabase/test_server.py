"""`python -m local.supabase` as other programs meet it: its first line, its answers, its end."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import httpx
import pytest

from local.supabase.project import Project

type RunSupabase = Callable[..., AbstractContextManager[Project]]
type Caller = Literal["api", "anon", "secret"]
POSTING = {"job_id": "kept", "actual_role": "Data Engineer", "posted_date": "2026-01-15"}


def send(project: Project, caller: Caller, method: str, path: str, body: object = None) -> httpx.Response:
    headers = {
        "api": {"apikey": project.publishable_key, "authorization": f"Bearer {project.api_jwt}"},
        "anon": {"apikey": project.publishable_key},
        "secret": {"apikey": project.secret_key},
    }[caller]
    return httpx.request(method, f"{project.url}/rest/v1/{path}", headers=headers, json=body, timeout=30)


@dataclass(frozen=True)
class Server:
    process: subprocess.Popen[str]
    ready: str

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=30)


def command(data: Path, port: int) -> list[str]:
    return [sys.executable, "-m", "local.supabase", "--port", str(port), "--data", str(data), "--no-demo"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[Path], Server]]:
    started: list[subprocess.Popen[str]] = []

    def start(data: Path) -> Server:
        process = subprocess.Popen(command(data, 0), stdout=subprocess.PIPE, text=True)
        started.append(process)
        assert process.stdout is not None
        return Server(process, next(line for line in process.stdout if line.startswith("ready ")))

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_api_role_reads_and_secret_key_writes(empty_supabase: Project) -> None:
    assert send(empty_supabase, "secret", "POST", "jobs", POSTING).status_code == 201
    found = send(empty_supabase, "api", "GET", "jobs?select=job_id,posted_date")
    assert found.json() == [{"job_id": "kept", "posted_date": "2026-01-15"}]


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "jobs"), ("POST", "rpc/job_stats"), ("DELETE", "jobs?job_id=eq.x")]
)
def test_anon_is_refused_as_on_a_hosted_project(supabase: Project, method: str, path: str) -> None:
    answer = send(supabase, "anon", method, path, {} if method == "POST" else None)
    assert (answer.status_code, answer.json()["code"]) == (401, "42501")


def test_a_request_without_any_key_is_refused(supabase: Project) -> None:
    assert httpx.get(f"{supabase.url}/rest/v1/jobs").status_code == 401


def test_requests_at_the_same_time_keep_their_roles(supabase: Project) -> None:
    """Sent down one connection at once, which is how requests meet inside the server for certain."""

    def request(key: str, *, last: bool = False) -> str:
        close = "connection: close\r\n" if last else ""
        return f"GET /rest/v1/jobs?limit=1 HTTP/1.1\r\nhost: 127.0.0.1\r\napikey: {key}\r\n{close}\r\n"

    keys = [supabase.publishable_key, supabase.secret_key] * 20
    requests = "".join(request(key) for key in keys) + request(supabase.secret_key, last=True)
    with socket.create_connection(("127.0.0.1", int(supabase.url.rpartition(":")[2])), timeout=60) as connection:
        connection.sendall(requests.encode())
        answers = connection.makefile("rb").read().decode()
    assert re.findall(r"HTTP/1.1 (\d+)", answers) == ["401", "200"] * 20 + ["200"]


def test_a_restart_keeps_keys_and_data(start: Callable[[Path], Server], migrated_folder: Path) -> None:
    first = start(migrated_folder)
    before = Project.read(migrated_folder)
    assert first.ready == f"ready {before.url}\n"
    send(before, "secret", "POST", "jobs", POSTING).raise_for_status()
    assert first.end(signal.SIGTERM) == 0

    second = start(migrated_folder)
    after = Project.read(migrated_folder)
    assert (after.secret_key, after.api_jwt) == (before.secret_key, before.api_jwt)
    assert send(after, "api", "GET", "jobs?select=job_id").json() == [{"job_id": "kept"}]
    assert second.end(signal.SIGINT) == 0


def test_a_killed_server_loses_nothing_it_confirmed(start: Callable[[Path], Server], migrated_folder: Path) -> None:
    first = start(migrated_folder)
    send(Project.read(migrated_folder), "secret", "POST", "jobs", POSTING).raise_for_status()
    first.end(signal.SIGKILL)

    start(migrated_folder)
    answer = send(Project.read(migrated_folder), "api", "GET", "jobs?select=job_id")
    assert answer.json() == [{"job_id": "kept"}]


def refusal(data: Path, port: int, **environment: str) -> str:
    """What a start that must fail says."""
    ended = subprocess.run(
        command(data, port), capture_output=True, text=True, timeout=30, env=os.environ | environment
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    return ended.stderr


def test_a_taken_port_is_named_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert refusal(tmp_path, port) == f"supabase: port {port} is taken (Address already in use)\n"


def test_a_folder_in_use_is_refused(start: Callable[[Path], Server], migrated_folder: Path) -> None:
    start(migrated_folder)
    assert refusal(migrated_folder, 0) == f"supabase: another Supabase already runs on {migrated_folder}\n"


def test_a_missing_node_is_named(tmp_path: Path) -> None:
    says = refusal(tmp_path, 0, PATH=str(tmp_path))
    assert says == "supabase: node is not installed; JobLab needs Node 20 or later\n"
