"""What one utterance says: filters, periods, dimensions and cues; and what of it could not be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from evals.periods import Days
from joblab.jobs.catalogue import KINDS

How = Literal["is", "not", "stated", "not_stated"]
Zone = Literal["noun", "after", "verb", "among", "share", "relative"]
"""Where it was said: before the word for postings, behind it or a verb, behind "of all", or right before "share"."""

type Value = str | bool | float

LISTS = tuple(name for name, kind in KINDS.items() if kind == "list")


@dataclass(frozen=True)
class Term:
    """A filter as it was said; `values` of one dimension, of which the words `joiner` says whether all are meant."""

    name: str
    values: tuple[Value, ...]
    how: How = "is"
    zone: Zone = "noun"
    joiner: str = ""


@dataclass(frozen=True)
class Reading:
    """What was said.

    Attributes:
        cues: names of cue words (see words.tsv), and how each was written.
        by: dimensions that were named as such ("by country", "which companies"), in order.
        counted: the dimension whose values are counted ("how many companies").
        ends: first and last stretch of a range of time.
        least: the fewest postings that a group has ("at least 50 jobs").
        left: words that could not be read, as written.
    """

    terms: tuple[Term, ...] = ()
    periods: tuple[Days, ...] = ()
    cues: Mapping[str, str] = field(default_factory=dict)
    by: tuple[str, ...] = ()
    counted: str = ""
    ends: tuple[Days, ...] = ()
    is_same: bool = False
    least: int | None = None
    limit: int | None = None
    ordinal: int | None = None
    job_id: str = ""
    starts: str = ""
    page: int = 0
    has_noun: bool = False
    left: tuple[str, ...] = ()

    def has(self, *cues: str) -> bool:
        return any(cue in self.cues for cue in cues)

    def terms_of(self, name: str) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.name == name)

    @property
    def several(self) -> dict[str, tuple[Value, ...]]:
        """The dimensions of which several values were said, none of them left out."""
        found: dict[str, tuple[Value, ...]] = {}
        for term in self.terms:
            if term.how == "is":
                found[term.name] = tuple(dict.fromkeys((*found.get(term.name, ()), *term.values)))
        return {name: values for name, values in found.items() if len(values) > 1 and name in KINDS}

    @property
    def says_something(self) -> bool:
        """Whether there is anything in it that is about postings."""
        asks_pay = self.has("median") or (self.has("pay") and self.has("average", "count"))
        return asks_pay or bool(self.terms or self.periods or self.by or self.counted or self.job_id or self.has_noun)
