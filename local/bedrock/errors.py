"""The errors of the Bedrock Runtime that the endpoint gives."""

from collections.abc import Mapping
from typing import Literal

ErrorCode = Literal[
    "AccessDeniedException",
    "InternalServerException",
    "ModelErrorException",
    "ModelTimeoutException",
    "ResourceNotFoundException",
    "ServiceUnavailableException",
    "ThrottlingException",
    "ValidationException",
]

STATUS: dict[ErrorCode, int] = {
    "AccessDeniedException": 403,
    "InternalServerException": 500,
    "ModelErrorException": 424,
    "ModelTimeoutException": 408,
    "ResourceNotFoundException": 404,
    "ServiceUnavailableException": 503,
    "ThrottlingException": 429,
    "ValidationException": 400,
}
# What may come in the middle of a stream; anything else is a modelStreamErrorException there.
_FRAMES: dict[ErrorCode, str] = {
    "InternalServerException": "internalServerException",
    "ServiceUnavailableException": "serviceUnavailableException",
    "ThrottlingException": "throttlingException",
    "ValidationException": "validationException",
}


class BedrockError(Exception):
    """A refusal that the client sees as `code`, in the HTTP status that Bedrock gives it, or in a frame."""

    def __init__(self, code: ErrorCode, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.code: ErrorCode = code
        self.message = message
        self.headers = headers or {}

    @property
    def status(self) -> int:
        return STATUS[self.code]

    @property
    def frame(self) -> str:
        """The type of the exception that breaks a stream off."""
        return _FRAMES.get(self.code, "modelStreamErrorException")


class InvalidRequestError(BedrockError):
    """The request breaks a rule of Converse: HTTP 400."""

    def __init__(self, message: str) -> None:
        super().__init__("ValidationException", message)
