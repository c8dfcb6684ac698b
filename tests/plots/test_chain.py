"""The layers as a chain: what each says, by hand and by brute force, and how it is drawn."""

import random
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb
from matplotlib.text import Text

import mcda_ai as mcda
from mcda_ai import plots
from mcda_ai.messages.wording import Words
from mcda_ai.plots.chain_of_layers import chain_of_layers
from mcda_ai.plots.lettering import inches_wide, lines_within
from mcda_ai.plots.theory_of_change import chain_of_width
from tests.proofs.problems import random_problem

DUTCH = (
    "Financiële middelen en menskracht", "Ondersteuningsvoorzieningen voor onderzoekers",
    "Gebruik in het onderwijs", "Kennisontwikkeling", "Arbeidsmarktaansluiting",
    "Maatschappelijke weerbaarheid", "Concurrentievermogen", "Randvoorwaarden en uitvoerbaarheid",
)  # fmt: skip
LONG = (
    "Nederlandse deelname aan Europese samenwerkingsverbanden",
    "Landelijke onderzoeksinfrastructuurvoorziening", "Niets doen",
)  # fmt: skip
SMALL = mcda.from_rankings(
    {
        "money": "A > B > C",
        "staff": "B > A",
        "use": "C > A = B",
        "effect": None,
        "support": "C > A > B",
    },
    layers={"in": ["money", "staff"], "out": ["use"], "end": ["effect"], "must": ["support"]},
    preconditions=["must"],
    weights={"money": 3, "staff": 1, "use": 4, "support": 0, "effect": 0},
)


@pytest.fixture(autouse=True)
def without_a_screen():
    mpl.use("Agg")


def made(n_options, n_criteria, layers, names=None):
    """Draw rankings at random with ties and gaps; the last layer is a precondition."""
    drawn = np.random.default_rng(n_options)
    names = names or [f"O{k + 1}" for k in range(n_options)]
    rankings = {}
    for k in range(n_criteria):
        ranks = dict(zip(names, drawn.integers(1, n_options + 1, n_options).tolist(), strict=True))
        if k % 5 == 2:
            del ranks[names[k % n_options]]
        rankings[f"c{k}"] = None if k == 1 else ranks
    members = {name: list(rankings)[k :: len(layers)] for k, name in enumerate(layers)}
    return mcda.from_rankings(
        rankings, layers=members, alternatives=names, preconditions=layers[1:][-1:]
    )


PROBLEMS = {
    "ai-factory": lambda: mcda.load("ai-factory"),
    "12 options, 8 layers": lambda: made(12, 40, DUTCH),
    "long names": lambda: made(3, 12, DUTCH[4:], LONG),
    "5 options, 1 layer": lambda: made(5, 6, DUTCH[:1]),
    "2 options, 3 layers": lambda: made(2, 7, DUTCH[:3]),
    "30 options": lambda: made(30, 20, DUTCH[3:]),
    "weights": lambda: SMALL,
    "one is out": lambda: mcda.load("ai-factory").require("eu-contribution", met_by=["B1", "B3"]),
}
SHAPES = {"page": None, "slide": (13.33, 7.5), "telephone": (3.9, 8.0), "low": (8.0, 2.5)}


def drawn(problem, shape=None, language="nl", method="borda"):
    ranking = mcda.rank(problem, method)
    if shape is None:
        return plots.chain(ranking, language=language)
    ax = plt.figure(figsize=shape).add_axes((0.03, 0.03, 0.94, 0.94))
    return plots.chain(ranking, ax, language)


def bars(ax):
    """Give left, bottom, width, fill and edge of the boxes of the picture."""
    collection = ax.collections[0]
    boxes = []
    fills, edges = collection.get_facecolor(), collection.get_edgecolor()
    edges = edges if len(edges) == len(fills) else np.zeros((len(fills), 4))
    for path, fill, edge in zip(collection.get_paths(), fills, edges, strict=True):
        if len(path.vertices) == 5:
            left, top = path.vertices.min(axis=0)
            width = np.ptp(path.vertices[:, 0])
            boxes.append((left, top, width, to_hex(fill), edge[3] > 0))
    return boxes


# --- what each layer says ------------------------------------------------------------------------


def test_each_layer_says_what_can_be_counted_by_hand():
    found = chain_of_layers(mcda.rank(SMALL))
    first, second, third, must = found.steps
    assert (first.weight, second.weight, third.weight, must.weight) == (0.5, 0.5, 0.0, 0.0)
    # Money weighs 3/4: A beats both there, B one of two. Staff weighs 1/4: B beats one of two, and
    # C is not compared there, by A, by B or by itself.
    assert first.won.tolist() == [3 / 4, 3 / 8 + 1 / 8, 0.0]
    assert first.uncompared.tolist() == [1 / 16, 1 / 16, 1 / 8]
    assert second.won.tolist() == [0.25, 0.25, 1.0]  # A and B win half of one of two
    assert (third.won.tolist(), third.first, third.compares) == ([0, 0, 0], (), False)
    assert (third.unscored, must.first) == (("effect",), ("C",))  # which weighs nothing
    assert must.won.tolist() == [0.5, 0.0, 1.0]
    assert [step.first for step in found.chain] == [("A",), ("C",), ()]
    assert found.together.won == pytest.approx((first.won + second.won) / 2)
    assert found.goes_by_comparisons


@pytest.mark.parametrize("seed", range(12))
def test_each_layer_says_what_comparing_all_pairs_says(seed):
    problem = random_problem(random.Random(seed))
    ranking = mcda.rank(problem)
    n, ahead, compared = len(problem.alternatives), problem.ahead.values, problem.comparable.values
    for at, step in enumerate(chain_of_layers(ranking).steps):
        inside = [k for k in range(len(ahead)) if problem.layer_of[k] == at and problem.scored[k]]
        weights = [Fraction(float(ranking.weights.iloc[k])) for k in inside]
        weights = weights if sum(weights) else [Fraction(1)] * len(inside)
        has = [
            sum(
                weight * (1 if ahead[k, i, j] else 0 if ahead[k, j, i] else Fraction(1, 2))
                for k, weight in zip(inside, weights, strict=True)
                for j in range(n)
                if j != i
            )
            / (n - 1)
            / (sum(weights) or 1)
            for i in range(n)
        ]
        assert step.won + step.uncompared == pytest.approx(np.array(has, dtype=float), abs=1e-12)
        assert step.uncompared == pytest.approx(
            [
                float(sum(w * int(n - 1 - compared[k, i].sum())
                          for k, w in zip(inside, weights, strict=True)) / (sum(weights) or 1))
                / (2 * (n - 1))
                for i in range(n)
            ],
            abs=1e-12,
        )  # fmt: skip
        best = max(has)
        level = tuple(
            name
            for name, each in zip(problem.alternative_names, has, strict=True)
            if best - each < Fraction(1, 10**11)
        )
        assert step.first == (level if inside else ())


def test_of_many_options_the_best_are_shown_and_those_first_in_a_layer():
    orders = {f"good {k}": " > ".join(f"O{i}" for i in range(20)) for k in range(5)}
    orders["odd"] = "O19 > " + " = ".join(f"O{i}" for i in range(19))
    problem = mcda.from_rankings(orders, layers={"most": list(orders)[:-1], "odd": ["odd"]},
                                 weights={"most": 9, "odd": 1})  # fmt: skip
    assert chain_of_layers(mcda.rank(problem)).best(12) == [*range(11), 19]
    ax = drawn(problem, language="en")
    told = [text.get_text() for text in ax.texts]
    assert told[:12] == [f"O{i}" for i in (*range(11), 19)]
    assert told[-1].replace("\n", " ").endswith("And 8 more options.")


def test_a_ranking_that_is_not_by_comparisons_is_told_to_be_none():
    """By majorities A leads 3 : 2, by comparisons B, which is never far behind."""
    orders = {f"a{k}": "A > B > C" for k in range(3)} | {f"b{k}": "B > C > A" for k in range(2)}
    problem = mcda.from_rankings(orders, layers={"x": ["a0", "b0"], "y": ["a1", "a2", "b1"]})
    by_majority = chain_of_layers(mcda.rank(problem, "copeland", "equal"))
    assert by_majority.ranking.leaders == ["A"]
    assert by_majority.together.first == ("B",)  # 7 of 10 comparisons, A 6
    assert by_majority.together.won == pytest.approx([0.6, 0.7, 0.2])
    assert not by_majority.goes_by_comparisons


# --- in words ------------------------------------------------------------------------------------


def test_the_picture_is_said_in_words():
    said = chain_of_layers(mcda.rank(mcda.load("ai-factory"))).said()
    labels = mcda.load("ai-factory").labels("nl")
    assert Words("nl", labels).said(said) == (
        "wie vooraan staat, laag voor laag: Input B2; Output B2 en B3; Intermediate outcome B3; "
        "Outcome B3; Impact B3; Randvoorwaarden B1; alles samen, volgens Borda: B3"
    )
    assert Words().said(chain_of_layers(mcda.rank(SMALL)).said()) == (
        "who is first, layer by layer: in A; out C; end nobody, as no options are compared; "
        "must C; all together, by Borda: C"
    )


def test_notes_tell_only_what_occurs():
    told = drawn(mcda.load("ai-factory"), language="en").texts[-1].get_text().replace("\n", " ")
    assert "Disputed:" in told
    assert "Hatched:" not in told
    assert told.endswith("Every layer weighs the same. At the end all layers together. "
                         "In the order by Borda.")  # fmt: skip
    other = drawn(SMALL, language="en", method="condorcet").texts[-1].get_text()
    assert "Every layer" not in other
    assert "First by Condorcet winner." in other.replace("\n", " ")


# --- as it is drawn ------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    "name",
    [name if name in ("ai-factory", "long names", "weights")
     else pytest.param(name, marks=pytest.mark.long) for name in PROBLEMS],
)  # fmt: skip
def test_no_text_runs_over_another_or_off_the_paper(name, shape):
    ax = drawn(PROBLEMS[name](), SHAPES[shape])
    ax.figure.canvas.draw()
    paper = ax.figure.bbox.padded(1)
    boxes = [
        text.get_window_extent().padded(-0.5)
        for text in ax.findobj(Text)
        if text.get_visible() and text.get_text().strip()
    ]
    for box in boxes:
        assert paper.contains(box.x0, box.y0)
        assert paper.contains(box.x1, box.y1)
    for one, other in combinations(boxes, 2):
        assert not one.overlaps(other), (one, other)


def test_bars_are_as_long_as_what_options_have():
    ax = drawn(SMALL)
    longest = [box for box in bars(ax) if box[3] == "#eceef2"]
    tracks = {(round(left, 6), round(top, 6)): width for left, top, width, *_ in longest}
    shares = [
        width / tracks[round(left, 6), round(top, 6)]
        for left, top, width, fill, _ in bars(ax)
        if fill not in ("#eceef2", "#f3f4f7") and (round(left, 6), round(top, 6)) in tracks
    ]
    found = chain_of_layers(mcda.rank(SMALL))
    order = found.best(12)
    expected = [
        step.won[place]
        for step in (found.steps[0], found.steps[1], found.together, found.steps[3])
        for place in order
        if step.won[place] > 0
    ]
    assert shares == pytest.approx(expected)


def test_an_option_has_one_colour_in_every_layer_and_leaders_are_seen_without_it():
    problem = mcda.load("ai-factory")
    ax = drawn(problem)
    full = plots.alternative_colours(problem.alternative_names)
    drawn_bars = [box for box in bars(ax) if box[3] not in ("#eceef2", "#f3f4f7")]
    leading = [box for box in drawn_bars if box[4]]
    rest = [box for box in drawn_bars if not box[4]]
    assert {box[3] for box in leading} == {each.lower() for each in full.values()}
    assert len({box[3] for box in rest}) == 3  # one lighter shade for each option
    assert len(leading) == 1 + 2 + 3 + 1 + 1  # five layers, preconditions, and all together
    (dots,) = [each for each in ax.collections if len(each.get_offsets()) == len(leading)]
    assert len(dots.get_offsets()) == len(leading)
    for box in rest:
        assert grey("#eceef2") - grey(box[3]) > 0.08, box[3]  # a bar is seen on its track


def grey(colour):
    """Give how light a colour is in print without colour."""
    return np.dot(to_rgb(colour), (0.299, 0.587, 0.114))


def test_the_answer_has_places_and_shared_ones_are_marked():
    tied = mcda.from_rankings({"a": "A > B > C", "b": "B > A > C"}, layers={"x": ["a"], "y": ["b"]})
    told = [text.get_text() for text in drawn(tied).texts]
    assert told.count("1=") == 2
    assert told.count("3") == 1
    partial = [text.get_text() for text in drawn(SMALL, method="condorcet").texts]
    assert not {"1", "2", "3", "1=", "2="} & set(partial)


def test_one_layer_is_no_chain_and_an_election_is_drawn_as_one():
    one = mcda.from_rankings({"a": "A > B > C", "b": "A > C > B"})
    election = replace(one, own_weights={"a": 3, "b": 2}, counts=True)
    for problem in (one, election):
        ax = drawn(problem, language="en")
        told = [text.get_text() for text in ax.texts]
        assert "All together" not in told
        assert "At the end" not in told[-1]
        assert len(bars(ax)) == 1 + 3 + 3  # a head, tracks and bars


def test_who_takes_no_part_is_named_without_bars():
    told = [text.get_text() for text in drawn(PROBLEMS["one is out"]()).texts]
    assert told.count("B2") == 1
    assert "doet niet mee" in told


def test_it_fits_a_telephone_as_high_as_it_takes():
    wide = plots.chain(mcda.rank(mcda.load("ai-factory"))).figure.get_size_inches()
    narrow = chain_of_width(mcda.rank(mcda.load("ai-factory")), 3.65).figure.get_size_inches()
    assert narrow[0] == pytest.approx(3.75)
    assert narrow[1] > wide[1]


# --- letters -------------------------------------------------------------------------------------


@pytest.mark.parametrize("bold", [False, True])
def test_text_is_measured_no_narrower_than_it_is_drawn(bold):
    figure = plt.figure(dpi=100)
    for text in (*DUTCH, *LONG, "€ 1.000,-", "B3"):
        box = figure.text(0, 0, text, fontsize=9, fontweight="bold" if bold else "normal")
        width = box.get_window_extent().width / 100
        assert width <= inches_wide(text, 9, bold=bold) <= 1.15 * width + 0.03


def test_words_that_are_too_long_are_broken_where_a_syllable_begins():
    assert lines_within("Kennisontwikkeling", 1.2, 9) == ["Kennisontwikke-", "ling"]
    for width in (0.2, 0.5, 1.0):
        lines = lines_within(LONG[0], width, 9)
        assert "".join(line.removesuffix("-") for line in lines).replace(" ", "") == (
            LONG[0].replace(" ", "")
        )
        if width > 0.3:
            assert max(inches_wide(line, 9) for line in lines) <= width
    assert lines_within("", 1.0, 9) == []
