"""Bedrock's errors, mapped once, at the client's edge."""

import botocore.exceptions
import urllib3.exceptions

from joblab.errors import AppError, DeadlineExceededError, UpstreamBusyError, UpstreamError

# Everything the client or a stream read may raise; ClientError covers EventStreamError, its subclass.
VENDOR_ERRORS = (
    botocore.exceptions.ClientError,
    botocore.exceptions.BotoCoreError,
    urllib3.exceptions.HTTPError,
)

BUSY = {
    "ThrottlingException",
    "throttlingException",
    "ModelNotReadyException",
    "ServiceUnavailableException",
    "serviceUnavailableException",
    "ServiceQuotaExceededException",
}


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
        return ModelError(f"The language model could not answer ({code}).")
    if isinstance(
        error,
        botocore.exceptions.ReadTimeoutError
        | botocore.exceptions.ConnectTimeoutError
        | urllib3.exceptions.TimeoutError,
    ):
        return ModelTimeoutError("The language model did not answer in time. Please try again.")
    return ModelError(f"The language model cannot be reached ({type(error).__name__}).")
