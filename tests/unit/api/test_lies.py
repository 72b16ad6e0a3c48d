"""A model that misquotes its results: what becomes of the answer."""

import json
from io import StringIO

import pytest

from joblab.chat import agent
from local.wire import BEGUN, JANUARY, STATS, Json, answer, reply
from tests.unit.api.wire import Invoke, WireServer, chunks

QUESTION = {"prompt": "How many jobs by country in January 2026, compared with the month before?"}
CALL = {"name": "job_stats", "input": {**JANUARY, "group_by": ["country"], "compare": "previous_period"}}


def row(country: str, value: int, previous: int, change_percent: float) -> Json:
    change = value - previous
    measured = {"value": value, "postings": value, "previous": previous, "change": change}
    return {"keys": {"country": country}, **measured, "change_percent": change_percent}


BY_COUNTRY = {
    **STATS,
    "group_by": ["country"],
    "compare": "previous_period",
    "rows": [row("Germany", 412, 366, 12.57), row("France", 300, 317, -5.36), row("Spain", 200, 180, 11.11)],
    "total": {"value": 912, "postings": 912, "previous": 863, "change": 49, "change_percent": 5.68},
    "groups": 3,
    "previous_period": {"start": "2025-12-01", "end": "2025-12-31"},
}
TRUTH = (
    "{A1.country} had {A1} postings in January 2026, {abs(A1.change)} more than the month before "
    "({A1.change_percent}); the total was {A.total}."
)
TOLD = "Germany had 412 postings in January 2026, 46 more than the month before (+12.6 %); the total was 912."
# What is false, and an answer that states it in digits of its own.
LIES = {
    "digits swapped": ("421", "Germany had 421 postings in January 2026."),
    "another row's figure": ("300", "Germany had 300 postings in January 2026."),
    "the wrong direction": ("46", "Germany fell by 46 postings in January 2026."),
    "a percentage made up": ("37 %", "Germany grew by 37 % on the month before."),
    "the wrong unit": ("412 %", "Germany grew by 412 % on the month before."),
    "the earlier period's figure": ("366", "Germany had 366 postings in January 2026."),
    "rounded the wrong way": ("12.5 %", "Germany grew by 12.5 % on the month before."),
    "too small a scale": ("912k", "In all there were 912k postings in January 2026."),
    "a wrong sum": ("722", "Germany and France together had 722 postings in January 2026."),
    "a figure from nowhere": ("5,000", "There are also 5,000 unlisted postings."),
    "a cell that is not there": ("[?]", "Italy had {A7} postings."),
    "a formula over different things": ("[?]", "Germany scored {A1+A1.change_percent}."),
    "a template": ("[?]", "Germany had {{germany}} postings."),
    "two rows' figures swapped": ("300", "Germany, not France, had 300 postings."),
    "another unit": ("912", "The median was €912."),
    "a count of rows that is not so": ("17", "17 countries had postings."),
}
# Words, which nothing checks once something was looked up: they are no figures, so none is presented as proven.
WORDS = ["Postings in Germany doubled from December 2025 to January 2026.", "Spain had the most postings."]
FROM_MEMORY = [
    "There were 1950 jobs.",
    "There were about five hundred thousand jobs.",
    "About half of the jobs were in Germany.",
    "In January 2026 there were 4,711 jobs.",
    "Roughly 30 % were remote.",
]


@pytest.fixture(autouse=True)
def by_country(database: WireServer) -> None:
    database.by_path["/job_stats"] = answer(BY_COUNTRY)


@pytest.mark.parametrize(("false", "lie"), LIES.values(), ids=LIES)
def test_a_false_figure_is_never_presented_as_proven(invoke: Invoke, bedrock: WireServer, false: str, lie: str) -> None:
    bedrock.script = [reply(CALL), reply(lie), reply(lie)]

    body = invoke("POST", "/ai/ask", QUESTION).json

    (figure,) = body["grounding"]["figures"]
    assert (figure["text"], figure["status"], body["grounding"]["unproven"]) == (false, "unproven", 1)
    assert body["answer"].endswith(f"\n\n(Not confirmed by the data: {false}.)")
    assert body["rounds"] == 3


@pytest.mark.parametrize("words", WORDS)
def test_words_are_not_presented_as_proven(invoke: Invoke, bedrock: WireServer, words: str) -> None:
    bedrock.script = [reply(CALL), reply(words)]

    assert invoke("POST", "/ai/ask", QUESTION).json["grounding"]["figures"] == []


@pytest.mark.parametrize("said", FROM_MEMORY)
def test_a_figure_from_memory_is_never_shown(invoke: Invoke, bedrock: WireServer, said: str) -> None:
    bedrock.script = [reply(said), reply(said)]

    body = invoke("POST", "/ai/ask", {"prompt": "How many jobs were there?"}).json

    assert (body["answer"], body["result_type"]) == (agent.UNCONFIRMED, "error")
    assert bedrock.bodies()[1]["toolConfig"]["toolChoice"] == {"any": {}}


def test_a_wrong_cell_shows_what_it_is(invoke: Invoke, bedrock: WireServer) -> None:
    bedrock.script = [reply(CALL), reply("Germany had {A2} postings.")]

    (figure,) = invoke("POST", "/ai/ask", QUESTION).json["grounding"]["figures"]

    assert figure["source"]["label"] == "count, country = France, January 2026"


def test_the_model_is_told_what_it_got_wrong_and_mends_it(invoke: Invoke, bedrock: WireServer, log: StringIO) -> None:
    lie = "Germany had 421 postings, Italy {A7}."
    bedrock.script = [reply(CALL), reply(lie), reply(TRUTH)]

    body = invoke("POST", "/ai/ask", QUESTION).json

    assert body["answer"] == TOLD
    assert body["grounding"]["unproven"] == 0
    *_, said, told = bedrock.bodies()[2]["messages"]
    assert said == {"role": "assistant", "content": [{"text": lie}]}
    assert "{A7}: result A has 3 rows" in told["content"][0]["text"]
    assert "421 was typed" in told["content"][0]["text"]
    assert json.loads(log.getvalue())["sent_back"] == 1


def test_the_model_may_look_up_what_it_could_not_prove(
    invoke: Invoke, bedrock: WireServer, database: WireServer
) -> None:
    bedrock.script = [
        reply(CALL),
        reply("Germany had {A1} postings and Italy 77."),
        reply({"id": "again", "name": "job_stats", "input": {**JANUARY, "country": "Italy"}}),
        reply("Germany had {A1} postings."),
    ]

    body = invoke("POST", "/ai/ask", QUESTION).json

    assert body["answer"] == "Germany had 412 postings."
    assert len(database.bodies("/job_stats")) == 2


def test_a_stale_figure_of_an_earlier_turn_is_found(invoke: Invoke, bedrock: WireServer, database: WireServer) -> None:
    history = [{"question": "And in 2025?", "answer": "Italy had 654 jobs."}]
    database.by_path["/begin_turn"] = answer({**BEGUN, "history": history})
    lie = "Italy had 654 postings in January 2026."
    bedrock.script = [reply(CALL), reply(lie), reply(lie)]

    body = invoke("POST", "/ai/ask", {**QUESTION, "conversation_id": "c-1"}).json

    assert [figure["status"] for figure in body["grounding"]["figures"]] == ["unproven"]


def test_when_the_corrections_are_empty_the_first_answer_stands(invoke: Invoke, bedrock: WireServer) -> None:
    bedrock.script = [reply(CALL), reply("Germany had 421 postings."), reply(), reply()]

    body = invoke("POST", "/ai/ask", QUESTION).json

    assert body["answer"] == "Germany had 421 postings.\n\n(Not confirmed by the data: 421.)"


def test_a_brace_cut_off_never_reaches_a_reader(invoke: Invoke, bedrock: WireServer) -> None:
    for stop in ("max_tokens", "model_context_window_exceeded"):
        bedrock.script = [reply(CALL), reply("Germany had {A1} postings, France {A", stop=stop)]

        assert invoke("POST", "/ai/ask", QUESTION).json["answer"].startswith("Germany had 412 postings, France")


def test_when_the_correction_fails_the_first_answer_stands_with_its_doubt(
    invoke: Invoke, bedrock: WireServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agent, "TIME_TO_ANSWER", 0.3)
    bedrock.script = [reply(CALL), reply("Germany had 421 postings."), reply("Germany", pauses=(9,))]

    body = invoke("POST", "/ai/ask", QUESTION, milliseconds=4_500).json

    assert body["answer"] == "Germany had 421 postings.\n\n(Not confirmed by the data: 421.)"


def test_an_answer_that_rests_on_nothing_looked_up_has_no_grounding(invoke: Invoke, bedrock: WireServer) -> None:
    bedrock.script = [reply("{ask} Which country do you mean, in 2025 or 2026?")]

    assert invoke("POST", "/ai/ask", {"prompt": "How many jobs there?"}).json["grounding"] is None


def test_a_taken_back_draft_and_the_grounding_are_streamed(invoke: Invoke, bedrock: WireServer) -> None:
    bedrock.script = [reply(CALL), reply(" \nGermany had 421 postings."), reply("\n\nGermany had {A1} postings.")]
    question = {"role": "user", "parts": [{"type": "text", "text": QUESTION["prompt"]}]}

    stream = chunks(invoke("POST", "/ai/chat", {"id": "c-1", "messages": [question]}).text)

    kinds = [chunk["type"] for chunk in stream if chunk["type"].startswith("data-")]
    assert kinds[-2:] == ["data-discard", "data-grounding"]
    (grounding,) = [chunk["data"] for chunk in stream if chunk["type"] == "data-grounding"]
    last = max(chunk["id"] for chunk in stream if chunk["type"] == "text-delta")
    shown = "".join(chunk["delta"] for chunk in stream if chunk.get("id") == last and "delta" in chunk)
    (figure,) = grounding["figures"]
    assert (shown[figure["start"] : figure["end"]], figure["status"]) == ("412", "proven")
