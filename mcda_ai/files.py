"""Problem files in YAML or JSON: read with every fault named, written whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import yaml

from mcda_ai.faults import ProblemError, raise_any
from mcda_ai.problem import DecisionProblem
from mcda_ai.problem_form import problem_from_data

SUFFIXES = (".yaml", ".yml", ".json")


def read(path: str | os.PathLike[str]) -> DecisionProblem:
    """Read a decision problem from a YAML or JSON file of the form the datasets have.

    Parameters
    ----------
    path : str or path
        Ends in .yaml, .yml or .json; UTF-8.

    Returns
    -------
    DecisionProblem

    Raises
    ------
    ProblemError
        If the file cannot be read, or with every fault in it: where, what is wrong, and what is
        allowed.

    Examples
    --------
    >>> import json, pathlib, tempfile
    >>> form = {"version": 1, "name": "site", "alternatives": ["north", "south"],
    ...         "layers": ["input"], "readings": ["survey"],
    ...         "criteria": [{"name": "cost", "layer": "input",
    ...                       "judgements": {"survey": "south > north"}}]}
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder) / "site.json"
    ...     _ = file.write_text(json.dumps(form), encoding="utf-8")
    ...     read(file)
    DecisionProblem 'site': 2 alternatives, 1 criterion (1 scored) in 1 layer
    """
    file = Path(path)
    if file.suffix.lower() not in SUFFIXES:
        raise ProblemError(
            f"{file}: cannot read '{file.suffix or 'no suffix'}'; allowed: {', '.join(SUFFIXES)}"
        )
    return parse(_text_of(file), str(file), as_json=file.suffix.lower() == ".json")


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
    data = _load_json(_text_of(Path(path)), str(path))
    if not isinstance(data, dict) or not data:
        raise ProblemError(f'{path}: allowed: weights by name, as {{"cost": 0.75, "reach": 0.25}}')
    weights, faults = {}, []
    for name, value in data.items():
        try:
            weights[name] = float(value)
        except (TypeError, ValueError):
            faults.append(f"{path}: '{name}' is {value!r}; allowed: a number, 0 or more")
    raise_any(faults)
    return weights


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ProblemError(f"{file}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise ProblemError(
            f"{file}: not UTF-8 text (byte {error.start + 1}); save it as UTF-8"
        ) from None
    except ValueError as error:  # a NUL sign in the path
        raise ProblemError(f"{str(file)!r}: cannot be read: {error}") from None


def parse(text: str, name: str, *, as_json: bool = False) -> DecisionProblem:
    """Read a decision problem from YAML (or JSON) text; `name` stands in the messages."""
    data = _load_json(text, name) if as_json else _load_yaml(text, name)
    try:
        return problem_from_data(data)
    except ProblemError as error:
        raise ProblemError(*(f"{name}: {fault}" for fault in error.faults)) from None


def check_free(path: str | os.PathLike[str], *, force: bool) -> None:
    """Refuse to replace a file that is there already, unless that is forced.

    For those who compute long before they write; `write_atomically` checks for itself.

    Raises
    ------
    ProblemError
        Naming the file.
    """
    if not force and Path(path).exists():
        raise ProblemError(
            f"{path}: is there already; to replace it: --force, or force=True in Python"
        )


def write_atomically(
    path: str | os.PathLike[str], content: str | bytes, *, force: bool = False
) -> Path:
    """Write a file whole or not at all; one that is there already is replaced only by force.

    A text is written in UTF-8 with plain line ends.

    Raises
    ------
    ProblemError
        If the file is there already, or cannot be written there; nothing is left behind.
    """
    check_free(path, force=force)
    target = Path(path).resolve()
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        try:
            with draft.open("xb") as stream:
                stream.write(content.encode("utf-8") if isinstance(content, str) else content)
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise ProblemError(f"{path}: cannot be written: {error.strerror or error}") from None
    except UnicodeEncodeError as error:
        raise ProblemError(f"{path}: cannot be written: {error.reason}") from None
    return target


def make_folder(path: str | os.PathLike[str]) -> Path:
    """Make a folder, and those it is in, where it is not there yet.

    Raises
    ------
    ProblemError
        If it cannot be made.
    """
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ProblemError(f"{path}: the folder cannot be made: {reason}") from None
    return folder


# --- text to plain data ------------------------------------------------------------------------


class _PlainLoader(yaml.SafeLoader):
    """Safe YAML in which all but null stays the text it is, and keys stand once.

    A section 5.10 is not 5.1, an option 010 is not 8, and ``no`` is a name like any other.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise yaml.MarkedYAMLError(
                    problem="a key must be a text", problem_mark=key_node.start_mark
                )
            if key in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"the key '{key}' stands there twice", problem_mark=key_node.start_mark
                )
            seen.add(key)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return mapping


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _load_yaml(text: str, name: str) -> Any:  # noqa: ANN401  (whatever the file holds)
    try:
        return yaml.load(text, Loader=_PlainLoader)  # a SafeLoader, see above
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise ProblemError(f"{name}{where}: not readable as YAML: {error.problem}") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ProblemError(f"{name}: not readable as YAML: {reason}") from None


def _load_json(text: str, name: str) -> Any:  # noqa: ANN401  (whatever the file holds)
    try:
        return json.loads(text, object_pairs_hook=_keys_once, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        raise ProblemError(
            f"{name}, line {error.lineno}, column {error.colno}: not readable as JSON: {error.msg}"
        ) from None
    except (ValueError, RecursionError) as error:
        raise ProblemError(f"{name}: not readable as JSON: {error}") from None


def _keys_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key '{double}' stands there twice")
    return mapping
