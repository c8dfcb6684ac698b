"""A problem in plain numbers, from its orders alone, for proofs to calculate with."""

import numpy as np

LEVEL = 1e-12  # sums that differ by no more are equal


def ranks_of(problem):
    """Give, for each criterion, the rank of each option that is ranked, as it was judged."""
    table = np.asarray(problem.ranks, dtype=float)
    names = problem.alternative_names
    return [{name: rank for name, rank in zip(names, row, strict=True) if not np.isnan(rank)}
            for row in table]  # fmt: skip


def scored(problem):
    """Tell of each criterion whether two options at least are ranked on it."""
    return [len(ranks) > 1 for ranks in ranks_of(problem)]


def borda_of_criteria(problem):
    """Count whom each option is ahead of, less who is ahead of it, on each scored criterion."""
    names = problem.alternative_names
    counted = [ranks for ranks in ranks_of(problem) if len(ranks) > 1]
    return np.array([[_net_wins(ranks, name) for name in names] for ranks in counted], dtype=float)


def _net_wins(ranks, name):
    if name not in ranks:
        return 0
    wins = sum(1 for other in ranks.values() if other > ranks[name])
    return wins - sum(1 for other in ranks.values() if other < ranks[name])


def layers_of(problem):
    """Give the layer of each scored criterion, by number."""
    pairs = zip(problem.layer_of, scored(problem), strict=True)
    return np.array([int(layer) for layer, counts in pairs if counts])


def drawn_weights(problem, is_flat, size, seed=12345):
    """Draw weights of the scored criteria: flat over all, or flat over layers and within each."""
    random = np.random.default_rng(seed)
    layers = layers_of(problem)
    weights = random.standard_exponential((size, len(layers)))
    if is_flat:
        return weights / weights.sum(axis=1, keepdims=True)
    present = sorted(set(layers))
    totals = random.dirichlet(np.ones(len(present)), size)
    for column, layer in enumerate(present):
        inside = layers == layer
        part = weights[:, inside]
        weights[:, inside] = part / part.sum(axis=1, keepdims=True) * totals[:, [column]]
    return weights


def duels_of(problem):
    """Tell, for each criterion, who is ahead of whom: 1 where the row is, -1 where it is behind."""
    names = problem.alternative_names
    return np.array([[[_ahead(ranks, one, other) for other in names] for one in names]
                     for ranks in ranks_of(problem)], dtype=float)  # fmt: skip


def _ahead(ranks, one, other):
    if one not in ranks or other not in ranks:
        return 0
    return np.sign(ranks[other] - ranks[one])


def points_at(duels, weights):
    """Give the Borda points of each option at weights of all criteria, per rival."""
    return np.asarray(weights) @ duels.sum(axis=2) / max(1, duels.shape[1] - 1)


def margins_at(duels, weights):
    """Give the weight that puts the row above the column, less the weight that does the reverse."""
    return np.tensordot(weights, duels, axes=1)


def leaders_at(duels, method, weights):
    """Give who is first, by number: by points, by duels won less lost, or by the worst defeat."""
    if method == "borda":
        values = points_at(duels, weights)
    else:
        margins = margins_at(duels, weights)
        won = np.where(np.abs(margins) <= LEVEL, 0.0, margins)
        values = np.sign(won).sum(axis=1) if method == "copeland" else won.min(axis=1)
    return [int(i) for i in np.flatnonzero(values >= values.max() - LEVEL)]
