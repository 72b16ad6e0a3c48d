"""The scripted model and database: every question has its own answer."""

import pytest

from benchmarks.upstreams import MODEL_SECONDS, Model, answered, postings, question, read, spell


def asked(text: str, result: str | None = None) -> Model:
    messages = [{"role": "user", "content": [{"text": text}]}]
    if result is not None:
        messages.append({"role": "user", "content": [{"toolResult": {"content": [{"text": result}]}}]})
    return Model({"messages": messages})


def test_a_number_in_letters_is_read_back() -> None:
    assert [read(spell(number)) for number in (0, 17, 90210)] == [0, 17, 90210]


def test_the_model_first_calls_the_tool_for_what_is_asked() -> None:
    block = asked(question(17)).block()

    assert isinstance(block, dict)
    assert block["input"]["skills"] == spell(17)


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ("result A: measure=count\ntotal=1629 groups=1", "{A.total} postings"),
        ('{"total": {"value": 1629, "postings": 1629}}', answered(1629)),
    ],
)
def test_the_model_then_answers_with_the_total_of_either_kind_of_result(result: str, said: str) -> None:
    assert postings(17) == 1629
    assert asked(question(17), result).block() == f"{said} ask for skill {spell(17)}."


def test_both_calls_together_take_as_long_for_every_question() -> None:
    text = question(17, 1.25)

    assert (asked(text).seconds, asked(text, "total=1").seconds) == (1.25, MODEL_SECONDS - 1.25)
    assert asked(question(17)).seconds == 0
