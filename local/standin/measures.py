"""What is measured over which postings: the filters, the part and the whole of a share, pay or firms."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from evals.periods import Days
from joblab.jobs.catalogue import TIME
from local.standin.reading import LISTS, Reading, Term, Zone

type Input = dict[str, JsonValue]
PLACES = ("country", "location")


@dataclass(frozen=True)
class Measured:
    """The part of a call that says what is measured; `uses` are the cues that it honours."""

    input: Input
    uses: frozenset[str]
    column: str = "value"
    """The figure of pay that was asked for."""


def measured(reading: Reading, *, is_plain: bool) -> Measured:
    """The measure of a question; postings alone where the form of the question is plain."""
    base, uses = filters(reading.terms, reading), {"stated", "both"}
    if is_plain:
        return Measured(base, frozenset(uses))
    uses |= {"count"}
    grows = reading.has("grow", "fall", "change") and "percent" in reading.cues.get("share", "")
    if reading.has("share") and not grows:
        return _share(reading, frozenset(uses))
    uses |= {"share"} if grows else set()
    uses |= {"pay"} if reading.has("bound") or "salary_currency" in reading.by else set()
    remote = [term for term in reading.terms if term.name == "is_remote" and term.values == (True,)]
    if remote and "often" in reading.cues.get("most", "") + reading.cues.get("least", ""):
        others = [term for term in reading.terms if term not in remote]
        return Measured({"measure": "remote_share", **filters(others, reading)}, frozenset(uses))
    if asks_pay(reading):
        column = "mean" if reading.has("average") and not reading.has("median") else "value"
        uses |= {"pay", "earn", "amount", "average" if column == "mean" else "median"}
        return Measured({"measure": "median_salary", **base}, frozenset(uses), column)
    if reading.counted == "company_name" and not reading.least:
        return Measured({"measure": "companies", **base}, frozenset(uses | {"counted", "different"}))
    return Measured(base, frozenset(uses))


def asks_pay(reading: Reading) -> bool:
    """Whether pay is what is asked for, not what postings are chosen by."""
    bounded = reading.has("bound") and reading.has("count")
    by_currency = "salary_currency" in (*reading.by, reading.counted) and not reading.has("median", "average")
    asks = reading.has("pay", "median", "best_paid", "worst_paid") or (reading.has("earn") and reading.has("count"))
    return asks and not bounded and not by_currency


def _share(reading: Reading, uses: frozenset[str]) -> Measured:
    """A share of which postings in which: by where they stand around a verb, or "of all"."""
    part = _part(reading)
    base = filters([term for term in reading.terms if term not in part], reading)
    told = filters(part, reading)
    if not part:
        return Measured({"measure": "share", **base}, uses | ({"share"} if reading.by else set()))
    shape: Input = {"measure": "share", "part": told} if told != {"is_remote": True} else {"measure": "remote_share"}
    return Measured({**shape, **base}, uses | {"share"})


def _part(reading: Reading) -> list[Term]:
    zones = {term.zone for term in reading.terms}
    order: tuple[Zone, ...] = ("share", "verb", "relative", "noun")
    last: Zone = "among" if "among" in zones else "after"
    zone = next((zone for zone in order if zone in zones and (last == "after" or zone == "share")), last)
    part = [term for term in reading.terms if (term.zone == zone) != (zone == "among")]
    named = [term for term in part if term.name not in PLACES]
    if named and (zone in ("verb", "after") or (zone == "noun" and len(zones) == 1)):
        part = named
    if not named and zone not in ("share", "among") and reading.by:
        part = []
    if reading.has("compare", "than") and (
        others := [term for term in reading.terms if term.name not in reading.several]
    ):
        part = [term for term in part if term in others] or others
    return part


def filters(terms: Sequence[Term], reading: Reading) -> Input:
    """The filters of a call: any of several values, all of them where "and" joins skills or tools."""
    found: dict[str, list[JsonValue]] = {}
    inner: dict[str, dict[str, list[JsonValue]]] = {"exclude": {}, "all_of": {}}
    for term in terms:
        if term.how in ("stated", "not_stated"):
            found.setdefault(term.how, []).append(term.name)
            continue
        box = "exclude" if term.how == "not" else "all_of" if means_all(term, terms, reading) else ""
        (inner[box] if box else found).setdefault(term.name, []).extend(term.values)
    if found.get("salary_currency") == ["$"]:  # each country's own dollars
        found["salary_currency"] = ["USD"] if found.get("country", ["United States"]) == ["United States"] else []
    for name in ("is_remote", "is_research"):
        if len(set(map(str, found.get(name, ())))) > 1:
            del found[name]  # both kinds: what is split by, no filter
    plain: Input = {name: _plain(values) for name, values in found.items() if values}
    return plain | {name: {each: _plain(v) for each, v in box.items()} for name, box in inner.items() if box}


def _plain(values: list[JsonValue]) -> JsonValue:
    """One value instead of a list of one, whole numbers as such."""
    values = [int(value) if isinstance(value, float) and value.is_integer() else value for value in values]
    return values[0] if len(values) == 1 else list(dict.fromkeys(map(str, values)))


def means_all(term: Term, terms: Sequence[Term], reading: Reading) -> bool:
    """Whether a posting must have every value: several skills or tools, which nothing sets side by side."""
    splits = (
        is_time(reading) or reading.has("compare", "than", "ratio", "grow", "fall", "trend") or len(reading.periods) > 1
    )
    if term.name not in LISTS or (splits and not reading.has("both")):
        return False
    alone = sum(each.name == term.name and each.how == "is" for each in terms) == 1
    return (len(term.values) > 1 and (term.joiner == "and" or reading.has("both"))) or not alone


def is_time(reading: Reading) -> bool:
    """Whether it asks for a course of time."""
    return not TIME.isdisjoint(reading.by)


def days(period: Days) -> Input:
    """A period as a call's filters."""
    ends = {"posted_start": period.start, "posted_end": period.end}
    return {name: day.isoformat() for name, day in ends.items() if day}
