"""A disk that is full, at any moment: the old file whole, no draft left, a sentence, exit 1.

A limit on the size of files stands in for a full disk, and `/dev/full` where the system has one.
"""

import argparse
import subprocess
import sys
from pathlib import Path

import pytest

from mcda_ai.cli import COMMANDS, _parser
from tests.cli.test_languages import TYPED
from tests.cli.writing import OLD, WRITING, make_site, written_by

resource = pytest.importorskip("resource", reason="Windows has no limits on the size of files")
FULL = Path("/dev/full")
needs_dev_full = pytest.mark.skipif(not FULL.exists(), reason="not on every system")
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
from mcda_ai.cli import main
sys.exit(main())
"""
"""The program, where no file can be larger than the first argument says."""
QUICK = ("convert", "datasets")


@pytest.fixture
def folder(tmp_path):
    make_site(tmp_path)
    return tmp_path


def run(folder, limit, *arguments, output=subprocess.PIPE):
    return subprocess.run(
        [sys.executable, "-c", LIMITED, str(limit), *arguments], cwd=folder, text=True,
        stdout=output, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip


def test_every_command_that_replaces_files_is_tried():
    (commands,) = (each for each in _parser()._actions
                   if isinstance(each, argparse._SubParsersAction))  # fmt: skip
    known = {name for name in COMMANDS
             if "--force" in commands.choices[name]._option_string_actions}  # fmt: skip
    assert {words[0] for words in WRITING.values()} == known


@pytest.mark.parametrize(
    "command", [pytest.param(c, marks=() if c in QUICK else pytest.mark.long) for c in WRITING]
)
def test_on_a_full_disk_the_old_file_stays_and_nothing_else(folder, command):
    target = folder / written_by(command)
    assert run(folder, 10**9, *WRITING[command]).returncode == 0
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    for file in [target, *(folder / "figures").glob("*")]:
        file.unlink()
    target.write_text(OLD, encoding="utf-8")
    for limit in (0, max(sizes) // 10 * 9):  # not the same to a byte each time
        ended = run(folder, limit, *WRITING[command], "--force")
        assert (ended.returncode, ended.stdout) == (1, "")
        (told,) = ended.stderr.splitlines()
        assert told.startswith("mcda-ai: ")
        assert told.endswith(": cannot be written: File too large")
        assert target.read_text(encoding="utf-8") == OLD
        left = {path.name for path in folder.rglob("*")} - {"figures"}
        assert left == {"site.yaml", "based.yaml", target.name}


@pytest.mark.parametrize(
    "command", [pytest.param(c, marks=() if c in QUICK else pytest.mark.long) for c in COMMANDS]
)
@needs_dev_full
def test_an_answer_that_no_disk_can_hold_is_told(folder, monkeypatch, command):
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    typed = [each.replace("nota.yaml", "site.yaml").replace("later.yaml", "site.yaml")
             for each in TYPED.get(command, [])]  # fmt: skip
    for more in ([], ["--json"]):
        for file in folder.iterdir():
            if file.name != "site.yaml":
                file.unlink()
        with FULL.open("w", encoding="utf-8") as full:
            ended = run(folder, 10**9, command, *typed, *more, output=full)
        assert ended.returncode == 1
        told = "mcda-ai: the answer cannot be printed: No space left on device\n"
        assert ended.stderr == told


@pytest.mark.long
def test_a_file_for_the_answer_that_grows_too_large_is_told(folder):
    with (folder / "answer.json").open("w", encoding="utf-8") as file:
        ended = run(folder, 1000, "rank", "site.yaml", "--json", output=file)
    assert ended.returncode == 1
    assert ended.stderr == "mcda-ai: the answer cannot be printed: File too large\n"
