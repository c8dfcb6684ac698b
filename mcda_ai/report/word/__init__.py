"""The report as a Word document, on its own or in the styles of an organisation's template."""

from __future__ import annotations

import os
from importlib.util import find_spec

from mcda_ai.io.writing import shown_path
from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.faults import Fault, ProblemError, faults_of
from mcda_ai.report.gathering import Answer

_fault = faults_of("report")


@checks_arguments
def as_word(
    answer: Answer,
    language: Language = "en",
    command: str = "",
    template: str | os.PathLike[str] | None = None,
) -> bytes:
    """Write the answer as a Word document.

    Parameters
    ----------
    answer : Answer
    language : {"en", "nl"}, optional
    command : str, optional
        The command that makes the same document again.
    template : str or path, optional
        A Word document (.docx) whose styles, margins, header and footer are used; what is written
        in it is not.

    Returns
    -------
    bytes
        A .docx file, the same for the same answer and template.

    Raises
    ------
    ProblemError
        If python-docx is not installed (``pip install "mcda-ai[office]"``), or the template cannot
        be used.
    """
    _check_installed()
    from mcda_ai.report.word.writing import word_document

    return word_document(answer, language, command, template)


@checks_arguments
def doubts_of_template(template: str | os.PathLike[str] | None) -> tuple[Fault, ...]:
    """Say which styles a template lacks, so that those of the package are used instead.

    Parameters
    ----------
    template : str or path, or None
        None if there is none, and nothing to doubt.

    Returns
    -------
    tuple of Fault
        Empty if it has all that are needed.

    Raises
    ------
    ProblemError
        As `as_word`, but before there is an answer to write.
    """
    _check_installed()
    from mcda_ai.report.word.styles import missing_in
    from mcda_ai.report.word.template import opened

    if template is None or not (missing := missing_in(opened(template))):
        return ()
    return (_fault("styles missing", styles=missing).within(shown_path(template)),)


def _check_installed() -> None:
    if find_spec("docx") is None:
        raise ProblemError(_fault("no python-docx"))
