"""Plausible postings in PostgreSQL, made by PostgreSQL itself: as many as one likes, the same ones in every run."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import psycopg

from benchmarks.database_shapes import REGION
from local.supabase.embedded import MIGRATIONS, Connection

# Indexes come after the postings: keeping them up to date posting by posting takes several times as long.
FIRST_INDEX = "20261101000400"
CONNECTIONS = 2

# 699 days (23 months); postings are stored roughly as they appeared, within about a week. Values are skewed: the
# product of two random numbers prefers the first ones. About 2 % are marked as duplicates, 3 % lack a country.
FILL = """
    insert into public.jobs (
      job_id, platform, actual_role, url, job_description, skills, tools, company_name, country, location, search_term,
      posted_date, scraped_at, is_remote, is_research, job_level_std, job_function_std, company_industry_std,
      job_type_filled, education_level, has_url_duplicate, job_relevance_score, salary_min, salary_max, salary_currency,
      salary_period)
    select
      'job-' || n,
      (array['linkedin', 'indeed', 'glassdoor', 'google'])[1 + floor(4 * random())::int],
      (array['Senior ', 'Junior ', 'Lead ', ''])[1 + floor(4 * random())::int]
        || (array['Data Engineer', 'Software Developer', 'Analyst', 'Designer'])[1 + floor(4 * random())::int]
        || ' ' || floor(50 * random())::int,
      'https://jobs.example.com/' || n,
      repeat('Build, run and explain what the team needs. ', 14)
        || 'You know topic ' || floor(40 * random())::int
        || case when random() < 0.3 then ' and rare topic ' || floor(20 * random())::int else '' end || ' too.',
      (select string_agg('Skill ' || floor(60 * random() * random())::int, ', ')
       from generate_series(1, 3 + n %% 4)),
      (select string_agg('Tool ' || floor(40 * random() * random())::int, ', ')
       from generate_series(1, 1 + n %% 3)),
      'Company ' || floor(5000 * random() * random())::int,
      country,
      'City ' || floor(100 * random() * random())::int || coalesce(', ' || country, ''),
      'term ' || n %% 10,
      date '2025-01-01' + least(698, floor((n + 10000 * random()) * 699 / %(rows)s)::int),
      now(),
      random() < 0.3,
      random() < 0.05,
      'Level ' || floor(9 * random())::int,
      'Function ' || floor(20 * random())::int,
      'Industry ' || floor(12 * random())::int,
      (array['fulltime', 'parttime', 'contract'])[1 + floor(3 * random())::int],
      'Education ' || floor(5 * random())::int,
      case when random() < 0.02 then 1 else 0 end,
      random(),
      (30000 + 1000 * floor(90 * random()))::numeric,
      (60000 + 1000 * floor(90 * random()))::numeric,
      (array['EUR', 'USD', 'GBP'])[1 + floor(3 * random())::int],
      'yearly'
    from generate_series(%(first)s::int, %(last)s::int) as n,
      lateral (select case when random() > 0.03 then 'Country ' || floor(40 * random() * random())::int end as country
               where n > 0) as place
"""


def fill(connection: Connection, postings: int) -> None:
    """Apply the migrations to an empty database, and make the postings on the way."""
    files = sorted(MIGRATIONS.glob("*.sql"))
    _apply(connection, [file.read_text() for file in files if file.name < FIRST_INDEX])
    share = -(-postings // CONNECTIONS)
    shares = [(first, min(first + share - 1, postings)) for first in range(1, postings + 1, share)]
    _at_once(connection, [_fill_part(postings, first, last) for first, last in shares])
    connection.execute("set maintenance_work_mem = '256MB'")
    _apply(connection, [file.read_text() for file in files if file.name >= FIRST_INDEX])
    connection.execute(
        "insert into public.value_groups (dimension, name, member) select 'country', %s, 'Country ' || n"
        " from generate_series(1, 5) as n",
        [REGION],
    )
    # As autovacuum would, in a while.
    connection.execute("vacuum analyze public.jobs")


def count_ahead(connection: Connection) -> None:
    """Count every month into cells, as refresh_cells() does, but over several connections."""
    months = connection.execute("select month::text from unnest(joblab.months_to_count()) as month").fetchall()
    rebuild = [_rebuild_months([str(month) for (month,) in months[place::CONNECTIONS]]) for place in range(CONNECTIONS)]
    _at_once(connection, rebuild)
    connection.execute("vacuum analyze joblab.cells")


type Work = Callable[[Connection], None]


def _fill_part(postings: int, first: int, last: int) -> Work:
    def work(connection: Connection) -> None:
        connection.execute("select setseed(%s)", [first / (postings + 1)])
        connection.execute("set max_parallel_workers_per_gather = 0")
        connection.execute(FILL.encode(), {"rows": postings, "first": first, "last": last})

    return work


def _rebuild_months(months: Sequence[str]) -> Work:
    def work(connection: Connection) -> None:
        connection.execute("set jit = off")
        connection.execute("set work_mem = '64MB'")
        for month in months:
            connection.execute("select joblab.rebuild_month(%s::date)", [month])

    return work


def _at_once(connection: Connection, works: Sequence[Work]) -> None:
    """Let each work run on a connection of its own."""

    def run(work: Work) -> None:
        with psycopg.connect(connection.info.dsn, autocommit=True) as own:
            work(own)

    with ThreadPoolExecutor(len(works)) as pool:
        list(pool.map(run, works))


def _apply(connection: Connection, migrations: Sequence[str]) -> None:
    for migration in migrations:
        with connection.transaction():
            connection.execute(migration.encode())
