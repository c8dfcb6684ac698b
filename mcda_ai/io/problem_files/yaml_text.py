"""YAML text to plain data with the place of each entry, and back."""

from __future__ import annotations

import re
from copy import copy
from typing import Any

import yaml

from mcda_ai.io.limits import DEEPEST_NESTING, MOST_ENTRIES_REPEATED
from mcda_ai.io.problem_files.contents import (
    Contents,
    line_and_column,
    strange_sign,
    unreadable,
    unusable_sign,
)
from mcda_ai.messages.faults import Fault, Place, ProblemError, composed, faults_of

_NULL = ("", "~", "null", "Null", "NULL")

_fault = faults_of("io.problem_files")


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
        return _Reader(text, name).contents()
    except yaml.reader.ReaderError as error:
        sign = error.character if isinstance(error.character, int) else ord(error.character)
        mark = line_and_column(text, error.position)
        raise unreadable(name, "YAML", strange_sign(sign), mark) from None
    except yaml.MarkedYAMLError as error:
        reason = _in_plain_words(str(error.problem))
        raise unreadable(name, "YAML", reason, _mark(error.problem_mark)) from None
    except ValueError as error:  # a number for a sign that does not exist, as "\U00110000"
        if isinstance(error, ProblemError):
            raise
        raise unreadable(name, "YAML", _fault("strange escape"), None) from None


class _Reader(yaml.BaseLoader):
    """PyYAML's composer without tags or deep nesting, and what the nodes that it gives hold."""

    def __init__(self, text: str, file: str) -> None:
        super().__init__(text)
        self.file = file
        self.aliases: set[yaml.Node] = set()
        self.sizes: dict[yaml.Node | None, int] = {}  # of what stands whole, aliases written out
        self.depth, self.n_entries, self.n_repeated = 0, 0, 0
        self.places: dict[Place, tuple[int, int]] = {}
        self.doubles: list[Fault] = []

    def contents(self) -> Contents:
        root = self.get_single_node()
        data = None if root is None else self.entry(root, root, (), is_repeated=False)
        if self.doubles:
            raise ProblemError(*self.doubles)
        return Contents(data, self.places)

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:  # noqa: ANN401
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            raise self.refusal(_fault("tag", tag=tag), event)
        is_inside = not isinstance(event, yaml.ScalarEvent)
        if is_inside and self.depth == DEEPEST_NESTING:
            raise self.refusal(_fault("too deep", most=DEEPEST_NESTING), event)
        self.anchors.pop(event.anchor, None)  # a later one of the same name counts from here
        self.depth += is_inside
        n_before = self.n_entries
        node = super().compose_node(parent, index)
        self.n_entries += not (isinstance(parent, yaml.MappingNode) and index is None)  # no key
        self.sizes[node] = self.n_entries - n_before
        self.depth -= is_inside
        return node

    def alias(self, event: Any) -> yaml.Node:  # noqa: ANN401  (an event of PyYAML)
        """Give what an alias stands for, at the place of the alias."""
        anchored = self.anchors.get(event.anchor)
        if anchored is None or anchored not in self.sizes:
            raise self.refusal(_fault("alias of nothing", name=event.anchor), event)
        self.n_entries += self.sizes[anchored]
        self.n_repeated += self.sizes[anchored]
        if self.n_repeated > MOST_ENTRIES_REPEATED:
            raise self.refusal(_fault("many repeated", most=MOST_ENTRIES_REPEATED), event)
        self.get_event()  # type: ignore[no-untyped-call]
        alias = copy(anchored)
        alias.start_mark = event.start_mark
        self.aliases.add(alias)
        return alias

    def entry(self, first: yaml.Node, node: yaml.Node, place: Place, *, is_repeated: bool) -> Any:  # noqa: ANN401
        """Give what a node holds; the entry begins with its key, or else with the node."""
        if not is_repeated:
            self.places[place] = _mark(first.start_mark)
        is_repeated = is_repeated or node in self.aliases
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, place, is_repeated=is_repeated)
        if isinstance(node, yaml.SequenceNode):
            return [self.entry(item, item, (*place, index), is_repeated=is_repeated)
                    for index, item in enumerate(node.value)]  # fmt: skip
        return self.scalar(node)

    def mapping(self, node: yaml.MappingNode, place: Place, *, is_repeated: bool) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self.scalar(key_node) if isinstance(key_node, yaml.ScalarNode) else None
            if key is None:
                raise self.refusal(_fault("key no text"), key_node)
            key = composed(key)
            if key in data and not is_repeated:
                double = self.refusal(_fault("key twice", key=key), key_node)
                self.doubles += double.faults
            data[key] = self.entry(key_node, value_node, (*place, key), is_repeated=is_repeated)
        return data

    def scalar(self, node: Any) -> str | None:  # noqa: ANN401  (a scalar node)
        is_plain = node.style is None
        if is_plain and node.value in _NULL:
            return None
        if reason := unusable_sign(node.value):
            raise self.refusal(reason, node)
        return str(node.value)

    def refusal(self, reason: Fault, there: Any) -> ProblemError:  # noqa: ANN401  (an event or node)
        return unreadable(self.file, "YAML", reason, _mark(there.start_mark))


def _mark(mark: Any) -> tuple[int, int]:  # noqa: ANN401  (a mark of PyYAML)
    return mark.line + 1, mark.column + 1


def _in_plain_words(problem: str) -> Fault:
    """Say in our words what PyYAML says most; what it says else, as it does."""
    reasons = {
        "but got '?'": _fault("question mark"),
        "'\\t' that cannot start": _fault("tab"),
        "mapping values are not allowed": _fault("key too far in"),
        "could not find expected ':'": _fault("no colon after key"),
        "expected <block end>": _fault("not lined up"),
        "expected ',' or '": _fault("no comma or bracket", open="{"),
        "found another document": _fault("second document"),
        "found unexpected end of stream": _fault("quote not closed"),
    }
    told = (reason for words, reason in reasons.items() if words in problem)
    return next(told, _fault("other reason", reason=problem))


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
