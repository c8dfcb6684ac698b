"""The answer in a few statements; every number in them comes from the results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from operator import attrgetter
from typing import Any

import numpy as np

from mcda_ai.comparison.disagreement import View
from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.claims import (
    Certainty,
    Claim,
    Points,
    Share,
    certainty_of,
    claims_of,
)
from mcda_ai.methods.thin_evidence import EmptyCells, ThinEvidence
from mcda_ai.problem.circumstances import told_beforehand
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.readings_apart import told_of_readings_apart
from mcda_ai.report.baseline import baseline_told
from mcda_ai.report.gathering import Answer
from mcda_ai.report.scopes import Scope
from mcda_ai.sensitivity.smaa_result import Robustness

_claim = claims_of("report.headline")
MOST_OPTIONS_TOLD = 3
_IN_ORDER = attrgetter("in_order")  # of shares


def headline(answer: Answer) -> Iterator[Claim]:
    """Say who leads, how often, and how far that is from another leader.

    Under fixed weights; whether majorities go round, and how many cells are empty; under named
    weight sets; over weightings, in each way that the problem asks for; what statements about
    options change of that; the same without the preconditions, where there are any; and how far the
    weights are from another leader. Right behind the fixed weights: whether the lead depends on how
    often equal rankings count.
    """
    yield _fixed_weights(answer, answer.everything)
    yield from baseline_told(answer)
    yield from _equal_rankings(answer)
    yield from answer.comparison.majority_cycle(weights_told(answer, answer.weights))
    yield from EmptyCells.of_problem(answer.problem).claims()
    yield from _weight_sets(answer)
    yield from _shares_in_all_spaces(answer, answer.everything)
    if answer.stated is not None:
        yield from answer.stated.headline()
    if answer.without_preconditions is not None:
        rest = answer.without_preconditions
        shares = _shares_in_all_spaces(answer, rest)
        parts = (*(_by_the_same_methods(each) for each in shares), _fixed_weights(answer, rest))
        several = len(answer.distinct_methods) > 1
        for part in parts:
            yield _claim("without preconditions", part.certainty, part=part, several=several)
    elif answer.everything.weighs_preconditions:
        alone = answer.only_preconditions_scored
        yield _claim("no other criteria" if alone else "no other weights")
    yield _distance(answer)
    yield from _thin_evidence(answer)
    yield from _shown(answer)


def told_of_taking_part(problem: DecisionProblem) -> Iterator[Claim]:
    """Say who takes no part, who is the baseline, and in which readings others take part."""
    yield from told_beforehand(problem)
    yield from told_of_readings_apart(problem)


def repeated_kinds(told: Sequence[Claim]) -> Iterator[str]:
    """Give the kinds of claims that say again what a headline says, in other words."""
    for claim in told:
        if claim.kind == "report.headline.nearest lead" and not claim.values["shares"]:
            yield "sensitivity.stability.flip"
        if claim.kind == "methods.thin_evidence.empty cells":
            yield "sensitivity.rank_bounds.unscored"


@checks_arguments
def data_of(answer: Answer) -> dict[str, Any]:
    """Give all that the report says as plain data, its headline as claims."""
    circumstances = answer.everything.stability.provenance.circumstances
    told = (*told_of_taking_part(answer.problem), *headline(answer))
    claims = (replace(claim, circumstances=circumstances) for claim in told)
    return {**answer.to_dict(), "claims": [claim.to_dict() for claim in claims]}


def _thin_evidence(answer: Answer) -> Iterator[Claim]:
    """Say who is placed by no score, by whatever method and weighting, and what is outside."""
    placed = set(answer.comparison.placed_by_nothing)
    for space in answer.spaces:
        for result in answer.everything.in_space(space.name):
            placed.update(result.placed_by_nothing)
    return ThinEvidence.of(answer.problem).claims(placed)


def _shown(answer: Answer) -> Iterator[Claim]:
    """Say which options tables and pictures show, where it is not all of them."""
    if not answer.shows_all:
        yield _claim(
            "shown options",
            shown=len(answer.shown.names),
            total=len(answer.problem.alternatives),
            method=answer.methods[0].label,
            space=answer.spaces[-1].name,
            level=answer.shown.level,
        )


# --- under fixed weights -------------------------------------------------------------------------


def _fixed_weights(answer: Answer, scope: Scope) -> Claim:
    """Tally the leaders, counting methods that are the same here once."""
    tally = Counter(
        tuple(scope.rankings[name, fixed].leaders)
        for name in answer.distinct_methods
        for fixed in answer.fixed_weights
    )
    if len(tally) == 1:
        (leaders,) = tally
        labels = answer.method_labels
        return _claim(
            "fixed weights agree",
            methods=tuple(labels[name] for name in answer.distinct_methods),
            leaders=leaders,
            weights=tuple(weights_told(answer, name) for name in answer.fixed_weights),
            others=of_all_methods(answer, leaders) if scope is answer.everything else (),
        )
    told = (
        _claim("tally", leaders=leaders, count=count, total=tally.total())
        for leaders, count in tally.most_common()
    )
    several = len(answer.fixed_weights) > 1
    return _claim("fixed weights differ", several=several, tally=tuple(told))


def _equal_rankings(answer: Answer) -> Iterator[Claim]:
    """Say who leads if equal rankings count once, where that is another or changes between."""
    found = answer.repeated
    if found is None or found.depends is None:
        return
    depends, by_layer = found.depends, found.depends is found.within_layers
    now, once = depends.leaders_as_they_stand, depends.leaders_once_each
    within = () if by_layer else found.within_layers.leaders_once_each
    yield _claim(
        "equal rankings",
        weights=weights_told(answer, answer.weights),
        n=int(depends.groups["size"].sum()),
        most=int(depends.groups["size"].max()),
        ranking=depends.largest_ranking,
        by_layer=by_layer,
        now=now,
        once=once,
        back=now == once,
        several=len(depends.crossings) > 1,
        worth=round(depends.worth, 1),
        within=within if answer.has_several_layers else (),
        still=within == now,
    )


def of_all_methods(answer: Answer, leaders: Sequence[str]) -> Claim:
    """Say how many of all built-in methods that differ here put the same options first.

    A choice set that leaves open which of them is first does not say so.
    """
    compared = answer.comparison
    views = [View.of(group, compared.rankings) for group in compared.groups]
    count = sum(not view.is_open and view.first == tuple(leaders) for view in views)
    weights = weights_told(answer, answer.weights)
    n = len(views)
    return _claim("of all methods", count=count, total=n, every=count == n, weights=weights)


def weights_told(answer: Answer, name: str) -> Claim:
    """Say which fixed weights these are, by their name."""
    counted = name == "own" and answer.problem.counts
    return _claim("weights", which="ballots" if counted else name)


def _weight_sets(answer: Answer) -> Iterator[Claim]:
    """Say whom the named weight sets put first."""
    if answer.ground is None:
        return
    led: dict[tuple[str, ...], list[str]] = {}
    for name, ranking in answer.ground.rankings.items():
        led.setdefault(tuple(ranking.leaders), []).append(name)
    parts = (_claim("weight set", who=who, sets=tuple(sets)) for who, sets in led.items())
    method = answer.ground.method.label
    yield _claim("weight sets", method=method, agree=len(led) == 1, parts=tuple(parts))


# --- over weightings -----------------------------------------------------------------------------


def _shares_in_all_spaces(answer: Answer, scope: Scope) -> Iterator[Claim]:
    for space in answer.spaces:
        yield _shares(answer, scope, space.name)


def _by_the_same_methods(shares: Claim) -> Claim:
    """Leave out by which methods shares are, where that has been told."""
    return replace(shares, values={**shares.values, "methods": ()})


def _shares(answer: Answer, scope: Scope, space: str) -> Claim:
    """Say how often options are first over the weightings of one space, by all methods."""
    results = [
        result
        for result in scope.in_space(space)
        if result.provenance.method in answer.distinct_methods
    ]
    names = _most_often_first(answer, results)
    shown, rest = names[:MOST_OPTIONS_TOLD], names[MOST_OPTIONS_TOLD:]
    differ = any(_differ(one, other) for one, other in combinations(results, 2))
    beaten = _always_behind(scope)
    ranges = [_range(results, name, lead=name == names[0], level=name not in beaten)
              for name in names]  # fmt: skip
    ends = [result.first_between(name)[1] for result in results for name in rest]
    most = max(ends, key=_IN_ORDER, default=None)
    return _claim(
        "shares",
        _least_certain(ranges),
        space=space,
        preconditions=scope.weighs_preconditions,
        by_method=tuple(_by_method(answer, results)) if differ else (),
        ranges=tuple(ranges[: len(shown)]),
        rest=len(rest),
        most=most or (),
        never=most is not None and is_never(most),
        level=not beaten.issuperset(rest),
        methods=_ranged_over(answer, results),
        shared=any(result.has_shared_leads for result in results),
    )


def _ranged_over(answer: Answer, results: Sequence[Robustness]) -> tuple[str, ...]:
    """Give the methods that shares range over, if there are several that differ."""
    labels = tuple(answer.method_labels[result.provenance.method] for result in results)
    return labels if len(labels) > 1 else ()


def _always_behind(scope: Scope) -> set[str]:
    """Give who is behind one and the same rival on every criterion: never first, nor level first.

    Of others that are first under no share of the weightings, some weighting may let them share it.
    """
    problem = scope.problem
    always_ahead = np.asarray(problem.ahead.values[problem.scored].all(axis=0))
    places = np.flatnonzero(always_ahead.any(axis=0))
    return {problem.alternative_names[place] for place in places}


def _least_certain(claims: Sequence[Claim]) -> Certainty:
    """Say how claims are known together."""
    certainties: tuple[Certainty, ...] = ("exact", "certified", "drawn")
    return max((claim.certainty for claim in claims), key=certainties.index)


def _most_often_first(answer: Answer, results: Sequence[Robustness]) -> list[str]:
    """Give who is first most often by all methods together, then the others by their most."""
    names = answer.problem.alternative_names
    shares = {name: [result.share(name) for result in results] for name in names}
    leader = max(names, key=lambda name: sum(shares[name]))
    return sorted(names, key=lambda name: (name != leader, -max(shares[name]), -sum(shares[name])))


def _differ(one: Robustness, other: Robustness) -> bool:
    """Tell whether two methods surely differ on who is first most often.

    Drawn shares that are level may not be so; then two sets of leaders differ only if they are
    wholly different.
    """
    leaders, others = set(one.most_often_first), set(other.most_often_first)
    exact = one.first_places_are_exact and other.first_places_are_exact
    return leaders != others if exact else leaders.isdisjoint(others)


def _by_method(answer: Answer, results: Sequence[Robustness]) -> Iterator[Claim]:
    """Say who is first most often, for methods that are one method here together."""
    labels = answer.method_labels
    for result in results:
        name = result.provenance.method
        group = next((g for g in answer.same_method if name in g), (name,))
        leaders = result.most_often_first
        shares = [result.share_of(leader) for leader in leaders]
        yield _claim(
            "most often first",
            certainty_of(*shares),
            methods=tuple(labels[each] for each in group),
            who=leaders,
            share=Share(
                sum(share.value for share in shares) / len(shares),
                max(share.size for share in shares),
            ),
        )


def _range(results: Sequence[Robustness], option: str, *, lead: bool, level: bool) -> Claim:
    """Give the lowest and the highest share of first places by any method."""
    lows, highs = zip(*(result.first_between(option) for result in results), strict=True)
    low, high = min(lows, key=_IN_ORDER), max(highs, key=_IN_ORDER)
    certainty = certainty_of(*lows, *highs)
    if lows != highs or certainty == "drawn":
        within = all(_is_surely_within(result, option, low, high) for result in results)
        certainty = "certified" if within else "drawn"
    return range_of(option, low, high, certainty, lead=lead, level=level)


def _is_surely_within(result: Robustness, option: str, low: Share, high: Share) -> bool:
    """Tell whether a share of first places is known to lie between two, drawn or not."""
    between = result.certified_between(option)
    if between is None:
        share = result.share_of(option)
        between = (share.value, share.value) if share.size == 0 else (0.0, 1.0)
    return low.size == high.size == 0 and low.value <= between[0] and between[1] <= high.value


def range_of(
    option: str,
    low: Share,
    high: Share,
    certainty: Certainty | None = None,
    *,
    lead: bool,
    level: bool = True,
) -> Claim:
    """Say from which share to which an option is first; if never alone, whether it may be level."""
    known, never = certainty or certainty_of(low, high), is_never(high)
    return _claim("range", known, who=option, verb=lead, span=(low, high), never=never, level=level)


def is_never(share: Share) -> bool:
    """Tell whether a share is none for certain."""
    return share.value == 0 and share.size == 0


# --- how far from another leader -----------------------------------------------------------------


def _distance(answer: Answer) -> Claim:
    """Say how far the weights have to move before another option is first."""
    found, weights = answer.everything.stability, weights_told(answer, answer.weights)
    leaders = tuple(found.ranking.leaders)
    if len(leaders) > 1:
        apart = found.preference["possible strictly"].to_dict()
        tied = not any(apart[i, j] for i in leaders for j in leaders if i != j)
        kind = "always tied" if tied else "shared lead"
        return _claim(kind, weights=weights, options=leaders)
    rivals = found.nearest_rivals
    if rivals is None:
        return _claim("no other lead")
    takes_over = found.rivals["takes over"].astype(bool).to_dict()
    return _claim(
        "nearest lead",
        weights=weights,
        points=Points(rivals.points),
        options=tuple(rivals.names),
        shares=not any(takes_over[name] for name in rivals.names),
    )
