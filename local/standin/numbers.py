"""Numbers in digits and words."""

import re

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
WORDS = {word: value for value, word in enumerate(_WORDS)} | {"fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50}
WORDS |= {"couple of": 2, "dozen": 12, "hundred": 100}
NUMBER = rf"\d+|{'|'.join(WORDS)}"
_AMOUNT = re.compile(r"(?P<sign>[$€£]?)\s?(?P<digits>\d[\d.,]*?)(?P<thousand>[kK]?)$")
CURRENCIES = {"$": "$", "€": "EUR", "£": "GBP"}


def number(text: str) -> int:
    """A whole number in digits or words; 0 where it is none."""
    return int(text) if text.isdecimal() else WORDS.get(text, 0)


def amount(text: str) -> tuple[float, str] | None:
    """ "90,000", "100k", "$80.000" as a number and a currency (empty where none is said); None where it is none."""
    found = _AMOUNT.match(text)
    if not found:
        return (float(WORDS[text]), "") if text in WORDS else None
    digits = re.sub(r"[,.](?=\d{3}(?:\D|$))", "", found["digits"])
    try:
        value = float(digits.replace(",", "."))
    except ValueError:
        return None
    return value * (1000 if found["thousand"] else 1), CURRENCIES.get(found["sign"], "")
