"""`joblab deploy`, `smoke`, `rollback` and `logs`."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from botocore.exceptions import BotoCoreError, ClientError
from rich.console import Console
from rich.table import Table

from cli.ask import LOCAL_API
from cli.deploy import aws
from cli.deploy.config import read_config
from cli.deploy.deployment import prepare, propose
from cli.deploy.errors import DeployError
from cli.deploy.log_tail import tail
from cli.deploy.rollback import move_alias, plan_rollback, stop_canary
from cli.deploy.smoke import smoke_checks
from cli.deploy.stack import ChangeSet, Stack
from cli.parts import ROOT

LOCAL_PAGE = "http://localhost:3000"
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)

ConfigFile = Annotated[Path, typer.Option(help="Which stack, where, with which parameters.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
SAMCONFIG = ROOT / "samconfig.toml"


@contextmanager
def one_line_errors() -> Iterator[None]:
    """What AWS or a check refuses, in words instead of a traceback; exit code 1."""
    try:
        yield
    except (DeployError, ClientError, BotoCoreError) as error:
        errors.print(str(error), style="red", markup=False)
        raise typer.Exit(1) from None


def deploy(
    parameter: Annotated[list[str] | None, typer.Option(help="Name=Value, beside those of samconfig.toml.")] = None,
    config_file: ConfigFile = SAMCONFIG,
    package: Annotated[Path, typer.Option(help="The zip.")] = ROOT / "dist" / "llm-backend.zip",
    yes: Yes = False,
) -> None:
    """Check, show what will change on AWS, and change it; an alarm during the shift takes it back."""
    with one_line_errors():
        config = read_config(config_file, parameter or ())
        account = aws.client("sts", config.region).get_caller_identity()["Account"]
        prepared = prepare(config, ROOT / "template.yaml", package, account)
        stack = Stack(config.stack_name, aws.client("cloudformation", config.region))
        console.print(f"Release {prepared.release} to stack {stack.name}, account {account}, {config.region}")
        change_set = propose(config, prepared, package, stack)
        if change_set is None:
            console.print("Nothing to change: this is what runs.")
        else:
            _show(change_set)
            if not yes and not _agrees("Make these changes?"):
                stack.withdraw(change_set)
                raise typer.Exit(1)
            console.print("Changing; with a canary this takes minutes …")
            stack.apply(change_set)
        for name, value in stack.outputs().items():
            console.print(f"  {name:<13} {value}", soft_wrap=True)
        console.print("Now look at it: [bold]joblab smoke[/bold] ApiUrl --stream-url StreamUrl --origin PAGE")


def _agrees(question: str) -> bool:
    """What a person answers; Ctrl-C and a closed terminal mean no."""
    try:
        return typer.confirm(question)
    except typer.Abort:
        return False


def _show(change_set: ChangeSet) -> None:
    table = Table("", "resource", "type", "", box=None)
    for change in change_set.changes:
        note = "may be replaced" if change.replaces else ""
        table.add_row(change.action, change.resource, change.type, note)
    console.print(table)


def smoke(
    url: Annotated[str, typer.Argument(help="Address of the API.")] = LOCAL_API,
    stream_url: Annotated[str | None, typer.Option(help="Address of the streaming door.")] = None,
    origin: Annotated[str, typer.Option(help="Origin of a page that may call it.")] = LOCAL_PAGE,
) -> None:
    """Ask a running JobLab a few things; exit code 1 when one fails. JOBLAB_API_KEY is sent where set."""
    outcomes = list(smoke_checks(url, stream_url, origin, os.environ.get("JOBLAB_API_KEY")))
    table = Table("check", "", "seconds", "seen", box=None)
    for outcome in outcomes:
        verdict = "[green]ok[/green]" if outcome.passed else "[red]failed[/red]"
        table.add_row(outcome.check, verdict, f"{outcome.seconds:.2f}", outcome.detail.replace("[", r"\["))
    console.print(table)
    if not all(outcome.passed for outcome in outcomes):
        raise typer.Exit(1)


def rollback(config_file: ConfigFile = SAMCONFIG, yes: Yes = False) -> None:
    """Send all traffic back to the version before, in seconds; once more goes one further back."""
    with one_line_errors():
        config = read_config(config_file)
        cloudformation, codedeploy, lambda_ = (
            aws.client(service, config.region) for service in ("cloudformation", "codedeploy", "lambda")
        )
        if stopped := stop_canary(cloudformation, codedeploy, config.stack_name):
            console.print(f"{stopped} traffic shifts stopped: what was being deployed is taken back.")
            return
        moves = [plan_rollback(lambda_, function) for function in aws.FUNCTIONS]
        for move in moves:
            console.print(f"{move.function}: version {move.current} -> {move.target}")
        if not yes and not _agrees("Roll back?"):
            raise typer.Exit(1)
        started = time.perf_counter()
        for move in moves:
            move_alias(lambda_, move)
        console.print(f"Rolled back in {time.perf_counter() - started:.1f} s.")


def logs(
    stream: Annotated[bool, typer.Option("--stream", help="Of the streaming door.")] = False,
    since: Annotated[str, typer.Option(help="How far back: 30s, 10m, 2h, 1d.")] = "10m",
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on until Ctrl-C.")] = False,
    config_file: ConfigFile = SAMCONFIG,
) -> None:
    """Print a function's log lines."""
    with one_line_errors():
        client = aws.client("logs", read_config(config_file).region)
        start = int((time.time() - _seconds(since)) * 1000)
        for line in tail(client, f"/aws/lambda/{aws.FUNCTIONS[stream]}", start, follow=follow):
            typer.echo(line)


def _seconds(since: str) -> int:
    match = re.fullmatch(r"(\d+)([smhd])", since)
    if not match:
        raise DeployError(f"{since} is no duration: write 30s, 10m, 2h or 1d.")
    return int(match[1]) * SECONDS[match[2]]
