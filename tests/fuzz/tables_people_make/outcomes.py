"""What comes of tables that are read: as meant, a fault, a doubt, or silently wrong."""

import math
import random
import tempfile
from collections import Counter
from pathlib import Path

from mcda_ai.io.files import ReadAs, read_with_places
from mcda_ai.messages.faults import ProblemError
from tests.fuzz.tables_people_make.files import write

AS_MEANT, FAULT, DOUBT, SILENTLY_WRONG = "as meant", "fault", "doubt", "silently wrong"
NEEDLESS = "as meant, but doubted"
# Said of nearly all tables of measured numbers: it says nothing of their shape.
_ORDINARY = {"order only"}


def outcome_of(table, suffix, folder):
    """Read a table from a file of a kind; give what came of it, and what was said.

    A table that is read otherwise than it is meant has to be doubted for what is wrong with it.
    """
    try:
        source = read_with_places(write(table, suffix, folder), ReadAs(**table.how))
    except ProblemError as error:
        return FAULT, error.faults
    kinds = {doubt.innermost.kind.rpartition(".")[2] for doubt in source.problem.doubts}
    if is_as_meant(source.problem, table.meant):
        return (NEEDLESS if kinds - _ORDINARY else AS_MEANT), source.problem.doubts
    return (SILENTLY_WRONG if kinds.isdisjoint(table.told) else DOUBT), source.problem.doubts


def is_as_meant(problem, meant):
    """Tell whether the orders and the weights are those that are meant."""
    if meant is None or set(problem.criterion_names) != set(meant.scores):
        return False
    if set(problem.alternative_names) != set(meant.options):
        return False
    read = {
        name: {o: -rank for o, rank in zip(problem.alternative_names, row, strict=True)
               if not math.isnan(rank)}
        for name, row in zip(problem.criterion_names, problem.ranks, strict=True)
    }  # fmt: skip
    weights = problem.own_weights or {}
    return weights == meant.weights and all(
        _numbers_better(read[name]) == _numbers_better(row) for name, row in meant.scores.items()
    )


def _numbers_better(row):
    """Give for each option how many are better, of which a higher number is."""
    return {o: sum(other > score for other in row.values()) for o, score in row.items()}


def run(shapes, tables, seed=1):
    """Read many tables of every shape; give counts by shape, and those that were silently wrong.

    Of each shape the tables are drawn with a generator of their own, and so is the kind of file.
    """
    counts = {shape.__name__: Counter() for shape in shapes}
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(tables):
            shape = shapes[number % len(shapes)]
            draw = random.Random(f"{seed} {number}")
            table = shape(draw)
            suffix = draw.choice(table.forms)
            outcome, said = outcome_of(table, suffix, Path(folder))
            counts[shape.__name__][outcome] += 1
            counts[shape.__name__][suffix] += 1
            if outcome == SILENTLY_WRONG:
                about = f"{number}, {shape.__name__}, {suffix}, {table.how}, {list(said)}"
                wrong.append(f"{about}:\n{table.text}")
    return counts, wrong
