"""public.jobs of a Supabase project, over HTTP with the secret key."""

import math
import time
from collections.abc import Callable, Iterator
from typing import Self, TypedDict

import httpx

from cli.load.errors import LoadError
from cli.load.posting import READERS, Posting

COLUMNS = ",".join(READERS)
# Ids travel in the address of a request, and proxies limit that to 8 KB.
IDS_PER_REQUEST = 100
PAGE_ROWS = 1000
# Well below the timeout of a request.
SECONDS_TO_COUNT = 20
# Seconds before each retry of a request that met a passing failure; every request here may be repeated.
PAUSES = (0.5, 1.0, 2.0, 4.0)
PASSING = {429, 502, 503, 504}


class Address(TypedDict):
    """What tells whether a posting is there, under this or another id."""

    job_id: str
    url: str | None
    has_url_duplicate: int | None


class JobsTable:
    """Reads and upserts postings.

    Every method raises LoadError when the project is unreachable or refuses.
    """

    def __init__(self, url: str, secret_key: str, sleep: Callable[[float], None] = time.sleep) -> None:
        self._url = url.rstrip("/")
        try:
            self._client = httpx.Client(
                base_url=f"{self._url}/rest/v1",
                headers={"apikey": secret_key},
                timeout=httpx.Timeout(60, connect=5),
            )
        except httpx.InvalidURL as error:
            raise LoadError(f"SUPABASE_URL is not an address: {self._url}") from error
        self._sleep = sleep

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def addresses(self) -> dict[str, tuple[str | None, int | None]]:
        """job_id to url and has_url_duplicate, of every row."""
        return {row["job_id"]: (row["url"], row["has_url_duplicate"]) for row in self._pages()}

    def _pages(self) -> Iterator[Address]:
        after: dict[str, str] = {}
        while True:
            query = {"select": "job_id,url,has_url_duplicate", "order": "job_id", "limit": str(PAGE_ROWS)} | after
            rows: list[Address] = self._send("GET", query).json()
            if not rows:
                return
            yield from rows
            after = {"job_id": f"gt.{rows[-1]['job_id']}"}

    def stored(self, ids: list[str]) -> dict[str, Posting]:
        """The rows that are there of these ids."""
        found: dict[str, Posting] = {}
        for at in range(0, len(ids), IDS_PER_REQUEST):
            wanted = ",".join(
                '"' + id_.replace("\\", "\\\\").replace('"', '\\"') + '"' for id_ in ids[at : at + IDS_PER_REQUEST]
            )
            rows = self._send("GET", {"select": COLUMNS, "job_id": f"in.({wanted})"}).json()
            found |= {row["job_id"]: row for row in rows}
        return found

    def upsert(self, postings: list[Posting]) -> None:
        """Insert or replace by job_id; all of them or none."""
        self._send("POST", {"on_conflict": "job_id"}, postings)

    def count_months(self) -> None:
        """Have the months that were written to counted ahead: their answers are exact anyway, and fast from then on."""
        before = math.inf
        while 0 < (left := self._count_some()) < before:  # a month that cannot be counted ahead stays
            before = left

    def _count_some(self) -> int:
        """Count for some seconds; how many months are left."""
        left: int = self._send("POST", {}, {"seconds": SECONDS_TO_COUNT}, "/rpc/refresh_cells").json()
        return left

    def _send(
        self,
        method: str,
        query: dict[str, str],
        body: list[Posting] | dict[str, float] | None = None,
        path: str = "/jobs",
    ) -> httpx.Response:
        headers = {"prefer": "resolution=merge-duplicates,return=minimal"} if isinstance(body, list) else {}
        for pause in (*PAUSES, None):
            try:
                response = self._client.request(method, path, params=query, json=body, headers=headers)
            except httpx.TransportError as error:
                if pause is None or isinstance(error, httpx.UnsupportedProtocol):
                    raise LoadError(
                        f"cannot reach {self._url}: {error}. Is it running? `make dev` starts one."
                    ) from error
            else:
                if response.is_success:
                    return response
                if pause is None or response.status_code not in PASSING:
                    raise LoadError(_refusal(response, self._url))
            self._sleep(pause)
        raise AssertionError("the last attempt returns or raises")


def _refusal(response: httpx.Response, url: str) -> str:
    if response.status_code in {401, 403}:
        return f"{url} refuses the key: set SUPABASE_SECRET_KEY to the project's secret key (sb_secret_…)"
    if response.status_code == httpx.codes.NOT_FOUND:
        return f"{url} has no table public.jobs: apply the migrations first (supabase db push)"
    try:
        said = response.json().get("message") or response.reason_phrase
    except (ValueError, AttributeError):
        said = response.reason_phrase
    return f"{url} answers {response.status_code}: {said}"
