"""From tags to a Reading: each word's role is decided by its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from local.bedrock.planner.gathering import Gathering
from local.bedrock.planner.reading import Reading
from local.bedrock.planner.roles import PREPOSITIONS, choose_filter, dimension_at, role_of_unknown
from local.bedrock.planner.tags import Tag, tag
from local.bedrock.planner.timing import add_time
from local.bedrock.planner.titles import Title, find_titles
from local.bedrock.planner.tokens import tokenize
from local.bedrock.planner.vocabulary import Sense

_VERBS = frozenset({"is", "are", "was", "were", "have", "has", "come", "comes", "offer", "offers", "belong", "posted"})
# Cues only where they open the utterance; later they are plain prepositions and conjunctions.
_OPENING = ("instead", "fragment")
_REGION_LETTERS = 3
_MAX_LIMIT = 1000
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
    negation: str = ""
    value_end: int = -1
    said: Gathering = field(default_factory=Gathering)

    def read(self) -> Reading:
        titles = {title.start: title for title in find_titles(self.tags)}
        at = 0
        while at < len(self.tags):
            at = self._title(titles[at]) if at in titles and self._is_title_free(at) else self._step(at)
        if {"how_much", "make"} <= self.said.cues:
            self.said.cues.add("median_salary")
        return self.said.reading(self.today)

    def _is_title_free(self, at: int) -> bool:
        """An unknown word after a preposition is a place or a company, not the beginning of a title."""
        return not (self.tags[at].kind == "unknown" and role_of_unknown(self.context) and self.tags[at].capital)

    def _title(self, title: Title) -> int:
        if self.context == "excluding":
            self._leave_out(title.keyword)
        else:
            self.said.add("role_keyword", title.keyword)
        self.context = ""
        return title.end

    def _step(self, at: int) -> int:
        current = self.tags[at]
        match current.kind:
            case "time" if current.time:
                add_time(self.said.times, current.time, current.words, self.today)
                self.context = ""
            case "pay":
                self.said.filters["salary_min"] = current.amount
            case "number":
                self._number(at)
            case "job_id":
                self.said.job_id = current.text
            case "company":
                self.said.add("company_name", current.text)
            case "unsupported":
                self.said.unknown.append(current.text)
            case "unknown":
                return self._unknown(at)
            case "known":
                return self._known(at)
            case _:
                self._punctuation(current)
        return at + 1

    def _number(self, at: int) -> None:
        number = int(self.tags[at].amount)
        before = self.tags[at - 1] if at else None
        after = self.tags[at + 1] if at + 1 < len(self.tags) else None
        counted = before is not None and (before.is_cue(*_COUNTED) or before.words.endswith(("first", "me", "the")))
        counts = after is not None and bool(after.sense("noun") or after.sense("dimension") or after.is_cue(*_COUNTED))
        if self.said.job_id == "" and self.said.cues & {"details"} and number >= _MAX_LIMIT:
            self.said.job_id = self.tags[at].text
        elif (counted or counts or after is None) and 0 < number <= _MAX_LIMIT:
            self.said.limit = number
        elif self.tags[at].text[:1].isdecimal():
            self.said.unknown.append(self.tags[at].text)

    def _known(self, at: int) -> int:
        current = self.tags[at]
        cues = [
            sense.name for sense in current.senses if sense.kind == "cue" and (at == 0 or sense.name not in _OPENING)
        ]
        self.said.cues.update(cues)
        if current.is_cue("starts_with"):
            return self._starting(at + 1)
        value = choose_filter(self.tags, at, self.context)
        if value:
            return self._value(at, value)
        if dimension := current.sense("dimension"):
            return self._dimension(at, dimension.name)
        if current.sense("title_word") and not cues and self.context == "in":
            self.said.add("role_keyword", current.text)
        if current.sense("noun"):
            self.said.mention_jobs()
        self._set_context(current)
        return at + 1

    def _starting(self, at: int) -> int:
        """The letters after "starting with"."""
        while at < len(self.tags) and (self.tags[at].kind == "punctuation" or self.tags[at].words in {"the", "letter"}):
            at += 1
        if at < len(self.tags):
            self.said.starts_with = self.tags[at].text
        return at + 1

    def _set_context(self, current: Tag) -> None:
        words = current.words.split()
        if current.sense("requiring"):
            self.context = "requiring"
        elif current.is_cue("excluding"):
            self.context = "excluding"
            self.negation = current.text
        elif words[-1] in PREPOSITIONS:
            self.context = words[-1]
        elif words[-1] not in {"and", "or", "the", "a", "an", "of", "either", "both"}:
            self.context = ""
        if words[-1] in {"and", "or"}:
            self.said.joiner = words[-1]
        asks_share = self.said.noun or self.said.cues & {"share", "remote_share", "count"}
        if asks_share and (current.sense("requiring") or words[-1] in _VERBS or words[0] in _VERBS):
            self.said.verb = True

    def _value(self, at: int, value: Sense) -> int:
        self.value_end = at + 1
        if self.context == "excluding":
            self._leave_out(self.tags[at].text)
        else:
            self.said.add(value.name, value.value)
        return at + 2 if dimension_at(self.tags, at + 1) == value.name else at + 1

    def _leave_out(self, text: str) -> None:
        """Name what was excluded: no filter can do that."""
        self.said.unknown.append(f"{self.negation} {text}")

    def _dimension(self, at: int, name: str) -> int:
        """A dimension said beside its own value ("the country Germany") is no grouping."""
        after = at + 1
        while after < len(self.tags) and self.tags[after].words in {"of", ":", "the", "is", "="}:
            after += 1
        if self.tags[after - 1].words == "=" and after < len(self.tags) and self.tags[after].kind == "unknown":
            self.said.add(name, self.tags[after].text)
            return after + 1
        beside = after < len(self.tags) and self.tags[after].sense("filter", name)
        grouped = at > 0 and self.tags[at - 1].is_cue("per")
        if self.context == "excluding":
            self._leave_out(self.tags[at].text)
            return at + 1
        if name in self.said.filters and self.tags[at - 1].words in {"as a", "as", "a", "as the"}:
            return at + 1
        if self._is_counted(at, name):
            self.said.counted = name
        elif not beside or grouped:
            self.said.dimensions.append(name)
            self.context = ""
            if at > 0 and self.tags[at - 1].words.split()[-1] == "which" and not self.tags[at].words.endswith("s"):
                self.said.cues.add("singular")
            if self.said.verb:
                self.said.after_verb.add(name)
        elif name in ("skills", "tools"):
            self.context = "requiring"
        return at + 1

    def _is_counted(self, at: int, name: str) -> bool:
        """ "how many companies", and "which country has the most companies"."""
        before = [tag for tag in self.tags[max(0, at - 2) : at] if not tag.is_cue("distinct")][-1:]
        if not before or (self.tags[at - 1].kind == "number"):
            return False
        most = bool(self.said.dimensions) and name == "company_name" and before[0].is_cue("most", "least")
        return most or before[0].is_cue("count")

    def _unknown(self, at: int) -> int:
        end = at
        while end < len(self.tags) and self.tags[end].kind == "unknown":
            end += 1
        run = self.tags[at:end]
        text = " ".join(item.text for item in run)
        name = role_of_unknown(self.context, capital=run[0].capital) if at != self.value_end else ""
        if self._is_region(at):
            return end
        if name:
            self.said.add(name, text if run[0].capital or name != "location" else text.title())
        else:
            self.said.unknown.append(text)
        return end

    def _is_region(self, at: int) -> bool:
        """The "CA" of "San Jose, CA"; a location matches by its first part alone."""
        code = self.tags[at].text
        after_comma = at > 0 and self.tags[at - 1].words == ","
        return after_comma and "location" in self.said.filters and code.isupper() and len(code) <= _REGION_LETTERS

    def _punctuation(self, current: Tag) -> None:
        if current.words in {",", "and"}:
            return
        self.context = ""
