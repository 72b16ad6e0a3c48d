"""Answers as people read them: the API's own sheets, and its filling in of the stand-in's text."""

from datetime import date
from string import ascii_uppercase

import pytest

from joblab.answers.check import check
from joblab.answers.filler import Filler
from joblab.jobs.schemas import Cut, Job, JobPage, Period, Stats, StatsRow, Total
from joblab.tools import get_job, job_stats, search_jobs
from joblab.tools.sheet import Scope, Sheet
from local.bedrock.planner.decision import Conversation, Lookup, Say
from local.bedrock.planner.plan import decide
from tests.unit.local.bedrock.planner.lookups import TODAY, calls

DAYS = {"oldest_day": date(2025, 1, 1), "newest_day": date(2026, 11, 22)}
JOB = Job(
    job_id="demo-20260115-017",
    actual_role="Data {Engineer}",
    company_name="Acme",
    country="Germany",
    location="Berlin, Germany",
    url="https://jobs.example/17",
    posted_date=date(2026, 1, 15),
    job_level_std="Senior",
    job_function_std=None,
    job_type_filled="fulltime",
    platform="linkedin",
    is_remote=True,
    is_research=None,
    skills=["Python", "SQL"],
    tools=[],
    salary_min=50000,
    salary_max=60000,
    salary_currency="EUR",
    salary_period="yearly",
    job_description="Teams of 7 with {A.total} people.",
    company_industry_std=None,
    education_level=None,
    search_term=None,
    scraped_at=None,
)


def filled(question: str, *sheets: Sheet) -> str:
    """The answer to a question whose calls found these sheets; every figure of it is proven."""
    named = {
        name.casefold(): Sheet(**{**vars(sheet), "name": name, "call_id": name})
        for name, sheet in zip(ascii_uppercase, sheets, strict=False)
    }
    made = calls(question).calls
    lookups = tuple(Lookup(call, sheet.for_model()) for call, sheet in zip(made, named.values(), strict=True))
    decision = decide(Conversation(TODAY, (question,), (lookups,)))
    assert isinstance(decision, Say)
    filler = Filler(Scope(named))
    filler.feed(decision.text)
    filler.finish()
    whole = check(filler, question)
    assert whole.findings == ()
    return whole.text


def stats(measure: str, *rows: StatsRow, by: str = "", total: Total | None = None, **more: object) -> Sheet:
    said = {
        "measure": measure,
        "group_by": [by] if by else [],
        "total": total or Total(value=100, postings=100),
        "rows": list(rows),
        "groups": len(rows),
        "cut": Cut(groups=0, postings=0, by={}),
        "filters": {},
        "compare": None,
        "previous_period": None,
        "unknown_values": [],
        **more,
    }
    rest = {"order_by": "value", "ascending": False, "missing": 0}
    return job_stats.sheet(Stats.model_validate({**rest, **said, **DAYS, "period": Period(start=None, end=None)}))


def row(by: str, key: str | bool, value: float, **more: object) -> StatsRow:
    return StatsRow.model_validate({"keys": {by: key}, "value": value, "postings": 9, **more})


FILLED: dict[str, tuple[list[Sheet], str]] = {
    "How many jobs are there?": (
        [stats("count", total=Total(value=20128, postings=20128))],
        "**20,128** jobs were posted.",
    ),
    "median salary for nurses in London": (
        [stats("median_salary", total=Total(value=41000.4, postings=12, currency="GBP"))],
        "The median salary of jobs with “nurse” in the title in London is **£41,000** a year"
        " (12 postings that state pay).",
    ),
    "What is the median salary?": (
        [
            stats(
                "median_salary",
                *(
                    row("salary_currency", code, value, currency=code)
                    for code, value in {"USD": 125670, "EUR": 66560}.items()
                ),
                by="salary_currency",
                total=Total(value=None, postings=18, currencies=["USD", "EUR"]),
            )
        ],
        "The median salary of jobs, by currency:\n\n"
        "- $125,670 a year in USD (9 postings)\n- €66,560 a year in EUR (9 postings)\n\n"
        "Each figure is in the group's own currency, so their order does not compare what the pay is worth.",
    ),
    "median salary in Utopia": (
        [stats("median_salary", total=Total(value=None, postings=0))],
        "None of the jobs in Utopia posted so far states a usable salary.",
    ),
    "How many jobs in Atlantis?": (
        [
            stats(
                "count",
                total=Total(value=0, postings=0),
                filters={"location": "Atlantis"},
                unknown_values=[
                    {"filter": "location", "value": "Atlantis", "closest": ["Atlanta", "Atlanta, GA"], "found_in": []}
                ],
            )
        ],
        "No jobs in Atlantis were posted.\n\n"
        "No posting has the location “Atlantis”. Did you mean Atlanta or Atlanta, GA?",
    ),
    "Top 2 platforms": (
        [stats("count", row("platform", "linkedin", 60), row("platform", "indeed", 40), by="platform")],
        "**LinkedIn** has the most jobs: **60** of 100.\n\n"
        "| Platform | Postings |\n| --- | --- |\n| LinkedIn | 60 |\n| Indeed | 40 |",
    ),
    "Top companies": (
        [
            stats(
                "count",
                *(row("company_name", name, 2) for name in "XY"),
                by="company_name",
                cut=Cut(groups=4, postings=8, by={}),
            )
        ],
        "**X** has the most jobs: **2** of 100.\n\n| Company | Postings |\n| --- | --- |\n| X | 2 |\n| Y | 2 |\n\n"
        "4 more companies have 8 postings together.",
    ),
    "Berlin vs Munich": (
        [
            stats(
                "count",
                *(
                    row("location", name, value)
                    for name, value in {"Berlin": 20, "Munich": 9, "Munich, Germany": 1}.items()
                ),
                by="location",
            )
        ],
        "Number of jobs:\n\n- Berlin: **20**\n- Munich: **10**\n\nBerlin is 10 (100 %) above Munich.",
    ),
    "What percentage of jobs in London require Python or R?": (
        [
            stats("count", total=Total(value=31, postings=31)),
            stats("count", total=Total(value=40, postings=40)),
        ],
        "**77.5 %** of the jobs in London (31 of 40) are jobs requiring Python or R.",
    ),
    "Compare the remote share in Germany and France": (
        [stats("remote_share", row("country", "Germany", 30.5), row("country", "France", 20), by="country")],
        "Remote share of jobs:\n\n- Germany: **30.5 %**\n- France: **20 %**\n\n"
        "Germany is 10.5 percentage points above France.",
    ),
    "Which skills grew most in Germany in March 2026?": (
        [
            stats(
                "count",
                row("skills", "Rust", 30, previous=10, change=20, change_percent=200),
                row("skills", "Zig", 1, previous=0, change=1),
                by="skills",
                compare="previous_period",
                previous_period=Period(start=date(2026, 2, 1), end=date(2026, 2, 28)),
            )
        ],
        "Against the period before, **Rust** grew most (jobs in Germany in March 2026): **+20, +200 %**.\n\n"
        "| Skill | Postings | Before | Change | Change in % |\n| --- | --- | --- | --- | --- |\n"
        "| Rust | 30 | 10 | +20 | +200 % |\n| Zig | 1 | 0 | +1 | – |",
    ),
    "jobs per month in Q1 2026": (
        [stats("count", *(row("posted_month", f"2026-0{n}", n) for n in (1, 2, 3)), by="posted_month")],
        "Number of jobs in Q1 2026: the peak was **March 2026** (**3**), the low **January 2026** (**1**).\n\n"
        "| Month | Postings |\n| --- | --- |\n| January 2026 | 1 |\n| February 2026 | 2 |\n| March 2026 | 3 |",
    ),
    "show me jobs in Berlin": (
        [
            search_jobs.sheet(
                JobPage.model_validate({"total": 12, "rows": [JOB], "filters": {}, "unknown_values": [], **DAYS})
            )
        ],
        "1 of **12** jobs in Berlin:\n\n- **Data {Engineer}**, Acme, Berlin, Germany, remote,"
        " €50,000–60,000 a year, 15 January 2026, `demo-20260115-017`",
    ),
    "tell me about demo-20260115-017": (
        [get_job.sheet(JOB)],
        "**Data {Engineer}** (`demo-20260115-017`)\n\n- Company: Acme\n- Location: Berlin, Germany\n"
        "- Country: Germany\n- Posted: 15 January 2026\n- Level: Senior\n- Job type: full-time\n- Workplace: remote\n"
        "- Skills: Python, SQL\n- Platform: LinkedIn\n- Link: https://jobs.example/17\n"
        "- Salary: €50,000–60,000 a year\n\nTeams of 7 with (A.total) people.",
    ),
}


@pytest.mark.parametrize(("question", "case"), FILLED.items(), ids=FILLED.keys())
def test_answer_reads_well_and_every_figure_has_its_cell(question: str, case: tuple[list[Sheet], str]) -> None:
    assert filled(question, *case[0]) == case[1]
