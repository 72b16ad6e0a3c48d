"""Postings in a few words, and questions about them."""

from datetime import date
from decimal import Decimal
from typing import Any

from evals.reference import Names, Posting, Question, job_stats


def ask(postings: list[Posting], **arguments: Any) -> dict[str, Any]:
    """The answer."""
    return job_stats(postings, Names(), Question(**arguments))


def table(answer: dict[str, Any], *columns: str) -> list[tuple[object, ...]]:
    """Keys of each row, then these columns."""
    return [(*row["keys"].values(), *(row[column] for column in columns)) for row in answer["rows"]]


def posted(*days: str, **values: Any) -> list[Posting]:
    """A posting for each day; a list as a value has one for each."""
    return [
        Posting(
            f"{day}-{number}",
            posted_date=date.fromisoformat(day) if day else None,
            **{name: value[number] if isinstance(value, list) else value for name, value in values.items()},
        )
        for number, day in enumerate(days)
    ]


def paid(*amounts: tuple[str, float], **values: Any) -> list[Posting]:
    """A posting for each currency and yearly pay."""
    return [
        Posting(
            f"{currency}-{number}",
            salary_min=Decimal(str(amount)),
            salary_currency=currency,
            salary_period="yearly",
            **values,
        )
        for number, (currency, amount) in enumerate(amounts)
    ]
