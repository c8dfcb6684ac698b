"""What scikit-criteria answers."""

import numpy as np
import skcriteria
from skcriteria.agg.topsis import TOPSIS
from timed import main


def topsis(given):
    """Give scores; ranks need no scaling, since those of every criterion have the same range."""
    matrix, weights = np.array(given["matrix"], dtype=float), np.array(given["weights"])
    made = skcriteria.mkdm(matrix, [max] * len(weights), weights=weights)
    return lambda: list(TOPSIS().evaluate(made).e_.similarity)


main("scikit-criteria", {"topsis": topsis})
