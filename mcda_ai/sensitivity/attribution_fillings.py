"""Problems with their gaps filled in, for an attribution to what they are filled in with."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.problem.completions import (
    MOST_WAYS_OF_A_CRITERION,
    completions,
    n_completions,
    ways_at,
    with_filled,
)
from mcda_ai.problem.decision_problem import DecisionProblem

Problems: TypeAlias = list[list[DecisionProblem]]
"""By reading, and by way to fill in."""

_fault = faults_of("sensitivity")


def filled_in_ways(
    readings: Sequence[DecisionProblem], most: int, generator: np.random.Generator
) -> tuple[Problems, tuple[int, int]]:
    """Fill the gaps of each reading in equally many ways; give `Attribution.fillings` too."""
    counts = [_n_ways(each, most) for each in readings]
    n_ways, largest = math.lcm(*counts), max(counts)
    if n_ways == 1 or most == 0:
        return [[each] for each in readings], (min(most, 1), largest)
    if n_ways <= most:
        each_way = [list(completions(each)) for each in readings]
        problems = [[ways[k * len(ways) // n_ways] for k in range(n_ways)] for ways in each_way]
        return problems, (largest, largest)
    places = generator.random((most, len(readings[0].criteria)))
    for each in readings:
        _refuse_many_fillings(each)
    filled_in = [[with_filled(each, ways_at(each, way)) for way in places] for each in readings]
    return filled_in, (most, n_ways)


def _n_ways(problem: DecisionProblem, most: int) -> int:
    """Count the ways to fill the gaps; two stand for too many to count, where none is tried."""
    try:
        return n_completions(problem)
    except ProblemError:
        if most:
            raise
        return 2


def _refuse_many_fillings(problem: DecisionProblem) -> None:
    """Refuse a partial order with more ways to complete it than can be looked through."""
    for name in problem.unrelated:
        of_this = np.array([each == name for each in problem.criterion_names])
        if n_completions(problem, of_this) > MOST_WAYS_OF_A_CRITERION:
            raise ProblemError(
                _fault("too many fillings", name=name, most=MOST_WAYS_OF_A_CRITERION)
            )
