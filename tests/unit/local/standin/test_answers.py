"""What the stand-in says of what was found: sentences whose figures are names of the result's cells."""

import pytest

from local.standin.decide import CallTools, Lookup, Say
from tests.unit.local.standin.demo import ask

TOTAL = "result A: measure=count\ndata: 2025-01-01..2026-11-22\ntotal=943 days=31"
SKILLS = (
    "result A: measure=count group_by=skills\ndata: 2025-01-01..2026-11-22\ntotal=943 groups=80 rows=3\n"
    "row|skills|value\n1|Python|300\n2|SQL|{tie}\n3|Java|100"
)
PAY = (
    "result A: measure=median_salary\nno total: pay is in USD, EUR; a row is in one currency\n"
    "row|value|p25|p75|mean|postings|currency\n1|130750|1|2|3|198|USD\n2|67600|1|2|3|50|EUR"
)


def say(question: str, text: str, *, failed: bool = False) -> str:
    decision = ask(question, rounds=((Lookup(text, failed),),))
    assert isinstance(decision, Say)
    return decision.text


def ahead(question: str) -> str:
    decision = ask(question)
    assert isinstance(decision, CallTools)
    return decision.answer


def test_a_total_is_told_the_same_before_and_after() -> None:
    told = "**{total}** jobs were posted in January 2026."

    assert ahead("How many jobs in January 2026?") == told
    assert say("How many jobs in January 2026?", TOTAL) == told.replace("{total}", "{A.total}")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What share of German jobs are senior?", "of the {total.postings} jobs in Germany are senior jobs."),
        ("How many companies hire in Spain?", "**{total}** different companies posted jobs in Spain."),
        ("average number of jobs per day in 2025", "On average there were **{total/groups}** jobs a day"),
        ("What is the average salary in Poland?", "is **{total.mean}** a year"),
        ("How many different countries had jobs?", "**{groups}** different countries have jobs."),
        ("Which country has the most jobs?", "**{1.country}** has the most jobs: **{1}**."),
        ("January vs February 2026", "The difference is **{B.total-A.total}**."),
        ("What is the ratio of remote to on-site jobs?", "**{A.total/B.total}** to 1"),
    ],
)  # fmt: skip
def test_an_answer_that_depends_on_no_row_is_given_ahead(question: str, text: str) -> None:
    assert text in ahead(question)


@pytest.mark.parametrize("question", ["show me jobs in Berlin", "jobs per month in 2025", "Which skills grew most?"])
def test_an_answer_about_rows_waits_for_them(question: str) -> None:
    assert ahead(question) == ""


def test_the_leader_is_named_alone_unless_another_is_equal() -> None:
    question = "Which skill is most common in January 2026?"

    assert say(question, SKILLS.format(tie=200)) == "**{A1.skills}** has the most jobs in January 2026: **{A1}**."
    assert "| {A2.skills} | {A2} |" in say(question, SKILLS.format(tie=300))


def test_the_second_one_is_told_as_such() -> None:
    told = say("Which is the second most common skill?", SKILLS.format(tie=200))

    assert told == "**{A2.skills}** has the second most jobs: **{A2}**."


def test_pay_in_several_currencies_is_no_single_figure() -> None:
    told = say("What is the median salary?", PAY)

    assert "| {A1.currency} | {A1} |" in told
    assert "{A.total}" not in told


def test_an_unknown_value_is_named_with_the_closest() -> None:
    text = 'result A: measure=count\nunknown: company_name "Foo Labs" is in no posting; closest: Fog Labs\ntotal=0'

    assert "No posting has the company “Foo Labs”. Did you mean Fog Labs?" in say("How many jobs at Foo Labs?", text)


def test_a_refused_lookup_is_told_in_the_tools_words() -> None:
    assert say("How many jobs?", "Invalid {input}.", failed=True) == "I could not look that up: Invalid (input)."


def test_a_period_beyond_the_data_is_told() -> None:
    assert "The data covers" not in ahead("How many jobs in January 2026?")
