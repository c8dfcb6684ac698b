"""Who leads where in a triangle of weights: against rankings on a fine grid, and walks."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.algorithms.along_one_weight import walk
from mcda_ai.algorithms.weight_triangle import area_share, border, clipped, leading_regions
from mcda_ai.orders.weak_order import ranks_from_scores
from tests.strategies import examples

FACTORY = mcda.load("ai-factory")
GROUPS = {
    "means": ["input", "output", "intermediate-outcome"],
    "ends": ["outcome", "impact"],
    "conditions": ["preconditions"],
}
few = examples(60)


def grid(steps):
    """All divisions into whole steps, the middle of none of them on a border by chance."""
    return np.array(
        [(i, j, steps - i - j) for i in range(steps + 1) for j in range(steps + 1 - i)]
    ) / steps  # fmt: skip


def layer_weights(place, groups=GROUPS):
    return {
        layer: part / len(layers)
        for part, layers in zip(place.tolist(), groups.values(), strict=True)
        for layer in layers
    }


def depth(polygon, place):
    """How far inside a convex polygon a place lies; negative outside."""
    flat, (x, y) = polygon[:, :2], place[:2]
    edges = np.roll(flat, -1, axis=0) - flat
    turn = np.sign(edges[0, 0] * edges[1, 1] - edges[0, 1] * edges[1, 0])
    lengths = np.hypot(*edges.T)
    kept = lengths > 1e-9
    crosses = edges[:, 0] * (y - flat[:, 1]) - edges[:, 1] * (x - flat[:, 0])
    return (turn * crosses[kept] / lengths[kept]).min()


@pytest.fixture(scope="module")
def result():
    return mcda.leader_regions(FACTORY, GROUPS)


def test_rankings_on_a_fine_grid_have_the_leader_of_the_region_they_lie_in(result):
    seen = set()
    for place in grid(24):
        leaders = mcda.rank(FACTORY, "borda", layer_weights(place)).leaders
        for region, rows in result.corners.groupby("region"):
            inside = depth(rows.to_numpy(), place)
            if inside > 1e-9:
                assert leaders == list(result.leaders[region])
                seen.add(region)
            if region in leaders:
                assert inside > -1e-9
    assert seen == set(result.shares.index) == {"B1", "B2", "B3"}


def test_shares_are_those_of_random_divisions_and_sum_to_one(result):
    assert result.shares.sum() == pytest.approx(1, abs=1e-12)
    places = np.random.default_rng(1).dirichlet(np.ones(3), 200_000)
    scores = places @ result.corner_scores.to_numpy()
    for position, name in enumerate(FACTORY.alternative_names):
        drawn = (scores.argmax(axis=1) == position).mean()
        assert drawn == pytest.approx(result.shares[name], abs=0.005)


def test_the_scores_at_the_corners_are_those_of_all_weight_on_a_group(result):
    for corner, name in zip(np.eye(3), GROUPS, strict=True):
        expected = mcda.rank(FACTORY, "borda", layer_weights(corner)).scores
        assert result.corner_scores.loc[name].to_dict() == pytest.approx(expected.to_dict())


def test_on_a_border_both_lead(result):
    assert {pair[:2] for pair in result.borders.index} == {("B1", "B2"), ("B2", "B3")}
    for (one, other), rows in result.borders.groupby(["region", "versus"]):
        middle = rows.to_numpy().mean(axis=0)
        for place in (*rows.to_numpy(), middle):
            scores = mcda.rank(FACTORY, "borda", layer_weights(place)).scores
            assert scores[one] == pytest.approx(scores[other], abs=1e-12)
            assert scores[one] == pytest.approx(scores.max(), abs=1e-12)


def test_an_edge_is_cut_where_a_walk_along_it_changes_leader(result):
    scores = mcda.methods.find("borda").on(FACTORY).criterion_scores
    layers = np.array([c.layer for c in FACTORY.criteria])[FACTORY.scored]
    inside = np.isin(layers, GROUPS["conditions"])
    for others in ("means", "ends"):
        place = np.array([0.5 * (others == "means"), 0.5 * (others == "ends"), 0.5])
        weights = mcda.weights.resolve(layer_weights(place), FACTORY)[FACTORY.scored]
        walked = walk(scores, weights, inside)
        empty = [name for name in GROUPS if name not in (others, "conditions")][0]  # noqa: RUF015
        ends = result.borders[result.borders[empty].abs() < 1e-12]["conditions"]
        change = walked.leading_between[1:] != walked.leading_between[:-1]
        expected = walked.points[1:-1][change.any(axis=1)]
        assert sorted(ends) == pytest.approx(sorted(expected))


def test_the_interval_of_a_group_is_where_the_line_through_the_weights_now_crosses(result):
    now = mcda.stability(FACTORY, "borda", "layer-equal").intervals
    at = now.loc[("layer", "preconditions"), "leader to"]
    others = result.weights.drop("conditions")
    place = np.array([*(others / others.sum() * (1 - at)), at])
    assert depth(result.corners.loc["B3"].to_numpy(), place) == pytest.approx(0, abs=1e-12)
    assert result.now == ("B3",)
    assert result.weights.to_dict() == pytest.approx(
        {"means": 1 / 2, "ends": 1 / 3, "conditions": 1 / 6}
    )


@few
@given(
    st.integers(2, 6).flatmap(
        lambda m: st.lists(
            st.lists(st.integers(-3, 3), min_size=m, max_size=m), min_size=3, max_size=3
        )
    )
)
def test_any_triangle_is_covered_once_and_nobody_is_better_at_a_corner_of_a_region(rows):
    scores = np.array(rows, dtype=float)
    regions = leading_regions(scores, 3.0)
    assert sum(area_share(region.polygon) for region in regions) == pytest.approx(1)
    for region in regions:
        there = region.polygon @ scores
        assert (there.max(axis=1) - there[:, region.leaders[0]]).max() < 1e-9
        middle = region.polygon.mean(axis=0) @ scores
        assert np.flatnonzero(ranks_from_scores(middle, 3.0) == 1).tolist() == list(region.leaders)


def test_alternatives_that_always_tie_share_a_region():
    rankings = {"k1": "A = B > C", "k2": "C > A = B", "k3": "A = B > C"}
    layers = {f"l{k}": [name] for k, name in enumerate(rankings)}
    found = mcda.leader_regions(mcda.from_rankings(rankings, layers=layers))
    assert dict(found.leaders) == {"A, B": ("A", "B"), "C": ("C",)}
    # C leads where the middle group has more than half of the weight: a triangle of half the size.
    assert found.shares.to_dict() == pytest.approx({"A, B": 0.75, "C": 0.25})


def test_who_leads_on_a_border_only_has_no_region():
    scores = np.array([[1.0, -1.0, 0.0], [-1.0, 1.0, 0.0], [0.0, 0.0, 0.0]])
    assert [region.leaders for region in leading_regions(scores)] == [(0,), (1,)]
    rankings = {"k1": "A > C > B", "k2": "B > C > A", "k3": "A = B = C"}
    layers = {f"l{k}": [name] for k, name in enumerate(rankings)}
    found = mcda.leader_regions(mcda.from_rankings(rankings, layers=layers))
    assert found.without_region == ["C"]
    assert (
        "C: ahead of all others under none of these divisions of the weight over three groups"
    ) in found.sentences
    assert found.shares.to_dict() == pytest.approx({"A": 0.5, "B": 0.5})


def test_regions_that_meet_in_a_point_have_no_border():
    # Four quarters around the middle of the triangle; opposite ones meet there only.
    across, up = np.array([1.0, -1.0, 0.0]), np.array([-0.5, -0.5, 1.0])
    scores = np.column_stack([across, -across, up, -up])
    east, west, north, south = leading_regions(scores)
    assert border(east, west, scores).shape == (0, 3)
    assert border(north, south, scores).shape == (0, 3)
    assert border(east, north, scores).shape == (2, 3)


def test_clipping_keeps_a_side_that_lies_on_the_line():
    kept = clipped(np.eye(3), np.array([1.0, 0.0, 0.0]))
    assert area_share(kept) == 1
    assert area_share(clipped(np.eye(3), np.array([-1.0, 0.0, 0.0]))) == 0
    assert clipped(np.eye(3), np.array([-1.0, -1.0, -1.0])).shape == (0, 3)


def test_a_group_without_weight_shares_it_equally():
    given = dict.fromkeys(FACTORY.layer_names, 1.0) | {"preconditions": 0.0}
    found = mcda.leader_regions(FACTORY, GROUPS, weights=given)
    inside = found.proportions.loc["conditions"]
    assert inside[inside > 0].to_list() == pytest.approx([1 / 4] * 4)
    assert found.weights["conditions"] == 0


def test_groups_unless_named():
    assert list(mcda.leader_regions(FACTORY).groups.values()) == [
        ("input",), ("output", "intermediate-outcome", "outcome", "impact"), ("preconditions",)
    ]  # fmt: skip
    chain = mcda.leader_regions(FACTORY.without_preconditions())
    assert list(chain.groups) == ["input", "output", "intermediate-outcome + outcome + impact"]


@pytest.mark.parametrize("n_layers", [3, 4, 5, 9])
def test_the_layers_that_disagree_most_stand_in_different_corners(n_layers):
    """One layer is against all others; wherever it stands, it has a corner of its own."""
    for against in range(n_layers):
        orders = ["B > A > C" if n % 2 else "A > B > C" for n in range(n_layers)]
        orders[against] = "C > B > A"
        rankings = {f"k{n}": order for n, order in enumerate(orders)}
        problem = mcda.from_rankings(
            rankings, layers={f"l{n}": [f"k{n}"] for n in range(n_layers)}, preconditions=["l0"]
        )
        groups = mcda.leader_regions(problem).groups
        assert (f"l{against}",) in groups.values()
        assert sorted(name for names in groups.values() for name in names) == sorted(
            problem.layer_names
        )


def test_layers_that_all_agree_are_grouped_too():
    rankings = {f"k{n}": "A > B" for n in range(5)}
    problem = mcda.from_rankings(rankings, layers={f"l{n}": [f"k{n}"] for n in range(5)})
    found = mcda.leader_regions(problem)
    assert list(found.groups.values()) == [("l0", "l3", "l4"), ("l1",), ("l2",)]
    assert found.sentences[1] == (
        "A first in 100 % (exact) of the divisions of the weight over three groups of layers"
    )


def test_a_region_of_next_to_nothing_is_one_and_what_is_left_is_not_all():
    """In X, B is ahead by a criterion that weighs a millionth or a billionth of its layer."""
    for tiny in (1e-3, 1e-6, 1e-9):
        problem = mcda.from_rankings(
            {"x": "A = B", "x2": "B > A", "y": "A > B", "z": "A > B"},
            layers={"X": ["x", "x2"], "Y": ["y"], "Z": ["z"]},
        )
        found = mcda.leader_regions(problem, weights={"x": 1, "x2": tiny, "y": 1, "z": 1})
        corner = tiny / (1 + tiny)  # ahead by this much where X has all weight, behind by 1 else
        assert found.shares["B"] == pytest.approx((corner / (1 + corner)) ** 2, rel=1e-6)
        assert found.shares["B"] > 0
        assert found.shares["A"] < 1
        told = " ".join(found.sentences)
        assert "A first in > 99.99 % (exact)" in told or tiny > 1e-6
        assert "B first in < 0.01 % (exact)" in told
        assert found.without_region == []


def test_what_is_divided_is_said():
    told = mcda.leader_regions(FACTORY).in_words("nl", {"input": "Invoer"})
    assert told[0].startswith(
        "het gewicht wordt verdeeld over drie groepen lagen (Invoer; output, "
    )
    assert told[0].endswith("geldt als even waarschijnlijk: een aanname, geen bevinding")
    assert all("van het gewicht over drie groepen lagen" in each for each in told[1:])


def test_layers_can_be_named_by_their_label():
    by_label = {**GROUPS, "conditions": ["Randvoorwaarden"]}
    assert mcda.leader_regions(FACTORY, by_label).groups["conditions"] == ("preconditions",)


@pytest.mark.parametrize(
    ("groups", "fault"),
    [
        ({"a": ["input"], "b": ["output"]}, "groups: 2"),
        ({**GROUPS, "ends": ["outcome"]}, "layer 'impact': in no group"),
        ({**GROUPS, "ends": ["outcome", "impact", "input"]}, "in more than one group"),
        ({**GROUPS, "ends": ["outcome", "impct"]}, "did you mean 'impact'"),
        ({**GROUPS, "ends": "outcome"}, "is a text"),
        ({**GROUPS, "conditions": []}, "group 'conditions': no layer with a scored criterion"),
    ],
)
def test_groups_that_do_not_fit_are_told(groups, fault):
    with pytest.raises(mcda.ProblemError, match=fault):
        mcda.leader_regions(FACTORY, groups)


def test_fewer_than_three_layers_and_methods_without_straight_borders_are_refused():
    with pytest.raises(mcda.ProblemError, match=r"1 layer.* at least 3 are needed"):
        mcda.leader_regions(mcda.from_rankings({"cost": "A > B"}))
    with pytest.raises(mcda.ProblemError, match=r"Kemeny.* is not linear in the weights"):
        mcda.leader_regions(FACTORY, method="kemeny")


def test_a_layer_without_a_scored_criterion_needs_no_group():
    rankings = {"k1": "A > B", "k2": "B > A", "k3": "A > B", "k4": None}
    layers = {f"l{k}": [name] for k, name in enumerate(rankings)}
    problem = mcda.from_rankings(rankings, layers=layers)
    assert list(mcda.leader_regions(problem).groups) == ["l0", "l1", "l2"]


def test_the_result_tells_itself(result):
    told = json.loads(json.dumps(result.to_dict()))
    assert told["groups"] == GROUPS
    assert told["shares"]["B3"] == result.shares["B3"]
    frame = result.to_frame()
    assert list(frame.columns) == ["region", "share", "corner", *GROUPS]
    assert len(frame) == len(result.corners)
    assert (
        "B3 first in 65.25 % (exact) of the divisions of the weight over three groups of layers"
    ) in repr(result)
    assert "<li>" in result._repr_html_()
    assert "layer-equal weights within each: exact" in str(result.provenance)
