"""Everything that is wrong or suspect in a problem file, at once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from mcda_ai.io.files import ReadAs
from mcda_ai.io.sources import find_source
from mcda_ai.io.tables.headers import Stated
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.figures import decimal
from mcda_ai.messages.label import Label
from mcda_ai.messages.lists import listed_names
from mcda_ai.messages.nouns import NOUNS
from mcda_ai.messages.provenance import Provenance
from mcda_ai.messages.result import Part, ShownResult
from mcda_ai.messages.wording import Labels, Words
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.plausibility import suspicions

_MOST_NAMES = 10

_FAULTY = Label(
    en="{name}: {faults}; warnings come when there are no faults",
    nl="{name}: {faults}; waarschuwingen volgen zodra er geen fouten zijn",
)
_SOUND = Label(en="{name}: no faults; {warnings}", nl="{name}: geen fouten; {warnings}")
_UNDERSTOOD = Label(en="understood: {understood}", nl="gelezen als: {understood}")
_FAULT = Label(en="fault: {fault}", nl="fout: {fault}")
_WARNING = Label(en="warning: {warning}", nl="waarschuwing: {warning}")
_CRITERIA = Label(
    en="{criteria} in {layers}, {n} scored", nl="{criteria} in {layers}, waarvan {n} gescoord"
)
_OWN_WEIGHTS = Label(en="own weights: {weights}", nl="eigen gewichten: {weights}")
_NONE = Label(en="none", nl="geen")
_NO = Label(en="no", nl="geen")


@dataclass(frozen=True, repr=False)
class Check(ShownResult):
    """What `check` found.

    Attributes
    ----------
    name : str
        What was checked.
    faults : tuple of str
        What must be mended before the problem can be used; each says where.
    warnings : tuple of str
        What is allowed but may not be what was meant; each says where.
    problem : DecisionProblem or None
        None if there are faults.
    """

    name: str
    faults: tuple[str, ...]
    warnings: tuple[str, ...]
    problem: DecisionProblem | None

    @property
    def understood(self) -> str | None:
        """What the problem was taken for, so that a column in the wrong place shows; or None."""
        return None if self.problem is None else _understood(self.problem, Words())

    def in_words(self, language: str = "en", labels: Labels = None) -> tuple[str, ...]:
        """Give a summary and what was understood, then each fault and each warning, line by line.

        Parameters
        ----------
        language : {"en", "nl"}
            Of the summary; faults and warnings are in English.
        labels : mapping of name to text, optional
            What to call the parts of the problem; their names unless given.

        Raises
        ------
        ProblemError
            For another language.
        """
        words = Words(language, labels)
        head = [words.say(_FAULTY, name=self.name, faults=_counted("fault", self.faults, words))]
        if self.problem is not None:
            warnings = _counted("warning", self.warnings, words)
            understood = _understood(self.problem, words)
            head = [
                words.say(_SOUND, name=self.name, warnings=warnings),
                words.say(_UNDERSTOOD, understood=understood),
            ]
        return (
            *head,
            *(words.say(_FAULT, fault=fault) for fault in self.faults),
            *(words.say(_WARNING, warning=warning) for warning in self.warnings),
        )

    @property
    def provenance(self) -> Provenance:
        """What was checked; no method and no weights."""
        if self.problem is None:
            return Provenance(self.name, "", (), (), "", {}, "", "", 0, None)
        return Provenance.of(self.problem)

    def to_frame(self) -> pd.DataFrame:
        """Give a row for each fault and warning, with columns "kind" and "text"."""
        rows = [("fault", text) for text in self.faults]
        rows += [("warning", text) for text in self.warnings]
        return pd.DataFrame(rows, columns=["kind", "text"])

    def to_dict(self) -> dict[str, Any]:
        """Give what was found as plain data."""
        return {
            "name": self.name,
            "understood": self.understood,
            "faults": list(self.faults),
            "warnings": list(self.warnings),
        }

    def _parts(self) -> Iterator[Part]:
        yield self.sentences


def check(
    problem: DecisionProblem | str | os.PathLike[str],
    *,
    direction: Stated | None = None,
    scale: str | Sequence[str] | None = None,
    sheet: str | None = None,
    most_bytes: int | None = None,
) -> Check:
    """Find everything that is wrong or suspect in a problem or a problem file.

    Parameters
    ----------
    problem : DecisionProblem, str or path
        A problem, the name of a dataset, or a file.
    direction, scale, sheet, most_bytes : optional
        As for `mcda_ai.read`.

    Returns
    -------
    Check
        With all faults, or else with all warnings and what was understood; a file with faults
        raises nothing. See `mcda_ai.problem.plausibility.suspicions` for what is warned about.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "trust": None}, weights={"cost": 2})
    >>> check(problem)
    problem: no faults; 2 warnings
    understood: 2 alternatives (A, B); 2 criteria in 1 layer, 1 scored; own weights: cost 2; \
1 reading
    warning: criterion 'trust': nobody scored it; it counts for nothing
    warning: weights: they sum to 2, not to 1; they are divided by that
    """
    if isinstance(problem, DecisionProblem):
        return Check(problem.name, (), tuple(map(str, suspicions(problem))), problem)
    name = os.fspath(problem)
    try:
        source = find_source(name, ReadAs(direction, scale, sheet, most_bytes))
    except ProblemError as error:
        return Check(name, tuple(map(str, error.faults)), (), None)
    warnings = (*source.doubts, *map(source.located, suspicions(source.problem)))
    return Check(name, (), tuple(map(str, warnings)), source.problem)


def _understood(problem: DecisionProblem, words: Words) -> str:
    """Say what a problem is made of, in a line."""
    own = [
        f"{words.name(name)} {decimal(f'{weight:g}', words.language)}"
        for name, weight in (problem.own_weights or {}).items()
    ]
    readings = [words.name(reading.name) for reading in problem.readings]
    return "; ".join(
        [
            _counted_and_listed("alternative", problem.alternative_names, words),
            words.say(
                _CRITERIA,
                criteria=_counted("criterion", problem.criteria, words),
                layers=_counted("layer", problem.layers, words),
                n=problem.scored.sum(),
            ),
            words.say(_OWN_WEIGHTS, weights=_listed(own, words) or words.say(_NONE)),
            *_if_any("weight set", [each.name for each in problem.weight_sets], words),
            _counted("reading", readings, words)
            + (f" ({_listed(readings, words)})" if len(readings) > 1 else ""),
            *_if_any("scenario", [each.name for each in problem.scenarios], words),
        ]
    )


def _if_any(noun: str, names: Sequence[str], words: Words) -> Iterator[str]:
    if names:
        yield _counted_and_listed(noun, names, words)


def _counted_and_listed(noun: str, names: Sequence[str], words: Words) -> str:
    listed = _listed([words.name(name) for name in names], words)
    return f"{_counted(noun, names, words)} ({listed})"


def _listed(texts: Sequence[str], words: Words) -> str:
    return listed_names(texts, _MOST_NAMES, quoted=False, language=words.language)


def _counted(noun: str, parts: Sequence[object], words: Words) -> str:
    one, several = NOUNS[noun]
    return f"{len(parts) or words.say(_NO)} {words.say(one if len(parts) == 1 else several)}"
