"""Where an answer names what the results are about: countries, companies, roles, skills."""

import re
from functools import lru_cache
from typing import NamedTuple

from joblab.proof.context import fold
from joblab.proof.ledger import Ledger
from joblab.proof.text import Text
from joblab.proof.values import ALIASES, ANY_CASE, COUNTRIES, EXACT_CASE

_BEFORE_NOUN = re.compile(r"\b(?:an?|per|each|every)\s$", re.IGNORECASE)
_NOUN_AFTER = re.compile(
    r"\s(?:postings?|jobs?|roles?|positions?|openings?|compan(?:y|ies)|firms?|employers?|medians?|salar(?:y|ies)|pay|share)\b|\s?[*_]*[(:|]"
)
_NO_NOUN_AFTER = re.compile(r"\s(?:of|over)\b")
_FROM_POSTINGS = ("actual_role", "company_name", "country", "location")
WEAK = frozenset({"actual_role"})
"""A posting's title names that posting, and says nothing of figures that are about many."""

Value = tuple[str, str]
"""A dimension and a folded value of it."""


class Mention(NamedTuple):
    """A place in the answer that names a value, in each dimension that has it."""

    start: int
    end: int
    values: frozenset[Value]

    def dimensions(self) -> set[str]:
        """The dimensions it may be about."""
        return {dimension for dimension, _ in self.values}


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    return tuple(Text(name).words)


_KNOWN = (
    *((_words(country), ("country", fold(country))) for country in COUNTRIES.split(",")),
    *(
        (_words(alias), (dimension, value))
        for dimension, aliases in ALIASES.items()
        for alias, value in aliases.items()
    ),
)
"""Names beyond those in the results, as words, with what they name."""


class Lexicon:
    """The values that the results know and the names beyond them that may be in a text, found by their words."""

    def __init__(self, ledger: Ledger, source: Text) -> None:
        self._source = source
        self._by_words: dict[tuple[str, ...], list[Value]] = {}
        self._sizes: dict[str, list[int]] = {}
        values: dict[Value, None] = {}
        for row in (*(row for call in ledger.calls for row in call.rows), *{cell.row for cell in ledger.totals}):
            posting = row.index >= 0 and "actual_role" in row.context
            for dimension, held in row.context.items():
                if not posting or dimension in _FROM_POSTINGS:
                    for value in held:
                        values[dimension, value] = None
        for dimension, value in values:
            if not dimension.startswith("is_"):
                self._add(_words(value), (dimension, value))
            if dimension == "location" and "," in value:
                self._add(_words(value.split(",")[0]), (dimension, value))
        dimensions = {"country", *(dimension for dimension, _ in values)}
        written = {*source.words, *(word[:-1] for word in source.words)}
        for words, known in _KNOWN:
            if words[0] in written and known[0] in dimensions and known not in self._by_words.get(words, ()):
                self._add(words, known)

    def _add(self, words: tuple[str, ...], value: Value) -> None:
        if words:
            self._by_words.setdefault(words, []).append(value)
            sizes = self._sizes.setdefault(words[0], [])
            if len(words) not in sizes:
                sizes.append(len(words))
                sizes.sort(reverse=True)

    def find(self) -> list[Mention]:
        """The mentions in order, the longest at each place."""
        source, found = self._source, list[Mention]()
        taken = 0
        for at, word in enumerate(source.words):
            sizes = self._sizes.get(word) or (self._sizes.get(word[:-1]) if word[-1] == "s" else None)
            if sizes and at >= taken:
                values, size = self._longest(at, sizes)
                if values:
                    taken = at + size
                    found.append(Mention(source.starts[at], source.ends[taken - 1], frozenset(values)))
        return found

    def _longest(self, at: int, sizes: list[int]) -> tuple[list[Value], int]:
        source = self._source
        start, end = source.starts[at], source.ends[at]
        for size in sizes:
            words = tuple(source.words[at : at + size])
            if len(words) == size:
                written = words if words in self._by_words else (*words[:-1], words[-1].removesuffix("s"))
                known = self._by_words.get(written, ())
                values = [value for value in known if _cased(source.text, start, end, written, value)]
                if values:
                    return values, size
        return [], 0


def _cased(text: str, start: int, end: int, words: tuple[str, ...], value: Value) -> bool:
    if len(words) > 1 or not text[start].islower():
        return True
    if value[0] not in ANY_CASE:
        return not text[start].isalpha()
    if words[0] not in EXACT_CASE or _NOUN_AFTER.match(text, end):
        return True
    return bool(_BEFORE_NOUN.search(text, max(0, start - 6), start)) and not _NO_NOUN_AFTER.match(text, end)
