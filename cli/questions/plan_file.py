"""A plan that the owner wrote, checked as far as it can be without the data."""

from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from cli.questions.errors import QuestionsError, problems
from joblab.chat.plans import LONGEST_QUESTION, Plan, normalized
from joblab.tools import TOOLS


def read_plan(path: Path) -> Plan:
    """The plan in a JSON file.

    Raises:
        QuestionsError: it cannot be read, is no plan, or calls a tool that there is not, or with what it does not take.
    """
    try:
        plan = Plan.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionsError(f"cannot read {path}: {error}") from error
    except ValidationError as error:
        raise QuestionsError(f"{path} is not a plan: {problems(error)}") from error
    if plan.own is not None and not 0 <= plan.own < len(plan.calls):
        raise QuestionsError(f"{path}: own is {plan.own}, and there are {len(plan.calls)} calls, counted from 0")
    inputs = {tool.name: tool.input for tool in TOOLS}
    for call in plan.run(datetime.now(UTC).date()):
        if call.name not in inputs:
            raise QuestionsError(f"{path}: there is no tool {call.name}; there are {', '.join(inputs)}")
        try:
            inputs[call.name].model_validate(call.input)
        except ValidationError as error:
            raise QuestionsError(f"{path}: {call.name}: {problems(error)}") from error
    return plan


def check_question(question: str) -> None:
    """Whether a plan can be kept for it.

    Raises:
        QuestionsError: it is blank, or longer than any that is remembered.
    """
    if not normalized(question):
        raise QuestionsError("the question is blank")
    if len(question) > LONGEST_QUESTION:
        raise QuestionsError(f"the question has more than {LONGEST_QUESTION} characters, so no plan is used for it")
