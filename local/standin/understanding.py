"""What a text asks: its sentences and clauses as readings, each completed by what was said before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from local.standin.follow import follow
from local.standin.marks import Mark, mark
from local.standin.plan import plan
from local.standin.queries import Query
from local.standin.reader import read
from local.standin.reading import Reading
from local.standin.tokens import tokenize
from local.standin.vocabulary import Vocabulary

_SENTENCES = re.compile(r"(?<=[?!;])\s+|(?<=[\w)])\.\s+|\n+")
_CLAUSES = re.compile(r",? and (?=how many|how much|what is|whats|which|top \d)", re.IGNORECASE)
# "Tell me both figures." behind a question asks for nothing else.
_EMPHASIS = frozenset({"count", "both", "list", "them", "values"})


@dataclass(frozen=True)
class Understood:
    """What a text asks.

    Attributes:
        queries: what to look up; none where words are `left` that say something else than was understood.
        aside: sentences that are not about postings.
        told: words that were read in another spelling.
        is_about_postings: whether anything in it is.
    """

    queries: tuple[Query, ...]
    left: tuple[str, ...]
    aside: tuple[str, ...]
    told: tuple[str, ...]
    is_about_postings: bool


@dataclass(frozen=True)
class Understanding:
    """Reads texts with one vocabulary on one day; `newest` is the newest day of the data."""

    vocabulary: Vocabulary
    today: date
    newest: date

    def marks(self, text: str) -> tuple[tuple[Mark, ...], tuple[str, ...]]:
        """The marks of a text, and what was read in another spelling."""
        tokens, told = self.vocabulary.corrected(tokenize(text))
        return mark(tokens, self.vocabulary, self.today, self.newest), told

    def understand(self, texts: Sequence[str], shown: Sequence[str]) -> Understood:
        """The last of some texts, after the others; `shown` are the postings that the last answer named."""
        previous: Reading | None = None
        for text in texts[:-1]:
            previous = next(reversed(self._readings(text, previous)[0]), previous)
        readings, aside, told = self._readings(texts[-1], previous, shown)
        plans = [plan(reading, self.today) for reading in readings]
        queries = [query for each in plans for query in each.queries]
        left = tuple(dict.fromkeys(word for each in plans for word in each.left))
        different = tuple(query for place, query in enumerate(queries) if query not in queries[:place])
        is_about = any(reading.says_something for reading in readings)
        return Understood(() if left else different, left, aside, told, is_about)

    def _readings(
        self, text: str, previous: Reading | None, shown: Sequence[str] = ()
    ) -> tuple[list[Reading], tuple[str, ...], tuple[str, ...]]:
        """A reading for each question, the sentences about something else, and the corrected words."""
        found: list[Reading] = []
        aside: list[str] = []
        corrected: list[str] = []
        for sentence in filter(str.strip, _SENTENCES.split(text)):
            marked = [self.marks(clause) for clause in _CLAUSES.split(sentence)]
            corrected += [word for _, told in marked for word in told]
            clauses = _shared([read(clause, self.today) for clause, _ in marked])
            marks = [each for clause, _ in marked for each in clause]
            is_else = any(each.is_a("scope") for each in marks) and not clauses[0].terms
            if is_else or _is_strange(clauses[0], marks):
                aside.append(sentence.strip(" .?!"))
                continue
            for reading in clauses:
                if not _is_bare(reading, is_first=not found):
                    is_context = bool(found) and not (found[-1].cues or found[-1].left)  # "I know Python. How many ..."
                    pointed = _pointed(reading, shown)
                    followed = follow(found[-1] if found else previous, pointed, is_context=is_context)
                    found = [*(found[:-1] if is_context else found), followed]
        return found, tuple(aside), tuple(corrected)


def _is_strange(reading: Reading, marks: Sequence[Mark]) -> bool:
    """Whether a sentence is not about postings; "What is machine learning?" is not either."""
    defines = (
        bool(marks) and marks[0].words in ("what is", "whats") and not (reading.cues or reading.has_noun or reading.by)
    )
    strange = reading.left and not (reading.says_something or reading.has("count", "most", "list"))
    return defines or bool(strange)


def _is_bare(reading: Reading, *, is_first: bool) -> bool:
    """Whether a sentence only stresses the one before, or says nothing at all."""
    says = reading.terms or reading.periods or reading.by or reading.job_id or reading.left
    names_jobs = reading.has_noun or reading.counted
    return not says and not (is_first and (names_jobs or reading.cues)) and reading.cues.keys() <= _EMPHASIS


def _shared(clauses: list[Reading]) -> list[Reading]:
    """ "How many senior and how many remote jobs in Norway": what the last clause says for both, and the first."""
    if len(clauses) != 2:
        return clauses
    first, second = clauses
    if not (first.terms and first.has_noun) and not first.periods and not second.has("there", "them"):
        behind = tuple(term for term in second.terms if term.zone != "noun")
        own = {term.name for term in first.terms}
        tail = behind if own else behind or second.terms
        terms = (*first.terms, *(term for term in tail if term.name not in own))
        first = replace(first, terms=terms, periods=second.periods, has_noun=True)
    return [first, replace(second, by=second.by or first.by)]


def _pointed(reading: Reading, shown: Sequence[str]) -> Reading:
    """ "tell me about the first one": the posting that the last answer named."""
    points = not (reading.terms or reading.by or reading.left) and reading.cues.keys() <= {"ordinal", "detail", "list"}
    if points and reading.ordinal and reading.ordinal <= len(shown):
        return Reading(job_id=shown[reading.ordinal - 1])
    return reading
