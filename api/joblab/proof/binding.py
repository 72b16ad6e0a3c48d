"""Which of the names in a sentence a figure belongs to."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from joblab.proof.dates import DateMention
from joblab.proof.figure import Figure
from joblab.proof.mentions import Mention, Value
from joblab.proof.scope import Run

_BREAK = re.compile(r"[,;:(—|]|\s[–-]\s|\b(?:and|while|but|whereas|und|et|y)\b")
_COMPARES = (
    r"and|und|et|y|while|but|whereas|than|vs|versus|compared?|compares|newest|latest|against|"
    r"followed|ahead|behind|leads|trails|as\smany|over\sthe"
)
_REACH = 90
"""Characters between a figure and the name that qualifies it, at most."""
_ATTACHED = re.compile(
    r"(?:\s?[*_]*\([^()\n]{1,20}\)[*_]*)?"  # "610 (15.3 %) contract roles"
    rf"(?!.*(?:\b(?:{_COMPARES}|is)\b|[,;:|\d]|\.\s|\)[\s*_]*(?:are|were|was)\b))(?:.{{0,70}}?"
    r"\b(?:in|for|from|at|by|of|on|to|within|across|with|require|requires|requiring|using|mention|mentions|mentioning|ask\sfor|"
    r"asking\sfor|list|want|need|during|since|im|en|à|auf|of\sthem)\s(?:the\s|all\s|week\sof\s)?[*_“\"(]*"
    r"|[\s*_]+(?:\w+\s)?|[\s*_]*\()",
    re.DOTALL,
)
_APART = re.compile(rf"{_COMPARES}|largest|most|{_BREAK.pattern}")
_APART_AFTER = re.compile(rf"\b(?:is|than|newest|latest|from|largest|most)\b|{_BREAK.pattern}")
_CLAUSE = re.compile(r";|\b(?:while|whereas)\b")
_CLAUSE_START = re.compile(r"[;:]")
_VERSUS = re.compile(
    r"[\s*_]*(?:\w+\s*)?(?:\([^()]{1,20}\)\s*)?(?:against|vs\.?|versus|compared\s(?:with|to)|(?P<to>to))\s[*_]*",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[\s*_]*(?:,|and|or|&|/|,\s*and|und|oder|et|y|vs\.?|versus)[\s*_]*(?:in\s|the\s)?")
_COMMA = re.compile(r",?[\s*_]+")
_LABEL_GAP = re.compile(r"[\s*_,]*[(:|][\s*_~≈+$€£]*")
_LABEL_ENDS = ("(", ":", "|")
_OR = re.compile(r"\b(?:or|oder|ou|o)\b")
_LISTED = re.compile(
    r"[\s*_]*(?:%|percent|\w{1,12})?[\s*_]*(?:,|and|,\s*and|und|et|y|vs\.?|versus|against|to|compared\s(?:with|to))[\s*_]*"
)


Binding = tuple[Run, bool]
"""Names that a figure belongs to, and whether it must."""


class Family(NamedTuple):
    """What a sentence names in one dimension, or its dates."""

    members: tuple[Mention, ...]
    runs: tuple[Run, ...]
    """The members, those that stand together in one."""

    @classmethod
    def of(cls, text: str, members: Sequence[Mention]) -> "Family":
        """Group the names that are joined by commas or "and"."""
        runs: list[list[Mention]] = []
        for name in members:
            if runs and _JOINED.fullmatch(text, runs[-1][-1].end, name.start):
                runs[-1].append(name)
            else:
                runs.append([name])
        return cls(tuple(members), tuple(_either(text, run) for run in runs))


class Binder(NamedTuple):
    """Binds the figures of one sentence."""

    text: str
    names: Sequence[Mention]
    dates: Sequence[DateMention]
    numbers: Sequence[Figure]
    """The figures that are neither dates nor ranks."""
    versus: Sequence[tuple[Figure, Figure]]
    """Those that stand against each other."""

    def attached(self, figure: Figure, start: int) -> bool:
        """Whether what begins at `start` qualifies the figure, as in "123 postings in Germany"."""
        return start - figure.end <= _REACH and bool(_ATTACHED.fullmatch(self.text, figure.end, start))

    def bind(self, figure: Figure, family: Family, whole: bool) -> Binding | None:
        """The names of a family that a figure belongs to, and whether it must; None when it belongs to none of them."""
        if zipped := self._respectively(figure, family):
            return (zipped,), True
        after = next((run for run in family.runs if run[0].start >= figure.end), None)
        if after and self.attached(figure, after[0].start):
            return after, True
        if pair := self._versus(figure):
            sides = _sides(self.text, family, pair[0].start)
            if len(sides) == 2:
                return (sides[pair.index(figure)],), True
            if figure is pair[1]:
                return None
        before = next((run for run in reversed(family.runs) if run[-1].end <= figure.start), None)
        if before:
            return self._before(figure, family, before, after, whole)
        if after is None:
            return next(run for run in family.runs if run[0].start < figure.end), False
        if _CLAUSE.search(self.text, figure.end, after[0].start):
            return None
        return after, not (whole or _APART_AFTER.search(self.text, figure.end, after[0].start))

    def _before(self, figure: Figure, family: Family, before: Run, after: Run | None, whole: bool) -> Binding:
        """The names before a figure bind it, unless their clause has ended and its own names something."""
        nearest_first = before[::-1]
        gap = self.text[before[-1].end : figure.start]
        breaks = [match.end() for match in _BREAK.finditer(gap)]
        if (
            not breaks
            or (len(breaks) == 1 and gap.rstrip(" *_~$€£+").endswith("("))
            or self._is_label(before[-1], figure)
        ):
            return nearest_first, not whole
        if after and not whole and not _APART.search(self.text, figure.end, after[0].start):
            return after, True
        clause = before[-1].end + breaks[-1]
        others = self.names if before[0].values else family.members
        own = any(clause <= name.start < figure.start for name in others if name not in before)
        attached = any(name.start >= figure.end and self.attached(figure, name.start) for name in others)
        return nearest_first, not (whole or own or attached or ";" in gap)

    def _is_label(self, name: Mention, figure: Figure) -> bool:
        """Whether the figure stands right after a label of which the name is a part: "Linkedin, Q4 2025 (1,037)"."""
        labels: list[Mention | DateMention] = [*self.names, *self.dates]
        if self.text[: figure.start].rstrip(" *_~≈+$€£")[-1:] not in _LABEL_ENDS:
            return False
        end = max((other.end for other in labels if other.end <= figure.start), default=name.end)
        between = [other for other in labels if name.end <= other.start and other.end <= end]
        last = name.end
        for other in sorted(between, key=lambda other: other.start):
            if not _COMMA.fullmatch(self.text, last, other.start):
                return False
            last = other.end
        return _LABEL_GAP.fullmatch(self.text, last, figure.start) is not None

    def _versus(self, figure: Figure) -> tuple[Figure, Figure] | None:
        """The two figures of "742 against 689" or "(120 to 64)" when this is one of them."""
        return next((pair for pair in self.versus if figure in pair), None)

    def _respectively(self, figure: Figure, family: Family) -> Mention | None:
        """The name at the same place as the figure, when as many figures follow (or come before) a run of names."""
        if len(family.members) < 2:
            return None
        runs = family.runs
        lead = tuple(name for name in family.members if name.end <= figure.start)
        if len(lead) > 1 and ":" in self.text[lead[-1].end : figure.start]:
            runs = (*runs, lead)
        for run in runs:
            size = len(run)
            if size < 2:
                continue
            later = [number for number in self.numbers if number.start >= run[-1].end][:size]
            earlier = [number for number in self.numbers if number.end <= run[0].start][-size:]
            for row in (later, earlier):
                if figure in row and len(row) == size and self._is_list(row):
                    return run[row.index(figure)]
        return None

    def _is_list(self, row: Sequence[Figure]) -> bool:
        return len({number.kind for number in row}) == 1 and all(
            _LISTED.fullmatch(self.text, a.end, b.start) for a, b in pairwise(row)
        )


def set_against(text: str, numbers: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """The pairs of figures that are set against each other, as in "742 against 689" or "(120 to 64)"."""
    found = []
    for first, second in pairwise(numbers):
        joint = _VERSUS.fullmatch(text, first.end, second.start) if first.kind == second.kind else None
        if joint and (not joint["to"] or text.endswith("(", 0, first.start)):
            found.append((first, second))
    return found


def _either(text: str, run: list[Mention]) -> Run:
    """The names of a run; those of "Germany or France" as one that is about either."""
    if len(run) > 1 and _OR.search(text, run[-2].end, run[-1].start):
        return (Mention(run[0].start, run[-1].end, frozenset[Value]().union(*(name.values for name in run))),)
    return tuple(run)


def _sides(text: str, family: Family, end: int) -> list[Mention]:
    """What figures set against each other may be about: the distinct names of their clause, else all before."""
    breaks = [match.end() for match in _CLAUSE_START.finditer(text, family.members[0].start, end)]
    earlier = [name for name in family.members if name.end <= end]
    clause = [name for name in earlier if not breaks or name.start >= breaks[-1]]
    return list({name.values or text[name.start : name.end]: name for name in reversed(clause or earlier)}.values())[
        ::-1
    ]
