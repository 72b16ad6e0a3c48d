"""How values are written for people, in the language of the answer (`languages.json`; English where it has none)."""

import json
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from joblab.tools.sheet import Pay, Unit, Value

SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}


@cache
def languages() -> dict[str, dict[str, Any]]:
    """By BCP 47 primary language: separators, months, forms of dates, words of units, labels of stored values."""
    found: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("languages.json").read_text("utf-8"))
    return found


@lru_cache(maxsize=64)
def forms(tag: str) -> dict[str, Any]:
    """The forms of a language by its BCP 47 tag."""
    known = languages()
    return known["en"] | known.get(re.split(r"[-_]", tag.casefold())[0], {})


def write(value: Value, unit: Unit, tag: str = "en") -> str:
    """A value as people write it: "1,607", "12.8 %", "+46", "$161,500", "October 2025", "LinkedIn"."""
    words = forms(tag)
    if isinstance(value, Pay):
        return _pay(value, words)
    if isinstance(value, bool):
        return str(words["labels"].get(unit.of, ("no", "yes"))[value])
    if not isinstance(value, int | float):
        return day(str(value), tag) if unit.kind == "date" else _name(str(value), unit, words)
    digits = _digits(abs(value), _decimals(value, unit), words)
    sign = "" if not digits.strip("0.,") else "−" if value < 0 else "+" if unit.is_change else ""
    match unit.kind:
        case "percent":
            return f"{sign}{digits} %"
        case "points":
            return f"{sign}{digits} {words['points']}"
        case "money":
            return sign + _money(digits, unit.of, words)
    return sign + digits


def _decimals(value: float, unit: Unit) -> int:
    """As a person rounds: percentages of one answer alike, pay in whole units, ratios to about two digits."""
    size = abs(value)
    if unit.kind in ("percent", "points"):
        # The database gives two decimals: 10.25 may have been 10.248, so it is neither 10.2 nor 10.3.
        is_half = abs(size * 100 % 10 - 5) < 1e-6
        return 0 if value == round(value) else 2 if is_half or size < 0.05 else 1
    if unit.kind == "count":
        return 0
    most = (0 if size >= 1000 else 2) if unit.kind == "money" else 0 if size >= 100 else 1 if size >= 1 else 2
    return next(fewer for fewer in range(most + 1) if round(size, fewer) == round(size, most))


def _digits(value: float, decimals: int, words: dict[str, Any]) -> str:
    written = f"{value + 1e-9:,.{decimals}f}"  # half up, as people round
    thousands = "" if len(written.partition(".")[0]) == 5 and words.get("four_together") else words["thousands"]
    return written.translate({ord(","): thousands, ord("."): words["decimal"]})


def _money(digits: str, of: str, words: dict[str, Any]) -> str:
    currency = of.partition("/")[0]
    if words.get("money_last"):
        return f"{digits} {SIGNS.get(currency, currency)}".strip()
    return f"{SIGNS[currency]}{digits}" if currency in SIGNS else f"{currency} {digits}".strip()


def _pay(pay: Pay, words: dict[str, Any]) -> str:
    bounds = [_digits(bound, _decimals(bound, Unit("money")), words) for bound in pay.bounds]
    return f"{_money('–'.join(bounds), pay.currency, words)} {words['per'].get(pay.period, '')}".strip()


def _name(text: str, unit: Unit, words: dict[str, Any]) -> str:
    text = " ".join(text.split()).replace("|", "/")
    city, _, rest = text.rpartition(", ")
    initials = "".join(word[0] for word in unit.of.casefold().split())
    if unit.kind == "place" and city and rest.casefold() in (unit.of.casefold(), initials):
        return city
    return str(words["labels"].get(text, text)) if unit.of in ("platform", "job_type_filled") else text


def day(text: str, tag: str = "en") -> str:
    """A stored date: "2026-01-05", "2026-01", "2026-Q1" or "2026"."""
    words = forms(tag)
    year, *rest = text.split("-")
    if not rest or not rest[0].isdecimal():
        return " ".join((*rest, year))
    month = int(rest[0])
    if len(rest) == 1:
        return str(words["month"]).format(month=words["months"][month - 1], number=month, year=year)
    months = words.get("months_of_days", words["months"])
    return str(words["date"]).format(day=int(rest[1]), month=months[month - 1], number=month, year=year)
