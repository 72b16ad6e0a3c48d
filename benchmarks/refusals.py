"""What limits cost: a question that is refused, and the reservation of one that is not."""

import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

import httpx

from benchmarks.counted import counted
from benchmarks.database_http import Api, api_of
from benchmarks.database_rows import fill
from benchmarks.life import Function
from benchmarks.packages import packages
from benchmarks.report import Comparison, Figure, Section, Target
from benchmarks.reservations import Turns, in_database, over, ratio_of, turns
from benchmarks.upstreams import question
from cli.parts import Part, running
from local.supabase.embedded import Connection, database, running_server

POSTINGS = 1_000
RUNS, ASKS, TURNS = 5, 200, 300
# Who asks at once, and as many workers.
VISITORS = 4
AT_THE_LIMIT = {"VISITOR_DAY_QUESTIONS": "1"}
LIMITS = ("BUDGET_DAY_USD", "BUDGET_MONTH_USD", "VISITOR_DAY_QUESTIONS", "VISITOR_DAY_TOKENS")
WITHOUT_LIMITS = dict.fromkeys(LIMITS, "off")
ANSWERED, REFUSED = httpx.codes.OK, httpx.codes.TOO_MANY_REQUESTS
# A question that was answered before is answered again, whatever the limit.
NEW_QUESTIONS = count(1)


def measure() -> Section:
    """Compare."""
    with packages() as built, limited_database() as (connection, api):
        free = on_database(built.ours, api, WITHOUT_LIMITS)
        limited = on_database(built.ours, api, AT_THE_LIMIT)
        answered = cpu_of_asks(free, ANSWERED, RUNS, ASKS // 4)
        refused = cpu_of_asks(limited, REFUSED, RUNS, ASKS)
        calls = calls_of_refusals(limited, ASKS)
        each = time_per_refusal(limited, RUNS, ASKS)
        direct, over_http = turns(in_database(connection), TURNS), turns(over(api), TURNS)
    most_cpu, one = Target("value", 5), Target("value", 1)
    throughput = f"time per refusal, {VISITORS} visitors at once (the inverse of throughput)"
    return Section(
        "refusals",
        [
            Comparison("CPU of a refusal", "ms", refused, "a question that is answered", answered, most_cpu),
            Comparison("calls of the database, a refusal", "", Figure.exact(calls.total() / ASKS), target=one),
            Comparison(throughput, "ms", each),
            *_compared("in PostgreSQL", direct),
            *_compared("over HTTP", over_http),
        ],
        [
            f"{1000 / each.median:,.0f} questions refused a second, by {VISITORS} workers on the machine that serves "
            "visitors, gateway and database as well. A refusal's call of the database: "
            f"`POST {'`, `POST '.join(calls)}`. {TURNS} turns with and without a reservation, one after the other; "
            "PostgreSQL waits for its disk at each commit, as it does by default."
        ],
    )


def _compared(where: str, taken: Turns) -> Iterator[Comparison]:
    for name, pairs in (("begin_turn that reserves", taken.begin), ("end_turn that settles", taken.end)):
        ours, other = (Figure.of(side) for side in zip(*pairs, strict=True))
        target = Target("difference", 3)
        yield Comparison(f"{name}, {where}", "ms", ours, "the same without", other, target, ratio_of(pairs))


@contextmanager
def limited_database(*, waits_for_disk: bool = True) -> Iterator[tuple[Connection, Api]]:
    """A PostgreSQL and the HTTP layer in front of it."""
    with running_server() as server, database(server, "limits") as connection:
        fill(connection, POSTINGS)
        if waits_for_disk:
            connection.execute("alter system reset fsync")
            connection.execute("alter system reset full_page_writes")
            connection.execute("select pg_reload_conf()")
        with api_of(server, connection) as api:
            yield connection, api


def on_database(function: Function, api: Api, limits: Mapping[str, str]) -> Function:
    """A function with these limits, which asks that database."""
    headers = api.client.headers
    settings = {
        "SUPABASE_URL": str(api.client.base_url).removesuffix("/rest/v1/"),
        "SUPABASE_PUBLISHABLE_KEY": headers["apikey"],
        "SUPABASE_API_JWT": headers["authorization"].removeprefix("Bearer "),
    }
    return replace(function, environment={**function.environment, **settings, **limits})


def cpu_of_asks(function: Function, status: int, runs: int, asks: int) -> Figure:
    """Milliseconds of CPU of an ask in a warm function, which answers all of them with that status."""
    with _serving(function) as visitors:
        return Figure.of(_cpu_each(function, visitors, status, asks) for _ in range(runs))


def calls_of_refusals(function: Function, asks: int) -> Counter[str]:
    """What they ask of the database, by path."""
    with counted(function) as (seen, calls), _serving(seen) as visitors:
        calls.clear()
        visitors.ask(asks, REFUSED)
    return calls


def time_per_refusal(function: Function, runs: int, asks: int) -> Figure:
    """Milliseconds from one to the next, of all visitors together."""
    with _serving(function, VISITORS) as visitors:
        return Figure.of(visitors.ask(asks, REFUSED) for _ in range(runs))


class Visitors:
    """Some who ask at once, what nobody has asked before."""

    def __init__(self, client: httpx.Client, pool: ThreadPoolExecutor) -> None:
        self._client = client
        self._pool = pool

    def ask(self, asks: int, expected: int | None = None) -> float:
        """Milliseconds from one answer to the next.

        Raises:
            RuntimeError: one has another status than expected.
        """
        start = time.perf_counter()
        found = list(self._pool.map(self._status, islice(NEW_QUESTIONS, asks)))
        took = 1000 * (time.perf_counter() - start) / asks
        if expected and set(found) != {expected}:
            raise RuntimeError(f"not all were answered with {expected}: {Counter(found)}")
        return took

    def _status(self, number: int) -> int:
        return self._client.post("/ai/ask", json={"prompt": question(number)}).status_code


@contextmanager
def _serving(function: Function, visitors: int = 1) -> Iterator[Visitors]:
    """The gateway in front of as many workers; all are warm, and where there is a limit, it is reached."""
    options = ["--code", str(function.code), "--python", str(function.python), "--concurrency", str(visitors)]
    options += ["--rate", "100000", "--burst", "100000"]  # API Gateway's throttle is not what is measured
    with (
        running(Part.module("gateway", 0, {**os.environ, **function.environment}, *options)) as url,
        httpx.Client(base_url=url, timeout=60) as client,
        ThreadPoolExecutor(visitors) as pool,
    ):
        asking = Visitors(client, pool)
        asking.ask(5 * visitors)
        yield asking


def _cpu_each(function: Function, visitors: Visitors, status: int, asks: int) -> float:
    """Milliseconds in the function's workers."""
    before = _cpu_seconds(function.code)
    visitors.ask(asks, status)
    return 1000 * (_cpu_seconds(function.code) - before) / asks


def _cpu_seconds(code: Path) -> float:
    """User and system time of the processes that run in that folder."""
    processes = [link.parent for link in Path("/proc").glob("[0-9]*/cwd") if _is_at(link, code)]
    times = [(process / "stat").read_text().rpartition(")")[2].split()[11:13] for process in processes]
    return sum(int(user) + int(system) for user, system in times) / os.sysconf("SC_CLK_TCK")


def _is_at(link: Path, folder: Path) -> bool:
    try:
        return link.readlink() == folder
    except OSError:  # it has ended, or is another user's
        return False
