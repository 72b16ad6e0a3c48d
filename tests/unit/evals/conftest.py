"""A handful of postings, known by heart."""

import pytest
from pydantic import JsonValue

from evals.postings import postings_of
from evals.reference import Posting
from tests.unit.evals.rows import row


@pytest.fixture
def postings() -> list[Posting]:
    """Four that count, and a duplicate."""
    berlin: dict[str, JsonValue] = {"country": "Germany", "location": "Berlin, Germany"}
    paid: dict[str, JsonValue] = {"salary_currency": "EUR", "salary_period": "yearly"}
    return postings_of(
        [
            row(
                "a", **berlin, posted_date="2026-01-01", skills="Python, SQL", is_remote=True, **paid, salary_min=50000
            ),
            row("b", **berlin, posted_date="2026-01-31", skills="Java, java", actual_role="Senior C++ Developer"),
            row("c", country="France", location="Paris, France", posted_date="2026-02-01", company_name="Other"),
            row(
                "d",
                posted_date=None,
                is_remote=True,
                salary_min=10,
                salary_max=20,
                salary_currency="USD",
                salary_period="hourly",
            ),
            row("e", **berlin, posted_date="2026-01-02", has_url_duplicate=1),
        ]
    )
