"""One case: its request is sent, and what comes of it is read on all sides."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from local.wire import Json
from tests.integration.reliability.log import wait_until
from tests.integration.reliability.places import Place, Running
from tests.integration.reliability.upstreams import Case
from tests.integration.reliability.visitor import Response, send

# A turn that nobody waits for any more ends at its next step, and one that the platform gave up at its deadline.
SECONDS_TO_SETTLE = 12


@dataclass(frozen=True)
class Seen:
    """A fault through one door: what the visitor sees, the log says and the metrics say."""

    case: Case
    response: Response
    line: Json | None
    """The request's own line in the log."""
    beside: list[Json | str]
    """What else was printed meanwhile; nothing where the case ran beside others."""
    metrics: dict[str, float]
    grown_mb: int
    """By how much the app's processes had grown at most."""


def play(place: Place, case: Case) -> Seen:
    """Send the case's request, and wait until its turn has been settled and written down in the log."""
    fault, running = case.fault, place.doors[case.door]
    if fault.closes:
        place.upstreams[fault.closes].close()
    log, before = running.log, running.log.size()
    with _growth(running) as growth:
        response = send(running.process.url, case)
    if (case.begun or fault.goes_on) and not fault.unsettled:
        wait_until(lambda: bool(case.ended), SECONDS_TO_SETTLE)
    if fault.stops_model:
        case.hung_up.wait(SECONDS_TO_SETTLE)
    request_id = response.request_id or next((end["asked"]["trace_id"] for end in case.ended), "")
    has_line = request_id and (fault.request.leaves is not None or not response.is_cut)
    if has_line:
        log.wait_for(lambda: bool(log.metrics(request_id)))
    if response.status == HTTPStatus.INTERNAL_SERVER_ERROR and fault.in_platform:
        log.wait_for(lambda: any(map(_is_platforms, log.since(before))))
    beside = [] if fault.seconds else [it for it in log.since(before) if _is_beside(it)]
    return Seen(case, response, log.request(request_id), beside, log.metrics(request_id), growth[0])


def _is_beside(printed: Json | str) -> bool:
    """Whether it is a warning, or Lambda's words on a failure."""
    if isinstance(printed, str):
        return _is_platforms(printed)
    return printed.get("message") != "request" and "_aws" not in printed


def _is_platforms(printed: Json | str) -> bool:
    return isinstance(printed, str) and printed.startswith("RequestId:")


@contextmanager
def _growth(running: Running) -> Iterator[list[int]]:
    """Afterwards holds by how many MB one of the processes had grown at most."""
    growth = [0]
    before = {}
    for pid in running.serving():
        with suppress(OSError):
            (Path("/proc") / str(pid) / "clear_refs").write_text("5")  # the peak begins anew
            before[pid] = _megabytes(pid, "VmRSS")
    yield growth
    growth[0] = max((_megabytes(pid, "VmHWM") - megabytes for pid, megabytes in before.items()), default=0)


def _megabytes(pid: int, name: str) -> int:
    with suppress(OSError):
        lines = (Path("/proc") / str(pid) / "status").read_text().splitlines()
        return next((int(line.split()[1]) // 1024 for line in lines if line.startswith(name)), 0)
    return 0
