"""What a language model wrote, filled in; and the same with errors planted by program."""

import random
import re
from collections.abc import Iterator

import pytest

from joblab.grounding import CellSource, ProvenFigure
from tests.unit.api.answers.real import Recorded, recorded

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
REAL = recorded()
WITH_FIGURES = [real for real in REAL if PLACEHOLDER.search(real.text)]


@pytest.mark.parametrize("real", REAL, ids=lambda real: real.questions.rpartition("\n")[2])
def test_an_answer_is_filled_as_it_was_and_nothing_is_unproven(real: Recorded) -> None:
    answer = real.check(real.text)

    assert (answer.text, answer.findings) == (real.answer, ())


def numbers(real: Recorded) -> list[tuple[re.Match[str], ProvenFigure]]:
    """The placeholders that stand for a number, with what they became."""
    found = zip(PLACEHOLDER.finditer(real.text), real.check(real.text).grounding.figures, strict=False)
    return [(match, figure) for match, figure in found if isinstance(figure.value, float)]


def with_wrong_digit(real: Recorded, match: re.Match[str], figure: ProvenFigure, chance: random.Random) -> str:
    """The value typed, one digit of it changed."""
    places = [at for at, letter in enumerate(figure.text) if letter.isdigit()]
    at = chance.choice(places)
    digit = chance.choice([digit for digit in "123456789" if digit != figure.text[at]])
    return real.text[: match.start()] + figure.text[:at] + digit + figure.text[at + 1 :] + real.text[match.end() :]


def with_stale_figure(real: Recorded, match: re.Match[str], _: ProvenFigure, chance: random.Random) -> str:
    """A figure of another conversation, typed."""
    other = chance.choice([figure.text for each in REAL if each is not real for _, figure in numbers(each)])
    return real.text[: match.start()] + other + real.text[match.end() :]


def with_invented_percentage(real: Recorded, match: re.Match[str], _: ProvenFigure, chance: random.Random) -> str:
    invented = f" (up {chance.uniform(3, 90):.2f} %)"
    return real.text[: match.end()] + invented + real.text[match.end() :]


def with_wrong_count(real: Recorded, match: re.Match[str], _: ProvenFigure, chance: random.Random) -> str:
    return f"{real.text} That makes {chance.randint(3000, 9000)} rows."


def with_row_beyond(real: Recorded, match: re.Match[str], _: ProvenFigure, chance: random.Random) -> str:
    sheet = chance.choice(list(real.sheets.values()))
    row = f"{{{sheet.name}.{len(sheet.rows) + chance.randint(1, 9)}}}"
    return real.text[: match.start()] + row + real.text[match.end() :]


def with_wrong_result(real: Recorded, match: re.Match[str], _: ProvenFigure, chance: random.Random) -> str:
    return (
        real.text[: match.start()] + chance.choice(("{Q.total}", "{Z1}", "{nowhere.total}")) + real.text[match.end() :]
    )


def with_wrong_column(real: Recorded, match: re.Match[str], _: ProvenFigure, chance: random.Random) -> str:
    name = next(iter(real.sheets.values())).name
    return (
        real.text[: match.start()]
        + f"{{{name}.{chance.choice(('planet', 'mean', '1.mood'))}}}"
        + real.text[match.end() :]
    )


def with_wrong_formula(real: Recorded, match: re.Match[str], _: ProvenFigure, chance: random.Random) -> str:
    name = next(iter(real.sheets.values())).name
    formula = chance.choice((f"{name}.total+5000", f"{name}.total*{name}.total", f"{name}.total plus 1", "4321"))
    return real.text[: match.start()] + f"{{{formula}}}" + real.text[match.end() :]


def with_wrong_row(real: Recorded, match: re.Match[str], _: ProvenFigure, chance: random.Random) -> str:
    """Another row that exists: the one error that nothing can find, so that its label has to show it."""
    rows = [(sheet, row) for sheet in real.sheets.values() for row in range(1, len(sheet.rows) + 1)]
    if not rows:
        return ""
    sheet, row = chance.choice(rows)
    return real.text[: match.start()] + f"{{{sheet.name}.{row}}}" + real.text[match.end() :]


ERRORS = (
    with_wrong_digit,
    with_stale_figure,
    with_invented_percentage,
    with_wrong_count,
    with_row_beyond,
    with_wrong_result,
    with_wrong_column,
    with_wrong_formula,
)


def planted(*errors: object) -> Iterator[tuple[Recorded, str, list[ProvenFigure]]]:
    """Real answers with an error, and their figures that were not there before."""
    chance = random.Random(12)
    for make in errors:
        for real in chance.sample(WITH_FIGURES, 60):
            if not (places := numbers(real)):
                continue
            text = make(real, *chance.choice(places), chance)  # type: ignore[operator]  # one of the functions above
            if text in ("", real.text):
                continue
            before = {(figure.text, str(figure.source)) for figure in real.check(real.text).grounding.figures}
            after = real.check(text).grounding.figures
            yield real, text, [figure for figure in after if (figure.text, str(figure.source)) not in before]


def test_no_planted_error_is_presented_as_proven() -> None:
    cases = list(planted(*ERRORS))
    proven = [(text, figure) for _, text, figures in cases for figure in figures if figure.status == "proven"]
    unmarked = [text for _, text, figures in cases if not figures]

    assert len(cases) >= 400
    assert proven == []
    assert len(unmarked) / len(cases) < 0.02, unmarked  # a typed digit that the question has too is left alone


def test_a_wrong_row_shows_what_it_is() -> None:
    cases = list(planted(with_wrong_row))
    shown = [figure for _, _, figures in cases for figure in figures]

    assert len(shown) > 10
    assert all(isinstance(figure.source, CellSource) and figure.source.label for figure in shown)
