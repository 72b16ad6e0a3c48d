"""public.jobs of a Supabase project, over HTTP with the secret key."""

import math
import time
from collections.abc import Callable, Iterator
from typing import Self, TypedDict

from cli.load.posting import READERS, Posting
from cli.project import PAUSES, RestClient, Target

COLUMNS = ",".join(READERS)
# Ids travel in the address of a request, and proxies limit that to 8 KB.
IDS_PER_REQUEST = 100
PAGE_ROWS = 1000
# Well below the timeout of a request.
SECONDS_TO_COUNT = 20


class Address(TypedDict):
    """What tells whether a posting is there, under this or another id."""

    job_id: str
    url: str | None
    has_url_duplicate: int | None


class JobsTable:
    """Reads and upserts postings.

    Every method raises ProjectError when the project is unreachable or refuses.
    """

    def __init__(self, url: str, secret_key: str, sleep: Callable[[float], None] = time.sleep) -> None:
        self._rest = RestClient(Target(url, secret_key), PAUSES, sleep)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._rest.__exit__()

    def addresses(self) -> dict[str, tuple[str | None, int | None]]:
        """job_id to url and has_url_duplicate, of every row."""
        return {row["job_id"]: (row["url"], row["has_url_duplicate"]) for row in self._pages()}

    def _pages(self) -> Iterator[Address]:
        after: dict[str, str] = {}
        while True:
            query = {"select": "job_id,url,has_url_duplicate", "order": "job_id", "limit": str(PAGE_ROWS)} | after
            rows: list[Address] = self._rest.send("GET", "/jobs", query).json()
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
            rows = self._rest.send("GET", "/jobs", {"select": COLUMNS, "job_id": f"in.({wanted})"}).json()
            found |= {row["job_id"]: row for row in rows}
        return found

    def upsert(self, postings: list[Posting]) -> None:
        """Insert or replace by job_id; all of them or none."""
        prefer = "resolution=merge-duplicates,return=minimal"
        self._rest.send("POST", "/jobs", {"on_conflict": "job_id"}, postings, prefer)

    def count_months(self) -> None:
        """Have the months that were written to counted ahead: their answers are exact anyway, and fast from then on."""
        before = math.inf
        while 0 < (left := self._count_some()) < before:  # a month that cannot be counted ahead stays
            before = left

    def _count_some(self) -> int:
        """Count for some seconds; how many months are left."""
        left: int = self._rest.send("POST", "/rpc/refresh_cells", body={"seconds": SECONDS_TO_COUNT}).json()
        return left
