"""An answer, filled in and checked: digits that the model wrote itself repeat something, equal a cell, or not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from joblab.answers.filler import Filler
from joblab.answers.grounding import CellSource, Grounding, ProvenFigure
from joblab.answers.wording import languages, write

NUMBER = re.compile(
    r"(?P<digits>\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*)"
    r"(?:\s?(?P<times>k|thousand|m|million|bn|billion)\b)?(?P<percent>\s?(?:%|percent\b))?",
    re.IGNORECASE,
)
TIMES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
# Names and codes (Q3, S3, covid-19, ids), addresses, ordinals, the numbers of a list: no figures of the data.
NAMES = re.compile(
    r"https?://\S+|(?<!\w)[A-Za-zÀ-ɏ_][A-Za-zÀ-ɏ_-]*\d[\w-]*|\d+(?:st|nd|rd|th)\b|^\s*\d{1,2}[.)]\s", re.MULTILINE
)
# Before anything was looked up, these are figures too; afterwards words are left to the prompt.
SPELLED = re.compile(
    r"\b(?:(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|"
    r"millions?|billions?|dozens?|(?:half|thirds?|quarters?|fifths?|tenths?)(?= of\b(?! \d)))\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<!\d)(?<!\d[.,])(?:19|20)\d\d(?!\d|[.,]\d)")
ISO_DATE = r"\d{4}-(?:\d\d|Q\d)(?:-\d\d)?"


@dataclass(frozen=True)
class Answer:
    """A text for people, where its figures come from, and for the model what of it has no source."""

    text: str
    grounding: Grounding
    findings: tuple[str, ...]
    mark: str


def check(filler: Filler, questions: str, days: Sequence[date] = ()) -> Answer:
    """Join what was filled in with what the model typed; it may repeat the questions, and `days` that it was told."""
    figures, findings = list(filler.figures), list(filler.findings)
    for figure in _Known(filler, questions, days).typed():
        figures.append(figure)
        if not figure.source:
            findings.append(f"{figure.text} stands in no result; write the name of a cell in braces")
    figures.sort(key=lambda figure: figure.start)
    unproven = sum(figure.status == "unproven" for figure in figures)
    grounding = Grounding(figures=figures, unproven=unproven)
    return Answer(filler.shown.rstrip(), grounding, tuple(findings), filler.mark)


class _Known:
    """What a model may repeat: the questions, what the sheets say of themselves, names, and the years of the data."""

    def __init__(self, filler: Filler, questions: str, days: Sequence[date]) -> None:
        self._filler, self._questions, self._days = filler, questions, days
        self._sheets = list(filler.scope.sheets.values())

    def typed(self) -> Iterator[ProvenFigure]:
        """The numbers outside what was filled in that are no repetition; before any result, spelled ones too."""
        text = self._filler.shown
        for figure in self._filler.figures:
            text = text[: figure.start] + " " * len(figure.text) + text[figure.end :]
        plain = NAMES.sub(self._blank, _dates().sub(self._blank, text))
        for match in NUMBER.finditer(plain):
            values = _readings(match)
            if match["digits"] not in self._years and not any(value in self._numbers for value, _ in values):
                yield ProvenFigure.of(match.start(), match[0], values[0][0], self._source(text, match, values))
        for word in SPELLED.finditer(text) if not self._sheets else ():
            if word[0].casefold() not in self._questions.casefold():
                yield ProvenFigure.of(word.start(), word[0], word[0], None)

    @cached_property
    def _texts(self) -> list[str]:
        return [self._questions, *(text for sheet in self._sheets for text in (*sheet.about, *sheet.texts()))]

    @cached_property
    def _years(self) -> set[str]:
        """Those that are named, and those between the first and the last that the results are about."""
        about = {year for sheet in self._sheets for line in sheet.about for year in YEAR.findall(line)}
        covered = {*map(int, about), *(day.year for day in self._days)}
        between = map(str, range(min(covered), max(covered) + 1) if covered else ())
        return {*between, *(year for text in self._texts for year in YEAR.findall(text))}

    @cached_property
    def _numbers(self) -> set[float]:
        texts = (re.sub(ISO_DATE, " ", YEAR.sub(" ", text)) for text in self._texts)
        return {value for text in texts for match in NUMBER.finditer(text) for value, _ in _readings(match)}

    def _blank(self, match: re.Match[str]) -> str:
        return " " * len(match[0]) if all(year in self._years for year in YEAR.findall(match[0])) else match[0]

    def _source(self, text: str, match: re.Match[str], values: Sequence[tuple[float, float]]) -> CellSource | None:
        """The one cell that holds it; a row's only where the line names the row."""
        line = text[text.rfind("\n", 0, match.start()) + 1 :].partition("\n")[0].casefold()
        found = [
            CellSource(tool_call_id=sheet.call_id, path=cell.path, label=cell.label)
            for sheet in self._sheets
            for cell, keys in sheet.figures()
            if isinstance(number := cell.value, int | float)
            and any(-step <= 2 * (number - value) <= step for value, step in values)
            and (cell.unit.kind in ("percent", "points")) == bool(match["percent"])
            and all(write(key.value, key.unit).casefold() in line for key in keys)
        ]
        return found[0] if len(found) == 1 else None


def _readings(match: re.Match[str]) -> list[tuple[float, float]]:
    """The values that digits with points and commas may stand for, each with how far it may be rounded."""
    digits = re.sub(r"[ \u00a0\u202f'’]", "", match["digits"])
    times = TIMES.get((match["times"] or "").casefold(), 1.0)
    marks, (whole, *rest) = re.findall(r"[.,]", digits), re.split(r"[.,]", digits)
    found = []
    if all(len(part) == 3 for part in rest) and len(set(marks)) <= 1:
        found.append((float(whole + "".join(rest)) * times, 0.0))
    if rest and (len(marks) == 1 or marks[-1] not in marks[:-1]):
        found.append((float(f"{whole}{''.join(rest[:-1])}.{rest[-1]}") * times, times * 10.0 ** -len(rest[-1])))
    return found or [(float(re.sub(r"\D", "", digits)), 0.0)]


@cache
def _dates() -> re.Pattern[str]:
    """Dates as people write them, in all the languages that are known."""
    months = {month.casefold() for words in languages().values() for month in words.get("months", ())}
    months |= {month[:3] for month in months}
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    days = r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?\.?(?:\s?(?:[–-]|to|and|bis|al?)\s?\d{1,2}\.?)?"
    before = rf"{days}\s(?:de\s|of\s)?(?:{names})\b(?:,?\s(?:de\s)?\d{{4}})?"
    behind = rf"\b(?=\w{{3,14}}\.?\s\d)(?:{names})\.?\s{days}(?!\d|[.,]\d)(?:,\s\d{{4}})?"
    return re.compile(rf"{ISO_DATE}|{before}|{behind}|(?:\d{{1,4}}[年月日])+", re.IGNORECASE)
