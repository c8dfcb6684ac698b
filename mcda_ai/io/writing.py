"""Files are written whole or not at all; one that is there already is replaced only by force."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from mcda_ai.messages.faults import Fault, ProblemError, faults_of, reason_of

_fault = faults_of("io")


def check_free(path: str | os.PathLike[str], *, force: bool) -> None:
    """Refuse to replace a file that is there already, unless that is forced.

    For those who compute long before they write; `write_atomically` checks for itself.

    Raises
    ------
    ProblemError
        Naming the file.
    """
    try:
        is_there = Path(path).exists()
    except ValueError as error:  # an odd sign in the path
        raise ProblemError(_not_written(path, error)) from None
    if is_there and not force:
        raise ProblemError(_fault("there already").within(str(path)))


def write_atomically(
    path: str | os.PathLike[str], content: str | bytes, *, force: bool = False
) -> Path:
    """Write a file whole or not at all; one that is there already is replaced only by force.

    A text is written in UTF-8 with plain line ends.

    Raises
    ------
    ProblemError
        If the file is there already, or cannot be written there; nothing is left behind.
    """
    check_free(path, force=force)
    try:
        target = Path(path).resolve()
        draft = target.with_name(f".{target.name}.{secrets.token_hex(8)}.part")  # of nobody else
        try:
            with draft.open("xb") as stream:
                stream.write(content.encode("utf-8") if isinstance(content, str) else content)
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except (OSError, ValueError) as error:  # a ValueError is an odd sign, in path or content
        raise ProblemError(_not_written(path, error)) from None
    return target


def make_folder(path: str | os.PathLike[str]) -> Path:
    """Make a folder, and those it is in, where it is not there yet.

    Raises
    ------
    ProblemError
        If it cannot be made.
    """
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        fault = _fault("no folder", reason=reason_of(error))
        raise ProblemError(fault.within(shown_path(path))) from None
    return folder


def _not_written(path: str | os.PathLike[str], error: OSError | ValueError) -> Fault:
    return _fault("cannot be written", reason=reason_of(error)).within(shown_path(path))


def shown_path(path: str | os.PathLike[str]) -> str:
    """Write a path so that it can be printed, whatever signs are in it."""
    return os.fspath(path).encode("utf-8", "backslashreplace").decode("utf-8")
