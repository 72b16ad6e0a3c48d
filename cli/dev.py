"""`joblab dev`: the whole system on this machine, until Ctrl-C."""

import os
import shutil
import signal
import threading
import time
from typing import Annotated

import typer
from rich.console import Console

from cli.parts import HOST, Part, PartError, RunningPart, require_free_ports
from local.supabase.project import DEFAULT_DATA, Project

SUPABASE, BEDROCK, GATEWAY = 54321, 9100, 8000
PORTS = {"supabase": SUPABASE, "bedrock": BEDROCK, "gateway": GATEWAY}
# The first start applies the migrations and makes 20,000 postings.
SECONDS_TO_START = 110
PAGE_ORIGINS = "http://localhost:3000,http://127.0.0.1:3000"
COLOURS = {"supabase": "green", "bedrock": "magenta", "gateway": "cyan"}

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
        require_free_ports(PORTS)
        if fresh:
            shutil.rmtree(DEFAULT_DATA, ignore_errors=True)
        _start_all(running, stop, demo=demo)
        if not stop.is_set():
            _welcome(time.monotonic() - started)
        _watch(running, stop)
    except PartError as error:
        console.print(f"[red]{error}[/red]")
        raise typer.Exit(1) from None
    finally:
        for part in reversed(running):
            part.ask_to_stop()
        for part in reversed(running):
            part.stop()


def _start_all(running: list[RunningPart], stop: threading.Event, *, demo: bool) -> None:
    supabase = Part.module("supabase", SUPABASE, os.environ, *([] if demo else ["--no-demo"]))
    _start(supabase, running, stop)
    if stop.is_set():
        return
    environment = _api_environment(Project.read())
    parts = [Part.module("gateway", GATEWAY, environment)]
    if "AWS_ENDPOINT_URL_BEDROCK_RUNTIME" in environment:
        parts.insert(0, Part.module("bedrock", BEDROCK, os.environ))
    for part in parts:
        if not stop.is_set():
            _start(part, running, stop)


def _start(part: Part, running: list[RunningPart], stop: threading.Event) -> None:
    running.append(RunningPart(part, _print_line))
    running[-1].wait_until_ready(SECONDS_TO_START, stop)


def _api_environment(project: Project) -> dict[str, str]:
    """The settings of the API; with JOBLAB_MODEL=bedrock, the real service and the credentials it needs stay."""
    environment = {
        "CORS_ORIGINS": PAGE_ORIGINS,
        **os.environ,
        "SUPABASE_URL": project.url,
        "SUPABASE_PUBLISHABLE_KEY": project.publishable_key,
        "SUPABASE_API_JWT": project.api_jwt,
    }
    if os.environ.get("JOBLAB_MODEL") == "bedrock":
        return environment
    environment.pop("AWS_BEARER_TOKEN_BEDROCK", None)  # botocore refuses it on plain http
    return environment | {
        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": f"http://{HOST}:{BEDROCK}",
        "AWS_ACCESS_KEY_ID": "fake-local-key",
        "AWS_SECRET_ACCESS_KEY": "fake-local-secret",
    }


def _print_line(name: str, line: str) -> None:
    console.print(f"[{COLOURS[name]}]{name:>8}[/] | ", end="")
    console.print(line, markup=False, soft_wrap=True)


def _welcome(seconds: float) -> None:
    console.print(
        f"\n[bold]JobLab is ready[/bold] after {seconds:.1f} s\n"
        f"  API        http://localhost:{GATEWAY}  (try /docs)\n"
        f"  Supabase   http://localhost:{SUPABASE}\n"
        f'  Ask        [bold].venv/bin/joblab ask "How many jobs in January 2026?"[/bold]\n'
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
