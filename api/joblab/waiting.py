"""Waiting for what blocks: in a thread of its own, and never beyond a deadline."""

import queue
import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from typing import Any, Final

from joblab.deadline import Deadline

# Proxies and browsers give up on a silent connection after 30 to 60 s.
PULSE_SECONDS = 10.0


class Pulse:
    """Nothing has come for a while, and something still may."""


PULSE: Final = Pulse()
_END = object()


def together[Item](sources: Iterable[Generator[Item]], remaining: Callable[[], float]) -> Generator[Item | Pulse]:
    """The items of generators that run beside one another, as they come, and PULSE after each 10 s without one.

    A library's own timeouts count from byte to byte, or not at all; `remaining` says how many seconds are left in all.
    When nobody waits any more, because one of them raised, time ran out or this generator was closed, each ends at its
    next item.

    Raises:
        TimeoutError: time ran out; and whatever a generator raises.
    """
    received: queue.SimpleQueue[Any] = queue.SimpleQueue()
    abandoned = threading.Event()
    running = 0
    for source in sources:
        threading.Thread(target=_run, args=(source, received, abandoned), daemon=True).start()
        running += 1
    try:
        while running:
            left = remaining()
            try:
                item, error = received.get(timeout=min(left, PULSE_SECONDS))
            except queue.Empty:
                if left <= PULSE_SECONDS:
                    raise TimeoutError from None
                yield PULSE
                continue
            if error:
                raise error
            if item is _END:
                running -= 1
            else:
                yield item
    finally:
        abandoned.set()


def _run(source: Generator[Any], received: queue.SimpleQueue[Any], abandoned: threading.Event) -> None:
    try:
        with closing(source):
            for item in source:
                if abandoned.is_set():
                    return
                received.put((item, None))
        received.put((_END, None))
    except Exception as error:  # noqa: BLE001  (handed to the waiting side, which raises it)
        received.put((_END, error))


def within[Value](deadline: Deadline, function: Callable[[], Value]) -> Value:
    """What a function returns, if it does so in time.

    Raises:
        TimeoutError: it does not; and whatever the function raises.
    """

    def source() -> Generator[Value]:
        yield function()

    return next(item for item in together([source()], deadline.remaining) if not isinstance(item, Pulse))
