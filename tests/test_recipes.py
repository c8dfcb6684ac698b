"""The recipes of CONTRIBUTING, each followed in a copy of the package as it is printed there.

A code block of a recipe says in its first line what to do with it: ``# new file: PATH``,
``# at the end of: PATH``, ``# in: PATH`` (lines with a plus are added after the line before them,
lines with a minus are taken out) or ``# then`` (code that has to run, in a process of its own).
"""

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
MOST_LINES = 40
TOUCHED = {
    "A method": 2,
    "A plot": 2,
    "A weight space": 2,
    "A file format": 2,
    "A command": 2,
    "A result": 3,
}
"""How many files each recipe touches, of those that somebody maintains by hand."""


class Step(NamedTuple):
    action: str
    path: str
    lines: list[str]


def recipes():
    """Steps by title of the recipe, in the order of the page."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    sections = re.split(r"^### ", page, flags=re.M)[1:]
    return {
        section.splitlines()[0]: [
            step_of(block) for block in re.findall(r"^```\w*\n(.*?)^```$", section, re.M | re.S)
        ]
        for section in sections
    }


def step_of(block):
    first, *lines = block.splitlines()
    action, path = re.fullmatch(r"# (new file|at the end of|in|then):? ?(.*)", first).groups()
    return Step(action, path, lines)


def written_by_hand(step):
    """Lines that somebody who follows the recipe writes: neither empty ones nor what is there."""
    if step.action == "then":
        return []
    lines = (
        [line[1:] for line in step.lines if line[:1] == "+"] if step.action == "in" else step.lines
    )
    return [line for line in lines if line.strip()]


def follow(step, folder):
    """Carry out a step on files of the copy."""
    file = folder / step.path
    if step.action == "new file":
        assert not file.exists()
        file.write_text("\n".join([*step.lines, ""]), encoding="utf-8")
        return
    text = file.read_text(encoding="utf-8")
    if step.action == "at the end of":
        file.write_text("\n".join([text.rstrip("\n"), "", *step.lines, ""]), encoding="utf-8")
        return
    before = [line[1:] for line in step.lines if line[:1] != "+"]
    after = [line[1:] for line in step.lines if line[:1] != "-"]
    old, new = "\n".join(["", *before, ""]), "\n".join(["", *after, ""])
    assert text.count(old) == 1, f"{step.path}: not once there:{old}"
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def copy(tmp_path):
    """The package and its settings, beside a page of what it says of itself once installed."""
    shutil.copytree(ROOT / "mcda_ai", tmp_path / "mcda_ai",
                    ignore=shutil.ignore_patterns("__pycache__"))  # fmt: skip
    shutil.copy(ROOT / "setup.cfg", tmp_path)
    return tmp_path


def install(folder):
    """Make the entry points of the copy known, as an installation does."""
    setup = configparser.ConfigParser(delimiters=("=",))
    setup.optionxform = str
    setup.read(folder / "setup.cfg", encoding="utf-8")
    page = folder / "mcda_ai-99.dist-info"
    page.mkdir()
    (page / "METADATA").write_text("Metadata-Version: 2.1\nName: mcda-ai\nVersion: 99\n", "utf-8")
    lines = [f"[{group}]\n{entries}\n" for group, entries in setup["options.entry_points"].items()]
    (page / "entry_points.txt").write_text("\n".join(lines), "utf-8")


def test_there_is_a_recipe_for_each_kind_of_extension():
    assert list(recipes()) == list(TOUCHED)


@pytest.mark.parametrize("title", TOUCHED)
def test_a_recipe_is_short_and_touches_few_files(title):
    steps = recipes()[title]
    assert len([line for step in steps for line in written_by_hand(step)]) <= MOST_LINES
    assert len({step.path for step in steps if step.action != "then"}) == TOUCHED[title]


@pytest.mark.parametrize("title", TOUCHED)
def test_a_recipe_works_as_it_is_printed(title, copy):
    steps = recipes()[title]
    for step in steps:
        if step.action != "then":
            follow(step, copy)
    install(copy)
    (last,) = [step for step in steps if step.action == "then"]
    here = f"import mcda_ai; assert {str(copy)!r} in mcda_ai.__file__"
    code = "\n".join([here, *last.lines])
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=copy, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
