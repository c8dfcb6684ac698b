"""What is allowed in a decision problem, but may not be what was meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, TypeAlias

import numpy as np

from mcda_ai.messages.faults import Fault, Place, ProblemError, faults_of
from mcda_ai.orders.pairwise import PairCounts
from mcda_ai.orders.partial_order import PartialOrder
from mcda_ai.orders.weak_order import FloatArray, average_ranks, number_of_weak_orders
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.derivation import derived
from mcda_ai.problem.equal_rankings import rankings_said
from mcda_ai.problem.evidence import (
    NOBODY_LEFT,
    Alternative,
    Criterion,
    Judgement,
    Layer,
    Reading,
    Scenario,
    ScenarioCell,
    groups_of,
)
from mcda_ai.problem.requirements.taking_part import is_of_requirements, to_be_weighed
from mcda_ai.weights import by_name

_CountsByReading: TypeAlias = Mapping[str, PairCounts | None]
_NOT_ONE = 1e-9  # how far weights that are meant to sum to 1 may be off
_MOST_SUMS = 5
_LEAST_ALIKE, _TIMES_AS_MANY = 5, 2
"""How many criteria of several layers that rank alike are told of, at least; and how many times
as many as if all rankings that are possible were given equally often."""

_fault = faults_of("problem")


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
        equal; criteria of one layer with the same ranking (which may count one thing twice), and
        the most criteria of several layers that rank three options or more alike: if they are five
        at least, twice as many as there would be of each ranking that is possible, and not all;
        layers with one criterion or none, a confidence where nothing is ranked, words for it of
        which the higher means less, readings that equal another, scenarios that change
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
    whole = problem.whole  # in which every part has the place that it has in a file
    counts = {reading.name: _pair_counts(whole, reading.name) for reading in problem.readings}
    found = chain(
        _about_alternatives(whole),
        _about_requirements(problem),
        _about_layers(whole, counts),
        _about_criteria(whole, counts),
        _about_same_rankings(whole),
        _about_confidence(whole),
        _about_readings(whole),
        _about_scenarios(whole),
        _about_labels(whole),
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
            yield _fault("not ranked").within(_part("alternative", name), "alternatives", k)


def _about_requirements(problem: DecisionProblem) -> Iterator[Fault]:
    """Find readings in which just one option, or none, meets what is required."""
    if all(criterion.required is None for criterion in problem.criteria):
        return
    for k, reading in enumerate(problem.readings):
        try:
            to_be_weighed(problem.reading(reading.name))
        except ProblemError as error:
            where = _part("reading", reading.name)
            yield from (
                each.innermost.within(where, "readings", k)
                for each in error.faults
                if is_of_requirements(each)
            )


def _about_layers(problem: DecisionProblem, counts: _CountsByReading) -> Iterator[Fault]:
    members: dict[str, list[int]] = {name: [] for name in problem.layer_names}
    for place, criterion in enumerate(problem.criteria):
        members[criterion.layer].append(place)
    for k, (name, places) in enumerate(members.items()):
        if not places:
            yield _fault("empty layer").within(_part("layer", name), "layers", k)
        if len(places) == 1 and len(members) > 1 and _compares_somewhere(places[0], counts):
            fault = _fault("only criterion", criterion=problem.criteria[places[0]].name)
            yield fault.within(_part("layer", name), "layers", k)


def _compares_somewhere(place: int, counts: _CountsByReading) -> bool:
    """Tell whether a criterion compares two alternatives in any reading."""
    return any(each is not None and each.compared[place].any() for each in counts.values())


def _about_criteria(problem: DecisionProblem, counts: _CountsByReading) -> Iterator[Fault]:
    """Find criteria that decide nothing, in some reading or in all."""
    for k, criterion in enumerate(problem.criteria):
        readings_told: dict[Fault, list[str]] = {}
        for name, each in counts.items():
            if each is None or not each.above[k].any():
                compares = each is not None and bool(each.compared[k].any())
                told = _why_it_decides_nothing(problem, criterion, name, compares=compares)
                readings_told.setdefault(told, []).append(name)
        for told, names in readings_told.items():
            where = _part("criterion", criterion.name, problem, names)
            yield told.within(where, "criteria", k, "judgements", names[0])
        judged = [table[criterion.name] for table in problem.judgements.values()]
        if criterion.direction == "min" and all(each.values is None for each in judged):
            where = _part("criterion", criterion.name)
            yield _fault("direction of a ranking").within(where, "criteria", k, "direction")


def _pair_counts(problem: DecisionProblem, reading: str) -> PairCounts | None:
    """Count per criterion what a reading compares; None if it compares nothing at all."""
    try:
        return derived(problem, active_reading=reading, active_scenarios=()).pair_counts
    except ProblemError:
        return None


def _why_it_decides_nothing(
    problem: DecisionProblem, criterion: Criterion, reading: str, *, compares: bool
) -> Fault:
    """Say who is not scored on a criterion that puts nobody above another, and who is left open."""
    judgement = problem.judgements[reading][criterion.name]
    if isinstance(judgement.order, PartialOrder):
        return _fault("tied or unrelated", order=groups_of(judgement.order))
    best, worst = _bounds(problem, criterion, judgement)
    names = np.array(problem.alternative_names, dtype=object)
    scored = names[~np.isnan(best)].tolist()
    if len(scored) == 0:
        return _fault("nobody scored")
    if len(scored) == 1:
        return _fault("one scored", name=scored[0])
    if not compares:
        return _fault("all open")
    unscored, left_open = names[np.isnan(best)].tolist(), names[best < worst].tolist()
    if not unscored and not left_open:
        return _fault("all equal")
    equal = tuple(name for name in scored if name not in left_open)
    return _fault("some equal", equal=equal, unscored=tuple(unscored), open=tuple(left_open))


def _about_same_rankings(problem: DecisionProblem) -> Iterator[Fault]:
    """Find criteria of one layer that rank alike: what they measure may be counted twice.

    Equal ballots are voters who agree.
    """
    if problem.counts:
        return
    alike: dict[tuple[int, ...], list[str]] = defaultdict(list)
    across: dict[tuple[tuple[int, ...], int], list[str]] = defaultdict(list)
    for reading in problem.readings:
        version = derived(problem, active_reading=reading.name, active_scenarios=())
        rankings = {k: said for k, said in rankings_said(version).items()
                    if version.ahead.values[k].any()}  # fmt: skip
        for group in _equal({k: (problem.criteria[k].layer, each) for k, each in rankings.items()}):
            if len(group) > 1:
                alike[group].append(reading.name)
        most = max(_equal(rankings), key=len, default=())
        if _are_many(most, len(rankings), problem):
            across[most, len(rankings)].append(reading.name)
    for (members, n), readings in across.items():
        yield _about_layers_alike(problem, members, n, readings)
    for members, readings in alike.items():
        criteria = [problem.criteria[k] for k in members]
        names = tuple(criterion.name for criterion in criteria)
        order = problem.judgements[readings[0]][criteria[0].name].order
        fault = _fault("same ranking", names=names, order=groups_of(order))
        where = _part("layer", criteria[0].layer, problem, readings)
        yield fault.within(where, "criteria", members[-1])


def _is_full(problem: DecisionProblem, criterion: Criterion, reading: str) -> bool:
    """Tell whether all alternatives are ranked, with nothing left open."""
    judgement = problem.judgements[reading][criterion.name]
    if isinstance(judgement.order, PartialOrder):
        return False
    return bool(np.equal(*_bounds(problem, criterion, judgement)).all())


def _equal(rankings: Mapping[int, object]) -> list[tuple[int, ...]]:
    """Group criteria by what each says."""
    groups: dict[object, list[int]] = defaultdict(list)
    for k, ranking in rankings.items():
        groups[ranking].append(k)
    return list(map(tuple, groups.values()))


def _are_many(members: Sequence[int], n: int, problem: DecisionProblem) -> bool:
    """Tell whether so many of n criteria that rank alike are worth a word, across layers.

    Few options can be ranked in few ways, so that equal rankings are unavoidable; and where all say
    the same, nothing depends on how often it counts.
    """
    layers = {problem.criteria[k].layer for k in members}
    options = len(problem.alternatives)
    mean = n / number_of_weak_orders(options)
    is_told = _LEAST_ALIKE <= len(members) < n and len(members) >= _TIMES_AS_MANY * mean
    return is_told and len(layers) > 1 and options > 2


def _about_layers_alike(
    problem: DecisionProblem, members: Sequence[int], n: int, readings: Sequence[str]
) -> Fault:
    """Say how many criteria of several layers say the same, and whether some had to."""
    criteria = [problem.criteria[k] for k in members]
    options = len(problem.alternatives)
    possible = number_of_weak_orders(options)
    full = sum(_is_full(problem, each, readings[0]) for each in problem.criteria)
    fault = _fault(
        "same ranking across layers",
        ("criteria", members[-1]),
        names=tuple(criterion.name for criterion in criteria),
        n=n, most=len(members), layers=len({criterion.layer for criterion in criteria}),
        order=groups_of(problem.judgements[readings[0]][criteria[0].name].order),
        full=full if full > possible else 0, options=options,
        possible=int(possible) if full > possible else 0,
    )  # fmt: skip
    if len(readings) == len(problem.readings):
        return fault
    return fault.within(_fault("in readings", readings=tuple(readings)))


def _ranking(
    problem: DecisionProblem, criterion: Criterion, judgement: Judgement
) -> tuple[FloatArray, FloatArray]:
    """Give the best and the worst rank of each alternative, the same for the same ranking.

    Of a partial order these would not tell all; who is above whom, and who is related, does.
    """
    if isinstance(judgement.order, PartialOrder):
        names = problem.alternative_names
        above, related = judgement.order.above(names), judgement.order.related(names)
        return above.astype(np.float64), related.astype(np.float64)
    best, worst = _bounds(problem, criterion, judgement)
    return average_ranks(best), average_ranks(worst)


def _bounds(
    problem: DecisionProblem, criterion: Criterion, judgement: Judgement
) -> tuple[FloatArray, FloatArray]:
    """Give the best and the worst position of each alternative; NaN where nobody scored it."""
    return judgement.rank_bounds(
        problem.alternative_names, problem.scale_of(criterion), criterion.direction
    )


def _about_confidence(problem: DecisionProblem) -> Iterator[Fault]:
    """Find words that mean less than one that should mean less, and confidence of nothing."""
    if problem.confidence is not None:
        yield from (doubt.inside("confidence") for doubt in problem.confidence.doubts())
    for k, criterion in enumerate(problem.criteria):
        judged = {name: table[criterion.name] for name, table in problem.judgements.items()}
        names = [name for name, each in judged.items()
                 if each.status == "unscored" and each.confidence is not None]  # fmt: skip
        if names:
            where = _part("criterion", criterion.name, problem, names)
            place = ("criteria", k, "judgements", names[0], "confidence")
            yield _fault("confidence of nothing").within(where, *place)


def _about_readings(problem: DecisionProblem) -> Iterator[Fault]:
    first_with: dict[tuple[object, ...], str] = {}
    for k, reading in enumerate(problem.readings):
        judged = problem.judgements[reading.name]
        evidence = tuple(_evidence(judged[name]) for name in problem.criterion_names)
        first = first_with.setdefault(evidence, reading.name)
        if first != reading.name:
            fault = _fault("same reading", first=first)
            yield fault.within(_part("reading", reading.name), "readings", k)


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
            fault = _fault("scenario changes nothing")
            yield fault.within(_part("scenario", scenario.name), "scenarios", k)


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
        ("alternative", "alternatives", problem.alternatives),
        ("layer", "layers", problem.layers),
        ("criterion", "criteria", problem.criteria),
        ("reading", "readings", problem.readings),
        ("scenario", "scenarios", problem.scenarios),
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
                yield _fault(
                    "same label", (key, k, "label"),
                    kind=kind, one=first, other=part.name, label=text,
                )  # fmt: skip


def _about_weights(problem: DecisionProblem) -> Iterator[Fault]:
    given = [_Weighting(each.name, each.by_name, k) for k, each in enumerate(problem.weight_sets)]
    if problem.own_weights is not None:
        given.insert(0, _Weighting("", problem.own_weights))
    not_one = []
    for each in given:
        unusable = _why_unusable(each, problem)
        where = _fault("unusable now", what=each.what)
        yield from (why.within(where, *each.place) for why in unusable)
        if not unusable:
            yield from _about_other_readings(each, problem)
            are_ballots = problem.counts and each.row < 0  # which need no sum of 1
            if abs(each.total - 1) > _NOT_ONE and not are_ballots:
                not_one.append(each)
    if not_one:
        yield _about_sums(not_one)


class _Weighting(NamedTuple):
    """A weight set, or the problem's own weights, which have no name."""

    name: str
    by_name: Mapping[str, float]
    row: int = -1

    @property
    def what(self) -> Fault:
        return _part("weight set", self.name) if self.row >= 0 else _fault("weights")

    @property
    def place(self) -> Place:
        return ("weight_sets", self.row, "weights") if self.row >= 0 else ("weights",)

    @property
    def total(self) -> float:
        return sum(self.by_name.values())


def _why_unusable(weighting: _Weighting, problem: DecisionProblem) -> list[Fault]:
    """Say why, and leave out that it is said of weights."""
    try:
        by_name(weighting.by_name, problem)
    except ProblemError as error:
        return [fault.innermost for fault in error.faults]
    return []


def _about_other_readings(weighting: _Weighting, problem: DecisionProblem) -> Iterator[Fault]:
    """Find readings in which weights cannot be used that can be used in the one in use."""
    readings_told: dict[Fault, list[str]] = {}
    for name in problem.judgements:
        try:
            version = problem.reading(name)
        except ProblemError:  # nothing is compared in it, which is told of its criteria
            continue
        for why in _why_unusable(weighting, version):
            readings_told.setdefault(why, []).append(name)
    for why, names in readings_told.items():
        where = _fault("unusable in readings", what=weighting.what, readings=tuple(names))
        yield why.within(where, *weighting.place)


def _about_sums(weightings: Sequence[_Weighting]) -> Fault:
    """Say at once which weights do not sum to 1: of each by itself it would drown the rest."""
    first = weightings[0]
    sums = [_as_shown(each.total) for each in weightings]
    if len(weightings) == 1:
        return _fault("sum of one", sum=sums[0]).within(first.what, *first.place)
    sets = tuple(each.name for each in weightings if each.row >= 0)
    own = first.row < 0
    if len(set(sums)) == 1:
        return _fault("same sums", first.place, own=own, sets=sets, sum=sums[0])
    shown = tuple(_fault("sum", sum=each) for each in sums[:_MOST_SUMS])
    more = len(sums) - len(shown)
    return _fault("sums", first.place, own=own, sets=sets, sums=shown, more=more)


def _as_shown(total: float) -> float:
    """Round a sum to the digits that are shown of it."""
    return float(f"{total:g}")


def _part(
    kind: str, name: str, problem: DecisionProblem | None = None, readings: Sequence[str] = ()
) -> Fault:
    """Name a part, and in which readings, unless those are all the problem has."""
    is_in_all = problem is None or len(readings) == len(problem.readings)
    return _fault(
        "part in readings", kind=kind, name=name, readings=() if is_in_all else tuple(readings)
    )
