"""No fault is a text of its own: each is a kind with values, and its room has a phrase for it.

The code is read, not run, so that a fault which no test causes does not break where it is caused.
"""

import ast
from importlib.resources import files

import pytest

from mcda_ai.messages.phrases import parsed
from tests.claims import fault_kinds, gaps_of

PHRASES = fault_kinds()
BY_HAND = {"messages.faults.text", "messages.faults.within"}  # kinds that `Fault` itself makes
FILES_OF_MAKERS = {"faults_of": "faults", "doubts_of": "doubts"}
FILES_OF_NAMES = {"_fault": "faults", "_doubt": "doubts"}


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


def makers(code):
    """Give what a module makes faults and doubts with: its name, and the room that it is for."""
    return {
        node.targets[0].id: node.value.args[0].value
        for node in code.body
        if isinstance(node, ast.Assign) and called(node.value) in FILES_OF_MAKERS
    }


def made():
    """Give each making of a fault or a doubt: the file of its phrase, its module, and the call."""
    for _, name, code in modules():
        rooms = makers(code)
        for node in ast.walk(code):
            if called(node) in FILES_OF_NAMES:
                yield f"{rooms[called(node)]}.{FILES_OF_NAMES[called(node)]}", name, node


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
    for subject, name, node in made():
        where = f"{subject}: {name}, line {node.lineno}"
        assert isinstance(node.args[0], ast.Constant), where
        kind = node.args[0].value
        assert kind in PHRASES.get(subject, {}), (where, kind)
        gaps = {
            gap.name
            for language in ("en", "nl")
            for gap in gaps_of(parsed(PHRASES[subject][kind].get(language, "")))
        }
        assert {value.arg for value in node.keywords} == gaps, (where, kind)


def test_each_phrase_is_of_a_fault_that_is_made():
    kinds = {f"{subject}.{node.args[0].value}" for subject, _, node in made()} | BY_HAND
    assert {f"{subject}.{kind}" for subject, kinds in PHRASES.items() for kind in kinds} == kinds


def test_a_room_says_its_own_faults():
    """Phrases lie beside what says them: in the room of the module, or in one that it is in."""
    for room, name, code in modules():
        for subject in makers(code).values():
            assert f"{room}.".startswith(f"{subject}."), f"{room}/{name}"
