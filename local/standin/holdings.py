"""Reads from the database what it holds, over its HTTP API."""

import asyncio
import time
from dataclasses import dataclass, field

import httpx

from local.standin.vocabulary import SPOKEN, Holdings, Vocabulary

# New postings bring new values; a question should not wait for them each time.
SECONDS_TO_KEEP = 300.0
_MOST_VALUES = 1000


@dataclass
class Database:
    """The Supabase project that questions are about; without an address only the language's words are known."""

    url: str
    secret_key: str = field(repr=False)
    _vocabulary: Vocabulary | None = None
    _read_at: float = 0.0
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def vocabulary(self) -> Vocabulary:
        """What is known, read again every five minutes.

        Raises:
            httpx.HTTPError: the database does not answer.
        """
        async with self._lock:
            if self._vocabulary is None or time.monotonic() - self._read_at > SECONDS_TO_KEEP:
                self._vocabulary = Vocabulary(await self.holdings() if self.url else Holdings({}))
                self._read_at = time.monotonic()
            return self._vocabulary

    async def holdings(self) -> Holdings:
        """What the database holds now.

        Raises:
            httpx.HTTPError: the database does not answer.
        """
        headers = {"apikey": self.secret_key}
        async with httpx.AsyncClient(base_url=f"{self.url}/rest/v1", headers=headers, timeout=30) as api:
            values = {dimension: await _values(api, dimension) for dimension in SPOKEN}
            aliases = (await api.get("/value_aliases")).raise_for_status().json()
            groups = (await api.get("/value_groups")).raise_for_status().json()
        names = [(each["dimension"], each["alias"], each["canonical"]) for each in aliases]
        canonical = {(each["dimension"], each["canonical"]) for each in aliases}
        canonical |= {(each["dimension"], each["name"]) for each in groups}
        return Holdings(values, [*names, *((dimension, name, name) for dimension, name in sorted(canonical))])


async def _values(api: httpx.AsyncClient, dimension: str) -> list[str]:
    answer = await api.post("/rpc/describe_data", json={"dimension": dimension, "row_limit": _MOST_VALUES})
    top = answer.raise_for_status().json()["dimensions"][dimension]["top"]
    return [each["value"] for each in top if isinstance(each["value"], str)]
