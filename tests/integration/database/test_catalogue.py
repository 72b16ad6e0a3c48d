"""The database's catalogue is Python's, and a dimension that is added to both works everywhere."""

import pytest

from cli import generate
from joblab.jobs.catalogue import DIMENSIONS, FILTERS, MEASURES, DimensionSpec
from joblab.jobs.schemas import Filters
from local.supabase.embedded import Connection, migrate
from tests.integration.database.api import answer, call
from tests.integration.database.conftest import NewDatabase


def test_the_database_says_what_python_says(db: Connection) -> None:
    dimensions = db.execute("select name, kind, cells, has_chart from joblab.dimensions() order by place").fetchall()
    measures = db.execute("select unnest(joblab.measures())").fetchall()
    names = db.execute("select unnest(joblab.filter_names())").fetchall()

    assert dimensions == [(spec.name, spec.kind, spec.cells, spec.has_chart) for spec in DIMENSIONS]
    assert measures == [(spec.name,) for spec in MEASURES]
    of_values = [spec.name for spec in DIMENSIONS if spec.kind != "time"]
    assert [name for (name,) in names] == [*of_values, *(spec.name for spec in FILTERS)]
    nested = {"exclude", "all_of", "stated", "not_stated"}
    assert set(Filters.model_fields) - nested == {name for (name,) in names}


ADDED = (
    DimensionSpec("new_text", "text", "Text", "texts", "usual"),
    DimensionSpec("new_list", "list", "Item", "items", "usual", has_chart=True),
    DimensionSpec("new_flag", "boolean", "Flag", "kinds", "wide"),
)


def found(connection: Connection, filters: dict[str, object]) -> object:
    """Count the postings that filters let through."""
    return answer(connection, "search_jobs", filters=filters)["total"]


def test_a_new_dimension_works_over_an_existing_database(
    new_database: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    with new_database() as connection:
        migrate(connection)
        connection.execute(
            "insert into public.jobs (job_id, country, posted_date)"
            " select n::text, 'Chad', '2026-01-05' from generate_series(1, 3) n"
        )
        assert call(connection, "refresh_cells", seconds=60) == 0
        monkeypatch.setattr(generate, "DIMENSIONS", (*DIMENSIONS, *ADDED))
        connection.execute(generate.catalogue_sql().encode())
        connection.execute(
            "update public.jobs set new_text = 'Night', new_list = 'Pension, Gym', new_flag = true where job_id = '1'"
        )
        for _ in range(2):
            for dimension, value in (("new_text", "Night"), ("new_list", "Gym"), ("new_flag", True)):
                rows = answer(connection, "job_stats", group_by=[dimension, "country"])["rows"]
                assert {"keys": {dimension: value, "country": "Chad"}, "value": 1, "postings": 1} in rows  # type: ignore[operator]
                assert found(connection, {dimension: value}) == found(connection, {"stated": [dimension]}) == 1
                assert found(connection, {"exclude": {dimension: value}}) == 2
                assert found(connection, {"not_stated": [dimension]}) == 2
            charts = answer(connection, "jobs_overview")["charts"]
            assert isinstance(charts, dict)
            assert {"value": "Pension", "postings": 1} in charts["new_list"]
            assert call(connection, "refresh_cells", seconds=60) == 0
