"""Who is nearest to the lead: the fewest points of weight, and everybody who takes no more."""

from __future__ import annotations

import math
from typing import NamedTuple

import pandas as pd

_SAME_POINTS = 1e-6
"""Points of weight that differ by no more are equally many: a solver found them."""


class Nearest(NamedTuple):
    """Those who take the fewest points of weight, and how many that are."""

    names: list[str]
    points: float


def nearest(points: pd.Series[float]) -> Nearest | None:
    """Find all that take the fewest points: who is told must not depend on their order.

    Parameters
    ----------
    points : Series by alternative
        Points of weight to move; infinite or NaN where no weighting will do.

    Returns
    -------
    Nearest or None
        None where no weighting will do for anybody.

    Examples
    --------
    >>> nearest(pd.Series({"A": 12.5, "B": 3.0, "C": 3.0 + 1e-9, "D": math.inf}))
    Nearest(names=['B', 'C'], points=3.0)
    """
    least = float(points.min())
    if not math.isfinite(least):
        return None
    return Nearest([str(name) for name in points.index[points <= least + _SAME_POINTS]], least)
