"""How fast, and how exact, job_stats is over 1,000,000 postings in a real PostgreSQL: `make bench-db`.

Starts a PostgreSQL of its own, fills it, checks counts against Python on the same rows, prints a table, removes it.
"""

import json
import os
import platform
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from benchmarks.database_rows import fill, prepare
from tests.integration.database.api import answer, call
from tests.integration.database.postgres import Connection, database, running_server

POSTINGS = 1_000_000
RUNS = 25
LONGEST_SECONDS = 4.0
MONTH = {"posted_start": "2026-01-01", "posted_end": "2026-01-31"}
DIMENSIONS = ["country", "job_level_std", "job_function_std", "company_name", "is_remote", "skills"]
ROW_LIMIT = 1000


@dataclass(frozen=True)
class Shape:
    """A usual question, and the median in milliseconds that it must keep within."""

    name: str
    arguments: dict[str, object]
    target_ms: float | None = None
    function: str = "job_stats"


def _by(dimension: str, **more: object) -> dict[str, object]:
    return {"group_by": [dimension], "filters": MONTH, **more}


SHAPES = [
    Shape("one month", {"filters": MONTH}, 30),
    *(Shape(f"one month by {name}", _by(name), None if name == "skills" else 30) for name in DIMENSIONS),
    Shape("one month by day", _by("posted_day"), 30),
    Shape("one month by country and level", {"group_by": ["country", "job_level_std"], "filters": MONTH}),
    Shape("one month by country, previous period", _by("country", compare="previous_period")),
    Shape("one month, share remote by level", _by("job_level_std", measure="remote_share")),
    Shape("one month, companies by country", _by("country", measure="companies")),
    Shape("one month, median salary by function", _by("job_function_std", measure="median_salary")),
    Shape("one country by month", {"group_by": ["posted_month"], "filters": {"country": "country 9"}}),
    Shape("one skill by month", {"group_by": ["posted_month"], "filters": {"skills": "skill 9"}}),
    Shape("everything", {}),
    Shape("everything by country", {"group_by": ["country"]}),
    Shape("everything by month", {"group_by": ["posted_month"]}),
    Shape("unknown company, closest names", {"filters": {"company_name": "Compny 77"}}),
    Shape("newest postings", {}, function="search_jobs"),
    Shape(
        "remote data engineers, newest",
        {"filters": {"role_keyword": "data engineer", "is_remote": True}},
        function="search_jobs",
    ),
    Shape("explore page, one month", {"filters": MONTH}, function="jobs_overview"),
]


@dataclass
class Counts:
    """Brute-force counts of the postings of one period."""

    postings: int = 0
    by: dict[str, Counter[object]] = field(default_factory=lambda: {name: Counter() for name in DIMENSIONS})

    def add(self, row: tuple[object, ...]) -> None:
        """Count one posting: the columns of DIMENSIONS."""
        self.postings += 1
        for name, value in zip(DIMENSIONS, row, strict=True):
            values = {item.strip() for item in str(value).split(",")} if name == "skills" else {value}
            self.by[name].update(value for value in values if value is not None)


def brute_force(connection: Connection) -> tuple[Counts, Counts]:
    """Count in Python, over all rows as they are stored: everything, and the month."""
    everything, month = Counts(), Counts()
    columns = ", ".join(DIMENSIONS)
    with connection.transaction(), connection.cursor("rows") as cursor:
        cursor.itersize = 20_000
        cursor.execute(
            f"select to_char(posted_date, 'YYYY-MM'), has_url_duplicate, {columns} from public.jobs".encode()
        )
        for day, duplicate, *row in cursor:
            if duplicate != 1:
                everything.add(tuple(row))
                if day == "2026-01":
                    month.add(tuple(row))
    return everything, month


def differences(connection: Connection, counts: Counts, filters: dict[str, str]) -> Iterator[str]:
    """Yield what job_stats says differently."""
    for name, expected in counts.by.items():
        stats = answer(connection, "job_stats", group_by=[name], filters=filters, row_limit=ROW_LIMIT)
        rows = stats["rows"]
        assert isinstance(rows, list)
        ranked = sorted(expected.items(), key=lambda group: (-group[1], str(group[0]).lower()))[:ROW_LIMIT]
        total = {"value": counts.postings, "postings": counts.postings}
        if [(row["keys"][name], row["value"]) for row in rows] != ranked or stats["total"] != total:
            yield f"{name} {filters or 'everything'}"
        if stats["groups"] != len(expected):
            yield f"number of groups by {name} {filters or 'everything'}"


def measure(work: Callable[[], object]) -> list[float]:
    """Return the milliseconds of each run; fewer runs of what takes long."""
    work()
    times: list[float] = []
    while len(times) < RUNS and (len(times) < 3 or sum(times) < 1000 * LONGEST_SECONDS):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return times


@contextmanager
def step(name: str) -> Iterator[None]:
    """Say what is being done, and how long it took."""
    start = time.monotonic()
    print(f"{name} ...", end=" ", flush=True)
    yield
    print(f"{time.monotonic() - start:.0f} s")


def machine(connection: Connection) -> str:
    """Describe what this runs on."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line.split(":")[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
        cpu = names[0] if names else cpu
    row = connection.execute("show server_version").fetchone()
    assert row is not None
    return f"{cpu}, {os.cpu_count()} cores; PostgreSQL {row[0]}, default settings; Python {platform.python_version()}"


def print_table(connection: Connection) -> None:
    """Time every shape as the app's role, and print a line for each."""
    connection.execute("set role joblab_api")
    print(f"\n{'question':<42} {'best':>9} {'median':>9} {'p95':>9} {'median target':>15}")
    for shape in SHAPES:
        times = measure(lambda shape=shape: call(connection, shape.function, **shape.arguments))  # type: ignore[misc]
        middle = median(times)
        verdict = "" if shape.target_ms is None else f"< {shape.target_ms:.0f} ms"
        missed = shape.target_ms is not None and middle >= shape.target_ms
        p95 = quantiles(times, n=20)[-1] if len(times) > 1 else middle
        figures = " ".join(f"{figure:>6.1f} ms" for figure in (min(times), middle, p95))
        print(f"{shape.name:<42} {figures} {verdict:>15}{'  missed' if missed else ''}")


def main() -> int:
    """Run the benchmark; 1 when a count is not exact."""
    with running_server() as server, database(server, "bench") as connection:
        print(machine(connection))
        with step(f"making {POSTINGS:,} postings"):
            fill(connection, POSTINGS)
        with step("applying the migrations over them, and vacuum"):
            prepare(connection)
        with step("counting in Python"):
            everything, month = brute_force(connection)
        with step("comparing"):
            wrong = [*differences(connection, month, MONTH), *differences(connection, everything, {})]
        print("exact: every count equals the one in Python" if not wrong else f"WRONG: {json.dumps(wrong, indent=1)}")
        print_table(connection)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
