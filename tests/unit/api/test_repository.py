"""The repository's edge: what urllib3 raises becomes what the app knows."""

import socket

import pytest

from joblab.deadline import Deadline
from joblab.jobs.repository import DatabaseError, DatabaseTimeoutError, JobRepository
from joblab.jobs.schemas import StatsQuery
from local.wire import Played
from tests.unit.api.wire import WireServer


def repository(url: str) -> JobRepository:
    return JobRepository(url, {"apikey": "fake"})


def test_a_refused_connection_is_a_failure() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        jobs = repository(f"http://127.0.0.1:{taken.getsockname()[1]}")  # bound, but nobody listens

        with pytest.raises(DatabaseError, match="cannot be reached"):
            jobs.stats(StatsQuery(), Deadline.after(2))


def test_a_connection_that_breaks_off_is_a_failure(database: WireServer) -> None:
    database.script = [Played((b"{",), cut=True)] * 2
    jobs = repository(database.url)

    with pytest.raises(DatabaseError, match="cannot be reached"):
        jobs.stats(StatsQuery(), Deadline.after(2))
    jobs.close()


def test_silence_is_a_timeout_within_the_deadline(database: WireServer) -> None:
    database.script = [Played(pauses=(2.0,))] * 2
    jobs = repository(database.url)
    deadline = Deadline.after(0.5)

    with pytest.raises(DatabaseTimeoutError):
        jobs.stats(StatsQuery(), deadline)
    assert deadline.at + 0.5 > Deadline.after(0).at
    jobs.close()
