"""PROMETHEE II on published examples."""

import pickle

import numpy as np
import pandas as pd
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


# Brans, Vincke and Mareschal (1986), EJOR 24, 228-238: siting a power plant in six countries.
PLANTS = ["Italy", "Belgium", "Germany", "Sweden", "Austria", "France"]
TABLE = pd.DataFrame(
    [
        [80, 65, 83, 40, 52, 94],
        [90, 58, 60, 80, 72, 96],
        [6, 2, 4, 10, 6, 7],
        [5.4, 9.7, 7.2, 7.5, 2, 3.6],
        [8, 1, 4, 7, 3, 5],
        [5, 1, 7, 10, 8, 6],
    ],
    index=["manpower", "power", "construction", "maintenance", "villages", "safety"],
    columns=PLANTS,
)
DIRECTIONS = {"manpower": "min", "power": "max", "construction": "min", "maintenance": "min",
              "villages": "min", "safety": "max"}  # fmt: skip
FUNCTIONS = {
    "manpower": {"kind": "u-shape", "q": 10},
    "power": {"kind": "v-shape", "p": 30},
    "construction": {"kind": "linear", "q": 0.5, "p": 5},
    "maintenance": {"kind": "level", "q": 1, "p": 6},
    "safety": {"kind": "gaussian", "s": 5},
}
PUBLISHED_PREFERENCES = [
    [0.0, 0.296, 0.25, 0.268, 0.1, 0.185],
    [0.462, 0.0, 0.389, 0.333, 0.296, 0.5],
    [0.236, 0.18, 0.0, 0.333, 0.056, 0.429],
    [0.399, 0.505, 0.305, 0.0, 0.223, 0.212],
    [0.444, 0.515, 0.487, 0.38, 0.0, 0.448],
    [0.286, 0.399, 0.25, 0.432, 0.133, 0.0],
]
PUBLISHED_NET_FLOWS = [-0.728, 0.085, -0.447, -0.102, 1.466, -0.274]  # sums over five rivals


@pytest.fixture
def plants():
    return mcda.from_table(TABLE, directions=DIRECTIONS, preference=FUNCTIONS)


def test_preference_degrees_of_the_power_plants_are_the_published_ones(plants):
    mean = np.asarray(plants.preferences).mean(axis=0)
    assert mean == pytest.approx(np.array(PUBLISHED_PREFERENCES), abs=0.001)


def test_net_flows_of_the_power_plants_are_the_published_ones(plants):
    result = mcda.rank(plants, "promethee2", weights="equal")
    assert (result.scores * 5).to_list() == pytest.approx(PUBLISHED_NET_FLOWS, abs=0.002)
    assert result.order == "Austria > Belgium > Sweden > France > Germany > Italy"


@pytest.mark.parametrize(
    ("weights", "best", "flow"),
    [([10, 50, 10, 10, 10, 10], "France", 0.2497), ([9, 9, 9, 9, 55, 9], "Belgium", 0.4693)],
)
def test_other_weights_site_the_power_plant_elsewhere(plants, weights, best, flow):
    result = mcda.rank(plants, "promethee2", weights)
    assert result.leaders == [best]
    assert result.scores[best] == pytest.approx(flow, abs=0.0001)


@pytest.mark.parametrize("kind", ["usual", "u-shape", "v-shape", "level", "linear"])
def test_preference_functions_equal_those_of_pymcdm(kind):
    from pymcdm.methods import PROMETHEE_II

    rng = np.random.default_rng(7)
    values = rng.normal(size=(4, 5)) * 3
    weights = rng.dirichlet(np.ones(4))
    q, p = np.full(4, 0.5), np.full(4, 2.0)
    names = {"u-shape": "ushape", "v-shape": "vshape", "linear": "vshape_2"}
    theirs = PROMETHEE_II(names.get(kind, kind), p=list(p), q=list(q))(
        values.T, weights, np.array([1, -1, 1, -1])
    )
    table = pd.DataFrame(values, index=list("wxyz"), columns=list("ABCDE"))
    thresholds = {"u-shape": {"q": 0.5}, "v-shape": {"p": 2.0}, "usual": {}}
    function = {"kind": kind, **thresholds.get(kind, {"q": 0.5, "p": 2.0})}
    problem = mcda.from_table(
        table,
        directions={"w": "max", "x": "min", "y": "max", "z": "min"},
        preference=dict.fromkeys("wxyz", function),
    )
    ours = mcda.rank(problem, "promethee2", weights).scores.to_numpy()
    assert ours == pytest.approx(np.asarray(theirs, dtype=float), abs=1e-12)


def test_measured_and_ranked_criteria_stand_side_by_side(plants):
    mixed = mcda.from_table(
        TABLE.loc[["power"]], directions="max", units={"power": "MW"},
        rankings={"trust": "Austria > Italy", "taste": None}, name="mixed",
    )  # fmt: skip
    assert mixed.criterion_names == ("power", "trust", "taste")
    assert mixed.scored.tolist() == [True, True, False]
    assert mixed.ranks[0].tolist() == [2, 6, 5, 3, 4, 1]
    assert pickle.loads(pickle.dumps(mixed)) == mixed
    assert "96 MW" in mcda.report.as_page(mcda.report.answer(mixed, size=50))
    assert mixed.without("Italy").judgement("power").values["France"] == 96


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"directions": {"power": "max"}}, "criterion 'safety' has none"),
        ({"directions": "up"}, "'up'; allowed: max, min"),
        ({"preference": {"power": "cubic"}}, "unknown preference function 'cubic'"),
        ({"preference": {"power": "v-shape"}}, "p is 0; it must exceed q"),
        ({"preference": {"power": {"kind": "gaussian"}}}, "s is 0"),
        (
            {"preference": {"power": {"kind": "usual", "r": 1}}},
            "allowed: kind, and numbers q, p and s",
        ),
        ({"preference": {"pwer": "usual"}}, "did you mean 'power'?"),
        ({"rankings": {"power": "Italy > France"}}, "both measured and ranked"),
        ({"values": TABLE.astype(object).replace(96, "much")}, "'much' is no number"),
        ({"values": [[1, 2]]}, "allowed: a DataFrame"),
    ],
)
def test_tables_that_cannot_be_used_say_why(changes, words):
    given = {"values": TABLE, "directions": DIRECTIONS, **changes}
    with pytest.raises(mcda.ProblemError) as caught:
        mcda.from_table(given.pop("values"), **given)
    assert words in str(caught.value)
