from collections.abc import Callable, Sequence
from urllib.parse import unquote

import pytest
from starlette.types import Scope

type BuildScope = Callable[[str, str, Sequence[Sequence[str]]], Scope]


@pytest.fixture
def build_scope() -> BuildScope:
    """Build the ASGI scope that uvicorn makes of a method, a target and headers."""

    def build(method: str, target: str, headers: Sequence[Sequence[str]]) -> Scope:
        path, _, query = target.partition("?")
        return {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers],
            "client": ("192.0.2.7", 50000),
            "server": ("127.0.0.1", 8000),
        }

    return build
