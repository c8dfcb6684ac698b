"""The answer to "who leads, and how sure is that": gathered once, shown as text or as a page.

``answer(problem)`` gathers it, ``as_text(answer)`` is for the terminal, ``as_page(answer)`` one
self-contained HTML file, and ``write(problem, path)`` does all of it.
"""

from __future__ import annotations

import os
from pathlib import Path

from mcda_ai.files import write_atomically
from mcda_ai.problem import DecisionProblem
from mcda_ai.report.gathering import Answer, answer
from mcda_ai.report.page import as_page
from mcda_ai.report.terminal import as_text
from mcda_ai.report.words import say

__all__ = ["Answer", "answer", "as_page", "as_text", "say", "write"]


def write(
    problem: DecisionProblem,
    path: str | os.PathLike[str],
    *,
    language: str = "en",
    size: int | None = None,
    seed: int = 1,
) -> Path:
    """Write the report on a problem as one HTML file.

    Parameters
    ----------
    problem : DecisionProblem
    path : str or path
        An existing file is replaced whole.
    language : {"en", "nl"}, optional
    size : int, optional
        Weightings drawn per result; 100,000 unless stated.
    seed : int, optional

    Returns
    -------
    Path
        Where the report stands.
    """
    return write_atomically(path, as_page(answer(problem, size=size, seed=seed), language))
