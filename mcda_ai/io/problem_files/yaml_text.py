"""YAML text to plain data with the place of each entry, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from mcda_ai.io.problem_files.contents import (
    MOST_LEVELS,
    Contents,
    line_and_column,
    unreadable,
    unusable_sign,
)
from mcda_ai.messages.faults import Place, ProblemError

MOST_REPEATED = 10_000
"""How many entries the aliases of a file may repeat, all together."""

_REASONS = {
    "'\\t' that cannot start": "a tab; indent with spaces",
    "mapping values are not allowed": "a key that is indented further than the one above it, or a "
    "': ' inside a text; line keys up, and put a text that holds ': ' in quotation marks",
    "could not find expected ':'": "a ':' with a space behind it is missing after the key above",
    "expected <block end>": "this does not line up with what it belongs to; check the indentation, "
    "and quotation marks inside a text",
    "expected ',' or '": "a ',' is missing, or a '[' or '{' above is not closed",
    "found unexpected end of stream": "a quotation mark is opened and never closed",
}

_NULL = ("", "~", "null", "Null", "NULL")


def read_yaml(text: str, name: str) -> Contents:
    r"""Read YAML in which all but null stays the text it is, and each key stands once.

    A section 5.10 is not 5.1, an option 010 is not 8, and ``no`` is a name like any other.
    Tags are refused, so that nothing but mappings, lists and texts can be asked for.

    Parameters
    ----------
    text : str
    name : str
        The name of the file, for the messages.

    Raises
    ------
    ProblemError
        If it is no YAML, nested too deeply, or its aliases repeat too much: where, and why; or
        with every key that stands there twice.

    Examples
    --------
    >>> contents = read_yaml("cost:\n  - 1.50\n  - no\n  -\n", "site.yaml")
    >>> contents.data, contents.marks["cost", 0]
    ({'cost': ['1.50', 'no', None]}, (2, 5))
    """
    try:
        return _Builder(text, name).contents()
    except yaml.reader.ReaderError as error:
        sign = error.character if isinstance(error.character, int) else ord(error.character)
        reason = f"the sign U+{sign:04X} cannot stand in a text"
        mark = line_and_column(text, error.position)
        raise unreadable(name, "YAML", reason, mark) from None
    except yaml.MarkedYAMLError as error:
        reason = _in_plain_words(str(error.problem))
        raise unreadable(name, "YAML", reason, _mark(error.problem_mark)) from None
    except ValueError as error:  # a number for a sign that does not exist, as "\U00110000"
        if isinstance(error, ProblemError):
            raise
        raise unreadable(name, "YAML", "an escape that means no sign", None) from None


class _Built(NamedTuple):
    """A part of the data, and how many entries it has when its aliases are written out."""

    data: Any
    n_entries: int


class _Builder:
    """One pass over the events of a text; the place of each entry is noted on the way."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.events: Iterator[Any] = yaml.parse(text, Loader=yaml.SafeLoader)
        self.marks: dict[Place, tuple[int, int]] = {}
        self.anchors: dict[str, _Built] = {}
        self.doubles: list[str] = []
        self.n_repeated = 0

    def contents(self) -> Contents:
        next(self.events)  # the start of the stream
        data = None
        if isinstance(next(self.events), yaml.DocumentStartEvent):
            first = next(self.events)
            self.marks[()] = _mark(first.start_mark)
            data = self.node(first, ()).data
            next(self.events)  # the end of the document
            after = next(self.events)
            if not isinstance(after, yaml.StreamEndEvent):
                raise self.refusal("a second document; allowed: one", after)
        if self.doubles:
            raise ProblemError(*self.doubles)
        return Contents(data, self.marks)

    def node(self, event: Any, place: Place) -> _Built:  # noqa: ANN401  (an event of PyYAML)
        if isinstance(event, yaml.AliasEvent):
            return self.repeated(event)
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            raise self.refusal(f"a tag, {tag}; leave it out", event)
        if isinstance(event, yaml.ScalarEvent):
            built = _Built(self.scalar(event), 1)
        elif len(place) == MOST_LEVELS:
            raise self.refusal(f"nested deeper than {MOST_LEVELS} levels", event)
        elif isinstance(event, yaml.SequenceStartEvent):
            built = self.list(place)
        else:
            built = self.mapping(place)
        if event.anchor is not None:
            self.anchors[event.anchor] = built
        return built

    def scalar(self, event: yaml.ScalarEvent) -> str | None:
        is_plain = event.implicit[0]
        if is_plain and event.value in _NULL:
            return None
        if reason := unusable_sign(event.value):
            raise self.refusal(reason, event)
        return str(event.value)

    def list(self, place: Place) -> _Built:
        found: list[Any] = []
        n_entries = 1
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            inner = (*place, len(found))
            self.marks[inner] = _mark(event.start_mark)
            built = self.node(event, inner)
            found.append(built.data)
            n_entries += built.n_entries
        return _Built(found, n_entries)

    def mapping(self, place: Place) -> _Built:
        found: dict[str, Any] = {}
        n_entries = 1
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event)
            mark = _mark(event.start_mark)
            if key in found:
                self.doubles += unreadable(
                    self.name, "YAML", f"the key '{key}' stands there twice", mark
                ).faults
            self.marks[(*place, key)] = mark
            built = self.node(next(self.events), (*place, key))
            found[key] = built.data
            n_entries += built.n_entries
        return _Built(found, n_entries)

    def key(self, event: Any) -> str:  # noqa: ANN401  (an event of PyYAML)
        is_text = isinstance(event, yaml.ScalarEvent | yaml.AliasEvent)
        key = self.node(event, ()).data if is_text else None
        if not isinstance(key, str):
            raise self.refusal("a key must be a text", event)
        return key

    def repeated(self, event: yaml.AliasEvent) -> _Built:
        if event.anchor not in self.anchors:
            raise self.refusal(f"an alias, '*{event.anchor}', of what does not stand whole before "
                               "it", event)  # fmt: skip
        built = self.anchors[event.anchor]
        self.n_repeated += built.n_entries
        if self.n_repeated > MOST_REPEATED:
            raise self.refusal(f"its aliases repeat more than {MOST_REPEATED:,} entries; write "
                               "them out", event)  # fmt: skip
        return built

    def refusal(self, reason: str, event: yaml.Event) -> ProblemError:
        return unreadable(self.name, "YAML", reason, _mark(event.start_mark))


def _mark(mark: Any) -> tuple[int, int]:  # noqa: ANN401  (a mark of PyYAML)
    return mark.line + 1, mark.column + 1


def _in_plain_words(problem: str) -> str:
    reasons = (told for told in _REASONS if told in problem)
    return _REASONS.get(next(reasons, ""), problem)


# --- plain data to text ------------------------------------------------------------------------


def yaml_text(data: object) -> str:
    """Write plain data as YAML, in blocks, so that every YAML reader takes texts for texts.

    Examples
    --------
    >>> print(yaml_text({"name": "no", "when": "2024-11-29", "order": "B3 > B1 = B2"}), end="")
    name: 'no'
    when: '2024-11-29'
    order: B3 > B1 = B2
    """
    text: str = yaml.dump(
        data, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=100, line_break="\n"
    )
    return text


class _Writer(yaml.SafeDumper):
    """Lists stand inside their key, nothing is an alias, and long texts stand in blocks."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def _represent_text(writer: _Writer, text: str) -> yaml.ScalarNode:
    """Write a text of several lines as a block of lines, where YAML can hold it so."""
    style = "|" if "\n" in text and not text[0].isspace() else None
    if any(sign in text for sign in "\x85\u2028\u2029"):  # line ends that YAML does not keep
        style = '"'
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style)


_Writer.add_representer(str, _represent_text)

# What YAML 1.2 and the 1.1 readers of other languages take for something other than text.
_Writer.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"),
    list("-+.0123456789"),
)
_Writer.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^[-+]?0[oOxXbB][0-9a-fA-F_]+$"), list("-+0")
)
_Writer.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^[yYnN]$"), list("yYnN"))
