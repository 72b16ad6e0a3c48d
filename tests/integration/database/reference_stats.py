"""job_stats once more, in plain Python: see reference.py."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import product

from tests.integration.database.reference import (
    BOOLEAN_DIMENSIONS,
    LIST_DIMENSIONS,
    TIME_DIMENSIONS,
    Alias,
    Filters,
    Posting,
    bucket,
    bucket_label,
    data_days,
    items,
    rounded,
    selected,
    trimmed,
    unknown_values,
)
from tests.integration.database.reference_periods import Shift, bucket_shift, previous_period

MEASURES = ("count", "share", "companies", "remote_share", "median_salary")


@dataclass(frozen=True)
class Question:
    """The arguments of job_stats."""

    measure: str = "count"
    group_by: list[str] = field(default_factory=list)
    filters: Filters = field(default_factory=dict)
    compare: str | None = None
    order_by: str | None = None
    ascending: bool | None = None
    row_limit: int = 20

    @property
    def time_dimension(self) -> str | None:
        """The time dimension of group_by, if there is one."""
        return next((name for name in self.group_by if name in TIME_DIMENSIONS), None)


def _ids(posting: Posting, dimension: str, shift: Shift | None) -> dict[str, str]:
    """Return the groups of a dimension that a posting is in: labels, under what makes them one group."""
    if dimension in LIST_DIMENSIONS:
        return items(posting.text(dimension))
    if dimension in TIME_DIMENSIONS:
        return _bucket_ids(posting, dimension, shift)
    if dimension in BOOLEAN_DIMENSIONS:
        value = getattr(posting, dimension)
        return {} if value is None else {str(value).lower(): str(value).lower()}
    stored = posting.text(dimension)
    return {stored: stored} if stored is not None and trimmed(stored) else {}


def _bucket_ids(posting: Posting, dimension: str, shift: Shift | None) -> dict[str, str]:
    if posting.posted_date is None:
        return {}
    own = first_day = bucket(posting.posted_date, dimension)
    if shift:
        own = shift.forward(first_day)
        if shift.back(own) != first_day:  # 29 February has no partner in the next year
            return {}
    return {own.isoformat(): bucket_label(own, dimension)}


@dataclass
class Group:
    """The postings of one group, and how the group is shown."""

    labels: list[str]
    postings: list[Posting] = field(default_factory=list)


def grouped(postings: Sequence[Posting], group_by: list[str], shift: Shift | None) -> dict[tuple[str, ...], Group]:
    """Group postings; one without a value for a dimension is in no group."""
    groups: dict[tuple[str, ...], Group] = {}
    for posting in postings:
        for chosen in product(*(_ids(posting, name, shift).items() for name in group_by)):
            labels = [label for _, label in chosen]
            group = groups.setdefault(tuple(own for own, _ in chosen), Group(labels))
            group.labels = [min(pair, key=str.encode) for pair in zip(group.labels, labels, strict=True)]
            group.postings.append(posting)
    return groups


@dataclass(frozen=True)
class Value:
    """A measured value, how many postings it is about and, for pay, its currency."""

    value: Decimal | int | None
    postings: int
    currency: str | None = None


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """Return a percentage, rounded; None of nothing."""
    return rounded(Decimal(100) * part / whole) if whole else None


def median_salary(postings: Sequence[Posting], currency: str | None) -> Value:
    """Return the median yearly pay in a currency, by default the most frequent one."""
    paid: defaultdict[str, list[Decimal]] = defaultdict(list)
    for posting in postings:
        if posting.yearly_pay is not None:
            paid[str(posting.salary_currency)].append(posting.yearly_pay)
    chosen = currency or min(paid, key=lambda name: (-len(paid[name]), name.encode()), default=None)
    if chosen is None or not paid.get(chosen):
        return Value(None, 0, currency)
    pay = sorted(paid[chosen])
    return Value(rounded((pay[(len(pay) - 1) // 2] + pay[len(pay) // 2]) / 2), len(pay), chosen)


def measured(measure: str, postings: Sequence[Posting], whole: int, currency: str | None = None) -> Value:
    """Measure the postings of one group out of `whole`."""
    number = len(postings)
    match measure:
        case "share":
            return Value(percent(number, whole), number)
        case "companies":
            names = {p.company_name for p in postings if p.company_name and trimmed(p.company_name)}
            return Value(len(names), number)
        case "remote_share":
            return Value(percent(sum(p.is_remote is True for p in postings), number), number)
        case "median_salary":
            return median_salary(postings, currency)
    return Value(number, number)


@dataclass(frozen=True)
class _Row:
    labels: list[str]
    figures: dict[str, object]

    def number(self, name: str) -> Decimal | None:
        value = self.figures[name]
        return None if value is None else Decimal(str(value))


def _figures(question: Question, value: Value, previous: Value | None) -> dict[str, object]:
    figures: dict[str, object] = {"value": value.value, "postings": value.postings}
    if question.measure == "median_salary":
        figures["currency"] = value.currency or (previous.currency if previous else None)
    if previous:
        now, before = value.value, previous.value
        change = None if now is None or before is None else Decimal(now) - Decimal(before)
        figures |= {"previous": before, "change": change}
        figures["change_percent"] = None if change is None or not before else percent(change, before)
    return figures


def _compared(
    question: Question, now: Sequence[Posting], before: Sequence[Posting] | None, whole: int, whole_before: int
) -> dict[str, object]:
    value = measured(question.measure, now, whole)
    if before is None:
        return _figures(question, value, None)
    return _figures(question, value, measured(question.measure, before, whole_before, value.currency))


def _sorted(question: Question, rows: list[_Row], order_by: str, *, ascending: bool) -> tuple[list[_Row], list[_Row]]:
    """Return the rows that stay, in order, and those that are cut off."""
    place = question.group_by.index(question.time_dimension) if question.time_dimension else 0
    by_time = order_by == "time"
    column = "value" if by_time else order_by
    rows = sorted(rows, key=lambda row: [label.encode() for label in row.labels])
    known = [row for row in rows if row.number(column) is not None]
    sign = 1 if ascending and not by_time else -1
    known.sort(key=lambda row: sign * (row.number(column) or Decimal(0)))
    rows = known + [row for row in rows if row.number(column) is None]
    if by_time:
        rows.sort(key=lambda row: row.labels[place], reverse=True)
    kept, cut = rows[: question.row_limit], rows[question.row_limit :]
    if by_time and ascending:
        kept.sort(key=lambda row: row.labels[place])
    return kept, cut


@dataclass(frozen=True)
class _Periods:
    now: Filters
    before: Filters | None
    shift: Shift | None


def _periods(question: Question, newest_day: str | None) -> _Periods:
    """Return the filters for both periods; the end that is not given is the data's newest day."""
    if question.compare is None:
        return _Periods(question.filters, None, None)
    start = date.fromisoformat(str(question.filters["posted_start"]))
    end = date.fromisoformat(str(question.filters.get("posted_end") or max(newest_day or "", start.isoformat())))
    first, last = previous_period(start, end, question.compare, question.time_dimension)
    return _Periods(
        {**question.filters, "posted_end": end.isoformat()},
        {**question.filters, "posted_start": first.isoformat(), "posted_end": last.isoformat()},
        bucket_shift(question.time_dimension, question.compare),
    )


def _rows(
    question: Question, now: Sequence[Posting], before: Sequence[Posting] | None, shift: Shift | None
) -> list[_Row]:
    groups = grouped(now, question.group_by, None)
    earlier = None if before is None else grouped(before, question.group_by, shift)
    rows = []
    for own in {**groups, **(earlier or {})}:
        group = groups.get(own)
        partner = None if earlier is None else earlier.get(own)
        shown = group or partner
        assert shown is not None
        figures = _compared(
            question,
            group.postings if group else [],
            None if earlier is None else (partner.postings if partner else []),
            len(now),
            len(before or []),
        )
        rows.append(_Row(shown.labels, figures))
    return rows


def _period(filters: Filters) -> dict[str, str | None]:
    start, end = filters.get("posted_start"), filters.get("posted_end")
    return {"start": str(start) if start else None, "end": str(end) if end else None}


def _keys(group_by: list[str], labels: list[str]) -> dict[str, object]:
    return {
        name: label == "true" if name in BOOLEAN_DIMENSIONS else label
        for name, label in zip(group_by, labels, strict=True)
    }


def job_stats(postings: Sequence[Posting], aliases: Sequence[Alias], question: Question) -> dict[str, object]:
    """Answer a valid question by looking at every posting; of unknown values it does not say what is closest."""
    days = data_days(postings)
    periods = _periods(question, days[1])
    now = selected(postings, aliases, periods.now)
    before = None if periods.before is None else selected(postings, aliases, periods.before)
    rows = _rows(question, now, before, periods.shift) if question.group_by else []
    order_by = question.order_by or ("time" if question.time_dimension else "value")
    ascending = order_by == "time" if question.ascending is None else question.ascending
    kept, cut = _sorted(question, rows, order_by, ascending=ascending)
    in_groups = grouped(now, question.group_by, None).values()
    placed = {posting.job_id for group in in_groups for posting in group.postings}
    return {
        "rows": [{"keys": _keys(question.group_by, row.labels), **row.figures} for row in kept],
        "total": _compared(question, now, before, len(now), len(before or [])),
        "order_by": order_by,
        "ascending": ascending,
        "groups": len(rows),
        "cut": {"groups": len(cut), "postings": sum(int(str(row.figures["postings"])) for row in cut)},
        "missing": len(now) - len(placed) if question.group_by else 0,
        "period": _period(periods.now),
        "previous_period": None if periods.before is None else _period(periods.before),
        "unknown_values": unknown_values(postings, aliases, question.filters),
        "oldest_day": days[0],
        "newest_day": days[1],
    }
