"""The ids of tool calls: Bedrock wants them short and plain, a server may choose any."""

import re
import secrets

from pydantic import JsonValue

_TOOL_USE_ID = re.compile(r"[a-zA-Z0-9_.:-]{1,64}")


class ToolUseIds:
    """Gives an id that Bedrock takes for one that it does not, and back the server's own.

    An id from before this process started goes back as it is: call and result still agree.
    """

    def __init__(self) -> None:
        self._own: dict[str, str] = {}

    def issue(self, taken: set[str], own: JsonValue) -> str:
        """The caller's id for the server's own, which may be missing; `taken` are those of the conversation so far."""
        issued = own if isinstance(own, str) and own not in taken else ""
        if not _TOOL_USE_ID.fullmatch(issued):
            own, issued = issued, f"tooluse_{secrets.token_urlsafe(16)}"
            self._own[issued] = own or issued
        taken.add(issued)
        return issued

    def own(self, issued: str) -> str:
        """What the server calls it."""
        return self._own.get(issued, issued)
