"""What an answer says about its filters: as applied, values that no posting has, and those with several spellings."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from evals.reference.filters import Filters, fields_of, in_order, part_of, stated_names
from evals.reference.names import Names
from evals.reference.postings import CYCLES, Posting, counted, items, key, trimmed, words
from joblab.jobs.catalogue import DIMENSIONS, KINDS

SEARCHED = tuple(spec.name for spec in DIMENSIONS if spec.kind in ("text", "place", "list"))
MOST_SPELLINGS = 5
MOST_VALUES = 3
"""More is not said of: where unknown values occur, and values with several spellings."""

type Scalar = object
type Applied = dict[str, object]


class Unknown(NamedTuple):
    """A value of a filter that no posting has, and, of the first ones, the other dimensions in which it occurs."""

    filter: str
    value: str
    found_in: tuple[str, ...]


class Match(NamedTuple):
    """A value of a filter that is stored under several spellings."""

    filter: str
    value: str
    stored: tuple[str, ...]
    more: int


class Stored:
    """What the counted postings hold, and by which names it is asked for."""

    def __init__(self, postings: Iterable[Posting], names: Names) -> None:
        self._postings = counted(postings)
        self._names = names

    def applied(self, filters: Filters) -> Applied:
        """The filters in canonical spelling, in the shape in which they were given."""
        parts: Applied = {name: self._fields(part_of(filters, name)) for name in ("exclude", "all_of")}
        parts |= {name: stated_names(filters, name) for name in ("stated", "not_stated")}
        return self._fields(filters) | {name: part for name, part in parts.items() if part}

    def unknown(self, *filters: Filters) -> set[Unknown]:
        """Values that no posting has, also of what is left out and of what all has to match."""
        return {unknown for each in filters for unknown in self._unknown(each)}

    def matched(self, filters: Filters) -> set[Match]:
        """The first values that are no groups and have more than one spelling."""
        found = (
            Match(name, str(value), tuple(spellings[:MOST_SPELLINGS]), max(0, len(spellings) - MOST_SPELLINGS))
            for name, values in in_order(fields_of(filters))
            for value in values
            if name in SEARCHED and self._names.group(name, str(value)) is None
            if len(spellings := self._spellings(name, self._names.of(name, str(value)))) > 1
        )
        return set(islice(dict.fromkeys(found), MOST_VALUES))

    def _fields(self, filters: Filters) -> Applied:
        applied = {}
        for name, values in fields_of(filters).items():
            shown = list(dict.fromkeys(each for value in values for each in self._shown(name, value)))
            applied[name] = shown[0] if len(shown) == 1 else shown
        return applied

    def _shown(self, name: str, value: Scalar) -> Sequence[Scalar]:
        """A value as applied; a group as its members."""
        if name not in SEARCHED and name not in CYCLES:
            return [value]
        group = self._names.group(name, str(value))
        if group is None:
            return [self._canonical(name, str(value))]
        members = self._names.members_of(name, group)
        if name in CYCLES:
            return sorted({self._canonical(name, member) for member in members}, key=CYCLES[name].index)
        known = {self._canonical(name, member) for member in members if self._has(name, member)}
        return sorted(known, key=str.encode) or [group]

    def _canonical(self, name: str, value: str) -> str:
        """The canonical name, else the smallest stored spelling, else the value itself."""
        if name in CYCLES:
            return next(each for each in CYCLES[name] if key(each) == key(value))
        known = self._names.canonical(name, value)
        spellings = {
            item
            for posting in self._postings
            for item in self._spelled(posting, name)
            if key(item) in self._names.of(name, value)
        }
        return known or min(spellings, key=str.encode, default=trimmed(value))

    @staticmethod
    def _spelled(posting: Posting, name: str) -> list[str]:
        """What a posting can show of a dimension: the whole value, or an item of it."""
        text = posting.stored(name)
        whole = [] if text is None or KINDS[name] == "list" else [text]
        return whole + ([] if KINDS[name] == "text" else list(items(text).values()))

    def _has(self, name: str, value: str) -> bool:
        wanted = self._names.matched_by(name, value)
        return any(wanted & posting.keys(name) for posting in self._postings)

    def _unknown(self, filters: Filters) -> Iterator[Unknown]:
        """Each once: those of the filters themselves, of all_of, and of exclude."""
        lists = in_order(fields_of(filters))
        lists += [
            (name, [value]) for name, values in in_order(fields_of(part_of(filters, "all_of"))) for value in values
        ]
        lists += in_order(fields_of(part_of(filters, "exclude")))
        lacking = dict.fromkeys((name, value) for name, values in lists for value in self._lacking(name, values))
        for place, (name, value) in enumerate(lacking):
            yield Unknown(name, value, tuple(self._found_in(name, value)) if place < MOST_VALUES else ())

    def _lacking(self, name: str, values: Sequence[Scalar]) -> list[str]:
        texts = list(map(str, values))
        if name == "role_keyword":
            asked = sorted(frozenset().union(*map(words, texts)), key=str.encode)
            return [word for word in asked if not self._is_in_title(word)]
        unknown = [text for text in texts if name in SEARCHED and not self._has(name, text)]
        return [text for text in unknown if self._names.group(name, text) is None]

    def _is_in_title(self, word: str) -> bool:
        return any(word in posting.words for posting in self._postings)

    def _found_in(self, name: str, value: str) -> Iterator[str]:
        for other in SEARCHED:
            wanted = self._names.of(other, value)
            if other != name and any(wanted & posting.keys(other) for posting in self._postings):
                yield other

    def _spellings(self, name: str, wanted: frozenset[str]) -> list[str]:
        """What is stored under these keys: the keys of items, or whole values; of places the most frequent first."""
        if KINDS[name] == "list":
            return sorted(
                frozenset().union(*(posting.keys(name) for posting in self._postings)) & wanted, key=str.encode
            )
        found = Counter(posting.stored(name) or "" for posting in self._postings if wanted & posting.keys(name))
        by_number = KINDS[name] == "place"
        return sorted(found, key=lambda spelling: (-found[spelling] if by_number else 0, spelling.encode()))
