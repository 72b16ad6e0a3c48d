"""The forms of question, and the lookups that each makes of a Reading."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from evals.periods import ALL_DAYS, Days, readings
from joblab.jobs.catalogue import TIME
from local.standin.measures import PLACES, Input, Measured, asks_pay, days, is_time, means_all
from local.standin.reading import LISTS, Reading
from local.standin.times import in_year, merged, period_before, year_before

Task = Literal["count", "groups", "average", "ratio", "rank", "trend", "growth", "compare", "list", "job", "describe"]

MOST_ROWS: Mapping[str, int] = {"job_stats": 50, "search_jobs": 20, "describe_data": 50}
_TITLED = ("job_function_std", "role_keyword", "job_level_std", "job_type_filled", "is_remote", "skills", "tools")

_ASKING_ELSE = ("most", "least", "best_paid", "grow", "fall", "trend", "compare", "than", "share", "pay", "median",
                "average", "by")  # fmt: skip


@dataclass(frozen=True)
class Query:
    """One lookup, and how its result is told.

    Attributes:
        listed: how many rows the answer names at most; the page shows all of them beside it.
        ordinal: the one row that is asked for ("the second most common").
        column: the figure of pay that is asked for.
    """

    task: Task
    input: Input = field(default_factory=dict)
    tool: str = "job_stats"
    listed: int = 25
    ordinal: int | None = None
    column: str = "value"

    @property
    def measure(self) -> str:
        return str(self.input.get("measure", "count"))

    @property
    def by(self) -> tuple[str, ...]:
        names = self.input.get("group_by", [])
        return tuple(map(str, names)) if isinstance(names, list) else ()


@dataclass(frozen=True)
class Form:
    """A form of question: when it is meant, the cues that it honours, and its query, to which days are added."""

    task: Task
    fits: Callable[[Reading], bool]
    uses: str
    query: Callable[[Reading], Query]


def queries(form: Form, reading: Reading, what: Measured, today: date) -> list[Query]:
    """The form's query for each period; adjoining periods are one, unless they are compared."""
    query = replace(form.query(reading), column=what.column, ordinal=reading.ordinal)
    if form.task in ("job", "describe"):
        return [query]
    if form.task == "growth":
        period, earlier = _two_periods(reading, today)
        return [replace(query, input={**query.input, **what.input, **days(period), **earlier})]
    periods = merged(reading.periods)
    if side := _side(form, query, reading):
        sides: list[Input] = [{side: value, **days(periods[0])} for value in reading.several[side]]
        return [replace(query, input={**what.input, **each}) for each in sides]
    compared = _compared(reading) if form.task == "compare" else ()
    if len(compared) > 1:
        return [replace(query, input={**what.input, **days(period)}) for period in compared]
    return [replace(query, input={**query.input, **what.input, **days(period)}) for period in periods]


def _side(form: Form, query: Query, reading: Reading) -> str:
    """The dimension each value of which is looked up by itself: of a ratio, and skills, of which a posting has more."""
    if form.task == "ratio":
        return next(iter(reading.several))
    is_listed = len(query.by) == 1 and query.by[0] in LISTS and not reading.by
    return query.by[0] if form.task == "compare" and is_listed else ""


def _split(reading: Reading) -> list[str]:
    """The dimensions to split by: those named, and those of which several values were."""
    compares = reading.has("compare", "than") or _asks_which(reading)
    sides = [
        name
        for name in reading.several
        for terms in [reading.terms_of(name)]
        if compares or not any(term.joiner == "or" for term in terms)
        if not any(means_all(term, reading.terms, reading) for term in terms)
    ]
    named = [*reading.by, *sides]
    if reading.has("who") and "company_name" not in named:
        named.insert(0, "company_name")
    if reading.has("where") and not set(named) & set(PLACES):
        named.insert(0, "location" if reading.terms_of("country") else "country")
    return list(dict.fromkeys(named))[:2]


def _by(*names: str) -> Input:
    return {"group_by": [*names]} if names else {}


def _rank(reading: Reading) -> Query:
    """Groups in order of the measure."""
    names = _split(reading) or ["job_function_std"]
    shape = _by(*names)
    if reading.has("least", "worst_paid", "ascending"):
        shape["ascending"] = True
    if reading.least:
        shape["min_postings"] = reading.least
    if reading.has("largest"):
        shape["order_by"] = "postings"
    elif asks_pay(reading) and reading.has("average") and reading.has("most", "best_paid", "least", "worst_paid"):
        shape["order_by"] = "mean"
    if limit := reading.limit or reading.ordinal:
        shape["limit"] = min(limit, MOST_ROWS["job_stats"])
    elif len(names) > 1 or reading.has("everything") or (reading.has("by") and not reading.has("most", "least")):
        shape["limit"] = MOST_ROWS["job_stats"]
    is_one = len(names) == 1 and _is_singular(reading)
    return Query("rank", shape, listed=reading.limit or (1 if is_one else Query.listed))


def _is_singular(reading: Reading) -> bool:
    word = reading.cues.get("split", reading.cues.get("where", reading.cues.get("who", "")))
    ranks = reading.has("most", "least", "best_paid", "worst_paid") and not reading.limit
    return ranks and (not word.endswith("s") or word.endswith("ss"))


def _time(reading: Reading) -> list[str]:
    """The dimension of time, and one beside it."""
    time = next((name for name in reading.by if name in TIME), "posted_month")
    return [time, *[name for name in _split(reading) if name not in TIME][:1]]


def _peaks(reading: Reading) -> bool:
    times = is_time(reading) or reading.has("trend", "when")
    return times and len(_time(reading)) == 1 and reading.has("most", "least", "when")


def _peak(reading: Reading) -> Query:
    """Stretches of time, the one with most first."""
    shape = _by(*_time(reading)) | {"order_by": "value"}
    if reading.has("least"):
        shape["ascending"] = True
    if limit := reading.limit or reading.ordinal:
        shape["limit"] = limit
    return Query("rank", shape, listed=reading.limit or 1)


def _growth(reading: Reading) -> Query:
    """The change against an earlier period, by group where there is one."""
    names = [name for name in _split(reading) if name not in TIME][:1]
    shape = _by(*names)
    if not names or not reading.has("grow", "fall", "change"):
        return Query("growth", shape | ({"limit": reading.limit} if names and reading.limit else {}))
    by_percent = reading.has("fastest") or "percent" in reading.cues.get("share", "")
    shape["order_by"] = "change_percent" if by_percent else "change"
    if reading.has("fall"):
        shape["ascending"] = True
    if reading.limit:
        shape["limit"] = reading.limit
    return Query("growth", shape, listed=reading.limit or (1 if _is_singular(reading) else Query.listed))


def _two_periods(reading: Reading, today: date) -> tuple[Days, Input]:
    """The later period, and how the call names the earlier one: the year before where nothing else is said."""
    spans = _spans(reading)
    if len(spans) > 1:
        earlier, later = sorted(spans[:2], key=lambda span: span.start or date.min)
        if earlier.start and later.start and in_year(later, earlier.start.year).start == earlier.start:
            is_alike = in_year(later, earlier.start.year).end == earlier.end or later.end == today
            if later.start.year == earlier.start.year + 1 and is_alike:
                return later, {"compare": "previous_year"}
        if period_before(later) == earlier:
            return later, {"compare": "previous_period"}
        return later, {"compare_start": str(earlier.start), "compare_end": str(earlier.end)}
    this_year, last_year = (readings(name, today)[0] for name in ("this year", "last year"))
    period = spans[0] if spans else this_year
    moves = reading.has("grow", "fall", "change", "previous_year", "previous_period")
    if reading.has("compare", "than") and period.end and period.end < today and not moves:  # "compared to 2025"
        compared: Input = {"compare_start": str(period.start), "compare_end": str(period.end)}
        return this_year, {"compare": "previous_year"} if period == last_year else compared
    return period, {"compare": "previous_period" if reading.has("previous_period") else "previous_year"}


def _spans(reading: Reading) -> Sequence[Days]:
    """The periods said, of a range of units its first and its last one."""
    return reading.ends if len(reading.periods) < 2 and reading.ends else reading.periods


def _compared(reading: Reading) -> Sequence[Days]:
    """The periods that are set beside each other."""
    spans = reading.periods if reading.several else _spans(reading)
    if len(spans) == 1 and spans[0].start and spans[0].end:
        if reading.has("previous_period"):
            return (spans[0], period_before(spans[0]))
        if reading.has("previous_year"):
            return (spans[0], year_before(spans[0]))
    return spans


def _list(reading: Reading) -> Query:
    """The postings themselves."""
    shape: Input = {}
    if reading.has("best_paid", "worst_paid") or (reading.has("sort") and reading.has("pay")):
        shape["order_by"] = "salary"
    if reading.has("oldest", "worst_paid", "ascending") and not reading.has("descending"):
        shape["ascending"] = True
    rows = min(reading.limit or 10, MOST_ROWS["search_jobs"])
    shape |= ({"limit": rows} if reading.limit else {}) | ({"offset": reading.page * rows} if reading.page else {})
    return Query("list", shape, "search_jobs")


def _describe(reading: Reading) -> Query:
    dimension = next((name for name in (*reading.by, reading.counted) if name not in TIME), "")
    shape: Input = {"dimension": dimension, "limit": reading.limit or MOST_ROWS["describe_data"]} if dimension else {}
    return Query("describe", shape | ({"starts_with": reading.starts} if reading.starts else {}), "describe_data")


def _is_describing(reading: Reading) -> bool:
    if reading.terms or reading.periods:
        return False
    names = (reading.by or reading.counted) and not is_time(reading) and not reading.least
    asks = reading.has("values", "starts") or (reading.has("list") and not reading.has_noun)
    is_plain = bool(reading.counted) or not reading.has_noun
    return reading.has("data") or bool(names and asks and is_plain and not reading.has(*_ASKING_ELSE))


def _is_ratio(reading: Reading) -> bool:
    """Of the two values of one dimension; "senior Python to junior Java" has two, each of which would stand in both."""
    sides, *others = reading.several or ("",)
    are_told_apart = any(len(reading.terms_of(name)) > 1 for name in others)
    return reading.has("ratio") and len(reading.several.get(sides, ())) == 2 and not are_told_apart


def _compares(reading: Reading) -> bool:
    several = (
        bool(reading.several) and (reading.has("compare", "than") or _asks_which(reading)) and not is_time(reading)
    )
    moves = (
        reading.has("compare", "than", "grow", "fall", "amount", "previous_year", "previous_period") and not reading.by
    )
    return several or (moves and len(_compared(reading)) > 1)


def _asks_which(reading: Reading) -> bool:
    """ "Python or Java?", "which is more common, A or B"."""
    joined = any(len(term.values) > 1 and term.joiner == "or" for term in reading.terms) and not reading.by
    alone = not (reading.has_noun or reading.has("count", "list", "share"))
    return joined and (reading.has("most", "least") or alone)


def _lists(reading: Reading) -> bool:
    asks_else = (
        reading.by or reading.counted or reading.has("count", "average", "median", "share", "where", "who", "when")
    )
    if asks_else or (reading.has("pay") and not reading.has("sort", "list", "bound")):
        return False
    asks = reading.has("list", "latest", "oldest", "sort", "best_paid", "worst_paid", "limit")
    about = reading.has_noun or any(reading.terms_of(name) for name in _TITLED)
    return asks or (about and not reading.has("most", "least"))


def _grows(reading: Reading) -> bool:
    moves = reading.has("grow", "fall", "previous_year", "previous_period")
    year = reading.periods[0] if len(reading.periods) == 1 and not reading.several else ALL_DAYS
    if reading.has("compare", "than") and year.start and year.end and (year.end - year.start).days > 363:
        return True  # "compared to last year"
    return moves or (reading.has("change") and (reading.has("amount") or not is_time(reading)))


def _ranks(reading: Reading) -> bool:
    flags = any(isinstance(values[0], bool) for values in reading.several.values())
    return bool(reading.by) or flags or reading.has("where", "who") or (reading.has_noun and _names_groups(reading))


def _names_groups(reading: Reading) -> bool:
    """ "The most common jobs": functions; "most jobs are remote" is another thing."""
    return any(reading.cues.get(cue, cue) != cue for cue in ("most", "least"))


def _counts_groups(reading: Reading) -> bool:
    return bool(reading.counted) and not reading.by and (reading.counted != "company_name" or bool(reading.least))


def _groups(reading: Reading) -> Query:
    """How many different values there are, of so many postings each."""
    least: Input = {"min_postings": reading.least} if reading.least else {}
    return Query("groups", _by(reading.counted) | least)


FORMS = (
    Form("job", lambda r: bool(r.job_id), "detail pay list split stated count ordinal earn",
          lambda r: Query("job", {"job_id": r.job_id}, "get_job")),
    Form("describe", _is_describing, "data list starts count counted split different limit latest detail", _describe),
    Form("groups", _counts_groups, "counted different fewest", _groups),
    Form("ratio", _is_ratio, "ratio compare", lambda _: Query("ratio")),
    Form("average", lambda r: r.has("average") and not (asks_pay(r) or r.counted) and len(r.by) == 1,
          "average by split", lambda r: Query("average", _by(r.by[0]))),
    Form("compare", _compares,
          "compare than change grow fall amount previous_year previous_period most split by list trend",
          lambda r: Query("compare", _by(*_split(r)))),
    Form("growth", _grows,
          "grow fall change previous_year previous_period most split by amount compare fastest limit list where who",
          _growth),
    Form("rank", _peaks, "trend split by list most least limit ordinal when", _peak),
    Form("trend", lambda r: is_time(r) or r.has("trend", "when", "change"),
          "trend change split by list", lambda r: Query("trend", _by(*_time(r)), listed=60)),
    Form("list", _lists, "list latest oldest sort best_paid worst_paid limit pay ascending descending", _list),
    Form("rank", _ranks,
          "most least best_paid worst_paid limit ordinal split by largest everything where who list sort ascending"
          " descending fewest", _rank),
    Form("count", lambda r: r.says_something, "", lambda _: Query("count")),
)  # fmt: skip
