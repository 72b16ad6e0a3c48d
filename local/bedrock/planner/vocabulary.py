"""The words that the planner knows, read once from `data/*.tsv`.

A line is `name<TAB>phrase, phrase, ...`; without phrases the name is its own phrase. A phrase that begins with "="
matches only in that spelling ("=US" is the country, "us" the pronoun).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, get_args

from local.bedrock.planner.spelling import SHORTEST, is_one_edit, is_slip, only_near
from local.bedrock.planner.tokens import Token, tokenize

SenseKind = Literal["filter", "dimension", "cue", "noun", "requiring", "noise", "title", "title_word", "talk", "scope"]

DATA = files("local.bedrock.planner") / "data"
_TABLES: dict[str, SenseKind] = {
    "cues": "cue",
    "dimensions": "dimension",
    "small_talk": "talk",
    "out_of_scope": "scope",
}
# Shorter words are more often names or abbreviations than slips; as many letters make two words run together.
_TYPO_LETTERS, _JOINED_LETTERS = 3, 6
_BEFORE_PLACES = frozenset({"in", "near", "around"})


@dataclass(frozen=True)
class Sense:
    """One thing a phrase can mean: for a filter, `name` is the dimension and `value` what it is compared with."""

    kind: SenseKind
    name: str
    value: str | bool = ""
    spelling: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """All phrases, as tuples of normalised words.

    Attributes:
        words: every word of them; `main_words`, `filter_words` and `place_words` are those that a misspelt word may
            stand for. Firms' names are not among these: a name near to a known one is another firm.
        question_words: the ordinary ones, which only the plainer slips make, but of short words too.
        run_together: phrases by how they look without spaces.
    """

    senses: dict[tuple[str, ...], tuple[Sense, ...]]
    longest: int
    words: frozenset[str]
    main_words: frozenset[str]
    filter_words: frozenset[str]
    place_words: frozenset[str]
    question_words: frozenset[str]
    run_together: Mapping[str, tuple[str, ...]]

    def match(self, tokens: Sequence[Token], at: int) -> tuple[tuple[Sense, ...], int]:
        """The senses of the longest known phrase that begins at a token, and its length (0: none)."""
        for length in range(min(self.longest, len(tokens) - at), 0, -1):
            part = tokens[at : at + length]
            senses = self.senses.get(tuple(token.norm for token in part), ())
            fitting = tuple(sense for sense in senses if _is_spelt(sense, part))
            if fitting:
                return fitting, length
        return (), 0

    def corrected(self, token: Token, before: str = "") -> tuple[Token, ...]:
        """A word that is in no phrase, as the one (or the words run together) that it is most likely meant for.

        What stands before it tells a name: a firm's is left as it is, a place's becomes no other thing.
        """
        if token.norm in self.words or len(token.norm) < _TYPO_LETTERS or before == "at":
            return (token,)
        if parts := self.run_together.get(token.norm):
            return tuple(replace(token, raw=part, norm=part, joined=False) for part in parts)
        return (replace(token, norm=self._meant(token, before) or token.norm),)

    def _meant(self, token: Token, before: str) -> str:
        word, is_name = token.norm, token.is_capital and not token.first
        known = self.filter_words if is_name else self.main_words
        if len(word) >= SHORTEST:
            edited = self.place_words if before in _BEFORE_PLACES else known
            if meant := only_near(word, known, is_slip) or only_near(word, edited, is_one_edit):
                return meant
        return "" if is_name else only_near(word, self.question_words, is_slip)


def _is_spelt(sense: Sense, part: Sequence[Token]) -> bool:
    if not sense.spelling:
        return True
    alone_and_first = len(part) == 1 and part[0].first and len(part[0].raw) > 1 and part[0].raw.istitle()
    return tuple(token.raw for token in part) == sense.spelling and not alone_and_first


@cache
def load_vocabulary() -> Vocabulary:
    senses: dict[tuple[str, ...], list[Sense]] = {}
    for phrase, sense in _entries():
        key = tuple(token.norm for token in tokenize(phrase))
        senses.setdefault(key, []).append(sense)
    firms = {
        word for key, found in senses.items() if any(sense.name == "company_name" for sense in found) for word in key
    }
    return Vocabulary(
        senses={key: tuple(found) for key, found in senses.items()},
        longest=max(map(len, senses)),
        words=_words(senses, get_args(SenseKind)),
        main_words=_words(senses, ("filter", "dimension", "cue", "noun", "title")) - firms,
        filter_words=_words(senses, ("filter",)) - firms,
        place_words=_words(senses, ("filter",), ("country", "location")) - firms,
        question_words=_words(senses, ("cue", "noun", "noise", "dimension")),
        run_together={joined: key for key in senses if len(key) > 1 and len(joined := "".join(key)) >= _JOINED_LETTERS},
    )


def _words(
    senses: Mapping[tuple[str, ...], Sequence[Sense]], kinds: Collection[str], names: Collection[str] = ()
) -> frozenset[str]:
    """The words of the phrases that have a sense of these kinds (and, if any are given, these names)."""
    return frozenset(
        word
        for key, found in senses.items()
        if any(s.kind in kinds and (not names or s.name in names) for s in found)
        for word in key
    )


def _entries() -> Iterator[tuple[str, Sense]]:
    for folder in (DATA / "filters").iterdir():
        dimension = folder.name.removesuffix(".tsv")
        for value, phrase in read_table(folder):
            meant: str | bool = value == "true" if dimension.startswith("is_") else value
            yield _spelt(phrase, Sense("filter", dimension, meant))
    for table, kind in _TABLES.items():
        for name, phrase in read_table(DATA / f"{table}.tsv"):
            yield _spelt(phrase, Sense(kind, name))
    for name, phrase in read_table(DATA / "words.tsv"):
        yield phrase, Sense(_word_kind(name), phrase)
        if name == "title":
            yield plural(phrase), Sense("title", phrase)


def _word_kind(name: str) -> SenseKind:
    kinds: tuple[SenseKind, ...] = ("noun", "requiring", "noise", "title", "title_word")
    return next(kind for kind in kinds if kind == name)


def _spelt(phrase: str, sense: Sense) -> tuple[str, Sense]:
    if not phrase.startswith("="):
        return phrase, sense
    spelling = tuple(token.raw for token in tokenize(phrase[1:]))
    return phrase[1:], Sense(sense.kind, sense.name, sense.value, spelling)


def read_table(table: Traversable) -> Iterator[tuple[str, str]]:
    """Pairs of a line's name and one of its phrases."""
    for line in table.read_text(encoding="utf-8").splitlines():
        name, _, phrases = line.partition("\t")
        for phrase in phrases.split(", ") if phrases else [name]:
            yield name, phrase


def plural(word: str) -> str:
    """The regular English plural."""
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"
