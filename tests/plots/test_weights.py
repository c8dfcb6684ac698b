"""Pictures of weights: the data in them against other figures, and that nothing is cut off."""

import re

import matplotlib as mpl
import matplotlib.pyplot as plt
import mpltern  # noqa: F401  (brings the projection "ternary")
import numpy as np
import pytest
from matplotlib.text import Text

import mcda_ai as mcda
from mcda_ai import plots
from mcda_ai.plots.central import central_shares
from mcda_ai.plots.changes import left_out_rows
from mcda_ai.plots.decisions import bits_open, variance_shares
from mcda_ai.plots.regions import centre, corner_labels, depth
from mcda_ai.plots.weight_lines import along_one_weight, interval_rows
from mcda_ai.sensitivity.attribution_result import WHO_LEADS

FACTORY = mcda.load("ai-factory")
LONG = "Versterking van het concurrentievermogen van het midden- en kleinbedrijf in de regio"


def made(n_alternatives, n_criteria, n_layers, n_unscored=0):
    """Make a problem at random, with long Dutch names, ties and gaps."""
    drawn = np.random.default_rng(n_criteria)
    names = [f"Optie {i}: Nederlandse deelname met $-teken" for i in range(n_alternatives)]
    rankings = {
        f"{LONG} {k}": {name: int(drawn.integers(1, n_alternatives + 1)) for name in names}
        if k >= n_unscored
        else None
        for k in range(n_criteria)
    }
    layers = {
        f"Laag {k} met een lange Nederlandse omschrijving": list(rankings)[k::n_layers]
        for k in range(n_layers)
    }
    return mcda.from_rankings(rankings, layers=layers, alternatives=names)


PROBLEMS = {
    "ai-factory": lambda: FACTORY,
    "two alternatives": lambda: made(2, 6, 3),
    "twelve alternatives": lambda: made(12, 8, 4),
    "sixty criteria": lambda: made(3, 60, 5, n_unscored=2),
    "unscored cells": lambda: mcda.from_rankings(
        {"a": "X > Y", "b": None, "c": "Z > Y = X", "d": "Z > X", "e": "Y > Z > X"},
        layers={"in": ["a", "b"], "uit": ["c"], "rest": ["d", "e"]},
    ),
    "single layer": lambda: mcda.from_rankings({"a": "X > Y > Z", "b": "Y > Z > X", "c": "Z > X"}),
}
_MADE = {}


def results(name):
    """Everything there is to draw of a problem; made once."""
    if name not in _MADE:
        problem = PROBLEMS[name]()
        _MADE[name] = {
            "problem": problem,
            "robustness": mcda.robustness(problem, size=400, rng=1),
            "stability": mcda.stability(problem, weights="layer-equal"),
            "explanation": mcda.explain(problem, weights="layer-equal"),
            "attribution": mcda.attribution(problem, ["borda", "copeland"], size=40, rng=1),
            "settlement": mcda.settle(problem, certainty=1.0, most=2, size=100, rng=1),
        }
    return _MADE[name]


def regions_of(of, ax, language):
    problem = of["problem"]
    if len(problem.layers) < 3:
        layers = {f"laag {name}": [name] for name in problem.criterion_names}
        judged = {name: problem.judgement(name).text() for name in problem.criterion_names}
        problem = mcda.from_rankings(judged, layers=layers)
    return plots.leader_regions(mcda.leader_regions(problem), ax, language)


PLOTS = {
    "central weights": lambda of, ax, nl: plots.central_weights(
        of["robustness"], ax, nl, problem=of["problem"]
    ),
    "central weights of criteria": lambda of, ax, nl: plots.central_weights(
        of["robustness"], ax, nl
    ),
    "walking weights": lambda of, ax, nl: plots.walking_weights(
        of["stability"], of["stability"].intervals["leader to"].dropna().idxmin(), ax, nl
    ),
    "intervals": lambda of, ax, nl: plots.stability_intervals(of["stability"], ax, language=nl),
    "intervals of criteria": lambda of, ax, nl: plots.stability_intervals(
        of["stability"], ax, "criterion", nl
    ),
    "flips": lambda of, ax, nl: plots.weight_flips(of["stability"], ax, nl),
    "left out": lambda of, ax, nl: plots.left_out(of["stability"], ax, nl),
    "contributions": lambda of, ax, nl: plots.contributions(of["explanation"], ax, language=nl),
    "contributions beside one rival": lambda of, ax, nl: plots.contributions(
        of["explanation"], ax, of["explanation"].rivals[0], nl
    ),
    "regions": regions_of,
    "attribution": lambda of, ax, nl: plots.attribution(of["attribution"], ax, language=nl),
    "entropy": lambda of, ax, nl: plots.entropy(of["settlement"], ax, nl),
}


@pytest.fixture(autouse=True)
def without_a_screen():
    mpl.use("Agg")


def cut_off(figure):
    """Texts that are drawn and do not lie within the figure; a tick out of view is not drawn."""
    figure.canvas.draw()
    unseen = set()
    for axes in figure.axes:
        for axis in axes._axis_map.values():
            low, high = sorted(axis.get_view_interval())
            unseen |= {
                id(label)
                for tick in axis.get_major_ticks()
                if not low - 1e-9 <= tick.get_loc() <= high + 1e-9
                for label in (tick.label1, tick.label2)
            }
    outside = []
    for text in figure.findobj(Text):
        if id(text) in unseen or not text.get_visible() or not text.get_text().strip():
            continue
        box = text.get_window_extent()
        (left, low), (right, high) = (box.min, box.max)
        if min(left, low) < -1 or right > figure.bbox.width + 1 or high > figure.bbox.height + 1:
            outside.append(text.get_text())
    return outside


@pytest.mark.filterwarnings("error::UserWarning")
@pytest.mark.parametrize(
    "name",
    [name if name in ("twelve alternatives", "unscored cells")
     else pytest.param(name, marks=pytest.mark.long) for name in PROBLEMS],
)  # fmt: skip
@pytest.mark.parametrize("plot", PLOTS)
def test_every_plot_of_every_problem_is_whole(plot, name):
    ax = PLOTS[plot](results(name), None, "nl")
    assert cut_off(ax.figure) == []


@pytest.mark.parametrize("plot", PLOTS)
def test_every_plot_is_drawn_on_the_axes_given_and_speaks_two_languages(plot):
    told = {}
    for language in ("en", "nl"):
        ternary = {"projection": "ternary"} if plot == "regions" else {}
        _, ax = plt.subplots(subplot_kw=ternary)
        assert PLOTS[plot](results("ai-factory"), ax, language) is ax
        ax.figure.canvas.draw()
        told[language] = [text.get_text() for text in ax.figure.findobj(Text)]
        if language == "nl":
            assert not [text for text in told["nl"] if re.search(r"\d\.\d", text)]
    assert told["en"] != told["nl"]


# --- central weights -----------------------------------------------------------------------------


def test_central_weights_by_layer_are_means_of_weightings_in_which_an_alternative_leads():
    drawn = mcda.weights.Uniform().sample(FACTORY, 40_000, rng=3)
    ranks = mcda.methods.find("borda").on(FACTORY).ranks(drawn[:, FACTORY.scored])
    result = mcda.robustness(FACTORY, weights="uniform")
    shares = central_shares(result, FACTORY).set_index(["part", "alternative"])
    for position, name in ((1, "B2"), (2, "B3")):  # B1 leads in too few draws
        where = drawn[ranks[:, position] == 1]
        for layer in FACTORY.layer_names:
            inside = np.array([criterion.layer == layer for criterion in FACTORY.criteria])
            each = where[:, inside].sum(axis=1)
            error = each.std() / np.sqrt(len(each))
            assert abs(shares.loc[(layer, name), "weight"] - each.mean()) < 5 * error
    assert shares.groupby("alternative")["weight"].sum().to_list() == pytest.approx([1, 1, 1])
    equal = shares["equal"].groupby("part").first()
    assert equal["output"] == pytest.approx(3 / 25)  # one of its four criteria is unscored
    assert equal.sum() == pytest.approx(1)


def test_central_weights_say_exact_or_show_errors():
    flat = mcda.robustness(FACTORY, weights="uniform")
    exact = plots.central_weights(flat, problem=FACTORY)
    assert exact.get_xlabel().endswith("(exact)")
    result = results("ai-factory")["robustness"]
    drawn = plots.central_weights(result)
    assert "1.96 standard errors" in drawn.get_xlabel()
    (bars,) = drawn.containers[-1].lines[2]  # of B3
    widths = np.ptp(np.array(bars.get_segments())[:, :, 0], axis=1)
    errors = result.standard_error.central_weights.loc["B3"].to_numpy()[FACTORY.scored]
    assert widths == pytest.approx(2 * 1.96 * errors)


def test_alternatives_that_never_lead_are_named():
    problem = mcda.from_rankings({"cost": "A > B > C", "reach": "B > A > C"})
    drawn = plots.central_weights(mcda.robustness(problem), language="nl")
    assert drawn.get_xlabel().split("\n")[-1] == "nooit vooraan: C"
    result = mcda.robustness(problem, size=2000, rng=1)
    told = plots.central_weights(result).get_xlabel()
    assert "first in none of the 2,000 weightings drawn: C" in told


def test_central_weights_of_another_problem_are_refused():
    with pytest.raises(mcda.ProblemError, match="its criteria are not those of the result"):
        plots.central_weights(results("ai-factory")["robustness"], problem=made(2, 6, 3))


# --- one weight ----------------------------------------------------------------------------------


def test_lines_of_a_walk_are_scores_and_break_points_tie_the_lead():
    stability = results("ai-factory")["stability"]
    ax = plots.walking_weights(stability, "Randvoorwaarden")
    others = [name for name in FACTORY.layer_names if name != "preconditions"]
    for line, name in zip(ax.get_lines(), FACTORY.alternative_names, strict=False):
        (at_zero, at_one) = line.get_ydata()
        for weight in (0.0, 0.3, 1.0):
            weights = {"preconditions": weight, **dict.fromkeys(others, (1 - weight) / 5)}
            score = mcda.rank(FACTORY, "borda", weights).scores[name]
            assert (1 - weight) * at_zero + weight * at_one == pytest.approx(score)
    *points, now = [line.get_xdata()[0] for line in ax.get_lines()[3:]]
    assert now == pytest.approx(1 / 6)
    for at in points:
        weights = {"preconditions": at, **dict.fromkeys(others, (1 - at) / 5)}
        assert len(mcda.rank(FACTORY, "borda", weights).leaders) == 2
    texts = [text.get_text() for text in ax.texts]
    assert [text for text in texts if "%" in text] == ["39.9 %", "88.9 %", "now 16.7 %"]
    assert [text for text in texts if "%" not in text] == ["B3", "B2", "B1"]


def test_a_part_can_be_named_with_its_kind_and_must_be_one():
    problem = mcda.from_rankings(
        {"cost": "A > B", "reach": "B > A", "trust": "B > A"},
        layers={"cost": ["cost", "trust"], "rest": ["reach"]},
    )
    stability = mcda.stability(problem, weights="equal")
    assert along_one_weight(stability, ("layer", "cost")).weight == pytest.approx(2 / 3)
    assert along_one_weight(stability, ("criterion", "cost")).weight == pytest.approx(1 / 3)
    with pytest.raises(mcda.ProblemError, match="more than one thing: layer 'cost', criterion"):
        plots.walking_weights(stability, "cost")
    with pytest.raises(mcda.ProblemError, match="did you mean 'reach'"):
        plots.walking_weights(stability, "rech")
    with pytest.raises(mcda.ProblemError, match="allowed: a kind and a name"):
        plots.walking_weights(stability, ("layer", "reach"))


def test_a_part_with_all_the_weight_cannot_walk_and_its_interval_says_so():
    stability = mcda.stability(mcda.from_rankings({"cost": "A > B"}))
    with pytest.raises(mcda.ProblemError, match="has all the weight") as caught:
        plots.walking_weights(stability, "cost")
    assert (
        caught.value.faults[0].in_words("nl").startswith("criterium ‘cost’ heeft al het gewicht; ")
    )
    drawn = plots.stability_intervals(stability)
    assert drawn.texts[0].get_text().startswith("has all the weight")


def test_within_an_interval_nothing_changes_and_beyond_it_the_leader_named_does():
    stability = results("ai-factory")["stability"]
    ax = plots.stability_intervals(stability)
    rows = interval_rows(stability)
    leader_bars, ranking_bars = ax.containers
    now = stability.ranking
    for place, row in enumerate(rows.to_dict(orient="records")):
        others = [name for name in FACTORY.layer_names if name != row["part"]]

        def at(weight, part=row["part"], others=others):
            weights = {part: weight, **dict.fromkeys(others, (1 - weight) / 5)}
            return mcda.rank(FACTORY, "borda", weights)

        low, width = leader_bars[place].get_x(), leader_bars[place].get_width()
        assert at(low + width - 1e-6).leaders == at(low + 1e-6).leaders == now.leaders
        if low + width < 1:
            assert at(low + width + 1e-6).leaders == [row["above"]]
        low, width = ranking_bars[place].get_x(), ranking_bars[place].get_width()
        assert at(low + width - 1e-6).order == now.order
        if low + width < 1:
            assert at(low + width + 1e-6).order != now.order
    assert ax.get_lines()[0].get_xdata() == pytest.approx([1 / 6] * 6)


def test_intervals_are_of_layers_unless_one_only_is_scored():
    assert len(interval_rows(results("ai-factory")["stability"])) == 6
    assert list(interval_rows(results("single layer")["stability"])["part"]) == ["a", "b", "c"]
    with pytest.raises(mcda.ProblemError, match="unknown kind 'layr'"):
        plots.stability_intervals(results("ai-factory")["stability"], kind="layr")


# --- changes -------------------------------------------------------------------------------------


def test_flips_say_in_words_who_leads_and_who_never_can():
    problem = mcda.from_rankings({"cost": "A > B > C", "reach": "B > A > C"}, weights=[3, 2])
    ax = plots.weight_flips(mcda.stability(problem), language="nl")
    told = [text.get_text() for text in ax.texts]
    # B leads once "reach" has half of the weight: ten points more than two fifths.
    assert told == ["staat nu vooraan", "10,0", "bij geen toegelaten weging vooraan"]
    assert [patch.get_width() for patch in ax.patches] == pytest.approx([0, 10, 0])


def test_left_out_shows_the_ranks_without_each_part():
    shown = left_out_rows(results("ai-factory")["stability"])
    rows = dict(zip(shown.labels, shown.ranks.to_dict(orient="records"), strict=True))
    kept = dict.fromkeys([n for n in FACTORY.layer_names if n != "preconditions"], 1.0)
    expected = mcda.rank(FACTORY.without("preconditions"), "borda", kept).ranks
    assert rows["the preconditions"] == rows["Preconditions"] == expected.to_dict()
    assert rows["nothing left out"] == mcda.rank(FACTORY, "borda", "layer-equal").ranks.to_dict()
    assert np.isnan(rows["B3"]["B3"])
    assert rows["B3"]["B2"] == 1
    assert [label for label, bold in zip(shown.labels, shown.headings, strict=True) if bold] == [
        "without layer", "without criterion", "without alternative", "without several layers"
    ]  # fmt: skip
    assert "all but Outcome and Impact" in rows


def test_a_flip_is_framed_and_told():
    problem = mcda.from_rankings(
        {"cost": "A > B", "reach": "B > A", "trust": "A = B"}, weights=[3, 2, 1]
    )
    ax = plots.left_out(mcda.stability(problem))
    assert len(ax.patches) == 1
    assert ax.patches[0].get_y() == ax.get_yticks()[2] - 0.5
    assert ax.get_yticklabels()[2].get_text() == "cost"


def test_left_out_is_drawn_for_methods_of_any_kind():
    ax = plots.left_out(mcda.stability(FACTORY, "copeland"))
    assert ax.get_yticklabels()[0].get_text() == "nothing left out"


@pytest.mark.parametrize(
    "plot",
    [
        lambda stability: plots.walking_weights(stability, "input"),
        plots.stability_intervals,
        plots.weight_flips,
    ],
)
def test_methods_that_are_not_linear_are_refused_with_the_reason(plot):
    with pytest.raises(mcda.ProblemError, match="Copeland is not linear in the weights"):
        plot(mcda.stability(FACTORY, "copeland"))


# --- regions -------------------------------------------------------------------------------------


def test_regions_are_named_where_they_are_and_their_shares_told():
    ax = plots.leader_regions(mcda.leader_regions(FACTORY), language="nl")
    told = [text.get_text() for text in ax.get_legend().get_texts()]
    assert [text.strip("\u200b") for text in told] == [
        "B2: 57,28 %", "B3: 40,72 %", "B1: 2,00 %", "gewichten nu"
    ]  # fmt: skip
    named = {text.get_text() for text in ax.texts}
    assert {"B1", "B2", "B3", "Randvoorwaarden"} <= named
    # The mark is where the tips of the triangle, weighed by the weights, have their middle.
    (mark,) = [line for line in ax.get_lines() if line.get_marker() == "X"]
    tips = np.array([[0.0, 1.0], [-1 / np.sqrt(3), 0.0], [1 / np.sqrt(3), 0.0]])
    assert np.ravel(mark.get_data()) == pytest.approx(np.array([1 / 6, 2 / 3, 1 / 6]) @ tips)


def test_groups_with_a_name_of_their_own_keep_it():
    groups = {"means": FACTORY.layer_names[:3], "outcome": ["outcome"],
              "rest": ["impact", "preconditions"]}  # fmt: skip
    found = mcda.leader_regions(FACTORY, groups)
    assert corner_labels(found, "nl") == ["means", "Outcome", "rest"]


def test_who_has_no_region_is_named_below():
    rankings = {"k1": "A > C > B", "k2": "B > C > A", "k3": "A = B = C"}
    problem = mcda.from_rankings(rankings, layers={f"l{k}": [k] for k in rankings})
    ax = plots.leader_regions(mcda.leader_regions(problem))
    told = [" ".join(text.get_text().split()) for text in ax.texts]
    assert (
        "C: ahead of all others under none of these divisions of the weight over three groups"
    ) in told


def test_axes_that_are_not_ternary_are_refused():
    _, ax = plt.subplots()
    with pytest.raises(mcda.ProblemError, match="allowed: ternary axes"):
        plots.leader_regions(mcda.leader_regions(FACTORY), ax)


def test_the_centre_of_a_polygon_is_inside_it_as_deep_as_its_circle():
    square = np.array([[0.5, 0.5, 0], [0, 1, 0], [0, 0.5, 0.5], [0.5, 0, 0.5]])  # a rhombus
    assert centre(square) == pytest.approx([1 / 4, 1 / 2, 1 / 4])
    # Its sides are half as long as those of the triangle, and its height is half of that one's.
    assert depth(square, centre(square)) == pytest.approx(np.sqrt(3) / 8)


# --- what decides --------------------------------------------------------------------------------


def test_attribution_bars_are_the_indices():
    result = results("ai-factory")["attribution"]
    ax = plots.attribution(result, response="B3 leads", language="nl")
    alone, in_all = [bars for bars in ax.containers if hasattr(bars, "patches")]
    assert [bar.get_width() for bar in alone] == result.first_order.loc["B3 leads"].to_list()
    assert [bar.get_width() for bar in in_all] == result.total.loc["B3 leads"].to_list()
    assert "B3 staat vooraan" in ax.get_xlabel()
    assert variance_shares(result)["alone"].to_list() == result.first_order.loc[WHO_LEADS].to_list()
    with pytest.raises(mcda.ProblemError, match="unknown response"):
        plots.attribution(result, response="B9 leads")


def test_attribution_of_what_never_varies_says_so():
    problem = mcda.from_rankings({"cost": "A > B", "reach": "A > B"})
    ax = plots.attribution(mcda.attribution(problem, ["borda"], size=20, rng=1))
    assert "nothing to explain" in ax.texts[0].get_text()


def test_bits_open_end_where_the_leaders_of_the_settlement_say():
    problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    settled = mcda.settle(problem, answers={"cost": 3, "reach": 1}, certainty=1.0, size=400, rng=1)
    rows = bits_open(settled)
    assert rows["bits open"].iloc[0] == pytest.approx(1, abs=0.02)  # A and B lead as often
    assert rows["bits open"].iloc[-1] == 0
    assert rows["leader"].to_list()[1:] == ["A"]
    ax = plots.entropy(settled, language="nl")
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == ["0: nog niets gevraagd", "1: weegt ‘cost’ zwaarder dan ‘reach’? ja"]
    assert any(text.get_text().startswith("< 0,07 bits; A > 99") for text in ax.texts)


def test_where_nothing_is_asked_the_leader_of_the_start_is_told():
    problem = mcda.from_rankings({"cost": "A > B", "reach": "A > B"})
    ax = plots.entropy(mcda.settle(problem, size=100, rng=1))
    assert any(text.get_text().startswith("< 0.20 bits; A > 97 %") for text in ax.texts)
