"""The ready-made weights of the page, and what its sliders do, against Python."""

import itertools
import json

import numpy as np
import pytest

import mcda_ai as mcda
from mcda_ai import explorer
from mcda_ai.io.tables.delimited import csv_text
from mcda_ai.io.tables.reading import read_table
from mcda_ai.messages.faults import ProblemError

SHAPES = [(2, 1), (2, 4), (3, 2), (5, 1), (5, 3), (8, 2), (12, 1), (12, 4)]  # options, layers
RANKED_PAIRS_UP_TO = 8  # options: more of them can tie in more ways than anybody tries
RANKS = """
  const ranksNow = (state) => Object.fromEntries(state.methods
    .filter(([name]) => name !== "ranked_pairs" || state.study.alternatives.length <= MOST)
    .map(([name]) => [name, explorer.rank(state.version, name, state.now.weights).ranks]));
""".replace("MOST", str(RANKED_PAIRS_UP_TO))
READY_MADE = f"""(study) => {{
  {RANKS}
  return study.versions.map((version) => {{
    const state = new explorer.State(study, () => {{}});
    const taken = {{}};
    const take = (name, step) => {{
      step();
      taken[name] = {{ weights: state.now.weights, ranks: ranksNow(state) }};
    }};
    state.setVersion(version.reading, version.scenarios);
    take("at first", () => {{}});
    take("equal", () => state.setEqual());
    take("layer-equal", () => state.setLayerEqual());
    take("order", () => state.setOrder(study.layers.map((_, layer) => layer).reverse()));
    study.weight_sets.forEach(({{ name }}, set) => {{
      if (version.weight_sets[set]) take(name, () => state.setWeightSet(set));
    }});
    return taken;
  }});
}}"""
TO_ANOTHER_READING_AND_BACK = """(study, set) => {
  const state = new explorer.State(study, () => {});
  const seen = [];
  for (const step of [() => state.setLayerEqual(), () => state.setWeightSet(set)]) {
    step();
    for (const reading of [1, 0]) {
      state.setVersion(reading, []);
      seen.push(state.now.weights);
    }
  }
  return seen;
}"""
MOVED = f"""(study, layer, weight) => {{
  {RANKS}
  const state = new explorer.State(study, () => {{}});
  state.setWeightSet(0);
  const before = state.now.weights;
  state.move("layer", state.partOfLayer(layer), weight);
  return [before, state.now.weights, ranksNow(state)];
}}"""


def judgement(rng, options):
    """Rank some of the options, with ties, or none of them."""
    ranked = [name for name in options if rng.random() < 0.8]
    if rng.random() < 0.3 or len(ranked) < 2:
        return None
    ranks = {name: int(rng.integers(1, len(options) + 1)) for name in ranked}
    return [
        [name for name in ranked if ranks[name] == place] for place in sorted(set(ranks.values()))
    ]


@pytest.fixture(scope="module")
def studied(tmp_path_factory):
    """Give problems of 2 to 12 options, and their studies; each reading scores other criteria."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mcda_ai.explorer.payload._DRAWS", 200)  # central weights do not matter here
        folder = tmp_path_factory.mktemp("problems")
        return [(problem, explorer.study(problem)) for problem in problems(folder)]


def problems(folder):
    rng = np.random.default_rng(20261128)
    for at, (m, n_layers) in enumerate(SHAPES):
        options = [f"o{i}" for i in range(m)]
        layers = [f"l{i}" for i in range(n_layers)]
        criteria = [
            {
                "name": f"k{i}", "layer": layers[i % n_layers],
                "judgements": {reading: judgement(rng, options) for reading in ("one", "two")},
            }
            for i in range(2 * n_layers + 2)
        ]  # fmt: skip
        first = {"one": f"{options[0]} > {options[1]}", "two": f"{options[1]} > {options[0]}"}
        criteria[0]["judgements"] = first
        names = [each["name"] for each in criteria]
        scored = [each["name"] for each in criteria if each["judgements"]["one"]]
        weigh = lambda parts: {part: int(rng.integers(1, 6)) for part in parts}  # noqa: E731
        form = {
            "version": 1, "name": f"p{at}", "alternatives": options, "layers": layers,
            "readings": ["one", "two"], "criteria": criteria,
            "weights": [None, weigh(names), weigh(layers)][at % 3],
            "weight_sets": [
                {"name": "by layer", "weights": weigh(layers)},
                {"name": "by criterion", "weights": weigh(names)},
                {"name": "of the first reading", "weights": weigh(scored)},
            ],
        }  # fmt: skip
        file = folder / f"p{at}.json"
        file.write_text(json.dumps(form), encoding="utf-8")
        yield mcda.read(file)


def expected_weights(name, problem):
    """Give what Python makes of weights of this name on the page; None where it refuses them."""
    if name == "order":
        scored = set(problem.layer_of[problem.scored].tolist())
        present = [name for at, name in enumerate(problem.layer_names) if at in scored][::-1]
        n = len(present)
        centroid = {
            layer: sum(1 / i for i in range(place, n + 1)) / n
            for place, layer in enumerate(present, 1)
        }
        return mcda.weights.resolve(centroid, problem)
    own = problem.own_weights
    if name in ("own", "at first"):
        name = own or "layer-equal"
    try:
        return mcda.weights.resolve(name, problem)
    except ProblemError:
        return None


def assert_same(taken, problem, names):
    for name in names:
        weights = expected_weights(name, problem)
        if weights is None:
            assert name not in taken
            continue
        assert np.abs(weights - taken[name]["weights"]).max() < 1e-12
        for method, ranks in taken[name]["ranks"].items():
            assert ranks == mcda.rank(problem, method, weights).ranks.tolist(), (name, method)


def test_ready_made_weights_are_those_of_python_in_every_reading(module, studied):
    refused = 0
    for problem, study in studied:
        sets = [each["name"] for each in study["weight_sets"]]
        assert ("own" in sets) == (problem.own_weights is not None)
        for version, taken in zip(study["versions"], module.run(READY_MADE, study), strict=True):
            plain = problem.reading(problem.readings[version["reading"]].name)
            assert_same(taken, plain, ["at first", "equal", "layer-equal", "order", *sets])
            refused += version["weight_sets"].count(None)
    assert refused > 3  # sets that leave out what another reading scores


def test_weights_that_follow_a_rule_follow_it_to_another_reading(module, studied):
    for problem, study in studied:
        by_layer = [each["name"] for each in study["weight_sets"]].index("by layer")
        plain = [problem.reading("two"), problem.reading("one")]
        expected = [
            mcda.weights.resolve(name, each)
            for name, each in itertools.product(("layer-equal", "by layer"), plain)
        ]
        assert (
            np.abs(
                np.subtract(module.run(TO_ANOTHER_READING_AND_BACK, study, by_layer), expected)
            ).max()
            < 1e-12
        )


def test_a_slider_of_a_layer_keeps_the_proportions_of_what_is_scored(module, studied):
    for problem, study in studied:
        layer = int(problem.layer_of[0])
        inside = problem.layer_of == layer
        before, after, ranks = module.run(MOVED, study, layer, 0.37)
        before, after = np.array(before), np.array(after)
        outside = problem.scored & ~inside
        if not outside.any():
            assert (before == after).all()
            continue
        assert after[inside] == pytest.approx(0.37 * before[inside] / before[inside].sum())
        assert after[outside] == pytest.approx(0.63 * before[outside] / before[outside].sum())
        for method, expected in ranks.items():
            assert expected == mcda.rank(problem, method, after).ranks.tolist()


TABLES = [
    "Laag;Criterium;A;B\nx;a;1;2\n;b;;\ny;c;2;1\n",
    "Laag;Criterium;A;B;C;Gewicht\nx;a;1;2;2;3\n;b;;1;;7\ny;c;3;1;2;4\nz;d;;;;\n",
    "Criterium;A;B;C;Gewicht\na;1;2;3;0\nb;2;2;1;1e300\nc;-;-;-;5\n",
    "Criterium;A;B;C;D;E;F;G;H;I;J;K;L\na;1;2;3;4;5;6;1;2;3;4;5;6\nb;;6;5;4;3;2;1;6;5;4;3;2\n",
]


@pytest.mark.parametrize("text", TABLES, ids=["layers", "own weights", "one layer", "12 options"])
def test_ready_made_weights_of_a_table_are_those_of_python(module, tmp_path, text):
    file = tmp_path / "table.csv"
    file.write_text(text, encoding="utf-8")
    problem = read_table(file, direction="ranks")
    study = module.call("read", text, {"direction": "ranks", "scale": ""})
    (taken,) = module.run(READY_MADE, study)
    names = ["at first", "equal", "layer-equal", "order"]
    assert_same(taken, problem, [*names, *(["own"] if problem.own_weights else [])])


def test_weights_over_layers_are_split_over_scored_criteria(page, tmp_path):
    form = {
        "version": 1, "name": "s", "alternatives": ["A", "B"], "layers": ["x", "y"],
        "readings": ["r"],
        "criteria": [
            {"name": "a", "layer": "x", "judgements": {"r": "A > B"}},
            {"name": "b", "layer": "x", "judgements": {"r": None}},
            {"name": "c", "layer": "y", "judgements": {"r": "B > A"}},
        ],
        "weight_sets": [{"name": "council", "weights": {"x": 1, "y": 1}}],
    }  # fmt: skip
    file = tmp_path / "layerset.json"
    file.write_text(json.dumps(form), encoding="utf-8")
    problem = mcda.read(file)
    page.goto(explorer.write(problem, tmp_path / "layerset.html").as_uri())
    page.locator("#explorer-1-figure-layer-0").fill("80")
    page.locator("#explorer-1-figure-layer-0").press("Enter")
    order = page.locator("#explorer-1-order")
    assert order.inner_text() == "A > B"
    page.get_by_role("button", name="council").click()
    assert order.inner_text() == mcda.rank(problem, weights="council").order == "A = B"
    blank = explorer.write(None, tmp_path / "blank.html")
    page.goto(blank.as_uri())
    page.locator("#explorer-1-open-table").fill(csv_text(problem))
    page.locator("#explorer-1-open-show").click()
    assert order.inner_text() == "A = B"
