"""CORS as an HTTP API answers it once it is configured there."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

# What template.yaml configures on the deployed HTTP API, too.
ALLOW_METHODS = "GET,OPTIONS,POST"
ALLOW_HEADERS = "authorization,content-type,user-agent,x-api-key"
EXPOSE_HEADERS = "apigw-requestid,retry-after,x-request-id"
MAX_AGE_SECONDS = 300


@dataclass(frozen=True)
class Cors:
    """The allowed origins: whole ones, `*`, or `https://*` and `http://*`. None: CORS is not configured."""

    origins: tuple[str, ...] = ()

    @classmethod
    def from_setting(cls, value: str) -> "Cors":
        """Read CORS_ORIGINS, which is comma-separated."""
        return cls(tuple(origin.strip() for origin in value.split(",") if origin.strip()))

    def preflight(self, request: Request) -> Response | None:
        """Answer a preflight request; None when it is not one, or CORS is not configured."""
        asks = "origin" in request.headers and "access-control-request-method" in request.headers
        if not self.origins or request.method != "OPTIONS" or not asks:
            return None
        response = Response(status_code=204)
        if allowed := self._allowed_origin(request):
            response.headers["access-control-allow-origin"] = allowed
            response.headers["access-control-allow-methods"] = ALLOW_METHODS
            response.headers["access-control-allow-headers"] = ALLOW_HEADERS
            response.headers["access-control-max-age"] = str(MAX_AGE_SECONDS)
        return response

    def apply(self, request: Request, response: Response) -> None:
        """Put our CORS headers in the place of whatever the backend sent."""
        if not self.origins:
            return
        for name in [name for name in response.headers if name.startswith("access-control-")]:
            del response.headers[name]
        if allowed := self._allowed_origin(request):
            response.headers["access-control-allow-origin"] = allowed
            response.headers["access-control-expose-headers"] = EXPOSE_HEADERS

    def _allowed_origin(self, request: Request) -> str | None:
        origin = request.headers.get("origin")
        if origin is None:
            return None
        if "*" in self.origins:
            return "*"
        schemes = [allowed[:-1] for allowed in self.origins if allowed.endswith("://*")]
        known = origin in self.origins or any(origin.startswith(scheme) for scheme in schemes)
        return origin if known else None
