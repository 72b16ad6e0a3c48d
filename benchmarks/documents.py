"""The tables and plots that follow from the measurements: `python -m benchmarks.documents`, part of `make bench`."""

from pathlib import Path

from benchmarks.report import write_between
from cli.cost.bill import Bill, Configuration, Line
from cli.cost.command import ALTERNATIVES, CONTAINER, monthly_bill
from cli.plan.command import Plan, drawing, make
from cli.plan.simulation import Limits
from cli.plan.summary import Latencies

DOCS = Path(__file__).absolute().parents[1] / "docs"
QUESTIONS = (10_000, 100_000, 1_000_000)
CHOSEN = 100_000
DRAWN = {"steady": "steady", "daily": "daily", "burst": "burst", "burst, account limit 10,000": "burst-10000"}


def write_documents(docs: Path = DOCS) -> None:
    """Write all that `joblab plan` and `joblab cost` say now."""
    _write_cost(docs / "cost.md")
    _write_scaling(docs / "scaling.md")


def _write_cost(document: Path) -> None:
    month = monthly_bill(CHOSEN, Configuration())
    write_between(document, "bill", _bill(month))
    head = f"| infrastructure a month | {' | '.join(f'{number:,} questions' for number in QUESTIONS)} |"
    rows = [head, "| --- |" + " ---: |" * len(QUESTIONS)]
    for name, configuration in ALTERNATIVES.items():
        bills = [monthly_bill(number, configuration) for number in QUESTIONS]
        rows.append(f"| {name} | {' | '.join(f'${each.total:,.2f} (${each.list_total:,.2f})' for each in bills)} |")
    rows.append(f"| the container it replaces | {' | '.join([f'${CONTAINER:.2f}'] * len(QUESTIONS))} |")
    write_between(document, "alternatives", "\n".join(rows))


def _bill(month: Bill) -> str:
    rows = ["| | quantity | list price | to pay |", "| --- | ---: | ---: | ---: |", *map(_line, month.infrastructure)]
    rows.append(f"| **infrastructure** | | **${month.list_total:,.2f}** | **${month.total:,.2f}** |")
    rows += map(_line, month.model)
    rows.append(f"| **model** | | **${month.model_total:,.2f}** | **${month.model_total:,.2f}** |")
    return "\n".join(rows)


def _line(line: Line) -> str:
    quantity = f"{line.quantity:,.0f}" if line.quantity >= 10 else f"{line.quantity:.2g}"
    return f"| {line.name} | {quantity} {line.unit} | ${line.list_usd:,.2f} | ${line.usd:,.2f} |"


def _write_scaling(document: Path) -> None:
    on_demand, kept = Configuration(), Configuration(provisioned=4)
    plans = {
        "steady": make("steady", None, on_demand, Limits()),
        "daily": make("daily", None, on_demand, Limits()),
        "daily, 30 times as many": make("daily", 100_000, on_demand, Limits()),
        "daily, 4 provisioned": make("daily", None, kept, Limits(provisioned=4)),
        "burst": make("burst", None, on_demand, Limits()),
        "burst within a minute": make("burst", None, on_demand, Limits(), 60),
        "burst, account limit 10,000": make("burst", None, on_demand, Limits(10_000)),
    }
    head = "| traffic | requests | refused | most environments | cold starts | p50 | p95 | p99 |"
    rows = [head, "| --- |" + " ---: |" * 7, *(_row(name, planned) for name, planned in plans.items())]
    write_between(document, "plans", "\n".join(rows))
    for name, image in DRAWN.items():
        (document.parent / "images" / f"plan-{image}.svg").write_text(drawing(plans[name]), encoding="utf-8")


def _row(name: str, planned: Plan) -> str:
    outcome = planned.outcome
    took = Latencies.of(outcome.latencies)
    most = max(slot.environments for slot in planned.slots(1))
    cells = [
        name,
        f"{len(planned.arrivals):,}",
        f"{len(outcome.throttled):,}",
        f"{most:,}",
        f"{outcome.cold_starts:,} ({outcome.cold_starts / outcome.served:.1%})",
        *(f"{seconds:.1f} s" for seconds in (took.p50, took.p95, took.p99)),
    ]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    write_documents()
