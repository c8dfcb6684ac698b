"""Broken plug-ins disturb nobody who did not ask for them, and are told with all methods."""

import json
import os
import signal
import subprocess
import sys
import threading

import numpy as np
import pandas as pd
import pytest

import mcda_ai as mcda
from mcda_ai.cli import main
from mcda_ai.messages.faults import ProblemError
from mcda_ai.methods import entry_points, registry
from mcda_ai.methods.contract import Method
from mcda_ai.methods.detail import Detail
from tests.methods import broken_plugins
from tests.methods.broken_plugins import REFUSED, WORKING

SMALL = mcda.from_rankings({"cost": "A > B > C", "reach": "B > C > A"})


def forget():
    """Look anew for what is installed, and load it anew."""
    entry_points.installed.cache_clear()
    entry_points.loaded.cache_clear()


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Install them beside the package, within this process."""
    folder = tmp_path / "installed"
    folder.mkdir()
    broken_plugins.install(folder)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.chdir(tmp_path)
    forget()
    yield
    forget()
    for module in [name for name in sys.modules if name.startswith("gadgets_")]:
        del sys.modules[module]


@pytest.mark.usefixtures("installed")
class TestInstalledBeside:
    def test_a_comparison_goes_on_and_says_which_cannot_be_used_and_why(self):
        found = mcda.compare(SMALL)
        assert {"borda", "kemeny", *WORKING} <= set(found.rankings)
        refusals = {name: str(reason) for name, reason in found.refusals.items()}
        for name, reason in REFUSED.items():
            assert reason in refusals[name], name
        assert "which is built in" in refusals["Borda (broken-gadgets)"]
        assert "which is built in" in refusals["kemeny (broken-gadgets)"]

    @pytest.mark.parametrize("name", REFUSED)
    def test_asked_for_by_name_each_is_a_sentence(self, name):
        with pytest.raises(ProblemError) as caught:
            mcda.rank(SMALL, name)
        assert REFUSED[name] in "\n".join(fault.in_words("en") for fault in caught.value.faults), (
            name
        )

    def test_our_own_methods_are_found_as_ever(self):
        assert registry.find("BORDA").label == "Borda"
        assert mcda.rank(SMALL, "kemeny").leaders == ["A", "B"]

    def test_a_method_that_changes_what_it_was_given_changes_it_for_no_other(self):
        found = mcda.attribution(SMALL, ["changes_weights", "borda"], size=200, rng=1)
        alone = mcda.attribution(SMALL, ["borda", "dowdall"], size=200, rng=1)
        leads = found.level_means["method"]["borda"]
        assert leads["A leads"] == pytest.approx(alone.level_means["method"]["borda"]["A leads"])

    def test_the_list_of_methods_tells_of_each_that_cannot_be_loaded(self, capsys):
        assert main(["methods", "--json"]) == 0
        listed = json.loads(capsys.readouterr().out)
        assert {"borda", *WORKING} <= {card["name"] for card in listed["methods"]}
        told = listed["not_available"]
        for name in ("exits_at_import", "missing", "no_method", "twice", "Borda (broken-gadgets)"):
            assert told[name]

    def test_what_a_method_prints_stands_beside_the_answer(self, capsys, tmp_path):
        mcda.write(SMALL, tmp_path / "small.yaml")
        assert main(["rank", "small.yaml", "--method", "prints", "--json"]) == 0
        shown = capsys.readouterr()
        assert json.loads(shown.out)["method"] == "prints"
        assert "{printed}" in shown.err

    def test_a_saved_result_imports_no_plug_in(self, tmp_path):
        made = mcda.rank(SMALL, "prints")
        mcda.save(made, tmp_path / "prints.json")
        assert mcda.load_result(tmp_path / "prints.json").method is made.method
        del sys.modules["gadgets_work"]
        loaded = mcda.load_result(tmp_path / "prints.json")
        assert "gadgets_work" not in sys.modules
        assert (loaded.method.label, loaded.order) == (made.method.label, made.order)

    def test_the_page_of_the_methods_is_about_our_own(self):
        assert "gadgets" not in mcda.methods.as_markdown()


def test_a_package_whose_list_cannot_be_read_hides_no_other(tmp_path, monkeypatch):
    info = tmp_path / "unreadable-1.0.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text("[mcda_ai.methods]\nno list of methods\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    entry_points.installed.cache_clear()
    try:
        assert "borda" in registry.names()
        assert registry.find("borda") in registry.built_in()
    finally:
        entry_points.installed.cache_clear()


def test_ctrl_c_within_a_method_is_no_fault_of_the_method():
    def pressed(view, weights):
        os.kill(os.getpid(), signal.SIGINT)
        while True:  # the signal comes within a moment
            pass

    with pytest.raises(KeyboardInterrupt):
        mcda.rank(SMALL, pressed)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize("handler", [signal.SIG_IGN, signal.SIG_DFL])
def test_where_ctrl_c_raises_nothing_an_interrupt_is_of_the_method(handler):
    """As in a process in the background."""

    def interrupts(view, weights):
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, handler)
    try:
        with pytest.raises(ProblemError, match="'interrupts' failed: KeyboardInterrupt"):
            mcda.rank(SMALL, interrupts)
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_method_that_interrupts_in_another_thread_is_told_there():
    def interrupts(view, weights):
        raise KeyboardInterrupt

    told = []

    def ask():
        try:
            mcda.rank(SMALL, interrupts)
        except ProblemError as error:
            told.append(str(error))

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert told == ["method 'interrupts' failed: KeyboardInterrupt: "]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((pd.Series([1.0, 2.0, 3.0]), Detail()), "gave a Series; allowed: a plain array"),
        ((np.zeros(7), Detail()), "an array of shape (7,)"),
        ((np.full(3, np.nan), Detail()), "are not finite numbers"),
        ((np.zeros(3), None), "a detail of type NoneType"),
        ((np.zeros(3), Detail(figures={"gap": "wide"})), "failed: ValueError"),
        (np.zeros(3), "failed: ValueError"),
    ],
)
def test_what_is_told_of_a_whole_space_of_weights_has_the_promised_form_too(given, told):
    made = Method(lambda view, weights: np.zeros(3), "by-hand", "By hand", "custom",
                  returns="scores", needs={"weights"})  # fmt: skip
    made.over_simplex(lambda view, vertices: given)
    with pytest.raises(ProblemError) as caught:
        mcda.rank(SMALL, made, mcda.weights.Ordered("cost > reach"))
    assert told in str(caught.value)


@pytest.mark.parametrize("of", [pd.DataFrame, lambda drawn: np.ma.masked_less(drawn, 1)])
def test_what_is_drawn_may_have_no_labels_either(of):
    made = Method(lambda view, weights, numbers: np.zeros(3), "by-hand", "By hand", "custom",
                  returns="scores", needs={"weights"},
                  options={"numbers": ("fixed", "drawn")})  # fmt: skip

    @made.at_random(numbers=["drawn"])
    def drawn(view, weights, generator, numbers):
        return of(generator.random((len(weights), view.n_alternatives)))

    with pytest.raises(ProblemError, match="allowed: a plain array"):
        mcda.robustness(SMALL, made, size=20, options={"numbers": "drawn"})


def test_weights_stay_as_they_were_for_who_gave_them():
    given = np.array([0.25, 0.75])

    def greedy(view, weights):
        weights[...] = 0
        return np.arange(3.0)

    assert mcda.rank(SMALL, greedy, given).weights.tolist() == [0.25, 0.75]
    assert given.tolist() == [0.25, 0.75]


COMMANDS = {
    "rank": ["small.yaml"], "check": ["small.yaml"], "robust": ["small.yaml"],
    "compare": ["small.yaml"], "stability": ["small.yaml"],
    "explain": ["small.yaml"],
    "attribute": ["small.yaml", "--size", "200"],
    "redundancy": ["small.yaml", "--size", "200"],
    "baseline": ["based.yaml", "--size", "200"],
    "reliability": ["small.yaml", "--size", "200"],
    "statements": ["small.yaml", "--prefers", "A >= B", "--size", "200"],
    "ground": ["small.yaml", "--weights", "equal"], "ask": ["small.yaml"],
    "diff": ["small.yaml", "small.yaml"], "explore": ["small.yaml"], "report": ["small.yaml"],
    "convert": ["small.yaml", "other.json"], "template": ["new.xlsx"], "schema": [],
    "methods": [], "datasets": [],
}  # fmt: skip
TOLD_BY = ("compare", "methods")
"""Commands that ask for every method there is."""


@pytest.mark.long
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_answers_with_broken_plug_ins_beside_it(tmp_path, command):
    broken_plugins.install(tmp_path)
    mcda.write(SMALL, tmp_path / "small.yaml")
    mcda.write(SMALL.with_baseline("A"), tmp_path / "based.yaml")
    path = os.pathsep.join(filter(None, [str(tmp_path), os.environ.get("PYTHONPATH")]))
    finished = subprocess.run(
        [sys.executable, "-m", "mcda_ai", command, *COMMANDS[command], "--json"],
        capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, check=False,
        env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert (finished.returncode, "Traceback" in finished.stderr) == (0, False), finished.stderr
    json.loads(finished.stdout)
    assert ("broken-gadgets" in finished.stdout) == (command in TOLD_BY)


def test_every_command_is_among_these():
    from mcda_ai.cli import COMMANDS as KNOWN

    assert set(COMMANDS) == set(KNOWN)
