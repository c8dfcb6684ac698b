"""Proofs of what is said of errors in judgements, by orders drawn one by one."""

import math
from functools import cache
from itertools import product

import numpy as np

import mcda_ai as mcda
from tests.proofs import makes, proves, proves_within
from tests.proofs.plain import (
    LEVEL,
    borda_of_criteria,
    drawn_weights,
    ranks_of,
    scored,
    scored_names,
)

SIZE, NEAR = 20_000, 0.025  # of a share: more than five standard errors
LINES = ("none", "equal")


@makes("reliability")
def reliability(problem, draw):
    stated = draw.choice([{"error": 0.05}, {"error": 0.3}, {"right": 0.9}])
    weights = draw.choice([None, "equal", "layer-equal", "uniform", "layer-first"])
    together = draw.choice(["none", "equal"])
    if draw.random() < 0.4:
        problem = with_confidence(problem, draw)
    return mcda.reliability(problem, "borda", weights, **stated, together=together, size=20_000)


def with_confidence(problem, draw):
    """Let some judgements say how likely they are to be right, or all."""
    share = draw.choice([0.3, 0.6, 1.0])
    told = {name: draw.choice([0.6, 0.9, "high", "low"])
            for name in scored_names(problem) if draw.random() < share}  # fmt: skip
    return problem.with_confidence(told, {"owner": "panel", "high": 0.95, "low": 0.5})


@cache
def orders_of(n):
    """List all orders with ties of n options, as levels without gaps."""
    every = (levels for levels in product(range(n), repeat=n))
    return [levels for levels in every if set(levels) == set(range(max(levels) + 1))]


def apart(one, other):
    """Count reversed pairs, and half of those tied in just one."""
    total = 0.0
    for i in range(len(one)):
        for j in range(i):
            signs = {np.sign(each[i] - each[j]) for each in (one, other)}
            total += {1: 0.0, 2: 0.5 if 0 in signs else 1.0}[len(signs)]
    return total


@cache
def chances_of(stated, theta):
    """Give the orders of the options and how likely each is."""
    odds = np.array([math.exp(-theta * apart(order, stated)) for order in orders_of(len(stated))])
    return odds / odds.sum()


@cache
def theta_of(stated, error, right):
    if right is None:
        return math.log((1 - error) / error)
    low, high = 0.0, 50.0
    for _ in range(60):
        middle = (low + high) / 2
        found = chances_of.__wrapped__(stated, middle).max()
        low, high = (middle, high) if found < right else (low, middle)
    return high


@cache
def nets_of(n):
    """Give, of each order of n options, how many each is above, less how many it is below."""
    levels = np.array(orders_of(n))
    signs = np.sign(levels[:, None, :] - levels[:, :, None])
    return signs.sum(axis=2)


def judged_of(problem):
    """Give, of each scored criterion, who is ranked and the stated levels."""
    names = problem.alternative_names
    return [
        ([names.index(name) for name in ranks], tuple(ranks.values()))
        for ranks, counts in zip(ranks_of(problem), scored(problem), strict=True) if counts
    ]  # fmt: skip


def weights_of(result, problem):
    """Give the weights, of each draw where they vary."""
    if result.over_weightings:
        is_flat = result.provenance.weight_space == "uniform"
        return drawn_weights(problem, is_flat, SIZE)
    return result.weights.to_numpy()[None, np.array(scored(problem))]


def thetas_of(result, problem, error=None):
    """Give the theta of each judgement: with one error for all, or as asked for and stated."""
    thetas = []
    for name, (_, stated) in zip(scored_names(problem), judged_of(problem), strict=True):
        asked = (result.error, result.right) if error is None else (error, None)
        if error is None and name in result.problem.confidences:
            asked = (None, result.problem.confidences[name])
        thetas.append(theta_of(stated, *asked))
    return thetas


def is_first(scores):
    return scores >= scores.max(axis=1, keepdims=True) - LEVEL


def firsts(result, problem, together, error=None, surely_right=None):
    """Draw true orders; tell of each draw and option whether it is first.

    One judgement can be right in every draw, instead of seldom; then those that err with it are.
    """
    random = np.random.default_rng(11)
    weights = weights_of(result, problem)
    scores = np.zeros((SIZE, len(problem.alternative_names)))
    judged = list(judged_of(problem))
    thetas = thetas_of(result, problem, error)
    seen = {}
    for at, (who, stated) in enumerate(judged):
        key = (tuple(who), stated) if together == "equal" else at
        theta = min(
            each
            for each, other in zip(thetas, judged, strict=True)
            if (together == "equal" and other == judged[at]) or other is judged[at]
        )
        chances = chances_of(stated, theta)
        if key not in seen:
            seen[key] = random.random(SIZE)
        drawn = np.searchsorted(np.cumsum(chances)[:-1], seen[key], side="right")
        if surely_right is not None and (
            at == surely_right or (together == "equal" and judged[at] == judged[surely_right])
        ):
            drawn[:] = int(np.argmax(chances))
        scores[:, who] += weights[:, [at]] * nets_of(len(stated))[drawn]
    return is_first(scores)


def alone(result, problem, together, error=None, surely_right=None):
    """Tell how often who leads as judged is truly first, alone, under the same weights."""
    first = firsts(result, problem, together, error, surely_right)
    leads = is_first(weights_of(result, problem) @ borda_of_criteria(problem))
    return float(((first & leads).any(axis=1) & (first.sum(axis=1) == 1)).mean())


def are_told_apart(problem):
    """Tell whether no two judgements are equal."""
    told = [(tuple(who), stated) for who, stated in judged_of(problem)]
    return len(set(told)) == len(told)


def right_of(result, problem, stated):
    """Tell how often judgements are right that state it themselves, or those that do not."""
    judged = zip(scored_names(problem), judged_of(problem), thetas_of(result, problem), strict=True)
    return [chances_of(order, theta).max() for name, (_, order), theta in judged
            if (name in result.problem.confidences) == stated]  # fmt: skip


def is_range(values, right):
    return (
        abs(values["least"].value - min(right)) < 1e-6
        and abs(values["most"].value - max(right)) < 1e-6
        and values["same"] == (max(right) - min(right) < 1e-6)
    )


@proves("sensitivity.reliability.model")
def model(claim, result, problem):
    """So often a judgement is wholly right that does not state it itself, at least and at most."""
    values = claim.values
    odds = 0 if result.error is None else (1 - result.error) / result.error
    return (
        is_range(values, right_of(result, problem, False))
        and abs(values["odds"] - odds) <= 0.05 + 1e-9
        and values["others"] == bool(result.problem.confidences)
        and values["ballots"] == result.problem.counts
    )


@proves("sensitivity.reliability.stated")
def stated(claim, result, problem):
    """So many judgements state how often they are right, and this range, by these meanings."""
    values, told = claim.values, result.problem.confidences
    of_words = any(isinstance(result.problem.judgement(name).confidence, str) for name in told)
    return (
        (values["n"], values["of"]) == (len(told), sum(scored(problem)))
        and values["every"] == (values["n"] == values["of"])
        and values["owner"] == ("panel" if of_words else "")
        and is_range(values, list(told.values()))
    )


@proves("sensitivity.reliability.no leader")
def no_leader(claim, result, problem):
    """Several lead as the judgements stand."""
    ranking = mcda.rank(problem, "borda", result.weights.to_numpy())
    return tuple(ranking.leaders) == claim.values["who"] and len(ranking.leaders) > 1


@proves("sensitivity.reliability.stays", "sensitivity.reliability.stays over")
def stays(claim, result, problem):
    """Who leads is first alone about so often in draws of its own."""
    often = claim.values["often"].values
    sort = {"uniform": "flat", "layer-first": "layers"}.get(result.provenance.weight_space)
    return (
        claim.values.get("space") == sort
        and claim.values.get("who", "") == ("" if sort else result.leaders[0])
        and often["same"] == are_told_apart(problem)
        and all(abs(alone(result, problem, each) - often[each].value) < NEAR for each in LINES)
    )


proves_within("sensitivity.reliability.stays", "sensitivity.reliability.often")
proves_within("sensitivity.reliability.break even", "sensitivity.reliability.at")


@proves("sensitivity.reliability.first over")
def first_over(claim, result, problem):
    """It is first alone about so often, and no other is more often."""
    at = problem.alternative_names.index(claim.values["who"])
    for together in LINES:
        first = firsts(result, problem, together)
        shares = (first & (first.sum(axis=1, keepdims=True) == 1)).mean(axis=0)
        if abs(shares[at] - claim.values["often"].values[together].value) >= NEAR:
            return False
        if together == result.together and shares.max() > shares[at] + NEAR:
            return False
    return True


@proves("sensitivity.reliability.break even")
def break_even(claim, result, problem):
    """At that error it is first alone about as often as it says."""
    if claim.values["each"] != bool(result.problem.confidences):
        return False
    return claim.values["same"] == are_told_apart(problem) and all(
        falls_at(result, problem, together, claim.values[together].values, claim.values["often"])
        for together in LINES
        if claim.values[together]
    )


def falls_at(result, problem, together, told, often):
    """Tell whether it is first alone that often at an error, or below it where that is little."""
    there = alone(result, problem, together, told["error"].value)
    if not told["little"]:
        return abs(there - often.value) < NEAR
    return there < often.value + NEAR


@proves("sensitivity.reliability.check", "sensitivity.reliability.no check")
def check(claim, result, problem):
    """Where it is right the leader is first about so much more often; no other tells more."""
    together = result.together
    now = alone(result, problem, together)
    gains = np.array([alone(result, problem, together, surely_right=k) - now
                      for k in range(len(scored_names(problem)))])  # fmt: skip
    if claim.values["alike"] != (together == "equal" and not are_told_apart(problem)):
        return False
    if claim.kind.endswith("no check"):
        return 100 * gains.max() <= claim.values["points"] + 100 * NEAR
    told = [scored_names(problem).index(name) for name in claim.values["criteria"]]
    points = claim.values["points"]
    return all(abs(100 * gains[k] - points) < 100 * NEAR for k in told) and (
        100 * gains.max() <= points + 100 * NEAR and claim.values["n"] == len(told)
    )
