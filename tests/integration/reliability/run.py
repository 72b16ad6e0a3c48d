"""Runs every fault through its doors: those that take seconds beside one another, the others in turn."""

import threading
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from itertools import groupby
from time import sleep
from typing import NamedTuple

from tests.integration.reliability import scenes
from tests.integration.reliability.fault import DOORS, Fault
from tests.integration.reliability.faults import FAULTS
from tests.integration.reliability.places import PLACES, Place, open_place
from tests.integration.reliability.play import Seen, play
from tests.integration.reliability.table import Row
from tests.integration.reliability.upstreams import Case, Cases

# Of the cases that take seconds, beside one another through each door: as many as there are that take half a minute.
AT_ONCE = 11
# Each needs a worker of the function, and too many starts at once would take too long.
BETWEEN_STARTS, SECONDS_OF_A_START = 0.4, 5
ROOM = ("--concurrency", "24", "--burst", "1000")


class Results(NamedTuple):
    """What was seen of every fault through each of its doors, in order, and the scenes' rows."""

    seen: list[Seen]
    scenes: Mapping[str, Future[Row]]


def run() -> Results:
    """Everything, beside one another as far as two processors can."""
    have_begun = threading.Event()
    with ThreadPoolExecutor(1) as faults, ThreadPoolExecutor(3) as pool:
        seen = faults.submit(run_faults, FAULTS, have_begun)
        have_begun.wait()
        rows = {name: pool.submit(play_scene, name) for name, play_scene in scenes.SCENES.items()}
    return Results(seen.result(), rows)


def run_faults(faults: Sequence[Fault], have_begun: threading.Event) -> list[Seen]:
    """What was seen of each fault through each of its doors, in order; tells when the long ones have begun."""
    every = [Case(fault, door, number) for number, fault in enumerate(faults, 1) for door in fault.doors]
    cases = Cases(every)
    with ExitStack() as stack:
        stack.callback(have_begun.set)
        lanes = {door: stack.enter_context(ThreadPoolExecutor(AT_ONCE)) for door in DOORS}
        pool = stack.enter_context(ThreadPoolExecutor(len(PLACES) + len(DOORS)))
        opened = {name: pool.submit(stack.enter_context, open_place(cases, PLACES[name], *ROOM)) for name in PLACES}
        places = {name: place.result() for name, place in opened.items()}
        quick = sorted((case for case in every if not case.fault.seconds), key=_lane)
        found = [pool.submit(_in_turn, places[lane[0]], list(mine)) for lane, mine in groupby(quick, _lane)]
        for case in sorted((case for case in every if case.fault.seconds), key=_seconds, reverse=True):
            found.append(lanes[case.door].submit(_in_turn, places["usual"], [case]))
            sleep(BETWEEN_STARTS if case.door == "ask" and case.fault.seconds > SECONDS_OF_A_START else 0)
        have_begun.set()
        seen = [each for future in found for each in future.result()]
    assert not cases.mistakes, cases.mistakes[0]
    return sorted(seen, key=lambda each: (each.case.number, each.case.door))


def _in_turn(place: Place, cases: Iterable[Case]) -> list[Seen]:
    return [play(place, case) for case in cases]


def _seconds(case: Case) -> int:
    return case.fault.seconds


def _lane(case: Case) -> tuple[str, str]:
    """Cases of one lane run one after the other; where an upstream is closed in between, through both doors."""
    return case.fault.place, case.door if case.fault.place == "usual" else ""
