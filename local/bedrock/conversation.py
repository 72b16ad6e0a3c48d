"""From a Converse request to what the planner needs to know."""

import re
from datetime import UTC, date, datetime

from local.bedrock.planner.decision import Conversation, Lookup, ToolCall
from local.bedrock.planner.periods import ALWAYS, Period
from local.bedrock.schemas import ConverseRequest, Message, ToolResult, ToolUse

# How the caller sends a reply back that states what no result shows: see joblab.chat.agent.
_FINDING = "Your reply was taken back: "
# How the caller tells of the conversation so far: see joblab.chat.turn.
_EARLIER = "Earlier in this conversation"
_READER = re.compile(r"^Reader: (.*)$", re.MULTILINE)
# What a call says beside what it looks up: see joblab.tools.registry.
_TELLING = ("as", "language", "answer")
_TODAY = re.compile(r"^Today is (\d{4}-\d{2}-\d{2})\.", re.MULTILINE)
_COVERED = re.compile(r"^Today is .* The data covers (\d{4}-\d{2}-\d{2}) to (\d{4}-\d{2}-\d{2})\.", re.MULTILINE)


def read_conversation(request: ConverseRequest) -> Conversation:
    """Questions are the user's texts; what was looked up since the last of them comes as rounds of lookups.

    A text beside tool results or behind another text, or about the model's reply, is the caller's instruction to the
    model, not a question; what the results say is said again then.
    """
    questions: list[str] = []
    rounds: list[tuple[Lookup, ...]] = []
    before: Message | None = None
    for message in request.messages:
        if message.role == "user" and message.tool_results and before:
            rounds.append(_lookups(before, message.tool_results))
        elif message.role == "user" and message.first_text and not message.first_text.startswith(_FINDING):
            questions += _questions(message)
            rounds = []
        before = message
    system = "\n".join(block.text for block in request.system if block.text is not None)
    config = request.tool_config
    choice = config.tool_choice if config else None
    return Conversation(
        today=_today(system),
        questions=tuple(questions),
        rounds=tuple(rounds),
        tools=config.names if config else frozenset(),
        must_call=bool(choice and (choice.any is not None or choice.tool)),
        forced_tool=choice.tool.name if choice and choice.tool else None,
        covered=_covered(system),
    )


def _questions(message: Message) -> list[str]:
    """What was asked in a message: its first text, or what was asked earlier and its second one."""
    first, *others = (block.text for block in message.content if block.text is not None)
    if not (others and first.startswith(_EARLIER)):
        return [first]
    return [*_READER.findall(first), others[0]]


def _lookups(asked: Message, results: tuple[ToolResult, ...]) -> tuple[Lookup, ...]:
    by_id = {result.tool_use_id: result for result in results}
    return tuple(_lookup(use, by_id[use.tool_use_id]) for use in asked.tool_uses)


def _lookup(use: ToolUse, result: ToolResult) -> Lookup:
    call = ToolCall(use.name, {name: value for name, value in use.input.items() if name not in _TELLING})
    text = "\n".join(content.text for content in result.content if content.text is not None)
    return Lookup(call=call, text=text, failed=result.status == "error")


def _today(system: str) -> date:
    found = _TODAY.search(system)
    return date.fromisoformat(found[1]) if found else datetime.now(UTC).date()


def _covered(system: str) -> Period:
    found = _COVERED.search(system)
    return Period(date.fromisoformat(found[1]), date.fromisoformat(found[2])) if found else ALWAYS
