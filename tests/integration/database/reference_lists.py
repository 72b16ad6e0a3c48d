"""search_jobs, describe_data and jobs_overview once more, in plain Python: see reference.py."""

from collections.abc import Sequence

from tests.integration.database.reference import Alias, Filters, Posting, selected, trimmed
from tests.integration.database.reference_stats import grouped, median_salary, percent

CHARTS = (
    "country",
    "job_function_std",
    "job_level_std",
    "company_industry_std",
    "job_type_filled",
    "skills",
    "tools",
    "is_remote",
)
CHART_ROWS = 12

type Bars = list[dict[str, object]]


def top_values(postings: Sequence[Posting], dimension: str, limit: int) -> Bars:
    """Return the values of a dimension with most postings."""
    groups = [(group.labels[0], len(group.postings)) for group in grouped(postings, [dimension], None).values()]
    groups.sort(key=lambda group: (-group[1], group[0].encode()))
    is_boolean = dimension.startswith("is_")
    return [{"value": label == "true" if is_boolean else label, "postings": number} for label, number in groups[:limit]]


def _distinct(values: list[str | None]) -> int:
    return len({value for value in values if value and trimmed(value)})


def overview(postings: Sequence[Posting], aliases: Sequence[Alias], filters: Filters) -> dict[str, object]:
    """Return total and charts; a chart leaves out the filter on its own dimension."""
    now = selected(postings, aliases, filters)
    pay = median_salary(now, None)
    charts = {
        name: top_values(selected(postings, aliases, {**filters, name: None}), name, CHART_ROWS) for name in CHARTS
    }
    ever = selected(postings, aliases, {**filters, "posted_start": None, "posted_end": None})
    charts["posted_month"] = sorted(top_values(ever, "posted_month", len(ever)), key=lambda bar: str(bar["value"]))
    return {
        "total": {
            "postings": len(now),
            "companies": _distinct([posting.company_name for posting in now]),
            "countries": _distinct([posting.country for posting in now]),
            "remote_share": percent(sum(posting.is_remote is True for posting in now), len(now)),
            "median_salary": pay.value,
            "currency": pay.currency,
        },
        "charts": charts,
    }


def search(
    postings: Sequence[Posting], aliases: Sequence[Alias], filters: Filters, order_by: str, *, ascending: bool
) -> list[str]:
    """Return the ids of all postings found, in order; nulls last, ties by id."""
    found = sorted(selected(postings, aliases, filters), key=lambda posting: posting.job_id.encode())

    def column(posting: Posting) -> object:
        value = posting.yearly_pay if order_by == "salary" else getattr(posting, order_by)
        return value.encode() if isinstance(value, str) else value

    known = [posting for posting in found if column(posting) is not None]
    known.sort(key=column, reverse=not ascending)  # type: ignore[arg-type]
    return [posting.job_id for posting in (*known, *(posting for posting in found if column(posting) is None))]
