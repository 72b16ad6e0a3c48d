"""What a tool gives back: a sheet for the model and the answer, the rich result for the page."""

from dataclasses import dataclass
from typing import Any

from joblab.jobs.schemas import JobCard, Selection, Stats
from joblab.tools.labels import told
from joblab.tools.sheet import Sheet, plain

# For as many unknown values the database looks for close ones.
LOOKED_UP = 3


class RepairableToolError(Exception):
    """The call was wrong in a way the model can mend; the message says what would be right."""


@dataclass(frozen=True)
class ToolResult:
    """One tool's answer, twice: a sheet that the model reads, JSON for the page."""

    sheet: Sheet
    for_page: dict[str, Any]
    jobs: tuple[JobCard, ...] = ()
    """The postings in it, for the page's job cards."""
    stats: Stats | None = None
    """The measurement, for the page's chart."""


@dataclass(frozen=True)
class ToolFinished:
    """A tool call's end: a result, or a sentence that says what was wrong."""

    id: str
    name: str
    input: dict[str, object]
    result: ToolResult | None = None
    error: str | None = None


def about(head: str, selection: Selection) -> tuple[str, ...]:
    """Filters as applied, unknown values with the closest known ones, and the days the data covers."""
    lines = [head]
    if selection.filters:
        lines.append(f"filters: {told(selection.filters)}")
    for match in selection.matched:
        more = f" and {match.more} more" if match.more else ""
        lines.append(f'{match.filter} "{plain(match.value)}" matched: {"; ".join(map(plain, match.stored))}{more}')
    others = [each for each in selection.unknown_values[LOOKED_UP:] if not (each.closest or each.found_in)]
    for unknown in (each for each in selection.unknown_values if each not in others):
        names = map(plain, unknown.closest)
        closest = ", ".join(f'"{name}"' if "," in name else name for name in names) or "none"
        other = f"; it is one of {', '.join(unknown.found_in)}" if unknown.found_in else ""
        lines.append(f'unknown: {unknown.filter} "{plain(unknown.value)}" is in no posting; closest: {closest}{other}')
    if others:
        named = "; ".join(f'{unknown.filter} "{plain(unknown.value)}"' for unknown in others)
        lines.append(f"unknown too, not looked up: {named}")
    lines.append(f"data: {plain(selection.oldest_day)}..{plain(selection.newest_day)}")
    return tuple(lines)
