"""What the proof says of an answer, as it goes out in JSON."""

from typing import Literal

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
    """One figure: characters `start` to `end` of the answer; a date has its ISO text as value, a rank what holds it."""

    start: int
    end: int
    text: str
    value: float | str
    status: Status
    source: CellSource | DerivedSource | None


class Grounding(BaseModel):
    """Every figure of an answer, in order of the text, and how many have no source."""

    figures: list[ProvenFigure]
    unproven: int
