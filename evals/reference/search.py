"""The filter `text`: what websearch_to_tsquery('simple', …) makes of words, phrases, `or` and `-`."""

import re
from dataclasses import dataclass

from evals.reference.postings import tokens

TERM = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')


@dataclass(frozen=True)
class Term:
    """A word, or a phrase, that a text has to hold or must not hold."""

    phrase: str
    """Between blanks, as in `Posting.searchable`."""
    is_left_out: bool


@dataclass(frozen=True)
class Search:
    """What is searched for: all terms of any one of the alternatives."""

    alternatives: tuple[tuple[Term, ...], ...]

    @classmethod
    def read(cls, query: str) -> "Search":
        """Read a query as people write it into a search engine."""
        alternatives: list[list[Term]] = [[]]
        for minus, phrase, word in TERM.findall(query):
            if not minus and word.lower() == "or":
                alternatives.append([])
            elif found := tokens(phrase or word):
                alternatives[-1].append(Term(f" {found} ", bool(minus)))
        return cls(tuple(tuple(terms) for terms in alternatives if terms))

    def finds(self, searchable: str) -> bool:
        """Whether a text is found; it comes as in `Posting.searchable`."""
        return any(
            all((term.phrase in searchable) is not term.is_left_out for term in terms) for terms in self.alternatives
        )
