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
NAME = r"(?:[A-Za-z_]\w*|\d+(?=\.[A-Za-z_]))(?:\.\w+)*?"
REFERENCE = re.compile(rf"({NAME}|\d+)\s*(?:\:|\.\.\.?)\s*({NAME}|\d+)(?![\w.])|{NAME}(?![\w.]|\s*\()")
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

    @property
    def term(self) -> str:
        """The formula as a part of another."""
        if not self.formula:
            return self.sources[0][1].path if self.sources else str(self.value)
        outside = re.sub(r"\([^()]*\)", "", self.formula)
        return f"({self.formula})" if " + " in outside or " - " in outside else self.formula


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
            return _Reading((), scope, in_percent=False).cell(whole)
        tree = ast.parse(REFERENCE.sub(number_of, formula).strip(), mode="eval").body
        found = _Reading(names, scope, in_percent=formula != whole).read(tree)
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
    return replace(found, value=100 * found.number, unit=Unit("percent"), formula=f"100 * {found.term}")


@dataclass(frozen=True)
class _Reading:
    """A parsed formula whose names are `_0`, `_1` ..."""

    names: Sequence[str]
    scope: Scope
    in_percent: bool

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
                return replace(inner, value=-inner.number, formula=f"-{inner.term}")
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in OPERATORS:
                # Right of * or /, a bare number is a constant, but in {1/2} and {(1-2)/2 %}.
                is_row = self.in_percent or isinstance(left, ast.Constant) or isinstance(operator, ast.Add | ast.Sub)
                return _joined(self.read(left), operator, self.read(right, may_be_row=is_row))
            case ast.Call(func=ast.Name(id="abs"), args=[argument]):
                inner = self.read(argument)
                return replace(inner, value=abs(inner.number), unit=inner.unit._replace(is_change=False))
            case ast.Call(func=ast.Name(id=name), args=arguments) if name.casefold() in REDUCERS:
                return _reduced(name.casefold(), [cell for argument in arguments for cell in self._cells(argument)])
        raise UnfillableError(f"{ast.unparse(node)[:20]} is neither a cell nor a formula; write + - * / and sum(A1:A5)")

    def cell(self, name: str) -> Found:
        sheet, cell = self.scope.find(name)
        return Found(cell.value, cell.unit, ((sheet.call_id, cell),))

    def _is_row(self, number: int) -> bool:
        """Beside cells with a sheet's name, a bare number is a number."""
        sheet = None if any(self.scope.split(name)[0] for name in self.names) else self.scope.nameless
        return bool(sheet and 1 <= number <= len(sheet.rows))

    def _cells(self, node: ast.AST) -> list[Found]:
        """A range such as `A1:A5` or `A1.previous:A5.previous`, or one expression."""
        name = self.names[int(node.id[1:])] if isinstance(node, ast.Name) and node.id[1:].isdecimal() else ""
        ends = [ROW.fullmatch(end) for end in re.split(r"\s*(?:\:|\.\.+)\s*", name)]
        if len(ends) != 2:
            return [self.read(node)]
        if not (ends[0] and ends[1]) or int(ends[1][2]) - int(ends[0][2]) >= LONGEST:
            raise UnfillableError(f"{name} is no range of rows")
        prefix, column = ends[0][1], ends[0][3] or ends[1][3]
        return [self.cell(f"{prefix}{row}{column}") for row in range(int(ends[0][2]), int(ends[1][2]) + 1)]


def _joined(left: Found, operator: ast.AST, right: Found) -> Found:
    sign, work_out = OPERATORS[type(operator)]
    unit = _unit(left, sign, right)
    first = left.formula if sign in "+-" and left.formula else left.term
    formula = f"{first} {sign} {right.term}"
    return Found(work_out(left.number, right.number), unit, left.sources + right.sources, formula)


def _unit(left: Found, sign: str, right: Found) -> Unit:
    """The unit of a result; dollars less pounds have none, nor has a count plus a share."""
    ours, theirs = left.unit._replace(is_change=False), right.unit._replace(is_change=False)
    kinds = {ours.kind, theirs.kind}
    if sign in "+-":
        if kinds <= {"percent", "points"}:
            return Unit("points") if (sign, ours.kind, theirs.kind) == ("-", "percent", "percent") else ours
        if kinds == {"number"} or (ours == theirs and ours.kind in ("count", "money")):
            return ours if ours != CONSTANT else theirs
    elif CONSTANT in (ours, theirs) and (sign == "*" or theirs == CONSTANT):
        other = ours if theirs == CONSTANT else theirs
        if other == RATIO and sign == "*" and 100 in (left.value, right.value):
            return Unit("percent")
        return AVERAGE if other.kind == "count" and sign == "/" else other
    elif sign == "/" and (kinds == {"count"} or ours == theirs or kinds == {"percent", "points"}):
        return RATIO
    elif "number" in kinds and (sign == "*" or theirs.kind == "number"):
        return ours if theirs.kind == "number" else theirs
    raise UnfillableError(f"{_words(ours)} {sign} {_words(theirs)} is no figure")


def _reduced(name: str, cells: Sequence[Found]) -> Found:
    sources = tuple(source for cell in cells for source in cell.sources)
    if name == "count":
        return Found(len(cells), Unit("count", "rows"), sources, f"count of {len(cells)} rows")
    if len(cells) < 2:
        raise UnfillableError(f"{name}() takes several cells, as {name}(A1:A5)")
    for cell in cells[1:]:
        _unit(cells[0], "+", cell)
    unit = AVERAGE if name == "avg" and cells[0].unit.kind == "count" else cells[0].unit._replace(is_change=False)
    value = REDUCERS[name]([cell.number for cell in cells])
    if len(cells) > MOST_SHOWN or name in ("min", "max"):
        return Found(value, unit, sources, f"{name} of {len(cells)} cells")
    formula = " + ".join(cell.term for cell in cells)
    return Found(value, unit, sources, f"({formula}) / {len(cells)}" if name == "avg" else formula)


def _words(unit: Unit) -> str:
    return f"{unit.kind} of {unit.of}" if unit.of else unit.kind
