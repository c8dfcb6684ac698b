"""Who leads as criteria with equal rankings count as often as they stand, once, or in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from mcda_ai.algorithms.repeated_evidence import crossings, discounted
from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import ProblemError, faults_of, shown
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.orders.weak_order import FloatArray, IntArray
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.redundancy_result import LOOKED_AT, Redundancy
from mcda_ai.sensitivity.smaa import Size, number_of_draws, robustness
from mcda_ai.weights import (
    LayerFirst,
    RandomSource,
    Uniform,
    WeightsLike,
    WeightSpace,
    as_generator,
    resolve,
)
from mcda_ai.weights.drawing import flat_on_simplex
from mcda_ai.weights.names import scored_names

SCOPES = ("problem", "layer")
_HALVINGS = 30
_BETWEEN = (0.75, 0.5, 0.25)
_SHARES = ["space", "rho", "alternative", "share", "size", "lower", "upper"]

_fault = faults_of("sensitivity")


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
    weights : None, "equal", "layer-equal", mapping, array or WeightSpace, optional
        Fixed weights; the problem's own unless given, else equal layers. Of a weight space its
        mean, and shares are then told over this space; else over the flat one and layer by layer.
    scope : {"problem", "layer"}, optional
        Whether criteria with equal rankings form a group over the whole problem, or within a
        layer, whose total weight then stays.
    options : mapping of str to str, optional
    size : int, "auto" or "exact", optional
        Number of draws where shares are not exact: see `mcda_ai.robustness`.
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

    Where the method is linear in the weights, every rho at which the order changes is solved for
    (see `mcda_ai.algorithms.repeated_evidence`). Other methods are asked at 257 values of rho, and
    each change between two of them is narrowed down by halving; of changes there and back again
    between two of these nothing is known.

    Over all weightings the shares of the groups follow a Dirichlet distribution with parameters
    k^rho: that is the flat space for rho = 1, and for rho = 0 the flat space of one criterion a
    group. Layer by layer the layers keep their shares, and each criterion has the parameter
    k^(rho - 1) within its own.

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
    problem = found.problem_for(problem, options)
    if scope not in SCOPES:
        raise ProblemError(_fault("scope", given=shown(scope), allowed=SCOPES))
    number_of_draws(size), as_generator(rng)  # what is no size and no seed is told, drawn or not
    evaluator = found.on(problem, options)
    repeats = Repeats.of(problem, scope)
    if isinstance(weights, WeightSpace):
        spaces, vector = [weights], weights.centroid(problem)
    else:
        spaces, vector = _plain_spaces(problem), resolve(weights, problem)
    by_name = pd.Series(vector, index=list(problem.criterion_names))
    shares = [row for space in spaces if repeats.n_alike for row in
              _shares(problem, found, options, space, repeats, size, rng)]  # fmt: skip
    return Redundancy(
        groups=_groups(problem, repeats, vector[problem.scored]),
        leads=pd.DataFrame(
            [
                (low, high, tuple(problem.alternative_names[i] for i in leaders))
                for low, high, leaders in _leads(evaluator, vector[problem.scored], repeats)
            ],
            columns=["from", "to", "leaders"],
        ),
        is_solved=evaluator.criterion_scores is not None,
        shares=pd.DataFrame(shares, columns=_SHARES),
        agreement=_agreement(problem),
        scope=scope,
        weights=by_name,
        method=found,
        problem=problem,
        options=evaluator.options,
    )


# --- what says the same


@dataclass(frozen=True, eq=False)
class Repeats:
    """Which of the scored criteria have equal rankings."""

    group_of: IntArray
    part_of: IntArray
    """What keeps its total weight: the whole, or each layer."""
    layer_of: IntArray

    @classmethod
    def of(cls, problem: DecisionProblem, scope: str) -> Repeats:
        """Compare preferences and compared pairs, over the problem or within its layers."""
        layer_of = np.unique(problem.layer_of[problem.scored], return_inverse=True)[1]
        part_of = layer_of if scope == "layer" else np.zeros_like(layer_of)
        tables = (problem.preferences.values, problem.ahead.values, problem.comparable.values)
        said = np.hstack([table[problem.scored].reshape(len(layer_of), -1) for table in tables])
        rows = np.column_stack([part_of, said])
        return cls(np.unique(rows, axis=0, return_inverse=True)[1].ravel(), part_of, layer_of)

    @property
    def sizes(self) -> IntArray:
        """How many criteria say the same as each, with itself."""
        return np.asarray(np.bincount(self.group_of)[self.group_of])

    @property
    def n_alike(self) -> int:
        """How many criteria say the same as another."""
        return int((self.sizes > 1).sum())

    @property
    def first_alike(self) -> IntArray:
        """For each criterion the first one that says the same."""
        return np.asarray(np.unique(self.group_of, return_index=True)[1][self.group_of])

    @property
    def firsts(self) -> IntArray:
        """The first criterion of each group."""
        return np.unique(self.first_alike)

    @property
    def within_layers(self) -> bool:
        """Whether no group has criteria of two layers."""
        both = np.stack([self.group_of, self.layer_of])
        return int(np.unique(both, axis=1).shape[1]) == len(self.firsts)


def _groups(problem: DecisionProblem, repeats: Repeats, weights: FloatArray) -> pd.DataFrame:
    """List the groups, the largest first: their criteria, layers, ranking and weight."""
    names, layers = scored_names(problem), np.array(problem.layer_names)
    places = problem.layer_of[problem.scored]
    rows = []
    for first in repeats.firsts:
        (members,) = np.nonzero(repeats.first_alike == first)
        order = str(problem.judgement(names[first]).order)
        told = tuple(dict.fromkeys(layers[places[members]].tolist()))
        rows.append((len(members), order, tuple(names[k] for k in members), told,
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


# --- shares, over all weightings


@dataclass(frozen=True)
class _Discounted(WeightSpace):
    """Weightings of which equal rankings have the share of k^rho criteria, flat or by layer."""

    concentrations: tuple[float, ...]
    by_layer: bool
    name = "discounted"
    drawing = "exact"
    has_density = True

    def draw(self, layer_of: IntArray, size: int, generator: np.random.Generator) -> FloatArray:
        """Draw weight vectors over scored criteria only; see `WeightSpace.draw`."""
        layer = np.unique(layer_of, return_inverse=True)[1] * self.by_layer
        shares = flat_on_simplex(int(layer.max()) + 1, size, generator)
        logs = _logs_of_gammas(np.array(self.concentrations), size, generator)
        weights = np.empty_like(logs)
        for place, share in enumerate(shares.T):
            inside = layer == place
            parts = np.exp(logs[:, inside] - logs[:, inside].max(axis=1, keepdims=True))
            weights[:, inside] = parts * (share / parts.sum(axis=1))[:, None]
        return weights

    def __str__(self) -> str:
        return "weightings in which equal rankings count for less than so many"


def _logs_of_gammas(shapes: FloatArray, size: int, generator: np.random.Generator) -> FloatArray:
    """Draw logarithms: of a small shape many a number itself is too small to be told from 0.

    One of a shape that is 1 more, times a uniform one to the power of 1 / shape (Stuart 1962,
    *Gamma-distributed products of independent random variables*, Biometrika 49).
    """
    logs = np.log(generator.standard_gamma(shapes + 1.0, (size, len(shapes))))
    return np.asarray(logs - generator.standard_exponential(logs.shape) / shapes)


def _plain_spaces(problem: DecisionProblem) -> list[WeightSpace]:
    by_layer = LayerFirst()
    return [Uniform()] if by_layer.is_flat_on(problem) else [Uniform(), by_layer]


def _shares(
    problem: DecisionProblem,
    method: Method,
    options: Mapping[str, str] | None,
    space: WeightSpace,
    repeats: Repeats,
    size: Size,
    rng: RandomSource,
) -> Iterator[tuple[Any, ...]]:
    """Give, of a space, the shares of first places: as all counts, once each, and between."""
    for rho in (1.0, *_BETWEEN, 0.0):
        changed = _counted(problem, space, repeats, rho)
        if changed is None:
            continue
        result = robustness(changed[0], method, changed[1], size=size, rng=rng, options=options)
        for name in result.rank_acceptability.index:
            share = result.share_of(str(name))
            lower, upper = result.bounds.loc[(name, 1)]
            yield space.name, rho, str(name), share.value, share.size, lower, upper


def _counted(
    problem: DecisionProblem, space: WeightSpace, repeats: Repeats, rho: float
) -> tuple[DecisionProblem, WeightSpace] | None:
    """Give the problem and the space in which a group of k has the share of k^rho criteria."""
    by_layer = isinstance(space, LayerFirst)
    if rho == 1:
        return problem, space
    if rho == 0 and not (by_layer and not repeats.within_layers):
        return _once_each(problem, space, repeats), space
    if isinstance(space, LayerFirst | Uniform):
        return problem, _Discounted(tuple((repeats.sizes ** (rho - 1.0)).tolist()), by_layer)
    return None


def _once_each(problem: DecisionProblem, space: WeightSpace, repeats: Repeats) -> DecisionProblem:
    """Keep the first criterion of each group; a space that names another is refused."""
    names = scored_names(problem)
    gone = [("criterion", name) for name in np.delete(np.array(names), repeats.firsts).tolist()]
    merged = problem.without_parts(gone)
    try:
        space.limits(merged)
        space.bound_to(merged)
    except ProblemError as error:
        raise ProblemError(
            _fault("space names merged", space=str(space), criteria=tuple(n for _, n in gone))
        ) from error
    return merged


# --- how far criteria agree


def _agreement(problem: DecisionProblem) -> pd.DataFrame:
    """Kendall's tau-b of each two criteria, over the pairs that both compare."""
    one, other = np.triu_indices(len(problem.alternatives), 1)
    ahead = problem.ahead.values[problem.scored].astype(np.float64)
    signs = (ahead - np.swapaxes(ahead, 1, 2))[:, one, other]
    compared = problem.comparable.values[problem.scored][:, one, other].astype(np.float64)
    strict = np.abs(signs)
    with np.errstate(invalid="ignore", divide="ignore"):
        tau = signs @ signs.T / np.sqrt((strict @ compared.T) * (compared @ strict.T))
    names = scored_names(problem)
    return pd.DataFrame(tau, names, names)
