"""Questions in, answers out: in one piece, or as a stream."""

from collections.abc import AsyncIterator

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from joblab.chat.background import in_background
from joblab.chat.conversation import Conversation
from joblab.chat.events import Failed, Finished
from joblab.chat.schemas import GATE_OUTCOMES, AskRequest, AskResponse, ChatRequest, FeedbackRequest, ToolCall
from joblab.chat.service import Answering
from joblab.chat.ui_stream import DONE, HEADERS, KEEP_ALIVE, UIStream, frame
from joblab.deps import AnsweringDep, DeadlineDep, JobsDep
from joblab.errors import AppError
from joblab.telemetry.logs import logger

router = APIRouter(prefix="/ai", tags=["ai"])

# Proxies and browsers give up on a silent connection after 30 to 60 s.
KEEP_ALIVE_SECONDS = 10.0


@router.post("/ask")
def ask(body: AskRequest, request: Request, answering: AnsweringDep) -> AskResponse:
    """Answer a question in one piece."""
    conversation = Conversation.resume(body.conversation_id, answering.jobs)
    *_, end = answering.run(body.prompt, conversation)
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
        conversation_id=conversation.id,
        turn_id=conversation.turn_id,
        trace_id=request.state.request_id,
    )


@router.post("/chat", response_class=StreamingResponse, responses={200: {"content": {"text/event-stream": {}}}})
async def chat(body: ChatRequest, request: Request, answering: AnsweringDep) -> StreamingResponse:
    """Answer a question as an AI SDK UI message stream, while the answer comes in."""
    conversation = Conversation.of_client(body.id, body.history())
    stream = UIStream(conversation, request.state.request_id, answering.model.model_id)
    return StreamingResponse(_frames(answering, body.question, conversation, stream), headers=HEADERS)


async def _frames(
    answering: Answering, question: str, conversation: Conversation, stream: UIStream
) -> AsyncIterator[str]:
    for chunk in stream.start():
        yield frame(chunk)
    try:
        async for event in in_background(answering.run(question, conversation), KEEP_ALIVE_SECONDS):
            if event is None:
                yield KEEP_ALIVE
                continue
            usage = answering.usage(event).model_dump() if isinstance(event, Finished) else None
            for chunk in stream.chunks(event, usage):
                yield frame(chunk)
    except Exception as error:  # noqa: BLE001  (the response has begun: only the stream can still tell of it)
        logger.error("unexpected error", exc_info=error, extra={"request_id": conversation.turn_id})
        for chunk in stream.failure(AppError("Something went wrong on our side. Please try again.")):
            yield frame(chunk)
    yield DONE


@router.post("/feedback", status_code=204)
def feedback(body: FeedbackRequest, jobs: JobsDep, deadline: DeadlineDep) -> Response:
    """Keep what a visitor thought of an answer."""
    jobs.record_feedback(body.model_dump(), deadline)
    return Response(status_code=204)
