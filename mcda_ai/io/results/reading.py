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
from mcda_ai.io.regular_files import first_bytes
from mcda_ai.io.results.encodings import Problems, Record
from mcda_ai.io.results.kinds import RESULTS
from mcda_ai.io.results.plain import kind_of
from mcda_ai.io.results.seal import FORMAT, KEYS, SUFFIX, seal_of
from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import ProblemError, faults_of, reason_of, unknown_name
from mcda_ai.messages.result import Result
from mcda_ai.problem.decision_problem import DecisionProblem

_PARTS = ("criteria", "layers", "readings", "scenarios", "scales", "weight_sets", "statements")
_MOST_PARTS = {
    "alternatives": MOST_ALTERNATIVES_OF_A_PROBLEM,
    **dict.fromkeys(_PARTS, MOST_CRITERIA_OF_A_TABLE),
}

_fault = faults_of("io.results")


@checks_arguments
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
        raise ProblemError(*(fault.within(str(path)) for fault in error.faults)) from None
    except RecursionError:
        raise ProblemError(_fault("too deep").within(str(path))) from None
    except MemoryError:
        raise ProblemError(_fault("no memory").within(str(path))) from None


# --- from bytes to data --------------------------------------------------------------------------


def _data_of(file: Path, most_bytes: int) -> object:
    """Read the JSON of a file; of another kind it is no use to say where JSON breaks off."""
    content = _bytes_of(file, most_bytes)
    try:
        return _json_of(content)
    except ProblemError:
        if file.suffix.lower() == SUFFIX:
            raise
        raise ProblemError(_fault("no saved result", found=False)) from None


def _bytes_of(file: Path, most_bytes: int) -> bytes:
    try:
        content = first_bytes(file, most_bytes)
    except (OSError, ValueError) as error:  # a ValueError is a NUL sign in the path
        raise ProblemError(_fault("cannot be read", reason=reason_of(error))) from None
    if len(content) > most_bytes:
        raise ProblemError(_fault("too large", most=most_bytes))
    return content


def _json_of(content: bytes) -> object:
    try:
        return json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_keys_once, parse_constant=_refuse
        )
    except UnicodeDecodeError as error:
        raise ProblemError(_fault("no UTF-8", byte=error.start + 1)) from None
    except json.JSONDecodeError as error:
        raise ProblemError(
            _fault("no JSON", line=error.lineno, column=error.colno, reason=error.msg)
        ) from None
    except ProblemError:
        raise
    except ValueError:  # a number of thousands of digits
        raise ProblemError(_fault("long number")) from None


def _keys_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        (double, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise ProblemError(_fault("key twice", key=double))
    return mapping


def _refuse(constant: str) -> None:
    raise ProblemError(_fault("no JSON number", constant=constant))


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
        raise ProblemError(_fault("no saved result", found=kind_of(data)))
    if type(data["format"]) is int and data["format"] > FORMAT:
        version, given = kind_of(data["mcda_ai"]), f"{data['format']!s:.20}"
        raise ProblemError(_fault("newer version", version=version, format=given, known=FORMAT))
    if data.keys() != set(KEYS) or data["format"] != FORMAT:
        raise ProblemError(_fault("other format", known=FORMAT, keys=KEYS))
    return data


def _check_seal(content: dict[str, Any]) -> None:
    try:
        seal = seal_of(content)
    except ValueError:
        raise ProblemError(_fault("large number")) from None
    if content["sha256"] != seal:
        raise ProblemError(_fault("seal broken"))


def _problems_of(data: object, most_parts: int | None, most_pairs: int) -> Problems:
    if not isinstance(data, list):
        raise ProblemError(_fault("no list of problems", found=kind_of(data)))
    problems: Problems = []
    for place, of_one in enumerate(data, start=1):
        try:
            _check_size(of_one, most_parts, most_pairs)
            problems.append(Record(DecisionProblem).from_data(of_one, []))
        except ProblemError as error:
            which = _fault("problem", number=place)
            raise ProblemError(*(fault.within(which) for fault in error.faults)) from None
    return problems


def _check_size(data: object, most_parts: int | None, most_pairs: int) -> None:
    """Refuse a problem that would take very long to put together, before doing so."""
    counts = {key: len(data[key]) for key in _MOST_PARTS
              if isinstance(data, dict) and isinstance(data.get(key), list)}  # fmt: skip
    for key, count in counts.items():
        most = _MOST_PARTS[key] if most_parts is None else most_parts
        if count > most:
            raise ProblemError(_fault("many parts", n=count, parts=key, most=most))
    pairs = counts.get("criteria", 0) * counts.get("alternatives", 0) ** 2
    if pairs > most_pairs:
        raise ProblemError(_fault("many pairs", n=pairs, most=most_pairs))


def _check_shown(result: Result) -> None:
    """Make sure that a result can say what it says: its parts fit together."""
    try:
        repr(result)
        result.to_frame()
        result.to_dict()
    except Exception:  # a table with other columns can fail in any way
        raise ProblemError(_fault("parts do not fit")) from None
