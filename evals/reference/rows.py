"""The rows of an answer before they are ordered: both periods side by side, and complete in time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from evals.reference.counting import Figure, Shown
from evals.reference.measures import Tally, Value, percent
from evals.reference.periods import bucket_label
from evals.reference.question import Counts, Question


@dataclass(frozen=True)
class Row:
    """A figure of a group and, in a comparison, the earlier one."""

    figure: Figure
    labels: tuple[str, ...]
    value: Value
    previous: Value | None

    @property
    def change(self) -> Decimal | None:
        """What lies between."""
        now, before = self.value.value, self.previous.value if self.previous else None
        return None if now is None or before is None else Decimal(now) - Decimal(before)

    @property
    def change_percent(self) -> Decimal | None:
        """The same in percent of the earlier figure."""
        before = self.previous.value if self.previous else None
        return None if self.change is None or not before else percent(self.change, before)

    def rank(self, order: str) -> Decimal | int | None:
        """What rows are ordered by."""
        match order:
            case "change":
                return self.change
            case "change_percent":
                return self.change_percent
            case "postings":
                return self.value.postings
            case "mean":
                return self.value.mean
        return self.value.value


def every_row(question: Question, counts: Counts, days: Sequence[date]) -> list[Row]:
    """A row for each figure of either period; `days` are the first days of the buckets that every series has."""
    pairs = _Pairs(question, counts)
    return [pairs.row(figure) for figure in (*pairs.figures, *pairs.lacking(days))]


class _Pairs:
    """The figures of both periods side by side."""

    def __init__(self, question: Question, counts: Counts) -> None:
        self._question = question
        self._counts = counts
        self._now = counts.now.figures()
        self._before = counts.before.figures() if counts.before else {}
        self._spelled = _spelled(self._before | self._now)
        self.figures = list(self._now | self._before)

    def row(self, figure: Figure) -> Row:
        """A figure with its partner; what the measure says of nothing where there is none."""
        now, before = self._now.get(figure), self._before.get(figure)
        value = now.value if now else of_nothing(self._counts.now.all, figure.currency)
        if self._counts.before is None:
            return Row(figure, self._labels(figure), value, None)
        previous = before.value if before else of_nothing(self._counts.before.all, figure.currency)
        return Row(figure, self._labels(figure), value, previous)

    def lacking(self, days: Sequence[date]) -> Iterator[Figure]:
        """What has to be added so that every series has a figure for each bucket."""
        known = set(self.figures)
        wanted = (self._at(day, series) for series in self._series() for day in days)
        return (figure for figure in wanted if figure not in known)

    def _series(self) -> list[Figure]:
        """One figure of each series; its bucket does not matter."""
        if not self.figures and len(self._question.group_by) == 1:
            return [Figure(("",), None)]
        return list({self._at(None, figure): figure for figure in self.figures}.values())

    def _at(self, day: date | None, figure: Figure) -> Figure:
        """The figure of the same series in another bucket."""
        bucket = "" if day is None else day.isoformat()
        keys = zip(self._question.group_by, figure.group, strict=True)
        return Figure(
            tuple(bucket if name == self._question.time_dimension else key for name, key in keys), figure.currency
        )

    def _labels(self, figure: Figure) -> tuple[str, ...]:
        """A bucket in its words; an item of a list in its smallest spelling in all rows."""
        return tuple(
            bucket_label(date.fromisoformat(key), name)
            if name == self._question.time_dimension
            else self._spelled[place, key]
            for place, (name, key) in enumerate(zip(self._question.group_by, figure.group, strict=True))
        )


def _spelled(figures: Mapping[Figure, Shown]) -> dict[tuple[int, str], str]:
    """The smallest spelling of each key of each dimension."""
    found: dict[tuple[int, str], str] = {}
    for figure, shown in figures.items():
        for place, (key, label) in enumerate(zip(figure.group, shown.labels, strict=True)):
            found[place, key] = min(found.get((place, key), label), label, key=str.encode)
    return found


def of_nothing(whole: Tally, currency: str | None) -> Value:
    """What the measure of a whole says of none of its postings."""
    return Value(None, 0, currency) if whole.measure.is_pay else Tally(whole.measure).value(whole.postings)
