"""Names cells for people."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from joblab.proof.ledger import Cell, Ledger
from joblab.proof.periods import ALWAYS, Period, month_period

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_COLUMNS = {"value": "", "change": "change of ", "change_percent": "percent change of ", "previous": "earlier "}
_DATES = ("posted_start", "posted_end")


def label(cell: Cell, ledger: Ledger) -> str:
    """What a cell holds: "count, country = Germany, January 2026"."""
    result = ledger.calls[cell.row.call].result
    days = [period_words(ledger.clamp(cell.period))] if cell.period != ALWAYS else []
    return ", ".join([_column(cell, result), *_about(cell, result), *days])


def _column(cell: Cell, result: Mapping[str, Any]) -> str:
    measure = str(result.get("measure", "postings"))
    return f"{_COLUMNS[cell.column]}{measure}" if cell.column in _COLUMNS else cell.column or cell.row.path


def _about(cell: Cell, result: Mapping[str, Any]) -> list[str]:
    applied = result.get("filters")
    about: dict[str, Any] = {}
    if isinstance(applied, dict):  # a description lists the filters that there are
        about = {name: value for name, value in applied.items() if name not in _DATES}
    if cell.row.index >= 0:
        about |= _group(cell, result) if "group_by" in result else _posting(cell, result)
    return [f"{name} = {_words(value)}" for name, value in about.items()]


def _group(cell: Cell, result: Mapping[str, Any]) -> dict[str, Any]:
    keys = result["rows"][cell.row.index]["keys"]
    return {name: value for name, value in keys.items() if not name.startswith("posted_")}


def _posting(cell: Cell, result: Mapping[str, Any]) -> dict[str, Any]:
    if "dimensions" in result:
        return {name: " or ".join(values) for name, values in cell.row.context.items()}
    row = result["rows"][cell.row.index] if "rows" in result else result
    return {"posting": row.get("actual_role") or row["job_id"], "company_name": row.get("company_name") or "unknown"}


def _words(value: object) -> str:
    return " or ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


@lru_cache(maxsize=512)
def period_words(period: Period) -> str:
    """A period in words: "January 2026", "Q1 2026", "2026", "15 January 2026", else its two days."""
    start, end = period
    year, month = int(start[:4]), int(start[5:7])
    if start == end:
        return f"{int(start[8:])} {_MONTHS[month - 1]} {year}"
    if period == month_period(year, month):
        return f"{_MONTHS[month - 1]} {year}"
    if month % 3 == 1 and period == month_period(year, month, month + 2):
        return f"Q{(month + 2) // 3} {year}"
    if period == month_period(year, 1, 12):
        return str(year)
    return f"{start} to {end}"
