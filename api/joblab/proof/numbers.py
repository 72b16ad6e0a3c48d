"""Numbers as people write them: digits in several countries' ways, words, fractions."""

import re
from dataclasses import dataclass

from joblab.proof.words import CARDINALS, CODES, FRACTIONS, ORDINALS, RATIOS, SCALES

DIGITS = r"\d{1,3}(?:[.,’'\u00a0\u202f ]\d{3})+(?![\d])(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?"
_CODE = "|".join(CODES)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SMALL = "|".join(sorted(CARDINALS, key=len, reverse=True))
_PARTS = "|".join(FRACTIONS)
NUMBER = re.compile(
    r"(?<![\w.,/#&+])(?<![^\W\d]-)(?P<sign>[+±]\s?|[−–-])?(?P<before>US\$|R\$|[$€£¥₹]|\b(?:" + _CODE + r")\s?)?"
    r"(?P<digits>" + DIGITS + r")"
    r"(?P<scale>\s?(?:[kK]|[mM]n|M|bn)(?!\w)|\s(?:thousand|million|billion|Tausend|Millionen)\b)?"
    r"(?P<close>(?:\*\*|__|\*)?)"
    r"(?:\s?(?P<percent>%|percent(?:age)?\spoints?|percent\b|per\scent\b|pct\b|Prozentpunkte?|Prozent\b|pour\scent\b|por\sciento\b|pp\b|"
    r"p\.p\.|points?\b|pts?\b)(?P<points>[ -]?points?\b)?"
    r"|\s?(?P<after>[€£]|zł|(?:" + _CODE + r"|euros?|dollars?|pounds?|francs?|yen)\b)"
    r"|(?P<times>\s?[x×](?!\w)|[ -]?(?:times|fold)\b|-?mal\b)"
    r"|(?P<ordinal>st|nd|rd|th)\b)?",
)
WORDS = re.compile(
    rf"\b(?:(?P<dozen>(?:an?|one|two|three|half a)\sdozen)|(?P<inten>(?:{_SMALL})\s(?:in|out\sof)\s(?:every\s)?(?:{_SMALL}))\b"
    rf"|(?P<ratio>{'|'.join(RATIOS)})\b"
    rf"|(?P<fraction>(?:(?:an?|one|two|three|four)[ -])?(?:{_PARTS}|thirds|quarters|fifths)|half|halves)\b"
    rf"|(?P<times>{_SMALL})(?:\stimes|fold|-fold)\b"
    rf"|(?P<ordinal>{'|'.join(ORDINALS)})\b"
    rf"|(?P<cardinal>(?:{_TENS})-(?:{_SMALL})|{_SMALL}|a\shundred|hundred)\b(?P<percent>\sper\s?cent(?:age\spoints?)?)?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
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
    digits = re.sub(r"[’'\u00a0\u202f ]", "", digits)
    point, comma = digits.rfind("."), digits.rfind(",")
    if point >= 0 and comma >= 0:
        decimal = "." if point > comma else ","
        return (_decimal(digits, decimal),)
    separator = "." if point >= 0 else ","
    parts = digits.split(separator)
    grouped = len(parts) > 1 and all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3 and parts[0] != "0"
    whole = Reading(float(digits.replace(separator, "")), 1.0)
    if not grouped:
        return (_decimal(digits, separator),)
    if separator == "," or len(parts) > 2:
        return (whole,)
    return (whole, _decimal(digits, separator))


def _decimal(digits: str, separator: str) -> Reading:
    other = "," if separator == "." else "."
    whole, _, decimals = digits.replace(other, "").partition(separator)
    decimals = decimals.replace(separator, "")
    return Reading(float(f"{whole}.{decimals or 0}"), 10.0 ** -len(decimals))


def cardinal(words: str) -> float:
    """The value of a spelled-out whole number up to ninety-nine, or a hundred."""
    if "hundred" in words:
        return 100.0
    return float(sum(CARDINALS[word] for word in words.split("-")))


def fraction(words: str) -> float:
    """The percentage that a spelled-out fraction stands for."""
    parts = re.split(r"[ -]", words)
    name = "half" if parts[-1] == "halves" else parts[-1].removesuffix("s") if parts[-1] != "s" else ""
    count = CARDINALS.get(parts[0], 1) if len(parts) > 1 else 1
    return 100.0 * count / FRACTIONS[name]


def scale(word: str | None) -> float:
    """The factor of a suffix such as "k" or "million"."""
    return SCALES[word.strip().lower()] if word else 1.0
