"""Proofs of what is said of shares of all weightings."""

from dataclasses import replace
from itertools import permutations

import numpy as np
from scipy.optimize import linprog

import mcda_ai as mcda
from tests.proofs import makes, proves
from tests.proofs.plain import borda_of_criteria, drawn_weights, layers_of, ranks_of, scored_names

DRAWS = 20_000
MANY = 200_000


@makes("robustness")
def robustness(problem, draw):
    method = draw.choice(["borda", "borda", "borda", "copeland", "condorcet"])
    space = draw.choice(spaces_of(problem))
    return mcda.robustness(problem, method, space, size=draw.choice(["auto", 400]), rng=1)


@makes("robustness of majority methods")
def majorities(problem, draw):
    method = draw.choice(["copeland", "regime", "minimax", "schulze", "kemeny", "smith"])
    return mcda.robustness(problem, method, draw.choice(spaces_of(problem)), rng=1)


@makes("robustness layer by layer")
def layer_by_layer(problem, _):
    """Ask for what is certified, of four options and more."""
    return mcda.robustness(problem, "borda", "layer-first", rng=1)


@makes("robustness of an election")
def election(problem, draw):
    """Take each criterion for the ballot of so many voters."""
    counted = replace(problem, counts=True, own_weights=ballots_of(problem))
    return mcda.robustness(counted, draw.choice(["borda", "copeland"]), size=400, rng=1)


def ballots_of(problem):
    return {name: float(1 + 3 * k % 7) for k, name in enumerate(problem.criterion_names)}


def spaces_of(problem):
    """Give the flat space, layers first, around equal weights, a part of the flat one, a point."""
    names = scored_names(problem)
    return [
        mcda.weights.Uniform(),
        mcda.weights.Uniform(),
        mcda.weights.LayerFirst(),
        mcda.weights.LayerFirst(),
        mcda.weights.Around("equal", concentration=4),
        mcda.weights.Constrained(f"{names[0]} >= {names[-1]}", f"{names[0]} <= 90 %"),
        mcda.weights.Fixed("equal"),
    ]


def weightings(result, problem, size=DRAWS):
    """Draw weightings of the space again."""
    space = result.provenance.weight_space
    n = len(layers_of(problem))
    if space == "fixed":
        return np.full((1, n), 1 / n)
    if result.provenance.over_voters:
        ballots = [ballots_of(problem)[name] for name in scored_names(problem)]
        return np.random.default_rng(5).dirichlet(ballots, size)
    if space == "around":
        return np.random.default_rng(5).dirichlet(np.full(n, 4 / n), size)
    drawn = drawn_weights(
        problem, space != "layer-first", size * (4 if space == "constrained" else 1)
    )
    return (
        drawn[~(conditions(n) @ drawn.T > 1e-12).any(axis=0)] if space == "constrained" else drawn
    )


def conditions(n):
    """Give rows that are at most 0 in the part of the flat space: for weights that sum to 1."""
    order, cap = np.zeros((2, n))
    order[0] -= 1
    order[-1] += 1
    cap[:] = -0.9
    cap[0] = 0.1
    return np.array([order, cap])


def leading(method, problem, weights):
    """Tell who is first under each weighting."""
    if method == "borda":
        scores = weights @ borda_of_criteria(problem)
        return scores >= scores.max(axis=1, keepdims=True) - 1e-9
    names = problem.alternative_names
    ranks = np.array([[each.get(name, np.nan) for name in names]
                      for each in ranks_of(problem) if len(each) > 1])  # fmt: skip
    ahead = np.sign(np.nan_to_num(ranks[:, None, :] - ranks[:, :, None]))
    margins = np.tensordot(weights, ahead, axes=1)
    won = np.where(np.abs(margins) <= 1e-12, 0, np.sign(margins))
    if method == "condorcet":
        return (won > 0).sum(axis=2) == len(names) - 1
    if method in ("schulze", "smith"):
        return undefeated(method, won, margins)
    if method == "kemeny":
        return first_in_an_order(margins)
    scores = np.where(won < 0, margins, 0).min(axis=2) if method == "minimax" else won.sum(axis=2)
    return scores >= scores.max(axis=1, keepdims=True) - 1e-12


def undefeated(method, won, margins):
    """Tell from whom a path leads to each other that is as wide as any back; or a path at all."""
    width = np.where(won > 0, margins, 0) if method == "schulze" else (won >= 0).astype(float)
    m = won.shape[1]
    for k in range(m):
        width = np.maximum(width, np.minimum(width[:, :, [k]], width[:, [k], :]))
    if method == "smith":
        return (width + np.eye(m) > 0).all(axis=2)
    return (width >= np.swapaxes(width, 1, 2) - 1e-12).all(axis=2)


def first_in_an_order(margins):
    """Tell who is first in some order of those that contradict the least weight."""
    m = margins.shape[1]
    orders = list(permutations(range(m)))
    agrees = np.array([[[order.index(i) < order.index(j) for j in range(m)] for i in range(m)]
                       for order in orders])  # fmt: skip
    gains = np.tensordot(margins, agrees, axes=([1, 2], [1, 2]))
    best = gains >= gains.max(axis=1, keepdims=True) - 1e-11
    heads = np.array([[order[0] == i for i in range(m)] for order in orders])
    return best.astype(int) @ heads.astype(int) > 0


@proves("sensitivity.smaa.first")
def first(claim, result, problem):
    """Draw again: the share lies within five errors; 0 and 1 are decided by a linear programme."""
    method = result.provenance.method
    first_or_not = leading(method, problem, weightings(result, problem))
    who = problem.alternative_names.index(claim.values["who"])
    return is_share(claim, float(first_or_not[:, who].mean()), len(first_or_not)) and (
        claim.values["share"].size == 0 or not is_certain(result, problem, who)
    )


@proves("sensitivity.smaa.first between")
def first_between(claim, result, problem):
    """Draw again: no share outside the bounds gives what is seen, but for chance."""
    lower, upper = (share.value for share in claim.values["shares"])
    first_or_not = leading(result.provenance.method, problem, weightings(result, problem, MANY))
    seen = float(first_or_not[:, problem.alternative_names.index(claim.values["who"])].mean())
    errors = [5 * np.sqrt(max(p * (1 - p), 10 / MANY) / MANY) for p in (lower, upper)]
    is_within = lower - errors[0] <= seen <= upper + errors[1]
    return claim.certainty == "certified" and 0 <= lower <= upper <= 1 and is_within


def is_share(claim, seen, size):
    """Tell whether a share is the one seen, but for chance; 0 and 1 for certain only if seen so."""
    share = claim.values["share"]
    if (claim.certainty == "exact") != (share.size == 0):
        return False
    if share.size == 0 and (share.value in (0.0, 1.0) or size == 1):
        return seen == share.value
    n = min(share.size or size, size)
    error = np.sqrt(max(seen * (1 - seen), 10 / n) / n)
    return abs(seen - share.value) <= 5 * error


def is_certain(result, problem, who):
    """Tell whether the share of a first place is 0 or 1 whatever is drawn; known for Borda."""
    if result.provenance.weight_space == "fixed" or len(layers_of(problem)) == 1:
        return True
    if result.provenance.method != "borda":
        return False
    part = result.provenance.weight_space == "constrained"
    scores = borda_of_criteria(problem)
    return never_or_always(scores, who, conditions(len(scores)) if part else None)


def never_or_always(scores, who, rows=None):
    """Tell by linear programmes whether an option is behind another, or level or ahead, surely."""
    leads = scores[:, [who]] - scores
    n, m = leads.shape
    rows = np.zeros((0, n)) if rows is None else rows
    least = [solved(lead, rows, n) for lead in leads.T]
    if min(least) >= -1e-9:
        return True
    rivals = [j for j in range(m) if max(-least[j], -solved(-leads[:, j], rows, n)) > 1e-9]
    margins = np.column_stack([-leads[:, rivals].T, np.ones(len(rivals))])
    others = np.column_stack([rows, np.zeros(len(rows))])
    best = -solved(np.append(np.zeros(n), -1.0), np.vstack([margins, others]), n)
    return best <= 1e-9


def solved(form, rows, n):
    """Give the least value of a linear form of weights, and of one more variable if it has one."""
    extra = len(form) - n
    found = linprog(
        form, A_ub=rows, b_ub=np.zeros(len(rows)), A_eq=[[*np.ones(n), *np.zeros(extra)]],
        b_eq=[1.0], bounds=[(0, None)] * n + [(None, None)] * extra,
    )  # fmt: skip
    return found.fun


@proves("sensitivity.smaa.shared leads")
def shared_leads(claim, result, problem):
    """Drawn again, there are weightings under which several are first."""
    if isinstance(result, mcda.Attribution):
        return result.summary.loc[[f"{name} leads" for name in problem.alternative_names],
                                  "mean"].sum() > 1  # fmt: skip
    together = leading(result.provenance.method, problem, weightings(result, problem))
    return bool((together.sum(axis=1) > 1).any())


@proves("sensitivity.smaa.nobody first")
def nobody_first(claim, result, problem):
    """Drawn again, the share of weightings under which nobody is first."""
    first_or_not = leading(result.provenance.method, problem, weightings(result, problem))
    return is_share(claim, float((~first_or_not).all(axis=1).mean()), len(first_or_not))


@proves("sensitivity.smaa.assumption")
def assumption(claim, result, problem):
    """It is what the space is typed as."""
    typed = result.provenance.space
    sorts = {"Uniform()": "criteria", "Constrained(": "criteria", "LayerFirst()": "layers",
             "Around(": "around"}  # fmt: skip
    sort = next((sort for start, sort in sorts.items() if typed.startswith(start)), None)
    sort = "voters" if result.provenance.over_voters else sort
    return claim.values == {"sort": sort, "limited": "Constrained(" in typed or "Prefers(" in typed}


@proves("sensitivity.smaa.own weights aside")
def own_weights_aside(claim, result, problem):
    return problem.own_weights is not None and "Around" not in result.provenance.space
