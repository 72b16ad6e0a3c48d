"""Mending a call that a tool refused, once, when its sentence names what is wrong."""

import re
from collections.abc import Sequence

from pydantic import JsonValue

from local.bedrock.planner.decision import Lookup, ToolCall
from local.bedrock.planner.understanding import Understood

_INSTEAD = re.compile(r"(?:did you mean|closest:?|use)\s+[\"'“‘]?([^\"'”’,.;?]+)", re.IGNORECASE)


def repaired_calls(rounds: Sequence[Sequence[Lookup]], understood: Understood) -> tuple[ToolCall, ...]:
    """New calls for those that failed in the only round so far; empty when there is nothing to mend."""
    if len(rounds) != 1 or not understood.queries:
        return ()
    mended = [mend(lookup) for lookup in rounds[0] if lookup.failed]
    return tuple(call for call in mended if call)


def mend(lookup: Lookup) -> ToolCall | None:
    """The call with the part that the refusal names replaced or left out; None when it names no part of it."""
    if lookup.call.name == "get_job":
        return None
    tool_input = dict(lookup.call.input)
    named = [name for name in tool_input if re.search(rf"\b{name}\b", lookup.text)]
    by_value = [name for name, value in tool_input.items() if _is_named(value, lookup.text)]
    culprit = next(iter([*by_value, *named]), None)
    if culprit is None:
        return None
    instead = _INSTEAD.search(lookup.text)
    if instead and culprit in by_value:
        tool_input[culprit] = instead[1].strip()
    else:
        del tool_input[culprit]
    return ToolCall(lookup.call.name, tool_input)


def _is_named(value: JsonValue, text: str) -> bool:
    values = value if isinstance(value, list) else [value]
    return any(isinstance(item, str) and re.search(rf"[\"'“‘]{re.escape(item)}[\"'”’]", text) for item in values)
