"""The words right before a figure: how it is meant to be rounded, compared, or counted against."""

from dataclasses import dataclass
from typing import Literal

from joblab.proof.words import ABOUT, ARTICLES, DIRECTIONS, NO_DIRECTION_AFTER, OVER, UNDER

Bound = Literal["exact", "about", "over", "under"]

_QUALIFIERS: tuple[tuple[frozenset[str], Bound], ...] = ((OVER, "over"), (UNDER, "under"), (ABOUT, "about"))
_DIRECTION_FILLERS = frozenset(
    [
        "by",
        "of",
        "was",
        "is",
        "sharply",
        "slightly",
        "posting",
        "postings",
        "in",
        "jobs",
        "total",
        "a",
        "an",
        "the",
        "only",
        "just",
    ]
)
_REACH = 60


@dataclass(frozen=True, slots=True)
class Lead:
    """Up to five words before a figure, articles and the qualifier taken off."""

    words: tuple[str, ...] = ()
    bound: Bound = "exact"
    near: tuple[str, ...] = ()
    """The same words as written."""
    over_slash: bool = False

    def ends(self, phrases: frozenset[str]) -> bool:
        """Whether it ends with one of the phrases."""
        return _ends(self.words, phrases)

    def ends_as_written(self, phrases: frozenset[str]) -> bool:
        """The same, articles and qualifier included."""
        return _ends(self.near, phrases)

    def direction(self) -> int | None:
        """Up, down or neither by the word that governs the figure; None when no such word does."""
        words = self.words
        while words and words[-1] in _DIRECTION_FILLERS:
            words = words[:-1]
        if not words or (len(words) > 1 and words[-2] in NO_DIRECTION_AFTER):
            return None
        return DIRECTIONS.get(words[-1])


def lead_in(text: str, start: int, low: int = 0) -> Lead:
    """The words before a place in the text, from `low` on."""
    before = text[max(low, start - _REACH) : start]
    slash = before.endswith("/")
    for sign in '*_(\u201c"':
        before = before.replace(sign, " ")
    before = before.replace("~", " ~ ").replace("\u2248", " \u2248 ").lower().rstrip("$\u20ac\u00a3+ ")
    words = tuple(before.split()[-6:])
    stripped, bound = _strip(words)
    return Lead(stripped, bound, words, slash)


def _strip(words: tuple[str, ...]) -> tuple[tuple[str, ...], Bound]:
    bound: Bound = "exact"
    while words:
        if words[-1] in ARTICLES:
            words = words[:-1]
            continue
        size, found = _qualifier(words)
        if not size or bound != "exact":
            break
        words, bound = words[:-size], found
    return words, bound


def _qualifier(words: tuple[str, ...]) -> tuple[int, Bound]:
    for size in (3, 2, 1):
        phrase = " ".join(words[-size:])
        for phrases, bound in _QUALIFIERS:
            if len(words) >= size and phrase in phrases:
                return size, bound
    return 0, "exact"


def _ends(words: tuple[str, ...], phrases: frozenset[str]) -> bool:
    return any(" ".join(words[-size:]) in phrases for size in (1, 2, 3) if len(words) >= size)
