"""Results read from a file, which is not trusted: it says which values, and never what is run."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

from mcda_ai.io.limits import (
    MOST_ALTERNATIVES_OF_A_PROBLEM,
    MOST_BYTES_OF_A_RESULT,
    MOST_COMPARISONS_OF_A_PROBLEM,
    MOST_CRITERIA_OF_A_TABLE,
)
from mcda_ai.io.results.encodings import Problems, Record
from mcda_ai.io.results.kinds import RESULTS
from mcda_ai.io.results.plain import kind_of
from mcda_ai.io.results.seal import FORMAT, KEYS, SUFFIX, seal_of
from mcda_ai.messages.faults import ProblemError, reason_of, unknown_name
from mcda_ai.messages.result import Result
from mcda_ai.problem.decision_problem import DecisionProblem

_PARTS = ("criteria", "layers", "readings", "scenarios", "scales", "weight_sets")
_MOST_PARTS = {
    "alternatives": MOST_ALTERNATIVES_OF_A_PROBLEM,
    **dict.fromkeys(_PARTS, MOST_CRITERIA_OF_A_TABLE),
}
_ALLOWED = "allowed: a .json file that --save or mcda.save wrote; for a problem file use mcda.read"


def load_result(
    path: str | os.PathLike[str],
    *,
    most_bytes: int = MOST_BYTES_OF_A_RESULT,
    most_parts: int | None = None,
    most_pairs: int = MOST_COMPARISONS_OF_A_PROBLEM,
) -> Result:
    """Load a result that `save` wrote.

    Parameters
    ----------
    path : str or path
    most_bytes : int, optional
        A larger file is not read.
    most_parts : int, optional
        A problem with more alternatives, criteria, layers, readings or scenarios is not read;
        if not given, as many are as a problem file or a table may have.
    most_pairs : int, optional
        A problem with more pairs of alternatives, over all its criteria, is not read.

    Returns
    -------
    Ranking, Robustness, Comparison, ...
        Equal to what was saved: the same tables, sentences and problem. Its method is the one
        known here by that name; if there is none, or another one, what was saved of the method can
        be read, and computing with it is refused.

    Raises
    ------
    ProblemError
        If the file cannot be read, is no saved result, was written by a newer version, or is not
        as it was written.
    """
    try:
        return _result_of(_data_of(Path(path), most_bytes), most_parts, most_pairs)
    except ProblemError as error:
        raise ProblemError(*(f"{path}: {fault}" for fault in error.faults)) from None
    except RecursionError:
        raise ProblemError(f"{path}: lists in lists, too deep to be a saved result") from None
    except MemoryError:
        raise ProblemError(f"{path}: too large for the memory there is") from None


# --- from bytes to data --------------------------------------------------------------------------


def _data_of(file: Path, most_bytes: int) -> object:
    """Read the JSON of a file; of another kind it is no use to say where JSON breaks off."""
    content = _bytes_of(file, most_bytes)
    try:
        return _json_of(content)
    except ProblemError:
        if file.suffix.lower() == SUFFIX:
            raise
        raise ProblemError(f"no saved result; {_ALLOWED}") from None


def _bytes_of(file: Path, most_bytes: int) -> bytes:
    try:
        with file.open("rb") as stream:
            content = stream.read(most_bytes + 1)
    except (OSError, ValueError) as error:  # a ValueError is a NUL sign in the path
        raise ProblemError(f"cannot be read: {reason_of(error)}") from None
    if len(content) > most_bytes:
        raise ProblemError(f"more than {most_bytes:,} bytes; allow more with most_bytes")
    return content


def _json_of(content: bytes) -> object:
    try:
        return json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_keys_once, parse_constant=_refuse
        )
    except UnicodeDecodeError as error:
        raise ProblemError(f"not UTF-8 text (byte {error.start + 1})") from None
    except json.JSONDecodeError as error:
        raise ProblemError(
            f"line {error.lineno}, column {error.colno}: not readable as JSON: {error.msg}"
        ) from None
    except ProblemError:
        raise
    except ValueError:  # a number of thousands of digits
        raise ProblemError("not readable as JSON: a number that is too long") from None


def _keys_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        (double, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise ProblemError(f"not readable as JSON: the key '{double}' stands there twice")
    return mapping


def _refuse(constant: str) -> None:
    raise ProblemError(f"not readable as JSON: {constant} is no number there")


# --- from data to a result -----------------------------------------------------------------------


def _result_of(data: object, most_parts: int | None, most_pairs: int) -> Result:
    content = _content_of(data)
    _check_seal(content)
    name = content["type"]
    if not isinstance(name, str) or name not in RESULTS:
        raise ProblemError(unknown_name("kind of result", str(name), RESULTS))
    problems = _problems_of(content["problems"], most_parts, most_pairs)
    result: Result = Record(RESULTS[name]).from_data(content["result"], problems)
    _check_shown(result)
    return result


def _content_of(data: object) -> dict[str, Any]:
    """Pass on what has the keys of a saved result, in a format that is known here."""
    if not isinstance(data, dict) or not {"mcda_ai", "format", "type"} <= data.keys():
        raise ProblemError(f"no saved result: {kind_of(data)}; {_ALLOWED}")
    if type(data["format"]) is int and data["format"] > FORMAT:
        raise ProblemError(
            f"written by a newer version ({kind_of(data['mcda_ai'])}), in format "
            f"{data['format']!s:.20}; allowed here: format {FORMAT}"
        )
    if data.keys() != set(KEYS) or data["format"] != FORMAT:
        raise ProblemError(
            f"not as it was written; needed: format {FORMAT}, with the keys {', '.join(KEYS)}"
        )
    return data


def _check_seal(content: dict[str, Any]) -> None:
    try:
        seal = seal_of(content)
    except ValueError:
        raise ProblemError("a number that is too large") from None
    if content["sha256"] != seal:
        raise ProblemError("not as it was written: it was changed, or damaged, after it was saved")


def _problems_of(data: object, most_parts: int | None, most_pairs: int) -> Problems:
    if not isinstance(data, list):
        raise ProblemError(f"problems: {kind_of(data)}; needed: a list")
    problems: Problems = []
    for place, of_one in enumerate(data, start=1):
        try:
            _check_size(of_one, most_parts, most_pairs)
            problems.append(Record(DecisionProblem).from_data(of_one, []))
        except ProblemError as error:
            raise ProblemError(*(f"problem {place}: {fault}" for fault in error.faults)) from None
    return problems


def _check_size(data: object, most_parts: int | None, most_pairs: int) -> None:
    """Refuse a problem that would take very long to put together, before doing so."""
    counts = {key: len(data[key]) for key in _MOST_PARTS
              if isinstance(data, dict) and isinstance(data.get(key), list)}  # fmt: skip
    for key, count in counts.items():
        most = _MOST_PARTS[key] if most_parts is None else most_parts
        if count > most:
            raise ProblemError(
                f"{count:,} {key}; allowed: up to {most:,}; allow more with most_parts"
            )
    pairs = counts.get("criteria", 0) * counts.get("alternatives", 0) ** 2
    if pairs > most_pairs:
        raise ProblemError(
            f"{pairs:,} pairs of alternatives over all criteria; allowed: up to {most_pairs:,}; "
            "allow more with most_pairs"
        )


def _check_shown(result: Result) -> None:
    """Make sure that a result can say what it says: its parts fit together."""
    try:
        repr(result)
        result.to_frame()
        result.to_dict()
    except Exception:  # a table with other columns can fail in any way
        raise ProblemError("its parts do not fit together, so it cannot be shown") from None
