"""The answer to "who leads, and how sure is that", as a page, text, Markdown, Word or a workbook.

``answer(problem)`` gathers it; ``as_text`` is for the terminal, ``as_page`` one self-contained
HTML file, ``as_markdown``, ``as_word`` and ``write_workbook`` for those who write on; ``write``
does all of it.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Literal, TypeAlias, get_args

import mcda_ai.plots.backend  # noqa: F401  (before matplotlib)
from mcda_ai.io.writing import AnyPath, check_free, folder_for, folder_of, write_together
from mcda_ai.messages.arguments import Language, Whole, checks_arguments
from mcda_ai.messages.faults import ProblemError, faults_of, unknown_name
from mcda_ai.methods.contract import Method
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.report.brief import brief_data
from mcda_ai.report.content import document
from mcda_ai.report.gathering import Answer, answer
from mcda_ai.report.headline import data_of
from mcda_ai.report.markdown import as_markdown
from mcda_ai.report.page import as_page
from mcda_ai.report.pictures import drawn_for, write_figures
from mcda_ai.report.terminal import as_brief, as_text
from mcda_ai.report.texts import say
from mcda_ai.report.word import as_word, doubts_of_template
from mcda_ai.report.workbook import as_workbook, write_workbook
from mcda_ai.sensitivity.smaa import Size

__all__ = [
    "Answer",
    "answer",
    "as_brief",
    "as_markdown",
    "as_page",
    "as_text",
    "as_word",
    "brief_data",
    "data_of",
    "document",
    "doubts_of_template",
    "format_of",
    "say",
    "write",
    "write_figures",
    "write_workbook",
]

_fault = faults_of("report")

Format: TypeAlias = Literal["html", "md", "docx", "xlsx"]


@checks_arguments
def write(
    problem: DecisionProblem | Answer,
    path: str | os.PathLike[str],
    *,
    language: Language = "en",
    format: Format | None = None,  # noqa: A002  (the word that users type)
    template: str | os.PathLike[str] | None = None,
    figures: str | os.PathLike[str] | None = None,
    methods: Sequence[str | Method] | None = None,
    size: Size = "auto",
    rng: int = 1,
    workers: Whole | None = None,
    command: str = "",
    force: bool = False,
) -> Path:
    """Write the report on a problem as one file.

    Parameters
    ----------
    problem : DecisionProblem or Answer
        An answer stands as it was made: `methods`, `size`, `rng` and `workers` are for a problem.
    path : str or path
    language : {"en", "nl"}, optional
    format : {"html", "md", "docx", "xlsx"}, optional
        What the end of the file's name says, unless given. Word needs python-docx
        (``pip install "mcda-ai[office]"``).
    template : str or path, optional
        A Word document whose styles, margins, header and footer a Word report has; of styles that
        it lacks (`doubts_of_template`) those of the package.
    figures : str or path, optional
        A folder for every picture as SVG and PNG; Markdown shows them from there.
    methods : sequence of names or methods, optional
        Those that stand side by side; see `answer`.
    size : int or "auto", optional
        Weightings drawn per result. "auto": exact where it can be, else 100,000.
    rng : int, optional
        The seed of all draws.
    workers : int, optional
        Threads that work side by side, as many as there are cores unless given; no figure depends
        on it.
    command : str, optional
        The command that makes the same report again.
    force : bool, optional
        Replace files that are there already; otherwise they are left as they are.

    Returns
    -------
    Path
        Where the report stands.

    Raises
    ------
    ProblemError
        If the format is unknown, the template cannot be used, or something cannot be written; then
        nothing is.
    """
    is_asked = (
        methods is not None
        or workers is not None
        or rng != 1
        or not (isinstance(size, str) and size == "auto")
    )
    if isinstance(problem, Answer) and is_asked:
        raise ProblemError(_fault("answer made"))
    kind = format_of(path, format, template)
    check_free(path, force=force, makes_folder=figures is not None)
    if kind == "docx":
        doubts_of_template(template)  # refuses one that cannot be used before the work
    made = (
        problem
        if isinstance(problem, Answer)
        else answer(problem, methods=methods, size=size, rng=rng, workers=workers)
    )
    with nullcontext() if figures is None else folder_for(figures) as folder:
        drawn = {} if folder is None else drawn_for(made, folder, language, force=force)
        content = (
            as_word(made, language, command, template)
            if kind == "docx"
            else _content(made, path, kind, language, command, drawn)
        )
        written, *_ = write_together({path: content, **drawn}, force=force)
    return written


def _content(
    made: Answer, path: AnyPath, kind: Format, language: str, command: str,
    pictures: Collection[AnyPath],
) -> str | bytes:  # fmt: skip
    if kind == "html":
        return as_page(made, language, command)
    text = document(made, language, command)
    if kind == "xlsx":
        return as_workbook(text, made, path)
    return as_markdown(text, _addresses(pictures, path))


def _addresses(drawn: Collection[AnyPath], path: AnyPath) -> dict[str, str]:
    """Give where each picture is, seen from the folder of the report."""
    folder = folder_of(path)
    files = (Path(os.path.realpath(each)) for each in drawn)
    return {
        file.stem: Path(os.path.relpath(file, folder)).as_posix()
        for file in files
        if file.suffix == ".svg"
    }


@checks_arguments
def format_of(
    path: str | os.PathLike[str],
    wanted: str | None = None,
    template: str | os.PathLike[str] | None = None,
) -> Format:
    """Give the format that is wanted, or else the one that the end of a file's name says.

    Raises
    ------
    ProblemError
        If it is none of those there are, or none that has a template.
    """
    allowed: tuple[Format, ...] = get_args(Format)
    kind = wanted if wanted is not None else Path(path).suffix.removeprefix(".").lower()
    for each in allowed:
        if each == kind:
            if template is not None and kind != "docx":
                raise ProblemError(_fault("template without Word").within(os.fspath(template)))
            return each
    fault = unknown_name("format", kind, allowed) if kind else _fault("no format", allowed=allowed)
    raise ProblemError(fault.within(str(path)))
