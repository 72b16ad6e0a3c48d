"""Runs the tool calls of one turn: in parallel, each once, and each with exactly one result."""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from typing import TYPE_CHECKING

from joblab.bedrock.messages import ToolUse
from joblab.chat.events import ToolFinished, ToolStarted
from joblab.deadline import Deadline
from joblab.tools.registry import ToolRegistry
from joblab.tools.result import RepairableToolError

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime.type_defs import MessageUnionTypeDef

MAX_PARALLEL = 8
REPEATED = "You made this very call before; its result is above. Answer from it, or call something else."


class Toolbox:
    """A turn's calls and what came of them, in the order they were asked for."""

    def __init__(self, registry: ToolRegistry) -> None:
        self.registry = registry
        self.finished: list[ToolFinished] = []
        self._made: set[str] = set()

    @property
    def results(self) -> list[ToolFinished]:
        """The calls that found something out."""
        return [call for call in self.finished if call.result]

    def run(self, calls: Sequence[ToolUse], deadline: Deadline) -> Iterator[ToolStarted | ToolFinished]:
        """Run the calls of one reply; results come as they are ready.

        Raises:
            AppError: the database failed; the turn cannot go on.
        """
        by_id: dict[str, ToolFinished] = {}
        for call in calls:
            yield ToolStarted(call.id, call.name, call.input or {})
        with ThreadPoolExecutor(MAX_PARALLEL, "tool") as pool:
            running: dict[Future[ToolFinished], str] = {}
            for call in calls:
                if self._is_repeated(call):
                    by_id[call.id] = ToolFinished(call.id, call.name, call.input or {}, error=REPEATED)
                    yield by_id[call.id]
                else:
                    running[pool.submit(self._run_one, call, deadline)] = call.id
            for future in as_completed(running):
                by_id[running[future]] = future.result()
                yield by_id[running[future]]
        self.finished += [by_id[call.id] for call in calls]

    def answer(self, calls: Sequence[ToolUse]) -> "MessageUnionTypeDef":
        """The user message that answers the calls."""
        outcomes = {call.id: call for call in self.finished}
        return {
            "role": "user",
            "content": [
                {
                    "toolResult": {
                        "toolUseId": call.id,
                        "content": [{"text": result.for_model if result else str(outcomes[call.id].error)}],
                        "status": "success" if result else "error",
                    }
                }
                for call in calls
                for result in [outcomes[call.id].result]
            ],
        }

    def _is_repeated(self, call: ToolUse) -> bool:
        key = json.dumps([call.name, call.input], sort_keys=True)
        repeated = key in self._made
        self._made.add(key)
        return repeated

    def _run_one(self, call: ToolUse, deadline: Deadline) -> ToolFinished:
        try:
            result = self.registry.run(call.name, call.input, deadline)
        except RepairableToolError as error:
            return ToolFinished(call.id, call.name, call.input or {}, error=str(error))
        return ToolFinished(call.id, call.name, call.input or {}, result=result)
