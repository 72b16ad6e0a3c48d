"""The names that people use for stored values, and for groups of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.reference.postings import key


@dataclass(frozen=True)
class Alias:
    """One row of public.value_aliases."""

    dimension: str
    alias: str
    canonical: str


@dataclass(frozen=True)
class Member:
    """One row of public.value_groups."""

    dimension: str
    name: str
    member: str


@dataclass(frozen=True, repr=False)
class Names:
    """Both tables."""

    aliases: Sequence[Alias] = ()
    members: Sequence[Member] = ()

    def __repr__(self) -> str:
        """Say how many: a failing test would show hundreds."""
        return f"<{len(self.aliases)} aliases, {len(self.members)} members>"

    def canonical(self, dimension: str, value: str) -> str | None:
        """The canonical name of a value that has aliases."""
        return min(self._meant(dimension, value), key=str.encode, default=None)

    def of(self, dimension: str, value: str) -> frozenset[str]:
        """The keys of all names of a value, its own among them."""
        meant = self._meant(dimension, value)
        names = {
            name for row in self.aliases if self._is_of(row, dimension, meant) for name in (row.alias, row.canonical)
        }
        return frozenset({key(value), *map(key, names)})

    def group(self, dimension: str, value: str) -> str | None:
        """The name of the group that a value stands for."""
        names = self.of(dimension, value)
        groups = {row.name for row in self.members if row.dimension == dimension and key(row.name) in names}
        return min(groups, key=str.encode, default=None)

    def members_of(self, dimension: str, group: str) -> list[str]:
        """The values that are in a group."""
        return [row.member for row in self.members if (row.dimension, row.name) == (dimension, group)]

    def matched_by(self, dimension: str, value: str) -> frozenset[str]:
        """The keys that a value of a filter matches: its own names, or those of its members."""
        group = self.group(dimension, value)
        if group is None:
            return self.of(dimension, value)
        return frozenset().union(*(self.of(dimension, member) for member in self.members_of(dimension, group)))

    def _meant(self, dimension: str, value: str) -> set[str]:
        rows = [row for row in self.aliases if row.dimension == dimension]
        return {row.canonical for row in rows if key(value) in (key(row.alias), key(row.canonical))}

    @staticmethod
    def _is_of(row: Alias, dimension: str, meant: set[str]) -> bool:
        return row.dimension == dimension and row.canonical in meant
