"""The postings and the day, as all expectations of a run share them."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date

from pydantic import JsonValue

from evals.periods import ALL_DAYS, Days
from evals.postings import Posting
from evals.reference import Where, select


class World:
    """What the questions are about. Every filter is applied once, for many questions share it."""

    def __init__(self, postings: Iterable[Posting], today: date) -> None:
        self.today = today
        self.postings = sorted(postings, key=lambda posting: posting.day or date.min)
        self._days = [posting.day or date.min for posting in self.postings]
        self._passing: dict[str, frozenset[int]] = {}

    def select(self, where: Where, days: Days = ALL_DAYS) -> list[Posting]:
        """The postings that pass every filter in a period, oldest first."""
        passing = [self._places(name, wanted) for name, wanted in where.items()]
        places = sorted(frozenset.intersection(*passing)) if passing else range(len(self.postings))
        span = self._span(days)
        return [self.postings[place] for place in places if place in span]

    def _span(self, days: Days) -> range:
        """Where the postings of a period are; those without a day come first and are in no bounded one."""
        if days == ALL_DAYS:
            return range(len(self.postings))
        first = bisect_left(self._days, days.start) if days.start else bisect_right(self._days, date.min)
        return range(first, bisect_right(self._days, days.end or date.max))

    def _places(self, name: str, wanted: JsonValue) -> frozenset[int]:
        key = json.dumps([name, wanted])
        if key not in self._passing:
            ids = {posting.id for posting in select(self.postings, {name: wanted})}
            self._passing[key] = frozenset(at for at, posting in enumerate(self.postings) if posting.id in ids)
        return self._passing[key]
