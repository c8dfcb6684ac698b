"""The answer to "who leads, and how sure is that", as a page, text, Markdown or a workbook.

``answer(problem)`` gathers it; ``as_text`` is for the terminal, ``as_page`` one self-contained
HTML file, ``as_markdown`` and ``write_workbook`` for those who write on; ``write`` does all of it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from mcda_ai.io.writing import check_free, write_atomically
from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.faults import ProblemError, faults_of, unknown_name
from mcda_ai.methods.contract import Method
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.report.content import document
from mcda_ai.report.gathering import Answer, answer
from mcda_ai.report.headline import data_of
from mcda_ai.report.markdown import as_markdown
from mcda_ai.report.page import as_page
from mcda_ai.report.pictures import write_figures
from mcda_ai.report.terminal import as_text
from mcda_ai.report.texts import say
from mcda_ai.report.workbook import write_workbook
from mcda_ai.sensitivity.smaa import Size

__all__ = [
    "Answer",
    "answer",
    "as_markdown",
    "as_page",
    "as_text",
    "data_of",
    "document",
    "format_of",
    "say",
    "write",
    "write_figures",
    "write_workbook",
]

_fault = faults_of("report")

Format: TypeAlias = Literal["html", "md", "xlsx"]


@checks_arguments
def write(
    problem: DecisionProblem | Answer,
    path: str | os.PathLike[str],
    *,
    language: Language = "en",
    format: Format | None = None,  # noqa: A002  (the word that users type)
    figures: str | os.PathLike[str] | None = None,
    methods: Sequence[str | Method] | None = None,
    size: Size = "auto",
    rng: int = 1,
    command: str = "",
    force: bool = False,
) -> Path:
    """Write the report on a problem as one file.

    Parameters
    ----------
    problem : DecisionProblem or Answer
        An answer stands as it was made: `methods`, `size` and `rng` are for a problem.
    path : str or path
    language : {"en", "nl"}, optional
    format : {"html", "md", "xlsx"}, optional
        What the end of the file's name says, unless given.
    figures : str or path, optional
        A folder for every picture as SVG and PNG; Markdown shows them from there.
    methods : sequence of names or methods, optional
        Those that stand side by side; see `answer`.
    size : int or "auto", optional
        Weightings drawn per result. "auto": exact where it can be, else 100,000.
    rng : int, optional
        The seed of all draws.
    command : str, optional
        The command that makes the same report again.
    force : bool, optional
        Replace files that are there already, each whole; otherwise they are left as they are.

    Returns
    -------
    Path
        Where the report stands.

    Raises
    ------
    ProblemError
        If the format is unknown, or something cannot be written.
    """
    is_asked = methods is not None or rng != 1 or not (isinstance(size, str) and size == "auto")
    if isinstance(problem, Answer) and is_asked:
        raise ProblemError(_fault("answer made"))
    kind = format_of(path, format)
    check_free(path, force=force)
    made = (
        problem
        if isinstance(problem, Answer)
        else answer(problem, methods=methods, size=size, rng=rng)
    )
    drawn = [] if figures is None else write_figures(made, figures, language, force=force)
    if kind == "html":
        return write_atomically(path, as_page(made, language, command), force=force)
    told = document(made, language, command)
    if kind == "xlsx":
        return write_workbook(told, made, path, force=force)
    folder = Path(path).resolve().parent
    addresses = {
        each.stem: Path(os.path.relpath(each, folder)).as_posix()
        for each in drawn
        if each.suffix == ".svg"
    }
    return write_atomically(path, as_markdown(told, addresses), force=force)


@checks_arguments
def format_of(path: str | os.PathLike[str], wanted: str | None = None) -> Format:
    """Give the format that is wanted, or else the one that the end of a file's name says.

    Raises
    ------
    ProblemError
        If it is none of those there are.
    """
    allowed: tuple[Format, ...] = get_args(Format)
    kind = wanted or Path(path).suffix.removeprefix(".").lower()
    for each in allowed:
        if each == kind:
            return each
    raise ProblemError(unknown_name("format", kind, allowed).within(str(path)))
