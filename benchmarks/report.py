"""What a benchmark found: figures of both sides, targets, and the tables of docs/benchmarks.md made of them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Literal, Self

from pydantic import JsonValue

# How a target is held against the figures: our own, ours / the other's, ours - the other's.
type Measure = Literal["value", "ratio", "difference"]

HEADER = "| what | ours | against | | ratio | target | met |\n| --- | ---: | --- | ---: | ---: | --- | --- |"


@dataclass(frozen=True)
class Figure:
    """The median of some runs, and the bounds of their middle half."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, runs: Iterable[float]) -> Self:
        """Sum up runs; one alone is its own bounds."""
        values = list(runs)
        low, _, high = quantiles(values, n=4, method="inclusive") if len(values) > 1 else values * 3
        return cls(median(values), low, high)

    @classmethod
    def exact(cls, value: float) -> Self:
        """What is counted, not measured."""
        return cls(value, value, value)

    def text(self, unit: str) -> str:
        """Such as `312 ms (308-320)`."""
        spread = "" if self.low == self.high else f" ({_number(self.low)}-{_number(self.high)})"
        return f"{_number(self.median)} {unit}".rstrip() + spread


@dataclass(frozen=True)
class Target:
    """The most that `of` may be."""

    of: Measure
    at_most: float

    def text(self, unit: str) -> str:
        """In words."""
        if self.of == "ratio":
            return f"at most {self.at_most:g}x"
        more = " more" if self.of == "difference" else ""
        return f"at most {self.at_most:g} {unit}".rstrip() + more


@dataclass(frozen=True)
class Comparison:
    """One line: what was measured in the same run on both sides, and what we want of it; less is better."""

    name: str
    unit: str
    ours: Figure
    against: str = ""
    """What the other side is."""
    other: Figure | None = None
    target: Target | None = None
    of_pairs: float | None = None
    """The median of the ratios of runs made one after the other, which a busy machine slows alike."""

    @property
    def ratio(self) -> float | None:
        """Ours in units of the other's: of pairs of runs where there are such, else of the medians."""
        if self.of_pairs is not None:
            return self.of_pairs
        return self.ours.median / self.other.median if self.other and self.other.median else None

    @property
    def met(self) -> bool | None:
        """Whether the target is; None without one."""
        if self.target is None:
            return None
        found = {"value": self.ours.median, "ratio": self.ratio, "difference": self._difference}[self.target.of]
        return found is not None and found <= self.target.at_most

    @property
    def _difference(self) -> float | None:
        return self.ours.median - self.other.median if self.other else None

    def row(self) -> str:
        """A line of a Markdown table."""
        cells = [
            self.name,
            self.ours.text(self.unit),
            self.against,
            self.other.text(self.unit) if self.other else "",
            "" if self.ratio is None else f"{self.ratio:.{2 if self.ratio >= 0.1 else 4}f}x",
            self.target.text(self.unit) if self.target else "",
            {None: "", True: "yes", False: "**no**"}[self.met],
        ]
        return f"| {' | '.join(cells)} |"

    def as_json(self) -> dict[str, object]:
        """For other programs."""
        return {
            "name": self.name,
            "unit": self.unit,
            "ours": vars(self.ours),
            "against": self.against,
            "other": vars(self.other) if self.other else None,
            "ratio": self.ratio,
            "target": vars(self.target) if self.target else None,
            "met": self.met,
        }


@dataclass(frozen=True)
class Section:
    """What one part of `make bench` found; `name` is that of its place in the document."""

    name: str
    comparisons: Sequence[Comparison]
    notes: Sequence[str] = field(default=())
    """Markdown below the table: the set-up of this run, further tables."""
    measured: Mapping[str, JsonValue] = field(default_factory=dict)
    """What `joblab plan` and `joblab cost` calculate with."""

    def markdown(self) -> str:
        """The table and the notes."""
        table = "\n".join([HEADER, *(comparison.row() for comparison in self.comparisons)])
        return "\n\n".join([table, *self.notes])

    def as_json(self) -> dict[str, object]:
        """For other programs."""
        return {"name": self.name, "comparisons": [comparison.as_json() for comparison in self.comparisons]}


def write_between(document: Path, name: str, text: str) -> None:
    """Replace what stands between `<!-- NAME: begin -->` and `<!-- NAME: end -->` in a document.

    Raises:
        ValueError: the document has no such place.
    """
    content = document.read_text(encoding="utf-8")
    before, begin, rest = content.partition(f"<!-- {name}: begin -->")
    _, end, after = rest.partition(f"<!-- {name}: end -->")
    if not begin or not end:
        raise ValueError(f"{document.name} has no place for {name}")
    document.write_text(f"{before}{begin}\n\n{text.strip()}\n\n{end}{after}", encoding="utf-8")


def write_json(target: Path, sections: Iterable[Section]) -> None:
    """Keep the figures of a run."""
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps([section.as_json() for section in sections], indent=1) + "\n", encoding="utf-8")


def _number(value: float) -> str:
    """Three digits, or all of an integer part."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.{2 if abs(value) < 10 else 1}f}" if abs(value) >= 0.1 else f"{value:.3f}"
