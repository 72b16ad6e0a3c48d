"""Time expressions: "in January 2026", "last 30 days", "between March and May", "since Q1".

Each is put into the notation of `evals.periods`, whose calendar resolves it, so that there is one calendar.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from evals.periods import ALL_DAYS, Days, readings
from evals.reference import DAY, Shift
from local.standin.numbers import NUMBER, number

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?: (?:of |in |, )?(?:the year )?(?P<year>(?:19|20)\d\d)| (?:of |in )?(?P<relative>this|last) year)?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_MONTH_FIRST = rf"{_MONTH} {_DAY}(?: ,)?{_YEAR}"
_UNIT = "(?P<unit>day|week|month|quarter|year|hour)s?"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_PART = f"(?P<part>{'|'.join(_ORDINALS)})"
_SAME = (
    r"same (?:month|quarter|half|period|time|months) (?:(?:of|in) )?"
    r"(?:(?P<year>\d{4})|(?P<relative>last) year|(?:the |a )?(?:previous year|year (?:before|earlier|ago)))"
)
_OPEN = (
    r"(?P<word>since|starting in|starting from|starting with|as of|from|after|before|prior to|until|till|up to"
    r"|up until|through)(?: the)?(?: (?P<edge>end|start|beginning) of)?"
)
_UNTIL = "to|until|till|through|thru|-|–|—|up to|up until"
# Words of their own, which name a month only behind one of these or before a year.
_OTHER_WORDS = frozenset({"may", "march", "mar"})
_BEFORE_MONTH = re.compile(
    "in|since|of|during|from|to|and|until|before|after|last|this|vs|versus|or|between|for|through|than|with|about|,|-|–"
    "|compare|each|against|till"
)


@dataclass(frozen=True)
class Time:
    """A time expression of `length` words.

    Attributes:
        notation: with "{}" for the year, where it names a stretch of a year; empty for any other span.
        year: that year; None where it is left out ("in March") and a neighbour may supply it.
        ends: the first and the last stretch of a range ("between 2025 and 2026").
        same: "the same month of 2025": of `days` only the year is said; not even that in "the same month a year ago".
    """

    days: Days
    length: int
    notation: str = ""
    year: int | None = None
    ends: tuple[Days, ...] = ()
    same: bool = False

    def in_year(self, year: int | None, today: date) -> "Time":
        """The same stretch of that year, if it has none of its own."""
        if not self.notation or self.year or not year:
            return self
        return replace(self, days=_resolved(self.notation, year, today), year=year)


def match_time(words: Sequence[str], at: int, today: date, newest: date) -> Time | None:
    """The longest time expression that begins at a word; "last 7 days" end on the newest day of the data."""
    clock = _Clock(words, today, newest)
    found = [rule(at) for rule in (clock.range, clock.day_range, clock.open, clock.point, clock.same)]
    return max((time for time in found if time), key=lambda time: time.length, default=None)


def settled(times: Sequence[Time], today: date) -> tuple[Days, ...]:
    """The periods said: a stretch without a year takes its neighbour's, an open end cuts the period before it."""
    years = [time.year for time in times]
    periods: list[Days] = []
    for place, time in enumerate(times):
        year = next((year for year in (*years[place + 1 :], *reversed(years[:place])) if year), None)
        days = time.in_year(year, today).days
        if time.same and periods and days.start:
            days = in_year(periods[-1], days.start.year)
        elif periods and (both := _both(periods[-1], days)):
            periods[-1] = both
            continue
        periods.append(days)
    return tuple(dict.fromkeys(periods))


def _both(period: Days, by: Days) -> Days | None:
    """ "in 2025 up to the end of May", "since January until June": the days of both, where one is open."""
    if not by.start and by.end and period.start and period.start <= by.end <= (period.end or by.end):
        return Days(period.start, by.end)
    return None


def in_year(period: Days, year: int) -> Days:
    """The same stretch of another year; whole months stay whole."""
    if not period.start:
        return period
    shift = Shift(months=12 * (period.start.year - year))
    return Days(shift.back(period.start), period.end and shift.back(period.end, keep_end=period.start.day == 1))


def year_before(period: Days) -> Days:
    """The same stretch of the year before."""
    return in_year(period, period.start.year - 1) if period.start else period


def period_before(period: Days) -> Days:
    """As many whole months before, or as many days."""
    return period.before("previous_period") if period.start and period.end else ALL_DAYS


def merged(periods: Sequence[Days]) -> tuple[Days, ...]:
    """Adjoining periods as one ("January and February"); no period at all as all days."""
    joined: list[Days] = []
    for period in sorted(periods, key=lambda period: period.start or date.min):
        if joined and joined[-1].end and period.start == joined[-1].end + DAY:
            joined[-1] = Days(joined[-1].start, period.end)
        else:
            joined.append(period)
    return tuple(joined) or (ALL_DAYS,)


def _resolved(notation: str, year: int | None, today: date) -> Days:
    """The days; without a year the latest such stretch that has begun, and what is to come left out."""
    found = readings(notation.format(year or today.year), today)[0]
    if not year and found.start and found.start > today:
        found = readings(notation.format(today.year - 1), today)[0]
    going_on = found.start and found.end and found.start <= today < found.end
    return Days(found.start, today) if going_on else found


@dataclass(frozen=True)
class _Clock:
    words: Sequence[str]
    today: date
    newest: date

    def _match(self, pattern: str, at: int) -> tuple[Mapping[str, str], int]:
        """The parts of a pattern at a word, whole words only, and how many it takes; 0 where it does not fit."""
        found = re.compile(rf"(?:the )?{pattern}(?= |$)").match(" ".join(self.words[at : at + 12]))
        return (found.groupdict(default=""), len(found[0].split())) if found else ({}, 0)

    def point(self, at: int) -> Time | None:
        """One stretch, named or told from today."""
        found = [self._named(at), self._told_from_today(at), self._week(at)]
        return max((time for time in found if time), key=lambda time: time.length, default=None)

    def _named(self, at: int) -> Time | None:
        before = self.words[at - 1] if at else ","
        for pattern, notation in _NAMED:
            parts, length = self._match(pattern, at)
            is_word = length == 1 and self.words[at] in _OTHER_WORDS and not _BEFORE_MONTH.fullmatch(before)
            if not length or is_word:
                continue
            if pattern == _MONTH_FIRST and 20 <= int(parts["day"]) < 30 and not parts["year"] and before != "on":
                continue  # "June 26" may be a day or a month of 2026
            text, year = notation(parts), self._year(parts)
            try:
                return Time(_resolved(text, year, self.today), length, text, year)
            except ValueError:  # the 31st of June
                return None
        return None

    def _year(self, parts: Mapping[str, str]) -> int | None:
        if relative := parts.get("relative"):
            return self.today.year - (relative == "last")
        return int(parts["year"]) if parts.get("year") else None

    @cached_property
    def _relative(self) -> tuple[tuple[str, Callable[[Mapping[str, str]], Days | None]], ...]:
        today = self.today
        return (
            ("day before yesterday", lambda _: Days(today - 2 * DAY, today - 2 * DAY)),
            ("(?P<word>today|yesterday)", lambda parts: readings(parts["word"], today)[0]),
            ("(?:year to date|ytd|year so far)", lambda _: readings("this year", today)[0]),
            ("(?P<unit>week|month) before last", lambda parts: readings(f"{parts['unit']} before last", today)[0]),
            (f"(?:last|on|this) (?P<weekday>{'|'.join(_WEEKDAYS)})", self._weekday),
            (f"(?:last|past|previous|preceding) (?P<count>{NUMBER}) {_UNIT}", self._trailing),
            (f"the last {_UNIT}(?! of)", lambda parts: self._trailing({"count": "1", **parts})),
            (f"(?P<past>past|this|current|last|previous) {_UNIT}", self._single),
        )

    def _told_from_today(self, at: int) -> Time | None:
        for pattern, of in self._relative:
            parts, length = self._match(pattern, at)
            if length and (days := of(parts)):
                return Time(days, length)
        return None

    def _weekday(self, parts: Mapping[str, str]) -> Days:
        back = (self.today.weekday() - _WEEKDAYS.index(parts["weekday"])) % 7 or 7
        day = self.today - timedelta(days=back)
        return Days(day, day)

    def _single(self, parts: Mapping[str, str]) -> Days:
        which, unit = parts["past"], parts["unit"]
        if unit in ("hour", "day") or which == "past":
            return self._trailing({"count": "1", "unit": unit}) or ALL_DAYS
        return readings(f"{'last' if which in ('last', 'previous') else 'this'} {unit}", self.today)[0]

    def _trailing(self, parts: Mapping[str, str]) -> Days | None:
        """So many days, the last of which is the newest; of longer units as many months."""
        count, unit = number(parts["count"]), parts["unit"]
        if not 0 < count < 1000:
            return None
        if unit in _MONTHS_IN:
            return readings(f"last {count * _MONTHS_IN[unit]} months", self.newest)[1]
        days = {"hour": -(-count // 24), "day": count, "week": 7 * count}[unit]
        return readings(f"last {days} days", self.newest)[0]

    def _week(self, at: int) -> Time | None:
        """The first week of March 2026: its days 1 to 7."""
        parts, length = self._match(f"(?P<part>last|{'|'.join(_ORDINALS)}) week of {_MONTH}{_YEAR}", at)
        month = _resolved(_month(parts), self._year(parts), self.today) if length else ALL_DAYS
        if not month.start or not month.end:
            return None
        is_last = parts["part"] == "last"
        start = month.end - 6 * DAY if is_last else month.start + 7 * DAY * (_ORDINALS[parts["part"]] - 1)
        return Time(Days(start, start + timedelta(days=6)), length)

    def same(self, at: int) -> Time | None:
        """the same quarter of 2025, the same month last year, the same month a year earlier."""
        parts, length = self._match(_SAME, at)
        year = self._year(parts)
        days = readings(str(year), self.today)[0] if year else ALL_DAYS
        return Time(days, length, year=year, same=True) if length else None

    def range(self, at: int) -> Time | None:
        """between A and B, from A to B, A until the end of B, A to today."""
        opening = self.words[at] if self.words[at] in ("between", "from", "since") else ""
        first = self.point(at + bool(opening))
        here = at + bool(opening) + (first.length if first else 0)
        joins = _UNTIL + ("|and" if opening in ("between", "from") else "")
        skip = self._match(f"(?:{joins})(?: the)?(?: (?:end|start|beginning) of)?", here)[1]
        if not first or not first.days.start or not skip:
            return None
        if now := self._match("(?:now|today|date)", here + skip)[1]:
            return Time(Days(first.days.start, self.today), here + skip + now - at)
        second = self.point(here + skip)
        return self._between(first, second, here + skip + second.length - at) if second else None

    def _between(self, first: Time, second: Time, length: int) -> Time | None:
        begin, last = first.in_year(second.year, self.today), second.in_year(first.year, self.today)
        if begin.days.start and last.days.end and begin.days.start > last.days.end:
            begin = begin.in_year(begin.days.start.year - 1, self.today)
        start, end = begin.days.start, last.days.end
        if not start or not end or start > end:
            return None
        are_units = all(time.notation and time.notation.count("-") < 2 for time in (first, second))
        return Time(Days(start, end), length, ends=(begin.days, last.days) if are_units else ())

    def day_range(self, at: int) -> Time | None:
        """1 to 10 November 2026, from 2 until 15 March, between 1 and 7 March."""
        days = rf"(?P<first>[0-3]?\d)(?:st|nd|rd|th)? (?:{_UNTIL}|and) {_DAY}"
        parts, length = self._match(rf"(?:(?:from|between) )?{days}(?: of)? {_MONTH}{_YEAR}", at)
        try:
            last = _resolved(_month_day(parts), self._year(parts), self.today).start if length else None
        except ValueError:
            return None
        first = int(parts["first"]) if last else 0
        return Time(Days(last.replace(day=first), last), length) if last and 0 < first <= last.day else None

    def open(self, at: int) -> Time | None:
        """since A, after A, before A, until A, up to A, from A on."""
        parts, skip = self._match(_OPEN, at)
        inner = self.point(at + skip) if skip else None
        if not inner or not inner.days.start:
            return None
        start, end, word, length = inner.days.start, inner.days.end, parts["word"], skip + inner.length
        onwards = self._match("(?:on|onward|onwards|forward|and later|and after|or later)", at + length)[1]
        if word == "from" and not onwards:
            return None
        first, last = (end, end) if parts["edge"] == "end" else (start, start) if parts["edge"] else (start, end)
        if word in ("before", "prior to"):
            return Time(Days(None, (first or start) - DAY), length)
        if word in ("until", "till", "up to", "up until", "through"):
            return Time(Days(None, last), length)
        return Time(
            Days((last or start) + DAY if word == "after" or parts["edge"] == "end" else first), length + onwards
        )


def _month(parts: Mapping[str, str]) -> str:
    return f"{{}}-{_NAMES.index(parts['month'][:3]) + 1:02}"


def _month_day(parts: Mapping[str, str]) -> str:
    return f"{_month(parts)}-{int(parts['day']):02}"


_NAMED: tuple[tuple[str, Callable[[Mapping[str, str]], str]], ...] = (
    (r"(?P<year>\d{4})(?P<iso>-\d\d(?:-\d\d)?|-[qh]\d)", lambda parts: "{}" + parts["iso"].upper()),
    (rf"{_DAY} (?:of )?{_MONTH}{_YEAR}", _month_day),
    (_MONTH_FIRST, _month_day),
    (rf"{_MONTH}{_YEAR}", _month),
    (rf"q(?P<part>[1-4]){_YEAR}", lambda parts: f"{{}}-Q{parts['part']}"),
    (rf"{_PART} quarter{_YEAR}", lambda parts: f"{{}}-Q{_ORDINALS[parts['part']]}"),
    (rf"h(?P<part>[12]){_YEAR}", lambda parts: f"{{}}-H{parts['part']}"),
    (rf"(?P<part>first|second|1st|2nd) half{_YEAR}", lambda parts: f"{{}}-H{_ORDINALS[parts['part']]}"),
    (r"(?:year )?(?P<year>(?:19|20)\d\d)", lambda _: "{}"),
)
_SINGLE_WORDS = (
    "today yesterday year date week month before last past this current previous preceding half day quarter hour"
)
# The words that times are told in: no slips for others.
WORDS = frozenset(re.findall("[a-z]{3,}", " ".join((_SINGLE_WORDS, _OPEN, _UNTIL, _SAME, *_WEEKDAYS, *_ORDINALS))))
