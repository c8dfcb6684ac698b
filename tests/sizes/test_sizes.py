"""No command hangs or crashes, whatever the size or kind; `python -m tests.sizes` tries all."""

import pytest

from tests.sizes.__main__ import COMMANDS, Run, run, table
from tests.sizes.problems import (
    KINDS,
    LARGEST,
    LARGEST_OF_LARGE,
    N_LARGE,
    N_PROBLEMS,
    SMALLEST,
    SMALLEST_OF_LARGE,
    size_of,
)


def test_sizes_go_from_the_smallest_to_the_largest():
    sizes = [size_of(number) for number in range(N_PROBLEMS)]
    assert (sizes[0], sizes[-1]) == (SMALLEST, LARGEST)
    assert all(2 <= m <= 30 and 1 <= n <= 60 for m, n in sizes)
    assert sizes == [size_of(number) for number in range(N_PROBLEMS)]
    large = [size_of(N_PROBLEMS + number) for number in range(N_LARGE)]
    assert (large[0], large[-1]) == (SMALLEST_OF_LARGE, LARGEST_OF_LARGE)
    assert all(31 <= m <= 100 and 20 <= n <= 200 for m, n in large)


def test_the_table_has_a_line_for_each_problem():
    runs = [
        Run("00-measured.yaml", 2, 1, "rank", 0, 0.77, 104, ""),
        Run("00-measured.yaml", 2, 1, "report", 0, 2.31, 204, ""),
        Run("02.toi", 6, 3, "rank", "hangs", 900, 0, ""),
    ]
    assert table(runs).splitlines() == [
        "| options x criteria | kind | rank | report | MB |",
        "| --- | --- | --- | --- | --- |",
        "| 2 x 1 | measured | 0.8 | 2.3 | 204 |",
        "| 6 x 3 | election | hangs:  |  | 0 |",
    ]


@pytest.mark.long
@pytest.mark.parametrize("number", range(len(KINDS)))
def test_every_command_answers_on_every_kind(number, tmp_path):
    for command in COMMANDS:
        ended = run(number, command, tmp_path, 300)
        assert ended.code in (0, 1), ended
        assert ended.code == 0 or ended.said, ended
