"""job_stats: a question, answered by looking at every posting."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from evals.reference.applied import Stored
from evals.reference.counting import Counting, Figure
from evals.reference.measures import Value, by_number
from evals.reference.names import Names
from evals.reference.ordering import Table, ordered
from evals.reference.periods import buckets
from evals.reference.postings import Posting, counted, data_days
from evals.reference.question import Counts, Period, Question, period_of
from evals.reference.rows import Row, every_row, of_nothing
from joblab.jobs.catalogue import KINDS

type Json = dict[str, object]
type DataDays = tuple[date | None, date | None]


def job_stats(postings: Iterable[Posting], names: Names, question: Question) -> Json:
    """The answer to a valid question, but without the closest values; dates and figures are Python's."""
    rows = counted(postings)
    days = data_days(rows)
    period = period_of(question, days[1])
    counts = count(rows, names, question, period)
    if question.is_pay and not question.group_by and len(currencies(counts)) > 1:
        return job_stats(rows, names, replace(question, group_by=("salary_currency",)))
    stored = Stored(rows, names)
    return figures(question, counts, period, days) | {
        "filters": stored.applied(question.filters),
        **({"part": stored.applied(question.part)} if question.part else {}),
        "matched": stored.matched(question.filters),
        "unknown_values": stored.unknown(question.filters, question.part or {}),
    }


def count(postings: Iterable[Posting], names: Names, question: Question, period: Period) -> Counts:
    """Count the postings of both periods; duplicates are left out already."""
    counts = Counts.start(question, names, period)
    for posting in postings:
        for counting in counts.all:
            counting.add(posting)
    return counts


def figures(question: Question, counts: Counts, period: Period, days: DataDays) -> Json:
    """What was counted, as job_stats answers; `days` are the first and the last of the data."""
    rows = _table(question, counts, period, days) if question.group_by else Table()
    small = {"small": _number(rows.small)} if question.min_postings else {}
    unpaid = {"unpaid": counts.now.all.postings - counts.now.all.paid} if question.is_pay else {}
    return {
        "measure": question.measure,
        "group_by": list(question.group_by),
        "compare": "other_period" if question.compare_start else question.compare,
        "order_by": question.order,
        "ascending": question.is_ascending,
        "rows": [{"keys": _keys(question, row.labels), **_figures(question, row)} for row in rows.kept],
        "total": _total(question, counts),
        "groups": len(rows.every),
        "cut": {**_number(rows.cut), "by": cut_by(question, rows)},
        "missing": counts.now.missing,
        "period": _shown(period.start, period.end),
        "previous_period": period.earlier and _shown(period.earlier.start, period.earlier.end),
        "oldest_day": _iso(days[0]),
        "newest_day": _iso(days[1]),
        **small,
        **unpaid,
    }


def currencies(counts: Counts) -> list[str]:
    """Of all paid postings of both periods; those with most postings in the period asked about come first."""
    postings = Counter({currency: 0 for counting in counts.all for currency in counting.all.pay})
    postings.update({currency: len(pay) for currency, pay in counts.now.all.pay.items()})
    return by_number(postings)


def cut_by(question: Question, rows: Table) -> dict[str, int]:
    """How many rows were cut of each label of the series dimension of which others are shown."""
    if question.series_dimension is None:
        return {}
    place = list(question.group_by).index(question.series_dimension)
    shown = {row.labels[place] for row in rows.kept}
    return Counter(row.labels[place] for row in rows.cut if row.labels[place] in shown)


def _table(question: Question, counts: Counts, period: Period, days: DataDays) -> Table:
    """All rows, in order, complete from the first day asked about to the last, as far as there are data."""
    complete: list[date] = []
    if question.time_dimension and question.min_postings is None and days[0] and days[1]:
        first, last = max(period.start or days[0], days[0]), min(period.end or days[1], days[1])
        complete = list(buckets(first, last, question.time_dimension)) if first <= last else []
    return ordered(question, every_row(question, counts, complete))


def _total(question: Question, counts: Counts) -> Json:
    if not question.is_pay:
        return _figures(question, _alone([each.all.value(each.all.postings) for each in counts.all]))
    known = currencies(counts)
    values = [_in_currency(each, known[0]) if len(known) == 1 else Value(None, each.all.paid) for each in counts.all]
    return {**_figures(question, _alone(values)), "currencies": known}


def _alone(values: Sequence[Value]) -> Row:
    """A row of no group: the figure and, where there are two, the earlier one."""
    return Row(Figure((), None), (), values[0], values[1] if len(values) == 2 else None)


def _in_currency(counting: Counting, currency: str) -> Value:
    return counting.all.pay_values().get(currency, of_nothing(counting.all, currency))


def _figures(question: Question, row: Row) -> Json:
    value = row.value
    shown: Json = {"value": value.value, "postings": value.postings}
    if question.is_pay:
        shown |= {"currency": value.currency, "p25": value.p25, "p75": value.p75, "mean": value.mean}
    if row.previous:
        shown |= {"previous": row.previous.value, "change": row.change, "change_percent": row.change_percent}
    return shown


def _keys(question: Question, labels: Sequence[str]) -> Json:
    return {
        name: label == "true" if KINDS[name] == "boolean" else label
        for name, label in zip(question.group_by, labels, strict=True)
    }


def _number(rows: Sequence[Row]) -> dict[str, int]:
    return {"groups": len(rows), "postings": sum(row.value.postings for row in rows)}


def _shown(start: date | None, end: date | None) -> dict[str, str | None]:
    return {"start": _iso(start), "end": _iso(end)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
