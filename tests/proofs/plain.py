"""A problem in plain numbers, from its orders alone, for proofs to calculate with."""

import numpy as np


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


def scored_names(problem):
    """Give the names of the scored criteria."""
    flags = zip(problem.criterion_names, scored(problem), strict=True)
    return [name for name, counts in flags if counts]


def parts_of(problem):
    """Give the scored layers, or the criteria of the only one: each the row that adds it up."""
    layers, names = layers_of(problem), scored_names(problem)
    present = sorted(set(layers))
    if len(present) == 1:
        return dict(zip(names, np.eye(len(names)), strict=True))
    return {problem.layer_names[layer]: (layers == layer).astype(float) for layer in present}


def leading(scores, weights):
    """Tell who is first, alone or level, under each weighting: shape (n, n_options)."""
    totals = weights @ scores
    return totals >= totals.max(axis=-1, keepdims=True) - 1e-9
