"""The proof: which cell of the results every figure of an answer comes from."""

from joblab.proof.prover import prove
from joblab.proof.schemas import Grounding, ProvenFigure

__all__ = ["Grounding", "ProvenFigure", "prove"]
