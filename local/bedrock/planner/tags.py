"""Tagging: what each part of a question may be, by vocabulary, dates, amounts and ids; context is not used yet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Literal

from local.bedrock.planner.dates import match_period
from local.bedrock.planner.languages import in_english
from local.bedrock.planner.named_units import CALENDAR_WORDS, NUMBERS
from local.bedrock.planner.pay import PAY_WORDS, match_pay
from local.bedrock.planner.periods import TimeMatch
from local.bedrock.planner.tokens import Token
from local.bedrock.planner.vocabulary import Sense, SenseKind, load_vocabulary

TagKind = Literal["known", "time", "pay", "number", "job_id", "company", "punctuation", "unsupported", "unknown"]

_JOB_ID = re.compile(r"(?=.*\d{5})[a-z]{2,}-[\w-]+|[0-9a-f]{8}-[0-9a-f]{4}-[\w-]+", re.IGNORECASE)
# After these a run of capitalised words names a company, whatever the words mean elsewhere ("at Acme Data Labs").
_COMPANY_PREPOSITIONS = frozenset({"at", "by"})
_COMPANY_VERBS = frozenset({"does", "did", "has", "is"})
_COMPANY_ENDINGS = frozenset(
    {"inc", "corp", "corporation", "labs", "gmbh", "ltd", "llc", "ag", "group", "co", "plc", "systems", "technologies"}
)
_COMPANY_LINKS = frozenset({"of", "and"})


@dataclass(frozen=True)
class Tag:
    """A stretch of a question.

    Attributes:
        text: as written.
        words: normalised, joined by spaces.
        senses: what a known phrase can mean; empty for the other kinds.
        time, amount: the meaning of a time expression, and of a pay (a year) or a plain number.
        capital: written with a capital letter that does not merely begin the sentence.
    """

    kind: TagKind
    text: str
    words: str
    senses: tuple[Sense, ...] = ()
    time: TimeMatch | None = None
    amount: float = 0.0
    capital: bool = False

    def sense(self, kind: SenseKind, name: str = "") -> Sense | None:
        return next((s for s in self.senses if s.kind == kind and name in ("", s.name)), None)

    def is_cue(self, *names: str) -> bool:
        return any(sense.kind == "cue" and sense.name in names for sense in self.senses)


def tag(tokens: Sequence[Token], today: date) -> tuple[Tag, ...]:
    """Cut a question into tags, the longest reading first."""
    return tuple(_tags(tuple(_mended(tokens)), today))


def _mended(tokens: Sequence[Token]) -> Iterator[Token]:
    """The words in English, their typing errors corrected."""
    words = load_vocabulary()
    tokens = in_english(tokens)
    for before, token in zip(("", *(token.norm for token in tokens)), tokens, strict=False):
        yield from (token,) if token.norm in CALENDAR_WORDS | PAY_WORDS else words.corrected(token, before)


def _tags(tokens: Sequence[Token], today: date) -> Iterator[Tag]:
    at = 0
    while at < len(tokens):
        found, length = _tag_at(tokens, at, today)
        yield found
        at += length


def _tag_at(tokens: Sequence[Token], at: int, today: date) -> tuple[Tag, int]:
    senses, known = load_vocabulary().match(tokens, at)
    time = match_period(tokens, at, today)
    if time and time.length >= known:
        return _make("time", tokens[at : at + time.length], time=time), time.length
    if pay := match_pay(tokens, at):
        return _make(
            "pay" if pay.amount else "unsupported", tokens[at : at + pay.length], amount=pay.amount
        ), pay.length
    if company := _company_length(tokens, at, known, senses):
        return _make("company", tokens[at : at + company]), company
    if known:
        return _make("known", tokens[at : at + known], senses=senses), known
    return _make_single(tokens[at]), 1


def _make_single(token: Token) -> Tag:
    if not token.is_word:
        return _make("punctuation", [token])
    if _JOB_ID.fullmatch(token.raw):
        return _make("job_id", [token])
    digits = token.norm.replace(",", "")
    if digits.isdecimal() or token.norm in NUMBERS:
        return _make("number", [token], amount=int(digits) if digits.isdecimal() else NUMBERS[token.norm])
    return _make("unknown", [token])


def _make(
    kind: TagKind,
    tokens: Sequence[Token],
    *,
    senses: tuple[Sense, ...] = (),
    time: TimeMatch | None = None,
    amount: float = 0.0,
) -> Tag:
    text = "".join(f"{'' if token.joined or not token.is_word else ' '}{token.raw}" for token in tokens).strip()
    capital = tokens[0].is_capital and not tokens[0].first
    words = " ".join(token.norm for token in tokens)
    return Tag(kind, text, words, senses, time, amount, capital)


def _company_length(tokens: Sequence[Token], at: int, known: int, senses: Sequence[Sense]) -> int:
    """How many tokens from here name a company by their shape alone; 0 when the vocabulary knows better."""
    run = list(takewhile(lambda token: token.is_capital and token.is_word, tokens[at:]))
    for after in range(at + len(run), len(tokens) - 1):
        if not run or tokens[after].norm not in _COMPANY_LINKS or not tokens[after + 1].is_capital:
            break
        if len(run) == after - at:
            run += [tokens[after], tokens[after + 1]]
    has_ending = len(run) > 1 and run[-1].norm in _COMPANY_ENDINGS and not tokens[at].first
    before = tokens[at - 1].norm if at else ""
    strange = tokens[at].norm not in load_vocabulary().words
    introduced = before in _COMPANY_PREPOSITIONS or (before in _COMPANY_VERBS and strange)
    is_known = known >= len(run) and any(s.kind in ("filter", "dimension", "cue") for s in senses)
    return len(run) if (has_ending or (introduced and not is_known)) else 0
