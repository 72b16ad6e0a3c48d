"""Supabase for the tests: a real one on PGlite a worker, started from a template that is built once."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import httpx
import pytest

from local.supabase.project import Project

type Row = dict[str, object]
type RunSupabase = Callable[..., AbstractContextManager[Project]]
START_SECONDS = 90
PAGE_ROWS = 1000
ROOT = Path(__file__).absolute().parents[2]
# Kept from one test run to the next, like the page's build.
SECONDS_TO_KEEP = 3600
TEMPLATES = ROOT / ".joblab" / "test-templates"


@contextmanager
def _run_supabase(data: Path, *arguments: str, database: dict[str, str] | None = None) -> Iterator[Project]:
    """Serve on a free port, for as long as the context lasts, the PGlite in `data` or another `database`.

    `database` is what the environment says about it: DATABASE_URL, PGHOST, PGUSER.
    """
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= database or {}
    command = [sys.executable, "-m", "local.supabase", "--port", "0", "--data", str(data), *arguments]
    data.mkdir(parents=True, exist_ok=True)
    log = data / "log"
    with log.open("w") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=environment)
    try:
        _wait_until_ready(process, log)
        yield Project.read(data)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_until_ready(process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while "\nready " not in f"\n{log.read_text()}":
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"Supabase did not start:\n{log.read_text()}")
        time.sleep(0.05)


@pytest.fixture(scope="session")
def run_supabase() -> RunSupabase:
    """`with run_supabase(folder, "--no-demo") as project:` serves a folder of the test's own."""
    return _run_supabase


@pytest.fixture(scope="session")
def fetch_rows() -> Callable[[Project, str], list[Row]]:
    """`fetch_rows(project, "jobs")`: every row of a table, read past the row limit and row level security."""

    def fetch(project: Project, table: str) -> list[Row]:
        order = "job_id" if table == "jobs" else "id"
        headers = {"apikey": project.secret_key}
        rows: list[Row] = []
        with httpx.Client(base_url=f"{project.url}/rest/v1", headers=headers, timeout=60) as client:
            while True:
                window = f"order={order}&limit={PAGE_ROWS}&offset={len(rows)}"
                page = client.get(f"/{table}?{window}").raise_for_status().json()
                rows += page
                if len(page) < PAGE_ROWS:
                    return rows

    return fetch


@pytest.fixture(scope="session")
def supabase(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A migrated project without demo data, shared by the worker's tests: remove what you put in."""
    with _run_copy(tmp_path_factory, "empty", "--no-demo") as project:
        yield project


@pytest.fixture(scope="session")
def demo_supabase(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project with the demo postings, shared by the worker's tests: only read it."""
    with _run_copy(tmp_path_factory, "demo") as project:
        yield project


@pytest.fixture
def empty_supabase(supabase: Project) -> Iterator[Project]:
    """`supabase` without any posting, before and after the test."""
    _delete_jobs(supabase)
    yield supabase
    _delete_jobs(supabase)


def _delete_jobs(project: Project) -> None:
    url = f"{project.url}/rest/v1/jobs?job_id=not.is.null"
    httpx.delete(url, headers={"apikey": project.secret_key}, timeout=60).raise_for_status()


@pytest.fixture
def migrated_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a stopped, migrated project, for the test to start."""
    return _copy(tmp_path_factory, "empty", "--no-demo")


@contextmanager
def _run_copy(factory: pytest.TempPathFactory, name: str, *arguments: str) -> Iterator[Project]:
    with _run_supabase(_copy(factory, name, *arguments), *arguments) as project:
        yield project


def _copy(factory: pytest.TempPathFactory, name: str, *arguments: str) -> Path:
    return shutil.copytree(project_template(factory, name, *arguments), factory.mktemp("supabase") / name)


def project_template(factory: pytest.TempPathFactory, name: str, *arguments: str) -> Path:
    """The folder of a project that was started and stopped once, by whichever test run needed it first."""
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    template = TEMPLATES / f"{name}-{_fingerprint()}"
    with (TEMPLATES / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            _remove_outdated()
            building = factory.mktemp("building") / name
            with _run_supabase(building, *arguments):
                pass
            shutil.move(building, template)
    return template


def _remove_outdated() -> None:
    """Old templates; a younger one may be in use by another run."""
    for template in TEMPLATES.glob("*-*"):
        is_old = time.time() - template.stat().st_mtime > SECONDS_TO_KEEP
        if is_old and not template.name.endswith(_fingerprint()):
            shutil.rmtree(template)


@cache
def _fingerprint() -> str:
    """Of all that a template is made from; the demo postings end with yesterday."""
    sources = [*(ROOT / "supabase").rglob("*.sql"), *(ROOT / "local" / "supabase").glob("*.*")]
    digest = hashlib.sha256(datetime.now(UTC).date().isoformat().encode())
    for source in sorted(sources):
        digest.update(source.name.encode() + source.read_bytes())
    return digest.hexdigest()[:16]
