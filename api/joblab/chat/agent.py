"""The tool loop: one generator of typed events, whoever reads it."""

from collections.abc import Generator, Iterator, Sequence

from joblab.bedrock.messages import ChatModel, Reply
from joblab.chat.confirm import finding, note
from joblab.chat.events import AgentEvent, ResultType, RoundEnded, TextDelta, TextDiscarded
from joblab.chat.figures import FigureGate
from joblab.chat.prompt import DECLINE, SystemPrompt
from joblab.chat.toolbox import Toolbox
from joblab.chat.turn import Exchange, Turn
from joblab.deadline import Deadline
from joblab.errors import AppError, DeadlineExceededError
from joblab.proof import Grounding
from joblab.tools.registry import ToolRegistry

MAX_ROUNDS = 5
# Seconds kept back for the reply that ends a turn: with less left, no more tools are called.
TIME_TO_ANSWER = 6.0
REFUSALS = {"refusal", "content_filtered", "guardrail_intervened"}

# What the loop says to the model.
ANSWER_NOW = "Answer now from the results above, without calling a tool. If something is missing, say what."
USE_A_TOOL = "Every figure must come from the database. Call the tool that finds it."
SAY_SOMETHING = "Your reply was empty. Answer in one or two sentences."

# What the loop says to people. The dots keep a figure that was cut in the middle from reading as a whole one.
REFUSED = f"{DECLINE}, and the language model declined this one."
UNCONFIRMED = "I could not confirm the figures for this with the database. Please ask in other words."
NO_WORDS = "I could not put an answer into words. Please ask in other words."
ONLY_TABLES = "I could not put an answer into words. This is what the database returned:\n\n"
TIME_RAN_OUT = "…\n\n(Time ran out, so this answer is incomplete.)"
TRUNCATED = "…\n\n(The answer was too long and was cut short.)"


class Agent:
    """Answers questions with a model and tools. Holds no state between turns."""

    def __init__(self, model: ChatModel, tools: ToolRegistry, prompt: SystemPrompt) -> None:
        self._model = model
        self._tools = tools
        self._prompt = prompt

    def run(self, question: str, history: Sequence[Exchange], deadline: Deadline) -> Iterator[AgentEvent]:
        """Everything that happens, ending in one Finished or Failed."""
        turn = Turn.start(question, history, Toolbox(self._tools))
        try:
            yield from self._rounds(turn, deadline)
        except AppError as error:
            yield from _without_reply(turn, error)

    def _rounds(self, turn: Turn, deadline: Deadline) -> Iterator[AgentEvent]:
        system = self._prompt.text()
        while True:
            short_of_time = turn.rounds > 0 and deadline.remaining() < TIME_TO_ANSWER
            if short_of_time and not turn.toolbox.results:
                raise DeadlineExceededError("Time ran out before anything was found. Please try again.")
            last = short_of_time or turn.rounds == MAX_ROUNDS - 1
            if last:
                turn.ask(ANSWER_NOW)
            gate = FigureGate(turn.question) if not turn.toolbox.results else None
            reply = yield from self._reply(turn, system, gate, deadline)
            withheld = gate.withheld if gate else ""
            may_go_on = not last and reply.stop_reason not in REFUSALS
            if reply.tool_uses and may_go_on:
                if withheld:  # what was shown of it breaks off before the figure
                    yield TextDiscarded()
                turn.messages.append(reply.message)
                yield from turn.toolbox.run(reply.tool_uses, Deadline(deadline.at - TIME_TO_ANSWER))
                turn.messages.append(turn.toolbox.answer(reply.tool_uses))
                yield RoundEnded()
                continue
            grounding = turn.ground(reply.text)
            if may_go_on and (demand := _demand(turn, reply, withheld, grounding)):
                yield TextDiscarded()
                turn.ask(demand)
            else:
                yield from _conclude(turn, reply, withheld, grounding)
                return

    def _reply(
        self, turn: Turn, system: str, gate: FigureGate | None, deadline: Deadline
    ) -> Generator[AgentEvent, None, Reply]:
        turn.said = ""
        reply: Reply | None = None
        for event in self._model.stream(turn.request(system), deadline):
            if isinstance(event, Reply):
                reply = event
            elif text := gate.feed(event.text) if gate else event.text:
                yield from _say(turn, text)
        assert reply is not None  # noqa: S101  (a stream that ends without one has raised)
        if gate and (rest := gate.finish()):
            yield from _say(turn, rest)
        turn.count(reply)
        return reply


def _say(turn: Turn, text: str) -> Iterator[TextDelta]:
    """Show a piece of the reply; it begins with its first word, as the answer does that the proof is about."""
    text = text if turn.said else text.lstrip()
    if text:
        turn.said += text
        yield TextDelta(text)


def _demand(turn: Turn, reply: Reply, withheld: str, grounding: Grounding | None) -> str:
    """What to ask of the model, once each, when its reply is no answer or states what nothing shows."""
    if withheld or not reply.text:
        if turn.corrected:
            return ""
        turn.corrected = True
        turn.must_use_tool = bool(withheld)
        return USE_A_TOOL if withheld else SAY_SOMETHING
    if not grounding or not grounding.unproven or turn.draft or reply.stop_reason == "max_tokens":
        return ""
    turn.draft = reply.text
    turn.messages.append(reply.message)
    return finding(grounding)


def _conclude(turn: Turn, reply: Reply, withheld: str, grounding: Grounding | None) -> Iterator[AgentEvent]:
    """End the turn with the reply, or with an honest sentence where the reply is none."""
    kind: ResultType = "error"
    if reply.stop_reason in REFUSALS:
        instead, kind = REFUSED, "decline"
    elif withheld:
        instead = UNCONFIRMED
    elif reply.text:
        yield from _end(turn, reply.text, grounding, TRUNCATED if reply.stop_reason == "max_tokens" else "")
        return
    else:
        tables = turn.tables()
        instead = ONLY_TABLES + tables if tables else NO_WORDS
    yield TextDiscarded()
    yield TextDelta(instead)
    yield turn.finished(instead, kind)


def _end(turn: Turn, text: str, grounding: Grounding | None, tail: str = "") -> Iterator[AgentEvent]:
    """End the turn with a text that is shown already; what could not be confirmed is said after it."""
    tail += note(grounding)
    if tail:
        yield TextDelta(tail)
    yield turn.finished(text + tail, grounding=grounding)


def _without_reply(turn: Turn, error: AppError) -> Iterator[AgentEvent]:
    """The reply did not come, or not whole: answer with what there is; with nothing, fail."""
    tables = turn.tables()
    if turn.draft:
        yield TextDiscarded()
        yield TextDelta(turn.draft)
        yield from _end(turn, turn.draft, turn.ground(turn.draft))
    elif not tables or not isinstance(error, DeadlineExceededError):
        yield turn.failed(error)
    elif turn.said.strip():
        yield from _end(turn, turn.said, turn.ground(turn.said), TIME_RAN_OUT)
    else:
        yield TextDelta(ONLY_TABLES + tables)
        yield turn.finished(ONLY_TABLES + tables, "error")
