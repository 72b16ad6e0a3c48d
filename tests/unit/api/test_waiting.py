"""Waiting for threads: never beyond a deadline, and nothing goes on for nobody."""

import threading
import time
from collections.abc import Generator
from contextlib import closing

import pytest

from joblab import waiting
from joblab.deadline import Deadline
from joblab.waiting import PULSE, Pulse, together, within


def items(*pairs: tuple[float, str]) -> Generator[str]:
    for seconds, item in pairs:
        time.sleep(seconds)
        yield item


def test_items_come_as_they_are_ready() -> None:
    slow, quick = items((0.1, "a"), (0.2, "b")), items((0, "c"), (0.2, "d"))

    assert list(together([slow, quick], Deadline.after(5).remaining)) == ["c", "a", "d", "b"]
    assert list(together([], Deadline.after(5).remaining)) == []


def test_a_drip_does_not_outlive_the_deadline() -> None:
    received: list[str | Pulse] = []
    started = time.monotonic()

    drops = together([items(*[(0.05, "drop")] * 100)], Deadline.after(0.3).remaining)
    with pytest.raises(TimeoutError):
        received.extend(drops)

    assert 0.3 <= time.monotonic() - started < 0.5
    assert 2 <= len(received) <= 6


def test_silence_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "PULSE_SECONDS", 0.05)

    *pulses, item = together([items((0.3, "a"))], Deadline.after(5).remaining)

    assert (set(pulses), item) == ({PULSE}, "a")
    assert 2 <= len(pulses) <= 6


def test_what_one_raises_is_raised_and_ends_the_others() -> None:
    ended = threading.Event()

    def other() -> Generator[str]:
        try:
            for _ in range(100):
                time.sleep(0.01)
                yield "other"
        finally:
            ended.set()

    def failing() -> Generator[str]:
        yield "one"
        raise LookupError

    with pytest.raises(LookupError):
        list(together([failing(), other()], Deadline.after(5).remaining))
    assert ended.wait(1)


def test_who_hangs_up_ends_the_work() -> None:
    ended = threading.Event()

    def work() -> Generator[str]:
        try:
            while True:
                time.sleep(0.01)
                yield "more"
        finally:
            ended.set()

    with closing(together([work()], Deadline.after(5).remaining)) as stream:
        next(stream)
    assert ended.wait(1)


def test_a_function_within_a_deadline() -> None:
    def sleep() -> str:
        time.sleep(0.3)
        return "slept"

    assert within(Deadline.after(5), sleep) == "slept"
    with pytest.raises(TimeoutError):
        within(Deadline.after(0.1), sleep)
