"""JSON from others, as everybody can hold it."""

import json
import re
from math import isfinite
from typing import Any

# No writing: control characters but line breaks and tabs, and lone surrogates, which no UTF-8 can hold.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# As far as a database's bigint and a browser go.
MOST_DIGITS = 18


def read_json(text: str) -> Any:
    """The value, its texts without what cannot be written.

    Raises:
        ValueError: it is none, or has a number that is not finite or too large, as Python would read and nobody else.
    """
    try:
        value = json.loads(text, parse_constant=_refuse, parse_int=_integer, parse_float=_finite)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    return _writable(value) if "\\" in text else value


def _refuse(text: str) -> None:
    raise ValueError(text)


def _integer(text: str) -> int:
    return int(text) if len(text) <= MOST_DIGITS else int(_finite(text))


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number) or abs(number) >= 10**MOST_DIGITS:
        raise ValueError("too large")
    return number


def _writable(value: Any) -> Any:
    match value:
        case str():
            return UNWRITABLE.sub("", value)
        case dict():
            return {_writable(name): _writable(each) for name, each in value.items()}
        case list():
            return [_writable(each) for each in value]
    return value
