"""Pay in a question: "over 100k", "at least $80,000 a year", "more than €50 an hour"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from local.bedrock.planner.tokens import Token

_AMOUNT = re.compile(r"(?P<sign>[$€£]?)\s?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<thousands>k?)(?P<plus>\+?)")
_AT_LEAST: tuple[str, ...] = (
    "at least",
    "more than",
    "over",
    "above",
    "minimum of",
    "minimum",
    "min",
    "upwards of",
    "north of",
    "from",
)
_AT_LEAST += ("starting at", "starting from", "greater than", "higher than", "no less than", "exceeding", "of at least")
_AT_MOST = ("less than", "under", "below", "at most", "up to", "no more than", "maximum", "max")
_BEFORE = {"at least": _AT_LEAST, "at most": _AT_MOST}
_AFTER = {
    "at least": (
        "or more",
        "or above",
        "or higher",
        "or over",
        "and more",
        "and above",
        "and up",
        "and higher",
        "plus",
    ),
    "at most": ("or less", "or below", "or under", "or lower"),
}
_CURRENCIES = frozenset({"dollars", "dollar", "usd", "eur", "euros", "euro", "gbp", "pounds", "chf", "francs"})
_RATES = {"year": 1, "annum": 1, "month": 12, "week": 52, "day": 260, "hour": 2080}
_RATES |= {"yearly": 1, "annually": 1, "monthly": 12, "weekly": 52, "daily": 260, "hourly": 2080}
_PER = frozenset({"a", "per", "an", "each", "every", "/"})
_COUNTABLE = frozenset({"jobs", "postings", "openings", "positions", "vacancies", "companies", "employees", "times"})
PAY_WORDS = _CURRENCIES | _RATES.keys() | {word for phrase in (*_AT_LEAST, *_AT_MOST) for word in phrase.split()}
"""Words that are no typing errors, whatever they are near to."""
_SMALLEST_PLAIN = 1000
_YEARS = range(1900, 2101)


@dataclass(frozen=True)
class PayMatch:
    """A lower bound in money a year (0: an upper bound, which no filter offers), told in `length` tokens."""

    amount: float
    length: int


def match_pay(tokens: Sequence[Token], at: int) -> PayMatch | None:
    bound, length = _bound(tokens, at, _BEFORE)
    found = _AMOUNT.fullmatch(tokens[at + length].norm) if at + length < len(tokens) else None
    if not found:
        return None
    number = float(found["number"].replace(",", "")) * (1000 if found["thousands"] else 1)
    end = at + length + 1
    if end < len(tokens) and tokens[end].norm in _CURRENCIES:
        named = True
        end += 1
    else:
        named = bool(found["sign"] or found["thousands"])
    rate, more = _rate(tokens, end)
    end += more
    after, more = _bound(tokens, end, _AFTER)
    bound = bound or after
    counts = end < len(tokens) and tokens[end].norm in _COUNTABLE
    is_money = named or (not counts and (bound != "" and number >= _SMALLEST_PLAIN and int(number) not in _YEARS))
    if not is_money:
        return None
    return PayMatch(0.0 if bound == "at most" else number * rate, end + more - at)


def _bound(tokens: Sequence[Token], at: int, bounds: Mapping[str, tuple[str, ...]]) -> tuple[str, int]:
    for name, phrases in bounds.items():
        for phrase in phrases:
            words = phrase.split()
            if [token.norm for token in tokens[at : at + len(words)]] == words:
                return name, len(words)
    return "", 0


def _rate(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Into a year's pay: the factor, and the words that tell it ("an hour", "per month")."""
    words = [token.norm for token in tokens[at : at + 2]]
    if words[:1] and words[0] in _RATES and (words[0].endswith("ly") or tokens[at].joined):
        return _RATES[words[0]], 1
    if len(words) > 1 and words[0] in _PER and words[1] in _RATES:
        return _RATES[words[1]], 2
    return 1, 0
