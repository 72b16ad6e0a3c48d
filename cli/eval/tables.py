"""What a run found, on the terminal."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from evals.report import Comparison, Figures, Report
from evals.results import Result
from evals.stability import Stability

HEADERS = ("asked", "right", "%", "proven", "rounds", "calls", "tokens", "$", "p50 s", "p95 s")
# Columns that the table needs; a narrower terminal wraps its lines, which reads better than cut words.
WIDTH = 100


def print_report(report: Report, console: Console) -> None:
    """Wrong answers one by one, those to the same question once; then the figures by category."""
    for result in {result.id: result for result in report.results if result.verdict != "right"}.values():
        console.print(f"[red]{result.verdict}[/red] {escape(f'[{result.category}] {result.id}')}")
        console.print(f"  {escape(_reason(result))}", style="dim")
    title = f"{_names(report.models)}: {report.total.accuracy:.1f} % right"
    table = Table(title=title, box=SIMPLE_HEAD, padding=(0, 0, 0, 1))
    table.add_column("category", no_wrap=True)
    for header in HEADERS:
        table.add_column(header, justify="right", no_wrap=True)
    for name, figures in report.categories.items():
        table.add_row(name.replace("_", " "), *_cells(figures))
    table.add_section()
    table.add_row("all", *_cells(report.total), style="bold")
    console.width = max(console.width, WIDTH)
    console.print(table)
    for verdict, count in report.total.failures.items():
        console.print(f"{count:4} {verdict.replace('_', ' ')}")
    if remembered := sum(result.remembered for result in report.results):
        console.print(f"{remembered} of {report.total.questions} answers were remembered: no model was asked anew.")
    if report.stability:
        _print_stability(report.stability, console)


def _print_stability(stability: Stability, console: Console) -> None:
    """How the repeats spread, and the questions that they do not agree on."""
    console.print(
        f"In {stability.repeats} repeats {stability.lowest:.1f} to {stability.highest:.1f} % right; "
        f"{stability.agreeing:.1f} % of the questions with the same verdict each time."
    )
    for question, verdicts in stability.flips.items():
        console.print(f"[yellow]{stability.right[question]} of {stability.repeats} right[/yellow] {escape(question)}")
        console.print(f"  {', '.join(verdicts)}", style="dim")


def print_comparison(comparison: Comparison, console: Console) -> None:
    """What got better and what got worse."""
    if comparison.models_before != comparison.models_now:
        before, now = _names(comparison.models_before), _names(comparison.models_now)
        console.print(f"The baseline is another model's: {before} before, {now} now.", soft_wrap=True)
    console.print(
        f"Accuracy {comparison.before:.1f} % before, {comparison.now:.1f} % now; {comparison.added} questions are new."
    )
    for title, style, questions in (("Better", "green", comparison.better), ("Worse", "red", comparison.worse)):
        for question in questions:
            console.print(f"[{style}]{title}[/{style}] {escape(question)}")


def _names(models: Sequence[str]) -> str:
    return escape(", ".join(models) or "no model")


def _reason(result: Result) -> str:
    calls = "; ".join(f"{call.name} {call.input}" for call in result.calls) or "no call"
    return f"{result.why[:300]} | {calls} | {' '.join(result.answer.split())[:200]}"


def _cells(figures: Figures) -> list[str]:
    return [
        str(figures.questions),
        str(figures.right),
        f"{figures.accuracy:.1f}",
        "" if figures.grounded is None else f"{figures.grounded:.1f}",
        "" if figures.rounds is None else f"{figures.rounds:.1f}",
        f"{figures.tool_calls:.1f}",
        f"{figures.tokens:.0f}",
        f"{figures.cost_usd:.4f}",
        f"{figures.p50_seconds:.2f}",
        f"{figures.p95_seconds:.2f}",
    ]
