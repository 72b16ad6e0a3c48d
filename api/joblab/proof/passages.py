"""The units of an answer with all that is read in them."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from joblab.proof.binding import Binder, Family, set_against
from joblab.proof.claims import Wording
from joblab.proof.dates import DateMention
from joblab.proof.figure import Figure
from joblab.proof.layout import Span, Unit, units
from joblab.proof.ledger import Cell
from joblab.proof.mentions import Mention
from joblab.proof.scope import about
from joblab.proof.text import Text
from joblab.proof.words import PRIOR, PRIOR_STARTS

_PRONOUN = re.compile(
    r"[\s*_]*(?:It|They|That|This|Its|Their|These|Those|There|Here|(?:Of|Among) (?:these|those|them))\b"
)


class Heading(NamedTuple):
    """A table column's heading."""

    text: str = ""
    names: tuple[Mention, ...] = ()
    dates: tuple[DateMention, ...] = ()


class Passage:
    """One unit: what it names, dates and counts; `lead` is the passage whose names hold in it too."""

    def __init__(
        self,
        source: Text,
        unit: Unit,
        names: Sequence[Mention],
        figures: Sequence[Figure],
        headings: Sequence[Heading],
        lead: "Passage | None",
    ) -> None:
        self.text, self.unit, self.names, self.figures = source.text, unit, names, figures
        self.headings, self.lead = headings, lead
        self.words = self.text[unit.start : unit.end]
        self.dates = [figure.date for figure in figures if figure.date]
        self.numbers = [figure for figure in figures if figure.kind not in ("date", "rank")]
        self.wording = Wording(source, unit)

    def heading(self, figure: Figure) -> Heading | None:
        """The heading over a figure of a table, an empty one where the row is too long; None outside tables."""
        if not self.headings:
            return None
        columns = zip(self.unit.cells, self.headings, strict=False)
        return next((heading for (start, end), heading in columns if start <= figure.start < end), Heading())

    def is_about_all(self, cell: Cell) -> bool:
        """Whether a cell is about everything that is named here, so that it fits however the names are bound."""
        return (
            all(about(cell, (name,), strict=True) for name in self.names)
            and all(cell.period in date.periods for date in self.dates)
            and (self.lead is None or self.lead.is_about_all(cell))
        )

    @cached_property
    def by_dimension(self) -> dict[str, list[Mention]]:
        """The names by what they may be about."""
        found: dict[str, list[Mention]] = {}
        for name in self.names:
            for dimension in name.dimensions():
                found.setdefault(dimension, []).append(name)
        return found

    @cached_property
    def families(self) -> list[Family]:
        """The names of each dimension."""
        return [Family.of(self.text, own) for own in self.by_dimension.values()]

    @cached_property
    def days(self) -> Family | None:
        """The dates, as names."""
        days = [Mention(date.start, date.end, frozenset()) for date in self.dates]
        return Family.of(self.text, days) if days else None

    @cached_property
    def binder(self) -> Binder:
        """What binds its figures to its names."""
        return Binder(self.text, self.names, self.dates, self.numbers, set_against(self.text, self.numbers))

    @cached_property
    def priors(self) -> list[re.Match[str]]:
        """Words that say something is earlier, such as "the month before"."""
        words = self.wording
        starts = (start for word, start in zip(words.words, words.starts, strict=True) if word in PRIOR_STARTS)
        return [match for start in starts if (match := PRIOR.match(self.text, start, self.unit.end))]


def passages(
    source: Text, figures: Sequence[Figure], names: Sequence[Mention], dates: Sequence[DateMention]
) -> list[Passage]:
    """All passages of an answer, in order."""
    found: list[Passage] = []
    headings: dict[Span, Heading] = {}
    for unit in units(source.text):
        for span in unit.headers:
            headings[span] = headings.get(span) or _heading(source.text, span, names, dates)
        inherits = unit.lead >= 0 and (unit.introduced or _PRONOUN.match(source.text, unit.start))
        found.append(
            Passage(
                source,
                unit,
                _inside(unit, names),
                _inside(unit, figures),
                [headings[span] for span in unit.headers],
                found[unit.lead] if inherits else None,
            )
        )
    return found


def _heading(text: str, span: Span, names: Sequence[Mention], dates: Sequence[DateMention]) -> Heading:
    start, end = span
    return Heading(
        text[start:end].strip(),
        tuple(name for name in names if start <= name.start < end),
        tuple(date for date in dates if start <= date.start < end),
    )


def _inside[Item: (Mention, Figure)](unit: Unit, items: Sequence[Item]) -> Sequence[Item]:
    """The items that begin in a unit; they are in order of the text."""
    return items[bisect_left(items, unit.start, key=_start) : bisect_left(items, unit.end, key=_start)]


def _start(item: Mention | Figure) -> int:
    return item.start
