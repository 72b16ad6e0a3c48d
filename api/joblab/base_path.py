"""The path below which the API is served, such as a stage's name."""

from starlette.types import ASGIApp, Receive, Scope, Send


class BasePath:
    """ASGI middleware: `path` in front of a request's own says nothing; without it, a request is served too."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self._app = app
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        scope["root_path"] = self._path
        await self._app(scope, receive, send)
