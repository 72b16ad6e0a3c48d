"""The database as the app reaches it: over HTTP, as joblab_api."""

import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from benchmarks.database_shapes import Shape
from cli.parts import Part, running
from local.supabase.embedded import Connection
from local.supabase.project import Project

PAGE_ROWS = 1000
# What has to be fetched of a posting to group or measure by it.
COLUMNS = {
    "posted_month": "posted_date",
    "posted_day": "posted_date",
    "remote_share": "is_remote",
    "companies": "company_name",
    "median_salary": "salary_yearly,salary_currency",
}


@dataclass(frozen=True)
class Api:
    """/rest/v1 of a project."""

    client: httpx.Client

    def call(self, function: str, arguments: dict[str, object]) -> tuple[float, dict[str, Any]]:
        """Call an SQL function; returns milliseconds and its answer, with exact figures."""
        start = time.perf_counter()
        response = self.client.post(f"/rpc/{function}", json=arguments)
        took = 1000 * (time.perf_counter() - start)
        return took, json.loads(response.raise_for_status().text, parse_float=Decimal)

    def fetch_and_count(self, shape: Shape) -> float:
        """What people do without job_stats: fetch the columns in pages, count in Python; returns milliseconds."""
        wanted = [COLUMNS.get(name, name) for name in (*shape.group_by, shape.measure) if name != "count"]
        query = {"select": ",".join(wanted) or "job_id", "order": "job_id", "limit": str(PAGE_ROWS)} | _query(shape)
        counted: Counter[tuple[object, ...]] = Counter()
        start = time.perf_counter()
        fetched = PAGE_ROWS
        while fetched == PAGE_ROWS:
            page = self.client.get("/jobs", params=query | {"offset": str(counted.total())}).raise_for_status().json()
            counted.update(tuple(row.values()) for row in page)
            fetched = len(page)
        return 1000 * (time.perf_counter() - start)


def _query(shape: Shape) -> dict[str, str]:
    """The filters in PostgREST's words."""
    query = {"has_url_duplicate": "neq.1"}
    for name, value in shape.filters.items():
        match name:
            case "posted_start":
                query["and"] = f"(posted_date.gte.{value},posted_date.lte.{shape.filters['posted_end']})"
            case "posted_end":
                pass
            case "skills":
                query["skills_keys"] = f'cs.{{"{str(value).lower()}"}}'
            case _:
                query[name] = f"eq.{str(value).lower() if isinstance(value, bool) else value}"
    return query


@contextmanager
def api_of(server: str, connection: Connection) -> Iterator[Api]:
    """Serve a migrated database; `server` is the URI of its server, on a Unix socket."""
    where = parse_qs(urlsplit(server).query)["host"][0]
    environment = os.environ | {
        "DATABASE_URL": f"postgresql:///{connection.info.dbname}",
        "PGHOST": where,
        "PGUSER": connection.info.user,
    }
    with (
        TemporaryDirectory(prefix="joblab-bench-") as data,
        running(Part.module("supabase", 0, environment, "--no-demo", "--data", data)) as url,
    ):
        project = Project.read(Path(data))
        headers = {"apikey": project.publishable_key, "authorization": f"Bearer {project.api_jwt}"}
        with httpx.Client(base_url=f"{url}/rest/v1", headers=headers, timeout=120) as client:
            yield Api(client)
