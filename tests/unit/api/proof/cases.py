"""Hand-written cases: an answer with marks, the question, and the results it was made from.

In `answer`, `{...}` is a true figure that must be proven and `<...>` a planted error that must not be. Any other figure
that is found unproven is a false alarm.
"""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from joblab.chat.events import ToolFinished
from joblab.proof import Grounding, ProvenFigure, prove
from joblab.tools.result import ToolResult

HERE = Path(__file__).parent
RESULTS = json.loads((HERE / "results.json").read_text())


@dataclass(frozen=True)
class Case:
    """One answer and its verdict; `true` and `planted` are the marked places."""

    kind: str
    question: str
    calls: tuple[ToolFinished, ...]
    answer: str
    true: tuple[tuple[int, int], ...]
    planted: tuple[tuple[int, int], ...]

    @cached_property
    def proof(self) -> Grounding:
        """The proof of the answer."""
        return prove(self.answer, self.question, self.calls)

    def missed(self) -> list[str]:
        """Planted errors that no unproven figure touches."""
        wrong = [figure for figure in self.proof.figures if figure.status == "unproven"]
        return [self.answer[a:b] for a, b in self.planted if not any(_touches(figure, a, b) for figure in wrong)]

    def unread(self) -> list[str]:
        """Marked true figures that are not among the proven ones."""
        right = [figure for figure in self.proof.figures if figure.status == "proven"]
        return [self.answer[a:b] for a, b in self.true if not any(_touches(figure, a, b) for figure in right)]

    def true_figures(self) -> int:
        """How many figures were read where no error was planted."""
        return sum(1 for figure in self.proof.figures if not any(_touches(figure, a, b) for a, b in self.planted))

    def false_alarms(self) -> list[str]:
        """Unproven figures where no error was planted."""
        return [
            figure.text
            for figure in self.proof.figures
            if figure.status == "unproven" and not any(_touches(figure, a, b) for a, b in self.planted)
        ]


def _touches(figure: ProvenFigure, start: int, end: int) -> bool:
    return figure.start < end and start < figure.end


def call(name: str) -> ToolFinished:
    """A shared result, as the turn hands it over."""
    shared = RESULTS[name]
    return ToolFinished(f"call-{name}", shared["name"], shared["input"], ToolResult("", shared["result"]))


def read(name: str) -> list[Case]:
    """The cases of a file."""
    return [_case(json.loads(line)) for line in (HERE / name).read_text().splitlines()]


def _case(line: dict[str, str]) -> Case:
    marked, plain, opened = line["answer"], "", 0
    true: list[tuple[int, int]] = []
    planted: list[tuple[int, int]] = []
    for part in re.split(r"([{}<>])", marked):
        if part in ("{", "<"):
            opened = len(plain)
        elif part in ("}", ">"):
            (true if part == "}" else planted).append((opened, len(plain)))
        else:
            plain += part
    calls = tuple(call(name) for name in line["calls"].split())
    return Case(line["kind"], line["question"], calls, plain, tuple(true), tuple(planted))
