"""The page of speed: what was measured is kept, told as it was, and held against the goals."""

import json
from pathlib import Path

from tests.benchmarks.peers.goals import Goal
from tests.benchmarks.peers.page import cell, page
from tests.benchmarks.peers.record import KEPT, Record, Row, Told

SPEED = Path(__file__).parents[2] / "docs" / "speed.md"
FAST, EVEN = (
    Row("Before and now", what, "2026-11-29", {"ours": Told(ours, ours), "before": Told(2.0, 2.0)})
    for what, ours in (("rank, 3 x 2", 0.5), ("rank, 3 x 3", 2.0))
)


def test_the_page_tells_what_was_measured():
    rows = [Row.of(each) for each in json.loads(KEPT.read_text(encoding="utf-8"))]
    assert SPEED.read_text(encoding="utf-8") == page(rows, {})


def test_rows_are_kept_in_order_until_measured_again_or_by_other_versions(tmp_path):
    file, order = tmp_path / "rows.json", [FAST.place, EVEN.place]
    old = Row(*FAST.place, "2026-11-28", FAST.cells, {"pymcdm": "1.3"})
    for row in (EVEN, old):
        Record({"pymcdm": "1.3"}, order, file).add(row)
    assert [*Record({"pymcdm": "1.3"}, order, file).rows.values()] == [old, EVEN]
    again = Record({"pymcdm": "1.4"}, order, file)
    assert [*again.rows.values()] == [EVEN]
    again.add(FAST)
    assert [*Record({}, order, file).rows.values()] == [FAST, EVEN]


def test_a_goal_is_met_if_the_worst_row_meets_it():
    half = Goal("half", "Before and now", "rank", "before", 0.5)
    assert half.told([FAST]) == "| half | 0.5 x | 0.25 x | met |"
    assert half.told([FAST, EVEN]) == (
        "| half | 0.5 x | 1 x (rank, 3 x 3) | not met (1 of 2 rows are) |"
    )
    assert half.told([]) == "| half | 0.5 x | not measured | |"
    of_one = Goal("one", "Before and now", "rank, 3 x 2", (*EVEN.place, "before"), 1.0, share=0.5)
    assert of_one.told([FAST, EVEN]) == "| one | 1 x | 0.5 x | met |"
    silent = Row(*FAST.place, "", {"ours": Told(why="no answer in 9 s"), "before": Told(2.0)})
    assert half.told([silent]) == "| half | 0.5 x | no answer | not met |"


def test_a_cell_tells_how_many_times_ours_it_is():
    assert cell(FAST, "before") == "2.0 s (4 x)"
    slow_at_first = {"ours": Told(4e-4, 1e-3, 70), "bare": Told(why="another answer")}
    told = Row("Many options", "rank", "", slow_at_first)
    assert cell(told, "ours") == "400 us, first 1000 us, 70 MB"
    assert cell(told, "bare") == "another answer"
