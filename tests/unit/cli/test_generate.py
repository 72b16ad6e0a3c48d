"""What is generated from the catalogue is as the catalogue says."""

from cli.generate import catalogue_for_page, catalogue_sql, newest_migration, stale
from joblab.jobs.catalogue import DIMENSIONS


def test_generated_files_are_up_to_date() -> None:
    assert stale() == [], "run `make generated`"


def test_a_dimension_more_is_noticed_everywhere() -> None:
    spec = DIMENSIONS[0]
    newest = newest_migration()

    assert newest is not None
    assert f"'{spec.name}', '{spec.kind}', '{spec.cells}'" in catalogue_sql()
    assert f'"label": "{spec.label}"' in catalogue_for_page()
