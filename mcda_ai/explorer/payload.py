"""What the explorer knows of a problem: plain data for its JavaScript module."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from mcda_ai.algorithms.exact_orders import mean_weights_where_first
from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.baseline import marked
from mcda_ai.messages.doubts import first_doubts
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.label import LANGUAGES, Label
from mcda_ai.messages.phrases import texts_of
from mcda_ai.messages.wording import Words
from mcda_ai.methods import registry
from mcda_ai.methods.equivalence import behaviour, one_method_each, weightings_tried
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.methods.thin_evidence import ThinEvidence
from mcda_ai.orders.weak_order import FloatArray
from mcda_ai.plots import alternative_colours
from mcda_ai.problem.circumstances import circumstances_of, statements_aside, told_apart
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.derivation import derived
from mcda_ai.problem.evidence import Alternative, Criterion, Layer, Reading, Scenario, WeightSet
from mcda_ai.problem.readings_apart import readings_apart
from mcda_ai.sensitivity.known_shares import MOST_ALTERNATIVES_EXACT, MOST_CRITERIA_EXACT
from mcda_ai.sensitivity.smaa import robustness
from mcda_ai.weights import Uniform, default_space, resolve

LINEAR_METHODS = ("borda", "promethee2", "dowdall", "weighted_sum")
_MOST_NUMBERS = 300_000  # preferences in a page, so that it stays small enough to mail
_DRAWS = 10_000  # where central weights are not exact
STUDY_SCHEMA = 2
"""Raised when a page could not show what another version of this package wrote."""


@checks_arguments
def study(problem: DecisionProblem) -> dict[str, Any]:
    """Give all that the explorer shows of a problem.

    Parameters
    ----------
    problem : DecisionProblem

    Returns
    -------
    dict
        ``versions`` holds one entry for each reading and set of scenarios (each scenario alone
        where all sets would be too many), with preferences (criteria x alternatives x
        alternatives, 1 for who is ahead, 0 and 0 for a tie or an unscored cell), what sets it apart
        from the source and where its evidence is thin, the scores per
        criterion of linear methods, the central weights of each alternative under Borda, and the
        weights of each weight set, None where it leaves out a criterion that is scored there.
        ``doubts``, if there are any, says in both languages what was suspect where the problem was
        read; ``admitted``, likewise, names who takes part without meeting what is required, and
        ``baseline`` the option that is the baseline, and how it is shown.
        ``start`` is the place of the weight set to start with, None for equal layers;
        ``counts`` tells whether the weights of the problem count ballots.

    Raises
    ------
    ProblemError
        If a weight set cannot be used under the active reading and scenarios.
    """
    sets = _weight_sets(problem)
    for weight_set in sets:
        resolve(weight_set.by_name, problem)
    problems = list(_versions(problem))
    ready = [_linear_methods(version) for version in problems]
    colours = alternative_colours(problem.alternative_names)
    return {
        "schema": STUDY_SCHEMA,
        "name": problem.name,
        "label": _both(problem.label, problem.name),
        "alternatives": [
            {**_named(each), "colour": colours[each.name]} for each in problem.alternatives
        ],
        "layers": [{**_named(each), "role": each.role} for each in problem.layers],
        "criteria": [
            {**_named(criterion), "layer": int(layer)}
            for criterion, layer in zip(problem.criteria, problem.layer_of, strict=True)
        ],
        "readings": [_named(each) for each in problem.readings],
        "scenarios": [_named(each) for each in problem.scenarios],
        "methods": _method_labels(problems, ready),
        "weight_sets": [_named(each) for each in sets],
        **_doubts(problem),
        **({"admitted": list(problem.admitted)} if problem.admitted else {}),
        **_baseline(problem),
        "start": None if problem.own_weights is None else 0,
        "counts": problem.counts,
        "versions": [
            _version_data(version, evaluators, sets)
            for version, evaluators in zip(problems, ready, strict=True)
        ],
    }


def _doubts(problem: DecisionProblem) -> dict[str, list[dict[str, str]]]:
    """Say what was suspect where the problem was read, and what the page leaves aside, if any."""
    told = first_doubts(problem.doubts, "mcda-ai check")
    texts = [{language: each.in_words(language) for language in LANGUAGES} for each in told]
    apart = tuple(readings_apart(problem))
    claims = [told_apart(problem, apart)] if apart else []
    claims += [statements_aside(problem)] if problem.statements else []
    texts += [{each: Words(each).said(claim) for each in LANGUAGES} for claim in claims]
    return {"doubts": texts} if texts else {}


def _baseline(problem: DecisionProblem) -> dict[str, dict[str, str]]:
    """Name the baseline, and how it is shown; nothing where there is none."""
    name = problem.baseline
    return {"baseline": {"name": name, "shown": marked(name)}} if name else {}


def _circumstances(version: DecisionProblem) -> list[dict[str, str]]:
    """Say in both languages what sets a version apart from the source as it was read."""
    in_languages = (
        map(
            Words(each, version.labels(each)).marking(version.baseline or "").said,
            circumstances_of(version, each),
        )
        for each in LANGUAGES
    )
    return [dict(zip(LANGUAGES, texts, strict=True)) for texts in zip(*in_languages, strict=True)]


def _versions(problem: DecisionProblem) -> Iterator[DecisionProblem]:
    """Yield the problem under each reading and set of scenarios, those asked for first."""
    names = [scenario.name for scenario in problem.scenarios]
    asked = (problem.active_reading, tuple(sorted(problem.active_scenarios, key=names.index)))
    yield problem
    apart = readings_apart(problem)
    for reading, scenarios in _all_versions(problem, names):
        if reading in apart:
            continue
        version = derived(problem.reading(reading), active_scenarios=scenarios)
        if (reading, scenarios) != asked and not any(version.contradictions()):
            yield version


def _version_data(
    version: DecisionProblem, linear: dict[str, Evaluator], sets: Sequence[WeightSet]
) -> dict[str, Any]:
    names = [scenario.name for scenario in version.scenarios]
    return {
        "reading": [each.name for each in version.readings].index(version.active_reading),
        "scenarios": sorted(map(names.index, version.active_scenarios)),
        "preferences": [table.astype(float).tolist() for table in version.ahead.values],
        "scored": version.scored.tolist(),
        "linear": {name: _scores(version, evaluator) for name, evaluator in linear.items()},
        "central": _central_weights(version, linear["borda"]),
        "weight_sets": [_resolved(each, version) for each in sets],
        "circumstances": _circumstances(version),
        "thin": ThinEvidence.of(version).to_data(),
    }


def _all_versions(problem: DecisionProblem, names: list[str]) -> list[tuple[str, tuple[str, ...]]]:
    size = len(problem.criteria) * len(problem.alternatives) ** 2 * len(problem.readings)
    largest = len(names) if size * 2 ** len(names) <= _MOST_NUMBERS else 1
    return [
        (reading.name, chosen)
        for n in range(largest + 1)
        for chosen in combinations(names, n)
        for reading in problem.readings
    ]


def _linear_methods(problem: DecisionProblem) -> dict[str, Evaluator]:
    """Prepare the linear methods that apply."""
    ready: dict[str, Evaluator] = {}
    for name in LINEAR_METHODS:
        try:
            ready[name] = registry.find(name).on(problem)
        except ProblemError:  # a method that refuses unscored cells is not offered
            continue
    return ready


def _scores(problem: DecisionProblem, evaluator: Evaluator) -> dict[str, Any]:
    """Scores per criterion, and the unit on which ties are told."""
    scores = np.zeros((len(problem.criteria), len(problem.alternatives)))
    scores[problem.scored] = evaluator.criterion_scores
    return {"scores": scores.tolist(), "unit": evaluator.unit}


def _method_labels(
    problems: Sequence[DecisionProblem], ready: Sequence[dict[str, Evaluator]]
) -> dict[str, str]:
    """Label the linear methods that apply to every version; those that are one share a line."""
    weightings = [weightings_tried(version) for version in problems]
    behaviours = {
        name: behaviour(
            (linear[name], tried) for linear, tried in zip(ready, weightings, strict=True)
        )
        for name in ready[0]
        if all(name in linear for linear in ready)
    }
    return {
        names[0]: " = ".join(registry.find(name).label for name in names)
        for names in one_method_each(behaviours)
    }


def _central_weights(problem: DecisionProblem, borda: Evaluator) -> dict[str, list[float]]:
    """Mean of the weightings under which each alternative leads, for those that can.

    They are flat; where the weights count ballots, the voters are drawn anew.
    """
    m, n = len(problem.alternatives), borda.view.n_criteria
    if m <= MOST_ALTERNATIVES_EXACT and n <= MOST_CRITERIA_EXACT and not problem.counts:
        means = _exact_means(problem, borda)
    else:
        over = default_space(problem) if problem.counts else Uniform()
        drawn = robustness(problem, "borda", over, size=_DRAWS, rng=1).central_weights
        means = drawn.reindex(columns=list(problem.criterion_names)).to_numpy()
    rows = zip(problem.alternative_names, np.nan_to_num(means), strict=True)
    return {name: row.tolist() for name, row in rows if row.sum() > 0}


def _exact_means(problem: DecisionProblem, borda: Evaluator) -> FloatArray:
    """Mean weights alone: all else that is exact over weightings takes as long again."""
    assert borda.criterion_scores is not None  # it is linear
    corners, volumes = Uniform().simplex(problem)
    scored = corners[:, problem.scored]
    means = np.zeros((len(problem.alternatives), len(problem.criteria)))
    means[:, problem.scored] = mean_weights_where_first(
        scored @ borda.criterion_scores, scored, borda.unit, volumes
    )
    return means


def _weight_sets(problem: DecisionProblem) -> list[WeightSet]:
    """Give the named weights of a problem, its own ones first."""
    own = problem.own_weights
    called = "ballots as counted" if problem.counts else "own weights"
    first = [] if own is None else [WeightSet("own", tuple(own.items()), _label(called))]
    return [*first, *problem.weight_sets]


def _label(kind: str) -> Label:
    texts = texts_of("explorer.controls")[kind]
    return Label(en=texts["en"], nl=texts["nl"])


def _resolved(weight_set: WeightSet, problem: DecisionProblem) -> list[float] | None:
    """Give the weights that a set has in a version of a problem; None where it has none."""
    try:
        weights: list[float] = resolve(weight_set.by_name, problem).tolist()
    except ProblemError:
        return None
    return weights


def _named(
    part: Alternative | Layer | Criterion | Reading | Scenario | WeightSet,
) -> dict[str, Any]:
    return {"name": part.name, "label": _both(part.label, part.name)}


def _both(label: Label, name: str) -> dict[str, str]:
    return {language: label.text(language) or name for language in ("nl", "en")}
