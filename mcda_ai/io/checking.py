"""Everything that is wrong or suspect in a problem file, at once."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from mcda_ai.io.files import ReadAs
from mcda_ai.io.sources import find_source
from mcda_ai.io.tables import Stated
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.figures import counted
from mcda_ai.messages.lists import listed_names
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.plausibility import suspicions

_MOST_NAMES = 10
_listed = partial(listed_names, most=_MOST_NAMES, quoted=False)


@dataclass(frozen=True, repr=False)
class Check:
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
        return None if self.problem is None else _understood(self.problem)

    @property
    def sentences(self) -> tuple[str, ...]:
        """A summary and what was understood, then each fault and each warning, line by line."""
        faults = counted(len(self.faults), "fault")
        warnings = counted(len(self.warnings), "warning")
        if self.problem is None:
            summary = f"{self.name}: {faults}; warnings come when there are no faults"
        else:
            summary = f"{self.name}: no faults; {warnings}"
        return (
            summary,
            *(() if self.understood is None else (f"understood: {self.understood}",)),
            *(f"fault: {fault}" for fault in self.faults),
            *(f"warning: {warning}" for warning in self.warnings),
        )

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

    def __repr__(self) -> str:
        return "\n".join(self.sentences)

    def _repr_html_(self) -> str:
        html: str = self.to_frame().to_html(index=False)
        return html


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
        return Check(problem.name, (), tuple(suspicions(problem)), problem)
    name = os.fspath(problem)
    try:
        source = find_source(name, ReadAs(direction, scale, sheet, most_bytes))
    except ProblemError as error:
        return Check(name, error.faults, (), None)
    warnings = (source.located(each) for each in suspicions(source.problem))
    return Check(name, (), (*source.doubts, *warnings), source.problem)


def _understood(problem: DecisionProblem) -> str:
    """Say what a problem is made of, in a line."""
    own = [f"{name} {weight:g}" for name, weight in (problem.own_weights or {}).items()]
    sets = [each.name for each in problem.weight_sets]
    readings = [each.name for each in problem.readings]
    scenarios = [each.name for each in problem.scenarios]
    alternatives = counted(len(problem.alternatives), "alternative")
    criteria = counted(len(problem.criteria), "criterion", "criteria")
    layers = counted(len(problem.layers), "layer")
    parts = [
        f"{alternatives} ({_listed(problem.alternative_names)})",
        f"{criteria} in {layers}, {problem.scored.sum()} scored",
        f"own weights: {_listed(own) or 'none'}",
        *([f"{counted(len(sets), 'weight set')} ({_listed(sets)})"] if sets else []),
        counted(len(readings), "reading")
        + (f" ({_listed(readings)})" if len(readings) > 1 else ""),
        *([f"{counted(len(scenarios), 'scenario')} ({_listed(scenarios)})"] if scenarios else []),
    ]
    return "; ".join(parts)
