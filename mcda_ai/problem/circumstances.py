"""Under which circumstances an answer holds: reading, scenarios, changes, and fixed weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

import numpy as np

from mcda_ai.messages.baseline import told_of_baseline
from mcda_ai.messages.claims import Claim, Percent, claims_of
from mcda_ai.messages.exclusions import told_of_exclusions
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.figures import weight_decimals
from mcda_ai.orders.weak_order import TIE_TOLERANCE, FloatArray
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.derivation import derived
from mcda_ai.problem.evidence import Reading, Scenario
from mcda_ai.weights import resolve
from mcda_ai.weights.fixed import how_made
from mcda_ai.weights.names import kinds_where_unclear, parts_of, told_part

_claim = claims_of("problem.circumstances")
_MOST_WEIGHTS_TOLD = 8


def circumstances_of(problem: DecisionProblem, language: str) -> Iterator[Claim]:
    """Say who takes no part, which option is the baseline, and the rest; see `set_apart`."""
    yield from told_beforehand(problem)
    yield from set_apart(problem, language)


def told_beforehand(problem: DecisionProblem) -> Iterator[Claim]:
    """Say what stands before every answer: who takes no part, and which option is the baseline."""
    yield from told_of_exclusions(problem.excluded)
    yield from told_of_baseline(problem.baseline or "")


def set_apart(problem: DecisionProblem, language: str) -> Iterator[Claim]:
    """Say who was admitted, which reading and scenarios count, and what was changed.

    Changed is what was left out, merged or changed by hand.

    Examples
    --------
    >>> from mcda_ai.messages.wording import Words
    >>> from mcda_ai.problem.construction import from_rankings
    >>> made = from_rankings({"a": "A > B", "b": "A > B", "c": "B > A"}).merge(["a", "b"], "ab")
    >>> [Words().said(claim) for claim in set_apart(made.change("c", "A = B"), "en")]
    ['merged into ab: a, b', 'changed by hand: c']
    """
    if problem.admitted:
        yield _claim("admitted", names=problem.admitted)
    for part in problem.readings:
        if part.name == problem.active_reading and problem.tells_reading:
            yield _claim("circumstance", kind="reading", names=(titled(part, language),))
    for scenario in problem.scenarios_applied:
        yield _claim("circumstance", kind="scenario", names=(titled(scenario, language),))
    if problem.removed:
        yield _claim("circumstance", kind="removed", names=problem.removed)
    for name, members in problem.merged.items():
        yield _claim("merged", into=name, names=members)
    if problem.changed_by_hand:
        yield _claim("circumstance", kind="changed", names=problem.changed_by_hand)


def told_apart(problem: DecisionProblem, names: Sequence[str]) -> Claim:
    """Say in which readings other options take part."""
    labels = [each.label for each in problem.readings if each.name in names]
    return _claim("readings apart", names=tuple(labels))


def statements_aside(problem: DecisionProblem) -> Claim:
    """Say which statements about options a page with sliders takes no account of."""
    return _claim("statements aside", said=tuple(each.prefers for each in problem.statements))


def titled(part: Reading | Scenario, language: str) -> Claim:
    """Give the name to type, and the label to read."""
    label = part.label.text(language)
    return _claim("part", name=part.name, label=label if label != part.name else "")


def doubted_with(problem: DecisionProblem, weights: object) -> DecisionProblem:
    """Add to the doubts of a problem what is doubted of the weights that it is asked with."""
    found = how_made(weights, problem)
    known = {each.innermost for each in problem.doubts}  # those of a weight set are told already
    more = [each for each in found.doubts if each not in known] if found else []
    return derived(problem, doubts=(*problem.doubts, *more)) if more else problem


def weights_said(problem: DecisionProblem, weights: FloatArray) -> Claim:
    """Say which fixed weights count, and how much of them lies on preconditions.

    Equal ones, and the numbers of ballots, are told by their rule; others by their figures, the
    largest first.

    Examples
    --------
    >>> from mcda_ai.messages.wording import Words
    >>> from mcda_ai.problem.construction import from_rankings
    >>> problem = from_rankings({"cost": "A > B", "reach": "B > A"})
    >>> [Words().said(weights_said(problem, np.array(each))) for each in ([0.5, 0.5], [0.75, 0.25])]
    ['weights: the same for every criterion', 'weights: cost 75.0 %, reach 25.0 %']
    """
    sort = _sort_of(problem, weights)
    kind, told = _largest_first(problem, weights) if sort in ("own", "given") else ("", {})
    kinds = kinds_where_unclear(kind, list(told), problem)
    parts = [
        _claim("weight", part=told_part(kinds[name], name), weight=_percent(weight))
        for name, weight in told.items()
    ]
    return _claim(
        "weights",
        sort=sort,
        parts=tuple(parts[:_MOST_WEIGHTS_TOLD]),
        more=len(parts[_MOST_WEIGHTS_TOLD:]),
        preconditions=() if kind == "layer" else _of_preconditions(problem, weights),
    )


def _sort_of(problem: DecisionProblem, weights: FloatArray) -> str:
    """Tell whose weights they are, or by which rule they are made."""

    def are(wanted: str | None) -> bool:
        return bool(np.abs(resolve(wanted, problem) - weights).max() <= TIE_TOLERANCE)

    if problem.own_weights is not None:
        with suppress(ProblemError):  # they may not fit this reading
            if are(None):
                return "ballots" if problem.counts else "own"
    return "criteria" if are("equal") else "layers" if are("layer-equal") else "given"


def _largest_first(problem: DecisionProblem, weights: FloatArray) -> tuple[str, dict[str, float]]:
    """Give the weight of each layer if that tells all there is to tell, else of each criterion."""
    kind, names, membership = parts_of(problem)
    totals = membership @ weights
    if np.abs(totals / membership.sum(axis=1) @ membership - weights).max() > TIE_TOLERANCE:
        at = np.flatnonzero(problem.scored)
        kind, names, totals = "criterion", [problem.criterion_names[k] for k in at], weights[at]
    by_name = dict(zip(names, totals.tolist(), strict=True))
    return kind, dict(sorted(by_name.items(), key=lambda item: -item[1]))


def _of_preconditions(problem: DecisionProblem, weights: FloatArray) -> tuple[Percent, ...]:
    """Give their weight, if there are any that could weigh."""
    roles = np.array([layer.role == "precondition" for layer in problem.layers])
    counted = roles[np.asarray(problem.layer_of)] & problem.scored
    return (_percent(float(weights[counted].sum())),) if counted.any() else ()


def _percent(weight: float) -> Percent:
    return Percent(weight, weight_decimals(weight))
