"""Back to the version before, by moving the alias: no build, no upload, no CloudFormation."""

from dataclasses import dataclass
from typing import Any

from cli.deploy.aws import ALIAS
from cli.deploy.errors import DeployError

APPLICATION = "AWS::CodeDeploy::Application"
GROUP = "AWS::CodeDeploy::DeploymentGroup"
UNDER_WAY = ["Created", "Queued", "InProgress", "Baking", "Ready"]


@dataclass(frozen=True)
class Move:
    """Where an alias points, and where it is to point."""

    function: str
    current: int
    target: int


def plan_rollback(lambda_: Any, function: str) -> Move:
    """The move of the alias to the newest version older than its own.

    Raises:
        DeployError: there is none.
    """
    current = int(lambda_.get_alias(FunctionName=function, Name=ALIAS)["FunctionVersion"])
    pages = lambda_.get_paginator("list_versions_by_function").paginate(FunctionName=function)
    numbers = [version["Version"] for page in pages for version in page["Versions"]]
    older = [int(number) for number in numbers if number != "$LATEST" and int(number) < current]
    if not older:
        raise DeployError(f"{function} has no version before {current}.")
    return Move(function, current, max(older))


def move_alias(lambda_: Any, move: Move) -> None:
    """Send all traffic to the target, at once."""
    lambda_.update_alias(FunctionName=move.function, Name=ALIAS, FunctionVersion=str(move.target))


def stop_canary(cloudformation: Any, codedeploy: Any, stack_name: str) -> int:
    """Stop the traffic shifts under way, and say how many there were.

    CodeDeploy then sends their traffic back, and CloudFormation takes back the rest of the deployment.
    """
    pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack_name)
    resources = [resource for page in pages for resource in page["StackResourceSummaries"]]
    deployments = [
        deployment
        for application in _of_type(resources, APPLICATION)
        for group in _of_type(resources, GROUP)
        for deployment in codedeploy.list_deployments(
            applicationName=application, deploymentGroupName=group, includeOnlyStatuses=UNDER_WAY
        )["deployments"]
    ]
    for deployment in deployments:
        codedeploy.stop_deployment(deploymentId=deployment, autoRollbackEnabled=True)
    return len(deployments)


def _of_type(resources: list[dict[str, Any]], kind: str) -> list[str]:
    return [resource["PhysicalResourceId"] for resource in resources if resource["ResourceType"] == kind]
