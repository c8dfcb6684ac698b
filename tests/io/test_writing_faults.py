"""When writing fails, by a full disk or an interrupt, the old file is whole and no draft stays."""

import errno
import os
from itertools import product
from pathlib import Path

import pytest

import mcda_ai as mcda
from mcda_ai import explorer, report
from mcda_ai.cli import main
from mcda_ai.io import files
from mcda_ai.messages.faults import ProblemError

OLD = b"what was there before"
PROBLEM = mcda.from_rankings({"cost": "A > B > C", "reach": "B > C > A"})


@pytest.fixture(scope="module")
def answer():
    return report.answer(PROBLEM, size=200)


def _report(answer, file):
    return report.write(answer, file, force=True)


def _with_figures(answer, file):
    return report.write(answer, file, figures=file.parent, force=True)


def _template(_answer, file):
    return main(["template", str(file), "--force"])


WRITERS = {
    **{f"site{suffix}": lambda _, file: mcda.write(PROBLEM, file, force=True)
       for suffix in (".yaml", ".yml", ".json", ".csv", ".tsv", ".xlsx", ".soc", ".soi", ".toc",
                      ".toi")},
    "rank.json": lambda _, file: mcda.save(mcda.rank(PROBLEM), file, force=True),
    "report.html": _report, "report.md": _report, "report.xlsx": _report,
    "agreement.svg": lambda answer, file: _with_figures(answer, file.with_name("report.md")),
    "explorer.html": lambda _, file: explorer.write(PROBLEM, file, force=True),
    "template.xlsx": _template,
}  # fmt: skip


class FailingFile:
    """A file that takes a few bytes, and then no more."""

    def __init__(self, stream, error):
        self.stream, self.error = stream, error

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stream.close()

    def write(self, content):
        self.stream.write(content[:7])
        self.stream.flush()
        raise self.error


def fail_in_writing(monkeypatch, error):
    opened = Path.open

    def open_(self, mode="r", *arguments, **named):
        stream = opened(self, mode, *arguments, **named)
        return FailingFile(stream, error) if "x" in mode else stream

    monkeypatch.setattr(Path, "open", open_)


def fail_in_fsync(monkeypatch, error):
    def fsync(_descriptor):
        raise error

    monkeypatch.setattr(os, "fsync", fsync)


def fail_in_replace(monkeypatch, error):
    def replace(_self, _target):
        raise error

    monkeypatch.setattr(Path, "replace", replace)


MOMENTS = {"write": fail_in_writing, "fsync": fail_in_fsync, "replace": fail_in_replace}
ERRORS = {
    "full disk": OSError(errno.ENOSPC, "No space left on device"),
    "interrupt": KeyboardInterrupt(),
}


SLOW = ("report.html", "report.xlsx", "agreement.svg")
QUICK = [("write", "full disk"), ("replace", "interrupt")]


@pytest.mark.parametrize(
    ("name", "moment", "error"),
    [
        pytest.param(
            *case, marks=pytest.mark.long if case[0] in SLOW and case[1:] not in QUICK else ()
        )
        for case in product(WRITERS, MOMENTS, ERRORS)
    ],
)
def test_what_fails_leaves_the_old_file_and_no_draft(
    tmp_path, monkeypatch, capsys, answer, name, moment, error
):
    file = tmp_path / name
    file.write_bytes(OLD)
    MOMENTS[moment](monkeypatch, ERRORS[error])
    if name == "template.xlsx":  # a command says it and ends
        code = WRITERS[name](answer, file)
        assert code == (1 if error == "full disk" else 130)
        assert (
            "No space left" if error == "full disk" else "interrupted"
        ) in capsys.readouterr().err
    elif error == "full disk":
        with pytest.raises(ProblemError, match="cannot be written: No space left on device"):
            WRITERS[name](answer, file)
    else:
        with pytest.raises(KeyboardInterrupt):
            WRITERS[name](answer, file)
    monkeypatch.undo()
    assert file.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("name", WRITERS)
def test_a_new_file_that_fails_leaves_nothing(tmp_path, monkeypatch, answer, name):
    fail_in_writing(monkeypatch, ERRORS["full disk"])
    if name == "template.xlsx":
        assert WRITERS[name](answer, tmp_path / name) == 1
    else:
        with pytest.raises(ProblemError):
            WRITERS[name](answer, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_the_draft_of_another_run_is_left_alone(tmp_path):
    draft = tmp_path / f".site.yaml.{os.getpid()}.part"
    draft.write_bytes(OLD)
    files.write_atomically(tmp_path / "site.yaml", "new")
    assert draft.read_bytes() == OLD


# --- by the commands ----------------------------------------------------------------------------

SIZE = ("--size", "200")
COMMANDS = {
    **{f"convert to {suffix}": (["convert", "site.yaml"], f"new{suffix}")
       for suffix in (".yaml", ".json", ".csv", ".tsv", ".xlsx", ".soc", ".toi")},
    "template": (["template"], "new.xlsx"),
    "explore": (["explore", "site.yaml", "-o"], "new.html"),
    **{f"report as {kind}": (["report", "site.yaml", *SIZE, "-o"], f"new.{kind}")
       for kind in ("html", "md", "xlsx")},
    **{command: ([command, "site.yaml", *more, "--save"], "new.json")
       for command, more in (("rank", ()), ("robust", SIZE), ("compare", ()), ("stability", ()),
                             ("attribute", SIZE), ("ask", SIZE),
                             ("ground", ("--weights", "equal")))},
    "diff": (["diff", "site.yaml", "site.json", *SIZE, "--save"], "new.json"),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    mcda.write(PROBLEM, "site.yaml")
    mcda.write(PROBLEM, "site.json")
    return tmp_path


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_replaces_a_file_only_by_force(folder, capsys, name):
    arguments, output = COMMANDS[name]
    (folder / output).write_bytes(OLD)
    assert main([*arguments, output]) == 1
    assert f"{output}: is there already; to replace it: --force" in capsys.readouterr().err
    assert (folder / output).read_bytes() == OLD
    assert main([*arguments, output, "--force"]) == 0
    assert (folder / output).read_bytes() != OLD
    assert not list(folder.glob(".*"))


@pytest.mark.long
def test_figures_are_replaced_only_by_force(folder, capsys):
    command = ["report", "site.yaml", *SIZE, "-o", "new.md", "--figures", "pictures"]
    assert main(command) == 0
    before = {each: each.read_bytes() for each in (folder / "pictures").iterdir()}
    some = next(iter(before))
    some.write_bytes(OLD)
    (folder / "new.md").unlink()
    assert main(command) == 1
    assert "is there already; to replace it: --force" in capsys.readouterr().err
    assert some.read_bytes() == OLD
    assert not (folder / "new.md").exists()
    assert main([*command, "--force"]) == 0
    assert {each: each.read_bytes() for each in (folder / "pictures").iterdir()} == before
