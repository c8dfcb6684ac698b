"""Problems made from others: as sound as those made from parts, and not proven again."""

import copy
import pickle
import re
from dataclasses import FrozenInstanceError, replace
from itertools import islice, pairwise

import numpy as np
import pytest
from hypothesis import given

import mcda_ai as mcda
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.label import Label
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.completions import completions, filled, n_completions
from mcda_ai.problem.consistency import PARTS
from mcda_ai.problem.derivation import derived
from mcda_ai.problem.evidence import Judgement, Reading, Scenario, ScenarioCell
from mcda_ai.problem.renaming import KINDS
from tests.strategies import examples
from tests.structure_proofs import proofs_counted
from tests.whole_problems import whole_problems

ARRAYS = ("layer_of", "ranks", "values", "scored", "disputed", "scored_cells", "pair_counts",
          "pair_flows")  # fmt: skip
TABLES = ("preferences", "comparable")
NAMES = [f"option-{k}" for k in range(10)]


@pytest.fixture(scope="module")
def ten_options():
    """Ten options with gaps, two readings, a scenario, preconditions and weight sets."""
    orders = {
        "cost": " > ".join(NAMES),
        "reach": " > ".join(NAMES[:8][::-1]),
        "trust": " = ".join(NAMES[:5]) + " > " + " = ".join(NAMES[5:]),
        "law": " = ".join(NAMES[:9]),
    }
    problem = mcda.from_rankings(
        orders,
        layers={"input": ["cost", "reach"], "impact": ["trust"], "rules": ["law"]},
        weights={"cost": 3, "reach": 1, "trust": 2, "law": 1},
        weight_sets={"board": {"input": 1, "impact": 1, "rules": 1}},
        alternatives=NAMES,
        preconditions=["rules"],
    )
    given_orders = problem.judgements["given"]
    other = {**given_orders, "cost": given_orders["reach"]}
    cell = ScenarioCell("cost", WeakOrder.parse(" > ".join(NAMES[::-1])))
    return replace(
        problem,
        readings=(*problem.readings, Reading("other")),
        judgements={"given": given_orders, "other": other},
        scenarios=(Scenario("dear", (cell,), Label.same("dear")),),
    )


# --- not proven again ----------------------------------------------------------------------------


def test_stability_proves_no_structure_again():
    problem = mcda.load("ai-factory")
    with proofs_counted() as proven:
        mcda.stability(problem)
    assert proven == []


def test_a_problem_of_another_shape_is_not_proven_again_either(ten_options):
    with proofs_counted() as proven:
        mcda.stability(ten_options)
        mcda.rank_bounds(ten_options.scenario("dear"))
        filled(ten_options, "worst").without("rules", NAMES[0]).reading("other")
        ten_options.change("law", reason="repealed").rename({"cost": "price", "dear": "cheap"})
        ten_options.merge(["cost", "reach"], "money", order=NAMES)
    assert proven == []


def test_what_somebody_makes_or_replaces_is_proven(ten_options):
    with proofs_counted() as proven:
        replace(ten_options, name="mine")
        copy.deepcopy(ten_options)
        pickle.loads(pickle.dumps(ten_options))
    assert proven == ["mine", "problem", "problem"]
    with pytest.raises(ProblemError, match="unknown layer 'nowhere'"):
        replace(ten_options, criteria=(replace(ten_options.criteria[0], layer="nowhere"),))


# --- as sound as what is proven ------------------------------------------------------------------


def derivations(problem):
    """Yield what can be made of a problem, as far as enough is left."""
    kinds = {"layer": problem.layers, "criterion": problem.criteria,
             "alternative": problem.alternatives}  # fmt: skip
    ways = [
        *(lambda each=each: problem.reading(each.name) for each in problem.readings),
        *(lambda each=each: problem.scenario(each.name) for each in problem.scenarios),
        *(
            lambda part=(kind, each.name): problem.without_parts([part])
            for kind, parts in kinds.items()
            for each in parts
        ),
        *(lambda convention=convention: filled(problem, convention)
          for convention in ("best", "worst")),
        *(lambda name=name: problem.change(name, [problem.alternative_names[::-1]])
          for name in problem.criterion_names),
        lambda: problem.change(problem.criterion_names[0], reason="withdrawn"),
        lambda: problem.change(problem.criterion_names[-1], values={}),
        *(
            lambda one=one, other=other, order=order: problem.merge(
                [one.name, other.name], "both", order=order, layer=one.layer
            )
            for one, other in pairwise(problem.criteria)
            for order in (None, [*problem.alternative_names])
        ),
        *(
            lambda kind=kind, each=each: problem.rename({each.name: "another"}, kind)
            for kind in KINDS
            for each in getattr(problem, PARTS[kind])
        ),
    ]  # fmt: skip
    for way in ways:
        try:
            yield way()
        except ProblemError as error:
            # Too little is left, a scenario does not go with the one in use or sets what is
            # changed, criteria differ, or a name is used.
            assert re.search(  # noqa: PT017
                "at least|contradict each other|which is applied|order=|names must differ|several|"
                "can mean more|no longer clear", str(error))  # fmt: skip
    yield from islice(problem.completions(), 3)
    if n_completions(problem) < 10_000:
        yield from islice(completions(problem), 3)


@examples(50)
@given(whole_problems())
def test_a_derivation_is_what_its_parts_make(problem):
    for name in (*ARRAYS, *TABLES):
        getattr(problem, name)
    for made in derivations(problem):
        proven = replace(made)
        assert made == proven
        assert repr(made) == repr(proven)
        for name in ARRAYS:
            np.testing.assert_array_equal(getattr(made, name), getattr(proven, name))
        for name in TABLES:
            np.testing.assert_array_equal(getattr(made, name).values, getattr(proven, name).values)
        assert {
            n: {c: j.text() for c, j in judged.items()} for n, judged in made.judgements.items()
        } == {
            n: {c: j.text() for c, j in judged.items()} for n, judged in proven.judgements.items()
        }


def test_a_derivation_cannot_be_changed_and_survives_copying(ten_options):
    made = ten_options.reading("other").without("law")
    with pytest.raises(FrozenInstanceError):
        made.name = "other"
    with pytest.raises(TypeError):
        made.judgements["given"] = {}
    with pytest.raises(TypeError):
        made.judgements["given"]["cost"] = None
    with pytest.raises(TypeError):
        made.own_weights["cost"] = 1.0
    assert copy.deepcopy(made) == made
    assert pickle.loads(pickle.dumps(made)) == made


def test_what_was_computed_is_shared_where_it_stays_valid(ten_options):
    ten_options.disputed  # noqa: B018  (computes it)
    other = ten_options.reading("other")
    assert other.layer_of is ten_options.layer_of
    assert other.disputed is ten_options.disputed
    assert other.ranks is not ten_options.ranks
    assert derived(ten_options, own_weights=None).scored is ten_options.scored


def test_of_criteria_that_stay_as_they_are_nothing_is_computed_again(ten_options, monkeypatch):
    computed, rank_bounds = [], Judgement.rank_bounds

    def counted(judgement, *args):
        computed.append(judgement.text())
        return rank_bounds(judgement, *args)

    monkeypatch.setattr(Judgement, "rank_bounds", counted)
    ten_options.without("cost").without("rules").reading("other")
    assert computed == []
    changed = ten_options.change("law", [NAMES])
    assert computed == [changed.judgement("law").text()]


def test_too_little_left_is_said_in_the_same_words(ten_options):
    with pytest.raises(ProblemError) as error:
        ten_options.without(*NAMES[1:])
    assert str(error.value) == ("problem: 1 alternative(s) (option-0); at least 2 are needed")
    with pytest.raises(ProblemError, match="problem: no criterion; at least one scored"):
        ten_options.without("input", "impact", "rules")
