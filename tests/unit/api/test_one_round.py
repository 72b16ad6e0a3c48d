"""An answer that comes with its calls: filled in and shown when it fits what they found, else asked for again."""

import pytest

from local.wire import JANUARY, STATS, Json, answer, reply
from tests.unit.api.wire import Invoke, WireServer, chunks

QUESTION = {"prompt": "How many jobs in January 2026?"}
TOLD = "In January 2026 there were 912 jobs."
COUNTRIES = {
    **STATS,
    "group_by": ["country"],
    "rows": [
        {"keys": {"country": name}, "value": value, "postings": value} for name, value in [("Chad", 50), ("Mali", 40)]
    ],
    "groups": 2,
}


def call(text: str, name: str = "a", **telling: object) -> Json:
    return {"id": name, "name": "job_stats", "input": {**JANUARY, "limit": ord(name), "answer": text, **telling}}


def test_the_answer_that_comes_with_its_call_ends_the_turn(
    invoke: Invoke, bedrock: WireServer, database: WireServer
) -> None:
    database.by_path["/job_stats"] = answer(STATS)
    bedrock.script = [reply("Counting.", call("In January 2026 there were {total} jobs.", language="en"))]

    body = invoke("POST", "/ai/ask", QUESTION).json

    assert (body["answer"], body["rounds"], body["grounding"]["unproven"]) == (TOLD, 1, 0)
    assert body["tool_calls"][0]["input"] == {**JANUARY, "limit": 97}
    (kept,) = database.bodies("/end_turn")
    assert kept["turn"]["answer"] == TOLD
    assert kept["turn"]["tool_calls"] == [{"name": "job_stats", "input": {**JANUARY, "limit": 97}}]


def test_it_is_streamed_after_the_results(invoke: Invoke, bedrock: WireServer, database: WireServer) -> None:
    database.by_path["/job_stats"] = answer(STATS)
    bedrock.script = [reply(call("In January 2026 there were {total} jobs."))]
    question = {"role": "user", "parts": [{"type": "text", "text": QUESTION["prompt"]}]}

    stream = chunks(invoke("POST", "/ai/chat", {"id": "c-1", "messages": [question]}).text)

    kinds = [chunk["type"] for chunk in stream]
    assert kinds[kinds.index("data-chart") + 1 :] == [
        *("text-start", "text-delta", "text-end", "data-grounding", "finish-step", "finish")
    ]
    (started,) = [chunk["input"] for chunk in stream if chunk["type"] == "tool-input-available"]
    assert started == {**JANUARY, "limit": 97}


def test_one_text_uses_several_calls_by_their_names(invoke: Invoke, bedrock: WireServer, database: WireServer) -> None:
    database.script = [answer({**STATS, "total": {"value": 10, "postings": 10}}), answer(STATS)]
    calls = [
        {"id": "a", "name": "job_stats", "input": {"country": "Chad", "as": "Chad"}},
        {"id": "b", "name": "job_stats", "input": {"as": "all", "answer": "{chad.total}, {chad.total/total %}."}},
    ]
    bedrock.script = [reply(*calls)]

    answered = invoke("POST", "/ai/ask", QUESTION).json["answer"]

    assert answered in ("10, 1.1 %.", "912, 9,120 %.")  # the calls run at once: whichever came first got the 10


IN_EUROS = {"measure": "median_salary", "total": {"value": 61000, "postings": 4, "currency": "EUR", "p25": 50000}}
IN_TWO: Json = {
    "measure": "median_salary",
    "group_by": ["salary_currency"],
    "groups": 2,
    "total": {"value": None, "postings": 7, "currency": None, "currencies": ["USD", "EUR"]},
    "rows": [
        {"keys": {"salary_currency": code}, "value": value, "postings": 3, "currency": code}
        for code, value in (("USD", 90000), ("EUR", 61000))
    ],
}


@pytest.mark.parametrize(
    ("found", "text", "shown"),
    [
        (IN_EUROS, "{total}, from {total.p25}", "€61,000, from €50,000"),
        (IN_EUROS, "{1}, from {1.p25}", "€61,000, from €50,000"),  # a row for each currency, where there is one
        (IN_TWO, "{1} in {1.salary_currency}, {2} in {2.salary_currency}", "$90,000 in USD, €61,000 in EUR"),
    ],
)
def test_pay_is_read_from_its_row_or_from_the_total(
    invoke: Invoke, bedrock: WireServer, database: WireServer, found: Json, text: str, shown: str
) -> None:
    database.by_path["/job_stats"] = answer({**STATS, **found})
    bedrock.script = [reply(call(text))]

    body = invoke("POST", "/ai/ask", QUESTION).json

    assert (body["answer"], body["grounding"]["unproven"]) == (shown, 0)


@pytest.mark.parametrize(
    ("found", "text", "reason"),
    [
        (
            {"measure": "median_salary", "total": {"value": None, "postings": 0, "currencies": []}},
            "{total.postings} of them",
            "nothing was found",
        ),
        ({"total": {"value": 0, "postings": 0}}, "{total} jobs", "nothing was found"),
        ({"total": {"value": 1, "postings": 1}}, "{total} jobs", "a figure is 1"),
        ({**COUNTRIES, "rows": [], "groups": 0}, "{total} jobs", "nothing was found"),
        (COUNTRIES, "{3.country} is third", "result A has 2 rows"),
        (STATS, "{germany.total} jobs", "there is no result germany; results: A"),
        (COUNTRIES, "Chad has {1}, Mali {2}", "which row holds what was not known"),
        (COUNTRIES, "Chad has {1/total %}", "which row holds what was not known"),
        (STATS, "Most jobs are in Germany.", "it names no cell of the results"),
        (
            {"compare": "previous_year", "total": {"value": 912, "postings": 912, "previous": 1000, "change": -88}},
            "Jobs rose by {abs(total.change)} to {total}.",
            "its sign must show",
        ),
        (STATS, "There were 913 jobs", "913 was typed"),
        (
            {"unknown_values": [{"filter": "country", "value": "Mars", "closest": ["Mali"], "found_in": []}]},
            "{total} jobs",
            "a filter names an unknown value",
        ),
        (
            {**COUNTRIES, "rows": [{**row, "value": 50} for row in COUNTRIES["rows"]]},
            "{1.country} leads",
            "rows that the text tells apart are equal",
        ),
        (
            {
                **COUNTRIES,
                "order_by": "change",
                "rows": [{**row, "change": 7} for row in COUNTRIES["rows"]],
                "compare": "previous_year",
            },
            "{1.country} grew most",
            "rows that the text tells apart are equal",
        ),
        (
            {
                **COUNTRIES,
                "measure": "median_salary",
                "rows": [
                    {**row, "currency": currency}
                    for row, currency in zip(COUNTRIES["rows"], ("EUR", "USD"), strict=True)
                ],
            },
            "{1.country} pays best",
            "the rows are in several currencies",
        ),
    ],
)
def test_what_does_not_fit_is_asked_for_again(
    invoke: Invoke, bedrock: WireServer, database: WireServer, found: Json, text: str, reason: str
) -> None:
    database.by_path["/job_stats"] = answer({**STATS, **found})
    bedrock.script = [reply(call(text)), reply("Now I know: {A.total}.")]

    body = invoke("POST", "/ai/ask", QUESTION).json

    assert body["rounds"] == 2
    assert body["answer"].startswith("Now I know:")
    result, told = bedrock.bodies()[1]["messages"][-1]["content"]
    assert "toolResult" in result
    assert told["text"].startswith("Your answer was not shown: ")
    assert reason in told["text"]


def test_a_tie_beyond_the_limit_is_seen(invoke: Invoke, bedrock: WireServer, database: WireServer) -> None:
    tied = {**COUNTRIES, "rows": [{**row, "value": 50} for row in COUNTRIES["rows"]]}
    database.by_path["/job_stats"] = answer(tied)
    first = {
        "id": "a",
        "name": "job_stats",
        "input": {"group_by": "country", "limit": 1, "answer": "{1.country} leads."},
    }
    bedrock.script = [reply(first), reply("{A1.country} leads, not alone.")]

    body = invoke("POST", "/ai/ask", QUESTION).json

    assert (body["answer"], body["rounds"]) == ("Chad leads, not alone.", 2)
    (result,) = [call["result"] for call in body["tool_calls"]]
    assert [row["keys"]["country"] for row in result["rows"]] == ["Chad"]
    assert result["cut"] == {"groups": 1, "postings": 40, "by": {}}
    assert "tied: a group that the limit left out equals the last row" in str(bedrock.bodies()[1]["messages"][-1])


@pytest.mark.parametrize(
    "calls",
    [
        [call("{total}."), {"id": "b", "name": "no_such_tool", "input": {}}],
        [call("{total} here."), call("{total} there.", "b")],
        [call("{total}.", **{"as": "chad"}), call("", "b", **{"as": "chad"})],
        [call(5)],  # type: ignore[arg-type]  # as a model may write it
        [call("{ask}")],
        [call("", "b", **{"as": "total"}), call("{total} of {total}.", **{"as": "remote"})],
        [call("", "b", **{"as": "B"}), call("{A.total} and {B.total}.", **{"as": "A"})],
        [call("{total} here."), call("{total} here.", "b")],
    ],
    ids=[
        "a call failed",
        "two texts",
        "two results of one name",
        "no text",
        "a mark alone",
        "a name that means something else",
        "letters in another order",
        "one text with two calls",
    ],
)
def test_where_it_is_not_clear_the_model_is_asked_as_usual(
    invoke: Invoke, bedrock: WireServer, database: WireServer, calls: list[Json]
) -> None:
    database.by_path["/job_stats"] = answer(STATS)
    bedrock.script = [reply(*calls), reply("I know now.")]

    assert invoke("POST", "/ai/ask", QUESTION).json["answer"] == "I know now."


def test_any_number_of_results_gets_names(invoke: Invoke, bedrock: WireServer, database: WireServer) -> None:
    database.by_path["/job_stats"] = answer(STATS)
    calls = [{"id": f"c{n}", "name": "job_stats", "input": {"limit": n + 1}} for n in range(30)]
    rounds = [reply(*calls[at : at + 8]) for at in range(0, 30, 8)]
    bedrock.script = [*rounds, reply("{A.total}, {Z.total}, {AD.total}.")]

    assert invoke("POST", "/ai/ask", QUESTION).json["answer"] == "912, 912, 912."


def test_the_language_of_the_answer_sets_its_separators(
    invoke: Invoke, bedrock: WireServer, database: WireServer
) -> None:
    database.by_path["/job_stats"] = answer({**STATS, "total": {"value": 1607, "postings": 1607}})
    bedrock.script = [reply(call("Es gab {total} Stellen.", language="de-AT"))]

    assert invoke("POST", "/ai/ask", QUESTION).json["answer"] == "Es gab 1.607 Stellen."
