"""job_stats: measure postings."""

from collections.abc import Mapping

from joblab.deadline import Deadline
from joblab.jobs.catalogue import MEASURES, TIME
from joblab.jobs.repository import JobRepository
from joblab.jobs.schemas import Comparable, Cut, Stats, StatsQuery, StatsRow
from joblab.tools.labels import bucket, label, period_of, told
from joblab.tools.registry import MOST_ROWS, RowLimit, Tool
from joblab.tools.result import ToolResult, about
from joblab.tools.sheet import Cell, Sheet, Unit, pairs

MEASURED = {spec.name: spec for spec in MEASURES}
WORDS = {
    "value": "",
    "change": "change of ",
    "change_percent": "percent change of ",
    "previous": "earlier ",
}


class JobStatsInput(StatsQuery):
    """A query, with as many rows as a model reads."""

    limit: RowLimit = 20


def job_stats(query: JobStatsInput, jobs: JobRepository, deadline: Deadline) -> ToolResult:
    """Aggregate postings in the database; rows come largest first, or in order of time.

    Of a ranking one row more is read than asked for, to tell whether the last one ties with what the limit leaves out.
    A stretch of time comes as whole as can be, unless a limit was given.
    """
    is_ranking = TIME.isdisjoint(query.group_by)
    limit = query.limit if is_ranking or "limit" in query.model_fields_set else MOST_ROWS
    found = jobs.stats(query.model_copy(update={"limit": limit + is_ranking}), deadline)
    stats, is_tied = _without_last(found, limit)
    shown = sheet(stats, is_tied=is_tied, fewest=query.min_postings)
    return ToolResult(shown, stats.model_dump(mode="json", exclude_unset=True), stats=stats)


def _without_last(stats: Stats, limit: int) -> tuple[Stats, bool]:
    """The rows that were asked for, and whether the one behind them equals the last."""
    if len(stats.rows) <= limit:
        return stats, False
    *_, last, beyond = stats.rows
    rows = stats.rows[:limit]
    by = dict(stats.cut.by)
    if len(stats.group_by) > 1:
        series, *shown = (_series(stats, row) for row in (beyond, *rows))
        by = {name: number for name, number in {**by, series: by.get(series, 0) + 1}.items() if name in shown}
    cut = Cut(groups=stats.cut.groups + 1, postings=stats.cut.postings + beyond.postings, by=by)
    is_tied = (getattr(last, stats.order_by), last.currency) == (getattr(beyond, stats.order_by), beyond.currency)
    return stats.model_copy(update={"rows": rows, "cut": cut}), is_tied


def _series(stats: Stats, row: StatsRow) -> str:
    """What a ranking's row is counted under in `cut.by`: its value of the second dimension."""
    value = row.keys[stats.group_by[1]]
    return str(value).lower() if isinstance(value, bool) else value


def sheet(stats: Stats, *, is_tied: bool = False, fewest: int | None = None) -> Sheet:
    """What was measured: the total and its comparison, what was cut off, a row for every group of `fewest` postings."""
    asked = {
        "measure": stats.measure,
        "group_by": stats.group_by or None,
        "compare": stats.compare,
        "min_postings": fewest,
    }
    lines = about(pairs(asked), stats)
    if stats.part is not None:
        lines += (f"share of postings with {told(stats.part)}",)
    if len(stats.total.currencies) > 1:
        lines += (f"no total: pay is in {', '.join(stats.total.currencies)}; a row is in one currency",)
    if stats.previous_period:
        lines += (f"previous period: {stats.previous_period.start}..{stats.previous_period.end}",)
    if is_tied:
        lines += ("tied: a group that the limit left out equals the last row",)
    whole = {
        f"total.{name}".removesuffix(".value"): cell for name, cell in _figures(stats, stats.total, "total").items()
    }
    numbers: dict[str, tuple[int, str]] = {
        "groups": (stats.groups, "groups"),
        "rows": (len(stats.rows), "rows"),
        "cut.groups": (stats.cut.groups, "groups"),
        "cut.postings": (stats.cut.postings, "postings"),
        "small.groups": (stats.small.groups if stats.small else 0, "groups"),
        "missing": (stats.missing, "postings"),
        "unpaid": (stats.unpaid or 0, "postings"),
    }
    for name, (value, noun) in numbers.items():
        if value or (name in ("groups", "rows") and stats.group_by):
            whole[name] = Cell(value, Unit("count", noun), name, label(name, stats.filters, period_of(stats)))
    if stats.period.start and stats.period.end:
        days = (stats.period.end - stats.period.start).days + 1
        whole["days"] = Cell(days, Unit("count", "days"), "period", label("days", {}, period_of(stats)))
    rows = tuple(_row(stats, row, f"rows[{place}]") for place, row in enumerate(stats.rows))
    if stats.total.currency and not stats.group_by:  # a row for each currency, here of one
        rows = (_figures(stats, stats.total, "total"),)
    columns = tuple(rows[0]) if rows else ()
    ranked = "" if stats.order_by == "time" else stats.order_by
    return Sheet(lines, whole, columns, rows, ranked=ranked, unknown=bool(stats.unknown_values), is_tied=is_tied)


def _row(stats: Stats, row: StatsRow, path: str) -> dict[str, Cell]:
    about_row = {name: value for name, value in row.keys.items() if name not in TIME}
    cells: dict[str, Cell] = {}
    for name in stats.group_by:
        key = row.keys.get(name)
        cells[name] = Cell(key, _key_unit(stats, name), f"{path}.keys.{name}", f"{name} = {key}")
    return cells | _figures(stats, row, path, about_row, _time_key(row))


def _figures(
    stats: Stats, line: Comparable, path: str, keys: Mapping[str, object] = {}, when: str = ""
) -> dict[str, Cell]:
    measure = MEASURED[stats.measure]
    kind = measure.unit
    unit = Unit(kind, "rate" if stats.part is not None else measure.of or (line.currency or ""))
    units = {"value": unit}
    if kind == "money":
        units |= {"p25": unit, "p75": unit, "mean": unit}
    if stats.measure != "count":
        units["postings"] = Unit("count", "postings")
    if stats.compare:
        change = Unit("points") if kind == "percent" else unit
        units |= {"previous": unit, "change": change._replace(is_change=True)}
        units["change_percent"] = Unit("percent", "change", is_change=True)
    facts = {**stats.filters, **({"part": stats.part} if stats.part else {}), **keys}
    when = when or period_of(stats)
    cells = {
        name: Cell(
            getattr(line, name),
            its,
            f"{path}.{name}",
            label(f"{WORDS.get(name, '')}{_column(stats, name)}", facts, when),
        )
        for name, its in units.items()
    }
    if kind == "money":
        cells["currency"] = Cell(line.currency, Unit("name", "currency"), f"{path}.currency", "currency")
    return cells


def _column(stats: Stats, name: str) -> str:
    return stats.measure if name in WORDS else name


def _key_unit(stats: Stats, name: str) -> Unit:
    if name in TIME:
        return Unit("date", name)
    country = stats.filters.get("country")
    return Unit("place", country) if name == "location" and isinstance(country, str) else Unit("name", name)


def _time_key(row: StatsRow) -> str:
    return next((bucket(str(value)) for name, value in row.keys.items() if name in TIME), "")


JOB_STATS = Tool(
    name="job_stats",
    description=(
        "Measure postings: count, share (percent of the total; with part, percent of each group that passes part), "
        "companies (distinct), remote_share or median_salary (yearly, with p25, p75, mean; a row for each currency). "
        "Splits by up to two dimensions, one of them time at most; groups is how many different values there are, of "
        "min_postings or more each. Rows come largest first, time in order, empty buckets included. compare, or "
        "compare_start and compare_end, add an earlier period and the change to every row, and need posted_start."
    ),
    input=JobStatsInput,
    run=job_stats,
    takes_answer=True,
)
