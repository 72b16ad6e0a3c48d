"""job_stats: measure postings."""

from collections.abc import Mapping
from typing import get_args

from joblab.deadline import Deadline
from joblab.jobs.catalogue import Measure, TimeBucket
from joblab.jobs.repository import JobRepository
from joblab.jobs.schemas import Comparable, Cut, Stats, StatsQuery, StatsRow
from joblab.tools.labels import bucket, label, period_of
from joblab.tools.registry import Tool
from joblab.tools.result import ToolResult, about
from joblab.tools.sheet import Cell, Kind, Sheet, Unit, pairs

# More rows than that fill a prompt and tell a model no more; the result says what was cut off.
MOST_ROWS = 50
MEASURED: Mapping[Measure, tuple[Kind, str]] = {
    "count": ("count", "postings"),
    "companies": ("count", "companies"),
    "share": ("percent", "share"),
    "remote_share": ("percent", "rate"),
    "median_salary": ("money", ""),
}
WORDS = {"value": "", "change": "change of ", "change_percent": "percent change of ", "previous": "earlier "}


def job_stats(query: StatsQuery, jobs: JobRepository, deadline: Deadline) -> ToolResult:
    """Aggregate postings in the database; rows come largest first, or in order of time.

    Of a ranking one row more is read than asked for, to tell whether the last one ties with what the limit leaves out.
    """
    limit = min(query.limit, MOST_ROWS)
    is_ranking = not set(query.group_by) & set(get_args(TimeBucket))
    found = jobs.stats(query.model_copy(update={"limit": limit + is_ranking}), deadline)
    stats, is_tied = _without_last(found, limit)
    return ToolResult(sheet(stats, is_tied=is_tied), stats.model_dump(mode="json", exclude_unset=True), stats=stats)


def _without_last(stats: Stats, limit: int) -> tuple[Stats, bool]:
    """The rows that were asked for, and whether the one behind them equals the last."""
    if len(stats.rows) <= limit:
        return stats, False
    last, beyond = stats.rows[limit - 1 : limit + 1]
    cut = Cut(groups=stats.cut.groups + 1, postings=stats.cut.postings + beyond.postings)
    is_tied = getattr(last, stats.order_by) == getattr(beyond, stats.order_by)
    return stats.model_copy(update={"rows": stats.rows[:limit], "cut": cut}), is_tied


def sheet(stats: Stats, *, is_tied: bool = False) -> Sheet:
    """What was measured: the total and its comparison, what was cut off, a row for every group."""
    head = pairs({"measure": stats.measure, "group_by": stats.group_by or None, "compare": stats.compare})
    lines = about(head, stats)
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
        "missing": (stats.missing, "postings"),
    }
    for name, (value, noun) in numbers.items() if stats.group_by else ():
        if value or name in ("groups", "rows"):
            whole[name] = Cell(value, Unit("count", noun), name, label(name, stats.filters, period_of(stats)))
    if stats.period.start and stats.period.end:
        days = (stats.period.end - stats.period.start).days + 1
        whole["days"] = Cell(days, Unit("count", "days"), "period", label("days", {}, period_of(stats)))
    rows = tuple(_row(stats, row, f"rows[{place}]") for place, row in enumerate(stats.rows))
    columns = tuple(rows[0]) if rows else ()
    ranked = "" if stats.order_by == "time" else stats.order_by
    return Sheet(lines, whole, columns, rows, ranked=ranked, unknown=bool(stats.unknown_values), is_tied=is_tied)


def _row(stats: Stats, row: StatsRow, path: str) -> dict[str, Cell]:
    about_row = {name: value for name, value in row.keys.items() if name not in get_args(TimeBucket)}
    cells: dict[str, Cell] = {}
    for name in stats.group_by:
        key = row.keys.get(name)
        cells[name] = Cell(key, _key_unit(stats, name), f"{path}.keys.{name}", f"{name} = {key}")
    return cells | _figures(stats, row, path, about_row, _time_key(row))


def _figures(
    stats: Stats, line: Comparable, path: str, keys: Mapping[str, object] = {}, when: str = ""
) -> dict[str, Cell]:
    kind, of = MEASURED[stats.measure]
    unit = Unit(kind, of or (line.currency or ""))
    units = {"value": unit}
    if stats.measure != "count":
        units["postings"] = Unit("count", "postings")
    if stats.compare:
        change = Unit("points") if kind == "percent" else unit
        units |= {"previous": unit, "change": change._replace(is_change=True)}
        units["change_percent"] = Unit("percent", "change", is_change=True)
    facts = {**stats.filters, **keys}
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
    if name in get_args(TimeBucket):
        return Unit("date", name)
    country = stats.filters.get("country")
    return Unit("place", country) if name == "location" and isinstance(country, str) else Unit("name", name)


def _time_key(row: StatsRow) -> str:
    return next((bucket(str(value)) for name, value in row.keys.items() if name in get_args(TimeBucket)), "")


JOB_STATS = Tool(
    name="job_stats",
    description=(
        "Measure postings in the database: count, share (percent of the total), companies (distinct), "
        "remote_share (percent) or median_salary (yearly). Splits by up to two dimensions, at most one of them time; "
        "compare adds the earlier value and the change to every row and needs posted_start. "
        "Order by change to find what grew or fell most. Rows come largest first, but split by time in order of time; "
        "20 unless limit says otherwise, at most 50."
    ),
    input=StatsQuery,
    run=job_stats,
    takes_answer=True,
)
