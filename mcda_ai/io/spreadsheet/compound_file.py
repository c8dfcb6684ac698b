"""Compound files of Microsoft: streams in chains of sectors, as in a file system.

A workbook of Excel 97 to 2003 (.xls) is one stream in such a file, and so are the parts of a newer
one with a password. A chain that comes back to itself would be read for ever.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")

_HEADER = struct.Struct("<30x H H 14x I 4x I I 4x I 4x 436s")
_NO_SECTOR = 0xFFFFFFFA  # this and larger numbers are ends of chains, and gaps
_NUMBER = struct.Struct("<I")
_ENTRY = struct.Struct("<64s H B 49x I I 4x")
_SHIFTS = ((9, 6), (12, 6))  # of the sizes of sectors, and of the small ones in a stream of these
_ROOT, _STREAM = 5, 2


class _Entry(NamedTuple):
    """What the directory says of a stream."""

    name: str
    kind: int
    start: int
    size: int


class CompoundFile:
    """The streams of a compound file.

    Raises
    ------
    ValueError
        If it is damaged.
    """

    def __init__(self, content: bytes) -> None:
        try:
            shift, small, directory, self._least, table, more, first = _HEADER.unpack_from(content)
        except struct.error:
            raise ValueError("no header") from None
        if not content.startswith(MAGIC) or (shift, small) not in _SHIFTS:
            raise ValueError("no compound file")
        self._content, self._size, self._small_size = content, 1 << shift, 1 << small
        self._next = self._sector_table(_numbers(first), more)
        self._entries = [
            _Entry(name[: max(0, n - 2)].decode("utf-16-le", "replace"), kind, start, size)
            for name, n, kind, start, size in _whole(_ENTRY, self._chained(directory))
        ]
        self._next_small = _numbers(self._chained(table))
        root = next((entry for entry in self._entries if entry.kind == _ROOT), None)
        self._small = b"" if root is None else self._chained(root.start)

    @property
    def names(self) -> list[str]:
        """The names of the streams."""
        return [entry.name for entry in self._entries if entry.kind == _STREAM]

    def stream(self, name: str) -> bytes:
        """Give the bytes of a stream, which must be there."""
        entry = next(each for each in self._entries if each.name == name and each.kind == _STREAM)
        if entry.size >= self._least:
            found = self._chained(entry.start)
        else:
            sectors = _chain(entry.start, self._next_small)
            found = _joined(self._small, 0, self._small_size, sectors)
        if len(found) < entry.size:
            raise ValueError("a stream that is cut short")
        return found[: entry.size]

    def _chained(self, start: int) -> bytes:
        # The header takes the place of the first sector.
        return _joined(self._content, self._size, self._size, _chain(start, self._next))

    def _sector_table(self, sectors: Sequence[int], more: int) -> list[int]:
        """Read which sector follows which; the header names the first of those that say it."""
        sectors = list(sectors)
        seen: set[int] = set()
        while more < _NO_SECTOR and more not in seen:
            seen.add(more)
            *others, more = _numbers(_joined(self._content, self._size, self._size, [more]))
            sectors += others
        named = [sector for sector in sectors if sector < _NO_SECTOR]
        return _numbers(_joined(self._content, self._size, self._size, named))


def _chain(start: int, following: Sequence[int]) -> list[int]:
    chain: dict[int, None] = {}
    while start < _NO_SECTOR:
        if start in chain or start >= len(following):
            raise ValueError("a chain without end")
        chain[start] = None
        start = following[start]
    return list(chain)


def _joined(content: bytes, first: int, size: int, sectors: Sequence[int]) -> bytes:
    """Join sectors; the last of a file may be cut short, and none counts twice."""
    if len(sectors) > len(content) // size + 1:
        raise ValueError("more sectors than there are")
    places = (first + sector * size for sector in sectors)
    return b"".join(content[at : at + size] for at in places)


def _numbers(data: bytes) -> list[int]:
    return [number for (number,) in _whole(_NUMBER, data)]


def _whole(record: struct.Struct, data: bytes) -> Iterator[tuple[Any, ...]]:
    """Read records as long as there are whole ones."""
    return record.iter_unpack(data[: len(data) // record.size * record.size])
