"""Pictures of the evidence, of methods and of weight sets: the data in them, and their labels."""

from itertools import combinations, pairwise, permutations

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.text import Text

import mcda_ai as mcda
from mcda_ai import plots
from mcda_ai.plots.evidence import appraisal_cells
from mcda_ai.plots.graphs import margins_between
from mcda_ai.plots.heatmaps import agreement_table
from mcda_ai.plots.partial_orders import levels_of

LONG = (
    "Versterking van de maatschappelijke en economische weerbaarheid van arbeidsmarktvoorzieningen"
)
CYCLE = {"cost": "A > B > C > D", "reach": "B > C > A > D", "trust": "C > A > B > D"}


@pytest.fixture(autouse=True)
def without_a_screen():
    mpl.use("Agg")


def made(n_alternatives, n_criteria, n_layers, unscored=False):
    """Draw rankings at random under long Dutch names."""
    rng = np.random.default_rng(n_criteria)
    names = [f"Optie {i}: Europees onderzoekssamenwerkingsverband" for i in range(n_alternatives)]
    orders = {}
    for k in range(n_criteria):
        ranks = dict(zip(names, rng.integers(1, n_alternatives + 1, n_alternatives), strict=True))
        if unscored and k % 3 == 0:
            del ranks[names[k % n_alternatives]]
        orders[f"{k}. {LONG}"] = None if unscored and k == 1 else ranks
    criteria = list(orders)
    layers = {f"Laag {i}: {LONG}": criteria[i::n_layers] for i in range(n_layers)}
    return mcda.from_rankings(orders, layers=layers, alternatives=names)


PROBLEMS = {
    "ai-factory": lambda: mcda.load("ai-factory"),
    "levels left open": lambda: mcda.load("ai-factory-features"),
    "2 alternatives, 1 layer": lambda: made(2, 5, 1),
    "12 alternatives, unscored cells": lambda: made(12, 9, 3, unscored=True),
    "60 criteria": lambda: made(3, 60, 6, unscored=True),
}


def robustness(problem, size=100):
    return mcda.robustness(problem, "copeland", size=size, rng=1)


def compared(problem):
    return mcda.compare(problem, ["borda", "promethee1", "copeland", "leximin", "condorcet"])


def ground(problem):
    return mcda.common_ground(
        problem, weight_sets={"gelijk": "equal", f"Ministerie: {LONG}": "layer-equal"}
    )


PLOTS = {
    "appraisal_table": lambda p, **how: plots.appraisal_table(p, **how),
    "chain": lambda p, **how: plots.chain(mcda.rank(p), **how),
    "first_ranks": lambda p, **how: plots.first_ranks({LONG: robustness(p)}, **how),
    "margin_graph": lambda p, **how: plots.margin_graph(p, **how),
    "method_agreement": lambda p, **how: plots.method_agreement(compared(p), **how),
    "pairwise_support": lambda p, **how: plots.pairwise_support(p, **how),
    "partial_order": lambda p, **how: plots.partial_order(mcda.rank(p, "promethee1"), **how),
    "preference_heatmap": lambda p, **how: plots.preference_heatmap(
        p.layer_preferences()[p.layers[0].name], title=p.layers[0].label.nl, **how
    ),
    "rank_acceptability": lambda p, **how: plots.rank_acceptability(
        {f"Positioneel: {LONG}": robustness(p), "meerderheid": robustness(p, 50)}, **how
    ),
    "weight_sets": lambda p, **how: plots.weight_sets(ground(p), **how),
}


def texts(ax):
    return [text.get_text() for text in ax.texts]


def widths(ax):
    return [patch.get_width() for patch in ax.patches]


# --- demands on every picture --------------------------------------------------------------------


@pytest.mark.parametrize(
    "which",
    [which if which in ("levels left open", "12 alternatives, unscored cells")
     else pytest.param(which, marks=pytest.mark.long) for which in PROBLEMS],
)  # fmt: skip
@pytest.mark.parametrize("name", PLOTS)
def test_no_text_is_clipped(name, which):
    ax = PLOTS[name](PROBLEMS[which](), language="nl")
    ax.figure.canvas.draw()
    within = ax.figure.bbox.padded(1)
    shown = [t for t in ax.figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
    assert shown
    for text in shown:
        extent = text.get_window_extent()
        assert within.contains(extent.x0, extent.y0), text
        assert within.contains(extent.x1, extent.y1), text


@pytest.mark.parametrize("name", PLOTS)
def test_a_picture_is_drawn_on_the_axes_given(name):
    _, ax = plt.subplots()
    assert PLOTS[name](mcda.load("ai-factory"), ax=ax, language="en") is ax
    assert len(plt.get_fignums()) == 1


@pytest.mark.parametrize("name", PLOTS)
def test_signs_in_names_are_only_text(name):
    problem = mcda.from_rankings({"$cost$ <b>": "_$A$ > $B$", "_reach": "$B$ = _$A$"})
    PLOTS[name](problem, language="en").figure.canvas.draw()


def test_an_alternative_has_one_colour_everywhere():
    problem = mcda.load("ai-factory")
    colours = plots.alternative_colours(problem.alternative_names)
    support = plots.pairwise_support(problem)
    assert to_hex(support.patches[0].get_facecolor()).upper() == colours["B1"]
    assert to_hex(support.patches[3].get_facecolor()).upper() == colours["B2"]
    dots = [line for line in plots.margin_graph(problem).lines if line.get_marker() == "o"]
    assert [dot.get_color() for dot in dots] == list(colours.values())


# --- the evidence --------------------------------------------------------------------------------


def test_the_table_shows_ranks_shared_ranks_and_unscored_cells():
    problem = mcda.from_rankings(
        {"cost": "A > B = C", "trust": None, "reach": {"A": 2, "C": 1}},
        layers={"input": ["cost"], "outcome": ["trust", "reach"]},
    )
    ax = plots.appraisal_table(problem)
    assert texts(ax) == ["1", "2=", "2=", "2", "1"]
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == ["input", "cost", "outcome", "trust", "reach"]
    assert sum(patch.get_hatch() is not None for patch in ax.patches) == 4
    explained = [text.get_text() for text in ax.get_legend().get_texts()]
    assert explained == ["rank 1: the best", "rank 3: the worst", "=  shared rank", "unscored"]


def test_rank_ranges_are_those_of_all_completions():
    problem = mcda.load("ai-factory-features")
    assert problem.n_ways_to_fix_levels > 1
    for criterion in problem.criteria:
        seen = []
        for complete in problem.completions():
            positions = complete.ranks[complete.criterion_names.index(criterion.name)]
            seen.append([1 + (positions < own).sum() for own in positions])
        found = [cell.ranks for cell in appraisal_cells(problem, criterion)]
        assert found == list(zip(np.min(seen, axis=0), np.max(seen, axis=0), strict=True))


def test_cells_with_several_levels_and_disputes_are_marked():
    features = plots.appraisal_table(mcda.load("ai-factory-features"), language="nl")
    assert sum(isinstance(patch, mpl.patches.Polygon) for patch in features.patches) == 3
    assert "meer niveaus mogelijk" in {t.get_text() for t in features.get_legend().get_texts()}
    ax = plots.appraisal_table(mcda.load("ai-factory"))
    heights = [line.get_ydata()[0] for line in ax.lines if line.get_marker() == "D"]
    at = dict(zip(ax.get_yticks(), (t.get_text() for t in ax.get_yticklabels()), strict=True))
    assert [at[height] for height in heights] == [
        "Knowledge of using AI facilities",
        "New pre-trained AI models",
        "New fine-tuned AI models",
        "Strategic autonomy",
    ]


def test_the_table_is_darkest_where_the_rank_is_best():
    ax = plots.appraisal_table(mcda.from_rankings({"cost": "A > B > C > D"}))
    light = [np.mean(patch.get_facecolor()[:3]) for patch in ax.patches]
    assert light == sorted(light)


# --- pairs ---------------------------------------------------------------------------------------


def test_support_is_divided_in_four():
    problem = mcda.from_rankings(
        {"a": "A > B", "b": "B > A", "c": "A = B", "d": {"A": 1, "C": 2}},
        alternatives=["A", "B", "C"],
    )
    ax = plots.pairwise_support(problem, weights=[0.4, 0.1, 0.2, 0.3])
    assert np.reshape(widths(ax), (3, 4)) == pytest.approx(
        np.array([[0.4, 0.2, 0.3, 0.1], [0.3, 0, 0.7, 0], [0, 0, 1, 0]])
    )
    assert texts(ax) == ["40", "20", "30", "10", "30", "70", "100"]
    assert [t.get_text() for t in ax.get_yticklabels()] == ["A", "A", "B"]
    right = ax.child_axes[0].get_yticklabels()
    assert [t.get_text() for t in right] == ["B", "C", "C"]


def test_a_layer_without_weight_stays_blank():
    problem = mcda.from_rankings(
        {"a": "A > B", "b": "B > A"}, layers={"input": ["a"], "impact": ["b"]}
    )
    table = problem.layer_preferences({"a": 1, "b": 0})
    assert texts(plots.preference_heatmap(table["impact"])) == []
    assert texts(plots.preference_heatmap(table["input"], language="nl")) == ["1,00", "0,00"]


# --- shares of weightings ------------------------------------------------------------------------


def test_acceptability_says_exact_or_shows_errors():
    problem = mcda.from_rankings({"a": "A > B > C", "b": "B > C > A"})
    results = {
        "exact": mcda.robustness(problem, size="exact"),
        "drawn": mcda.robustness(problem, size=400, rng=1),
    }
    ax = plots.rank_acceptability(results, language="nl")
    assert [t for t in texts(ax) if not t.isdigit()] == ["exact", "400 trekkingen"]
    shares = np.reshape(widths(ax), (2, 3, 3))  # result, rank, alternative
    assert shares.sum(axis=1) == pytest.approx(np.ones((2, 3)))
    # With weight w on a, Borda gives A 4w - 2, B 2 - 2w and C -2w: A leads B above 2/3.
    assert shares[0, 0] == pytest.approx([1 / 3, 2 / 3, 0])
    (bars,) = ax.collections
    for (start, end), share in zip(bars.get_segments(), shares[1, 0], strict=True):
        assert (start[0] + end[0]) / 2 == pytest.approx(share)
        error = np.sqrt(share * (1 - share) / 400)
        assert (end[0] - start[0]) / 2 == pytest.approx(1.96 * error, rel=0.01)


def test_exact_results_have_no_error_bar():
    problem = mcda.from_rankings({"a": "A > B", "b": "B > A"})
    ax = plots.rank_acceptability(mcda.robustness(problem, size="exact"))
    assert "exact" in texts(ax)
    assert not any(isinstance(c, mpl.container.ErrorbarContainer) for c in ax.containers)


# --- methods -------------------------------------------------------------------------------------


def test_agreement_is_the_share_of_pairs_ordered_alike():
    problem = made(6, 7, 2)
    result = mcda.compare(problem, ["borda", "leximin", "dowdall"])
    table = agreement_table(result)
    for one, other in permutations(table.index, 2):
        ranks = [result.rankings[group.split(" = ")[0]].ranks for group in (one, other)]
        same = [
            len({np.sign(each[i] - each[j]) for each in ranks}) == 1
            for i, j in combinations(problem.alternative_names, 2)
        ]
        assert table.loc[one, other] == pytest.approx(np.mean(same))
    assert np.isnan(np.diag(table)).all()
    ax = plots.method_agreement(result)
    assert len(ax.texts) == len(table) * (len(table) - 1)
    assert [t.get_text() for t in ax.get_yticklabels()] == [
        "positional: Borda   1",
        "positional: Dowdall   2",
        "dominance: Leximin   3",
    ]


def test_agreement_of_one_group_is_an_empty_picture():
    ax = plots.method_agreement(mcda.compare(mcda.load("ai-factory"), ["borda", "promethee2"]))
    assert texts(ax) == []


# --- margins -------------------------------------------------------------------------------------


def arrows(ax):
    """Read from the picture: (from, to) with the style of each line between alternatives."""
    names = {}
    for text in ax.texts:
        if text.get_text() and getattr(text, "arrow_patch", None) is None and text.anncoords:
            names[tuple(np.round(text.xy, 6))] = text.get_text()
    return {
        (names[tuple(np.round(text.xyann, 6))], names[tuple(np.round(text.xy, 6))]): (
            text.arrow_patch
        )
        for text in ax.texts
        if getattr(text, "arrow_patch", None) is not None
    }


def named(ax):
    """Keep the annotations: names of alternatives and arrows, without the figures on arrows."""
    figures = [text for text in ax.texts if not isinstance(text, mpl.text.Annotation)]
    told = [text.get_text() for text in figures]
    for text in figures:
        text.remove()
    return told


def test_arrows_run_from_the_preferred_and_those_on_a_cycle_stand_out():
    ax = plots.margin_graph(mcda.from_rankings(CYCLE), language="nl")
    assert ax.get_title() == "cyclus: A, B, C"
    assert sorted(named(ax)) == ["0,33", "0,33", "0,33", "1,00", "1,00", "1,00"]
    drawn = arrows(ax)
    assert set(drawn) == {("A", "B"), ("B", "C"), ("C", "A"), ("A", "D"), ("B", "D"), ("C", "D")}
    for (_, to), patch in drawn.items():
        assert (patch.get_linewidth() > 2) == (to != "D")
    explained = {text.get_text() for text in ax.get_legend().get_texts()}
    assert "pijl op een cyclus" in explained


def test_equal_margins_are_dashed_and_uncompared_pairs_are_not_joined():
    problem = mcda.from_rankings(
        {"a": "A > B", "b": "B > A", "c": "C > B"}, alternatives=["A", "B", "C"]
    )
    ax = plots.margin_graph(problem)
    assert named(ax) == ["0.33"]
    drawn = arrows(ax)
    assert set(drawn) == {("A", "B"), ("C", "B")}
    assert drawn["A", "B"].get_linestyle() != "-"
    assert drawn["C", "B"].get_linestyle() in ("-", "solid")
    assert ax.get_title() == "no cycle"


def test_separate_cycles_are_told_apart():
    orders = ["A > B > C > D > E > F", "B > C > A > E > F > D", "C > A > B > F > D > E"]
    problem = mcda.from_rankings(dict(zip("xyz", orders, strict=True)))
    found = margins_between(problem)
    assert found.cycles == [("A", "B", "C"), ("D", "E", "F")]
    assert found.on_a_cycle("A", "C")
    assert not found.on_a_cycle("A", "D")


# --- partial orders ------------------------------------------------------------------------------


def closure(lines):
    found = set(lines)
    while True:
        further = {(i, k) for i, j in found for j2, k in found if j == j2} - found
        if not further:
            return found
        found |= further


@pytest.mark.parametrize("n_alternatives", [3, 7, 12])
def test_the_lines_say_all_of_the_order_and_none_too_many(n_alternatives):
    ranking = mcda.rank(made(n_alternatives, 8, 2), "promethee1")
    found = levels_of(ranking)
    flows = ranking.by_alternative
    leaving, entering = flows["leaving flow"].to_numpy(), flows["entering flow"].to_numpy()
    ahead = {
        (i, j)
        for i, j in permutations(range(n_alternatives), 2)
        if leaving[i] >= leaving[j] - 1e-12
        and entering[i] <= entering[j] + 1e-12
        and not (abs(leaving[i] - leaving[j]) < 1e-12 and abs(entering[i] - entering[j]) < 1e-12)
    }
    assert closure(found.lines) == ahead
    for line in found.lines:
        assert line not in closure(set(found.lines) - {line})
        assert found.level[line[0]] < found.level[line[1]]


def test_tied_alternatives_are_joined_and_lines_end_at_the_boxes():
    ax = plots.partial_order(mcda.rank(mcda.from_rankings(CYCLE), "promethee1"), language="nl")
    assert texts(ax)[3] == "D\nφ⁺ 0,00\nφ⁻ 1,00"
    at = {text.get_position(): text.get_text()[0] for text in ax.texts}
    ends = {}
    for line in ax.lines:
        path = [tuple(point) for point in line.get_xydata()]
        ends[at[path[0]], at[path[-1]]] = line.get_linestyle()
    assert {pair for pair, style in ends.items() if style == "-"} == {
        ("A", "D"),
        ("B", "D"),
        ("C", "D"),
    }
    assert {pair for pair, style in ends.items() if style != "-"} == {
        ("A", "B"),
        ("A", "C"),
        ("B", "C"),
    }


def test_no_line_runs_behind_the_box_of_another_alternative():
    ax = plots.partial_order(mcda.rank(made(12, 8, 2), "promethee1"))
    ax.figure.canvas.draw()
    boxes = {
        text.get_position(): text.get_bbox_patch()
        .get_window_extent()
        .transformed(ax.transData.inverted())
        for text in ax.texts
    }
    for line in ax.lines:
        points = line.get_xydata()
        ends = {tuple(points[0]), tuple(points[-1])}
        for start, end in pairwise(points):
            along = start + np.linspace(0, 1, 200)[:, None] * (end - start)
            for place, box in boxes.items():
                assert place in ends or not any(box.contains(*point) for point in along)


def test_a_relation_that_is_not_transitive_keeps_every_line():
    problem = mcda.from_rankings({"a": "A > B", "b": "B > C"}, alternatives=["A", "B", "C"])
    ranking = mcda.rank(problem, "pareto")
    found = levels_of(ranking)
    assert (found.lines, found.transitive, found.incomparable) == ([(0, 1), (1, 2)], False, True)
    explained = {t.get_text() for t in plots.partial_order(ranking).get_legend().get_texts()}
    assert "higher: ahead, along one line only\n(the relation is not transitive)" in explained


def test_what_has_no_levels_is_refused():
    circle = {"a": "A > B", "b": "B > C", "c": "C > A"}
    with pytest.raises(mcda.ProblemError, match="in a circle"):
        plots.partial_order(mcda.rank(mcda.from_rankings(circle), "pareto"))
    with pytest.raises(mcda.ProblemError, match="gives no partial order"):
        plots.partial_order(mcda.rank(mcda.load("ai-factory"), "borda"))


# --- weight sets ---------------------------------------------------------------------------------


def test_weight_sets_show_layers_leaders_and_lead():
    problem = mcda.from_rankings(
        {"cost": "A > B", "reach": "B > A", "trust": "B > A"},
        layers={"input": ["cost"], "outcome": ["reach", "trust"]},
        weight_sets={
            "board": {"input": 3, "outcome": 1},
            "city": {"cost": 2, "reach": 1, "trust": 1},
        },
    )
    ax = plots.weight_sets(mcda.common_ground(problem), language="nl")
    assert widths(ax) == pytest.approx([0.75, 0.25, 0.5, 0.5])
    told = [text for text in texts(ax) if not text.isdigit() and text != "■"]
    assert told == ["A (voorsprong 1)", "A > B", "A, B", "A = B"]
    assert [t.get_text() for t in ax.get_yticklabels()] == ["board", "city"]
    squares = [text.get_color() for text in ax.texts if text.get_text() == "■"]
    assert squares == ["#0072B2", "#0072B2", "#E69F00"]


def test_a_method_without_scores_gives_no_lead():
    ax = plots.weight_sets(mcda.common_ground(mcda.load("ai-factory"), "schulze", {"a": "equal"}))
    assert [text for text in texts(ax) if not text.isdigit()] == ["■", "B3", "B3 > B2 > B1"]
