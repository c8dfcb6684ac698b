"""What a format cannot hold of a problem, in sentences: what is not the same when read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias, get_args

from mcda_ai.io.preflib import BALLOTS, KINDS
from mcda_ai.io.round_trip import DIGITS, differences_when_read_again, read_again
from mcda_ai.io.spreadsheet.grid import cleaned
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, unknown_name
from mcda_ai.messages.label import LANGUAGES, Label
from mcda_ai.messages.lists import listed, listed_names
from mcda_ai.messages.packaged import packaged_data
from mcda_ai.problem.construction import GIVEN
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.differences import PartDifference

TableKind: TypeAlias = Literal["csv", "tsv", "xlsx", "soc", "soi", "toc", "toi"]
_Said: TypeAlias = Mapping[str, str]
"""A text with gaps, in each language."""
_fault = faults_of("io")
_FIELDS = {
    "title": Label(en="title", nl="titel"),
    "description": Label(en="description", nl="beschrijving"),
    "document": Label(en="document", nl="document"),
}
_AND = {"en": " and ", "nl": " en "}
_FILE = {"xlsx": "workbook", **dict.fromkeys(KINDS, "election")}

_RULES: dict[str, Callable[[PartDifference, DecisionProblem], bool]] = {
    "": lambda _each, _problem: True,
    "applied": lambda _each, problem: bool(problem.active_scenarios),
    "ballots": lambda each, _problem: each.after in (BALLOTS, BALLOTS.name),
    "gone": lambda each, _problem: each.after is None,
    "in levels": lambda each, _problem: each.before.levels is not None,
    "in one language": lambda each, _problem: (
        each.after == Label.same(cleaned(each.before.text("en")))
    ),
    "left open": lambda each, problem: each.name in problem.left_open,
    "made a precondition": lambda each, _problem: each.after == "precondition",
    "measured": lambda each, _problem: each.before.values is not None,
    "renamed": lambda _each, problem: problem.active_reading != GIVEN.name,
    "stated": lambda each, _problem: each.after == "stated",
    "unused": lambda each, problem: each.name not in {c.scale for c in problem.criteria},
    "without weights": lambda each, _problem: not each.before.weights,
    "written otherwise": lambda each, _problem: (
        each.kind == "gone"
        or [level.name for level in each.before] != [level.name for level in each.after]
    ),
}
"""Which differences a sentence is about, where their part and kind do not say so."""


def losses(
    problem: DecisionProblem, kind: TableKind, *, called: str | None = None
) -> tuple[str, ...]:
    """Tell what is lost when a problem is written in a format and read again, which is tried.

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
        One plain sentence each; empty if the problem comes back the same. If it cannot be written
        or read again at all, only why. The command line says them in Dutch, too.

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
    told: list[str] = []
    if kind != "xlsx" and called is not None and called != problem.name:
        told.append(_fault("name left out", name=problem.name, called=called))
    try:
        again = read_again(problem, kind)
    except ProblemError as error:
        return (*told, *error.faults)
    told += _texts(differences_when_read_again(problem, again, kind), problem, kind)
    return tuple(dict.fromkeys(told))


def _texts(untold: list[PartDifference], problem: DecisionProblem, kind: str) -> Iterator[str]:
    """Tell each difference in the first sentence that is about it, the others by their place."""
    for sentence in _sentences():
        about = [each for each in untold if sentence.is_about(each, problem, kind)]
        yield from sentence.texts(about, problem)
        if about and not sentence.keep:
            untold = [each for each in untold if not sentence.is_about(each, problem, kind)]
    if untold:
        yield _fault("not the same", places=tuple(dict.fromkeys(map(_place, untold))))


@dataclass(frozen=True)
class _Sentence:
    """What is told of some differences; ``losses.yaml`` says what each of these means."""

    kind: str
    part: str = ""
    of: str = ""
    where: str = ""
    one: _Said | None = None
    several: _Said | None = None
    each: _Said | None = None
    keep: bool = False

    def is_about(self, difference: PartDifference, problem: DecisionProblem, kind: str) -> bool:
        """Tell whether it says something of a difference."""
        return (
            difference.kind in self.kind.split(", ")
            and (not self.part or difference.part in self.part.split(", "))
            and (not self.of or _FILE.get(kind, "table") in self.of.split())
            and _RULES[self.where](difference, problem)
        )

    def texts(self, about: Sequence[PartDifference], problem: DecisionProblem) -> list[str]:
        """Say it of each difference, or once of all of them together."""
        if self.each:
            return [_text(self.each, [each.name], problem, _names_in(each)) for each in about]
        in_order = sorted(about, key=lambda each: self.kind.split(", ").index(each.kind))
        names = list(dict.fromkeys(each.name for each in in_order))
        said = self.several if self.several and len(names) > 1 else self.one
        return [_text(said, names, problem)] if about and said else []


def _names_in(difference: PartDifference) -> Sequence[str]:
    """Give the name, or the names in their order, that a part has when it is read again."""
    return difference.after if difference.kind == "order" else [str(difference.after)]


def _text(
    said: _Said, names: Sequence[str], problem: DecisionProblem, after: Sequence[str] = ()
) -> Fault:
    """Fill the gaps of a sentence, in each language."""
    texts = {}
    for language in LANGUAGES:
        called = [_FIELDS.get(name, Label.same(name)).text(language) for name in names]
        texts[language] = said[language].format(
            names=listed_names(called, quoted=False, language=language),
            listed=listed(called, _AND[language]),
            after=listed_names(after, quoted=False, language=language),
            reading=problem.active_reading,
            digits=DIGITS,
        )
    return _fault("lost", text=Label(**texts))


@cache
def _sentences() -> list[_Sentence]:
    return [_Sentence(**each) for each in packaged_data("io", "losses")]


def _place(difference: PartDifference) -> Fault:
    """Say where a difference is that no sentence is about."""
    part, name, kind = difference.part, difference.name, difference.kind
    if part == "cell":
        return _fault("cell", reading=difference.reading, criterion=name)
    if part == "problem":
        return _fault("field of the problem", field=name)
    if part == "own weights":
        return _fault("own weights")
    if kind in ("gone", "new", "order"):
        return _fault("parts", kind=part)
    field = "weights" if kind == "weight" else kind
    return _fault("field of a part", field=field, kind=part, name=name)
