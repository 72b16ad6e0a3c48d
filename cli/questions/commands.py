"""`joblab questions` and `joblab usage`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from typer.core import TyperGroup

from cli.project import ProjectError, Target
from cli.questions import gold, show
from cli.questions.errors import QuestionsError
from cli.questions.plan_file import check_question, read_plan
from cli.questions.store import KINDS, MOST_DAYS, Asked, Kind, Questions
from evals.questions import GOLD

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False, soft_wrap=True)

Days = Annotated[int, typer.Option(min=1, max=MOST_DAYS, help="So many days back; the database keeps 30.")]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]
QuestionId = Annotated[int, typer.Argument(help="As `joblab questions` shows it.", metavar="ID")]
QuestionText = Annotated[str, typer.Argument(help="In any case and with any mark at its end.", metavar="QUESTION")]


class ListByDefault(TyperGroup):
    """`joblab questions` with options alone means `joblab questions list`."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Put the name in that was left out."""
        is_default = not args or (args[0].startswith("-") and args[0] != "--help")
        return super().parse_args(ctx, ["list", *args] if is_default else args)


questions = typer.Typer(cls=ListByDefault, help="What people ask, and the plans that you pin for it.")


@contextmanager
def _owners_view(command: str = "questions") -> Iterator[Questions]:
    """The project's questions; whatever stops the command is one line, and exit code 1."""
    try:
        with Questions(Target.from_environment()) as view:
            yield view
    except (ProjectError, QuestionsError) as error:
        errors.print(f"{command}: {show.plain(str(error))}", markup=False)
        raise typer.Exit(1) from None


@questions.command("list")
def list_questions(
    days: Days = 7,
    kind: Annotated[Kind | None, typer.Option(help=f"Only one kind: {', '.join(KINDS)}.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many.")] = 50,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV.")] = False,
) -> None:
    """What was asked, newest first; questions that differ only in case, space or their last mark are one.

    The project is SUPABASE_URL with SUPABASE_SECRET_KEY, or the local one when neither is set.
    """
    if as_json and as_csv:
        raise typer.BadParameter("either --json or --csv")
    with _owners_view() as view:
        groups = view.asked(days, kind, limit)
    if as_json:
        show.print_json(groups)
    elif as_csv:
        show.write_csv(groups)
    elif groups:
        show.print_groups(groups, console)
    else:
        console.print(f"Nothing {f'of the kind {kind} ' if kind else ''}was asked in the last {days} days.")


@questions.command("show")
def show_question(question_id: QuestionId, as_json: AsJson = False) -> None:
    """One question whole: its answer, the calls behind it, what was thought of it."""
    with _owners_view() as view:
        asked = _found(view, question_id)
    if as_json:
        show.print_json(asked)
    else:
        show.print_question(asked, console)


@questions.command()
def pin(
    question: QuestionText, plan: Annotated[Path, typer.Argument(help="The plan, as JSON.", metavar="PLAN.json")]
) -> None:
    """Have a question answered by a plan of yours, before any model is asked; a plan pinned before is replaced."""
    with _owners_view() as view:
        check_question(question)
        view.pin(question, read_plan(plan))
    console.print(f"Pinned: {show.plain(question)}", markup=False, soft_wrap=True)


@questions.command()
def unpin(question: QuestionText) -> None:
    """Have it answered by the model again."""
    with _owners_view() as view:
        if not view.unpin(question):
            raise QuestionsError(f"no plan is pinned for: {question}")
    console.print(f"No longer pinned: {show.plain(question)}", markup=False, soft_wrap=True)


@questions.command()
def pinned(as_json: AsJson = False) -> None:
    """Every question with a plan of yours."""
    with _owners_view() as view:
        plans = view.pinned()
    if as_json:
        show.print_json(plans)
    else:
        show.print_pinned(plans, console)


@questions.command("to-gold")
def to_gold(
    question_id: QuestionId,
    expect: Annotated[str | None, typer.Option(help="What is right, as JSON (docs/evaluation.md).")] = None,
    category: Annotated[str | None, typer.Option(help="The file of evals/gold that it goes into.")] = None,
) -> None:
    """Add a question to the gold set of `joblab eval`, with the expectation that you give."""
    with _owners_view() as view:
        asked = _found(view, question_id)
        if asked.get("follow_up"):
            raise QuestionsError(f"{question_id} is a follow-up, and what was asked before it is not kept with it")
        question = show.plain(asked["question"])
        gold.check_new(question, GOLD)
        known = gold.categories(GOLD)
        if category is not None and category not in known:
            raise QuestionsError(f"there is no category {category}; there are {', '.join(known)}")
        line = gold.gold_line(question, expect) if expect is not None else _asked_line(asked, question)
        file = gold.append(line, category or _asked_category(known), GOLD)
    console.print(f"{file.relative_to(GOLD.parents[1])}: {line}", markup=False, soft_wrap=True)


def usage(days: Days = MOST_DAYS, as_json: AsJson = False) -> None:
    """Questions, answers at once, failures, tokens and dollars by day."""
    with _owners_view("usage") as view:
        found = view.usage(days)
    if as_json:
        show.print_json(found)
    elif found:
        show.print_usage(found, console)
    else:
        console.print(f"Nothing was asked in the last {days} days.")


def _found(view: Questions, question_id: int) -> Asked:
    asked = view.one(question_id)
    if asked is None:
        raise QuestionsError(f"there is no question {question_id}; they are kept for {MOST_DAYS} days")
    return asked


def _asked_line(asked: Asked, question: str) -> str:
    """The gold line with what the owner says is right; asks again until that is an expectation."""
    show.print_question(asked, console)
    while True:
        try:
            return gold.gold_line(question, typer.prompt("\nWhat is right, as JSON"))
        except QuestionsError as error:
            errors.print(show.plain(str(error)), markup=False)


def _asked_category(known: list[str]) -> str:
    while True:
        category: str = typer.prompt(f"Category ({', '.join(known)})")
        if category in known:
            return category
        errors.print(f"There is no category {show.plain(category)}.", markup=False)
