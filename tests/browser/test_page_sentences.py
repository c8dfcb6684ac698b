"""What the page says in its sentences, of small problems whose answer is known."""

import itertools
import json
import random

import numpy as np
import pytest

import mcda_ai as mcda
from mcda_ai import explorer
from tests.proofs.plain import duels_of, scored
from tests.proofs.problems import random_problem

WEIGHTED = "Laag;Criterium;A;B;Gewicht\nx;a;1;2;1\ny;b;2;1;3\n"


@pytest.fixture
def blank(page, tmp_path):
    page.goto(explorer.write(None, tmp_path / "blank.html").as_uri())
    return page


def show(page, text):
    page.locator("#explorer-1-open-table").fill(text)
    page.locator("#explorer-1-open-direction").select_option("ranks")
    page.locator("#explorer-1-open-show").click()


def text(page, key):
    return page.locator(f"#explorer-1-{key}").inner_text()


def set_figure(page, key, per_cent):
    figure = page.locator(f"#explorer-1-figure-{key}")
    figure.fill(str(per_cent))
    figure.press("Enter")


def opened(page, problem, tmp_path):
    page.goto(explorer.write(problem, tmp_path / "page.html").as_uri())
    return page


# --- ties -----------------------------------------------------------------------------------------


def test_a_tie_at_the_end_of_a_slider_is_a_change_of_who_is_first(page, tmp_path):
    tied = mcda.from_rankings({"a": "A > B", "b": "A = B"}, layers={"X": ["a"], "Y": ["b"]})
    opened(page, tied, tmp_path)
    told = text(page, "sentence")
    assert "A and B first once “X” weighs 0 % (now 50.0 %)" in told
    assert "No single slider" not in told
    assert text(page, "flip-layer-0") == "A and B at 0 %"
    assert text(page, "flip-layer-1") == "A and B at 100 %"
    set_figure(page, "layer-1", 100)
    assert "A and B share the first place" in text(page, "sentence")
    assert text(page, "flip-layer-1") == "A below 100 %"


def test_where_nothing_changes_who_is_first_the_page_says_so(page, tmp_path):
    ahead = mcda.from_rankings({"a": "A > B", "b": "A > B"}, layers={"X": ["a"], "Y": ["b"]})
    assert "No single slider" in text(opened(page, ahead, tmp_path), "sentence")


@pytest.mark.parametrize(
    ("weights", "pieces"),
    [
        ([0.2, 0.2, 0.6], [(0, 1, [0, 1])]),
        ([0.4, 0.2, 0.4], [(0, 1, [0]), (1, 1, [0, 1])]),
        ([0.0, 0.5, 0.5], [(0, 1, [1]), (1, 1, [0, 1])]),
    ],
)
@pytest.mark.parametrize("method", ["borda", "copeland", "minimax"])
def test_who_leads_at_the_end_of_a_slider_stands_beside_its_stretches(
    module, method, weights, pieces
):
    problem = mcda.from_rankings({"a": "A > B", "b": "B > A", "c": "A = B"})
    version = explorer.study(problem)["versions"][0]
    found = module.run(
        """(version, method, weights) => {
             const none = [false, false, false];
             const line = explorer.lineOf(weights, [false, false, true], none, version.scored);
             return explorer.leadersAlong(version, method, line);
           }""",
        version, method, weights,
    )  # fmt: skip
    assert [(each["from"], each["to"], each["leaders"]) for each in found] == pieces


# --- which weights --------------------------------------------------------------------------------


def test_a_table_with_weights_starts_at_them_and_says_so(blank):
    show(blank, WEIGHTED)
    assert text(blank, "order") == "B > A"
    assert text(blank, "weights-now") == "Weights now: own weights."
    assert blank.locator("#explorer-1-figure-layer-1").input_value() == "75"
    show(blank, WEIGHTED.replace(";Gewicht", "").replace(";1\n", "\n").replace(";3\n", "\n"))
    assert text(blank, "order") == "A = B"
    assert text(blank, "weights-now") == "Weights now: layers equal."


def test_a_problem_with_weights_starts_at_them_as_rank_does(page, tmp_path):
    problem = mcda.from_rankings(
        {"a": "A > B", "b": "B > A", "c": "B > A"}, weights={"a": 8, "b": 1, "c": 1}
    )
    opened(page, problem, tmp_path)
    assert text(page, "order") == mcda.rank(problem).order == "A > B"
    assert text(page, "weights-now") == "Weights now: own weights."
    page.get_by_role("button", name="criteria equal").click()
    assert text(page, "order") == "B > A"
    assert text(page, "weights-now") == "Weights now: criteria equal."
    page.locator("#explorer-1-fold-0").click()
    set_figure(page, "criterion-0", 50)
    assert text(page, "weights-now") == "Weights now: set by hand."
    page.locator("#explorer-1-language").select_option("nl")
    assert text(page, "weights-now") == "Gewichten nu: met de hand ingesteld."


def test_the_widget_starts_at_the_weights_of_the_problem():
    pytest.importorskip("anywidget", reason="anywidget is not installed")
    problem = mcda.from_rankings({"a": "A > B", "b": "B > A"}, weights={"a": 3, "b": 1})
    assert mcda.explore(problem).weights == {"a": 0.75, "b": 0.25}


ELECTION = """# ALTERNATIVE NAME 1: Ann
# ALTERNATIVE NAME 2: Bob
# ALTERNATIVE NAME 3: Cas
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: 12
# NUMBER UNIQUE ORDERS: 3
5: 1,2,3
4: 2,3,1
3: 3,2,1
"""


@pytest.mark.parametrize("language", ["en", "nl"])
def test_ballots_are_not_called_criteria(page, tmp_path, language):
    file = tmp_path / "club.soc"
    file.write_text(ELECTION, encoding="utf-8")
    election = mcda.read(file)
    opened(page, election, tmp_path)
    page.locator("#explorer-1-language").select_option(language)
    page.locator("#explorer-1-fold-0").click()
    for button in page.locator(".presets button").all():
        button.click()
        shown = page.locator("body").evaluate(
            """(body) => [body.innerText, ...[...body.querySelectorAll("*")].flatMap((each) =>
                 ["title", "aria-label"].map((key) => each.getAttribute(key) ?? ""))].join(" ")"""
        )
        assert "criteri" not in shown.lower()
    assert ("ballots", "stembiljetten")[language == "nl"] in text(page, "weights-now") + shown


def test_the_ballots_of_an_election_are_the_weights_and_vary_as_voters_do(page, tmp_path):
    file = tmp_path / "club.soc"
    file.write_text(ELECTION, encoding="utf-8")
    election = mcda.read(file)
    opened(page, election, tmp_path)
    assert text(page, "weights-now") == "Weights now: the ballots as they were counted."
    page.get_by_role("button", name="typical ballots for Ann leading").click()
    assert text(page, "order").startswith("Ann")
    weights = json.loads(page.locator("#explorer-1-weights-file").input_value())
    drawn = np.random.default_rng(5).dirichlet([5, 4, 3], 200_000)
    points = drawn @ [[2, 0, -2], [-2, 2, 0], [-2, 0, 2]]
    mean = drawn[points.argmax(axis=1) == 0].mean(axis=0)
    assert list(weights.values()) == pytest.approx(mean.tolist(), abs=0.01)


# --- figures --------------------------------------------------------------------------------------


def test_the_only_layer_weighs_all_and_next_to_nothing_is_not_nothing(page, tmp_path):
    weights = dict.fromkeys("abcdefg", 0.1) | {"a": 1e-9}
    problem = mcda.from_rankings(dict.fromkeys(weights, "A > B"), weights=weights)
    opened(page, problem, tmp_path)
    assert page.locator("#explorer-1-figure-layer-0").input_value() == "100"
    page.locator("#explorer-1-fold-0").click()
    assert page.locator("#explorer-1-figure-criterion-0").input_value() == "< 0.1"
    assert page.locator("#explorer-1-figure-criterion-1").input_value() == "16.7"
    set_figure(page, "criterion-1", "99.999")
    assert page.locator("#explorer-1-figure-criterion-1").input_value() == "> 99.9"
    set_figure(page, "criterion-1", 100)
    assert page.locator("#explorer-1-figure-criterion-1").input_value() == "100"
    assert page.locator("#explorer-1-figure-criterion-0").input_value() == "0"


def test_a_break_point_next_to_nothing_is_told_in_decimals_enough(page, tmp_path):
    problem = mcda.from_rankings(
        {"a": "A > B", "b": "B > A", "c": "A = B"}, weights={"a": 1, "b": 1e-6, "c": 1e6}
    )
    opened(page, problem, tmp_path)
    page.locator("#explorer-1-fold-0").click()
    assert "<" not in text(page, "sentence")
    assert text(page, "flip-criterion-1").startswith("B above 0.0")


# --- the triangle ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Each corner gives all weight to one group of layers, within it in the present"),
        ("en", "an area is no share of them all"),
        (
            "nl",
            "de grootte van een vlak zegt niet bij welk deel van alle wegingen een optie vooraan",
        ),
    ],
)
def test_the_triangle_says_what_it_is(page, tmp_path, language, told):
    opened(page, mcda.load("ai-factory"), tmp_path)
    page.locator("#explorer-1-language").select_option(language)
    assert told in page.locator(".triangle .aside").inner_text()
    assert "%" not in page.locator("svg.regions").get_attribute("aria-label")


def test_the_layers_that_disagree_most_stand_in_different_corners(module):
    apart = 0
    for seed in range(40):
        problem = random_problem(random.Random(seed))
        corners = module.run(
            "(study) => explorer.firstCorners(new explorer.State(study, () => {}))",
            explorer.study(problem),
        )
        places = places_of_layers(problem)
        assert (corners is None) == (len(places) < 3)
        if corners is None:
            continue
        assert {corners[layer] for layer in places} == {0, 1, 2}
        distances = {
            pair: np.linalg.norm(places[pair[0]] - places[pair[1]])
            for pair in itertools.combinations(places, 2)
        }
        farthest = [
            pair for pair, far in distances.items() if far >= max(distances.values()) - 1e-9
        ]
        assert any(corners[one] != corners[other] for one, other in farthest)
        apart += 1
    assert apart > 5


def places_of_layers(problem):
    """Give the Borda points of each layer at the weights that the page starts with."""
    counts, layers = np.array(scored(problem)), np.array(list(map(int, problem.layer_of)))
    own = problem.own_weights or dict.fromkeys(problem.criterion_names, 1.0)
    weights = np.where(counts, [own[name] for name in problem.criterion_names], 0.0)
    points = duels_of(problem).sum(axis=2)
    places = {}
    for layer in sorted(set(layers[counts])):
        inside = counts & (layers == layer)
        within = weights * inside if (weights * inside).sum() > 1e-12 * weights.sum() else inside
        places[int(layer)] = within @ points / within.sum()
    return places
