"""Permutation methods: the strict orders that contradict the evidence least."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np

from mcda_ai.algorithms.linear_ordering import Optima, best_positions, optimal_orders
from mcda_ai.algorithms.ordering_by_integer_programme import SECONDS_TO_PROVE
from mcda_ai.messages.faults import Fault, faults_of
from mcda_ai.methods.card import PROFILES_SEARCHED
from mcda_ai.methods.detail import Detail
from mcda_ai.methods.registry import method
from mcda_ai.methods.view import View
from mcda_ai.orders.pairwise import weighted_sums
from mcda_ai.orders.weak_order import TIE_TOLERANCE, FloatArray, IntArray

PairCosts: TypeAlias = Callable[[View, FloatArray], FloatArray]
_fault = faults_of("methods")


def steps_of_search(m: int) -> int:
    """Count the sets that can stand on top, each with what can follow, and what comes before."""
    return (m << m) + 1_000 * m


@method(
    label="Kemeny",
    family="permutation",
    needs={"pairwise", "weights"},
    returns="weak_order",
    steps=steps_of_search,
)
def kemeny(view: View, weights: FloatArray) -> IntArray:
    """Rank by the best position over all strict orders with the least weight against them.

    The cost of an order is the weight of the preferences it contradicts, summed over pairs
    (Kemeny 1959; Young and Levenglick 1978). Tied and unscored pairs cost every order the same
    and are left out. Exact for up to 60 alternatives: by dynamic programming over the sets that
    can stand on top (Held and Karp 1962), and where more than 20 alternatives stand in one
    majority cycle by integer programming (Grötschel, Jünger and Reinelt 1984), which proves the
    optimum or is refused. Where several orders are optimal none is picked: an alternative that is
    first in any of them leads. Reinforcement is violated by who leads; of whole orders it holds: if
    some are optimal on each of two groups of criteria, exactly those are on both together (Young
    and Levenglick 1978). A measured criterion counts by who is ahead, not by how much.

    Returns
    -------
    array of int, shape (..., n_alternatives)
        Best position over the optimal orders; 1 = first in some of them.

    Raises
    ------
    ProblemError
        For more than 60 alternatives, for many weightings at once with large cycles, or where
        the optimum of a large cycle is not proven in time.

    Notes
    -----
    1. Cost of putting i above j: the weight that prefers j.
    2. Best position of each alternative over the orders of least total cost; how these are found:
       `mcda_ai.algorithms.linear_ordering`.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "B > C > A"})
    >>> result = mcda.rank(problem, method="kemeny", weights={"cost": 3, "reach": 2})
    >>> result.orders, round(result.figures["gap to the runner-up"], 9)
    (['A > B > C'], 0.2)
    """
    return _positions(view, weights, _support_against)


@method(
    label="QUALIFLEX",
    family="permutation",
    needs={"pairwise", "weights"},
    returns="weak_order",
    steps=steps_of_search,
)
def qualiflex(view: View, weights: FloatArray) -> IntArray:
    """Rank by the best position over the orders with the largest concordance index.

    The concordance of an order is the weight of the preferences it agrees with less the weight of
    those it contradicts, summed over pairs (Paelinck 1976). That is a constant less twice the
    Kemeny cost, so QUALIFLEX on rankings *is* weighted Kemeny; it has an entry of its own because
    its users look for it. Ties, unscored cells and limits are as for `kemeny`.

    Returns
    -------
    array of int, shape (..., n_alternatives)
        Best position over the optimal orders; 1 = first in some of them.
    """
    return _positions(view, weights, _support_against)


@method(
    label="Slater",
    family="permutation",
    needs={"pairwise", "weights"},
    returns="weak_order",
    steps=steps_of_search,
)
def slater(view: View, weights: FloatArray) -> IntArray:
    """Rank by the best position over the strict orders that reverse the fewest majorities.

    A majority is a pair in which the weight for one exceeds the weight for the other; how far
    does not count (Slater 1961). A pair tied in weight, or left unscored,
    costs every order the same. Exact, all optima and limits as for `kemeny`. Reinforcement is
    violated by who leads, and unlike Kemeny's by whole orders, too.

    Returns
    -------
    array of int, shape (..., n_alternatives)
        Best position over the optimal orders; 1 = first in some of them.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"x": "A > B > C", "y": "B > C > A", "z": "C > A > B"})
    >>> mcda.rank(problem, "slater", weights="equal").orders
    ['A > B > C', 'B > C > A', 'C > A > B']
    """
    return _positions(view, weights, _majority_against)


@kemeny.detail
@qualiflex.detail
def kemeny_optima(view: View, weights: FloatArray) -> Detail:
    """List every optimal order, their cost, and the gap to the best order that is not optimal."""
    return _optima(view, weights, _support_against)


@slater.detail
def slater_optima(view: View, weights: FloatArray) -> Detail:
    """List every optimal order, the majorities they reverse, and the gap to the next best."""
    return _optima(view, weights, _majority_against)


def _support_against(view: View, weights: FloatArray) -> FloatArray:
    """Cost of putting i above j: the weight that prefers j; shape (batch, m, m)."""
    m = view.n_alternatives
    ahead = view.ahead.reshape(view.n_criteria, m * m)
    support = weighted_sums(weights, ahead).reshape(-1, m, m)
    return np.swapaxes(support, -1, -2)


def _majority_against(view: View, weights: FloatArray) -> FloatArray:
    """Cost of putting i above j: 1 if the larger weight prefers j; shape (batch, m, m)."""
    against = _support_against(view, weights)
    margins = against - np.swapaxes(against, -1, -2)
    return np.asarray(margins > TIE_TOLERANCE, dtype=np.float64)


def _positions(view: View, weights: FloatArray, pair_costs: PairCosts) -> IntArray:
    """Best position of each alternative over the optimal orders, for batches of weights."""
    costs = pair_costs(view, weights.reshape(-1, weights.shape[-1]))  # 1
    return best_positions(costs).reshape((*weights.shape[:-1], view.n_alternatives))  # 2


def _optima(view: View, weights: FloatArray, pair_costs: PairCosts) -> Detail:
    optima = optimal_orders(pair_costs(view, weights[None, :])[0])
    return Detail(
        orders=tuple(tuple((position,) for position in order) for order in optima.orders),
        n_orders=optima.n_orders,
        figures={"cost": optima.cost, "gap to the runner-up": optima.runner_up - optima.cost},
        notes=tuple(_notes(optima)),
    )


def _notes(optima: Optima) -> Iterator[Fault]:
    """Say what is not proven, not counted or not known."""
    if not optima.proven:
        least = float(f"{optima.cost - optima.doubt:.6g}")
        yield _fault("not proven optimal", seconds=SECONDS_TO_PROVE, least=least)
    elif not optima.all_counted:
        yield _fault("not all optima counted", n=optima.n_orders)
    elif not optima.gap_known:
        yield _fault("runner-up not known")


# --- cards ----------------------------------------------------------------------------------------

for rule in (kemeny, qualiflex, slater):
    rule.describe(
        by_majority=True,
        ties="a tie costs every order the same",
        measured="who is ahead",
        compensation="by weight",
        searched=PROFILES_SEARCHED,
        satisfies={
            "condorcet winner",
            "condorcet loser",
            "smith",
            "pareto",
            "monotonicity",
            "reversal",
            "splitting a criterion",
        },
        violates={
            "reinforcement": "1: A > B > C; 1: A > C > B; 1: B > C > A; 1: C > A > B",
            "independence of clones": "1: A > B > C; 1: B > C > A; 1: C > A > B",
            "independence of other alternatives": "1: A > B > C; 1: B > C > A",
        },
    )

kemeny.describe(
    equivalent_to={
        "qualiflex": "always",
        "ranked_pairs": "with three alternatives and distinct margins",
        "schulze": "with three alternatives and distinct margins",
    },
    references=(
        "Kemeny, J. G. (1959). Mathematics without numbers. Daedalus 88(4), 577-591.",
        (
            "Young, H. P., Levenglick, A. (1978). A consistent extension of Condorcet's election "
            "principle. SIAM Journal on Applied Mathematics 35(2), 285-300."
        ),
        (
            "Held, M., Karp, R. M. (1962). A dynamic programming approach to sequencing problems. "
            "Journal of the Society for Industrial and Applied Mathematics 10(1), 196-210."
        ),
        (
            "Grötschel, M., Jünger, M., Reinelt, G. (1984). A cutting plane algorithm for the "
            "linear ordering problem. Operations Research 32(6), 1195-1220."
        ),
    ),
)

qualiflex.describe(
    equivalent_to={"kemeny": "always"},
    references=(
        (
            "Paelinck, J. H. P. (1976). Qualitative multiple criteria analysis, environmental "
            "protection and multiregional development. "
            "Papers of the Regional Science Association 36, 59-74."
        ),
    ),
)

slater.describe(
    references=(
        (
            "Slater, P. (1961). Inconsistencies in a schedule of paired comparisons. "
            "Biometrika 48(3-4), 303-312."
        ),
    ),
)
