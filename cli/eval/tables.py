"""What a run found, on the terminal."""

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from evals.report import Comparison, Figures, Report, Result

HEADERS = ("asked", "right", "%", "proven", "rounds", "calls", "tokens", "$", "p50 s", "p95 s")
# Columns that the table needs; a narrower terminal wraps its lines, which reads better than cut words.
WIDTH = 100


def print_report(report: Report, console: Console) -> None:
    """Wrong answers one by one, then the figures by category."""
    for result in report.results:
        if result.verdict != "right":
            console.print(f"[red]{result.verdict}[/red] {escape(f'[{result.category}] {result.id}')}")
            console.print(f"  {escape(_reason(result))}", style="dim")
    table = Table(title=f"{report.model}: {report.total.accuracy:.1f} % right", box=SIMPLE_HEAD, padding=(0, 0, 0, 1))
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


def print_comparison(comparison: Comparison, console: Console) -> None:
    """What got better and what got worse."""
    console.print(
        f"Accuracy {comparison.before:.1f} % before, {comparison.now:.1f} % now; {comparison.added} questions are new."
    )
    for title, style, questions in (("Better", "green", comparison.better), ("Worse", "red", comparison.worse)):
        for question in questions:
            console.print(f"[{style}]{title}[/{style}] {escape(question)}")


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
