"""What stops `joblab questions`, each in one line for people."""

from pydantic import ValidationError


class QuestionsError(Exception):
    """The command cannot go on; the message says why."""


def problems(error: ValidationError) -> str:
    """What does not validate, and where, in one line."""
    found = error.errors(include_url=False, include_input=False, include_context=False)
    return "; ".join(f"{'.'.join(map(str, item['loc'])) or 'it'}: {item['msg']}" for item in found)
