"""Three linear forms of flat weights: the mean of the product of their signs, no sampling.

**The formula.** sign(Z) is (2 / pi) times the integral of sin(x Z) / x over all x > 0. So, of three
forms, Z1, Z2 and Z3, the product of their signs is (8 / pi^3) times the integral of
sin(x Z1) sin(y Z2) sin(z Z3) / (x y z). The product of sines is a quarter of the sum of
sin(-x Z1 + y Z2 + z Z3), its like with another sign turned, and -sin(x Z1 + y Z2 + z Z3). Along a
ray from the origin each gives (pi / 2) times the sign of what stands in it. What is left, in
x = e^a, y = e^b and z = 1, is

    E[sign(Z1) sign(Z2) sign(Z3)] = (1 / pi^2) * integral over the plane of D(a, b),
    D = S(-x, y, z) + S(x, -y, z) + S(x, y, -z) - S(x, y, z),

where S is the mean sign of x Z1 + y Z2 + z Z3: one form, which is known exactly. (If all Z are 1, D
is 2 where x, y and z are sides of a triangle, else 0: that part of the plane has the area pi^2 / 2,
and is the amoeba of a line.)

**The sum.** With n corners S has n - 2 derivatives, and far out D is of the order of y z / x^2, x
the largest. So a sum over a lattice is nearly as good as the integral (Trefethen and Weideman 2014,
*The exponentially convergent trapezoidal rule*, SIAM Review 56), but how fine a lattice it takes
depends on the forms. Lattices are tried that have hardly a point in common, each with twice as many
as the last, until two changes together are small; what lies outside is bounded by what lies at the
edge.
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from itertools import combinations

import numpy as np

from mcda_ai.algorithms.cut_simplices import Pieces
from mcda_ai.algorithms.simplex_volumes import (
    FLAT_SIMPLEX,
    Known,
    NotSettledError,
    change_of,
    probabilities_positive,
)
from mcda_ai.orders.weak_order import TIE_TOLERANCE, FloatArray

MOST_WORK = 80_000_000
"""Steps of the recursion for one form, in all, for one product: some .4 seconds."""
MOST_NUMBERS = 12_000_000
"""In one lattice: 100 megabytes."""
_ROUNDING = 1e-13
SMALL_CHANGE = 8e-7
_MARGIN = 2.0  # of 126 sums over values ten thousand times as large as others, two missed by half
_REACH = 22.0  # e^-22 is nothing beside 1
_FARTHER = 6.0
_EDGE = 1.0
_FIRST_STEP = 0.5
_TURNED = np.array([[-1, 1, 1], [1, -1, 1], [1, 1, -1], [1, 1, 1]])


def mean_sign_product(forms: FloatArray, enough: float = SMALL_CHANGE) -> Known:
    """Mean of the product of the signs of three linear forms of flat weights.

    Parameters
    ----------
    forms : array of shape (3, n_corners)
        Without traces, each somewhere above 0 and somewhere below.
    enough : float, optional
        Error that is small enough.

    Raises
    ------
    NotSettledError
        If that takes too much work.

    Examples
    --------
    The signs of three shares of four less 1/4 each:

    >>> known = mean_sign_product(4 * np.eye(4)[:3] - 1)
    >>> round(known.value, 9)
    0.15625
    """
    forms = np.asarray(forms, dtype=np.float64)
    forms = forms[:, forms.any(axis=0)]
    forms = forms / np.abs(forms).max(axis=1, keepdims=True)
    for one, other, third in ((0, 1, 2), (0, 2, 1), (1, 2, 0)):
        for sign in (1, -1):
            if np.abs(forms[one] - sign * forms[other]).max() <= TIE_TOLERANCE:
                return Known(sign * _mean_signs(forms[third][:, None])[0], _ROUNDING)
    return _sign_product_of(forms.tobytes(), enough)


@lru_cache(maxsize=64)
def _sign_product_of(forms: bytes, enough: float) -> Known:
    """Cut where that makes few simplices; methods alike ask for the same again."""
    values = np.frombuffer(forms).reshape(3, -1)
    with suppress(NotSettledError):
        return Known(_by_cutting(values), _ROUNDING)
    return _by_integral(values, enough)


def _by_cutting(forms: FloatArray) -> float:
    """Cut the simplex where each of two forms is 0; of the third its mean sign is known."""
    total = 0.0
    is_above = (forms > 0).sum(axis=1)
    forms = forms[np.argsort(np.minimum(is_above, forms.shape[1] - is_above), kind="stable")]
    for one in (1, -1):
        part = Pieces.whole(np.vstack([one * forms[0], forms[1:]])).above()
        for other in (1, -1):
            values = part.values * np.array([other, 1])[:, None]
            pieces = Pieces(part.shares, values).above()
            total += one * other * float(pieces.shares @ _mean_signs(pieces.values[:, 0].T))
    return total


def _by_integral(forms: FloatArray, enough: float) -> Known:
    sums: list[float] = []
    reach, step, work = _REACH, _FIRST_STEP, 0.0
    while True:
        if 6 * (reach / step) ** 2 * forms.shape[1] > MOST_NUMBERS:
            raise NotSettledError("a lattice would have too many points")
        how_far, values = _lattice(forms, reach, step)
        work += float(np.dot(*((sign * values > 0).sum(axis=0, dtype=float) for sign in (1, -1))))
        if work > MOST_WORK:
            raise NotSettledError("a lattice would take too long")
        total, outside = _sums(how_far, values, reach, step)
        if outside > enough / 4:  # some values are far larger than others
            reach, sums = reach + _FARTHER, []
            continue
        sums.append(total)
        error = _MARGIN * change_of(sums) + outside
        if error <= enough:
            return Known(total, error + _ROUNDING)
        step /= np.sqrt(2)


def _lattice(forms: FloatArray, reach: float, step: float) -> tuple[FloatArray, FloatArray]:
    """Give log(x^2 / (y z)) for each point within reach, and the values of the forms of S there.

    These have shape (n_corners, 4 n_points): the four forms of D one after the other.
    """
    along = step * np.arange(-np.floor(reach / step), np.floor(reach / step) + 1)
    a, b = (part.ravel() for part in np.meshgrid(along, along))
    logs = np.array([a, b, np.zeros_like(a)])
    logs -= logs.mean(axis=0)
    how_far = 3 * logs.max(axis=0)
    logs, how_far = logs[:, how_far <= reach], how_far[how_far <= reach]
    turned = _TURNED[:, :, None] * np.exp(logs)
    return how_far, np.einsum("sfp,fc->csp", turned, forms).reshape(forms.shape[1], -1)


def _sums(
    how_far: FloatArray, values: FloatArray, reach: float, step: float
) -> tuple[float, float]:
    """Give (1 / pi^2) times the integral of D, and at most as much as lies out of reach."""
    signs = _mean_signs(values).reshape(len(_TURNED), -1)
    difference = signs[:-1].sum(axis=0) - signs[-1]
    share = step**2 / np.pi**2
    at_edge = np.abs(difference[how_far > reach - _EDGE]).sum()
    return float(share * difference.sum()), float(share * at_edge)


def _mean_signs(values: FloatArray) -> FloatArray:
    return np.asarray(2 * probabilities_positive(values) - 1)


def means_of_signs(forms: FloatArray) -> tuple[list[float], dict[tuple[int, int], float]]:
    """Mean of the sign of each form of flat weights, and of the product of each two.

    Examples
    --------
    >>> means_of_signs(np.array([[1.0, -1.0], [-3.0, 1.0]]))
    ([0.0, -0.5], {(0, 1): -0.5})
    """
    chances = [FLAT_SIMPLEX.probability_all_positive([form]) for form in forms]
    pairs = {
        (a, b): 4 * FLAT_SIMPLEX.probability_all_positive([forms[a], forms[b]])
        - 2 * chances[a]
        - 2 * chances[b]
        + 1
        for a, b in combinations(range(len(forms)), 2)
    }
    return [2 * chance - 1 for chance in chances], pairs
