"""Answers that show postings, or what data there is."""

from local.bedrock.planner.answers.result import Result
from local.bedrock.planner.answers.scalars import nothing
from local.bedrock.planner.answers.subject import put
from local.bedrock.planner.answers.tables import DESCRIPTION, Row
from local.bedrock.planner.answers.wording import DIMENSIONS, group_label, period_phrase, quoted

_DETAILS = {
    "company_name": "Company",
    "location": "Location",
    "country": "Country",
    "posted_date": "Posted",
    "job_level_std": "Level",
    "job_function_std": "Function",
    "company_industry_std": "Industry",
    "job_type_filled": "Job type",
    "education_level": "Education",
    "is_remote": "Workplace",
    "skills": "Skills",
    "tools": "Tools",
    "platform": "Platform",
    "url": "Link",
    "salary": "Salary",
}
_LONGEST_DESCRIPTION = 600


def listing(result: Result) -> str:
    """The postings as a list, and how many there are in all."""
    rows, whole, of = result.table.rows, result.total or 0.0, f"**{put(result.of_whole('total'))}**"
    if not whole:
        return nothing(result)
    if not rows:
        return f"There are no more than these {of} {result.jobs}{result.when}."
    shown = f"{put(result.of_whole('rows'))} of " if whole > len(rows) else ""
    lines = "\n".join(f"- {_line(result, row)}" for row in rows)
    found = f"{of} {result.jobs if whole != 1 else 'posting'}{result.when}:\n\n{lines}"
    return f"{'The next ' if result.query.offset else ''}{shown}{found}"


def _line(result: Result, row: Row) -> str:
    place = "location" if row.get("location") else "country"
    columns = ["company_name", place, "is_remote" if row.get("is_remote") == "true" else "", "salary", "posted_date"]
    known = [result.cell(row, column) for column in columns if row.get(column)]
    return ", ".join([f"**{result.cell(row, 'actual_role')}**", *known, f"`{result.cell(row, 'job_id')}`"])


def details(result: Result) -> str:
    """One posting, the beginning of its description last."""
    known = result.table.details
    title = put(result.of_whole("actual_role")) if known.get("actual_role") else result.query.job_id
    lines = [f"**{title}** (`{put(result.of_whole('job_id'))}`)", ""]
    lines += [f"- {name}: {put(result.of_whole(key))}" for key, name in _DETAILS.items() if known.get(key)]
    fenced = result.lookup.text.partition(DESCRIPTION)[2].split()
    description = " ".join(fenced[1:-1])  # without the tags around it
    if len(description) > _LONGEST_DESCRIPTION:
        description = f"{description[:_LONGEST_DESCRIPTION].rsplit(' ', 1)[0]} …"
    return "\n".join([*lines, "", quoted(description)]).strip()


def description(result: Result) -> str:
    """The values of one dimension, or what the data holds in all."""
    table, dimension = result.table, result.query.dimension
    if dimension:
        distinct, rows = table.whole.get("groups"), table.rows[: result.query.listed]
        names = DIMENSIONS[dimension][0 if distinct == "1" else 1]
        starting = f" beginning with “{result.query.starts_with}”" if result.query.starts_with else ""
        if not rows:
            return f"The data has no {DIMENSIONS[dimension][1]}{starting}."
        most = ", ".join(f"{result.cell(row, dimension)} ({result.cell(row)})" for row in rows)
        groups = put(result.of_whole("groups"))
        return f"The data has **{groups}** {names}{starting}. The most frequent (with postings): {most}."
    lines = [
        f"- {DIMENSIONS[name][1].capitalize()}: {result.cell(row)}, most often {_first(name, row['most_frequent'])}"
        for row in table.rows
        if (name := row["dimension"]) in DIMENSIONS and row["most_frequent"] and not name.startswith("is_")
    ]
    head = (
        f"I can answer questions about **{put(result.of_whole('total'))}** job postings"
        f" {period_phrase(table.covered)}: how many there are, shares, rankings, trends, growth, comparisons,"
        " median salaries, companies, and single postings. What is known of them:"
    )
    return "\n".join([head, "", *lines])


def _first(dimension: str, values: str) -> str:
    return quoted(group_label(dimension, values.split(" (")[0]))
