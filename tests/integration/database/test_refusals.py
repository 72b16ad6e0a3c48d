"""What cannot be asked is refused with a sentence that says what can, and never reaches SQL as text."""

import pytest

from tests.integration.database.api import answer, refusal, store
from tests.integration.database.postgres import Connection
from tests.integration.database.reference import Alias, Posting, selected

START = {"posted_start": "2026-01-01"}


@pytest.mark.parametrize(
    ("arguments", "helpful"),
    [
        ({"measure": "average"}, "share, companies, remote_share, median_salary"),
        ({"measure": None}, "measure cannot be null"),
        ({"group_by": ["contry"]}, "country, location, company_name"),
        ({"group_by": [None]}, "group_by cannot be null"),
        ({"group_by": ["country", "platform", "skills"]}, "at most 2"),
        ({"group_by": ["country", "country"]}, "twice"),
        ({"group_by": ["posted_day", "posted_month"]}, "one time dimension"),
        ({"compare": "last_week", "filters": START}, "previous_period, previous_year"),
        ({"compare": "previous_year"}, "needs the filter posted_start"),
        ({"order_by": "size"}, "value, time, change, change_percent"),
        ({"order_by": "time"}, "needs a time dimension"),
        ({"order_by": "change"}, "needs compare"),
        ({"row_limit": 0}, "from 1 to 1000"),
        ({"row_limit": 1001}, "from 1 to 1000"),
        ({"row_limit": None}, "from 1 to 1000"),
        ({"filters": {"contry": "UK"}}, 'cannot be "contry"; it is one of: country'),
        ({"filters": {"country": 5}}, "country takes text"),
        ({"filters": {"country": ["UK", 5]}}, "country takes text"),
        ({"filters": {"country": {"is": "UK"}}}, "country takes text"),
        ({"filters": {"is_remote": "yes"}}, "is_remote takes true or false"),
        ({"filters": {"salary_min": "50k"}}, "salary_min takes one number"),
        ({"filters": {"salary_min": [1, 2]}}, "one value"),
        ({"filters": {"posted_start": "January"}}, "a day like 2026-01-31"),
        ({"filters": {"posted_start": "2026-02-30"}}, "a day like 2026-01-31"),
        ({"filters": {"posted_end": 2026}}, "posted_end takes text"),
        ({"filters": {"posted_start": "2026-02-01", "posted_end": "2026-01-01"}}, "is after"),
        ({"filters": {"role_keyword": "--"}}, "holds no word"),
    ],
)
def test_job_stats_says_what_would_be_right(db: Connection, arguments: dict[str, object], helpful: str) -> None:
    assert helpful in refusal(db, "job_stats", **arguments)


@pytest.mark.parametrize(
    ("function", "arguments", "helpful"),
    [
        ("search_jobs", {"order_by": "job_id"}, "posted_date, actual_role"),
        ("search_jobs", {"row_limit": 101}, "from 1 to 100"),
        ("search_jobs", {"row_offset": -1}, "from 0"),
        ("search_jobs", {"filters": {"title": "x"}}, "role_keyword"),
        ("describe_data", {"dimension": "posted_month"}, "country, location"),
        ("describe_data", {"row_limit": 0}, "from 1 to 1000"),
        ("jobs_overview", {"filters": {"x": 1}}, "it is one of: country"),
        ("remember_turn", {"conversation_id": " ", "turn": {}}, "needs a conversation_id"),
        ("remember_turn", {"conversation_id": "x" * 65, "turn": {}}, "at most 64"),
        ("record_feedback", {"trace_id": "t"}, "needs thumbs_up"),
        ("record_feedback", {"thumbs_up": True, "turn_id": "t"}, "needs a trace_id"),
        ("record_feedback", {"thumbs_up": True, "trace_id": "t", "comment": "x" * 4001}, "at most 4000"),
    ],
)
def test_the_other_functions_do_too(db: Connection, function: str, arguments: dict[str, object], helpful: str) -> None:
    assert helpful in refusal(db, function, **arguments)


def test_filters_are_an_object(db: Connection) -> None:
    row = db.execute("select public.job_stats(filters => null)").fetchone()
    assert row is not None
    with pytest.raises(Exception, match="one JSON object"), db.transaction():
        db.execute("""select public.job_stats(filters => '["UK"]')""")


INJECTIONS = [
    "'; drop table public.jobs; --",
    "' or true --",
    "x' union select rolname from pg_authid --",
    '"; drop table public.jobs; --',
    "$1",
    "%s %I",
    "{a,b}",
    "\\'; select 1",
    "\u202e日本\ufeff",
    "x" * 10_000,
]
TEXT_FILTERS = ["country", "location", "skills", "tools", "search_term", "company_name", "platform"]


@pytest.mark.parametrize("text", INJECTIONS)
def test_a_value_is_only_ever_a_value(db: Connection, aliases: list[Alias], text: str) -> None:
    postings = [Posting(job_id="1", country="Germany"), Posting(job_id=text, company_name=text, skills=text)]
    store(db, postings)
    for name in TEXT_FILTERS:
        asked = {name: ["Germany", text]}
        found = len(selected(postings, aliases, asked))
        assert answer(db, "job_stats", filters=asked)["total"] == {"value": found, "postings": found}
    assert answer(db, "get_job", job_id=text)["company_name"] == text
    assert answer(db, "describe_data", dimension="country", starts_with=text)["postings"] == 2
    for arguments in (
        {"measure": text},
        {"group_by": [text]},
        {"compare": text},
        {"order_by": text},
        {"filters": {text: "x"}},
        {"filters": {"posted_start": text}},
    ):
        assert refusal(db, "job_stats", **arguments)
    assert refusal(db, "search_jobs", order_by=text)
    assert refusal(db, "describe_data", dimension=text)


def test_a_long_value_is_not_echoed_whole(db: Connection) -> None:
    assert len(refusal(db, "job_stats", measure="x" * 10_000)) < 300
