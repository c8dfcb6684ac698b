"""What stands on the sheets of the template: nothing yet, or what a problem holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from mcda_ai.io.tables.confidence_cells import confidence_text, meanings_told
from mcda_ai.io.tables.decision_cells import decision_told
from mcda_ai.io.tables.delimited import marks_of, reason_of
from mcda_ai.io.tables.headers import DIRECTION_WORDS, HEADERS, Direction, key_of
from mcda_ai.io.tables.places import sources_text
from mcda_ai.io.tables.requirements import required_text
from mcda_ai.io.template.columns import COLUMNS, GIVEN_AS, MEANING_OF, ROLES, STATUSES, word
from mcda_ai.messages.label import Label
from mcda_ai.orders.pairwise import PreferenceFunction
from mcda_ai.problem.baseline import role_text
from mcda_ai.problem.construction import GIVEN
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import Criterion, Judgement, Source
from mcda_ai.problem.statements import DEFAULT_METHOD

Value: TypeAlias = str | float | None
Row: TypeAlias = dict[str, Value]


@dataclass(frozen=True)
class Sheet:
    """One sheet of the template.

    Parameters
    ----------
    key : str
        Which sheet it is; see `mcda_ai.io.template.columns.SHEETS`.
    columns : list of str
        Keys of its columns in order; names (of alternatives, of weight sets) begin with a slash.
    rows : list of dict
        What each row holds, by column.
    above : dict
        What stands above the table, by key.
    """

    key: str
    columns: list[str]
    rows: list[Row] = field(default_factory=list)
    above: Row = field(default_factory=dict)


def empty_sheets(readings: int, alternatives: int, language: str) -> list[Sheet]:
    """Give the sheets of a template that nobody has filled in."""
    names = ("reading", "lezing")
    return [
        Sheet("problem", ["key", "value"], [{"key": key} for key in _ABOUT]),
        Sheet("alternatives", ["name", "label", "description", "role"]),
        Sheet("layers", ["name", "label", "description", "role"]),
        Sheet("scales", ["scale", "word", "label"]),
        Sheet("criteria", _CRITERIA),
        *(
            Sheet(
                "rankings",
                ["criterion", *["/"] * alternatives, "reason", "note", "source", "confidence"],
                above={"direction": None} if readings == 1 else
                {"direction": None, "reading": f"{word(names, language)} {number}"},
            )
            for number in range(1, readings + 1)
        ),
        Sheet("sources", ["name", "document", "table", "section", "page", "note"]),
        Sheet("weights", ["criterion", "own", "/A", "/B"],
              [{"criterion": word(GIVEN_AS, language)}]),
        Sheet("statements", _STATEMENTS),
    ]  # fmt: skip


def filled_sheets(problem: DecisionProblem, language: str) -> list[Sheet]:
    """Give the sheets of the template as a problem fills them in."""
    problem = problem.whole
    sources = {
        source: f"S{number}"
        for number, source in enumerate(dict.fromkeys(_sources(problem)), start=1)
    }
    return [
        _about(problem),
        _parts("alternatives", problem.alternatives,
               [{"role": role_text(each.role, language)} for each in problem.alternatives]),
        _parts("layers", problem.layers,
               [{"role": word(ROLES[layer.role], language)} for layer in problem.layers]),
        _scales(problem),
        _criteria(problem, language),
        *(_rankings(problem, reading.name, sources, language) for reading in problem.readings),
        Sheet("sources", ["name", "document", "table", "section", "page", "note"], [
            {"name": name, "document": source.document, "table": source.table,
             "section": source.section, "page": source.page, "note": source.note}
            for source, name in sources.items()
        ]),
        _weights(problem, language),
        _statements(problem, sources),
    ]  # fmt: skip


_ABOUT = ("name", "label", "description", "question", "owner", "decision date", "title", "authors",
          "publisher", "client", "number", "date", "language", *MEANING_OF)  # fmt: skip
_STATEMENTS = ["statement", "method", "source"]
_CRITERIA = ["name", "layer", "label", "direction", "scale", "unit", "preference", "q", "p", "s",
             "required", "required source"]  # fmt: skip


def _texts(key: str, label: Label, name: str = "") -> Row:
    """Fill the columns of a label: one if it is the same in both languages, else two."""
    if label == Label.same(name):
        return {}
    if label.nl == label.en:
        return {key: label.nl}
    return {f"{key} nl": label.nl, f"{key} en": label.en}


def _columns(wanted: Sequence[str], rows: Sequence[Row]) -> list[str]:
    """Take the columns of the template, and those for both languages where a row has two texts."""
    columns = []
    for key in wanted:
        both = [f"{key} nl", f"{key} en"]
        columns.append(key)
        if any(set(both) & set(row) for row in rows):
            columns += both
    return columns


def _about(problem: DecisionProblem) -> Sheet:
    filled: Row = {"name": problem.name}
    filled |= _texts("label", problem.label) | _texts("description", problem.description)
    filled |= dict(decision_told(problem))
    if problem.document is not None:
        document = problem.document
        filled |= {"title": document.title, "authors": "; ".join(document.authors),
                   "publisher": document.publisher, "client": document.client,
                   "number": document.number, "date": document.date,
                   "language": document.language}  # fmt: skip
    filled |= {f"confidence {key}": told for key, told in meanings_told(problem.confidence)}
    keys = _columns(_ABOUT, [filled])
    return Sheet("problem", ["key", "value"],
                 [{"key": key, "value": filled.get(key)} for key in keys])  # fmt: skip


def _parts(key: str, parts: Sequence[object], more: Sequence[Row] = ()) -> Sheet:
    rows: list[Row] = []
    for index, part in enumerate(parts):
        name = part.name  # type: ignore[attr-defined]
        row: Row = {"name": name}
        row |= _texts("label", part.label, name)  # type: ignore[attr-defined]
        row |= _texts("description", part.description)  # type: ignore[attr-defined]
        rows.append(row | (more[index] if more else {}))
    wanted = ["name", "label", "description", *(more[0] if more else ())]
    return Sheet(key, _columns(wanted, rows), rows)


def _scales(problem: DecisionProblem) -> Sheet:
    rows: list[Row] = [
        {"scale": scale.name, "word": level.name, **_texts("label", level.label, level.name)}
        for scale in problem.scales
        for level in scale.levels
    ]
    return Sheet("scales", _columns(["scale", "word", "label"], rows), rows)


def _criteria(problem: DecisionProblem, language: str) -> Sheet:
    rows = []
    for criterion in problem.criteria:
        direction = criteria_direction(problem, criterion)
        row: Row = {
            "name": criterion.name,
            "layer": criterion.layer,
            "scale": criterion.scale,
            "unit": criterion.unit,
            "direction": direction and word(DIRECTION_WORDS[direction], language),
            "required": required_text(criterion.required, "," if language == "nl" else "."),
            "required source": ""
            if criterion.required is None
            else sources_text(criterion.required.sources, language),
        }
        row |= _texts("label", criterion.label, criterion.name)
        function = criterion.preference
        if function != PreferenceFunction():
            row |= {"preference": function.kind, "q": function.q, "p": function.p, "s": function.s}
        rows.append(row)
    return Sheet("criteria", _columns(_CRITERIA, rows), rows)


def criteria_direction(problem: DecisionProblem, criterion: Criterion) -> Direction | None:
    """Tell what the numbers of a criterion are, where they were measured in any reading."""
    judgements = [judged[criterion.name] for judged in problem.judgements.values()]
    if any(judgement.values is not None for judgement in judgements):
        return criterion.direction
    if criterion.direction == "min" and criterion.scale is None:  # words have their own order
        return "min"
    return "ranks" if criterion.unit else None


def _rankings(
    problem: DecisionProblem, reading: str, sources: Mapping[Source, str], language: str
) -> Sheet:
    judged = problem.judgements[reading]
    rows = [_ranking(problem, criterion, judged[criterion.name], sources, language)
            for criterion in problem.criteria]  # fmt: skip
    wanted = ["reason", "note", "source"]
    wanted += [
        key for key in ("direction", "status", "confidence") if any(key in row for row in rows)
    ]
    names = [f"/{name}" for name in problem.alternative_names]
    above: Row = {"direction": word(DIRECTION_WORDS["ranks"], language)}
    about = next(each for each in problem.readings if each.name == reading)
    if about != GIVEN or len(problem.readings) > 1:
        above["reading"] = about.name
        above |= _texts("label", about.label, about.name)
        above |= _texts("description", about.description)
    return Sheet("rankings", ["criterion", *names, *_columns(wanted, rows)], rows, above)


def _ranking(
    problem: DecisionProblem,
    criterion: Criterion,
    judgement: Judgement,
    sources: Mapping[Source, str],
    language: str,
) -> Row:
    """Fill one row in: what is judged on a criterion, and what is said about that."""
    marks = marks_of(judgement, problem.alternative_names)
    row: Row = {"criterion": criterion.name, **{f"/{name}": mark for name, mark in marks.items()}}
    direction = _row_direction(criterion, judgement, criteria_direction(problem, criterion))
    if direction:
        row["direction"] = word(DIRECTION_WORDS[direction], language)
    if reason_of(judgement, language):
        row |= _texts("reason", judgement.reason)
    row |= _texts("note", judgement.note)
    if judgement.status in ("corrected", "assumed"):
        row["status"] = word(STATUSES[judgement.status], language)
    if judgement.confidence is not None:
        row["confidence"] = confidence_text(judgement.confidence, language)
    row["source"] = "; ".join(sources[source] for source in judgement.sources)
    return row


def _row_direction(
    criterion: Criterion, judgement: Judgement, usual: Direction | None
) -> Direction | None:
    """Say it of the row itself, where its numbers are not what they are elsewhere."""
    own: Direction | None = None
    if judgement.order is not None:
        own = "ranks"
    elif judgement.values is not None:
        own = criterion.direction
    return own if own and (criterion.scale or (usual or "ranks") != own) else None


def _weights(problem: DecisionProblem, language: str) -> Sheet:
    """Fill in weights; those that a line makes stand there as the line alone."""
    own = problem.own_weights or {}
    names = [*problem.criterion_names, *problem.layer_names]
    sets = {each.name: {} if each.is_as_made else each.by_name for each in problem.weight_sets}
    made = {f"/{each.name}": each.made for each in problem.weight_sets if each.made}
    used = [
        name for name in dict.fromkeys(names)
        if name in own or any(name in by_name for by_name in sets.values())
    ]  # fmt: skip
    rows: list[Row] = [
        {"criterion": name, "own": own.get(name),
         **{f"/{each}": by_name.get(name) for each, by_name in sets.items()}}
        for name in used
    ]  # fmt: skip
    if made:
        rows.insert(0, {"criterion": word(GIVEN_AS, language), **made})
    return Sheet("weights", ["criterion", "own", *(f"/{name}" for name in sets)], rows)


def _statements(problem: DecisionProblem, sources: Mapping[Source, str]) -> Sheet:
    rows: list[Row] = [
        {
            "statement": each.prefers,
            "method": "" if each.method == DEFAULT_METHOD else each.method,
            "source": "; ".join(sources[source] for source in each.sources),
        }
        for each in problem.statements
    ]
    return Sheet("statements", _STATEMENTS, rows)


def _sources(problem: DecisionProblem) -> list[Source]:
    named = [
        *(
            problem.judgements[reading.name][criterion.name].sources
            for reading in problem.readings
            for criterion in problem.criteria
        ),
        *(each.sources for each in problem.statements),
    ]
    return [source for sources in named for source in sources]


def header_text(column: str, key: str, language: str) -> str:
    """Write the header of a column; a name that is a header word gets an apostrophe before it."""
    if not column.startswith("/"):
        return word(COLUMNS[key][column], language)
    name = column[1:]
    collides = key_of(name, COLUMNS[key]) is not None or key_of(name, HEADERS) is not None
    return f"'{name}" if collides or name.startswith("'") else name
