"""The only caller of Supabase: one SQL function per method, over PostgREST."""

import json
from typing import Any

import urllib3
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError
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

type Json = dict[str, Any]

CONNECT_TIMEOUT = 2.0
# Above the statement_timeout of every function, so that Postgres gives up first.
READ_TIMEOUT = 10.0
# Reads may be repeated: the functions are `stable`. One retry, after 0.1 s.
RETRY_READS = Retry(
    total=1, status_forcelist=(502, 503, 504), allowed_methods=None, backoff_factor=0.1, raise_on_status=False
)
NO_RETRY = Retry(total=0, raise_on_status=False)
# The arguments of job_stats that go as they are.
MEASURING = {"measure", "group_by", "compare", "compare_start", "compare_end", "min_postings", "order_by", "ascending"}
INVALID_PARAMETER_VALUE = "22023"
STATEMENT_TIMEOUT = "57014"


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

    def __init__(self, url: str, headers: dict[str, str]) -> None:
        self._rpc = f"{url.rstrip('/')}/rest/v1/rpc/"
        self._pool = urllib3.PoolManager(maxsize=16, headers={**headers, "content-type": "application/json"})

    def stats(self, query: StatsQuery, deadline: Deadline) -> Stats:
        """Aggregate."""
        return Stats.model_validate(
            self._read(
                "job_stats",
                deadline,
                filters=query.filters(),
                part=query.part.filters() if query.part else None,
                **query.model_dump(mode="json", include=MEASURING),
                row_limit=query.limit,
            )
        )

    def search(self, query: JobsQuery, deadline: Deadline) -> JobPage:
        """List postings."""
        return JobPage.model_validate(
            self._read(
                "search_jobs",
                deadline,
                filters=query.filters(),
                order_by=query.order_by,
                ascending=query.ascending,
                row_limit=query.limit,
                row_offset=query.offset,
            )
        )

    def get(self, job_id: str, deadline: Deadline) -> Job | None:
        """One posting, or None."""
        found = self._read("get_job", deadline, job_id=job_id)
        return None if found is None else Job.model_validate(found)

    def describe(self, query: DataQuery, deadline: Deadline) -> DataDescription:
        """What values there are."""
        return DataDescription.model_validate(
            self._read(
                "describe_data",
                deadline,
                dimension=query.dimension,
                starts_with=query.starts_with,
                row_limit=query.limit,
            )
        )

    def overview(self, filters: Filters, deadline: Deadline) -> Overview:
        """Totals and all charts of the explore page."""
        return Overview.model_validate(self._read("jobs_overview", deadline, filters=filters.filters()))

    def recall_turns(self, conversation_id: str, deadline: Deadline) -> list[dict[str, Any]]:
        """The conversation's last turns, oldest first; empty for an unknown one."""
        turns: list[dict[str, Any]] = self._read("recall_turns", deadline, conversation_id=conversation_id)
        return turns

    def remember_turn(
        self, conversation_id: str, turn: dict[str, Any], asked: Json, plan: Json | None, deadline: Deadline
    ) -> None:
        """Keep one turn, write down what was asked and what came of it, and keep the plan of the answer."""
        arguments = {"conversation_id": conversation_id, "turn": turn, "asked": asked, "plan": plan}
        self._call("remember_turn", deadline, NO_RETRY, **arguments)

    def recall_plan(self, keys: list[str], deadline: Deadline) -> dict[str, Any]:
        """`plan` under the first of the keys that has one, `key`, and the `version` of the data."""
        found: dict[str, Any] = self._read("recall_plan", deadline, keys=keys)
        return found

    def record_question(self, asked: Json, deadline: Deadline) -> None:
        """Write down a question that got no answer."""
        self._call("record_question", deadline, NO_RETRY, asked=asked)

    def record_feedback(self, feedback: dict[str, Any], deadline: Deadline) -> None:
        """Keep what a visitor thought of an answer."""
        self._call("record_feedback", deadline, NO_RETRY, **feedback)

    def ping(self, deadline: Deadline) -> None:
        """Check address, credentials, grants and database in one cheap call."""
        self._read("get_job", deadline, job_id="")

    def close(self) -> None:
        """Close the connections."""
        self._pool.clear()

    def _read(self, function: str, deadline: Deadline, **arguments: Any) -> Any:
        return self._call(function, deadline, RETRY_READS, **arguments)

    def _call(self, function: str, deadline: Deadline, retry: Retry, **arguments: Any) -> Any:
        if not deadline.remaining():
            raise DatabaseTimeoutError("No time was left to ask the database.")
        attempts = 1 + int(retry.total or 0)
        timeout = Timeout(connect=CONNECT_TIMEOUT, read=min(READ_TIMEOUT, deadline.remaining() / attempts))
        try:
            response = self._pool.request(
                "POST", self._rpc + function, body=json.dumps(arguments), retries=retry, timeout=timeout
            )
        except HTTPError as error:
            raise unreachable(error) from error
        return _answer(response)


def unreachable(error: HTTPError) -> DatabaseError | DatabaseTimeoutError:
    """The application's error for one of urllib3."""
    reason = error.reason if isinstance(error, MaxRetryError) else error
    if isinstance(reason, HTTPTimeoutError) and not isinstance(reason, NewConnectionError):  # a refusal, to urllib3
        return DatabaseTimeoutError("The database did not answer in time; a shorter period or more filters may help.")
    return DatabaseError("The database cannot be reached.")


def _answer(response: urllib3.BaseHTTPResponse) -> Any:
    """The function's JSON; PostgREST's errors as ours, told apart by SQLSTATE."""
    if response.status in (200, 204):
        return json.loads(response.data) if response.data else None
    try:
        error = json.loads(response.data)
        code, message = error["code"], error["message"]
    except (ValueError, KeyError, TypeError):
        code, message = None, None
    if code == INVALID_PARAMETER_VALUE:
        raise InvalidQueryError(str(message))
    if code == STATEMENT_TIMEOUT:
        raise DatabaseTimeoutError("The query took too long; narrow the period or the filters.")
    if response.status == 429:
        raise DatabaseBusyError("The database is busy. Please try again in a few seconds.")
    raise DatabaseError(f"The database answered {response.status}{f' ({code})' if code else ''}.")
