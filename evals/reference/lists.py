"""search_jobs, describe_data and jobs_overview: what postings there are, and which values."""

from collections.abc import Iterable, Sequence

from evals.reference.counting import Counting
from evals.reference.filters import Filters, part_of, selected
from evals.reference.measures import Measure, Value, by_number, percent, tally
from evals.reference.names import Names
from evals.reference.postings import Posting, trimmed
from joblab.jobs.catalogue import DIMENSIONS, KINDS

CHARTS = tuple(spec.name for spec in DIMENSIONS if spec.has_chart and spec.kind != "time")
CHART_ROWS = 12

type Bars = list[dict[str, object]]


def top_values(postings: Iterable[Posting], dimension: str, limit: int) -> Bars:
    """The values of a dimension with most postings, of these that are counted."""
    counting = Counting(Measure(), (dimension,), lambda _: True)
    for posting in postings:
        counting.add(posting)
    groups = sorted(counting.groups.values(), key=lambda group: (-group.tally.postings, group.labels[0].encode()))
    return [{"value": _shown(dimension, group.labels[0]), "postings": group.tally.postings} for group in groups[:limit]]


def overview(postings: Sequence[Posting], names: Names, filters: Filters) -> dict[str, object]:
    """Total and charts; a chart leaves out what is asked for of its own dimension."""
    now = selected(postings, names, filters)
    pay = most_frequent_pay(now)
    charts = {name: top_values(selected(postings, names, _without(filters, name)), name, CHART_ROWS) for name in CHARTS}
    ever = selected(postings, names, {**filters, "posted_start": None, "posted_end": None})
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


def _without(filters: Filters, name: str) -> Filters:
    return {**filters, name: None, "all_of": {**part_of(filters, "all_of"), name: None}}


def most_frequent_pay(postings: Iterable[Posting]) -> Value:
    """The figures of pay in the currency that most postings state."""
    values = tally(Measure("median_salary"), postings).pay_values()
    ordered = by_number({currency: value.postings for currency, value in values.items()})
    return values[ordered[0]] if ordered else Value(None, 0)


def search(postings: Sequence[Posting], names: Names, filters: Filters, order_by: str, *, ascending: bool) -> list[str]:
    """The ids of all postings found, in order; nulls last, ties by id."""
    found = sorted(selected(postings, names, filters), key=lambda posting: posting.job_id.encode())

    def column(posting: Posting) -> object:
        value = posting.yearly_pay if order_by == "salary" else getattr(posting, order_by)
        return value.encode() if isinstance(value, str) else value

    known = [posting for posting in found if column(posting) is not None]
    known.sort(key=column, reverse=not ascending)  # type: ignore[arg-type]
    return [posting.job_id for posting in (*known, *(posting for posting in found if column(posting) is None))]


def _shown(dimension: str, label: str) -> object:
    return label == "true" if KINDS[dimension] == "boolean" else label


def _distinct(values: Iterable[str | None]) -> int:
    return len({value for value in values if value and trimmed(value)})
