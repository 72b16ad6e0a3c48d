"""Vendor exceptions are mapped at the edge: every one there is, not only those we thought of."""

import inspect
from collections.abc import Iterator
from typing import Any

import botocore.exceptions
import botocore.session
import pytest
import urllib3.exceptions

from joblab.bedrock.errors import BUSY, VENDOR_ERRORS, ModelBusyError, ModelError, ModelTimeoutError, from_vendor
from joblab.errors import AppError
from joblab.jobs.repository import DatabaseError, DatabaseTimeoutError, unreachable

SECRET = "raw upstream text"


def exceptions_of(module: object, base: type[Exception]) -> list[type[Exception]]:
    return [cls for _, cls in inspect.getmembers(module, inspect.isclass) if issubclass(cls, base)]


def instance(cls: type[Exception]) -> Exception:
    """One of the class, however many arguments it wants; none of them may show."""
    error = cls.__new__(cls)
    Exception.__init__(error, SECRET)
    return error


def bedrock_error_codes() -> Iterator[str]:
    model: Any = botocore.session.get_session().get_service_model("bedrock-runtime")  # shapes differ by operation
    operation = model.operation_model("ConverseStream")
    yield from (shape.name for shape in operation.error_shapes)
    events = operation.output_shape.members["stream"].members
    yield from (name for name, shape in events.items() if shape.metadata.get("exception"))


@pytest.mark.parametrize("cls", exceptions_of(botocore.exceptions, botocore.exceptions.BotoCoreError))
def test_every_botocore_error_is_mapped(cls: type[Exception]) -> None:
    error = from_vendor(instance(cls))

    assert issubclass(cls, VENDOR_ERRORS)
    assert isinstance(error, ModelError | ModelBusyError | ModelTimeoutError)
    assert SECRET not in error.detail


@pytest.mark.parametrize("code", sorted(set(bedrock_error_codes())))
def test_every_error_of_converse_stream_is_mapped(code: str) -> None:
    vendor = botocore.exceptions.ClientError({"Error": {"Code": code, "Message": SECRET}}, "ConverseStream")

    error = from_vendor(vendor)

    assert isinstance(error, ModelBusyError if code in BUSY else ModelError)
    assert SECRET not in error.detail


def test_converse_stream_can_be_busy_in_every_way_we_know_of() -> None:
    assert set(bedrock_error_codes()) | {"ServiceQuotaExceededException"} >= BUSY


@pytest.mark.parametrize("cls", exceptions_of(urllib3.exceptions, urllib3.exceptions.HTTPError))
def test_every_urllib3_error_is_mapped_on_both_edges(cls: type[Exception]) -> None:
    vendor = instance(cls)
    if isinstance(vendor, urllib3.exceptions.MaxRetryError):
        vendor.reason = None
    assert isinstance(vendor, urllib3.exceptions.HTTPError)

    errors: list[AppError] = [from_vendor(vendor), unreachable(vendor)]

    assert isinstance(errors[0], ModelError | ModelTimeoutError)
    assert isinstance(errors[1], DatabaseError | DatabaseTimeoutError)
    assert all(SECRET not in error.detail for error in errors)
