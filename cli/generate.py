"""What is generated from the catalogue (`make generated`): SQL's copy of it, and the page's.

The page's API types follow from the OpenAPI document: `npm run types` in web/.
"""

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from joblab.jobs.catalogue import DIMENSIONS, FILTERS, MEASURES

ROOT = Path(__file__).parents[1]
MIGRATIONS = ROOT / "supabase" / "migrations"
PAGE = ROOT / "web" / "src" / "words" / "catalogue.json"

SQL = """\
-- Generated from api/joblab/jobs/catalogue.py by `make generated`: what can be measured, split by and filtered on.
-- Where the catalogue changes, a newer migration like this one is made.
create or replace function joblab.dimensions()
returns table (place integer, name text, kind text, cells text, has_chart boolean, column_name text)
language sql immutable parallel safe as $$ values
{dimensions}
$$;

-- Filters that are no dimension.
create or replace function joblab.filters()
returns table (place integer, name text, kind text)
language sql immutable parallel safe as $$ values
{filters}
$$;

create or replace function joblab.measures() returns text[]
language sql immutable parallel safe
return array[{measures}];

select joblab.apply_catalogue();
"""


def catalogue_sql() -> str:
    """The migration."""
    return SQL.format(
        dimensions=_rows(
            (spec.name, spec.kind, spec.cells, spec.has_chart, spec.column or spec.name) for spec in DIMENSIONS
        ),
        filters=_rows((spec.name, spec.kind) for spec in FILTERS),
        measures=", ".join(_literal(spec.name) for spec in MEASURES),
    )


def catalogue_for_page() -> str:
    """Names for people, and what a measure's values are."""
    return (
        json.dumps(
            {
                "dimensions": {
                    spec.name: {"kind": spec.kind, "label": spec.label, "values": spec.values} for spec in DIMENSIONS
                },
                "filters": {spec.name: {"kind": spec.kind, "label": spec.label} for spec in FILTERS},
                "measures": {spec.name: {"label": spec.label, "unit": spec.unit} for spec in MEASURES},
            },
            indent=2,
        )
        + "\n"
    )


def newest_migration() -> Path:
    """The last catalogue that databases have been given."""
    return max(MIGRATIONS.glob("*[0-9]_catalogue.sql"))


def stale() -> list[tuple[Path, str]]:
    """The generated files that the catalogue has moved away from, and what it says now; of SQL the last migration."""
    wanted = ((newest_migration(), catalogue_sql()), (PAGE, catalogue_for_page()))
    return [(path, text) for path, text in wanted if path.read_text(encoding="utf-8") != text]


def main() -> None:
    """Write what is stale; a changed catalogue becomes a new migration, since databases have applied the last one."""
    for path, text in stale():
        written = path if path == PAGE else MIGRATIONS / f"{datetime.now(UTC):%Y%m%d%H%M%S}_catalogue.sql"
        written.write_text(text, encoding="utf-8")
        sys.stdout.write(f"wrote {written.relative_to(ROOT)}\n")


def _rows(rows: Iterable[tuple[str | bool, ...]]) -> str:
    return ",\n".join(f"  ({place}, {', '.join(map(_literal, row))})" for place, row in enumerate(rows, 1))


def _literal(value: str | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else f"'{value}'"


if __name__ == "__main__":
    main()
