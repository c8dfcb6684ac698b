"""What people type in Python is answered in words, never by an AttributeError."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import mcda_ai as mcda
from mcda_ai import explorer, plots, report
from mcda_ai.messages.faults import ProblemError
from mcda_ai.methods import registry

FACTORY = mcda.load("ai-factory")
WITH_A_GAP = mcda.from_rankings({"x": "A > B", "y": "A > C > B"})
TAKE_A_PROBLEM = {
    "rank": mcda.rank,
    "robustness": mcda.robustness,
    "compare": mcda.compare,
    "stability": mcda.stability,
    "attribution": mcda.attribution,
    "next_question": mcda.next_question,
    "settle": mcda.settle,
    "common_ground": mcda.common_ground,
    "rank_bounds": mcda.rank_bounds,
    "leader_regions": mcda.leader_regions,
    "explore": mcda.explore,
    "diff": lambda given: mcda.diff(given, FACTORY),
    "diff after": lambda given: mcda.diff(FACTORY, given),
    "write": lambda given: mcda.write(given, "never.yaml"),
    "answer": report.answer,
    "report": lambda given: report.write(given, "never.html"),
    "study": explorer.study,
    "page": explorer.as_page,
    "appraisal_table": plots.appraisal_table,
    "pairwise_support": plots.pairwise_support,
    "margin_graph": plots.margin_graph,
}


@pytest.mark.parametrize("function", TAKE_A_PROBLEM.values(), ids=TAKE_A_PROBLEM)
def test_what_is_no_problem_is_refused_with_the_way_to_make_one(function):
    with pytest.raises(ProblemError) as found:
        function("site.yaml")
    assert str(found.value) == (
        "'site.yaml' is no problem; allowed: a DecisionProblem, as mcda_ai.read('site.yaml') or "
        "mcda_ai.load gives it"
    )
    with pytest.raises(ProblemError) as found:
        function(pd.DataFrame())
    assert str(found.value) == (
        "DataFrame is no problem; allowed: a DecisionProblem, as mcda_ai.from_rankings, "
        "from_table, read and load give it"
    )


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (
            lambda: mcda.leader_regions(FACTORY, "borda"),
            "groups: 'borda'; allowed: a dict",
        ),
        (lambda: plots.pairwise_support(FACTORY, "municipality"), "ax: 'municipality'; allowed: "),
        (
            lambda: plots.margin_graph(FACTORY, "municipality"),
            "or none; what else a picture ",
        ),
        (lambda: plots.appraisal_table(FACTORY, "nl"), "goes by its name, as weights=..."),
        (
            lambda: plots.first_ranks(mcda.robustness(FACTORY)),
            "results: Robustness; allowed: a dict of label to result, as {'flat': result}",
        ),
        (lambda: mcda.check(None), "NoneType is no problem"),
        (lambda: report.answer(FACTORY, methods="borda"), "methods: 'borda'; allowed: a list of"),
        (lambda: report.answer(FACTORY, methods=[]), "methods: []; allowed: a list of"),
        (lambda: report.answer(FACTORY, methods=["bordo"]), "did you mean 'borda'?"),
        (lambda: report.answer(WITH_A_GAP, methods=["pymcdm:topsis"]), "TOPSIS (pymcdm): some"),
    ],
)
def test_an_argument_in_the_place_of_another_is_told(call, told):
    with pytest.raises(ProblemError) as found:
        call()
    assert told in str(found.value)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("tideman", "ranked_pairs"), ("Kemeny-Young", "kemeny"), ("beatpath", "schulze"),
     ("SAW", "weighted_sum"), ("simpson", "minimax"), ("wsm", "weighted_sum"),
     ("topsis", "pymcdm:topsis")],
)  # fmt: skip
def test_a_method_by_another_name_is_told_what_it_is_called_here(typed, name):
    with pytest.raises(ProblemError) as found:
        mcda.rank(FACTORY, typed)
    assert str(found.value) == f"method '{typed}' is called '{name}' here"
    assert found.value.faults[0].in_words("nl") == f"methode ‘{typed}’ heet hier ‘{name}’"


def test_other_names_are_of_methods_that_there_are_and_are_no_names_themselves():
    called = registry.packaged_data("methods", "other_names")
    assert set(called) <= set(registry.names())
    others = [each for names in called.values() for each in names]
    assert len(set(others)) == len(others)
    assert not registry.known_names(others, registry.names())


def test_a_problem_can_stand_in_a_set():
    again = mcda.from_rankings({"cost": "A > B"}, weights={"cost": 1})
    problems = {FACTORY, FACTORY.without("B1"), mcda.load("ai-factory"), again,
                mcda.from_rankings({"cost": "A > B"}, weights={"cost": 1})}  # fmt: skip
    assert len(problems) == 3


def test_only_public_names_are_listed():
    assert set(dir(mcda)) == {*mcda.__all__, "__version__"}


def test_ways_to_fix_levels_are_the_completions_that_there_are():
    table = pd.DataFrame(
        [["a / b / c", "b", None], ["a", "a / c", "b"]], index=["x", "y"], columns=list("ABC")
    )
    problem = mcda.from_table(table, scales=["a", "b", "c"])
    assert problem.n_ways_to_fix_levels == len(list(problem.completions())) == 6


def test_margins_are_square_and_say_what_the_pairs_say():
    margins, pairs = FACTORY.margins("equal"), FACTORY.pair_weights("equal")
    assert list(margins.index) == list(margins.columns) == list(FACTORY.alternative_names)
    assert np.array_equal(margins.to_numpy(), -margins.to_numpy().T)
    for (one, other), pair in pairs.iterrows():
        assert margins.loc[one, other] == pytest.approx(pair["support"] - pair["against"])


def test_a_report_is_on_the_methods_that_are_asked(tmp_path):
    answer = report.answer(FACTORY, methods=["minimax", "dowdall"], size=200)
    assert [method.name for method in answer.methods] == ["minimax", "dowdall"]
    path = report.write(FACTORY, tmp_path / "r.md", methods=["minimax", "dowdall"], size=200)
    _, _, answer_in_full = path.read_text(encoding="utf-8").partition("## The answer")
    first_ranks = answer_in_full.partition("first in")[0]
    assert "Minimax" in first_ranks
    assert "Kemeny" not in first_ranks


@pytest.mark.parametrize(
    ("call", "hint"),
    [
        (lambda _: mcda.read("ai-factory"), "a dataset of the package is loaded by mcda_ai.load"),
        (lambda problem: mcda.rank(problem, weights="cost=2"), "mcda_ai.weights.parse"),
        (lambda problem: mcda.explore(problem, "page.html"), "mcda_ai.explorer.write"),
        (lambda problem: mcda.explore(problem, "dutch"), "allowed: en, nl"),
    ],
)
def test_what_is_meant_for_another_function_is_told_its_name(call, hint):
    with pytest.raises(mcda.ProblemError, match=hint):
        call(mcda.from_rankings({"cost": "A > B", "reach": "B > A"}))


def test_an_accent_is_part_of_its_letter_in_every_name_that_is_given():
    apart, whole = "Cafe\N{COMBINING ACUTE ACCENT}", "Café"
    problem = mcda.from_rankings(
        {apart: f"{apart} > B"}, layers={f"{apart}s": [apart]}, preconditions=[f"{apart}s"],
        weight_sets={apart: {apart: 1}}, name=apart,
    )  # fmt: skip
    assert problem.name == whole
    assert problem.alternative_names == (whole, "B")
    assert (problem.criterion_names, problem.layer_names) == ((whole,), (f"{whole}s",))
    assert problem.weight_sets[0].by_name == {whole: 1}
    renamed = problem.rename({"B": f"{apart} 2"})
    assert renamed.alternative_names == (whole, f"{whole} 2")
    by_hand = replace(problem.layers[0], name=f"{apart}s")
    with pytest.raises(mcda.ProblemError, match="an accent stands behind its letter"):
        replace(problem, layers=(by_hand,))
