"""The units of an answer with all that is read in them, and the scope of each figure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from joblab.proof.binding import Binder, Family, set_against
from joblab.proof.claims import Wording
from joblab.proof.dates import DateMention
from joblab.proof.figure import Figure
from joblab.proof.layout import Span, Unit
from joblab.proof.mentions import Mention
from joblab.proof.scope import Scope
from joblab.proof.words import PRIOR, PRIOR_LEAD, SPAN_END_LEAD, TOTAL_LABEL, WHOLE_LEAD, WHOLE_SUFFIX

_PRONOUN = re.compile(
    r"[\s*_]*(?:It|They|That|This|Its|Their|These|Those|There|Here|(?:Of|Among) (?:these|those|them))\b"
)
_COMPARATOR = re.compile(
    r"\b(?:compared\s(?:to|with)|versus|vs\.?|than|over|from|on|against|since|relative\sto)\s(?:in\s|the\s|a\s)*$",
    re.IGNORECASE,
)
_PRIOR_NEAR = re.compile(
    r"['’]?s?\s*[:(=,]?\s*(?:figure|total|level)?\s*(?:of|was|were|had|there were|it was)?\s*[(*_$€£]*"
)
_PRIOR_HEADER = re.compile(r"\b(?:before|previous|prior|last|earlier)\b|vorjahr|vorher", re.IGNORECASE)
_ANOTHER_CLAUSE = re.compile(r"[;(]|,.*,")


@dataclass
class Passage:
    """One unit: what it names, dates and counts."""

    text: str
    unit: Unit
    names: list[Mention] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = self.text[self.unit.start : self.unit.end]
        self.dates = [figure.date for figure in self.figures if figure.date]
        self.numbers = [figure for figure in self.figures if figure.kind not in ("date", "rank")]
        self.wording = Wording(self.text, self.unit)
        self._binder = Binder(self.text, self.names, self.dates, self.numbers, set_against(self.text, self.numbers))
        self._priors = list(PRIOR.finditer(self.text, self.unit.start, self.unit.end))
        by_dimension: dict[str, list[Mention]] = {}
        for name in self.names:
            for dimension in name.dimensions():
                by_dimension.setdefault(dimension, []).append(name)
        self.by_dimension = by_dimension
        self._families = [Family.of(self.text, own) for own in by_dimension.values()]
        days = [Mention(date.start, date.end, frozenset()) for date in self.dates]
        self._days = Family.of(self.text, days) if days else None

    def prose_scope(self, figure: Figure) -> Scope:
        """The bindings of a figure in a sentence or list item."""
        end = min(self.unit.end, figure.end + 50)
        whole = figure.lead.ends(WHOLE_LEAD) or WHOLE_SUFFIX.match(self.text, figure.end, end) is not None
        scope = Scope(whole=whole)
        for family in self._families:
            bound = self._binder.bind(figure, family, whole)
            if bound and bound not in scope.names:
                scope.names.append(bound)
        scope.ending = figure.lead.ends(SPAN_END_LEAD)
        attached = False
        if self._days and figure.kind != "date":
            bound = self._binder.bind(figure, self._days, whole)
            if bound:
                scope.dates_strict = bound[1]
                scope.dates = next(date for date in self.dates if date.start == bound[0][0].start)
                attached = scope.dates.start >= figure.end and self._binder.attached(figure, scope.dates.start)
        scope.prior = (figure.lead.ends(PRIOR_LEAD) and not attached) or any(
            self._is_prior(figure, prior) for prior in self._priors
        )
        return scope

    def _is_prior(self, figure: Figure, prior: re.Match[str]) -> bool:
        """Whether words such as "the month before" say when the figure was, and not what it is compared with."""
        if prior.start() >= figure.end:
            gap = self.text[figure.end : prior.start()]
            return len(gap) < 40 and self._binder.attached(figure, prior.start()) and not _COMPARATOR.search(gap)
        between = self.text[prior.end() : figure.start]
        compared = _COMPARATOR.search(self.text, self.unit.start, prior.start())
        if _PRIOR_NEAR.fullmatch(between):
            return not (compared and "," in between)
        taken = any(prior.end() <= other.start < figure.start for other in self.numbers)
        return not (compared or taken or _ANOTHER_CLAUSE.search(between))

    def table_scope(self, figure: Figure, head: "Heading") -> Scope:
        """The bindings of a figure in a table: its row and its column."""
        scope = Scope(header=head.text, prior=_PRIOR_HEADER.search(head.text) is not None)
        scope.whole = TOTAL_LABEL.search(self.text, *self.unit.cells[0]) is not None
        scope.names = [((name,), True) for name in (*self.names, *head.names)]
        dates = [date for date in self.dates if date.start != figure.start]
        scope.dates = head.dates[0] if head.dates else dates[0] if dates else None
        if head.dates and dates:  # a year over the column, a month before the row
            years = head.dates[0].periods
            both = tuple(p for p in dates[0].periods for q in years if q[0] <= p[0] and p[1] <= q[1])
            scope.dates = DateMention(head.dates[0].start, head.dates[0].end, both)
        return scope


class Heading(NamedTuple):
    """A table column's heading."""

    text: str = ""
    names: tuple[Mention, ...] = ()
    dates: tuple[DateMention, ...] = ()


class Passages:
    """All units of an answer."""

    def __init__(
        self,
        text: str,
        units: Sequence[Unit],
        figures: Sequence[Figure],
        names: Sequence[Mention],
        dates: Sequence[DateMention],
    ) -> None:
        named, counted = _by_unit(units, names), _by_unit(units, figures)
        self.all = [Passage(text, unit, named[at], counted[at]) for at, unit in enumerate(units)]
        spans = {span for unit in units for span in unit.headers}
        self._headings = {(start, end): _heading(text, (start, end), names, dates) for start, end in spans}

    def scope(self, passage: Passage, figure: Figure) -> Scope:
        """The bindings of a figure, with what it inherits from the line above."""
        unit = passage.unit
        if unit.cells:
            column = next((at for at, (start, end) in enumerate(unit.cells) if start <= figure.start < end), 0)
            inside = column < len(unit.headers)
            scope = passage.table_scope(figure, self._headings[unit.headers[column]] if inside else Heading())
        else:
            scope = passage.prose_scope(figure)
        if unit.lead >= 0 and (unit.introduced or _PRONOUN.match(passage.text, unit.start)):
            _inherit(scope, self.all[unit.lead])
        return scope


def _heading(text: str, span: Span, names: Sequence[Mention], dates: Sequence[DateMention]) -> Heading:
    start, end = span
    return Heading(
        text[start:end].strip(),
        tuple(name for name in names if start <= name.start < end),
        tuple(date for date in dates if start <= date.start < end),
    )


def _by_unit[Item: (Mention, Figure)](units: Sequence[Unit], items: Sequence[Item]) -> list[list[Item]]:
    """The items that begin in each unit; both are in order of the text."""
    found: list[list[Item]] = [[] for _ in units]
    at = 0
    for item in items:
        while at < len(units) and units[at].end <= item.start:
            at += 1
        if at < len(units) and units[at].start <= item.start:
            found[at].append(item)
    return found


def _inherit(scope: Scope, lead: Passage) -> None:
    """What the line above a list, or the sentence that a pronoun points to, names alone."""
    own = {dimension for run, _ in scope.names for mention in run for dimension in mention.dimensions()}
    for dimension, names in lead.by_dimension.items():
        if dimension not in own and len({name.values for name in names}) == 1:
            scope.names.append(((names[0],), not scope.whole))
    if scope.dates is None and not scope.prior and len({date.periods for date in lead.dates}) == 1:
        scope.dates, scope.dates_strict = lead.dates[0], not scope.whole
