"""CSV and TSV: what a spreadsheet saves as text, read, and written so that nothing acts."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from mcda_ai import weights as weight_rules
from mcda_ai.io.limits import MOST_CELLS_OF_A_FILE, MOST_LETTERS_OF_A_CELL
from mcda_ai.io.regular_files import NOT_TEXTS
from mcda_ai.io.spreadsheet.decimal_signs import number_cell
from mcda_ai.io.spreadsheet.grid import Cell, Grid, in_line, text_cell
from mcda_ai.io.tables.confidence_cells import MEANINGS, confidence_text, meanings_told
from mcda_ai.io.tables.decision_cells import decision_told
from mcda_ai.io.tables.headers import HEADERS, ROLE_ROW, needs_apostrophe, row_needs_apostrophe
from mcda_ai.io.tables.marks import scale_line
from mcda_ai.io.tables.places import sources_text
from mcda_ai.io.tables.requirements import required_text
from mcda_ai.io.tables.size import refuse_to_write
from mcda_ai.io.tables.words import DECISION
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any
from mcda_ai.orders.partial_order import PartialOrder
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.baseline import role_text
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import NOT_SCORED, Criterion, Judgement, Source, groups_of

SEPARATORS = ("\t", ";", "|", ",")
"""Those that are looked for, the first of equals first: a comma can be a decimal sign."""
_WRITTEN_SEPARATORS = ("\t", ";", ",")
WINDOWS = "windows-1252"
# An accented letter of a Mac is, to Windows, a sign that does not stand within a word.
# It looks from where words begin only: from every letter would take time squared of a long word.
OF_AN_OLD_MAC = re.compile(
    r"\b(?:\w*[A-Za-z][ŽŠŒŸ‘•ƒ„…†‡ˆ‰‹“”˜™›][a-z]\w*|\w*[a-z][ŽŠŒŸ]\b|[Cc]oš\w+)"
)
_LOOKED_AT = 4096  # bytes that tell whether every letter has two
_MOSTLY = 0.7
_ACTS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')

_fault = faults_of("io.tables")


# --- reading -----------------------------------------------------------------------------------


def text_of(content: bytes, encoding: str | None = None) -> str:
    """Decode a text as a spreadsheet saves it.

    Parameters
    ----------
    content : bytes
    encoding : str, optional
        Otherwise: UTF-8 or UTF-16 as the file's first bytes say, or the zeros between its letters,
        else UTF-8, else what Excel in western Europe saves (Windows-1252).

    Raises
    ------
    ProblemError
        With the place of the byte that is no letter, or with what seems to be of an old Mac.
    """
    is_told = encoding is not None
    encoding = encoding or _encoding_of(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if content.startswith(NOT_TEXTS):
            raise ProblemError(_fault("no text")) from None
        raise ProblemError(_fault("no letter", byte=error.start + 1, encoding=encoding)) from None
    except (LookupError, ValueError):
        raise ProblemError(_fault("unknown encoding", encoding=encoding)) from None
    strange = None if is_told else OF_AN_OLD_MAC.search(text)
    if encoding == WINDOWS and strange is not None:
        raise ProblemError(_fault("letters of an old Mac", found=strange[0]))
    return text.removeprefix("\ufeff")


def _encoding_of(content: bytes) -> str:
    if content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    first, second = (content[at:_LOOKED_AT:2].count(0) for at in (0, 1))
    if max(first, second) > _MOSTLY * len(content[:_LOOKED_AT:2]):
        return "utf-16-le" if second > first else "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return WINDOWS
    return "utf-8"


def grid_of(text: str, separator: str | None = None) -> Grid:
    """Cut a text into cells, with their lines and columns.

    The separator is the tab, semicolon, comma or upright line that stands, outside quotes, on most
    lines, or what a first line such as ``sep=;`` says.

    Raises
    ------
    ProblemError
        If a quotation mark is opened and not closed, or there are too many cells.
    """
    lines = _lines(text)
    first = 0
    told = _SEPARATOR_LINE.fullmatch(lines[0]) if lines else None
    if told:
        separator, first = separator or told[1], 1
    if separator is not None and (
        not isinstance(separator, str) or len(separator) != 1 or separator in '"\r\n'
    ):
        raise ProblemError(_fault("separator", found=repr(separator)))
    rows = []
    count = 0
    sign = separator or _separator_of(lines[first:])
    for line, texts in _rows(lines[first:], first, sign):
        count += len(texts)
        if count > MOST_CELLS_OF_A_FILE:
            fault = _fault("too many cells", most=MOST_CELLS_OF_A_FILE)
            raise ProblemError(fault.within(in_line(line)))
        if texts:
            rows.append(tuple(_cell(each, line, at) for at, each in enumerate(texts, start=1)))
    return Grid(tuple(rows), separator=sign)


def _lines(text: str) -> list[str]:
    """Cut at line ends of any kind, and keep them."""
    return [line for line in re.split(r"(?<=\n)|(?<=\r)(?!\n)", text) if line]


def _separator_of(lines: Sequence[str]) -> str:
    outside = [_QUOTED.sub("", line) for line in lines]
    counts = {sign: sum(sign in line for line in outside) for sign in SEPARATORS}
    return max(SEPARATORS, key=lambda sign: counts[sign])  # the first of equals


def _rows(lines: Sequence[str], first: int, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with the lines at which they begin, counted from 1."""
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        start = reader.line_num
        try:
            yield first + start + 1, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            rest = "".join(lines[start:])
            raise ProblemError(_quote_fault(rest, first + start + 1, separator, error)) from None


def _quote_fault(text: str, line: int, separator: str, error: csv.Error) -> Fault:
    """Say in which cell of a row the quotation marks go wrong."""
    if "limit" in str(error):
        return _fault("endless cell", most=csv.field_size_limit()).within(in_line(line))
    cell = re.compile(rf'(?:"(?:[^"]|"")*"|[^"{re.escape(separator)}\r\n][^{re.escape(separator)}'
                      rf"\r\n]*|){re.escape(separator)}")  # fmt: skip
    column, at = 1, 0
    while found := cell.match(text, at):
        column, at = column + 1, found.end()
    line += len(re.findall(r"\r\n|\r|\n", text[:at]))
    return _fault("quotation mark").within(in_line(line, column))


def _cell(text: str, line: int, column: int) -> Cell:
    """Make a cell; an apostrophe that only says "this is a text" is taken off."""
    cell = text_cell(text, line, column)
    rest = cell.text[1:]
    if cell.text.startswith("'") and (rest.startswith(_ACTS) or needs_apostrophe(rest)):
        return replace(cell, text=rest, literal=True)
    return cell


# --- writing -----------------------------------------------------------------------------------


def csv_text(
    problem: DecisionProblem,
    *,
    language: str = "en",
    separator: str = ";",
    decimal: str = ",",
) -> str:
    """Write a problem as an effects table, in the active reading and scenarios.

    A row a criterion and a column an alternative, a column "layer", and a column "direction" that
    says of each row what its numbers are; columns for scale, unit, weight, confidence, reason, note
    and source where there are any. What words for confidence mean stands above it. A cell that a
    spreadsheet could take for a formula (it begins with ``=``, ``+``, ``-``, ``@`` or a tab) gets
    an apostrophe before it, as do names that begin with one, names of totals, and alternatives
    that are called as a column is; `read_table` takes it off again.

    Parameters
    ----------
    problem : DecisionProblem
        `mcda_ai.io.losses` tells what of it such a table cannot hold.
    language : {"en", "nl"}, optional
        Of the headers and of the sources.
    separator, decimal : str, optional
        As a Dutch Excel expects them; "," and "." elsewhere.

    Returns
    -------
    str
        With line ends as spreadsheets write them. Unscored cells are empty; tied alternatives
        have the same rank (1, 2, 2, 4).

    Raises
    ------
    ProblemError
        For signs that are none, for a partial order, which no row of ranks can hold, or if the
        table would be too large to be read again.

    Examples
    --------
    >>> from mcda_ai.problem.construction import from_rankings
    >>> problem = from_rankings({"cost": "A > B = C", "reach": {"C": 1, "A": 2}})
    >>> csv_text(problem).splitlines()[1:]
    ['criteria;cost;1;2;2;ranks', 'criteria;reach;2;;1;ranks']
    """
    _check_signs(separator, decimal)
    problem = problem.whole
    refuse_partial_orders(problem)
    names = problem.alternative_names
    weights = criterion_weights(problem)
    rows = [_row(problem, each, weights, language, decimal) for each in problem.criteria]
    optional = (
        "scale", "unit", "weight", "required", "required source", "confidence", "reason", "note",
        "source",
    )  # fmt: skip
    used = [key for key in optional if any(row[key] for row in rows)]
    keys = ["layer", "criterion", *(f"/{name}" for name in names), "direction", *used]
    lines = [
        *_above(problem, language, decimal),
        [_header(key, language) for key in keys],
        *_roles(problem, keys, language),
        *([row[key] for key in keys] for row in rows),
    ]
    refuse_to_write("a table", len(rows), len(names), n_cells=len(lines) * len(keys))
    raise_any(_long_texts(lines))
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator, lineterminator="\r\n").writerows(lines)
    return stream.getvalue()


def _above(problem: DecisionProblem, language: str, decimal: str) -> Iterator[list[str]]:
    """Write above the table what is decided, and what the words for confidence mean."""
    for key, text in decision_told(problem):
        yield [DECISION[key][1 if language == "nl" else 0], _safe_name(text)]
    for key, meaning in meanings_told(problem.confidence):
        label = MEANINGS[key][1 if language == "nl" else 0]
        told = _safe_name(meaning) if isinstance(meaning, str) else number_cell(meaning, decimal)
        yield [label, told]


def _roles(problem: DecisionProblem, keys: Sequence[str], language: str) -> Iterator[list[str]]:
    """Write which option is the baseline, as a row of the table."""
    if problem.baseline is not None:
        told = {f"/{each.name}": role_text(each.role, language) for each in problem.alternatives}
        told["criterion"] = ROLE_ROW[1 if language == "nl" else 0]
        yield [told.get(key, "") for key in keys]


def _header(key: str, language: str) -> str:
    """Give the header of a column; the key of an alternative is its name after a slash."""
    if key.startswith("/"):
        return _safe_name(key[1:])
    return HEADERS[key][1 if language == "nl" else 0]


def _long_texts(lines: Iterable[Sequence[str]]) -> Iterator[Fault]:
    """Say which texts would be refused when they are read."""
    for line, texts in enumerate(lines, start=1):
        for column, text in enumerate(texts, start=1):
            if len(text) > MOST_LETTERS_OF_A_CELL:
                fault = _fault("long text", n=len(text), most=MOST_LETTERS_OF_A_CELL)
                yield fault.within(in_line(line, column))


def _check_signs(separator: str, decimal: str) -> None:
    faults = []
    if separator not in _WRITTEN_SEPARATORS:
        faults.append(_fault("separator to write", found=repr(separator)))
    if decimal not in (",", ".") or decimal == separator:
        faults.append(_fault("decimal sign to write", found=repr(decimal)))
    raise_any(faults)


def _row(
    problem: DecisionProblem,
    criterion: Criterion,
    weights: Mapping[str, float],
    language: str,
    decimal: str,
) -> dict[str, str]:
    judgement = problem.judgement(criterion.name)
    scale = problem.scale_of(criterion)
    marks = marks_of(judgement, problem.alternative_names)
    sure = confidence_text(judgement.confidence, language)
    return {
        "layer": _safe_row(criterion.layer),
        "criterion": _safe_row(criterion.name),
        "direction": direction_of(criterion, judgement),
        "scale": "" if scale is None else safe(scale_line(scale)),
        "unit": safe(criterion.unit),
        "weight": number_cell(weights.get(criterion.name), decimal),
        "required": safe(required_text(criterion.required, decimal)),
        "required source": safe(sources_text(_sources_of(criterion), language)),
        "confidence": sure if isinstance(sure, str) else number_cell(sure, decimal),
        "reason": safe(reason_of(judgement, language)),
        "note": safe(judgement.note.text(language)),
        "source": safe(sources_text(judgement.sources, language)),
        **{f"/{name}": safe(mark) if isinstance(mark, str) else number_cell(mark, decimal)
           for name, mark in marks.items()},
    }  # fmt: skip


def _sources_of(criterion: Criterion) -> tuple[Source, ...]:
    """Give where it stands what is required."""
    return () if criterion.required is None else criterion.required.sources


def refuse_partial_orders(problem: DecisionProblem, *readings: str) -> None:
    """Say which criteria no row of ranks can hold: as they count, or in these readings."""
    counting = {name: problem.judgement(name) for name in problem.criterion_names}
    judged = [problem.judgements[name] for name in readings] or [counting]
    orders = {name: each.order for by_name in judged for name, each in by_name.items()
              if isinstance(each.order, PartialOrder)}  # fmt: skip
    raise_any(
        _fault("partial order", name=name, order=groups_of(order)) for name, order in orders.items()
    )


def marks_of(judgement: Judgement, alternatives: Sequence[str]) -> dict[str, str | float | None]:
    """Give what stands in the cells of a row: numbers, words of the scale, None = not scored."""
    if judgement.levels is not None:
        return {name: " / ".join(judgement.levels.get(name, ())) for name in alternatives}
    ranks = judgement.order.ranks if isinstance(judgement.order, WeakOrder) else {}
    numbers = ranks if judgement.values is None else judgement.values
    return {name: numbers.get(name) for name in alternatives}


def direction_of(criterion: Criterion, judgement: Judgement) -> str:
    """Say what the numbers of a row are; empty where it holds words of a scale, or nothing."""
    if judgement.order is not None:
        return "ranks"
    if judgement.levels is not None:
        return ""  # what a row says of itself is said of numbers
    if judgement.values is not None or criterion.direction == "min":
        return criterion.direction
    return ""


def reason_of(judgement: Judgement, language: str) -> str:
    """Give the reason of a judgement, empty where it only says that nobody scored."""
    return "" if judgement.reason == NOT_SCORED else judgement.reason.text(language)


def criterion_weights(problem: DecisionProblem) -> dict[str, float]:
    """Give the problem's own weights by criterion, where it has any."""
    own = problem.own_weights or {}
    if set(own) <= set(problem.criterion_names):
        return dict(own)
    vector = weight_rules.resolve(None, problem)
    return dict(zip(problem.criterion_names, vector.tolist(), strict=True))


def safe(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet could take for a formula."""
    return f"'{text}" if text.startswith(_ACTS) else text


def _safe_name(name: str) -> str:
    """Put one also before the name of an alternative that is called as a column is."""
    return f"'{name}" if needs_apostrophe(name) else safe(name)


def _safe_row(name: str) -> str:
    """Put one also before the name of a criterion or layer that is called as a total is."""
    return f"'{name}" if row_needs_apostrophe(name) else safe(name)
