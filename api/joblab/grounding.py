"""What is known of an answer's figures, as it goes out in JSON."""

from typing import Literal, Self

from pydantic import BaseModel

Status = Literal["proven", "unproven"]


class CellSource(BaseModel):
    """A cell of a tool result: `path` leads to it inside the result, `label` names it for people."""

    kind: Literal["cell"] = "cell"
    tool_call_id: str
    path: str
    label: str


class Operand(BaseModel):
    """A cell that a formula is made of."""

    tool_call_id: str
    path: str
    value: float
    label: str


class DerivedSource(BaseModel):
    """A formula over cells, such as `total.value - rows[1].value`."""

    kind: Literal["derived"] = "derived"
    formula: str
    cells: list[Operand]


class ProvenFigure(BaseModel):
    """One figure or name of the data: characters `start` to `end` of the answer; a name has its text as value."""

    start: int
    end: int
    text: str
    value: float | str
    status: Status
    source: CellSource | DerivedSource | None

    @classmethod
    def of(cls, start: int, text: str, value: float | str, source: CellSource | DerivedSource | None) -> Self:
        """A figure that is proven by its source."""
        status: Status = "proven" if source else "unproven"
        return cls(start=start, end=start + len(text), text=text, value=value, status=status, source=source)


class Grounding(BaseModel):
    """Every figure of an answer, in order of the text, and how many have no source."""

    figures: list[ProvenFigure]
    unproven: int
