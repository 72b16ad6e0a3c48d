"""The owner's view on the terminal and in a spreadsheet. Questions, answers and comments are strangers' texts."""

import csv
import json
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.questions.store import Asked, Day, Group, Pinned

COLUMNS = ("id", "last asked (UTC)", "times", "at once", "outcome", "unproven", "thumbs down", "$", "slowest s")
FIELDS = ("id", "last_asked", "times", "at_once", "outcome", "unproven", "thumbs_down", "cost_usd", "seconds")
# Columns that the tables need; a narrower terminal wraps their lines, which reads better than cut words.
WIDTH = 130
# What a spreadsheet takes for a formula.
FORMULA = re.compile(r"\s*[=+\-@]")


def plain(text: str) -> str:
    """A line without characters that steer a terminal or turn the reading direction."""
    kept = "".join(character for character in text if character.isprintable() or character.isspace())
    return " ".join(kept.split())


def print_json(value: object) -> None:
    """As JSON that steers no terminal either."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    typer.echo(re.sub(r"[\x7f-\x9f]", lambda found: f"\\u{ord(found[0]):04x}", text))


def print_groups(groups: Sequence[Group], console: Console) -> None:
    """One line for each question."""
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for name in COLUMNS:
        table.add_column(name, justify="left" if name == "outcome" else "right", no_wrap=name == COLUMNS[1])
    table.add_column("question")
    for group in groups:
        table.add_row(
            str(group["id"]),
            _minute(group["last_asked"]),
            str(group["times"]),
            _count(group["at_once"]),
            plain(group["outcome"] or ""),
            _count(group["unproven"]),
            _count(group["thumbs_down"]),
            _decimal(group["cost_usd"], 6),
            _decimal(group["seconds"], 2),
            Text(plain(group["question"])),
        )
    _print(table, console)


def write_csv(groups: Sequence[Group]) -> None:
    """The same for a spreadsheet; text that it would take for a formula gets an apostrophe in front."""
    writer = csv.DictWriter(sys.stdout, [*FIELDS, "question"], extrasaction="ignore")
    writer.writeheader()
    for group in groups:
        question = plain(group["question"])
        writer.writerow({**group, "question": f"'{question}" if FORMULA.match(question) else question})


def print_question(asked: Asked, console: Console) -> None:
    """Question, answer, calls, and what was thought of it."""
    for line in _whole(asked):
        console.print(line, markup=False, soft_wrap=True)


def print_pinned(pinned: Sequence[Pinned], console: Console) -> None:
    """Each question with its calls and its text."""
    for each in pinned:
        console.print(plain(each["question"]), style="bold", markup=False, soft_wrap=True)
        for call in each["plan"]["calls"]:
            console.print(f"  {_call(call['name'], call['input'])}", markup=False, soft_wrap=True)
        console.print(f"  {plain(each['plan']['text'])}", markup=False, soft_wrap=True)


def print_usage(days: Sequence[Day], console: Console) -> None:
    """One line a day, and their sum."""
    table = Table(box=SIMPLE_HEAD)
    table.add_column("day (UTC)")
    for name in ("questions", "at once", "%", "failed", "tokens", "$"):
        table.add_column(name, justify="right")
    for day in days:
        table.add_row(day["day"], *_used(day))
    table.add_section()
    total: Day = {
        "day": "all",
        "questions": sum(day["questions"] for day in days),
        "at_once": sum(day["at_once"] for day in days),
        "failed": sum(day["failed"] for day in days),
        "tokens": sum(day["tokens"] for day in days),
        "cost_usd": sum(day["cost_usd"] for day in days),
    }
    table.add_row("all", *_used(total), style="bold")
    console.print(table)


def _used(day: Day) -> Iterator[str]:
    yield f"{day['questions']:,}"
    yield f"{day['at_once']:,}"
    yield f"{day['at_once'] / day['questions']:.0%}"
    yield f"{day['failed']:,}"
    yield f"{day['tokens']:,}"
    yield f"{day['cost_usd']:.4f}"


def _whole(asked: Asked) -> Iterator[str]:
    kind = " (a follow-up)" if asked.get("follow_up") else ""
    yield f"{asked['id']}  {_minute(asked['asked_at'])} UTC{kind}"
    yield plain(asked["question"])
    yield ""
    if "answer" in asked:
        yield "\n".join(map(plain, asked["answer"].splitlines()))
        yield ""
    for call in asked.get("calls", []):
        outcome = f" → {plain(call['error'])}" if call["error"] else ""
        yield _call(call["name"], call["input"]) + outcome
    failed = f", {plain(asked['error'])}" if "error" in asked else ""
    at_once = ", answered at once" if asked.get("from_plan") else ""
    sent_back = ", sent back once" if asked.get("sent_back") else ""
    unproven = f", {asked['unproven']} figures unproven" if asked.get("unproven") else ""
    yield f"{plain(asked.get('outcome', ''))}{failed}{at_once}{sent_back}{unproven}"
    rounds = asked.get("rounds", 0)
    used = f"{rounds} round{'' if rounds == 1 else 's'}, {asked.get('tokens', 0)} tokens"
    yield f"{used}, ${asked.get('cost_usd', 0):.6f}, {asked.get('seconds', 0):.2f} s, trace {plain(asked['trace_id'])}"
    if asked["thumbs_up"] is not None:
        comment = f": {plain(asked['comment'])}" if asked["comment"] else ""
        yield f"thumbs {'up' if asked['thumbs_up'] else 'down'}{comment}"


def _call(name: str, its: object) -> str:
    return plain(f"{name} {json.dumps(its, ensure_ascii=False)}")


def _print(table: Table, console: Console) -> None:
    width = console.width
    console.width = max(width, WIDTH)
    console.print(table)
    console.width = width


def _minute(moment: str) -> str:
    return f"{datetime.fromisoformat(moment).astimezone(UTC):%Y-%m-%d %H:%M}"


def _decimal(number: float | None, places: int) -> str:
    return "" if number is None else f"{number:.{places}f}"


def _count(number: int | None) -> str:
    """Nothing for none, so that the others stand out."""
    return str(number) if number else ""
