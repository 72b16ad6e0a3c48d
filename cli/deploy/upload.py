"""The zip in S3, under a name that its content decides."""

import hashlib
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from cli.deploy.template import Code


def key_of(package: Path) -> str:
    """The same bytes have the same name."""
    return f"llm-backend/{hashlib.sha256(package.read_bytes()).hexdigest()}.zip"


def upload(package: Path, code: Code, s3: Any, region: str) -> None:
    """Put the zip there, unless it is there; make the bucket where there is none."""
    if not _exists(s3.head_bucket, Bucket=code.bucket):
        where = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        s3.create_bucket(Bucket=code.bucket, **where)
    if not _exists(s3.head_object, Bucket=code.bucket, Key=code.key):
        s3.put_object(Bucket=code.bucket, Key=code.key, Body=package.read_bytes())


def _exists(head: Any, **what: str) -> bool:
    try:
        head(**what)
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
            return False
        raise
    return True
