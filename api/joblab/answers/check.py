"""An answer, filled in and checked: a digit that the model wrote itself must repeat what it was told."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from joblab.answers.filler import Filler
from joblab.answers.wording import languages
from joblab.grounding import Grounding, ProvenFigure

NUMBER = re.compile(
    r"(?P<digits>\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*)"
    r"(?:\s?(?P<times>k|thousand|m|million|bn|billion)\b)?(?P<percent>\s?(?:%|percent\b))?",
    re.IGNORECASE,
)
MOST = 1e15  # a number that is larger goes out as text
TIMES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
# Short codes (Q3, EC2, covid-19), addresses, ordinals, times, the numbers of a list or a table: no figures of the data.
NAMES = re.compile(
    r"https?://\S+|(?<![\w-])[A-Za-zÀ-ɏ]{1,9}-?\d{1,2}(?!\w)|(?<!\d)\d{1,3}(?:st|nd|rd|th)\b|(?<!\d)\d{1,2}:\d\d\b|24/7|['’]\d\d\b|"
    r"^[ \t]*(?:\|[ \t]*)?(?:1?\d|20)(?:[.)]\s|[ \t]*\|)",
    re.MULTILINE,
)
# Before anything was looked up, these are figures too; afterwards words are left to the prompt.
SPELLED = re.compile(
    r"\b(?:(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|"
    r"millions?|billions?|dozens?|half|one in \w+|(?:an?|one|two|three)[ -](?:third|quarter|fifth|tenth)s?)\b|[¼½¾⅓⅔]",
    re.IGNORECASE,
)
COUNTED = re.compile(r"\s+[a-zß-ÿ]+s\b")  # "2025 jobs" is no year
YEAR = re.compile(r"(?<!\d)(?<!\d[.,])(?:19|20)\d\d(?!\d|[.,]\d)")
ISO_DATE = r"(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2]|Q[1-4])(?:[-/.][0-3]?\d)?(?!\d)"
NUMERIC_DATE = re.compile(
    rf"{ISO_DATE}|[0-3]?\d[./-][01]?\d[./-](?:(?:19|20)?\d\d)?(?!\d)|(?:19|20)\d\d[–/-](?:20)?\d\d(?!\d)|"
    r"(?:(?:19|20)\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?<=[年月日])"
)
DAYS = re.compile(r"[0-3]?\d(?!\d)(?:st|nd|rd|th)?\.?(?:\s?(?:[–-]|to|and|bis|al?)\s?[0-3]?\d(?!\d)\.?)?")
BEFORE_MONTH = re.compile(r"[\s-](?:de\s|of\s)?([^\W\d_]+)\b(?:[,\s-]\s?(?:de\s)?\d{4})?")
BEHIND_MONTH = re.compile(r"([^\W\d_]+)\.?\s\Z")
AFTER_DAY = re.compile(r",?\s\d{4}|(?=[,.;:)–-]|\s*$|\s(?:to|and|bis|al?)\s)", re.MULTILINE)
DIGITS = re.compile(r"\d+")
# A reply that asks back may name a stretch of time: "the last 30 days or the last 12 months?"
MOST_IN_A_QUESTION = 366


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
        if not (filler.mark and isinstance(figure.value, float) and figure.value <= MOST_IN_A_QUESTION):
            figures.append(figure)
            findings.append(f"{figure.text} was typed; write in braces where it stands in a result")
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
        for match in NUMBER.finditer(self._without_dates(NAMES.sub(lambda name: " " * len(name[0]), text))):
            values = _readings(match)
            counts = not (self._sheets or self._filler.mark) and COUNTED.match(text, match.end())
            if self._numbers.isdisjoint(values) and (match["digits"] not in self._years or counts):
                value = values[0] if values[0] < MOST else match[0]
                yield ProvenFigure.of(match.start(), match[0], value, None)
        for word in SPELLED.finditer(text) if not (self._sheets or self._filler.mark) else ():
            if word[0].casefold() not in self._questions.casefold():
                yield ProvenFigure.of(word.start(), word[0], word[0], None)

    @cached_property
    def _told(self) -> str:
        return "\n".join(
            [self._questions, *(text for sheet in self._sheets for text in (*sheet.about, *sheet.texts()))]
        )

    @cached_property
    def _years(self) -> set[str]:
        """Those that are named, and those between the first and the last that the results are about."""
        about = YEAR.findall("\n".join(line for sheet in self._sheets for line in sheet.about))
        covered = {*map(int, about), *(day.year for day in self._days)}
        return {*map(str, range(min(covered), max(covered) + 1) if covered else ()), *YEAR.findall(self._told)}

    @cached_property
    def _numbers(self) -> set[float]:
        told = re.sub(ISO_DATE, " ", YEAR.sub(" ", self._told))
        return {value for match in NUMBER.finditer(told) for value in _readings(match)}

    def _without_dates(self, text: str) -> str:
        """Blanks in the place of dates whose year is known."""
        at = 0
        while number := DIGITS.search(text, at):
            start, at = number.span()
            begin, end = _date(text, start) or (start, start)
            if all(year in self._years for year in YEAR.findall(text[begin:end])):
                text, at = text[:begin] + " " * (end - begin) + text[end:], max(at, end)
        return text


def _readings(match: re.Match[str]) -> list[float]:
    """The values that digits with points and commas may stand for: "1.234" is 1,234 in Germany."""
    if (digits := match["digits"]).isdecimal() and not match["times"]:
        return [float(digits)]
    digits = re.sub(r"[ \u00a0\u202f'’]", "", digits)
    times = TIMES.get((match["times"] or "").casefold(), 1.0)
    marks, (whole, *rest) = re.findall(r"[.,]", digits), re.split(r"[.,]", digits)
    found = []
    if all(len(part) == 3 for part in rest) and len(set(marks)) <= 1:
        found.append(float(whole + "".join(rest)) * times)
    if rest and (len(marks) == 1 or marks[-1] not in marks[:-1]):
        found.append(float(f"{whole}{''.join(rest[:-1])}.{rest[-1]}") * times)
    return found or [float(re.sub(r"\D", "", digits))]


@cache
def _months() -> frozenset[str]:
    """How months are written in all the languages that are known, and in short in English."""
    full = {month.casefold() for words in languages().values() for month in words.get("months", ())}
    return frozenset(full | {month[:3].casefold() for month in languages()["en"]["months"]})


def _date(text: str, start: int) -> tuple[int, int] | None:
    """Where a date lies that has its first number there: in numbers, before its month or behind it."""
    if numeric := NUMERIC_DATE.match(text, start):
        return numeric.span()
    if not (day := DAYS.match(text, start)):
        return None
    if (month := BEFORE_MONTH.match(text, day.end())) and month[1].casefold() in _months():
        return start, month.end()
    month = BEHIND_MONTH.search(text, max(0, start - 16), start)
    end = AFTER_DAY.match(text, day.end()) if month and month[1].casefold() in _months() else None
    return (start, end.end()) if end else None
