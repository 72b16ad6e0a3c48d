"""The zip goes into a bucket of the account's own, or nowhere."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.stub import Stubber

from cli.deploy import aws
from cli.deploy.errors import DeployError
from cli.deploy.template import Code
from cli.deploy.upload import key_of, upload
from tests.integration.deploy.conftest import Account

OWNER = "123456789012"
BUCKET = f"joblab-deploy-{OWNER}-us-west-2"


def sent_by(s3: Any) -> list[tuple[str, str | None]]:
    """What a client sends from now on: operation, and the account that the bucket has to be of."""
    sent: list[tuple[str, str | None]] = []

    def note(request: Any, operation_name: str, **_: object) -> None:
        owner = request.headers.get("x-amz-expected-bucket-owner")
        sent.append((operation_name, owner.decode() if isinstance(owner, bytes) else owner))

    for operation in s3.meta.service_model.operation_names:
        s3.meta.events.register(f"request-created.s3.{operation}", note)
    return sent


def test_every_call_names_the_owner(make_account: Callable[[], Account]) -> None:
    account = make_account()
    s3 = aws.client("s3", "us-west-2")
    code = Code(BUCKET, key_of(account.package))
    sent = sent_by(s3)

    upload(account.package, code, s3, "us-west-2", OWNER)
    upload(account.package, code, s3, "us-west-2", OWNER)

    assert sent == [
        ("HeadBucket", OWNER),
        ("CreateBucket", None),  # whose the new one is needs no saying, and cannot be said
        ("HeadObject", OWNER),
        ("PutObject", OWNER),
        ("HeadBucket", OWNER),
        ("HeadObject", OWNER),
    ]
    assert s3.get_object(Bucket=BUCKET, Key=code.key)["Body"].read() == account.package.read_bytes()


@pytest.fixture
def refusing(make_account: Callable[[], Account]) -> Iterator[Stubber]:
    """S3 as it answers for a bucket of another account, which moto does not: 403, whatever the bucket's policy says."""
    with Stubber(aws.client("s3", "us-east-1")) as stubber:
        yield stubber


def test_a_bucket_of_somebody_else_is_one_clear_line(
    make_account: Callable[[], Account], refusing: Stubber, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = make_account()
    bucket = {"Bucket": f"joblab-deploy-{OWNER}-us-east-1", "ExpectedBucketOwner": OWNER}
    refusing.add_client_error("head_bucket", "403", "Forbidden", 403, expected_params=bucket)
    clients = aws.client
    monkeypatch.setattr(
        aws, "client", lambda service, region: refusing.client if service == "s3" else clients(service, region)
    )

    refused = account.deploy()

    assert refused.exit_code == 1
    assert refused.stderr.splitlines() == [
        f"The bucket {bucket['Bucket']} is not account {OWNER}'s, or you may not use it: "
        "name one of its own as s3_bucket in samconfig.toml."
    ]
    assert clients("lambda", "us-east-1").list_functions()["Functions"] == []
    refusing.assert_no_pending_responses()


def test_a_bucket_that_changed_hands_gets_no_zip(make_account: Callable[[], Account], refusing: Stubber) -> None:
    account = make_account()
    code = Code("ours", key_of(account.package))
    refusing.add_response("head_bucket", {}, {"Bucket": "ours", "ExpectedBucketOwner": OWNER})
    what = {"Bucket": "ours", "ExpectedBucketOwner": OWNER, "Key": code.key}
    refusing.add_client_error("head_object", "404", "Not Found", 404, expected_params=what)
    refusing.add_client_error("put_object", "AccessDenied", "Access Denied", 403)

    with pytest.raises(DeployError, match=f"ours is not account {OWNER}'s"):
        upload(account.package, code, refusing.client, "us-east-1", OWNER)
