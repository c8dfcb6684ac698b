"""What a format cannot hold of a problem, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias, get_args

import numpy as np

from mcda_ai.evidence import Judgement, Label
from mcda_ai.faults import ProblemError, unknown_name
from mcda_ai.preference import PreferenceFunction
from mcda_ai.problem import DecisionProblem
from mcda_ai.tables.delimited import criterion_weights
from mcda_ai.tables.effects import GIVEN
from mcda_ai.tables.grid import cleaned, folded
from mcda_ai.tables.headers import PRECONDITIONS
from mcda_ai.tables.marks import NOT_SCORED, scale_from, scale_line
from mcda_ai.tables.places import sources_in, sources_text
from mcda_ai.tables.preflib import BALLOTS, KINDS

TableKind: TypeAlias = Literal["csv", "tsv", "xlsx", "soc", "soi", "toc", "toi"]
_MOST_NAMES = 5


def losses(problem: DecisionProblem, kind: TableKind) -> tuple[str, ...]:
    """Tell what is lost when a problem is written in a format and read again.

    Parameters
    ----------
    problem : DecisionProblem
    kind : {"csv", "tsv", "xlsx", "soc", "soi", "toc", "toi"}

    Returns
    -------
    tuple of str
        One plain sentence each; empty if the format holds all of it. A format also loses the
        problem's name unless the file is called so, as an .xlsx file does not.

    Raises
    ------
    ProblemError
        For an unknown kind.

    Examples
    --------
    >>> from mcda_ai.construction import from_rankings
    >>> problem = from_rankings({"cost": "A > B"}, weight_sets={"council": {"cost": 1}})
    >>> losses(problem, "csv")
    ('the named weight sets (council) are left out',)
    >>> losses(problem, "xlsx")
    ()
    """
    if kind not in get_args(TableKind):
        raise ProblemError(unknown_name("format", str(kind), get_args(TableKind)))
    told = list(_common(problem))
    if kind == "xlsx":
        told += _workbook(problem)
    elif kind in KINDS:
        told += _election(problem)
    else:
        told += _table(problem)
    return tuple(told)


def _common(problem: DecisionProblem) -> Iterator[str]:
    if problem.scenarios:
        applied = set(problem.active_scenarios)
        yield f"the scenarios ({_names(s.name for s in problem.scenarios)}) are left out" + (
            ", except that the table holds what follows from those that are active"
            if applied else ""
        )  # fmt: skip
    if problem.remarks:
        yield f"the {len(problem.remarks)} remark(s) on the document are left out"
    if problem.removed:
        yield f"that {_names(problem.removed)} was taken away is not recorded"
    if any(each.sources for each in problem.weight_sets):
        yield "the sources of the weight sets are left out"
    if any(each.label not in (Label(), Label.same(each.name)) for each in problem.weight_sets):
        yield "the labels of the weight sets are left out"
    if any(scale.label != Label.same(scale.name) for scale in problem.scales):
        yield "the labels of the scales are left out"
    yield from _scale_words(problem)
    odd = [name for name in _all_names(problem) if name != cleaned(name)]
    if odd:
        yield f"spaces around the names {_names(repr(name) for name in odd)} are left out"


def _scale_words(problem: DecisionProblem) -> Iterator[str]:
    used = {criterion.scale for criterion in problem.criteria}
    for scale in problem.scales:
        words = [folded(word) for word in scale.level_names]
        if len(set(words)) < len(words) or any("/" in word for word in words):
            yield (f"the words of scale '{scale.name}' differ in case only or hold a slash, and "
                   "cannot be read again")  # fmt: skip
        if scale.name not in used:
            yield f"scale '{scale.name}', which no criterion uses, is left out"


def _workbook(problem: DecisionProblem) -> Iterator[str]:
    if problem.active_scenarios:
        yield "the sheets hold the readings as they are, without the active scenarios"
    if problem.active_reading != problem.readings[0].name:
        yield f"that the reading in use is '{problem.active_reading}' is not recorded"


def _table(problem: DecisionProblem) -> Iterator[str]:
    yield from _one_reading(problem)
    yield from _texts(problem)
    if problem.weight_sets:
        yield f"the named weight sets ({_names(w.name for w in problem.weight_sets)}) are left out"
    if not _by_criterion(problem):
        yield "the problem's own weights by layer are written as weights by criterion"
    for layer in problem.layers:
        called = folded(layer.name) in PRECONDITIONS
        if called != (layer.role == "precondition"):
            yield (f"layer '{layer.name}' is {'no ' if called else 'a '}precondition, which a "
                   "table says only by the name 'preconditions'")  # fmt: skip
    empty = [
        name for name in problem.layer_names if name not in {c.layer for c in problem.criteria}
    ]
    if empty:
        yield f"the layers {_names(empty)} have no criteria and are left out"
    functions = [c.name for c in problem.criteria if c.preference != PreferenceFunction()]
    if functions:
        yield f"the preference functions of {_names(functions)} are left out"
    judgements = [(name, problem.judgement(name)) for name in problem.criterion_names]
    yield from _judgement_texts(judgements)
    yield from _scale_lines(problem)


def _scale_lines(problem: DecisionProblem) -> Iterator[str]:
    for scale in problem.scales:
        try:
            same = scale_from(scale_line(scale)).level_names == scale.level_names
        except ProblemError:
            same = False
        if not same:
            yield f"scale '{scale.name}' has words that cannot be written on one line"
        if any(level.label != Label.same(level.name) for level in scale.levels):
            yield f"the labels of the words of scale '{scale.name}' are left out"


def _one_reading(problem: DecisionProblem) -> Iterator[str]:
    others = [r.name for r in problem.readings if r.name != problem.active_reading]
    if others:
        yield (f"the readings {_names(others)} are left out; only '{problem.active_reading}' is "
               "written")  # fmt: skip
    elif problem.readings[0] != GIVEN:
        yield f"the name and texts of the reading '{problem.active_reading}' are left out"


def _texts(problem: DecisionProblem) -> Iterator[str]:
    if problem.label or problem.description or problem.document:
        yield "the title, description and document of the problem are left out"
    labels = [*((part.label, part.name) for part in problem.alternatives),
              *((part.label, part.name) for part in problem.layers),
              *((part.label, part.name) for part in problem.criteria)]  # fmt: skip
    if any(label != Label.same(name) for label, name in labels):
        yield "the labels are left out; the names are written"
    yield from _descriptions(problem)


def _descriptions(problem: DecisionProblem) -> Iterator[str]:
    texts = [*(each.description for each in problem.alternatives),
             *(each.description for each in problem.layers)]  # fmt: skip
    if any(texts):
        yield "the descriptions of alternatives and layers are left out"


def _judgement_texts(judgements: Sequence[tuple[str, Judgement]]) -> Iterator[str]:
    noted = [name for name, judgement in judgements if judgement.note]
    if noted:
        yield f"the notes on {_names(noted)} are left out"
    status = [name for name, each in judgements if each.status in ("corrected", "assumed")]
    if status:
        yield f"that {_names(status)} was corrected or assumed is not recorded; its reason is"
    both = [n for n, j in judgements if j.reason.nl != j.reason.en and j.reason != NOT_SCORED]
    if both:
        yield f"the reasons for {_names(both)} are written in one language"
    cited = [
        name for name, judgement in judgements
        if sources_in(sources_text(judgement.sources, "en")) != judgement.sources
    ]  # fmt: skip
    if cited:
        yield f"the sources of {_names(cited)} are written in words, without their document"


def _election(problem: DecisionProblem) -> Iterator[str]:
    yield from _one_reading(problem)
    if problem.layer_names != (BALLOTS,):
        yield f"the layers ({_names(problem.layer_names)}) are left out"
    yield from _descriptions(problem)
    if problem.document:
        yield "the document of the problem is left out"
    expected = [f"order {number}" for number in range(1, len(problem.criteria) + 1)]
    if list(problem.criterion_names) != expected:
        yield "the names of the criteria are left out; each becomes an order with a number"
    if any(a.label != Label.same(a.name) for a in problem.alternatives):
        yield "the labels of the alternatives are left out; the names are written"
    if problem.weight_sets:
        yield f"the named weight sets ({_names(w.name for w in problem.weight_sets)}) are left out"
    if problem.own_weights is None:
        yield "there are no own weights; every criterion is counted once"
    yield from _as_rankings(problem)
    yield from _left_out(problem)


def _as_rankings(problem: DecisionProblem) -> Iterator[str]:
    judgements = [problem.judgement(name) for name in problem.criterion_names]
    if any(judgement.values is not None for judgement in judgements):
        yield "what was measured is written as a ranking"
    if any(judgement.levels is not None for judgement in judgements):
        yield "words of a scale are written as a ranking"
    if any(j.sources or j.note or (j.reason and j.order) for j in judgements):
        yield "sources, notes and reasons are left out"


def _left_out(problem: DecisionProblem) -> Iterator[str]:
    weights = criterion_weights(problem)
    rows = dict(zip(problem.criterion_names, problem.ranks, strict=True))
    empty = [name for name, ranks in rows.items() if np.isnan(ranks).all()]
    if empty:
        yield f"the criteria {_names(empty)} rank nobody and are left out"
    weightless = [name for name in rows if weights and not weights.get(name) and name not in empty]
    if weightless:
        yield f"the criteria {_names(weightless)} weigh nothing and are left out"
    kept = [tuple(ranks.tolist()) for name, ranks in rows.items()
            if name not in empty and name not in weightless]  # fmt: skip
    texts = [str(ranks) for ranks in kept]
    if len(set(texts)) < len(texts):
        yield "criteria with the same ranking are counted together"
    open_cells = [name for name in problem.left_open if name not in empty]
    if open_cells:
        yield f"the cells of {_names(open_cells)} that allow several levels are left unranked"


def _by_criterion(problem: DecisionProblem) -> bool:
    return set(problem.own_weights or ()) <= set(problem.criterion_names)


def _all_names(problem: DecisionProblem) -> list[str]:
    return [*problem.alternative_names, *problem.criterion_names, *problem.layer_names]


def _names(names: Iterable[str]) -> str:
    listed = list(names)
    more = len(listed) - _MOST_NAMES
    return ", ".join(listed[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
