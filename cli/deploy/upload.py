"""The zip in S3, under a name that its content decides."""

import hashlib
from http import HTTPStatus
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from cli.deploy.errors import DeployError
from cli.deploy.template import Code


def key_of(package: Path) -> str:
    """The same bytes have the same name."""
    return f"llm-backend/{hashlib.sha256(package.read_bytes()).hexdigest()}.zip"


def upload(package: Path, code: Code, s3: Any, region: str, account: str) -> None:
    """Put the zip there, unless it is there; make the bucket where there is none.

    Raises:
        DeployError: the bucket is not the account's own; whoever owns it could put another zip in its place.
    """
    bucket = {"Bucket": code.bucket, "ExpectedBucketOwner": account}
    try:
        if not _exists(s3.head_bucket, **bucket):
            where = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
            s3.create_bucket(Bucket=code.bucket, **where)
        if not _exists(s3.head_object, **bucket, Key=code.key):
            s3.put_object(**bucket, Key=code.key, Body=package.read_bytes())
    except ClientError as error:
        if _status(error) != HTTPStatus.FORBIDDEN:
            raise
        raise DeployError(
            f"The bucket {code.bucket} is not account {account}'s, or you may not use it: "
            "name one of its own as s3_bucket in samconfig.toml."
        ) from error


def _exists(head: Any, **what: str) -> bool:
    try:
        head(**what)
    except ClientError as error:
        if _status(error) == HTTPStatus.NOT_FOUND:
            return False
        raise
    return True


def _status(error: ClientError) -> int:
    return error.response["ResponseMetadata"]["HTTPStatusCode"]
