"""Many methods on one problem: where they agree, and which of them are the same method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import kendalltau, weightedtau

from mcda_ai import registry
from mcda_ai.aggregation import Ranking, rank
from mcda_ai.contract import Method, MethodFunction
from mcda_ai.faults import ProblemError
from mcda_ai.problem import DecisionProblem
from mcda_ai.ranking import IntArray
from mcda_ai.weights import LayerFirst, Uniform, WeightsLike

TRIED_WEIGHTINGS = 500
_SEED = 20241129


@dataclass(frozen=True, eq=False, repr=False)
class Comparison:
    """What many methods make of one problem under one weight vector.

    Attributes
    ----------
    ranks : DataFrame, (family, method) x alternatives
        1 + the number strictly better.
    rankings : dict of method name to Ranking
    groups : list of tuples of method names
        Methods that gave the same ranks under the weights asked for and under 1,000 others, half
        of them flat over the criteria and half layer first: on this problem they speak as one.
        Found by trying, so methods of one group may still differ under some other weights.
    agreement : DataFrame
        One row for each pair of groups: Kendall's tau-b, weighted tau (in which the first ranks
        count most; Vigna 2015) and the share of the pairs of alternatives that both put in the
        same relation. NaN where a method ties everything.
    refusals : dict of method name to reason
    problem : DecisionProblem
    """

    ranks: pd.DataFrame
    rankings: Mapping[str, Ranking]
    groups: list[tuple[str, ...]]
    agreement: pd.DataFrame
    refusals: Mapping[str, str]
    problem: DecisionProblem

    @property
    def sentence(self) -> str:
        """Say in one sentence whether the groups put the same alternatives first."""
        leaders = {group: tuple(self.rankings[group[0]].leaders) for group in self.groups}
        if len(set(leaders.values())) == 1:
            (names,) = set(leaders.values())
            n = len(leaders)
            who = f"all {n} distinct groups put" if n > 1 else "the one group of methods puts"
            return f"{who} {' and '.join(names) or 'nobody'} first"
        told = [
            f"{_listed(group)} {'put' if len(group) > 1 else 'puts'} "
            f"{' and '.join(names) or 'nobody'} first"
            for group, names in leaders.items()
        ]
        return "the groups of methods differ: " + "; ".join(told)

    def to_frame(self) -> pd.DataFrame:
        """One row for each method and alternative: family, group, rank and whether it leads."""
        number = {name: i for i, group in enumerate(self.groups, start=1) for name in group}
        return pd.DataFrame(
            {
                "family": result.method.family,
                "method": name,
                "group": number[name],
                "alternative": alternative,
                "rank": int(result.ranks[alternative]),
                "leads": alternative in result.leaders,
            }
            for name, result in self.rankings.items()
            for alternative in self.problem.alternative_names
        )

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""
        return {
            "problem": self.problem.name,
            "reading": self.problem.active_reading,
            "scenarios": list(self.problem.active_scenarios),
            "ranks": {name: result.ranks.to_dict() for name, result in self.rankings.items()},
            "leaders": {name: result.leaders for name, result in self.rankings.items()},
            "groups": [list(group) for group in self.groups],
            "agreement": self.agreement.to_dict(orient="records"),
            "refusals": dict(self.refusals),
            "sentence": self.sentence,
        }

    def __repr__(self) -> str:
        groups = [f"  {number}. {_listed(group)}" for number, group in enumerate(self.groups, 1)]
        refused = [f"not applied: {name}: {reason}" for name, reason in self.refusals.items()]
        told = "\n".join(["groups that rank alike on this problem", *groups, *refused])
        return "\n\n".join([self.sentence, self.ranks.to_string(), told])

    def _repr_html_(self) -> str:
        html: str = self.ranks.to_html()
        return html


def compare(
    problem: DecisionProblem,
    methods: str | Sequence[str | Method | MethodFunction] = "all",
    weights: WeightsLike = "equal",
    reading: str | None = None,
) -> Comparison:
    """Rank by many methods, and say where they agree and which of them are the same here.

    The agreement of methods that are one method is worth nothing, so what counts is the number of
    distinct groups, found on this very problem and merged across family labels.

    Parameters
    ----------
    problem : DecisionProblem
    methods : "all" or sequence of names, methods or functions, optional
    weights : None, "equal", "layer-equal", mapping or array, optional
        See `mcda_ai.weights.resolve`.
    reading : str, optional
        Another reading of the evidence.

    Returns
    -------
    Comparison
        A method that cannot be applied stands among its `refusals`, with the reason.

    Raises
    ------
    ProblemError
        For an unknown method or weights that cannot be used, or if no method can be applied.

    References
    ----------
    Vigna, S. (2015). A weighted correlation index for rankings with ties. WWW '15, 1166-1176.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> result = mcda.compare(mcda.load("ai-factory"), methods=["borda", "promethee2", "kemeny"])
    >>> result.groups
    [('borda', 'promethee2'), ('kemeny',)]
    >>> result.sentence
    'all 2 distinct groups put B3 first'
    """
    if reading is not None:
        problem = problem.reading(reading)
    found, refusals = _found(methods)
    rankings: dict[str, Ranking] = {}
    tried: dict[str, bytes] = {}
    for each in found:
        try:
            result = rank(problem, each, weights)
            tried[each.name] = _ranks_under_many(problem, each).tobytes()
        except ProblemError as error:
            refusals[each.name] = str(error)
        else:
            rankings[each.name] = result
    if not rankings:
        raise ProblemError(*dict.fromkeys(refusals.values()))
    groups = _groups(rankings, tried)
    return Comparison(
        ranks=_table(problem, rankings),
        rankings=rankings,
        groups=groups,
        agreement=_agreement(rankings, groups),
        refusals=refusals,
        problem=problem,
    )


def _found(
    methods: str | Sequence[str | Method | MethodFunction],
) -> tuple[list[Method], dict[str, str]]:
    """Find the methods; of all there are, a plug-in that cannot be loaded is only reported."""
    if methods != "all":
        wanted = [methods] if isinstance(methods, str) else methods
        return [registry.find(each) for each in wanted], {}
    found, refusals = [], {}
    for name in registry.names():
        try:
            found.append(registry.find(name))
        except ProblemError as error:
            refusals[name] = str(error)
    return found, refusals


def _ranks_under_many(problem: DecisionProblem, method: Method) -> IntArray:
    """Ranks under a fixed sample of weightings, the same for every method."""
    samples = [
        space.sample(problem, TRIED_WEIGHTINGS, _SEED)[:, problem.scored]
        for space in (Uniform(), LayerFirst())
    ]
    evaluator = method.evaluator(method.view(problem), **method.check_options(None))
    return evaluator.ranks(np.concatenate(samples))


def _table(problem: DecisionProblem, rankings: Mapping[str, Ranking]) -> pd.DataFrame:
    in_families = sorted(rankings, key=lambda name: rankings[name].method.family)
    index = pd.MultiIndex.from_tuples(
        [(rankings[name].method.family, name) for name in in_families], names=["family", "method"]
    )
    rows = [rankings[name].ranks.to_numpy() for name in in_families]
    return pd.DataFrame(rows, index=index, columns=list(problem.alternative_names))


def _groups(rankings: Mapping[str, Ranking], tried: Mapping[str, bytes]) -> list[tuple[str, ...]]:
    found: dict[tuple[bytes, bytes], list[str]] = {}
    for name, result in rankings.items():
        found.setdefault((result.ranks.to_numpy().tobytes(), tried[name]), []).append(name)
    return [tuple(names) for names in found.values()]


def _agreement(rankings: Mapping[str, Ranking], groups: Sequence[tuple[str, ...]]) -> pd.DataFrame:
    columns = ["group", "other", "tau_b", "weighted_tau", "share_of_pairs"]
    rows = [
        (_listed(one), _listed(other), *_agree(rankings[one[0]], rankings[other[0]]))
        for one, other in combinations(groups, 2)
    ]
    return pd.DataFrame(rows, columns=columns)


def _agree(one: Ranking, other: Ranking) -> tuple[float, float, float]:
    """Kendall's tau-b, weighted tau, and the share of pairs in the same relation."""
    first, second = one.ranks.to_numpy(), other.ranks.to_numpy()
    i, j = np.triu_indices(len(first), k=1)
    same = np.sign(first[i] - first[j]) == np.sign(second[i] - second[j])
    if len(set(first)) == 1 or len(set(second)) == 1:
        return float("nan"), float("nan"), float(same.mean())
    tau = float(kendalltau(first, second).statistic)
    weighted = float(weightedtau(-first, -second).statistic)
    return tau, weighted, float(same.mean())


def _listed(names: Sequence[str]) -> str:
    return " = ".join(names)
