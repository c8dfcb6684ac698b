"""What a method can say of one weighting beyond ranks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from numpy.typing import NDArray

from mcda_ai.orders.weak_order import BoolArray, FloatArray


@dataclass(frozen=True)
class Detail:
    """What a method can say of one weight vector beyond ranks.

    Parameters
    ----------
    orders : sequence of WeakOrder-like tuples, optional
        Every optimum, as groups of positions of alternatives, best first; empty if the method
        has none but its ranks.
    n_orders : int, optional
        How many optima there are; more than are listed in `orders` if the list was cut.
    figures : mapping of str to float, optional
        Named numbers, such as the gap to the runner-up.
    by_alternative : mapping of str to array of shape (n_alternatives,), optional
    by_pair : mapping of str to array of shape (n_alternatives, n_alternatives), optional
        [i, j] speaks of i against j.
    criteria_by_pair : mapping of str to bool array (n_alternatives, n_alternatives, n_criteria)
        Which criteria are meant for each pair, such as those that speak against dominance.
    notes : tuple of str, optional
        Plain sentences, such as whether an optimum is proven: faults, which are said in each
        language, or texts, which stay as they are.
    """

    orders: tuple[tuple[tuple[int, ...], ...], ...] = ()
    n_orders: int = 0
    figures: Mapping[str, float] = field(default_factory=dict)
    by_alternative: Mapping[str, FloatArray] = field(default_factory=dict)
    by_pair: Mapping[str, NDArray[Any]] = field(default_factory=dict)
    criteria_by_pair: Mapping[str, BoolArray] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
