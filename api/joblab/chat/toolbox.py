"""Runs the tool calls of one turn: in parallel, each once, and each with exactly one result."""

import json
import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from joblab.answers.filler import MARKS, Filler
from joblab.answers.formula import REDUCERS
from joblab.chat.call import Call
from joblab.chat.events import ToolStarted
from joblab.deadline import Deadline
from joblab.tools.registry import ToolRegistry
from joblab.tools.result import RepairableToolError, ToolFinished
from joblab.tools.sheet import Scope, Sheet
from joblab.waiting import Pulse, together

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime.type_defs import MessageUnionTypeDef

MOST_CALLS = 8
TOO_MANY = f"A reply may call at most {MOST_CALLS} tools; this one was left out."
TOO_SLOW = "The database did not answer in time."
REPEATED = "You made this very call before; its result is above. Answer from it, or call something else."
RESERVED = {*MARKS, *REDUCERS, "abs", "total", "groups", "rows", "missing", "days", "cut"}


class Toolbox:
    """A turn's calls and what came of them, in the order they were asked for."""

    def __init__(self, registry: ToolRegistry, fence: str) -> None:
        self.registry = registry
        self.fence = fence
        """The name of the tags around what other people wrote."""
        self.finished: list[ToolFinished] = []
        self.sheets: dict[str, Sheet] = {}
        """The results, by the name that the model calls them by."""
        self.words: dict[str, str] = {}
        """The words that calls give their results, by the call's id."""
        self.language = "en"
        self._made: set[str] = set()

    def run(self, calls: Sequence[Call], deadline: Deadline) -> Iterator[ToolStarted | ToolFinished | Pulse]:
        """Run the calls of one reply, beside one another; results come as they are ready.

        Raises:
            AppError: the database failed; the turn cannot go on.
        """
        by_id: dict[str, ToolFinished] = {}
        for call in calls:
            yield ToolStarted(call.id, call.name, call.input or {})
        for done in self._outcomes(calls, deadline):
            if isinstance(done, ToolFinished):
                by_id[done.id] = done
            yield done
        self.finished += [by_id[call.id] for call in calls]
        for call in calls:
            self.language = call.telling.get("language", self.language)
            if result := by_id[call.id].result:
                self.words[call.id] = call.telling.get("as", "")
                name = self._name(self.words[call.id])
                self.sheets[name.casefold()] = replace(result.sheet, name=name, call_id=call.id, fence=self.fence)

    def _outcomes(self, calls: Sequence[Call], deadline: Deadline) -> Iterator[ToolFinished | Pulse]:
        """What comes of each call, an error too where it is not run or not in time."""
        refused = {call.id: REPEATED for call in calls[:MOST_CALLS] if self._is_repeated(call)}
        refused |= dict.fromkeys((call.id for call in calls[MOST_CALLS:]), TOO_MANY)
        yield from (_failed(call, refused[call.id]) for call in calls if call.id in refused)
        running = {call.id: call for call in calls if call.id not in refused}
        try:
            sources = [self._run_one(call, deadline) for call in running.values()]
            for done in together(sources, deadline.remaining):
                if isinstance(done, ToolFinished):
                    running.pop(done.id, None)
                yield done
        except TimeoutError:
            yield from (_failed(call, TOO_SLOW) for call in running.values())

    def planned(self, calls: Sequence[Call]) -> tuple[Call, Sheet] | None:
        """The one of calls that have run that came with an answer, and its result; None where a call failed.

        Nor is there one where a result has another name than its call gives it: the text may mean either then.
        """
        telling = [call for call in calls if "answer" in call.telling]
        found = self.results_of(calls)
        names = zip((call.telling.get("as", "") for call in calls), found, strict=False)
        if (
            len(telling) != 1
            or len(found) < len(calls)
            or any(asked and _word(asked) != its.name for asked, its in names)
        ):
            return None
        (call,) = telling
        return call, found[calls.index(call)]

    def fill(self, text: str, own: Sheet | None = None) -> Filler:
        """A whole text with the values of the results; `own` is the one that needs no name in it."""
        filler = Filler(Scope(self.sheets, own), self.language)
        filler.feed(text)
        filler.finish()
        return filler

    def results_of(self, calls: Sequence[Call]) -> list[Sheet]:
        """What came of those that succeeded."""
        found = {sheet.call_id: sheet for sheet in self.sheets.values()}
        return [found[call.id] for call in calls if call.id in found]

    def answer(self, calls: Sequence[Call]) -> "MessageUnionTypeDef":
        """The user message that answers the calls."""
        outcomes = {call.id: call for call in self.finished}
        texts = {sheet.call_id: sheet.for_model() for sheet in self.results_of(calls)}
        return {
            "role": "user",
            "content": [
                {
                    "toolResult": {
                        "toolUseId": call.id,
                        "content": [{"text": texts.get(call.id) or str(outcomes[call.id].error)}],
                        "status": "success" if call.id in texts else "error",
                    }
                }
                for call in calls
            ],
        }

    def _name(self, asked: str) -> str:
        """The word that the call gives its result, else a letter in order of the results."""
        word = _word(asked)
        if word and word not in RESERVED and word not in self.sheets:
            return word
        letters = map(_letters, count(len(self.sheets)))
        return next(letter for letter in letters if letter.casefold() not in self.sheets)

    def _is_repeated(self, call: Call) -> bool:
        key = json.dumps([call.name, call.input], sort_keys=True)
        repeated = key in self._made
        self._made.add(key)
        return repeated

    def _run_one(self, call: Call, deadline: Deadline) -> Generator[ToolFinished]:
        try:
            result = self.registry.run(call.name, call.input, deadline)
        except RepairableToolError as error:
            yield _failed(call, str(error))
        else:
            yield ToolFinished(call.id, call.name, call.input or {}, result=result)


def _failed(call: Call, error: str) -> ToolFinished:
    return ToolFinished(call.id, call.name, call.input or {}, error=error)


def _word(text: str) -> str:
    """A name as it can stand in a placeholder; empty where it cannot be told from a letter and a row."""
    word = re.sub(r"\W+", "_", text[:40].casefold()).strip("_")
    return word if re.fullmatch(r"[a-z_]\w+", word) and not re.fullmatch(r"[a-z]\d+", word) else ""


def _letters(number: int) -> str:
    """A, B ... Z, AA, AB ..."""
    return (_letters(number // 26 - 1) if number > 25 else "") + chr(ord("A") + number % 26)
