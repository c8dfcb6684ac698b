"""What each method finds over each weight space; what is one method is asked once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from mcda_ai.methods.contract import Method
from mcda_ai.methods.equivalence import have_same_scores
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.smaa import robustness
from mcda_ai.sensitivity.smaa_result import Robustness
from mcda_ai.weights import WeightSpace


def over_weightings(
    problem: DecisionProblem,
    methods: Sequence[Method],
    spaces: Sequence[WeightSpace],
    progress: Callable[[int], object],
    **how: Any,  # noqa: ANN401  (the size, seed and threads of `robustness`)
) -> dict[tuple[str, str], Robustness]:
    """Give the results by names of method and space.

    The figures of a method that has the scores of an earlier one are the same.
    """
    results: dict[tuple[str, str], Robustness] = {}
    earlier: list[Evaluator] = []
    for method in methods:
        ready = method.on(method.problem_for(problem, None))
        same = next((each for each in earlier if have_same_scores(ready, each)), None)
        earlier.append(ready)
        for space in spaces:
            if same is None:
                found = robustness(problem, method, space, progress=progress, **how)
            else:
                found = _found_by(ready, results[same.name, space.name])
                progress(found.size)
            results[method.name, space.name] = found
    return results


def _found_by(evaluator: Evaluator, result: Robustness) -> Robustness:
    """Put another method in the place of the one that found a result."""
    told = replace(result.provenance, method=evaluator.name, options=evaluator.options)
    return replace(result, provenance=told)
