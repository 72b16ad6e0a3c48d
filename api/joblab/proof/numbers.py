"""The values of numbers as people write them: digits in several countries' ways, words, fractions."""

import re
from typing import NamedTuple

from joblab.proof.words import CARDINALS, FRACTIONS, SCALES

DIGITS = r"\d{1,3}(?:[.,’'\u00a0\u202f ]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?"
_GROUPING = re.compile(r"[’'\u00a0\u202f ]")


class Reading(NamedTuple):
    """What a number may mean: its value and the size of one step in its last shown digit."""

    value: float
    step: float

    def scaled(self, factor: float) -> "Reading":
        """The same digits, in another magnitude."""
        return Reading(self.value * factor, self.step * factor)


def readings(digits: str) -> tuple[Reading, ...]:
    """The values of digits with separators, the likeliest first; only "1.234" has two."""
    if digits.isdigit():
        return (Reading(float(digits), 1.0),)
    digits = _GROUPING.sub("", digits)
    point, comma = digits.rfind("."), digits.rfind(",")
    if point >= 0 and comma >= 0:
        return (_decimal(digits, "." if point > comma else ","),)
    separator = "." if point >= 0 else ","
    parts = digits.split(separator)
    grouped = len(parts) > 1 and all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3 and parts[0] != "0"
    if not grouped:
        return (_decimal(digits, separator),)
    whole = Reading(float(digits.replace(separator, "")), 1.0)
    return (whole,) if separator == "," or len(parts) > 2 else (whole, _decimal(digits, separator))


def _decimal(digits: str, separator: str) -> Reading:
    other = "," if separator == "." else "."
    whole, _, decimals = digits.replace(other, "").partition(separator)
    return Reading(float(f"{whole}.{decimals or 0}"), 10.0 ** -len(decimals))


def cardinal(words: str) -> float:
    """The value of a spelled-out whole number up to ninety-nine, or a hundred."""
    if "hundred" in words:
        return 100.0
    return float(sum(CARDINALS[word] for word in words.split("-")))


def fraction(words: str) -> float:
    """The percentage that a spelled-out fraction such as "two thirds" stands for."""
    parts = re.split(r"[ -]", words)
    count = CARDINALS.get(parts[0], 1) if len(parts) > 1 else 1
    return 100.0 * count / FRACTIONS[parts[-1].removesuffix("s")]


def scale(word: str) -> float:
    """The factor of a suffix such as "k" or "million"."""
    return SCALES[word.strip().lower()]
