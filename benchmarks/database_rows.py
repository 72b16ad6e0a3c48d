"""A million plausible postings in PostgreSQL, made by PostgreSQL itself."""

from tests.integration.database.postgres import Connection, migrate

# The table as it was before JobLab, so that the migrations are measured as well. 699 days (23 months); postings are
# stored roughly as they appeared, within about a week. Values are skewed: the product of two random numbers prefers the
# first ones. About 2 % are marked as duplicates, 3 % lack a country.
FILL = """
    create table public.jobs as
    select
      'job-' || n as job_id,
      (array['linkedin', 'indeed', 'glassdoor', 'google'])[1 + floor(4 * random())::int] as platform,
      (array['Senior ', 'Junior ', 'Lead ', ''])[1 + floor(4 * random())::int]
        || (array['Data Engineer', 'Software Developer', 'Analyst', 'Designer'])[1 + floor(4 * random())::int]
        || ' ' || floor(50 * random())::int as actual_role,
      'https://jobs.example.com/' || n as url,
      repeat('Build, run and explain what the team needs. ', 15) as job_description,
      (select string_agg('Skill ' || floor(60 * random() * random())::int, ', ')
       from generate_series(1, 3 + n % 4)) as skills,
      (select string_agg('Tool ' || floor(40 * random() * random())::int, ', ')
       from generate_series(1, 1 + n % 3)) as tools,
      'Company ' || floor(5000 * random() * random())::int as company_name,
      case when random() > 0.03 then 'Country ' || floor(40 * random() * random())::int end as country,
      'City ' || floor(300 * random())::int || ', Country ' || n % 40 as location,
      'term ' || n % 10 as search_term,
      date '2025-01-01' + least(698, floor((n + 10000 * random()) * 699 / {rows})::int) as posted_date,
      now() as scraped_at,
      random() < 0.3 as is_remote,
      random() < 0.05 as is_research,
      'Level ' || floor(9 * random())::int as job_level_std,
      'Function ' || floor(20 * random())::int as job_function_std,
      'Industry ' || floor(12 * random())::int as company_industry_std,
      (array['fulltime', 'parttime', 'contract'])[1 + floor(3 * random())::int] as job_type_filled,
      'Education ' || floor(5 * random())::int as education_level,
      case when random() < 0.02 then 1 else 0 end as has_url_duplicate,
      random() as job_relevance_score,
      (30000 + 1000 * floor(90 * random()))::numeric as salary_min,
      (60000 + 1000 * floor(90 * random()))::numeric as salary_max,
      (array['EUR', 'USD', 'GBP'])[1 + floor(3 * random())::int] as salary_currency,
      'yearly' as salary_period
    from generate_series(1, {rows}) as n
"""


def fill(connection: Connection, postings: int) -> None:
    """Make the postings; the same ones in every run."""
    connection.execute("select setseed(0.42)")
    connection.execute("set max_parallel_workers_per_gather = 0")
    connection.execute(FILL.replace("{rows}", str(int(postings))).encode())
    connection.execute("reset max_parallel_workers_per_gather")


def prepare(connection: Connection) -> None:
    """Apply the migrations over the postings, and let PostgreSQL know its table as autovacuum would."""
    connection.execute("set maintenance_work_mem = '256MB'")
    migrate(connection)
    connection.execute("vacuum analyze public.jobs")
