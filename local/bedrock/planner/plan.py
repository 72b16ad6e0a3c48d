"""The planner's decision: call tools, answer from what they gave, ask back or decline."""

from local.bedrock.planner import replies
from local.bedrock.planner.answers.compose import answer, answer_ahead
from local.bedrock.planner.decision import CallTools, Conversation, Decision, Say, ToolCall
from local.bedrock.planner.repair import repaired_calls
from local.bedrock.planner.understanding import Understood, last_queries, understand


def decide(conversation: Conversation) -> Decision:
    """What to do next in a conversation. Depends on nothing but its argument."""
    understood = understand(conversation.questions or ("",), conversation.today)
    if conversation.rounds:
        repair = repaired_calls(conversation.rounds, understood)
        if repair:
            return CallTools(repair)
        if not conversation.must_call and understood.queries:
            return Say("answer", answer(understood, conversation.rounds))
    calls = _calls(conversation, understood)
    if calls:
        is_whole = calls == tuple(query.as_call() for query in understood.queries) and not conversation.rounds
        return CallTools(calls, answer_ahead(understood, conversation.covered) if is_whole else "")
    if understood.queries:
        return Say("clarify", replies.NO_TOOLS)
    return Say(understood.refusal or "clarify", replies.refusal(understood))


def _calls(conversation: Conversation, understood: Understood) -> tuple[ToolCall, ...]:
    """The calls for the question, of the tools that there are; when one is required, there is always one."""
    queries = understood.queries
    if not queries and conversation.must_call:
        queries = last_queries(conversation.questions, conversation.today)
    calls = tuple(query.as_call() for query in queries)
    wanted = conversation.forced_tool
    offered = tuple(call for call in calls if call.name in ({wanted} if wanted else conversation.tools))
    if offered or not conversation.must_call:
        return offered
    name = wanted or next((tool for tool in ("describe_data", "job_stats") if tool in conversation.tools), "")
    return (ToolCall(name or min(conversation.tools), {}),)
