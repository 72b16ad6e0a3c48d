"""A Reading: what one utterance says, before it is decided what to look up."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from local.bedrock.planner.periods import Period

type FilterValue = tuple[str, ...] | bool | float
type Filters = Mapping[str, FilterValue]


PLACES = ("country", "location")


@dataclass(frozen=True)
class Reading:
    """What was said; everything that was left open is empty.

    Attributes:
        cues: names of the cue words (see data/cues.tsv).
        dimensions: named as such ("by country", "which companies"), in order.
        filters: values by dimension, also role_keyword and salary_min.
        counted: the dimension whose values are counted ("how many companies").
        before_noun: the filters said right before "jobs" or as a title ("remote Python jobs").
        after_verb: the filters said after "are", "is" or "require" ("... are remote").
        any_of: dimensions whose several values were joined by "and" though the tools take them as any-of.
        periods: in the order they were said.
        same: the first period is a year, of which the question before tells the part.
        ends: first and last unit of a period that was said as a range.
        limit: a number of rows; `page` counts how often "more" was asked for.
        job_id, starts_with: as written.
        talks_of_jobs: has a word for postings.
        unknown: words that were not understood, as written.
    """

    cues: frozenset[str] = frozenset()
    dimensions: tuple[str, ...] = ()
    filters: Filters = field(default_factory=dict)
    counted: str = ""
    before_noun: frozenset[str] = frozenset()
    after_verb: frozenset[str] = frozenset()
    any_of: frozenset[str] = frozenset()
    periods: tuple[Period, ...] = ()
    same: bool = False
    ends: tuple[Period, ...] = ()
    limit: int | None = None
    page: int = 0
    job_id: str = ""
    starts_with: str = ""
    talks_of_jobs: bool = False
    unknown: tuple[str, ...] = ()

    def has(self, *cues: str) -> bool:
        return any(cue in self.cues for cue in cues)

    @property
    def several(self) -> dict[str, tuple[str, ...]]:
        """The filters that name several values."""
        return {name: value for name, value in self.filters.items() if isinstance(value, tuple) and len(value) > 1}

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was understood that a lookup could be made of."""
        return not (
            self.cues - WEAK_CUES
            or self.dimensions
            or self.filters
            or self.periods
            or self.job_id
            or self.talks_of_jobs
        )


# Cues that say how to read the rest, and nothing alone.
WEAK_CUES = frozenset(
    {
        "fragment",
        "how_much",
        "make",
        "or",
        "there",
        "only",
        "instead",
        "per",
        "excluding",
        "distinct",
        "list",
        "starts_with",
    }
)
