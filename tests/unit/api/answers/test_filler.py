"""Placeholders in a text, whole and in pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joblab.answers.filler import EMPTY, Filler
from joblab.tools.sheet import Scope
from tests.unit.api.answers.sheets import named, posting, stats

SCOPE = Scope(
    named(
        A=stats(("Germany", 1412), ("France", 300), compare="previous_period"),
        share=stats(("true", 25.5), ("false", 74.5), by="is_remote", measure="share"),
        pay=stats(("Mid", 90_000), by="job_level_std", measure="median_salary"),
        one=posting(),
        odd=stats(("Ma\nli | x", 5)),
    )
)
TEXTS = {
    "plain": ("No figure here.", "No figure here."),
    "a cell": ("{A1.country} has **{A1}** postings.", "Germany has **1,412** postings."),
    "at the ends": ("{A1} and {A2}", "1,412 and 300"),
    "side by side": ("{A1}{A2}", "1,412300"),
    "white space": ("  \n {A1}\n", "1,412\n"),
    "a share": ("{A1/A.total %} of {A.total}", "82.5 % of 1,712"),
    "a percent sign typed behind": ("{share1}% and {share2} % are", "25.5 % and 74.5 % are"),
    "percent in words": ("{share1} percent, {share1} percentage of", "25.5 %, 25.5 % percentage of"),
    "a currency typed before": ("${pay1}, USD {pay1}, {pay1} USD.", "$90,000, $90,000, $90,000."),
    "another currency's sign stays": ("€{pay1}", "€$90,000"),
    "a sign typed before a change": ("+{A1.change} ({A1.change_percent})", "+706 (+100 %)"),
    "a dash between figures": ("{A2}-{A1}", "300-1,412"),
    "a change without its sign": ("rose by {abs(A1.change)}", "rose by 706"),
    "days as results have them": ("From 2025-01-01 to 2026-11-26.", "From 1 January 2025 to 26 November 2026."),
    "no days": ("demo-2026-01-15, /2026-01-15/, 2026-13-01", "demo-2026-01-15, /2026-01-15/, 2026-13-01"),
    "a share with its sign behind the braces": ("{A1/A.total}% and **{A2/A.total}** %", "82.5 % and **17.5 %**"),
    "a hundredfold": ("{100*A1/A.total %}, {A1/A.total*100}%", "82.5 %, 82.5 %"),
    "a minus typed before a rise": ("Down -{A1.change}", "Down -+706"),
    "a difference spelled out": ("{A1}-{A1.change}", "1,412-+706"),
    "pay with its unit again": (
        "€{one.salary}, EUR {one.salary} per year",
        "€54,000–66,000 a year, €54,000–66,000 a year",
    ),
    "markdown around a unit": ("**{share1}**% of them", "**25.5 %** of them"),
    "dollars": ("{pay1} dollars, $ {pay1}", "$90,000, $90,000"),
    "half a surrogate": ("{A1} \ud83d", "1,412 ?"),
    "a day in an address": ("https://a.example/?d=2026-01-05&x", "https://a.example/?d=2026-01-05&x"),
    "a day behind a stroke": ("a_2026-01-05 and 12026-01-05", "a_2026-01-05 and 12026-01-05"),
    "no such day": ("2026-02-30", "2026-02-30"),
    "a name over lines": ("{odd1.country}", "Ma li / x"),
    "a mark in capitals": ("{ASK}: Which?", "Which?"),
    "template syntax": ("{{A1}} and {{{A2}}}", "1,412 and 300"),
    "code": ("`{A1}`", "`1,412`"),
    "markdown inside": ("{**A1**}", "1,412"),
    "a mark": ("{ask} Which one?", "Which one?"),
    "a mark in the middle": ("Well {ask}", f"Well {EMPTY}"),
    "a period typed behind pay": ("{one.salary} a year.", "€54,000–66,000 a year."),
    "a text": ("{one.salary}, {one.posted_date}", "€54,000–66,000 a year, 15 January 2026"),
    "no such row": ("{A9} jobs", f"{EMPTY} jobs"),
    "empty braces": ("{}", EMPTY),
    "a stray brace": ("a } b", "a } b"),
    "an unclosed brace": ("{A1 jobs and {A2}.", f"{EMPTY}A1 jobs and 300."),
    "a brace over lines": ("{A1\n} x", f"{EMPTY}A1\n}} x"),
    "an unclosed brace at the end": ("{A1 jobs", f"{EMPTY}A1 jobs"),
    "a long brace": ("{" + "x" * 300 + "}", EMPTY + "x" * 300 + "}"),
}


def filled(text: str, size: int, *, is_cut: bool = False) -> tuple[Filler, list[str]]:
    filler = Filler(SCOPE)
    pieces = [filler.feed(text[at : at + size]) for at in range(0, len(text), size)]
    return filler, [*pieces, filler.finish(is_cut=is_cut)]


@pytest.mark.parametrize("size", [1, 3, 7, 999])
@pytest.mark.parametrize(("text", "told"), TEXTS.values(), ids=TEXTS)
def test_a_text_is_filled_however_it_comes(text: str, told: str, size: int) -> None:
    filler, pieces = filled(text, size)

    assert "".join(pieces) == filler.shown == told
    assert all(told[figure.start : figure.end] == figure.text for figure in filler.figures)
    assert len(filler.findings) == told.count(EMPTY) == sum(figure.source is None for figure in filler.figures)


@given(st.text(alphabet="A1 2026-0/_{}%$.+-é\nxUSD", max_size=80), st.integers(1, 9))
def test_pieces_make_the_same_text_as_the_whole(text: str, size: int) -> None:
    whole, _ = filled(text, 999)
    filler, pieces = filled(text, size)

    assert "".join(pieces) == filler.shown == whole.shown
    assert filler.figures == whole.figures


@given(st.sampled_from([text for text, _ in TEXTS.values()]), st.integers(0, 60))
def test_a_brace_that_is_cut_off_never_reaches_a_reader(text: str, end: int) -> None:
    cut = text[:end]
    filler, pieces = filled(cut, 3, is_cut=True)

    assert "".join(pieces) == filler.shown
    assert "{" not in filler.shown


def test_text_flows_and_only_a_placeholder_is_held() -> None:
    filler = Filler(SCOPE)

    assert filler.feed("Germany has ") == "Germany has "
    assert filler.feed("{A1") == ""
    assert filler.feed("}") == ""
    assert filler.feed(" postings in all of them,") == "1,412 postings in all of them,"
    assert filler.feed(" more") == " more"


def test_what_stands_there_is_told_with_its_source() -> None:
    filler, _ = filled("{A1.country}: {A1/A.total %}, {A9}", 999)

    name, share, empty = filler.figures
    assert (name.value, name.source and name.source.model_dump()) == (
        "Germany",
        {"kind": "cell", "tool_call_id": "call-A", "path": "rows[0].keys.country", "label": "country = Germany"},
    )
    assert share.value == pytest.approx(100 * 1412 / 1712)
    assert share.source
    assert share.source.model_dump() == {
        "kind": "derived",
        "formula": "100 * rows[0].value / total.value",
        "cells": [
            {"tool_call_id": "call-A", "path": "rows[0].value", "value": 1412.0, "label": "count, country = Germany"},
            {"tool_call_id": "call-A", "path": "total.value", "value": 1712.0, "label": "count"},
        ],
    }
    assert (empty.text, empty.status, empty.source) == (EMPTY, "unproven", None)
    assert filler.findings == [
        "{A9}: result A has 2 rows and total, total.previous, total.change, total.change_percent, groups, rows"
    ]
