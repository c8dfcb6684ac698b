"""Criteria that say the same, counted once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any, shown
from mcda_ai.messages.label import Label
from mcda_ai.orders.pairwise import comparable_pairs, preferences_from_ranks
from mcda_ai.orders.partial_order import RankingInput
from mcda_ai.problem.changing import judgement_by_hand
from mcda_ai.problem.confidence import Confidence
from mcda_ai.problem.consistency import ProblemStructure, name_faults, weighs_layers
from mcda_ai.problem.evidence import Criterion, Judgement, Scenario, ScenarioCell, groups_of
from mcda_ai.problem.narrowing import find_part

_fault = faults_of("problem")


def find_merging(
    structure: ProblemStructure,
    typed: Sequence[str],
    into: str,
    order: RankingInput | None,
    layer: str | None,
) -> Merging:
    """Find the criteria that are to be counted as one, and make sure that they can be.

    Raises
    ------
    ProblemError
        With all that is wrong with the names, or else with what the criteria say.
    """
    criteria = _criteria(structure, typed, into)
    where = _fault("merged", names=tuple(each.name for each in criteria), into=into)
    faults: list[Fault] = []
    made, given = criteria[0], None
    try:
        label = {each.name: each.label for each in criteria}.get(into, Label.same(into))
        made = replace(made, name=into, label=label, layer=_layer(structure, criteria, layer),
                       merged=tuple(_members(criteria)))  # fmt: skip
    except ProblemError as error:
        faults += error.faults
    try:
        given = None if order is None else judgement_by_hand(order)
        faults += [] if given is None else given.faults(structure.alternative_names, None)
    except ProblemError as error:
        faults += error.faults
    merging = Merging(structure, criteria, made, given)
    differences = merging.differences() if order is None else ()
    raise_any(fault.within(where) for fault in (*faults, *differences))
    return merging


def _criteria(
    structure: ProblemStructure, typed: Sequence[str], into: object
) -> tuple[Criterion, ...]:
    """Find the criteria by name or label; the new name is free, or that of one of them."""
    if isinstance(typed, str | range) or not isinstance(typed, Sequence):
        raise ProblemError(_fault("members no list", given=shown(typed)))
    found: list[str] = []
    faults: list[Fault] = []
    for each in typed:
        try:
            found.append(find_part("criterion", each, structure.criteria))
        except ProblemError as error:
            faults += error.faults
    names = dict.fromkeys(found)
    faults += [_fault("merged twice", name=name) for name in names if found.count(name) > 1]
    if len(typed) < 2:
        faults.append(_fault("too few to merge", n=len(typed)))
    others = [name for name in structure.criterion_names if name not in names]
    if isinstance(into, str):
        faults += name_faults("criterion", "criteria", [*others, into])
    else:
        faults.append(_fault("name no text", kind="criterion", name=shown(into)))
    raise_any(faults)
    by_name = {each.name: each for each in structure.criteria}
    return tuple(by_name[name] for name in names)


def _members(criteria: Sequence[Criterion]) -> Iterator[str]:
    """Name the criteria, or those that count as one in them already."""
    for each in criteria:
        yield from each.merged or (each.name,)


def _layer(structure: ProblemStructure, criteria: Sequence[Criterion], layer: str | None) -> str:
    """Give the layer that is asked for, or in which all the criteria stand."""
    if layer is not None:
        return find_part("layer", layer, structure.layers)
    places = tuple(_fault("in layer", name=each.name, layer=each.layer) for each in criteria)
    if len({each.layer for each in criteria}) > 1:
        raise ProblemError(_fault("layers differ", places=places))
    return criteria[0].layer


@dataclass(frozen=True)
class Merging:
    """Some criteria of a problem, and the one that takes their place.

    Parameters
    ----------
    structure : ProblemStructure
    criteria : tuple of Criterion
    made : Criterion
    given : Judgement or None
        What counts on it, in every reading and scenario; without it, what the criteria share.
    """

    structure: ProblemStructure
    criteria: tuple[Criterion, ...]
    made: Criterion
    given: Judgement | None

    @property
    def _names(self) -> list[str]:
        return [each.name for each in self.criteria]

    def differences(self) -> Iterator[Fault]:
        """Yield where the criteria do not say the same."""
        for reading, judged in self.structure.judgements.items():
            first, *others = self.criteria
            for other in others:
                if not self._agree(judged, first, other):
                    yield _fault(
                        "criteria differ",
                        ("readings",),
                        reading=reading if len(self.structure.readings) > 1 else "",
                        one=first.name,
                        says=judged[first.name].text(),
                        other=other.name,
                        otherwise=judged[other.name].text(),
                    )
        for scenario in self.structure.scenarios:
            cells = self._cells(scenario)
            if cells and self._common(cells) is None:
                told = tuple(
                    _fault("set to", criterion=each.criterion, order=groups_of(each.order))
                    for each in cells
                )
                yield _fault("scenario differs", name=scenario.name, cells=told)

    def _agree(self, judged: Mapping[str, Judgement], one: Criterion, other: Criterion) -> bool:
        """Tell whether a reading says the same on two criteria, to every method."""
        shown = [self._shown(judged[each.name], each) for each in (one, other)]
        same = all(map(_equal, *shown))
        is_measured = judged[one.name].values is not None
        return same and (
            not is_measured or (one.preference, one.unit) == (other.preference, other.unit)
        )

    def _shown(self, judgement: Judgement, criterion: Criterion) -> list[Any]:
        """Give who is ahead, which pairs are compared, who is ranked, and what was measured."""
        names, scale = self.structure.alternative_names, self.structure.scale_of(criterion)
        best, worst = judgement.rank_bounds(names, scale, criterion.direction)
        return [
            preferences_from_ranks(best, worst),
            comparable_pairs(best, worst),
            np.isnan(best),
            judgement.measured(names, criterion.direction),
        ]

    def _cells(self, scenario: Scenario) -> list[ScenarioCell]:
        return [cell for cell in scenario.cells if cell.criterion in self._names]

    def _common(self, cells: Sequence[ScenarioCell]) -> ScenarioCell | None:
        """Give the cell that a scenario has for all of the criteria, if it has the same for all."""
        names = self.structure.alternative_names
        orders = {cell.order and cell.order.arranged(names) for cell in cells}
        if len(orders) > 1 or len(cells) < len(self.criteria):
            return None
        sources = tuple(dict.fromkeys(source for cell in cells for source in cell.sources))
        return ScenarioCell(self.made.name, cells[0].order, sources)

    # --- what there is then ----------------------------------------------------------------------

    def fields(self) -> dict[str, Any]:
        """Give the fields of the problem that change."""
        structure, own = self.structure, self.structure.own_weights
        return {
            "criteria": tuple(self._in_place(list(structure.criteria), self.made)),
            "judgements": {
                reading: {
                    **{name: each for name, each in judged.items() if name not in self._names},
                    self.made.name: self.given or self._shared(judged),
                }
                for reading, judged in structure.judgements.items()
            },
            "scenarios": tuple(map(self._scenario, structure.scenarios)),
            "own_weights": None if own is None else self._added(own),
            "weight_sets": tuple(
                replace(each, weights=tuple(self._added(each.by_name).items()))
                for each in structure.weight_sets
            ),
        }

    def _in_place(self, criteria: list[Criterion], made: Criterion) -> Iterator[Criterion]:
        """Put the criterion in the place of the first of those that it takes the place of."""
        for each in criteria:
            if each.name == self.criteria[0].name:
                yield made
            elif each.name not in self._names:
                yield each

    def _shared(self, judged: Mapping[str, Judgement]) -> Judgement:
        """Give the judgement of the first, with the sources of all and the least confidence."""
        mine = [judged[name] for name in self._names]
        sources = dict.fromkeys(source for each in mine for source in each.sources)
        return replace(
            mine[0],
            sources=tuple(sources),
            by_hand=any(each.by_hand for each in mine),
            confidence=self._least_confidence(mine),
        )

    def _least_confidence(self, mine: Sequence[Judgement]) -> Confidence | None:
        """Give the least that any of them states, the first where two mean the same."""
        words = self.structure.confidence
        meanings = {} if words is None else words.by_word
        stated = [each.confidence for each in mine if each.confidence is not None]
        return min(
            stated,
            key=lambda each: meanings[each] if isinstance(each, str) else each,
            default=None,
        )

    def _scenario(self, scenario: Scenario) -> Scenario:
        """Let a scenario set the criterion if it sets all of the others alike."""
        mine = self._cells(scenario)
        if not mine:
            return scenario
        others = [cell for cell in scenario.cells if cell not in mine]
        common = self._common(mine)
        return replace(scenario, cells=(*others, *([] if common is None else [common])))

    def _added(self, weights: Mapping[str, float]) -> dict[str, float]:
        """Add up the weights of the criteria; those of layers stay as they are."""
        structure = self.structure
        mine = [name for name in weights if name in self._names]
        if not mine or weighs_layers(weights, structure.criterion_names, structure.layer_names):
            return dict(weights)
        total = sum(weights[name] for name in mine)
        called = {name: self.made.name if name in mine else name for name in weights}
        return {called[name]: total if name in mine else weights[name] for name in weights}


def _equal(one: Any, other: Any) -> bool:  # noqa: ANN401  (arrays of any type)
    return bool(np.array_equal(one, other, equal_nan=True))
