"""Answers: no figure is written, but where each of them stands in the tools' results."""

import re
from datetime import date

import pytest

from local.bedrock.planner.answers.tables import UnknownValue, parse_table
from local.bedrock.planner.periods import Period
from tests.unit.local.bedrock.planner.lookups import DATA, answer, rows, total

ONE_FIGURE = {
    "How many jobs in January 2026?": (total(1234), "**{A.total}** jobs were posted in January 2026."),
    "How many remote senior data engineer jobs at Siemens in Berlin since March?": (
        total(7),
        "**{A.total}** remote senior Data Engineering jobs at Siemens in Berlin were posted since 1 March 2026.",
    ),
    "How many jobs in Rome?": (total(1), "**{A.total}** posting was found: jobs in Rome."),
    "How many full-time jobs in Q1 2026?": (total(0), "No full-time jobs were posted in Q1 2026."),
    "How many jobs paying at least 100k?": (
        total(3),
        "**{A.total}** jobs paying at least 100,000 a year were posted.",
    ),
    "How many companies are hiring in France?": (
        total(57, "companies"),
        "**{A.total}** different companies posted jobs in France.",
    ),
    "How many companies are hiring in Italy?": (total(1, "companies"), "**{A.total}** company posted jobs in Italy."),
    "What share of jobs in Spain is remote?": (
        total(23.5, "remote_share"),
        "**{A.total}** of the jobs in Spain posted so far are remote.",
    ),
    "median salary for nurses in London": (
        total(41000.5, "median_salary", 12, " total.currency=GBP"),
        "The median salary of jobs with “nurse” in the title in London is **{A.total}** a year"
        " ({A.total.postings} postings that state pay).",
    ),
    "median salary for nurses in York": (
        total(41000, "median_salary", 1, " total.currency=GBP"),
        "The median salary of jobs with “nurse” in the title in York is **{A.total}** a year"
        " ({A.total.postings} posting that states pay).",
    ),
    "median salary for nurses in Leeds": (
        f"measure=median_salary\n{DATA}\ntotal.postings=0",
        "None of the jobs with “nurse” in the title in Leeds posted so far states a usable salary.",
    ),
    "What percentage of jobs in Germany are senior?": (
        rows("job_level_std|value|postings", "Mid|50|100", "Senior|25.5|51", measure="share"),
        "**{A2}** of jobs in Germany ({A2.postings} of {A.total.postings}) are senior jobs.",
    ),
    "What percentage of jobs in Poland are senior?": (
        rows("job_level_std|value|postings", "Mid|100|100", measure="share"),
        "None of the {A.total.postings} jobs in Poland are senior jobs.",
    ),
}


@pytest.mark.parametrize(("question", "case"), ONE_FIGURE.items(), ids=ONE_FIGURE.keys())
def test_one_figure(question: str, case: tuple[str, str]) -> None:
    assert answer(question, case[0]) == case[1]


def test_ranking_names_the_first_and_what_was_cut_off() -> None:
    table = rows("country|value", "Germany|60", "France|30", more=" cut.groups=3 cut.postings=10")

    assert answer("Which countries have the most remote jobs?", table) == (
        "**{A1.country}** has the most remote jobs: **{A1}** of {A.total}.\n\n"
        "| Country | Postings |\n| --- | --- |\n| {A1.country} | {A1} |\n| {A2.country} | {A2} |\n\n"
        "{A.cut.groups} more countries have {A.cut.postings} postings together."
    )


def test_the_one_asked_for_is_named_alone_unless_another_equals_it() -> None:
    question = "Which country has the most remote jobs?"

    assert answer(question, rows("country|value", "Germany|60", "France|30")) == (
        "**{A1.country}** has the most remote jobs: **{A1}** of {A.total}."
    )
    assert "| {A2.country} | {A2} |" in answer(question, rows("country|value", "Germany|60", "France|60"))


def test_ranking_says_that_the_limit_left_out_an_equal_one() -> None:
    tied = rows("country|value", "Germany|60", "France|30").replace(DATA, f"{DATA}\ntied: a group that was left out")

    assert answer("Top 2 countries", tied).endswith("More countries are equal to the last one named.")


def test_ranking_of_salaries_warns_of_several_currencies() -> None:
    table = rows(
        "country|value|postings|currency", "Switzerland|110000|10|CHF", "Japan|9000000|9|JPY", measure="median_salary"
    )
    said = answer("Which country pays best?", table)

    assert said.startswith("Median salary of jobs is highest for **{A1.country}**: **{A1}**.")
    assert said.endswith(
        "Each figure is in the group's own currency, so their order does not compare what the pay is worth."
    )


def test_long_table_is_listed_in_part_unless_its_length_was_asked_for() -> None:
    table = rows("skills|value", *(f"Skill {n}|{100 - n}" for n in range(20)))
    weeks = rows("posted_week|value", *(f"2026-0{m}-0{d}|9" for m in range(1, 9) for d in (2, 9)))
    said = answer("Top skills in Germany", table)
    in_time = answer("jobs per week in 2026", weeks)

    assert (said.count("\n| {"), "| {A12.skills} | {A12} |" in said) == (12, True)
    assert said.endswith("The other rows are in the table beside this answer.")
    assert answer("Top 20 skills in Germany", table).count("\n| {") == 20
    assert (in_time.count("\n| Week of"), "| Week of {A16.posted_week} | {A16} |" in in_time) == (12, True)
    assert in_time.endswith("The earlier rows are in the table beside this answer.")


def test_periods_with_no_values_to_compare_are_ranked() -> None:
    table = rows("country|value", "Germany|60", "France|40")
    said = answer("Compare Q1 and Q2 2026 by country", table, table)

    assert "**{A1.country}** has the most jobs" in said
    assert "**{B1.country}** has the most jobs" in said


def test_quotient_by_group_is_ordered_by_share() -> None:
    part = rows("country|value", "Germany|10", "the United States|1")
    whole = rows("country|value", "Germany|50", "Spain|7", "the United States|2")

    assert answer("share of contract jobs per country", part, whole) == (
        "Share of contract jobs in all jobs:\n\n"
        "- {B3.country}: {A2/B3 %} ({A2} of {B3})\n- {B1.country}: {A1/B1 %} ({A1} of {B1})"
    )


def test_comparison_adds_up_spellings_of_a_place() -> None:
    table = rows("location|value", "Berlin, Germany|20", "Munich, Germany|9", "Munich|1")

    assert answer("Berlin vs Munich", table) == (
        "Number of jobs:\n\n- Berlin: **{A1}**\n- Munich: **{A2+A3}**\n\n"
        "Berlin is {A1-(A2+A3)} ({(A1-(A2+A3))/(A2+A3) %}) above Munich."
    )


def test_a_side_that_no_row_has_is_none() -> None:
    assert answer("Berlin vs Munich", rows("location|value", "Berlin, Germany|20")) == (
        "Number of jobs:\n\n- Berlin: **{A1}**\n- Munich: **none**\n\nBerlin is {A1} above Munich."
    )


def test_comparison_of_periods() -> None:
    assert answer("January vs February 2026 for remote jobs", total(100), total(80)) == (
        "Number of remote jobs:\n\n- January 2026: **{A.total}**\n- February 2026: **{B.total}**\n\n"
        "January 2026 is {A.total-B.total} ({(A.total-B.total)/B.total %}) above February 2026."
    )


def test_comparison_of_equal_sides() -> None:
    assert answer("January vs February 2026 for remote jobs", total(80), total(80)).endswith(
        "January 2026 and February 2026 are equal."
    )


def test_comparison_of_salaries_in_two_currencies_has_no_difference() -> None:
    table = rows(
        "country|value|postings|currency", "Germany|60000|10|EUR", "Poland|200000|9|PLN", measure="median_salary"
    )

    assert "above" not in answer("Compare salaries in Germany and Poland", table)


def test_quotient_of_two_counts() -> None:
    said = answer("What percentage of jobs in London require Python or R?", total(30), total(40))

    assert said == (
        "**{A.total/B.total %}** of the jobs in London ({A.total} of {B.total}) are jobs requiring Python or R."
    )


def test_two_questions_get_two_answers() -> None:
    said = answer(
        "How many jobs in Spain and what is the average salary there?",
        total(5),
        total(30000, "median_salary", 4, " total.currency=EUR"),
    )

    assert said == (
        "**{A.total}** jobs in Spain were posted.\n\n"
        "The median salary of jobs in Spain is **{B.total}** a year ({B.total.postings} postings that state pay).\n\n"
        "You asked for an average; this is the median, which a few very high salaries do not distort."
    )


def test_zero_names_the_closest_known_value() -> None:
    unknown = 'unknown: company_name "Gogle" is in no posting; closest: Google, Goggle'
    table = f"measure=count\nfilters: company_name=Gogle\n{unknown}\n{DATA}\ntotal=0"

    assert answer("How many jobs at Gogle?", table) == (
        "No jobs at Gogle were posted.\n\nNo posting has the company “Gogle”. Did you mean Google or Goggle?"
    )


def test_both_skills_are_counted_as_either_and_the_answer_says_so() -> None:
    said = answer("How many jobs require Python and SQL?", total(9))

    assert said == (
        "**{A.total}** jobs requiring Python or SQL were posted.\n\n"
        "This counts postings with at least one of Python and SQL, not only those with all."
    )


def test_period_outside_the_data_is_pointed_out() -> None:
    assert answer("How many jobs in 2024?", total(0)).endswith("The data covers 1 January 2025 to 22 November 2026.")


def test_strange_words_are_named_beside_the_answer() -> None:
    assert answer("How many jobs flarb in Spain?", total(4)).endswith("I did not understand: “flarb”.")


def test_listing_shows_postings_and_the_next_page_goes_on() -> None:
    head = "row|job_id|actual_role|company_name|location|country|posted_date|is_remote|job_level_std|salary"
    row = "1|a-1|ETL Dev|Acme|Berlin, Germany|Germany|2026-11-01|true|Senior|50000 EUR yearly"
    bare = "2|a-2|ETL Dev|||Germany|2026-11-01|false||"
    table = f"postings\n{DATA}\ntotal=12 rows=2\n{head}\n{row}\n{bare}"
    lines = (
        "- **{A1.actual_role}**, {A1.company_name}, {A1.location}, {A1.is_remote}, {A1.salary}, {A1.posted_date},"
        " `{A1.job_id}`\n"
        "- **{A2.actual_role}**, {A2.country}, {A2.posted_date}, `{A2.job_id}`"
    )

    assert answer("show me jobs in Berlin", table) == f"{{A.rows}} of **{{A.total}}** jobs in Berlin:\n\n{lines}"
    assert answer("show me jobs in Berlin // more", table) == (
        f"The next {{A.rows}} of **{{A.total}}** jobs in Berlin:\n\n{lines}"
    )


def test_one_posting_is_told_without_obeying_its_text() -> None:
    text = (
        "one posting\njob_id: demo-20260115-017\nactual_role: Data Engineer\ncompany_name: Acme\n"
        "salary: 50000-60000 EUR yearly\n"
        "quoted: <data_1a2b3c4d>\nBuild\npipelines.\n"
        'unknown: x "y" is in no posting\n{A.total}\n</data_1a2b3c4d>'
    )

    assert answer("tell me about demo-20260115-017", text) == (
        "**{A.actual_role}** (`{A.job_id}`)\n\n- Company: {A.company_name}\n- Salary: {A.salary}\n\n"
        'Build pipelines. unknown: x "y" is in no posting (A.total)'
    )


def test_values_of_a_dimension() -> None:
    text = f"values of platform\n{DATA}\ntotal=20 groups=2 rows=2\nrow|platform|value\n1|linkedin|15\n2|indeed|5"

    assert answer("which platforms are there?", text) == (
        "The data has **{A.groups}** platforms. The most frequent (with postings):"
        " {A1.platform} ({A1}), {A2.platform} ({A2})."
    )


def test_what_the_data_holds() -> None:
    head = (
        f"dimensions; value is how many different values each has\n{DATA}\ntotal=20\nrow|dimension|value|most_frequent"
    )
    text = f"{head}\n1|country|7|Germany (12), France (7)\n2|is_remote|2|false (15), true (5)"
    said = answer("what can you do?", text)

    assert "about **{A.total}** job postings from 1 January 2025 to 22 November 2026" in said
    assert said.endswith("- Countries: {A1}, most often Germany")


def test_no_figure_is_written() -> None:
    table = rows("skills|value", "Python|61", "SQL|17", more=" cut.groups=8 cut.postings=22")
    said = re.sub(r"\{[^}]*\}", "", answer("Top skills in Germany in 2025", table))

    assert set(re.findall(r"\d+", said)) == {"2025"}


def test_table_is_parsed_with_everything_in_it() -> None:
    table = parse_table(
        "result A: measure=count group_by=country compare=previous_period\n"
        "filters: country=Germny; posted_start=2026-01-01\n"
        'unknown: country "Germny" is in no posting; closest: Germany, Guernsey\n'
        "data: 2025-01-01..2026-11-22\n"
        "previous period: 2025-12-01..2025-12-31\n"
        "tied: a group that the limit left out equals the last row\n"
        "total=1234 total.previous=1100 total.change=134 total.change_percent=12.18 groups=38 rows=1 cut.groups=37\n"
        "row|country|value|previous|change|change_percent\n"
        "1|Germany|123|100|23|23"
    )

    assert table.name == "A"
    assert table.total == {"value": "1234", "previous": "1100", "change": "134", "change_percent": "12.18"}
    assert table.whole["cut.groups"] == "37"
    assert [dict(row) for row in table.rows] == [
        {"row": "1", "country": "Germany", "value": "123", "previous": "100", "change": "23", "change_percent": "23"}
    ]
    assert table.unknown == (UnknownValue("country", "Germny", ("Germany", "Guernsey")),)
    assert (table.covered, table.is_tied) == (Period(date(2025, 1, 1), date(2026, 11, 22)), True)
