"""What pymcdm answers."""

import numpy as np
from pymcdm.methods import PROMETHEE_II, TOPSIS
from timed import main


def asked(method):
    """Give scores by a method; every criterion is a profit."""

    def ready(given):
        matrix, weights = np.array(given["matrix"], dtype=float), np.array(given["weights"])
        return lambda: list(method()(matrix, weights, np.ones(len(weights))))

    return ready


main("pymcdm", {"topsis": asked(TOPSIS), "promethee2": asked(lambda: PROMETHEE_II("usual"))})
