"""The table of commands: one file each, and what it says of itself."""

import ast
import importlib
from pathlib import Path

import pytest

import mcda_ai.cli
from mcda_ai.cli import COMMANDS, main

FOLDER = Path(mcda_ai.cli.__file__).parent


def module_of(command):
    return importlib.import_module(f"mcda_ai.cli.commands.{command}")


def test_each_file_of_a_command_is_a_row_of_the_table():
    files = {path.stem for path in (FOLDER / "commands").glob("*.py")} - {"__init__"}
    assert files == set(COMMANDS)
    assert len(COMMANDS) == len(files)


def test_the_help_lists_the_commands_in_the_order_of_the_table(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    rows = " ".join(f"{command} {module_of(command).HELP}" for command in COMMANDS)
    assert stopped.value.code == 0
    assert rows in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_begins_with_its_sentence(capsys, monkeypatch, command):
    monkeypatch.setenv("COLUMNS", "200")
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    out = capsys.readouterr().out
    assert stopped.value.code == 0
    assert out.startswith(f"usage: mcda-ai {command} ")
    assert f"\n\n{module_of(command).HELP}\n\n" in out
    assert "--json" in out


def imports_of(path):
    """Names within the command line that a module imports, wherever it does so."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mcda_ai.cli."):
            found.add(node.module.removeprefix("mcda_ai.cli."))
    return found


def test_nothing_in_the_command_line_imports_in_a_circle():
    assert imports_of(FOLDER / "progress.py") == set()
    assert imports_of(FOLDER / "printing.py") == {"progress"}
    assert imports_of(FOLDER / "options.py") == {"printing"}
    assert imports_of(FOLDER / "typed.py") == {"printing"}
    assert imports_of(FOLDER / "results.py") == {"printing", "typed"}
    for command in COMMANDS:
        assert imports_of(FOLDER / "commands" / f"{command}.py") <= {
            "options",
            "printing",
            "progress",
            "results",
            "typed",
        }
