import numpy as np
import pandas as pd
import pytest

from mcda_ai import weights
from mcda_ai.io.files import parse
from mcda_ai.messages.faults import ProblemError
from mcda_ai.problem.construction import from_rankings, with_own_weights

RANKINGS = {"cost": "B1 > B2 > B3", "reach": {"B3": 1, "B2": 1, "B1": 2}, "trust": None}
LAYERS = {"input": ["cost"], "outcome": ["reach", "trust"]}


def orders(problem):
    return {name: problem.judgement(name).text() for name in problem.criterion_names}


# --- the example of the design -----------------------------------------------------------------


@pytest.fixture(scope="module")
def example():
    return from_rankings(
        RANKINGS,
        layers=LAYERS,
        weights={"cost": 2, "reach": 1},
        alternatives=["B1", "B2", "B3"],
    )


def test_the_example_has_its_alternatives_criteria_and_layers(example):
    assert example.alternative_names == ("B1", "B2", "B3")
    assert example.criterion_names == ("cost", "reach", "trust")
    assert example.layer_names == ("input", "outcome")
    assert example.layer_of.tolist() == [0, 1, 1]


def test_the_example_has_its_orders(example):
    assert orders(example) == {"cost": "B1 > B2 > B3", "reach": "B2 = B3 > B1", "trust": ""}


def test_the_example_has_its_weights(example):
    resolved = weights.resolve(None, example)
    assert resolved.tolist() == pytest.approx([2 / 3, 1 / 3, 0])


def test_none_is_unscored_with_a_reason(example):
    assert example.scored.tolist() == [True, True, False]
    assert example.judgement("trust").status == "unscored"
    assert example.judgement("trust").reason


# --- forms of rankings -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "order",
    [
        "C > A = B",
        [["C"], ["A", "B"]],
        {"A": 2, "B": 2, "C": 1},
        pd.Series({"A": 9, "B": 9, "C": 4}),
    ],
    ids=["text", "lists", "ranks", "series"],
)
def test_an_order_may_have_any_form(order):
    assert orders(from_rankings({"cost": order}, alternatives=list("ABC"))) == {"cost": "C > A = B"}


@pytest.mark.parametrize(
    "tied", [2, 3, 2.5], ids=["1, 2, 2 as in sport", "1, 3, 3", "1, 2.5, 2.5 averaged"]
)
def test_a_table_of_ranks_may_have_any_tie_convention_and_gaps(tied):
    table = pd.DataFrame(
        {"A": [tied, 1], "B": [tied, np.nan], "C": [1, 2]}, index=["cost", "reach"]
    )
    assert orders(from_rankings(table)) == {"cost": "C > A = B", "reach": "A > C"}


def test_a_table_keeps_the_order_of_its_rows():
    table = pd.DataFrame([[1, 2], [2, 1]], index=["zeal", "age"], columns=["A", "B"])
    assert from_rankings(table).criterion_names == ("zeal", "age")


def test_a_row_without_ranks_is_unscored():
    table = pd.DataFrame([[1, 2], [np.nan, np.nan]], index=["cost", "reach"], columns=["A", "B"])
    assert from_rankings(table).scored.tolist() == [True, False]


def test_ranks_that_are_all_none_are_unscored():
    problem = from_rankings({"cost": "A > B", "reach": {"A": None, "B": None}})
    assert problem.judgement("reach").status == "unscored"


def test_an_absent_alternative_is_not_ranked():
    problem = from_rankings({"cost": "A > B > C", "reach": "C > A"})
    np.testing.assert_array_equal(problem.ranks[1], [2, np.nan, 1])


# --- alternatives ------------------------------------------------------------------------------


def test_alternatives_come_in_order_of_first_appearance():
    problem = from_rankings({"cost": "C > A", "reach": "B > A > C"})
    assert problem.alternative_names == ("C", "A", "B")


def test_a_list_of_alternatives_fixes_their_order_and_adds_the_unranked():
    problem = from_rankings({"cost": "C = A > B"}, alternatives=["A", "B", "C", "D"])
    assert problem.alternative_names == ("A", "B", "C", "D")
    assert orders(problem) == {"cost": "A = C > B"}


def test_names_that_are_numbers_become_text():
    problem = from_rankings({"cost": {1: 2, 2: 1}})
    assert problem.alternative_names == ("1", "2")


# --- layers and preconditions ------------------------------------------------------------------


def test_without_layers_all_criteria_form_one():
    problem = from_rankings({"cost": "A > B", "reach": "B > A"})
    assert problem.layer_of.tolist() == [0, 0]
    assert len(problem.layers) == 1


def test_layers_do_not_change_the_order_of_the_criteria():
    problem = from_rankings(
        {"cost": "A > B", "reach": "B > A", "age": "A > B"},
        layers={"late": ["reach"], "early": ["age", "cost"]},
    )
    assert problem.criterion_names == ("cost", "reach", "age")
    assert problem.layer_of.tolist() == [1, 0, 1]


def test_preconditions_are_layers_with_that_role():
    problem = from_rankings(RANKINGS, layers=LAYERS, preconditions=["outcome"])
    assert problem.preconditions == ("outcome",)
    assert [layer.role for layer in problem.layers] == ["benefit chain", "precondition"]


# --- weights -----------------------------------------------------------------------------------


def test_weights_by_layer_are_split_over_scored_criteria():
    problem = from_rankings(
        {**RANKINGS, "speed": "B1 > B2"},
        layers={"input": ["cost"], "outcome": ["reach", "trust", "speed"]},
        weights={"input": 1, "outcome": 1},
    )
    assert weights.resolve(None, problem).tolist() == pytest.approx([0.5, 0.25, 0, 0.25])


def test_weights_may_be_a_list_in_the_order_of_the_criteria():
    problem = from_rankings({"cost": "A > B", "reach": "B > A"}, weights=[1, 3])
    assert weights.resolve(None, problem).tolist() == pytest.approx([0.25, 0.75])


def test_own_weights_by_layer_reach_what_another_reading_scores():
    two_readings = parse(
        """
        version: 1
        name: site
        alternatives: [A, B]
        layers: [input, outcome]
        readings: [first, second]
        criteria:
        - {name: cost, layer: input, judgements: {first: A > B, second: A > B}}
        - {name: reach, layer: outcome, judgements: {first: B > A, second: B > A}}
        - {name: speed, layer: outcome, judgements: {first: null, second: B > A}}
        weights: {input: 1, outcome: 1}
        """,
        "site",
    )
    assert weights.resolve(None, two_readings).tolist() == pytest.approx([0.5, 0.5, 0])
    second = two_readings.reading("second")
    assert weights.resolve(None, second).tolist() == pytest.approx([0.5, 0.25, 0.25])
    assert weights.resolve(None, second.without("input")).tolist() == pytest.approx([0.5, 0.5])


@pytest.mark.parametrize(
    ("rankings", "options", "words"),
    [
        ({1: "A > B", "1": "B > A"}, {}, "criterion '1' stands there more than once"),
        ({"cost": "A > B"}, {"layers": {"l": None}}, "layer 'l': None; allowed: a list"),
        ({"cost": "A > B"}, {"layers": ["cost"]}, "layers: ['cost']; allowed: a dict"),
        ({"cost": "A > B"}, {"alternatives": "AB"}, "alternatives: 'AB'; allowed: a list"),
        ({"cost": "A > B"}, {"preconditions": "l"}, "preconditions: 'l'; allowed: a list"),
        ({"cost": {"A": 10**400, "B": 1}}, {}, "is not a number"),
        ({"cost": "{A, B} = C > D"}, {}, "braces go around a whole group"),
        ({"cost": [["A"], [["B"]]]}, {}, "['B'] is no name"),
    ],
)  # fmt: skip
def test_odd_input_is_answered_in_words(rankings, options, words):
    with pytest.raises(ProblemError) as caught:
        from_rankings(rankings, **options)
    assert words in str(caught.value)


def test_all_faults_of_orders_layers_and_preconditions_are_told_at_once():
    with pytest.raises(ProblemError) as caught:
        from_rankings({"cost": "A > A", "reach": "A > B"}, layers={"l": ["cost"]},
                      preconditions=["m"])  # fmt: skip
    assert len(caught.value.faults) == 3


def test_two_columns_of_one_name_are_an_error():
    table = pd.DataFrame([[1, 2, 3]], index=["cost"], columns=["A", "B", "A"])
    with pytest.raises(ProblemError, match="'A' has more than one column"):
        from_rankings(table)


def test_missing_values_of_any_kind_are_not_ranked():
    table = pd.DataFrame({"A": [1, None], "B": [2, None]}, index=["cost", "reach"], dtype="Int64")
    assert from_rankings(table).scored.tolist() == [True, False]
    assert from_rankings({"cost": "A > B", "reach": table.loc["reach"]}).scored.tolist() == [
        True, False]  # fmt: skip


def test_without_weights_a_problem_has_none():
    assert from_rankings({"cost": "A > B"}).own_weights is None


def test_weights_given_later_replace_the_problems_own_and_leave_it_as_it_was(example):
    changed = with_own_weights(example, {"cost": 0, "reach": 1})
    assert weights.resolve(None, changed)[1] == 1
    assert weights.resolve(None, example)[1] == pytest.approx(1 / 3)


# --- what is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rankings", "more", "words"),
    [
        ({"cost": "A >"}, {}, "criterion 'cost': order 'A >': an empty place"),
        ({"cost": 3}, {}, "criterion 'cost': 3 is not an order"),
        ({"cost": {"A": "x", "B": 1}}, {}, "criterion 'cost': rank of 'A': 'x' is not a number"),
        ({"cost": "A > B"}, {"alternatives": ["A", "C"]}, "unknown alternative 'B'"),
        ({"cost": "A > B"}, {"alternatives": ["A", "B", "A"]}, "'A' stands there 2 times"),
        ({"cost": "A"}, {}, "at least 2 are needed"),
        ({"cost": "A > B"}, {"alternatives": ["A"]}, "at least 2 are needed"),
        ({"cost": "A", "reach": "B"}, {}, "at least one scored criterion is needed"),
        ({"cost": None}, {"alternatives": ["A", "B"]}, "at least one scored criterion is needed"),
        ({}, {}, "at least one scored criterion is needed"),
        ({"cost": "A > B"}, {"layers": {"input": []}}, "criterion 'cost' stands in no layer"),
        ({"cost": "A > B"}, {"layers": {}}, "criterion 'cost' stands in no layer"),
        (
            {"cost": "A > B"},
            {"layers": {"input": ["cost"], "impact": ["cost"]}},
            "criterion 'cost' stands in the layers 'input' and 'impact'",
        ),
        (
            {"cost": "A > B"},
            {"layers": {"input": ["csot", "cost"]}},
            "layer 'input': unknown criterion 'csot'; did you mean 'cost'?",
        ),
        (
            {"cost": "A > B"},
            {"layers": {"input": "cost"}},
            "layer 'input': 'cost'; allowed: a list of criterion names",
        ),
        (
            {"cost": "A > B"},
            {"layers": {"input": ["cost"]}, "preconditions": ["inptu"]},
            "preconditions: unknown layer 'inptu'; did you mean 'input'?",
        ),
        ({"cost": "A > B"}, {"weights": {"csot": 1}}, "'csot'; did you mean 'cost'?"),
        ("A > B", {}, "rankings: str; allowed: a dict"),
        ([["A", "B"]], {}, "rankings: list; allowed: a dict"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_rankings_that_cannot_be_used_say_why(rankings, more, words):
    with pytest.raises(ProblemError) as caught:
        from_rankings(rankings, **more)
    assert words in str(caught.value)


def test_a_criterion_that_stands_in_a_table_twice_is_named():
    table = pd.DataFrame([[1, 2], [2, 1]], index=["cost", "cost"], columns=["A", "B"])
    with pytest.raises(ProblemError, match="criterion 'cost' stands there more than once"):
        from_rankings(table)


def test_every_order_that_cannot_be_read_is_named():
    with pytest.raises(ProblemError) as caught:
        from_rankings({"cost": "A >", "reach": 3, "age": "A > B", "speed": "A > A"})
    named = [fault.split(":")[0] for fault in caught.value.faults]
    assert named == ["criterion 'cost'", "criterion 'reach'", "criterion 'speed'"]


def test_every_fault_in_the_layers_is_named():
    with pytest.raises(ProblemError) as caught:
        from_rankings(
            {"cost": "A > B", "reach": "A > B", "age": "A > B"},
            layers={"input": ["cost", "raech"], "impact": ["cost"], "late": "age"},
        )
    told = str(caught.value)
    for words in ("'raech'", "'input' and 'impact'", "'late'", "'reach' stands in no layer"):
        assert words in told
