"""What one method makes of a version of a problem: under fixed weights, over all, in each layer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TypeVar

import numpy as np
import pandas as pd

from mcda_ai.messages.faults import Fault, ProblemError, faults_of, find_name, raise_any
from mcda_ai.methods.contract import Method
from mcda_ai.methods.ranking import Ranking, rank
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import WeightSet
from mcda_ai.sensitivity.smaa import Size, robustness
from mcda_ai.weights import LayerFirst, Uniform, WeightsLike, default_space, resolve
from mcda_ai.weights.stated_text import is_stated

SPACES = (Uniform(), LayerFirst())
"""Both, for a flat draw over the criteria lets large layers weigh more by their size alone; of an
election neither."""
_FIXED = ("equal", "layer-equal")

_CALLED_ALIKE = re.compile(r"(weight set )*(own|given)")

_fault = faults_of("comparison.versions")
_BEFORE, _AFTER = _fault("before"), _fault("after")

_Found = TypeVar("_Found")


def rankings_of(
    problem: DecisionProblem,
    method: Method,
    asked: Mapping[str, WeightsLike] | None,
    options: Mapping[str, str],
) -> dict[str, Ranking]:
    """Rank under the weights asked for; unless given, own, equal and layer-equal ones, and sets.

    A weight set is left out where it does not fit: of what was removed, its weights are gone too.
    """
    weights = _all_weights(problem) if asked is None else asked
    return {name: rank(problem, method, each, options) for name, each in weights.items()}


def rankings_in_readings(
    versions: Sequence[DecisionProblem],
    method: Method,
    asked: Mapping[str, WeightsLike] | None,
    options: Mapping[str, str],
    readings: Sequence[str],
) -> list[dict[str, dict[str, Ranking]]]:
    """Rank each version under some other readings, as `rankings_of` does under the one in use.

    What cannot be ranked is left out, and a reading of which a version can rank nothing: that is
    no reason to withhold the answer under the reading in use.
    """
    found = [
        {name: _what_can_be_ranked(each, name, method, asked, options) for name in readings}
        for each in versions
    ]
    kept = [name for name in readings if all(each[name] for each in found)]
    return [{name: each[name] for name in kept} for each in found]


def _what_can_be_ranked(
    problem: DecisionProblem,
    reading: str,
    method: Method,
    asked: Mapping[str, WeightsLike] | None,
    options: Mapping[str, str],
) -> dict[str, Ranking]:
    found: dict[str, Ranking] = {}
    with suppress(ProblemError):  # nothing is compared in the reading
        version = problem.reading(reading)
        for name, weights in (_all_weights(version) if asked is None else asked).items():
            with suppress(ProblemError):
                found[name] = rank(version, method, weights, options)
    return found


def _all_weights(problem: DecisionProblem) -> dict[str, WeightsLike]:
    own: dict[str, WeightsLike] = {} if problem.own_weights is None else {"own": None}
    fixed = () if problem.counts else _FIXED  # a ballot is never weighed otherwise
    sets = [each.name for each in problem.weight_sets if _fits(each, problem)]
    return {**own, **dict(zip(fixed, fixed, strict=True)), **{called(name): name for name in sets}}


def _fits(weight_set: WeightSet, problem: DecisionProblem) -> bool:
    try:
        resolve(weight_set.by_name, problem)
    except ProblemError:
        return False
    return True


def asked_of(
    weights: WeightsLike, before: DecisionProblem, after: DecisionProblem
) -> dict[str, WeightsLike] | None:
    """Give the weights asked for, by what they are called; None if there are none.

    A weight set that only one version has goes for both.

    Raises
    ------
    ProblemError
        If neither version has a set of that name, or it does not fit the other version.
    """
    if weights is None:
        return None
    if not isinstance(weights, str) or is_stated(weights):
        return {"given": weights}
    found = [{each.name: each for each in version.weight_sets} for version in (before, after)]
    name = find_name("weights", weights, [*_FIXED, *(found[0] | found[1])])
    in_before, in_after = (each.get(name) for each in found)
    only = in_before or in_after
    if only is None or (in_before and in_after):
        return {called(name): name}
    try:
        resolve(only.by_name, after if in_before else before)
    except ProblemError as error:
        version, other = (_BEFORE, _AFTER) if in_before else (_AFTER, _BEFORE)
        where = _fault("set of the other version", name=name, version=version)
        told = (fault.innermost.within(where).within(other) for fault in error.faults)
        raise ProblemError(*told) from None
    return {called(name): only.by_name}


def called(name: str) -> str:
    """Say what a weight set is called beside other weights, one of which may have its name.

    No two sets are called alike: one that is named as another is called gets the words too.

    Examples
    --------
    >>> [called(name) for name in ("council", "own", "weight set own")]
    ['council', 'weight set own', 'weight set weight set own']
    """
    return f"weight set {name}" if _CALLED_ALIKE.fullmatch(name) else name


def versions_with_sets(before: DecisionProblem, after: DecisionProblem) -> dict[str, str]:
    """Say of each weight set in which version it stands: before, after or both."""
    was, now = ({called(each.name) for each in version.weight_sets} for version in (before, after))
    return {
        name: "both" if name in was & now else "before" if name in was else "after"
        for name in was | now
    }


def shares_of(
    problem: DecisionProblem,
    method: Method,
    options: Mapping[str, str],
    size: Size,
    seed: int,
) -> pd.DataFrame:
    """Give the share of first places over all weightings, with its error and number of draws."""
    tables = {}
    for space in (default_space(problem),) if problem.counts else SPACES:
        found = robustness(problem, method, space, size, seed, options=options)
        tables[space.name] = pd.DataFrame(
            {
                "share": found.rank_acceptability[1],
                "error": found.standard_error.rank_acceptability[1],
                "draws": [found.share_of(name).size for name in problem.alternative_names],
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
    >>> from mcda_ai.methods.registry import find
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
    found: list[_Found] = []
    faults: list[Fault] = []
    for version, problem in ((_BEFORE, before), (_AFTER, after)):
        try:
            found.append(compute(problem))
        except ProblemError as error:
            faults += [fault.within(version) for fault in error.faults]
    raise_any(faults)
    return found[0], found[1]
