"""Puts values in the place of a text's placeholders, while the text streams."""

import re
from dataclasses import dataclass, field
from datetime import date

from joblab.answers.formula import MOST_SHOWN, RATIO, Found, evaluate
from joblab.answers.wording import SIGNS, day, forms, write
from joblab.grounding import CellSource, DerivedSource, Operand, ProvenFigure
from joblab.tools.sheet import Scope, UnfillableError, Unit

MARKS = ("ask", "decline")  # in braces, what a reply begins with that asks back or declines; no sheet has such a name
PERCENT = ("%", "percent", "Prozent")
EMPTY = "[?]"  # stands where a placeholder could not be filled
BEFORE = re.compile(
    r"(?:(?<![\w}])[+−–-]|[$€£¥₹] ?|\b[A-Z]{3} ?)\Z"
)  # a sign or a currency that the value may bring itself
PLACEHOLDER = re.compile(r"\{{1,3}([^{}\n]{0,200})\}{1,3}")
AGAIN = re.compile(r"(?P<marks>[*_]{0,3})[ \u00a0\u202f]?(?P<unit>%|[^\W\d_]+(?: [^\W\d_]+){0,2}|[$€£¥₹])")
ISO_DAY = re.compile(r"(?<![\w/=-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w/-])")
# From here on, a text that streams cannot be shown before more of it has come: 24 characters for the longest unit.
UNDECIDED = re.compile(
    r"(?:[+−–$€£¥₹-] ?|\b[A-Z]{1,3} ?)?(?:\{{1,3}[^{}\n]{0,200}(?:\}{1,3}[^{}]{0,24})?|\d{1,4}(?:-\d{0,2}){0,2})?\Z"
)
CUT_OFF = re.compile(r"\{[^{}]*\Z|[\d.,-]+\Z")  # half a placeholder, half a number


@dataclass
class Filler:
    """One text on its way to a reader.

    Attributes:
        findings: why placeholders could not be filled, for the model.
        used: the call and the path of every cell that the text stands on.
        mark: what the text says of itself, "ask" or "decline".
        hides_sign: whether a change stands in it without its sign.
    """

    scope: Scope
    language: str = "en"
    shown: str = ""
    figures: list[ProvenFigure] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    used: set[tuple[str, str]] = field(default_factory=set)
    mark: str = ""
    hides_sign: bool = False
    _held: str = ""

    def feed(self, text: str) -> str:
        """Take a piece of the text; what may be shown by now."""
        text = self._held + text.encode(errors="replace").decode()  # half a surrogate cannot be sent
        undecided = UNDECIDED.search(text)
        at = undecided.start() if undecided else len(text)
        self._held = text[at:]
        return self._let_out(text[:at])

    def finish(self, *, is_cut: bool = False) -> str:
        """The rest; a brace or a number that was cut off in the middle is left out."""
        rest, self._held = self._held, ""
        return self._let_out(CUT_OFF.sub("", rest) if is_cut else rest)

    def _let_out(self, text: str) -> str:
        start, at = len(self.shown), 0
        while (brace := text.find("{", at)) >= 0:
            if found := PLACEHOLDER.match(text, brace):
                at = found.end() + self._fill(text[at:brace], found[1].strip(), text[found.end() :])
                continue
            self._say(text[at:brace])
            self._put_empty(f"{{{text[brace + 1 : brace + 20].strip()}: its brace is not closed")
            at = brace + 1
        self._say(text[at:])
        return self.shown[start:]

    def _say(self, text: str) -> None:
        last = self.shown[-1:]  # what a day stands behind may be shown already
        text = ISO_DAY.sub(self._day, last + text)[len(last) :]
        self.shown += text if self.shown else text.lstrip()

    def _day(self, match: re.Match[str]) -> str:
        try:
            return day(str(date.fromisoformat(match[0])), self.language)
        except ValueError:
            return match[0]

    def _fill(self, text: str, inner: str, behind: str) -> int:
        """Say the text and put the value in; how many characters behind it only say its unit again."""
        if inner.casefold() in MARKS and not (self.shown + text).strip():
            self.mark = inner.casefold()
            return len(behind) - len(behind.lstrip(": "))
        again = AGAIN.match(behind)
        unit = again["unit"] if again else ""
        try:
            found = evaluate(inner, self.scope)
            if found.unit == RATIO and unit.split(" ")[0] in PERCENT:
                found = evaluate(f"({inner.removesuffix('%')}) %", self.scope)
        except UnfillableError as reason:
            self._say(text)
            self._put_empty(f"{{{inner}}}: {reason}")
            return 0
        written = write(found.value, found.unit, self.language)
        currency = found.unit.of.partition("/")[0]
        before = BEFORE.search(text)
        begins = (currency, SIGNS.get(currency), written[:1], written[:1].replace("−", "-"))
        self._say(text[: before.start()] if before and before[0].strip() in begins else text)
        self.used.update((call_id, cell.path) for call_id, cell in found.sources)
        self.hides_sign |= "abs(" in inner.casefold() and any(cell.unit.is_change for _, cell in found.sources)
        is_number = isinstance(found.value, int | float) and not isinstance(found.value, bool)
        self._add(written, found.number if is_number else written, _source(found))
        said = next((each for each in self._units(found.unit, currency) if each and unit.startswith(each)), "")
        if not again or not said or behind[again.start("unit") + len(said) :][:1].isalnum():
            return 0
        self.shown += again["marks"]
        return again.start("unit") + len(said)

    def _units(self, unit: Unit, currency: str) -> tuple[str, ...]:
        """What a model may write behind a value though the value brings it; the longest first."""
        words = forms(self.language)
        return {
            "percent": PERCENT,
            "points": (str(words["points"]), "percentage points", "percentage point", "points", "pp", "%", "percent"),
            "money": (currency, SIGNS.get(currency, currency), "dollars", "euros"),
            "pay": (currency, *words["per"].values(), "per year", "per month", "per hour", "yearly", "hourly"),
        }.get(unit.kind, ())

    def _put_empty(self, finding: str) -> None:
        self.findings.append(finding)
        self._add(EMPTY, EMPTY, None)

    def _add(self, written: str, value: float | str, source: CellSource | DerivedSource | None) -> None:
        self.figures.append(ProvenFigure.of(len(self.shown), written, value, source))
        self.shown += written


def _source(found: Found) -> CellSource | DerivedSource:
    if not found.formula:
        call_id, cell = found.sources[0]
        return CellSource(tool_call_id=call_id, path=cell.path, label=cell.label)
    cells = [
        Operand(tool_call_id=call_id, path=cell.path, value=cell.value, label=cell.label)
        for call_id, cell in found.sources[:MOST_SHOWN]
        if isinstance(cell.value, int | float)
    ]
    return DerivedSource(formula=found.formula, cells=cells)
