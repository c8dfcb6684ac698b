"""Who leads as criteria with equal rankings count as often as they stand, once, or in between."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from mcda_ai.algorithms.rank_correlation import tau_b_of_all
from mcda_ai.algorithms.repeated_evidence import crossings, discounted
from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import find_name
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.orders.weak_order import FloatArray
from mcda_ai.problem.circumstances import doubted_with
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.redundancy_result import LOOKED_AT, PAIRS, Redundancy
from mcda_ai.sensitivity.redundancy_shares import SHARES, first_places, ways_to_count
from mcda_ai.sensitivity.repeats import Repeats, ranking_on
from mcda_ai.sensitivity.smaa import Size, number_of_draws
from mcda_ai.weights import (
    Fixed,
    LayerFirst,
    RandomSource,
    Uniform,
    WeightsLike,
    WeightSpace,
    as_generator,
    resolve,
    space_on,
)
from mcda_ai.weights.names import scored_names

SCOPES = ("problem", "layer")
_HALVINGS = 30


@checks_arguments
def redundancy(
    problem: DecisionProblem,
    method: str | Method | MethodFunction = "borda",
    weights: WeightsLike | WeightSpace = None,
    scope: str = "problem",
    options: Mapping[str, str] | None = None,
    size: Size = "auto",
    rng: RandomSource = 1,
) -> Redundancy:
    """Find who leads as equal rankings count as often as they stand, once, or in between.

    Parameters
    ----------
    problem : DecisionProblem
    method : str, Method or callable, optional
    weights : None, "equal", "layer-equal", mapping, array, WeightSpace or text, optional
        Fixed weights; the problem's own unless given, else equal layers. Of a weight space, or one
        as text (see `mcda_ai.weights.space`), its mean, and shares are then told over this space;
        else over the flat one and layer by layer.
    scope : {"problem", "layer"}, optional
        Whether criteria with equal rankings form a group over the whole problem, or within a
        layer, whose total weight then stays.
    options : mapping of str to str, optional
    size : int, "auto" or "exact", optional
        Number of draws where shares are not exact: see `mcda_ai.robustness`. Where each ranking
        counts once, and where each counts as often as it stands, "auto" gives what that gives;
        between it draws 16,384 times, of three options and more, and "exact" takes a second or two.
    rng : int, SeedSequence, Generator, BitGenerator or None, optional

    Returns
    -------
    Redundancy

    Raises
    ------
    ProblemError
        For an unknown method, option or scope, weights that cannot be, or a weight space that
        names criteria which are merged where each ranking counts once.

    Notes
    -----
    Criteria with the same preferences and the same pairs compared form a group of k; a tie counts
    as a tie, an unscored cell as unscored. Each has its weight times k^(rho - 1): with rho = 1
    every judgement counts as it stands, with rho = 0 a group weighs as one average member of it.
    In an election no ballots are taken for equal: they are voters who agree.

    Where the method is linear in the weights, every rho at which the order changes is solved for
    (see `mcda_ai.algorithms.repeated_evidence`). Other methods are asked at 257 values of rho, and
    each change between two of them is narrowed down by halving; of changes there and back again
    between two of these nothing is known.

    Over all weightings the shares of the groups follow a Dirichlet distribution with parameters
    k^rho: that is the flat space for rho = 1, and for rho = 0 the flat space of one criterion a
    group. Layer by layer the layers keep their shares, and the groups are those within each layer,
    whatever the scope.

    Equal rankings are no proof that one thing was counted twice: this is a stress test.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings(
    ...     {"cost": "A > B", "price": "A > B", "fee": "A > B", "reach": "B > A"}
    ... )
    >>> result = mcda.redundancy(problem, weights={"cost": 1, "price": 1, "fee": 1, "reach": 2})
    >>> round(result.break_even, 3), round(result.worth, 3)
    (0.631, 2.0)
    >>> result.leaders_as_they_stand, result.leaders_once_each
    (('A',), ('B',))
    """
    found = registry.find(method)
    problem = doubted_with(found.problem_for(problem, options), weights)
    scope = find_name("scope", scope, SCOPES)
    number_of_draws(size), as_generator(rng)  # what is no size and no seed is told, drawn or not
    given: WeightsLike | WeightSpace = weights
    if isinstance(weights, str):
        given = space_on(weights, problem)
    if isinstance(given, Fixed):
        given = given.weights
    if isinstance(given, WeightSpace):
        spaces, vector = [given], given.centroid(problem)
    else:
        spaces, vector = _plain_spaces(problem), resolve(given, problem)
    return redundancy_over(spaces, problem, found, vector, scope, options, size, rng)


def redundancy_over(
    spaces: Sequence[WeightSpace],
    problem: DecisionProblem,
    method: Method,
    weights: FloatArray,
    scope: str,
    options: Mapping[str, str] | None = None,
    size: Size = "auto",
    rng: RandomSource = 1,
) -> Redundancy:
    """Give `redundancy` of fixed weights of all criteria, with shares over these spaces."""
    evaluator = method.on(problem, options)
    repeats = Repeats.none(problem) if problem.counts else Repeats.of(problem, scope)
    ways = [ways_to_count(problem, space, repeats) for space in spaces if repeats.n_alike]
    names = problem.alternative_names
    leads = [
        (low, high, tuple(names[i] for i in leaders))
        for low, high, leaders in _leads(evaluator, weights[problem.scored], repeats)
    ]
    told = tuple(dict.fromkeys((*leads[-1][-1], *leads[0][-1])))
    counted = [first_places(each, method, options, told, size, rng) for each in ways]
    return Redundancy(
        groups=_groups(problem, repeats, weights[problem.scored]),
        leads=pd.DataFrame(leads, columns=["from", "to", "leaders"]),
        is_solved=evaluator.criterion_scores is not None,
        shares=pd.DataFrame([row for shares, _ in counted for row in shares], columns=SHARES),
        pairs=pd.DataFrame([row for _, pairs in counted for row in pairs], columns=PAIRS),
        agreement=_agreement(problem),
        scope=scope,
        weights=pd.Series(weights, index=list(problem.criterion_names)),
        method=method,
        problem=problem,
        options=evaluator.options,
    )


def _plain_spaces(problem: DecisionProblem) -> list[WeightSpace]:
    by_layer = LayerFirst()
    return [Uniform()] if by_layer.is_flat_on(problem) else [Uniform(), by_layer]


def _agreement(problem: DecisionProblem) -> pd.DataFrame:
    """Kendall's tau-b of each two scored criteria."""
    scored, names = problem.scored, scored_names(problem)
    ahead, compared = problem.ahead.values[scored], problem.comparable.values[scored]
    return pd.DataFrame(tau_b_of_all(ahead > 0, compared), names, names)


# --- what says the same


def _groups(problem: DecisionProblem, repeats: Repeats, weights: FloatArray) -> pd.DataFrame:
    """List the groups, the largest first: their criteria, layers, ranking and weight."""
    names, layers = scored_names(problem), np.array(problem.layer_names)
    places = problem.layer_of[problem.scored]
    rows = []
    for first in repeats.firsts:
        (members,) = np.nonzero(repeats.first_alike == first)
        order = ranking_on(problem, names[first])
        ranking = "" if order is None else str(order)
        told = tuple(dict.fromkeys(layers[places[members]].tolist()))
        rows.append((len(members), ranking, tuple(names[k] for k in members), told,
                     float(weights[members].sum())))  # fmt: skip
    frame = pd.DataFrame(rows, columns=["size", "ranking", "criteria", "layers", "weight"])
    return frame.sort_values("size", ascending=False, kind="stable", ignore_index=True)


# --- who leads, at fixed weights


def _leads(
    evaluator: Evaluator, weights: FloatArray, repeats: Repeats
) -> list[tuple[float, float, tuple[int, ...]]]:
    """Who leads from which rho to which, and at those between where it is another."""

    def led(rho: FloatArray) -> list[tuple[int, ...]]:
        ranks = evaluator.ranks(discounted(weights, repeats.sizes, repeats.part_of, rho))
        return [tuple(np.flatnonzero(row == 1).tolist()) for row in ranks]

    if evaluator.criterion_scores is not None:
        one, other = np.triu_indices(evaluator.view.n_alternatives, 1)
        forms = evaluator.criterion_scores[:, one] - evaluator.criterion_scores[:, other]
        changes = crossings(forms, weights, repeats.sizes, repeats.part_of)
    else:
        changes = _halved(led)
    points = np.unique(np.concatenate([[0.0], changes, [1.0]]))
    at, between = led(points), led((points[:-1] + points[1:]) / 2)
    rows: list[tuple[float, float, tuple[int, ...]]] = [(0.0, 0.0, at[0])]
    for k, leaders in enumerate(between):
        rows += [(points[k], points[k + 1], leaders), (points[k + 1], points[k + 1], at[k + 1])]
    merged = rows[:1]
    for low, high, leaders in rows[1:]:
        start, _, before = merged[-1]
        if leaders == before:
            merged[-1] = (start, high, leaders)
        else:
            merged.append((low, high, leaders))
    return [(float(low), float(high), leaders) for low, high, leaders in merged]


def _halved(led: Callable[[FloatArray], list[tuple[int, ...]]]) -> FloatArray:
    """Narrow down, between values of rho that were looked at, where the leaders change."""
    looked_at = np.linspace(0.0, 1.0, LOOKED_AT)
    leaders = led(looked_at)
    changed = [k for k in range(LOOKED_AT - 1) if leaders[k] != leaders[k + 1]]
    low, high = looked_at[changed], looked_at[[k + 1 for k in changed]]
    before = [leaders[k] for k in changed]
    for _ in range(_HALVINGS if changed else 0):
        middle = (low + high) / 2
        same = np.array([now == then for now, then in zip(led(middle), before, strict=True)])
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    return np.asarray((low + high) / 2)
