"""The `joblab` command."""

import typer

from cli.ask import ask
from cli.cost.command import cost
from cli.db_token import db_token
from cli.deploy.commands import deploy, logs, rollback, smoke
from cli.dev import dev
from cli.eval.command import evaluate
from cli.load.command import load
from cli.package.command import package
from cli.plan.command import plan
from cli.questions.commands import questions, usage

app = typer.Typer(help="Ask your job market in plain English.", no_args_is_help=True, add_completion=False)
for command in (dev, ask, load, package, deploy, smoke, rollback, logs, plan, cost, usage):
    app.command()(command)
app.command("eval")(evaluate)
app.command("db-token")(db_token)
app.add_typer(questions, name="questions")
