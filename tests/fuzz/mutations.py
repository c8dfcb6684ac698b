"""Ways to spoil a valid file, drawn by a random generator: by the byte, the word and the part."""

import io
import json
import re
import struct
import warnings
import zipfile

import xlsxwriter
import yaml

from mcda_ai.io.spreadsheet.compound_file import MAGIC, CompoundFile
from tests.fuzz.valid_files import FAMILIES, TABLE, valid_files
from tests.old_workbooks import compound, old_workbook, sheet_of
from tests.old_workbooks import rows as old_rows
from tests.open_documents import open_document, sheet
from tests.whole_problems import HARD_NAMES

SIGNS = ["\0", "\ufeff", "\u202e", "\u200f", "\x85", "\x1b", "\ud7ff", "\n", "\r", "\t", " ", "'",
         '"', ":", "-", "?", ",", ";", "[", "]", "{", "}", "#", "&a", "*a", "!", "|", ">", "<",
         "%", "@", "`", "=", "~", "&amp;", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "</", "/>", "é",
         "<<: ", "!!python/object:os.system ", "=1+1", "${x}", "{{x}}"]  # fmt: skip
NUMBERS = ["0", "-1", "1", "2", "1,5", "1.500", "1e999", "-0", "nan", "inf", "0x1F", "1_000",
           "1-2", "9" * 30, "9" * 5000, "1048576", "1048577", "XFD9", "½", "٣"]  # fmt: skip
WORDS = ["north", "south", "east", "cost", "noise", "law", "low", "mid", "high", "input", "rules",
         "survey", "panel", "n/a", "n.v.t.", "criterion", "layer", "direction", "ranks", "higher",
         "max", "min", "order", "levels", "values", "weights", "version", "toc", "role", "baseline",
         "question", "owner", "date", "2026-02-30", "x" * 40_000, *HARD_NAMES]  # fmt: skip
PIECES = [*SIGNS, *NUMBERS, *WORDS]
_TOKEN = re.compile(rb"[\w.]+|\s+|.", re.DOTALL)
_READ = re.compile(r"sheet|workbook|sharedStrings|rels|content|styles|manifest")
_MOST_BYTES = 3_000_000


def spoilt(rng, suffix):
    """Spoil a valid file of a format once or a few times; give its bytes."""
    content = rng.choice(valid_files()[suffix])
    own = _OF_A_FAMILY[next(name for name, of in FAMILIES.items() if suffix in of)]
    for _ in range(rng.choice([1, 1, 1, 1, 2, 4])):
        content = rng.choice([*own, *own, *own, *_OF_BYTES])(rng, content)[:_MOST_BYTES]
    return content


# --- bytes -------------------------------------------------------------------------------------


def _flip(rng, content):
    changed = bytearray(content)
    for _ in range(rng.randint(1, 8) if content else 0):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _cut(rng, content):
    start, end = _span(rng, content)
    return content[:start] + content[end:]


def _end(rng, content):
    return content[: rng.randint(0, len(content))]


def _duplicate(rng, content):
    start, end = _span(rng, content)
    return content[:start] + content[start:end] * rng.choice([2, 2, 3, 50]) + content[end:]


def _splice(rng, content):
    other = rng.choice(valid_files()[rng.choice(list(valid_files()))])
    start, end = _span(rng, other)
    at = rng.randint(0, len(content))
    return content[:at] + other[start:end] + content[at + rng.choice([0, end - start]) :]


def _in_another_encoding(rng, content):
    text = content.decode("utf-8", errors="replace")
    return text.encode(rng.choice(["utf-16", "utf-16-le", "utf-32", "cp1252", "utf-8-sig"]),
                       errors="replace")  # fmt: skip


def _span(rng, content):
    """Draw a stretch, mostly a short one."""
    start = rng.randint(0, len(content))
    return start, min(len(content), start + rng.choice([1, 2, 8, 60, 500, 5000]))


# --- words and lines ---------------------------------------------------------------------------


def _put(rng, content):
    at = rng.randint(0, len(content))
    return content[:at] + _piece(rng) + content[at + rng.choice([0, 0, 1, 4]) :]


def _another_word(rng, content):
    words = _TOKEN.findall(content)
    for _ in range(rng.randint(1, 3) if words else 0):
        words[rng.randrange(len(words))] = rng.choice([_piece(rng), rng.choice(words)])
    return b"".join(words)


def _lines(rng, content):
    lines = content.splitlines(keepends=True) or [b""]
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    what = rng.randrange(4)
    if what == 0:
        lines[at], lines[other] = lines[other], lines[at]
    elif what == 1:
        lines.insert(at, lines[other])
    elif what == 2:
        lines[at : at + rng.randint(1, 5)] = []
    else:
        lines[at] = rng.choice([b" ", b"\t", b"  - "]) + lines[at]
    return b"".join(lines)


def _nest(rng, content):
    sign = rng.choice([b"[", b"{", b"- ", b"{a: ", b'{"a":', b"&a [*a, ", b"? ", b"(", b"{1,"])
    at = rng.randint(0, len(content))
    return content[:at] + sign * rng.choice([3, 100, 20_000]) + content[at:]


def _piece(rng):
    return rng.choice(PIECES).encode("utf-8", errors="replace")


# --- problem files: parts of the tree -----------------------------------------------------------


def _tree(rng, content):
    """Change parts of the data and write them again, as JSON or as YAML."""
    as_json = content.lstrip().startswith(b"{")
    try:
        data = json.loads(content) if as_json else yaml.load(content, yaml.BaseLoader)
    except (ValueError, RecursionError, yaml.YAMLError):
        return _another_word(rng, content)
    holder = {"": data}
    for _ in range(rng.randint(1, 3)):
        _change(rng, *rng.choice(list(_places(holder))))
    if as_json or rng.randrange(3) == 0:
        return json.dumps(holder[""], ensure_ascii=rng.choice([True, False])).encode("utf-8")
    return yaml.safe_dump(holder[""], allow_unicode=True, sort_keys=False).encode("utf-8")


def _places(value):
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for step, part in list(inside):
        yield value, step
        if isinstance(part, dict | list):
            yield from _places(part)


def _change(rng, parent, step):
    what = rng.randrange(5)
    if what == 0:
        parent[step] = _anything(rng)
    elif what == 1:
        parent[step] = rng.choice([[parent[step]], {"name": parent[step]}, [parent[step]] * 3])
    elif what == 2 and step != "":
        del parent[step]
    elif isinstance(parent, dict) and step != "":
        parent[rng.choice(WORDS)] = parent[step] if what == 3 else parent.pop(step)
    elif isinstance(parent, list):
        parent.insert(rng.randint(0, len(parent)), rng.choice([parent[step], _anything(rng)]))


def _anything(rng):
    return rng.choice([None, True, 1.5, -1, 10**40, 1e308, float("inf"), [], {}, [[]], [None],
                       {"north": 1, "south": None}, {"order": None},
                       rng.choice(PIECES)])  # fmt: skip


# --- tables: cells -----------------------------------------------------------------------------


def _cells(rng, content):
    separator = rng.choice([sign for sign in (b"\t", b";", b",") if sign in content] or [b";"])
    rows = [line.split(separator) for line in content.splitlines()] or [[b""]]
    for _ in range(rng.randint(1, 4)):
        row = rng.choice(rows)
        at = rng.randrange(len(row) + 1)
        row[at : at + rng.choice([0, 1, 1, 1])] = [rng.choice([_piece(rng), b"", *row])]
    return b"\r\n".join(separator.join(row) for row in rows)


# --- workbooks: parts of the archive, and cells --------------------------------------------------


def _part(rng, content):
    """Change the XML of one part, or the list of parts."""
    parts = _unpacked(content)
    if content.startswith(MAGIC):
        return _records(rng, content)
    if not parts:
        return _flip(rng, content)
    # Sheets, texts and what ties them together are read; a theme is not.
    read = [name for name in parts if _READ.search(name)]
    name = rng.choice([*read, *read, *read, *parts])
    what = rng.randrange(12)
    if what == 0:
        del parts[name]
    elif what == 1:
        parts[rng.choice([*parts, name.upper(), f"../{name}", name.replace("/", "\\")])] = parts[
            name
        ]
    elif what == 2:
        parts[name] = parts[rng.choice(list(parts))]
    else:
        change = rng.choice([_flip, _cut, _end, _duplicate, _put, _another_word, _another_word,
                             _element, _element, _attribute, _attribute])  # fmt: skip
        parts[name] = change(rng, parts[name])
    return _packed(parts, rng.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))


def _records(rng, content):
    """Change records of an old workbook, and put them in sound sectors again."""
    try:
        stream = CompoundFile(content).stream("Workbook")
    except (ValueError, KeyError):
        return _flip(rng, content)
    records, at = [], 0
    while at + 4 <= len(stream):
        number, size = struct.unpack_from("<HH", stream, at)
        records.append([number, stream[at + 4 : at + 4 + size]])
        at += 4 + size
    for _ in range(rng.randint(1, 3)):
        records = records or [[0, b""]]
        k = rng.randrange(len(records))
        what = rng.randrange(5)
        if what == 0:
            records[k][1] = rng.choice([_flip, _cut, _end, _duplicate])(rng, records[k][1])
        elif what == 1:
            records[k][0] = rng.choice(records)[0]
        elif what == 2:
            records[k : k + 1] = [records[k]] * rng.choice([0, 2, 2, 500])
        elif what == 3:
            records.insert(k, list(rng.choice(records)))
        else:
            records[k][1] = _flip(rng, records[k][1])
    written = (struct.pack("<HH", n, min(len(d), 65535)) + d[:65535] for n, d in records)
    return compound(b"".join(written)[:_MOST_BYTES])


def _element(rng, xml):
    """Leave an element out, double it, or put it elsewhere."""
    tags = list(re.finditer(rb"<[^>]*>", xml))
    if not tags:
        return _put(rng, xml)
    first = rng.randrange(len(tags))
    last = min(len(tags) - 1, first + rng.choice([0, 1, 1, 2, 4]))
    start, end = tags[first].start(), tags[last].end()
    at = rng.choice([start, end, rng.choice(tags).start()])
    if rng.randrange(3) == 0:
        return xml[:start] + xml[end:]
    return xml[:at] + xml[start:end] * rng.choice([1, 2, 200]) + xml[at:]


def _attribute(rng, xml):
    values = list(re.finditer(rb'"([^"]*)"', xml))
    if not values:
        return _put(rng, xml)
    found = rng.choice(values)
    new = rng.choice([rng.choice(values)[1], _piece(rng).replace(b'"', b""), b"e", b"s", b"str",
                      b"inlineStr", b"b", b"d", b"A1:XFD1048576", b"A1", b"rId1"])  # fmt: skip
    return xml[: found.start(1)] + new + xml[found.end(1) :]


def _sheet(rng, content):
    """Write a plain table again, with other cells in it."""
    rows = [list(row) for row in TABLE]
    for _ in range(rng.randint(1, 5)):
        row = rng.choice(rows)
        at = rng.randrange(len(row) + 1)
        row[at : at + rng.choice([0, 1, 1])] = [rng.choice([_anything(rng), 1, 2.5, "=1/0", ""])]
    if content.startswith(MAGIC):
        return old_workbook(sheet_of(old_rows(*(map(_old_cell, row) for row in rows))))
    if b"opendocument" in content[:200]:
        return open_document(sheet(*(map(_open_cell, row) for row in rows)))
    stream = io.BytesIO()
    with warnings.catch_warnings(), xlsxwriter.Workbook(
        stream, {"nan_inf_to_errors": True, "strings_to_urls": False}
    ) as book:  # fmt: skip
        warnings.simplefilter("ignore")  # of the writer, about what we want to be wrong
        page = book.add_worksheet(rng.choice(["Sheet1", "rankings", "weights"]))
        for y, row in enumerate(rows, rng.choice([0, 0, 0, 70])):
            for x, value in enumerate(row):
                page.write(y, x, value if isinstance(value, str | int | float) else str(value))
        if rng.randrange(3) == 0:
            page.merge_range(3, rng.randrange(3), 4, rng.randrange(3, 5), "1")
    return stream.getvalue()


def _open_cell(value):
    return value if isinstance(value, str | int | float) else str(value)


def _old_cell(value):
    is_number = isinstance(value, int | float) and abs(value) < 1e308
    return float(value) if is_number else str(value)[:4000]


def _unpacked(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist()}
    except Exception:
        return {}


def _packed(parts, packing):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as archive:
        for name, data in parts.items():
            # By this part, unpacked, an OpenDocument file is known.
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else packing)
    return stream.getvalue()


_OF_BYTES = [_flip, _cut, _end, _duplicate, _splice, _put]
_OF_TEXTS = [_another_word, _lines, _put, _nest, _in_another_encoding]
_OF_A_FAMILY = {
    "problem files": [*_OF_TEXTS, _tree, _tree, _tree],
    "tables": [*_OF_TEXTS, _cells, _cells, _cells],
    "workbooks": [_part, _part, _part, _part, _sheet],
    "elections": [*_OF_TEXTS, _cells],
}
