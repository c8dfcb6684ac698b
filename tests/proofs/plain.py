"""A problem in plain numbers, from its orders alone, for proofs to calculate with."""

import numpy as np
from scipy.optimize import linprog

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


def margins_of_criteria(problem):
    """Tell who is ahead (1), behind (-1) or neither (0) on each scored criterion; (n, m, m)."""
    return duels_of(problem)[scored(problem)]


def fixed_weights(problem, rule):
    """Weigh the scored criteria: by the problem's own weights, or criteria or layers equally."""
    layers = layers_of(problem)
    if rule == "own":
        own = [problem.own_weights[name] for name, counts in
               zip(problem.criterion_names, scored(problem), strict=True) if counts]  # fmt: skip
        return np.array(own, dtype=float) / sum(own)
    if rule == "equal":
        return np.full(len(layers), 1 / len(layers))
    sizes = {layer: int((layers == layer).sum()) for layer in set(layers.tolist())}
    return np.array([1 / len(sizes) / sizes[layer] for layer in layers.tolist()])


def smallest_shift(weights, scores, option):
    """Give the least points of weight to move before nobody is better than an option.

    Half the sum of changes, by a linear programme over what is added and what is taken away.
    """
    n = len(weights)
    leads = scores[:, [option]] - scores
    found = linprog(
        np.full(2 * n, 50.0),
        A_ub=np.hstack([-leads.T, leads.T]),
        b_ub=leads.T @ weights,
        A_eq=[[*np.ones(n), *-np.ones(n)]],
        b_eq=[0.0],
        bounds=[(0, None)] * n + [(0, weight) for weight in weights],
    )
    return found.fun if found.status == 0 else np.inf


def lead_surely(scores, leads, equal, totals, a_ub=None, b_ub=None):
    """Tell by linear programmes whether just these are first, but where weights have no share.

    Weights meet ``equal @ w = totals`` and ``a_ub @ w <= b_ub``; `leads` tells of each option
    whether it is one of them.
    """
    one = int(np.flatnonzero(leads)[0])
    for other, leads_too in enumerate(leads):
        lead = scores[:, one] - scores[:, other]
        least, most = (
            sign * linprog(sign * lead, A_ub=a_ub, b_ub=b_ub, A_eq=equal, b_eq=totals).fun
            for sign in (1, -1)
        )
        if least < -1e-9 or (most > 1e-9) == bool(leads_too):
            return False
    return True


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


def leaders_by(method, rows, names):
    """Rank names by rows of (weight, ranks), by Borda or Copeland, and give those first."""
    total = sum(weight for weight, _ in rows)
    totals = dict.fromkeys(names, 0.0)
    for one in names:
        for other in names:
            lead = sum(
                weight * float(np.sign(ranks[other] - ranks[one]))
                for weight, ranks in rows
                if one in ranks and other in ranks
            )
            tied = abs(lead) <= 1e-12 * total
            won = 0.0 if tied else float(np.sign(lead))
            totals[one] += lead / total if method == "borda" else won
    most = max(totals.values())
    return [name for name in names if totals[name] >= most - 1e-11]


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


def points_of(duels, method, weights):
    """Give what each option is ranked by: points, duels won less lost, or its worst defeat."""
    if method == "borda":
        return points_at(duels, weights)
    margins = margins_at(duels, weights)
    won = np.where(np.abs(margins) <= LEVEL, 0.0, margins)
    return np.asarray(np.sign(won).sum(axis=1) if method == "copeland" else won.min(axis=1))


def leaders_at(duels, method, weights):
    """Give who is first, by number: by points, by duels won less lost, or by the worst defeat."""
    values = points_of(duels, method, weights)
    return [int(i) for i in np.flatnonzero(values >= values.max() - LEVEL)]
