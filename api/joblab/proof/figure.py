"""A figure as it is written."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from joblab.proof.dates import DateMention
from joblab.proof.lead import Lead
from joblab.proof.numbers import Reading

Kind = Literal["count", "percent", "points", "money", "ratio", "rank", "date"]


class Figure(NamedTuple):
    """One figure; `readings` are the values it may mean, the likeliest first."""

    start: int
    end: int
    kind: Kind
    readings: tuple[Reading, ...] = ()
    sign: int = 0
    currencies: frozenset[str] = frozenset()
    date: DateMention | None = None
    lead: Lead = Lead()
    spoken: bool = False
    """Fractions and "twice": words that nobody expects to be exact."""

    def intervals(self) -> Iterator[tuple[float, float, float]]:
        """(value, low, high) of each reading: what a true cell may be, in magnitude."""
        bound = self.lead.bound
        for value, step in self.readings:
            if bound != "exact" and step == 1 and value:  # "about 1,200": the zeros at its end show no digits
                digits = f"{value:.0f}"
                step = 10.0 ** (len(digits) - len(digits.rstrip("0")))
            if bound == "over":
                yield value, value, value + max(step, 0.02 * value if self.spoken else 0.0)
            elif bound == "under":
                reach = 0.1 * value if self.spoken else min(step, 0.1 * value)
                yield value, value - max(reach, 1.0 if step >= 1 else step), value
            else:
                half = step if self.spoken and bound == "about" else step / 2
                slack = 1e-9 * max(1.0, value)
                # Half up and half to even are both right: the upper end belongs to it only when the last digit is even.
                upper = slack if round(value / step) % 2 == 0 else -slack
                yield value, value - half - slack, value + half + upper
