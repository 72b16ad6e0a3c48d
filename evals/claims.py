"""What an answer has to state, and where it is looked for: in the tools' results and in the text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import JsonValue

from evals.text import Text, Unit

type Label = tuple[str, str]
"""A dimension and a value of it, case-folded."""
# Results are rounded to two decimals.
CLOSE = 0.006
FAR = 1_000_000
UNITS: Mapping[JsonValue, Unit] = {
    "count": "postings",
    "companies": "companies",
    "share": "percent",
    "remote_share": "percent",
    "median_salary": "money",
    "mean_salary": "money",
    "p25_salary": "money",
    "p75_salary": "money",
}
# What a row of job_stats says in its measure's own unit.
FIGURES = ("value", "previous", "change", "p25", "p75", "mean")
# Parts of the filters that do not say what the postings are.
NO_LABELS = ("exclude", "stated", "not_stated")


@dataclass(frozen=True)
class Claim:
    """A figure about the postings that the labels name; without a value, only that the labels are named."""

    value: float | None
    unit: Unit | Literal["name"]
    labels: frozenset[Label] = frozenset()
    currency: str | None = None

    def is_in(self, cells: Iterable["Cell"]) -> bool:
        """Whether a tool has returned it."""
        return any(
            self.labels <= cell.labels
            and (not self.currency or cell.currency in (None, self.currency))
            and (self.unit == "name" or (cell.unit == self.unit and abs((cell.value or 0) - (self.value or 0)) < CLOSE))
            for cell in cells
        )


@dataclass(frozen=True)
class Cell:
    """A figure in a tool's result, with everything that says what it is about."""

    value: float | None
    unit: Unit | Literal["name"]
    labels: frozenset[Label]
    currency: str | None = None


def label(dimension: str, value: str) -> Label:
    """The label of a value, whatever its case."""
    return dimension, value.casefold()


def are_stated(claims: Sequence[Claim], text: Text, at_least: int | None = None) -> bool:
    """Whether the text states the claims (at least so many of them), each figure beside its own labels."""
    stated = [claim for claim in claims if _is_stated(claim, text)]
    if len(stated) < (len(claims) if at_least is None else at_least):
        return False
    figures = [(claim, text.figure_places(claim.value, claim.unit)) for claim in stated if claim.unit != "name"]
    named = [(claim, places) for claim, places in figures if claim.labels and places]
    foreign = [frozenset().union(*(other.labels for other, _ in named)) - claim.labels for claim, _ in named]
    return _in_same_order(named, text) or all(
        _in_own_line(claim, places, others, text) or _beside_own(claim, places, others, text)
        for (claim, places), others in zip(named, foreign, strict=True)
    )


def _is_stated(claim: Claim, text: Text) -> bool:
    if not all(text.name_places(*name) for name in claim.labels):
        return False
    if claim.unit == "name":
        return True
    if claim.currency and not text.names_currency(claim.currency):
        return False
    if not claim.value:
        return text.says_none() or bool(text.figure_places(0, claim.unit))
    return bool(text.figure_places(claim.value, claim.unit)) or (bool(claim.labels) and not text.has_figures())


type Placed = Sequence[tuple[Claim, Sequence[int]]]


def _in_same_order(named: Placed, text: Text) -> bool:
    """Whether figures follow one another as their labels do: "Berlin and Munich have 10 and 20"."""
    by_label = sorted(named, key=lambda each: min(_label_places(each[0].labels, text)))
    return [min(places) for _, places in by_label] == sorted(min(places) for _, places in by_label)


def _in_own_line(claim: Claim, places: Sequence[int], foreign: frozenset[Label], text: Text) -> bool:
    """Whether the figure is in a line that names all of its labels and no foreign one: a row of a table."""
    for place in places:
        start, end = text.line_around(place)
        named = {name for name in claim.labels | foreign if any(start <= at < end for at, _ in text.name_places(*name))}
        if named == claim.labels:
            return True
    return False


def _beside_own(claim: Claim, places: Sequence[int], foreign: frozenset[Label], text: Text) -> bool:
    """Whether, for one occurrence of the figure, no foreign label is nearer than one of its own."""
    own, others = _label_places(claim.labels, text), _label_places(foreign, text)
    return any(
        min(_distance(place, span) for span in own) < min((_distance(place, span) for span in others), default=FAR)
        for place in places
    )


def _distance(place: int, span: tuple[int, int]) -> int:
    return max(span[0] - place, place - span[1], 0)


def _label_places(labels: Iterable[Label], text: Text) -> list[tuple[int, int]]:
    return [place for name in labels for place in text.name_places(*name)]


def cells_of(name: str, result: Mapping[str, JsonValue]) -> Iterator[Cell]:
    """Everything that a tool's result states."""
    filters = _labels(result.get("filters"))
    for day in ("oldest_day", "newest_day"):
        yield Cell(None, "name", frozenset({label("posted_day", str(result.get(day)))}))
    match name:
        case "search_jobs":
            yield Cell(_number(result.get("total")), "postings", filters)
        case "job_stats":
            unit = UNITS[result.get("measure")]
            for row in [result.get("total"), *_list(result.get("rows"))]:
                yield from _row_cells(_object(row), unit, filters)
            if result.get("group_by"):
                yield Cell(_number(result.get("groups")), "groups", filters)
        case "describe_data":
            yield Cell(_number(result.get("postings")), "postings", frozenset())
            for dimension, summary in _object(result.get("dimensions")).items():
                yield Cell(_number(_object(summary).get("distinct")), "groups", frozenset())
                for top in map(_object, _list(_object(summary).get("top"))):
                    yield Cell(_number(top.get("postings")), "postings", _labels({dimension: top.get("value")}))


def _row_cells(row: Mapping[str, JsonValue], unit: Unit, filters: frozenset[Label]) -> Iterator[Cell]:
    labels = filters | _labels(row.get("keys"))
    currency = str(row["currency"]) if row.get("currency") else None
    for column in FIGURES:
        if column in row:
            yield Cell(_number(row[column]), unit, labels, currency)
    if "change_percent" in row:
        yield Cell(_number(row["change_percent"]), "percent", labels)
    if unit != "money":  # the postings of a median are those that state pay
        yield Cell(_number(row.get("postings")), "postings", labels)


def _labels(values: JsonValue) -> frozenset[Label]:
    """Labels of filters or keys; a place also under its parts, as "Berlin, Germany" is Berlin."""
    fields = {name: value for name, value in _object(values).items() if name not in NO_LABELS}
    found = set(_labels(fields.pop("all_of"))) if "all_of" in fields else set()
    for dimension, value in fields.items():
        for item in _list(value) or [value]:
            text = str(item).lower() if isinstance(item, bool) else str(item)
            found |= {
                label(dimension, part.strip()) for part in (text, *(text.split(",") if dimension == "location" else ()))
            }
    return frozenset(found)


def _object(value: JsonValue) -> Mapping[str, JsonValue]:
    return value if isinstance(value, dict) else {}


def _list(value: JsonValue) -> Sequence[JsonValue]:
    return value if isinstance(value, list) else []


def _number(value: JsonValue) -> float | None:
    return float(value) if isinstance(value, int | float) else None
