"""A text with its words, split once for every reader."""

import re
from collections.abc import Collection
from itertools import accumulate

_WORD = re.compile(r"(\w+[+#]*)")


class Text:
    """The words of a text, casefolded, and where each starts and ends; "C++" is one word, "node.js" two."""

    def __init__(self, text: str) -> None:
        parts = _WORD.split(text.replace("_", " "))  # what stands between words and the words, in turn
        ends = list(accumulate(map(len, parts)))
        self.text = text
        self.words = list(map(str.casefold, parts[1::2]))
        self.starts, self.ends = ends[:-1:2], ends[1::2]

    def places(self, vocabulary: Collection[str]) -> list[int]:
        """The indices of the words that are in a vocabulary."""
        return [at for at, word in enumerate(self.words) if word in vocabulary]
