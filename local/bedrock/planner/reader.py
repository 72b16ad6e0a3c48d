"""From tags to a Reading: each word's role is decided by its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from local.bedrock.planner.dates import TimeMatch
from local.bedrock.planner.periods import Period, Unit
from local.bedrock.planner.reading import FilterValue, Reading
from local.bedrock.planner.tags import Tag, tag
from local.bedrock.planner.titles import Title, find_titles
from local.bedrock.planner.tokens import tokenize
from local.bedrock.planner.vocabulary import Sense

_PREPOSITIONS = frozenset(
    {"in", "at", "by", "on", "via", "through", "near", "around", "within", "from", "for", "does", "did"}
)
_VERBS = frozenset({"is", "are", "was", "were", "have", "has", "come", "comes", "offer", "offers", "belong", "posted"})
# Which dimension an ambiguous value belongs to after a preposition, and otherwise.
_AFTER: dict[str, tuple[str, ...]] = {
    "at": ("company_name",),
    "by": ("company_name",),
    "on": ("platform",),
    "via": ("platform",),
    "through": ("platform",),
    "from": ("platform", "country"),
    "requiring": ("skills", "tools", "education_level"),
}
_OTHERWISE: tuple[str, ...] = (
    "country",
    "location",
    "job_function_std",
    "is_remote",
    "is_research",
    "job_level_std",
    "job_type_filled",
)
_OTHERWISE += ("company_industry_std", "education_level", "skills", "tools", "company_name", "platform")
_UNKNOWN_AFTER = {"in": "location", "near": "location", "around": "location", "within": "location", "from": "location"}
_UNKNOWN_AFTER |= {"at": "company_name", "by": "company_name", "requiring": "skills"}
_CAPITALS_AFTER = {
    "on": "platform",
    "via": "platform",
    "does": "company_name",
    "did": "company_name",
    "for": "company_name",
}
_FIRM_WORDS = frozenset({"company_name", "company_industry_std"})
_YEARS = {"this year": 0, "last year": -1, "of this year": 0, "of last year": -1}
# Cues only where they open the utterance; later they are plain prepositions and conjunctions.
_OPENING = ("instead", "fragment")
_REGION_LETTERS = 3
_COUNTED = ("most", "least", "latest", "oldest", "list", "next", "only", "instead")


def read(text: str, today: date) -> Reading:
    """What an utterance says."""
    tokens = tokenize(text)
    return _Reader(tag(tokens, today), today).read() if tokens else Reading()


@dataclass
class _Reader:
    tags: Sequence[Tag]
    today: date
    context: str = ""
    joiner: str = ""
    value_end: int = -1
    verb: bool = False
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
    unknown: list[str] = field(default_factory=list)

    MAX_LIMIT: ClassVar[int] = 1000

    def read(self) -> Reading:
        titles = {title.start: title for title in find_titles(self.tags)}
        at = 0
        while at < len(self.tags):
            at = self._title(titles[at]) if at in titles and self._is_title_free(at) else self._step(at)
        if {"how_much", "make"} <= self.cues:
            self.cues.add("median_salary")
        return Reading(
            cues=frozenset(self.cues),
            dimensions=tuple(dict.fromkeys(self.dimensions)),
            filters=self.filters,
            counted=self.counted,
            before_noun=frozenset(self.before_noun),
            after_verb=frozenset(self.after_verb),
            any_of=frozenset(self.any_of),
            periods=_resolve(self.times, self.today),
            ends=next((time.ends for time in self.times if time.ends), ()),
            limit=self.limit,
            job_id=self.job_id,
            starts_with=self.starts_with,
            talks_of_jobs=self.noun,
            unknown=tuple(self.unknown),
        )

    def _is_title_free(self, at: int) -> bool:
        """An unknown word after a preposition is a place or a company, not the beginning of a title."""
        return not (self.tags[at].kind == "unknown" and self.context in _UNKNOWN_AFTER and self.tags[at].capital)

    def _title(self, title: Title) -> int:
        self._add("role_keyword", title.keyword)
        self.context = ""
        return title.end

    def _step(self, at: int) -> int:
        current = self.tags[at]
        match current.kind:
            case "time" if current.time:
                self._time(current, current.time)
            case "pay":
                self.filters["salary_min"] = current.amount
            case "number":
                self._number(at)
            case "job_id":
                self.job_id = current.text
            case "company":
                self._add("company_name", current.text)
            case "unsupported":
                self.unknown.append(current.text)
            case "unknown":
                return self._unknown(at)
            case "known":
                return self._known(at)
            case _:
                self._punctuation(current)
        return at + 1

    def _time(self, current: Tag, time: TimeMatch) -> None:
        year = _YEARS.get(current.words)
        last = self.times[-1] if self.times else None
        if year is not None and last and last.unit and last.unit.year is None and last.unit.name != "year":
            unit = last.unit.in_year(self.today.year + year)
            self.times[-1] = TimeMatch(unit.resolve(self.today), last.length, unit)
        else:
            self.times.append(time)
        self.context = ""

    def _number(self, at: int) -> None:
        number = int(self.tags[at].amount)
        before = self.tags[at - 1] if at else None
        after = self.tags[at + 1] if at + 1 < len(self.tags) else None
        counted = before is not None and (before.is_cue(*_COUNTED) or before.words.endswith(("first", "me", "the")))
        counts = after is not None and bool(after.sense("noun") or after.sense("dimension") or after.is_cue(*_COUNTED))
        if self.job_id == "" and self.cues & {"details"} and number >= self.MAX_LIMIT:
            self.job_id = self.tags[at].text
        elif (counted or counts or after is None) and 0 < number <= self.MAX_LIMIT:
            self.limit = number
        elif self.tags[at].text.isdecimal():
            self.unknown.append(self.tags[at].text)

    def _known(self, at: int) -> int:
        current = self.tags[at]
        cues = [
            sense.name for sense in current.senses if sense.kind == "cue" and (at == 0 or sense.name not in _OPENING)
        ]
        self.cues.update(cues)
        if current.is_cue("starts_with"):
            return self._starting(at + 1)
        value = self._choose(at)
        if value:
            return self._value(at, value)
        if dimension := current.sense("dimension"):
            return self._dimension(at, dimension.name)
        if current.sense("title_word") and not cues and self.context == "in":
            self._add("role_keyword", current.text)
        if current.sense("noun"):
            self._noun()
        self._set_context(current)
        return at + 1

    def _starting(self, at: int) -> int:
        """The letters after "starting with"."""
        while at < len(self.tags) and (self.tags[at].kind == "punctuation" or self.tags[at].words in {"the", "letter"}):
            at += 1
        if at < len(self.tags):
            self.starts_with = self.tags[at].text
        return at + 1

    def _noun(self) -> None:
        if not self.noun:
            self.before_noun = set(self.filters)
        self.noun = True

    def _set_context(self, current: Tag) -> None:
        words = current.words.split()
        if current.sense("requiring"):
            self.context = "requiring"
        elif current.is_cue("excluding"):
            self.context = "excluding"
        elif words[-1] in _PREPOSITIONS:
            self.context = words[-1]
        elif words[-1] not in {"and", "or", "the", "a", "an", "of", "either", "both"}:
            self.context = ""
        if words[-1] in {"and", "or"}:
            self.joiner = words[-1]
        asks_share = self.noun or self.cues & {"share", "remote_share", "count"}
        if asks_share and (current.sense("requiring") or words[-1] in _VERBS or words[0] in _VERBS):
            self.verb = True

    def _choose(self, at: int) -> Sense | None:
        """The filter that a phrase is here, if it is one."""
        filters = {sense.name: sense for sense in self.tags[at].senses if sense.kind == "filter"}
        if not filters:
            return None
        following = self._dimension_at(at + 1)
        if following in filters:
            return filters[following]
        if following in _FIRM_WORDS and "company_industry_std" in filters:
            return filters["company_industry_std"]
        order = (*_AFTER.get(self.context, ()), *_OTHERWISE)
        return next(filters[name] for name in order if name in filters)

    def _dimension_at(self, at: int) -> str:
        sense = self.tags[at].sense("dimension") if at < len(self.tags) else None
        return sense.name if sense else ""

    def _value(self, at: int, value: Sense) -> int:
        self.value_end = at + 1
        if self.context == "excluding":
            self.unknown.append(f"{self.tags[at - 1].text} {self.tags[at].text}")
        else:
            self._add(value.name, value.value)
        return at + 2 if self._dimension_at(at + 1) == value.name else at + 1

    def _dimension(self, at: int, name: str) -> int:
        """A dimension said beside its own value ("the country Germany") is no grouping."""
        after = at + 1
        while after < len(self.tags) and self.tags[after].words in {"of", ":", "the", "is"}:
            after += 1
        beside = after < len(self.tags) and self.tags[after].sense("filter", name)
        grouped = at > 0 and self.tags[at - 1].is_cue("per")
        if self.context == "excluding":
            self.unknown.append(f"{self.tags[at - 1].text} {self.tags[at].text}")
            return at + 1
        if name in self.filters and self.tags[at - 1].words in {"as a", "as", "a", "as the"}:
            return at + 1
        if self._is_counted(at, name):
            self.counted = name
        elif not beside or grouped:
            self.dimensions.append(name)
            self.context = ""
        elif name in ("skills", "tools"):
            self.context = "requiring"
        return at + 1

    def _is_counted(self, at: int, name: str) -> bool:
        """ "how many companies", and "which country has the most companies"."""
        before = [tag for tag in self.tags[max(0, at - 2) : at] if not tag.is_cue("distinct")][-1:]
        if not before or (self.tags[at - 1].kind == "number"):
            return False
        most = bool(self.dimensions) and name == "company_name" and before[0].is_cue("most", "least")
        return most or before[0].is_cue("count")

    def _unknown(self, at: int) -> int:
        end = at
        while end < len(self.tags) and self.tags[end].kind == "unknown":
            end += 1
        run = self.tags[at:end]
        text = " ".join(item.text for item in run)
        name = _UNKNOWN_AFTER.get(self.context, "") if at != self.value_end else ""
        if not name and run[0].capital:
            name = _CAPITALS_AFTER.get(self.context, "")
        if self._is_region(at):
            return end
        if name:
            self._add(name, text if run[0].capital or name != "location" else text.title())
        else:
            self.unknown.append(text)
        return end

    def _is_region(self, at: int) -> bool:
        """The "CA" of "San Jose, CA"; a location matches by its first part alone."""
        code = self.tags[at].text
        after_comma = at > 0 and self.tags[at - 1].words == ","
        return after_comma and "location" in self.filters and code.isupper() and len(code) <= _REGION_LETTERS

    def _punctuation(self, current: Tag) -> None:
        if current.words in {",", "and"}:
            return
        self.context = ""

    def _add(self, name: str, value: str | bool) -> None:
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


def _resolve(times: Sequence[TimeMatch], today: date) -> tuple[Period, ...]:
    """The periods said; a unit without a year takes the one of its neighbour, and adjoining ones stay separate."""
    years = [time.unit.year if time.unit else None for time in times]
    periods: list[Period] = []
    for index, time in enumerate(times):
        unit: Unit | None = time.unit
        neighbours = [*years[index + 1 : index + 2], *reversed(years[:index])]
        year = next((year for year in neighbours if year), None)
        if unit and unit.year is None and year:
            periods.append(unit.in_year(year).resolve(today).clipped(today))
        else:
            periods.append(time.period)
    return tuple(dict.fromkeys(periods))
