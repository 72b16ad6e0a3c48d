"""Traces every figure of an answer to the results of its turn."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from joblab.chat.events import ToolFinished
from joblab.proof.asked import Asked
from joblab.proof.claims import NO_CLAIM, Claim
from joblab.proof.dates import dates
from joblab.proof.days import dated
from joblab.proof.derive import derived
from joblab.proof.durations import duration
from joblab.proof.figure import Figure
from joblab.proof.ledger import Cell
from joblab.proof.matcher import Found, direct
from joblab.proof.mentions import Lexicon, Mention
from joblab.proof.passages import Passage, passages
from joblab.proof.places import Place, clause, ordinal_place, superlatives
from joblab.proof.ranks import check
from joblab.proof.reader import figures
from joblab.proof.results import read_results
from joblab.proof.schemas import Grounding, ProvenFigure
from joblab.proof.scope import Run, Scope
from joblab.proof.sources import proven_figure
from joblab.proof.text import Text
from joblab.proof.words import DURATIONS, PARAMETER_LEAD

_CLAIMED = ("", "postings", "companies")
"""What a number may count so that it claims something, even where the question has it too."""
_QUOTES = tuple("“”„«»\"'")
_RANK_COLUMN = re.compile(r"[\s*_]*(?:#|no\.?|nr\.?|rank|place|pos(?:ition)?\.?)[\s*_]*", re.IGNORECASE)
_OF = re.compile(r"[*_]*\s(?:out\s)?of\s(?:the\s|all\s|a\stotal\sof\s)?[*_]*")


def prove_figures(answer: str, question: str, calls: Sequence[ToolFinished]) -> Grounding:
    """Say for every figure of the answer which cell of the results, or which formula over them, it comes from."""
    found = sorted(_Proof(answer, question, calls).figures(), key=lambda figure: figure.start)
    return Grounding(figures=found, unproven=sum(1 for figure in found if figure.status == "unproven"))


class _Proof:
    """One answer under proof."""

    def __init__(self, answer: str, question: str, calls: Sequence[ToolFinished]) -> None:
        self._text, self._question = answer, question
        self._ledger = read_results(calls)
        years = self._ledger.years()
        source, asked = Text(answer), Text(question)
        names, days = Lexicon(self._ledger, source).find(), dates(source, years)
        read = figures(source, days, [name for name in names if _has_digit(answer, name)])
        self._passages = passages(source, read, names, days)
        self._asked_dates = {mention.periods for mention in dates(asked, years)}
        self._asked_numbers = {(f.kind, reading.value) for f in figures(asked, (), ()) for reading in f.readings}
        self._cells: list[list[Cell]] = []
        """The cells that the figures of each passage stand for."""

    def figures(self) -> Iterator[ProvenFigure]:
        """Cells first, passage by passage; then what is derived from them."""
        pending: list[tuple[int, Asked]] = []
        for at, passage in enumerate(self._passages):
            self._cells.append([])
            reversed_parts = set(_larger_than_their_whole(passage))
            for asked in self._asked(passage):
                figure = asked.figure
                if figure.start in reversed_parts:
                    yield self._told(figure, None)
                elif self._is_from_question(asked):
                    continue
                elif figure.kind == "rank" or (asked.header and _RANK_COLUMN.fullmatch(asked.header)):
                    yield from self._rank(passage, asked)
                elif found := dated(asked, self._ledger) if figure.kind == "date" else direct(asked, self._ledger):
                    if figure.kind != "date":
                        self._cells[at].extend(found.cells)
                    yield self._told(figure, found)
                else:
                    pending.append((at, asked))
            yield from self._superlatives(passage)
        for at, asked in pending:
            yield self._told(asked.figure, self._derived(at, asked))

    def _asked(self, passage: Passage) -> Iterator[Asked]:
        last: tuple[Figure, Claim] | None = None
        for figure in passage.figures:
            if figure.date:
                yield Asked(figure, passage, NO_CLAIM)
            else:
                head = passage.heading(figure)
                claim = passage.wording.claim(figure, head.text if head else "", last)
                last = (figure, claim)
                yield Asked(figure, passage, claim)

    def _is_from_question(self, asked: Asked) -> bool:
        """Whether the figure only repeats a parameter of the question; what it claims is checked all the same."""
        figure = asked.figure
        if figure.date is not None:
            return figure.date.periods in self._asked_dates
        if self._is_quoted(figure):
            return True
        if not any((figure.kind, reading.value) in self._asked_numbers for reading in figure.readings):
            return False
        return asked.claim.noun not in _CLAIMED or figure.lead.ends_as_written(PARAMETER_LEAD)

    def _is_quoted(self, figure: Figure) -> bool:
        """Whether the figure stands in quotation marks as it does in the question."""
        quoted = (
            self._text[figure.start - 1 : figure.start] in _QUOTES
            and self._text[figure.end : figure.end + 1] in _QUOTES
        )
        return quoted and self._text[figure.start : figure.end] in self._question

    def _derived(self, at: int, asked: Asked) -> Found | None:
        if asked.figure.kind == "date":
            return None
        if asked.figure.kind == "count" and asked.claim.noun in DURATIONS:
            return duration(asked, self._ledger)
        lead = self._passages[at].unit.lead
        around = [*self._cells[at], *(self._cells[lead] if lead >= 0 else []), *(self._cells[at - 1] if at else [])]
        listed = [cell for cells in self._cells[:at] for cell in cells]
        return derived(asked, self._ledger, list(dict.fromkeys(around)), list(dict.fromkeys(listed)))

    def _rank(self, passage: Passage, asked: Asked) -> Iterator[ProvenFigure]:
        place = ordinal_place(self._text, asked.figure, passage.names, passage.dates)
        verdict = check(place, asked.scope, self._clause(passage, place), self._ledger)
        if verdict or asked.figure.kind == "rank":
            yield self._told(asked.figure, verdict[1] if verdict and verdict[0] else None)

    def _superlatives(self, passage: Passage) -> Iterator[ProvenFigure]:
        """Superlatives that a result can decide; after an ordinal ("third largest") they are part of it."""
        if not passage.wording.superlative:
            return
        for place in superlatives(self._text, passage.unit.start, passage.unit.end, passage.names, passage.dates):
            if not any(_belongs(place, figure) for figure in passage.figures):
                others: list[tuple[Run, bool]] = [((name,), True) for name in passage.names if name not in place.names]
                verdict = check(place, Scope(names=others), self._clause(passage, place), self._ledger)
                if verdict:
                    found = verdict[1] if verdict[0] else None
                    yield proven_figure(self._text, (place.start, place.end), 1.0, found, self._ledger)

    def _clause(self, passage: Passage, place: Place) -> str:
        return clause(self._text, passage.unit.start, passage.unit.end, place)

    def _told(self, figure: Figure, found: Found | None) -> ProvenFigure:
        value = figure.readings[0].value if figure.readings else self._text[figure.start : figure.end]
        return proven_figure(self._text, (figure.start, figure.end), value, found, self._ledger)


def _belongs(place: Place, figure: Figure) -> bool:
    overlaps = figure.start < place.end and place.start < figure.end
    return overlaps or (figure.kind == "rank" and 0 <= place.start - figure.end <= 3)


def _larger_than_their_whole(passage: Passage) -> Iterator[int]:
    """Where both figures of "10,450 of the 2,345" begin: wrong, whatever the cells hold."""
    counts = [figure for figure in passage.numbers if figure.kind == "count"]
    for part, whole in pairwise(counts):
        if part.readings[0].value > whole.readings[0].value and _OF.fullmatch(passage.text, part.end, whole.start):
            yield from (part.start, whole.start)


def _has_digit(text: str, name: Mention) -> bool:
    return any(character.isdigit() for character in text[name.start : name.end])
