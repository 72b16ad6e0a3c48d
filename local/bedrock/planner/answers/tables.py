"""Reading back the compact text that the tools give the model."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_PAIR = re.compile(r"(\w+)=(\S*)")
_UNKNOWN = re.compile(r'(\w+) "(.*?)" is in no posting(?:; closest: (.*))?')
_CUT = re.compile(r"cut: (\d+) more groups?, (\d+) postings?")
_MISSING = re.compile(r"missing: (\d+)")
_DATA = re.compile(r"data: (\S+?)\.\.(\S+)")
_DIMENSION = re.compile(r"(\w+) \(distinct (\d+)\): (.*)")

type Row = Mapping[str, str]


@dataclass(frozen=True)
class UnknownValue:
    filter: str
    value: str
    closest: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A tool result.

    Attributes:
        head: the `name=value` pairs of the lines before the rows ("measure", "total", "previous", "currency" ...).
        columns, rows: the table; rows by column name, values as printed.
        cut_groups, cut_postings: what the row limit left out.
        first_day, last_day: what the data covers, ISO; empty when unsaid.
        dimensions: of describe_data: distinct values, and the printed list of them, by name.
    """

    head: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    cut_groups: int = 0
    cut_postings: int = 0
    missing: int = 0
    unknown: tuple[UnknownValue, ...] = ()
    first_day: str = ""
    last_day: str = ""
    dimensions: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    def number(self, name: str) -> float | None:
        """A figure of the head; None when it is empty or not there."""
        return number(self.head.get(name, ""))


def number(printed: str) -> float | None:
    try:
        return float(printed)
    except ValueError:
        return None


def parse_table(text: str) -> Table:
    head: dict[str, str] = {}
    columns: tuple[str, ...] = ()
    rows: list[Row] = []
    unknown: list[UnknownValue] = []
    dimensions: dict[str, tuple[int, str]] = {}
    for line in text.splitlines():
        if line.startswith("filters:"):
            continue
        if line.startswith("unknown:"):
            unknown += _unknown(line)
        elif found := _DIMENSION.match(line):
            dimensions[found[1]] = (int(found[2]), found[3])
        elif "|" in line:
            cells = tuple(cell.strip() for cell in line.split("|"))
            if columns and len(cells) == len(columns):
                rows.append(dict(zip(columns, cells, strict=True)))
            elif not columns:
                columns = cells
        else:
            head |= dict(_PAIR.findall(line))
    cut, missing, data = _CUT.search(text), _MISSING.search(text), _DATA.search(text)
    return Table(
        head=head,
        columns=columns,
        rows=tuple(rows),
        cut_groups=int(cut[1]) if cut else 0,
        cut_postings=int(cut[2]) if cut else 0,
        missing=int(missing[1]) if missing else 0,
        unknown=tuple(unknown),
        first_day=data[1] if data else "",
        last_day=data[2] if data else "",
        dimensions=dimensions,
    )


def _unknown(line: str) -> Iterator[UnknownValue]:
    for found in _UNKNOWN.finditer(line):
        closest = tuple(value.strip() for value in (found[3] or "").split(",") if value.strip())
        yield UnknownValue(found[1], found[2], closest)
