"""What pyDecision answers."""

import numpy as np
from pyDecision.algorithm import borda_method, copeland_method, promethee_ii, topsis_method
from timed import main


def topsis(given):
    """Give scores."""
    matrix, weights = np.array(given["matrix"], dtype=float), np.array(given["weights"])
    kinds = ["max"] * len(weights)
    return lambda: list(topsis_method(matrix, weights, kinds, graph=False, verbose=False))


def promethee2(given):
    """Give net flows under the usual preference."""
    matrix, weights = np.array(given["matrix"], dtype=float), list(given["weights"])
    none = [0] * len(weights)
    usual = ["t1"] * len(weights)
    return lambda: list(
        promethee_ii(matrix, weights, none, none, none, usual, sort=False, verbose=False)[:, 1]
    )


def borda(given):
    """Give the order by Borda, criteria counting equally; lower is better, so turned round."""
    matrix = np.array(given["matrix"], dtype=float)
    kinds = ["max"] * matrix.shape[1]
    return lambda: list(-borda_method(matrix, kinds, graph=False, verbose=False))


def copeland(given):
    """Give who is first, criteria counting equally."""
    matrix = np.array(given["matrix"], dtype=float)
    kinds = ["max"] * matrix.shape[1]

    def answer():
        scores = copeland_method(matrix, kinds, graph=False, verbose=False)
        return [int(i) for i in np.flatnonzero(scores == scores.max())]

    return answer


main(
    "pyDecision",
    {"topsis": topsis, "promethee2": promethee2, "equal borda": borda, "copeland": copeland},
)
