"""Streams that fail, and signals: a sentence or nothing, the exit code, nothing half written."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import mcda_ai as mcda
from mcda_ai.cli import main
from tests.cli.writing import INPUTS, OLD, WRITING, make_site, written_by

PROGRAM = [sys.executable, "-m", "mcda_ai"]
needs_posix = pytest.mark.skipif(
    os.name != "posix", reason="Windows has no /dev/full, and closes streams in other ways"
)
needs_signals = pytest.mark.skipif(
    os.name != "posix", reason="Windows ends a process at once when it is told to stop"
)


@pytest.fixture
def folder(tmp_path):
    make_site(tmp_path)
    return tmp_path


def in_a_shell(folder, arguments, redirected):
    """Run a command as a shell does, with streams as they were redirected."""
    typed = f'"$0" -m mcda_ai {arguments} {redirected}'
    return subprocess.run(
        ["bash", "-c", typed, sys.executable], capture_output=True, text=True, check=False,
        cwd=folder,
    )  # fmt: skip


@needs_posix
@pytest.mark.parametrize(
    "buffering", ["", pytest.param("PYTHONUNBUFFERED", marks=pytest.mark.long)]
)
@pytest.mark.parametrize(
    "arguments", ["rank site.yaml", pytest.param("--help", marks=pytest.mark.long),
                  pytest.param("methods --json", marks=pytest.mark.long)]
)  # fmt: skip
def test_a_full_disk_under_the_output_is_told(folder, monkeypatch, arguments, buffering):
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    if buffering:
        monkeypatch.setenv(buffering, "1")
    done = in_a_shell(folder, arguments, "> /dev/full")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "mcda-ai: the answer cannot be printed: No space left on device\n"


@needs_posix
@pytest.mark.parametrize(
    ("arguments", "redirected", "code", "told"),
    [
        ("rank site.yaml", ">&-", 1, "the answer cannot be printed: standard output is closed\n"),
        ("rank nowhere.yaml", ">&-", 1, "nowhere.yaml: cannot be read: there is no such file\n"),
        ("rank nowhere.yaml", "2>&-", 1, ""),
        *(
            pytest.param(*case, marks=pytest.mark.long)
            for case in (
                ("rank nowhere.yaml", "2> /dev/full", 1, ""),
                ("rank site.yaml", ">&- 2>&-", 1, ""),
                ("rank site.yaml", "<&- >&- 2>&-", 1, ""),
                ("rank site.yaml", "> /dev/full 2>&1", 1, ""),
                ("rank", "2> /dev/full", 2, ""),
            )
        ),
    ],
)
def test_a_closed_stream_ends_in_a_sentence_or_in_nothing(
    folder, arguments, redirected, code, told
):
    done = in_a_shell(folder, arguments, redirected)
    assert done.returncode == code
    assert done.stdout == ""
    assert done.stderr.removeprefix("mcda-ai: ") == told


@needs_posix
@pytest.mark.long
def test_a_warning_that_nobody_can_read_makes_the_exit_code_1(folder):
    (folder / "odd.csv").write_text("criterion;A;B\ncost;1;7\n", encoding="utf-8")
    heard = in_a_shell(folder, "rank odd.csv --direction ranks", "")
    lost = in_a_shell(folder, "rank odd.csv --direction ranks", "2> /dev/full")
    assert (heard.returncode, "warning" in heard.stderr) == (0, True)
    assert (lost.returncode, lost.stdout) == (1, heard.stdout)


@needs_posix
def test_who_has_read_enough_is_left_in_peace(folder):
    done = in_a_shell(folder, "rank site.yaml", "| true; exit ${PIPESTATUS[0]}")
    assert (done.returncode, done.stderr) == (1, "")


@needs_posix
@pytest.mark.long
def test_with_output_closed_a_file_that_is_asked_for_is_written(folder):
    done = in_a_shell(folder, "convert site.yaml site.json", ">&-")
    assert done.returncode == 1
    assert mcda.read(folder / "site.json") == mcda.read(folder / "site.yaml")


def test_signs_that_command_a_terminal_are_shown_and_not_obeyed(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    name = "a\x1b[31mb.csv"
    try:
        Path(name).write_text("criterion;A;B\ncost;1;2\n", encoding="utf-8")
    except OSError:  # the file system has no such name, so nobody can have such a file
        name = "none.csv"
    main(["check", name, "--direction", "ranks"])
    main(["convert", name, "c\x1b]0;x\x07.json", "--direction", "ranks"])
    main(["rank", "no\x1b[2Jwhere.csv"])
    shown = capsys.readouterr()
    assert "\x1b" not in shown.out + shown.err
    assert "no\\x1b[2Jwhere.csv: cannot be read" in shown.err


# --- told to stop -------------------------------------------------------------------------------

SLOW = """
import os, sys, time
def slow(descriptor):
    open("begun", "w").close()
    time.sleep(60)
os.fsync = slow
from mcda_ai.cli import main
sys.exit(main())
"""
"""The program, which takes a minute for each file once that is written and not yet in place."""
CODES = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129, "SIGKILL": -9}


def stopped(folder, command, number):
    """Stop a command in the middle of writing; give its exit code and what it said."""
    target = written_by(command)
    (folder / target).write_text(OLD, encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "-c", SLOW, *WRITING[command], "--force"], cwd=folder, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    until = time.monotonic() + 120
    while not (folder / "begun").exists() and running.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.02)
    running.send_signal(number)
    _, told = running.communicate(timeout=60)
    assert (folder / target).read_text(encoding="utf-8") == OLD
    (folder / "begun").unlink()
    return running.returncode, told


def run_again(folder, command, left):
    """See that what a killed command left is in nobody's way."""
    again = subprocess.run(
        [*PROGRAM, *WRITING[command], "--force"], cwd=folder, capture_output=True, check=False
    )
    assert again.returncode == 0
    assert (folder / written_by(command)).read_bytes() != OLD.encode()
    now = {path.name for path in folder.iterdir()} - {*INPUTS, written_by(command)}
    assert now - {"figures"} == left - {"figures"}


QUICK = [("convert", "SIGINT"), ("convert", "SIGTERM")]


@needs_signals
@pytest.mark.parametrize(
    ("command", "name"),
    [
        pytest.param(*case, marks=() if case in QUICK else pytest.mark.long)
        for case in ((command, name) for command in WRITING for name in CODES)
    ],
)
def test_what_is_stopped_while_it_writes_leaves_the_old_file(folder, command, name):
    code, told = stopped(folder, command, getattr(signal, name))
    assert code == CODES[name]
    left = {path.name for path in folder.iterdir()} - {*INPUTS, written_by(command)}
    if name == "SIGKILL":  # nobody can clear up then: a draft may stay, under a name of its own
        assert all(each == "figures" or each.endswith(".part") for each in left)
        run_again(folder, command, left)
        return
    assert left == set()
    assert told.startswith("mcda-ai: ")
    assert told.endswith("no file was left half written\n")


# --- where nothing can be written ----------------------------------------------------------------


def test_a_folder_that_takes_no_files_is_told(folder, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    locked = folder / "locked"
    locked.mkdir()
    locked.chmod(0o500)
    if os.access(locked, os.W_OK):  # who may do everything is refused nothing
        locked.rmdir()
        locked.write_text("a file where a folder is meant")
    assert main(["convert", "site.yaml", "locked/new.json"]) == 1
    assert main(["report", "site.yaml", "--size", "100", "-o", "locked/new.html"]) == 1
    assert "cannot be written" in capsys.readouterr().err
