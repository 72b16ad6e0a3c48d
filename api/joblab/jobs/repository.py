"""The only caller of Supabase: one SQL function per method, over PostgREST."""

import json
import re
from http import HTTPStatus
from typing import Any, Self

import urllib3
from pydantic import BaseModel, ValidationError
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError, ReadTimeoutError
from urllib3.exceptions import TimeoutError as HTTPTimeoutError
from urllib3.util import Retry, Timeout

from joblab.deadline import Deadline
from joblab.errors import DeadlineExceededError, InvalidRequestError, UpstreamBusyError, UpstreamError
from joblab.jobs.schemas import (
    DataDescription,
    DataQuery,
    Filters,
    Job,
    JobPage,
    JobsQuery,
    Overview,
    Stats,
    StatsQuery,
)
from joblab.plain_json import read_json
from joblab.waiting import within

type Json = dict[str, Any]

CONNECT_TIMEOUT = 2.0
# Above the statement_timeout of every function, so that Postgres gives up first.
READ_TIMEOUT = 10.0


class RetryUnlessSlow(Retry):
    """Not after a timeout: asked twice, a slow query takes twice as long, and has half the time to answer in."""

    def increment(
        self, method: Any = None, url: Any = None, response: Any = None, error: Any = None, *rest: Any, **more: Any
    ) -> Self:
        """The retries that are left; raises the error where none is."""
        if isinstance(error, ReadTimeoutError):
            raise error
        return super().increment(method, url, response, error, *rest, **more)


# Reads may be repeated: the functions are `stable`. One retry, after 0.1 s.
RETRY_READS = RetryUnlessSlow(
    total=1, status_forcelist=(502, 503, 504), allowed_methods=None, backoff_factor=0.1, raise_on_status=False
)
NO_RETRY = Retry(total=0, raise_on_status=False)
# The arguments of job_stats that go as they are.
MEASURING = {"measure", "group_by", "compare", "compare_start", "compare_end", "min_postings", "order_by", "ascending"}
SQLSTATE = re.compile("[0-9A-Z]{5}")
BEGUN = {"history", "plan", "key", "version", "refused"}
INVALID_PARAMETER_VALUE = "22023"
STATEMENT_TIMEOUT = "57014"
TOO_SLOW = "The database did not answer in time."
LESS = "A shorter period or more filters may help."


class DatabaseError(UpstreamError):
    """Supabase failed or cannot be reached."""

    code = "database-failed"


class DatabaseBusyError(UpstreamBusyError):
    """Supabase throttles."""

    code = "database-busy"


class DatabaseTimeoutError(DeadlineExceededError):
    """The query took longer than the time left or its own limit."""

    code = "database-timeout"


class InvalidQueryError(InvalidRequestError):
    """The query names something that the semantic layer does not know; the detail says what would be right."""

    code = "invalid-query"


class JobRepository:
    """Typed access to the SQL functions. One instance per process, safe for threads.

    Every method raises DatabaseError, DatabaseBusyError or DatabaseTimeoutError when Supabase does not answer,
    and those with a query InvalidQueryError.
    """

    def __init__(self, url: str, headers: dict[str, str], *, is_public: bool = False) -> None:
        """With `is_public`, for readers whom nobody knows: the database gives each of their queries 2 s."""
        self._rpc = f"{url.rstrip('/')}/rest/v1/rpc/"
        self._pool = urllib3.PoolManager(maxsize=16, headers={**headers, "content-type": "application/json"})
        self._is_public = is_public

    def stats(self, query: StatsQuery, deadline: Deadline) -> Stats:
        """Aggregate."""
        found = self._read(
            "job_stats",
            deadline,
            filters=query.filters(),
            part=query.part.filters() if query.part else None,
            **query.model_dump(mode="json", include=MEASURING),
            row_limit=query.limit,
        )
        return _parsed(Stats, found)

    def search(self, query: JobsQuery, deadline: Deadline) -> JobPage:
        """List postings."""
        found = self._read(
            "search_jobs",
            deadline,
            filters=query.filters(),
            order_by=query.order_by,
            ascending=query.ascending,
            row_limit=query.limit,
            row_offset=query.offset,
        )
        return _parsed(JobPage, found)

    def get(self, job_id: str, deadline: Deadline) -> Job | None:
        """One posting, or None."""
        found = self._read("get_job", deadline, job_id=job_id)
        return None if found is None else _parsed(Job, found)

    def describe(self, query: DataQuery, deadline: Deadline) -> DataDescription:
        """What values there are."""
        found = self._call(
            "describe_data",
            deadline,
            RETRY_READS,
            dimension=query.dimension,
            starts_with=query.starts_with,
            row_limit=query.limit,
        )
        return _parsed(DataDescription, found)

    def overview(self, filters: Filters, deadline: Deadline) -> Overview:
        """Totals and all charts of the explore page."""
        return _parsed(Overview, self._read("jobs_overview", deadline, filters=filters.filters()))

    def begin_turn(
        self, turn_id: str, conversation_id: str | None, keys: list[str], reservation: Json | None, deadline: Deadline
    ) -> Json:
        """The conversation's `history`, a `plan` with its `key`, the `version` of the data, and why it is `refused`.

        The plan is that of the first key that has one. Safe to repeat.
        """
        arguments = {"conversation_id": conversation_id, "keys": keys, "reservation": reservation}
        found = self._call("begin_turn", deadline, RETRY_READS, turn_id=turn_id, **arguments)
        if not (isinstance(found, dict) and found.keys() >= BEGUN):
            raise unreadable()
        return found

    def end_turn(self, turn_id: str, deadline: Deadline, **what: object) -> None:
        """Settle a turn and write it down; see the SQL function."""
        self._call("end_turn", deadline, NO_RETRY, turn_id=turn_id, **what)

    def record_feedback(self, feedback: Json, deadline: Deadline) -> bool:
        """Keep what a visitor thought of an answer; False when no such answer is known."""
        return self._call("record_feedback", deadline, NO_RETRY, **feedback) is True

    def ping(self, deadline: Deadline) -> None:
        """Check address, credentials, grants and database in one cheap call."""
        self._read("get_job", deadline, job_id="")

    def close(self) -> None:
        """Close the connections."""
        self._pool.clear()

    def _read(self, function: str, deadline: Deadline, **arguments: Any) -> Any:
        if self._is_public:
            arguments, function = {"name": function, "arguments": arguments}, "read_publicly"
        try:
            return self._call(function, deadline, RETRY_READS, **arguments)
        except DatabaseTimeoutError as error:
            raise DatabaseTimeoutError(f"{error.detail} {LESS}") from error.__cause__

    def _call(self, function: str, deadline: Deadline, retry: Retry, **arguments: Any) -> Any:
        if not deadline.remaining():
            raise DatabaseTimeoutError("No time was left to ask the database.")
        timeout = Timeout(connect=CONNECT_TIMEOUT, read=min(READ_TIMEOUT, deadline.remaining()))

        def request() -> urllib3.BaseHTTPResponse:
            return self._pool.request(
                "POST",
                self._rpc + function,
                body=json.dumps(arguments),
                retries=retry,
                timeout=timeout,
                redirect=False,  # it would take the keys along
            )

        try:
            return _answer(within(deadline, request))
        except TimeoutError as error:
            raise DatabaseTimeoutError(TOO_SLOW) from error
        except HTTPError as error:
            raise unreachable(error) from error


def unreachable(error: HTTPError) -> DatabaseError | DatabaseTimeoutError:
    """The application's error for one of urllib3."""
    reason = error.reason if isinstance(error, MaxRetryError) else error
    if isinstance(reason, HTTPTimeoutError) and not isinstance(reason, NewConnectionError):  # a refusal, to urllib3
        return DatabaseTimeoutError(TOO_SLOW)
    return DatabaseError("The database cannot be reached.")


def unreadable() -> DatabaseError:
    """For an answer that is none of our functions'."""
    return DatabaseError("The database answered with something that is no answer.")


def _parsed[Model: BaseModel](model: type[Model], found: object) -> Model:
    try:
        return model.model_validate(found)
    except ValidationError as error:
        raise unreadable() from error


def _answer(response: urllib3.BaseHTTPResponse) -> Any:
    """The function's JSON; PostgREST's errors as ours, told apart by SQLSTATE."""
    try:
        found = read_json(response.data.decode(errors="replace")) if response.data else None
    except ValueError as error:
        if response.status == HTTPStatus.OK:
            raise unreadable() from error
        found = None
    if response.status in (HTTPStatus.OK, HTTPStatus.NO_CONTENT):
        return found
    code, message = (found.get("code"), found.get("message")) if isinstance(found, dict) else (None, None)
    if code == INVALID_PARAMETER_VALUE:
        raise InvalidQueryError(str(message))
    if code == STATEMENT_TIMEOUT:
        raise DatabaseTimeoutError("The query took too long.")
    if response.status == HTTPStatus.TOO_MANY_REQUESTS:
        raise DatabaseBusyError("The database is busy. Please try again in a few seconds.")
    sqlstate = f" ({code})" if SQLSTATE.fullmatch(str(code)) else ""
    raise DatabaseError(f"The database answered {response.status}{sqlstate}.")
