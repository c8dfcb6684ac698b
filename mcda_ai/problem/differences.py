"""What is not the same in two problems: part by part, field by field and cell by cell.

Parts are known by their names: one that is gone and one that is new are two differences. What only
follows from that (an alternative's place in rankings, the weight of what is gone) is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, fields, replace
from typing import Any

from mcda_ai.messages.label import Label
from mcda_ai.orders.partial_order import Order
from mcda_ai.problem.consistency import PARTS
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import Judgement, Scenario

CIRCUMSTANCES = ("active_reading", "active_scenarios")

_LOOKED_INTO = {"name", "cells", "weights"}
"""Fields of parts that are compared entry by entry rather than as a whole."""
_RANKING = {"order", "levels", "values"}
_OF_HAND = {"status", "sources"}  # a judgement by hand is assumed, and has no source
_HANDLED = {*PARTS.values(), *CIRCUMSTANCES, "judgements", "own_weights", "removed", "doubts",
            "set_aside", "statements"}  # fmt: skip
"""Fields that are compared part by part, or not: what was left out shows by itself."""


@dataclass(frozen=True)
class PartDifference:
    """One thing that is not the same in two problems.

    Parameters
    ----------
    part : str
        "problem", one of `PARTS`, "statement", "own weights", or "cell": what a reading says on a
        criterion.
    name : str
        Of the part; of the criterion for a cell; empty for the problem and its own weights.
    kind : str
        "new", "gone", "order" (of the parts), "ranking", "value", "weight", "counts" (what counts
        on a criterion under another reading or scenario), "in" or "out" (an alternative that takes
        part now, or no longer: what it did not, or does not, meet), or the field that differs.
    before, after : object
        The part, names, judgement, number or field; None where there was or is none. A label holds
        only what it says more than the name.
    of : str, optional
        The alternative of a value; the criterion or layer of a weight or a scenario.
    reading : str, optional
        The reading of a cell.
    """

    part: str
    name: str
    kind: str
    before: Any
    after: Any
    of: str = ""
    reading: str = ""


def differences_between(before: DecisionProblem, after: DecisionProblem) -> list[PartDifference]:
    """List all differences between two problems; none if the same holds in both.

    Examples
    --------
    >>> from mcda_ai.problem.construction import from_rankings
    >>> once, again = from_rankings({"cost": "A > B"}), from_rankings({"cost": "B > A"})
    >>> [(each.part, each.name, each.kind) for each in differences_between(once, again)]
    [('alternative', '', 'order'), ('cell', 'cost', 'ranking')]
    """
    taking_part = _of_taking_part(before, after)
    out = {each.name for each in before.excluded} & {each.name for each in after.excluded}
    before, after = before.whole, after.whole
    both = InCommon(before, after)
    own = [each for each in fields(before) if each.name not in _HANDLED]
    return [
        *taking_part,
        *_of_fields("problem", "", (each.name for each in own), before, after),
        *_of_fields("problem", "", ("baseline", *CIRCUMSTANCES), before, after),
        *_of_parts(before, after, out),
        *_of_statements(before, after),
        *both.of_cells(),
        *both.of_scenarios(),
        *_of_weights(before, after),
        *both.of_what_counts(),
    ]


# --- the problem and its parts --------------------------------------------------------------------


def _of_taking_part(before: DecisionProblem, after: DecisionProblem) -> list[PartDifference]:
    """Tell which alternatives of both problems take part in one of them only, and why."""
    found = []
    for kind, one, other in (("in", before, after), ("out", after, before)):
        out = {each.name for each in one.excluded}.intersection(other.alternative_names)
        for name in one.whole.alternative_names:
            if name in out:
                reasons = tuple(each for each in one.excluded if each.name == name)
                both = (reasons, None) if kind == "in" else (None, reasons)
                found.append(PartDifference("alternative", name, kind, *both))
    return found


def _of_parts(
    before: DecisionProblem, after: DecisionProblem, out: Set[str]
) -> Iterator[PartDifference]:
    """Compare parts; who takes no part in either is none that is new or gone.

    A criterion that is left out takes with it what was said of those that did not meet it.
    """
    for part, field in PARTS.items():
        was = {each.name: each for each in getattr(before, field)}
        now = {each.name: each for each in getattr(after, field)}
        if part == "alternative":
            for name in out & (was.keys() ^ now.keys()):
                was.pop(name, None)
                now.pop(name, None)
        yield from _gone_and_new(part, was, now)
        left, kept = [n for n in was if n in now], [n for n in now if n in was]
        if left != kept:
            yield PartDifference(part, "", "order", tuple(left), tuple(kept))
        for name in left:
            told = _LOOKED_INTO | ({"role"} if part == "alternative" else set())
            names = [each.name for each in fields(was[name]) if each.name not in told]
            yield from _of_fields(part, name, names, was[name], now[name])


def _gone_and_new(
    part: str, was: Mapping[str, object], now: Mapping[str, object]
) -> Iterator[PartDifference]:
    for name in was:
        if name not in now:
            yield PartDifference(part, name, "gone", was[name], None)
    for name in now:
        if name not in was:
            yield PartDifference(part, name, "new", None, now[name])


def _of_statements(before: DecisionProblem, after: DecisionProblem) -> Iterator[PartDifference]:
    """Tell which statements about options are new or gone, by what they say and who says so."""
    for kind, one, other in (("gone", before, after), ("new", after, before)):
        rest = list(other.statements)
        for each in one.statements:
            if each in rest:
                rest.remove(each)
            else:
                both = (each, None) if kind == "gone" else (None, each)
                yield PartDifference("statement", each.prefers, kind, *both)


def _of_fields(
    part: str, name: str, names: Iterable[str], was: object, now: object, *, of: str = "",
    reading: str = "",
) -> Iterator[PartDifference]:  # fmt: skip
    """Compare fields of two things of the same type."""
    for field in names:
        one, other = _field(was, field), _field(now, field)
        if one != other:
            yield PartDifference(part, name, field, one, other, of, reading)


def _field(part: object, field: str) -> object:
    """Give a field; of a label only what it says more than the name, which is shown without it."""
    value = getattr(part, field)
    if field == "label":
        return _beside_name(value, getattr(part, "name", ""))
    if field == "levels" and isinstance(value, tuple):
        return tuple(replace(level, label=_beside_name(level.label, level.name)) for level in value)
    return value


def _beside_name(label: Label, name: str) -> Label:
    return Label() if label.text("nl") == label.text("en") == name else label


# --- what is said of the criteria -----------------------------------------------------------------


class InCommon:
    """What two problems have in common by name, and what is said of it."""

    def __init__(self, before: DecisionProblem, after: DecisionProblem) -> None:
        self.before, self.after = before, after
        kept = set(after.alternative_names), set(after.criterion_names)
        self.has_same_alternatives = kept[0] == set(before.alternative_names)
        self.alternatives = [name for name in before.alternative_names if name in kept[0]]
        self.criteria = [name for name in before.criterion_names if name in kept[1]]
        self.readings = [name for name in before.judgements if name in after.judgements]

    def of_cells(self) -> Iterator[PartDifference]:
        """Tell what the readings say otherwise of the criteria."""
        for reading in self.readings:
            was, now = (each.judgements[reading] for each in (self.before, self.after))
            for criterion in self.criteria:
                yield from self._of_cell(criterion, reading, was[criterion], now[criterion])

    def _of_cell(
        self, criterion: str, reading: str, was: Judgement, now: Judgement
    ) -> Iterator[PartDifference]:
        if was == now:
            return
        if was.values is not None and now.values is not None:
            for name in self.alternatives:
                one, other = was.values.get(name), now.values.get(name)
                if one != other:
                    yield PartDifference("cell", criterion, "value", one, other, name, reading)
        elif not self.rank_alike(was, now):
            yield PartDifference("cell", criterion, "ranking", was, now, reading=reading)
        told = _RANKING | self._what_follows(was, now)
        told |= _OF_HAND if was.by_hand != now.by_hand else set()
        names = [field.name for field in fields(Judgement) if field.name not in told]
        yield from _of_fields("cell", criterion, names, was, now, reading=reading)

    def _what_follows(self, was: Judgement, now: Judgement) -> set[str]:
        """Name the fields that follow from a ranking, or an alternative, that is gone or new."""
        if (was.status == "unscored") == (now.status == "unscored"):
            return set()
        is_told = not self.has_same_alternatives or not self.rank_alike(was, now)
        return {"status", "reason"} if is_told else {"reason"}

    def of_scenarios(self) -> Iterator[PartDifference]:
        """Tell what the scenarios set otherwise."""
        now_by_name = {scenario.name: scenario for scenario in self.after.scenarios}
        for was in self.before.scenarios:
            if was.name in now_by_name:
                yield from self._of_scenario(was, now_by_name[was.name])

    def _of_scenario(self, was: Scenario, now: Scenario) -> Iterator[PartDifference]:
        cells = [{cell.criterion: cell for cell in scenario.cells} for scenario in (was, now)]
        for criterion in self.criteria:
            one, other = (by_name.get(criterion) for by_name in cells)
            orders = [cell and self._of_common(cell.order) for cell in (one, other)]
            if (one is None) != (other is None) or orders[0] != orders[1]:
                yield PartDifference("scenario", was.name, "ranking", one, other, criterion)
            if one is not None and other is not None:
                yield from _of_fields("scenario", was.name, ("sources",), one, other, of=criterion)

    def of_what_counts(self) -> Iterator[PartDifference]:
        """Tell the rankings that count now, where another reading or scenario was taken."""
        if all(getattr(self.before, each) == getattr(self.after, each) for each in CIRCUMSTANCES):
            return
        for criterion in self.criteria:
            was, now = self.before.judgement(criterion), self.after.judgement(criterion)
            if not self.rank_alike(was, now):
                yield PartDifference("cell", criterion, "counts", was, now)

    def rank_alike(self, was: Judgement, now: Judgement) -> bool:
        """Tell whether two judgements rank the common alternatives alike."""
        return self._ranking(was) == self._ranking(now)

    def ranked(self, judgement: Judgement) -> set[str]:
        """Give the common alternatives that a judgement ranks."""
        order = judgement.order.alternatives if judgement.order else ()
        named = {*order, *(judgement.levels or ()), *(judgement.values or ())}
        return named.intersection(self.alternatives)

    def _ranking(self, judgement: Judgement) -> tuple[object, ...]:
        given = (judgement.levels, judgement.values)
        kept = [{n: each[n] for n in self.alternatives if n in each} for each in given if each]
        return (self._of_common(judgement.order), *(each for each in kept if each))

    def _of_common(self, order: Order | None) -> Order | None:
        """Give the order of the common alternatives, ties written alike."""
        kept = order and order.without(n for n in order.alternatives if n not in self.alternatives)
        return kept and kept.arranged(self.alternatives)


# --- weights --------------------------------------------------------------------------------------


def _of_weights(before: DecisionProblem, after: DecisionProblem) -> Iterator[PartDifference]:
    gone = {*before.criterion_names, *before.layer_names}
    gone -= {*after.criterion_names, *after.layer_names}
    was, now = before.own_weights, after.own_weights
    if was is not None and now is not None:
        yield from _of_weighting("own weights", "", was, now, gone)
    elif was is not None:
        yield PartDifference("own weights", "", "gone", was, None)
    elif now is not None:
        yield PartDifference("own weights", "", "new", None, now)
    sets = {each.name: each for each in after.weight_sets}
    for each in before.weight_sets:
        if each.name in sets:
            now = sets[each.name].by_name
            yield from _of_weighting("weight set", each.name, each.by_name, now, gone)


def _of_weighting(
    part: str, name: str, was: Mapping[str, float], now: Mapping[str, float], gone: set[str]
) -> Iterator[PartDifference]:
    for of in dict.fromkeys((*was, *now)):
        if was.get(of) != now.get(of) and of not in gone:
            yield PartDifference(part, name, "weight", was.get(of), now.get(of), of)
