"""The answer in Markdown. It holds no figure: in braces stands which cell the server puts there.

The same templates serve before anything was found and after; those that must know the rows give nothing before.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from joblab.jobs.catalogue import TIME
from local.standin import wording
from local.standin.queries import Query, Task
from local.standin.results import DESCRIPTION, Row, Table, number, parse_table
from local.standin.wording import NAMES, quoted

MEASURES = {"count": "postings", "share": "share", "companies": "companies", "remote_share": "remote share"}
MEASURES |= {"median_salary": "median salary"}
_DETAILS = ("company_name", "location", "country", "posted_date", "job_level_std", "job_function_std", "salary",
            "skills", "tools", "job_type_filled", "is_remote", "company_industry_std", "education_level", "platform",
            "url")  # fmt: skip
_LONGEST_DESCRIPTION = 600
_ORDINALS = ("first", "second", "third", "fourth", "fifth")


@dataclass(frozen=True)
class Found:
    """A query, the name of its result, and what was found; no table before that."""

    query: Query
    name: str = ""
    table: Table | None = None
    text: str = ""
    has_failed: bool = False

    @classmethod
    def of(cls, query: Query, text: str, *, has_failed: bool) -> "Found":
        """What a lookup has brought."""
        table = parse_table(text)
        return cls(query, table.name, table, text, has_failed)

    @property
    def rows(self) -> Sequence[Row]:
        return self.table.rows if self.table else ()

    @property
    def of_jobs(self) -> str:
        """The postings and their period: "remote jobs in Germany in January 2026"."""
        return f"{wording.jobs(self.query.input)}{wording.when(self.query.input)}"

    @property
    def measure(self) -> str:
        """What is measured: "average salary", "share of senior jobs"."""
        if isinstance(part := self.query.input.get("part"), dict):
            return f"share of {wording.jobs(part)}"
        return "average salary" if self.query.column == "mean" else MEASURES[self.query.measure]

    @property
    def measured(self) -> str:
        """What is measured, of which postings, as a heading: "Number of remote jobs in 2026"."""
        measure = "number" if self.query.measure == "count" else self.measure
        return f"{measure.capitalize()} of {self.of_jobs}"

    @property
    def lacks_total(self) -> bool:
        return bool(self.table) and "total" not in (self.table.whole if self.table else {})

    def whole(self, name: str) -> str:
        """A figure that is of no row."""
        return f"{{{self.name}.{name}}}".replace("{.", "{")

    def figure(self) -> str:
        """The total, or the figure of it that was asked for."""
        return self.whole("total" if self.query.column == "value" else f"total.{self.query.column}")

    def cell(self, row: Row, column: str = "value") -> str:
        """A row's cell; a dash where it is empty."""
        name = f"{self.name}{row['row']}" + ("" if column == "value" else f".{column}")
        return f"{{{name}}}" if row.get(column) != "" else "–"

    def label(self, row: Row) -> str:
        """What a row stands for."""
        return ", ".join(("week of " if name == "posted_week" else "") + self.cell(row, name) for name in self.query.by)


def answer(found: Sequence[Found]) -> str:
    """The whole answer; empty where a template must see the results first."""
    together = len(found) > 1 and found[0].query.task in ("compare", "ratio")
    groups = [found] if together else [[each] for each in found]
    parts = [_failure(group) or _TEMPLATES[group[0].query.task](group) for group in groups]
    return "\n\n".join(dict.fromkeys([*parts, *map("\n\n".join, map(_notes, found))])).strip() if all(parts) else ""


def ahead(queries: Sequence[Query]) -> str:
    """The answer before anything was found; results are called A, B, ..., the only one needs no name."""
    names = "ABCDEFGH" if len(queries) > 1 else [""]
    return answer([Found(query, name) for query, name in zip(queries, names, strict=False)])


def _failure(group: Sequence[Found]) -> str:
    return "\n\n".join(f"I could not look that up: {quoted(each.text.strip())}" for each in group if each.has_failed)


def _nothing(found: Found) -> str:
    return f"No {found.of_jobs} were posted."


def _total(group: Sequence[Found]) -> str:
    """One figure over all postings that the filters leave."""
    found, figure = group[0], f"**{group[0].figure()}**"
    counted = found.whole("total.postings")
    if found.query.measure == "median_salary":
        if found.lacks_total:
            lead = f"The {found.measure} of {found.of_jobs}, by currency"
            return _table(found, lead) if found.rows else f"None of the {found.of_jobs} states a yearly pay."
        return f"The {found.measure} of {found.of_jobs} is {figure} a year ({counted} postings that state pay)."
    if found.lacks_total:
        return _nothing(found)
    if isinstance(part := found.query.input.get("part"), dict):
        return f"{figure} of the {counted} {found.of_jobs} are {wording.jobs(part)}."
    if found.query.measure == "remote_share":
        return f"{figure} of the {found.of_jobs} are remote."
    if found.query.measure == "companies":
        return f"{figure} different companies posted {found.of_jobs}."
    return f"{figure} {wording.jobs(found.query.input)} were posted{wording.when(found.query.input)}."


def _count_groups(group: Sequence[Found]) -> str:
    found = group[0]
    least = found.query.input.get("min_postings")
    each = f", at least {least} each" if least else ""
    return f"**{found.whole('groups')}** different {NAMES[found.query.by[0]][1]} have {found.of_jobs}{each}."


def _average(group: Sequence[Found]) -> str:
    found = group[0]
    one, many = NAMES[found.query.by[0]]
    total, groups = found.whole("total"), found.whole("groups")
    told = f"{wording.jobs(found.query.input)} a {one}{wording.when(found.query.input)}"
    return f"On average there were **{total[:-1]}/{groups[1:]}** {told} ({total} in {groups} {many})."


def _ranking(group: Sequence[Found]) -> str:
    """The groups in the order given, the first one named; alone where one was asked for and one is first."""
    found, query, rows = group[0], group[0].query, group[0].rows
    if not found.table:
        is_known = query.listed == query.input.get("limit", 1) and len(query.by) == 1 and not query.ordinal
        rows = [{"row": str(place)} for place in range(1, query.listed + 1)] if is_known else []
    if not rows:
        return _nothing(found) if found.table else ""
    if query.ordinal:
        few = f"There are only {found.whole('groups')} {NAMES[query.by[0]][1]}."
        return f"{_leader(found, rows[query.ordinal - 1])}." if len(rows) >= query.ordinal else few
    is_tied = bool(found.table) and len(rows) > 1 and rows[0].get("value") == rows[1].get("value")
    is_alone = len(rows) == 1 or (query.listed == 1 and not is_tied)
    return f"{_leader(found, rows[0])}." if is_alone else _table(found, _leader(found, rows[0]), rows)


def _leader(found: Found, row: Row) -> str:
    """A group and its figure."""
    query = found.query
    lowest, place = query.input.get("ascending"), f"{_ORDINALS[query.ordinal - 1]} " if query.ordinal else ""
    name, figure = f"**{found.label(row)}**", f"**{found.cell(row, query.column)}**"
    if query.measure == "count":
        return f"{name} has the {place}{'fewest' if lowest else 'most'} {found.of_jobs}: {figure}"
    measured = f"{place}{'lowest' if lowest else 'highest'} {found.measure} of {found.of_jobs}"
    return f"The {measured} is that of {name}: {figure}"


def _table(found: Found, lead: str, rows: Sequence[Row] | None = None) -> str:
    """A sentence, and rows as a Markdown table: the first ones, or the newest where they are in order of time."""
    query, rows = found.query, found.rows if rows is None else rows
    in_time = bool(TIME.intersection(query.by)) and "order_by" not in query.input
    listed = query.listed if query.listed > 1 else Query.listed
    some = rows[-listed:] if in_time else rows[:listed]
    heads = {name: NAMES[name][0].capitalize() for name in query.by} | {query.column: found.measure.capitalize()}
    if any(row.get("currency") for row in rows) and not query.by:
        heads = {"currency": "Currency", **heads}
    if {"compare", "compare_start"} & query.input.keys():
        heads |= {"previous": "Before", "change": "Change", "change_percent": "Change in %"}
    lines = ["| " + " | ".join(heads.values()) + " |", "|" + " --- |" * len(heads)]
    lines += ["| " + " | ".join(found.cell(row, column) for column in heads) + " |" for row in some]
    if len(some) < len(rows):
        lines += ["", f"The {'earlier' if in_time else 'other'} rows are in the table beside this answer."]
    return "\n".join([f"{lead}." if "**" in lead else f"{lead}:", "", *lines])


def _course(group: Sequence[Found]) -> str:
    """Rows that no one leads: a course of time, its peak and low, or groups in two dimensions."""
    found = group[0]
    rows = [row for row in found.rows if number(row.get(found.query.column, "")) is not None]
    if not rows:
        return _nothing(found) if found.table else ""
    if len(rows) < 3 or len(found.query.by) > 1:
        return _table(found, found.measured)
    ordered = sorted(rows, key=lambda row: number(row[found.query.column]) or 0)
    peak, low = (
        f"**{found.label(row)}** (**{found.cell(row, found.query.column)}**)" for row in (ordered[-1], ordered[0])
    )
    return _table(found, f"{found.measured}: the peak was {peak}, the low {low}")


def _growth(group: Sequence[Found]) -> str:
    """The change against the earlier period, in all or by group."""
    found, query = group[0], group[0].query
    if not query.by:
        whole = found.table.whole if found.table else {"total.change": "?", "total.change_percent": "?"}
        if not whole.get("total.change"):
            return f"{_total(group)} There is nothing to compare it with in {_earlier(found)}."
        changes = [found.whole(name) for name in ("total.change", "total.change_percent") if whole.get(name)]
        before = found.whole("total.previous")
        return f"{_total(group)} In {_earlier(found)} it was **{before}**: a change of **{', '.join(changes)}**."
    if not found.rows:
        return _nothing(found) if found.table else ""
    if not str(query.input.get("order_by")).startswith("change"):
        return _table(found, f"{found.measured} against {_earlier(found)}")
    first, verb = found.rows[0], "fell" if query.input.get("ascending") else "grew"
    change = number(first.get("change", "")) or 0
    if not (change < 0 if verb == "fell" else change > 0):
        return f"Against {_earlier(found)}, nothing {verb} ({found.of_jobs})."
    told = ", ".join(found.cell(first, column) for column in ("change", "change_percent") if first.get(column))
    lead = f"Against {_earlier(found)}, **{found.label(first)}** {verb} most ({found.of_jobs}): **{told}**"
    return f"{lead}." if query.listed == 1 else _table(found, lead)


def _earlier(found: Found) -> str:
    if compare := found.query.input.get("compare"):
        return "the year before" if compare == "previous_year" else "the period before"
    told = wording.when(found.query.input, ("compare_start", "compare_end")).strip()
    return told.removeprefix("in ").removeprefix("on ").removeprefix("from ")


def _comparison(group: Sequence[Found]) -> str:
    """Groups of one dimension, or a lookup for each side; of two, how far they are apart."""
    if len(group) == 1:
        found = group[0]
        if len(found.query.by) > 1 or not found.rows:
            return _course(group)
        told = _table(found, _leader(found, found.rows[0]))
        apart = len(found.rows) == 2 and found.query.measure == "count"
        return told + (f"\n\nThe difference is **{{{found.name}1-{found.name}2}}**." if apart else "")
    if any(each.lacks_total for each in group):
        return "\n\n".join(_total([each]) for each in group)
    if not group[0].table and group[0].query.measure == "median_salary":
        return ""
    inputs = [each.query.input for each in group]
    labels = [wording.jobs(each) for each in inputs]
    if len(set(labels)) == 1:
        labels = [wording.when(each).strip() or "in all" for each in inputs]
    lines = [
        f"- {label[:1].upper()}{label[1:]}: **{each.figure()}**" for label, each in zip(labels, group, strict=True)
    ]
    if len(group) == 2:
        earlier, later = sorted(group, key=lambda each: str(each.query.input.get("posted_start", "")))
        before, now = earlier.figure()[1:-1], later.figure()[1:-1]
        counts = earlier.table and earlier.table.whole.get("total", "0") != "0" and earlier.query.measure == "count"
        lines += [
            "",
            f"The difference is **{{{now}-{before}}}**{f' ({{({now}-{before})/{before} %}})' if counts else ''}.",
        ]
    told = group[0].measured.removesuffix(wording.when(inputs[0])) if labels[0] != wording.jobs(inputs[0]) else ""
    return "\n".join([f"{told or f'{group[0].measure.capitalize()}{wording.when(inputs[0])}'}:", "", *lines])


def _ratio(group: Sequence[Found]) -> str:
    one, other = group
    first, second = one.whole("total"), other.whole("total")
    sides = f"{first} {wording.jobs(one.query.input)} and {second} {wording.jobs(other.query.input)}"
    return f"**{first[:-1]}/{second[1:]}** to 1: there were {sides}{wording.when(one.query.input)}."


def _listing(group: Sequence[Found]) -> str:
    """Postings as a list, and how many there are in all."""
    found = group[0]
    if not found.rows:
        is_none = not found.table or found.table.whole.get("total") == "0"
        none = (
            _nothing(found) if is_none else f"There are no more than these **{found.whole('total')}** {found.of_jobs}."
        )
        return none if found.table else ""
    lines = "\n".join(f"- {_line(found, row)}" for row in found.rows)
    return f"{found.whole('rows')} of **{found.whole('total')}** {found.of_jobs}:\n\n{lines}"


def _line(found: Found, row: Row) -> str:
    place = "location" if row.get("location") else "country"
    known = [found.cell(row, column) for column in ("company_name", place, "salary", "posted_date") if row.get(column)]
    return ", ".join([f"**{found.cell(row, 'actual_role')}**", *known, f"`{found.cell(row, 'job_id')}`"])


def _details(group: Sequence[Found]) -> str:
    """One posting, the beginning of its description last."""
    found = group[0]
    if not found.table:
        return ""
    known = {name: NAMES.get(name, (name.split("_")[0], ""))[0].capitalize() for name in _DETAILS}
    lines = [f"- {label}: {found.whole(name)}" for name, label in known.items() if found.table.lines.get(name)]
    description = " ".join(found.text.partition(DESCRIPTION)[2].split()[1:-1])  # without the fence around it
    if len(description) > _LONGEST_DESCRIPTION:
        description = f"{description[:_LONGEST_DESCRIPTION].rsplit(' ', 1)[0]} …"
    title = f"**{found.whole('actual_role')}** (`{found.whole('job_id')}`)"
    return "\n".join([title, "", *lines, "", quoted(description)]).strip()


def _description(group: Sequence[Found]) -> str:
    """The values of one dimension, or what the data holds in all."""
    found, dimension = group[0], str(group[0].query.input.get("dimension", ""))
    if not found.table:
        return ""
    if dimension:
        most = ", ".join(f"{found.cell(row, dimension)} ({found.cell(row)})" for row in found.rows[: Query.listed])
        names = NAMES[dimension][1]
        told = f"The data has **{found.whole('groups')}** {names}. The most frequent (with postings): {most}."
        return told if most else f"The data has no such {names}."
    lines = []
    for row in found.rows:
        name, first = row["dimension"], quoted(row["most_frequent"].split(" (")[0])
        if name in NAMES and first and not name.startswith("is_"):
            lines.append(f"- {NAMES[name][1].capitalize()}: {found.cell(row)}, most often {first}")
    days = quoted(found.table.lines.get("data", "")).replace("..", " to ")
    held = f"The data holds **{found.whole('total')}** job postings, from {days}."
    asks = "Ask how many there are, for shares, rankings, trends, growth, comparisons, pay, or single postings."
    return "\n".join([f"{held} {asks} What is known of them:", "", *lines])


def _notes(found: Found) -> list[str]:
    """What a reader must know beside the figures."""
    notes = []
    for unknown in found.table.unknown if found.table else ():
        closest = wording.joined([quoted(value) for value in unknown.closest]) if unknown.closest else ""
        name = NAMES.get(unknown.filter, (unknown.filter, ""))[0]
        notes.append(
            f"No posting has the {name} “{quoted(unknown.value)}”.{f' Did you mean {closest}?' if closest else ''}"
        )
    if found.query.input.get("order_by") == "salary" and "salary_currency" not in found.query.input:
        notes.append("Pay is ordered by its amount a year, whatever the currency.")
    if len({row["currency"] for row in found.rows if row.get("currency")}) > 1 and found.query.by:
        notes.append(
            "Each figure is in the group's own currency, so their order does not compare what the pay is worth."
        )
    return notes


_TEMPLATES: Mapping[Task, Callable[[Sequence[Found]], str]] = {
    "count": _total, "groups": _count_groups, "average": _average, "ratio": _ratio, "rank": _ranking,
    "trend": _course, "growth": _growth, "compare": _comparison, "list": _listing, "job": _details,
    "describe": _description,
}  # fmt: skip
