"""Scoring the stand-in's first reply to a phrasing against the replies that are right.

A line of a phrasings file is a JSON object:
    {"question": "...", "history": ["earlier question", ...],
     "any_of": [[{"tool": "job_stats", "input": {...}}, ...], ...]}     acceptable sets of tool calls, or
    {"question": "...", "reply": "greeting" | "decline" | "clarify"}    when no tool may be called.
Sets are compared without order. Within an input: values that a tool assumes anyway do not count unless the expected
input names them; `limit` counts only when the expected input has it; a scalar equals a list of one; texts are compared
without case, lists without order; the end of a period that reaches the newest data does not count.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import JsonValue

from local.standin.decide import CallTools
from tests.unit.local.standin.demo import ask

NEWEST_DAY = "2026-11-22"
ASSUMED: Mapping[str, JsonValue] = {
    "measure": "count",
    "group_by": [],
    "compare": None,
    "order_by": None,
    "ascending": None,
    "offset": 0,
}

type Call = tuple[str, Mapping[str, JsonValue]]


@dataclass(frozen=True)
class Phrasing:
    question: str
    history: tuple[str, ...] = ()
    any_of: tuple[tuple[Call, ...], ...] = ()
    reply: str = ""
    name: str = field(default="", compare=False)


def load(path: Path) -> list[Phrasing]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_phrasing(json.loads(line)) for line in lines if line.strip()]


def _phrasing(line: Mapping[str, JsonValue]) -> Phrasing:
    history, any_of = line.get("history", []), line.get("any_of", [])
    assert isinstance(history, list)
    assert isinstance(any_of, list)
    acceptable = tuple(
        tuple(_call(call) for call in calls if isinstance(call, dict)) for calls in any_of if isinstance(calls, list)
    )
    name = " // ".join([*map(str, history), str(line["question"])])
    return Phrasing(str(line["question"]), tuple(map(str, history)), acceptable, str(line.get("reply", "")), name)


def _call(call: Mapping[str, JsonValue]) -> Call:
    tool_input = call.get("input", {})
    assert isinstance(tool_input, dict)
    return str(call["tool"]), tool_input


def is_right(phrasing: Phrasing) -> bool:
    """Whether the first reply is one of those that are right."""
    decision = ask(*phrasing.history, phrasing.question)
    if not isinstance(decision, CallTools):
        return bool(phrasing.reply) and decision.kind == phrasing.reply
    made = list(decision.calls)
    return any(_are_same(list(expected), form) for expected in phrasing.any_of for form in _forms(made))


def _forms(made: list[Call]) -> list[list[Call]]:
    """Calls that find the same.

    A share as such, as a row of the shares of its dimension, or as two counts; skills beside each other as a call for
    each, or as groups.
    """
    (name, tool_input), *others = made
    sides = [key for key in ("skills", "tools") if len({str(each.get(key)) for _, each in made}) == len(made) > 1]
    if sides:
        values = [each[sides[0]] for _, each in made]
        return [made, [(name, {**tool_input, sides[0]: values, "group_by": [sides[0]]})]]
    part = tool_input.get("part")
    if others or not isinstance(part, dict):
        return [made]
    whole = {key: value for key, value in tool_input.items() if key not in ("part", "measure")}
    counts: list[Call] = [(name, {**whole, **part}), (name, whole)]
    rows: list[Call] = [(name, {**whole, "measure": "share", "group_by": [*part]})]
    return [made, counts, *([rows] if len(part) == 1 and "group_by" not in whole else [])]


def _are_same(expected: list[Call], made: list[Call]) -> bool:
    left = list(made)
    for call in expected:
        match = next((other for other in left if _is_same(call, other)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def _is_same(expected: Call, made: Call) -> bool:
    named = expected[1]
    return expected[0] == made[0] and _comparable(named, named) == _comparable(made[1], named)


def _comparable(tool_input: Mapping[str, JsonValue], named: Mapping[str, JsonValue]) -> dict[str, list[str]]:
    """What counts of an input, when the expected one names `named`."""
    assumed = {key: value for key, value in ASSUMED.items() if key in named}
    kept = {key: value for key, value in tool_input.items() if ASSUMED.get(key, ...) != value}
    counted = {key: _plain(value) for key, value in {**assumed, **kept}.items() if key != "limit" or "limit" in named}
    if counted.get("posted_end", [""])[0] >= NEWEST_DAY:
        del counted["posted_end"]
    return counted


def _plain(value: JsonValue) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return sorted(str(float(item)) if isinstance(item, int | float) else str(item).casefold() for item in values)
