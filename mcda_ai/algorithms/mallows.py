"""Rankings that were judged with errors: Mallows' model over all orders of some options, with ties.

Where an order s was stated, the true one is o with a chance in proportion to exp(-theta K(o, s)):
K counts the pairs that are reversed, and half of each pair that is tied in only one of the two
(Mallows 1957, *Non-null ranking models*, Biometrika 44; for ties Fagin et al. 2006, *Comparing
partial rankings*, SIAM Journal on Discrete Mathematics 20).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np

from mcda_ai.algorithms import all_orders
from mcda_ai.algorithms.all_orders import weak_orders
from mcda_ai.orders.weak_order import FloatArray, IntArray

MOST_LISTED = 6
"""Of which all orders are listed: 4,683."""
_HALVINGS = 60
_MOST_THETA = 60.0


def distances(orders: IntArray, stated: FloatArray) -> FloatArray:
    """Count reversed pairs, and half of those tied in only one; shape (n_orders,).

    Half the distance of Kemeny and Snell: see `mcda_ai.algorithms.all_orders.distances`.

    Parameters
    ----------
    orders : array of int, shape (n_orders, n)
    stated : array of shape (n,)
        Levels or ranks, the best the least.

    Examples
    --------
    >>> distances(weak_orders(2), np.array([1.0, 2.0])).tolist()
    [0.5, 0.0, 1.0]
    """
    above, compared = stated[:, None] < stated, ~np.eye(len(stated), dtype=np.bool_)
    return np.asarray(all_orders.distances(above[None], compared[None], orders)[0] / 2)


class StatedOrder(ABC):
    """What may be true where an order was stated."""

    @property
    @abstractmethod
    def n_orders(self) -> int:
        """How many orders may be true."""

    @abstractmethod
    def right(self, theta: float) -> float:
        """Give how likely the stated order is to be wholly right."""

    def theta_of(self, right: float) -> float:
        """Find the theta with which the stated order is wholly right so often.

        Parameters
        ----------
        right : float
            At least 1 / the number of orders, which are then all equally likely.
        """
        low, high = 0.0, _MOST_THETA
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.right(middle) < right else (low, middle)
        return high


@dataclass(frozen=True, eq=False)
class OrderInList(StatedOrder):
    """What may be true where an order of few options was stated: every order, the nearest first.

    Attributes
    ----------
    places : array of int, shape (n_orders,)
        Of the orders among `weak_orders`.
    distances : array of shape (n_orders,)
        How far each is from what was stated, which comes first.
    """

    places: IntArray
    distances: FloatArray

    @classmethod
    def of(cls, ranks: FloatArray) -> OrderInList:
        """List the orders of the options by how far they are from the ranks that were stated."""
        apart = distances(weak_orders(len(ranks)), ranks)
        nearest = np.argsort(apart, kind="stable")
        return cls(nearest, apart[nearest])

    @property
    def n_orders(self) -> int:
        """How many orders may be true."""
        return len(self.places)

    def chances(self, theta: float) -> FloatArray:
        """Give how likely each order is to be the true one."""
        odds = np.exp(-theta * self.distances)
        return np.asarray(odds / odds.sum())

    def right(self, theta: float) -> float:
        """Give how likely the stated order is to be wholly right."""
        return float(self.chances(theta)[0])

    def draw(self, theta: float, generator: np.random.Generator, size: int) -> IntArray:
        """Draw true orders, as places in this list; shape (size,)."""
        ends = np.cumsum(self.chances(theta))[:-1]
        return np.searchsorted(ends, generator.random(size), side="right")


def theta_of_error(error: float) -> float:
    """Give the theta with which each reversed pair makes an order (1 - e) / e times less likely.

    Examples
    --------
    >>> round(theta_of_error(0.1), 4)
    2.1972
    """
    return float(np.log((1 - error) / error))
