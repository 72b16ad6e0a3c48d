"""A tool's result as a sheet: what the model reads of it is what its placeholders name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from joblab.fence import fenced

Kind = Literal["count", "percent", "points", "money", "number", "name", "place", "date", "pay"]


class Unit(NamedTuple):
    """What a value is.

    `of` says of what: the noun of a count; "share", "rate" or "change" for a percentage (only shares add up); the
    currency of money (ISO 4217), behind a slash the time it is paid for; the dimension of a name or a date; for a place
    the country that goes without saying. A change (`is_change`) is written with its sign.
    """

    kind: Kind
    of: str = ""
    is_change: bool = False


@dataclass(frozen=True)
class Pay:
    """What a posting offers: its bounds, currency and period ("yearly", "hourly" ...)."""

    bounds: tuple[float, ...]
    currency: str
    period: str

    def __str__(self) -> str:
        """As the model reads it: "50000-60000 EUR yearly"."""
        bounds = "-".join(f"{bound:g}" if bound < 1e6 else f"{bound:.0f}" for bound in self.bounds)
        return " ".join(filter(None, (bounds, self.currency, self.period)))


class UnfillableError(Exception):
    """A placeholder stands for nothing; the message says why, and what there is instead, for the model."""


type Value = float | str | bool | Pay | None


class Cell(NamedTuple):
    """A value with what it is; `path` leads to it inside the page's result, `label` names it for people."""

    value: Value
    unit: Unit
    path: str
    label: str


@dataclass(frozen=True)
class Sheet:
    """One result.

    Attributes:
        about: lines on what was looked up: filters as applied, unknown values, the days of the data.
        whole: cells by name: "total", "total.previous", "groups", "missing" ...
        columns: those the model reads of the rows; rows may hold more.
        main: the column that a row's bare number names.
        ranked: the column that the rows are ordered by; empty where they are in order of time.
        text: what follows the table.
        quoted: what somebody else wrote, such as a posting's description; the model reads it behind a fence.
        unknown: whether a filter names a value that no posting has.
        is_tied: whether a group that the limit left out has the last row's value.
        name: what the model calls it by.
        call_id: the tool call that it came from.
        fence: the name of the tags around what is quoted.
    """

    about: tuple[str, ...] = ()
    whole: Mapping[str, Cell] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    rows: tuple[Mapping[str, Cell], ...] = ()
    main: str = "value"
    ranked: str = "value"
    text: str = ""
    quoted: str = ""
    unknown: bool = False
    is_tied: bool = False
    name: str = ""
    call_id: str = ""
    fence: str = "data"

    def for_model(self) -> str:
        """The sheet as text: what it is about, the cells of the whole by name, the numbered rows."""
        head, *about = self.about or ("",)
        lines = [f"result {self.name}: {head}", *about]
        if self.whole:
            lines.append(pairs({name: cell.value for name, cell in self.whole.items()}))
        if self.rows and self.columns:
            lines.append("|".join(("row", *self.columns)))
            lines += [
                "|".join((str(number), *(plain(row[column].value) for column in self.columns)))
                for number, row in enumerate(self.rows, 1)
            ]
        if self.text:
            lines.append(self.text)
        if self.quoted:
            lines.append(f"quoted: {fenced(self.quoted, self.fence)}")
        return "\n".join(lines)

    def cell(self, parts: Sequence[str]) -> Cell:
        """The cell that a name without the sheet's stands for.

        Raises:
            UnfillableError: saying what there is instead.
        """
        name = ".".join(parts) or "total"
        if found := self.whole.get(name) or self.whole.get(f"total.{name}"):
            return found
        is_alone = len(self.rows) == 1 and not self.whole
        number, *columns = parts if parts and parts[0].isdecimal() else ("1" if is_alone else "0", *parts)
        if not 1 <= int(number) <= len(self.rows):
            there = f"{len(self.rows)} rows and {', '.join(self.whole) or 'nothing else'}"
            raise UnfillableError(f"result {self.name} has {there}")
        row = self.rows[int(number) - 1]
        column = ".".join(columns) or self.main
        if column not in row:
            raise UnfillableError(f"result {self.name} has the columns {', '.join(row)}")
        return row[column]

    def has(self, parts: Sequence[str]) -> bool:
        """Whether a name without the sheet's is one of it."""
        if parts[0].isdecimal():
            return True
        try:
            return bool(self.cell(parts))
        except UnfillableError:
            return False

    def texts(self) -> Iterator[str]:
        """What stands in it as text: names, titles, a posting's description."""
        yield self.text
        yield self.quoted
        names = (
            [name for name, cell in self.rows[0].items() if cell.unit.kind in ("name", "place")] if self.rows else []
        )
        yield from (str(row[name].value) for row in self.rows for name in names)

    def keys(self, row: Mapping[str, Cell]) -> list[Cell]:
        """The cells that say what a row is about."""
        kinds = ("name", "place", "date")
        return [cell for cell in row.values() if cell.unit.kind in kinds and cell.unit.of != "currency"]


@dataclass(frozen=True)
class Scope:
    """What a text may name: sheets by name, and for a call's own `answer` the sheet that needs no name."""

    sheets: Mapping[str, Sheet]
    own: Sheet | None = None

    @property
    def nameless(self) -> Sheet | None:
        """The sheet that needs no name: the call's own, or the only one there is."""
        return self.own or (next(iter(self.sheets.values())) if len(self.sheets) == 1 else None)

    def find(self, name: str) -> tuple[Sheet, Cell]:
        """The cell that a name such as `A3.country`, `total` or `germany.total.change` stands for, and its sheet.

        Raises:
            UnfillableError: saying what there is instead.
        """
        sheet, parts = self.split(name)
        if not sheet and self.nameless and self.nameless.has(parts):
            sheet = self.nameless
        if not sheet:
            names = ", ".join(sheet.name for sheet in self.sheets.values()) or "none"
            raise UnfillableError(f"there is no result {parts[0]}; results: {names}")
        cell = sheet.cell(parts)
        if cell.value is None:
            raise UnfillableError(f"it is empty in result {sheet.name}")
        return sheet, cell

    def split(self, name: str) -> tuple[Sheet | None, list[str]]:
        """The sheet that a name begins with, and the rest; `A3` is row 3 of A."""
        head, *parts = name.casefold().split(".")
        row = re.fullmatch(r"(\w*?)(\d+)", head)
        if head in self.sheets:
            return self.sheets[head], parts
        if row and row[1] in self.sheets:
            return self.sheets[row[1]], [row[2], *parts]
        return None, [head, *parts]


def plain(value: object) -> str:
    """A value as the model reads it: no separator, no line break inside."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    if isinstance(value, list | tuple):
        return ", ".join(map(plain, value))
    return " ".join(str(value).split()).replace("|", "/")


def pairs(values: Mapping[str, object], separator: str = " ") -> str:
    """`key=value` for every value that is set."""
    return separator.join(f"{key}={plain(value)}" for key, value in values.items() if value is not None)
