"""A rollback during a canary, against CodeDeploy's service model: moto cannot stop a deployment."""

import pytest
from botocore.stub import Stubber

from cli.deploy import aws
from cli.deploy.rollback import UNDER_WAY, stop_canary

REGION = "us-east-1"


def resource(kind: str, physical_id: str) -> dict[str, object]:
    return {
        "LogicalResourceId": physical_id,
        "PhysicalResourceId": physical_id,
        "ResourceType": kind,
        "LastUpdatedTimestamp": "2026-11-23T00:00:00Z",
        "ResourceStatus": "CREATE_COMPLETE",
    }


def test_every_shift_under_way_is_stopped_and_sent_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "fake")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "fake")
    cloudformation, codedeploy = aws.client("cloudformation", REGION), aws.client("codedeploy", REGION)
    resources = [
        resource("AWS::CodeDeploy::Application", "app"),
        resource("AWS::CodeDeploy::DeploymentGroup", "backend"),
        resource("AWS::CodeDeploy::DeploymentGroup", "stream"),
        resource("AWS::Lambda::Alias", "alias"),
    ]
    with Stubber(cloudformation) as stack, Stubber(codedeploy) as deployments:
        stack.add_response("list_stack_resources", {"StackResourceSummaries": resources}, {"StackName": "joblab"})
        for group, running in (("backend", ["d-1"]), ("stream", [])):
            asked = {"applicationName": "app", "deploymentGroupName": group, "includeOnlyStatuses": UNDER_WAY}
            deployments.add_response("list_deployments", {"deployments": running}, asked)
        deployments.add_response(
            "stop_deployment", {"status": "Succeeded"}, {"deploymentId": "d-1", "autoRollbackEnabled": True}
        )

        assert stop_canary(cloudformation, codedeploy, "joblab") == 1

        deployments.assert_no_pending_responses()
