"""The parts a decision problem is made of: options, criteria, and what a source says of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, TypeVar

import numpy as np

from mcda_ai.messages.faults import (
    Fault,
    Place,
    ProblemError,
    faults_of,
    raise_any,
    shown,
    unknown_name,
)
from mcda_ai.messages.label import Label
from mcda_ai.orders.pairwise import PreferenceFunction
from mcda_ai.orders.partial_order import Order, PartialOrder
from mcda_ai.orders.weak_order import FloatArray, as_real, average_ranks
from mcda_ai.problem.baseline import OptionRole
from mcda_ai.problem.confidence import Confidence, confidence_of
from mcda_ai.problem.documents import Document as Document
from mcda_ai.problem.documents import Source as Source
from mcda_ai.problem.requirements.required import Requirement, nobody_left

Role: TypeAlias = Literal["benefit chain", "precondition"]
Direction: TypeAlias = Literal["max", "min"]
Status: TypeAlias = Literal["stated", "corrected", "unscored", "assumed"]
Cell = TypeVar("Cell")

_fault = faults_of("problem")

NOT_SCORED = Label(nl="niet gescoord", en="not scored")
"""Why there is no ranking where the source gives no reason."""

NOBODY_LEFT = Label(nl="geen gerangschikte optie over", en="no ranked alternative left")


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the options that are ranked; at most one is the baseline, such as doing nothing."""

    name: str
    label: Label = Label()
    description: Label = Label()
    role: OptionRole = "option"


@dataclass(frozen=True, slots=True)
class Layer:
    """A group of criteria: a step of the theory of change, or its preconditions."""

    name: str
    label: Label = Label()
    description: Label = Label()
    role: Role = "benefit chain"


@dataclass(frozen=True, slots=True)
class Level:
    """One step of an ordinal scale."""

    name: str
    label: Label = Label()


@dataclass(frozen=True, slots=True)
class Scale:
    """An ordinal scale such as low < medium < high; levels run from worst to best."""

    name: str
    levels: tuple[Level, ...]
    label: Label = Label()

    def __post_init__(self) -> None:
        counts = Counter(self.level_names)
        raise_any(
            _fault("level of a scale twice", level=name, n=count).within(
                _fault("part", kind="scale", name=self.name)
            )
            for name, count in counts.items()
            if count > 1
        )

    @property
    def level_names(self) -> tuple[str, ...]:
        """Names of the levels, worst first."""
        return tuple(level.name for level in self.levels)


@dataclass(frozen=True, slots=True)
class Criterion:
    """What the alternatives are ranked on.

    A criterion that is measured has a direction, a unit and a preference function; one that is
    only ranked has a scale at most. `merged` names the criteria that count as one in it; `required`
    says what an option must meet there to take part at all.
    """

    name: str
    layer: str
    label: Label = Label()
    scale: str | None = None
    direction: Direction = "max"
    unit: str = ""
    preference: PreferenceFunction = PreferenceFunction()
    merged: tuple[str, ...] = ()
    required: Requirement | None = None

    def without(self, gone: Set[str]) -> Criterion:
        """Leave alternatives out of those that meet what is required."""
        if not gone or self.required is None or gone.isdisjoint(self.required.met_by):
            return self
        met_by = tuple(name for name in self.required.met_by if name not in gone)
        if not met_by:
            where = _fault("part", kind="criterion", name=self.name)
            raise ProblemError(nobody_left().within(where))
        return replace(self, required=replace(self.required, met_by=met_by))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one reading of the evidence says of the alternatives on one criterion.

    Parameters
    ----------
    order : WeakOrder, PartialOrder or None
        The ranking, which may leave some alternatives unrelated; None if the criterion is
        unscored or has `levels` instead.
    levels : mapping of alternative to tuple of level names, optional
        The levels of the criterion's scale that the source allows for each alternative. One
        level is a plain score; several are admissible values, and the source leaves open
        which.
    status : {"stated", "corrected", "unscored", "assumed"}
        Whether the source says so, or was corrected here, or gives no ranking, or a scenario
        assumes it.
    reason : Label
        Why it was corrected, or why nobody scored it.
    note : Label
        What a careful reader of the source needs to know.
    sources : tuple of Source
    values : mapping of alternative to number, optional
        What was measured, where the criterion is cardinal.
    by_hand : bool, optional
        Whether somebody put it in the place of what the source says, as `DecisionProblem.change`
        does. Results say so.
    confidence : number or str, optional
        How likely it is to be wholly right, strictly between 0 and 1 (``"9 of 10"`` will do), or
        "high", "medium" or "low", whose meaning the problem says.
    """

    order: Order | None = None
    levels: Mapping[str, tuple[str, ...]] | None = None
    status: Status = "stated"
    reason: Label = Label()
    note: Label = Label()
    sources: tuple[Source, ...] = ()
    values: Mapping[str, float] | None = None
    by_hand: bool = False
    confidence: Confidence | None = None

    def __post_init__(self) -> None:
        faults = [*self._faults_of_status(), *self._faults_of_cells()]
        if self.confidence is not None:
            try:
                object.__setattr__(self, "confidence", confidence_of(self.confidence))
            except ProblemError as error:
                faults += [fault.inside("confidence") for fault in error.faults]
        raise_any(faults)
        for name, cells in (("levels", self.levels), ("values", self.values)):
            if cells is not None:
                object.__setattr__(self, name, MappingProxyType(dict(cells)))

    def _faults_of_status(self) -> Iterator[Fault]:
        """Yield where the status and what is there of a ranking do not go together."""
        n_rankings = sum(part is not None for part in (self.order, self.levels, self.values))
        if n_rankings > 1:
            yield _fault("several rankings")
        if n_rankings and self.status == "unscored":
            yield _fault("unscored but ranked")
        if not n_rankings and self.status != "unscored":
            yield _fault("status without ranking", status=self.status)
        if self.status in ("corrected", "unscored") and not self.reason:
            yield _fault("no reason", status=self.status)

    def _faults_of_cells(self) -> Iterator[Fault]:
        """Yield levels that stand there twice, and measurements that are no finite number."""
        for name, levels in (self.levels or {}).items():
            if len(set(levels)) < len(levels):
                yield _fault("level twice", name=name, levels=levels)
        for name, value in (self.values or {}).items():
            if not np.isfinite(as_real(value) or 0.0):
                yield _fault("measurement no number", name=name, value=shown(value))

    def __reduce__(self) -> tuple[Any, ...]:
        # A mapping proxy cannot be pickled; a plain dict can, and is wrapped again on loading.
        levels = None if self.levels is None else dict(self.levels)
        values = None if self.values is None else dict(self.values)
        texts = (self.status, self.reason, self.note, self.sources)
        return Judgement, (self.order, levels, *texts, values, self.by_hand, self.confidence)

    def measured(self, alternatives: Sequence[str], direction: Direction) -> FloatArray:
        """Values of the alternatives, turned so that more is better; NaN where there is none."""
        sign = 1.0 if direction == "max" else -1.0
        values = self.values or {}
        return sign * np.array([values.get(name, np.nan) for name in alternatives], np.float64)

    def rank_bounds(
        self, alternatives: Sequence[str], scale: Scale | None, direction: Direction = "max"
    ) -> tuple[FloatArray, FloatArray]:
        """Best and worst position of each alternative; NaN where not ranked.

        With an order or with values, both are the average rank, unless a partial order leaves it
        open. With levels, both count down from the top of the scale, and they differ where several
        levels are admissible.

        Returns
        -------
        best, worst : arrays of shape (n_alternatives,)
            Lower is better.
        """
        if isinstance(self.order, PartialOrder):
            return self.order.place_bounds(alternatives)
        if self.order is not None:
            ranks = self.order.average_ranks(alternatives)
            return ranks, ranks
        if self.values is not None:
            ranks = average_ranks(-self.measured(alternatives, direction))
            return ranks, ranks
        best, worst = np.full((2, len(alternatives)), np.nan)
        if self.levels is not None and scale is not None:
            from_top = {name: step for step, name in enumerate(reversed(scale.level_names))}
            for index, name in enumerate(alternatives):
                steps = [from_top[level] for level in self.levels.get(name, ())]
                if steps:
                    best[index], worst[index] = min(steps), max(steps)
        return best, worst

    def arranged(self, alternatives: Sequence[str]) -> Judgement:
        """Write ties in the order of `alternatives`."""
        order = self.order and self.order.arranged(alternatives)
        return self if order is self.order else replace(self, order=order)

    def without(self, gone: Collection[str]) -> Judgement:
        """Leave alternatives out; unscored if nobody is left."""
        if not gone or self.status == "unscored":
            return self
        order = self.order and self.order.without(gone)
        levels, values = _left(self.levels, gone), _left(self.values, gone)
        if order is None and not levels and not values:
            return Judgement(status="unscored", reason=NOBODY_LEFT, sources=self.sources)
        return replace(self, order=order, levels=levels, values=values)

    def with_cells_of(self, names: Collection[str], was: Judgement) -> Judgement:
        """Add what another judgement says of some alternatives, in levels or values alone."""
        levels = _added(self.levels, was.levels, names)
        values = _added(self.values, was.values, names)
        if (levels, values) == (self.levels, self.values):
            return self
        return replace(self, levels=levels, values=values)

    def text(self) -> str:
        """Write the ranking in one line; empty if there is none."""
        if self.values is not None:
            return "; ".join(f"{name}: {value:g}" for name, value in self.values.items())
        if self.levels is not None:
            return "; ".join(
                f"{name}: {' / '.join(levels)}" for name, levels in self.levels.items()
            )
        return "" if self.order is None else str(self.order)

    def faults(self, alternatives: Collection[str], scale: Scale | None) -> list[Fault]:
        """Say which alternatives and levels it names that do not exist."""
        unknown = [
            _unknown_alternative(name, alternatives).inside(*place)
            for name, place in self._named()
            if name not in alternatives
        ]
        return unknown + self._faults_of_scale(scale)

    def _named(self) -> Iterator[tuple[str, Place]]:
        """Yield the alternatives that it names, each with its place."""
        for name in self.order.alternatives if self.order else ():
            yield name, ("order",)
        for name in self.levels or ():
            yield name, ("levels", name)
        for name in self.values or ():
            yield name, ("values", name)

    def _faults_of_scale(self, scale: Scale | None) -> list[Fault]:
        """Say which of its levels do not stand on the scale."""
        if self.levels is None:
            return []
        if scale is None:
            return [_fault("no scale", ("levels",))]
        return [
            unknown_name("level", level, scale.level_names).inside("levels", name)
            for name, levels in self.levels.items()
            for level in levels
            if level not in scale.level_names
        ]


@dataclass(frozen=True, slots=True)
class Reading:
    """One named version of the evidence."""

    name: str
    label: Label = Label()
    description: Label = Label()


@dataclass(frozen=True, slots=True)
class ScenarioCell:
    """The ranking that a scenario puts in the place of what the source says.

    The order is None only where every alternative that it ranked has been left out.
    """

    criterion: str
    order: Order | None
    sources: tuple[Source, ...] = ()

    def judgement(self, scenario: Label) -> Judgement:
        """Give the judgement that counts while the scenario is active."""
        if self.order is None:
            return Judgement(status="unscored", reason=NOBODY_LEFT, sources=self.sources)
        return Judgement(self.order, status="assumed", reason=scenario, sources=self.sources)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A documented what-if on the evidence; ours, not the source's, and off by default."""

    name: str
    cells: tuple[ScenarioCell, ...]
    label: Label = Label()
    description: Label = Label()
    sources: tuple[Source, ...] = ()

    def narrowed(self, criteria: Collection[str], gone: Collection[str]) -> Scenario:
        """Keep the cells on these criteria, and leave alternatives out of them."""
        return replace(
            self,
            cells=tuple(
                replace(cell, order=cell.order.without(gone) if cell.order else None)
                for cell in self.cells
                if cell.criterion in criteria
            ),
        )


@dataclass(frozen=True, slots=True)
class WeightSet:
    """The weights that somebody gives, by criterion or by layer, and where they come from."""

    name: str
    weights: tuple[tuple[str, float], ...]
    label: Label = Label()
    sources: tuple[Source, ...] = ()

    @property
    def by_name(self) -> dict[str, float]:
        """The weights, by the names of criteria or of layers."""
        return dict(self.weights)

    def narrowed(self, kept: Collection[str]) -> WeightSet:
        """Keep the weights of these criteria or layers."""
        return replace(self, weights=tuple(pair for pair in self.weights if pair[0] in kept))


@dataclass(frozen=True, slots=True)
class Remark:
    """A fault or an oddity of the document, kept as data."""

    name: str
    text: Label
    sources: tuple[Source, ...] = ()


def spellings(
    parts: Sequence[Alternative | Layer | Criterion | Reading | Scenario],
) -> list[tuple[str, str]]:
    """List every way a part can be named, its name and its labels, with its name."""
    return [
        (text, part.name)
        for part in parts
        for text in (part.name, part.label.nl, part.label.en)
        if text
    ]


def _left(cells: Mapping[str, Cell] | None, gone: Collection[str]) -> dict[str, Cell] | None:
    """Leave alternatives out of cells; None if nothing is left."""
    return {name: cell for name, cell in (cells or {}).items() if name not in gone} or None


def _added(
    cells: Mapping[str, Cell] | None, others: Mapping[str, Cell] | None, names: Collection[str]
) -> Mapping[str, Cell] | None:
    """Add the cells of some alternatives that have none, if these are of the same sort."""
    if cells is None or others is None:
        return cells
    return {**cells, **{name: each for name, each in others.items()
                        if name in names and name not in cells}}  # fmt: skip


def groups_of(order: Order | None) -> tuple[Any, ...]:
    """Give an order as it stands in sentences: groups, or chains of them; empty for none."""
    if isinstance(order, PartialOrder):
        return order.chains
    return () if order is None else order.groups


def _unknown_alternative(name: str, allowed: Collection[str]) -> Fault:
    """Say also how an order is written, where names stand with other signs between them."""
    fault = unknown_name("alternative", name, allowed)
    if _holds_names(name, allowed, "[>=]"):
        return _fault("chain as a name", fault=fault)
    return (
        _fault("order as a name", fault=fault) if _holds_names(name, allowed, "[,;/<]") else fault
    )


def _holds_names(text: str, allowed: Collection[str], signs: str) -> bool:
    """Tell whether a text is nothing but names with some signs between them."""
    parts = [part.strip() for part in re.split(signs, text)]
    return len(parts) > 1 and all(part in allowed for part in parts)
