"""Everything that is wrong or suspect in a problem file, at once."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from mcda_ai.datasets import find_source
from mcda_ai.faults import ProblemError
from mcda_ai.files import ReadAs
from mcda_ai.problem import DecisionProblem
from mcda_ai.suspicions import suspicions
from mcda_ai.tables import Stated


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
    def sentences(self) -> tuple[str, ...]:
        """A summary, then each fault and each warning in a line of its own."""
        faults, warnings = _counted("fault", self.faults), _counted("warning", self.warnings)
        if self.problem is None:
            summary = f"{self.name}: {faults}; warnings come when there are no faults"
        else:
            summary = f"{self.name}: no faults; {warnings}"
        return (
            summary,
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
        return {"name": self.name, "faults": list(self.faults), "warnings": list(self.warnings)}

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
        With all faults, or else with all warnings; a file with faults raises nothing. See
        `mcda_ai.suspicions.suspicions` for what is warned about.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "trust": None}, weights={"cost": 2})
    >>> check(problem)
    problem: no faults; 2 warnings
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


def _counted(word: str, found: tuple[str, ...]) -> str:
    return f"{len(found) or 'no'} {word}{'' if len(found) == 1 else 's'}"
