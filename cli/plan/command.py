"""`joblab plan`: simulate a day's traffic, or a burst."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from cli.cost.bill import Bill, Configuration, Work, bill
from cli.measured import Measured
from cli.plan.plot import Panel, plot
from cli.plan.simulation import ACCOUNT_CONCURRENCY, Limits, Outcome, simulate
from cli.plan.summary import Latencies, Slot, monthly_work, slots
from cli.plan.timing import Timing
from cli.plan.traffic import DAY, Traffic, arrivals

# Every run of the same plan is the same.
SEED = 6
# 100,000 requests a month; what a link that is passed on may bring.
REQUESTS_A_DAY, REQUESTS_OF_A_BURST = 3_333, 10_000
# Behind a burst, the time shown in which its answers come to an end.
AFTERMATH = 20.0
LINES, STEPS = 12, 288
BAR = 30

HitRate = Annotated[
    float, typer.Option(min=0, max=1, help="Share of questions that a remembered plan answers, without the model.")
]

console = Console(highlight=False)


@dataclass(frozen=True)
class Plan:
    """What is planned, and what came of it."""

    title: str
    arrivals: list[float]
    outcome: Outcome
    end: float
    """Of the time that is shown, in seconds."""

    def slots(self, number: int) -> list[Slot]:
        """The time in equal parts."""
        return slots(self.arrivals, self.outcome, self.end, number)

    def month(self, hit_rate: float) -> Work:
        """The work of 30 such days, in which a remembered plan answers that share of the questions."""
        return monthly_work(self.arrivals, self.outcome, hit_rate)


def plan(
    traffic: Annotated[Traffic, typer.Option(help="Even over a day, as people's days go, or all at once.")] = "daily",
    requests: Annotated[int | None, typer.Option(min=1, help="In the day, or in the burst.")] = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="How long the burst takes.")] = 10,
    concurrency: Annotated[int, typer.Option(min=1, help="What the account allows at once.")] = ACCOUNT_CONCURRENCY,
    provisioned: Annotated[int, typer.Option(min=0, help="Environments that are kept warm.")] = 0,
    memory: Annotated[int, typer.Option(min=128, max=10_240, help="Of the function, in MB.")] = 512,
    hit_rate: HitRate = 0.0,
    plot: Annotated[Path | None, typer.Option(help="Draw it into this SVG file.")] = None,
) -> None:
    """Simulate how Lambda would scale, from measured times: environments, cold starts, refusals, waiting, cost."""
    if provisioned > concurrency:
        raise typer.BadParameter("more environments are provisioned than the account allows at once")
    configuration = Configuration(memory, provisioned=provisioned)
    planned = make(traffic, requests, configuration, Limits(concurrency, provisioned), seconds, hit_rate)
    _print(planned, bill(planned.month(hit_rate), configuration, Measured.read()))
    if plot:
        plot.write_text(drawing(planned), encoding="utf-8")
        console.print(f"Plot: {plot}", markup=False)


def make(
    traffic: Traffic,
    requests: int | None,
    configuration: Configuration,
    limits: Limits,
    burst_seconds: float = 10,
    hit_rate: float = 0.0,
) -> Plan:
    """Simulate; the same plan gives the same outcome."""
    number = requests or (REQUESTS_OF_A_BURST if traffic == "burst" else REQUESTS_A_DAY)
    chance = Random(SEED)  # noqa: S311  (a simulation)
    times = arrivals(traffic, number, burst_seconds, chance)
    timing = Timing(Measured.read(), configuration.memory_mb, configuration.snapstart, hit_rate)
    outcome = simulate(times, timing, limits, chance)
    end = burst_seconds + AFTERMATH if traffic == "burst" else DAY
    span = f"in {burst_seconds:g} s" if traffic == "burst" else "in a day"
    title = (
        f"{traffic}: {number:,} requests {span}, {configuration.memory_mb} MB, at most {limits.concurrency:,} at once"
        f"{remembered(hit_rate)}"
    )
    return Plan(title, times, outcome, end)


def remembered(hit_rate: float) -> str:
    """For a title: the share of questions that a remembered plan answers."""
    return f", {100 * hit_rate:g}% remembered" if hit_rate else ""


def drawing(planned: Plan) -> str:
    """The plan as SVG."""
    steps = planned.slots(STEPS if planned.end == DAY else round(planned.end * 4))
    width = planned.end / len(steps)
    hours = planned.end == DAY
    parts = 8 if hours else 6
    labels = [f"{number * 3}:00" if hours else f"{number * planned.end / parts:g} s" for number in range(parts + 1)]
    return plot(
        planned.title,
        [
            Panel("requests a second", [step.requests / width for step in steps]),
            Panel("environments", [step.environments for step in steps]),
            Panel("refused a second", [step.throttled / width for step in steps]),
        ],
        labels,
    )


def _print(planned: Plan, month: Bill) -> None:
    table = Table(title=planned.title, box=SIMPLE_HEAD)
    for heading in ("from", "requests", "refused", "environments"):
        table.add_column(heading, justify="right")
    table.add_column("")
    parts = planned.slots(LINES)
    most = max(part.environments for part in parts) or 1
    for part in parts:
        bar = "█" * round(BAR * part.environments / most)
        table.add_row(
            _clock(part.start, planned.end), f"{part.requests:,}", f"{part.throttled:,}", f"{part.environments:,}", bar
        )
    console.print(table)
    for sentence in _sentences(planned, month):
        console.print(sentence, soft_wrap=True)


def _sentences(planned: Plan, month: Bill) -> Iterator[str]:
    outcome, arrived = planned.outcome, len(planned.arrivals)
    refused = len(outcome.throttled)
    yield f"Served: {outcome.served:,} of {arrived:,}; refused: {refused:,} ({refused / arrived:.1%})."
    yield f"Cold starts: {outcome.cold_starts:,} ({outcome.cold_starts / outcome.served:.2%} of the answers)."
    took = Latencies.of(outcome.latencies)
    yield f"An answer takes {took.p50:.2f} s (p50), {took.p95:.2f} s (p95), {took.p99:.2f} s (p99)."
    yield (
        f"30 such days: ${month.total:,.2f} of infrastructure (${month.list_total:,.2f} without free allowances), "
        f"${month.model_total:,.2f} of tokens."
    )
    busiest = max(Counter(map(int, planned.arrivals)).values())
    yield f"Most in one second: {busiest:,}. The API's own throttle (ThrottleRate, ThrottleBurst) must allow that."


def _clock(second: float, end: float) -> str:
    return f"{second / 3600:02.0f}:00" if end == DAY else f"{second:.1f} s"
