"""Answers that show postings, or what data there is."""

from datetime import date

from local.bedrock.planner.answers.result import Result
from local.bedrock.planner.answers.tables import Row
from local.bedrock.planner.answers.wording import DIMENSIONS, day_words, group_label

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
    "is_remote": "Remote",
    "skills": "Skills",
    "tools": "Tools",
    "platform": "Platform",
    "url": "Link",
}
_LONGEST_DESCRIPTION = 600


def listing(result: Result) -> str:
    """The postings as a list, and how many there are in all."""
    rows, whole = result.table.rows, result.total or 0.0
    if not whole:
        return f"No {result.jobs} were posted{result.when}."
    if not rows:
        return f"There are no more than these **{whole:,.0f}** {result.jobs}{result.when}."
    first = result.query.offset + 1
    span = f"{first:,}–{first + len(rows) - 1:,} of " if whole > len(rows) else ""
    lines = "\n".join(f"- {_line(row)}" for row in rows)
    return f"{span}**{whole:,.0f}** {result.jobs if whole != 1 else 'posting'}{result.when}:\n\n{lines}"


def _line(row: Row) -> str:
    place = row.get("location") or row.get("country", "")
    known = [row.get("company_name", ""), place, "remote" if row.get("is_remote") == "true" else ""]
    known += [row.get("salary", ""), row.get("posted_date", ""), f"`{row['job_id']}`"]
    return f"**{row.get('actual_role', '')}**, {', '.join(part for part in known if part)}"


def details(result: Result) -> str:
    """One posting, the beginning of its description last."""
    text = result.lookup.text
    head, _, rest = text.partition("<job_description>")
    known = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    lines = [f"**{known.get('actual_role', result.query.job_id)}** (`{known.get('job_id', result.query.job_id)}`)", ""]
    lines += [f"- {name}: {known[key]}" for key, name in _DETAILS.items() if known.get(key)]
    if pay := "–".join(dict.fromkeys(known[key] for key in ("salary_min", "salary_max") if known.get(key))):
        lines.append(
            f"- Salary: {' '.join(filter(None, (pay, known.get('salary_currency'), known.get('salary_period'))))}"
        )
    description = " ".join(rest.partition("</job_description>")[0].split())
    if len(description) > _LONGEST_DESCRIPTION:
        description = f"{description[:_LONGEST_DESCRIPTION].rsplit(' ', 1)[0]} …"
    return "\n".join([*lines, "", description]).strip()


def description(result: Result) -> str:
    """The values of one dimension, or what the data holds in all."""
    table, dimension = result.table, result.query.dimension
    if dimension:
        distinct, values = table.dimensions.get(dimension, (0, ""))
        names = DIMENSIONS[dimension][0 if distinct == 1 else 1]
        starting = f" that start with “{result.query.starts_with}”" if result.query.starts_with else ""
        if not distinct or not values:
            return f"The data has no {DIMENSIONS[dimension][1]}{starting}."
        most = _firsts(result, values)
        return f"The data has **{distinct:,}** {names}{starting}. The most frequent (with postings): {most}."
    lines = [
        f"- {DIMENSIONS[name][1].capitalize()}: {count:,}, most often {_first(name, values)}"
        for name, (count, values) in table.dimensions.items()
        if name in DIMENSIONS and values and not name.startswith("is_")
    ]
    head = (
        f"I can answer questions about **{table.number('postings') or 0:,.0f}** job postings"
        f" from {_day(table.first_day)} to {_day(table.last_day)}: how many there are, shares, rankings,"
        " trends, growth, comparisons, median salaries, companies, and single postings. What is known of them:"
    )
    return "\n".join([head, "", *lines])


def _firsts(result: Result, values: str) -> str:
    """The first of "Germany (12), France (7)", as many as an answer lists."""
    parts = values.split("), ")
    return values if len(parts) <= result.query.listed else f"{'), '.join(parts[: result.query.listed])})"


def _day(printed: str) -> str:
    return day_words(date.fromisoformat(printed)) if printed else "the beginning"


def _first(dimension: str, values: str) -> str:
    first = values.split(" (")[0]
    return group_label(dimension, first)
