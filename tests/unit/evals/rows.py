"""Rows as PostgREST gives them, and answers as the API gives them."""

from pydantic import JsonValue

from evals.asking import Answer, Asked, Call


def row(job_id: str, **values: JsonValue) -> dict[str, JsonValue]:
    """A posting of Acme's, blank but for its values."""
    return {"job_id": job_id, "company_name": "Acme", **values}


def stats(value: float, measure: str = "count", rows: list[JsonValue] | None = None, **filters: JsonValue) -> Call:
    """A call of job_stats with its total and rows."""
    total: JsonValue = {"value": value, "postings": value if measure == "count" else 7}
    return Call(
        name="job_stats",
        input=filters,
        result={"measure": measure, "filters": filters, "total": total, "rows": rows or []},
    )


def group(value: float, **keys: JsonValue) -> dict[str, JsonValue]:
    """A row of job_stats."""
    return {"keys": keys, "value": value, "postings": value}


def said(text: str, *calls: Call, result_type: str = "answer") -> Asked:
    """An answer with what was looked up for it."""
    return Asked(Answer(answer=text, result_type=result_type, tool_calls=list(calls)), 0.1)
