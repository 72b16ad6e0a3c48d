"""What each figure is about: the names, the period and the role that its sentence gives it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from joblab.proof.dates import DateMention, Period
from joblab.proof.layout import Unit
from joblab.proof.ledger import Cell, Ledger
from joblab.proof.mentions import WEAK, Mention
from joblab.proof.reader import Figure
from joblab.proof.lead import Lead
from joblab.proof.words import PRIOR, PRIOR_LEAD, SPAN_END_LEAD, TOTAL_LABEL, WHOLE_LEAD, WHOLE_SUFFIX

_BREAK = re.compile(r"[,;:(—|]|\s[–-]\s|\b(?:and|while|but|whereas|und|et|y)\b")
_COMPARES = r"and|while|but|whereas|than|vs|versus|compared?|compares|newest|latest|against|followed|ahead|behind|leads|trails|as\smany|over\sthe"
_ATTACHED = re.compile(
    rf"(?!.*(?:\b(?:{_COMPARES}|is)\b|[,;:|\d]|\.\s))(?:.{{0,70}}?"
    r"\b(?:in|for|from|at|by|of|on|to|within|across|with|require|requires|requiring|using|mention|mentions|mentioning|ask\sfor|"
    r"asking\sfor|list|want|need|during|since|im|en|à|auf|of\sthem)\s(?:the\s|all\s|week\sof\s)?[*_“\"(]*"
    r"|[\s*_]+(?:\w+\s)?|[\s*_]*\()",
    re.DOTALL,
)
_APART = re.compile(rf"{_COMPARES}|largest|most|{_BREAK.pattern}")
_JOINED = re.compile(r"[\s*_]*(?:,|and|or|&|/|,\s*and|und|oder|et|y|vs\.?|versus)[\s*_]*(?:in\s|the\s)?")
_LISTED = re.compile(
    r"[\s*_]*(?:%|percent|\w{1,12})?[\s*_]*(?:,|and|,\s*and|und|et|y|vs\.?|versus|against|to|compared\s(?:with|to))[\s*_]*"
)
_PRONOUN = re.compile(
    r"[\s*_]*(?:It|They|That|This|Its|Their|These|Those|Of (?:these|those|them)|There|Here|Among (?:these|those|them))\b"
)
_COMPARATOR = re.compile(
    r"\b(?:compared\s(?:to|with)|versus|vs\.?|than|over|from|on|against|since|relative\sto)\s(?:in\s|the\s|a\s)*$",
    re.IGNORECASE,
)
_PRIOR_NEAR = re.compile(
    r"['’]?s?\s*[:(=,]?\s*(?:figure|total|level)?\s*(?:of|was|were|had|there were|it was)?\s*[(*_$€£]*"
)


@dataclass
class Scope:
    """A figure's bindings. Names that are `strict` must be among what a cell is about; others must not contradict it."""

    names: list[tuple[tuple[Mention, ...], bool]] = field(default_factory=list)
    dates: DateMention | None = None
    dates_strict: bool = True
    prior: bool | None = None
    """True: about an earlier period than the sentence; False: cannot be; None: not said."""
    whole: bool = False
    ending: bool = False
    header: str = ""
    """The heading of its table column."""

    def fits(self, cell: Cell, ledger: Ledger) -> bool:
        """Whether a figure with this scope may stand for the cell."""
        return self.names_fit(cell) and self.dates_fit(cell, ledger)

    def names_fit(self, cell: Cell) -> bool:
        """Whether the cell is about what is named."""
        return all(_about(cell, run, strict) for run, strict in self.names)

    def dates_fit(self, cell: Cell, ledger: Ledger) -> bool:
        """Whether the cell is about the period that is named."""
        if self.dates is None:
            return True
        own = ledger.clamp(cell.period)
        before = cell.row.previous_period
        for period in self.dates.periods:
            if period == cell.period:
                return True
            if not ledger.covers(period):
                continue
            start, end = ledger.clamp(period)
            if cell.column == "previous" and start <= own[0] and own[1] <= end < ledger.clamp(cell.row.period)[0]:
                return True
            if self.prior and cell.column == "previous" and ledger.clamp(cell.row.period) == (start, end):
                return True
            if own == (start, end) or (start == end and start in own):
                return True
            if (self.dates.since and (start, ledger.newest) == own) or (
                self.dates.until and (ledger.oldest, end) == own
            ):
                return True
            if (
                cell.column.startswith("change")
                and before
                and (period == before or start == ledger.clamp(before)[0] and end == own[1])
            ):
                return True
            if (self.prior and own[0] == start) or (self.ending and own[1] == end):
                return True
        return not self.dates_strict and cell.row.time_key == ""


def _about(cell: Cell, run: tuple[Mention, ...], strict: bool) -> bool:
    context = cell.row.context
    present = False
    wanted: set[str] = set()
    for mention in run:
        wanted.update(value for _, value in mention.values)
    for dimension, value in run[0].values:
        held = context.get(dimension)
        if held is None:
            continue
        present = True
        if isinstance(held, tuple) or len(held) == 1:
            if value in held:
                return True
        elif held <= wanted:
            return True
    if present:
        return False
    dimensions = {dimension for dimension, _ in run[0].values}
    return not strict or bool(dimensions & WEAK) or (dimensions == {"country"} and "location" in context)


class Reading:
    """The names, dates and figures of an answer, by unit."""

    def __init__(self, text: str, parts: Sequence[Unit], figures: Sequence[Figure], names: Sequence[Mention]) -> None:
        self.text = text
        self.parts = parts
        self.names = [[name for name in names if part.start <= name.start < part.end] for part in parts]
        self.figures = [[figure for figure in figures if part.start <= figure.start < part.end] for part in parts]
        self.dates = [[figure.date for figure in own if figure.date] for own in self.figures]
        self.priors = [list(PRIOR.finditer(text, part.start, part.end)) for part in parts]
        self.numbers = [[figure for figure in own if figure.kind not in ("date", "rank")] for own in self.figures]

    def scope(self, at: int, figure: Figure, lead: Lead) -> Scope:
        """The bindings of a figure in unit `at`."""
        part = self.parts[at]
        if part.cells:
            scope = self._table(at, figure)
        else:
            scope = self._prose(at, figure, lead)
        self._inherit(at, scope)
        return scope

    def _table(self, at: int, figure: Figure) -> Scope:
        part = self.parts[at]
        column = next((i for i, cell in enumerate(part.cells) if cell[0] <= figure.start < cell[1]), 0)
        span = part.headers[column] if column < len(part.headers) else (0, 0)
        scope = Scope(header=self.text[slice(*span)].strip())
        label = self.text[slice(*part.cells[0])]
        scope.whole = bool(TOTAL_LABEL.search(label))
        scope.names = [((name,), True) for name in self.names[at]]
        lexicon_names = self.header_names.get(span, [])
        scope.names += [((name,), True) for name in lexicon_names]
        dates = [date for date in self.dates[at] if date.start != figure.start]
        heads = self.header_dates.get(span, [])
        scope.dates = heads[0] if heads else dates[0] if dates else None
        if heads and dates:  # a year over the column, a month before the row
            both = tuple(p for p in dates[0].periods for q in heads[0].periods if q[0] <= p[0] and p[1] <= q[1])
            scope.dates = DateMention(heads[0].start, heads[0].end, both)
        if re.search(r"\b(?:before|previous|prior|last|earlier)\b|vorjahr|vorher", scope.header, re.IGNORECASE):
            scope.prior = True
        return scope

    header_names: dict[tuple[int, int], list[Mention]] = {}
    header_dates: dict[tuple[int, int], list[DateMention]] = {}

    def heads(self, names: Sequence[Mention], dates: Sequence[DateMention]) -> None:
        """Read the column headings."""
        spans = {span for part in self.parts for span in part.headers}
        self.header_names = {s: [name for name in names if s[0] <= name.start < s[1]] for s in spans}
        self.header_dates = {s: [date for date in dates if s[0] <= date.start < s[1]] for s in spans}

    def _prose(self, at: int, figure: Figure, lead: Lead) -> Scope:
        part, text = self.parts[at], self.text
        end = min(part.end, figure.end + 50)
        scope = Scope(whole=lead.ends(WHOLE_LEAD) or lead.over_slash or bool(WHOLE_SUFFIX.match(text, figure.end, end)))
        by_dimension: dict[str, list[Mention]] = {}
        for name in self.names[at]:
            for dimension in set(name.dimensions()):
                by_dimension.setdefault(dimension, []).append(name)
        for own in by_dimension.values():
            run, strict = self._bind(at, figure, own, scope.whole)
            if (run, strict) not in scope.names:
                scope.names.append((run, strict))
        self._time(at, figure, scope, lead)
        return scope

    def _time(self, at: int, figure: Figure, scope: Scope, lead: Lead) -> None:
        dates = [Mention(date.start, date.end, frozenset()) for date in self.dates[at] if date.start != figure.start]
        if dates and figure.kind != "date":
            run, scope.dates_strict = self._bind(at, figure, dates, scope.whole)
            scope.dates = next(date for date in self.dates[at] if date.start == run[0].start)
        scope.ending = lead.ends(SPAN_END_LEAD)
        attached = scope.dates and scope.dates.start >= figure.end and self._attached(figure, scope.dates.start)
        if lead.ends(PRIOR_LEAD) and not attached:
            scope.prior = True
        for prior in self.priors[at]:
            gap = self.text[figure.end : prior.start() or 0]
            if (
                prior.start() >= figure.end
                and len(gap) < 40
                and _ATTACHED.fullmatch(gap)
                and not _COMPARATOR.search(gap)
            ):
                scope.prior = True
            if prior.end() <= figure.start:
                between = self.text[prior.end() : figure.start]
                compared = _COMPARATOR.search(self.text, self.parts[at].start, prior.start())
                if _PRIOR_NEAR.fullmatch(between) and not (compared and "," in between):
                    scope.prior = True
                elif not compared and not any(prior.end() <= other.start < figure.start for other in self.numbers[at]):
                    if not re.search(r"[;(]|,.*,", between):
                        scope.prior = True

    def _bind(self, at: int, figure: Figure, named: list[Mention], whole: bool) -> tuple[tuple[Mention, ...], bool]:
        """The names of one dimension that a figure belongs to, nearest first, and whether it must."""
        text = self.text
        runs = _runs(text, named)
        if zipped := self._respectively(at, figure, runs, named):
            return (zipped,), True
        after = next((run for run in runs if run[0].start >= figure.end), None)
        if after and _ATTACHED.fullmatch(text, figure.end, after[0].start):
            return tuple(after), True
        before = next((run for run in reversed(runs) if run[-1].end <= figure.start), None)
        if before:
            gap = text[before[-1].end : figure.start]
            broken = [match.end() for match in _BREAK.finditer(gap)]
            if not broken or (len(broken) == 1 and gap.rstrip(" *_~$€£+").endswith("(")):
                return tuple(reversed(before)), not whole
            if after and not whole and not _APART.search(text, figure.end, after[0].start):
                return tuple(after), True
            clause = before[-1].end + broken[-1]
            family = self.names[at] if before[0].values else named
            own = any(clause <= name.start < figure.start for name in family if name not in before)
            attached = any(
                name.start >= figure.end and _ATTACHED.fullmatch(text, figure.end, name.start) for name in family
            )
            return tuple(reversed(before)), not (whole or own or attached or ";" in gap)
        if after is None:
            inside = next(run for run in runs if run[0].start < figure.end)
            return tuple(inside), False
        gap = text[figure.end : after[0].start]
        return tuple(after), not (
            whole or _BREAK.search(gap) or re.search(r"\b(?:is|than|newest|latest|from|largest|most)\b", gap)
        )

    def _respectively(self, at: int, figure: Figure, runs: list[list[Mention]], named: list[Mention]) -> Mention | None:
        """The name at the same place as the figure, when as many figures follow (or come before) a run of names."""
        lead = [name for name in named if name.end <= figure.start]
        if len(lead) > 1 and ":" in self.text[lead[-1].end : figure.start]:
            runs = [*runs, lead]
        for run in runs:
            size = len(run)
            if size < 2:
                continue
            later = [f for f in self.numbers[at] if f.start >= run[-1].end][:size]
            earlier = [f for f in self.numbers[at] if f.end <= run[0].start][-size:]
            for row in (later, earlier):
                if figure in row and len(row) == size and len({f.kind for f in row}) == 1 and self._list_like(row):
                    return run[row.index(figure)]
        return None

    def _attached(self, figure: Figure, start: int) -> bool:
        return bool(_ATTACHED.fullmatch(self.text, figure.end, start))

    def _list_like(self, row: list[Figure]) -> bool:
        return all(_LISTED.fullmatch(self.text, a.end, b.start) for a, b in zip(row, row[1:], strict=False))

    def _inherit(self, at: int, scope: Scope) -> None:
        """What the line above a list, or the sentence that a pronoun points to, names alone."""
        part = self.parts[at]
        if part.lead < 0 or not (part.introduced or _PRONOUN.match(self.text, part.start)):
            return
        own = {dimension for run, _ in scope.names for mention in run for dimension in mention.dimensions()}
        by_dimension: dict[str, set[Mention]] = {}
        for name in self.names[part.lead]:
            for dimension in set(name.dimensions()):
                by_dimension.setdefault(dimension, set()).add(name)
        for dimension, names in by_dimension.items():
            if dimension not in own and len({name.values for name in names}) == 1:
                scope.names.append(((next(iter(names)),), not scope.whole))
        if scope.dates is None and not scope.prior and len({date.periods for date in self.dates[part.lead]}) == 1:
            scope.dates, scope.dates_strict = self.dates[part.lead][0], not scope.whole


def _runs(text: str, named: list[Mention]) -> list[list[Mention]]:
    runs: list[list[Mention]] = []
    for name in named:
        if runs and _JOINED.fullmatch(text, runs[-1][-1].end, name.start):
            runs[-1].append(name)
        else:
            runs.append([name])
    return runs


def same_period(a: Period, b: Period, ledger: Ledger) -> bool:
    """Whether two spans hold the same data."""
    return ledger.clamp(a) == ledger.clamp(b)
