"""Traces every figure of an answer to the results of its turn."""

import re
from collections.abc import Sequence
from itertools import pairwise

from joblab.chat.events import ToolFinished
from joblab.proof.claims import Claim, wordings
from joblab.proof.dates import ALWAYS, dates
from joblab.proof.derive import derived
from joblab.proof.layout import Unit, units
from joblab.proof.ledger import Cell, Ledger, label
from joblab.proof.matcher import Asked, Found, dated, direct
from joblab.proof.mentions import Lexicon, Mention
from joblab.proof.ranks import Place, check, superlatives
from joblab.proof.reader import Figure, figures
from joblab.proof.results import read_results
from joblab.proof.schemas import CellSource, DerivedSource, Grounding, Operand, ProvenFigure
from joblab.proof.scope import Reading, Scope
from joblab.proof.lead import lead_in
from joblab.proof.words import DURATIONS, PARAMETER_LEAD

_RANK_COLUMN = re.compile(r"[\s*_]*(?:#|no\.?|nr\.?|rank|place|pos(?:ition)?\.?)[\s*_]*", re.IGNORECASE)
_OF = re.compile(r"[*_]*\s(?:out\s)?of\s(?:the\s|all\s|a\stotal\sof\s)?[*_]*")
_COUNTED = ("", "postings", "companies")


def prove(answer: str, question: str, calls: Sequence[ToolFinished]) -> Grounding:
    """Say for every figure of the answer which cell of the results, or which formula over them, it comes from."""
    found = _Proof(answer, question, read_results(calls)).run()
    found.sort(key=lambda figure: figure.start)
    return Grounding(figures=found, unproven=sum(1 for figure in found if figure.status == "unproven"))


class _Proof:
    def __init__(self, answer: str, question: str, ledger: Ledger) -> None:
        self.text = answer
        self.ledger = ledger
        years = ledger.years() if ledger.oldest != ALWAYS[0] else range(0)
        names = Lexicon(ledger).find(answer)
        found_dates = dates(answer, years)
        self.figures = figures(answer, found_dates, [name for name in names if _digits(answer, name)])
        parts = units(answer)
        self.reading = Reading(answer, parts, self.figures, names)
        self.wording = wordings(answer, parts)
        self.reading.heads(names, found_dates)
        self.asked_dates = {mention.periods for mention in dates(question, years)}
        self.asked = {(f.kind, reading.value) for f in figures(question, (), ()) for reading in f.readings}
        self.near: list[list[Cell]] = [[] for _ in parts]

    def run(self) -> list[ProvenFigure]:
        """Cells first, unit by unit; then what is derived from them."""
        results: list[ProvenFigure] = []
        pending: list[tuple[int, Asked]] = []
        for at, part in enumerate(self.reading.parts):
            last: tuple[Figure, Claim] | None = None
            for figure in self.reading.figures[at]:
                asked = self._asked(at, part, figure, last)
                last = (figure, asked.claim)
                if self._from_question(asked):
                    continue
                if _RANK_COLUMN.fullmatch(asked.scope.header):
                    results.extend(self._ranked(at, asked, certain=False))
                elif figure.kind == "rank":
                    results.extend(self._ranked(at, asked))
                elif found := dated(asked, self.ledger) if figure.kind == "date" else direct(asked, self.ledger):
                    if figure.kind != "date":
                        self.near[at].extend(found.cells)
                    results.append(self._proven(figure, found))
                else:
                    pending.append((at, asked))
            results = self._reversed(at, results)
            results.extend(self._superlatives(at, part))
        for at, asked in pending:
            results.append(self._derived(at, asked))
        return results

    def _asked(self, at: int, part: Unit, figure: Figure, last: tuple[Figure, Claim] | None) -> Asked:
        lead = lead_in(self.text, figure.start, part.start)
        scope = self.reading.scope(at, figure, lead)
        claim = self.wording[at].claim(figure, lead, scope.header, last)
        names, found_dates = tuple(self.reading.names[at]), tuple(self.reading.dates[at])
        return Asked(figure, scope, claim, lead, self.text[part.start : part.end], names, found_dates)

    def _from_question(self, asked: Asked) -> bool:
        """Whether the figure only repeats a parameter of the question; a count that it claims is checked all the same."""
        figure = asked.figure
        if figure.date is not None:
            return figure.date.periods in self.asked_dates
        if not any((figure.kind, reading.value) in self.asked for reading in figure.readings):
            return False
        return asked.claim.noun not in _COUNTED or asked.lead.ends_as_written(PARAMETER_LEAD)

    def _reversed(self, at: int, results: list[ProvenFigure]) -> list[ProvenFigure]:
        """A part that is larger than its whole is wrong, whatever the cells hold."""
        numbers = [figure for figure in self.reading.numbers[at] if figure.kind == "count"]
        wrong: set[int] = set()
        for part, whole in pairwise(numbers):
            if part.readings[0].value > whole.readings[0].value and _OF.fullmatch(self.text, part.end, whole.start):
                wrong |= {part.start, whole.start}
        return [
            figure.model_copy(update={"status": "unproven", "source": None}) if figure.start in wrong else figure
            for figure in results
        ]

    def _derived(self, at: int, asked: Asked) -> ProvenFigure:
        figure = asked.figure
        found: Found | None = None
        if figure.kind == "date":
            found = None
        elif asked.claim.noun in DURATIONS and figure.kind == "count":
            found = self._duration(asked)
        else:
            lead = self.reading.parts[at].lead
            around = [*self.near[at], *(self.near[lead] if lead >= 0 else []), *(self.near[at - 1] if at else [])]
            listed = [cell for cells in self.near[:at] for cell in cells]
            found = derived(asked, self.ledger, list(dict.fromkeys(around)), list(dict.fromkeys(listed)))
        if found:
            return self._proven(figure, found)
        value: float | str = figure.readings[0].value if figure.readings else self.text[figure.start : figure.end]
        return self._figure(figure.start, figure.end, value, None)

    def _duration(self, asked: Asked) -> Found | None:
        """A stretch of time that is the length of a result's period."""
        wanted = asked.figure.readings[0].value
        for cell in self.ledger.cells:
            start, end = cell.period
            if (start, end) != ALWAYS and start > ALWAYS[0]:
                start, end = self.ledger.clamp((start, end))
                if wanted in _lengths(start, end, asked.claim.noun):
                    return Found(wanted, (cell,), f"length of {start}..{end}")
        return None

    def _ranked(self, at: int, asked: Asked, certain: bool = True) -> list[ProvenFigure]:
        figure = asked.figure
        before = [name for name in self.reading.names[at] if name.end <= figure.start]
        after = [name for name in self.reading.names[at] if name.start >= figure.end]
        names = before[-1:] or after[:1]
        dated_names = [date for date in self.reading.dates[at] if date.end <= figure.start][-1:]
        lowest = bool(re.match(r"[*_]*[\s-](?:fewest|lowest|smallest|least)", self.text[figure.end : figure.end + 12]))
        place = Place(
            figure.start,
            figure.end,
            int(figure.readings[0].value),
            lowest,
            tuple(names),
            None if names else next(iter(dated_names), None),
        )
        verdict = check(place, asked.scope, asked.unit_text, self.ledger)
        if verdict is None and not certain:
            return []
        found = verdict[1] if verdict and verdict[0] else None
        return [self._figure(figure.start, figure.end, figure.readings[0].value, found)]

    def _superlatives(self, at: int, part: Unit) -> list[ProvenFigure]:
        results = []
        ranks = [figure for figure in self.reading.figures[at] if figure.kind == "rank"]
        dates_here = self.reading.dates[at]
        for place in superlatives(self.text, part.start, part.end, self.reading.names[at], dates_here):
            if any(0 <= place.start - figure.end <= 3 for figure in ranks) or any(
                figure.start < place.end and place.start < figure.end for figure in self.reading.figures[at]
            ):
                continue
            others = [name for name in self.reading.names[at] if name not in place.names]
            scope = Scope(names=[((name,), True) for name in others])
            verdict = check(place, scope, self.text[part.start : part.end], self.ledger)
            if verdict:
                results.append(self._figure(place.start, place.end, 1.0, verdict[1] if verdict[0] else None))
        return results

    def _proven(self, figure: Figure, found: Found) -> ProvenFigure:
        return self._figure(figure.start, figure.end, found.value, found)

    def _figure(self, start: int, end: int, value: float | str, found: Found | None) -> ProvenFigure:
        source: CellSource | DerivedSource | None = None
        if found and not found.formula:
            source = CellSource(
                tool_call_id=self._id(found.cells[0]), path=found.cells[0].path, label=label(found.cells[0])
            )
        elif found:
            cells = [
                Operand(tool_call_id=self._id(cell), path=cell.path, value=cell.value, label=label(cell))
                for cell in found.cells
            ]
            source = DerivedSource(formula=found.formula, cells=cells)
        return ProvenFigure(
            start=start,
            end=end,
            text=self.text[start:end],
            value=value,
            status="proven" if found else "unproven",
            source=source,
        )

    def _id(self, cell: Cell) -> str:
        return self.ledger.calls[cell.row.call].id


def _digits(text: str, name: Mention) -> bool:
    return any(character.isdigit() for character in text[name.start : name.end])


def _lengths(start: str, end: str, noun: str) -> tuple[float, ...]:
    """How long a period is in a unit of time, as people count it."""
    from datetime import date

    days = (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
    months = 12 * (int(end[:4]) - int(start[:4])) + int(end[5:7]) - int(start[5:7])
    return {
        "day": (days, days - 1),
        "week": (days / 7, (days - 1) / 7),
        "month": (months + 1, months),
        "quarter": ((months + 1) / 3,),
        "year": ((months + 1) / 12, months / 12),
    }.get(noun, ())
