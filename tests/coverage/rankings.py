"""Random ranks: impartial, or around one order (Mallows 1957), with ties and repeated criteria."""

import numpy as np


def mallows_rankings(n, m, dispersion, *, ties=0.0, repeats=0.0, seed=0):
    """Draw ranks of m options on n criteria, of which some repeat another; shape (n, m).

    Options are put in one after the other, each k places from the end with a chance in proportion
    to dispersion ** k (Doignon, Pekec and Regenwetter 2004); 1 is impartial. Each option is level
    with the one before it with the chance `ties`.
    """
    rng = np.random.default_rng(seed)
    rows = []
    for _ in range(n):
        if rows and rng.random() < repeats:
            rows.append(rows[rng.integers(len(rows))])
            continue
        order = []
        for option in range(m):
            chances = dispersion ** np.arange(option + 1.0)
            order.insert(option - rng.choice(option + 1, p=chances / chances.sum()), option)
        steps = np.append(0, rng.random(m - 1) >= ties).cumsum()
        row = np.empty(m)
        row[order] = 1 + steps
        rows.append(row)
    return np.array(rows)
