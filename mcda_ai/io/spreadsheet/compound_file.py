"""Compound files of Microsoft: streams in chains of sectors, as in a file system.

A workbook of Excel 97 to 2003 (.xls) is one stream in such a file, and so are the parts of a newer
one with a password. A chain that comes back to itself would be read for ever.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")

_HEADER = struct.Struct("<30x H 16x I 4x I 8x I 4x 436s")
_NO_SECTOR = 0xFFFFFFFA  # this and larger numbers are ends of chains, and gaps
_NUMBER = struct.Struct("<I")
_ENTRY = struct.Struct("<64s H B 49x I I 4x")
_SHIFTS = (9, 12)  # of the sizes that sectors have
_STREAM = 2  # rather than a folder


class _Stream(NamedTuple):
    """Where a stream begins, and how many bytes it has."""

    start: int
    size: int


class CompoundFile:
    """The streams of a compound file, but for small ones: no workbook is so small.

    Raises
    ------
    ValueError
        If it is damaged.
    """

    def __init__(self, content: bytes) -> None:
        try:
            shift, directory, self._least, more, first = _HEADER.unpack_from(content)
        except struct.error:
            raise ValueError("no header") from None
        if not content.startswith(MAGIC) or shift not in _SHIFTS:
            raise ValueError("no compound file")
        self._content, self._size = content, 1 << shift
        self._next = self._sector_table(_numbers(first), more)
        self._streams = {
            name[: max(0, n - 2)].decode("utf-16-le", "replace"): _Stream(start, size)
            for name, n, kind, start, size in _whole(_ENTRY, self._chained(directory))
            if kind == _STREAM
        }

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a stream of this name."""
        return name in self._streams

    def stream(self, name: str) -> bytes:
        """Give the bytes of a stream that is there."""
        start, size = self._streams[name]
        found = self._chained(start) if size >= self._least else b""
        if len(found) < size:
            raise ValueError("a stream that is cut short, or small")
        return found[:size]

    def _chained(self, start: int) -> bytes:
        """Join the sectors of a chain."""
        chain: dict[int, None] = {}
        while start < _NO_SECTOR:
            if start in chain or start >= len(self._next):
                raise ValueError("a chain without end")
            chain[start] = None
            start = self._next[start]
        return self._joined(list(chain))

    def _sector_table(self, sectors: Sequence[int], more: int) -> list[int]:
        """Read which sector follows which; the header names the first of those that say it."""
        sectors = list(sectors)
        seen: set[int] = set()
        while more < _NO_SECTOR and more not in seen:
            seen.add(more)
            *others, more = _numbers(self._joined([more]))
            sectors += others
        return _numbers(self._joined([sector for sector in sectors if sector < _NO_SECTOR]))

    def _joined(self, sectors: Sequence[int]) -> bytes:
        """Join sectors; the header takes the place of the first, and the last may be cut short."""
        places = [(sector + 1) * self._size for sector in sectors]
        n = len(self._content)
        if len(places) * self._size > n or max(places, default=0) >= n:
            raise ValueError("more sectors than there are")
        return b"".join(self._content[at : at + self._size] for at in places)


def _numbers(data: bytes) -> list[int]:
    return [number for (number,) in _whole(_NUMBER, data)]


def _whole(record: struct.Struct, data: bytes) -> Iterator[tuple[Any, ...]]:
    """Read records as long as there are whole ones."""
    return record.iter_unpack(data[: len(data) // record.size * record.size])
