"""Proofs of what is said of a triangle of weights: by triangles drawn again, and programmes."""

from itertools import combinations

import numpy as np

import mcda_ai as mcda
from tests.proofs import makes, proves
from tests.proofs.plain import borda_of_criteria, layers_of, scored

DIVISIONS = 20_000
NO_LEAD = 1e-12


@makes("leader regions")
def leader_regions(problem, draw):
    return mcda.leader_regions(problem, weights=draw.choice(["layer-equal", "equal", None]))


def at_corners(result, problem):
    """Score each option where one group has all weight, from the proportions that are stated."""
    counted = [
        name for name, ok in zip(problem.criterion_names, scored(problem), strict=True) if ok
    ]
    return result.proportions[counted].to_numpy() @ borda_of_criteria(problem)


def leads(corners, who):
    """By how much an option is ahead of each other one that it does not tie with everywhere."""
    ahead = corners[:, [who]] - corners
    return ahead[:, np.abs(ahead).max(axis=0) > 1e-12]


def widest(corners, who):
    """Find how far at most an option is ahead of all others: try every corner of the programme."""
    ahead = leads(corners, who)
    if not ahead.shape[1]:
        return np.inf
    rows = np.vstack([np.eye(3, 4), np.column_stack([ahead.T, -np.ones(ahead.shape[1])])])
    best = -np.inf
    for active in combinations(range(len(rows)), 3):
        system = np.vstack([rows[list(active)], [1.0, 1.0, 1.0, 0.0]])
        if abs(np.linalg.det(system)) > 1e-14:
            point = np.linalg.solve(system, [0.0, 0.0, 0.0, 1.0])
            if (rows @ point >= -1e-13).all():
                best = max(best, point[3])
    return best


@proves("sensitivity.leader_regions.first")
def first(claim, result, problem):
    """Draw divisions again; the whole and nothing are told by the corners and a programme."""
    names = list(problem.alternative_names)
    corners = at_corners(result, problem)
    who = [names.index(name) for name in claim.values["who"]]
    share = claim.values["share"].value
    ahead = leads(corners, who[0])
    if (ahead >= -1e-12).all():
        return share == 1.0
    if widest(corners, who[0]) <= NO_LEAD:
        return False
    places = np.random.default_rng(5).dirichlet(np.ones(3), DIVISIONS)
    seen = float((places @ ahead >= -1e-12).all(axis=1).mean())
    error = np.sqrt(max(seen * (1 - seen), 10 / DIVISIONS) / DIVISIONS)
    alike = np.abs(corners[:, who] - corners[:, who[:1]]).max() <= 1e-12
    return alike and 0 < share < 1 and abs(share - seen) <= 5 * error


@proves("sensitivity.leader_regions.nowhere")
def nowhere(claim, result, problem):
    """Nobody of those is ahead of all others anywhere."""
    names = list(problem.alternative_names)
    corners = at_corners(result, problem)
    return all(widest(corners, names.index(name)) <= NO_LEAD for name in claim.values["who"])


@proves("sensitivity.leader_regions.divided")
def divided(claim, result, problem):
    """Every scored layer is in one group, and the two that disagree most are in different ones."""
    counted = [
        name for name, ok in zip(problem.criterion_names, scored(problem), strict=True) if ok
    ]
    layers = [problem.layer_names[k] for k in layers_of(problem)]
    placed = [layer for group in claim.values["groups"] for layer in group]
    if sorted(placed) != sorted(set(layers)):
        return False
    inside = result.proportions[counted].to_numpy().sum(axis=0)
    scores = borda_of_criteria(problem)
    means = []
    for layer in placed:
        weights = inside * [each == layer for each in layers]
        if weights.sum() == 0:
            return True  # a layer without weight beside others: how it is divided is not told
        means.append(weights @ scores / weights.sum())
    apart = {
        (one, other): np.linalg.norm(means[one] - means[other])
        for one, other in combinations(range(len(placed)), 2)
    }
    farthest = [pair for pair, far in apart.items() if far >= max(apart.values()) - 1e-6]
    group_of = {layer: k for k, group in enumerate(claim.values["groups"]) for layer in group}
    return any(group_of[placed[one]] != group_of[placed[other]] for one, other in farthest)
