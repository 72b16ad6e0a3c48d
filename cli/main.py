"""The `joblab` command."""

import typer

from cli.ask import ask
from cli.db_token import db_token
from cli.dev import dev
from cli.load.command import load

app = typer.Typer(help="Ask your job market in plain English.", no_args_is_help=True, add_completion=False)
app.command()(dev)
app.command()(ask)
app.command()(load)
app.command("db-token")(db_token)
