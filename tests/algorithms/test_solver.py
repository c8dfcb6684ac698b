"""The solver keeps quiet: what it writes to standard output by itself goes nowhere."""

import _thread
import json
import os
import subprocess
import sys
import threading

import numpy as np
import pytest
from scipy import optimize

import mcda_ai as mcda
from mcda_ai.algorithms import solver

RANKINGS = {
    "c0": "2 > 8 > 11 > 1 > 7 > 12 > 5 > 6 > 3 > 9 > 10 > 4",
    "c1": "3 > 1 > 2 > 7 > 11 > 12 > 6 > 10 > 4 > 9 > 5 > 8",
    "c2": "12 > 5 > 10 > 2 > 8 > 1 > 6 > 7 > 9 > 3 > 11 > 4",
    "c3": "3 > 2 > 11 > 10 > 9 > 4 > 6 > 7 > 8 > 12 > 1 > 5",
    "c4": "11 > 5 > 12 > 7 > 9 > 6 > 10 > 4 > 8 > 3 > 1 > 2",
    "c5": "2 > 5 > 8 > 12 > 1 > 11 > 3 > 4 > 7 > 9 > 6 > 10",
}
"""Twelve options with which HiGHS 1.12 prints lines of its own, whatever its options say."""


def test_json_on_standard_output_is_one_document(tmp_path):
    path = tmp_path / "twelve.json"
    path.write_text(json.dumps({
        "version": 1, "name": "twelve", "alternatives": [str(n) for n in range(1, 13)],
        "layers": ["x"], "readings": ["r"],
        "criteria": [{"name": name, "layer": "x", "judgements": {"r": order}}
                     for name, order in RANKINGS.items()],
    }), encoding="utf-8")  # fmt: skip
    command = [sys.executable, "-m", "mcda_ai", "stability", str(path), "--json"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["ranking"]["leaders"]


@pytest.mark.parametrize("programme", [solver.linear_programme, solver.integer_programme])
def test_what_is_written_past_python_goes_nowhere_and_the_rest_stays(programme, capfd, monkeypatch):
    def noisy(*_, **__):
        os.write(1, b"chatter")
        return "solved"

    for name in ("linprog", "milp"):
        monkeypatch.setattr(optimize, name, noisy)
    sys.stdout.write("before ")
    assert programme() == "solved"
    sys.stdout.write("after")
    sys.stdout.flush()
    assert capfd.readouterr().out == "before after"


def test_a_solver_that_fails_gives_standard_output_back(capfd, monkeypatch):
    def failing(*_, **__):
        raise RuntimeError

    monkeypatch.setattr(optimize, "milp", failing)
    with pytest.raises(RuntimeError):
        solver.integer_programme()
    os.write(1, b"there")
    assert capfd.readouterr().out == "there"


def test_who_waits_for_an_integer_programme_can_be_interrupted(monkeypatch):
    is_over = threading.Event()
    monkeypatch.setattr(optimize, "milp", lambda: is_over.wait(60))
    threading.Timer(0.1, _thread.interrupt_main).start()
    with pytest.raises(KeyboardInterrupt):
        solver.integer_programme()
    assert not is_over.is_set()  # it was not waited for
    is_over.set()


def test_without_a_standard_output_it_solves_all_the_same(monkeypatch):
    def none(*_):
        raise OSError

    monkeypatch.setattr(os, "dup", none)
    monkeypatch.setattr(sys, "stdout", None)
    assert solver.linear_programme(np.ones(2), bounds=(0, 1)).fun == 0


def test_threads_take_turns_and_leave_standard_output_as_it_was(capfd):
    problem = mcda.from_rankings({"x": "A > B > C", "y": "C > A > B", "z": "B > C > A"})
    jobs = [threading.Thread(target=mcda.stability, args=(problem,)) for _ in range(4)]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    os.write(1, b"there")
    assert capfd.readouterr().out == "there"


def test_programmes_are_solved_as_asked_and_end_as_their_statuses_say():
    least = solver.linear_programme([1.0], bounds=(2, 3))
    assert (least.status, least.x.tolist()) == (solver.SOLVED, [2])
    assert solver.linear_programme([1.0], [[1.0]], [-1.0]).status == solver.INFEASIBLE
    whole = solver.integer_programme([-1.0], integrality=[1], bounds=optimize.Bounds(0, 2.5))
    assert (whole.status, whole.x.tolist()) == (solver.SOLVED, [2])
    nothing = optimize.Bounds(0.2, 0.8)
    none = solver.integer_programme([-1.0], integrality=[1], bounds=nothing)
    assert none.status == solver.INFEASIBLE
