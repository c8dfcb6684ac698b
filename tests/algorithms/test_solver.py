"""The solver is told to keep quiet; what it writes all the same stands beside an answer."""

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


NOISY = """
import os, sys
from scipy import optimize
solved = {name: getattr(optimize, name) for name in ("milp", "linprog")}

def noisy(name):
    def solve(*given, **options):
        os.write(1, b"chatter")
        print("more of it")
        return solved[name](*given, **options)
    return solve

for name in solved:
    setattr(optimize, name, noisy(name))
from mcda_ai.cli import main
sys.exit(main())
"""


def test_what_a_solver_writes_past_python_stands_beside_the_answer(tmp_path):
    mcda.write(CYCLE, tmp_path / "cycle.yaml")
    command = [sys.executable, "-c", NOISY, "stability", "cycle.yaml", "--json"]
    done = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["ranking"]["leaders"]
    assert b"chatter" not in done.stderr
    assert b"more of it" in done.stderr


CYCLE = mcda.from_rankings({"x": "A > B > C", "y": "C > A > B", "z": "B > C > A"})


@pytest.mark.parametrize("name", ["linprog", "milp"])
def test_no_other_thread_loses_what_it_prints_while_a_programme_is_solved(name, capfd, monkeypatch):
    begun, written = threading.Event(), threading.Event()

    def slow(*_, **__):
        begun.set()
        assert written.wait(10)

    monkeypatch.setattr(optimize, name, slow)
    programmes = {"linprog": solver.linear_programme, "milp": solver.integer_programme}
    thread = threading.Thread(target=programmes[name])
    thread.start()
    assert begun.wait(10)
    sys.stdout.write("of another thread\n")
    sys.stdout.flush()
    os.write(1, b"past Python")
    written.set()
    thread.join()
    assert capfd.readouterr().out == "of another thread\npast Python"


@pytest.mark.parametrize("name", ["linprog", "milp"])
def test_the_solver_is_told_to_keep_quiet_whatever_else_it_is_told(name, monkeypatch):
    told = {}
    monkeypatch.setattr(optimize, name, lambda *_, options: told.update(options))
    programmes = {"linprog": solver.linear_programme, "milp": solver.integer_programme}
    programmes[name]([1.0], options={"time_limit": 2})
    assert told == {"time_limit": 2, "disp": False}


def test_who_waits_for_an_integer_programme_can_be_interrupted(monkeypatch):
    is_over = threading.Event()

    def slow(**_):
        _thread.interrupt_main()
        is_over.wait(60)

    monkeypatch.setattr(optimize, "milp", slow)
    with pytest.raises(KeyboardInterrupt):
        solver.integer_programme()
    assert not is_over.is_set()  # it was not waited for
    is_over.set()


def test_without_a_standard_output_it_solves_all_the_same(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    assert solver.linear_programme(np.ones(2), bounds=(0, 1)).fun == 0


def test_programmes_are_solved_as_asked_and_end_as_their_statuses_say():
    least = solver.linear_programme([1.0], bounds=(2, 3))
    assert (least.status, least.x.tolist()) == (solver.SOLVED, [2])
    assert solver.linear_programme([1.0], [[1.0]], [-1.0]).status == solver.INFEASIBLE
    whole = solver.integer_programme([-1.0], integrality=[1], bounds=optimize.Bounds(0, 2.5))
    assert (whole.status, whole.x.tolist()) == (solver.SOLVED, [2])
    nothing = optimize.Bounds(0.2, 0.8)
    none = solver.integer_programme([-1.0], integrality=[1], bounds=nothing)
    assert none.status == solver.INFEASIBLE
