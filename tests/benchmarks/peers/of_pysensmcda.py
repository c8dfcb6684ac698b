"""What pysensmcda answers: rankings put together by Borda, and shares over weightings."""

import numpy as np
from pymcdm.methods import TOPSIS, WSM
from pysensmcda.compromise import borda
from pysensmcda.smaa import rank_acceptability, simulate
from timed import main


def compromise(given):
    """Give the order by Borda of rankings that count equally; lower is better, so turned round."""
    ranks = len(given["matrix"]) + 1 - np.array(given["matrix"], dtype=float)
    return lambda: list(-borda(ranks))


def shares(method):
    """Give how often each is first over weights drawn uniformly."""

    def ready(given):
        matrix, size = np.array(given["matrix"], dtype=float), given["size"]
        types = np.ones(matrix.shape[1])

        def answer():
            made = simulate(method(), matrix, types, num_samples=size, store="accumulate", seed=1)
            return [float(row[0]) for row in rank_acceptability(made)]

        return answer

    return ready


main(
    "pysensmcda",
    {"equal borda": compromise, "borda shares": shares(WSM), "topsis shares": shares(TOPSIS)},
)
