"""What a format cannot hold of a problem, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import partial
from typing import Literal, TypeAlias, get_args

import numpy as np

from mcda_ai.io.preflib import BALLOTS, KINDS
from mcda_ai.io.rereading import (
    DIGITS,
    as_written,
    what_counts_otherwise,
    what_differs,
    written,
)
from mcda_ai.io.tables.delimited import criterion_weights
from mcda_ai.io.tables.effects import GIVEN
from mcda_ai.io.tables.grid import cleaned, folded
from mcda_ai.io.tables.headers import PRECONDITIONS
from mcda_ai.io.tables.marks import NOT_SCORED, scale_from, scale_line
from mcda_ai.io.tables.places import sources_in, sources_text
from mcda_ai.messages.faults import ProblemError, unknown_name
from mcda_ai.messages.label import Label
from mcda_ai.messages.lists import listed_names
from mcda_ai.orders.pairwise import PreferenceFunction
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import (
    Alternative,
    Criterion,
    Document,
    Judgement,
    Layer,
    Reading,
    Source,
)

TableKind: TypeAlias = Literal["csv", "tsv", "xlsx", "soc", "soi", "toc", "toi"]
_names = partial(listed_names, quoted=False)
_UNSEEN = "line ends, signs that cannot be seen and spaces around texts are left out"


def losses(
    problem: DecisionProblem, kind: TableKind, *, called: str | None = None
) -> tuple[str, ...]:
    """Tell what is lost when a problem is written in a format and read again.

    Parameters
    ----------
    problem : DecisionProblem
    kind : {"csv", "tsv", "xlsx", "soc", "soi", "toc", "toi"}
    called : str, optional
        What the file is called, without its ending: a table or an election that is read is named
        so. Without it, nothing is told of the problem's name.

    Returns
    -------
    tuple of str
        One plain sentence each; empty if the problem comes back the same, which is tried. Where
        something is lost that is known beforehand, it is still tried whether the values, orders,
        levels and weights come back the same, but not whether all texts do.

    Raises
    ------
    ProblemError
        For an unknown kind.

    Examples
    --------
    >>> from mcda_ai.problem.construction import from_rankings
    >>> problem = from_rankings({"cost": "A > B"}, weight_sets={"council": {"cost": 1}})
    >>> losses(problem, "csv")
    ('the named weight set (council) is left out',)
    >>> losses(problem, "xlsx", called="budget")
    ()
    """
    if kind not in get_args(TableKind):
        raise ProblemError(unknown_name("format", str(kind), get_args(TableKind)))
    told = list(_common(problem, kind))
    if kind == "xlsx":
        told += _workbook(problem)
    elif kind in KINDS:
        told += _election(problem)
    else:
        told += _table(problem)
    told += _read_again(problem, kind, is_told=bool(told))
    return tuple(dict.fromkeys([*_name(problem, kind, called), *told]))


def _read_again(problem: DecisionProblem, kind: TableKind, *, is_told: bool) -> Iterator[str]:
    """Tell what no rule foresees: that it cannot be read again, or is not the same then."""
    try:
        read = written(problem, kind)
    except ProblemError:  # it cannot be written, which is told to whoever tries
        return
    try:
        again = read()
    except ProblemError as error:
        yield f"the file cannot be read again: {error.faults[0]}"
        return
    # What is known to be lost would be found again, so only what can change an answer is looked at.
    others = [*(what_counts_otherwise(problem, again, kind) if is_told
                else what_differs(problem, again))]  # fmt: skip
    if others:
        yield f"not the same when it is read again: {_names(others)}"


def _name(problem: DecisionProblem, kind: TableKind, called: str | None) -> Iterator[str]:
    if kind != "xlsx" and called not in (None, problem.name):
        yield f"the name '{problem.name}' is left out; it is read as '{called}', after its file"


def _common(problem: DecisionProblem, kind: TableKind) -> Iterator[str]:
    if problem.scenarios:
        is_applied = bool(problem.active_scenarios) and kind != "xlsx"
        yield _told(
            [scenario.name for scenario in problem.scenarios],
            "the scenario ({}) is left out",
            "the scenarios ({}) are left out",
        ) + (", except that what follows from what is active is written" if is_applied else "")
    if problem.remarks:
        yield _told(
            [remark.name for remark in problem.remarks],
            "the remark on the document ({}) is left out",
            "the remarks on the document ({}) are left out",
        )
    if problem.removed:
        yield _told(
            problem.removed,
            "that {} was taken away is not recorded",
            "that {} were taken away is not recorded",
        )
    odd = [name for name in _all_names(problem) if name != cleaned(name)]
    if odd:
        yield _told(
            [repr(name) for name in odd],
            "spaces around the name {} are left out",
            "spaces around the names {} are left out",
        )


def _workbook(problem: DecisionProblem) -> Iterator[str]:
    yield from _scales(problem)
    sets = problem.weight_sets
    if any(each.sources for each in sets):
        yield "the sources of the weight sets are left out"
    if any(_has_label(each.label, each.name) for each in sets):
        yield "the labels of the weight sets are left out"
    empty = [each.name for each in sets if not each.weights]
    if empty:
        yield _told(
            empty,
            "the weight set without weights ({}) is left out",
            "the weight sets without weights ({}) are left out",
        )
    if problem.document is not None and not problem.document.title:
        yield "the document of the problem has no title and is left out"
    if problem.active_scenarios:
        yield "the sheets hold the readings as they are, without the active scenarios"
    if problem.active_reading != problem.readings[0].name:
        yield f"that the reading in use is '{problem.active_reading}' is not recorded"
    if any(text != cleaned(text) for text in _texts_of_workbook(problem)):
        yield _UNSEEN
    if any(as_written(number, kind="xlsx") != number for number in _numbers(problem)):
        yield f"numbers are rounded to {DIGITS} digits"


def _numbers(problem: DecisionProblem) -> Iterator[float]:
    """Give all numbers that stand in a cell of the form."""
    for weights in (problem.own_weights or {}, *(each.by_name for each in problem.weight_sets)):
        yield from weights.values()
    for criterion in problem.criteria:
        yield from (criterion.preference.q, criterion.preference.p, criterion.preference.s)
    for judged in problem.judgements.values():
        for judgement in judged.values():
            yield from (judgement.values or {}).values()


def _texts_of_workbook(problem: DecisionProblem) -> Iterator[str]:
    """Give all texts that stand in a cell of the form, beside the names."""
    parts: list[Alternative | Layer | Reading] = [
        *problem.alternatives, *problem.layers, *problem.readings,
    ]  # fmt: skip
    judgements = [each for judged in problem.judgements.values() for each in judged.values()]
    labels = [
        problem.label, problem.description,
        *(part.label for part in parts),
        *(criterion.label for criterion in problem.criteria),
        *(part.description for part in parts),
        *(level.label for scale in problem.scales for level in scale.levels),
        *(label for each in judgements for label in (each.reason, each.note)),
    ]  # fmt: skip
    sources = [source for each in judgements for source in each.sources]
    plain: list[Criterion | Source | Document] = [*problem.criteria, *sources]
    plain += [] if problem.document is None else [problem.document]
    for label in labels:
        yield from (label.nl, label.en)
    for each in plain:
        values = (getattr(each, field.name) for field in fields(each))
        yield from (value for value in values if isinstance(value, str))


def _table(problem: DecisionProblem) -> Iterator[str]:
    yield from _one_reading(problem)
    yield from _about(problem)
    yield from _labels(problem)
    yield from _left_out_sets(problem)
    if not _by_criterion(problem):
        yield "the problem's own weights by layer are written as weights by criterion"
    yield from _layers(problem)
    functions = [c.name for c in problem.criteria if c.preference != PreferenceFunction()]
    if functions:
        yield _told(
            functions,
            "the preference function of {} is left out",
            "the preference functions of {} are left out",
        )
    judgements = [(name, problem.judgement(name)) for name in problem.criterion_names]
    ranked = [
        criterion.name
        for criterion, (_, each) in zip(problem.criteria, judgements, strict=True)
        if criterion.direction == "min" and each.values is None and each.status != "unscored"
    ]
    if ranked:
        yield f"that less is better on {_names(ranked)}, where nothing was measured, is left out"
    yield from _judgement_texts(judgements)
    yield from _scales(problem)
    yield from _scale_lines(problem)
    texts = [
        *(each.unit for each in problem.criteria),
        *(each.reason.text("en") for _, each in judgements),
    ]
    if any(text != cleaned(text) for text in texts):
        yield _UNSEEN


def _layers(problem: DecisionProblem) -> Iterator[str]:
    """Tell what becomes of the layers, which a table knows by their names in the rows."""
    for layer in problem.layers:
        by_name = folded(layer.name) in PRECONDITIONS
        if by_name and layer.role != "precondition":
            yield (f"layer '{layer.name}' becomes a precondition, for that is its name in a table; "
                   "here it counts along with the others")  # fmt: skip
        if not by_name and layer.role == "precondition":
            yield (f"that layer '{layer.name}' is a precondition is not recorded: unless it is "
                   "called 'preconditions', it counts along with the others")  # fmt: skip
    rows = list(dict.fromkeys(criterion.layer for criterion in problem.criteria))
    empty = [name for name in problem.layer_names if name not in rows]
    if empty:
        yield _told(
            empty,
            "the layer {} has no criteria and is left out",
            "the layers {} have no criteria and are left out",
        )
    if rows != [name for name in problem.layer_names if name in rows]:
        yield f"the layers come in another order, that of the criteria: {_names(rows)}"


def _scales(problem: DecisionProblem) -> Iterator[str]:
    if any(_has_label(scale.label, scale.name) for scale in problem.scales):
        yield "the labels of the scales are left out"
    for scale in problem.scales:
        words = [folded(word) for word in scale.level_names]
        if len(set(words)) < len(words) or any("/" in word for word in words):
            yield (f"the words of scale '{scale.name}' differ in case only or hold a slash, and "
                   "cannot be read again")  # fmt: skip


def _scale_lines(problem: DecisionProblem) -> Iterator[str]:
    used = list(dict.fromkeys(each.scale for each in problem.criteria if each.scale is not None))
    if used != [scale.name for scale in problem.scales if scale.name in used]:
        yield f"the scales come in another order, that of the criteria: {_names(used)}"
    for scale in problem.scales:
        if scale.name not in used:
            yield f"scale '{scale.name}', which no criterion uses, is left out"
            continue
        try:
            found = scale_from(scale_line(scale))
            same = (found.name, found.level_names) == (scale.name, scale.level_names)
        except ProblemError:
            same = False
        if not same:
            yield f"scale '{scale.name}' has words that cannot be written on one line"
        if any(_has_label(level.label, level.name) for level in scale.levels):
            yield f"the labels of the words of scale '{scale.name}' are left out"


def _one_reading(problem: DecisionProblem) -> Iterator[str]:
    others = [r.name for r in problem.readings if r.name != problem.active_reading]
    active = problem.active_reading
    if others:
        left_out = _told(others, "the reading {} is left out", "the readings {} are left out")
        yield f"{left_out}; only '{active}' is written"
    if active != GIVEN.name:
        yield (f"the name and texts of the reading '{active}' are left out; it is read as "
               f"'{GIVEN.name}'")  # fmt: skip
    elif GIVEN not in problem.readings:
        yield f"the texts of the reading '{active}' are left out"


def _about(problem: DecisionProblem) -> Iterator[str]:
    """Name what there is of title, description and document, which a table has no place for."""
    parts = {
        "title": _has_label(problem.label, problem.name),
        "description": bool(problem.description),
        "document": problem.document is not None,
    }
    *others, last = [name for name, is_there in parts.items() if is_there] or [""]
    if others:
        yield f"the {', '.join(others)} and {last} of the problem are left out"
    elif last:
        yield f"the {last} of the problem is left out"


def _labels(problem: DecisionProblem) -> Iterator[str]:
    parts: list[Alternative | Layer | Criterion] = [
        *problem.alternatives, *problem.layers, *problem.criteria,
    ]  # fmt: skip
    if any(_has_label(part.label, part.name) for part in parts):
        yield "the labels are left out; the names are written"
    yield from _descriptions(problem)


def _descriptions(problem: DecisionProblem) -> Iterator[str]:
    texts = [*(each.description for each in problem.alternatives),
             *(each.description for each in problem.layers)]  # fmt: skip
    if any(texts):
        yield "the descriptions of alternatives and layers are left out"


def _left_out_sets(problem: DecisionProblem) -> Iterator[str]:
    if problem.weight_sets:
        yield _told(
            [each.name for each in problem.weight_sets],
            "the named weight set ({}) is left out",
            "the named weight sets ({}) are left out",
        )


def _judgement_texts(judgements: Sequence[tuple[str, Judgement]]) -> Iterator[str]:
    noted = [name for name, judgement in judgements if judgement.note.nl != judgement.note.en]
    if noted:
        yield f"the notes on {_names(noted)} are written in one language"
    status = [name for name, each in judgements if each.status in ("corrected", "assumed")]
    if status:
        yield _told(
            status,
            "that {} was corrected or assumed is not recorded; the reason is",
            "that {} were corrected or assumed is not recorded; the reasons are",
        )
    both = [n for n, j in judgements if j.reason.nl != j.reason.en and j.reason != NOT_SCORED]
    if both:
        yield _told(
            both,
            "the reason for {} is written in one language",
            "the reasons for {} are written in one language",
        )
    cited = [
        name for name, judgement in judgements
        if sources_in(sources_text(judgement.sources, "en")) != judgement.sources
    ]  # fmt: skip
    if cited:
        yield f"the sources of {_names(cited)} are written in words, without their document"


def _election(problem: DecisionProblem) -> Iterator[str]:
    yield from _one_reading(problem)
    if problem.layer_names != (BALLOTS.name,):
        yield _told(
            problem.layer_names, "the layer ({}) is left out", "the layers ({}) are left out"
        )
    elif problem.layers != (BALLOTS,):
        yield f"what is said of the layer '{BALLOTS.name}' beside its name is left out"
    yield from _descriptions(problem)
    yield from _texts_in_dutch(problem)
    if problem.document:
        yield "the document of the problem is left out"
    yield from _orders(problem)
    if any(_has_label(a.label, a.name) for a in problem.alternatives):
        yield "the labels of the alternatives are left out; the names are written"
    yield from _left_out_sets(problem)
    if problem.own_weights is None:
        yield "there are no own weights; every criterion is counted once"
    yield from _as_rankings(problem)
    yield from _left_out(problem)


def _texts_in_dutch(problem: DecisionProblem) -> Iterator[str]:
    """Tell which texts are lost where there are two; an election has one language."""
    for what, label in (("title", problem.label), ("description", problem.description)):
        if label.text("nl") != label.text("en"):
            yield f"the Dutch {what} of the problem is left out; the English one is written"
        elif label.text("en") != cleaned(label.text("en")):
            yield _UNSEEN


def _orders(problem: DecisionProblem) -> Iterator[str]:
    """Tell what the orders are called, which are numbered, those of most ballots first."""
    expected = [f"order {number}" for number in range(1, len(problem.criteria) + 1)]
    if list(problem.criterion_names) != expected:
        yield "the names of the criteria are left out; each becomes an order with a number"
    else:
        counts = [criterion_weights(problem).get(name, 1) for name in expected]
        if counts != sorted(counts, reverse=True):
            yield "the orders get other numbers: those that are counted most often come first"
    if any(_has_label(each.label, each.name) for each in problem.criteria):
        yield "the labels of the criteria are left out"


def _as_rankings(problem: DecisionProblem) -> Iterator[str]:
    judgements = [problem.judgement(name) for name in problem.criterion_names]
    if any(judgement.values is not None for judgement in judgements):
        yield "what was measured is written as a ranking"
    if any(judgement.levels is not None for judgement in judgements):
        yield "words of a scale are written as a ranking"
    if problem.scales or any(
        criterion.unit or criterion.direction == "min" or criterion.preference.kind != "usual"
        for criterion in problem.criteria
    ):
        yield "scales, units, directions and preference functions are left out"
    if any(j.sources or j.note or (j.reason and j.order) for j in judgements):
        yield "sources, notes and reasons are left out"


def _left_out(problem: DecisionProblem) -> Iterator[str]:
    weights = criterion_weights(problem)
    rows = dict(zip(problem.criterion_names, problem.ranks, strict=True))
    empty = [name for name, ranks in rows.items() if np.isnan(ranks).all()]
    if empty:
        yield _told(
            empty,
            "the criterion {} ranks nobody and is left out",
            "the criteria {} rank nobody and are left out",
        )
    weightless = [name for name in rows if weights and not weights.get(name) and name not in empty]
    if weightless:
        yield _told(
            weightless,
            "the criterion {} weighs nothing and is left out",
            "the criteria {} weigh nothing and are left out",
        )
    kept = [tuple(ranks.tolist()) for name, ranks in rows.items()
            if name not in empty and name not in weightless]  # fmt: skip
    texts = [str(ranks) for ranks in kept]
    if len(set(texts)) < len(texts):
        yield "criteria with the same ranking are counted together"
    open_cells = [name for name in problem.left_open if name not in empty]
    if open_cells:
        yield f"the cells of {_names(open_cells)} that allow several levels are left unranked"


def _has_label(label: Label, name: str) -> bool:
    """Tell whether a label says more than the name, which is shown where there is none."""
    return {label.text("nl") or name, label.text("en") or name} != {name}


def _by_criterion(problem: DecisionProblem) -> bool:
    return set(problem.own_weights or ()) <= set(problem.criterion_names)


def _all_names(problem: DecisionProblem) -> list[str]:
    return [*problem.alternative_names, *problem.criterion_names, *problem.layer_names]


def _told(names: Sequence[str], one: str, several: str) -> str:
    """Say something of one name, or of several; they stand at the braces."""
    return (one if len(names) == 1 else several).format(_names(names))
