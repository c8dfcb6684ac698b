"""PROMETHEE II on published examples."""

import pytest

import mcda_ai as mcda


def test_net_flows_of_the_usual_criterion_as_in_zhao_peng_and_li():
    # Zhao, Peng and Li (2013), Procedia Computer Science 17, 181-188, as in pymcdm's own test:
    # values 4 3 2 / 3 2 4 / 5 1 3, all to be maximised, weights 0.5, 0.3, 0.2.
    problem = mcda.from_rankings(
        {"first": "c > a > b", "second": "a > b > c", "third": "b > c > a"},
        weights={"first": 0.5, "second": 0.3, "third": 0.2},
        alternatives=["a", "b", "c"],
    )
    flows = mcda.rank(problem, method="promethee2").scores
    assert flows.to_dict() == pytest.approx({"a": 0.1, "b": -0.3, "c": 0.2}, abs=1e-12)
