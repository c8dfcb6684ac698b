"""The bytes of plain files: of a device or a pipe nobody knows whether, and where, it ends."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_WITHOUT_WAITING: int = getattr(os, "O_NONBLOCK", 0)  # a pipe waits for somebody who writes
NOT_TEXTS = (b"PK", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8", b"%PDF")
"""How workbooks, documents and pictures begin."""


def first_bytes(file: Path, most: int) -> bytes:
    """Read a file of up to so many bytes; one more tells that it is larger.

    Raises
    ------
    OSError
        If it cannot be read, or is no plain file: see `mcda_ai.messages.faults.reason_of`.
    ValueError
        If no path can be so.
    """
    with open(file, "rb", opener=_opened) as stream:  # a path has no opener
        return stream.read(most + 1)


def _opened(path: str, flags: int) -> int:
    descriptor = os.open(path, flags | _WITHOUT_WAITING)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), path)
