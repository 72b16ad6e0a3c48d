"""Processes beside the benchmark; what they log is not shown."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from cli.parts import Part, RunningPart

SECONDS_TO_START = 60


@contextmanager
def serving(part: Part) -> Iterator[str]:
    """The address of a part, for as long as the context lasts."""
    process = RunningPart(part, lambda _name, _line: None)
    try:
        process.wait_until_ready(SECONDS_TO_START, threading.Event())
        yield process.url
    finally:
        process.ask_to_stop()
        process.stop()
