"""Puts values in the place of a text's placeholders, while the text streams."""

import re
from dataclasses import dataclass, field

from joblab.answers.formula import Found, evaluate
from joblab.answers.grounding import CellSource, DerivedSource, Operand, ProvenFigure
from joblab.answers.wording import SIGNS, day, forms, write
from joblab.tools.sheet import Scope, UnfillableError

MARKS = ("ask", "decline")  # in braces, what a reply begins with that asks back or declines; no sheet has such a name
EMPTY = "[?]"  # stands where a placeholder could not be filled
BEFORE = r"(?P<before>[$€£¥₹+−–-]|\b[A-Z]{3} ?)?"  # a sign or a currency that the value may bring itself
PLACEHOLDER = re.compile(BEFORE + r"\{+(?P<inner>[^{}\n]{0,200})\}+")
ISO_DAY = re.compile(r"(?<![\w/-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w/-])")
# From here on, a text that streams cannot be shown before more of it has come: 24 characters for the longest unit.
UNDECIDED = re.compile(BEFORE + r"(?:\{+[^{}\n]{0,200}(?:\}+[^{}]{0,24})?|\d{1,4}(?:-\d{0,2}){0,2})?\Z")


@dataclass
class Filler:
    """One text on its way to a reader.

    Attributes:
        findings: why placeholders could not be filled, for the model.
        used: the call and the path of every cell that the text stands on.
        mark: what the text says of itself, "ask" or "decline".
    """

    scope: Scope
    language: str = "en"
    shown: str = ""
    figures: list[ProvenFigure] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    used: set[tuple[str, str]] = field(default_factory=set)
    mark: str = ""
    _held: str = ""

    def feed(self, text: str) -> str:
        """Take a piece of the text; what may be shown by now."""
        text = self._held + text
        undecided = UNDECIDED.search(text)
        at = undecided.start() if undecided else len(text)
        self._held = text[at:]
        return self._let_out(text[:at])

    def finish(self, *, is_cut: bool = False) -> str:
        """The rest; a brace that was cut off in the middle is left out."""
        rest, self._held = self._held, ""
        return self._let_out(re.sub(r"\{[^{}]*\Z", "", rest) if is_cut else rest)

    def _let_out(self, text: str) -> str:
        start, at = len(self.shown), 0
        for found in PLACEHOLDER.finditer(text) if "{" in text else ():
            self._say(text[at : found.start()])
            at = found.end() + self._fill(found, text[found.end() :])
        self._say(text[at:])
        return self.shown[start:]

    def _say(self, text: str) -> None:
        text, *broken = ISO_DAY.sub(lambda match: day(match[0], self.language), text).split("{")
        self.shown += text if self.shown else text.lstrip()
        for rest in broken:
            self._add(EMPTY, EMPTY, None)
            self.findings.append(f"{{{rest[:20].strip()}: its brace is not closed")
            self.shown += rest

    def _fill(self, placeholder: re.Match[str], behind: str) -> int:
        """Put the value in; how many characters behind it only say its unit again."""
        before, inner = placeholder["before"] or "", placeholder["inner"].strip()
        if inner in MARKS and not self.shown:
            self.mark = inner
            return 0
        try:
            found = evaluate(inner, self.scope)
        except UnfillableError as reason:
            self._say(before)
            self._add(EMPTY, EMPTY, None)
            self.findings.append(f"{{{inner}}}: {reason}")
            return 0
        is_currency = before and before.strip() in (found.unit.of, SIGNS.get(found.unit.of))
        is_sign = found.unit.is_change and before in (*"+−–-",)
        self._say("" if is_currency or is_sign else before)
        self.used.update((call_id, cell.path) for call_id, cell in found.sources)
        written = write(found.value, found.unit, self.language)
        is_number = isinstance(found.value, int | float) and not isinstance(found.value, bool)
        self._add(written, found.number if is_number else written, _source(found))
        words = forms(self.language)
        units = {
            "percent": ("%", "percent", "Prozent"),
            "points": (words["points"], "percentage points", "points", "pp", "%"),
            "money": (found.unit.of, SIGNS.get(found.unit.of, found.unit.of)),
            "pay": words["per"].values(),
        }
        rest = behind.lstrip(" \u00a0\u202f")
        again = next((unit for unit in units.get(found.unit.kind, ()) if unit and rest.startswith(unit)), "")
        end = len(behind) - len(rest) + len(again)
        return end if again and not behind[end : end + 1].isalnum() else 0

    def _add(self, written: str, value: float | str, source: CellSource | DerivedSource | None) -> None:
        self.figures.append(ProvenFigure.of(len(self.shown), written, value, source))
        self.shown += written


def _source(found: Found) -> CellSource | DerivedSource:
    if not found.formula:
        call_id, cell = found.sources[0]
        return CellSource(tool_call_id=call_id, path=cell.path, label=cell.label)
    cells = [
        Operand(tool_call_id=call_id, path=cell.path, value=cell.value, label=cell.label)
        for call_id, cell in found.sources[:12]
        if isinstance(cell.value, int | float)
    ]
    return DerivedSource(formula=found.formula, cells=cells)
