"""The proof: which cell of the results every figure of an answer comes from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from joblab.proof.schemas import Grounding, ProvenFigure

if TYPE_CHECKING:
    from joblab.chat.events import ToolFinished

__all__ = ["Grounding", "ProvenFigure", "prove"]


def prove(answer: str, question: str, calls: "Sequence[ToolFinished]") -> Grounding:
    """Say for every figure of the answer which cell of the results, or which formula over them, it comes from."""
    # Its patterns take 20 to 40 ms to compile: not at a cold start, but while the first answer is already on the page.
    from joblab.proof.prover import prove_figures

    return prove_figures(answer, question, calls)
