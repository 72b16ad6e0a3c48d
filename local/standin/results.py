"""Reading back the text that the tools give the model: see joblab.tools.sheet."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

DESCRIPTION = "\nquoted: "
_NAME = re.compile(r"result (\w+): ")
_PAIR = re.compile(r"([\w.]+)=(\S*)")
_UNKNOWN = re.compile(r'(\w+) "(.*?)" is in no posting(?:; closest: (.*))?')

type Row = Mapping[str, str]
"""Cells as printed, by column; `row` is the row's number."""


@dataclass(frozen=True)
class Unknown:
    """A filter value that no posting has, and the closest ones that some have."""

    filter: str
    value: str
    closest: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A tool result: its name, the figures that are of no row, the rows, and the lines "name: text" before them."""

    name: str = ""
    whole: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    lines: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[Unknown, ...] = ()


def number(printed: str) -> float | None:
    """A figure as printed; None where there is none."""
    try:
        return float(printed)
    except ValueError:
        return None


def parse_table(text: str) -> Table:
    """The table of a result's text."""
    text = text.partition(DESCRIPTION)[0]
    whole: dict[str, str] = {}
    lines: dict[str, str] = {}
    columns: list[str] = []
    rows: list[Row] = []
    for line in text.splitlines():
        key, colon, value = line.partition(": ")
        if line.startswith("row|"):
            columns = line.split("|")
        elif columns:
            rows.append(dict(zip(columns, line.split("|"), strict=False)))
        elif colon:
            lines[key] = value
        else:
            whole |= dict(_PAIR.findall(line))
    name = _NAME.match(text)
    return Table(name[1] if name else "", whole, tuple(rows), lines, tuple(_unknown(lines.get("unknown", ""))))


def _unknown(line: str) -> Iterator[Unknown]:
    for found in _UNKNOWN.finditer(line):
        values = next(csv.reader([found[3] or ""], skipinitialspace=True), [])
        yield Unknown(found[1], found[2], tuple(value.strip() for value in values if value.strip() not in ("", "none")))
