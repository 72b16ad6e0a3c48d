"""The words right before a figure: how it is meant to be rounded, compared, or counted against."""

import re
from typing import Literal, NamedTuple

from joblab.proof.words import ABOUT, ARTICLES, DIRECTION_FILLERS, DIRECTIONS, NO_DIRECTION_AFTER, OVER, UNDER

Bound = Literal["exact", "about", "over", "under"]

_BOUNDS: tuple[tuple[frozenset[str], Bound], ...] = ((ABOUT, "about"), (OVER, "over"), (UNDER, "under"))
_QUALIFIERS: dict[str, Bound] = {phrase: bound for phrases, bound in _BOUNDS for phrase in phrases}
_LAST_WORDS = frozenset(phrase.split()[-1] for phrase in _QUALIFIERS)
_MARKS = re.compile(r"""[*_(“"~≈/]""")
_APART = str.maketrans({"*": " ", "_": " ", "(": " ", "“": " ", '"': " ", "~": " ~ ", "≈": " ≈ ", "/": " / "})
_REACH = 45
"""Characters: enough for the four words that are looked at."""


class Lead(NamedTuple):
    """The last words before a figure, articles and the qualifier taken off."""

    words: tuple[str, ...] = ()
    bound: Bound = "exact"
    tails: tuple[str, ...] = ()
    """The last one, two and three of the words."""
    written_tails: tuple[str, ...] = ()
    """The same with articles and qualifier left on."""

    def ends(self, phrases: frozenset[str]) -> bool:
        """Whether it ends with one of the phrases."""
        return not phrases.isdisjoint(self.tails)

    def ends_as_written(self, phrases: frozenset[str]) -> bool:
        """The same, articles and qualifier included."""
        return not phrases.isdisjoint(self.written_tails)

    def direction(self) -> int | None:
        """Up, down or neither by the word that governs the figure; None when no such word does."""
        words = self.words
        while words and words[-1] in DIRECTION_FILLERS:
            words = words[:-1]
        if not words or (len(words) > 1 and words[-2] in NO_DIRECTION_AFTER):
            return None
        return DIRECTIONS.get(words[-1])


def lead_in(text: str, start: int) -> Lead:
    """The words before a place in the text; a line's end separates."""
    low = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    before = text[low:start].lower()
    if _MARKS.search(before):
        before = before.translate(_APART)
    written = tuple(before.rstrip("$€£+ ").split()[-5:])
    if not written or (written[-1] not in ARTICLES and written[-1] not in _LAST_WORDS):
        tails = _tails(written)
        return Lead(written, "exact", tails, tails)
    words, bound = _strip(written)
    return Lead(words, bound, _tails(words), _tails(written))


def _strip(words: tuple[str, ...]) -> tuple[tuple[str, ...], Bound]:
    bound: Bound = "exact"
    while words:
        if words[-1] in ARTICLES:
            words = words[:-1]
        elif bound == "exact" and words[-1] in _LAST_WORDS and (size := _qualifier(words)):
            bound = _QUALIFIERS[" ".join(words[-size:])]
            words = words[:-size]
        else:
            break
    return words, bound


def _qualifier(words: tuple[str, ...]) -> int:
    return next((size for size in (3, 2, 1) if " ".join(words[-size:]) in _QUALIFIERS), 0)


def _tails(words: tuple[str, ...]) -> tuple[str, ...]:
    return " ".join(words[-1:]), " ".join(words[-2:]), " ".join(words[-3:])
