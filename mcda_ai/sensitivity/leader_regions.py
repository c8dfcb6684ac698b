"""Who leads where, while weight moves between three groups of layers: exact convex polygons.

For methods that are linear in the weights: along the triangle of all ways to divide the weight
over the groups, each difference of scores is linear, so a lead ends at a straight line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from mcda_ai.algorithms.weight_triangle import Region, area_shares, border, leading_regions
from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.claims import Claim, Share, claims_of
from mcda_ai.messages.faults import (
    Fault,
    ProblemError,
    faults_of,
    names_meant,
    raise_any,
    shown,
    unknown_name,
)
from mcda_ai.messages.figures import weight_text
from mcda_ai.messages.provenance import Provenance, versions
from mcda_ai.messages.result import Part, ShownResult
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.orders.weak_order import TIE_TOLERANCE, FloatArray, IntArray
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import spellings
from mcda_ai.weights import WeightsLike, resolve

N_GROUPS = 3
_DISTANCE_DECIMALS = 9  # what adding up scores leaves is no distance

_claim = claims_of("sensitivity.leader_regions")
_fault = faults_of("sensitivity")


@dataclass(frozen=True, eq=False, repr=False)
class LeaderRegions(ShownResult):
    """Who leads under each division of the weight over three groups of layers. Exact.

    Within a group, weights keep their proportions: these are some of all weightings only, and who
    is first nowhere here can be first under others. A region is named by who leads in it, several
    if they tie under every division. An alternative that leads on a border only has no region.

    Attributes
    ----------
    groups : mapping of group name to tuple of layer names
    shares : Series by region
        Area of each as a share of the triangle: of all divisions over the three groups, if each is
        taken to be as likely as another. Exactly 1 only if it is the whole triangle.
    leaders : mapping of region to tuple of alternative names
    corners : DataFrame, (region, corner) x groups
        The corners of each region, in order around it, as weights of the groups.
    borders : DataFrame, (region, versus, end) x groups
        The two ends of each line that two regions share; on it the leaders of both lead.
    corner_scores : DataFrame, groups x alternatives
        Scores if a group has all weight; in between they are linear.
    proportions : DataFrame, groups x criteria
        Weights within each group.
    weights : Series by group
        The weights asked about, added up.
    now : tuple of alternative names
        Who leads under them.
    problem : DecisionProblem
    provenance : Provenance
    """

    made_by: ClassVar[str] = "mcda_ai.leader_regions"
    groups: Mapping[str, tuple[str, ...]]
    shares: pd.Series[float]
    leaders: Mapping[str, tuple[str, ...]]
    corners: pd.DataFrame
    borders: pd.DataFrame
    corner_scores: pd.DataFrame
    proportions: pd.DataFrame
    weights: pd.Series[float]
    now: tuple[str, ...]
    problem: DecisionProblem
    provenance: Provenance

    @property
    def without_region(self) -> list[str]:
        """The alternatives that lead nowhere in the triangle, or on a border only."""
        placed = {name for names in self.leaders.values() for name in names}
        return [name for name in self.problem.alternative_names if name not in placed]

    def _claims(self) -> Iterator[Claim]:
        """Say what is divided, and who leads in which share of it, the largest first."""
        yield _claim("divided", groups=tuple(self.groups.values()))
        for region, share in self.shares.sort_values(ascending=False, kind="stable").items():
            yield _claim("first", who=self.leaders[str(region)], share=Share(float(share)))
        if self.without_region:
            yield _claim("nowhere", who=tuple(self.without_region))

    def to_frame(self) -> pd.DataFrame:
        """One row a corner of a region: region, share, corner, and the weight of each group."""
        frame = self.corners.reset_index()
        frame.insert(1, "share", frame["region"].map(self.shares).to_numpy())
        return frame

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""
        return {
            "groups": {name: list(layers) for name, layers in self.groups.items()},
            "shares": self.shares.to_dict(),
            "leaders": {region: list(names) for region, names in self.leaders.items()},
            "corners": self.corners.reset_index().to_dict(orient="records"),
            "borders": self.borders.reset_index().to_dict(orient="records"),
            "corner_scores": self.corner_scores.to_dict(orient="index"),
            "proportions": self.proportions.to_dict(orient="index"),
            "weights": self.weights.to_dict(),
            "now": list(self.now),
            "without_region": self.without_region,
            "sentences": list(self.sentences),
            "claims": [claim.to_dict() for claim in self.claims],
            "provenance": self.provenance.to_dict(),
        }

    def _parts(self) -> Iterator[Part]:
        groups = [
            f"{name}: {', '.join(layers)} ({weight_text(self.weights[name])} now)"
            for name, layers in self.groups.items()
        ]
        yield from (str(self.provenance), [*groups, *self._findings_said])


@checks_arguments
def leader_regions(
    problem: DecisionProblem,
    groups: Mapping[str, Sequence[str]] | None = None,
    method: str | Method | MethodFunction = "borda",
    weights: WeightsLike = None,
    options: Mapping[str, str] | None = None,
) -> LeaderRegions:
    """Find who leads under every division of the weight over three groups of layers.

    Parameters
    ----------
    problem : DecisionProblem
    groups : mapping of group name to sequence of layer names, optional
        Three groups; each layer with a scored criterion stands in one of them. Unless given, the
        layers that disagree most stand apart: see the notes.
    method : str, Method or callable, optional
        One that is linear in the weights.
    weights : None, "equal", "layer-equal", mapping or array, optional
        See `mcda_ai.weights.resolve`. They set the proportions within each group; criteria of a
        group without weight share it equally.
    options : mapping of str to str, optional

    Returns
    -------
    LeaderRegions

    Raises
    ------
    ProblemError
        For a method that is not linear in the weights, fewer than three layers with a scored
        criterion, or groups that do not take in each of them once.

    Notes
    -----
    With u_g the weights within group g and t the division, the weights are sum_g t_g u_g. So
    scores are linear in t, and who leads, leads in a convex polygon: the triangle clipped by one
    half-plane a rival.

    Two layers disagree as much as the scores within them lie apart (the Euclidean distance, each
    less its mean). The two that disagree most are put in different groups, the layer that is
    farthest from both in the third, and each other layer in the group of the one of these three
    that it disagrees with least; the first layers go first where they disagree alike. This is
    the traversal of Gonzalez (1985, *Clustering to minimize the maximum intercluster distance*,
    Theoretical Computer Science 38).

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> found = leader_regions(mcda.load("ai-factory"))
    >>> found.shares.round(3).to_dict()
    {'B1': 0.02, 'B2': 0.573, 'B3': 0.407}
    """
    if not isinstance(groups, Mapping | None):
        raise ProblemError(_fault("groups no dict", given=shown(groups)))
    found = registry.find(method)
    problem = found.problem_for(problem, options)
    evaluator = found.on(problem, options)
    if evaluator.criterion_scores is None:
        raise ProblemError(_fault("no straight borders", method=found.label))
    vector: FloatArray = resolve(weights, problem)[problem.scored]
    chosen = (
        _default_groups(problem, vector, evaluator.criterion_scores)
        if groups is None
        else _named_groups(problem, groups)
    )
    masks = _membership(problem, chosen)
    proportions = np.array([_within(vector, mask) for mask in masks])
    scores = proportions @ evaluator.criterion_scores
    regions = leading_regions(scores, evaluator.unit)
    names, called = np.array(problem.alternative_names, dtype=object), list(chosen)
    leaders = {
        ", ".join(names[list(region.leaders)]): tuple(names[list(region.leaders)])
        for region in regions
    }
    now = names[evaluator.ranks(vector) == 1]
    return LeaderRegions(
        groups=chosen,
        shares=pd.Series(area_shares(regions), list(leaders), float),
        leaders=leaders,
        corners=_corner_table(list(leaders), regions, called),
        borders=_border_table(list(leaders), regions, called, scores, evaluator.unit),
        corner_scores=pd.DataFrame(scores, index=called, columns=list(names)),
        proportions=pd.DataFrame(
            proportions, index=called, columns=np.array(problem.criterion_names)[problem.scored]
        ),
        weights=pd.Series(masks @ vector, called),
        now=tuple(now),
        problem=problem,
        provenance=_provenance(problem, found, weights, evaluator.options),
    )


def _corner_table(
    called: Sequence[str], regions: Sequence[Region], groups: Sequence[str]
) -> pd.DataFrame:
    rows = [
        (name, number, *corner)
        for name, region in zip(called, regions, strict=True)
        for number, corner in enumerate(region.polygon.tolist(), start=1)
    ]
    return _indexed(rows, ["region", "corner"], groups)


def _border_table(
    called: Sequence[str],
    regions: Sequence[Region],
    groups: Sequence[str],
    scores: FloatArray,
    unit: float,
) -> pd.DataFrame:
    rows = [
        (called[i], called[j], number, *end)
        for i, j in combinations(range(len(regions)), 2)
        for number, end in enumerate(border(regions[i], regions[j], scores, unit).tolist(), start=1)
    ]
    return _indexed(rows, ["region", "versus", "end"], groups)


def _indexed(
    rows: Sequence[tuple[Any, ...]], index: list[str], groups: Sequence[str]
) -> pd.DataFrame:
    """Set an index by position: a group may be called like a column of it."""
    table = pd.DataFrame(rows, columns=range(len(index) + len(groups)))
    keys = pd.MultiIndex.from_frame(table.iloc[:, : len(index)], names=index)
    values = table.iloc[:, len(index) :].to_numpy(dtype=np.float64)
    return pd.DataFrame(values, index=keys, columns=list(groups))


def _within(weights: FloatArray, mask: FloatArray) -> FloatArray:
    """Weights within a group; shared equally by a group that has none."""
    inside = weights * mask
    inside = inside if inside.sum() > TIE_TOLERANCE else mask
    return np.asarray(inside / inside.sum())


# --- groups of layers ----------------------------------------------------------------------------


def _scored_layers(problem: DecisionProblem) -> list[str]:
    return [problem.layer_names[k] for k in np.unique(problem.layer_of[problem.scored])]


def _membership(problem: DecisionProblem, groups: Mapping[str, tuple[str, ...]]) -> FloatArray:
    """1 where a scored criterion is in a group, else 0; shape (3, n_criteria)."""
    layers = np.array(problem.layer_names)[problem.layer_of[problem.scored]]
    return np.array([np.isin(layers, list(names)) for names in groups.values()], dtype=np.float64)


def _default_groups(
    problem: DecisionProblem, weights: FloatArray, criterion_scores: FloatArray
) -> dict[str, tuple[str, ...]]:
    """Put the layers that disagree most in different groups."""
    layers = _scored_layers(problem)
    if len(layers) < N_GROUPS:
        few = _fault("too few layers", n=len(layers), layers=tuple(layers), least=N_GROUPS)
        raise ProblemError(few.within(problem.name))
    masks = _membership(problem, {name: (name,) for name in layers})
    scores = np.array([_within(weights, mask) for mask in masks]) @ criterion_scores
    group_of = _farthest_first(scores - scores.mean(axis=1, keepdims=True))
    parts = [[layers[k] for k in np.flatnonzero(group_of == group)] for group in range(N_GROUPS)]
    return {" + ".join(part): tuple(part) for part in parts}


def _farthest_first(places: FloatArray) -> IntArray:
    """Give each place a group: around the two farthest apart, and the farthest from both.

    Examples
    --------
    >>> _farthest_first(np.array([[0.0], [1.0], [9.0], [5.0], [8.0]]))
    array([0, 0, 1, 2, 1])
    """
    distances = np.linalg.norm(places[:, None] - places, axis=2).round(_DISTANCE_DECIMALS)
    one, other = np.triu_indices(len(places), 1)
    pair = int(distances[one, other].argmax())
    centres = [int(one[pair]), int(other[pair])]
    from_both = distances[centres].min(axis=0)
    from_both[centres] = -1.0  # they stand in a group each, even if none lies apart
    centres.append(int(from_both.argmax()))
    group_of = distances[centres].argmin(axis=0)
    group_of[centres] = range(N_GROUPS)
    _, in_order = np.unique(group_of, return_index=True)  # the group of the first layer is first
    return np.asarray(np.argsort(np.argsort(in_order))[group_of])


def _named_groups(
    problem: DecisionProblem, groups: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    raise_any(_group_faults(problem, groups))
    return {
        name: tuple(names_meant(layer, spellings(problem.layers))[0] for layer in layers)
        for name, layers in groups.items()
    }


def _group_faults(problem: DecisionProblem, groups: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    if len(groups) != N_GROUPS:
        yield _fault("number of groups", groups=tuple(groups), n=len(groups), needed=N_GROUPS)
    placed: dict[str, list[str]] = {}
    for group, layers in groups.items():
        if isinstance(layers, str) or not isinstance(layers, Iterable):
            text = layers if isinstance(layers, str) else shown(layers)
            where = _fault("of a group", name=str(group))
            yield _fault("text for a list", text=text).within(where)
            continue
        for layer in layers:
            is_name = isinstance(layer, str)
            meant = names_meant(layer, spellings(problem.layers)) if is_name else []
            if len(meant) != 1:
                unknown = unknown_name("layer", layer, problem.layer_names)
                yield unknown.within(_fault("of a group", name=str(group)))
            placed.setdefault((meant or [str(layer)])[0], []).append(group)
    yield from _faults_of_division(_scored_layers(problem), list(groups), placed)


def _faults_of_division(
    scored: Sequence[str], groups: Sequence[str], placed: Mapping[str, Sequence[str]]
) -> Iterator[Fault]:
    """Say which layers stand in no group or in several, and which groups hold nothing scored."""
    filled = {group for name in scored for group in placed.get(name, ())}
    for group in groups:
        if group not in filled:
            yield _fault("empty group").within(_fault("of a group", name=group))
    for name, inside in placed.items():
        if len(inside) > 1:
            yield _fault("in several groups", layer=name, groups=tuple(inside))
    for name in scored:
        if name not in placed:
            yield _fault("in no group", layer=name, groups=tuple(groups))


def _provenance(
    problem: DecisionProblem, method: Method, weights: WeightsLike, options: Mapping[str, str]
) -> Provenance:
    default = "layer-equal" if problem.own_weights is None else "own"
    within = weights if isinstance(weights, str) else default if weights is None else "given"
    space = f"all divisions of the weight over three groups, {within} weights within each"
    return Provenance.of(problem, method.name, options, space, versions=versions())
