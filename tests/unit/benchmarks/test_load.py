"""How the load test counts."""

from benchmarks.load import Tally


def test_answers_count_with_their_share_of_the_window() -> None:
    tally = Tally(10, 20, served=[(10, 14), (14, 18), (18, 22), (8, 12), (0, 9)])

    assert tally.seconds_per_answer() == 10 / (1 + 1 + 0.5 + 0.5)
