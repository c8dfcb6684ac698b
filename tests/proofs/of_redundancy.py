"""Proofs of what is said of criteria with equal rankings."""

from dataclasses import replace
from itertools import product

import numpy as np

import mcda_ai as mcda
from mcda_ai.messages.wording import Words
from tests.proofs import makes, proves
from tests.proofs.plain import (
    LEVEL,
    borda_of_criteria,
    drawn_weights,
    layers_of,
    ranks_of,
    scored,
)

STEPS = 2_000
SIZE = 40_000
NEAR = 0.03  # of a share: more than five standard errors of so many draws


@makes("redundancy")
def redundancy(problem, draw):
    if problem.own_weights is not None and draw.random() < 0.1:
        problem = replace(problem, counts=True)
    return mcda.redundancy(
        problem, "borda", draw.choice([None, "equal", "layer-equal"]),
        draw.choice(["problem", "layer"]), size=4_000,
    )  # fmt: skip


def rankings_of(problem):
    """Give the ranking on each scored criterion: the same for the same, pair by pair."""
    return [
        tuple(sorted(
            (one, other, int(np.sign(mine - theirs)))
            for one, mine in ranks.items() for other, theirs in ranks.items()
        ))
        for ranks, counts in zip(ranks_of(problem), scored(problem), strict=True) if counts
    ]  # fmt: skip


def groups_of(result, problem):
    """Number each scored criterion as the first that says the same, within its layer if asked."""
    rankings = rankings_of(problem)
    if result.scope == "layer":
        rankings = list(zip(layers_of(problem).tolist(), rankings, strict=True))
    return np.array([rankings.index(each) for each in rankings])


def sizes_of(groups):
    return np.array([(groups == group).sum() for group in groups])


def weights_at(rho, result, problem):
    """Weigh each criterion by its weight times k^(rho - 1); layers keep theirs where asked."""
    weights = result.weights.to_numpy()[np.array(scored(problem))]
    changed = weights * sizes_of(groups_of(result, problem)) ** (rho - 1.0)
    if result.scope == "problem":
        return changed / changed.sum()
    layers = layers_of(problem)
    for layer in set(layers.tolist()):
        inside = layers == layer
        if changed[inside].sum():
            changed[inside] *= weights[inside].sum() / changed[inside].sum()
    return changed


def led(rho, result, problem):
    totals = weights_at(rho, result, problem) @ borda_of_criteria(problem)
    leads = totals >= totals.max() - LEVEL * len(totals)  # some weights are 1e-9 beside others
    return tuple(
        name for name, leads_too in zip(problem.alternative_names, leads, strict=True) if leads_too
    )


@proves("sensitivity.redundancy.none", "sensitivity.redundancy.repeats")
def repeats(claim, result, problem):
    """So many criteria, different rankings, and equal ones in the largest group."""
    groups = groups_of(result, problem)
    sizes = [int((groups == group).sum()) for group in sorted(set(groups.tolist()))]
    if claim.kind.endswith("none"):
        return max(sizes) == 1 and claim.values["n"] == len(groups)
    largest = sorted(set(groups.tolist()))[sizes.index(max(sizes))]
    orders = [problem.judgement(name).order for name, counts in
              zip(problem.criterion_names, scored(problem), strict=True) if counts]  # fmt: skip
    counts = (claim.values[each] for each in ("n", "kinds", "most", "others"))
    return (
        tuple(counts) == (len(groups), len(sizes), max(sizes), sizes.count(max(sizes)) - 1)
        and str(orders[largest]) in Words().said(claim)
    )  # fmt: skip


@proves(
    *(f"sensitivity.redundancy.{kind}" for kind in ("always", "changes", "changes back", "between"))
)
def leads(claim, result, problem):
    """They lead at the ends, and between where it is said, in many steps."""
    kind = claim.kind.split(".")[-1]
    if kind == "always":
        who = claim.values["who"]
        return all(led(rho, result, problem) == who for rho in np.linspace(0, 1, 60))
    if kind == "between":
        told = [(low, high) for low, high, who in result.leads.itertuples(index=False)
                if who == claim.values["who"]]  # fmt: skip
        return bool(told) and all(
            led((low + high) / 2, result, problem) == claim.values["who"] for low, high in told
        )
    ends = led(1.0, result, problem), led(0.0, result, problem)
    same = ends[0] == ends[1]
    return ends == (claim.values["now"], claim.values["once"]) and same == (kind != "changes")


@proves("sensitivity.redundancy.break even")
def break_even(claim, result, problem):
    """Above it nothing changes, at it or just below it something does."""
    most = sizes_of(groups_of(result, problem)).max()
    rho = result.break_even
    above = np.linspace(rho + 1e-7, 1, 60) if rho < 1 - 1e-7 else []
    now = led(above[0], result, problem) if rho < 1 - 1e-7 else led(1.0, result, problem)
    before = {led(rho, result, problem), led(max(rho - 1e-7, 0), result, problem)}
    stays = all(led(each, result, problem) == now for each in above)
    worth = float(most) ** rho
    sizes = sizes_of(groups_of(result, problem))
    others = len(set(groups_of(result, problem)[sizes > 1].tolist())) > 1
    return (
        claim.values["most"] == most
        and abs(claim.values["worth"] - worth) <= 0.05 + 1e-9
        and claim.values["others"] == others
        and claim.values["several"] == (len(set(result.crossings)) > 1)
        and stays
        and before != {now}
    )


@proves("sensitivity.redundancy.shares")
def shares(claim, result, problem):
    """Each is first in so many weightings drawn anew, of all criteria and of one a ranking."""
    scores = borda_of_criteria(problem)
    at = problem.alternative_names.index(claim.values["who"])
    random = np.random.default_rng(7)
    is_flat = claim.values["space"] == "flat"
    groups = groups_of(result if is_flat else replace(result, scope="layer"), problem)
    if is_flat:
        kinds, place = np.unique(groups, return_inverse=True)
        totals = random.dirichlet(np.ones(len(kinds)), SIZE)
        once = totals[:, place] / sizes_of(groups)
    else:
        layers = layers_of(problem)
        present = sorted(set(layers.tolist()))
        shares_of = random.dirichlet(np.ones(len(present)), SIZE)
        once = np.zeros((SIZE, len(groups)))
        for column, layer in enumerate(present):
            inside = layers == layer
            kinds, place = np.unique(groups[inside], return_inverse=True)
            within = random.dirichlet(np.ones(len(kinds)), SIZE) * shares_of[:, [column]]
            once[:, inside] = within[:, place] / np.bincount(place)[place]
    if claim.values["within"] != (not is_flat or result.scope == "layer"):
        return False
    drawn = drawn_weights(problem, claim.values["space"] == "flat", SIZE)
    return all(
        abs(_first(weights @ scores, at) - claim.values[key].value) <= NEAR
        for key, weights in (("now", drawn), ("once", once))
    )


def _first(scores, at):
    return float((scores[:, at] >= scores.max(axis=1) - 1e-12).mean())


@proves("sensitivity.redundancy.ballots")
def ballots(claim, result, problem):
    """It is said where weights count ballots, and then nothing depends on how often they do."""
    return result.problem.counts and len(result.leads) == 1


@proves("sensitivity.redundancy.unavoidable")
def unavoidable(claim, result, problem):
    """All orders with ties, written out, are fewer than the criteria, which rank all options."""
    m, n = claim.values["m"], claim.values["n"]
    orders = {
        tuple(sorted(set(levels)).index(level) for level in levels)
        for levels in product(range(m), repeat=m)
    }
    ranked = [ranks for ranks in ranks_of(problem) if len(ranks) > 1]
    return (
        claim.values["possible"] == len(orders) < n == len(ranked)
        and m == len(problem.alternatives)
        and all(len(ranks) == m for ranks in ranked)
    )


@proves("sensitivity.redundancy.no proof")
def no_proof(claim, result, problem):
    """It is said of problems with equal rankings."""
    groups = groups_of(result, problem)
    return len(set(groups.tolist())) < len(groups)


@proves("sensitivity.redundancy.in steps")
def in_steps(claim, result, problem):
    """It is said of methods that are not linear in the weights, where the lead changes."""
    return not result.method.linear and len(set(result.leads["leaders"])) > 1
