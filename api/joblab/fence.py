"""Somebody else's text in a prompt: between tags that it cannot close, since it knows no name and holds no tag."""

from secrets import token_hex

NO_TAGS = str.maketrans("<>", "‹›")


def fenced(text: str) -> str:
    """The text as a block of data."""
    name = f"data_{token_hex(4)}"
    return f"<{name}>\n{text.translate(NO_TAGS)}\n</{name}>"
