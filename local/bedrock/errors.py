"""The errors of the Bedrock Runtime that the stand-in gives."""

from typing import Literal

ErrorCode = Literal["ValidationException", "ResourceNotFoundException"]

STATUS: dict[ErrorCode, int] = {"ValidationException": 400, "ResourceNotFoundException": 404}


class BedrockError(Exception):
    """A refusal that the client sees as `code`, in the HTTP status that Bedrock gives it."""

    def __init__(self, code: ErrorCode, message: str) -> None:
        super().__init__(message)
        self.code: ErrorCode = code
        self.message = message

    @property
    def status(self) -> int:
        return STATUS[self.code]


class InvalidRequestError(BedrockError):
    """The request breaks a rule of Converse: HTTP 400."""

    def __init__(self, message: str) -> None:
        super().__init__("ValidationException", message)
