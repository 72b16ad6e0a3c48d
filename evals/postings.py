"""What is stored, read past everything that is under test."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields

import httpx
from pydantic import JsonValue, TypeAdapter

from evals.reference import Alias, Member, Names, Posting, counted

PAGE_ROWS = 1000
POSTINGS, ALIASES, MEMBERS = TypeAdapter(list[Posting]), TypeAdapter(list[Alias]), TypeAdapter(list[Member])

type Row = Mapping[str, JsonValue]


@dataclass(frozen=True)
class Data:
    """The postings that count, and the names that values go by."""

    postings: Sequence[Posting] = ()
    names: Names = field(default_factory=Names)


def fetch_postings(url: str, secret_key: str) -> Data:
    """Everything, over PostgREST as `service_role`.

    Raises:
        httpx.HTTPError: Supabase does not answer, or refuses.
        pydantic.ValidationError: a column has another type than JobLab's.
    """
    with httpx.Client(base_url=f"{url}/rest/v1", headers={"apikey": secret_key}, timeout=60) as client:
        postings = _fetch(client, "jobs", POSTINGS, ",".join(column.name for column in fields(Posting)), "job_id")
        aliases = _fetch(client, "value_aliases", ALIASES, "dimension,alias,canonical", "dimension,alias")
        members = _fetch(client, "value_groups", MEMBERS, "dimension,name,member", "dimension,name,member")
        return Data(counted(postings), Names(aliases, members))


def postings_of(rows: Iterable[Row]) -> list[Posting]:
    """Rows as PostgREST gives them, without those that are marked as duplicates."""
    return counted(POSTINGS.validate_python(list(rows)))


def _fetch[Kind](
    client: httpx.Client, table: str, kind: TypeAdapter[list[Kind]], columns: str, order: str
) -> list[Kind]:
    """Every row of a table, in pages."""
    found: list[Kind] = []
    query = {"select": columns, "order": order, "limit": str(PAGE_ROWS)}
    while True:
        page = client.get(f"/{table}", params=query | {"offset": str(len(found))}).raise_for_status()
        rows = kind.validate_json(page.content)
        found += rows
        if len(rows) < PAGE_ROWS:
            return found
