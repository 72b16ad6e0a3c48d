"""What follows from the proof of an answer: the finding for the model, the note for people."""

from joblab.proof import Grounding


def finding(grounding: Grounding) -> str:
    """What to tell a model whose figures have no source."""
    return (
        f"Your reply states what no tool result shows, nor follows from one: {_unproven(grounding)}. "
        "Reply again: correct it from the results, call the tool that finds it, or leave it out."
    )


def note(grounding: Grounding | None) -> str:
    """What an answer ends with when some of its figures could not be confirmed."""
    return f"\n\n(Not confirmed by the data: {_unproven(grounding)}.)" if grounding and grounding.unproven else ""


def _unproven(grounding: Grounding) -> str:
    return ", ".join(dict.fromkeys(figure.text for figure in grounding.figures if figure.status == "unproven"))
