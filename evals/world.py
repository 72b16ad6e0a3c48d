"""The postings and the day, as all expectations of a run share them."""

import json
from bisect import bisect_left, bisect_right
from datetime import date

from evals.periods import ALL_DAYS, Days
from evals.postings import Data
from evals.reference import Filters, Posting, Test, matcher


class World:
    """What the questions are about. Every filter is applied once, for many questions share it."""

    def __init__(self, data: Data, today: date) -> None:
        self.today = today
        self.postings = sorted(data.postings, key=lambda posting: posting.posted_date or date.min)
        self._names = data.names
        self._days = [posting.posted_date or date.min for posting in self.postings]
        self._passing: dict[str, frozenset[int]] = {}

    @property
    def days(self) -> Days:
        """From the first to the last day of the data."""
        days = [day for day in self._days if day != date.min]
        return Days(days[0], days[-1]) if days else ALL_DAYS

    def select(self, where: Filters, days: Days = ALL_DAYS) -> list[Posting]:
        """The postings that pass every filter in a period, oldest first.

        Raises:
            KeyError: there is no such filter.
        """
        passing = [self._places(name, wanted) for name, wanted in where.items()]
        places = sorted(frozenset.intersection(*passing)) if passing else range(len(self.postings))
        span = self._span(days)
        return [self.postings[place] for place in places if place in span]

    def passes(self, part: Filters) -> Test:
        """Whether a posting passes filters."""
        return matcher(part, self._names)

    def _span(self, days: Days) -> range:
        """Where the postings of a period are; those without a day come first and are in no bounded one."""
        if days == ALL_DAYS:
            return range(len(self.postings))
        first = bisect_left(self._days, days.start) if days.start else bisect_right(self._days, date.min)
        return range(first, bisect_right(self._days, days.end or date.max))

    def _places(self, name: str, wanted: object) -> frozenset[int]:
        key = json.dumps([name, wanted])
        if key not in self._passing:
            passes = self.passes({name: wanted})
            self._passing[key] = frozenset(at for at, posting in enumerate(self.postings) if passes(posting))
        return self._passing[key]
