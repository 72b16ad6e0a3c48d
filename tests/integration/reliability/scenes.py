"""Faults of the platform, each with processes of its own: they are killed, run late, or never start."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from time import sleep

import httpx

from cli.parts import ROOT, SECONDS_TO_START, PartError
from local.wire import frame, stream
from tests.integration.reliability.fault import ANSWER, DOORS, FOR_EVER, Fault, Raw, says
from tests.integration.reliability.invariants import violations
from tests.integration.reliability.log import Log
from tests.integration.reliability.places import Place, Running, environment, gateway, open_place, start, stream_door
from tests.integration.reliability.play import Seen, play
from tests.integration.reliability.table import Row, both, log, quoted, row
from tests.integration.reliability.upstreams import Case, Cases

HELLO = "Hello, ask me about jobs."
HEALTHY = Fault("platform", "the next question", (says(HELLO),), answer=HELLO)
AT_ONCE = 8
EVENTS = {
    "a schedule": '{"version": "0", "source": "aws.events", "detail-type": "Scheduled Event", "detail": {}}',
    "a queue": '{"Records": [{"eventSource": "aws:sqs", "body": "{}"}]}',
    "{}": "{}",
    "null": "null",
    "a warm-up": '"ping"',
}
SLOW = stream([frame("messageStart", {"role": "assistant"}), *says(HELLO).played("").chunks[1:]], (0, 2))


def checked(seen: Seen) -> Seen:
    """One that keeps what holds for every fault."""
    found = violations(seen)
    assert not found, f"{seen.case.fault.name}, {seen.case.door}: {found}"
    return seen


def interrupted(place: Place, case: Case, act: Callable[[], None]) -> Seen:
    """A case in which something happens once the model has been asked."""
    with ThreadPoolExecutor(1) as pool:
        playing = pool.submit(play, place, case)
        while not case.asked and not playing.done():
            sleep(0.02)
        act()
        return playing.result()


def cold_starts(name: str) -> Row:
    """Eight at once, where nothing runs yet."""
    fault = Fault("platform", name, answer=ANSWER, seconds=1)
    every = [Case(fault, door, number) for door in DOORS for number in range(1, AT_ONCE + 1)]
    with open_place(Cases(every)) as place, ThreadPoolExecutor(len(every)) as pool:
        seen = [checked(each) for each in pool.map(partial(play, place), every)]
    cold = {door: sum(line.get("ColdStarts", [0])[0] for line in place.doors[door].log.objects()) for door in DOORS}
    shown = f"{AT_ONCE} of {AT_ONCE}: {quoted(ANSWER)}"
    counted = both({door: f"Answers {AT_ONCE} FailedAnswers 0 ColdStarts {starts:g}" for door, starts in cold.items()})
    return Row("platform", name, shown, shown, log(seen[0]), f"{counted}; settled as answer")


def slow_start(name: str) -> Row:
    """API Gateway's 30 s begin with the request, Lambda's own once the function has started."""
    fault = Fault("platform", name, (Raw(after=FOR_EVER),), doors=("ask",), seconds=27)
    case = Case(fault, "ask", 1)
    slow_python = str(Path(__file__).with_name("slow_start.sh"))
    with open_place(Cases([case]), {}, "--python", slow_python, doors=fault.doors) as place:
        return row({"ask": checked(play(place, case))})


def out_of_time(name: str) -> Row:
    """A worker that is stuck, since the app itself gives up before."""
    stuck = Fault("platform", name, (Raw(after=FOR_EVER),), in_platform=True, unsettled="its reservation stays")
    case, following = Case(stuck, "ask", 1), Case(HEALTHY, "ask", 2)
    with open_place(Cases([case, following]), {}, "--timeout", "5", doors=("ask",)) as place:
        freeze = partial(_send_all, place.doors["ask"], signal.SIGSTOP)
        seen = checked(interrupted(place, case, freeze))
        checked(play(place, following))
    assert case.begun
    return row({"ask": seen})


def killed(name: str) -> Row:
    """As when memory runs out; whoever asks next is answered by a new process."""
    broken = Fault("platform", name, (SLOW,), in_platform=True, unsettled="its reservation stays")
    cases = {door: Case(broken, door, 1) for door in DOORS}
    following = {door: Case(HEALTHY, door, 2) for door in DOORS}
    with open_place(Cases([*cases.values(), *following.values()])) as place, ExitStack() as stack:
        seen = {}
        for door, case in cases.items():
            kill = partial(_send_all, place.doors[door], signal.SIGKILL)
            seen[door] = interrupted(place, case, kill)
        place.doors["chat"] = start(stream_door(place.settings), stack)
        place.doors["chat"].process.wait_until_ready(SECONDS_TO_START, threading.Event())
        for door in DOORS:
            checked(play(place, following[door]))
    checked(seen["ask"])
    assert seen["chat"].response.is_cut
    assert all(case.begun for case in cases.values())
    return row(seen)


def asked_to_stop(name: str) -> Row:
    """What Lambda does with an environment that it no longer needs; a stream that is on is finished."""
    fault = Fault("platform", name, (SLOW,), answer=HELLO)
    case = Case(fault, "chat", 1)
    with open_place(Cases([case]), doors=("chat",)) as place:
        return row({"chat": checked(interrupted(place, case, place.doors["chat"].process.ask_to_stop))})


def gateway_gives_up(name: str) -> Row:
    """The function goes on, unheard."""
    fault = Fault("platform", name, (SLOW,), in_platform=True, goes_on=True, seconds=2)
    case = Case(fault, "ask", 1)
    with open_place(Cases([case]), {}, "--integration-timeout", "1.5", doors=("ask",)) as place:
        httpx.get(f"{place.doors['ask'].process.url}/health", timeout=30)
        return row({"ask": checked(play(place, case))})


def busy(name: str) -> Row:
    """The account's, or the function's, limit of concurrency."""
    slow, refused = Fault("platform", "before it", (SLOW,), answer=HELLO), Fault("platform", name, in_platform=True)
    first, second = Case(slow, "ask", 1), Case(refused, "ask", 2)
    seen: list[Seen] = []
    with open_place(Cases([first, second]), {}, "--concurrency", "1", doors=("ask",)) as place:
        checked(interrupted(place, first, lambda: seen.append(checked(play(place, second)))))
    return row({"ask": seen[0]})


def throttled(name: str) -> Row:
    """API Gateway's own limit, in front of the function."""
    refused = Fault("platform", name, in_platform=True)
    first, second = Case(HEALTHY, "ask", 1), Case(refused, "ask", 2)
    with open_place(Cases([first, second]), {}, "--rate", "0.01", "--burst", "1", doors=("ask",)) as place:
        checked(play(place, first))
        return row({"ask": checked(play(place, second))})


def events(name: str) -> Row:
    """Whatever else invokes a function: quiet, and a line each."""
    sent = "".join(f"{event}\n" for event in EVENTS.values())
    command = [sys.executable, "-m", "tests.integration.reliability.invoke"]
    settings = environment(SUPABASE_URL="http://127.0.0.1:9")
    done = subprocess.run(command, cwd=ROOT, env=settings, input=sent, capture_output=True, text=True, check=True)
    printed = Log()
    for line in done.stdout.splitlines():
        printed.add("", line)
    messages = [line["message"] for line in printed.objects()]
    lines = [line for line in printed.since(0) if isinstance(line, str)]
    outcomes = {line.removeprefix("outcome ") for line in lines if line.startswith("outcome")}
    assert (messages, outcomes) == (["no request"] * len(EVENTS), {'{"ignored": true}'}), done.stdout + done.stderr
    said = quoted(outcomes.pop())
    return Row("platform", f"{name}: {', '.join(EVENTS)}", f"{said} to whoever invokes", "", "info: no request", "none")


def without_setting(name: str) -> Row:
    """Nothing starts, and the log names what is missing."""
    settings = environment()
    assert "SUPABASE_URL" not in settings
    with ExitStack() as stack:
        function, door = start(gateway(settings), stack), start(stream_door(settings), stack)
        function.process.wait_until_ready(SECONDS_TO_START, threading.Event())
        response = httpx.post(f"{function.process.url}/ai/ask", json={"prompt": "How many jobs?"}, timeout=30)
        try:
            door.process.wait_until_ready(SECONDS_TO_START, threading.Event())
        except PartError:
            pass
        else:
            raise AssertionError("the streaming door starts without a setting")
    for running in (function, door):
        assert any("SettingsError: SUPABASE_URL: Field required" in str(line) for line in running.log.since(0))
    shown = f"{response.status_code} {quoted(response.text)}"
    return Row(
        "platform",
        name,
        shown,
        "it does not start",
        "SettingsError: SUPABASE\\_URL: Field required",
        "none of the app's",
    )


def _send_all(door: Running, number: signal.Signals) -> None:
    for process in door.serving():
        os.kill(process, number)


SCENES = {
    "a start of 3 s before a model that is silent": slow_start,
    "a cold start under load: eight questions at once": cold_starts,
    "the function runs out of its time (Lambda kills it)": out_of_time,
    "the process is killed in mid-turn": killed,
    "the process is asked to stop in mid-stream": asked_to_stop,
    "API Gateway gives up before the function": gateway_gives_up,
    "every worker is busy": busy,
    "API Gateway throttles": throttled,
    "an event that is no request": events,
    "a setting is missing": without_setting,
}
