"""What a call looks up, in words: its filters, its period, its dimensions."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from joblab.jobs.catalogue import DIMENSIONS
from joblab.tools.labels import period

NAMES = {spec.name: (spec.label.lower(), spec.values) for spec in DIMENSIONS}
_BEFORE = ("is_remote", "is_research", "job_level_std", "job_type_filled", "company_industry_std", "job_function_std")
_AFTER = {
    "role_keyword": "with “{}” in the title",
    "text": "that mention {}",
    "company_name": "at {}",
    "location": "in {}",
    "country": "in {}",
    "skills": "requiring {}",
    "tools": "using {}",
    "education_level": "asking for {}",
    "platform": "on {}",
    "search_term": "found by “{}”",
    "posted_weekday": "posted on a {}",
    "posted_calendar_month": "posted in a {}",
    "salary_min": "paying at least {} a year",
    "salary_max": "paying at most {} a year",
    "salary_currency": "in {}",
}
_SPOKEN = {"fulltime": "full-time", "parttime": "part-time"}
_FLAGS = {"is_remote": ("on-site", "remote"), "is_research": ("non-research", "research")}


def jobs(filters: Mapping[str, Any]) -> str:
    """The postings that filters select: "remote senior Data Engineering jobs in Berlin requiring Python or SQL"."""
    before = [_value(name, filters[name]) for name in _BEFORE if name in filters]
    after = [words.format(_value(name, filters[name])) for name, words in _AFTER.items() if name in filters]
    every = [_AFTER[name].format(joined(_all(value), "and")) for name, value in filters.get("all_of", {}).items()]
    left_out = [f"but not {_excluded(filters['exclude'])}"] if filters.get("exclude") else []
    stated = [f"that state {joined(list(map(_name, _all(filters['stated']))), 'and')}"] if filters.get("stated") else []
    silent = (
        [f"that state no {joined(list(map(_name, _all(filters['not_stated']))))}"] if filters.get("not_stated") else []
    )
    return " ".join([*before, "jobs", *after, *every, *stated, *silent, *left_out])


def _excluded(filters: Mapping[str, Any]) -> str:
    days = {name: filters[name] for name in ("posted_start", "posted_end") if name in filters}
    others = [
        _AFTER[name].format(_value(name, value)) if name in _AFTER else f"{_value(name, value)} ones"
        for name, value in filters.items()
        if name not in days
    ]
    return " and not ".join([*others, *([when(days).strip()] if days else [])])


def _name(field: str) -> str:
    return "pay" if field == "salary" else NAMES[field][0] if field in NAMES else field


def _all(value: object) -> list[str]:
    return list(map(str, value)) if isinstance(value, list) else [str(value)]


def _value(name: str, value: object) -> str:
    if isinstance(value, bool):
        return _FLAGS[name][value]
    if isinstance(value, int | float):
        return f"{value:,}"
    spoken = [_SPOKEN.get(each, each) for each in _all(value)]
    return joined([each.lower() if name == "job_level_std" else each for each in spoken])


def joined(values: Sequence[str], word: str = "or") -> str:
    """Values as a sentence lists them."""
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} {word} {values[-1]}"


def when(tool_input: Mapping[str, Any], names: tuple[str, str] = ("posted_start", "posted_end")) -> str:
    """The period, with a space before it: " in January 2026", " since 2026-03-01"; empty when there is none."""
    start, end = (date.fromisoformat(tool_input[name]) if tool_input.get(name) else None for name in names)
    if not (start or end):
        return ""
    told = period(start, end)
    if not (start and end):
        return f" {told}"
    return f" on {told}" if start == end else f" from {told}" if " to " in told else f" in {told}"


def quoted(text: str) -> str:
    """Foreign text, which must not be read as a placeholder."""
    return text.translate({ord("{"): "(", ord("}"): ")"})
