"""Questions in, answers out: in one piece, or as a stream."""

from collections.abc import AsyncIterator, Generator
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from joblab.chat.conversation import Question
from joblab.chat.events import AgentEvent, Failed, Finished
from joblab.chat.schemas import GATE_OUTCOMES, AskRequest, AskResponse, ChatRequest, FeedbackRequest, ToolCall
from joblab.chat.service import Answering
from joblab.chat.ui_stream import DONE, HEADERS, KEEP_ALIVE, UIStream, frame
from joblab.deps import AnsweringDep, DeadlineDep, JobsDep
from joblab.errors import UNEXPECTED, AppError, NotFoundError
from joblab.telemetry.logs import logger
from joblab.waiting import Pulse

# The streaming door has the chat alone.
chat_router = APIRouter(prefix="/ai", tags=["ai"])
router = APIRouter(prefix="/ai", tags=["ai"])


@router.post("/ask")
def ask(body: AskRequest, answering: AnsweringDep) -> AskResponse:
    """Answer a question in one piece."""
    question = Question.of(body.prompt, body.conversation_id, answering.identity)
    *_, end = answering.run(question)
    if isinstance(end, Failed):
        raise end.error
    assert isinstance(end, Finished)  # noqa: S101  (a turn ends in one of the two)
    jobs_found = [job for call in end.tools if call.result for job in call.result.jobs]
    return AskResponse(
        answer=end.answer,
        model=None if end.from_plan else answering.model.model_id,
        from_plan=end.from_plan,
        usage=answering.usage(end),
        rounds=end.rounds,
        grounding=end.grounding,
        tool_calls=[ToolCall.of(call) for call in end.tools] or None,
        job_results=jobs_found or None,
        result_type=end.result_type,
        gate_outcome=GATE_OUTCOMES[end.result_type],
        conversation_id=question.conversation_id,
        turn_id=question.turn_id,
        trace_id=answering.trace_id,
    )


class AnswerStream(StreamingResponse):
    """Sends a turn as it comes; a turn whose reader has hung up is closed, and its account with it."""

    def __init__(self, turn: Generator[AgentEvent], frames: AsyncIterator[str]) -> None:
        super().__init__(frames, headers=HEADERS)
        self._turn = turn

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            await run_in_threadpool(self._turn.close)


@chat_router.post("/chat", response_class=StreamingResponse, responses={200: {"content": {"text/event-stream": {}}}})
def chat(body: ChatRequest, answering: AnsweringDep) -> Response:
    """Answer a question as an AI SDK UI message stream, while the answer comes in."""
    question = Question.of(body.question, body.conversation_id, answering.identity, body.history())
    turn = answering.run(question)
    begun = next(turn)  # so that a turn which may not begin is no stream, but an error like any other
    stream = UIStream(question, answering.trace_id, answering.model.model_id)
    return AnswerStream(turn, _frames(begun, turn, answering, stream))


async def _frames(
    event: AgentEvent | None, turn: Generator[AgentEvent], answering: Answering, stream: UIStream
) -> AsyncIterator[str]:
    try:
        while event is not None:
            if isinstance(event, Pulse):
                yield KEEP_ALIVE
            usage: dict[str, Any] | None = answering.usage(event).model_dump() if isinstance(event, Finished) else None
            for chunk in stream.chunks(event, usage):
                yield frame(chunk)
            event = await run_in_threadpool(next, turn, None)
    except Exception as error:  # noqa: BLE001  (the response has begun: only the stream can still tell of it)
        logger.error("unexpected error", exc_info=error)
        for chunk in stream.failure(AppError(UNEXPECTED)):
            yield frame(chunk)
    yield DONE


@router.post("/feedback", status_code=204)
def feedback(body: FeedbackRequest, jobs: JobsDep, deadline: DeadlineDep) -> Response:
    """Keep what a visitor thought of an answer; what was thought of it before is replaced."""
    if not jobs.record_feedback(body.model_dump(), deadline):
        raise NotFoundError("No such answer is known, or it is too old.")
    return Response(status_code=204)
