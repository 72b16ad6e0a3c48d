"""Typing errors."""

from collections.abc import Callable
from functools import lru_cache

SHORTEST = 5
_VOWELS = frozenset("aeiou")


def is_one_edit(word: str, other: str) -> bool:
    """Whether one letter added, left out, changed or swapped with its neighbour makes one word the other.

    Words of fewer than five letters are never near another: too many are.
    """
    if min(len(word), len(other)) < SHORTEST:
        return False
    rest, others = _apart(word, other)
    if rest == others:
        return False
    return others in (rest[1:], _swapped(rest)) or rest == others[1:] or rest[1:] == others[1:]


def is_slip(word: str, meant: str) -> bool:
    """Whether a slip of the fingers makes it of the word meant, also of a short one.

    That is: two neighbours swapped ("mnay"), a letter doubled ("jobss"), one of a double or a vowel left out ("mnth");
    of a longer word any letter left out ("wich").
    """
    rest, others = _apart(word, meant)
    if rest and others == _swapped(rest):
        return True
    before = word[len(word) - len(rest) - 1 : len(word) - len(rest)]
    if rest and rest[1:] == others:
        return before == rest[0]
    left_out = others[:1]
    return (
        left_out != "" and rest == others[1:] and (left_out in _VOWELS or left_out == before or len(meant) >= SHORTEST)
    )


@lru_cache(maxsize=1024)
def only_near(word: str, known: frozenset[str], is_near: Callable[[str, str], bool]) -> str:
    """The one known word that a word is near to; empty if there is none, or several.

    It is kept, since a question is read several times: as a whole, by clauses, and again for the answer.
    """
    near = [other for other in known if abs(len(word) - len(other)) < 2 and is_near(word, other)]
    return near[0] if len(near) == 1 else ""


def _apart(word: str, other: str) -> tuple[str, str]:
    """Both words from the first letter on in which they differ."""
    at = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    return word[at:], other[at:]


def _swapped(rest: str) -> str:
    return rest[1:2] + rest[0:1] + rest[2:]
