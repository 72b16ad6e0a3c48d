"""Random postings and random questions, from few values so that they meet often.

Most questions stay simple; `about` makes sure of one thing that a question may have.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import strategies as st

from evals.reference import Filters, Posting, Question
from joblab.jobs.catalogue import DIMENSIONS, KINDS, MEASURES, TIME

TEXTS = {
    "country": [
        *("Germany", "germany ", "Deutschland", "UK", "United Kingdom", "Ukraine", "Österreich", "ÖSTERREICH", "日本"),
    ],
    "location": [
        *("London, UK", "Londonderry, UK", "Berlin,Germany", "NYC", "New York, NY", "berlin", "San Francisco, CA"),
    ],
    "company_name": ["Acme", "ACME", "Acme, Inc.", "Müller & Söhne", "100%", "a_b", "O'Neill"],
    "job_level_std": ["Senior", "Sr", "Junior"],
    "job_function_std": ["Data Science", "DevOps"],
    "company_industry_std": ["Technology", "tech"],
    "job_type_filled": ["fulltime", "Full Time", "contract"],
    "education_level": ["PhD", "Master"],
    "platform": ["indeed", "Indeed"],
    "search_term": ["data", "java developer"],
    "skills": [
        *("Java", "JavaScript, Java", "Python, python ,PYTHON", "k8s, C++", "Kubernetes,,C#", " , ", "Größe, größe"),
    ],
    "tools": ["AWS", "aws, Docker", "Docker"],
    "actual_role": [
        *("Senior Java Developer", "JavaScript developer", "C++/C# Engineer", "Data-Engineer (m/f)", "R+D + C++"),
        "Développeur",
    ],
    "job_description": ["You build data pipelines. Java or Python", "A remote data team", "Team lead for a java team"],
}
# What is asked for besides, of what is worked out.
ASKED = TEXTS | {
    "country": [*TEXTS["country"], "DACH", "Europe", "EU"],
    "skills": [*TEXTS["skills"], "C++", "kubernetes", "java"],
    "tools": [*TEXTS["tools"], "docker"],
    "location": [*TEXTS["location"], "London", "UK", "germany"],
    "salary_currency": ["EUR", "USD", "usd"],
    "posted_weekday": ["Monday", "friday", "SUNDAY", "weekend", "weekdays"],
    "posted_calendar_month": ["January", "february", "DECEMBER"],
}
UNKNOWN = ["Germny", "Lond", "%", "' or true --", "Jav", "Python", "aws", "UK"]
WORDS = ["java", "Developer java", "c++", "engineer data", "développeur", "dev", "javascrpt"]
SEARCHES = [
    *("data", "DATA team", '"data team"', '"java team" or pipelines', "-remote", "team -java", 'java -"a java team"'),
    *("python or remote or nowhere", "Developer you"),
]
# Items of lists that exclude each other by no alias, so that one can be asked for and another left out.
LEFT_OUT = {"skills": ["Python", "C#"], "tools": ["Docker"]}
DAYS = [
    date(2025, 2, 28),
    date(2025, 12, 29),
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 1, 31),
    date(2026, 2, 28),
    date(2026, 3, 31),
    date(2024, 2, 29),
]
PAY = [None, Decimal(30000), Decimal("45000.55"), Decimal("17.33"), Decimal(0), Decimal("999.99"), Decimal(61000)]
BOUNDS = [0, 17, 30000, 40000.5, 61000]
FIELDS = [spec.name for spec in DIMENSIONS if spec.kind != "time"]
# Fields that are about the same thing: what is not stated cannot be filtered on.
SAME = {
    **dict.fromkeys(["salary_min", "salary_max", "salary_currency", "salary"], "salary"),
    **dict.fromkeys(["posted_start", "posted_end", "posted_weekday", "posted_calendar_month"], "posted_date"),
}

days = st.sampled_from(DAYS) | st.dates(date(2025, 11, 1), date(2026, 4, 30))


def _posting(random: Random, number: int) -> Posting:
    text: dict[str, Any] = {name: random.choice([*values * 2, None, "", "  "]) for name, values in TEXTS.items()}
    recent = [date(2025, 11, 1) + timedelta(days=random.randrange(180)) for _ in range(9)]
    return Posting(
        job_id=f"job-{number}",
        **text,
        is_remote=random.choice([True, False, None]),
        is_research=random.choice([True, False, None]),
        posted_date=random.choice([*DAYS, *recent, None]),
        salary_min=random.choice(PAY),
        salary_max=random.choice(PAY),
        salary_currency=random.choice(["EUR", "EUR", "EUR", "USD", "USD", "usd", "", None]),
        salary_period=random.choice(["yearly", "yearly", "Hourly", "monthly", "weekly", "daily", "once", None]),
        has_url_duplicate=random.choice([None, None, 0, 0, 0, 0, 1]),
    )


def make_postings(seed: int, number: int) -> list[Posting]:
    """Return postings that depend on the seed alone."""
    random = Random(seed)
    return [_posting(random, each) for each in range(number)]


class Made(list[Posting]):
    """Postings that a failing test shows by what they are made from."""

    def __init__(self, seed: int, number: int) -> None:
        super().__init__(make_postings(seed, number))
        self._made_from = seed, number

    def __repr__(self) -> str:
        return f"make_postings{self._made_from}"


# By a seed: drawn field by field, lists stay so short that little is compared.
postings = st.builds(Made, st.integers(0, 2**32), st.sampled_from([0, 1, 5, 20, 60]))


def _one_or_many[Value](values: st.SearchStrategy[Value]) -> st.SearchStrategy[object]:
    return values | st.lists(st.none() | values, max_size=3)


def _values(name: str) -> st.SearchStrategy[Any]:
    match KINDS[name]:
        case "boolean":
            return st.booleans()
        case "words":
            return st.sampled_from(WORDS)
        case "search":
            return st.sampled_from(SEARCHES)
        case "cycle":
            return st.sampled_from(ASKED[name])
    return st.sampled_from([*ASKED[name], *ASKED[name], *UNKNOWN])


@st.composite
def _period(draw: st.DrawFn) -> Mapping[str, object]:
    start, end = sorted([draw(days), draw(days)])
    if draw(st.booleans()):  # whole months
        start = start.replace(day=1)
        end = (end.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return {"posted_start": start.isoformat()} | ({"posted_end": end.isoformat()} if draw(st.booleans()) else {})


def _exclude(draw: st.DrawFn, chosen: Filters) -> Mapping[str, object]:
    """What is not asked for."""
    taken = _taken(chosen)
    free = [name for name in [*FIELDS, "role_keyword", "text"] if name not in taken]
    names = draw(st.lists(st.sampled_from(free), min_size=1, max_size=2, unique=True))
    left_out = {name: draw(_one_or_many(_values(name))) for name in names}
    for name in LEFT_OUT.keys() & taken:
        asked = str([chosen.get(name), chosen.get("all_of")]).lower()
        left_out |= {name: [item for item in LEFT_OUT[name] if item.lower() not in asked]}
    if taken.isdisjoint(["salary_min", "salary_max"]) and draw(st.integers(0, 3)) == 3:
        left_out |= dict(zip(["salary_min", "salary_max"], sorted(draw(_two_bounds)), strict=True))
    if draw(st.integers(0, 3)) == 3:
        first = draw(days)
        last = first + timedelta(days=draw(st.integers(0, 40)))
        if first.isoformat() > str(chosen.get("posted_start", "")):  # else nothing may be left
            left_out |= {"posted_start": first.isoformat(), "posted_end": last.isoformat()}
    return {"exclude": left_out}


def _all_of(draw: st.DrawFn, chosen: Filters) -> Mapping[str, object]:
    name = draw(st.sampled_from(["skills", "skills", "tools", "location", "role_keyword", "text"]))
    return {"all_of": {name: draw(st.lists(_values(name), min_size=1, max_size=3))}}


def _stated(draw: st.DrawFn, chosen: Filters) -> Mapping[str, object]:
    against = {_same(each) for each in _listed(chosen.get("not_stated"))}
    names = [name for name in STATED if _same(name) not in against]
    return {"stated": draw(_one_or_many(st.sampled_from(names)))}


def _not_stated(draw: st.DrawFn, chosen: Filters) -> Mapping[str, object]:
    given = [*_taken(chosen), *_listed(chosen.get("stated")), *dict(_mapping(chosen.get("exclude")))]
    taken = {_same(name) for name in given}
    names = [name for name in STATED if _same(name) not in taken]
    return {"not_stated": draw(_one_or_many(st.sampled_from(names)))}


def _text(draw: st.DrawFn, chosen: Filters) -> Mapping[str, object]:
    return {"text": draw(_one_or_many(_values("text")))}


def _role(draw: st.DrawFn, chosen: Filters) -> Mapping[str, object]:
    return {"role_keyword": draw(_one_or_many(_values("role_keyword")))}


def _pay(draw: st.DrawFn, chosen: Filters) -> Mapping[str, object]:
    least, most = sorted(draw(_two_bounds))
    return draw(
        st.sampled_from([{"salary_min": least}, {"salary_max": most}, {"salary_min": least, "salary_max": most}])
    )


def _cycle(draw: st.DrawFn, chosen: Filters) -> Mapping[str, object]:
    name = draw(st.sampled_from(["posted_weekday", "posted_calendar_month"]))
    return {name: draw(_one_or_many(_values(name)))}


def _region(draw: st.DrawFn, chosen: Filters) -> Mapping[str, object]:
    return {"country": draw(_one_or_many(st.sampled_from(["DACH", "Europe", "eu", "UK", "nowhere"])))}


_two_bounds = st.tuples(st.sampled_from(BOUNDS), st.sampled_from(BOUNDS))
STATED = [
    *(spec.name for spec in DIMENSIONS if spec.kind in ("text", "place", "list", "boolean")),
    *("salary", "salary_min", "salary_max", "posted_date"),
]
# In this order: what is left out and not stated depends on what is asked for.
EXTRAS: Mapping[str, Callable[[st.DrawFn, Filters], Mapping[str, object]]] = {
    "text": _text,
    "role": _role,
    "pay": _pay,
    "cycle": _cycle,
    "region": _region,
    "all_of": _all_of,
    "exclude": _exclude,
    "stated": _stated,
    "not_stated": _not_stated,
}


@st.composite
def filters(draw: st.DrawFn, about: str = "", *, in_time: bool = False) -> dict[str, object]:
    """A few filters, most often only by value and by day."""
    named = draw(st.lists(st.sampled_from(FIELDS), max_size=draw(st.sampled_from([0, 0, 1, 1, 2]))))
    chosen: dict[str, object] = {name: draw(_one_or_many(_values(name))) for name in named}
    if in_time or draw(st.booleans()):
        chosen |= draw(_period())
    number = draw(st.sampled_from([0, 0, 1, 1, 2]))
    extras = [*draw(st.lists(st.sampled_from(list(EXTRAS)), max_size=number)), about]
    for name, extra in EXTRAS.items():
        if name in extras:
            chosen |= extra(draw, chosen)
    return chosen


def _taken(chosen: Filters) -> set[str]:
    """The fields that are asked for."""
    return {*chosen, *_mapping(chosen.get("all_of"))}


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _listed(value: object) -> list[str]:
    return [str(each) for each in (value if isinstance(value, list) else [value])]


def _asks_nothing(given: object) -> bool:
    match given:
        case dict():
            return all(map(_asks_nothing, given.values()))
        case list():
            return all(map(_asks_nothing, given))
    return given is None


def _same(name: str) -> str:
    return SAME.get(name, name)


_names = [spec.name for spec in DIMENSIONS]
_dimension = st.sampled_from([*_names, *sorted(TIME)])
dimensions: st.SearchStrategy[list[str]] = st.one_of(
    st.just([]),
    st.tuples(_dimension).map(list),
    st.tuples(_dimension, _dimension).filter(lambda pair: pair[0] != pair[1] and not TIME.issuperset(pair)).map(list),
)
dimensions_of_time = st.tuples(
    st.sampled_from(sorted(TIME)), st.none() | st.sampled_from([name for name in _names if name not in TIME])
).map(lambda pair: [name for name in pair if name])


@st.composite
def _compared(draw: st.DrawFn, start: date) -> dict[str, Any]:
    """An earlier period by name, or one by its days."""
    compare = draw(st.sampled_from(["previous_period", "previous_year", None]))
    if compare:
        return {"compare": compare}
    last = start - timedelta(days=draw(st.integers(1, 400)))
    first = last - timedelta(days=draw(st.integers(0, 100)))
    return {"compare_start": first.isoformat(), "compare_end": last.isoformat()}


@st.composite
def questions(draw: st.DrawFn, about: str = "") -> Question:
    """A question that job_stats answers."""
    chosen = draw(filters(about, in_time=about == "other_period"))
    group_by = draw(dimensions_of_time if about == "time" else dimensions)
    measure = {"part": "share", "percentiles": "median_salary"}.get(about) or draw(
        st.sampled_from([spec.name for spec in MEASURES])
    )
    more: dict[str, Any] = {}
    start = chosen.get("posted_start")
    if start and (about == "other_period" or draw(st.booleans())):
        more |= draw(_compared(date.fromisoformat(str(start))))
    if measure == "share" and (about == "part" or draw(st.booleans())):
        part = draw(filters())
        more["part"] = {"is_remote": draw(st.booleans())} if _asks_nothing(part) else part
    if group_by and (about == "min_postings" or draw(st.integers(0, 5)) == 5):
        more["min_postings"] = draw(st.sampled_from([1, 2, 3]))
    orders = ["value", "postings", *(["time", "time"] if set(group_by) & TIME else [])]
    orders += ["mean", "mean"] if measure == "median_salary" else []
    orders += ["change", "change_percent"] if more.keys() & {"compare", "compare_start"} else []
    return Question(
        measure=measure,
        group_by=group_by,
        filters=chosen,
        order_by=draw(st.none() | st.sampled_from(orders)),
        ascending=draw(st.sampled_from([None, True, False])),
        row_limit=draw(st.sampled_from([1, 3, 7, 1000])),
        **more,
    )
