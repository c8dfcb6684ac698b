"""Proofs of what is said of who leads whatever points the places get: scorings one by one."""

from dataclasses import replace
from itertools import combinations_with_replacement, pairwise

import numpy as np

import mcda_ai as mcda
from mcda_ai.messages.result import ShownResult
from mcda_ai.sensitivity.stability_of_points import claims_about_points
from tests.proofs import makes, proves, proves_within
from tests.proofs.plain import ranks_of, scored
from tests.proofs.problems import random_measured_problem

STEPS = {2: 1, 3: 60, 4: 15, 5: 8, 6: 6}
EDGE = 1e-6


class Points(ShownResult):
    """What stability says of points for places, and nothing else of what it says."""

    def __init__(self, found):
        self.ranking, self.scorings = found.ranking, found.scorings
        self.provenance, self._told = found.provenance, tuple(claims_about_points(found))

    def _claims(self):
        return self._told

    def _parts(self):
        return self.sentences


@makes("points for places")
def points_for_places(problem, draw):
    if draw.random() < 0.2:
        problem = random_measured_problem(draw)
    if problem.own_weights and draw.random() < 0.3:
        problem = replace(problem, counts=True)
    weights = None if draw.random() < 0.5 else draw.choice(["equal", "layer-equal"])
    return Points(mcda.stability(problem, "copeland", weights))  # for which little else is asked


# --- in plain numbers ----------------------------------------------------------------------------


def _profile(result):
    """Give the weight of each criterion, and the places that each option has a part of."""
    problem, found = result.ranking.problem, []
    flags = zip(problem.criterion_names, ranks_of(problem), scored(problem), strict=True)
    for name, ranks, counts in flags:
        if counts and result.ranking.weights[name] > 0:
            found.append((float(result.ranking.weights[name]), _places(ranks)))
    return found


def _places(ranks):
    """Give the places, from 0, that each option of a criterion shares with those level with it."""
    better = {name: sum(other < rank for other in ranks.values()) for name, rank in ranks.items()}
    level = {name: sum(other == rank for other in ranks.values()) for name, rank in ranks.items()}
    return {name: range(better[name], better[name] + level[name]) for name in ranks}


def _n_places(profile):
    return max(len(places) for _, places in profile)


def _scores(result, points):
    """Add up the points of each option, above the mean of those ranked with it."""
    scores = dict.fromkeys(result.ranking.problem.alternative_names, 0.0)
    for weight, places in _profile(result):
        mean = sum(points[: len(places)]) / len(places)
        for name, shared in places.items():
            scores[name] += weight * (sum(points[p] for p in shared) / len(shared) - mean)
    return scores


def _leaders(result, points, slack=1e-12):
    scores = _scores(result, points)
    return {name for name, score in scores.items() if score >= max(scores.values()) - slack}


def _scorings(n, *, convex):
    for between in combinations_with_replacement(np.linspace(1, 0, STEPS[n] + 1).tolist(), n - 2):
        points = [1.0, *between, 0.0]
        steps = [one - other for one, other in pairwise(points)]
        if not convex or all(one >= other - 1e-12 for one, other in pairwise(steps)):
            yield points


def _leads_by_scoring(result, *, convex):
    n = _n_places(_profile(result))
    return [_leaders(result, points) for points in _scorings(n, convex=convex)]


# --- proofs ---------------------------------------------------------------------------------------


def _told_apart(claim, result):
    """Gaps, ballots, measured criteria and the number of places are as the problem has them."""
    problem, n = result.ranking.problem, _n_places(_profile(result))
    m = len(problem.alternative_names)
    flags = zip(ranks_of(problem), scored(problem), problem.criterion_names, strict=True)
    kept = [(ranks, name) for ranks, counts, name in flags if counts]
    measured = any(problem.judgement(name).values is not None for _, name in kept)
    return (
        claim.values["gaps"] == any(len(ranks) < m for ranks, _ in kept)
        and claim.values["ballots"] == problem.counts
        and claim.values["measured"] == measured
        and claim.values["places"] == (str(n) if n <= 3 else "more")
        and claim.values["weights"] == ()
    )


@proves("sensitivity.stability.every points")
def every_points(claim, result, problem):
    """They lead under each scoring that is tried, and nobody else does under each decreasing one.

    Where steps must not grow, some other scoring puts another ahead, as the parts say.
    """
    who, convex = set(claim.values["who"]), claim.values["convex"]
    tried = _leads_by_scoring(result, convex=convex)
    others = set.union(*tried) - who
    every = who <= set.intersection(*tried)
    alone = not others if claim.values["alone"] else True
    parts = claim.values["others"]
    named = {part.values["who"] for part in parts}
    n = _n_places(_profile(result))
    ends = [[1.0] * first + [0.0] * (n - first) for first in range(1, n)]
    fails = any(who - _leaders(result, points) for points in ends)
    more = set.union(*_leads_by_scoring(result, convex=False)) - who - named
    return (
        _told_apart(claim, result)
        and every
        and alone
        and not named & who
        and convex == bool(parts) == fails
        and (not convex or len(more) <= claim.values["rest"])
        and all(_leads_so(part, result) for part in parts)
    )


@proves("sensitivity.stability.some points")
def some_points(claim, result, problem):
    """Nobody leads under each scoring whose steps never grow; whoever does under one is told."""
    parts = claim.values["parts"]
    named = {part.values["who"] for part in parts}
    n = _n_places(_profile(result))
    ends = [[1 - place / last if place < last else 0.0 for place in range(n)]
            for last in range(1, n)]  # fmt: skip
    nobody = not set.intersection(*(_leaders(result, points) for points in ends))
    more = set.union(*_leads_by_scoring(result, convex=False)) - named
    return (
        _told_apart(claim, result)
        and nobody
        and len(more) <= claim.values["rest"]
        and all(_leads_so(part, result) for part in parts)
    )


def _witness(result, name):
    """Give the points that the result shows for it, which must be falling."""
    row = result.scorings.loc[("decreasing", name)]
    points = [float(value) for key, value in row.items() if str(key).startswith("place ")]
    assert all(one >= other - 1e-12 for one, other in pairwise(points))
    assert abs(points[0] - points[-1] - 1) <= 1e-9
    return points


def _leads_so(part, result):
    name, values = part.values["who"], part.values
    leaders = _leaders(result, _witness(result, name), 1e-9)
    alone = not values["alone"] or _leaders(result, _witness(result, name)) == {name}
    if name not in leaders or not alone:
        return False
    if part.kind.endswith("with points"):
        points = [each / 100 for each in values["points"]]
        return not points or name in _leaders(result, points)
    low, high = values["low"].value, values["high"].value
    inside = [low, (low + high) / 2, high]
    outside = [s for s in (low - 1e-3, high + 1e-3) if 0 <= s <= 1]
    which = ("one" if high - low < EDGE else "most" if low < EDGE
             else "least" if high > 1 - EDGE else "between")  # fmt: skip
    return (
        values["which"] == which
        and all(name in _leaders(result, [1.0, s, 0.0], 1e-9) for s in inside)
        and not any(name in _leaders(result, [1.0, s, 0.0]) for s in outside)
    )


proves_within("sensitivity.stability.every points", "sensitivity.stability.second place",
              "sensitivity.stability.with points")  # fmt: skip


@proves("sensitivity.stability.no points")
def no_points(claim, result, problem):
    """Some criterion is a partial order, or there are very many options."""
    problem = result.ranking.problem
    return claim.values["criteria"] == tuple(problem.unrelated) and bool(
        problem.unrelated or len(problem.alternative_names) > 170
    )
