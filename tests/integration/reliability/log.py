"""What the processes behind a door print: log lines and metrics in JSON, and what Lambda says besides."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from local.wire import Json

SECONDS_TO_WRITE = 10
_DECODER = json.JSONDecoder()


@dataclass
class Log:
    """Everything printed so far, a JSON object or a line of text at a time."""

    _printed: list[Json | str] = field(default_factory=list)
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def add(self, _name: str, line: str) -> None:
        """Take a line; workers share a pipe, so that it may hold two objects."""
        with self._changed:
            while line.strip():
                try:
                    found, end = _DECODER.raw_decode(line)
                except ValueError:
                    found, end = line, len(line)
                self._printed.append(found if isinstance(found, dict) else line)
                line = line[end:]
            self._changed.notify_all()

    def size(self) -> int:
        """How much there is so far."""
        return len(self._printed)

    def since(self, place: int) -> list[Json | str]:
        """What was printed after there was so much."""
        with self._changed:
            return self._printed[place:]

    def wait_for(self, is_there: Callable[[], bool], seconds: float = SECONDS_TO_WRITE) -> bool:
        """Whether something is there in time; it is looked for whenever more is printed."""
        with self._changed:
            return self._changed.wait_for(is_there, seconds)

    def request(self, request_id: str) -> Json | None:
        """The line of a request."""
        return next((line for line in self.objects() if is_line_of(line, request_id)), None)

    def metrics(self, request_id: str) -> dict[str, float]:
        """The metrics of a request, once all are there; they follow its line and are known by its Latency."""
        line = self.request(request_id)
        after = self.objects()[self.objects().index(line) + 1 :] if line else []
        latency = next((each for each in after if line and each.get("Latency") == [line["duration_ms"]]), None)
        if line is None or latency is None:
            return {}
        if "failed" not in line:
            return measured(latency)
        failed = self._failed_answers(line)
        return {} if failed is None else measured(latency) | {"FailedAnswers": failed}

    def _failed_answers(self, line: Json) -> float | None:
        """What its FailedAnswers says, which names nobody: of workers that write together, it is told as a whole."""
        lines: list[Json] = []
        counts: list[float] = []
        for each in self.objects():
            if each.get("message") == "request" and "failed" in each:
                lines.append(each)
            elif "FailedAnswers" in each:
                counts.append(each["FailedAnswers"][0])
            if counts and len(lines) == len(counts):
                if line in lines:
                    agree = sorted(counts) == sorted(float(other["failed"]) for other in lines)
                    return float(line["failed"]) if agree else counts[lines.index(line)]
                lines, counts = [], []
        return None

    def objects(self) -> list[Json]:
        """The log lines and metrics."""
        return [line for line in list(self._printed) if isinstance(line, dict)]


def is_line_of(line: Json, request_id: str) -> bool:
    """Whether it is the request's own line."""
    return line.get("message") == "request" and line["request_id"] == request_id


def measured(line: Json) -> dict[str, float]:
    """The values of a document in CloudWatch's embedded metric format."""
    (document,) = line["_aws"]["CloudWatchMetrics"]
    return {metric["Name"]: line[metric["Name"]][0] for metric in document["Metrics"]}


def wait_until(is_there: Callable[[], bool], seconds: float = SECONDS_TO_WRITE) -> bool:
    """Whether something comes true in time."""
    end = time.monotonic() + seconds
    while not is_there():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
