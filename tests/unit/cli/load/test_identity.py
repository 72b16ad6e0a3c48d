from pathlib import Path

import pytest

from cli.load.errors import BadRowError
from cli.load.identity import Identities, url_key
from cli.load.posting import Posting, posting_of
from cli.load.source import Record

URL = "https://example.com/jobs/1"


def identified(
    rows: list[dict[str, str]], stored: dict[str, tuple[str | None, int | None]] | None = None
) -> list[tuple[object, object]]:
    """(job_id, has_url_duplicate) of each row."""
    identities = Identities(stored or {})
    postings: list[Posting] = [posting_of(Record(Path("f"), 1, {"title": "Engineer"} | row)) for row in rows]
    for posting in postings:
        identities.identify(posting)
    return [(posting["job_id"], posting["has_url_duplicate"]) for posting in postings]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.Example.com/jobs/1/", "http://example.com/jobs/1"),
        ("https://example.com/jobs/1?utm_source=x&gclid=y", "https://example.com/jobs/1"),
        ("https://example.com/jobs/1#apply", "https://example.com/jobs/1"),
        ("https://example.com/jobs?b=2&a=1", "https://example.com/jobs?a=1&b=2"),
    ],
)
def test_addresses_of_one_posting(one: str, other: str) -> None:
    assert url_key(one) == url_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.com/jobs?id=1", "https://example.com/jobs?id=2"),
        ("https://example.com/jobs?gh_jid=1", "https://example.com/jobs"),
        ("https://example.com/#/jobs/1", "https://example.com/#/jobs/2"),
        ("https://example.com/jobs/1", "https://example.com/jobs/2"),
        ("https://a.example.com/jobs/1", "https://b.example.com/jobs/1"),
        ("https://example.com/Jobs/A", "https://example.com/Jobs/a"),
        ("https://[broken/1", "https://[broken/2"),
    ],
)
def test_addresses_of_two_postings(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)


def test_all_but_the_first_of_one_address_are_duplicates() -> None:
    rows = [{"id": name, "job_url": URL} for name in "abc"] + [{"id": "d"}]
    assert identified(rows) == [("a", 0), ("b", 1), ("c", 1), ("d", 0)]


def test_a_row_in_the_database_was_first() -> None:
    assert identified([{"id": "a", "job_url": URL}], {"old": (URL + "/", 0)}) == [("a", 1)]


def test_loading_again_or_going_on_gives_the_same_marks() -> None:
    rows = [{"id": name, "job_url": URL} for name in "abc"]
    once = identified(rows)
    assert identified(rows, {"a": (URL, 0), "b": (URL, 1), "c": (URL, 1)}) == once
    assert identified(rows, {"a": (URL, 0), "b": (URL, 1)}) == once
    assert identified(rows[::-1], {"a": (URL, 0), "b": (URL, 1), "c": (URL, 1)}) == once[::-1]


def test_a_mark_in_the_file_is_kept() -> None:
    rows = [{"id": "a", "job_url": URL, "has_url_duplicate": "1"}, {"id": "b", "job_url": URL}]
    assert identified(rows) == [("a", 1), ("b", 0)]


def test_a_row_without_id_gets_one_from_its_address() -> None:
    [(first, _)] = identified([{"job_url": URL, "title": "Engineer"}])
    [(again, _)] = identified([{"job_url": URL + "/?utm_source=x", "title": "Engineer (m/f/d)"}])
    [(other, _)] = identified([{"job_url": URL + "2"}])
    assert first == again != other
    assert str(first).startswith("gen-")


def test_a_row_without_id_and_address_gets_one_from_what_it_says() -> None:
    row = {"company": "Acme", "location": "Berlin", "date_posted": "2024-06-27"}
    [(first, _)] = identified([row])
    assert [(first, 0)] == identified([row | {"company": "ACME"}])
    assert [(first, 0)] != identified([row | {"date_posted": "2024-06-28"}])


def test_rows_of_one_address_without_ids_are_told_apart() -> None:
    ids = [job_id for job_id, _ in identified([{"job_url": URL}] * 3)]
    assert len(set(ids)) == 3
    assert [flag for _, flag in identified([{"job_url": URL}] * 3)] == [0, 1, 1]


def test_an_id_that_repeats_is_a_bad_row() -> None:
    with pytest.raises(BadRowError, match="job_id a repeats an earlier row"):
        identified([{"id": "a"}, {"id": "a"}])
