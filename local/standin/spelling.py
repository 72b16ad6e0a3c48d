"""Typing errors."""

from collections.abc import Collection
from functools import lru_cache

SHORTEST = 5
_VOWELS = frozenset("aeiou")
_ALIKE = ({"s", "c"}, {"s", "z"}, {"c", "k"}, {"i", "y"}, {"e", "a"}, {"e", "i"})


@lru_cache(maxsize=1024)
def nearest(word: str, known: Collection[str], *, is_name: bool = False) -> str:
    """The one known word that a word is most plainly a slip for; empty if there is none, or several.

    A name that only resembles another ("Iceland") is no slip for it.
    """
    for is_near in (_is_slip,) if is_name else (_is_slip, _is_one_edit):
        near = [other for other in known if abs(len(word) - len(other)) < 2 and is_near(word, other)]
        if near:
            return near[0] if len(near) == 1 else ""
    return ""


def _is_slip(word: str, meant: str) -> bool:
    """Whether two neighbours are swapped ("mnay"), a letter is doubled, or a vowel or one of a double is left out."""
    rest, others = _apart(word, meant)
    if rest and others == rest[1:2] + rest[0:1] + rest[2:]:
        return True
    before = word[len(word) - len(rest) - 1 : len(word) - len(rest)]
    if rest and rest[1:] == others:
        return before == rest[0]
    left_out = others[:1]
    is_long = len(meant) >= SHORTEST
    return bool(left_out) and rest == others[1:] and (left_out in _VOWELS or left_out == before or is_long)


def _is_one_edit(word: str, other: str) -> bool:
    """Whether one letter is added, left out or changed, in a word of five letters or more that begins alike."""
    if min(len(word), len(other)) < SHORTEST or word[0] != other[0]:
        return False
    rest, others = _apart(word, other)
    is_other = rest[1:] == others[1:] and {rest[:1], others[:1]} in _ALIKE  # "matter" is no "master"
    return rest != others and (rest[1:] == others or rest == others[1:] or is_other)


def _apart(word: str, other: str) -> tuple[str, str]:
    """Both words from the first letter on in which they differ."""
    at = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    return word[at:], other[at:]
