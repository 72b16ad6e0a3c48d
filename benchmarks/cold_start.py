"""What a cold start costs, and how large the package and its process are, beside the usual and a bare package."""

from collections.abc import Callable, Mapping, Sequence
from statistics import median

from pydantic import JsonValue

from benchmarks.life import Function, Life, ask_event, live
from benchmarks.packages import Packages, packages
from benchmarks.report import Comparison, Figure, Section, Target
from benchmarks.upstreams import answered, postings, question

RUNS = 15
USUAL = "usual: boto3, requests, pydantic-settings, no bytecode"
BARE = "bare: FastAPI, Mangum, Bedrock client, bytecode"
AGAINST_USUAL = Target("ratio", 0.35)
AGAINST_BARE = Target("ratio", 1.25)


def measure() -> Section:
    """Compare."""
    with packages() as built:
        functions = {"ours": built.ours, "usual": built.usual, "bare": built.bare}
        inits = in_turns(functions, RUNS, live)
        asks = in_turns(functions, RUNS, first_ask)
        return Section(
            "cold start",
            [*_times("to the first poll", inits), *_times("to the first answer", asks), *_sizes(built, asks)],
            measured={"init_cpu": _seconds(inits["ours"]), "first_answer_cpu": _seconds(asks["ours"])},
        )


def in_turns(functions: Mapping[str, Function], runs: int, work: Callable[[Function], Life]) -> dict[str, list[Life]]:
    """Let each function live `runs` times, in turns, so that a busy machine slows all alike."""
    rounds = [{name: work(function) for name, function in functions.items()} for _ in range(runs)]
    return {name: [each[name] for each in rounds] for name in functions}


def first_ask(function: Function) -> Life:
    """A process that answers one question.

    Raises:
        RuntimeError: the answer is not the right one.
    """
    life = live(function, [ask_event(question(17))])
    if answered(postings(17)) not in life.answers[0]["answer"]:
        raise RuntimeError(f"a wrong answer: {life.answers[0]}")
    return life


def _times(until: str, lives: Mapping[str, Sequence[Life]]) -> list[Comparison]:
    return [
        Comparison(
            f"CPU from process start {until}",
            "ms",
            _milliseconds(lives["ours"]),
            against,
            _milliseconds(lives[name]),
            target,
            median(ours.cpu / other.cpu for ours, other in zip(lives["ours"], lives[name], strict=True)),
        )
        for name, against, target in (("usual", USUAL, AGAINST_USUAL), ("bare", BARE, AGAINST_BARE))
    ]


def _sizes(built: Packages, asks: Mapping[str, Sequence[Life]]) -> list[Comparison]:
    ours, usual = built.sizes["ours"], built.sizes["usual"]
    memory = {name: Figure.of(life.peak_mb for life in lives) for name, lives in asks.items()}
    return [
        Comparison("zip", "MB", _megabytes(ours.zipped), USUAL, _megabytes(usual.zipped), Target("value", 9)),
        Comparison("unpacked", "MB", _megabytes(ours.unpacked), USUAL, _megabytes(usual.unpacked)),
        Comparison("peak memory after an ask", "MB", memory["ours"], USUAL, memory["usual"], Target("value", 110)),
        Comparison("peak memory after an ask", "MB", memory["ours"], BARE, memory["bare"]),
    ]


def _megabytes(size: int) -> Figure:
    return Figure.exact(size / 1e6)


def _seconds(lives: Sequence[Life]) -> list[JsonValue]:
    return [round(life.cpu, 4) for life in lives]


def _milliseconds(lives: Sequence[Life]) -> Figure:
    return Figure.of(1000 * life.cpu for life in lives)
