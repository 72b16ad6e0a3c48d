"""`joblab dev`: the whole system on this machine, until Ctrl-C."""

import os
import shutil
import signal
import threading
import time
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from cli.model import Model
from cli.parts import HOST, Part, PartError, RunningPart, api_environment, require_free_ports
from local.supabase.project import DEFAULT_DATA, Project

PORTS = {"supabase": 54321, "bedrock": 9100, "gateway": 8000, "door": 8001, "web": 3000}
# The first start applies the migrations and makes 20,000 postings.
SECONDS_TO_START = 110
COLOURS = {"supabase": "green", "bedrock": "magenta", "gateway": "cyan", "door": "blue", "web": "yellow"}

console = Console(highlight=False)


def dev(
    demo: Annotated[bool, typer.Option(help="Fill the database with demo postings.")] = True,
    fresh: Annotated[bool, typer.Option("--fresh", help="Delete the local database first.")] = False,
) -> None:
    """Run the whole system on this machine; Ctrl-C stops it."""
    started = time.monotonic()
    stop = threading.Event()
    for signal_number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signal_number, lambda *_: stop.set())
    running: list[RunningPart] = []
    try:
        model = Model.chosen(os.environ)
        require_free_ports(PORTS)
        if fresh:
            shutil.rmtree(DEFAULT_DATA, ignore_errors=True)
        _start_all(running, stop, model, demo=demo)
        if not stop.is_set():
            _welcome(time.monotonic() - started, model)
        _watch(running, stop)
    except PartError as error:
        console.print(f"[red]{error}[/red]")
        raise typer.Exit(1) from None
    finally:
        for part in reversed(running):
            part.ask_to_stop()
        for part in reversed(running):
            part.stop()


def _start_all(running: list[RunningPart], stop: threading.Event, model: Model, *, demo: bool) -> None:
    """Start every part as soon as what it needs is there, and wait until all of them serve."""
    supabase = Part.module("supabase", PORTS["supabase"], os.environ, *([] if demo else ["--no-demo"]))
    is_local = model.arguments is not None
    running.extend(RunningPart(part, _print_line) for part in (supabase, Part.web(PORTS["web"])))
    running[0].wait_until_ready(SECONDS_TO_START, stop)
    if not stop.is_set():
        address = f"http://{HOST}:{PORTS['bedrock']}" if is_local else None
        project = Project.read()
        environment = api_environment(project, address, model.settings)
        bedrock = [Part.model(project, PORTS["bedrock"], *model.arguments or ())] if is_local else []
        api = (Part.module("gateway", PORTS["gateway"], environment), Part.door(PORTS["door"], environment))
        running.extend(RunningPart(part, _print_line) for part in (*bedrock, *api))
    for process in running[1:]:
        process.wait_until_ready(SECONDS_TO_START, stop)


def _print_line(name: str, line: str) -> None:
    if line.startswith('{"_aws"'):  # metrics, for CloudWatch to read
        return
    console.print(f"[{COLOURS[name]}]{name:>8}[/] | ", end="")
    console.print(line, markup=False, soft_wrap=True)


def _welcome(seconds: float, model: Model) -> None:
    console.print(
        f"\n[bold]JobLab is ready[/bold] after {seconds:.1f} s\n"
        f"  Page       http://localhost:{PORTS['web']}\n"
        f"  API        http://localhost:{PORTS['gateway']}  (its description: /docs)\n"
        f"  Streaming  http://localhost:{PORTS['door']}\n"
        f"  Supabase   http://localhost:{PORTS['supabase']}\n"
        f"  Model      {escape(model.said)}\n"
        f'  Try        [bold].venv/bin/joblab ask "How many jobs in January 2026?"[/bold]\n'
        "  Ctrl-C stops it all.\n"
    )


def _watch(running: list[RunningPart], stop: threading.Event) -> None:
    """Wait for Ctrl-C, or for a part that ends by itself.

    Raises:
        PartError: naming that part.
    """
    while not stop.wait(0.2):
        for part in running:
            if part.ended:
                raise PartError(f"The {part.name} ended by itself, so everything stops.")
