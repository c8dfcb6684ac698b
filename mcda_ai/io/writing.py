"""Files are written whole or not at all; one that is there already is replaced only by force."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from mcda_ai.messages.faults import Fault, ProblemError, faults_of, reason_of

_fault = faults_of("io")

AnyPath: TypeAlias = str | os.PathLike[str]


def check_free(path: AnyPath, *, force: bool, makes_folder: bool = False) -> None:
    """Refuse to replace a file that is there already, unless that is forced.

    What is no plain file, such as a device or a pipe, is never replaced. Its folder has to be
    there, unless it may still be made. For those who compute long before they write;
    `write_atomically` checks for itself.

    Raises
    ------
    ProblemError
        Naming the file.
    """
    with telling_why(path):
        target = _followed(path)
        if target.exists() and not force:
            raise ProblemError(_fault("there already").within(shown_path(path)))
        _mode_at(target)
        if not makes_folder and not target.parent.is_dir():
            raise FileNotFoundError


def write_atomically(path: AnyPath, content: str | bytes, *, force: bool = False) -> Path:
    """Write a file whole or not at all; one that is there already is replaced only by force.

    A text is written in UTF-8 with plain line ends. A file that is replaced keeps its mode.

    Raises
    ------
    ProblemError
        If the file is there already, or cannot be written there; nothing is left behind.
    """
    (written,) = write_together({path: content}, force=force)
    return written


def write_together(
    contents: Mapping[AnyPath, str | bytes], *, force: bool = False
) -> tuple[Path, ...]:
    """Write several files as `write_atomically` does one: all of them, or none.

    Raises
    ------
    ProblemError
        If one of them is there already or cannot be written; those that are there stay as they
        were.
    """
    for path in contents:
        check_free(path, force=force)
    drafts: list[_Draft] = []
    try:
        for path, content in contents.items():
            with telling_why(path):
                drafts.append(_Draft.of(path))
                drafts[-1].write(content.encode("utf-8") if isinstance(content, str) else content)
        for path, draft in zip(contents, drafts, strict=True):
            with telling_why(path):
                draft.take_its_place(keep_old=len(drafts) > 1)
    except BaseException:
        for draft in drafts:
            draft.give_its_place_back()
        raise
    finally:
        for draft in drafts:
            draft.clear_away()
    return tuple(draft.target for draft in drafts)


@dataclass
class _Draft:
    """A file beside the one that is to be written, of nobody else."""

    target: Path
    mode: int | None
    """That of the file that is replaced; None if there is none."""
    file: Path
    old: Path
    """Where the file that is replaced is kept until all are written."""
    is_placed: bool = False

    @classmethod
    def of(cls, path: AnyPath) -> _Draft:
        target = _followed(path)
        # A name of its own, since that of the file may be as long as a name can be.
        token = secrets.token_hex(8)
        file, old = (target.with_name(f".{token}.{end}") for end in ("part", "old"))
        return cls(target, _mode_at(target), file, old)

    def write(self, content: bytes) -> None:
        with self.file.open("xb") as stream:
            if self.mode is not None:
                self.file.chmod(self.mode)  # before anybody can read it
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())

    def take_its_place(self, *, keep_old: bool) -> None:
        if keep_old and self.mode is not None:
            with suppress(OSError):  # not every file system has links
                os.link(self.target, self.old)
        self.is_placed = True  # before it is, for an interrupt can come in between
        self.file.replace(self.target)

    def give_its_place_back(self) -> None:
        if not self.is_placed:
            return
        with suppress(OSError):  # what made it fail can do so again, and others are to go back too
            if self.old.exists():
                self.old.replace(self.target)
            elif self.mode is None:
                self.target.unlink(missing_ok=True)

    def clear_away(self) -> None:
        for file in (self.file, self.old):
            with suppress(OSError):  # where nothing can be written, nothing can be taken away
                file.unlink(missing_ok=True)


def folder_of(path: AnyPath) -> Path:
    """Give the folder in which a file is, or is to be, through links."""
    return _followed(path).parent


def _followed(path: AnyPath) -> Path:
    """Give the place that a path leads to, through links; a circle of them leads nowhere."""
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), os.fspath(path))
    return target


def _mode_at(target: Path) -> int | None:
    """Give the mode of the file that is there, None if none is; it must be a plain one."""
    try:
        found = target.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISREG(found):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), os.fspath(target))
    return stat.S_IMODE(found)


@contextmanager
def folder_for(path: AnyPath) -> Iterator[Path]:
    """Make a folder, and those it is in, where it is not there yet; take it away on failure.

    Raises
    ------
    ProblemError
        If it cannot be made.
    """
    folder = Path(path)
    made: list[Path] = []
    try:
        for each in (*reversed(folder.parents), folder):
            if not each.is_dir():
                each.mkdir(exist_ok=True)
                made.append(each)
    except (OSError, ValueError) as error:
        _remove_empty(made)
        fault = _fault("no folder", reason=reason_of(error))
        raise ProblemError(fault.within(shown_path(path))) from None
    try:
        yield folder
    except BaseException:
        _remove_empty(made)
        raise


def _remove_empty(folders: list[Path]) -> None:
    for folder in reversed(folders):
        with suppress(OSError):  # somebody else may have written there meanwhile
            folder.rmdir()


@contextmanager
def telling_why(path: AnyPath) -> Iterator[None]:
    """Say of a file why it cannot be written; a `ValueError` is an odd sign in path or content."""
    try:
        yield
    except ProblemError:
        raise
    except (OSError, ValueError) as error:
        raise ProblemError(_not_written(path, error)) from None


def _not_written(path: AnyPath, error: OSError | ValueError) -> Fault:
    is_nowhere = isinstance(error, FileNotFoundError)
    reason = _fault("folder not there") if is_nowhere else reason_of(error)
    return _fault("cannot be written", reason=reason).within(shown_path(path))


def shown_path(path: AnyPath) -> str:
    """Write a path so that it can be printed, whatever signs are in it."""
    return os.fspath(path).encode("utf-8", "backslashreplace").decode("utf-8")
