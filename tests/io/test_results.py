"""Results saved to a file come back as they were; a file that is not as it was written is told."""

import json
import math
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.io.results import encodings, plain, tables
from mcda_ai.io.results.kinds import RESULTS as KINDS
from mcda_ai.io.results.known_faults import fault_from_data, fault_to_data
from mcda_ai.io.results.known_methods import method_from_data, method_to_data
from mcda_ai.messages.claims import Percent, Points, Share
from mcda_ai.messages.faults import Fault, ProblemError, unknown_name
from mcda_ai.messages.label import Label
from mcda_ai.methods import registry
from mcda_ai.weights import (
    Around,
    Bounded,
    Constrained,
    Fixed,
    LayerFirst,
    Ordered,
    Uniform,
    WeightSpace,
)
from tests.problem_texts import LONG
from tests.sameness import assert_same
from tests.strategies import examples

QUICK = {"size": 300, "rng": 1}


def cardinal():
    table = pd.DataFrame(
        {"A": [3.0, 10, 1], "B": [5, 12, np.nan], "C": [4, 12, 2]}, index=["cost", "reach", "jobs"]
    )
    return mcda.from_table(
        table,
        directions={"cost": "min", "reach": "max", "jobs": "max"},
        preference={"reach": {"kind": "v-shape", "p": 4}},
        units={"cost": "euro"},
        layers={"input": ["cost"], "outcome": ["reach"], "impact": ["jobs"]},
        weights={"cost": 2, "reach": 1, "jobs": 1 / 3},
    )


def twelve():
    generator = np.random.default_rng(7)
    names = [f"option {letter}" for letter in "ABCDEFGHIJKL"]
    ranks = {f"c{k}": dict(zip(names, generator.integers(1, 7, 12).tolist(), strict=True))
             for k in range(6)}  # fmt: skip
    layers = {"one": ["c0", "c1"], "two": ["c2", "c3"], "three": ["c4", "c5"]}
    return mcda.from_rankings(ranks, layers=layers, name="twelve")


def with_gaps():
    return mcda.from_rankings(
        {"cost": "A > B > C", "reach": "B > A", "trust": None, "law": {"C": 1, "B": 2, "A": 2}},
        layers={"input": ["cost"], "outcome": ["reach", "trust"], "impact": ["law"]},
        weight_sets={"board": {"input": 3, "outcome": 1, "impact": 1},
                     "city": {"input": 1, "outcome": 2, "impact": 0}},
        preconditions=["impact"],
        name="gaps > and = signs",
    )  # fmt: skip


PROBLEMS = {
    "ai-factory": lambda: mcda.load("ai-factory").reading("detail").scenario("b2-minimal"),
    "left out": lambda: mcda.load("ai-factory").without("impact", "compute"),
    "levels": lambda: mcda.load("ai-factory-features"),
    "cardinal": cardinal,
    "twelve": twelve,
    "gaps": with_gaps,
}


def spaces_of(problem):
    first, second = problem.layer_names[:2]
    return {
        "uniform": Uniform(),
        "layer first": LayerFirst() & Constrained(f"layer {first} >= layer {second}"),
        "ordered": Ordered([first, second]),
    }


RESULTS = {
    "rank": lambda p: mcda.rank(p, weights="equal"),
    "kemeny": lambda p: mcda.rank(p, "kemeny", "layer-equal"),
    "promethee1": lambda p: mcda.rank(p, "promethee1"),
    "pareto": lambda p: mcda.rank(p, "pareto"),
    "regime": lambda p: mcda.rank(p, "regime", Ordered([list(p.layer_names)])),
    "robustness": lambda p: mcda.robustness(p),
    "drawn": lambda p: mcda.robustness(p, "schulze", LayerFirst(), 300, 1,
                                       options={"strength": "winning votes"}),
    "compare": lambda p: mcda.compare(p, ["borda", "pareto", "pymcdm:topsis", "schulze"]),
    "stability": lambda p: mcda.stability(p, weights="equal"),
    "not linear": lambda p: mcda.stability(p, "copeland"),
    "attribution": lambda p: mcda.attribution(p, ["borda", "weighted_sum"], size=128, rng=1),
    "questions": lambda p: mcda.next_question(p, **QUICK),
    "settle": lambda p: mcda.settle(p, answers="equal", **QUICK),
    "ground": lambda p: mcda.common_ground(p, weight_sets={"a": "equal", "b": "layer-equal"}),
    "bounds": lambda p: mcda.rank_bounds(p, weights="equal"),
    "regions": lambda p: mcda.leader_regions(p),
    "explain": lambda p: mcda.explain(p),
    "against baseline": lambda p: mcda.against_baseline(
        p.with_baseline(p.alternative_names[-1]), size=100),
    "rank with a baseline": lambda p: mcda.rank(p.with_baseline(p.alternative_names[0])),
    "redundancy": lambda p: mcda.redundancy(p, size=100),
    "reliability": lambda p: mcda.reliability(p, size=100),
    "statements": lambda p: mcda.statements(
        p, " >= ".join(mcda.rank(p).ranks.sort_values().index[:2]), size=100),
    "diff": lambda p: mcda.diff(p, p.without(p.alternative_names[0]), size=300),
    "check": lambda p: mcda.check(p),
}  # fmt: skip


def round_trip(result, folder):
    return mcda.load_result(mcda.save(result, folder / "result.json", force=True))


PAIRS = [
    (result, problem)
    for result in RESULTS
    for problem in PROBLEMS
    if (result, problem)
    not in {
        ("regions", "levels"),  # one layer
        *(("reliability", name) for name in ("cardinal", "levels")),  # refused
    }
]


def made(result, problem):
    return RESULTS[result](PROBLEMS[problem]())


# --- round trips ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("result", "problem"),
    [(result, problem) if problem in ("cardinal", "gaps")
     else pytest.param(result, problem, marks=pytest.mark.long) for result, problem in PAIRS],
)  # fmt: skip
def test_a_result_comes_back_with_every_field_and_says_the_same(tmp_path, result, problem):
    original = made(result, problem)
    loaded = round_trip(original, tmp_path)
    assert_same(original, loaded)
    assert repr(loaded) == repr(original)
    assert loaded._repr_html_() == original._repr_html_()
    assert_same(original.to_dict(), loaded.to_dict())
    assert_same(original.to_frame(), loaded.to_frame())
    for told in ("sentence", "sentences", "headline"):
        assert getattr(loaded, told, None) == getattr(original, told, None)


def test_every_kind_of_result_is_tried_above():
    tried = {type(RESULTS[each](with_gaps())).__name__ for each in RESULTS}
    assert tried >= set(KINDS)


def test_every_field_of_every_result_has_an_encoding():
    for kind in KINDS.values():
        assert encodings.Record(kind)._encodings


def test_a_loaded_result_can_be_computed_with(tmp_path):
    loaded = round_trip(mcda.rank(mcda.load("ai-factory"), "kemeny", "equal"), tmp_path)
    again = mcda.rank(loaded.problem, loaded.method, loaded.weights, loaded.options)
    assert again.order == loaded.order


def test_the_rankings_of_a_comparison_share_their_problem_again(tmp_path):
    loaded = round_trip(mcda.compare(with_gaps(), ["borda", "kemeny"]), tmp_path)
    assert all(each.problem is loaded.problem for each in loaded.rankings.values())


def test_the_same_result_gives_the_same_bytes_and_loading_changes_nothing(tmp_path):
    result = mcda.stability(cardinal())
    first = mcda.save(result, tmp_path / "first.json").read_bytes()
    loaded = mcda.load_result(tmp_path / "first.json")
    assert mcda.save(loaded, tmp_path / "second.json").read_bytes() == first


def test_a_file_says_in_plain_json_what_it_holds(tmp_path):
    path = mcda.save(mcda.rank(with_gaps(), weights="equal"), tmp_path / "r.json")
    text = path.read_text(encoding="utf-8")
    data = json.loads(text)
    assert list(data) == ["mcda_ai", "format", "type", "problems", "result", "sha256"]
    assert (data["mcda_ai"], data["format"], data["type"]) == (mcda.__version__, 1, "Ranking")
    assert data["result"]["leaders"] == ["A", "B", "C"]
    assert data["result"]["method"]["name"] == "borda"
    assert data["problems"][0]["name"] == "gaps > and = signs"
    assert not {"NaN", "Infinity", "-Infinity"} & set(text.split())


def test_every_part_of_a_problem_comes_back(tmp_path):
    from mcda_ai.io.files import parse

    problem = parse(LONG, "site.yaml")
    assert round_trip(mcda.rank(problem), tmp_path).problem == problem


@pytest.mark.parametrize(
    "space",
    [
        Uniform(),
        LayerFirst(),
        Fixed("equal"),
        Fixed({"a": 1, "b": 2.5}),
        Fixed((0.25, 0.75)),
        Fixed(None),
        Fixed(np.array([0.25, 0.75])),
        Around({"a": 1, "b": np.float64(0.1)}, 15),
        Bounded(lower={"a": 0.1}, upper=0.9),
        Bounded(),
        Ordered("a > b = c"),
        Ordered([["a > b"], ["c"]], "x > y"),
        Constrained("a >= b", "c between 10 % and 20 %"),
        Uniform() & Constrained("a >= b") & Constrained("b >= c"),
        LayerFirst() & Ordered("a > b") & Bounded(upper={"a": 0.5}),
    ],
    ids=repr,
)
def test_every_weight_space_comes_back(space):
    encoding = encodings.encoding_of(WeightSpace)
    data = json.loads(json.dumps(encoding.to_data(space, []), allow_nan=False))
    loaded = encoding.from_data(data, [])
    assert type(loaded) is type(space)
    assert loaded == space
    assert repr(loaded).replace("np.float64(0.1)", "0.1") == (
        repr(space).replace("np.float64(0.1)", "0.1")
    )


def test_a_weight_space_of_your_own_is_refused_when_saving(tmp_path):
    class Uniform(WeightSpace):
        name = "mine"

        def draw(self, layer_of, size, generator):
            return np.full((size, len(layer_of)), 1 / len(layer_of))

        def __str__(self):
            return "mine"

    result = mcda.next_question(with_gaps(), weights=Uniform(), **QUICK)
    with pytest.raises(ProblemError, match=r"weights: the weight space mine cannot be saved"):
        mcda.save(result, tmp_path / "result.json")
    assert not list(tmp_path.iterdir())


CELLS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=3) | st.integers(), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(CELLS)
@examples(300)
def test_any_plain_value_comes_back(value):
    data = json.loads(json.dumps(plain.plain_to_data(value), allow_nan=False))
    assert repr(plain.plain_from_data(data)) == repr(value)


def saved_fault(fault):
    return json.loads(json.dumps(fault_to_data(fault), allow_nan=False))


@pytest.mark.parametrize(
    "value",
    ["a", 3, 0.25, True, ("a", ("b", 1)), Label(nl="kosten", en="cost"), Share(0.25, 100),
     Percent(0.5, 1), Points(10.5), math.inf, unknown_name("layer", "csot", ["cost"])],
    ids=repr,
)  # fmt: skip
def test_a_fault_comes_back_as_data_and_says_the_same(value):
    fault = Fault("io.results.faults.saved", {"text": value}).within("my case", "layers", 0)
    loaded = fault_from_data(saved_fault(fault))
    assert (loaded, loaded.kind, loaded.place) == (fault, fault.kind, fault.place)
    assert loaded.in_words("nl") == fault.in_words("nl")
    assert saved_fault(loaded) == saved_fault(fault)


@pytest.mark.parametrize(
    "change",
    [{"kind": "io.results.faults.gone"}, {"kind": "os.path.join"}, {"kind": "__main__.faults.x"},
     {"kind": "..tests.x"}, {"kind": 3}, {"kind": ""}, {"values": {}}, {"values": {"where": None}},
     {"values": []}, {"place": None}, {"place": 1}, {"en": "another text"}, {"nl": "iets anders"},
     {"kind": "messages.nouns.x"}, {"kind": "io.template.columns.label"}],
    ids=str,
)  # fmt: skip
def test_a_fault_of_a_kind_that_is_not_known_here_says_what_it_said(change):
    modules = set(sys.modules)
    data = {**saved_fault(unknown_name("layer", "csot", ["cost"]).within("my case")), **change}
    loaded = fault_from_data(data)
    assert (loaded, loaded.in_words("nl")) == (data["en"], data["nl"])
    assert loaded.kind == "io.results.faults.saved"
    assert fault_from_data(saved_fault(loaded)) == loaded
    assert "mcda_ai.__main__" not in set(sys.modules) - modules


def test_a_fault_of_0_1_is_a_text_and_what_is_no_fault_is_told():
    encoding = encodings.encoding_of(tuple[Fault, ...])
    assert encoding.from_data(["as it was"], []) == ("as it was",)
    with pytest.raises(ProblemError, match="entry 1: '3'; needed: a fault with the keys kind, "):
        encoding.from_data([3], [])


NAMES = st.none() | st.text(max_size=4)


@st.composite
def indexes(draw, size):
    kind = draw(st.sampled_from(["range", "text", "object", "whole", "number", "several"]))
    texts = st.lists(st.text(max_size=3), min_size=size, max_size=size)
    if kind == "range":
        return pd.RangeIndex(5, 5 + 2 * size, 2, name=draw(NAMES))
    if kind == "text":
        return pd.Index(draw(texts), dtype=pd.Series(["a"]).dtype, name=draw(NAMES))
    if kind == "object":
        return pd.Index([*draw(texts)], dtype=object, name=draw(NAMES))
    if kind == "whole":
        return pd.Index(range(size), dtype="int64", name=draw(NAMES))
    if kind == "number":
        return pd.Index(np.linspace(0, 1, size), dtype="float64", name=draw(NAMES))
    other = st.lists(st.integers(0, 9), min_size=size, max_size=size)
    arrays = [pd.Index(draw(texts), dtype=object), pd.Index(draw(other), dtype="int64")]
    return pd.MultiIndex.from_arrays(arrays, names=[draw(NAMES), draw(NAMES)])


@st.composite
def frames(draw):
    rows, width = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    columns = []
    for _ in range(width):
        cell, dtype = draw(
            st.sampled_from(
                [
                    (st.floats(), "float64"),
                    (st.integers(-(2**63), 2**63 - 1), "int64"),
                    (st.integers(-(2**31), 2**31 - 1), "int32"),
                    (st.booleans(), "bool"),
                    (st.text(max_size=3), str(pd.Series(["a"]).dtype)),
                    (st.one_of(st.none(), st.floats(), st.lists(st.text())), "object"),
                ]
            )
        )
        columns.append(pd.Series(draw(st.lists(cell, min_size=rows, max_size=rows)), dtype=dtype))
    index = draw(indexes(rows))
    frame = pd.DataFrame({k: column.set_axis(index) for k, column in enumerate(columns)})
    frame.columns = draw(indexes(width))
    return frame


@given(frames())
@examples(300)
def test_any_table_comes_back(frame):
    data = json.loads(json.dumps(tables.frame_to_data(frame), allow_nan=False))
    loaded = tables.frame_from_data(data)
    assert_same(frame, loaded)
    for place in range(frame.shape[1]):
        column = frame.iloc[:, place]
        assert_same(column, tables.series_from_data(tables.series_to_data(column)))


@pytest.mark.parametrize("frame", [pd.DataFrame(), pd.DataFrame(index=["a"]),
                                   pd.DataFrame(columns=["a"], dtype=float)])  # fmt: skip
def test_an_empty_table_comes_back(frame):
    assert_same(frame, tables.frame_from_data(tables.frame_to_data(frame)))


def test_a_table_of_a_kind_that_has_no_form_is_refused():
    with pytest.raises(ProblemError, match="kind category cannot be saved"):
        tables.frame_to_data(pd.DataFrame({"a": pd.Categorical(["x"])}))
    with pytest.raises(ProblemError, match="type object cannot be saved"):
        tables.frame_to_data(pd.DataFrame({"a": [object()]}))


# --- methods -------------------------------------------------------------------------------------


def wins():
    @mcda.method(label="Wins", family="positional", needs={"pairwise", "weights"}, linear=True)
    def wins(view, weights):
        """Count wins."""
        return weights @ view.preferences.sum(axis=2)

    return wins


def test_a_registered_method_is_found_again(tmp_path):
    method = wins()
    assert round_trip(mcda.rank(with_gaps(), "wins"), tmp_path).method is method


def test_a_method_that_is_not_known_here_can_be_read_but_not_run(tmp_path):
    wins()
    result = mcda.rank(with_gaps(), "wins")
    path = mcda.save(result, tmp_path / "wins.json")
    registry._REGISTERED.clear()
    loaded = mcda.load_result(path)
    assert repr(loaded) == repr(result)
    assert_same(loaded.to_dict(), result.to_dict())
    with pytest.raises(ProblemError, match="method 'wins' is not known here"):
        mcda.rank(loaded.problem, loaded.method)


def test_a_function_of_the_name_of_a_built_in_is_not_taken_for_it(tmp_path):
    def borda(view, weights):
        return -(weights @ view.ranks)

    result = mcda.rank(cardinal().without("jobs"), borda)
    loaded = round_trip(result, tmp_path)
    assert loaded.method is not registry.find("borda")
    assert loaded.method.family == "custom"
    assert repr(loaded) == repr(result)


def test_every_built_in_method_is_found_again():
    for name in registry.names():
        method = registry.find(name)
        assert method_from_data(json.loads(json.dumps(method_to_data(method)))) is method


# --- writing -------------------------------------------------------------------------------------


def test_a_file_that_is_there_stays_as_it_is_unless_forced(tmp_path):
    result, path = mcda.rank(with_gaps()), tmp_path / "result.json"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(ProblemError, match="is there already"):
        mcda.save(result, path)
    assert path.read_text(encoding="utf-8") == "mine"
    mcda.save(result, path, force=True)
    assert mcda.load_result(path).order == result.order


def test_what_is_no_result_and_where_no_json_goes_is_told(tmp_path):
    with pytest.raises(ProblemError, match="a DecisionProblem is no result; allowed: Ranking"):
        mcda.save(with_gaps(), tmp_path / "problem.json")
    with pytest.raises(ProblemError, match=r"allowed: a name ending in \.json"):
        mcda.save(mcda.rank(with_gaps()), tmp_path / "result.xlsx")
    with pytest.raises(ProblemError, match="cannot be written"):
        mcda.save(mcda.rank(with_gaps()), tmp_path / "nowhere" / "result.json")
    assert not list(tmp_path.iterdir())
