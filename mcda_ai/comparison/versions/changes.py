"""What changed between two versions of a problem, in words: parts, evidence, weights, what counts.

`mcda_ai.problem.differences` compares them; here each difference is written in both languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from mcda_ai.messages.exclusions import Exclusion
from mcda_ai.messages.figures import decimal, in_full, percent
from mcda_ai.messages.label import LANGUAGES, Label
from mcda_ai.messages.wording import Words
from mcda_ai.orders.pairwise import PreferenceFunction
from mcda_ai.problem.confidence import DUTCH, Confidence, ConfidenceWords
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.differences import PartDifference, differences_between
from mcda_ai.problem.evidence import (
    NOT_SCORED,
    Criterion,
    Document,
    Judgement,
    Level,
    ScenarioCell,
    Source,
)
from mcda_ai.problem.renaming import Renames
from mcda_ai.problem.requirements.required import Requirement
from mcda_ai.problem.requirements.taking_part import told_requirement
from mcda_ai.problem.statements import OptionStatement

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
_CALLED = {
    ("problem", "active_reading"): "reading",
    ("problem", "active_scenarios"): "scenarios",
    ("problem", "confidence"): "meanings",
}


@dataclass(frozen=True)
class Change:
    """One thing that is not the same in two versions of a problem.

    Parameters
    ----------
    part : str
        "problem", "alternative", "layer", "criterion", "reading", "scale", "scenario",
        "weight set", "remark", "statement", "own weights", or "cell": what a reading says on a
        criterion.
    name : str
        Of the part; of the criterion for a cell; empty for the problem and its own weights.
    kind : str
        "new", "gone", "in" or "out" (an alternative that takes part now, or no longer),
        "renamed", "order" (of the parts), "ranking", "value", "weight", "counts"
        (what counts on a criterion under another reading or scenario), or what of the part
        changed, such as "label", "layer" or "sources".
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


def changes_of_names(renames: Renames) -> list[Change]:
    """List the parts that only have another name."""
    return [
        Change(kind, new, "renamed", Label.same(old), Label.same(new))
        for kind, names in renames.items()
        for old, new in names.items()
    ]


def changes_between(before: DecisionProblem, after: DecisionProblem) -> list[Change]:
    """List what changed, part by part; empty for equal problems."""
    units = {criterion.name: criterion.unit for criterion in after.criteria}
    return [
        Change(
            each.part,
            each.name,
            _CALLED.get((each.part, each.kind), each.kind),
            _text_of(each, each.before, before, units),
            _text_of(each, each.after, after, units),
            each.of,
            each.reading,
        )
        for each in differences_between(before, after)
    ]


def readings_changed(
    changes: Iterable[Change], before: DecisionProblem, after: DecisionProblem
) -> list[str]:
    """Name the readings that rank otherwise now, but for the one in use in both versions."""
    in_use = {before.active_reading} & {after.active_reading}
    changed = [each.reading for each in changes if each.kind in ("ranking", "value")]
    return [name for name in dict.fromkeys(changed) if name and name not in in_use]


# --- in words -------------------------------------------------------------------------------------


def _text_of(
    difference: PartDifference,
    value: Any,  # noqa: ANN401  (a part, or a field of one)
    version: DecisionProblem,
    units: Mapping[str, str],
) -> Label:
    """Say what one version holds where the two differ."""
    if difference.part == "own weights" and difference.kind in ("new", "gone"):
        return Label() if value is None else _weights_text(value)
    if difference.kind in ("new", "gone"):
        return _introduced(value, version)
    if difference.kind in ("in", "out"):
        return _reasons_text(value, version)
    if difference.kind == "required":
        return _required_text(value, units[difference.name])
    if difference.kind == "weight":
        return _weight_text(difference.of, _weights_of(difference, version))
    if difference.kind == "value":
        return _value_text(value, units[difference.name])
    if difference.kind == "confidence":
        return _confidence_text(value)
    return _in_words(value)


def _introduced(part: Any, problem: DecisionProblem) -> Label:  # noqa: ANN401  (any part)
    """Say what a part is that stands in one version only, beside its name."""
    if isinstance(part, Criterion):
        ranking = _ranking_text(problem.judgement(part.name))
        required = _required_text(part.required, part.unit)
        if not required:
            return Label(nl=f"{part.layer}: {ranking.nl}", en=f"{part.layer}: {ranking.en}")
        return Label(
            nl=f"{part.layer}: {ranking.nl}; vereist: {required.nl}",
            en=f"{part.layer}: {ranking.en}; required: {required.en}",
        )
    if isinstance(part, OptionStatement):
        return Label(nl=_said_by(part, "nl"), en=_said_by(part, "en"))
    return Label()


def _reasons_text(reasons: Sequence[Exclusion] | None, version: DecisionProblem) -> Label:
    """Say why an option does not take part."""
    said = {
        language: [Words(language, version.labels(language)).said(each.reason)
                   for each in reasons or ()]
        for language in LANGUAGES
    }  # fmt: skip
    return Label(**{language: "; ".join(texts) for language, texts in said.items()})


def _required_text(required: Requirement | None, unit: str) -> Label:
    """Say what an option must meet, and where that stands."""
    if required is None:
        return Label()
    told, sources = told_requirement(required, unit), _joined(required.sources)
    return Label(
        nl=f"{told.in_words('nl')}{f' ({sources.nl})' if sources else ''}",
        en=f"{told}{f' ({sources.en})' if sources else ''}",
    )


def _weights_of(difference: PartDifference, problem: DecisionProblem) -> Mapping[str, float]:
    if difference.part == "own weights":
        return problem.own_weights or {}
    return next(each.by_name for each in problem.weight_sets if each.name == difference.name)


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


def _in_words(value: Any) -> Label:  # noqa: ANN401  (a field of any part)
    """Say what a field holds."""
    if isinstance(value, Label):
        return value
    if isinstance(value, PreferenceFunction):
        numbers = [f"{n} {in_full(getattr(value, n))}" for n in "qps" if getattr(value, n)]
        return _number(", ".join([value.kind, *numbers]))
    if isinstance(value, Document):
        return Label.same(_document_text(value))
    if isinstance(value, Judgement):
        return _ranking_text(value)
    if isinstance(value, ScenarioCell):
        return NOT_SCORED if value.order is None else Label.same(str(value.order))
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


def _said_by(statement: OptionStatement, language: str) -> str:
    """Say by which method a statement holds, and where it was made."""
    sources = (_source_text(source, language) for source in statement.sources)
    return ", ".join([statement.method, *sources])


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


def _confidence_text(value: Confidence | ConfidenceWords | None) -> Label:
    """Write how sure a judgement is, or what the words for that mean and who says so."""
    if isinstance(value, ConfidenceWords):
        told = [(_confidence_text(word), _number(in_full(right))) for word, right in value.meanings]
        meanings = [Label(nl=f"{word.nl} {right.nl}", en=f"{word.en} {right.en}")
                    for word, right in told]  # fmt: skip
        return Label(
            nl=f"{'; '.join(each.nl for each in meanings)} (volgens {value.owner})".strip(),
            en=f"{'; '.join(each.en for each in meanings)} (according to {value.owner})".strip(),
        )
    if isinstance(value, str):
        return Label(nl=DUTCH[value], en=value)
    return Label() if value is None else _number(in_full(value))


def _value_text(value: float | None, unit: str) -> Label:
    if value is None:
        return Label()
    number = _number(in_full(value))
    return Label(nl=f"{number.nl} {unit}".strip(), en=f"{number.en} {unit}".strip())


def _number(text: str) -> Label:
    return Label(nl=decimal(text, "nl"), en=text)
