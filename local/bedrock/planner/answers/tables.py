"""Reading back the text that the tools give the model."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from local.bedrock.planner.periods import ALWAYS, Period

_NAME = re.compile(r"result (\w+): ")
_PAIR = re.compile(r"([\w.]+)=(\S*)")
_UNKNOWN = re.compile(r'(\w+) "(.*?)" is in no posting(?:; closest: (.*))?')
_DATA = re.compile(r"^data: (\S+?)\.\.(\S+)$", re.MULTILINE)

type Row = Mapping[str, str]
"""Cells as printed, by column; `row` is the row's number."""


@dataclass(frozen=True)
class UnknownValue:
    filter: str
    value: str
    closest: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A tool result.

    Attributes:
        name: what the result is called.
        whole: the figures that are of no row, by name ("total", "total.previous", "cut.groups" ...).
        details: of get_job: what is known of the posting, by name.
        covered: the days of the data.
        is_tied: a group that the limit left out has the last row's value.
    """

    name: str = ""
    whole: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[UnknownValue, ...] = ()
    covered: Period = ALWAYS
    is_tied: bool = False

    @property
    def total(self) -> Row:
        """The figures of the total like those of a row."""
        figures = {name: value for name, value in self.whole.items() if name.split(".")[0] == "total"}
        return {name.removeprefix("total").removeprefix(".") or "value": value for name, value in figures.items()}


def number(printed: str) -> float | None:
    try:
        return float(printed)
    except ValueError:
        return None


# What stands before a posting's text: see joblab.tools.sheet.
DESCRIPTION = "\nquoted: "


def parse_table(text: str) -> Table:
    text = text.partition(DESCRIPTION)[0]
    whole: dict[str, str] = {}
    details: dict[str, str] = {}
    columns: list[str] = []
    rows: list[Row] = []
    for line in text.splitlines():
        key, colon, value = line.partition(": ")
        if line.startswith("row|"):
            columns = line.split("|")
        elif columns:
            rows.append(dict(zip(columns, line.split("|"), strict=False)))
        elif colon:
            details[key] = value
        else:
            whole |= dict(_PAIR.findall(line))
    name, data = _NAME.match(text), _DATA.search(text)
    return Table(
        name=name[1] if name else "",
        whole=whole,
        rows=tuple(rows),
        details=details,
        unknown=tuple(_unknown(text)),
        covered=Period(*map(date.fromisoformat, data.groups())) if data else ALWAYS,
        is_tied="tied" in details,
    )


def _unknown(text: str) -> Iterator[UnknownValue]:
    for line in text.splitlines():
        for found in _UNKNOWN.finditer(line) if line.startswith("unknown: ") else ():
            values = next(csv.reader([found[3] or ""], skipinitialspace=True), [])
            yield UnknownValue(found[1], found[2], tuple(value.strip() for value in values if value.strip()))
