"""Answers: every figure comes from the tables, which are the tools' compact text."""

import re

import pytest

from local.bedrock.planner.answers.tables import UnknownValue, parse_table
from tests.unit.local.bedrock.planner.lookups import DATA, answer, rows, total

ONE_FIGURE = {
    "How many jobs in January 2026?": (total(1234), "**1,234** jobs were posted in January 2026."),
    "How many remote senior data engineer jobs at Siemens in Berlin since March?": (
        total(7),
        "**7** remote senior Data Engineering jobs at Siemens in Berlin were posted since 1 March 2026.",
    ),
    "How many jobs in Rome?": (total(1), "**1** posting was found: jobs in Rome."),
    "How many full-time jobs in Q1 2026?": (total(0), "No full-time jobs were posted in Q1 2026."),
    "How many jobs paying at least 100k?": (
        total(3),
        "**3** jobs paying at least 100,000 a year were posted.",
    ),
    "How many companies are hiring in France?": (
        total(57, "companies"),
        "**57** different companies posted jobs in France.",
    ),
    "What share of jobs in Spain is remote?": (
        total(23.5, "remote_share"),
        "**23.5%** of the jobs in Spain posted so far are remote.",
    ),
    "median salary for nurses in London": (
        total(41000.5, "median_salary", 12, " currency=GBP"),
        "The median salary of jobs with “nurse” in the title in London is **GBP 41,000.5** a year"
        " (12 postings that state pay).",
    ),
    "median salary for nurses in Leeds": (
        total("", "median_salary", 0),
        "None of the jobs with “nurse” in the title in Leeds posted so far states a usable salary.",
    ),
    "What percentage of jobs in Germany are senior?": (
        rows("job_level_std", "job_level_std|value|postings", "Mid|50|100", "Senior|25.5|51", measure="share"),
        "**25.5%** of jobs in Germany (51 of 100) are senior jobs.",
    ),
}


@pytest.mark.parametrize(("question", "case"), ONE_FIGURE.items(), ids=ONE_FIGURE.keys())
def test_one_figure(question: str, case: tuple[str, str]) -> None:
    assert answer(question, case[0]) == case[1]


def test_ranking_names_the_first_and_what_was_cut_off() -> None:
    table = rows(
        "country", "country|value|postings", "Germany|60|60", "France|30|30", "cut: 3 more groups, 10 postings"
    )

    assert answer("Which country has the most remote jobs?", table) == (
        "**Germany** has the most remote jobs: **60** of 100.\n\n"
        "| Country | Postings |\n| --- | --- |\n| Germany | 60 |\n| France | 30 |\n\n"
        "3 more countries have 10 postings together."
    )


def test_ranking_of_salaries_warns_of_several_currencies() -> None:
    table = rows(
        "country",
        "country|value|postings|currency",
        "Switzerland|110000|10|CHF",
        "Japan|9000000|9|JPY",
        measure="median_salary",
    )
    said = answer("Which country pays best?", table)

    assert said.startswith("Median salary of jobs is highest for **Switzerland**: **CHF 110,000**.")
    assert said.endswith(
        "Each figure is in the group's own currency, so their order does not compare what the pay is worth."
    )


def test_long_table_is_listed_in_part_unless_its_length_was_asked_for() -> None:
    lines = [f"Skill {n}|{100 - n}|{100 - n}" for n in range(20)]
    table = rows("skills", "skills|value|postings", *lines)
    weeks = rows(
        "posted_week", "posted_week|value|postings", *(f"2026-0{m}-0{d}|9|9" for m in range(1, 9) for d in (2, 9))
    )
    said = answer("Top skills in Germany", table)
    in_time = answer("jobs per week in 2026", weeks)

    assert (said.count("\n| Skill"), "| Skill 11 |" in said) == (1 + 12, True)
    assert said.endswith("The other rows are in the table beside this answer.")
    assert answer("Top 20 skills in Germany", table).count("\n| Skill") == 1 + 20
    assert (in_time.count("\n| Week of"), "9 August 2026 | 9" in in_time) == (12, True)
    assert in_time.endswith("The earlier rows are in the table beside this answer.")


def test_periods_with_no_values_to_compare_are_ranked() -> None:
    table = rows("country", "country|value|postings", "Germany|60|60", "France|40|40")

    assert answer("Compare Q1 and Q2 2026 by country", table, table).count("**Germany** has the most jobs") == 2


def test_quotient_by_group_is_ordered_by_share() -> None:
    part = rows("country", "country|value|postings", "Germany|10|10", "the United States|1|1")
    whole = rows("country", "country|value|postings", "Germany|50|50", "the United States|2|2")

    assert answer("share of contract jobs per country", part, whole) == (
        "Share of contract jobs in all jobs:\n\n- the United States: 50% (1 of 2)\n- Germany: 20% (10 of 50)"
    )


def test_comparison_adds_up_spellings_of_a_place() -> None:
    table = rows("location", "location|value|postings", "Berlin, Germany|20|20", "Munich, Germany|9|9", "Munich|1|1")

    assert answer("Berlin vs Munich", table) == (
        "Number of jobs:\n\n- Berlin: **20**\n- Munich: **10**\n\nBerlin is 10 (+100%) above Munich."
    )


def test_comparison_of_periods() -> None:
    assert answer("January vs February 2026 for remote jobs", total(100), total(80)) == (
        "Number of remote jobs:\n\n- January 2026: **100**\n- February 2026: **80**\n\n"
        "January 2026 is 20 (+25%) above February 2026."
    )


def test_comparison_of_salaries_in_two_currencies_has_no_difference() -> None:
    table = rows(
        "country",
        "country|value|postings|currency",
        "Germany|60000|10|EUR",
        "Poland|200000|9|PLN",
        measure="median_salary",
    )

    assert "above" not in answer("Compare salaries in Germany and Poland", table)


def test_quotient_of_two_counts() -> None:
    said = answer("What percentage of jobs in London require Python or R?", total(30), total(40))

    assert said == "**75%** of the jobs in London (30 of 40) are jobs requiring Python or R."


def test_two_questions_get_two_answers() -> None:
    said = answer(
        "How many jobs in Spain and what is the average salary there?",
        total(5),
        total(30000, "median_salary", 4, " currency=EUR"),
    )

    assert said == (
        "**5** jobs in Spain were posted.\n\n"
        "The median salary of jobs in Spain is **EUR 30,000** a year (4 postings that state pay).\n\n"
        "You asked for an average; this is the median, which a few very high salaries do not distort."
    )


def test_zero_names_the_closest_known_value() -> None:
    unknown = 'unknown: company_name "Gogle" is in no posting; closest: Google, Goggle'
    table = f"measure=count\n{unknown}\n{DATA}\ntotal=0 postings=0"

    assert answer("How many jobs at Gogle?", table) == (
        "No jobs at Gogle were posted.\n\nNo posting has the company “Gogle”. Did you mean Google or Goggle?"
    )


def test_both_skills_are_counted_as_either_and_the_answer_says_so() -> None:
    said = answer("How many jobs require Python and SQL?", total(9))

    assert said == (
        "**9** jobs requiring Python or SQL were posted.\n\n"
        "This counts postings with at least one of Python and SQL, not only those with all."
    )


def test_period_outside_the_data_is_pointed_out() -> None:
    assert answer("How many jobs in 2024?", total(0)).endswith("The data covers 1 January 2025 to 22 November 2026.")


def test_strange_words_are_named_beside_the_answer() -> None:
    assert answer("How many jobs flarb in Spain?", total(4)).endswith("I did not understand: “flarb”.")


def test_listing_shows_postings_and_the_next_page_goes_on() -> None:
    head = "job_id|actual_role|company_name|location|country|posted_date|is_remote|job_level_std|salary"
    table = (
        f"total=12\n{DATA}\n{head}\na-1|ETL Dev|Acme|Berlin, Germany|Germany|2026-11-01|true|Senior|50000 EUR yearly"
    )

    assert answer("show me jobs in Berlin // more", table) == (
        "11–11 of **12** jobs in Berlin:\n\n"
        "- **ETL Dev**, Acme, Berlin, Germany, remote, 50000 EUR yearly, 2026-11-01, `a-1`"
    )


def test_one_posting_is_told_without_obeying_its_text() -> None:
    text = (
        "job_id: demo-20260115-017\nactual_role: Data Engineer\ncompany_name: Acme\nsalary_min: 50000\n"
        "salary_max: 60000\nsalary_currency: EUR\nsalary_period: yearly\n"
        "<job_description>Build\npipelines.</job_description>"
    )

    assert answer("tell me about demo-20260115-017", text) == (
        "**Data Engineer** (`demo-20260115-017`)\n\n- Company: Acme\n"
        "- Salary: 50000–60000 EUR yearly\n\nBuild pipelines."
    )


def test_values_of_a_dimension() -> None:
    text = "postings=20 data: 2025-01-01..2026-11-22\nplatform (distinct 2): linkedin (15), indeed (5)"

    assert answer("which platforms are there?", text) == (
        "The data has **2** platforms. The most frequent (with postings): linkedin (15), indeed (5)."
    )


def test_no_figure_is_invented() -> None:
    """Every number of an answer is in the question, its dates or the table."""
    table = rows("skills", "skills|value|postings", "Python|61|61", "SQL|17|17", "cut: 8 more groups, 22 postings")
    said = answer("Top skills in Germany in 2025", table)

    assert set(re.findall(r"\d+", said)) <= {"2025", "61", "17", "100", "8", "22"}


def test_table_is_parsed_with_everything_in_it() -> None:
    table = parse_table(
        "measure=count group_by=country compare=previous_period\n"
        "filters: country=Germny; posted_start=2026-01-01\n"
        'unknown: country "Germny" is in no posting; closest: Germany, Guernsey\n'
        "data: 2025-01-01..2026-11-22\n"
        "total=1234 postings=1234 previous=1100 change=134 change_percent=12.18\n"
        "previous period: 2025-12-01..2025-12-31\n"
        "country|value|postings|previous|change|change_percent\n"
        "Germany|123|123|100|23|23\n"
        "cut: 37 more groups, 456 postings\n"
        "missing: 12 postings have no value to group by"
    )

    assert table.number("total") == 1234
    assert table.number("change_percent") == 12.18
    assert [dict(row) for row in table.rows] == [
        {
            "country": "Germany",
            "value": "123",
            "postings": "123",
            "previous": "100",
            "change": "23",
            "change_percent": "23",
        }
    ]
    assert (table.cut_groups, table.cut_postings, table.missing) == (37, 456, 12)
    assert table.unknown == (UnknownValue("country", "Germny", ("Germany", "Guernsey")),)
    assert (table.first_day, table.last_day) == ("2025-01-01", "2026-11-22")
