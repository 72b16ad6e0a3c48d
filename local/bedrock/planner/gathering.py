"""What has been read of an utterance so far."""

from dataclasses import dataclass, field
from datetime import date

from local.bedrock.planner.periods import TimeMatch
from local.bedrock.planner.reading import FilterValue, Reading
from local.bedrock.planner.timing import resolve_periods


@dataclass
class Gathering:
    """The parts of a Reading while they are found; it explains them.

    Attributes:
        noun: a word for postings has come.
        verb: "are", "require" or the like has come: what follows is said of the postings.
        joiner: the last "and" or "or".
    """

    cues: set[str] = field(default_factory=set)
    dimensions: list[str] = field(default_factory=list)
    filters: dict[str, FilterValue] = field(default_factory=dict)
    before_noun: set[str] = field(default_factory=set)
    after_verb: set[str] = field(default_factory=set)
    any_of: set[str] = field(default_factory=set)
    times: list[TimeMatch] = field(default_factory=list)
    counted: str = ""
    limit: int | None = None
    job_id: str = ""
    starts_with: str = ""
    noun: bool = False
    verb: bool = False
    joiner: str = ""
    unknown: list[str] = field(default_factory=list)

    def mention_jobs(self) -> None:
        """Note the first word for postings."""
        if not self.noun:
            self.before_noun = set(self.filters)
        self.noun = True

    def add(self, name: str, value: str | bool) -> None:
        """One more value of a filter; both truth values of one ("remote and on-site") make it a dimension."""
        if self.verb:
            self.after_verb.add(name)
        before = self.filters.get(name)
        if isinstance(value, bool):
            if isinstance(before, bool) and before != value:
                self.dimensions.append(name)
                del self.filters[name]
            else:
                self.filters[name] = value
            return
        known = before if isinstance(before, tuple) else ()
        if known and self.joiner == "and":
            self.any_of.add(name)
        self.filters[name] = tuple(dict.fromkeys((*known, value)))

    def reading(self, today: date) -> Reading:
        """What was said in all."""
        return Reading(
            cues=frozenset(self.cues),
            dimensions=tuple(dict.fromkeys(self.dimensions)),
            filters=self.filters,
            counted=self.counted,
            before_noun=frozenset(self.before_noun),
            after_verb=frozenset(self.after_verb),
            any_of=frozenset(self.any_of),
            periods=resolve_periods(self.times, today),
            same=bool(self.times) and self.times[0].same,
            ends=next((time.ends for time in self.times if time.ends), ()),
            limit=self.limit,
            job_id=self.job_id,
            starts_with=self.starts_with,
            talks_of_jobs=self.noun,
            unknown=tuple(self.unknown),
        )
