"""Bedrock's error for each of the Messages API, of the connection to it and of nonsense on it."""

import anthropic
import httpx2

from local.bedrock.errors import BedrockError, ErrorCode

# What the client, and reading a stream, may raise; a ValueError is nonsense where JSON belongs.
UPSTREAM_ERRORS = (anthropic.AnthropicError, httpx2.HTTPError, ValueError)

# By status, and by the type that an error in the middle of a stream has instead.
_MEANT: dict[ErrorCode, tuple[int | str, ...]] = {
    "AccessDeniedException": (401, 402, 403, "authentication_error", "billing_error", "permission_error"),
    "InternalServerException": (500, "api_error"),
    "ModelTimeoutException": (408, 504, "timeout_error"),
    "ResourceNotFoundException": (404, "not_found_error"),
    "ServiceUnavailableException": (503, 529, "overloaded_error"),
    "ThrottlingException": (429, "rate_limit_error"),
    "ValidationException": (400, 413, 422, "invalid_request_error", "request_too_large"),
}
_CODES = {meant: code for code, all_meant in _MEANT.items() for meant in all_meant}


def from_upstream(error: Exception) -> BedrockError:
    """The error that Bedrock would give."""
    match error:
        case anthropic.APIStatusError(status_code=status):
            return bedrock_error(status, error.api_message or error.message, _retry_after(error))
        case anthropic.APITimeoutError() | httpx2.TimeoutException():
            return BedrockError("ModelTimeoutException", "The model's server did not answer in time.")
        case anthropic.APIConnectionError() | httpx2.HTTPError():
            reason = f"The connection to {error.request.url} failed: {error.__cause__ or error}"
            return BedrockError("InternalServerException", reason)
    return BedrockError("ModelErrorException", f"The model's server sent what is no reply: {error}")


def bedrock_error(meant: int | str, message: str, headers: dict[str, str] | None = None) -> BedrockError:
    """The same for an error's status, or its type."""
    if meant in {413, "request_too_large"}:  # Bedrock has no code for it, but these words
        message = f"Input is too long for requested model. {message}"
    other: ErrorCode = "ValidationException" if isinstance(meant, int) and meant < 500 else "InternalServerException"
    return BedrockError(_CODES.get(meant, other), message, headers)


def _retry_after(error: anthropic.APIStatusError) -> dict[str, str]:
    """When to come again: in seconds for people, in milliseconds for the retries of the AWS SDK."""
    seconds = error.response.headers.get("retry-after", "")
    return {"retry-after": seconds, "x-amz-retry-after": f"{seconds}000"} if seconds.isdecimal() else {}
