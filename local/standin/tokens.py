"""Splitting a question into words."""

import re
import unicodedata
from dataclasses import dataclass

# An ISO date, an id such as demo-20260115-017, an amount, a word (C++, .NET, Node.js), punctuation.
_TOKEN = re.compile(
    r"\d{4}-(?:\d{2}(?:-\d{2})?|[QqHh]\d)(?!\w)"
    r"|[A-Za-z]{2,}-(?=[\w-]*\d{5})[\w-]*\w"
    r"|[$€£]?\s?\d{1,3}(?:[,.]\d{3})+(?!\d)|[$€£]?\d+(?:\.\d+)?(?:[kK]|st|nd|rd|th)?\b"
    r"|[$€£%]"
    r"|(?:[A-Za-z]\.){2,}"
    r"|\.?[^\W\d_]\w*(?:\.[^\W\d_]\w*)*[+#]*"
    r"|[,;?!.:=()\"“”„–—+-]"
)
_POSSESSIVE = re.compile(r"[’'](?:s|re|m|ve|d|ll)?\b|(?<=s)[’'](?=\s)")
# A hyphen between letters ties words together; between days or months it means "to".
_IN_WORD = re.compile(
    r"[^\W\d_]-(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)\w|\d-[^\W\d_]", re.IGNORECASE
)
_ENDS = frozenset("?!.;:")


@dataclass(frozen=True)
class Token:
    """One word.

    Attributes:
        raw: as written.
        norm: lower case, without accents: what the vocabulary is matched on.
        first: it begins a sentence, so that its capital letter says nothing.
    """

    raw: str
    norm: str
    first: bool = False

    @property
    def is_name(self) -> bool:
        """Whether its capital letter says that it is somebody's or something's name."""
        return self.raw[:1].isupper() and not self.first

    @property
    def is_word(self) -> bool:
        return self.norm[-1:].isalnum() or self.norm[-1:] in "+#"


def normalise(text: str) -> str:
    """Lower case and without accents, so that "Zürich" meets "zurich"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def tokenize(text: str) -> tuple[Token, ...]:
    """Words and punctuation; hyphens and slashes inside words split them, possessive endings are dropped."""
    text = _POSSESSIVE.sub("", text)
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        raw = match.group().strip()
        if raw == "-" and _IN_WORD.match(text, match.start() - 1):
            continue
        raw = "and" if raw == "&" else raw.rstrip(".") or raw
        tokens.append(Token(raw, normalise(raw), not tokens or tokens[-1].raw in _ENDS))
    return tuple(tokens)
