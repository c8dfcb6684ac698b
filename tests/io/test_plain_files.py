"""Only plain files are read and replaced; they keep their modes, and several are written as one."""

import os
import stat
import sys
from pathlib import Path

import pytest

import mcda_ai as mcda
from mcda_ai.cli import main
from mcda_ai.cli.typed import file_name
from mcda_ai.io import writing
from mcda_ai.messages.faults import ProblemError

PROBLEM = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
needs_pipes = pytest.mark.skipif(
    not hasattr(os, "mkfifo"), reason="this system has no pipes among its files"
)
needs_links = pytest.mark.skipif(
    sys.platform == "win32", reason="who may make links on Windows is a setting of each machine"
)
needs_modes = pytest.mark.skipif(os.name != "posix", reason="modes of files are those of POSIX")
LONG = "x" * 300


def no_file(path):
    return f"{path}: cannot be read: it is a device, a pipe or the like; allowed: a file"


@needs_pipes
@pytest.mark.parametrize("suffix", [".yaml", ".json", ".csv", ".xlsx", ".ods", ".soc"])
def test_a_pipe_is_not_waited_for(tmp_path, suffix):
    path = tmp_path / f"pipe{suffix}"
    os.mkfifo(path)
    with pytest.raises(ProblemError) as caught:
        mcda.read(path)
    assert "it is a device, a pipe or the like; allowed: a file" in str(caught.value)


@needs_pipes
def test_neither_weights_nor_results_are_read_from_a_pipe(tmp_path, capsys):
    path = tmp_path / "pipe.json"
    os.mkfifo(path)
    assert main(["rank", "ai-factory", "--weights", str(path)]) == 1
    assert capsys.readouterr().err.strip() == f"mcda-ai: {no_file(path)}"
    with pytest.raises(ProblemError, match="a device, a pipe"):
        mcda.load_result(path)


@needs_pipes
@pytest.mark.parametrize("force", [True, False])
def test_a_pipe_is_never_replaced(tmp_path, force):
    path = tmp_path / "pipe.json"
    os.mkfifo(path)
    with pytest.raises(ProblemError):
        mcda.write(PROBLEM, path, force=force)
    assert stat.S_ISFIFO(path.stat().st_mode)
    assert list(tmp_path.iterdir()) == [path]


@needs_modes
def test_a_device_is_never_replaced(capsys):
    typed = ["report", "ai-factory", "-o", "/dev/null", "--format", "html", "--force"]
    assert main(typed) == 1
    assert "/dev/null: cannot be written: it is a device" in capsys.readouterr().err
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@needs_links
def test_through_a_link_the_file_is_replaced_and_the_link_stays(tmp_path):
    file, link = tmp_path / "site.json", tmp_path / "link.json"
    mcda.write(PROBLEM, file)
    link.symlink_to(file.name)
    assert mcda.write(PROBLEM.without("cost"), link, force=True) == file.resolve()
    assert link.is_symlink()
    assert mcda.read(file) == PROBLEM.without("cost")


@needs_links
@pytest.mark.parametrize("force", [True, False])
def test_a_circle_of_links_leads_to_no_file(tmp_path, force):
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    one.symlink_to(other.name)
    other.symlink_to(one.name)
    with pytest.raises(ProblemError, match="cannot be written: Too many levels"):
        mcda.write(PROBLEM, one, force=force)
    with pytest.raises(ProblemError, match="cannot be read: Too many levels"):
        mcda.read(one)
    assert one.is_symlink()
    assert other.is_symlink()


@needs_modes
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444])
def test_a_file_that_is_replaced_keeps_its_mode(tmp_path, mode):
    path = tmp_path / "site.json"
    mcda.write(PROBLEM, path)
    path.chmod(mode)
    mcda.write(PROBLEM, path, force=True)
    assert stat.S_IMODE(path.stat().st_mode) == mode


# --- names --------------------------------------------------------------------------------------

LONG_NAMES = {
    "read": lambda folder: mcda.read(folder / f"{LONG}.yaml"),
    "read a table": lambda folder: mcda.read(folder / f"{LONG}.csv"),
    "read a workbook": lambda folder: mcda.read(folder / f"{LONG}.xlsx"),
    "read an election": lambda folder: mcda.read(folder / f"{LONG}.soc"),
    "load a result": lambda folder: mcda.load_result(folder / f"{LONG}.json"),
    "write": lambda folder: mcda.write(PROBLEM, folder / f"{LONG}.yaml"),
    "write by force": lambda folder: mcda.write(PROBLEM, folder / f"{LONG}.yaml", force=True),
    "save": lambda folder: mcda.save(mcda.rank(PROBLEM), folder / f"{LONG}.json"),
    "explore": lambda folder: mcda.explorer.write(PROBLEM, folder / f"{LONG}.html"),
    "report": lambda folder: mcda.report.write(PROBLEM, folder / f"{LONG}.html"),
    "a folder": lambda folder: mcda.write(PROBLEM, folder / LONG / "site.yaml"),
}


@pytest.mark.parametrize("name", LONG_NAMES)
def test_a_name_that_is_too_long_is_told(tmp_path, name):
    with pytest.raises(ProblemError, match=r"cannot be (read|written)"):
        LONG_NAMES[name](tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("n", [1, 200, 245, 255])
def test_every_name_that_the_disk_allows_can_be_written(tmp_path, n):
    """A draft has a name of its own, and not that of the file and more."""
    path = tmp_path / f"{'y' * max(n - 5, 1)}.yaml"
    mcda.write(PROBLEM, path)
    mcda.write(PROBLEM, path, force=True)
    assert mcda.read(path) == PROBLEM


@pytest.mark.parametrize("sign", ["x", "é", "世", "\U0001d49c"])
def test_a_name_made_of_that_of_a_problem_fits_on_a_disk(tmp_path, sign):
    path = tmp_path / f"{file_name(sign * 100)}-explorer.html"
    mcda.explorer.write(PROBLEM, path)
    assert path.exists()


# --- several files as one ------------------------------------------------------------------------


@pytest.fixture
def failing(monkeypatch):
    """Let the third of several files fail, at one of the moments at which it can."""

    def fail(name, error):
        real, calls = getattr(writing._Draft, name), []

        def failing_third(self, *given, **named):
            calls.append(self)
            if len(calls) == 3:
                raise error
            return real(self, *given, **named)

        monkeypatch.setattr(writing._Draft, name, failing_third)

    return fail


@pytest.mark.parametrize("moment", ["write", "take_its_place"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_of_several_files_all_are_written_or_none(tmp_path, failing, moment, error):
    failing(moment, error)
    old = tmp_path / "1.txt"
    old.write_text("old")
    contents = {tmp_path / f"{k}.txt": "new" for k in range(5)}
    with pytest.raises((ProblemError, KeyboardInterrupt)):
        writing.write_together(contents, force=True)
    assert list(tmp_path.iterdir()) == [old]
    assert old.read_text() == "old"


def test_several_files_are_written_in_the_order_given(tmp_path):
    contents = {tmp_path / name: name for name in ("b", "a", "c")}
    assert writing.write_together(contents) == tuple(each.resolve() for each in contents)
    assert [path.read_text() for path in contents] == ["b", "a", "c"]


def test_of_several_files_one_that_is_there_keeps_all_from_being_written(tmp_path):
    there = tmp_path / "b"
    there.write_text("old")
    with pytest.raises(ProblemError, match="b: is there already"):
        writing.write_together({tmp_path / name: "new" for name in "abc"})
    assert list(tmp_path.iterdir()) == [there]


def test_where_there_are_no_hard_links_several_files_are_written_all_the_same(
    tmp_path, monkeypatch
):
    def none(*_):
        raise OSError

    monkeypatch.setattr(os, "link", none)
    (tmp_path / "a").write_text("old")
    writing.write_together({tmp_path / name: "new" for name in "ab"}, force=True)
    assert [(tmp_path / name).read_text() for name in "ab"] == ["new", "new"]


def test_a_folder_made_for_files_that_fail_is_taken_away(tmp_path):
    with pytest.raises(ProblemError), writing.folder_for(tmp_path / "a" / "b"):
        raise ProblemError("out of paper")
    assert list(tmp_path.iterdir()) == []


# --- faults beyond number ------------------------------------------------------------------------

MANY = {
    "many.json": lambda: "{" + ", ".join(f'"u{k}": {k}' for k in range(3000)) + "}",
    "many.yaml": lambda: "\n".join(f"u{k}: {k}" for k in range(3000)),
    "many.csv": lambda: "criterion;A;B\n" + "".join(f"c{k};x;y\n" for k in range(3000)),
    "many.soc": lambda: "# NUMBER ALTERNATIVES: 3\n" + "".join(f"{k}: 1\n" for k in range(3000)),
}


@pytest.mark.parametrize("name", MANY)
def test_a_file_of_faults_tells_the_first_200_and_that_there_are_more(tmp_path, name):
    path = tmp_path / name
    path.write_text(MANY[name](), encoding="utf-8")
    with pytest.raises(ProblemError) as caught:
        mcda.read(path, **({"direction": "ranks"} if name.endswith("csv") else {}))
    faults = caught.value.faults
    assert len(faults) == 201
    assert "more faults" in faults[-1]
    assert "nog " in faults[-1].in_words("nl")


def test_faults_that_are_gathered_again_are_counted_once():
    first = ProblemError(*(f"fault {k}" for k in range(1000)))
    assert (len(first.faults), first.faults[-1]) == (201, "and 800 more faults")
    again = ProblemError(*(fault.within("here") for fault in first.faults))
    assert again.faults[-1] == "here: and 800 more faults"
    both = ProblemError(*first.faults, *first.faults)
    assert both.faults[-1] == "and 1,800 more faults"
    assert len(ProblemError(*map(str, range(201))).faults) == 201
