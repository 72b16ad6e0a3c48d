"""A figure as it stands in its passage: what it claims and what it is about."""

import re
from functools import cached_property

from joblab.proof.claims import Claim
from joblab.proof.dates import DateMention
from joblab.proof.figure import Figure
from joblab.proof.passages import Heading, Passage
from joblab.proof.scope import Scope
from joblab.proof.words import PRIOR_LEAD, SPAN_END_LEAD, TOTAL_LABEL, WHOLE_LEAD, WHOLE_SUFFIX

_COMPARATOR = re.compile(
    r"\b(?:compared\s(?:to|with)|versus|vs\.?|than|over|from|on|against|since|relative\sto)\s(?:in\s|the\s|a\s)*$",
    re.IGNORECASE,
)
_PRIOR_NEAR = re.compile(
    r"['’]?s?\s*[:(=,]?\s*(?:figure|total|level)?\s*(?:of|was|were|had|there were|it was)?\s*[(*_$€£]*"
)
_PRIOR_HEADER = re.compile(r"\b(?:before|previous|prior|last|earlier)\b|vorjahr|vorher", re.IGNORECASE)
_ANOTHER_CLAUSE = re.compile(r"[;(]|,.*,")


class Asked:
    """A figure with its passage and its claim; what it is about is worked out only where that decides."""

    def __init__(self, figure: Figure, passage: Passage, claim: Claim) -> None:
        self.figure, self.passage, self.claim = figure, passage, claim
        self.heading = passage.heading(figure)
        self.header = self.heading.text if self.heading else ""

    @cached_property
    def prior(self) -> bool:
        """Whether it is said of an earlier period than its sentence."""
        if self.heading:
            return _PRIOR_HEADER.search(self.header) is not None
        said = any(self._is_prior(prior) for prior in self.passage.priors)
        return said or (self.figure.lead.ends(PRIOR_LEAD) and not self._is_dated_after)

    @cached_property
    def scope(self) -> Scope:
        """Its bindings, with what it inherits from the line above."""
        scope = self._table_scope(self.heading) if self.heading else self._prose_scope()
        if self.passage.lead:
            _inherit(scope, self.passage.lead)
        return scope

    def _prose_scope(self) -> Scope:
        passage, figure = self.passage, self.figure
        scope = Scope(prior=self.prior, whole=self._whole, ending=figure.lead.ends(SPAN_END_LEAD))
        scope.prior_words = " ".join(prior.group().lower() for prior in passage.priors)
        for family in passage.families:
            bound = passage.binder.bind(figure, family, self._whole)
            if bound and bound not in scope.names:
                scope.names.append(bound)
        if self._dated:
            scope.dates, scope.dates_strict = self._dated
        return scope

    @cached_property
    def _whole(self) -> bool:
        text, figure = self.passage.text, self.figure
        end = min(self.passage.unit.end, figure.end + 50)
        return figure.lead.ends(WHOLE_LEAD) or WHOLE_SUFFIX.match(text, figure.end, end) is not None

    @cached_property
    def _dated(self) -> tuple[DateMention, bool] | None:
        """The date that it belongs to, and whether it must."""
        passage = self.passage
        if self.figure.kind == "date" or passage.days is None:
            return None
        bound = passage.binder.bind(self.figure, passage.days, self._whole)
        if bound is None:
            return None
        return next(date for date in passage.dates if date.start == bound[0][0].start), bound[1]

    @property
    def _is_dated_after(self) -> bool:
        start = self._dated[0].start if self._dated else 0
        return start >= self.figure.end and self.passage.binder.attached(self.figure, start)

    def _is_prior(self, prior: re.Match[str]) -> bool:
        """Whether words such as "the month before" say when the figure was, and not what it is compared with."""
        figure, passage = self.figure, self.passage
        if prior.start() >= figure.end:
            gap = passage.text[figure.end : prior.start()]
            return len(gap) < 40 and not _COMPARATOR.search(gap) and passage.binder.attached(figure, prior.start())
        between = passage.text[prior.end() : figure.start]
        compared = _COMPARATOR.search(passage.text, passage.unit.start, prior.start())
        if _PRIOR_NEAR.fullmatch(between):
            return not (compared and "," in between)
        taken = any(prior.end() <= other.start < figure.start for other in passage.numbers)
        return not (compared or taken or _ANOTHER_CLAUSE.search(between))

    def _table_scope(self, head: Heading) -> Scope:
        """The bindings of a figure in a table: its row and its column."""
        passage = self.passage
        scope = Scope([((name,), True) for name in (*passage.names, *head.names)], prior=self.prior)
        scope.whole = TOTAL_LABEL.search(passage.text, *passage.unit.cells[0]) is not None
        dates = [date for date in passage.dates if date.start != self.figure.start]
        scope.dates = head.dates[0] if head.dates else dates[0] if dates else None
        if head.dates and dates:  # a year over the column, a month before the row
            years = head.dates[0].periods
            both = tuple(p for p in dates[0].periods for q in years if q[0] <= p[0] and p[1] <= q[1])
            scope.dates = DateMention(head.dates[0].start, head.dates[0].end, both)
        return scope


def _inherit(scope: Scope, lead: Passage) -> None:
    """What the line above a list, or the sentence that a pronoun points to, names alone."""
    own = {dimension for run, _ in scope.names for mention in run for dimension in mention.dimensions()}
    for dimension, names in lead.by_dimension.items():
        if dimension not in own and len({name.values for name in names}) == 1:
            scope.names.append(((names[0],), not scope.whole))
    if scope.dates is None and not scope.prior and len({date.periods for date in lead.dates}) == 1:
        scope.dates, scope.dates_strict = lead.dates[0], not scope.whole
