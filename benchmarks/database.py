"""How fast, and how exact, job_stats and jobs_overview are over many postings in a real PostgreSQL, over HTTP."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.database_http import Api, api_of
from benchmarks.database_python import Groups, brute_force
from benchmarks.database_rows import count_ahead, fill
from benchmarks.database_shapes import ONE_BY_ONE, SHAPES, Shape
from benchmarks.report import Comparison, Figure, Section, Target, write_json
from tests.integration.database.postgres import database, running_server

SIZES = (10_000, 100_000, 1_000_000, 5_000_000)
TARGET_SIZE = 1_000_000
GROWTH = (100_000, 5_000_000)
RUNS = 20
# Fetching more than this takes minutes; the other side is not measured then.
MOST_FETCHED = 60_000


@dataclass(frozen=True)
class Measured:
    """One size: milliseconds of every run, by question; of fetching and counting where that was measured."""

    postings: int
    ours: Mapping[str, list[float]]
    fetched: Mapping[str, float]
    overview: list[float]
    one_by_one: float
    wrong: Sequence[str]
    """Questions that job_stats answered differently from Python."""


def measure(sizes: Sequence[int] = SIZES) -> Section:
    """Measure each size on a server of its own."""
    measured = [_size(postings) for postings in sizes]
    return Section("database", list(_comparisons(measured)), [_table(measured)])


def _size(postings: int) -> Measured:
    with running_server() as server, database(server, "bench") as connection:
        fill(connection, postings)
        count_ahead(connection)
        expected = brute_force(connection, SHAPES)
        with api_of(server, connection) as api:
            wrong = [
                shape.name
                for shape, (now, before) in zip(SHAPES, expected, strict=True)
                if not _equal(api.call("job_stats", shape.arguments)[1], now, before)
            ]
            ours = {shape.name: _times(api, "job_stats", shape.arguments) for shape in SHAPES}
            few = [shape for shape in SHAPES if _found(api, shape) <= MOST_FETCHED]
            fetched = {shape.name: api.fetch_and_count(shape) for shape in few if postings <= TARGET_SIZE}
            overview = _times(api, "jobs_overview", {})
            one_by_one = sum(median(_times(api, "job_stats", shape.arguments, 5)) for shape in ONE_BY_ONE)
    return Measured(postings, ours, fetched, overview, one_by_one, wrong)


def _times(api: Api, function: str, arguments: dict[str, object], runs: int = RUNS) -> list[float]:
    api.call(function, arguments)
    return [api.call(function, arguments)[0] for _ in range(runs)]


def _found(api: Api, shape: Shape) -> int:
    return int(api.call("job_stats", {"filters": shape.filters})[1]["total"]["postings"])


def _equal(answer: dict[str, Any], now: Groups, before: Groups | None) -> bool:
    """Whether job_stats says what Python does; only the 1,000 largest groups are in its rows."""
    names = answer["group_by"]
    if not names:
        return bool(Decimal(str(answer["total"]["value"])) == now.get((), Decimal(0)))
    rows = {_key(row["keys"], names): row for row in answer["rows"]}
    values = {key: Decimal(str(row["value"])) for key, row in rows.items()}
    earlier = {key: Decimal(str(row["previous"])) for key, row in rows.items()} if before is not None else None
    complete = answer["groups"] == len(now.keys() | (before or {}).keys()) and len(rows) == min(answer["groups"], 1000)
    smallest = min(values.values(), default=Decimal(0))
    unseen = [value for key, value in now.items() if key not in values and value is not None]
    return (
        complete
        and all(now.get(key, Decimal(0)) == value for key, value in values.items())
        and all(value <= smallest for value in unseen)
        and (earlier is None or all((before or {}).get(key, Decimal(0)) == value for key, value in earlier.items()))
    )


def _key(keys: Mapping[str, object], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(keys[name]) for name in names)


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20, method="inclusive")[-1]


def _comparisons(measured: Sequence[Measured]) -> Iterator[Comparison]:
    wrong = [f"{name} ({each.postings:,})" for each in measured for name in each.wrong]
    yield Comparison(
        f"answers that differ from Python's: {', '.join(wrong) or 'none'}",
        "",
        Figure.exact(len(wrong)),
        target=Target("value", 0),
    )
    sizes = {each.postings: each for each in measured}
    main = sizes.get(TARGET_SIZE, measured[-1])
    for name, took in main.fetched.items():
        yield Comparison(
            f"{name}, {main.postings:,} postings",
            "ms",
            Figure.of(main.ours[name]),
            "fetching pages of 1,000 and counting",
            Figure.exact(took),
            Target("ratio", 0.05) if main.postings == TARGET_SIZE else None,
        )
    slowest = max(main.ours, key=lambda name: _p95(main.ours[name]))
    yield Comparison(
        f"slowest p95 of all questions, {main.postings:,} postings: {slowest}",
        "ms",
        Figure.exact(_p95(main.ours[slowest])),
        target=Target("value", 100),
    )
    yield Comparison(
        f"jobs_overview, p95, {main.postings:,} postings",
        "ms",
        Figure.exact(_p95(main.overview)),
        "the same figures and charts one by one",
        Figure.exact(main.one_by_one),
        Target("value", 300),
    )
    small, large = (sizes.get(size, measured[place]) for size, place in zip(GROWTH, (0, -1), strict=True))
    grown = max(SHAPES, key=lambda shape: median(large.ours[shape.name]) / median(small.ours[shape.name])).name
    yield Comparison(
        f"largest growth, {large.postings:,} postings: {grown}",
        "ms",
        Figure.of(large.ours[grown]),
        f"{small.postings:,} postings",
        Figure.of(small.ours[grown]),
        Target("ratio", 10),
    )


def _table(measured: Sequence[Measured]) -> str:
    """Medians and p95 of every question at every size."""
    head = f"| median / p95, ms | {' | '.join(f'{each.postings:,}' for each in measured)} |"
    lines = [_line(shape.name, [each.ours[shape.name] for each in measured]) for shape in SHAPES]
    overview = _line("jobs_overview", [each.overview for each in measured])
    return "\n".join([head, "| --- |" + " ---: |" * len(measured), *lines, overview])


def _line(name: str, times: Sequence[Sequence[float]]) -> str:
    return f"| {name} | {' | '.join(f'{median(each):.1f} / {_p95(each):.1f}' for each in times)} |"


def main() -> int:
    """Print the tables; 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.database", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many postings (default: all sizes)")
    parser.add_argument("--json", type=Path, help="file for the figures")
    options = parser.parse_args()
    section = measure(options.sizes)
    print(section.markdown())
    if options.json:
        write_json(options.json, [section])
    return int(any(comparison.met is False for comparison in section.comparisons))


if __name__ == "__main__":
    sys.exit(main())
