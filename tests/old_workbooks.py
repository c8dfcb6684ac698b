"""Workbooks of Excel 97 to 2003 for the tests, written by hand: records, in a compound file."""

import struct

SECTOR = 512
FREE, LAST, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

PLAIN, PERCENT, STRUCK, DATE, OWN_PERCENT = range(5)  # styles
_FONTS = (0, 8, 0, 0, 0, 0)  # the second is struck through; there is none with the number 4
_STYLES = ((0, 0), (0, 9), (1, 0), (0, 14), (0, 164))


def record(number, data=b""):
    return struct.pack("<HH", number, len(data)) + data


def text(value, width=2):
    """Write a text of letters of one byte, or of two."""
    letters = value.encode("utf-16-le" if width == 2 else "latin-1")
    return struct.pack("<HB", len(value), width - 1) + letters


def number(row, column, value, style=PLAIN):
    return record(0x0203, struct.pack("<HHHd", row, column, style, value))


def label(row, column, value, style=PLAIN):
    return record(0x0204, struct.pack("<HHH", row, column, style) + text(value))


def hidden_row(row):
    return record(0x0208, struct.pack("<HHHHHHHI", row, 0, 9, 255, 0, 0, 0x20, 0)[:16])


def hidden_columns(first, last):
    return record(0x007D, struct.pack("<HHHHHH", first, last, 0, 0, 1, 0))


def merged(first, last):
    """Merge the cells from a place to another, each (row, column)."""
    return record(0x00E5, struct.pack("<HHHHH", 1, first[0], last[0], first[1], last[1]))


def rows(*lines, style=PLAIN):
    """Write the cells of a table: numbers and texts."""
    return b"".join(
        label(y, x, value, style) if isinstance(value, str) else number(y, x, value, style)
        for y, line in enumerate(lines)
        for x, value in enumerate(line)
        if value != ""
    )


def sheet_of(*records):
    """Write the records of a sheet, from its beginning to its end."""
    return record(0x0809, struct.pack("<HH4x", 0x0600, 0x10)) + b"".join(records) + record(0x000A)


def stream_of(*sheets, more=b"", names=("Sheet1", "old"), hidden=(), version=0x0600):
    """Write the stream of a workbook; `more` are records about all of it."""
    fonts = b"".join(record(0x0031, struct.pack("<HH", 200, signs)) for signs in _FONTS)
    formats = record(0x041E, struct.pack("<H", 164) + text("0.0%"))
    styles = b"".join(record(0x00E0, struct.pack("<HH16x", *style)) for style in _STYLES)
    head = record(0x0809, struct.pack("<HH4x", version, 0x05)) + fonts + formats + styles + more
    named = [(name.encode("latin-1"), name in hidden) for name in names[: len(sheets)]]
    at = len(head) + sum(12 + len(name) for name, _ in named) + 4
    bound = b""
    for (name, is_hidden), each in zip(named, sheets, strict=True):
        bound += record(0x0085, struct.pack("<IBBBB", at, is_hidden, 0, len(name), 0) + name)
        at += len(each)
    return head + bound + record(0x000A) + b"".join(sheets)


def compound(stream, name="Workbook"):
    """Put a stream in a compound file, in sectors one after another."""
    stream = stream.ljust(4096, b"\0")  # a shorter one would go to the small sectors
    n = -(-len(stream) // SECTOR)
    n_tables = -(-(n + 200) // (SECTOR // 4 - 1))
    # The stream, the directory, the tables of what follows what, and what tells these beyond 109.
    chain = [*range(1, n), LAST, LAST, *[TABLE] * n_tables]
    more = len(chain)
    chain += [FREE] * (n_tables * SECTOR // 4 - len(chain))
    entries = _entry("Root Entry", 5, LAST, 0) + _entry(name, 2, 0, len(stream))
    tables = list(range(n + 1, n + 1 + n_tables))
    first, rest = tables[:109], tables[109:]
    parts = [rest[at : at + 127] for at in range(0, len(rest), 127)]
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", bytes.fromhex("d0cf11e0a1b11ae1"), 0x3E, 3, 0xFFFE, 9, 6,
        0, n_tables, n, 0, 4096, LAST, 0, more if parts else LAST, len(parts),
    ) + struct.pack("<109I", *first, *[FREE] * (109 - len(first)))  # fmt: skip
    following = [
        struct.pack("<128I", *part, *[FREE] * (127 - len(part)),
                    more + k if k < len(parts) else LAST)
        for k, part in enumerate(parts, start=1)
    ]  # fmt: skip
    return b"".join([
        header, stream.ljust(n * SECTOR, b"\0"), entries.ljust(SECTOR, b"\0"),
        struct.pack(f"<{len(chain)}I", *chain), *following,
    ])  # fmt: skip


def old_workbook(*sheets, **more):
    """Give the bytes of a file with these sheets."""
    return compound(stream_of(*sheets, **more))


def _entry(name, kind, start, size):
    letters = f"{name}\0".encode("utf-16-le")
    return struct.pack("<64sHBB48xIQ", letters, len(letters), kind, 1, start, size)
