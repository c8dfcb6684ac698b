"""What one method makes of a version of a problem: under fixed weights, over all, in each layer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import numpy as np
import pandas as pd

from mcda_ai.acceptability import Size, robustness
from mcda_ai.aggregation import Ranking, rank
from mcda_ai.contract import Method
from mcda_ai.faults import ProblemError, raise_any
from mcda_ai.problem import DecisionProblem
from mcda_ai.weights import LayerFirst, Uniform, WeightsLike

SPACES = (Uniform(), LayerFirst())
"""Both, for a flat draw over the criteria lets large layers weigh more by their size alone."""
_FIXED = ("equal", "layer-equal")

_Found = TypeVar("_Found")


def rankings_of(
    problem: DecisionProblem, method: Method, weights: WeightsLike, options: Mapping[str, str]
) -> dict[str, Ranking]:
    """Rank under the weights asked for; unless given, the problem's own, equal and layer-equal."""
    asked: dict[str, WeightsLike] = {name: name for name in _FIXED}
    if weights is not None:
        asked = {weights if isinstance(weights, str) else "given": weights}
    elif problem.own_weights is not None:
        asked = {"own": None, **asked}
    return {name: rank(problem, method, each, options) for name, each in asked.items()}


def shares_of(
    problem: DecisionProblem,
    method: Method,
    options: Mapping[str, str],
    size: Size,
    seed: int,
) -> pd.DataFrame:
    """Give the share of first places over all weightings, with its error and number of draws."""
    tables = {}
    for space in SPACES:
        found = robustness(problem, method, space, size, seed, options=options)
        tables[space.name] = pd.DataFrame(
            {
                "share": found.rank_acceptability[1],
                "error": found.standard_error.rank_acceptability[1],
                "draws": found.size,
            }
        )
    return pd.concat(tables, names=["weights", "alternative"])


def layers_of(
    problem: DecisionProblem, method: Method, options: Mapping[str, str]
) -> dict[str, Ranking]:
    """Rank on each layer alone, its criteria weighted equally; layers nobody scored are left out.

    Examples
    --------
    >>> from mcda_ai import load
    >>> from mcda_ai.registry import find
    >>> {name: each.order for name, each in layers_of(load("ai-factory"), find("borda"), {}).items()
    ...  if name in ("input", "impact")}
    {'input': 'B2 > B3 > B1', 'impact': 'B3 > B2 > B1'}
    """
    found = {}
    for place, name in enumerate(problem.layer_names):
        inside = (problem.layer_of == place) & problem.scored
        if inside.any():
            found[name] = rank(problem, method, inside.astype(np.float64), options)
    return found


def side_by_side(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Join two tables on their index, in order of first appearance; NaN where one has no row."""
    index = before.index.append(after.index.difference(before.index, sort=False))
    columns = {
        f"{column} {when}": table[column].reindex(index)
        for column in before.columns
        for when, table in (("before", before), ("after", after))
    }
    return pd.DataFrame(columns, index=index)


def of_both(
    before: DecisionProblem, after: DecisionProblem, compute: Callable[[DecisionProblem], _Found]
) -> tuple[_Found, _Found]:
    """Compute something of both versions; say of which version every fault is."""
    found, faults = [], []
    for called, problem in (("before", before), ("after", after)):
        try:
            found.append(compute(problem))
        except ProblemError as error:
            faults += [f"{called}: {fault}" for fault in error.faults]
    raise_any(faults)
    return found[0], found[1]
