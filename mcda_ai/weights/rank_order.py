"""Weights from an order of importance, by a rule that makes numbers of places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated

from mcda_ai.algorithms.rank_order_weights import (
    rank_order_centroid,
    rank_sum,
    reciprocal_ranks,
    shared_by_groups,
)
from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import faults_of, find_name
from mcda_ai.orders.weak_order import FloatArray, OrderInput, WeakOrder
from mcda_ai.weights.stated import StatedWeights
from mcda_ai.weights.stated_parts import Line, quoted_if_needed

_fault = faults_of("weights")

RULES: Mapping[str, Callable[[int], FloatArray]] = {
    "roc": rank_order_centroid,
    "rank-sum": rank_sum,
    "reciprocal": reciprocal_ranks,
}
"""What makes weights of so many places, by name; the first unless another one is asked for."""


@checks_arguments
def from_order(
    order: Annotated[OrderInput, "told by WeakOrder.of"], rule: str = "roc"
) -> StatedWeights:
    """Make fixed weights from an order of importance.

    An order says no amounts, so the weights are an assumption, and it is said as one. What it says
    by itself is the weight space `Ordered`: every weighting that keeps to it.

    Parameters
    ----------
    order : order of all criteria or of all layers
        ``"impact > outcome = output"``, a list of groups, or a dict of ranks; see
        `mcda_ai.from_rankings`.
    rule : {"roc", "rank-sum", "reciprocal"}, optional
        Rank order centroid, the mean of all weights that keep to a strict order (Barron and
        Barrett 1996); rank sum, equal steps from place to place; reciprocal, in proportion to 1,
        1/2, 1/3, ... (both Stillwell, Seaver and Edwards 1981).

    Returns
    -------
    StatedWeights
        Accepted wherever weights are. Names are looked up when they are used.

    Notes
    -----
    What is tied gets the mean of the weights of the places that it shares. (The centroid of
    `Ordered`, in which tied means equal, differs from that.) All that the order names has a place,
    scored or not; of what is not scored the weight then falls to the others, in proportion.

    Examples
    --------
    >>> {name: round(weight, 3) for name, weight in from_order("A > B = C").items()}
    {'A': 0.611, 'B': 0.194, 'C': 0.194}
    >>> dict(from_order("A > B > C > D", rule="rank-sum"))
    {'A': 0.4, 'B': 0.3, 'C': 0.2, 'D': 0.1}
    """
    found = find_name("weight rule", rule, RULES)
    groups = (_order_in(order) if isinstance(order, str) else WeakOrder.of(order)).groups
    sizes = [len(group) for group in groups]
    shares = shared_by_groups(RULES[found](sum(sizes)), sizes).tolist()
    by_name = {name: share for group, share in zip(groups, shares, strict=True) for name in group}
    text = " > ".join(" = ".join(map(quoted_if_needed, group)) for group in groups)
    named = "order" if found == next(iter(RULES)) else f"order ({found})"
    made = _fault("made from order", rule=found, ties=max(sizes) > 1)
    return StatedWeights(by_name, f"{named}: {text}", made)


def _order_in(text: str) -> WeakOrder:
    """Read an order, in which names can stand in quotes."""
    line = Line.of(text)
    read = WeakOrder.parse(line.text if line.names else text)
    return read.renamed({name: line.name(name) for name in read.alternatives})
