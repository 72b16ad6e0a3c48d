"""Questions in, answers out."""

from fastapi import APIRouter, Request, Response

from joblab.chat.conversation import Conversation
from joblab.chat.events import Failed, Finished
from joblab.chat.schemas import GATE_OUTCOMES, AskRequest, AskResponse, FeedbackRequest, ToolCall, UsageReport
from joblab.deps import AgentDep, DeadlineDep, JobsDep, ModelDep
from joblab.telemetry.logs import request_log

router = APIRouter(prefix="/ai", tags=["ai"])


@router.post("/ask")
def ask(
    body: AskRequest, request: Request, agent: AgentDep, model: ModelDep, jobs: JobsDep, deadline: DeadlineDep
) -> AskResponse:
    """Answer a question in one piece."""
    conversation = Conversation.resume(body.conversation_id, jobs)
    end = None
    for event in agent.run(body.prompt, conversation.history, deadline):
        end = event
    assert isinstance(end, Finished | Failed)  # noqa: S101  (the agent's last event)
    request_log(request.scope).update(
        model=model.model_id,
        input_tokens=end.usage.input_tokens,
        output_tokens=end.usage.output_tokens,
        cost_usd=model.profile.cost(end.usage),
        rounds=end.rounds,
    )
    if isinstance(end, Failed):
        raise end.error
    conversation.remember(body.prompt, end, jobs)
    jobs_found = [job for call in end.tools if call.result for job in call.result.jobs]
    return AskResponse(
        answer=end.answer,
        model=model.model_id,
        usage=UsageReport.of(end.usage, model.profile),
        tool_calls=[ToolCall.of(call) for call in end.tools] or None,
        job_results=jobs_found or None,
        result_type=end.result_type,
        gate_outcome=GATE_OUTCOMES[end.result_type],
        conversation_id=conversation.id,
        turn_id=conversation.turn_id,
        trace_id=request.state.request_id,
    )


@router.post("/feedback", status_code=204)
def feedback(body: FeedbackRequest, jobs: JobsDep, deadline: DeadlineDep) -> Response:
    """Keep what a visitor thought of an answer."""
    jobs.record_feedback(body.model_dump(), deadline)
    return Response(status_code=204)
