"""Postings counted ahead: answers stay exact whatever is written, and whole months are read from cells."""

from dataclasses import replace
from datetime import date
from random import Random
from string import ascii_lowercase, digits

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import sql

from evals.reference import Filters, Names, Posting, Question, job_stats, overview
from local.supabase.embedded import Connection, migrate
from tests.integration.database.api import answer, ask, call, comparable, refusal, store
from tests.integration.database.conftest import NewDatabase
from tests.integration.database.strategies import filters, make_postings, questions

MANY_SECONDS = 60.0
COPY = "pg_temp.changed"
CHANGED = (
    *("country", "skills", "tools", "posted_date", "is_remote", "has_url_duplicate", "salary_min", "salary_currency"),
    *("company_name", "job_description"),
)


def refresh(db: Connection) -> None:
    """Count every month into cells."""
    assert call(db, "refresh_cells", seconds=MANY_SECONDS) == 0


class Table:
    """public.jobs and the same postings in Python, written to side by side."""

    def __init__(self, db: Connection, seed: int) -> None:
        self.db = db
        self.random = Random(seed)
        self.rows: dict[str, Posting] = {}
        db.execute(f"create temp table {COPY.partition('.')[2]} (like public.jobs) on commit drop".encode())

    def insert(self) -> None:
        """Add some postings in one statement."""
        added = [
            replace(posting, job_id=f"job-{len(self.rows)}-{posting.job_id}")
            for posting in make_postings(self.random.randrange(2**32), self.random.randrange(40))
        ]
        store(self.db, added)
        self.rows |= {posting.job_id: posting for posting in added}

    def update(self) -> None:
        """Give some postings what others have, in one statement: day, mark of a duplicate and all."""
        ids = self._some()
        others = make_postings(self.random.randrange(2**32), len(ids))
        store(self.db, [replace(posting, job_id=job_id) for posting, job_id in zip(others, ids, strict=True)], COPY)
        columns = sql.SQL(", ").join(map(sql.Identifier, CHANGED))
        self.db.execute(
            sql.SQL(
                "update public.jobs set ({columns}) = (select {columns} from {copy} c where c.job_id = jobs.job_id)"
                " where job_id = any(%s)"
            ).format(columns=columns, copy=sql.SQL(COPY)),
            [ids],
        )
        self.db.execute(f"truncate {COPY}".encode())
        for job_id, other in zip(ids, others, strict=True):
            taken = {column: getattr(other, column) for column in CHANGED}
            self.rows[job_id] = replace(self.rows[job_id], **taken)

    def delete(self) -> None:
        """Remove some postings in one statement."""
        ids = self._some()
        self.db.execute("delete from public.jobs where job_id = any(%s)", [ids])
        for job_id in ids:
            del self.rows[job_id]

    def truncate(self) -> None:
        """Remove all postings."""
        self.db.execute("truncate public.jobs")
        self.rows.clear()

    def refresh(self) -> None:
        """Count what was written to."""
        refresh(self.db)

    def _some(self) -> list[str]:
        return self.random.sample(sorted(self.rows), len(self.rows) // 4)


STEPS = ["insert", "insert", "update", "delete", "truncate", "refresh", "refresh", "refresh"]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 2**32),
    steps=st.lists(st.sampled_from(STEPS), max_size=5),
    asked=st.lists(questions(), min_size=4, max_size=4),
    chosen=filters(),
)
def test_answers_are_exact_after_any_writes(
    migrated: Connection, names: Names, seed: int, steps: list[str], asked: list[Question], chosen: Filters
) -> None:
    with migrated.transaction(force_rollback=True):
        table = Table(migrated, seed)
        for step in ["insert", "refresh", *steps]:
            getattr(table, step)()
        rows = list(table.rows.values())
        for question in asked:
            expected = comparable(job_stats(rows, names, question))
            answered = ask(migrated, question)
            assert {name: answered.get(name) for name in expected} == expected, question
        given_overview = answer(migrated, "jobs_overview", filters=dict(chosen))
        assert {name: given_overview[name] for name in ("total", "charts")} == overview(rows, names, chosen)


JANUARY = {"posted_start": "2026-01-01", "posted_end": "2026-01-31"}
WHOLE: list[dict[str, object]] = [
    {},
    {"filters": JANUARY},
    {"filters": JANUARY, "group_by": ["company_name"]},
    {"filters": JANUARY, "group_by": ["skills"], "compare": "previous_period"},
    {"filters": {**JANUARY, "country": "UK", "is_remote": True}, "group_by": ["job_level_std"]},
    {"filters": {"country": "UK"}, "group_by": ["posted_month"], "measure": "remote_share"},
    {"filters": {"skills": "Java"}, "group_by": ["posted_week"]},
    {"filters": {"job_function_std": "DevOps"}, "measure": "median_salary"},
    {"filters": {"posted_start": "2026-01-10", "posted_end": "2026-02-20"}, "group_by": ["country"]},
    {"group_by": ["country"], "measure": "companies"},
]


def some_postings() -> list[Posting]:
    """Return enough postings for every question of WHOLE to find some."""
    return make_postings(7, 600)


@pytest.mark.parametrize("arguments", WHOLE, ids=str)
def test_whole_months_are_read_from_cells_alone(db: Connection, arguments: dict[str, object]) -> None:
    store(db, some_postings())
    counted = answer(db, "job_stats", **arguments)
    refresh(db)
    assert answer(db, "job_stats", **arguments) == counted
    db.execute("delete from joblab.cells")
    assert answer(db, "job_stats", **arguments)["total"] != counted["total"]


def test_a_month_that_was_written_to_is_read_from_postings_until_it_is_counted_again(db: Connection) -> None:
    store(db, some_postings())
    refresh(db)
    store(db, [replace(some_postings()[0], job_id="new", posted_date=date(2026, 1, 5), has_url_duplicate=None)])
    touched = db.execute("select month from joblab.touched_months").fetchall()
    assert touched == [(date(2026, 1, 1),)]
    exact = answer(db, "job_stats", filters=JANUARY)
    db.execute("delete from joblab.cells where month = '2026-01-01'")
    assert answer(db, "job_stats", filters=JANUARY) == exact
    refresh(db)
    assert answer(db, "job_stats", filters=JANUARY) == exact
    assert db.execute("select from joblab.touched_months").fetchall() == []


def test_values_too_long_for_a_cell_leave_their_month_to_its_postings(db: Connection) -> None:
    country, location = ("".join(Random(length).choices(ascii_lowercase + digits, k=length)) for length in (1300, 1500))
    store(db, [Posting(job_id="1", country=country, location=location, posted_date=date(2026, 1, 5))])
    assert call(db, "refresh_cells", seconds=MANY_SECONDS) == 1
    assert answer(db, "job_stats", filters=JANUARY)["total"] == {"value": 1, "postings": 1}


def test_a_month_that_is_being_written_to_is_not_taken_for_counted(new_database: NewDatabase) -> None:
    """Writers at once do not wait for each other, nor for counting, and nothing of theirs is lost."""
    with new_database() as reader:
        migrate(reader)
        store(reader, [Posting(job_id="first", posted_date=date(2026, 1, 5))])
        with psycopg.connect(reader.info.dsn) as one, psycopg.connect(reader.info.dsn) as other:
            store(one, [Posting(job_id="one", posted_date=date(2026, 1, 6))])
            store(other, [Posting(job_id="other", posted_date=date(2026, 1, 7))])
            assert call(reader, "refresh_cells") == 1
            one.commit()
            assert answer(reader, "job_stats", filters=JANUARY)["total"] == {"value": 2, "postings": 2}
            other.commit()
        assert answer(reader, "job_stats", filters=JANUARY)["total"] == {"value": 3, "postings": 3}
        assert call(reader, "refresh_cells") == 0
        with psycopg.connect(reader.info.dsn) as counting, psycopg.connect(reader.info.dsn) as writer:
            store(writer, [Posting(job_id="late", posted_date=date(2026, 1, 8))])
            assert call(counting, "refresh_cells") == 0
            writer.commit()
            counting.commit()
        assert answer(reader, "job_stats", filters=JANUARY)["total"] == {"value": 4, "postings": 4}


@pytest.mark.parametrize("level", ["repeatable read", "serializable"])
def test_counting_needs_to_see_what_others_commit_meanwhile(new_database: NewDatabase, level: str) -> None:
    with new_database() as connection:
        migrate(connection)
        with connection.transaction(force_rollback=True):
            connection.execute(f"set transaction isolation level {level}".encode())
            assert "READ COMMITTED" in refusal(connection, "refresh_cells", seconds=MANY_SECONDS)
