"""An explorer of weights for people without Python: one HTML page, or a widget in a notebook.

``as_page(problem)`` gives the page, ``write(problem, path)`` writes it, ``explore(problem)`` shows
it in a notebook. Page and widget share one JavaScript module.
"""

from __future__ import annotations

import os
from pathlib import Path

from mcda_ai.explorer.page import as_page, script, style
from mcda_ai.explorer.payload import study
from mcda_ai.explorer.widget import explore
from mcda_ai.io.writing import write_atomically
from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.problem.decision_problem import DecisionProblem

__all__ = ["as_page", "explore", "script", "study", "style", "write"]


@checks_arguments
def write(
    problem: DecisionProblem | None,
    path: str | os.PathLike[str],
    *,
    language: Language = "en",
    force: bool = False,
) -> Path:
    """Write the explorer as one HTML file; see `as_page`.

    Parameters
    ----------
    problem : DecisionProblem or None
        None for a page that opens tables, and other pages, by itself.
    path : str or path
    language : {"en", "nl"}, optional
    force : bool, optional
        Replace a file that is there already, whole; otherwise it is left as it is.

    Returns
    -------
    Path
        Where the page stands.
    """
    return write_atomically(path, as_page(problem, language), force=force)
