"""What is allowed in a decision problem, but may not be what was meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

import numpy as np

from mcda_ai.messages.faults import Fault, Place, ProblemError, text_fault
from mcda_ai.messages.lists import listed_names
from mcda_ai.orders.pairwise import PairCounts
from mcda_ai.orders.weak_order import FloatArray, average_ranks
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.derivation import derived
from mcda_ai.problem.evidence import (
    NOBODY_LEFT,
    Alternative,
    Criterion,
    Judgement,
    Layer,
    Reading,
    Scenario,
    ScenarioCell,
)
from mcda_ai.weights import by_name

_named = partial(listed_names, last=" and ")
_NOT_ONE = 1e-9  # how far weights that are meant to sum to 1 may be off


def suspicions(problem: DecisionProblem) -> list[Fault]:
    """List what is legal but suspect, each with the place in the problem that it is about.

    Parameters
    ----------
    problem : DecisionProblem

    Returns
    -------
    list of Fault
        About every reading, not only the one in use: criteria that nobody scored, on which only
        one alternative is scored, that leave open which is better, or that rank all alternatives
        equal; criteria of one layer with the same ranking (which may count one thing twice),
        layers with one criterion or none, readings that equal another, scenarios that change
        nothing, alternatives that nobody ranks, labels used twice, a direction without values,
        and weights that do not sum to 1 or cannot be used, in this or another reading. Each is a
        line that can be printed, cut where it is very long.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "price": "A > B"})
    >>> for suspicion in suspicions(problem):
    ...     print(suspicion, suspicion.place)
    layer 'criteria': 'cost' and 'price' give the same ranking, A > B; is one thing counted \
twice? ('criteria', 1)
    """
    found = chain(
        _about_alternatives(problem),
        _about_layers(problem),
        _about_criteria(problem),
        _about_same_rankings(problem),
        _about_readings(problem),
        _about_scenarios(problem),
        _about_labels(problem),
        _about_weights(problem),
    )
    return list(found)


def _about_alternatives(problem: DecisionProblem) -> Iterator[Fault]:
    ranked: set[str] = set()
    for judged in problem.judgements.values():
        for each in judged.values():
            ranked.update(each.order.alternatives if each.order else ())
            ranked.update(name for name, levels in (each.levels or {}).items() if levels)
            ranked.update(each.values or ())
    for k, name in enumerate(problem.alternative_names):
        if name not in ranked:
            yield text_fault(f"alternative '{name}': nobody ranks it", ("alternatives", k))


def _about_layers(problem: DecisionProblem) -> Iterator[Fault]:
    members: dict[str, list[str]] = {name: [] for name in problem.layer_names}
    for criterion in problem.criteria:
        members[criterion.layer].append(criterion.name)
    for k, (name, criteria) in enumerate(members.items()):
        if not criteria:
            yield text_fault(f"layer '{name}': no criterion stands in it", ("layers", k))
        if len(criteria) == 1 and len(members) > 1:
            text = (
                f"layer '{name}': '{criteria[0]}' is its only criterion, and weighs as much as a "
                "whole layer where layers weigh the same"
            )
            yield text_fault(text, ("layers", k))


def _about_criteria(problem: DecisionProblem) -> Iterator[Fault]:
    """Find criteria that decide nothing, in some reading or in all."""
    counts = {reading.name: _pair_counts(problem, reading.name) for reading in problem.readings}
    for k, criterion in enumerate(problem.criteria):
        readings_told: dict[str, list[str]] = {}
        for name, each in counts.items():
            if each is None or not each.above[k].any():
                compares = each is not None and bool(each.compared[k].any())
                told = _why_it_decides_nothing(problem, criterion, name, compares=compares)
                readings_told.setdefault(told, []).append(name)
        for told, names in readings_told.items():
            where = _in_readings(problem, names)
            yield text_fault(f"criterion '{criterion.name}'{where}: {told}",
                        ("criteria", k, "judgements", names[0]))  # fmt: skip
        judged = [table[criterion.name] for table in problem.judgements.values()]
        if criterion.direction == "min" and all(each.values is None for each in judged):
            text = (
                f"criterion '{criterion.name}': a direction (min), but nothing was measured; in a "
                "ranking the best stands first whatever the direction"
            )
            yield text_fault(text, ("criteria", k, "direction"))


def _pair_counts(problem: DecisionProblem, reading: str) -> PairCounts | None:
    """Count per criterion what a reading compares; None if it compares nothing at all."""
    try:
        return derived(problem, active_reading=reading, active_scenarios=()).pair_counts
    except ProblemError:
        return None


def _why_it_decides_nothing(
    problem: DecisionProblem, criterion: Criterion, reading: str, *, compares: bool
) -> str:
    """Say who is not scored on a criterion that puts nobody above another, and who is left open."""
    best, worst = _bounds(problem, criterion, problem.judgements[reading][criterion.name])
    names = np.array(problem.alternative_names, dtype=object)
    scored = names[~np.isnan(best)].tolist()
    if len(scored) == 0:
        return "nobody scored it; it counts for nothing"
    if len(scored) == 1:
        return (
            f"only {_named(scored)} is scored on it, so nothing is compared; it counts for nothing"
        )
    if not compares:
        return "it leaves open which of any two alternatives is better; it counts for nothing"
    apart = {
        "not scored": names[np.isnan(best)].tolist(),
        "left open": names[best < worst].tolist(),
    }
    told = [f"{_named(some)} {'is' if len(some) == 1 else 'are'} {what}"
            for what, some in apart.items() if some]  # fmt: skip
    if not told:
        return "all alternatives are equal on it; it decides nothing"
    equal = [name for name in scored if name not in apart["left open"]]
    return f"{_named(equal)} are equal on it, and {' and '.join(told)}; it decides nothing"


def _about_same_rankings(problem: DecisionProblem) -> Iterator[Fault]:
    """Find criteria of one layer that rank alike: what they measure may be counted twice."""
    alike: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for reading in problem.readings:
        groups: dict[tuple[str, bytes], list[int]] = defaultdict(list)
        for k, criterion in enumerate(problem.criteria):
            best, worst = _ranking(
                problem, criterion, problem.judgements[reading.name][criterion.name]
            )
            if np.unique(best[~np.isnan(best)]).size > 1:
                groups[criterion.layer, best.tobytes() + worst.tobytes()].append(k)
        for group in groups.values():
            if len(group) > 1:
                alike[tuple(group)].append(reading.name)
    for members, readings in alike.items():
        criteria = [problem.criteria[k] for k in members]
        names = _named([criterion.name for criterion in criteria])
        same = problem.judgements[readings[0]][criteria[0].name].order
        told = "" if same is None else f", {same}"
        text = (
            f"layer '{criteria[0].layer}'{_in_readings(problem, readings)}: {names} give the same "
            f"ranking{told}; is one thing counted twice?"
        )
        yield text_fault(text, ("criteria", members[-1]))


def _ranking(
    problem: DecisionProblem, criterion: Criterion, judgement: Judgement
) -> tuple[FloatArray, FloatArray]:
    """Give the best and the worst rank of each alternative, the same for the same ranking."""
    best, worst = _bounds(problem, criterion, judgement)
    return average_ranks(best), average_ranks(worst)


def _bounds(
    problem: DecisionProblem, criterion: Criterion, judgement: Judgement
) -> tuple[FloatArray, FloatArray]:
    """Give the best and the worst position of each alternative; NaN where nobody scored it."""
    return judgement.rank_bounds(
        problem.alternative_names, problem.scale_of(criterion), criterion.direction
    )


def _about_readings(problem: DecisionProblem) -> Iterator[Fault]:
    first_with: dict[tuple[object, ...], str] = {}
    for k, reading in enumerate(problem.readings):
        judged = problem.judgements[reading.name]
        evidence = tuple(_evidence(judged[name]) for name in problem.criterion_names)
        first = first_with.setdefault(evidence, reading.name)
        if first != reading.name:
            yield text_fault(f"reading '{reading.name}': it ranks all as reading '{first}' does",
                        ("readings", k))  # fmt: skip


def _evidence(judgement: Judgement) -> tuple[object, ...]:
    """Give what is judged, apart from what is said about it."""
    levels, values = (judgement.levels or {}), (judgement.values or {})
    return judgement.order, frozenset(levels.items()), frozenset(values.items())


def _about_scenarios(problem: DecisionProblem) -> Iterator[Fault]:
    criteria = {criterion.name: criterion for criterion in problem.criteria}
    for k, scenario in enumerate(problem.scenarios):
        changes = any(
            _changes(problem, criteria[cell.criterion], judged[cell.criterion], cell)
            for judged in problem.judgements.values()
            for cell in scenario.cells
        )
        if not changes:
            yield text_fault(f"scenario '{scenario.name}': it changes nothing, in any reading",
                        ("scenarios", k))  # fmt: skip


def _changes(
    problem: DecisionProblem, criterion: Criterion, judgement: Judgement, cell: ScenarioCell
) -> bool:
    """Tell whether a cell of a scenario ranks otherwise, or puts a rank for a measured degree."""
    if judgement.values is not None and criterion.preference.kind != "usual":
        return True
    before = _ranking(problem, criterion, judgement)
    after = _ranking(problem, criterion, cell.judgement(NOBODY_LEFT))
    return not np.array_equal(before, after, equal_nan=True)


def _about_labels(problem: DecisionProblem) -> Iterator[Fault]:
    kinds: list[tuple[str, str, Sequence[Alternative | Layer | Criterion | Reading | Scenario]]] = [
        ("alternatives", "alternatives", problem.alternatives),
        ("layers", "layers", problem.layers),
        ("criteria", "criteria", problem.criteria),
        ("readings", "readings", problem.readings),
        ("scenarios", "scenarios", problem.scenarios),
    ]
    for kind, key, parts in kinds:
        first_with: dict[tuple[str, str], str] = {}
        for k, part in enumerate(parts):
            doubles = {
                first_with.setdefault((language, text.casefold()), part.name): text
                for language, text in (("nl", part.label.nl), ("en", part.label.en))
                if text
            }
            doubles.pop(part.name, None)
            for first, text in doubles.items():
                yield text_fault(f"{kind} '{first}' and '{part.name}': both have the label '{text}'",
                            (key, k, "label"))  # fmt: skip


def _about_weights(problem: DecisionProblem) -> Iterator[Fault]:
    given: list[_Weighting] = [
        _Weighting(f"weight set '{each.name}'", each.by_name, ("weight_sets", k, "weights"))
        for k, each in enumerate(problem.weight_sets)
    ]
    if problem.own_weights is not None:
        given.insert(0, _Weighting("weights", dict(problem.own_weights), ("weights",)))
    not_one = []
    for each in given:
        unusable = _why_unusable(each, problem)
        yield from (
            text_fault(f"{each.what}: cannot be used as the problem is now: {why}", each.place)
            for why in unusable
        )
        if not unusable:
            yield from _about_other_readings(each, problem)
            if abs(each.total - 1) > _NOT_ONE:
                not_one.append(each)
    if not_one:
        yield text_fault(_about_sums(not_one), not_one[0].place)


class _Weighting(NamedTuple):
    """The problem's own weights or a weight set: what it is called, and where it stands."""

    what: str
    by_name: Mapping[str, float]
    place: Place

    @property
    def total(self) -> float:
        return sum(self.by_name.values())


def _why_unusable(weighting: _Weighting, problem: DecisionProblem) -> list[str]:
    try:
        by_name(weighting.by_name, problem)
    except ProblemError as error:
        return [fault.removeprefix("weights: ") for fault in error.faults]
    return []


def _about_other_readings(weighting: _Weighting, problem: DecisionProblem) -> Iterator[Fault]:
    """Find readings in which weights cannot be used that can be used in the one in use."""
    readings_told: dict[str, list[str]] = {}
    for name in problem.judgements:
        try:
            version = problem.reading(name)
        except ProblemError:  # nothing is compared in it, which is told of its criteria
            continue
        for why in _why_unusable(weighting, version):
            readings_told.setdefault(why, []).append(name)
    for why, names in readings_told.items():
        where = f"reading{'' if len(names) == 1 else 's'} {_named(names)}"
        yield text_fault(f"{weighting.what}: cannot be used in {where}: {why}", weighting.place)


def _about_sums(weightings: Sequence[_Weighting]) -> str:
    """Say at once which weights do not sum to 1: of each by itself it would drown the rest."""
    sums = [f"{each.total:g}" for each in weightings]
    if len(weightings) == 1:
        return f"{weightings[0].what}: they sum to {sums[0]}, not to 1; they are divided by that"
    own = ["own weights"] if weightings[0].what == "weights" else []
    sets = [each.what.removeprefix("weight set ") for each in weightings[len(own) :]]
    named = f"the weight set{'' if len(sets) == 1 else 's'} {_named(sets, quoted=False)}"
    each_sum = _named(sums, quoted=False)
    told = f"each sum to {sums[0]}" if len(set(sums)) == 1 else f"sum to {each_sum}"
    return f"{' and '.join([*own, named])} {told}, not to 1; each is divided by its sum"


def _in_readings(problem: DecisionProblem, names: Sequence[str]) -> str:
    """Name some readings; nothing where they are all there are."""
    if len(names) == len(problem.readings):
        return ""
    return f", reading {listed_names(names)}"
