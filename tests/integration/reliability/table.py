"""docs/reliability.md, from what was seen."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from local.wire import Json
from tests.integration.reliability.fault import DOORS, Area, Door
from tests.integration.reliability.play import Seen
from tests.integration.reliability.visitor import Response

# Tokens that local.wire.reply says each reply has cost; what is no multiple of it was reckoned by the app.
REPORTED = 160
LONGEST = 150
_IDS = re.compile(r"RequestId: \S+ ")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")


@dataclass(frozen=True)
class Row:
    """One fault: what each door shows, what the log and the metrics say; a door that it does not concern is empty."""

    area: Area
    name: str
    ask: str
    chat: str
    log: str
    metrics: str


def rows_of(seen: Sequence[Seen]) -> list[Row]:
    """A row a fault."""
    return [row({each.case.door: each for each in doors}) for _, doors in groupby(seen, lambda each: each.case.number)]


def row(seen: Mapping[Door, Seen]) -> Row:
    """The row of one fault, through its doors."""
    fault = next(iter(seen.values())).case.fault
    shown = {door: visible(each) for door, each in seen.items()}
    ask, chat = shown.get("ask", ""), shown.get("chat", "")
    if chat and chat == ask:
        chat = "the same"
    elif (words := ask.partition(" ")[2]) and chat == f"error {words}":
        chat = "error, the same words"
    logs = both({door: log(each) for door, each in seen.items()})
    counted = both({door: metrics(each) for door, each in seen.items()})
    return Row(fault.area, fault.name, ask, chat, logs, counted)


def both(said: Mapping[Door, str]) -> str:
    """What is the same of both doors once, or all but a status before it; else each with its door."""
    ask, chat = said.get("ask", ""), said.get("chat", "")
    if len(said) < len(DOORS) or ask == chat:
        return ask or chat
    (status, _, rest), (other, _, same) = ask.partition(" "), chat.partition(" ")
    if rest and rest == same:
        return f"{status}, chat {other}: {rest}"
    return f"ask: {ask}; chat: {chat}"


def visible(seen: Seen) -> str:
    """What the visitor sees."""
    response, leaves = seen.response, seen.case.fault.request.leaves
    if response.is_stream:
        return _stream(response, has_left=leaves is not None)
    if not response.status:
        return "has left" if leaves is not None else "the connection ends without an answer"
    if not response.text:
        return f"{response.status}"
    return _whole(response)


def _stream(response: Response, *, has_left: bool) -> str:
    chunks = response.chunks()
    parts = [quoted(response.words())] if response.words() else []
    parts += [f"error {quoted(chunk['errorText'])}" for chunk in chunks if chunk["type"] == "error"]
    kind = chunks[-1].get("messageMetadata", {}).get("result_type", "answer") if chunks else "answer"
    if has_left:
        parts.append("has left")
    elif not chunks or chunks[-1]["type"] != "finish":
        parts.append("the stream ends without `finish`")
    return ", ".join(parts) + _kind(kind)


def _whole(response: Response) -> str:
    body = response.json()
    if "answer" in body:
        return quoted(body["answer"]) + _kind(body["result_type"])
    if "detail" not in body:
        return f"{response.status} {escaped(shortened(_MOMENT.sub('…', json.dumps(body, ensure_ascii=False))))}"
    errors = body.get("errors", [])
    more = "".join(f" {quoted(error['message'])}" for error in errors[:1])
    later = ", with Retry-After" if "retry-after" in response.headers else ""
    return f"{response.status} {quoted(body['detail'])}{more}{later}"


def _kind(result_type: str) -> str:
    return "" if result_type == "answer" else f" ({result_type})"


def log(seen: Seen) -> str:
    """What the request's line says, and what stands beside it."""
    parts = [_line(seen.line)] if seen.line else []
    for printed in seen.beside:
        if isinstance(printed, str):
            parts.append(escaped(shortened(_IDS.sub("", printed).strip())))
        else:
            code = f" ({printed['code']})" if "code" in printed else ""
            parts.append(f"{printed['level'].lower()}: {printed['message']}{code}")
    return "; ".join(dict.fromkeys(parts)) or "no line of the app's"


def _line(line: Json) -> str:
    is_timeout = str(line.get("error")).endswith("timeout")  # whose clock was first is chance
    failed = [tool for tool in line.get("tools", []) if tool.endswith("error")]
    words = {
        f"`{line.get('error')}`": "error" in line,
        f"({line.get('cause')})": "cause" in line and not is_timeout,
        f"refused `{line.get('refused')}`": "refused" in line,
        "stopped": line.get("stopped"),
        "from a plan": line.get("from_plan"),
        f"{len(failed)} of {line.get('tool_calls')} look-ups failed": failed,
        "sent back": line.get("sent_back"),
        f"unproven {line.get('unproven_figures')}": line.get("unproven_figures"),
        f"token {line.get('token_days_left')} days": "token_days_left" in line,
    }
    return " ".join([str(line["status"]), *(text for text, is_so in words.items() if is_so)])


def metrics(seen: Seen) -> str:
    """What is counted, and how the database's account of the turn ends."""
    counted = [f"{name} {value:g}" for name, value in seen.metrics.items() if name in COUNTED]
    counted += [f"{name} {value:g}" for name, value in seen.metrics.items() if name in COUNTED_IF and value]
    said = [" ".join(counted)] if counted else ["Latency alone" if seen.metrics else "none of the app's"]
    if seen.case.begun:
        said.append(_settled(seen))
    return "; ".join(said)


COUNTED = {"Answers", "FailedAnswers"}
COUNTED_IF = {"AnswersAtOnce", "UnprovenAnswers", "TokenDaysLeft"}


def _settled(seen: Seen) -> str:
    if not seen.case.ended or seen.case.fault.unsettled:
        return seen.case.fault.unsettled or "never settled"
    end = seen.case.ended[-1]
    tokens = end["spent"]["tokens"]
    spent = f"{tokens}" if tokens % REPORTED == 0 else "reckoned"
    return f"settled as {end['asked']['outcome']}, tokens {spent}"


def quoted(text: str) -> str:
    """Words as the visitor reads them."""
    return f"“{escaped(shortened(text))}”"


def shortened(text: str) -> str:
    """A long text without its middle."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} […] {text[-LONGEST // 2 :]}"


def escaped(text: str) -> str:
    """As Markdown shows it as it is, in a cell of a table."""
    text = re.sub(r"\s*\n\s*", " ⏎ ", text)
    text = re.sub(r"[\x00-\x1f\x7f]", lambda found: f"\\x{ord(found[0]):02x}", text)
    return re.sub(r"([\\`*_\[\]|~])", r"\\\1", text).replace("<", "&lt;")


TITLES: dict[Area, str] = {
    "model": "The model (Bedrock)",
    "database": "The database (PostgREST)",
    "client": "The client",
    "platform": "The platform",
    "data": "The data",
}


def rendered(rows: Iterable[Row]) -> str:
    """The tables."""
    text = ""
    for area, title in TITLES.items():
        text += f"\n## {title}\n\n| fault | /ai/ask | /ai/chat | log | metrics |\n| --- | --- | --- | --- | --- |\n"
        for cells, same in groupby((row for row in rows if row.area == area), _cells):
            text += f"| {_names(list(same))} | {' | '.join(cell or '–' for cell in cells)} |\n"
    return text


def _cells(row: Row) -> tuple[str, str, str, str]:
    return row.ask, row.chat, row.log, row.metrics


def _names(same: Sequence[Row]) -> str:
    """Of faults with one outcome; what they begin with is said once."""
    first, *others = [row.name.replace("|", "\\|").replace("<", "&lt;") for row in same]
    kind = f"{first.partition(': ')[0]}: "
    return "; ".join([first, *(name.removeprefix(kind) for name in others)])
