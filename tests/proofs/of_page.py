"""Proofs of what the page says of weights; tests/browser/test_page_claims.py makes it say them."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from mcda_ai.messages.claims import Percent
from mcda_ai.messages.provenance import Provenance
from mcda_ai.problem.decision_problem import DecisionProblem
from tests.proofs import PROOFS, proves
from tests.proofs.plain import (
    LEVEL,
    borda_of_criteria,
    duels_of,
    leaders_at,
    margins_at,
    points_at,
    points_of,
    scored,
)

NEAR = 1e-12
PLACE = 1e-10  # of a break point: weights of next to nothing make several that are level
UNKNOWN_FROM = 7
"""So many options have too many pairs of margins for the page to look at all."""


@dataclass
class Shown:
    """A page as it stands: what is explored there, by which weights, and what a claim is about."""

    problem: DecisionProblem
    method: str
    weights: list[float]
    locks: list[bool]
    steps: list[list[Any]]
    about: dict[str, Any]

    @property
    def provenance(self):
        return Provenance.of(self.problem)

    @cached_property
    def scored(self):
        return np.array(scored(self.problem))

    @cached_property
    def duels(self):
        return duels_of(self.problem)

    @cached_property
    def leaders(self):
        return self.leaders_at(self.weights)

    @cached_property
    def layer_of(self):
        return np.array([int(layer) for layer in self.problem.layer_of])

    def leaders_at(self, weights):
        return leaders_at(self.duels, self.method, weights)

    def members(self, sort, at):
        """Tell of each criterion whether a slider moves it."""
        if sort == "layer":
            return self.layer_of == at
        return np.arange(len(self.weights)) == at

    def names(self, sort):
        return self.problem.layer_names if sort == "layer" else self.problem.criterion_names

    def sliders(self, sort):
        """Give the sliders that move, by number of the layer or criterion."""
        return self._sliders[sort]

    @cached_property
    def _sliders(self):
        made = {
            sort: {at: slider(self, self.members(sort, at)) for at in range(len(self.names(sort)))}
            for sort in ("layer", "criterion")
        }
        return {
            sort: {at: each for at, each in lines.items() if each is not None}
            for sort, lines in made.items()
        }


@dataclass
class Slider:
    """A line of weights: one part gains from the rest, which keeps its proportions."""

    shown: Shown
    now: float
    least: float
    greatest: float
    ends: tuple

    def at(self, weight):
        share = (weight - self.least) / (self.greatest - self.least)
        return (1 - share) * self.ends[0] + share * self.ends[1]

    def leaders(self, weight):
        return self.shown.leaders_at(self.at(weight))

    @cached_property
    def changes(self):
        """Every stretch and point with other leaders than now: distance, side, weight, leaders."""
        points = self._break_points()
        found = []
        for point in points:
            there = self.leaders(point)
            if there != self.shown.leaders:
                found.append((abs(point - self.now), "at", point, there))
        for one, other in pairwise(points):
            there = self.leaders((one + other) / 2)
            if there != self.shown.leaders:
                side, at = ("above", one) if one >= self.now - NEAR else ("below", other)
                found.append((abs(at - self.now), side, at, there))
        return found

    def _break_points(self):
        """Where points are level; for majority methods, where a margin is 0 or two are alike."""
        before, after = (self._compared(weights) for weights in self.ends)
        moved = before - after
        crossing = before[np.abs(moved) > 1e-12] / moved[np.abs(moved) > 1e-12]
        inside = sorted(float(t) for t in crossing if 1e-12 < t < 1 - 1e-12)
        shares = [0.0]
        for share in [*inside, 1.0]:
            if share - shares[-1] > 1e-11:
                shares.append(share)
        return [self.least + share * (self.greatest - self.least) for share in shares]

    def _compared(self, weights):
        if self.shown.method == "borda":
            points = points_at(self.shown.duels, weights)
            return np.subtract.outer(points, points)[np.triu_indices(len(points), 1)]
        margins = margins_at(self.shown.duels, weights)
        margins = margins[np.triu_indices(len(margins), 1)]
        if self.shown.method == "copeland":
            return margins
        pairs = np.triu_indices(len(margins), 1)
        alike = (pair(margins, margins)[pairs] for pair in (np.subtract.outer, np.add.outer))
        return np.concatenate([margins, *alike])


def slider(shown, members):
    """Give the line that a slider moves along; None where it cannot move."""
    weights, locks = np.array(shown.weights), np.array(shown.locks)
    mine, others = (shown.scored & ~locks & side for side in (members, ~members))
    held = weights * locks
    free = 1 - held.sum()
    if not mine.any() or not others.any() or free <= 1e-12:
        return None
    ends = tuple(held + free * _in_proportion(weights, side) for side in (others, mine))
    least = float(held[members].sum())
    return Slider(shown, float(weights[members].sum()), least, least + free, ends)


def _in_proportion(weights, side):
    inside = np.where(side, weights, 0.0)
    if not inside.any():
        inside = side.astype(float)
    return inside / inside.sum()


def is_weight(figure, weights, members):
    """A weight is right, and nothing but all of the weight, or none of it, is shown as such."""
    inside, outside = weights[members], weights[~members]
    is_all, is_none = not outside.any(), not inside.any()
    right = abs(figure.value - inside.sum()) <= NEAR
    return right and (figure.value == 1) == is_all and (figure.value == 0) == is_none


@proves("explorer.page.first")
def first(claim, shown, problem):
    who = claim.values["who"]
    return [problem.alternative_names.index(name) for name in who] == shown.leaders


@proves("explorer.page.against baseline")
def against_baseline(claim, shown, problem):
    """Just these have more points than the baseline, or as many."""
    names, values = problem.alternative_names, claim.values
    points = points_of(shown.duels, shown.method, shown.weights)
    leads = points - points[names.index(values["baseline"])]
    others = [k for k, name in enumerate(names) if name != values["baseline"]]
    better = tuple(names[k] for k in others if leads[k] > LEVEL)
    level = tuple(names[k] for k in others if abs(leads[k]) <= LEVEL)
    is_it = problem.baseline == values["baseline"]
    return is_it and (values["better"], values["level"]) == (better, level)


@proves("explorer.page.order")
def order(claim, shown, problem):
    """Each group is behind as many options as stand before it."""
    points = points_at(shown.duels, shown.weights)
    ranks = [1 + int((points > each + LEVEL).sum()) for each in points]
    told = {}
    for group in claim.values["order"]:
        told.update(dict.fromkeys(group, 1 + len(told)))
    return shown.method != "borda" or [told[name] for name in problem.alternative_names] == ranks


@proves("explorer.page.undecided")
def undecided(_, shown, __):
    """Only this method leaves a weighting undecided, and only where very many defeats are equal."""
    margins = margins_at(shown.duels, shown.weights)
    above = np.abs(margins[np.triu_indices(len(margins), 1)])
    _, counts = np.unique(above.round(9), return_counts=True)
    return shown.method == "ranked_pairs" and counts.max() >= 10


@proves("explorer.page.above", "explorer.page.below", "explorer.page.at")
def change(claim, shown, problem):
    """No slider of the same sort changes who leads sooner, and this one does so, as told."""
    values, sort = claim.values, claim.values["sort"]
    sliders = shown.sliders(sort)
    part = shown.names(sort).index(values["part"])
    if not is_weight(values["now"], np.array(shown.weights), shown.members(sort, part)):
        return False
    nearest = min(each[0] for line in sliders.values() for each in line.changes)
    counted = [sliders[part]] if len(sliders) == 2 else sliders.values()  # two mirror one another
    if not _are_as_many(values["ties"] + 1, counted, nearest):
        return False
    return _is_told(claim, values["who"], values["at"], sliders[part], nearest)


def _are_as_many(n, lines, nearest):
    """Tell whether so many changes take so small a move, as exactly as that can be told."""
    least, most = (sum(_n_as_near(line, nearest, within) for line in lines)
                   for within in (NEAR / 10, PLACE))  # fmt: skip
    return least <= n <= most


def _n_as_near(line, nearest, within):
    """Count the changes that take so small a move; where a stretch begins, that is one change."""
    near = [each for each in line.changes if each[0] <= nearest + within]
    begun = [point for _, side, point, _ in near if side != "at"]
    return len(begun) + sum(
        side == "at" and all(abs(point - other) > PLACE for other in begun)
        for _, side, point, _ in near
    )


@proves("explorer.page.first above", "explorer.page.first below", "explorer.page.first at")
def change_of_one_slider(claim, shown, problem):
    line = shown.sliders(shown.about["sort"])[shown.about["part"]]
    nearest = min(each[0] for each in line.changes)
    if not _are_as_many(shown.about["n"], [line], nearest):
        return False
    return _is_told(claim, claim.values["who"], claim.values["at"], line, nearest)


def _is_told(claim, who, at, line, nearest):
    """Tell whether the leaders change so at that weight, and not sooner."""
    if not isinstance(at, Percent) or abs(abs(at.value - line.now) - nearest) > PLACE:
        return False
    side = claim.kind.rpartition(".")[2].removeprefix("first ")
    names = line.shown.problem.alternative_names
    told = [names.index(name) for name in who]
    return any(
        side == way and abs(point - at.value) <= PLACE and leaders == told
        for _, way, point, leaders in line.changes
    )


@proves("explorer.page.nearest change")
def nearest_change(claim, shown, problem):
    """The change told is the nearest of all sliders; those of the other sort change nothing."""
    part = claim.values["change"]
    other = {"layer": "criterion", "criterion": "layer"}[part.values["sort"]]
    is_alone = not any(line.changes for line in shown.sliders(other).values())
    return is_alone and change(part, shown, problem)


@proves("explorer.page.nearest changes")
def nearest_changes(claim, shown, problem):
    parts = [claim.values[sort] for sort in ("layer", "criterion")]
    sorts = [part.values["sort"] for part in parts]
    return sorts == ["layer", "criterion"] and all(change(part, shown, problem) for part in parts)


@proves("explorer.page.no change")
def no_change(_, shown, __):
    lines = [line for sort in ("layer", "criterion") for line in shown.sliders(sort).values()]
    return bool(lines) and not any(line.changes for line in lines)


@proves("explorer.page.nothing moves")
def nothing_moves(_, shown, __):
    return not shown.sliders("layer") and not shown.sliders("criterion")


@proves("explorer.page.changes unknown")
def changes_unknown(_, shown, problem):
    is_known = shown.method in ("borda", "copeland")
    return not is_known and len(problem.alternative_names) >= UNKNOWN_FROM


@proves("explorer.page.weights now")
def weights_now(claim, shown, problem):
    """The weights are those that the rule gives."""
    rule, weights = claim.values["rule"], np.array(shown.weights)
    if isinstance(rule, str):
        sets = {each.name: each.by_name for each in problem.weight_sets}
        return np.allclose(weights, _as_given(problem, shown.scored, sets[rule]), atol=NEAR)
    kind = rule.kind.removeprefix("explorer.controls.")
    if rule.values.get("counts", problem.counts) != problem.counts:
        return False
    if kind in ("own weights", "ballots as counted"):
        if problem.counts != (kind == "ballots as counted"):
            return False
        given = _as_given(problem, shown.scored, problem.own_weights)
        return np.allclose(weights, given, atol=NEAR)
    if kind == "set by hand":
        return shown.steps[-1][0] == "move"
    if kind == "typical for":
        # They are the mean of weightings that put it first by Borda, whichever method is shown.
        totals = weights[shown.scored] @ borda_of_criteria(problem)
        who = problem.alternative_names.index(rule.values["name"])
        return totals[who] >= totals.max() - NEAR
    layers = shown.layer_of
    if kind == "criteria equal":
        return np.allclose(weights, shown.scored / shown.scored.sum(), atol=NEAR)
    present = [n for n in range(len(problem.layer_names)) if (shown.scored & (layers == n)).any()]
    if kind == "layers equal":
        totals = dict.fromkeys(present, 1 / len(present))
    else:
        ordered = [problem.layer_names.index(name) for name in rule.values["layers"]]
        n = len(ordered)
        totals = {
            layer: sum(1 / i for i in range(at, n + 1)) / n for at, layer in enumerate(ordered, 1)
        }
    return all(
        np.allclose(weights[shown.scored & (layers == n)],
                    totals[n] / (shown.scored & (layers == n)).sum(), atol=NEAR)
        for n in present
    )  # fmt: skip


def _as_given(problem, counts, given):
    if set(given) <= set(problem.layer_names):
        layers = [problem.layer_names[int(layer)] for layer in problem.layer_of]
        inside = {
            name: sum(layer == name and is_in for layer, is_in in zip(layers, counts, strict=True))
            for name in given
        }
        values = [
            given[layer] / inside[layer] if is_in else 0.0
            for layer, is_in in zip(layers, counts, strict=True)
        ]
    else:
        values = [
            given.get(name, 0.0) if is_in else 0.0
            for name, is_in in zip(problem.criterion_names, counts, strict=True)
        ]
    return np.array(values) / sum(values)


# --- the triangle ---------------------------------------------------------------------------------


def _within_corners(shown):
    """Give the weights at each corner: all of it on its layers, in the present proportions."""
    layers = shown.layer_of
    corners = np.array(shown.about["corners"])[layers]
    return np.array(
        [_in_proportion(np.array(shown.weights), shown.scored & (corners == g)) for g in range(3)]
    )


@proves("explorer.page.leaders of the triangle")
def leaders_of_the_triangle(claim, shown, problem):
    """Who leads at many random divisions is named, and who is named leads in a region of it."""
    told = [sorted(map(problem.alternative_names.index, who)) for who in claim.values["regions"]]
    inside = _within_corners(shown)
    divisions = np.random.default_rng(1).dirichlet(np.ones(3), 60)
    seen = [shown.leaders_at(division @ inside) for division in divisions]
    middles = [_middle(region) for region in shown.about["regions"]]
    there = [shown.leaders_at(middle @ inside) for middle in middles]
    return (
        all(each in told for each in seen) and there == told
        if shown.method == "borda"
        else there == told
    )


def _middle(region):
    return np.mean(region["polygons"][0], axis=0)


@proves("explorer.page.exact borders")
def exact_borders(_, shown, problem):
    """Just beside each border another leads, or the whole triangle has one region."""
    inside, regions = _within_corners(shown), shown.about["regions"]
    for region in regions:
        polygon, middle = np.array(region["polygons"][0]), _middle(region)
        for one, other in zip(polygon, np.roll(polygon, -1, axis=0), strict=True):
            edge = (one + other) / 2
            beyond = edge + 1e-6 * (edge - middle) / max(np.abs(edge - middle).max(), 1e-12)
            within = edge - 1e-6 * (edge - middle) / max(np.abs(edge - middle).max(), 1e-12)
            if np.abs(one - other).max() < 1e-4:
                continue
            if shown.leaders_at(within @ inside) != region["leaders"]:
                return False
            if (beyond >= 0).all() and shown.leaders_at(beyond @ inside) == region["leaders"]:
                return False
    return True


@proves("explorer.page.borders on a grid")
def borders_on_a_grid(claim, shown, problem):
    steps = claim.values["steps"]
    corners = np.array(
        [p for region in shown.about["regions"] for poly in region["polygons"] for p in poly]
    )
    return shown.method != "borda" and np.allclose(
        corners * steps, (corners * steps).round(), atol=1e-6
    )


@proves("explorer.page.leaders of a region")
def leaders_of_a_region(claim, shown, problem):
    leaders = shown.leaders_at(_middle(shown.about["region"]) @ _within_corners(shown))
    return leaders == [problem.alternative_names.index(name) for name in claim.values["who"]]


@proves("explorer.page.corner")
def corner(claim, shown, problem):
    """The layers named are those whose criteria share all weight at that corner."""
    at = _within_corners(shown)[claim.values["n"] - 1]
    layers = shown.layer_of
    named = [problem.layer_names.index(name) for name in claim.values["layers"]]
    return np.isclose(at[np.isin(layers, named)].sum(), 1) and not any(
        shown.about["corners"][n] == claim.values["n"] - 1
        for n in range(len(problem.layer_names))
        if n not in named
    )


@proves("explorer.page.weight of a corner")
def weight_of_a_corner(claim, shown, problem):
    layers = shown.layer_of
    members = np.array(shown.about["corners"])[layers] == claim.values["n"] - 1
    return is_weight(claim.values["weight"], np.array(shown.weights), members)


PROVEN_IN_THE_BROWSER = sorted(kind for kind in PROOFS if kind.startswith("explorer."))
"""Of the page; what they are said of is not made by Python, so a browser says it."""
