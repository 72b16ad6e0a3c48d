"""The words that are known: those of the language from `words.tsv`, and those of the data from the database."""

import calendar
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files

from local.standin.spelling import nearest
from local.standin.times import WORDS as TIME_WORDS
from local.standin.tokens import Token, tokenize

# Of these dimensions people say values without naming the dimension; a search term is told apart from a title only so.
SPOKEN = ("country", "location", "job_function_std", "job_level_std", "job_type_filled", "company_industry_std",
          "education_level", "platform", "skills", "tools", "company_name")  # fmt: skip


@dataclass(frozen=True)
class Sense:
    """One thing a phrase can mean: of kind "value", `name` is a dimension and `value` one of its values."""

    kind: str
    name: str = ""
    value: str | bool = ""
    is_exact: bool = False
    """Whether it is meant only in the letters of `spelling`: "US" is the country, "us" the pronoun."""
    spelling: str = ""


@dataclass(frozen=True)
class Holdings:
    """What a database holds.

    Attributes:
        values: the values of each dimension, most frequent first.
        names: other names that people use: dimension, name, value.
    """

    values: Mapping[str, Sequence[str]]
    names: Sequence[tuple[str, str, str]] = ()


class Vocabulary:
    """All phrases, as tuples of normalised words, with their senses."""

    def __init__(self, holdings: Holdings) -> None:
        self._senses: dict[tuple[str, ...], list[Sense]] = {}
        for phrase, sense in (*_language(), *_calendar(), *_values(holdings)):
            key = tuple(token.norm for token in tokenize(phrase))
            senses = self._senses.setdefault(key, [])
            if sense.kind == "value" and any(each.kind == "dimension" for each in senses):
                continue  # "weekday" is what weekdays are split by
            if sense.is_exact and len(phrase) == 2 and senses and phrase != "US":
                continue  # "IN" in a question all in capitals
            if sense not in senses:
                senses.append(sense)
        self._longest = max(map(len, self._senses))
        self._firms = " ".join(holdings.values.get("company_name", ())).casefold()
        # A name near to a firm's is another firm; what is written like a name is no slip for a word that is none.
        self._words = self._words_of(lambda sense: sense.name != "company_name" and sense.kind not in ("scope", "talk"))
        self._known = self._words_of(lambda sense: sense.name != "company_name") | TIME_WORDS
        self._names = self._words_of(lambda sense: sense.kind == "value")
        self._run_together = {"".join(key): key for key in self._senses if len(key) > 1 and len("".join(key)) > 5}

    def _words_of(self, counts: Callable[[Sense], bool]) -> frozenset[str]:
        return frozenset(word for key, senses in self._senses.items() if any(map(counts, senses)) for word in key)

    def match(self, tokens: Sequence[Token], at: int) -> tuple[tuple[Sense, ...], int]:
        """The senses of the longest known phrase that begins at a token, and its length (0: none)."""
        for length in range(min(self._longest, len(tokens) - at), 0, -1):
            part = tokens[at : at + length]
            senses = self._senses.get(tuple(token.norm for token in part), ())
            written = " ".join(token.raw for token in part)
            if fitting := tuple(sense for sense in senses if not sense.is_exact or sense.spelling == written):
                return fitting, length
        return (), 0

    def corrected(self, tokens: Sequence[Token]) -> tuple[tuple[Token, ...], tuple[str, ...]]:
        """The tokens with slips of the fingers put right, and what was read for what, to be told."""
        read: list[Token] = []
        told: list[str] = []
        for token in tokens:
            meant = self._meant(token)
            read += [replace(token, norm=word, raw=word if len(meant) > 1 else token.raw) for word in meant]
            if meant != (token.norm,):
                told.append(f"“{token.raw}” as “{' '.join(meant)}”")
        return tuple(read), tuple(told)

    def _meant(self, token: Token) -> tuple[str, ...]:
        word = token.norm
        if word in self._known or not word.isalpha() or word in self._firms:
            return (word,)
        known = self._names if token.is_name else self._words
        return self._run_together.get(word) or (nearest(word, known, is_name=token.is_name) or word,)


def _language() -> Iterator[tuple[str, Sense]]:
    for line in (files("local.standin") / "words.tsv").read_text(encoding="utf-8").splitlines():
        kind, name, phrases = line.split("\t")
        for phrase in phrases.split(", "):
            value, _, said = phrase.rpartition("=")
            if kind == "values":
                yield said, Sense("value", name, value == "true" if name.startswith("is_") else value)
            else:
                yield phrase, Sense(kind, name, phrase if kind == "title" else "")
            if kind == "title":
                yield plural(phrase), Sense(kind, value=phrase)


# Names of two letters that are meant in small letters too; others are words ("in", "it", "us") in these.
_SHORT = frozenset({"uk", "eu", "usa", "uae", "nyc", "sf", "ml", "js", "ts", "qa", "hr"})
# Of the others, a name is known only where the data has what it stands for.
_WORLDWIDE = ("country", "location", "posted_weekday")


def _calendar() -> Iterator[tuple[str, Sense]]:
    """Days of the week and months of any year, in the plural: "on Mondays", "in Januaries"."""
    for name in calendar.day_name:
        yield plural(name), Sense("value", "posted_weekday", name)
    for name in calendar.month_name[1:]:
        yield plural(name), Sense("value", "posted_calendar_month", name)
        yield f"an {name}" if name[0] in "AO" else f"a {name}", Sense("value", "posted_calendar_month", name)


def _values(holdings: Holdings) -> Iterator[tuple[str, Sense]]:
    for dimension in SPOKEN:
        for value in holdings.values.get(dimension, ()):
            parts = (value, *value.split(", ")[:1]) if dimension == "location" else (value,)
            yield from ((part, _spelt(part, Sense("value", dimension, part))) for part in parts)
            if dimension == "job_function_std":
                yield from _trades(value)
            if dimension == "job_level_std":
                yield plural(value), Sense("value", dimension, value)
    for dimension, name, value in holdings.names:
        if dimension in _WORLDWIDE or value in holdings.values.get(dimension, ()):
            yield name, _spelt(name, Sense("value", dimension, value))
            if dimension == "job_function_std":
                yield plural(name), Sense("value", dimension, value)


def _trades(function: str) -> Iterator[tuple[str, Sense]]:
    """Who works in a function: "Data Engineering" -> "data engineers"."""
    sense = Sense("value", "job_function_std", function)
    for ending, person in (("Engineering", "Engineer"), ("Management", "Manager"), ("Science", "Scientist")):
        if function.endswith(ending):
            yield function.removesuffix(ending) + person, sense
            yield function.removesuffix(ending) + person + "s", sense


def _spelt(phrase: str, sense: Sense) -> Sense:
    """Abbreviations of two letters, and firms named like a word, are meant only as they are written."""
    is_short = len(phrase) <= (3 if sense.name == "country" else 2) and phrase.casefold() not in _SHORT
    is_firm = sense.name == "company_name" and " " not in phrase
    return replace(sense, is_exact=True, spelling=phrase) if is_short or is_firm else sense


def plural(word: str) -> str:
    """The regular English plural."""
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"


def phrases(names: Iterable[str]) -> str:
    """Names in quotes, as a sentence lists them."""
    return ", ".join(f"“{name}”" for name in names)
