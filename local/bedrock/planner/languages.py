"""A few words of other languages, put into English before a question is read; this is no translation of sentences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from local.bedrock.planner.tokens import Token, tokenize
from local.bedrock.planner.vocabulary import DATA, load_vocabulary, read_table

# So many foreign words make a question one in another language; fewer are names ("Des Moines", "Mars").
_FEWEST = 2


def in_english(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The words, with the foreign phrases that are known replaced when the question is in another language."""
    found = list(_matches(tokens))
    english = load_vocabulary().words
    foreign = [token for at, length in found for token in tokens[at : at + length] if token.norm not in english]
    if len(foreign) < _FEWEST:
        return tuple(tokens)
    words = list(tokens)
    for at, length in reversed(found):
        meant = _phrases()[_key(tokens[at : at + length])]
        words[at : at + length] = [replace(tokens[at], raw=word, norm=word, joined=False) for word in meant]
    return tuple(words)


def _matches(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where a known phrase begins and how many words it has, the longest first."""
    phrases, end = _phrases(), 0
    longest = max(map(len, phrases))
    for at in range(len(tokens)):
        length = next((n for n in range(longest, 0, -1) if _key(tokens[at : at + n]) in phrases), 0)
        if at >= end and length:
            end = at + length
            yield at, min(length, len(tokens) - at)


def _key(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.norm for token in tokens)


@cache
def _phrases() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """English words by the words of a foreign phrase."""
    table = read_table(DATA / "other_languages.tsv")
    return {_key(tokenize(phrase)): tuple(english.split()) for english, phrase in table}
