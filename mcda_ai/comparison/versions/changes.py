"""What changed between two versions of a problem: parts, evidence, weights, and what counts.

Renames are never guessed: a part that is gone and a part that is new are two changes. What only
follows from that (an alternative's place in rankings, the weight of what is gone) is none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from mcda_ai.messages.figures import decimal, in_full, percent
from mcda_ai.messages.label import Label
from mcda_ai.orders.pairwise import PreferenceFunction
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import (
    Criterion,
    Document,
    Judgement,
    Level,
    Scenario,
    ScenarioCell,
    Source,
)

NOT_SCORED = Label(en="not scored", nl="niet gescoord")
_VALUES_IN_WORDS = {
    "benefit chain": Label(en="benefit chain", nl="batenketen"),
    "precondition": Label(en="precondition", nl="randvoorwaarde"),
    "max": Label(en="more is better", nl="meer is beter"),
    "min": Label(en="less is better", nl="minder is beter"),
    "stated": Label(en="stated by the source", nl="vermeld in de bron"),
    "corrected": Label(en="corrected", nl="gecorrigeerd"),
    "unscored": NOT_SCORED,
    "assumed": Label(en="assumed", nl="aangenomen"),
}
_PARTS = {
    "alternative": "alternatives",
    "layer": "layers",
    "criterion": "criteria",
    "reading": "readings",
    "scale": "scales",
    "scenario": "scenarios",
    "weight set": "weight_sets",
    "remark": "remarks",
}
_LOOKED_INTO = {"name", "cells", "weights"}
"""Fields of parts that are compared entry by entry rather than as a whole."""
_RANKING = ("order", "levels", "values")
_OF_SCORED_CELLS = ("status", "reason")
_CIRCUMSTANCES = {"active_reading": "reading", "active_scenarios": "scenarios"}
_HANDLED = {*_PARTS.values(), *_CIRCUMSTANCES, "judgements", "own_weights", "removed"}
"""Fields of a problem that are compared part by part. What was left out shows by itself."""


@dataclass(frozen=True)
class Change:
    """One thing that is not the same in two versions of a problem.

    Parameters
    ----------
    part : str
        "problem", "alternative", "layer", "criterion", "reading", "scale", "scenario",
        "weight set", "remark", "own weights", or "cell": what a reading says on a criterion.
    name : str
        Of the part; of the criterion for a cell; empty for the problem and its own weights.
    kind : str
        "new", "gone", "order" (of the parts), "ranking", "value", "weight", "counts" (what counts
        on a criterion under another reading or scenario), or what of the part changed, such as
        "label", "layer" or "sources".
    before, after : Label
        What it was and is, in words; empty where there was or is none.
    of : str, optional
        The alternative of a value; the criterion or layer of a weight or a scenario.
    reading : str, optional
        The reading of a cell.
    """

    part: str
    name: str
    kind: str
    before: Label = Label()
    after: Label = Label()
    of: str = ""
    reading: str = ""


def changes_between(before: DecisionProblem, after: DecisionProblem) -> list[Change]:
    """List what changed, part by part; empty for equal problems."""
    return [
        *_of_problem(before, after),
        *_of_parts(before, after),
        *_of_cells(before, after),
        *_of_scenarios(before, after),
        *_of_weights(before, after),
        *_of_what_counts(before, after),
    ]


def readings_changed(
    changes: Iterable[Change], before: DecisionProblem, after: DecisionProblem
) -> list[str]:
    """Name the readings that rank otherwise now, but for the one in use in both versions."""
    in_use = {before.active_reading} & {after.active_reading}
    changed = [each.reading for each in changes if each.kind in ("ranking", "value")]
    return [name for name in dict.fromkeys(changed) if name and name not in in_use]


# --- the problem and its parts --------------------------------------------------------------------


def _of_problem(before: DecisionProblem, after: DecisionProblem) -> Iterator[Change]:
    for field in fields(before):
        if field.name not in _HANDLED:
            yield from _compared("problem", "", field.name, before, after)
    for name, kind in _CIRCUMSTANCES.items():
        yield from _compared("problem", "", name, before, after, kind=kind)


def _of_parts(before: DecisionProblem, after: DecisionProblem) -> Iterator[Change]:
    for part, field in _PARTS.items():
        was = {each.name: each for each in getattr(before, field)}
        now = {each.name: each for each in getattr(after, field)}
        yield from (
            Change(part, name, "gone", before=_introduced(was[name], before))
            for name in was
            if name not in now
        )
        yield from (
            Change(part, name, "new", after=_introduced(now[name], after))
            for name in now
            if name not in was
        )
        left, kept = [n for n in was if n in now], [n for n in now if n in was]
        if left != kept:
            yield Change(
                part, "", "order", Label.same(", ".join(left)), Label.same(", ".join(kept))
            )
        for name in left:
            for each in fields(was[name]):
                if each.name not in _LOOKED_INTO:
                    yield from _compared(part, name, each.name, was[name], now[name])


def _introduced(part: Any, problem: DecisionProblem) -> Label:  # noqa: ANN401  (any part)
    """Say what a part is that stands in one version only, beside its name."""
    if isinstance(part, Criterion):
        ranking = _ranking_text(problem.judgement(part.name))
        return Label(nl=f"{part.layer}: {ranking.nl}", en=f"{part.layer}: {ranking.en}")
    return Label()


def _compared(
    part: str, name: str, field: str, was: object, now: object, *, kind: str = "", of: str = "",
    reading: str = "",
) -> Iterator[Change]:  # fmt: skip
    """Compare one field of two things of the same type."""
    one, other = _field(was, field), _field(now, field)
    if one != other:
        yield Change(part, name, kind or field, _in_words(one), _in_words(other), of, reading)


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


def _of_cells(before: DecisionProblem, after: DecisionProblem) -> Iterator[Change]:
    both = _Both(before, after)
    for reading in before.judgements:
        if reading not in after.judgements:
            continue
        for criterion in both.criteria:
            was, now = before.judgements[reading][criterion], after.judgements[reading][criterion]
            yield from _of_cell(both, criterion, reading, was, now)


def _of_cell(
    both: _Both, criterion: str, reading: str, was: Judgement, now: Judgement
) -> Iterator[Change]:
    if was.values is not None and now.values is not None:
        for name in both.alternatives:
            one, other = was.values.get(name), now.values.get(name)
            if one != other:
                unit = both.units[criterion]
                yield Change("cell", criterion, "value", _value_text(one, unit),
                             _value_text(other, unit), name, reading)  # fmt: skip
    elif not both.rank_alike(was, now):
        yield Change("cell", criterion, "ranking", _ranking_text(was), _ranking_text(now),
                     reading=reading)  # fmt: skip
    scored_alike = (was.status == "unscored") == (now.status == "unscored")
    for field in fields(Judgement):
        if field.name in _RANKING or (field.name in _OF_SCORED_CELLS and not scored_alike):
            continue
        yield from _compared("cell", criterion, field.name, was, now, reading=reading)


def _of_scenarios(before: DecisionProblem, after: DecisionProblem) -> Iterator[Change]:
    both = _Both(before, after)
    now_by_name = {scenario.name: scenario for scenario in after.scenarios}
    for was in before.scenarios:
        if was.name in now_by_name:
            yield from _of_scenario(both, was, now_by_name[was.name])


def _of_scenario(both: _Both, was: Scenario, now: Scenario) -> Iterator[Change]:
    cells = [{cell.criterion: cell for cell in scenario.cells} for scenario in (was, now)]
    for criterion in both.criteria:
        one, other = (by_name.get(criterion) for by_name in cells)
        orders = [cell and both.of_common(cell.order) for cell in (one, other)]
        if (one is None) != (other is None) or orders[0] != orders[1]:
            before, after = (_cell_text(cell) for cell in (one, other))
            yield Change("scenario", was.name, "ranking", before, after, criterion)
        if one is not None and other is not None:
            yield from _compared("scenario", was.name, "sources", one, other, of=criterion)


def _of_what_counts(before: DecisionProblem, after: DecisionProblem) -> Iterator[Change]:
    """Tell the rankings that count now, where another reading or scenario was taken."""
    if all(getattr(before, field) == getattr(after, field) for field in _CIRCUMSTANCES):
        return
    both = _Both(before, after)
    for criterion in both.criteria:
        was, now = before.judgement(criterion), after.judgement(criterion)
        if not both.rank_alike(was, now):
            yield Change("cell", criterion, "counts", _ranking_text(was), _ranking_text(now))


class _Both:
    """What two versions of a problem have in common."""

    def __init__(self, before: DecisionProblem, after: DecisionProblem) -> None:
        self.alternatives = [n for n in before.alternative_names if n in after.alternative_names]
        self.criteria = [n for n in before.criterion_names if n in after.criterion_names]
        self.units = {criterion.name: criterion.unit for criterion in after.criteria}

    def rank_alike(self, was: Judgement, now: Judgement) -> bool:
        """Tell whether two judgements rank the common alternatives alike."""
        return self._ranking(was) == self._ranking(now)

    def of_common(self, order: WeakOrder | None) -> WeakOrder | None:
        """Give the order of the common alternatives, ties written alike."""
        kept = order and order.without(n for n in order.alternatives if n not in self.alternatives)
        return kept and kept.arranged(self.alternatives)

    def _ranking(self, judgement: Judgement) -> tuple[object, ...]:
        given = (judgement.levels, judgement.values)
        kept = [{n: each[n] for n in each if n in self.alternatives} for each in given if each]
        return (self.of_common(judgement.order), *(each for each in kept if each))


# --- weights --------------------------------------------------------------------------------------


def _of_weights(before: DecisionProblem, after: DecisionProblem) -> Iterator[Change]:
    gone = {*before.criterion_names, *before.layer_names}
    gone -= {*after.criterion_names, *after.layer_names}
    was, now = before.own_weights, after.own_weights
    if was is None or now is None:
        if now is not None:
            yield Change("own weights", "", "new", after=_weights_text(now))
        if was is not None:
            yield Change("own weights", "", "gone", before=_weights_text(was))
    else:
        yield from _of_weighting("own weights", "", was, now, gone)
    sets = {each.name: each for each in after.weight_sets}
    for each in before.weight_sets:
        if each.name in sets:
            now = sets[each.name].by_name
            yield from _of_weighting("weight set", each.name, each.by_name, now, gone)


def _of_weighting(
    part: str,
    name: str,
    was: Mapping[str, float],
    now: Mapping[str, float],
    gone: Collection[str],
) -> Iterator[Change]:
    for of in dict.fromkeys((*was, *now)):
        if was.get(of) != now.get(of) and of not in gone:
            yield Change(part, name, "weight", _weight_text(of, was), _weight_text(of, now), of)


def _weight_text(of: str, weights: Mapping[str, float]) -> Label:
    """Write a weight as it stands, and as a share of all."""
    if of not in weights:
        return Label()
    total = sum(weights.values())
    share = f" ({percent(weights[of] / total, decimals=1)})" if total > 0 else ""
    return _number(f"{in_full(weights[of])}{share}")


def _weights_text(weights: Mapping[str, float]) -> Label:
    texts = [(name, _weight_text(name, weights)) for name in weights]
    return Label(
        nl="; ".join(f"{name} {text.nl}" for name, text in texts),
        en="; ".join(f"{name} {text.en}" for name, text in texts),
    )


# --- in words -------------------------------------------------------------------------------------


def _in_words(value: Any) -> Label:  # noqa: ANN401  (a field of any part)
    """Say what a field holds."""
    if isinstance(value, Label):
        return value
    if isinstance(value, PreferenceFunction):
        numbers = [f"{n} {in_full(getattr(value, n))}" for n in "qps" if getattr(value, n)]
        return _number(", ".join([value.kind, *numbers]))
    if isinstance(value, Document):
        return Label.same(_document_text(value))
    if isinstance(value, tuple):
        return _joined(value)
    text = "" if value is None else str(value)
    return _VALUES_IN_WORDS.get(text, Label.same(text))


def _joined(values: Sequence[Any]) -> Label:
    """Say what a list holds: levels, sources or names."""
    if values and isinstance(values[0], Level):
        return Label(
            nl=" < ".join(_level_text(level, "nl") for level in values),
            en=" < ".join(_level_text(level, "en") for level in values),
        )
    if values and isinstance(values[0], Source):
        return Label(
            nl="; ".join(_source_text(source, "nl") for source in values),
            en="; ".join(_source_text(source, "en") for source in values),
        )
    return Label.same(", ".join(map(str, values)))


def _level_text(level: Level, language: str) -> str:
    label = level.label.text(language)
    return level.name if label in ("", level.name) else f"{level.name} ({label})"


def _source_text(source: Source, language: str) -> str:
    return ", ".join(text for text in (source.text(language), source.document) if text)


def _document_text(document: Document) -> str:
    texts = (getattr(document, field.name) for field in fields(document))
    return ", ".join(", ".join(text) if isinstance(text, tuple) else text for text in texts if text)


def _ranking_text(judgement: Judgement) -> Label:
    return NOT_SCORED if judgement.status == "unscored" else Label.same(judgement.text())


def _cell_text(cell: ScenarioCell | None) -> Label:
    """Write what a scenario says on a criterion; empty where it says nothing."""
    if cell is None:
        return Label()
    return NOT_SCORED if cell.order is None else Label.same(str(cell.order))


def _value_text(value: float | None, unit: str) -> Label:
    if value is None:
        return Label()
    number = _number(in_full(value))
    return Label(nl=f"{number.nl} {unit}".strip(), en=f"{number.en} {unit}".strip())


def _number(text: str) -> Label:
    return Label(nl=decimal(text, "nl"), en=text)
