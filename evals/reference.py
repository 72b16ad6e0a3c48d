"""What is right, counted from the rows in plain Python: never with the SQL functions that are under test."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from statistics import median
from typing import Literal

from pydantic import JsonValue

from evals.periods import ALL_DAYS, Days
from evals.postings import Posting

type Measure = Literal["count", "companies", "share", "remote_share", "median_salary"]
type Where = Mapping[str, JsonValue]
type Key = tuple[str, ...]
"""One value for each dimension."""


@dataclass(frozen=True)
class Measured:
    """A figure; None where it is undefined, as a median of nothing is."""

    value: float | None
    currency: str | None = None


def select(postings: Iterable[Posting], where: Where, days: Days = ALL_DAYS) -> list[Posting]:
    """The postings that pass every filter; a list in a filter means any of its values."""
    return [
        posting
        for posting in postings
        if days.hold(posting.day)
        and all(
            any(posting.has(name, value) for value in (wanted if isinstance(wanted, list) else [wanted]))
            for name, wanted in where.items()
        )
    ]


def measure(postings: Sequence[Posting], what: Measure, *, of: int = 0) -> Measured:
    """A measure over postings; a share is percent of `of` postings."""
    match what:
        case "count":
            return Measured(len(postings))
        case "companies":
            return Measured(len({company for posting in postings for company in posting.values("company_name")}))
        case "share":
            return Measured(percent(len(postings), of))
        case "remote_share":
            return Measured(percent(sum(posting.row["is_remote"] is True for posting in postings), len(postings)))
        case "median_salary":
            return _median_salary(postings)


def percent(part: float, whole: float) -> float | None:
    """Part of the whole in percent, to two decimals, halves away from zero."""
    if not whole:
        return None
    exact = Decimal(str(part)) * 100 / Decimal(str(whole))
    return float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _median_salary(postings: Iterable[Posting]) -> Measured:
    """The median of yearly pay in the most frequent currency (the first one by name where two are)."""
    paid = [posting for posting in postings if posting.yearly_pay is not None]
    currencies = Counter(str(posting.row["salary_currency"]) for posting in paid)
    if not currencies:
        return Measured(None)
    currency = min(currencies, key=lambda name: (-currencies[name], name))
    pay = [posting.yearly_pay for posting in paid if posting.row["salary_currency"] == currency]
    return Measured(round(float(median(value for value in pay if value is not None)), 2), currency)


def groups(postings: Sequence[Posting], dimensions: Sequence[str], what: Measure) -> dict[Key, Measured]:
    """A measure for every combination of the dimensions' values that occurs."""
    members: defaultdict[Key, list[Posting]] = defaultdict(list)
    for posting in postings:
        for key in product(*(posting.values(dimension) for dimension in dimensions)):
            members[key].append(posting)
    return {key: measure(group, what, of=len(postings)) for key, group in members.items()}
