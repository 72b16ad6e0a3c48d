"""What the model has to read for a question: JobLab's prompt, tools and tables, beside the usual ones.

The gold questions are asked of the local stand-in. The usual side is charged for the same calls in the same rounds,
and for one round more where our answer came with its calls, which the usual side has no way of; with the prompt and the
tools of benchmarks/usual and the database's JSON as results.
"""

import json
import os
import tempfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean
from typing import Any
from unittest.mock import patch

from benchmarks.report import Comparison, Figure, Section, Target
from benchmarks.usual.tools import TOOLS as USUAL_TOOLS
from cli.parts import Part, api_environment, running
from evals.planted import plant
from evals.questions import Question, load_questions
from joblab.bedrock.client import BedrockModel
from joblab.bedrock.messages import ChatModel, ModelRequest, Reply, TextDelta
from joblab.chat.agent import Agent
from joblab.chat.conversation import Exchange
from joblab.chat.events import AgentEvent, Finished
from joblab.chat.prompt import SystemPrompt
from joblab.deadline import Deadline
from joblab.jobs.repository import JobRepository
from joblab.settings import load_settings
from joblab.tools import TOOLS
from joblab.tools.registry import ToolRegistry
from joblab.tools.result import ToolFinished
from joblab.waiting import Pulse
from local.supabase.project import Project

# As in tests/unit/api/test_token_budget.py: few enough that a count of tokens is not too low.
CHARACTERS_PER_TOKEN = 3.0
# As .env.example has it.
TURN_TOKENS = 60_000
PROMPT = Path(__file__).with_name("usual") / "prompt.md"
# The same for every question, so that Bedrock's cache holds it.
FIXED = ("prompt", "tools")
AGAINST = "a prompt that lists every rule, full schemas, JSON results"


@dataclass(frozen=True)
class Spent:
    """Characters that the model reads for one question, in all its rounds."""

    prompt: int
    tools: int
    results: int
    said: int = 0
    """What it writes, and in how many rounds; on our side alone."""
    rounds: int = 0

    @property
    def total(self) -> int:
        """All that it reads."""
        return self.prompt + self.tools + self.results


class Recorder:
    """A ChatModel that keeps what another one was asked."""

    def __init__(self, model: ChatModel) -> None:
        self.requests: list[tuple[str, tuple[str, ...]]] = []
        """Of each round: the system prompt, and the ids of the calls whose results it holds."""
        self.replies: list[Reply] = []
        self._model = model

    def stream(self, request: ModelRequest, deadline: Deadline) -> Generator[TextDelta | Pulse | Reply]:
        """Call the model."""
        blocks: list[Any] = [block for message in request.messages for block in message["content"]]
        calls = tuple(block["toolResult"]["toolUseId"] for block in blocks if "toolResult" in block)
        self.requests.append((request.system, calls))
        for event in self._model.stream(request, deadline):
            if isinstance(event, Reply):
                self.replies.append(event)
            yield event


def measure() -> Section:
    """Compare."""
    questions = load_questions()
    with _agent() as (agent, recorder):
        spent = [_ask(agent, recorder, question) for question in questions]
    names = {"prompt": "system prompt", "tools": "tools", "results": "results", "total": "all three"}
    return Section(
        "tokens",
        [
            Comparison(
                f"tokens per question: {name}",
                "",
                _tokens(getattr(ours, field) for ours, _ in spent),
                AGAINST,
                _tokens(getattr(usual, field) for _, usual in spent),
                Target("ratio", 0.5) if field == "total" else None,
            )
            for field, name in names.items()
        ],
        [f"Means over {len(spent)} gold questions, {CHARACTERS_PER_TOKEN:g} characters a token, all rounds together."],
        {
            "rounds": round(mean(ours.rounds for ours, _ in spent), 2),
            "fixed_tokens": round(sum(_tokens(getattr(ours, part) for ours, _ in spent).median for part in FIXED)),
            "result_tokens": round(_tokens(ours.results for ours, _ in spent).median),
            "output_tokens": round(_tokens(ours.said for ours, _ in spent).median),
        },
    )


@contextmanager
def _agent() -> Iterator[tuple[Agent, Recorder]]:
    """JobLab's agent on demo postings and the stand-in model."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    with (
        tempfile.TemporaryDirectory(prefix="joblab-bench-") as data,
        running(Part.module("supabase", 0, environment, "--data", data)),
        ExitStack() as stack,
    ):
        project = Project.read(Path(data))
        plant(project.url, project.secret_key)
        model_at = stack.enter_context(running(Part.model(project, 0, "--delta-ms", "0")))
        with patch.dict(os.environ, api_environment(project, model_at)):
            settings = load_settings()
            model = BedrockModel(
                settings.BEDROCK_MODEL_ID,
                settings.model_profile,
                settings.AWS_REGION,
                settings.BEDROCK_MAX_TOKENS,
                None,
            )
        jobs = JobRepository(str(settings.SUPABASE_URL), settings.supabase_headers())
        recorder = Recorder(model)
        yield Agent(recorder, ToolRegistry(TOOLS, jobs), SystemPrompt(jobs), model.max_tokens), recorder
        jobs.close()


def _ask(agent: Agent, recorder: Recorder, question: Question) -> tuple[Spent, Spent]:
    """Ask, and count what the model read for the last question of the conversation: ours, and the usual."""
    history: list[Exchange] = []
    for prompt in (*question.history, question.ask):
        recorder.requests.clear()
        recorder.replies.clear()
        end = _finished(agent.run(agent.start(prompt, history, "data", TURN_TOKENS), Deadline.after(60)))
        history.append(Exchange(prompt, end.answer))
    calls = {call.id: call for call in end.tools}
    read = [calls[name] for _, names in recorder.requests for name in names]
    came_with_calls = list(calls.values()) if recorder.replies[-1].tool_uses else []
    sheets = {call.id: replace(call.result.sheet, name="A").for_model() for call in calls.values() if call.result}
    rounds = len(recorder.requests)
    ours = Spent(
        sum(len(system) for system, _ in recorder.requests),
        rounds * len(as_sent([tool.spec() for tool in TOOLS])),
        sum(len(sheets.get(call.id) or str(call.error)) for call in read),
        sum(len(reply.text) + sum(len(as_sent(use.input)) for use in reply.tool_uses) for reply in recorder.replies),
        rounds,
    )
    usual_rounds = rounds + bool(came_with_calls)
    usual = Spent(
        usual_rounds * len(PROMPT.read_text(encoding="utf-8")),
        usual_rounds * len(as_sent([tool.spec() for tool in USUAL_TOOLS])),
        sum(len(_as_json(call)) for call in (*read, *came_with_calls)),
    )
    return ours, usual


def _finished(events: Iterator[AgentEvent]) -> Finished:
    *_, end = events
    assert isinstance(end, Finished), end
    return end


def _as_json(call: ToolFinished) -> str:
    """The result as the database gives it."""
    return json.dumps(call.result.for_page) if call.result else str(call.error)


def as_sent(specs: object) -> str:
    """JSON as it goes over the wire."""
    return json.dumps(specs, separators=(",", ":"))


def _tokens(characters: Iterable[int]) -> Figure:
    return Figure.exact(mean(characters) / CHARACTERS_PER_TOKEN)
