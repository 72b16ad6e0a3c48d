"""The words that the planner knows, read once from `data/*.tsv`.

A line is `name<TAB>phrase, phrase, ...`; without phrases the name is its own phrase. A phrase that begins with "="
matches only in that spelling ("=US" is the country, "us" the pronoun).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

from local.bedrock.planner.tokens import Token, normalise, tokenize

SenseKind = Literal["filter", "dimension", "cue", "noun", "requiring", "noise", "title", "title_word", "talk", "scope"]

DATA = files("local.bedrock.planner") / "data"
_TABLES: dict[str, SenseKind] = {
    "cues": "cue",
    "dimensions": "dimension",
    "small_talk": "talk",
    "out_of_scope": "scope",
}
_TYPO_LETTERS = 5


@dataclass(frozen=True)
class Sense:
    """One thing a phrase can mean: for a filter, `name` is the dimension and `value` what it is compared with."""

    kind: SenseKind
    name: str
    value: str | bool = ""
    spelling: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    senses: dict[tuple[str, ...], tuple[Sense, ...]]
    longest: int

    def match(self, tokens: Sequence[Token], at: int) -> tuple[tuple[Sense, ...], int]:
        """The senses of the longest known phrase that begins at a token, and its length (0: none)."""
        for length in range(min(self.longest, len(tokens) - at), 0, -1):
            part = tokens[at : at + length]
            senses = self.senses.get(tuple(token.norm for token in part), ())
            fitting = tuple(sense for sense in senses if _is_spelt(sense, part))
            if fitting:
                return fitting, length
        return (), 0

    def correct(self, word: str) -> tuple[Sense, ...]:
        """The senses of the one known word that a misspelt one is an edit away from, if there is exactly one."""
        if len(word) < _TYPO_LETTERS:
            return ()
        near = {key for key in self.senses if len(key) == 1 and is_one_edit(word, key[0])}
        meanings = {self._main(key) for key in near}
        return self.senses[near.pop()] if len(meanings) == 1 else ()

    def _main(self, key: tuple[str, ...]) -> tuple[SenseKind, str, str | bool]:
        sense = self.senses[key][0]
        return sense.kind, sense.name, sense.value


def _is_spelt(sense: Sense, part: Sequence[Token]) -> bool:
    if not sense.spelling:
        return True
    alone_and_first = len(part) == 1 and part[0].first and len(part[0].raw) > 1 and part[0].raw.istitle()
    return tuple(token.raw for token in part) == sense.spelling and not alone_and_first


def is_one_edit(word: str, other: str) -> bool:
    """Whether one letter added, left out, changed or swapped with its neighbour makes one word the other."""
    if word == other or abs(len(word) - len(other)) > 1 or min(len(word), len(other)) < _TYPO_LETTERS:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    rest, others = word[at:], other[at:]
    swapped = rest[1:2] + rest[0:1] + rest[2:]
    return rest[1:] == others[1:] or rest[1:] == others or rest == others[1:] or swapped == others


@cache
def load_vocabulary() -> Vocabulary:
    senses: dict[tuple[str, ...], list[Sense]] = {}
    for phrase, sense in _entries():
        key = tuple(token.norm for token in tokenize(phrase))
        senses.setdefault(key, []).append(sense)
    return Vocabulary({key: tuple(found) for key, found in senses.items()}, max(map(len, senses)))


def _entries() -> Iterator[tuple[str, Sense]]:
    for folder in (DATA / "filters").iterdir():
        dimension = folder.name.removesuffix(".tsv")
        for value, phrase in _read(folder):
            meant: str | bool = value == "true" if dimension.startswith("is_") else value
            yield _spelt(phrase, Sense("filter", dimension, meant))
    for table, kind in _TABLES.items():
        for name, phrase in _read(DATA / f"{table}.tsv"):
            yield _spelt(phrase, Sense(kind, name))
    for name, phrase in _read(DATA / "words.tsv"):
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


def _read(table: Traversable) -> Iterator[tuple[str, str]]:
    for line in table.read_text(encoding="utf-8").splitlines():
        name, _, phrases = line.partition("\t")
        for phrase in phrases.split(", ") if phrases else [name]:
            yield name, phrase


def plural(word: str) -> str:
    """The regular English plural."""
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"


@cache
def canonical_values() -> dict[str, tuple[str, str | bool]]:
    """Every filter value by its normalised name, with its dimension."""
    return {
        normalise(str(sense.value)): (sense.name, sense.value)
        for senses in load_vocabulary().senses.values()
        for sense in senses
        if sense.kind == "filter"
    }
