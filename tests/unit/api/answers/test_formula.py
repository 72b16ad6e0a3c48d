"""What a placeholder stands for, its unit included."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joblab.answers.formula import LONGEST, evaluate
from joblab.tools.sheet import Scope, UnfillableError
from tests.unit.api.answers.sheets import named, posting, postings, stats

SHEETS = named(
    A=stats(("Germany", 60), ("France", 30), ("Spain", 10), compare="previous_period", missing=4),
    share=stats(("true", 25.5), ("false", 74.5), by="is_remote", measure="share"),
    pay=stats(("Mid", 90_000), ("Senior", 120_000), by="job_level_std", measure="median_salary"),
    pounds=stats(
        ("Mid", 60_000.5),
        measure="median_salary",
        rows=[],
        group_by=[],
        total={"value": 50_000, "postings": 3, "currency": "GBP"},
    ),
    firms=stats(total={"value": 20, "postings": 100}, measure="companies"),
    rate=stats(("de", 25.5), ("fr", 74.5), measure="remote_share"),
    list=postings({}, {"salary_min": None, "salary_max": None}, {"salary_min": 30, "salary_period": "hourly"}),
    one=posting(),
)
SCOPE = Scope(SHEETS)


@pytest.mark.parametrize(
    ("placeholder", "value", "kind"),
    [
        ("A3", 10, "count"),
        ("a3", 10, "count"),
        ("A.3", 10, "count"),
        ("A3.value", 10, "count"),
        ("A3.country", "Spain", "name"),
        ("A1.change_percent", 100, "percent"),
        ("A.total", 100, "count"),
        ("A", 100, "count"),
        ("A.total.previous", 50, "count"),
        ("A.previous", 50, "count"),
        ("A.groups", 3, "count"),
        ("A.rows", 3, "count"),
        ("A.missing", 4, "count"),
        ("**A3**", 10, "count"),
        ("share1", 25.5, "percent"),
        ("share.1.is_remote", "true", "name"),
        ("pay2", 120_000, "money"),
        ("list.total", 1607, "count"),
        ("list1", "Data Engineer II", "name"),
        ("list1.posted_date", "2026-01-15", "date"),
        ("one.company_name", "7-Eleven", "name"),
        ("one.salary_min", 54_000, "money"),
        ("A1/A.total %", 60, "percent"),
        ("100*(A1/A.total)", 60, "percent"),
        ("100*A1/A.total", 60, "percent"),
        ("100*A1/A.total %", 60, "percent"),
        ("A1/avg(A1:A3)", 1.8, "number"),
        ("A1/avg(A1:A3) %", 180, "percent"),
        ("A1-avg(A1:A3)", 60 - 100 / 3, "number"),
        ("100-share1", 74.5, "percent"),
        ("A.total/firms.total", 5, "number"),
        ("A1 / A.total * 100", 60, "percent"),
        ("(A1+A2)/A.total%", 90, "percent"),
        ("A1-A2", 30, "count"),
        ("A1 − A2", 30, "count"),
        ("-A1", -60, "count"),
        ("A1/A2", 2, "number"),
        ("A1/A2-1 %", 100, "percent"),
        ("(A1-A1.previous)/A1.previous %", 100, "percent"),
        ("A.total/31", 100 / 31, "number"),
        ("A.total*12", 1200, "count"),
        ("sum(A1:A3)", 100, "count"),
        ("sum(A1..A3)", 100, "count"),
        ("sum(A1:3)", 100, "count"),
        ("sum(A1, A3)", 70, "count"),
        ("sum(A1.previous:A3.previous)", 50, "count"),
        ("sum(share1:share2)", 100, "percent"),
        ("avg(A1:A3)", 100 / 3, "number"),
        ("avg(pay1:pay2)", 105_000, "money"),
        ("min(A1:A3)", 10, "count"),
        ("MAX(A1:A3)", 60, "count"),
        ("count(A1:A3)", 3, "count"),
        ("abs(A2-A1)", 30, "count"),
        ("share2-share1", 49, "points"),
        ("share1/share2", 25.5 / 74.5, "number"),
        ("pay2-pay1", 30_000, "money"),
        ("pay2/pay1", 4 / 3, "number"),
        ("pay1/12", 7500, "money"),
    ],
)
def test_a_cell_or_what_is_worked_out(placeholder: str, value: object, kind: str) -> None:
    found = evaluate(placeholder, SCOPE)

    assert (found.value, found.unit.kind) == (pytest.approx(value) if isinstance(value, float | int) else value, kind)


@pytest.mark.parametrize(
    ("placeholder", "value"),
    [
        ("total", 100),
        ("1", 60),
        ("1.country", "Germany"),
        ("groups", 3),
        ("1/total %", 60),
        ("1-2", 30),
        ("(1-2)/total %", 30),
        ("total/31", 100 / 31),
        ("total/3", 100 / 3),
        ("sum(1:3)/3", 100 / 3),
        ("total.change", 50),
        ("change", 50),
        ("share1", 25.5),
        ("total/firms.total", 5),
        ("A1-A2", 30),
    ],
)
def test_the_own_result_needs_no_name(placeholder: str, value: object) -> None:
    found = evaluate(placeholder, Scope(SHEETS, SHEETS["a"]))

    assert found.value == (pytest.approx(value) if isinstance(value, float | int) else value)


@pytest.mark.parametrize("placeholder", ["1/2", "1/2 %", "(1-2)/2 %", "(1+2)/2", "1st", "1e2", "1_0", "1x", "0x1"])
def test_a_bare_number_that_may_be_a_row_or_a_number_is_refused(placeholder: str) -> None:
    with pytest.raises(UnfillableError, match=r"may be a row or a number|cannot be read"):
        evaluate(placeholder, Scope(SHEETS, SHEETS["a"]))


@pytest.mark.parametrize(
    ("placeholder", "reason"),
    [
        ("A7", "result A has 3 rows"),
        ("A0", "result A has 3 rows"),
        ("A3.planet", "result A has the columns country, value"),
        ("B.total", "there is no result b; results: A, share, pay"),
        ("total", "there is no result total"),
        ("1", "it names no cell"),
        ("list2.salary", "it is empty in result list"),
        ("pay1-pounds.total", "money of USD - money of GBP is no figure"),
        ("A1+share1", "count of postings + percent of share is no figure"),
        ("A.total+firms.total", "count of postings + count of companies is no figure"),
        ("A1+A1.country", "is no figure"),
        ("sum(A1.country:A3.country)", "is no figure"),
        ("pay1/A1", "money of USD / count of postings is no figure"),
        ("A1*A2", "count of postings * count of postings is no figure"),
        ("A.total/firms.total %", "number of quotient is no share"),
        ("count(A1:A3)/A.total %", "number of quotient is no share"),
        ("share1*100", "percent of share * number of constant is no figure"),
        ("rate1+rate2", "percent of rate + percent of rate is no figure"),
        ("sum(rate1:rate2)", "percent of rate + percent of rate is no figure"),
        ("sum(pay1:pay2)", "money of USD + money of USD is no figure"),
        ("firms.total+firms.total", "count of companies + count of companies is no figure"),
        ("share1+A1.change_percent", "percent of share + percent of change is no figure"),
        ("list1.salary_min-list3.salary_min", "money of EUR/yearly - money of EUR/hourly is no figure"),
        ("avg(A1:A3)*A1", "is no figure"),
        ("sum(A1:pay2)", "is no range of rows"),
        ("sum(A1:A3, key=1)", "it cannot be read"),
        ("A1#A2", "it cannot be read"),
        ("sum(А1, А2)", "it cannot be read"),  # Cyrillic letters
        ("\ud800", "it cannot be read"),
        ("A1 %", "count of postings is no share"),
        ("A.total/31 %", "is no share"),
        ("A1+5", "count of postings + number of constant is no figure"),
        ("A1*1.5", "it cannot be read"),
        ("A1*5000", "neither a cell nor a formula"),
        ("7", "it names no cell"),
        ("100*2", "it names no cell"),
        ("A1/(A2-A2)", "it cannot be worked out"),
        ("sum(A.rows)", "sum() takes several cells"),
        ("sum(A1:A900)", "is no range of rows"),
        ("A1 minus A2", "it cannot be read"),
        ("A1 and A2", "it cannot be read"),
        ("", "it cannot be read"),
        ("A1**A2", "neither a cell nor a formula"),
        ("__import__('os')", "it cannot be read"),
        ("A1.__class__", "result A has the columns"),
        ("[A1 for A1 in A2]", "it cannot be read"),
        ("A1 if A2 else A3", "it cannot be read"),
        ("f(A1)", "it cannot be read"),
        ("(" * 150 + "A1" + ")" * 40, "it cannot be read"),
        ("-" * (LONGEST - 2) + "A1", ""),
        ("A1+" * 99, "it is too long"),
    ],
)
def test_what_stands_for_nothing_is_said(placeholder: str, reason: str) -> None:
    if not reason:
        assert evaluate(placeholder, SCOPE).value == 60
        return
    with pytest.raises(UnfillableError, match=re.escape(reason)):
        evaluate(placeholder, SCOPE)


@given(st.text(alphabet="A123.()+-*/%: ,_sumcountryotalpay'\"\\{}[]é1", max_size=60))
def test_no_text_does_more_than_name_cells(text: str) -> None:
    try:
        found = evaluate(text, SCOPE)
    except UnfillableError:
        return
    assert found.sources


def test_the_formula_names_its_cells_in_order() -> None:
    found = evaluate("(A1-A2)/A2 %", SCOPE)

    assert found.formula == "100 * (rows[0].value - rows[1].value) / rows[1].value"
    assert evaluate("A1/avg(A1:A2)", SCOPE).formula == "rows[0].value / ((rows[0].value + rows[1].value) / 2)"
    assert [cell.path for _, cell in found.sources] == ["rows[0].value", "rows[1].value", "rows[1].value"]
    assert {call_id for call_id, _ in found.sources} == {"call-A"}
