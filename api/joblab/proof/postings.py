"""Enters postings into the ledger: a page of them, or one with its text."""

from collections.abc import Iterator, Mapping
from typing import Any

from joblab.proof.context import Context, filter_context, filter_period, fold
from joblab.proof.ledger import Call, Cell, Row
from joblab.proof.periods import ALWAYS, Period
from joblab.proof.reader import figures
from joblab.proof.text import Text

_FACTS = (
    "actual_role",
    "company_name",
    "country",
    "location",
    "job_level_std",
    "job_function_std",
    "job_type_filled",
    "platform",
)


def posting_list(call: Call, index: int, asked: Mapping[str, object]) -> Iterator[Cell]:
    """The cells of a page of a search."""
    result = call.result
    filters = result.get("filters") or {}
    context = filter_context(filters)
    head = Row(index, "", context, filter_period(filters), None)
    offset = asked.get("offset")
    start = offset if isinstance(offset, int) else 0
    yield Cell(result["total"], "postings", "total", head)
    if result["rows"]:
        yield Cell(len(result["rows"]), "postings", "rows", head)
        yield Cell(start + 1, "postings", "offset", head)
        yield Cell(start + len(result["rows"]), "postings", "offset + rows", head)
    for place, values in enumerate(result["rows"]):
        row = Row(
            index, f"rows[{place}]", *_posting(values, context), None, _currency(values), place, rate=_rate(values)
        )
        call.rows.append(row)
        yield from _job(row, values)


def one_posting(index: int, result: Mapping[str, Any]) -> Iterator[Cell]:
    """The cells of a posting that was opened, and the figures of its text."""
    row = Row(index, "", *_posting(result, {}), None, _currency(result), 0, rate=_rate(result))
    yield from _job(row, result)
    for figure in figures(Text(str(result.get("job_description") or "")), (), ()):
        for reading in figure.readings:
            yield Cell(reading.value, f"text:{figure.kind}", "job_description", row)


def _posting(values: Mapping[str, Any], filters: Context) -> tuple[Context, Period]:
    facts: dict[str, frozenset[str] | tuple[str, ...]] = dict(filters)
    for name in _FACTS:
        if values.get(name):
            facts[name] = (fold(str(values[name])),)
    place = str(values.get("location") or "")
    if "," in place:
        facts["location"] = (fold(place), fold(place.split(",")[0]))
    for name in ("skills", "tools"):
        facts[name] = tuple(fold(str(item)) for item in values.get(name) or ())
    if values.get("is_remote") is not None:
        facts["is_remote"] = (str(values["is_remote"]).lower(),)
    day = str(values.get("posted_date") or "")
    return facts, (day, day) if day else ALWAYS


def _currency(values: Mapping[str, Any]) -> str:
    return str(values.get("salary_currency") or "")


def _rate(values: Mapping[str, Any]) -> str:
    return str(values.get("salary_period") or "")


def _job(row: Row, values: Mapping[str, Any]) -> Iterator[Cell]:
    for name in ("salary_min", "salary_max"):
        if values.get(name) is not None:
            yield Cell(values[name], f"money:{row.currency}", name, row)
    if row.period != ALWAYS:
        yield Cell(0, "date", "posted_date", row, row.period)
