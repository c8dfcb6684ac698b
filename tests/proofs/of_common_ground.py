"""Proofs of what is said of named weight sets."""

import numpy as np
from scipy.optimize import linprog

import mcda_ai as mcda
from tests.proofs import makes, proves
from tests.proofs.plain import borda_of_criteria, leading, scored

SAME_POINTS = 1e-4


@makes("common ground")
def common_ground(problem, draw):
    names = problem.criterion_names
    counts = next(name for name, one in zip(names, scored(problem), strict=True) if one)
    sets = {}
    for name in "uvw"[: draw.choice([1, 2, 3])]:
        numbers = {each: draw.choice([0, 0, 1, 1, 2, 5, 1e-6]) for each in names}
        sets[name] = {**numbers, counts: draw.choice([1, 3])}
    return mcda.common_ground(problem, "borda", sets)


def weights_of(result, name, problem):
    """Give the weights of a set, of the scored criteria, as they sum to 1."""
    weights = result.rankings[name].weights.to_numpy()
    return weights[np.array(scored(problem))]


def first_under(result, name, problem):
    leads = leading(borda_of_criteria(problem), weights_of(result, name, problem))
    return {each for each, is_first in zip(problem.alternative_names, leads, strict=True) if is_first}


@proves("elicitation.common_ground.lead", "elicitation.common_ground.agreed")
def lead(claim, result, problem):
    """The sets named put just these options first; where all are said to, no set is missing."""
    sets, who = claim.values["sets"], set(claim.values["who"])
    if claim.kind.endswith("agreed") and set(sets) != set(result.rankings):
        return False
    return all(first_under(result, name, problem) == who for name in sets)


def points_to(option, result, name, problem):
    """Move as few points of a set's weight as let an option be first; None if nothing does."""
    scores, weights = borda_of_criteria(problem), weights_of(result, name, problem)
    at = problem.alternative_names.index(option)
    n = len(weights)
    behind = np.delete(scores, at, axis=1) - scores[:, [at]]
    eye = np.eye(n)
    rows = np.block([[behind.T, np.zeros((behind.shape[1], n))], [eye, -eye], [-eye, -eye]])
    limits = np.concatenate([np.zeros(behind.shape[1]), weights, -weights])
    found = linprog(
        np.repeat([0.0, 0.5], n), A_ub=rows, b_ub=limits,
        A_eq=[[*np.ones(n), *np.zeros(n)]], b_eq=[1.0],
    )  # fmt: skip
    return 100 * found.fun if found.status == 0 else None


@proves("elicitation.common_ground.ground")
def ground(claim, result, problem):
    """Each set has to move so much for the option, and nobody more for any than is said."""
    most = {option: [points_to(option, result, name, problem) for name in result.rankings]
            for option in problem.alternative_names}  # fmt: skip
    points = claim.values["points"].value
    who = claim.values["who"]
    least = min(max(each) for each in most.values() if None not in each)
    nearest = {option for option, each in most.items() if None not in each
               and max(each) <= least + SAME_POINTS}  # fmt: skip
    told = [move.values["points"].value for move in claim.values["moves"]]
    return (
        nearest == set(who)
        and abs(points - least) <= SAME_POINTS
        and np.allclose(told, most[who[0]], atol=SAME_POINTS)
    )


@proves("elicitation.common_ground.move")
def move(claim, result, problem):
    """It names a set; what it says of it is proven with the whole."""
    return claim.values["who"] in result.rankings
