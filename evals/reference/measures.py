"""Measuring some postings, one by one, so that there may be any number of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from evals.reference.filters import Test
from evals.reference.postings import Posting, trimmed

QUARTERS = (Decimal("0.25"), Decimal("0.5"), Decimal("0.75"))


@dataclass(frozen=True)
class Measure:
    """What is measured; a share may be of the postings that pass `part` too."""

    name: str = "count"
    part: Test | None = None

    @property
    def is_pay(self) -> bool:
        """Whether there is a figure for each currency."""
        return self.name == "median_salary"


@dataclass(frozen=True)
class Value:
    """A figure and how many postings it is about; of pay also its currency and its spread."""

    value: Decimal | int | None
    postings: int
    currency: str | None = None
    p25: Decimal | None = None
    p75: Decimal | None = None
    mean: Decimal | None = None


@dataclass
class Tally:
    """What is kept of postings to measure them."""

    measure: Measure
    postings: int = 0
    hits: int = 0
    """Those that are remote, or pass the measure's `part`."""
    companies: set[str] = field(default_factory=set)
    pay: defaultdict[str, list[Decimal]] = field(default_factory=lambda: defaultdict(list))
    """By currency."""

    def add(self, posting: Posting) -> None:
        """Take one more posting into account."""
        self.postings += 1
        match self.measure.name:
            case "share":
                self.hits += self.measure.part is not None and self.measure.part(posting)
            case "remote_share":
                self.hits += posting.is_remote is True
            case "companies":
                if trimmed(posting.company_name or ""):
                    self.companies.add(str(posting.company_name))
            case "median_salary":
                if posting.yearly_pay is not None:
                    self.pay[str(posting.salary_currency)].append(posting.yearly_pay)

    @property
    def paid(self) -> int:
        """How many have yearly pay."""
        return sum(map(len, self.pay.values()))

    def value(self, whole: int) -> Value:
        """The figure, for a measure that is not pay; `whole` are the postings that a plain share is of."""
        match self.measure.name:
            case "share" if self.measure.part:
                return Value(percent(self.hits, self.postings), self.postings)
            case "share":
                return Value(percent(self.postings, whole), self.postings)
            case "remote_share":
                return Value(percent(self.hits, self.postings), self.postings)
            case "companies":
                return Value(len(self.companies), self.postings)
        return Value(self.postings, self.postings)

    def pay_values(self) -> dict[str, Value]:
        """The figures of pay, by currency."""
        return {currency: _pay_value(currency, sorted(pay)) for currency, pay in self.pay.items()}


def tally(measure: Measure, postings: Iterable[Posting]) -> Tally:
    """Take postings into account at once."""
    total = Tally(measure)
    for posting in postings:
        total.add(posting)
    return total


def by_number(postings: Mapping[str, int]) -> list[str]:
    """Currencies, those with most postings first, then in C order."""
    return sorted(postings, key=lambda currency: (-postings[currency], currency.encode()))


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """A percentage, rounded; None of nothing."""
    return rounded(Decimal(100) * part / whole) if whole else None


def rounded(value: Decimal) -> Decimal:
    """To two decimals, halves away from zero."""
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _pay_value(currency: str, pay: Sequence[Decimal]) -> Value:
    p25, median, p75 = (rounded(_percentile(pay, fraction)) for fraction in QUARTERS)
    return Value(median, len(pay), currency, p25, p75, rounded(sum(pay, Decimal(0)) / len(pay)))


def _percentile(ordered: Sequence[Decimal], fraction: Decimal) -> Decimal:
    """Between the two nearest values, in proportion."""
    place = fraction * (len(ordered) - 1)
    below = ordered[int(place)]
    above = ordered[min(int(place) + 1, len(ordered) - 1)]
    return below + (above - below) * (place - int(place))
