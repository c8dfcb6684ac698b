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
    return {
        each for each, is_first in zip(problem.alternative_names, leads, strict=True) if is_first
    }


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


def points_of(option, result, problem):
    """Give what each set has to move for an option; None if nothing will do."""
    points = {name: points_to(option, result, name, problem) for name in result.rankings}
    return None if None in points.values() else points


def most_of_all(result, problem):
    """Give what the set that has to move most moves, by option that can be first."""
    every = {option: points_of(option, result, problem) for option in problem.alternative_names}
    return {option: max(points.values()) for option, points in every.items() if points}


@proves("elicitation.common_ground.asks")
def asks(claim, result, problem):
    """Each set is named, and moves what a linear programme finds; only who has it first rests."""
    option = claim.values["who"]
    expected = points_of(option, result, problem)
    told = {}
    for part in claim.values["parts"]:
        points = part.values.get("points")
        if points is not None and points.value <= 0:
            return False
        for name in part.values["who"] if points is None else [part.values["who"]]:
            if points is None and option not in first_under(result, name, problem):
                return False
            told[name] = 0.0 if points is None else points.value
    return told.keys() == result.rankings.keys() and all(
        abs(told[name] - expected[name]) <= SAME_POINTS for name in told
    )


@proves("elicitation.common_ground.least")
def least(claim, result, problem):
    """No option asks less of who has to move most, and no other as little."""
    most = most_of_all(result, problem)
    fewest = min(most.values())
    nearest = {option for option, points in most.items() if points <= fewest + 3e-6}
    return nearest == set(claim.values["who"]) and (
        abs(claim.values["points"].value - fewest) <= SAME_POINTS
    )


@proves("elicitation.common_ground.cannot")
def cannot(claim, result, problem):
    """No weights put these first; they do all others."""
    can = most_of_all(result, problem)
    return set(claim.values["who"]) == set(problem.alternative_names) - set(can)


@proves("elicitation.common_ground.others")
def others(claim, result, problem):
    """The options of which nothing is said ask at least as much as those of which it is."""
    told = {each.values["who"] for each in result.claims if each.kind.endswith("asks")}
    most = most_of_all(result, problem)
    rest = [most[option] for option in most if option not in told]
    return claim.values["n"] == len(rest) and (
        min(rest) >= max(most[option] for option in told) - SAME_POINTS
    )


@proves("elicitation.common_ground.stays", "elicitation.common_ground.moves")
def part_of_what_is_asked(claim, result, problem):
    """It names sets; what it says of them is proven with the whole."""
    who = claim.values["who"]
    return set(who if isinstance(who, tuple) else [who]) <= result.rankings.keys()
