"""A Supabase project: which one, and its PostgREST, with the key that may do all that its owner may."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

import httpx
from pydantic import JsonValue, SecretStr

from joblab.settings import credentials
from local.supabase.project import Project

# Seconds before each retry of a request that met a passing failure; every request here may be repeated.
PAUSES = (0.5, 1.0, 2.0, 4.0)
PASSING = {429, 502, 503, 504}


class ProjectError(Exception):
    """The project is unknown, unreachable or refuses; the message says why and what to do, in one line."""

    exit_code = 1


@dataclass(frozen=True)
class Target:
    """A project's address, and its secret key."""

    url: str
    secret_key: str = field(repr=False)

    @classmethod
    def from_environment(cls) -> Self:
        """SUPABASE_URL with SUPABASE_SECRET_KEY, or the local project when neither is set.

        Raises:
            ProjectError: one of the two is missing, or no local project was ever started.
        """
        url, key = os.environ.get("SUPABASE_URL"), os.environ.get("SUPABASE_SECRET_KEY")
        if url and key:
            return cls(url, key)
        if url or key:
            missing = "SUPABASE_SECRET_KEY" if url else "SUPABASE_URL"
            raise ProjectError(f"{missing} is not set")
        try:
            project = Project.read()
        except FileNotFoundError as error:
            raise ProjectError(
                "set SUPABASE_URL and SUPABASE_SECRET_KEY, or start the local project with `make dev`"
            ) from error
        return cls(project.url, project.secret_key)


class RestClient:
    """Its PostgREST. Every method raises ProjectError when the project is unreachable or refuses."""

    def __init__(
        self, target: Target, pauses: Sequence[float] = PAUSES, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._url = target.url.rstrip("/")
        key = SecretStr(target.secret_key)
        try:
            self._client = httpx.Client(
                base_url=f"{self._url}/rest/v1",
                headers=credentials(key, key),
                timeout=httpx.Timeout(60, connect=5),
            )
        except httpx.InvalidURL as error:
            raise ProjectError(f"SUPABASE_URL is not an address: {self._url}") from error
        self._pauses = pauses
        self._sleep = sleep

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def call(self, function: str, arguments: Mapping[str, object]) -> JsonValue:
        """What an SQL function returns; nothing for one that returns void."""
        response = self.send("POST", f"/rpc/{function}", body=arguments)
        try:
            found: JsonValue = response.json() if response.content else None
        except ValueError as error:
            raise ProjectError(f"{self._url} does not answer as PostgREST does: is the address right?") from error
        return found

    def send(
        self,
        method: str,
        path: str,
        query: Mapping[str, str] | None = None,
        body: object = None,
        prefer: str | None = None,
    ) -> httpx.Response:
        """The response of a request that went well."""
        headers = {"prefer": prefer} if prefer else {}
        for pause in (*self._pauses, None):
            try:
                response = self._client.request(method, path, params=query, json=body, headers=headers)
            except httpx.TransportError as error:
                if pause is None or isinstance(error, httpx.UnsupportedProtocol):
                    raise ProjectError(
                        f"cannot reach {self._url}: {error}. Is it running? `make dev` starts one."
                    ) from error
            else:
                if response.is_success:
                    return response
                if pause is None or response.status_code not in PASSING:
                    raise ProjectError(_refusal(response, self._url, path))
            self._sleep(pause)
        raise AssertionError("the last attempt returns or raises")


def _refusal(response: httpx.Response, url: str, path: str) -> str:
    if response.status_code in {401, 403}:
        return f"{url} refuses the key: set SUPABASE_SECRET_KEY to the project's secret key (sb_secret_…)"
    if response.status_code == httpx.codes.NOT_FOUND:
        what = "function" if path.startswith("/rpc/") else "table"
        return f"{url} has no {what} public.{path.rpartition('/')[2]}: apply the migrations first (supabase db push)"
    try:
        said = response.json().get("message") or response.reason_phrase
    except (ValueError, AttributeError):
        said = response.reason_phrase
    return f"{url} answers {response.status_code}: {said}"
