"""No fault is a text of its own: each is a kind with values, and its room has a phrase for it.

The code is read, not run, so that a fault which no test causes does not break where it is caused.
"""

import ast
from importlib.resources import files

import pytest

from mcda_ai.messages.phrases import parsed
from tests.claims import fault_kinds, gaps_of

PHRASES = fault_kinds()
BY_HAND = {"messages.text", "messages.within"}  # kinds that `Fault` itself makes


def modules():
    """Give each module of the package: the room that it stands in, its name, and its code."""
    package = files("mcda_ai")
    folders = [(package, "")]
    while folders:
        folder, room = folders.pop()
        for each in folder.iterdir():
            if each.is_dir():
                folders.append((each, f"{room}.{each.name}".lstrip(".")))
            elif each.name.endswith(".py"):
                yield room, each.name, ast.parse(each.read_text(encoding="utf-8"))


def called(node):
    """Give the name of what is called, if it is a call."""
    function = getattr(node, "func", None)
    return getattr(function, "attr", getattr(function, "id", None))


def is_text(node):
    """Tell whether a text is written there."""
    if isinstance(node, ast.BinOp):
        return is_text(node.left) or is_text(node.right)
    if isinstance(node, ast.IfExp):
        return is_text(node.body) or is_text(node.orelse)
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def made():
    """Give each making of a fault: the room of its phrases, its module, and the call."""
    for _, name, code in modules():
        rooms = [
            node.value.args[0].value
            for node in code.body
            if isinstance(node, ast.Assign) and called(node.value) == "faults_of"
        ]
        for node in ast.walk(code):
            if called(node) == "_fault":
                (room,) = rooms
                yield room, name, node


@pytest.mark.parametrize("caller", ["ProblemError", "within"])
def test_no_fault_is_written_as_a_text(caller):
    texts = [
        f"{room}/{name}, line {node.lineno}"
        for room, name, code in modules()
        for node in ast.walk(code)
        if called(node) == caller and node.args and is_text(node.args[0])
        and not (room == "messages" and name == "faults.py")
    ]  # fmt: skip
    assert texts == []


def test_each_fault_has_its_phrase_and_all_the_values_of_it():
    for room, name, node in made():
        where = f"{room}/{name}, line {node.lineno}"
        assert isinstance(node.args[0], ast.Constant), where
        kind = node.args[0].value
        assert kind in PHRASES.get(room, {}), (where, kind)
        gaps = {
            gap.name
            for language in ("en", "nl")
            for gap in gaps_of(parsed(PHRASES[room][kind].get(language, "")))
        }
        assert {value.arg for value in node.keywords} == gaps, (where, kind)


def test_each_phrase_is_of_a_fault_that_is_made():
    kinds = {f"{room}.{node.args[0].value}" for room, _, node in made()} | BY_HAND
    assert {f"{room}.{kind}" for room, phrases in PHRASES.items() for kind in phrases} == kinds


def test_a_room_says_its_own_faults():
    """Phrases lie beside what says them: in the room of the module, or in one that it is in."""
    for room, name, code in modules():
        for node in code.body:
            if isinstance(node, ast.Assign) and called(node.value) == "faults_of":
                subject = node.value.args[0].value
                assert f"{room}.".startswith(f"{subject}."), f"{room}/{name}"
