"""`joblab eval`: the gold set, asked and scored."""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import httpx
import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import Progress

from cli.ask import LOCAL_API
from cli.eval.system import own_system
from cli.eval.tables import print_comparison, print_report
from cli.parts import PartError
from cli.project import ProjectError, Target
from evals.asking import api_at
from evals.cassette import Cassette
from evals.postings import fetch_postings
from evals.questions import Question, load_questions
from evals.report import Baseline, Report, compare
from evals.results import Result
from evals.running import run
from evals.world import World

# The end of the parts' logs, shown when one of them does not start.
LOG_LINES = 30

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


@dataclass(frozen=True)
class Subject:
    """The JobLab under test, and the rows behind it."""

    url: str
    rows: Target
    today: date
    is_own: bool
    """Whether it was started for this run, with the planted postings in it."""


def evaluate(
    url: Annotated[str, typer.Option(help="Address of the API.", envvar="JOBLAB_URL")] = LOCAL_API,
    start: Annotated[bool, typer.Option("--start", help="Start a JobLab with demo postings for this run.")] = False,
    category: Annotated[list[str] | None, typer.Option(help="Only questions of this category (repeatable).")] = None,
    sample: Annotated[int | None, typer.Option(min=1, help="Only so many questions, spread over the set.")] = None,
    repeat: Annotated[
        int, typer.Option(min=1, help="Ask each question so often; with --start, each time with an empty memory.")
    ] = 1,
    baseline: Annotated[Path | None, typer.Option(help="Compare with this earlier run; exit code 1 if worse.")] = None,
    output: Annotated[Path | None, typer.Option(help="Write the whole run to this JSON file.")] = None,
    save_baseline: Annotated[Path | None, typer.Option(help="Write what later runs compare with.")] = None,
    record: Annotated[Path | None, typer.Option(help="Keep the exchange with the model (with --start).")] = None,
    replay: Annotated[Path | None, typer.Option(help="Answer from such a recording (with --start).")] = None,
) -> None:
    """Ask the gold set, score the answers against counts of the rows, and tell what is wrong."""
    if (record and replay) or ((record or replay) and not start):
        raise typer.BadParameter("--record or --replay goes with --start, and not both")
    if (record or replay) and repeat > 1:
        raise typer.BadParameter("--repeat asks the model anew, and a recording always says the same")
    questions = _chosen(load_questions(), category, sample)
    try:
        earlier = Baseline.read(baseline) if baseline else None
        results: list[Result] = []
        for time in range(1, repeat + 1):
            with _own_subject(record, replay) if start else _running_subject(url) as subject:
                results += _run(subject, questions, time)
    except (PartError, ProjectError, OSError, ValidationError, httpx.HTTPError) as error:
        errors.print(f"The evaluation cannot run: {error}", markup=False)
        raise typer.Exit(1) from None
    report = Report.of(results)
    print_report(report, console)
    for file, model in ((output, report), (save_baseline, report.baseline())):
        if file:
            file.write_text(model.model_dump_json(indent=1) + "\n", encoding="utf-8")
    if earlier:
        comparison = compare(report, earlier)
        print_comparison(comparison, console)
        raise typer.Exit(int(comparison.is_worse))


def _chosen(questions: Sequence[Question], categories: list[str] | None, sample: int | None) -> Sequence[Question]:
    """The questions to ask.

    Raises:
        typer.BadParameter: naming the category that there is none of.
    """
    known = {question.category for question in questions}
    for name in categories or []:
        if name not in known:
            raise typer.BadParameter(f"there is no category {name}; there are {', '.join(sorted(known))}")
    chosen = [question for question in questions if not categories or question.category in categories]
    count = min(sample or len(chosen), len(chosen))
    return [chosen[place * len(chosen) // count] for place in range(count)]


@contextmanager
def _own_subject(record: Path | None, replay: Path | None) -> Iterator[Subject]:
    tape = Cassette.load(replay) if replay else None
    log: deque[str] = deque(maxlen=LOG_LINES)
    today = tape.today if tape else datetime.now(UTC).date()
    try:
        with own_system(lambda name, line: log.append(f"{name} | {line}"), record, tape) as (url, project):
            yield Subject(url, Target(project.url, project.secret_key), today, is_own=True)
    except PartError:
        for line in log:
            errors.print(line, markup=False)
        raise


@contextmanager
def _running_subject(url: str) -> Iterator[Subject]:
    yield Subject(url, Target.from_environment(), datetime.now(UTC).date(), is_own=False)


def _run(subject: Subject, questions: Sequence[Question], repeat: int) -> list[Result]:
    """Ask what can be asked: questions about planted postings need a database of the run's own."""
    asked = [question for question in questions if subject.is_own or not question.planted]
    world = World(fetch_postings(subject.rows.url, subject.rows.secret_key), subject.today)
    with (
        api_at(subject.url, os.environ.get("JOBLAB_API_KEY")) as api,
        Progress(console=errors, transient=True) as progress,
    ):
        task = progress.add_task(f"asking, time {repeat}", total=len(asked))
        return run(api, asked, world, repeat, lambda: progress.advance(task))
