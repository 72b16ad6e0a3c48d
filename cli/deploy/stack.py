"""A CloudFormation stack, changed through change sets, so that a person sees first what will happen."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from botocore.exceptions import ClientError, WaiterError

from cli.deploy.errors import DeployError

POLL_SECONDS = 3
# A linear shift takes 10 minutes, a long canary 30.
MAX_POLLS = 3600 // POLL_SECONDS
NOTHING_TO_CHANGE = ("didn't contain changes", "No updates are to be performed")


@dataclass(frozen=True)
class Change:
    """What will happen to one resource; `replaces`: the old one is thrown away."""

    action: str
    resource: str
    type: str
    replaces: bool

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> "Change":
        """From an entry of DescribeChangeSet."""
        change = entry["ResourceChange"]
        replaces = change.get("Replacement") in ("True", "Conditional")
        return cls(change["Action"], change["LogicalResourceId"], change["ResourceType"], replaces)


@dataclass(frozen=True)
class ChangeSet:
    """A change that waits to be applied."""

    id: str
    creates: bool
    changes: tuple[Change, ...]


class Stack:
    """One stack by its name."""

    def __init__(self, name: str, cloudformation: Any) -> None:
        self.name = name
        self._api = cloudformation

    def propose(self, template: str, parameters: Mapping[str, str]) -> ChangeSet | None:
        """Ask what would change; None when nothing would.

        Raises:
            DeployError: CloudFormation refuses the template or its parameters.
        """
        creates = not self._exists()
        kind = "create" if creates else "update"
        try:
            created = self._api.create_change_set(
                StackName=self.name,
                ChangeSetName=f"joblab-{time.time_ns()}",
                ChangeSetType=kind.upper(),
                TemplateBody=template,
                Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
                Capabilities=["CAPABILITY_NAMED_IAM"],
            )
        except ClientError as error:
            if creates or not _says_nothing_changes(str(error)):
                raise
            return None
        self._wait("change_set_create_complete", ChangeSetName=created["Id"])
        pages = list(self._api.get_paginator("describe_change_set").paginate(ChangeSetName=created["Id"]))
        changes = tuple(Change.of(entry) for page in pages for entry in page.get("Changes", []))
        failure = pages[0]["StatusReason"] if pages[0]["Status"] == "FAILED" else None
        if failure or not changes:
            self._api.delete_change_set(ChangeSetName=created["Id"])
            if failure and not _says_nothing_changes(failure):
                raise DeployError(failure)
            return None
        return ChangeSet(created["Id"], creates, changes)

    def withdraw(self, change_set: ChangeSet) -> None:
        """Forget a proposal, and with it the empty stack that a first one makes."""
        self._api.delete_change_set(ChangeSetName=change_set.id)
        if change_set.creates:
            self._api.delete_stack(StackName=self.name)

    def apply(self, change_set: ChangeSet) -> None:
        """Make the change and wait for its end, canary included.

        Raises:
            DeployError: it failed and was rolled back; names what failed first.
        """
        self._api.execute_change_set(ChangeSetName=change_set.id)
        if not self._wait(f"stack_{'create' if change_set.creates else 'update'}_complete", StackName=self.name):
            raise DeployError("The deployment failed and was rolled back:\n" + "\n".join(self._failures()))

    def outputs(self) -> dict[str, str]:
        """What the stack says of itself, by name."""
        (stack,) = self._api.describe_stacks(StackName=self.name)["Stacks"]
        return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}

    def _exists(self) -> bool:
        try:
            (stack,) = self._api.describe_stacks(StackName=self.name)["Stacks"]
        except ClientError as error:
            if "does not exist" in str(error):
                return False
            raise
        # What a withdrawn first proposal may leave behind.
        return str(stack["StackStatus"]) != "REVIEW_IN_PROGRESS"

    def _wait(self, waiter: str, **what: str) -> bool:
        """Whether it came to a good end."""
        try:
            self._api.get_waiter(waiter).wait(**what, WaiterConfig={"Delay": POLL_SECONDS, "MaxAttempts": MAX_POLLS})
        except WaiterError:
            return False
        return True

    def _failures(self) -> list[str]:
        """What failed in the last operation, the cause first."""
        events = self._api.describe_stack_events(StackName=self.name)["StackEvents"]  # newest first
        latest = takewhile(lambda event: event.get("ResourceStatusReason") != "User Initiated", events)
        failed = [event for event in latest if event["ResourceStatus"].endswith("_FAILED")]
        return [
            f"  {event['LogicalResourceId']}: {event.get('ResourceStatusReason', '')}" for event in reversed(failed)
        ]


def _says_nothing_changes(reason: str) -> bool:
    return any(words in reason for words in NOTHING_TO_CHANGE)
