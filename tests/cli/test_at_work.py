"""A command tells a terminal that it is at work, keeps quiet elsewhere, and can be interrupted."""

import io
import json
import os
import signal
import subprocess
import sys
import time

import pytest

from mcda_ai.cli import main, progress
from mcda_ai.cli.progress import advance, at_work, make_way
from tests.sizes.problems import N_PROBLEMS, written


class Terminal(io.StringIO):
    """Keeps what is written; a terminal shows what stands after the last return."""

    def isatty(self):
        return True

    def wait_for(self, text):
        stop_at = time.monotonic() + 60
        while text not in self.getvalue():
            assert time.monotonic() < stop_at, self.getvalue()
            time.sleep(0.01)


def terminal_of(monkeypatch, seconds_apart=0.01):
    """Let standard error be a terminal; in the test itself, for pytest keeps its own before."""
    monkeypatch.setattr(progress, "_SECONDS_APART", seconds_apart)
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    return shown


def test_a_terminal_is_told_that_a_command_is_at_work_and_how_far_it_is(monkeypatch):
    terminal = terminal_of(monkeypatch)
    with at_work("robust", "en"):
        terminal.wait_for("robust: at work for 0 s")
        advance(300, 1000)
        advance(100, 1000)
        terminal.wait_for("400 of 1,000 draws done")


def test_it_is_told_in_dutch(monkeypatch):
    terminal = terminal_of(monkeypatch)
    with at_work("rank", "nl"):
        terminal.wait_for("rank: 0 s bezig")


def test_the_line_makes_way_for_what_is_printed_and_is_gone_in_the_end(monkeypatch):
    terminal = terminal_of(monkeypatch)
    with at_work("rank", "en"):
        terminal.wait_for("at work")
        monkeypatch.setattr(progress, "_SECONDS_APART", 3600)
        make_way()
    *_, blank, rest = terminal.getvalue().split("\r")
    assert (blank.strip(), rest) == ("", "")
    told = len(terminal.getvalue())
    time.sleep(0.05)
    assert len(terminal.getvalue()) == told


def test_a_command_that_is_soon_done_shows_no_line(monkeypatch, capsys):
    terminal = terminal_of(monkeypatch, 3600)
    assert main(["rank", "ai-factory"]) == 0
    assert terminal.getvalue() == ""
    assert "leaders" in capsys.readouterr().out


def test_nothing_of_it_is_written_to_what_is_no_terminal(monkeypatch, capsys):
    monkeypatch.setattr(progress, "_SECONDS_APART", 0.001)
    assert main(["rank", "ai-factory", "--json"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert json.loads(captured.out)["leaders"]


def test_a_closed_or_missing_standard_error_stops_nothing(monkeypatch):
    closed = terminal_of(monkeypatch, 0.001)
    with at_work("rank", "en"):
        closed.isatty = lambda: True
        closed.close()
        time.sleep(0.02)
    monkeypatch.setattr(sys, "stderr", None)
    with at_work("rank", "en"):
        pass


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one process")
@pytest.mark.parametrize("seconds", [1.5, 6])
@pytest.mark.parametrize(
    "command", ["rank", "robust", "compare", "stability", "attribute", "ask", "report", "explore"]
)
def test_every_command_ends_when_it_is_interrupted(tmp_path, command, seconds):
    file = written(N_PROBLEMS - 1, tmp_path)
    typed = [sys.executable, "-m", "mcda_ai", command, str(file)]
    if command in ("report", "explore"):
        typed += ["-o", str(tmp_path / "out.html")]
    with subprocess.Popen(typed, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as made:
        time.sleep(seconds)
        made.send_signal(signal.SIGINT)
        said = made.communicate(timeout=120)[1]
    assert made.returncode in (0, 130, -signal.SIGINT)  # some are done by then
    assert "Traceback" not in said
    assert [each.name for each in tmp_path.iterdir() if each != file] in ([], ["out.html"])
