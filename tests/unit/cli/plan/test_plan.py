"""`joblab plan`: traffic, figures over time, plot, and the command itself."""

import re
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from cli.main import app
from cli.measured import Measured
from cli.plan.plot import Panel, plot
from cli.plan.simulation import Outcome
from cli.plan.summary import Latencies, Slot, monthly_work, slots
from cli.plan.timing import DATABASE_SECONDS, Timing
from cli.plan.traffic import DAILY, DAY, HOUR, Traffic, arrivals

MEASURED = Measured(
    init_cpu=(0.3, 0.3),
    first_answer_cpu=(0.4, 0.4),
    warm_cpu=0.02,
    rounds=2,
    fixed_tokens=3000,
    result_tokens=200,
    output_tokens=100,
)


@pytest.mark.parametrize(("traffic", "end"), [("steady", DAY), ("daily", DAY), ("burst", 10)])
def test_all_requests_come_in_time_and_in_order(traffic: Traffic, end: float) -> None:
    times = arrivals(traffic, 1000, 10, Random(0))

    assert times == sorted(times)
    assert len(times) == 1000
    assert 0 <= times[0] <= times[-1] <= end


def test_a_day_has_as_many_requests_an_hour_as_its_curve_says() -> None:
    times = arrivals("daily", 100_000, 0, Random(0))
    afternoon = sum(14 * HOUR <= time < 15 * HOUR for time in times)

    assert sum(DAILY) == pytest.approx(24, rel=0.1)
    assert afternoon == pytest.approx(100_000 * DAILY[14] / sum(DAILY), rel=0.05)


def test_half_a_processor_takes_twice_as_long() -> None:
    chance = Random(0)

    assert Timing(MEASURED, 1769).init(chance) == 0.3
    assert Timing(MEASURED, 1769 // 2).init(chance) == pytest.approx(0.6, rel=0.01)
    assert Timing(MEASURED, 3538).init(chance) == 0.3  # one thread cannot use a second one


def test_a_first_answer_takes_the_processor_longer() -> None:
    first, later = (Timing(MEASURED, 1769).answer(Random(0), first=first) for first in (True, False))

    assert first - later == pytest.approx(0.1 - 0.02)


def test_a_remembered_plan_waits_for_the_database_alone() -> None:
    timing = Timing(MEASURED, 1769, hit_rate=1)
    answers = [timing.answer(Random(seed), first=False) - MEASURED.warm_cpu for seed in range(100)]

    assert DATABASE_SECONDS[0] <= min(answers) <= max(answers) <= DATABASE_SECONDS[1]


def test_as_many_answers_wait_for_the_model_as_no_plan_answers() -> None:
    chance, timing = Random(0), Timing(MEASURED, 1769, hit_rate=0.4)
    slow = sum(timing.answer(chance, first=False) > 1 for _ in range(10_000))

    assert slow == pytest.approx(6_000, rel=0.03)


def test_a_snapshot_needs_no_init() -> None:
    assert Timing(MEASURED, 512, snapstart=True).init(Random(0)) == 0


def test_a_part_of_the_time_tells_the_most_environments_that_there_were() -> None:
    outcome = Outcome(changes=[(0.5, 1), (0.6, 1), (1.5, -1)], throttled=[3.9])

    assert slots([0.5, 0.6, 3.9], outcome, 4, 4) == [
        Slot(0, 2, 0, 2),
        Slot(1, 0, 0, 2),
        Slot(2, 0, 0, 1),
        Slot(3, 1, 1, 1),
    ]


def test_percentiles() -> None:
    assert Latencies.of([float(number) for number in range(101)]) == Latencies(50, 95, 99)
    assert Latencies.of([4.0]) == Latencies(4, 4, 4)


def test_a_month_has_thirty_days_and_a_lull_before_each_late_request() -> None:
    outcome = Outcome(latencies=[1, 2, 1], cold_starts=1, init_seconds=0.5, seconds=3.5)
    work = monthly_work([0, 100, 500], outcome)

    assert (work.requests, work.cold_starts, work.init_seconds, work.seconds) == (90, 30, 15, 105)
    assert work.asked == 90
    assert work.lulls == 30 * 2


def test_remembered_questions_make_lulls_for_the_model() -> None:
    """Asked in half of the cases: the first; the second if the first was not; the third, after a real lull."""
    work = monthly_work([0, 100, 500], Outcome(latencies=[1, 1, 1]), hit_rate=0.5)

    assert (work.requests, work.asked) == (90, 45)
    assert work.lulls == 30 * (0.5 + 0.25 + 0.5)


def test_a_plot_is_xml_with_a_panel_for_each_quantity() -> None:
    drawn = plot("a < b", [Panel("requests", [0, 3, 1]), Panel("refused", [0, 0, 0])], ["0", "1", "2"])
    root = ElementTree.fromstring(drawn)
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]

    assert texts[0] == "a < b"
    assert {"requests", "refused"} <= set(texts)
    assert len(list(root.iter("{http://www.w3.org/2000/svg}path"))) == 2


def test_the_same_plan_says_the_same(tmp_path: Path) -> None:
    command = ["plan", "--traffic", "burst", "--requests", "2000", "--plot", str(tmp_path / "burst.svg")]
    first, second = (CliRunner().invoke(app, command) for _ in range(2))

    assert first.exit_code == 0, first.output
    assert first.output == second.output
    assert "Served: " in first.output
    assert "30 such days: $" in first.output
    ElementTree.parse(tmp_path / "burst.svg")


def test_remembered_plans_make_a_day_shorter_and_its_tokens_fewer() -> None:
    command = ["plan", "--requests", "500", "--hit-rate"]
    none, most = (CliRunner().invoke(app, [*command, rate]).output for rate in ("0", "0.9"))
    tokens, seconds = (r"\$([\d.]+) of tokens", r"An answer takes ([\d.]+) s \(p50\)")

    assert "remembered" not in none
    assert "90% remembered" in " ".join(most.split())
    assert 0.1 < _figure(tokens, most) / _figure(tokens, none) < 0.3  # the prompt is in the cache less often
    assert _figure(seconds, most) < 0.2 < 4 < _figure(seconds, none)


def _figure(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    assert found, text
    return float(found[1])


def test_more_provisioned_than_allowed_is_refused() -> None:
    result = CliRunner().invoke(app, ["plan", "--concurrency", "5", "--provisioned", "6"])

    assert result.exit_code == 2
