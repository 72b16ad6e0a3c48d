"""Which server of the Messages API to ask, from the environment that its own client reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

ANTHROPIC = "https://api.anthropic.com"


class UpstreamError(Exception):
    """The environment names no server; in one line."""


@dataclass(frozen=True)
class Upstream:
    base_url: str
    api_key: str

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """An empty variable counts as unset; a server on one's own machine wants no key, but its client does.

        Raises:
            UpstreamError: there is neither a key nor an address.
        """
        key = environment.get("ANTHROPIC_API_KEY") or environment.get("ANTHROPIC_AUTH_TOKEN")
        base_url = environment.get("ANTHROPIC_BASE_URL")
        if not (key or base_url):
            raise UpstreamError("set ANTHROPIC_API_KEY, or ANTHROPIC_BASE_URL to a server of the Messages API")
        return cls(base_url or ANTHROPIC, key or "none")
