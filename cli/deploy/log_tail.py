"""The newest lines of a function's log group, and those that follow."""

import time
from collections.abc import Iterator
from typing import Any

POLL_SECONDS = 2.0
# A line may show up some seconds after a later one of another stream: look back that far, and skip what was seen.
OVERLAP_MS = 10_000


def tail(logs: Any, group: str, since_ms: int, *, follow: bool) -> Iterator[str]:
    """Lines since a time in epoch milliseconds, oldest first; with `follow`, for ever."""
    seen: dict[str, int] = {}
    start = since_ms
    while True:
        pages = logs.get_paginator("filter_log_events").paginate(logGroupName=group, startTime=start)
        for event in (event for page in pages for event in page["events"]):
            if event["eventId"] not in seen:
                seen[event["eventId"]] = event["timestamp"]
                yield event["message"].rstrip("\n")
        if not follow:
            return
        start = max([since_ms, *(timestamp - OVERLAP_MS for timestamp in seen.values())])
        seen = {event_id: timestamp for event_id, timestamp in seen.items() if timestamp >= start}
        time.sleep(POLL_SECONDS)
