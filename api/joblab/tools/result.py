"""What a tool gives back: a compact table for the model, the rich result for the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from joblab.jobs.schemas import JobCard, Selection, Stats


class RepairableToolError(Exception):
    """The call was wrong in a way the model can mend; the message says what would be right."""


@dataclass(frozen=True)
class ToolResult:
    """One tool's answer, twice: text for the model, JSON for the page."""

    for_model: str
    for_page: dict[str, Any]
    jobs: tuple[JobCard, ...] = ()
    """The postings in it, for the page's job cards."""
    stats: Stats | None = None
    """The measurement, for the page's chart."""


def cell(value: object) -> str:
    """A value as one cell of a table: no separator, no line break inside."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    if isinstance(value, list | tuple):
        return ", ".join(map(cell, value))
    return " ".join(str(value).split()).replace("|", "/")


def table(header: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """Lines of cells."""
    return ["|".join(header), *("|".join(map(cell, row)) for row in rows)]


def pairs(values: Mapping[str, object], separator: str = " ") -> str:
    """`key=value` for every value that is set."""
    return separator.join(f"{key}={cell(value)}" for key, value in values.items() if value is not None)


def selection_lines(selection: Selection) -> list[str]:
    """Filters as applied, unknown values with the closest known ones, and the days the data covers."""
    lines = [f"filters: {pairs(selection.filters, '; ')}"] if selection.filters else []
    for unknown in selection.unknown_values:
        closest = ", ".join(map(cell, unknown.closest)) or "none"
        lines.append(f'unknown: {unknown.filter} "{cell(unknown.value)}" is in no posting; closest: {closest}')
    lines.append(f"data: {cell(selection.oldest_day)}..{cell(selection.newest_day)}")
    return lines
