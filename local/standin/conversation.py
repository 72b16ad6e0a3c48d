"""From a Converse request to what the stand-in needs to know of it."""

import re
from datetime import UTC, date, datetime, timedelta

from local.bedrock.schemas import ConverseRequest, Message, ToolResult
from local.standin.decide import Conversation, Lookup

# How the caller sends a reply back that states what no result shows: see joblab.chat.agent.
_FINDING = "Your reply was taken back: "
# How the caller tells of the conversation so far: see joblab.chat.turn.
_EARLIER = "Earlier in this conversation"
_READER = re.compile(r"^Reader: (.*)$", re.MULTILINE)
_ANSWER = re.compile(r"^You: ", re.MULTILINE)
_JOB_ID = re.compile(r"`([\w-]+)`")
_DAYS = re.compile(r"^Today is (\S+?)\.(?: The data covers (\S+) to (\S+?)\.)?$", re.MULTILINE)


def read_conversation(request: ConverseRequest) -> Conversation:
    """Questions are the user's texts; what was looked up since the last of them comes as rounds of lookups.

    A text beside tool results or behind another text, or about the model's reply, is the caller's instruction to the
    model, not a question; what the results say is said again then.
    """
    questions: list[str] = []
    shown: tuple[str, ...] = ()
    rounds: list[tuple[Lookup, ...]] = []
    before: Message | None = None
    for message in request.messages:
        if message.role == "user" and message.tool_results and before:
            rounds.append(_lookups(before, message.tool_results))
        elif message.role == "user" and message.first_text and not message.first_text.startswith(_FINDING):
            asked, shown = _questions(message)
            questions += asked
            rounds = []
        before = message
    today, oldest, newest = _days("\n".join(block.text for block in request.system if block.text is not None))
    config = request.tool_config
    choice = config.tool_choice if config else None
    forced = choice.tool.name if choice and choice.tool else None
    return Conversation(
        today=today,
        oldest=oldest,
        newest=newest,
        questions=tuple(questions) or ("",),
        shown=shown,
        rounds=tuple(rounds),
        tools=frozenset({forced}) if forced else config.names if config else frozenset(),
        must_call=bool(choice and (choice.any is not None or choice.tool)),
    )


def _questions(message: Message) -> tuple[list[str], tuple[str, ...]]:
    """What was asked earlier and now, and the postings that the last answer named."""
    first, *others = (block.text for block in message.content if block.text is not None)
    if not (others and first.startswith(_EARLIER)):
        return [first], ()
    return [*_READER.findall(first), others[0]], tuple(_JOB_ID.findall(_ANSWER.split(first)[-1]))


def _lookups(asked: Message, results: tuple[ToolResult, ...]) -> tuple[Lookup, ...]:
    by_id = {result.tool_use_id: result for result in results}
    return tuple(_lookup(by_id[use.tool_use_id]) for use in asked.tool_uses)


def _lookup(result: ToolResult) -> Lookup:
    text = "\n".join(content.text for content in result.content if content.text is not None)
    return Lookup(text, result.status == "error")


def _days(system: str) -> tuple[date, date | None, date]:
    """Today, the oldest and the newest day of the data, as the system prompt tells them."""
    found = _DAYS.search(system)
    today = date.fromisoformat(found[1]) if found else datetime.now(UTC).date()
    oldest, newest = (date.fromisoformat(day) if day else None for day in (found.groups()[1:] if found else ("", "")))
    return today, oldest, newest or today - timedelta(days=1)
