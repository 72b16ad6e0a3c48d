"""Somebody else's text in a prompt: between tags that it cannot close, since it knows no name and holds no tag."""

NO_TAGS = str.maketrans("<>", "‹›")


def fenced(text: str, name: str) -> str:
    """The text as a block of data; `name` is the turn's."""
    return f"<{name}>\n{text.translate(NO_TAGS)}\n</{name}>"
