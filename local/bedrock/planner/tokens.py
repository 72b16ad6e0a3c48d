"""Splitting a question into words."""

import re
import unicodedata
from dataclasses import dataclass

# An ISO date, an id such as demo-20260115-017 or a UUID, an amount, a word, punctuation.
_TOKEN = re.compile(
    r"\d{4}-\d{2}-\d{2}(?!\w)"
    r"|[A-Za-z]{2,}-(?=[\w-]*\d{5})[\w-]*\w"
    r"|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[\w-]*\w"
    r"|[$€£]\s?\d[\d.,]*\d[kK]?\+?|[$€£]\s?\d[kK]?\+?"
    r"|\d{1,3}(?:,\d{3})+\+?|\d+(?:\.\d+)?[kK]\+?(?!\w)|\d+%"
    r"|(?:[A-Za-z]\.){2,}"
    r"|\.?\w+(?:\.\w+)*[+#]*"
    r"|[&,;?!.:=%()\"“”–—-]"
)
_POSSESSIVE = re.compile(r"[’'](?:s|re|m|ve|d|ll)?\b")
_SENTENCE_ENDS = frozenset({"?", "!", ".", ";"})


@dataclass(frozen=True)
class Token:
    """One word.

    Attributes:
        raw: as written.
        norm: lower case, without accents: what the vocabulary is matched on.
        joined: a hyphen or slash, and no space, ties it to the token before.
        first: it begins a sentence, so that its capital letter says nothing.
    """

    raw: str
    norm: str
    joined: bool = False
    first: bool = False

    @property
    def is_capital(self) -> bool:
        return self.raw[:1].isupper()

    @property
    def is_word(self) -> bool:
        return self.norm[-1:].isalnum() or self.norm[-1:] in "+#%"


def normalise(text: str) -> str:
    """Lower case and without accents, so that "Zürich" meets "zurich"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def tokenize(text: str) -> tuple[Token, ...]:
    """Words and punctuation; hyphens and slashes inside words split them, possessive endings are dropped."""
    text = _POSSESSIVE.sub("", text)
    tokens: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(text):
        raw = "and" if match.group() == "&" else match.group()
        between = text[end : match.start()] if end >= 0 else ""
        if raw == "-" and end == match.start() and text[match.end() : match.end() + 1].isalnum():
            continue
        first = not tokens or tokens[-1].raw in _SENTENCE_ENDS
        raw = raw.rstrip(".") or raw
        tokens.append(Token(raw, normalise(raw), joined=between in {"-", "/"}, first=first))
        end = match.end()
    return tuple(tokens)
