"""Each word or phrase of a question with what it can mean."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from local.standin.numbers import amount
from local.standin.times import Time, match_time
from local.standin.tokens import Token
from local.standin.vocabulary import Sense, Vocabulary

Kind = Literal["known", "time", "number", "id", "quoted", "comma", "stop", "unknown"]

_ID = re.compile(r"[a-z]{2,}-[\w-]*\d{5}[\w-]*|[0-9a-f]{8}-[0-9a-f]{4}-[\w-]+")
_TRADES = ("er", "or", "ist", "ian", "ant")
_QUOTES = frozenset('"“”„')


@dataclass(frozen=True)
class Mark:
    """`text` is what was written, `words` what the vocabulary is matched on."""

    kind: Kind
    text: str
    words: str
    senses: tuple[Sense, ...] = ()
    time: Time | None = None
    amount: tuple[float, str] = (0.0, "")
    is_name: bool = False

    def sense(self, kind: str, name: str | None = None) -> Sense | None:
        """The first sense of a kind, and of a name if one is given."""
        return next((each for each in self.senses if each.kind == kind and name in (None, each.name)), None)

    def is_a(self, *kinds: str) -> bool:
        return any(sense.kind in kinds for sense in self.senses)


NOTHING = Mark("stop", "", "")


def mark(tokens: Sequence[Token], vocabulary: Vocabulary, today: date, newest: date) -> tuple[Mark, ...]:
    """The marks of a question; of what begins at a word, the longest counts."""
    return tuple(_marks(tokens, vocabulary, today, newest))


def _marks(tokens: Sequence[Token], vocabulary: Vocabulary, today: date, newest: date) -> Iterator[Mark]:
    norms = [token.norm for token in tokens]
    at = 0
    while at < len(tokens):
        if quoted := _quoted(tokens, at):
            yield Mark("quoted", quoted, quoted)
            at += len(quoted.split()) + 2
            continue
        senses, known = vocabulary.match(tokens, at)
        time = match_time(norms, at, today, newest)
        if time and time.length >= known:
            length, kind = time.length, "time"
        else:
            length = max(known, 1)
            kind = "known" if known else ""
        part = tokens[at : at + length]
        if kind == "time" and _counts_jobs(norms, at, length):
            kind = ""  # "over 2000 jobs"
        is_shouted = part[0].raw.isupper() and len(part[0].raw) > 1 and not all(token.raw.isupper() for token in tokens)
        if kind == "known" and is_shouted and {sense.kind for sense in senses} == {"noise"}:
            kind = ""  # "IT jobs"
        yield _mark(part, kind, senses if kind == "known" else (), time if kind == "time" else None)
        at += length


def _counts_jobs(words: Sequence[str], at: int, length: int) -> bool:
    """Whether four digits are no year but so many jobs."""
    before, following = words[at - 1] if at else "", words[at + length : at + length + 1]
    bounds = before in ("than", "over", "above", "least", "most", "under", "below", "with", "exactly")
    return bounds and words[at].isdecimal() and following[:1] in (["jobs"], ["postings"], ["openings"], ["ads"])


def _quoted(tokens: Sequence[Token], at: int) -> str:
    """What stands in quotes from here on."""
    if tokens[at].raw not in _QUOTES:
        return ""
    end = next((place for place in range(at + 1, len(tokens)) if tokens[place].raw in _QUOTES), at)
    return " ".join(token.raw for token in tokens[at + 1 : end])


def _mark(part: Sequence[Token], kind: str, senses: tuple[Sense, ...], time: Time | None) -> Mark:
    text, words = " ".join(token.raw for token in part), " ".join(token.norm for token in part)
    is_name = part[0].is_name
    if kind == "time":
        return Mark("time", text, words, time=time)
    value = amount(words)
    if value and not senses:
        return Mark("number", text, words, amount=value)
    if kind == "known":
        return Mark("known", text, words, senses, amount=value or (0.0, ""), is_name=is_name)
    if _ID.fullmatch(words):
        return Mark("id", text, words)
    if words == ",":
        return Mark("comma", text, words)
    return Mark("unknown" if part[0].is_word else "stop", text, words, _trade(words), is_name=is_name)


def _trade(word: str) -> tuple[Sense, ...]:
    """The sense of a word that is in no list and ends as a trade does: "plumbers", "geologist"."""
    singular = word.removesuffix("s")
    return (Sense("title", value=singular),) if len(singular) > 4 and singular.endswith(_TRADES) else ()
