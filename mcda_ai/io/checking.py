"""Everything that is wrong or suspect in a problem file, at once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import pandas as pd

from mcda_ai.elicitation.statements import faults_of_stated
from mcda_ai.io.files import ReadAs
from mcda_ai.io.preflib import Unranked
from mcda_ai.io.sources import find_source
from mcda_ai.io.tables.headers import Stated
from mcda_ai.io.tables.turned import OptionsIn
from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.claims import Claim, Value, claims_of
from mcda_ai.messages.faults import Fault, ProblemError, check_whole
from mcda_ai.messages.label import Label
from mcda_ai.messages.provenance import Provenance
from mcda_ai.messages.result import Part, ShownResult
from mcda_ai.messages.wording import Words
from mcda_ai.problem.confidence import DUTCH
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.plausibility import suspicions

_MOST_NAMES = 10

_claim = claims_of("io.checking")


@dataclass(frozen=True, repr=False)
class Check(ShownResult):
    """What `check` found.

    Attributes
    ----------
    name : str
        What was checked.
    faults : tuple of Fault
        What must be mended before the problem can be used; each says where.
    warnings : tuple of Fault
        What is allowed but may not be what was meant; each says where.
    problem : DecisionProblem or None
        None if there are faults.
    """

    made_by: ClassVar[str] = "mcda_ai.check"
    name: str
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    problem: DecisionProblem | None

    @property
    def understood(self) -> str | None:
        """What the problem was taken for, so that a column in the wrong place shows; or None."""
        return None if self.problem is None else Words().said(_understood(self.problem))

    def _claims(self) -> Iterator[Claim]:
        """Give a summary and what was understood, then each fault and each warning."""
        if self.problem is None:
            yield _claim("faulty", name=self.name, n=len(self.faults))
        else:
            yield _claim("sound", name=self.name, n=len(self.warnings))
            yield _claim("understood", problem=_understood(self.problem))
            yield from _decision(self.problem)
            yield from _confidences(self.problem)
        yield from (_claim("fault", text=fault) for fault in self.faults)
        yield from (_claim("warning", text=warning) for warning in self.warnings)

    @property
    def provenance(self) -> Provenance:
        """What was checked; no method and no weights."""
        if self.problem is None:
            return Provenance(self.name, "", (), (), "", {}, "", "", 0, None)
        return replace(Provenance.of(self.problem), doubts=())  # they are warnings of its own

    def to_frame(self) -> pd.DataFrame:
        """Give a row for each fault and warning, with columns "kind" and "text"."""
        rows = [("fault", str(each)) for each in self.faults]
        rows += [("warning", str(each)) for each in self.warnings]
        return pd.DataFrame(rows, columns=["kind", "text"])

    def to_dict(self) -> dict[str, Any]:
        """Give what was found as plain data; faults and warnings as what they say in English."""
        return {
            "name": self.name,
            "understood": self.understood,
            "faults": list(map(str, self.faults)),
            "warnings": list(map(str, self.warnings)),
            "claims": list(map(_with_texts, self.claims)),
        }

    def _parts(self) -> Iterator[Part]:
        yield self._findings_said


@checks_arguments
def check(
    problem: DecisionProblem | str | os.PathLike[str],
    *,
    direction: Stated | None = None,
    scale: str | Sequence[str] | None = None,
    decimal: str | None = None,
    sheet: str | None = None,
    unranked: Unranked | None = None,
    most_bytes: int | None = None,
    options_in: OptionsIn | None = None,
) -> Check:
    """Find everything that is wrong or suspect in a problem or a problem file.

    Parameters
    ----------
    problem : DecisionProblem, str or path
        A problem, the name of a dataset, or a file.
    direction, scale, decimal, sheet, unranked, most_bytes, options_in : optional
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
        if most_bytes is not None:  # though nothing is read
            check_whole("most_bytes", most_bytes)
        found = (*problem.doubts, *suspicions(problem), *faults_of_stated(problem))
        return Check(problem.name, (), found, problem)
    name = os.fspath(problem)
    try:
        how = ReadAs(direction, scale, sheet, most_bytes, decimal, options_in, unranked)
        source = find_source(name, how)
    except ProblemError as error:
        return Check(name, error.faults, (), None)
    found = (*suspicions(source.problem), *faults_of_stated(source.problem))
    warnings = (*source.problem.doubts, *map(source.located, found))
    return Check(name, (), warnings, source.problem)


def _with_texts(claim: Claim) -> dict[str, Any]:
    """Give a claim as plain data, a fault in it as a text: of a saved one no more is known."""
    faults = {key: str(value) for key, value in claim.values.items() if isinstance(value, Fault)}
    return {**claim.to_dict(), "values": {**claim.to_dict()["values"], **faults}}


def _understood(problem: DecisionProblem) -> Claim:
    """Say what a problem is made of."""
    weights = (problem.own_weights or {}).items()
    readings = [reading.name for reading in problem.readings]
    return _claim(
        "problem",
        alternatives=_named("alternatives", problem.alternative_names),
        criteria=len(problem.criteria),
        layers=len(problem.layers),
        scored=int(problem.scored.sum()),
        weights=_named("weights", [_weight(name, weight) for name, weight in weights]),
        weight_sets=_named("weight sets", [each.name for each in problem.weight_sets]),
        readings=_named("readings", readings),
        scenarios=_named("scenarios", [each.name for each in problem.scenarios]),
    )


def _decision(problem: DecisionProblem) -> Iterator[Claim]:
    """Say what is decided, by whom and when, and which option is the baseline."""
    told: dict[str, Value] = {
        "question": problem.question,
        "owner": problem.owner,
        "date": problem.date,
        "baseline": problem.baseline or "",
    }
    if any(told.values()):
        yield _claim("decision", **told)


def _confidences(problem: DecisionProblem) -> Iterator[Claim]:
    """Say how many judgements say how likely they are to be right, and whose words they use."""
    words = problem.confidence
    if problem.confidences or words is not None:
        yield _claim(
            "confidences",
            n=len(problem.confidences),
            of=int(problem.scored.sum()),
            words=tuple(Label(en=word, nl=DUTCH[word]) for word in words.by_word) if words else (),
            owner=words.owner if words else "",
        )


def _named(kind: str, parts: Sequence[str | Claim]) -> Claim | bool:
    """Count the parts of a problem and name the first of them; nothing where there are none."""
    shown: tuple[Value, ...] = tuple(parts[:_MOST_NAMES])
    return bool(parts) and _claim(kind, names=shown, n=len(parts), more=len(parts) - len(shown))


def _weight(name: str, weight: float) -> Claim:
    return _claim("weight", name=name, weight=int(weight) if weight.is_integer() else weight)
