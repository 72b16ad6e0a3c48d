"""The rules of Converse that a client can break while its JSON has the right shape."""

from itertools import pairwise

from pydantic import ValidationError

from local.bedrock.errors import InvalidRequestError
from local.bedrock.models import Model
from local.bedrock.schemas import ConverseRequest, Message, ToolChoice


def parse_request(body: bytes) -> ConverseRequest:
    """Read a request body, and check what Converse asks of it for any model.

    Raises:
        InvalidRequestError: it is not JSON of the right shape, or breaks a rule; the message says where.
    """
    try:
        request = ConverseRequest.model_validate_json(body or b"{}")
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InvalidRequestError(f"Malformed input request at {where or 'the body'}: {first['msg']}") from exc
    _check_roles(request)
    _check_text(request)
    _check_tool_results(request.messages)
    _check_tool_config(request)
    return request


def check_model_takes(request: ConverseRequest, model: Model) -> None:
    """Refuse what one model does not take.

    Raises:
        InvalidRequestError: it says what.
    """
    if request.messages[-1].role == "assistant" and not model.takes_sampling:
        raise InvalidRequestError(
            "This model does not support assistant message prefill. The conversation must end with a user message."
        )
    _check_thinking(request)
    _check_sampling(request, model)


def _check_roles(request: ConverseRequest) -> None:
    roles = [message.role for message in request.messages]
    if roles[0] != "user":
        raise InvalidRequestError(
            "A conversation must start with a user message."
            " Try again with a conversation that starts with a user message."
        )
    if any(role == following for role, following in pairwise(roles)):
        raise InvalidRequestError("messages: roles must alternate between user and assistant.")


def _check_text(request: ConverseRequest) -> None:
    for index, message in enumerate(request.messages):
        for position, block in enumerate(message.content):
            if block.text is not None and not block.text.strip():
                raise InvalidRequestError(
                    f"The text field in the ContentBlock object at messages.{index}.content.{position} is blank."
                    " Add text to the text field, and try again."
                )


def _check_tool_results(messages: tuple[Message, ...]) -> None:
    """Each toolUse is answered by exactly one toolResult in the next message, and each toolResult answers one."""
    asked: list[str] = []
    for index, message in enumerate(messages):
        if message.role == "assistant" and message.tool_results:
            raise InvalidRequestError(f"messages.{index}: toolResult blocks are for user messages only.")
        if message.role == "user" and message.tool_uses:
            raise InvalidRequestError(f"messages.{index}: toolUse blocks are for assistant messages only.")
        answered = [result.tool_use_id for result in message.tool_results]
        if len(answered) > len(asked):
            raise InvalidRequestError(
                f"The number of toolResult blocks at messages.{index}.content exceeds the number of toolUse blocks"
                " of previous turn."
            )
        missing = [use for use in asked if use not in answered]
        if missing:
            raise InvalidRequestError(
                f"Expected toolResult blocks at messages.{index}.content for the following Ids: {', '.join(missing)}"
            )
        asked = [use.tool_use_id for use in message.tool_uses]
        if len(set(asked)) < len(asked):
            raise InvalidRequestError(f"messages.{index}: toolUse ids must be unique.")
    if asked:
        raise InvalidRequestError(
            f"Expected toolResult blocks at messages.{len(messages)}.content for the following Ids: {', '.join(asked)}"
        )


def _check_tool_config(request: ConverseRequest) -> None:
    config = request.tool_config
    if config is None:
        if any(message.tool_uses or message.tool_results for message in request.messages):
            raise InvalidRequestError(
                "The toolConfig field must be defined when using toolUse and toolResult content blocks."
            )
        return
    choice = config.tool_choice
    if choice.tool and choice.tool.name not in config.names:
        raise InvalidRequestError(f"Tool '{choice.tool.name}' not found in provided tools.")


def _check_thinking(request: ConverseRequest) -> None:
    thinking = request.additional_model_request_fields.get("thinking")
    thinks = isinstance(thinking, dict) and thinking.get("type") in {"enabled", "adaptive"}
    choice = request.tool_config.tool_choice if request.tool_config else ToolChoice()
    if thinks and (choice.any is not None or choice.tool):
        raise InvalidRequestError("Thinking may not be enabled when tool_choice forces tool use.")


def _check_sampling(request: ConverseRequest, model: Model) -> None:
    if model.takes_sampling:
        return
    given = {
        "temperature": request.inference_config.temperature,
        "top_p": request.inference_config.top_p,
        "top_k": request.additional_model_request_fields.get("top_k"),
    }
    for name, value in given.items():
        if value is not None:
            raise InvalidRequestError(f"`{name}` is deprecated for this model.")
