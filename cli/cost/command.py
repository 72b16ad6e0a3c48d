"""`joblab cost`: the monthly bill."""

from collections.abc import Mapping
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from cli.cost.bill import Bill, Configuration, Work, bill
from cli.measured import Measured
from cli.plan.command import HitRate, make, remembered
from cli.plan.simulation import Limits
from cli.plan.summary import DAYS

# A day with more requests is not simulated whole: its share of cold starts is smaller still.
MOST_SIMULATED = 10_000
# What JobLab replaces, as it was given: a container of 0.5 vCPU and 1 GB behind a load balancer, US dollars a month.
CONTAINER = 31.60
CHOSEN = Configuration()
ALTERNATIVES: Mapping[str, Configuration] = {
    "as deployed: 512 MB, arm64": CHOSEN,
    "256 MB": Configuration(memory_mb=256),
    "1,024 MB": Configuration(memory_mb=1024),
    "x86-64": Configuration(arch="x86_64"),
    "SnapStart": Configuration(snapstart=True),
    "one provisioned environment": Configuration(provisioned=1),
    "the token in Secrets Manager": Configuration(secrets_manager=True),
}

console = Console(highlight=False)


def cost(
    requests: Annotated[int, typer.Option(min=30, help="Questions a month.")] = 100_000, hit_rate: HitRate = 0.0
) -> None:
    """Work out the monthly bill from measured times and dated prices, beside other ways to deploy."""
    bills = {name: monthly_bill(requests, configuration, hit_rate) for name, configuration in ALTERNATIVES.items()}
    chosen = next(iter(bills.values()))
    console.print(_lines(chosen, f"{requests:,} questions a month{remembered(hit_rate)}"))
    console.print(_comparison(bills))
    console.print(
        "Free allowances belong to the account: what else runs in it uses them, too. Prices, with sources and dates: "
        "cli/cost/prices.toml. Supabase and Vercel are not on this bill.",
        soft_wrap=True,
    )


def monthly_bill(requests: int, configuration: Configuration, hit_rate: float = 0.0) -> Bill:
    """The bill of a month of days with people's daily curve; remembered plans are taken off the tokens alone."""
    simulated = min(requests // DAYS, MOST_SIMULATED)
    limits = Limits(provisioned=configuration.provisioned)
    work = make("daily", simulated, configuration, limits).month(hit_rate)
    factor = requests / work.requests
    return bill(Work(*(factor * value for value in vars(work).values())), configuration, Measured.read())


def _lines(month: Bill, title: str) -> Table:
    table = Table("", title=title, box=SIMPLE_HEAD)
    for heading in ("quantity", "", "list price", "to pay"):
        table.add_column(heading, justify="left" if not heading else "right")
    for lines, name, list_total, total in (
        (month.infrastructure, "infrastructure", month.list_total, month.total),
        (month.model, "model", month.model_total, month.model_total),
    ):
        for line in lines:
            quantity = f"{line.quantity:,.0f}" if line.quantity >= 10 else f"{line.quantity:.2g}"
            table.add_row(line.name, quantity, line.unit, _usd(line.list_usd), _usd(line.usd))
        table.add_section()
        table.add_row(name, "", "", _usd(list_total), _usd(total), style="bold")
        table.add_section()
    return table


def _comparison(bills: Mapping[str, Bill]) -> Table:
    table = Table("infrastructure a month", box=SIMPLE_HEAD)
    for heading in ("list price", "to pay"):
        table.add_column(heading, justify="right")
    for name, month in bills.items():
        table.add_row(name, _usd(month.list_total), _usd(month.total))
    table.add_row("the container it replaces", _usd(CONTAINER), _usd(CONTAINER))
    return table


def _usd(amount: float) -> str:
    return f"${amount:,.2f}"
