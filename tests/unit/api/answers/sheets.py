"""Sheets to test with, made by the tools from what the database answers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from joblab.jobs.schemas import DataDescription, Job, JobPage, Stats
from joblab.tools import describe_data, get_job, job_stats, search_jobs
from joblab.tools.sheet import Sheet

Json = dict[str, Any]
SELECTION: Json = {"filters": {}, "unknown_values": [], "oldest_day": "2025-01-01", "newest_day": "2026-11-22"}
POSTING: Json = {
    "job_id": "demo-20260115-017",
    "actual_role": "Data Engineer II",
    "company_name": "7-Eleven",
    "country": "Germany",
    "location": "Berlin, Germany",
    "url": "https://jobs.example/1",
    "posted_date": "2026-01-15",
    "job_level_std": None,
    "job_function_std": "Data Engineering",
    "job_type_filled": "fulltime",
    "platform": "linkedin",
    "is_remote": True,
    "is_research": False,
    "skills": ["SQL"],
    "tools": [],
    "salary_min": 54000,
    "salary_max": 66000,
    "salary_currency": "EUR",
    "salary_period": "yearly",
}


def stats(*rows: tuple[str, float | None], by: str = "country", **changes: Any) -> Sheet:
    """A measurement by one dimension; `changes` overrides what the database says of the whole."""
    measured = [{"keys": {by: key}, "value": value, "postings": 7, **_compared(value, changes)} for key, value in rows]
    total = sum(value or 0 for _, value in rows)
    whole: Json = {
        **SELECTION,
        "measure": "count",
        "group_by": [by] if rows else [],
        "compare": None,
        "order_by": "value",
        "ascending": False,
        "rows": measured,
        "total": {"value": total, "postings": total, **_compared(total, changes)},
        "groups": len(rows),
        "cut": {"groups": 0, "postings": 0, "by": {}},
        "missing": 0,
        "period": {"start": None, "end": None},
        "previous_period": None,
    }
    return job_stats.sheet(Stats.model_validate(whole | changes))


def _compared(value: float | None, changes: Mapping[str, Any]) -> Json:
    """Half as much before."""
    now = value or 0
    compared = {"previous": now / 2, "change": now / 2, "change_percent": 100.0} if changes.get("compare") else {}
    return compared | ({"currency": "USD"} if changes.get("measure") == "median_salary" else {})


def postings(*rows: Json, **changes: Any) -> Sheet:
    """A listing."""
    page = {**SELECTION, "total": 1607, "rows": [POSTING | row for row in rows], **changes}
    return search_jobs.sheet(JobPage.model_validate(page))


def posting(**changes: Any) -> Sheet:
    """One posting, whole."""
    more = {"job_description": None, "company_industry_std": None, "education_level": None}
    return get_job.sheet(Job.model_validate({**POSTING, **more, "search_term": None, "scraped_at": None, **changes}))


def named(**sheets: Sheet) -> dict[str, Sheet]:
    """Sheets under their names, each of a call of the same name."""
    return {name.casefold(): replace(sheet, name=name, call_id=f"call-{name}") for name, sheet in sheets.items()}


def sheets_of(calls: Sequence[Mapping[str, Any]]) -> dict[str, Sheet]:
    """The sheets of recorded calls that succeeded: by the word that the call gives, else by letters in their order."""
    found: dict[str, Sheet] = {}
    for call in calls:
        if call.get("result"):
            name = call.get("as") or chr(ord("A") + len(found))
            found[name.casefold()] = replace(
                _sheet_of(call["name"], call["result"]), name=name, call_id=call.get("id", name)
            )
    return found


def _sheet_of(tool: str, result: Json) -> Sheet:
    match tool:
        case "job_stats":
            return job_stats.sheet(Stats.model_validate(result))
        case "search_jobs":
            return search_jobs.sheet(JobPage.model_validate(result))
        case "get_job":
            return get_job.sheet(Job.model_validate(result))
    description = DataDescription.model_validate(result)
    names = list(description.dimensions)
    return describe_data.sheet(description, names[0] if len(names) == 1 else None)
