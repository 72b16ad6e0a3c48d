"""How long an environment takes to start, and an answer to be given: the measured CPU, at Lambda's speed."""

from dataclasses import dataclass
from random import Random

from cli.measured import Measured

# One vCPU at that size, and a share of it below: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
MB_OF_ONE_CPU = 1769
# Assumptions, as in the load test: two model calls of 1 to 3 s each; and the database's answers.
MODEL_CALLS = 2
MODEL_SECONDS = (1.0, 3.0)
DATABASE_SECONDS = (0.02, 0.1)


@dataclass(frozen=True)
class Timing:
    """Times of a function with that much memory. A vCPU is taken to be as fast as the machine of the measurement.

    With SnapStart no init is counted, nor the restore that comes instead, which cannot be measured here.
    """

    measured: Measured
    memory_mb: int
    snapstart: bool = False
    hit_rate: float = 0.0
    """The share of questions that a remembered plan answers: those wait for the database alone.

    Their CPU is taken to be a usual answer's, which is rather too much."""

    @property
    def slowdown(self) -> float:
        """Seconds for one second of CPU."""
        return max(1.0, MB_OF_ONE_CPU / self.memory_mb)

    def init(self, chance: Random) -> float:
        """Seconds from the start of the process until it takes a request: one of the measured runs."""
        return 0.0 if self.snapstart else chance.choice(self.measured.init_cpu) * self.slowdown

    def answer(self, chance: Random, *, first: bool) -> float:
        """Seconds of one answer."""
        cpu = self.measured.first_cpu if first else self.measured.warm_cpu
        at_once = self.hit_rate > 0 and chance.random() < self.hit_rate
        model = 0.0 if at_once else sum(chance.uniform(*MODEL_SECONDS) for _ in range(MODEL_CALLS))
        return model + chance.uniform(*DATABASE_SECONDS) + cpu * self.slowdown
