"""Named weight sets: read from files, asked for by name, and brought together."""

import numpy as np
import pytest

import mcda_ai as mcda
from mcda_ai.cli import main
from mcda_ai.messages.lists import listed

RANKINGS = {"cost": "A > B > C", "reach": "B > C > A", "trust": "C > A = B"}
SETS = {"board": {"cost": 3, "reach": 1, "trust": 1}, "city": {"cost": 1, "reach": 3, "trust": 1}}
PROBLEM = mcda.from_rankings(RANKINGS, weight_sets=SETS)
FILE = """version: 1
name: sets
alternatives: [A, B]
layers: [use, cost]
readings: [r]
criteria:
- {name: price, layer: cost, judgements: {r: A > B}}
- {name: reach, layer: use, judgements: {r: B > A}}
weight_sets:
- {name: board, weights: {cost: 3, use: 1}, sources: [{section: "2"}]}
- {name: city, weights: {price: 1, reach: 2}}
"""


def test_each_set_is_ranked_and_the_pairs_they_agree_on_are_told():
    result = mcda.common_ground(PROBLEM)
    for name, weights in SETS.items():
        expected = mcda.rank(PROBLEM, "borda", weights)
        assert result.table.loc[name, "order"] == expected.order
        scores = sorted(expected.scores)
        assert result.table.loc[name, "lead"] == pytest.approx(scores[-1] - scores[-2])
    for (one, other), row in result.agreed.iterrows():
        for ranking in result.rankings.values():
            sign = np.sign(ranking.ranks[one] - ranking.ranks[other])
            assert {-1: "ahead", 0: "tied", 1: "behind"}[int(sign)] == row["relation"]


def test_no_weights_tried_are_nearer_to_all_than_the_common_weighting():
    result = mcda.common_ground(PROBLEM)
    drawn = mcda.weights.Uniform().sample(PROBLEM, 40_000, rng=1)
    ranks = mcda.methods.find("borda").on(PROBLEM).ranks(drawn)
    sets = np.array([mcda.weights.resolve(each, PROBLEM) for each in SETS.values()])
    for position, name in enumerate(PROBLEM.alternative_names):
        where = drawn[ranks[:, position] == 1]
        moves = 50 * np.abs(where[:, None] - sets).sum(axis=2).max(axis=1)
        assert moves.min() >= result.compromises.loc[name, "points"] - 1e-6
        weights = result.weights.loc[name].to_dict()
        assert name in mcda.rank(PROBLEM, "borda", weights).leaders
        moved = 50 * np.abs(result.weights.loc[name].to_numpy() - sets).sum(axis=1)
        assert result.moves.loc[name].to_numpy() == pytest.approx(moved)


def test_sets_that_agree_need_no_compromise():
    sets = {"one": {"x": 1, "y": 1}, "two": {"x": 2, "y": 1}}
    problem = mcda.from_rankings({"x": "A > B", "y": "A > B"}, weight_sets=sets)
    result = mcda.common_ground(problem)
    assert list(result.sentences) == ["both weight sets put A first"]
    assert np.isinf(result.compromises.loc["B", "points"])
    assert "A first" in repr(result)
    assert "<li>" in result._repr_html_()
    assert result.to_dict()["agreed"][0]["relation"] == "ahead"


def test_methods_that_are_not_linear_have_no_compromises():
    result = mcda.common_ground(PROBLEM, method="kemeny")
    assert result.compromises.empty
    assert result.table["lead"].isna().all()


def test_a_set_is_asked_for_by_its_name_everywhere():
    assert (
        mcda.rank(PROBLEM, weights="board").order == mcda.rank(PROBLEM, weights=SETS["board"]).order
    )
    with pytest.raises(mcda.ProblemError, match="unknown weights 'boord'; did you mean 'board'"):
        mcda.rank(PROBLEM, weights="boord")


def test_sets_follow_what_is_left_out():
    rest = PROBLEM.without("trust")
    assert dict(rest.weight_sets[0].weights) == {"cost": 3, "reach": 1}
    assert mcda.rank(rest, weights="board").leaders == ["A"]


def test_sets_come_in_with_files(tmp_path, capsys):
    path = tmp_path / "sets.yaml"
    path.write_text(FILE, encoding="utf-8")
    problem = mcda.read(path)
    assert [each.name for each in problem.weight_sets] == ["board", "city"]
    assert problem.weight_sets[0].sources[0].section == "2"
    assert main(["ground", str(path)]) == 0
    out = capsys.readouterr().out
    assert "A asks least of who has to move most: 16.7 points of weight" in out
    assert main(["rank", str(path), "--weights", "city"]) == 0
    assert main(["ground", "ai-factory"]) == 1
    assert "there are no weight sets; allowed: weight_sets in" in capsys.readouterr().err


def asked(option, at_rest=None, **moves):
    """Write what is asked for an option: who need not move, and the points of the others."""
    parts = [f"{at_rest} to move nothing"] if at_rest else []
    parts += [
        f"the set '{name}' has to move {points} points of weight" for name, points in moves.items()
    ]
    return f"for {option} to be first, alone or level, {listed(parts)}"


@pytest.mark.parametrize(
    ("rankings", "sets", "told"),
    [
        (  # Two have it first already, the third has little to move.
            {"x": "A > B", "y": "A > B", "z": "B > A"},
            {
                "u": {"x": 1, "y": 0, "z": 0},
                "v": {"x": 0, "y": 1, "z": 0},
                "w": {"x": 0.45, "y": 0, "z": 0.55},
            },
            [
                "u and v: A first",
                "w: B first",
                "A asks least of who has to move most: 5.0 points of weight",
                asked("A", "the sets u and v have", w="5.0"),
                asked("B", "the set 'w' has", u="50.0", v="50.0"),
            ],
        ),
        (  # C is first only where three tie, and that is told of it alone.
            {"x": "A > C > B", "y": "B > C > A"},
            {"u": {"x": 1, "y": 0}, "v": {"x": 0.3, "y": 0.7}},
            [
                "u: A first",
                "v: B first",
                "A asks least of who has to move most: 20.0 points of weight",
                asked("A", "the set 'u' has", v="20.0"),
                asked("B", "the set 'v' has", u="50.0"),
                asked("C", u="50.0", v="20.0"),
            ],
        ),
    ],
)
def test_each_set_is_told_what_it_has_to_move_itself(rankings, sets, told):
    result = mcda.common_ground(mcda.from_rankings(rankings), weight_sets=sets)
    assert sorted(result.sentences) == sorted(told)
    assert result.sentences[:3] == tuple(told[:3])


def test_who_asks_as_little_is_told_together_and_who_can_never_be_first_too():
    problem = mcda.from_rankings({"cost": "A = B > C > D", "reach": "C > A = B > D"})
    sets = {"x": {"cost": 1, "reach": 0}, "y": {"cost": 0, "reach": 1}}
    told = mcda.common_ground(problem, weight_sets=sets)
    assert told.sentences[2].startswith("A, B and C each ask least of who has to move most: ")
    assert told.sentences[-1] == "no weighting puts D first"
    assert np.isinf(told.distances.loc["D"]).all()
    assert told.distances.loc["A"].tolist()[0] == 0
    assert "cannot" in repr(told)
    assert {claim.kind for claim in told.claims} >= {"elicitation.common_ground.cannot"}


def test_of_many_options_the_first_are_told_and_the_others_counted():
    names = [f"o{k}" for k in range(15)]
    rankings = {name: " > ".join([name, *(each for each in names if each != name)])
                for name in names}  # fmt: skip
    problem = mcda.from_rankings(rankings)
    sets = {name: {each: float(each == name) for each in names} for name in names[:2]}
    told = mcda.common_ground(problem, weight_sets=sets)
    assert len([each for each in told.claims if each.kind.endswith("asks")]) == 12
    assert told.sentences[-1] == "3 other options ask at least as much of who has to move most"


def test_a_set_is_told_as_one_and_nobody_who_leads_as_nobody():
    cycle = mcda.from_rankings({"a": "A > B > C", "b": "B > C > A", "c": "C > A > B"})
    two = {"x": "equal", "y": "layer-equal"}
    assert list(mcda.common_ground(cycle, "condorcet", two).sentences) == [
        "both weight sets give no leader"]  # fmt: skip
    one = mcda.common_ground(cycle, "borda", {"x": {"a": 2, "b": 1, "c": 1}})
    assert list(one.sentences) == ["the one weight set, x, puts A first"]
    mixed = mcda.common_ground(cycle, "condorcet", {"x": "equal", "y": {"a": 3, "b": 1, "c": 1}})
    assert list(mixed.sentences[:2]) == ["x: nobody first", "y: A first"]


def test_moves_too_small_for_the_decimals_are_not_told_as_none():
    problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    sets = {"a": {"cost": 0.50001, "reach": 0.49999}, "b": {"cost": 0.4999999, "reach": 0.5000001}}
    told = mcda.common_ground(problem, weight_sets=sets)
    assert told.sentences[2] == "A asks least of who has to move most: < 0.1 points of weight"
    assert told.sentences[3].endswith("the set 'b' has to move < 0.1 points of weight")
    assert told.in_words("nl")[2].endswith(": < 0,1 procentpunt van het gewicht")


@pytest.mark.parametrize("name", ["points", "order", "leaders"])
def test_sets_may_have_the_names_of_columns(name):
    result = mcda.common_ground(PROBLEM, weight_sets={name: "equal", "points ": SETS["board"]})
    assert set(result.moves.columns) == {name, "points "}
    assert set(result.to_dict()["moves"]["A"]) == {name, "points "}


def test_it_says_how_it_was_made_and_speaks_dutch():
    result = mcda.common_ground(PROBLEM)
    assert repr(result).startswith("borda, weight sets board, city: exact;")
    assert "lead (score)" in repr(result)
    assert "NaN" not in repr(mcda.common_ground(PROBLEM, "kemeny"))
    assert result.to_dict()["provenance"]["method"] == "borda"
    told = result.in_words("nl", {"city": "de stad", "A": "Optie A"})
    assert told[0] == "board: Optie A vooraan"
    assert "de stad: " in told[1]
    assert told[-1].startswith("voor een eerste plaats van Optie A, alleen of gedeeld, ")
    agreed = mcda.common_ground(PROBLEM, weight_sets={"x": "equal", "y": "equal"})
    assert agreed.in_words("nl")[0].startswith("beide gewichtensets zetten ")


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: mcda.common_ground(PROBLEM, "bordr"), "did you mean 'borda'"),
        (lambda: mcda.common_ground(PROBLEM, "borda", ["equal"]), "weight_sets: .*allowed: a dict"),
        (lambda: mcda.common_ground(PROBLEM, "borda", "equal"), "weight_sets: 'equal'; allowed"),
        (lambda: mcda.common_ground(PROBLEM, "borda", {}), "allowed: weight_sets in the problem"),
        (lambda: mcda.common_ground(PROBLEM, "borda", {"x": "eqal", "y": {"cost": 1}}),
         "(?s)weight set 'x': unknown weights 'eqal'.*weight set 'y': weights: no weight for"),
    ],
)  # fmt: skip
def test_what_is_no_weight_sets_is_told(call, words):
    with pytest.raises(mcda.ProblemError, match=words):
        call()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("price: 1", "prise: 1"), "weight set 'city'"),
        (("cost: 3", "cost: -3"), "allowed: a number, 0 or more"),
        (("name: city", "name: equal"), "weight set 'equal': the name means a rule already"),
        (("name: city", "name: Layer equal"), "allowed: any but uniform, layer-first, equal"),
        (("name: city", "name: board"), "weight set 'board' stands there 2 times"),
        (("weights: {price: 1, reach: 2}", "weights: {price: 1}"), "no weight for criterion reach"),
    ],
)
def test_faults_in_sets_are_told(tmp_path, change, words):
    path = tmp_path / "sets.yaml"
    path.write_text(FILE.replace(*change), encoding="utf-8")
    with pytest.raises(mcda.ProblemError) as caught:
        mcda.read(path)
    assert words in str(caught.value)
