"""How often each is first over weight spaces in which equal rankings count for less.

Over all weightings the shares of groups of k follow a Dirichlet distribution with parameters k^rho,
within each layer where the space goes layer by layer: then groups are those within a layer, whose
share stays. That is the space itself where rho is 1, and for 0 that of one criterion a group; so
between a group is one criterion too, with a share as of k^rho.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from mcda_ai.algorithms.exact_orders import differences
from mcda_ai.algorithms.layered_volumes import LayeredSimplex
from mcda_ai.algorithms.simplex_volumes import Volumes
from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.methods.contract import Method
from mcda_ai.orders.weak_order import FloatArray, IntArray
from mcda_ai.problem.consistency import weighs_layers
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.derivation import derived
from mcda_ai.sensitivity.known_shares import simplex_of
from mcda_ai.sensitivity.repeats import Repeats
from mcda_ai.sensitivity.smaa import Size, robustness
from mcda_ai.sensitivity.smaa_result import Robustness
from mcda_ai.weights import LayerFirst, RandomSource, Uniform, WeightSpace
from mcda_ai.weights.drawing import flat_on_simplex
from mcda_ai.weights.named import WeightedCriteria
from mcda_ai.weights.names import scored_names

BETWEEN = (0.75, 0.5, 0.25)
_DRAWN_BETWEEN = 2**14
SHARES = ("space", "rho", "alternative", "share", "size", "lower", "upper")

_fault = faults_of("sensitivity")


class Counted(NamedTuple):
    """A problem and a space in which equal rankings count as k^rho."""

    rho: float
    problem: DecisionProblem
    space: WeightSpace


def ways_to_count(problem: DecisionProblem, space: WeightSpace, repeats: Repeats) -> list[Counted]:
    """Give the problem and the space for each rho that is looked at, from 1 to 0.

    Between only of spaces that are flat, or flat layer by layer; nothing at all of the latter if
    no two rankings of one layer are equal.

    Raises
    ------
    ProblemError
        If the space names criteria that count as one where each ranking counts once.
    """
    by_layer = isinstance(space, LayerFirst)
    if by_layer:
        repeats = Repeats.of(problem, "layer")
    if not repeats.n_alike:
        return []
    merged = _once_each(problem, space, repeats)
    sizes = repeats.sizes[repeats.firsts].astype(np.float64)
    between = [
        Counted(rho, merged, Discounted(tuple((sizes**rho).tolist()), by_layer))
        for rho in (BETWEEN if by_layer or isinstance(space, Uniform) else ())
    ]
    return [Counted(1.0, problem, space), *between, Counted(0.0, merged, space)]


def first_places(
    counted: Sequence[Counted],
    method: Method,
    options: Mapping[str, str] | None,
    told: Sequence[str],
    size: Size,
    rng: RandomSource,
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Give the rows of `SHARES`, and those of `PAIRS` of what is told against each other option.

    Shares of first places are exact at both ends where they can be, and drawn between, unless
    there are two options or exact ones are asked for: of "auto" there 16,384 times, as exact shares
    of three options take some tenths of a second. Pairs are exact wherever they can be.
    """
    shares: list[tuple[Any, ...]] = []
    pairs: list[tuple[Any, ...]] = []
    if not counted:
        return shares, pairs
    name = counted[0].space.name
    for each in counted:
        is_slow = isinstance(each.space, Discounted) and len(each.problem.alternatives) > 2
        found = robustness(
            each.problem, method, each.space, options=options, rng=rng,
            size=_DRAWN_BETWEEN if is_slow and size == "auto" else size,
        )  # fmt: skip
        for option in found.rank_acceptability.index:
            share = found.share_of(str(option))
            lower, upper = found.bounds.loc[(option, 1)]
            shares.append((name, each.rho, str(option), share.value, share.size, lower, upper))
        winning, n_draws = _winning(each, found, method, options, told)
        names = each.problem.alternative_names
        pairs += [
            (name, each.rho, one, other, float(share), n_draws)
            for one, row in zip(told, winning, strict=True)
            for other, share in zip(names, row, strict=True) if one != other
        ]  # fmt: skip
    return shares, pairs


def _winning(
    counted: Counted,
    found: Robustness,
    method: Method,
    options: Mapping[str, str] | None,
    told: Sequence[str],
) -> tuple[FloatArray, int]:
    """Give how often each of those told is ahead of each option, and from how many draws."""
    problem = counted.problem
    known = simplex_of(problem, method.on(problem, options), counted.space)
    if known is None:
        is_exact = "pairwise_winning" in found.exact_fields
        return found.pairwise_winning.loc[list(told)].to_numpy(), 0 if is_exact else found.size
    ahead = differences(known.scores, known.unit)
    rows = [problem.alternative_names.index(name) for name in told]
    shares = [[known.volumes.probability_all_positive([form]) for form in ahead[row]]
              for row in rows]  # fmt: skip
    return np.array(shares), 0


def _once_each(problem: DecisionProblem, space: WeightSpace, repeats: Repeats) -> DecisionProblem:
    """Keep one criterion of each group; a space that names one of several is refused.

    It has the mean of their own weights, and a name that no space can have meant.
    """
    names = scored_names(problem)
    own = problem.own_weights
    if own is not None and not weighs_layers(own, problem.criterion_names, problem.layer_names):
        given = np.array([own.get(name, 0.0) for name in names])
        means = np.bincount(repeats.group_of, given)[repeats.group_of] / repeats.sizes
        levelled = {**own, **dict(zip(names, means.tolist(), strict=True))}
        problem = derived(problem, own_weights=levelled)
    gone = np.delete(np.array(names), repeats.firsts).tolist()
    merged = problem.without_parts([("criterion", name) for name in gone])
    several = [names[k] for k in repeats.firsts if repeats.sizes[k] > 1]
    merged = merged.rename({name: f"= {k}" for k, name in enumerate(several)}, "criterion")
    try:
        space.limits(merged)
        space.bound_to(merged)
    except ProblemError as error:
        alike = [name for name, size in zip(names, repeats.sizes, strict=True) if size > 1]
        named = [name for name in alike if name in repr(space)] or alike
        raise ProblemError(
            _fault("space names merged", space=str(space), criteria=tuple(named))
        ) from error
    return merged


@dataclass(frozen=True)
class Discounted(WeightSpace):
    """Weightings with Dirichlet parameters of their own, over the whole or within each layer."""

    parameters: tuple[float, ...]
    by_layer: bool
    name = "discounted"
    drawing = "exact"
    has_density = True

    def draw(self, layer_of: IntArray, size: int, generator: np.random.Generator) -> FloatArray:
        """Draw weight vectors over scored criteria only; see `WeightSpace.draw`."""
        layer = self._layers(layer_of)
        drawn = generator.standard_gamma(np.array(self.parameters), (size, len(layer)))
        inside = layer[:, None] == np.arange(int(layer.max()) + 1)
        shares = flat_on_simplex(inside.shape[1], size, generator)
        return np.asarray(drawn * (shares / (drawn @ inside))[:, layer])

    def simplex(self, criteria: WeightedCriteria) -> tuple[FloatArray, Volumes]:
        """All weight on one criterion, and shares by these parameters; see `WeightSpace`."""
        layers = self._layers(criteria.layer_of[criteria.scored])
        return Uniform().vertices(criteria), LayeredSimplex(layers, self.parameters)

    def _layers(self, layer_of: IntArray) -> IntArray:
        return np.asarray(np.unique(layer_of, return_inverse=True)[1] * self.by_layer)

    def __str__(self) -> str:
        return "weightings in which equal rankings count for less than so many"
