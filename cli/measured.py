"""What `make bench` measured last: `joblab plan` and `joblab cost` calculate with it."""

from pathlib import Path
from statistics import median
from typing import Self

from pydantic import BaseModel, ConfigDict

MEASURED = Path(__file__).with_name("measured.json")


class Measured(BaseModel):
    """CPU times in seconds on the machine of docs/benchmarks.md; tokens are means of a question."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    init_cpu: tuple[float, ...]
    """From the start of the process to its first poll, of each run."""
    first_answer_cpu: tuple[float, ...]
    """From the start of the process to its first answer, of each run."""
    warm_cpu: float
    """Of one answer in a process that has answered before."""
    rounds: float
    """Calls of the model behind an answer."""
    fixed_tokens: int
    """System prompt and tools in all rounds: the same for every question, so that Bedrock caches them."""
    result_tokens: int
    output_tokens: int

    @classmethod
    def read(cls) -> Self:
        """The figures of the last run."""
        return cls.model_validate_json(MEASURED.read_text(encoding="utf-8"))

    @property
    def first_cpu(self) -> float:
        """Of the first answer alone, which loads what later ones find loaded."""
        return max(self.warm_cpu, median(self.first_answer_cpu) - median(self.init_cpu))
