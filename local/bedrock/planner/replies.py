"""What the stand-in says when it looks nothing up."""

from local.bedrock.planner.understanding import Understood

EXAMPLE = "How many remote Python jobs were posted in Germany last month?"
NO_TOOLS = "{ask} I can answer that only by looking it up, and no lookup is available now; could you ask again later?"
_TALK = {
    "greeting": f"Hello! Ask me about the job postings, for example: “{EXAMPLE}”",
    "thanks": "You are welcome! Ask me anything else about the job postings.",
    "goodbye": "Goodbye!",
    "identity": (
        "I am JobLab's local stand-in: a small rule-based planner, not a language model. I answer questions about the"
        " job postings from the database."
    ),
    "wellbeing": "All is running well, thank you. What would you like to know about the job postings?",
}
# The words in braces at the beginning tell the API what kind of reply it is.
_DECLINE = "{decline} I can only answer questions about the job market, from the postings in this database."
_CLARIFY = f"Could you say what you would like to know about the job postings, for example “{EXAMPLE}”?"


def refusal(understood: Understood) -> str:
    """A reply in one or two sentences, without any figure."""
    if understood.refusal == "greeting":
        return _TALK[understood.talk]
    if understood.refusal == "decline":
        return _DECLINE
    return " ".join(filter(None, ("{ask}", not_understood(understood.unknown), _CLARIFY)))


def not_understood(words: tuple[str, ...]) -> str:
    """Name the words that were left out of account; empty when there are none."""
    if not words:
        return ""
    named = ", ".join(f"“{word}”" for word in dict.fromkeys(words))
    return f"I did not understand: {named}."
