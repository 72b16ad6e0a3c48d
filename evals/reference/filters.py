"""Which postings pass the filters of a question."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from evals.reference.names import Names
from evals.reference.postings import Posting, counted, key, words
from evals.reference.search import Search
from joblab.jobs.catalogue import KINDS

type Filters = Mapping[str, object]
"""One flat object of fields, and with them `exclude`, `all_of`, `stated` and `not_stated`."""
type Test = Callable[[Posting], bool]

PARTS = ("exclude", "all_of", "stated", "not_stated")
DAYS = ("posted_start", "posted_end")
PAY = ("salary_min", "salary_max")


def values_of(filters: Filters, name: str) -> list[object]:
    """The values of a field without nulls and blanks; none when it is not set."""
    given = filters.get(name)
    values = given if isinstance(given, list) else [given]
    return [value for value in values if value is not None and (not isinstance(value, str) or key(value))]


def fields_of(filters: Filters) -> dict[str, list[object]]:
    """The fields that are set, each with its values."""
    return {name: values for name in filters if name not in PARTS and (values := values_of(filters, name))}


def in_order(fields: Mapping[str, list[object]]) -> list[tuple[str, list[object]]]:
    """The fields in the order in which they are told about: that of their names."""
    return sorted(fields.items(), key=lambda field: field[0].encode())


def part_of(filters: Filters, name: str) -> Filters:
    """`exclude` or `all_of`, an object of fields alone."""
    part = filters.get(name)
    fields = part if isinstance(part, Mapping) else {}
    if nested := fields.keys() & PARTS:
        raise KeyError(min(nested))
    return fields


def stated_names(filters: Filters, name: str) -> list[str]:
    """`stated` or `not_stated`: each name once, in C order; what a salary may be called is `salary`."""
    return sorted({"salary" if each in PAY else str(each) for each in values_of(filters, name)}, key=str.encode)


def matcher(filters: Filters, names: Names) -> Test:
    """Whether a counted posting passes all filters.

    Raises:
        KeyError: there is no such field.
    """
    tests = [
        *_tests(fields_of(filters), names),
        *(
            test
            for name, values in fields_of(part_of(filters, "all_of")).items()
            for value in values
            for test in _tests({name: [value]}, names)
        ),
        *map(_is_stated, stated_names(filters, "stated")),
    ]
    against = [
        *_tests(fields_of(part_of(filters, "exclude")), names),
        *map(_is_stated, stated_names(filters, "not_stated")),
    ]

    def passes(posting: Posting) -> bool:
        return all(test(posting) for test in tests) and not any(test(posting) for test in against)

    return passes


def selected(postings: Iterable[Posting], names: Names, filters: Filters) -> list[Posting]:
    """The counted postings that pass."""
    return list(filter(matcher(filters, names), counted(postings)))


def _tests(fields: Mapping[str, list[object]], names: Names) -> Iterator[Test]:
    """One test a field; the two ends of a period, and of a range of pay, are one."""
    if given := {name: values for name, values in fields.items() if name in DAYS}:
        yield _in_period(given)
    if given := {name: values for name, values in fields.items() if name in PAY}:
        yield _in_range(given)
    for name, values in fields.items():
        match KINDS[name]:
            case "date" | "pay":
                pass
            case "words":
                yield _in_title([words(str(value)) for value in values])
            case "search":
                yield _in_text([Search.read(str(value)) for value in values])
            case "boolean":
                yield _is_one_of(name, values)
            case "time":
                raise KeyError(name)
            case _:
                yield _has_one_of(name, frozenset().union(*(names.matched_by(name, str(value)) for value in values)))


def _in_period(ends: Mapping[str, list[object]]) -> Test:
    first, last = (
        date.fromisoformat(str(ends[name][0])) if name in ends else open_end
        for name, open_end in zip(DAYS, (date.min, date.max), strict=True)
    )
    return lambda posting: posting.posted_date is not None and first <= posting.posted_date <= last


def _in_range(ends: Mapping[str, list[object]]) -> Test:
    least, most = (
        Decimal(str(ends[name][0])) if name in ends else open_end
        for name, open_end in zip(PAY, (Decimal("-Infinity"), Decimal("Infinity")), strict=True)
    )
    return lambda posting: posting.yearly_pay is not None and least <= posting.yearly_pay <= most


def _in_title(wanted: list[frozenset[str]]) -> Test:
    return lambda posting: any(some <= posting.words for some in wanted)


def _in_text(wanted: list[Search]) -> Test:
    return lambda posting: any(search.finds(posting.searchable) for search in wanted)


def _is_one_of(name: str, wanted: list[object]) -> Test:
    return lambda posting: any(getattr(posting, name) is value for value in wanted)


def _has_one_of(name: str, wanted: frozenset[str]) -> Test:
    return lambda posting: not wanted.isdisjoint(posting.keys(name))


def _is_stated(name: str) -> Test:
    match name:
        case "salary":
            return lambda posting: posting.yearly_pay is not None
        case "posted_date":
            return lambda posting: posting.posted_date is not None
    if KINDS[name] not in ("text", "place", "list", "boolean"):
        raise KeyError(name)
    return lambda posting: bool(posting.labels(name))
