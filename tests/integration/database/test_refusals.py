"""What cannot be asked is refused with a sentence that says what can, and never reaches SQL as text."""

import pytest

from evals.reference import Names, Posting, selected
from local.supabase.embedded import Connection
from tests.integration.database.api import answer, refusal, store

START = {"posted_start": "2026-01-01"}
ELEVEN_WORDS = "a b c d e f g h i j k"


@pytest.mark.parametrize(
    ("arguments", "helpful"),
    [
        ({"measure": "average"}, "share, companies, remote_share, median_salary"),
        ({"measure": None}, "measure cannot be null"),
        ({"group_by": ["contry"]}, "country, "),
        ({"group_by": [None]}, "group_by cannot be null"),
        ({"group_by": ["country", "platform", "skills"]}, "at most 2"),
        ({"group_by": ["country", "country"]}, "twice"),
        ({"group_by": ["posted_day", "posted_month"]}, "one time dimension"),
        ({"compare": "last_week", "filters": START}, "previous_period, previous_year"),
        ({"compare": "previous_year"}, "needs the filter posted_start"),
        ({"order_by": "size"}, "value, mean, time, change, change_percent, postings"),
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
        ({"filters": {"salary_max": "50k"}}, "salary_max takes one number"),
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
    ("filters", "says"),
    [
        ({"exclude": {"contry": "UK"}}, ["contry", "country"]),
        ({"exclude": {"exclude": {"country": "UK"}}}, ["exclude"]),
        ({"all_of": {"contry": "UK"}}, ["contry", "skills"]),
        ({"all_of": {"country": ["UK", "France"]}}, ["country", "skills"]),
        ({"stated": ["contry"]}, ["contry", "country"]),
        ({"not_stated": "posted_month"}, ["posted_month", "posted_date"]),
        ({"posted_month": "2026-01"}, ["posted_month", "posted_start"]),
        ({"salary_min": 5, "salary_max": 4}, ["salary_min", "salary_max"]),
        ({"exclude": {"posted_start": "2026-02-01", "posted_end": "2026-01-01"}}, ["posted_start", "after"]),
        ({"exclude": {"salary_min": 5, "salary_max": 4}}, ["salary_min", "salary_max"]),
        ({"country": "UK", "exclude": {"country": ["Great Britain", "France"]}}, ["country", "exclude"]),
        ({"country": "DACH", "exclude": {"country": "Europe"}}, ["country", "exclude"]),
        ({"is_remote": True, "exclude": {"is_remote": [True]}}, ["is_remote", "exclude"]),
        ({"skills": ["k8s"], "exclude": {"skills": ["Kubernetes"]}}, ["skills", "exclude"]),
        ({"stated": ["skills"], "not_stated": ["tools", "skills"]}, ["skills", "stated", "not_stated"]),
        ({"stated": ["salary_min"], "not_stated": ["salary"]}, ["salary", "stated", "not_stated"]),
        ({"country": "UK", "not_stated": ["country"]}, ["country", "not_stated"]),
        ({"salary_max": 9, "not_stated": ["salary"]}, ["salary", "not_stated"]),
        ({"posted_start": "2026-01-01", "not_stated": ["posted_date"]}, ["posted", "not_stated"]),
        ({"skills": [f"Skill {number}" for number in range(51)]}, ["skills", "50"]),
        ({"exclude": {"skills": [f"Skill {number}" for number in range(51)]}}, ["skills", "50"]),
        ({"role_keyword": ["engineer", ELEVEN_WORDS]}, ["role_keyword", "10 words", "11"]),
        ({"text": ELEVEN_WORDS.replace(" ", "-")}, ["text", "10 words", "11"]),
        ({"text": ELEVEN_WORDS.replace(" ", " or ")}, ["text", "10 words", "21"]),
        ({"exclude": {"role_keyword": ELEVEN_WORDS}}, ["role_keyword", "10 words"]),
        ({"all_of": {"text": ["data", ELEVEN_WORDS]}}, ["text", "10 words"]),
    ],
)
def test_filters_that_cannot_be_are_refused_everywhere(
    db: Connection, filters: dict[str, object], says: list[str]
) -> None:
    store(db, [Posting("1", country="UK", skills="k8s"), Posting("2", country="Germany")])
    for function in ("job_stats", "search_jobs", "jobs_overview"):
        sentence = refusal(db, function, filters=filters)
        assert [word for word in says if word not in sentence] == [], sentence
    sentence = refusal(db, "job_stats", measure="share", part=filters)
    assert [word for word in says if word not in sentence] == [], sentence


def test_all_members_but_one_may_be_left_out(db: Connection) -> None:
    store(db, [Posting("1", country="Austria"), Posting("2", country="Germany")])
    asked = {"country": "DACH", "exclude": {"country": "Germany"}}
    assert answer(db, "job_stats", filters=asked)["total"] == {"value": 1, "postings": 1}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"part": {"is_remote": True}}, ["part", "share"]),
        ({"measure": "share", "part": {"contry": "UK"}}, ["contry", "country"]),
        ({"min_postings": 0}, ["min_postings", "1"]),
        ({"compare_start": "2025-01-01", "filters": START}, ["compare_start", "compare_end"]),
        ({"compare_end": "2025-01-01", "filters": START}, ["compare_start", "compare_end"]),
        ({"compare_start": "2025-01-01", "compare_end": "2025-01-31"}, ["posted_start"]),
        (
            {"compare_start": "2025-02-01", "compare_end": "2025-01-31", "filters": START},
            ["compare_start", "after", "compare_end"],
        ),
        (
            {"compare_start": "2025-01-01", "compare_end": "2026-01-01", "filters": START},
            ["compare_end", "posted_start"],
        ),
        (
            {
                "compare": "previous_year",
                "compare_start": "2025-01-01",
                "compare_end": "2025-01-31",
                "filters": START,
            },
            ["compare", "compare_start"],
        ),
        (
            {"compare_start": "last year", "compare_end": "2025-01-31", "filters": START},
            ["compare_start", "2026-01-31"],
        ),
    ],
)
def test_what_job_stats_cannot_do_is_refused(db: Connection, arguments: dict[str, object], says: list[str]) -> None:
    sentence = refusal(db, "job_stats", **arguments)
    assert [word for word in says if word not in sentence] == [], sentence


@pytest.mark.parametrize(
    ("function", "arguments", "helpful"),
    [
        ("search_jobs", {"order_by": "job_id"}, "posted_date, actual_role"),
        ("search_jobs", {"row_limit": 101}, "from 1 to 100"),
        ("search_jobs", {"row_offset": -1}, "from 0"),
        ("search_jobs", {"filters": {"title": "x"}}, "role_keyword"),
        ("describe_data", {"dimension": "posted_month"}, "country, "),
        ("describe_data", {"row_limit": 0}, "from 1 to 1000"),
        ("jobs_overview", {"filters": {"x": 1}}, "it is one of: country"),
        ("end_turn", {"turn_id": "t", "conversation_id": "x" * 65, "turn": {}}, "at most 64"),
        ("record_feedback", {"trace_id": "t"}, "needs thumbs_up"),
        ("record_feedback", {"thumbs_up": True, "conversation_id": "c"}, "needs a trace_id"),
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
def test_a_value_is_only_ever_a_value(db: Connection, names: Names, text: str) -> None:
    postings = [Posting(job_id="1", country="Germany"), Posting(job_id=text, company_name=text, skills=text)]
    store(db, postings)
    for name in TEXT_FILTERS:
        asked = {name: ["Germany", text]}
        found = len(selected(postings, names, asked))
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
