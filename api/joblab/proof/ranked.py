"""Tells a rank ("third largest", "ranks 2nd") from other ordinals."""

import re

_BEFORE = re.compile(
    r"\b(?:ranks?|ranked|ranking|comes?|came|placed?|places|at|is|was|in|number|no\.?|#)\s(?:the\s|in\s|at\s)?[*_]*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[*_]*[\s-](?:most|largest|biggest|highest|lowest|smallest|fewest|least|best|strongest|weakest|place\b|rank|position\b|common|by\b|"
    r"with\b|busiest|fastest|in the (?:ranking|list))",
    re.IGNORECASE,
)
_END = re.compile(r"[*_]*(?:[,.;:)]|\s\(|$)")


def is_rank(text: str, start: int, end: int) -> bool:
    """Whether the ordinal from `start` to `end` gives something a place in an order."""
    if _AFTER.match(text, end):
        return True
    return bool(_END.match(text, end) and _BEFORE.search(text, max(0, start - 25), start))
