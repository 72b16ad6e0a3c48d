"""One error type and one format for what callers see: problem+json (RFC 9457)."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from itertools import islice
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from joblab.telemetry.logs import logger, request_log

UNEXPECTED = "Something went wrong on our side. Please try again."
# How many fields an error names, and how many characters of each name.
MOST_FIELDS = 20
LONGEST_NAME = 100


class AppError(Exception):
    """An error with a stable code and a sentence for the caller; never holds a key or an upstream's raw text."""

    status: HTTPStatus = HTTPStatus.INTERNAL_SERVER_ERROR
    code: str = "internal-error"
    headers: Mapping[str, str] = {}

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class NotFoundError(AppError):
    """What was asked for by name does not exist."""

    status = HTTPStatus.NOT_FOUND
    code = "not-found"


class InvalidRequestError(AppError):
    """The request is well formed and asks for something impossible."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "invalid-request"


class UnauthorizedError(AppError):
    """API keys are required and none of them was sent."""

    status = HTTPStatus.UNAUTHORIZED
    code = "unauthorized"


class TooLargeError(AppError):
    """The body, or what the model would have to read, exceeds the limit."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "too-large"


class TooLongAddressError(AppError):
    """The query string exceeds the limit."""

    status = HTTPStatus.REQUEST_URI_TOO_LONG
    code = "too-long-address"


class UpstreamError(AppError):
    """The model or the database failed."""

    status = HTTPStatus.BAD_GATEWAY
    code = "upstream-failed"


class UpstreamBusyError(AppError):
    """The model or the database throttles."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "upstream-busy"
    headers: Mapping[str, str] = {"retry-after": "5"}


class DeadlineExceededError(AppError):
    """The time for this request ran out before there was anything to answer with."""

    status = HTTPStatus.GATEWAY_TIMEOUT
    code = "deadline-exceeded"


class FrameworkError(AppError):
    """One that the framework found: no such route, no such method."""

    def __init__(self, error: HTTPException, detail: str) -> None:
        super().__init__(detail)
        self.status = HTTPStatus(error.status_code)
        self.code = self.status.phrase.lower().replace(" ", "-")
        self.headers = error.headers or {}


class FieldProblem(BaseModel):
    """What is wrong with one field."""

    field: str
    message: str


class ProblemResponse(JSONResponse):
    """`application/problem+json`."""

    media_type = "application/problem+json"


class Problem(BaseModel):
    """The one error format (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str
    errors: list[FieldProblem] | None = None


PROBLEM_RESPONSES: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": Problem, "description": "The request cannot be served"},
    "5XX": {"model": Problem, "description": "The service or one behind it failed"},
}


PROBLEM_CONTENT = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


class Application(FastAPI):
    """FastAPI whose document tells the form of errors as it is."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document; FastAPI itself takes every model for plain JSON."""
        document = super().openapi()
        for operations in document["paths"].values():
            for operation in operations.values():
                for status in PROBLEM_RESPONSES:
                    operation["responses"][status]["content"] = PROBLEM_CONTENT
        return document


def render(request: Request, error: AppError, errors: list[FieldProblem] | None = None) -> ProblemResponse:
    """The response for an error."""
    problem = Problem(
        type=f"urn:joblab:{error.code}",
        title=error.status.phrase,
        status=error.status,
        detail=error.detail,
        request_id=request.state.request_id,
        errors=errors,
    )
    headers = {"cache-control": "no-store", **error.headers}  # it is one request's
    return ProblemResponse(problem.model_dump(exclude_none=True), error.status, headers=headers)


def _app_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, AppError)  # noqa: S101  (registered for it)
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        request_log(request.scope)["error"] = error.code
        if error.__cause__:
            request_log(request.scope)["cause"] = type(error.__cause__).__name__
    return render(request, error)


def _validation_error(request: Request, error: Exception) -> Response:
    """Say which fields are wrong and why, without sending back what they held."""
    assert isinstance(error, RequestValidationError)  # noqa: S101  (registered for it)
    found = islice(error.errors(), MOST_FIELDS)
    errors = [FieldProblem(field=_name(item["loc"]), message=_message(item)) for item in found]
    fields = ", ".join(problem.field for problem in errors[:5])
    return render(request, InvalidRequestError(f"The request does not validate: {fields}."), errors)


def _name(path: Iterable[object]) -> str:
    """A field's name; a caller may have called it anything."""
    return ".".join(map(str, path))[:LONGEST_NAME].encode(errors="replace").decode()


def _message(item: dict[str, Any]) -> str:
    if item["type"] == "string_pattern_mismatch":  # a regular expression helps nobody
        return "Contains characters that are not allowed here"
    return str(item["msg"])


def _http_error(request: Request, error: Exception) -> Response:
    """The framework's own: no such route, no such method."""
    assert isinstance(error, HTTPException)  # noqa: S101  (registered for it)
    return render(request, FrameworkError(error, f"{request.method} {_name([request.url.path])}: {error.detail}."))


def _unexpected(request: Request, error: Exception) -> Response:
    logger.error("unexpected error", exc_info=error)
    response = render(request, AppError(UNEXPECTED))
    response.headers["x-request-id"] = request.state.request_id  # nothing else adds it out here
    return response


def add_error_handlers(app: FastAPI) -> None:
    """Render every error in the one format."""
    app.add_exception_handler(AppError, _app_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _unexpected)
