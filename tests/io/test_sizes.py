"""What is written can be read: a problem that one format takes, or a sentence that says why not."""

import json

import numpy as np
import pytest

import mcda_ai as mcda
from mcda_ai.io.limits import MOST_ALTERNATIVES_OF_A_PROBLEM, MOST_LETTERS_OF_A_CELL
from mcda_ai.io.preflib_writing import preflib_text
from mcda_ai.io.tables import size
from mcda_ai.io.tables.delimited import csv_text
from mcda_ai.io.template.writing import filled_workbook
from mcda_ai.messages.faults import ProblemError

WRITERS = {
    "a table": csv_text,
    "a workbook": filled_workbook,
    "a .toc file": lambda problem: preflib_text(problem, "toc"),
}


def many_options(n, n_criteria=2):
    rng = np.random.default_rng(1)
    orders = [rng.permutation(n) for _ in range(n_criteria)]
    return mcda.from_rankings(
        {f"c{k}": " > ".join(f"o{each}" for each in order) for k, order in enumerate(orders)},
        name="many",
    )


def orders_of(problem):
    return [str(problem.judgement(name).order) for name in problem.criterion_names]


def test_a_problem_file_of_1500_options_is_read_back_from_every_format(tmp_path):
    mcda.write(many_options(1500), tmp_path / "many.json")
    problem = mcda.read(tmp_path / "many.json")
    for suffix in ("csv", "tsv", "xlsx", "soc"):
        mcda.write(problem, tmp_path / f"many.{suffix}")
        again = mcda.read(tmp_path / f"many.{suffix}")
        assert set(again.alternative_names) == set(problem.alternative_names)
        assert orders_of(again) == orders_of(problem)


@pytest.mark.parametrize("kind", WRITERS)
def test_more_options_than_are_read_are_not_written(kind):
    problem = many_options(MOST_ALTERNATIVES_OF_A_PROBLEM + 1, n_criteria=1)
    with pytest.raises(ProblemError) as caught:
        WRITERS[kind](problem)
    assert caught.value.faults == (
        f"{kind} cannot hold this: 2,001 alternatives; allowed: at most 2,000",
    )


LIMITS = {
    "MOST_CRITERIA_OF_A_TABLE": ("3 criteria; allowed: at most 2", ("a table", "a workbook")),
    "MOST_ORDERS_OF_AN_ELECTION": ("3 orders; allowed: at most 2", ("a .toc file",)),
    "MOST_COMPARISONS_OF_A_PROBLEM": (
        "3 criteria on 3 alternatives are 27 comparisons; allowed: at most 2", WRITERS,
    ),
    "MOST_CELLS_OF_A_FILE": (" cells; allowed: at most 2", ("a table", "a workbook")),
    "MOST_SHEETS_OF_A_WORKBOOK": (" sheets; allowed: at most 2", ("a workbook",)),
}  # fmt: skip


@pytest.mark.parametrize(
    ("limit", "kind"), [(limit, kind) for limit, (_, kinds) in LIMITS.items() for kind in kinds]
)
def test_a_problem_beyond_a_limit_is_refused_in_one_sentence(monkeypatch, limit, kind):
    monkeypatch.setattr(size, limit, 2)
    problem = mcda.from_rankings({"cost": "A > B > C", "reach": "B > A > C", "use": "C > A > B"})
    with pytest.raises(ProblemError) as caught:
        WRITERS[kind](problem)
    (fault,) = caught.value.faults
    assert fault.startswith(f"{kind} cannot hold this: ")
    assert fault.endswith(LIMITS[limit][0])


@pytest.mark.parametrize("kind", ["a table", "a workbook"])
def test_a_text_that_is_longer_than_a_cell_is_not_written(tmp_path, kind):
    file = mcda.write(mcda.from_rankings({"x": "A > B"}), tmp_path / "noted.json")
    data = json.loads(file.read_text(encoding="utf-8"))
    judgements = data["criteria"][0]["judgements"]
    for reading, order in judgements.items():
        judgements[reading] = {"order": order, "note": "c" * (MOST_LETTERS_OF_A_CELL + 1)}
    file.write_text(json.dumps(data), encoding="utf-8")
    problem = mcda.read(file)
    with pytest.raises(ProblemError) as caught:
        WRITERS[kind](problem)
    assert (
        "a text of 32,768 letters does not fit; allowed: at most 32,767" in caught.value.faults[0]
    )


def test_readings_count_as_comparisons():
    assert size.size_faults(10, 2_000, 5) == []
    (fault,) = size.size_faults(10, 2_000, 6)
    assert fault == (
        "10 criteria on 2,000 alternatives in 6 readings are 240,000,000 comparisons; allowed: at "
        "most 200,000,000"
    )
