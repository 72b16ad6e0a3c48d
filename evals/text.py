"""An answer's text, read for figures and names, in whatever words they come."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Literal

type Unit = Literal["postings", "companies", "groups", "percent", "money"]

FIGURE = re.compile(
    r"(?<![A-Za-zÀ-ɏ0-9_.,])(?P<digits>\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*)"
    r"(?:\s?(?P<times>k|thousand|m|million)\b)?"
)
TIMES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
# Ids and addresses carry digits that are no figures.
NO_FIGURES = re.compile(r"https?://\S+|\b[a-z]+-\d[\w-]*")
NONE = re.compile(r"\b(no|none|not|nothing|zero|isn't|aren't|keine?|aucune?|pas|ning[uú]n\w*|nessun\w*)\b")
# What a figure may be rounded to: percent to whole ones, yearly pay to thousands; counts are exact.
COARSEST: Mapping[str, float] = {"percent": 1, "money": 1000}
CURRENCIES: Mapping[str, str] = {"USD": "$", "EUR": "€", "GBP": "£", "INR": "₹", "JPY": "¥", "CAD": "$", "AUD": "$"}
# How people write a stored value, beside writing it as it is.
SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "united states": ("us", "usa", "u.s.", "états-unis", "estados unidos", "usa", "vereinigte staaten"),
    "united kingdom": ("uk", "u.k.", "britain", "great britain"),
    "germany": ("deutschland", "allemagne", "alemania", "germania", "german"),
    "fulltime": ("full-time", "full time"),
    "parttime": ("part-time", "part time"),
    "zip_recruiter": ("ziprecruiter", "zip recruiter"),
    "natural language processing": ("nlp",),
    "is_remote=true": ("remote",),
    "is_remote=false": ("on-site", "onsite", "on site", "not remote", "office", "non-remote"),
    "is_research=true": ("research",),
    "is_research=false": ("not research", "non-research", "other"),
}
# Months and days with their year, and without.
MONTHS = (("{0:%B} {0.year}", "{0:%b} {0.year}"), ("{0:%B}", "{0:%b}"))
DAYS = (
    ("{0.day} {0:%B} {0.year}", "{0.day} {0:%b} {0.year}", "{0:%B} {0.day}, {0.year}", "{0:%b} {0.day}, {0.year}"),
    ("{0.day} {0:%B}", "{0.day} {0:%b}", "{0:%B} {0.day}", "{0:%b} {0.day}"),
)


@dataclass(frozen=True)
class Figure:
    """A number as written: where, and what it may mean, each with the value of its last place."""

    place: int
    readings: tuple[tuple[float, float], ...]

    def means(self, value: float, unit: str) -> bool:
        """Whether it is this value, as exactly as it is written; a fall may be written without its sign."""
        coarsest = COARSEST.get(unit)
        return any(
            abs(written - abs(value)) <= (min(step, coarsest) / 2 + 1e-6 if coarsest else 0.001)
            for written, step in self.readings
        )


@dataclass(frozen=True)
class Text:
    """An answer; figures that the question holds already do not count as figures of the answer."""

    answer: str
    question: str = ""

    @cached_property
    def plain(self) -> str:
        """Without capitals and Markdown's marks."""
        return re.sub(r"[*_`|#]+", " ", self.answer.casefold().replace("−", "-"))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every number."""
        return read_figures(self.plain)

    def has_figures(self) -> bool:
        """Whether it states any number but years and those of the question."""
        known = {reading for figure in read_figures(self.question.casefold()) for reading in figure.readings}
        years = {(float(year), 1.0) for year in range(1990, 2100)}
        return any(not known.union(years).intersection(figure.readings) for figure in self.figures)

    def figure_places(self, value: float | None, unit: str) -> list[int]:
        """Where a value is stated."""
        return [figure.place for figure in self.figures if value is not None and figure.means(value, unit)]

    def name_places(self, dimension: str, value: str) -> list[tuple[int, int]]:
        """From where to where a value is named; short names, as "May" for May 2026, only where no full one is."""
        return _places(self.plain, dimension, value)

    def line_around(self, place: int) -> tuple[int, int]:
        """First place of the line, and the one after its last."""
        end = self.plain.find("\n", place)
        return self.plain.rfind("\n", 0, place) + 1, len(self.plain) if end < 0 else end

    def names_currency(self, currency: str) -> bool:
        """Whether the code or the sign of a currency is there."""
        return currency.casefold() in self.plain or CURRENCIES.get(currency, currency) in self.answer

    def says_none(self) -> bool:
        """Whether a word for nothing is there."""
        return bool(NONE.search(self.plain))


@lru_cache(maxsize=2048)
def _places(text: str, dimension: str, value: str) -> list[tuple[int, int]]:
    """Asked for again and again while the claims of a table are told apart."""
    for names in spellings(dimension, value):
        pattern = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        if found := [match.span() for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text)]:
            return found
    return []


def read_figures(text: str) -> tuple[Figure, ...]:
    """Every number in a case-folded text."""
    text = NO_FIGURES.sub(lambda match: " " * len(match[0]), text)
    return tuple(
        Figure(match.start(), tuple(_readings(match["digits"], TIMES.get(match["times"], 1))))
        for match in FIGURE.finditer(text)
    )


def _readings(digits: str, times: int) -> list[tuple[float, float]]:
    """The values that digits with points and commas may stand for: "1.234" is 1,234 in Germany."""
    digits = re.sub(r"[ \u00a0\u202f'’]", "", digits)
    marks = re.findall(r"[.,]", digits)
    whole, *rest = re.split(r"[.,]", digits)
    found = []
    if all(len(part) == 3 for part in rest) and len(set(marks)) <= 1:
        found.append((float(whole + "".join(rest)), 1.0))
    if rest and (len(marks) == 1 or marks[-1] not in marks[:-1]):
        found.append((float(f"{whole}{''.join(rest[:-1])}.{rest[-1]}"), 10.0 ** -len(rest[-1])))
    return [(value * times, step * times) for value, step in found]


def spellings(dimension: str, value: str) -> Iterator[set[str]]:
    """How a stored value may be written, in lower case: the full names, then the short ones."""
    value = value.casefold()
    known = {f"{dimension}={value}"} if value in {"true", "false"} else {value.replace("_", " "), value}
    if dimension == "location":  # a filter may say the country already
        known.add(value.partition(",")[0])
    if dimension == "posted_weekday":
        known.add(f"{value}s")
    for name in tuple(known):
        known.update(SPELLINGS.get(name, ()))
    full, short = _day_spellings(dimension, value)
    yield known.union(full)
    if short:
        yield set(short)


def _day_spellings(dimension: str, value: str) -> tuple[list[str], list[str]]:
    """With the year, and without."""
    forms: tuple[tuple[str, ...], tuple[str, ...]]
    match dimension:
        case "posted_month":
            days, forms = [date.fromisoformat(f"{value}-01")], MONTHS
        case "posted_day" | "posted_week":
            first = date.fromisoformat(value)
            days, forms = [first, first + timedelta(days=6)][: 1 + (dimension == "posted_week")], DAYS
        case "posted_quarter":
            year, quarter = value.split("-")
            return [f"{quarter} {year}", f"{year} {quarter}"], [quarter]
        case _:
            return [], []
    full, short = ([form.format(day).lower() for day in days for form in some] for some in forms)
    return full, short
