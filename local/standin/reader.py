"""From marks to a Reading: each word's part is decided by its neighbours. What is not taken in is left, by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from joblab.jobs.catalogue import TIME
from local.standin.marks import NOTHING, Mark
from local.standin.reading import LISTS, How, Reading, Term, Value, Zone
from local.standin.times import Time, settled
from local.standin.vocabulary import Sense

_ORDER = ("country", "location", "is_remote", "is_research", "job_function_std", "job_level_std", "job_type_filled",
          "education_level", "skills", "tools", "company_industry_std", "company_name", "platform")  # fmt: skip
# What a value most likely is behind a preposition, and a word that nothing knows.
_BEHIND: Mapping[str, tuple[str, ...]] = {
    "in": ("country", "location", "company_industry_std"),
    "from": ("country", "location", "company_name", "platform"),
    "link": ("skills", "tools", "education_level"),
    "at": ("company_name",),
    "on": ("platform",),
}
_UNKNOWN_BEHIND = {"in": "location", "at": "company_name", "link": "skills", "text": "text"}
_OPENING = frozenset({"fragment", "instead"})
# What `_cues`, `_place` and `_join` take in; any other word is not understood where it stands.
_TAKEN = ("cue", "ordinal", "noun", "prep", "link", "verb", "among", "and", "or", "both", "by", "noise", "or_more")
_OPPOSITE = {"above": "most_of", "below": "least_of", "least_of": "below", "most_of": "above"}
_LARGEST_COUNT = 1000


def read(marks: Sequence[Mark], today: date) -> Reading:
    """The reading of an utterance."""
    reader = _Reader(marks)
    at = 0
    while at < len(marks):
        at = reader.step(at)
    reader.drop_negation()
    return replace(
        reader.said,
        terms=tuple(reader.terms),
        periods=settled(reader.times, today),
        cues=reader.cues,
        by=tuple(dict.fromkeys(reader.by)),
        ends=next((time.ends for time in reader.times if time.ends), ()),
        is_same=any(time.same for time in reader.times[:1]),
        left=tuple(dict.fromkeys(reader.left)),
    )


@dataclass
class _Reader:
    """`prep` is the preposition, `negated` the "not" and `joiner` the "and" that wait for what comes."""

    marks: Sequence[Mark]
    said: Reading = field(default_factory=Reading)
    terms: list[Term] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    cues: dict[str, str] = field(default_factory=dict)
    by: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    prep: str = ""
    negated: str = ""
    joiner: str = ""
    zone: Zone = "noun"
    counts: bool = False
    expected: str = ""
    is_relative: bool = False
    has_parted: bool = False
    is_listing: bool = False

    def at(self, place: int) -> Mark:
        return self.marks[place] if 0 <= place < len(self.marks) else NOTHING

    def step(self, at: int) -> int:
        """Take in what begins at a mark; where the next one begins."""
        current = self.marks[at]
        if end := self._title(at):
            return end
        match current.kind:
            case "time" if current.time:
                self._time(at, current.time)
            case "id":
                self.said = replace(self.said, job_id=current.text)
            case "number":
                return self._number(at)
            case "quoted":
                self._add("text", f'"{current.text}"')
            case "unknown":
                return self._unknown(at)
            case "known":
                return self._known(at)
            case "comma":
                self.joiner = self.joiner or ","
            case _:
                self.prep = ""
                self.drop_negation()
        return at + 1

    def drop_negation(self) -> None:
        """A negation that nothing followed is not read."""
        self.left += [self.negated] if self.negated else []
        self.negated = ""

    def _time(self, at: int, time: Time) -> None:
        ends = {"posted_start": time.days.start, "posted_end": time.days.end}
        if self.at(at - 1).words == "its":
            self.left.append(self.marks[at].text)
        elif time.same and not time.year:
            self.cues.setdefault("previous_year", self.marks[at].text)
        elif self.negated:
            self.terms += [Term(name, (str(day),), "not") for name, day in ends.items() if day]
        elif self.joiner == "and" and time.notation == "{}" and self.times and "-" in self.times[-1].notation:
            self.left.append(self.marks[at].text)  # "November 2025 and 2026"
        else:
            self.times.append(time)
        self.prep = self.negated = ""

    def _known(self, at: int) -> int:
        current = self.marks[at]
        if current.words == "no" and at == 0:
            self.left.append(current.text)  # "no, in Spain"
            return 1
        if current.is_a("not"):
            self.drop_negation()
            self.negated = current.text
            return at + 1
        for kind in (*_OPPOSITE, "between"):
            if current.is_a(kind) and (end := self._bound(at, kind)):
                return end
        if current.is_a("left_out") and self.terms and self.terms[-1].values:
            self.terms[-1] = replace(self.terms[-1], how="not")
            return at + 1
        if (value := self._value(at)) and not (current.is_a("title") and self.at(at + 1).is_a("title")):
            return self._add_value(at, value)
        if dimension := current.sense("dimension"):
            return self._dimension(at, dimension.name)
        return self._word(at)

    def _word(self, at: int) -> int:
        """A cue or a word of grammar."""
        current = self.marks[at]
        is_stating = any(current.sense("cue", name) for name in ("pay", "stated"))
        if current.is_a("noun", "cue") and not current.is_a("link", "verb", "noise") and not is_stating:
            self.drop_negation()
        self._cues(at)
        if current.sense("cue", "starts"):
            while self.at(at + 1).is_a("noise"):
                at += 1
            self.said = replace(self.said, starts=self.at(at + 1).text)
            return at + 2
        self._place(at)
        self._join(at)
        is_late = at and all(sense.kind == "cue" and sense.name in _OPENING for sense in current.senses)
        if is_late or not current.is_a(*_TAKEN):
            self.left.append(current.text)
        return at + 1

    def _cues(self, at: int) -> None:
        current = self.marks[at]
        if current.sense("cue", "share"):
            if self.marks[0].is_a("among"):  # "of the jobs in Spain, what share ..."
                self.terms, self.zone = [replace(term, zone="among") for term in self.terms], "noun"
            if self.at(at - 1).is_a("value") and self.terms:
                self.terms[-1] = replace(self.terms[-1], zone="share")
        for sense in current.senses:
            is_relative = sense.name == "where" and self.at(at - 1).is_a("noun", "value")
            if sense.kind == "cue" and not (sense.name in _OPENING and at) and not is_relative:
                self._cue(sense.name, current)
        if ordinal := current.sense("ordinal"):
            self.said = replace(self.said, ordinal=int(ordinal.name))
            self.cues.setdefault("ordinal", current.text)

    def _cue(self, name: str, current: Mark) -> None:
        if name == "stated" and self.is_relative:
            self.is_relative, self.zone = False, "relative"
        states = self.negated or self.prep in ("link", "text") or "stated" in self.cues or self._is_stating
        if current.words == "most" and self.marks[0].words in ("do", "does", "are", "is", "have"):
            name = "majority"  # "do most jobs require Python?"
        if name == "pay" and states:
            self._state("salary")
        elif name != "stated" or not self.negated:  # "do not state their salary": it is what follows
            self.cues.setdefault(name, current.text)

    def _place(self, at: int) -> None:
        """Where in the sentence what follows stands."""
        current, shares = self.marks[at], "share" in self.cues
        tells = current.is_a("link", "verb")
        if current.is_a("noun"):
            if self.is_listing and self.said.has_noun:
                self.left.append("and")  # "jobs in Germany and remote jobs in France"
            self.has_parted, self.said = True, replace(self.said, has_noun=True)
        is_behind = shares and self.terms and current.sense("prep", "in")  # "share of Docker in DevOps jobs"
        if self.zone == "noun" and (current.is_a("noun") or is_behind):
            self.zone = "after"
        if current.words in ("that", "which", "who", "whose") and self.at(at - 1).is_a("noun", "value"):
            self.is_relative = True
        elif tells and self.is_relative:  # "jobs that require Python": it tells which ones
            self.is_relative, self.zone = False, "relative"
        elif tells and (self.said.has_noun or {"share", "count"} & self.cues.keys() or self.terms):
            self.zone = "verb"
        if current.is_a("among") and shares and (self.terms or current.words != "of"):
            self.zone = "among"

    def _join(self, at: int) -> None:
        """What a word of grammar does to the next value."""
        current = self.marks[at]
        prep, link = current.sense("prep"), current.sense("link")
        if prep or link:
            self.prep = prep.name if prep else (link and link.name) or "link"
        elif not current.is_a("and", "or", "noise", "both"):
            self.prep = ""
        if current.is_a("or_more"):  # "remote or more on-site jobs"
            self.joiner = "or"
        for kind in ("and", "or", "both"):
            if current.is_a(kind) and at:
                self.joiner = current.words if kind == "or" else kind
        for cue in ("both", "by"):
            if current.is_a(cue) and (at or cue == "by"):
                self.cues.setdefault(cue, current.text)
        self.counts = bool(current.sense("cue", "count") or current.sense("cue", "different")) or (
            self.counts and current.is_a("noise")
        )

    def _value(self, at: int) -> Sense | None:
        """The sense of a value that its neighbours call for."""
        current, following = self.marks[at], self.at(at + 1)
        values = {sense.name: sense for sense in reversed(current.senses) if sense.kind == "value"}
        if self.prep == "at" and current.is_name and values.keys() == {"platform"}:
            return Sense("value", "company_name", current.text)
        if len(current.words) < 3 and current.text.islower() and self.prep not in ("in", "link", ""):
            return None
        expected, self.expected = self.expected if values else "", "" if values else self.expected
        beside = [dimension.name for mark in (following, self.at(at - 1)) if (dimension := mark.sense("dimension"))]
        if following.sense("dimension", "company_name"):
            beside[0] = "company_industry_std"
        titles = ("is_research", "job_function_std", "job_level_std")
        titled = titles if following.is_a("noun") and self.prep != "link" else ()
        last = self.terms[-1].name if self.terms and self.joiner else ""
        wanted = (expected, *beside, *titled, *_BEHIND.get(self.prep, ()), *_ORDER, last, *values)
        return next((values[name] for name in wanted if name in values), None)

    def _add_value(self, at: int, sense: Sense) -> int:
        current, following = self.marks[at], self.at(at + 1)
        value: Value = sense.value
        is_hour = current.words == "hr" and self.at(at - 1).kind == "number"
        if is_hour or (current.words == "mid" and following.kind == "time"):
            self.left.append(current.text)
            return at + 1
        if isinstance(value, bool) and self.negated:
            self.cues["flipped"] = self.negated
            value, self.negated = not value, ""
        is_language = self.prep == "in" and current.words.endswith(("ish", "ian", "ese", "man", "french", "dutch"))
        if sense.name == "country" and (following.sense("dimension", "company_name") or is_language):
            self.left.append(current.text)  # "Japanese companies" may be of Japan or hire there; "in German"
        self._add(sense.name, value)
        if current.is_a("cue"):
            self._cues(at)
        ranks = self.cues.keys() & {"most", "least", "sort", "count", "different"} and following.words.endswith("s")
        return at + 2 if following.sense("dimension", sense.name) and not ranks else at + 1

    def _add(self, name: str, value: Value) -> None:
        """One more value; it joins the values of its dimension that were said right before."""
        how: How = "not" if self.negated else "is"
        last = self.terms[-1] if self.terms else None
        is_same = last is not None and last.name == name
        if (self.joiner == "or" and (not is_same or self.has_parted)) or (
            self.joiner == "and" and self.has_parted and last and not is_same
        ):
            self.left.append(self.joiner)  # between values of two dimensions, or between jobs and jobs
        if last and {self.joiner, last.joiner} == {"and", "or"} and is_same:
            self.left.append(self.joiner)
        if last and self.joiner == "and" and not is_same and len(last.values) > 1 and {name, last.name} <= {*LISTS}:
            self.terms[-1] = last = replace(last, joiner="and")  # "Python, SQL and AWS"
        if last and last.name == name and self.joiner and last.how in (how, "not"):
            joiner = "and" if "and" in (self.joiner, last.joiner) and not self.has_parted else self.joiner
            self.terms[-1] = replace(last, values=tuple(dict.fromkeys((*last.values, value))), joiner=joiner)
        else:
            self.terms.append(Term(name, (value,), how, self.zone))
        self.is_listing = self.joiner == "and" and last is not None and not is_same
        self._taken()

    def _taken(self) -> None:
        """A negation holds for the values that "and", "or" or a comma join to its first one, and ends then."""
        self.negated = self.joiner = self.prep = ""
        self.has_parted = False

    def _state(self, name: str) -> None:
        how: How = "not_stated" if self.negated else self.terms[-1].how if self._is_stating else "stated"
        self.terms.append(Term(name, (), how, self.zone))
        self._taken()

    @property
    def _is_stating(self) -> bool:
        """Whether the last thing said is joined to what postings state, or do not."""
        return bool(self.terms) and self.terms[-1].how in ("stated", "not_stated") and bool(self.joiner)

    def _dimension(self, at: int, name: str) -> int:
        """A dimension: counted, split by, stated or not; beside its own value it says nothing more."""
        current, place = self.marks[at], at
        while self.at(at + 1).words in ("of", "is", "the", ":", "=", "called"):
            at += 1
        following = self.at(at + 1)
        self.prep = ""
        if following.sense("value", name):
            return at + 1
        if following.kind == "unknown" and (following.is_name or self.at(at).words == "="):
            self._add(name, following.text)
            return at + 2
        if name == "posted_weekday" and following.is_a("noun") and not self.at(place - 1).is_a("by", "noise"):
            self._add(name, "weekdays")  # "weekday postings"
        elif self.negated or self._is_stating or ("stated" in self.cues and self.zone == "verb" and not self.counts):
            self._state(name)
        elif not self._is_empty(place, at, name):
            self._split_by(place, name)
        if current.is_a("cue"):
            self._cues(place)
        return at + 1

    def _split_by(self, place: int, name: str) -> None:
        text, before = self.marks[place].text, self.at(place - 1)
        is_all = before.words.split()[-1:] in (["all"], ["every"], ["both"])
        if is_all and (before.words.startswith("in ") or self.at(place - 2).is_a("prep")):
            self.left.append(f"{before.text} {text}")  # "companies that hire in all countries"
            return
        text = f"a {text}" if before.words in ("a", "an") else text
        if self.counts and "by" not in self.cues:
            self.said, self.counts = replace(self.said, counted=self.said.counted or name), False
            self.cues.setdefault("counted", text)
        else:
            self.by.append(name)
            self.cues.setdefault("split", text)

    def _is_empty(self, place: int, at: int, name: str) -> bool:
        """Whether a dimension only says what kind of thing its neighbour is."""
        before, following = self.at(place - 1), self.at(at + 1)
        ahead = at + 1
        while self.at(ahead).is_a("not", "noise") and not self.at(ahead).is_a("value"):
            ahead += 1
        if before.words in ("a", "an", "any") and self.at(ahead).sense("value", name):
            self.expected = name  # "an industry other than finance"
            return True
        if name == "posted_year" and {"pay", "bound"} & self.cues.keys():
            return not before.is_a("by")  # "90,000 a year"
        if name == "job_level_std" and before.is_a("value") and following.is_a("noun"):
            return True  # "master level jobs"
        if name == "company_name" and before.sense("value", "company_industry_std") and self.said.has_noun:
            return not self.counts and "most" not in self.cues  # "jobs that healthcare companies post"
        is_one = not self.marks[place].words.endswith("s") and before.words.split()[-1:] in (["the"], ["a"])
        return is_one and (following.is_a("value") or self.at(place - 2).words == "as")  # "the skill Docker"

    def _bound(self, at: int, kind: str) -> int:
        """ "at least 50 jobs", "over 90,000 euros", "between 80k and 120k": where it ends, 0 if it is none."""
        place = at + 1
        while self.at(place).is_a("noise", "verb"):
            place += 1
        first, second = self.at(place), self.at(place + 2)
        if not first.amount[0]:
            return 0
        if kind != "between":
            kind, self.negated = _OPPOSITE[kind] if self.negated else kind, ""  # "not more than 5"
            return self._bounded(place, kind)
        if second.kind != "number" or not self.at(place + 1).is_a("and") or self.at(place + 3).is_a("noun"):
            return 0
        return self._pay_range(place, first.amount[1] or second.amount[1])

    def _bounded(self, place: int, kind: str) -> int:
        self.prep = ""
        (value, currency), text, after = self.marks[place].amount, self.marks[place].text, self.at(place + 1)
        after = self.at(place + 2) if after.is_a("or_more") else after
        if after.is_a("noun"):
            currency = ""
        elif currency or after.sense("value", "salary_currency") or value >= _LARGEST_COUNT or text[-1:] in "kK":
            return self._pay_end(place + 1, value + {"above": 1, "below": -1}.get(kind, 0), kind, currency)
        if kind in ("most_of", "below") or after.sense("cue", "share") or after.is_a("dimension"):
            self.left.append(f"{self.at(place - 1).text} {text}")
        else:
            self.said = replace(self.said, least=int(value) + (kind == "above"))
            self.cues.setdefault("fewest", self.at(place - 1).text)
        return place + 1

    def _pay_range(self, place: int, currency: str) -> int:
        """ "between 80 and 120k", "50-70k": the first number is of thousands, as the second one."""
        first, last = self.marks[place].amount[0], self.marks[place + 2].amount[0]
        self._pay(first * (1000 if first < _LARGEST_COUNT <= last else 1), "least_of", "")
        return self._pay_end(place + 3, last, "most_of", currency)

    def _pay_end(self, place: int, value: float, kind: str, currency: str) -> int:
        word = self.at(place).sense("value", "salary_currency")
        self._pay(value, kind, str(word.value) if word else currency)
        return place + bool(word)

    def _pay(self, value: float, kind: str, currency: str) -> None:
        name = "salary_max" if kind in ("most_of", "below") else "salary_min"
        self.terms.append(Term(name, (value,), "is", self.zone))
        self.terms += [Term("salary_currency", (currency,), "is", self.zone)] if currency else []
        self.cues.setdefault("bound", f"{value:,.0f}")

    def _number(self, at: int) -> int:
        current, before, after = self.marks[at], self.at(at - 1), self.at(at + 1)
        (value, currency), place = current.amount, at + 1 + bool(after.sense("value", "salary_currency"))
        dimension = after.sense("dimension")
        if dimension and dimension.name in TIME and self.at(at + 2).kind == "time":
            return at + 2  # "the two weeks from 2 to 15 March"
        if self.at(place).is_a("or_more"):
            self._bounded(at, "most_of" if self.at(place).sense("or_more", "less") else "least_of")
            return place + 1
        is_pay = currency or value >= _LARGEST_COUNT or current.text[-1:] in "kK"
        to = self.at(at + 2).amount[0] if self.at(at + 1).words in ("-", "–", "to") else 0
        if to > value and (is_pay or to >= _LARGEST_COUNT):
            return self._pay_range(at, currency)
        if is_pay and "pay" in self.cues:
            return self._pay_end(at + 1, value, "least_of", currency)
        is_needed = self.prep == "link" and not before.sense("cue", "list") and after.is_a("dimension", "noun")
        if is_needed or before.is_a("by"):
            self.left.append(f"{current.text} {after.text}")  # "jobs with two skills"
            return at + 2
        ranks = before.is_a("cue", "ordinal") or after.is_a("dimension", "noun", "cue", "value")
        if current.words == "one" and (before.is_a("ordinal") or not (ranks or before.words in ("just", "only"))):
            return at + 1  # "the one"
        if (ranks or after is NOTHING) and not is_pay and value and self.said.limit is None:
            self.said = replace(self.said, limit=int(value))
            self.cues["limit"] = current.text
        else:
            self.left.append(current.text)
        return at + 1

    def _title(self, at: int) -> int:
        """Where a job title that is no function of the data ends ("backend engineer", "React developers"), or 0."""
        end = at
        while self._specifies(end):
            end += 1
        head, first = self.at(end), self.marks[at]
        is_level = end > at and head.sense("value", "job_level_std") and self.at(end - 1).is_a("title_word")
        title = head.sense("title")
        if not (title or is_level) or (end == at and head.is_a("value", "dimension")):
            return 0
        if self.prep in ("in", "at") and first.kind == "unknown" and first.is_name:
            return 0
        last = str(title.value or head.words) if title else head.words.removesuffix("s")
        self._add("role_keyword", " ".join([*(each.words for each in self.marks[at:end]), last]))
        self.zone = "after" if self.zone == "noun" else self.zone
        self.said = replace(self.said, has_noun=True)
        return end + 1

    def _specifies(self, at: int) -> bool:
        current, is_before_title = self.at(at), self.at(at + 1).is_a("title")
        if current.kind == "unknown":
            return is_before_title or not self.at(at - 1).is_a("cue")
        named = any(current.sense("value", name) for name in ("skills", "tools", "job_function_std"))
        is_word = (current.is_a("title_word") or named) and not current.is_a("cue", "noise", "not", "dimension")
        return is_word or (current.is_a("title") and is_before_title)

    def _unknown(self, at: int) -> int:
        """A word that nothing knows: a place, a firm, a skill or a phrase of the text, by what stands before it."""
        end, is_name, before = at + 1, self.marks[at].is_name, self.at(at - 1)
        while self.at(end).kind == "unknown" and self.at(end).is_name == is_name:
            end += 1
        text = " ".join(each.text for each in self.marks[at:end])
        previous = self.terms[-1].name if self.terms and self.joiner else ""
        if before.kind == "comma" and text.isupper() and len(text) < 4 and previous == "location":
            return end  # the "CA" of "San Jose, CA"
        name = _UNKNOWN_BEHIND.get(self.prep, "")
        joined = previous in ("location", "company_name") and is_name
        if not name and (joined or (previous in LISTS and (is_name or before.is_a("and", "or")))):
            name = previous
        if not name and is_name and self.at(end).words in ("post", "posted", "hire", "hiring", "publish", "have"):
            name = "company_name"
        is_place = is_name or (end == at + 1 and before.is_a("prep") and self.at(at - 2).is_a("noun"))
        fits = {"location": is_place, "company_name": is_name, "text": self.at(end).kind in ("time", "stop", "comma")}
        if name and fits.get(name, True):
            quoted = f'"{text}"' if end > at + 1 else text
            self._add(
                name, quoted if name == "text" else text.title() if name == "location" and text.islower() else text
            )
        else:
            self.left.append(text)
            self._taken()
        return end
