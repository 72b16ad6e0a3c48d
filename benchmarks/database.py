"""How fast, and how exact, job_stats and jobs_overview are over many postings in a real PostgreSQL, over HTTP."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from statistics import median, quantiles

from benchmarks.database_http import Api, api_of
from benchmarks.database_python import brute_force
from benchmarks.database_rows import count_ahead, fill
from benchmarks.database_shapes import EVERYTHING, LONG, ONE_BY_ONE, OTHER, OVERVIEWS, SHAPES, USUAL, Shape
from benchmarks.report import Comparison, Figure, Section, Target, write_json
from local.supabase.embedded import database, running_server

# Making 5,000,000 takes most of the time.
SIZES = (10_000, 100_000, 1_000_000, 5_000_000)
TARGET_SIZE = 1_000_000
GROWTH = (100_000, 5_000_000)
RUNS = 20
QUICK_SIZES = (2_000, 10_000)
QUICK_RUNS = 3
# Fetching more than this takes minutes; the other side is not measured then.
MOST_FETCHED = 60_000
MOST_ROWS = 1000


@dataclass(frozen=True)
class Measured:
    """One size: milliseconds of every run, by question; of fetching and counting where that was measured."""

    postings: int
    ours: Mapping[str, list[float]]
    fetched: Mapping[str, float]
    overviews: Mapping[str, list[float]]
    one_by_one: float
    wrong: Sequence[str]
    """Questions that job_stats answered differently from Python."""


def measure(sizes: Sequence[int] = SIZES) -> Section:
    """Measure each size on a server of its own."""
    measured = [_size(postings, USUAL) for postings in sizes]
    return Section("database", [*_ratios(measured), *_times_of_target_size(measured)], [_table(measured)])


def measure_ratios() -> Section:
    """The part for CI: small sizes, the questions that fetch most, and only what holds on a busy machine."""
    fetched = [shape for shape in USUAL if not shape.filters]
    return Section("database", list(_ratios([_size(postings, fetched, QUICK_RUNS) for postings in QUICK_SIZES])))


def _size(postings: int, to_fetch: Sequence[Shape], runs: int = RUNS) -> Measured:
    with running_server() as server, database(server, "bench") as connection:
        fill(connection, postings)
        count_ahead(connection)
        expected = brute_force(connection, SHAPES, MOST_ROWS)
        with api_of(server, connection) as api:
            wrong = [
                shape.name
                for shape, answer in zip(SHAPES, expected, strict=True)
                if not answer.items() <= api.call("job_stats", shape.arguments | {"row_limit": MOST_ROWS})[1].items()
            ]
            ours = {shape.name: _times(api, "job_stats", shape.arguments, runs) for shape in SHAPES}
            fetched = _fetched(api, to_fetch) if postings <= TARGET_SIZE else {}
            overviews = {
                name: _times(api, "jobs_overview", {"filters": filters}, runs) for name, filters in OVERVIEWS.items()
            }
            one_by_one = sum(median(_times(api, "job_stats", shape.arguments, QUICK_RUNS)) for shape in ONE_BY_ONE)
    return Measured(postings, ours, fetched, overviews, one_by_one, wrong)


def _times(api: Api, function: str, arguments: dict[str, object], runs: int) -> list[float]:
    api.call(function, arguments)
    return [api.call(function, arguments)[0] for _ in range(runs)]


def _fetched(api: Api, shapes: Sequence[Shape]) -> Mapping[str, float]:
    """Milliseconds, by question. Those about the same postings share the time of the first, which needs least."""
    times: dict[str, float] = {}
    for _, about_the_same in groupby(sorted(shapes, key=_filters), key=_filters):
        alike = list(about_the_same)
        if int(api.call("job_stats", {"filters": alike[0].filters})[1]["total"]["postings"]) <= MOST_FETCHED:
            times |= dict.fromkeys([shape.name for shape in alike], api.fetch_and_count(alike[0]))
    return times


def _filters(shape: Shape) -> str:
    return json.dumps(shape.filters, sort_keys=True)


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20, method="inclusive")[-1]


def _ratios(measured: Sequence[Measured]) -> Iterator[Comparison]:
    """What is right, what fetching takes instead, and how time grows."""
    wrong = [f"{name} ({each.postings:,})" for each in measured for name in each.wrong]
    told = f"answers that differ from Python's: {', '.join(wrong) or 'none'}"
    yield Comparison(told, "", Figure.exact(len(wrong)), target=Target("value", 0))
    main = _of_size(measured, TARGET_SIZE)
    for name, took in main.fetched.items():
        yield Comparison(
            f"{name}, {main.postings:,} postings",
            "ms",
            Figure.of(main.ours[name]),
            "fetching pages of 1,000 and counting",
            Figure.exact(took),
            Target("ratio", 0.05 if main.postings == TARGET_SIZE else 0.5),
        )
    small, large = _of_size(measured[:-1] or measured, GROWTH[0]), _of_size(measured, GROWTH[1])
    grown = max(
        (*USUAL, *OTHER), key=lambda shape: median(large.ours[shape.name]) / median(small.ours[shape.name])
    ).name
    yield Comparison(
        f"largest growth, {large.postings:,} postings: {grown}",
        "ms",
        Figure.of(large.ours[grown]),
        f"{small.postings:,} postings",
        Figure.of(small.ours[grown]),
        Target("ratio", 10),
    )


def _of_size(measured: Sequence[Measured], postings: int) -> Measured:
    """What was measured nearest to a size."""
    return min(measured, key=lambda each: abs(each.postings - postings))


def _times_of_target_size(measured: Sequence[Measured]) -> Iterator[Comparison]:
    main = _of_size(measured, TARGET_SIZE)
    for kind, shapes, limit in (
        ("questions", (*USUAL, *OTHER), 100),
        ("questions about postings of all time", LONG, 500),
    ):
        slowest = max((shape.name for shape in shapes), key=lambda name: _p95(main.ours[name]))
        yield Comparison(
            f"slowest p95 of all {kind}, {main.postings:,} postings: {slowest}",
            "ms",
            Figure.exact(_p95(main.ours[slowest])),
            target=Target("value", limit),
        )
    yield Comparison(
        f"jobs_overview, p95, {main.postings:,} postings",
        "ms",
        Figure.exact(_p95(main.overviews[EVERYTHING])),
        "the same figures and charts one by one",
        Figure.exact(main.one_by_one),
        Target("value", 300),
    )


def _table(measured: Sequence[Measured]) -> str:
    """Medians and p95 of every question at every size."""
    head = f"| median / p95, ms | {' | '.join(f'{each.postings:,}' for each in measured)} |"
    questions = [_line(shape.name, [each.ours[shape.name] for each in measured]) for shape in SHAPES]
    overviews = [_line(f"jobs_overview, {name}", [each.overviews[name] for each in measured]) for name in OVERVIEWS]
    return "\n".join([head, "| --- |" + " ---: |" * len(measured), *questions, *overviews])


def _line(name: str, times: Sequence[Sequence[float]]) -> str:
    return f"| {name} | {' | '.join(f'{median(each):.1f} / {_p95(each):.1f}' for each in times)} |"


def main() -> int:
    """Print the tables; 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.database", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many postings, smallest first")
    parser.add_argument("--json", type=Path, help="file for the figures")
    options = parser.parse_args()
    section = measure(options.sizes)
    print(section.markdown())
    if options.json:
        write_json(options.json, [section])
    return int(any(comparison.met is False for comparison in section.comparisons))


if __name__ == "__main__":
    sys.exit(main())
