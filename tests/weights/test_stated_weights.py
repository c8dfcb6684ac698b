"""Weights from points, swings, orders and pairs: by published examples and other libraries."""

import math
from itertools import combinations

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai import weights
from mcda_ai.algorithms.pairwise_comparisons import consistency_ratio
from mcda_ai.cli import main
from mcda_ai.io.losses import losses
from mcda_ai.io.template.writing import filled_workbook
from mcda_ai.messages.faults import ProblemError
from mcda_ai.weights import Ordered, from_order, from_pairs, from_points, from_swings, stated
from tests.strategies import examples

PROPERTY = examples(80)
LAYERS = {"benefits": ["reach", "trust"], "risks": ["cost"]}
PROBLEM = mcda.from_rankings(
    {"reach": "A > B", "trust": "B > A", "cost": "B > A", "law": None},
    layers={"benefits": ["reach", "trust", "law"], "risks": ["cost"]},
)
CONTRADICTING = "reach 3 trust, trust 3 cost, cost 3 reach"


def resolved(given_weights, problem=PROBLEM):
    return weights.resolve(given_weights, problem).tolist()


def faults_of(make, *args, **options):
    with pytest.raises(ProblemError) as refused:
        make(*args, **options)
    return [str(fault) for fault in refused.value.faults]


# --- orders --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "expected"),
    [  # Barron and Barrett (1996), of four attributes
        ("roc", [0.5208, 0.2708, 0.1458, 0.0625]),
        ("rank-sum", [0.4, 0.3, 0.2, 0.1]),
        ("reciprocal", [0.48, 0.24, 0.16, 0.12]),
    ],
)
def test_orders_of_four_as_barron_and_barrett_print_them(rule, expected):
    assert [*from_order("a > b > c > d", rule).values()] == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize("n", [1, 2, 3, 7])
def test_the_centroid_is_the_mean_of_the_corners_of_all_weights_in_that_order(n):
    names = [f"k{place}" for place in range(n)]
    corners = np.tril(np.ones((n, n))) / np.arange(1, n + 1)[:, None]
    assert [*from_order(names).values()] == pytest.approx(corners.mean(axis=0), abs=1e-15)


def test_the_centroid_of_a_strict_order_is_that_of_the_weight_space():
    order = "cost > trust > reach"
    assert resolved(from_order(order)) == pytest.approx(
        Ordered(order).centroid(PROBLEM).tolist(), abs=1e-15
    )


@PROPERTY
@given(sizes=st.lists(st.integers(1, 4), min_size=1, max_size=6),
       rule=st.sampled_from(["roc", "rank-sum", "reciprocal"]))  # fmt: skip
def test_those_tied_share_the_mean_of_their_places(sizes, rule):
    names = iter(f"k{number}" for number in range(sum(sizes)))
    groups = [[next(names) for _ in range(size)] for size in sizes]
    found = from_order(groups, rule)
    strict = [*from_order([name for group in groups for name in group], rule).values()]
    for group in groups:
        shared, strict = strict[: len(group)], strict[len(group) :]
        assert [found[name] for name in group] == pytest.approx([np.mean(shared)] * len(group))
    assert sum(found.values()) == pytest.approx(1)
    assert found.made.values["ties"] == (max(sizes) > 1)


def test_an_order_is_of_criteria_or_of_layers_and_of_what_is_not_scored_falls_to_others():
    assert resolved("order (rank-sum): risks > benefits") == pytest.approx([1 / 6, 1 / 6, 2 / 3, 0])
    assert resolved("order (rank-sum): cost > law > trust = reach") == pytest.approx(
        np.array([1.5, 1.5, 4, 0]) / 7
    )


def test_ordered_narrows_the_weight_space_and_order_fixes_the_weights():
    assert weights.space("order: cost > trust > reach") == weights.Fixed(
        "order: cost > trust > reach"
    )
    assert isinstance(weights.space("ordered: cost > trust"), weights.Intersection)


# --- pairs ---------------------------------------------------------------------------------------

HOUSE = [  # Saaty (1980): buying a house; size, transport, neighbourhood, age, yard, modern,
    [1, 5, 3, 7, 6, 6, 1 / 3, 1 / 4],  # condition, financing
    [1 / 5, 1, 1 / 3, 5, 3, 3, 1 / 5, 1 / 7],
    [1 / 3, 3, 1, 6, 3, 4, 6, 1 / 5],
    [1 / 7, 1 / 5, 1 / 6, 1, 1 / 3, 1 / 4, 1 / 7, 1 / 8],
    [1 / 6, 1 / 3, 1 / 3, 3, 1, 1 / 2, 1 / 5, 1 / 6],
    [1 / 6, 1 / 3, 1 / 4, 4, 2, 1, 1 / 5, 1 / 6],
    [3, 5, 1 / 6, 7, 5, 5, 1, 1 / 2],
    [4, 7, 5, 8, 6, 6, 2, 1],
]


def told_of(matrix):
    return {(f"k{i}", f"k{j}"): float(matrix[i][j]) for i, j in combinations(range(len(matrix)), 2)}


def test_the_house_of_saaty():
    found = from_pairs(told_of(HOUSE))
    printed = [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333]
    assert [*found.values()] == pytest.approx(printed, abs=1e-3)
    assert found.made.values["ratio"] == pytest.approx(0.169, abs=1e-3)
    (doubt,) = found.doubts
    assert doubt.values["ratio"] == found.made.values["ratio"]
    assert str(doubt.values["pair"]) == "k2 6 k6"  # the one that Saaty finds most inconsistent


def test_the_eigenvector_is_that_of_pymcdm():
    from pymcdm.weights.subjective import AHP

    ours = from_pairs(told_of(HOUSE))
    theirs = AHP(matrix=np.array(HOUSE))
    assert [*ours.values()] == pytest.approx(theirs().tolist(), abs=1e-12)
    random_index = {"ours": 1.41, "theirs": AHP.RI_M[7]}
    assert ours.made.values["ratio"] * random_index["ours"] == pytest.approx(
        theirs.get_cr() * random_index["theirs"], abs=2e-6
    )


def test_geometric_means_of_the_rows():
    found = from_pairs(told_of(HOUSE), "geometric mean")
    means = np.prod(np.array(HOUSE), axis=1) ** (1 / 8)
    assert [*found.values()] == pytest.approx((means / means.sum()).tolist(), abs=1e-12)
    assert found.made.values["ratio"] == from_pairs(told_of(HOUSE)).made.values["ratio"]


@st.composite
def comparisons(draw, least=2):
    """Draw comparisons of some pairs that connect all."""
    n = draw(st.integers(least, 6))
    tree = [(draw(st.integers(0, k - 1)), k) for k in range(1, n)]
    more = draw(st.sets(st.sampled_from([*combinations(range(n), 2)])))
    numbers = st.one_of(st.integers(1, 9).map(float), st.integers(2, 9).map(lambda k: 1 / k))
    return n, {(f"k{i}", f"k{j}"): draw(numbers) for i, j in dict.fromkeys([*tree, *more])}


@PROPERTY
@given(drawn=comparisons())
def test_missing_pairs_are_made_up_for_by_least_squares_of_the_logarithms(drawn):
    n, told = drawn
    rows = np.zeros((len(told) + 1, n))
    rows[-1] = 1
    for row, (one, other) in zip(rows, told, strict=False):
        row[int(one[1:])], row[int(other[1:])] = 1, -1
    logarithms = np.linalg.lstsq(rows, np.log([*told.values(), 1.0]), rcond=None)[0]
    expected = np.exp(logarithms) / np.exp(logarithms).sum()
    found = from_pairs(told, "geometric mean")
    assert [found[f"k{k}"] for k in range(n)] == pytest.approx(expected.tolist(), abs=1e-9)
    is_complete = len(told) == n * (n - 1) // 2
    assert found.made.values["known"] == ("ratio" if is_complete else "gaps")


@PROPERTY
@given(numbers=st.lists(st.integers(1, 9), min_size=2, max_size=7),
       rule=st.sampled_from(["eigenvector", "geometric mean"]))  # fmt: skip
def test_consistent_comparisons_give_back_the_weights(numbers, rule):
    told = {(f"k{i}", f"k{j}"): numbers[i] / numbers[j]
            for i, j in combinations(range(len(numbers)), 2)}  # fmt: skip
    found = from_pairs(told, rule)
    expected = {f"k{k}": number / sum(numbers) for k, number in enumerate(numbers)}
    assert {name: found[name] for name in expected} == pytest.approx(expected, abs=1e-9)
    assert (found.made.values["ratio"], found.doubts) == (0, ())


@PROPERTY
@given(drawn=comparisons(), shuffled=st.randoms())
def test_neither_the_order_nor_the_way_round_of_comparisons_matters(drawn, shuffled):
    _, told = drawn
    items = [(pair, number) if shuffled.random() < 0.5 else (pair[::-1], 1 / number)
             for pair, number in told.items()]  # fmt: skip
    shuffled.shuffle(items)
    one, other = from_pairs(told), from_pairs(dict(items))
    assert dict(other) == pytest.approx(dict(one), abs=1e-9)


def test_of_more_than_fifteen_there_is_no_consistency_ratio():
    ratios = np.ones((16, 16))
    assert consistency_ratio(ratios) is None
    assert from_pairs(told_of(ratios)).made.values["known"] == "many"
    assert from_pairs({("a", "b"): 9}).made.values["ratio"] == 0


def test_comparisons_that_do_not_agree_are_doubted_beside_every_answer():
    line = f"pairs: {CONTRADICTING}"
    said = "the weights follow from do not agree: consistency ratio 1.149"
    for answer in (
        mcda.rank(PROBLEM, weights=line),
        mcda.rank(PROBLEM, weights=stated(line)),
        mcda.compare(PROBLEM, ["borda", "kemeny"], line),
        mcda.stability(PROBLEM, weights=line),
        mcda.robustness(PROBLEM, weights=line),
        mcda.redundancy(PROBLEM, weights=line),
        mcda.reliability(PROBLEM, weights=line, size=20),
        mcda.common_ground(PROBLEM, weight_sets={"board": line}),
    ):
        assert said in str(answer.provenance.doubts), type(answer)
    assert PROBLEM.doubts == ()


# --- points and swings ---------------------------------------------------------------------------


def test_points_by_criterion_by_layer_and_within_a_layer():
    assert resolved("points: benefits 40, risks 60") == pytest.approx([0.2, 0.2, 0.6, 0])
    assert resolved("points: risks 60, benefits 40") == pytest.approx([0.2, 0.2, 0.6, 0])
    assert resolved("points: reach 100, trust 50, cost=50") == pytest.approx([0.5, 0.25, 0.25, 0])
    nested = "points: Benefits 40 (reach 100, trust 50, law 50), risks 60"
    assert resolved(nested) == pytest.approx([0.4 * 2 / 3, 0.4 / 3, 0.6, 0])
    same = from_points({"benefits": 40, "risks": 60}, within={"benefits": {"reach": 2, "trust": 1}})
    assert resolved(same) == pytest.approx(resolved(nested))
    assert resolved(weights.Fixed(same).weights) == resolved(same)


def test_what_was_not_scored_takes_no_points_from_its_layer():
    """With a criterion of the layer scored in another reading only, the layer keeps its weight."""
    scored = PROBLEM.change("law", "A > B")
    line = "points: benefits 40 (reach 60, trust 20, law 20), risks 60"
    assert resolved(line, scored) == pytest.approx([0.24, 0.08, 0.6, 0.08])
    assert resolved(line) == pytest.approx([0.3, 0.1, 0.6, 0])


@PROPERTY
@given(points=st.lists(st.floats(0, 1e300), min_size=3, max_size=3),
       times=st.floats(1e-3, 1e3))  # fmt: skip
def test_only_the_proportions_of_points_count(points, times):
    if max(points) < 1e-290:
        return
    named = dict(zip(("reach", "trust", "cost"), points, strict=True))
    scaled = {name: number * times for name, number in named.items()}
    assert resolved(from_points(scaled)) == pytest.approx(resolved(named), abs=1e-12)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("points: a 40, b 60", "100 divided"),
        ("points: a 100, b 60", "the most important has 100"),
        ("points: a 40, b 58", "98 in all"),
        ("points: a 100, b 0", "100 divided"),
    ],
)
def test_points_are_told_as_they_were_given(line, told):
    assert stated(line).made.endswith(told)


def measured():
    table = pd.DataFrame({"A": [30, 3], "B": [20, 5]}, index=["cost", "time"])
    return mcda.from_table(
        table, directions={"cost": "min", "time": "min"}, rankings={"trust": {"A": 1, "B": 2}},
        weight_sets={"board": from_swings({"cost": 100, "time": 50, "trust": 0})},
    )  # fmt: skip


def test_swings_are_of_what_was_measured_and_ranks_have_none():
    problem = measured()
    assert resolved("board", problem) == pytest.approx([2 / 3, 1 / 3, 0])
    assert faults_of(resolved, "swings: cost 100, time 50, trust 5", problem) == [
        (
            "swings: 'trust' is not measured: ranks and words have no step from worst to best; "
            "allowed: 0, or points for importance ('points: ...')"
        )
    ]
    assert faults_of(resolved, "swings: criteria 100", problem) == [
        "swings: 'criteria' is a layer; allowed: criteria that are measured"
    ]


def test_a_swing_is_worth_as_much_as_its_points_say():
    """From worst to best on one criterion alone is worth its weight, by the weighted sum."""
    table = pd.DataFrame({"worst": [9, 9], "cheap": [1, 9], "fast": [9, 1]}, index=["cost", "time"])
    problem = mcda.from_table(table, directions={"cost": "min", "time": "min"})
    scores = mcda.rank(problem, "weighted_sum", from_swings({"cost": 30, "time": 10})).scores
    gains = scores["cheap"] - scores["worst"], scores["fast"] - scores["worst"]
    assert gains[0] / gains[1] == pytest.approx(3)


MISSING = "no weight for criterion {}; every scored criterion needs one (0 is allowed)"

# --- lines, sets and faults ----------------------------------------------------------------------

NAMES = st.text(
    st.one_of(st.sampled_from("aZ 0159,;:()<>=~{}'\"\\/-_é"), st.characters(codec="utf-8")),
    max_size=8,
).filter(lambda name: name.strip() == name and name and name.isprintable() and "\ue000" not in name)


@examples(150)
@given(names=st.lists(NAMES, min_size=2, max_size=4,
                      unique_by=lambda name: " ".join(name.casefold().split())),
       kind=st.sampled_from(["points", "swings", "order", "pairs"]))  # fmt: skip
def test_the_line_of_weights_makes_them_again_whatever_the_names(names, kind):
    try:
        made = {
            "points": lambda: from_points({name: k for k, name in enumerate(names)}),
            "swings": lambda: from_swings({name: k for k, name in enumerate(names)}),
            "order": lambda: from_order([names[:1], names[1:]], "reciprocal"),
            "pairs": lambda: from_pairs({(names[0], name): 3 for name in names[1:]}),
        }[kind]()
    except ProblemError:  # names that are one but for their case or hyphens
        return
    again = stated(made.line)
    assert dict(again) == pytest.approx(dict(made), abs=1e-15)
    assert (again.line, again.made) == (made.line, made.made)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "points: benefits -4, risks x, a 3%, b 1,5",
            [
                "points: 'risks x' is not of the form name=number",
                "points: 'a 3%': allowed: a number, without %",
                "points: 'b 1,5': decimals need a point, as 1.5",
                "points: 'benefits' is -4; allowed: a number, 0 or more",
            ],
        ),
        (
            "points: reach 0, trust 0, cost 0",
            ["points: none is above 0; allowed: a number above 0 for at least one"],
        ),
        ("points: reach 3, cost 1", [f"weights: {MISSING.format('trust')}"]),
        (
            "points: rech 3, trust 1, cost 1",
            [
                (
                    "weights: unknown criterion 'rech'; did you mean 'reach'? "
                    "allowed: reach, trust, cost, law"
                )
            ],
        ),
        (
            "points: benefits 3, cost 4",
            [
                (
                    "weights: of layers ('benefits') and of criteria ('cost'); "
                    "allowed: all of criteria, or all of layers"
                )
            ],
        ),
        (
            "points: benefits 3 (reach 1, cost 4), risks 3",
            [
                (
                    "points within layer 'benefits': weights: unknown criterion 'cost'; "
                    "allowed: reach, trust, law"
                )
            ],
        ),
        (
            "points: benefits 3 (reach 1), risks 3",
            [f"points within layer 'benefits': weights: {MISSING.format('trust')}"],
        ),
        ("order: cost > trust", [f"weights: {MISSING.format('reach')}"]),
        (
            "order (rok): cost > trust > reach",
            ["unknown weight rule 'rok'; did you mean 'roc'? allowed: roc, rank-sum, reciprocal"],
        ),
        (
            "points (roc): cost 3",
            ["'points (roc)': there is but one way to make weights of points"],
        ),
        (
            "pairs: a 3 b, b 3 a, c 12 a, a 3 a, a b, a 2 b 3 c",
            [
                "pairs: 'a b': allowed: two names with a number between them, as 'cost 3 reach'",
                (
                    "pairs: 'a 2 b 3 c' can be read in more than one way; "
                    "put the names in double quotes"
                ),
                "pairs: 'c 12 a'; allowed: a number from 1 to 9, or from 1/9 to 1",
                "pairs: 'a 3 b' and 'b 3 a' contradict each other; allowed: one number for a pair",
                "pairs: 'a' is compared with itself",
            ],
        ),
        (
            "pairs: a 3 b, c 1/4 d",
            [
                (
                    "pairs: nothing compares (a, b) and (c, d) with each other; "
                    "compare one of each part with one of another"
                )
            ],
        ),
    ],
)
def test_what_is_wrong_is_told_at_once(line, told):
    assert sorted(faults_of(resolved, line)) == sorted(told)


@pytest.mark.parametrize(
    ("make", "given_data", "told"),
    [
        (
            from_points,
            [1, 2],
            (
                "points: [1, 2]; allowed: a dict of a number by name, or text such as "
                "'benefits 40, risks 60'"
            ),
        ),
        (from_points, {"a": math.nan}, "points: 'a' is nan; allowed: a number, 0 or more"),
        (from_points, {"a": "3"}, "points: 'a' is '3'; allowed: a number, 0 or more"),
        (from_points, {}, "points: none is above 0; allowed: a number above 0 for at least one"),
        (from_pairs, {"ab": 3}, "pairs: 'ab'; allowed: a pair of names, as ('cost', 'reach')"),
        (
            from_pairs,
            3,
            "pairs: 3; allowed: a dict of a number by pair, or text such as 'cost 3 reach'",
        ),
        (
            from_pairs,
            {},
            "pairs: nothing is compared; allowed: a number by pair, as 'cost 3 reach'",
        ),
        (
            from_pairs,
            {("a", "b"): "3"},
            "pairs: 'a '3' b'; allowed: a number from 1 to 9, or from 1/9 to 1",
        ),
        (
            stated,
            "cost 3",
            (
                "'cost 3'; allowed: text that begins with 'points:', 'swings:', 'order:' or "
                "'pairs:', such as 'points: benefits 40, risks 60'"
            ),
        ),
    ],
)
def test_what_only_python_can_give_is_refused_in_a_line(make, given_data, told):
    assert faults_of(make, given_data) == [told]


def test_pairs_of_very_many_things_are_refused_before_a_matrix_is_made():
    told = {("k0", f"k{number}"): 3 for number in range(1, 600)}
    assert faults_of(from_pairs, told) == ["pairs: 600 things are compared; allowed: at most 500"]


def with_sets(**sets):
    return mcda.from_rankings(
        {"reach": "A > B", "trust": "B > A", "cost": "B > A"}, layers=LAYERS, weight_sets=sets
    )


def test_a_weight_set_knows_how_it_was_made_and_so_do_answers():
    problem = with_sets(board=from_order("cost > trust > reach"), city={"benefits": 1, "risks": 2},
                        town=from_pairs(CONTRADICTING))  # fmt: skip
    (doubt,) = problem.doubts
    assert doubt.startswith("weight set 'town': the comparisons of pairs")
    told = mcda.rank(problem, weights="board").sentences
    assert any("rank order centroid): an assumption" in sentence for sentence in told)
    assert mcda.rank(problem, weights="city").made is None
    assert mcda.rank(problem, weights="town").provenance.doubts == problem.doubts
    left = problem.without("trust")
    assert left.weight_sets[0].made == "order: cost > trust > reach"
    assert resolved("board", left) == pytest.approx(np.array([2, 11]) / 13)


def test_two_versions_tell_that_weights_follow_from_something_else():
    before = with_sets(board=from_order("cost > trust > reach"))
    after = with_sets(board=from_points({"cost": 60, "trust": 20, "reach": 20}))
    assert mcda.diff(before, after).in_words("nl")[0] == (
        "de basis van de gewichten van gewichtenset board is nu points: cost 60, trust 20, reach "
        "20, was order: cost > trust > reach"
    )


def test_sets_that_do_not_fit_are_told_by_name():
    with pytest.raises(ProblemError, match="weight set 'board': weights: unknown criterion 'cst'"):
        with_sets(board=from_order("cst > trust > reach"))


@pytest.mark.parametrize("make", [mcda.rank, mcda.robustness])
def test_what_was_saved_says_the_same_of_its_weights(tmp_path, make):
    result = make(PROBLEM, weights=from_pairs(CONTRADICTING))
    again = mcda.load_result(mcda.save(result, tmp_path / "result.json"))
    assert again.in_words("nl") == result.in_words("nl")
    assert (again.provenance, again.provenance.doubts) == (
        result.provenance, result.provenance.doubts,
    )  # fmt: skip


OFF_THE_SCALE = "pairs: 'reach 33 trust'; allowed: a number from 1 to 9, or from 1/9 to 1"
FILE = """
version: 1
name: site
alternatives: [A, B]
layers: [benefits, risks]
readings: [survey]
criteria:
- {name: reach, layer: benefits, judgements: {survey: A > B}}
- {name: trust, layer: benefits, judgements: {survey: B > A}}
- {name: cost, layer: risks, judgements: {survey: B > A}}
weight_sets:
- {name: board, weights: "order: cost > trust > reach"}
- {name: town, weights: "points: benefits 40 (reach 3, trust 1), risks 60"}
- {name: city, weights: "pairs: reach 3 trust, trust 3 cost, cost 3 reach"}
"""


def file_of(folder, text=FILE):
    path = folder / "site.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_weight_sets_of_a_problem_file_can_be_lines_and_come_back(tmp_path):
    problem = mcda.read(file_of(tmp_path))
    assert [each.weights[-1] for each in problem.weight_sets][:2] == [
        ("reach", pytest.approx(1 / 9)), ("cost", pytest.approx(0.6)),
    ]  # fmt: skip
    assert resolved("town", problem) == pytest.approx([0.3, 0.1, 0.6])
    assert len(problem.doubts) == 1
    for version in (problem, problem.without("trust"), problem.rename({"reach": "range"})):
        again = mcda.read(mcda.write(version, tmp_path / "again.yaml", force=True))
        assert (again, again.doubts) == (version, version.doubts)


def test_faults_of_a_line_in_a_problem_file_have_their_place(tmp_path):
    spoilt = FILE.replace("reach 3 trust", "reach 33 trust").replace("benefits 40", "benefits x")
    told = faults_of(mcda.read, file_of(tmp_path, spoilt))
    assert [fault.partition("weight_sets")[2] for fault in told] == [
        " > 'town' > weights: points: 'benefits x' is not of the form name=number",
        f" > 'city' > weights: {OFF_THE_SCALE}",
    ]
    told = faults_of(mcda.read, file_of(tmp_path, FILE.replace("trust > reach", "trust > rech")))
    assert "unknown criterion or layer 'rech'; did you mean 'reach'?" in told[0]


def test_the_command_says_from_what_weights_follow_and_what_is_doubted(tmp_path, capsys):
    path = str(file_of(tmp_path, FILE[: FILE.index("- {name: city")]))
    line = "pairs: reach 3 trust, trust 3 cost, cost 3 reach"
    assert main(["rank", path, "--weights", line, "--lang", "nl"]) == 0
    printed = capsys.readouterr()
    assert "deze gewichten volgen uit vergelijkingen van paren" in printed.out
    assert printed.err.startswith("mcda-ai: waarschuwing: de vergelijkingen van paren waaruit")
    assert main(["rank", path, "--weights", "points: benefits -40, risks 60"]) != 0
    assert capsys.readouterr().err == (
        "mcda-ai: points: 'benefits' is -40; allowed: a number, 0 or more\n"
    )
    assert main(["ground", path, "--weights", line, "--weights", "equal"]) == 0
    assert "consistency ratio 1.149, above 0.1" in capsys.readouterr().err


# --- the template ---------------------------------------------------------------------------------


def filled_in(folder, cells, name="form.xlsx"):
    """Fill the sheet of weights of a template in anew."""
    problem = with_sets()
    path = folder / name
    path.write_bytes(filled_workbook(problem, "nl"))
    book = openpyxl.load_workbook(path)
    del book["Gewichten"]
    sheet = book.create_sheet("Gewichten")
    for row in cells:
        sheet.append(row)
    book.save(path)
    return path


HEAD = ["criterium of laag", "eigen gewichten", "raad", "bewoners"]


def test_weight_sets_of_the_template_can_be_points_or_an_order(tmp_path):
    cells = [
        HEAD,
        ["gegeven als", None, "punten", "volgorde (rank-sum)"],
        ["reach", 1, 20, 1],
        ["trust", 1, 30, 2],
        ["cost", 2, 50, 2],
    ]
    problem = mcda.read(filled_in(tmp_path, cells))
    assert {each.name: each.made for each in problem.weight_sets} == {
        "raad": "points: reach 20, trust 30, cost 50",
        "bewoners": "order (rank-sum): reach > trust = cost",
    }
    assert resolved("bewoners", problem) == pytest.approx([0.5, 0.25, 0.25])
    assert resolved(None, problem) == pytest.approx([0.25, 0.25, 0.5])


def test_faults_of_weights_in_the_template_have_their_cell(tmp_path):
    cells = [
        HEAD,
        ["gegeven als", "punten", "pnten", "order: reach > cst"],
        ["reach", 1, -20, None],
        ["trust", 1, 30, None],
        ["cost", 2, 50, None],
    ]
    told = faults_of(mcda.read, filled_in(tmp_path, cells))
    assert [fault.partition("cell ")[2][:30] for fault in told] == [
        "C3: '-20'; allowed: a weight, ",
        "B2: own weights are numbers; o",
        "C2: 'pnten'; allowed: 'points'",
    ]
    cells[1] = ["gegeven als", None, None, "order: reach > cst"]
    cells[2][2] = 20
    (fault,) = faults_of(mcda.read, filled_in(tmp_path, cells))
    assert "weight set 'bewoners': weights: unknown criterion 'cst'; did you mean 'cost'?" in fault


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_template_gives_weight_sets_back_as_they_were_made(tmp_path, language):
    problem = with_sets(board=from_order("cost > trust > reach"), city={"benefits": 1, "risks": 2},
                        town=from_pairs(CONTRADICTING))  # fmt: skip
    path = tmp_path / "filled.xlsx"
    path.write_bytes(filled_workbook(problem, language))
    again = mcda.read(path)
    assert (again.weight_sets, again.doubts) == (problem.weight_sets, problem.doubts)
    assert losses(problem, "xlsx") == ()
