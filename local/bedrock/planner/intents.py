"""From a Reading to Queries: what form of question it is, and what to look up for it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from joblab.jobs.catalogue import TIME
from local.bedrock.planner.comparisons import compare_queries
from local.bedrock.planner.growth import growth_queries
from local.bedrock.planner.listings import list_queries
from local.bedrock.planner.periods import merged
from local.bedrock.planner.query import DEFAULT_ROWS, MAX_ROWS, Measure, Query, Task
from local.bedrock.planner.reading import Reading
from local.bedrock.planner.shares import share_queries
from local.bedrock.planner.trends import trend_queries

_TITLED = ("job_function_std", "role_keyword", "skills", "tools", "job_level_std", "job_type_filled", "is_remote")


def queries_of(reading: Reading, today: date) -> tuple[Query, ...]:
    """What to look up; empty when the reading says nothing that could be."""
    task = task_of(reading)
    if task is None:
        return ()
    measure = measure_of(reading, task)
    base = Query(
        task=task,
        measure=measure,
        filters=reading.filters,
        limit=reading.limit,
        average=measure == "median_salary" and reading.has("average"),
        listed=reading.limit or (1 if _asks_for_one(reading) else Query.listed),
    )
    return _PLANNERS[task](_with_dimensions(reading, task), base, today)


def _asks_for_one(reading: Reading) -> bool:
    """Whether the first group alone is wanted: "which country has the most jobs"."""
    alone = len(reading.dimensions) == 1 and reading.dimensions[0] not in TIME
    return alone and reading.has("singular") and reading.has("most", "least")


def task_of(reading: Reading) -> Task | None:
    """The form of the question: the first rule that fits."""
    return next((task for task, fits in _RULES if fits(reading)), None)


def measure_of(reading: Reading, task: Task) -> Measure:
    if task == "share":
        return "share"
    if reading.counted == "company_name":
        return "companies"
    bound_only = "salary_min" in reading.filters and not reading.has("average", "most", "least", "count")
    if (
        reading.has("median_salary")
        and not bound_only
        and not (reading.has("count") and "salary_min" in reading.filters)
    ):
        return "median_salary"
    return "remote_share" if reading.has("remote_share") else "count"


def _is_describing(reading: Reading) -> bool:
    bare = not (reading.filters or reading.periods)
    if reading.has("help") and bare:
        return True
    names_values = bool(reading.dimensions or reading.counted) and not (set(reading.dimensions) & set(TIME))
    asks = reading.has("describe", "starts_with") or bool(reading.starts_with)
    lists = reading.has("list") and not reading.talks_of_jobs
    plain = not reading.has("most", "least", "growth", "fall", "trend", "compare", "share", "median_salary", "per")
    return bare and names_values and plain and (asks or lists) and (bool(reading.counted) or not reading.talks_of_jobs)


def _is_listing(reading: Reading) -> bool:
    if reading.dimensions or reading.counted or reading.has("count"):
        return reading.has("sort") and not reading.has("count")
    if reading.has("median_salary") and "salary_min" not in reading.filters:
        return (reading.has("most", "least") and reading.talks_of_jobs) or reading.has("sort")
    if reading.has("average"):
        return False
    if reading.has("list", "latest", "oldest", "next", "sort", "details"):
        return True
    about_jobs = reading.talks_of_jobs or any(name in reading.filters for name in _TITLED)
    return about_jobs and not reading.has("most", "least", "where", "who", "when")


def _compares(reading: Reading) -> bool:
    several = len(reading.periods) > 1 or bool(reading.several or (reading.ends and not reading.dimensions))
    families = reading.has("compare", "or") and len(reading.filters) > 1
    chooses = reading.has("or") and (reading.has("most", "least") or not reading.talks_of_jobs)
    wants = reading.has("compare", "more_than") or (chooses and not reading.has("count", "list", "share"))
    return wants and (several or (families and reading.has("compare")))


def _grows(reading: Reading) -> bool:
    earlier = reading.has("previous_year", "previous_period")
    over_time = reading.has("trend") or bool(set(reading.dimensions) & set(TIME))
    over_time = over_time or bool(reading.ends and not reading.dimensions)
    return (
        reading.has("growth", "fall") or earlier or (reading.has("change") and (reading.has("amount") or not over_time))
    )


_RULES: tuple[tuple[Task, Callable[[Reading], bool]], ...] = (
    ("job", lambda r: bool(r.job_id)),
    ("describe", _is_describing),
    ("growth", _grows),
    ("share", lambda r: r.has("share")),
    ("compare", _compares),
    ("trend", lambda r: r.has("trend") or (r.has("change") and not r.has("list"))),
    ("peak", lambda r: r.has("most", "least") and (bool(set(r.dimensions) & set(TIME)) or r.has("when"))),
    ("trend", lambda r: bool(set(r.dimensions) & set(TIME)) and not r.has("sort")),
    ("list", _is_listing),
    ("rank", lambda r: bool(r.dimensions) or r.has("where", "who") or (r.has("most", "least") and r.talks_of_jobs)),
    ("count", lambda r: not r.is_empty),
)


def _with_dimensions(reading: Reading, task: Task) -> Reading:
    """Add the dimension that "who", "where" and "the most common jobs" leave unsaid."""
    named = [name for name in reading.dimensions if name not in TIME]
    if task not in ("rank", "growth") or named:
        return reading
    if reading.has("who"):
        return replace(reading, dimensions=("company_name", *reading.dimensions))
    if reading.has("where"):
        return replace(
            reading, dimensions=("location" if "country" in reading.filters else "country", *reading.dimensions)
        )
    if task == "rank":
        return replace(reading, dimensions=("job_function_std", *reading.dimensions))
    return reading


def _plain(reading: Reading, base: Query, _: date) -> tuple[Query, ...]:
    """One query for each period."""
    return tuple(replace(base, period=period, limit=None) for period in merged(reading.periods))


def _rank(reading: Reading, base: Query, _: date) -> tuple[Query, ...]:
    dimensions = tuple(name for name in reading.dimensions if name not in TIME)[:2]
    groupings = [dimensions]
    rows = (base.limit or DEFAULT_ROWS["job_stats"]) * (reading.page + 1) if reading.page else base.limit
    base = replace(base, limit=rows)
    if len(dimensions) > 1 and reading.has("most", "least") and not reading.has("per"):
        groupings = [(name,) for name in dimensions]
    shaped = replace(base, ascending=True if reading.has("least") else None)
    if len(groupings[0]) > 1 and not base.limit:
        shaped = replace(shaped, limit=MAX_ROWS["job_stats"])
    return tuple(
        replace(shaped, group_by=grouping, period=period)
        for grouping in groupings
        for period in merged(reading.periods)
    )


def _job(reading: Reading, _base: Query, _: date) -> tuple[Query, ...]:
    return (Query(task="job", tool="get_job", job_id=reading.job_id),)


def _describe(reading: Reading, base: Query, _: date) -> tuple[Query, ...]:
    dimension = next(iter((*reading.dimensions, reading.counted)), "")
    return (
        Query(
            task="describe",
            tool="describe_data",
            dimension=dimension,
            starts_with=reading.starts_with,
            limit=base.limit or (MAX_ROWS["describe_data"] if dimension else None),
        ),
    )


_PLANNERS: dict[Task, Callable[[Reading, Query, date], tuple[Query, ...]]] = {
    "job": _job,
    "describe": _describe,
    "growth": growth_queries,
    "share": share_queries,
    "compare": compare_queries,
    "trend": trend_queries,
    "peak": trend_queries,
    "list": list_queries,
    "rank": _rank,
    "count": _plain,
}
