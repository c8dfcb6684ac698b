"""Results saved to a file and loaded again: what was found, and all that it rests on.

A file is JSON in UTF-8. It says which version wrote it, in which format, and what kind of result
it holds, and has every field of the result and the problems that it is about. Loading makes
values of a few fixed kinds and runs nothing: no code, no import by a name from the file. A seal
over the whole shows whether a file is still as it was written; it keeps out damage and edits, not
somebody who makes a new seal.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias, get_args

from mcda_ai.comparison.methods import Comparison
from mcda_ai.comparison.versions import Difference
from mcda_ai.elicitation.common_ground import CommonGround
from mcda_ai.elicitation.questions import Questions
from mcda_ai.elicitation.settlement import Settlement
from mcda_ai.io.files import write_atomically
from mcda_ai.io.results.forms import Problems, Record
from mcda_ai.io.results.plain import kind_of
from mcda_ai.messages.faults import ProblemError, reason_of, unknown_name
from mcda_ai.methods.ranking import Ranking
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.attribution_result import Attribution
from mcda_ai.sensitivity.leader_regions import LeaderRegions
from mcda_ai.sensitivity.rank_bounds import RankBounds
from mcda_ai.sensitivity.smaa_result import Robustness
from mcda_ai.sensitivity.stability_result import Stability

__all__ = ["FORMAT", "MOST_BYTES", "MOST_PAIRS", "MOST_PARTS", "Result", "load_result", "save"]

Result: TypeAlias = (
    Ranking
    | Robustness
    | Comparison
    | Stability
    | Attribution
    | Questions
    | Settlement
    | CommonGround
    | RankBounds
    | LeaderRegions
    | Difference
)

FORMAT = 1
MOST_BYTES = 32 * 2**20
"""A larger file is not read unless more is allowed."""
MOST_PARTS = 1_000
"""How many alternatives, criteria, layers, readings or scenarios a problem in a file can have."""
MOST_PAIRS = 10**8
"""How many pairs of alternatives, over all criteria, a problem in a file can have."""

_KEYS = ("mcda_ai", "format", "type", "problems", "result", "sha256")
_SUFFIX = ".json"
_ALLOWED = "allowed: a .json file that --save or mcda.save wrote; for a problem file use mcda.read"
_RESULTS: dict[str, type] = {each.__name__: each for each in get_args(Result)}
_COUNTED = ("alternatives", "criteria", "layers", "readings", "scenarios", "scales", "weight_sets")


def save(result: Result, path: str | os.PathLike[str], *, force: bool = False) -> Path:
    """Save a result, with all that it rests on, so that `load_result` gives it back.

    Parameters
    ----------
    result : Ranking, Robustness, Comparison, Stability, Attribution, Questions, Settlement, \
CommonGround, RankBounds, LeaderRegions or Difference
        Tables keep their indexes, kinds of numbers, gaps and infinite numbers; the problem is
        saved with its reading, scenarios and unscored cells. A method is saved by its name.
    path : str or path
        Ends in .json.
    force : bool, optional
        Replace a file that is there already; otherwise it is left as it is.

    Returns
    -------
    Path
        The file; the same result gives the same bytes.

    Raises
    ------
    ProblemError
        If it is no result, holds something that cannot be saved (a weight space of your own), or
        the file is there already or cannot be written.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import mcda_ai as mcda
    >>> result = mcda.rank(mcda.load("ai-factory"), "kemeny", "equal")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = mcda.save(result, pathlib.Path(folder) / "kemeny.json")
    ...     mcda.load_result(file).order
    'B3 > B2 > B1'
    """
    name = type(result).__name__
    if _RESULTS.get(name) is not type(result):
        raise ProblemError(f"a {name} is no result; allowed: {', '.join(_RESULTS)}")
    target = Path(path)
    if target.suffix.lower() != _SUFFIX:
        raise ProblemError(f"{path}: a result is saved as JSON; allowed: a name ending in .json")
    text = json.dumps(_content(result), ensure_ascii=False, indent=1)
    return write_atomically(target, text, force=force)


def load_result(
    path: str | os.PathLike[str],
    *,
    most_bytes: int = MOST_BYTES,
    most_parts: int = MOST_PARTS,
    most_pairs: int = MOST_PAIRS,
) -> Result:
    """Load a result that `save` wrote.

    Parameters
    ----------
    path : str or path
    most_bytes : int, optional
        A larger file is not read.
    most_parts : int, optional
        A problem with more alternatives, criteria, layers, readings or scenarios is not read.
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
        return _result(_data_of(Path(path), most_bytes), most_parts, most_pairs)
    except ProblemError as error:
        raise ProblemError(*(f"{path}: {fault}" for fault in error.faults)) from None
    except RecursionError:
        raise ProblemError(f"{path}: lists in lists, too deep to be a saved result") from None
    except MemoryError:
        raise ProblemError(f"{path}: too large for the memory there is") from None


# --- writing -------------------------------------------------------------------------------------


def _content(result: Result) -> dict[str, Any]:
    problems: Problems = []
    written = Record(type(result)).to_data(result, problems)
    content = {
        "mcda_ai": version("mcda-ai"),
        "format": FORMAT,
        "type": type(result).__name__,
        "problems": [Record(DecisionProblem).to_data(problem, []) for problem in problems],
        "result": written,
    }
    return {**content, "sha256": _seal(content)}


def _seal(content: dict[str, Any]) -> str:
    """Give a number that is another one if anything in the content changes."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


# --- reading -------------------------------------------------------------------------------------


def _data_of(file: Path, most_bytes: int) -> object:
    """Read the JSON of a file; of another kind it is no use to say where JSON breaks off."""
    content = _bytes_of(file, most_bytes)
    try:
        return _json_of(content)
    except ProblemError:
        if file.suffix.lower() == _SUFFIX:
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


def _result(data: object, most_parts: int, most_pairs: int) -> Result:
    if not isinstance(data, dict) or not {"mcda_ai", "format", "type"} <= data.keys():
        raise ProblemError(f"no saved result: {kind_of(data)}; {_ALLOWED}")
    if type(data["format"]) is int and data["format"] > FORMAT:
        raise ProblemError(f"written by a newer version ({kind_of(data['mcda_ai'])}), in format "
                           f"{data['format']!s:.20}; allowed here: format {FORMAT}")  # fmt: skip
    if data.keys() != set(_KEYS) or data["format"] != FORMAT:
        raise ProblemError(f"not as it was written; needed: format {FORMAT}, with the keys "
                           f"{', '.join(_KEYS)}")  # fmt: skip
    _check_seal(data)
    if not isinstance(data["type"], str) or data["type"] not in _RESULTS:
        raise ProblemError(unknown_name("kind of result", str(data["type"]), _RESULTS))
    problems = _problems(data["problems"], most_parts, most_pairs)
    found: Result = Record(_RESULTS[data["type"]]).from_data(data["result"], problems)
    _check_shown(found)
    return found


def _check_seal(data: dict[str, Any]) -> None:
    content = {key: value for key, value in data.items() if key != "sha256"}
    try:
        seal = _seal(content)
    except ValueError:
        raise ProblemError("a number that is too large") from None
    if data["sha256"] != seal:
        raise ProblemError("not as it was written: it was changed, or damaged, after it was saved")


def _problems(data: object, most_parts: int, most_pairs: int) -> Problems:
    if not isinstance(data, list):
        raise ProblemError(f"problems: {kind_of(data)}; needed: a list")
    found: Problems = []
    for place, each in enumerate(data, start=1):
        try:
            _check_size(each, most_parts, most_pairs)
            found.append(Record(DecisionProblem).from_data(each, []))
        except ProblemError as error:
            raise ProblemError(*(f"problem {place}: {fault}" for fault in error.faults)) from None
    return found


def _check_size(data: object, most_parts: int, most_pairs: int) -> None:
    """Refuse a problem that would take very long to put together, before doing so."""
    counts = {key: len(data[key]) for key in _COUNTED
              if isinstance(data, dict) and isinstance(data.get(key), list)}  # fmt: skip
    for key, count in counts.items():
        if count > most_parts:
            raise ProblemError(f"{count:,} {key}; allowed: up to {most_parts:,}; allow more with "
                               "most_parts")  # fmt: skip
    pairs = counts.get("criteria", 0) * counts.get("alternatives", 0) ** 2
    if pairs > most_pairs:
        raise ProblemError(f"{pairs:,} pairs of alternatives over all criteria; allowed: up to "
                           f"{most_pairs:,}; allow more with most_pairs")  # fmt: skip


def _check_shown(result: Result) -> None:
    """Make sure that a result can say what it says: its parts fit together."""
    try:
        repr(result)
        result.to_frame()
        result.to_dict()
    except Exception:  # a table with other columns can fail in any way
        raise ProblemError("its parts do not fit together, so it cannot be shown") from None
