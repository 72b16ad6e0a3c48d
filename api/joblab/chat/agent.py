"""The tool loop: one generator of typed events, whoever reads it."""

import json
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from datetime import date
from hashlib import sha256

from joblab.answers.check import Answer
from joblab.bedrock.messages import ChatModel, ModelRequest, Reply
from joblab.chat.call import Call
from joblab.chat.conversation import Exchange
from joblab.chat.events import AgentEvent, ResultType, RoundEnded, TextDelta, TextDiscarded, TextHeld
from joblab.chat.plans import Plan
from joblab.chat.prompt import VERSION, SystemPrompt
from joblab.chat.toolbox import Toolbox
from joblab.chat.turn import Turn
from joblab.deadline import Deadline
from joblab.errors import AppError, DeadlineExceededError, TooLargeError, UpstreamBusyError, UpstreamError
from joblab.tools.registry import ToolRegistry
from joblab.waiting import Pulse

MAX_ROUNDS = 5
# Seconds kept back for the reply that ends a turn: with less left, no more tools are called.
TIME_TO_ANSWER = 6.0
REFUSALS = {"refusal", "content_filtered", "guardrail_intervened"}
WHOLE = {"end_turn", "tool_use", "stop_sequence"}  # reasons to stop after which a reply is not cut off in the middle

# What the loop says to the model.
ANSWER_NOW = "Answer now from the results above, without calling a tool. If something is missing, say what."
USE_A_TOOL = "Every figure must come from the database. Call the tool that finds it."
SAY_SOMETHING = "Your reply was empty. Answer in one or two sentences."
MISFIT = "Your answer was not shown: {reason}. Answer from the results."
FINDING = (
    "Your reply was taken back: {findings}. Reply again: name the right cells in braces, call the tool that finds it, "
    "or leave it out."
)

# What the loop says to people. The dots keep a figure that was cut in the middle from reading as a whole one.
REFUSED = "I can only answer questions about the job market, and the language model declined this one."
UNCONFIRMED = "I could not confirm the figures for this with the database. Please ask in other words."
NO_WORDS = "I could not put an answer into words. Please ask in other words."
TOO_MUCH = "This takes more than one question may use. Please ask for less at once."
ONLY_TABLES = "I could not put an answer into words. This is what the database returned:\n\n"
TIME_RAN_OUT = "…\n\n(Time ran out, so this answer is incomplete.)"
TRUNCATED = "…\n\n(The answer was too long and was cut short.)"


class Agent:
    """Answers questions with a model and tools. Holds no state between turns."""

    def __init__(self, model: ChatModel, tools: ToolRegistry, prompt: SystemPrompt, most_written: int) -> None:
        self._model = model
        self._most_written = most_written
        self._tools = tools
        self._prompt = prompt
        self.version = sha256(f"{VERSION}{json.dumps(tools.specs)}".encode()).hexdigest()[:12]
        """Tells plans made under one wording of the prompt and the tools from those under another."""

    @property
    def days_told(self) -> tuple[date, ...]:
        """Today (UTC), and the newest day of the data where the prompt tells it."""
        days = self._prompt.days()
        return (days[0], days[-1])

    def start(self, question: str, history: Sequence[Exchange], fence: str, most_tokens: int) -> Turn:
        """A turn, in which the model may read and write so many tokens."""
        return Turn.start(question, history, Toolbox(self._tools, fence), self._prompt.days(), most_tokens)

    def replay(self, turn: Turn, plan: Plan, deadline: Deadline) -> list[AgentEvent]:
        """All events of a turn that a remembered plan answers; none where it does not fit, or the database failed."""
        calls = plan.run(turn.days[0])
        try:
            events: list[AgentEvent] = list(turn.toolbox.run(calls, Deadline(deadline.at - TIME_TO_ANSWER)))
        except AppError:
            events = []
        answer = turn.replanned(plan, calls) if events else None
        if answer is None:
            turn.toolbox = Toolbox(self._tools, turn.toolbox.fence)
            return []
        return [*events, TextDelta(answer.text), turn.finished(answer.text, answer, from_plan=True)]

    def run(self, turn: Turn, deadline: Deadline) -> Generator[AgentEvent]:
        """Everything that happens, ending in one Finished or Failed."""
        system = self._prompt.text()
        turn.days = self._prompt.days()
        try:
            yield from self._rounds(turn, system, deadline)
        except AppError as error:
            yield from _without_reply(turn, error)

    def _rounds(self, turn: Turn, system: str, deadline: Deadline) -> Iterator[AgentEvent]:
        while True:
            short_of_time = turn.rounds > 0 and deadline.remaining() < TIME_TO_ANSWER
            if short_of_time and not turn.toolbox.sheets:
                raise DeadlineExceededError("Time ran out before anything was found. Please try again.")
            request = turn.request(system)
            if not turn.has_room(1, request, self._most_written):
                raise TooLargeError(TOO_MUCH)
            last = short_of_time or turn.rounds == MAX_ROUNDS - 1 or not turn.has_room(2, request, self._most_written)
            if last:
                turn.ask(ANSWER_NOW)
            reply = yield from self._reply(turn, request, deadline)
            may_go_on = not last and reply.stop_reason not in REFUSALS
            if reply.tool_uses and may_go_on:
                if (yield from _run_tools(turn, reply, deadline)):
                    return
            elif may_go_on and (demand := _demand(turn, reply)):
                if turn.toolbox.sheets:
                    yield TextDiscarded()
                turn.ask(demand)
            else:
                yield from _conclude(turn, reply)
                return

    def _reply(self, turn: Turn, request: ModelRequest, deadline: Deadline) -> Generator[AgentEvent, None, Reply]:
        """One reply. Its text flows once there are results; before, it is held until it has been checked."""
        reply: Reply | None = None
        flows = bool(turn.toolbox.sheets)
        is_taken = False
        turn.call(request)
        try:
            with closing(self._model.stream(request, deadline)) as events:
                for event in events:
                    is_taken = True
                    if isinstance(event, Reply):
                        reply = event
                    elif isinstance(event, Pulse):
                        yield event
                    else:
                        turn.read(event.text)
                        if text := turn.filler.feed(event.text):
                            yield TextDelta(text) if flows else TextHeld()
        except (UpstreamError, UpstreamBusyError, TooLargeError):
            if not is_taken:
                turn.refuse()
            raise
        assert reply is not None  # noqa: S101  (a stream that ends without one has raised)
        if (text := turn.filler.finish(is_cut=reply.stop_reason not in WHOLE)) and flows:
            yield TextDelta(text)
        turn.count(reply)
        return reply


def _run_tools(turn: Turn, reply: Reply, deadline: Deadline) -> Generator[AgentEvent, None, bool]:
    """Run the calls of a reply, whose text is no answer; whether the answer that came with them ends the turn."""
    if turn.toolbox.sheets and turn.filler.shown:
        yield TextDiscarded()
    calls = [Call.of(use) for use in reply.tool_uses]
    turn.messages.append(reply.message)
    yield from turn.toolbox.run(calls, Deadline(deadline.at - TIME_TO_ANSWER))
    turn.messages.append(turn.toolbox.answer(calls))
    if planned := turn.planned(calls):
        call, answer, reason = planned
        if not reason:
            yield TextDelta(answer.text)
            plan = turn.plan(call.telling["answer"], call.id) if turn.rounds == 1 else None
            yield turn.finished(answer.text, answer, plan=plan)
            return True
        turn.ask(MISFIT.format(reason=reason))
    yield RoundEnded()
    return False


def _demand(turn: Turn, reply: Reply) -> str:
    """What to ask of the model, once each, when its reply is no answer or states what nothing shows."""
    answer = turn.checked()
    is_guess = bool(answer.findings) and not turn.toolbox.sheets
    if is_guess or not answer.text:
        if turn.corrected:
            return ""
        turn.corrected = True
        turn.must_use_tool = is_guess
        return USE_A_TOOL if is_guess else SAY_SOMETHING
    if not answer.findings or turn.draft or reply.stop_reason == "max_tokens":
        return ""
    turn.draft = answer
    turn.messages.append(reply.message)
    return FINDING.format(findings="; ".join(answer.findings))


def _conclude(turn: Turn, reply: Reply) -> Iterator[AgentEvent]:
    """End the turn with the reply, or with an honest sentence where the reply is none."""
    answer, flows = turn.checked(), bool(turn.toolbox.sheets)
    kind: ResultType = "error"
    if reply.stop_reason in REFUSALS:
        instead, kind = REFUSED, "decline"
    elif not flows and (answer.findings or (turn.must_use_tool and not answer.mark)):
        instead = UNCONFIRMED
    elif answer.text:
        if not flows:
            yield TextDelta(answer.text)
        is_whole = reply.stop_reason in WHOLE and flows and not (answer.findings or answer.mark)
        plan = turn.plan(reply.text) if is_whole else None
        yield from _end(turn, answer, "" if reply.stop_reason in WHOLE else TRUNCATED, plan)
        return
    elif turn.draft:
        yield from _draft(turn, turn.draft)
        return
    else:
        tables = turn.tables()
        instead = ONLY_TABLES + tables if tables else NO_WORDS
    if flows:
        yield TextDiscarded()
    yield TextDelta(instead)
    yield turn.finished(instead, kind=kind)


def _end(turn: Turn, answer: Answer, tail: str = "", plan: Plan | None = None) -> Iterator[AgentEvent]:
    """End the turn with a text that is shown already; what could not be confirmed is said after it."""
    tail += _note(answer)
    if tail:
        yield TextDelta(tail)
    yield turn.finished(answer.text + tail, answer, plan=plan)


def _draft(turn: Turn, draft: Answer) -> Iterator[AgentEvent]:
    """The correction did not come: the first answer stands, with what is unproven in it."""
    yield TextDiscarded()
    yield TextDelta(draft.text)
    yield from _end(turn, draft)


def _note(answer: Answer) -> str:
    unproven = dict.fromkeys(figure.text for figure in answer.grounding.figures if figure.status == "unproven")
    return f"\n\n(Not confirmed by the data: {', '.join(unproven)}.)" if unproven else ""


def _without_reply(turn: Turn, error: AppError) -> Iterator[AgentEvent]:
    """The reply did not come, or not whole: answer with what there is; with nothing, fail."""
    tables = turn.tables()
    if turn.draft:
        yield from _draft(turn, turn.draft)
    elif not tables or not isinstance(error, DeadlineExceededError | TooLargeError):
        yield turn.failed(error)
    elif turn.filler.shown.strip():
        yield TextDelta(turn.filler.finish(is_cut=True))
        yield from _end(turn, turn.checked(), TIME_RAN_OUT)
    else:
        yield TextDelta(ONLY_TABLES + tables)
        yield turn.finished(ONLY_TABLES + tables)
