"""Problem files of every kind: read with every fault named, and written."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mcda_ai.io.limits import MOST_BYTES_OF_A_PROBLEM_FILE, MOST_BYTES_OF_A_TABLE
from mcda_ai.io.preflib import Unranked, read_preflib
from mcda_ai.io.preflib_writing import preflib_text
from mcda_ai.io.problem_files.faults import kind_of
from mcda_ai.io.problem_files.from_problem import as_held, problem_to_data
from mcda_ai.io.problem_files.json_text import json_text, read_json
from mcda_ai.io.problem_files.to_problem import problem_from_data
from mcda_ai.io.problem_files.yaml_text import read_yaml, yaml_text
from mcda_ai.io.regular_files import NOT_TEXTS, first_bytes
from mcda_ai.io.tables.delimited import csv_text
from mcda_ai.io.tables.headers import Stated
from mcda_ai.io.tables.reading import read_table
from mcda_ai.io.tables.turned import OptionsIn
from mcda_ai.io.template.writing import filled_workbook
from mcda_ai.io.workbooks import read_workbook
from mcda_ai.io.writing import check_free, shown_path, write_atomically
from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any, reason_of
from mcda_ai.messages.label import Label
from mcda_ai.orders.weak_order import real_in
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.derivation import derived

_fault = faults_of("io")


@dataclass(frozen=True)
class ReadAs:
    """How a file is to be read, where it does not say so itself.

    Attributes
    ----------
    direction : {"ranks", "higher"} or None
        Of a table: whether rank 1 is the best, or a higher number is better.
    scale : str, sequence of str or None
        Of a table: the words that stand in its cells, from worst to best, or ``low < high``.
    decimal : {",", "."} or None
        Of a table: the decimal sign of its numbers, where they do not tell it themselves.
    sheet : str or None
        Of a workbook: the sheet that holds the table.
    most_bytes : int or None
        A larger file is refused; 2 MB of YAML and JSON and 20 MB of tables unless given.
    options_in : {"columns", "rows"} or None
        Of a table: where the alternatives stand.
    unranked : {"below", "abstain"} or None
        Of an election: whether options that a ballot does not rank stand below those that it
        ranks, or are not compared by it. They stand below unless given, which is doubted aloud.
    """

    direction: Stated | None = None
    scale: str | Sequence[str] | None = None
    sheet: str | None = None
    most_bytes: int | None = None
    decimal: str | None = None
    options_in: OptionsIn | None = None
    unranked: Unranked | None = None


@dataclass(frozen=True)
class ProblemSource:
    """A problem that was read, and how to say where in the file a part of it stands."""

    problem: DecisionProblem
    located: Callable[[Fault], Fault]
    """Says the file, and the place in it, before what is said of a part."""


@checks_arguments
def read(
    path: str | os.PathLike[str],
    *,
    direction: Stated | None = None,
    scale: str | Sequence[str] | None = None,
    decimal: str | None = None,
    sheet: str | None = None,
    unranked: Unranked | None = None,
    most_bytes: int | None = None,
    options_in: OptionsIn | None = None,
) -> DecisionProblem:
    """Read a decision problem from a file; the end of its name says of which kind.

    Parameters
    ----------
    path : str or path
        .yaml, .yml or .json (see `mcda_ai.problem_schema`); .csv, .tsv or .txt, an effects table;
        .xlsx, .xlsm, .xls or .ods, the filled-in template or an effects table; .soc, .soi, .toc,
        .toi or .cat, an election of PrefLib.
    direction : {"ranks", "higher"}, optional
        Of a table that does not say itself which numbers are better; it is never guessed.
    scale : str or sequence of str, optional
        Of a table: the words that stand in its cells, from worst to best.
    decimal : {",", "."}, optional
        Of a table: the decimal sign of its numbers, where they do not tell it themselves.
    sheet : str, optional
        Of a workbook: the sheet that holds the table.
    unranked : {"below", "abstain"}, optional
        Of an election: whether options that a ballot does not rank stand below those that it
        ranks, level with one another, or are not compared by it. They stand below unless given.
        Which it was, the reading of the problem says.
    most_bytes : int, optional
        A larger file is refused; 2 MB of YAML and JSON and 20 MB of tables unless given.
    options_in : {"columns", "rows"}, optional
        Of a table: where the alternatives stand; in the columns unless headers say otherwise.

    Returns
    -------
    DecisionProblem
        Under the reading and the scenarios that a problem file names under ``circumstances``,
        else under its first reading. The criteria of an election are its ballots, weighted by
        their number.

    Raises
    ------
    ProblemError
        If the file cannot be read, or with every fault in it: line and column, or sheet and cell,
        what is wrong, and what is allowed.

    Examples
    --------
    >>> import json, pathlib, tempfile
    >>> data = {"version": 1, "name": "site", "alternatives": ["north", "south"],
    ...         "layers": ["input"], "readings": ["survey"],
    ...         "criteria": [{"name": "cost", "layer": "input",
    ...                       "judgements": {"survey": "south > north"}}]}
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder) / "site.json"
    ...     _ = file.write_text(json.dumps(data), encoding="utf-8")
    ...     read(file)
    DecisionProblem 'site': 2 alternatives, 1 criterion (1 scored) in 1 layer
    """
    how = ReadAs(direction, scale, sheet, most_bytes, decimal, options_in, unranked)
    return read_with_places(path, how).problem


def read_with_places(
    path: str | os.PathLike[str],
    how: ReadAs = ReadAs(),
) -> ProblemSource:
    """Read as `read` does, and remember where everything stands."""
    file = Path(path)
    kind = _KIND_OF.get(file.suffix.lower())
    if kind is None and os.path.isdir(file):  # noqa: PTH112  (a path can be too long for one)
        fault = _fault("cannot be read", reason=reason_of(IsADirectoryError()))
        raise ProblemError(fault.within(shown_path(file)))
    if kind is None:
        fault = _fault("not read", suffix=file.suffix, allowed=SUFFIXES)
        raise ProblemError(fault.within(str(file)))
    raise_any(
        _fault("option not needed", option=option, why=kind.needs_no_option).within(str(file))
        for option in (*_OF_WORKBOOKS, *_OF_ELECTIONS)
        if option not in kind.options and getattr(how, option) is not None
    )
    return kind.read(file, how)


@checks_arguments
def write(
    problem: DecisionProblem,
    path: str | os.PathLike[str],
    *,
    force: bool = False,
    language: Language = "en",
) -> Path:
    """Write a decision problem to a file of the kind that the end of its name says.

    Parameters
    ----------
    problem : DecisionProblem
        YAML and JSON hold all of it; those readings and scenarios that are in use, and the names
        of what was removed, stand under ``circumstances``. What another kind cannot hold is told
        by `mcda_ai.io.losses`.
    path : str or path
        Ends as `read` takes it, except .txt, .xlsm, .xls and .ods.
    force : bool, optional
        Whether an existing file may be replaced. It is replaced whole or left as it was.
    language : {"en", "nl"}, optional
        Of the headers of a table or workbook, and of what stands there in words. Both are read.

    Returns
    -------
    Path
        Where it was written.

    Raises
    ------
    ProblemError
        If the file exists already or cannot be written, or if a file cannot hold the problem (such
        as a number that is not finite); nothing is written then.

    Examples
    --------
    >>> import mcda_ai as mcda, pathlib, tempfile
    >>> problem = mcda.from_rankings({"cost": "south > north", "reach": "north = south"})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = write(problem, pathlib.Path(folder) / "site.yaml")
    ...     read(file) == problem
    True
    """
    file = Path(path)
    suffix = file.suffix.lower()
    if suffix not in _WRITTEN:
        fault = _fault("not written", suffix=file.suffix, allowed=_WRITTEN)
        raise ProblemError(fault.within(str(file)))
    check_free(file, force=force)
    return write_atomically(file, _KIND_OF[suffix].write(problem, suffix, language), force=force)


def parse(text: str, name: str, *, as_json: bool = False) -> DecisionProblem:
    """Read a decision problem from YAML (or JSON) text; `name` stands in the messages."""
    return parse_with_places(text, name, as_json=as_json).problem


def parse_with_places(text: str, name: str, *, as_json: bool = False) -> ProblemSource:
    """Read as `parse` does, and remember where everything stands."""
    contents = read_json(text, name) if as_json else read_yaml(text, name)
    located = partial(contents.located, name)
    try:
        return ProblemSource(problem_from_data(contents.data), located)
    except ProblemError as error:
        raise ProblemError(*map(located, contents.in_order(error.faults))) from None


def as_text(problem: DecisionProblem, *, as_json: bool = False) -> str:
    """Write a decision problem as YAML (or JSON) text, after making sure that it can be read back.

    Raises
    ------
    ProblemError
        If it cannot, and why.
    """
    data = problem_to_data(problem)
    text = json_text(data) if as_json else yaml_text(data)
    try:
        is_same = parse(text, problem.name, as_json=as_json) == as_held(problem)
    except ProblemError as error:
        where = _fault("cannot hold")
        raise ProblemError(*(fault.within(where) for fault in error.faults)) from None
    if not is_same:
        raise ProblemError(_fault("cannot hold all").within(problem.name))
    return text


def read_weights(path: str | os.PathLike[str]) -> dict[str, float]:
    """Read weights by the names of criteria or layers from a JSON file, as the explorer saves it.

    Raises
    ------
    ProblemError
        If the file cannot be read, or with every entry that is no number.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder) / "weights.json"
    ...     _ = file.write_text('{"cost": 0.75, "reach": 0.25}', encoding="utf-8")
    ...     read_weights(file)
    {'cost': 0.75, 'reach': 0.25}
    """
    data = read_json(_text_of(Path(path), MOST_BYTES_OF_A_PROBLEM_FILE), str(path)).data
    if not isinstance(data, dict) or not data:
        example = '{"cost": 0.75, "reach": 0.25}'
        raise ProblemError(_fault("no weights", example=example).within(str(path)))
    numbers = {name: _number(value) for name, value in data.items()}
    raise_any(
        _fault("no weight", name=name, found=_in_words(data[name])).within(str(path))
        for name, number in numbers.items()
        if number is None
    )
    return {name: number for name, number in numbers.items() if number is not None}


def _number(value: object) -> float | None:
    return real_in(value) if isinstance(value, str) else None


def _in_words(value: object) -> Fault:
    return kind_of(str(value).lower() if isinstance(value, bool) else value)  # true, as JSON has it


def _text_of(file: Path, most_bytes: int) -> str:
    try:
        content = first_bytes(file, most_bytes)
        text = content.decode("utf-8-sig") if len(content) <= most_bytes else ""
    except UnicodeDecodeError as error:
        raise ProblemError(_not_a_text(content, error).within(str(file))) from None
    except (OSError, ValueError) as error:  # a ValueError is an odd sign in the path
        fault = _fault("cannot be read", reason=reason_of(error))
        raise ProblemError(fault.within(shown_path(file))) from None
    if len(content) > most_bytes:
        raise ProblemError(_fault("larger", most=most_bytes).within(str(file)))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_a_text(content: bytes, error: UnicodeDecodeError) -> Fault:
    if content.startswith(NOT_TEXTS):
        return _fault("other sort of file")
    return _fault("no UTF-8", byte=error.start + 1)


# --- which file is read and written by what ----------------------------------------------------


def _read_problem_file(file: Path, how: ReadAs) -> ProblemSource:
    text = _text_of(file, _most_bytes(how, MOST_BYTES_OF_A_PROBLEM_FILE))
    return parse_with_places(text, str(file), as_json=file.suffix.lower() == ".json")


def _read_table(file: Path, how: ReadAs) -> ProblemSource:
    doubts: list[Fault] = []
    problem = read_table(
        file,
        direction=how.direction,
        scale=how.scale,
        decimal=how.decimal,
        options_in=how.options_in,
        most_bytes=_most_bytes(how, MOST_BYTES_OF_A_TABLE),
        doubts=doubts,
    )
    return _whole(problem, file, doubts)


def _read_workbook(file: Path, how: ReadAs) -> ProblemSource:
    doubts: list[Fault] = []
    problem = read_workbook(
        file, direction=how.direction, scale=how.scale, decimal=how.decimal, sheet=how.sheet,
        options_in=how.options_in, most_bytes=_most_bytes(how, MOST_BYTES_OF_A_TABLE),
        doubts=doubts,
    )  # fmt: skip
    return _whole(problem, file, doubts)


def _read_election(file: Path, how: ReadAs) -> ProblemSource:
    doubts: list[Fault] = []
    most = _most_bytes(how, MOST_BYTES_OF_A_TABLE)
    problem = read_preflib(file, unranked=how.unranked, most_bytes=most, doubts=doubts)
    return _whole(problem, file, doubts)


def options_taken(path: str | os.PathLike[str]) -> tuple[str, ...]:
    """Name what can be said of a file of this kind; problem files say it themselves.

    Examples
    --------
    >>> options_taken("table.csv"), options_taken("problem.yaml")
    (('direction', 'scale', 'decimal', 'options_in'), ())
    """
    kind = _KIND_OF.get(Path(path).suffix.lower())
    return () if kind is None else kind.options


def _most_bytes(how: ReadAs, unless_given: int) -> int:
    return unless_given if how.most_bytes is None else how.most_bytes


def _whole(problem: DecisionProblem, file: Path, doubts: Sequence[Fault] = ()) -> ProblemSource:
    """Keep what is doubted, and name the file in what is said later; the part is told by name."""
    doubted = derived(problem, doubts=(*doubts, *problem.doubts)) if doubts else problem
    return ProblemSource(doubted, lambda fault: fault.within(str(file)))


def _problem_file_text(problem: DecisionProblem, suffix: str, _language: str) -> str:
    return as_text(problem, as_json=suffix == ".json")


def _table_content(problem: DecisionProblem, suffix: str, language: str) -> bytes:
    text = csv_text(problem, language=language, separator="\t" if suffix == ".tsv" else ";")
    return text.encode("utf-8-sig")  # without its mark Excel takes UTF-8 for something else


def _workbook_content(problem: DecisionProblem, _suffix: str, language: str) -> bytes:
    return filled_workbook(problem, "nl" if language == "nl" else "en")


def _election_text(problem: DecisionProblem, suffix: str, _language: str) -> str:
    return preflib_text(problem, suffix.removeprefix("."))


@dataclass(frozen=True)
class FileKind:
    """One kind of file: how names end, and what reads and writes it.

    `suffixes` are read and `written` are written too; `options` are those of `ReadAs` that it can
    use, and `needs_no_option` says why it has no use for the others.
    """

    suffixes: tuple[str, ...]
    read: Callable[[Path, ReadAs], ProblemSource]
    write: Callable[[DecisionProblem, str, str], str | bytes]
    written: tuple[str, ...]
    options: tuple[str, ...] = ()
    needs_no_option: Label = Label()


_YAML_AND_JSON = (".yaml", ".yml", ".json")
_ELECTIONS = (".soc", ".soi", ".toc", ".toi")
_OF_TABLES = ("direction", "scale", "decimal", "options_in")
_OF_WORKBOOKS = (*_OF_TABLES, "sheet")
_OF_ELECTIONS = ("unranked",)
OTHER_WORKBOOKS = (".xlsb",)
REFUSED = (*OTHER_WORKBOOKS, ".wmd")
"""Their reader refuses them, and says why, or what to do."""
KINDS = {
    "problem file": FileKind(
        _YAML_AND_JSON, _read_problem_file, _problem_file_text, _YAML_AND_JSON,
        needs_no_option=Label(
            en="a problem file says itself what its judgements mean",
            nl="een probleembestand zegt zelf wat de oordelen betekenen",
        ),
    ),
    "table": FileKind(
        (".csv", ".tsv", ".txt"), _read_table, _table_content, (".csv", ".tsv"), _OF_TABLES,
        Label(en="a text file holds one table", nl="een tekstbestand bevat één tabel"),
    ),
    "workbook": FileKind(
        (".xlsx", ".xlsm", ".xls", ".ods", *OTHER_WORKBOOKS), _read_workbook, _workbook_content,
        (".xlsx",), _OF_WORKBOOKS,
    ),
    "election": FileKind(
        (*_ELECTIONS, ".cat", ".wmd"), _read_election, _election_text, _ELECTIONS,
        _OF_ELECTIONS,
        needs_no_option=Label(
            en="an election holds orders", nl="een verkiezing bestaat uit volgordes"
        ),
    ),
}  # fmt: skip
_KIND_OF = {suffix: kind for kind in KINDS.values() for suffix in kind.suffixes}
_WRITTEN = tuple(suffix for kind in KINDS.values() for suffix in kind.written)
SUFFIXES = tuple(suffix for suffix in _KIND_OF if suffix not in REFUSED)
