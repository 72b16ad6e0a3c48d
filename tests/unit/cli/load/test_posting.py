from pathlib import Path

import pytest

from cli.load.errors import BadRowError
from cli.load.posting import Posting, posting_of
from cli.load.source import Record


def parse(**values: object) -> Posting:
    return posting_of(Record(Path("jobs.csv"), 2, {"title": "Data Engineer"} | values))


def test_jobspy_columns_become_the_table_s() -> None:
    posting = parse(
        id="li-1",
        site="linkedin",
        job_url="https://example.com/1",
        company="Acme",
        location="London, UK",
        date_posted="2024-06-27",
        job_type="fulltime, contract",
        interval="yearly",
        min_amount="90000.0",
        max_amount="120000.5",
        currency="GBP",
        is_remote="False",
        job_level="entry level",
        description="Two\nlines",
        company_industry="Technology",
        skills="Python, SQL",
    )
    assert {column: value for column, value in posting.items() if value is not None} == {
        "job_id": "li-1",
        "platform": "linkedin",
        "actual_role": "Data Engineer",
        "url": "https://example.com/1",
        "job_description": "Two\nlines",
        "skills": "Python, SQL",
        "company_name": "Acme",
        "country": "United Kingdom",
        "location": "London, UK",
        "posted_date": "2024-06-27",
        "is_remote": False,
        "job_level_std": "Entry",
        "job_function_std": "Data Engineering",
        "company_industry_std": "Technology",
        "job_type_filled": "fulltime",
        "salary_min": 90000,
        "salary_max": 120000.5,
        "salary_currency": "GBP",
        "salary_period": "yearly",
    }


def test_the_table_s_own_columns_win_and_are_never_overridden() -> None:
    posting = parse(
        actual_role="Senior Data Engineer",
        location="Remote in USA",
        country="Canada",
        is_remote="no",
        job_level_std="Staff",
        job_function_std="Platform",
    )
    assert posting["actual_role"] == "Senior Data Engineer"
    derived = ("country", "is_remote", "job_level_std", "job_function_std")
    assert [posting[column] for column in derived] == ["Canada", False, "Staff", "Platform"]


def test_blanks_of_scrapers_are_blank() -> None:
    posting = parse(company="nan", location=None, date_posted="NaT", min_amount=float("nan"), is_remote="")
    assert [posting[column] for column in ("company_name", "location", "posted_date", "salary_min", "is_remote")] == [
        None
    ] * 5


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-06-27", "2024-06-27"),
        ("2024-06-27T23:30:00Z", "2024-06-27"),
        ("2024-06-27 08:00:00", "2024-06-27"),
        (1719446400000, "2024-06-27"),
    ],
)
def test_days_are_read_from(value: object, day: str) -> None:
    assert parse(date_posted=value)["posted_date"] == day


def test_times_are_kept_in_utc() -> None:
    assert parse(scraped_at="2024-06-27T01:00:00+02:00")["scraped_at"] == "2024-06-26T23:00:00+00:00"


def test_lists_in_json_become_comma_separated_text() -> None:
    assert parse(skills=["Python", "SQL"])["skills"] == "Python, SQL"


def test_white_space_around_and_inside_one_line_values_is_tidied() -> None:
    assert parse(company="  Acme \n Inc. ")["company_name"] == "Acme Inc."


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"title": " "}, "no title"),
        ({"date_posted": "27/06/2024"}, "unknown date in posted_date: '27/06/2024'"),
        ({"date_posted": "2024-02-30"}, "unknown date in posted_date: '2024-02-30'"),
        ({"date_posted": "0024-06-27"}, "posted_date is not a plausible date: '0024-06-27'"),
        ({"date_posted": 10**30}, f"unknown date in posted_date: '{10**30}'"),
        ({"min_amount": "plenty"}, "unknown number in salary_min: 'plenty'"),
        ({"min_amount": "-1"}, "unknown number in salary_min: '-1'"),
        ({"max_amount": "Infinity"}, "unknown number in salary_max: 'Infinity'"),
        ({"is_remote": "perhaps"}, "neither yes nor no in is_remote: 'perhaps'"),
        ({"company": "Ac\x00me"}, "control character in company_name"),
        ({"company": "Ac\ud800me"}, "control character in company_name"),
        ({"company": "x" * 301}, "company_name is longer than 300 characters"),
    ],
)
def test_a_bad_row_says_what_is_wrong(values: dict[str, object], reason: str) -> None:
    with pytest.raises(BadRowError) as error:
        parse(**values)
    assert str(error.value) == reason


def test_a_record_the_file_broke_is_bad_for_that_reason() -> None:
    with pytest.raises(BadRowError, match="1 columns where the header has 2"):
        posting_of(Record(Path("jobs.csv"), 2, {"title": "A"}, "1 columns where the header has 2"))
