"""Bedrock's errors, mapped once, at the client's edge."""

import botocore.eventstream
import botocore.exceptions
import botocore.parsers
import urllib3.exceptions

from joblab.errors import AppError, DeadlineExceededError, TooLargeError, UpstreamBusyError, UpstreamError

# What botocore makes of an answer, or of a frame, that is not in Bedrock's form.
NONSENSE = (botocore.parsers.ResponseParserError, botocore.eventstream.ParserError, ValueError, KeyError)
# Everything the client or a stream read may raise; ClientError covers EventStreamError, its subclass.
VENDOR_ERRORS = (
    botocore.exceptions.ClientError,
    botocore.exceptions.BotoCoreError,
    urllib3.exceptions.HTTPError,
    *NONSENSE,
)

BUSY = {
    "ThrottlingException",
    "throttlingException",
    "ModelNotReadyException",
    "ServiceUnavailableException",
    "serviceUnavailableException",
    "ServiceQuotaExceededException",
}
# Bedrock has no code for it: "Input is too long for requested model.", "prompt is too long: 213042 tokens > 200000".
REFUSED = {"ValidationException", "validationException"}
TOO_LONG = "too long"


class ModelError(UpstreamError):
    """The model failed, refused the request or cannot be reached."""

    code = "model-failed"


class ModelBusyError(UpstreamBusyError):
    """Bedrock throttles or is short of capacity, after the client's own retries."""

    code = "model-busy"


class ModelTimeoutError(DeadlineExceededError):
    """The model did not answer in the time left."""

    code = "model-timeout"


def from_vendor(error: Exception) -> AppError:
    """The application's error for one of botocore or urllib3; its detail never quotes them."""
    if isinstance(error, botocore.exceptions.ClientError):
        code = error.response.get("Error", {}).get("Code", "Unknown")
        if code in BUSY:
            return ModelBusyError("The language model is busy. Please try again in a few seconds.")
        if code in REFUSED and TOO_LONG in str(error).lower():
            return TooLargeError(
                "This is too long for the language model. Please ask in fewer words, or in a new chat."
            )
        return ModelError(f"The language model could not answer ({code if code.isalnum() else 'unknown'}).")
    if isinstance(
        error,
        botocore.exceptions.ReadTimeoutError
        | botocore.exceptions.ConnectTimeoutError
        | urllib3.exceptions.TimeoutError,
    ):
        return ModelTimeoutError("The language model did not answer in time. Please try again.")
    if isinstance(error, NONSENSE):
        return ModelError("The language model answered with something that is no answer. Please try again.")
    return ModelError("The language model cannot be reached, or broke off its answer. Please try again.")
