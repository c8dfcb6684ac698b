"""A package of somebody else, really installed: its method works, its faults stay its own."""

import importlib.util
import json
import os
import subprocess
import sys
import zipfile

import pytest

import mcda_ai as mcda

GOOD = """
import mcda_ai

@mcda_ai.method(label="Theirs", family="custom", needs={"pairwise", "weights"}, linear=True)
def theirs(view, weights):
    '''Put the worst first.'''
    return weights @ view.preferences.sum(axis=1)
"""
ENTRY_POINTS = """
[mcda_ai.methods]
theirs = gadgets.good:theirs
unfinished = gadgets.unfinished:method
borda = gadgets.good:theirs
"""
METADATA = "Metadata-Version: 2.1\nName: mcda-gadgets\nVersion: 1.0\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def write_wheel(folder):
    """Write a wheel by hand: that needs no build tool and no network."""
    info = "mcda_gadgets-1.0.dist-info"
    files = {
        "gadgets/__init__.py": "",
        "gadgets/good.py": GOOD,
        "gadgets/unfinished.py": "raise OSError('half of it\\nis missing')\n",
        f"{info}/METADATA": METADATA,
        f"{info}/WHEEL": WHEEL,
        f"{info}/entry_points.txt": ENTRY_POINTS,
    }
    files[f"{info}/RECORD"] = "".join(f"{name},,\n" for name in [*files, f"{info}/RECORD"])
    path = folder / "mcda_gadgets-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in files.items():
            wheel.writestr(name, text)
    return path


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Run mcda-ai where the package is installed; nothing outside the folder is touched."""
    if importlib.util.find_spec("pip") is None:
        pytest.skip("this environment has no pip")
    folder = tmp_path_factory.mktemp("theirs")
    target = folder / "installed"
    install = ["install", "--no-deps", "--no-index", "--no-compile", "--quiet",
               "--disable-pip-version-check", "--target", str(target)]  # fmt: skip
    pip = [sys.executable, "-m", "pip", "--isolated", *install, str(write_wheel(folder))]
    subprocess.run(pip, check=True, capture_output=True)
    path = os.pathsep.join(filter(None, [str(target), os.environ.get("PYTHONPATH")]))
    # Unscored cells, which the slow methods refuse.
    small = mcda.from_rankings({"cost": "A > B > C", "reach": "B > C"})
    mcda.write(small, folder / "small.yaml")
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}

    def mcda_ai(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "mcda_ai", *arguments],
            capture_output=True, text=True, encoding="utf-8", env=environment, cwd=folder,
            check=False,
        )  # fmt: skip

    return mcda_ai


def test_a_method_of_another_package_works_by_name(run):
    finished = run("rank", "ai-factory", "--method", "theirs", "--weights", "equal", "--json")
    assert (finished.returncode, finished.stderr) == (0, "")
    ranks = json.loads(finished.stdout)["ranks"]
    assert ranks == mcda.rank(mcda.load("ai-factory"), reversed_borda, "equal").ranks.to_dict()
    assert ranks["B3"] == 3


def reversed_borda(view, weights):
    return weights @ view.preferences.sum(axis=1)


def test_compare_goes_on_without_a_broken_method_and_says_so(run):
    finished = run("compare", "small.yaml")
    assert (finished.returncode, finished.stderr) == (0, "")
    (told,) = [line for line in finished.stdout.splitlines() if "unfinished" in line]
    assert told.startswith("not applied: unfinished: method 'unfinished' of mcda-gadgets cannot")
    assert "theirs" in finished.stdout
    assert "kemeny" in finished.stdout


def test_a_broken_method_asked_for_by_name_is_one_line_that_names_its_package(run):
    finished = run("rank", "ai-factory", "--method", "unfinished")
    assert (finished.returncode, finished.stdout) == (1, "")
    assert finished.stderr == (
        "mcda-ai: method 'unfinished' of mcda-gadgets cannot be loaded: "
        "OSError: half of it is missing\n"
    )


def test_a_method_named_like_a_built_in_does_not_replace_it(run):
    finished = run("rank", "ai-factory", "--method", "borda", "--weights", "equal", "--json")
    assert (finished.returncode, finished.stderr) == (0, "")
    ours = mcda.rank(mcda.load("ai-factory"), "borda", "equal")
    assert json.loads(finished.stdout)["scores"] == ours.scores.to_dict()


def test_the_list_of_methods_survives_a_broken_one(run):
    finished = run("methods")
    assert finished.returncode == 0, finished.stderr
    assert "theirs" in finished.stdout
    assert "kemeny" in finished.stdout
