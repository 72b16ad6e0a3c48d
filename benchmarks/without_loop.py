"""JobLab's own function with a second route: the same model and database calls, without the loop around them.

Copied beside lambda_handler.py. Both routes validate, log, remember and answer alike, through the same clients; what
/ai/ask does more is the loop itself: the prompt, the toolbox, the sheets, and an answer that is filled in and checked.
"""

from typing import Any

from fastapi import Request

from joblab.bedrock.messages import ModelRequest, Reply
from joblab.bedrock.profiles import Usage
from joblab.chat import memory
from joblab.chat.conversation import Question
from joblab.chat.prompt import RULES
from joblab.chat.schemas import AskRequest, AskResponse, ToolCall, UsageReport
from joblab.deps import AnsweringDep
from joblab.jobs.schemas import Stats, StatsQuery
from joblab.tools import TOOLS
from joblab.tools.result import ToolFinished, ToolResult
from joblab.tools.sheet import Sheet
from lambda_handler import app, lambda_handler

SPECS = [tool.spec() for tool in TOOLS]
__all__ = ["lambda_handler"]


@app.post("/ai/ask-without-loop")
def ask_without_loop(body: AskRequest, request: Request, answering: AnsweringDep) -> AskResponse:
    """Answer a question straight on."""
    question = Question.of(body.prompt, body.conversation_id, answering.identity)
    reservation = answering.budget.reservation("", answering.model.profile, answering.model.max_tokens)
    memory.begin(answering.jobs, question, [], reservation)
    messages: list[Any] = [{"role": "user", "content": [{"text": body.prompt}]}]
    first = _reply(answering, messages)
    (call,) = first.tool_uses
    stats = answering.jobs.stats(StatsQuery.model_validate(call.input), answering.deadline)
    messages += [first.message, _answer(call.id, stats)]
    second = _reply(answering, messages)
    result = ToolResult(Sheet(), stats.model_dump(mode="json", exclude_unset=True))
    done = ToolFinished(call.id, call.name, call.input or {}, result)
    usage = (first.usage or Usage()) + (second.usage or Usage())
    asked = {"trace_id": request.state.request_id, "question": body.prompt}
    said = {"question": body.prompt, "answer": second.text}
    spent = {"usd": 0, "tokens": usage.total}
    memory.end(answering.jobs, question, spent=spent, asked=asked, conversation_id=question.conversation_id, turn=said)
    return AskResponse(
        answer=second.text,
        model=answering.model.model_id,
        from_plan=False,
        usage=UsageReport.of(usage, answering.model.profile),
        rounds=2,
        grounding=None,
        tool_calls=[ToolCall.of(done)],
        job_results=None,
        result_type="answer",
        gate_outcome="ANSWER",
        conversation_id=question.conversation_id,
        turn_id=question.turn_id,
        trace_id=request.state.request_id,
    )


@app.post("/ai/ask-without-calls")
def ask_without_calls(body: AskRequest) -> dict[str, str]:
    """What the request itself costs: Mangum, FastAPI, validation, the log line, the metrics."""
    return {"answer": body.prompt}


def _reply(answering: AnsweringDep, messages: list[Any]) -> Reply:
    *_, reply = answering.model.stream(ModelRequest(RULES, messages, SPECS), answering.deadline)
    assert isinstance(reply, Reply)
    return reply


def _answer(call_id: str, stats: Stats) -> dict[str, Any]:
    content = [{"text": f"total={stats.total.value}"}]
    return {"role": "user", "content": [{"toolResult": {"toolUseId": call_id, "content": content}}]}
