"""What a placeholder stands for: a cell, or what is worked out from cells, with its unit."""

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import add, mul, sub, truediv

from joblab.tools.sheet import Cell, Scope, UnfillableError, Unit, Value

LONGEST = 200  # characters of a formula, and rows of a range
CONSTANTS = {*range(1, 367), 1000}  # that a cell may be multiplied with or divided by: days, months, a hundred ...
MOST_SHOWN = 12  # cells of a sum that are shown one by one
RATIO, AVERAGE, CONSTANT = Unit("number", "ratio"), Unit("number", "average"), Unit("number", "constant")
QUOTIENT, HUNDREDFOLD = Unit("number", "quotient"), Unit("count", "hundredths")  # of different things; a hundred times
SHARE = Unit("percent", "share")
NAME = r"(?<!\w)(?<!\w\.)(?:[A-Za-z_]\w*|\d+(?=\.[A-Za-z_]))(?:\.\w+)*?"
REFERENCE = re.compile(rf"({NAME}|\d+)\s*(?:\:|\.\.\.?)\s*({NAME}|\d+)(?![\w.])|{NAME}(?![\w.]|\s*\()")
READABLE = re.compile(
    r"(?:_\d+ |(?<!\w)(?:abs|sum|avg|min|max|count)\s*\(|(?<!\w)\d+(?!\w)|[-+*/(),\s])*", re.IGNORECASE
)
CELL = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*")
ROW = re.compile(r"((?:[A-Za-z_]\w*?\.?)?)(\d+)((?:\.[A-Za-z_]\w*)*)")
SPELLED = str.maketrans({"−": "-", "–": "-", "×": "*", "·": "*", "÷": "/", "…": ":"})
OPERATORS: Mapping[type[ast.AST], tuple[str, Callable[[float, float], float]]] = {
    ast.Add: ("+", add),
    ast.Sub: ("-", sub),
    ast.Mult: ("*", mul),
    ast.Div: ("/", truediv),
}
REDUCERS: Mapping[str, Callable[[Sequence[float]], float]] = {
    "sum": sum,
    "avg": lambda values: sum(values) / len(values),
    "min": min,
    "max": max,
    "count": len,
}


type Source = tuple[str, Cell]  # a cell behind the id of the call that it came from


@dataclass(frozen=True)
class Found:
    """A value; `formula` is empty where it is one cell, and the cells stand in order of the formula."""

    value: Value
    unit: Unit
    sources: tuple[Source, ...] = ()
    formula: str = ""

    @property
    def number(self) -> float:
        """The value to calculate with."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            raise UnfillableError(f"{self.unit.of or self.unit.kind} is no number to calculate with")
        return self.value

    def term(self, *, under: bool = False) -> str:
        """The formula as a part of another; `under` a fraction line, a product needs brackets too."""
        if not self.formula:
            return self.sources[0][1].path if self.sources else str(self.value)
        outside = re.sub(r"\([^()]*\)", "", self.formula)
        needs = " + " in outside or " - " in outside or (under and (" * " in outside or " / " in outside))
        return f"({self.formula})" if needs else self.formula


def evaluate(text: str, scope: Scope) -> Found:
    """What the text between two braces stands for.

    Raises:
        UnfillableError: it names no cell, or calculates with what cannot be calculated with.
    """
    names: list[str] = []

    def number_of(match: re.Match[str]) -> str:
        names.append(match[0])
        return f"_{len(names) - 1} "

    whole = text.translate(SPELLED).strip(" *_`")
    formula = whole.removesuffix("%")
    try:
        if len(whole) > LONGEST:
            raise UnfillableError("it is too long")
        if CELL.fullmatch(whole):
            return _Reading((), scope).cell(whole)
        readable = REFERENCE.sub(number_of, formula).strip() + " "
        tree = ast.parse(readable if READABLE.fullmatch(readable) else "(", mode="eval").body
        found = _Reading(names, scope).read(tree)
    except SyntaxError:
        raise UnfillableError("it cannot be read; write names of cells, + - * / and sum(A1:A5)") from None
    except (OverflowError, ZeroDivisionError):
        raise UnfillableError("it cannot be worked out") from None
    if not found.sources:
        raise UnfillableError("it names no cell")
    if formula == whole or found.unit.kind in ("percent", "points"):
        return found
    if found.unit != RATIO:
        raise UnfillableError(f"{_words(found.unit)} is no share; a share is written {{A1/A.total %}}")
    return replace(found, value=100 * found.number, unit=SHARE, formula=f"100 * {found.term()}")


@dataclass(frozen=True)
class _Reading:
    """A parsed formula whose names are `_0`, `_1` ..."""

    names: Sequence[str]
    scope: Scope

    def read(self, node: ast.AST, *, may_be_row: bool = True) -> Found:
        match node:
            case ast.Name(id=number) if number.startswith("_"):
                return self.cell(self.names[int(number[1:])])
            case ast.Constant(value=int(number)) if may_be_row and self._is_row(number):
                return self.cell(str(number))
            case ast.Constant(value=int(number)) if number in CONSTANTS:
                return Found(number, CONSTANT)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                inner = self.read(operand, may_be_row=may_be_row)
                return replace(inner, value=-inner.number, formula=f"-{inner.term()}")
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as operator, right=right):
                return _joined(self.read(left), operator, self.read(right))
            case ast.BinOp(left=left, op=ast.Mult() | ast.Div() as operator, right=right):
                # A bare number is a constant here, but beside rows without a name nobody can tell.
                is_named = any(isinstance(part, ast.Name) for part in ast.walk(left))
                if not is_named and isinstance(right, ast.Constant) and self._is_row(right.value):
                    raise UnfillableError(f"{ast.unparse(right)} may be a row or a number; name the result with `as`")
                return _joined(self.read(left), operator, self.read(right, may_be_row=False))
            case ast.Call(func=ast.Name(id="abs"), args=[argument]):
                inner = self.read(argument)
                return replace(inner, value=abs(inner.number), unit=inner.unit._replace(is_change=False))
            case ast.Call(func=ast.Name(id=name), args=arguments) if name.casefold() in REDUCERS:
                return _reduced(name.casefold(), [cell for argument in arguments for cell in self._cells(argument)])
        raise UnfillableError(f"{ast.unparse(node)[:20]} is neither a cell nor a formula; write + - * / and sum(A1:A5)")

    def cell(self, name: str) -> Found:
        sheet, cell = self.scope.find(name)
        return Found(cell.value, cell.unit, ((sheet.call_id, cell),))

    def _is_row(self, number: object) -> bool:
        """Beside cells with a sheet's name, a bare number is a number."""
        sheet = None if any(self.scope.split(name)[0] for name in self.names) else self.scope.nameless
        return bool(sheet and isinstance(number, int) and 1 <= number <= len(sheet.rows))

    def _cells(self, node: ast.AST) -> list[Found]:
        """A range such as `A1:A5` or `A1.previous:A5.previous`, or one expression."""
        name = self.names[int(node.id[1:])] if isinstance(node, ast.Name) and node.id.startswith("_") else ""
        ends = [ROW.fullmatch(end) for end in re.split(r"\s*(?:\:|\.\.+)\s*", name)]
        if len(ends) != 2:
            return [self.read(node)]
        first, last = ends
        if not (first and last) or last[1] not in ("", first[1]) or int(last[2]) - int(first[2]) >= LONGEST:
            raise UnfillableError(f"{name} is no range of rows")
        rows = range(int(first[2]), int(last[2]) + 1)
        return [self.cell(f"{first[1]}{row}{first[3] or last[3]}") for row in rows]


def _joined(left: Found, operator: ast.operator, right: Found) -> Found:
    sign, work_out = OPERATORS[type(operator)]
    unit = _unit(left, sign, right)
    first = left.formula if sign in "+-" and left.formula else left.term()
    formula = f"{first} {sign} {right.term(under=sign == '/')}"
    return Found(work_out(left.number, right.number), unit, left.sources + right.sources, formula)


def _unit(left: Found, sign: str, right: Found) -> Unit:
    """The unit of a result; dollars less pounds have none, nor has a count plus a share, or remote shares added up."""
    ours, theirs = left.unit._replace(is_change=False), right.unit._replace(is_change=False)
    if sign in "+-":
        unit = _unit_of_sum(ours, sign, theirs, is_rest=left.value == 100)
    elif theirs == CONSTANT or (ours == CONSTANT and sign == "*"):
        is_hundredfold = sign == "*" and 100 in (left.value, right.value)
        unit = _unit_of_multiple(ours if theirs == CONSTANT else theirs, sign, is_hundredfold=is_hundredfold)
    else:
        unit = _unit_of_quotient(ours, theirs) if sign == "/" else None
    if unit is None:
        raise UnfillableError(f"{_words(ours)} {sign} {_words(theirs)} is no figure")
    return unit


def _is_counted(*units: Unit) -> bool:
    return all(unit.kind == "count" or unit == AVERAGE for unit in units)


def _unit_of_sum(ours: Unit, sign: str, theirs: Unit, *, is_rest: bool) -> Unit | None:
    kinds = (ours.kind, theirs.kind)
    if kinds == ("percent", "percent"):
        return Unit("points") if sign == "-" else SHARE if ours == theirs == SHARE else None
    if set(kinds) <= {"percent", "points"} or (kinds == ("number", "number") and {ours, theirs} <= {RATIO, CONSTANT}):
        return ours if ours != CONSTANT else theirs
    if _is_counted(ours, theirs) and AVERAGE in (ours, theirs):
        return AVERAGE
    adds_up = sign == "-" or (ours.kind == "count" and ours.of != "companies")
    if ours == theirs and ours.kind in ("count", "money") and adds_up:
        return ours
    return theirs if ours == CONSTANT and is_rest and sign == "-" and kinds[1] == "percent" else None


def _unit_of_multiple(unit: Unit, sign: str, *, is_hundredfold: bool) -> Unit | None:
    if is_hundredfold and (unit == RATIO or unit.kind == "count"):
        return SHARE if unit == RATIO else HUNDREDFOLD
    if unit.kind == "count":
        return AVERAGE if sign == "/" else unit
    return unit if unit.kind in ("money", "number") else None


def _unit_of_quotient(ours: Unit, theirs: Unit) -> Unit | None:
    if _is_counted(ours, theirs):
        return (
            SHARE if ours == HUNDREDFOLD else RATIO if ours.of == theirs.of or AVERAGE in (ours, theirs) else QUOTIENT
        )
    is_alike = ours == theirs and ours.kind in ("money", "percent", "points")
    return RATIO if is_alike or {ours.kind, theirs.kind} == {"percent", "points"} else None


def _reduced(name: str, cells: Sequence[Found]) -> Found:
    sources = tuple(source for cell in cells for source in cell.sources)
    if name == "count":
        return Found(len(cells), Unit("count", "rows"), sources, f"count of {len(cells)} rows")
    if len(cells) < 2:
        raise UnfillableError(f"{name}() takes several cells, as {name}(A1:A5)")
    unit = cells[0].unit._replace(is_change=False)
    for cell in cells[1:]:
        if name == "sum":
            _unit(cells[0], "+", cell)
        elif cell.unit._replace(is_change=False) != unit:
            raise UnfillableError(f"{_words(unit)} and {_words(cell.unit)} are different things")
    unit = AVERAGE if name == "avg" and unit.kind == "count" else unit
    value = REDUCERS[name]([cell.number for cell in cells])
    if len(cells) > MOST_SHOWN or name in ("min", "max"):
        return Found(value, unit, sources, f"{name} of {len(cells)} cells")
    formula = " + ".join(cell.term() for cell in cells)
    return Found(value, unit, sources, f"({formula}) / {len(cells)}" if name == "avg" else formula)


def _words(unit: Unit) -> str:
    return f"{unit.kind} of {unit.of}" if unit.of else unit.kind
