"""A tool call of the model's, parted into what it looks up and what it tells of the answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from joblab.bedrock.messages import ToolUse
from joblab.tools.registry import TELLING


@dataclass(frozen=True)
class Call:
    """A tool call: what it looks up, and what it tells of the answer (see TELLING)."""

    id: str
    name: str
    input: dict[str, object] | None
    telling: Mapping[str, str]

    @classmethod
    def of(cls, use: ToolUse) -> "Call":
        """Part what the model wrote."""
        told = {name: value for name, value in (use.input or {}).items() if name in TELLING}
        asked = use.input and {name: value for name, value in use.input.items() if name not in told}
        telling = {name: value.strip() for name, value in told.items() if isinstance(value, str) and value.strip()}
        return cls(use.id, use.name, asked, telling)
