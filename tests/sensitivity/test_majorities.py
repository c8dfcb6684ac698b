"""What majorities tell of two or three options: exact where it is, and bounds that hold."""

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_ai as mcda
from mcda_ai.methods import registry
from tests.algorithms.test_majority_shares import part_where
from tests.strategies import examples

METHODS = [name for name in registry.names() if registry.find(name).by_majority]
ORDERS = [" > ".join(order) for order in permutations("ABC")]
BOTH_WAYS = {f"c{k}": order for k, order in enumerate(ORDERS * 2)}
SPACES = ("uniform", "layers first", "ordered", "bounded")


@pytest.fixture(scope="module")
def factory():
    return mcda.load("ai-factory")


def random_problem(draw, most_criteria=10, options="ABC"):
    """Rank two or three options, with ties, gaps and layers."""
    options = options[: draw.choice([2, 3, 3, 3])]
    gaps, levels = draw.choice([0, 0, 0.2, 0.4]), draw.choice([2, 3, 9])
    names = [f"c{k}" for k in range(draw.randint(1, most_criteria))]
    rows = {name: {option: draw.randint(1, levels) for option in options if draw.random() >= gaps}
            for name in names}  # fmt: skip
    rows["c0"] = {option: place for place, option in enumerate(options, start=1)}
    n_layers = draw.choice([1, 1, 2, 3])
    layers = {f"L{k}": names[k::n_layers] for k in range(n_layers) if names[k::n_layers]}
    return mcda.from_rankings(rows, alternatives=list(options), layers=layers)


def space_of(problem, draw):
    names = [name for name, scored in zip(problem.criterion_names, problem.scored, strict=True)
             if scored]  # fmt: skip
    return {
        "uniform": mcda.weights.Uniform(),
        "layers first": mcda.weights.LayerFirst(),
        "ordered": mcda.weights.Ordered(" > ".join(names)),
        "bounded": mcda.weights.Bounded(lower=0.5 / len(names)),
    }[draw.choice(SPACES)]


def any_options(name, draw):
    return {option: draw.choice(values) for option, values in registry.find(name).options.items()
            if option != "unscored" or draw.random() < 0.2}  # fmt: skip


# --- the first case ------------------------------------------------------------------------------


def test_the_figures_of_the_ai_factory(factory):
    """Of the design, computed by other means: in per cent, flat."""
    winner = mcda.robustness(factory, "condorcet", "uniform")
    assert winner.exact
    shares = winner.rank_acceptability[1]
    assert {name: round(100 * share, 4) for name, share in shares.items()} == {
        "B1": 0.0018, "B2": 0.8436, "B3": 99.1457}  # fmt: skip
    nobody = winner.leader_sets[""]
    assert round(100 * nobody, 4) == 0.0089
    copeland = mcda.robustness(factory, "copeland", "uniform")
    assert "rank_acceptability" in copeland.exact_fields
    shares = shares.to_numpy()
    assert copeland.rank_acceptability[1].to_numpy() == pytest.approx(shares + nobody, abs=1e-12)
    assert copeland.leader_sets["B1, B2, B3"] == pytest.approx(nobody, abs=1e-12)
    schulze = mcda.robustness(factory, "schulze", "uniform")
    assert schulze.certified["lower"].to_numpy() == pytest.approx(shares, abs=1e-12)
    assert schulze.certified["upper"].to_numpy() == pytest.approx(shares + nobody, abs=1e-12)


def test_first_places_of_the_ai_factory_by_layers_are_certain(factory):
    results = [mcda.robustness(factory, name) for name in ("copeland", "schulze", "kemeny")]
    assert results[0].share_text("B3") == "92.03 % (exact)"
    for result in results[1:]:
        lower, upper = result.certified_between("B3")
        assert (round(lower, 4), round(upper, 4)) == (0.9161, 0.9203)
        assert lower <= result.share("B3") <= upper
        assert result.claims[0].certainty == "certified"


# --- any problem ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", METHODS)
@examples(12)
@given(st.randoms(use_true_random=False))
def test_what_is_told_holds_what_draws_show(name, draw):
    problem, options = random_problem(draw), any_options(name, draw)
    space = space_of(registry.find(name).problem_for(problem, options), draw)
    told = mcda.robustness(problem, name, space, options=options)
    drawn = mcda.robustness(problem, name, space, options=options, size=2_000, rng=1)
    for table in ("rank_acceptability", "pairwise_winning", "order_shares", "leader_sets"):
        if table in told.exact_fields:
            assert_close(getattr(told, table), getattr(drawn, table))
    first = drawn.rank_acceptability[1]
    for option in problem.alternative_names:
        lower, upper = told.certified_between(option) or [told.share(option)] * 2
        room = 5 * math.sqrt(max(first[option] * (1 - first[option]), 1 / 2_000) / 2_000)
        assert lower - room <= first[option] <= upper + room
        assert lower <= told.share(option) <= upper
    assert told.rank_acceptability.sum(axis=1).to_numpy() == pytest.approx(1, abs=0.01)
    assert (told.bounds["lower"] <= told.bounds["upper"]).all()


def assert_close(one, other):
    if one.ndim == 1:
        names = one.index.union(other.index)
        one, other = one.reindex(names).fillna(0), other.reindex(names).fillna(0)
    error = np.sqrt(np.maximum(other * (1 - other), 1 / 2_000) / 2_000)
    assert (abs(one - other) <= 5 * error + 1e-12).to_numpy().all()


@examples(40)
@given(st.sampled_from(["margins", "winning votes"]), st.randoms(use_true_random=False))
def test_first_places_by_the_lightest_heaviest_defeat_are_volumes(strength, draw):
    """Minimax: nobody beats an option, or one does and the two other defeats are heavier."""
    problem = random_problem(draw, most_criteria=4)
    if len(problem.alternatives) < 3:
        return
    ahead = problem.ahead.values[problem.scored].astype(float)
    margins = ahead - np.swapaxes(ahead, 1, 2)
    strengths = margins if strength == "margins" else ahead
    if not all(margins[:, i, j].any() for i, j in ((0, 1), (1, 2), (2, 0))):
        return
    result = mcda.robustness(problem, "minimax", "uniform", options={"strength": strength})
    for i, option in enumerate(problem.alternative_names):
        total = part_where(np.array([margins[:, i, j] for j in range(3) if j != i]))
        for j, k in ((j, k) for j in range(3) for k in range(3) if len({i, j, k}) == 3):
            beaten = [margins[:, j, i], margins[:, i, k], margins[:, k, j]]
            lighter = [strengths[:, i, k] - strengths[:, j, i],
                       strengths[:, k, j] - strengths[:, j, i]]  # fmt: skip
            if all(form.any() for form in lighter):
                total += part_where(np.array(beaten + lighter))
        lower, upper = result.certified_between(option) or [result.share(option)] * 2
        assert math.isnan(total) or lower - 1e-9 <= total <= upper + 1e-9


@pytest.mark.parametrize("name", METHODS)
def test_two_options_are_ranked_as_by_borda_exactly(name):
    problem = mcda.from_rankings({"x": "A > B", "y": "B > A", "z": "A = B", "u": "B > A"})
    found, borda = (mcda.robustness(problem, each) for each in (name, "borda"))
    assert found.exact
    assert found.rank_acceptability[1].to_numpy() == pytest.approx(borda.rank_acceptability[1])
    assert found.central_weights.to_numpy() == pytest.approx(borda.central_weights.to_numpy())


def test_what_can_go_round_both_ways_is_exact_for_copeland_only_as_far_as_a_cycle_ties_all():
    problem = mcda.from_rankings(BOTH_WAYS)
    with pytest.raises(mcda.ProblemError, match="tells some figures of method 'copeland' only"):
        mcda.robustness(problem, "copeland", "uniform", size="exact")
    found = mcda.robustness(problem, "copeland", "uniform")
    assert not found.exact
    assert {"rank_acceptability", "central_weights", "leader_sets"} <= set(found.exact_fields)
    assert not {"pairwise_winning", "order_shares"} & set(found.exact_fields)
    assert found.rank_acceptability[1].to_numpy() == pytest.approx(found.share("A"))
    assert found.central_weights.loc["A"].sum() == pytest.approx(1)


def test_mean_ranks_and_leaders_that_are_exact_do_not_hang_on_pairs_and_orders_that_are_not():
    problem = mcda.from_rankings(BOTH_WAYS)
    found = mcda.robustness(problem, "copeland", "uniform")
    drawn = mcda.robustness(problem, "copeland", "uniform", size=100_000, rng=2)
    assert {"expected_rank", "leader_sets"} <= set(found.exact_fields)
    ranks = found.rank_acceptability.to_numpy() @ [1, 2, 3]
    assert found.expected_rank.to_numpy() == pytest.approx(ranks, abs=1e-12)
    assert found.leader_sets.sum() == pytest.approx(1, abs=1e-12)
    for leaders, share in drawn.leader_sets.items():
        assert found.leader_sets[leaders] == pytest.approx(share, abs=0.008)  # five errors
    assert found.entropy["leader"] == pytest.approx(drawn.entropy["leader"], abs=0.01)


def test_who_leads_is_exact_where_strengths_decide_further_down():
    problem = mcda.from_rankings({"x": "B > C > A", "y": "B > C > A", "z": "C > A > B"})
    found = mcda.robustness(problem, "minimax", "uniform")
    assert "order_shares" not in found.exact_fields
    assert found.leader_sets.to_dict() == pytest.approx({"B": 0.75, "C": 0.25})


def test_half_as_many_criteria_tell_which_way_round():
    problem = mcda.from_rankings(dict(list(BOTH_WAYS.items())[:6]))
    found = mcda.robustness(problem, "copeland", "uniform", size="exact")
    assert found.exact
    cycles = found.leader_sets["A, B, C"]
    assert found.pairwise_winning.loc["A", "B"] == pytest.approx((1 - cycles) / 2)
    assert found.order_shares.drop("A = B = C").to_numpy() == pytest.approx((1 - cycles) / 6)


def test_a_method_of_your_own_that_majorities_decide_is_exact_too():
    @mcda.method(label="Losses", family="custom", needs={"pairwise", "weights"}, by_majority=True)
    def losses(view, weights):
        margins = np.tensordot(weights, view.ahead - np.swapaxes(view.ahead, 1, 2) * 1.0, axes=1)
        return -(margins < -1e-12).sum(axis=-1)

    problem = mcda.from_rankings({"x": "A > B > C", "y": "C > A > B", "z": "B > C > A"})
    found = mcda.robustness(problem, losses, "uniform", size="exact")
    assert found.share("A") == pytest.approx(0.5)  # one of three wins with more than 1/2; else all


def test_weights_that_can_only_be_drawn_are_drawn():
    problem = mcda.from_rankings({"x": "A > B > C", "y": "C > A > B", "z": "B > C > A"})
    space = mcda.weights.Around("equal", concentration=9)
    assert mcda.robustness(problem, "copeland", space, size="auto").size > 0
    with pytest.raises(mcda.ProblemError, match="no simplex"):
        mcda.robustness(problem, "copeland", space, size="exact")


def test_a_saved_result_keeps_what_is_certified(tmp_path):
    found = mcda.robustness(mcda.from_rankings(BOTH_WAYS), "kemeny", "uniform", size="auto")
    again = mcda.load_result(mcda.save(found, tmp_path / "found.json"))
    assert again.certified_between("A") == pytest.approx(found.certified_between("A"))
    assert again.in_words() == found.in_words()
