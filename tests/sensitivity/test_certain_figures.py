"""What robustness knows for certain, among what it draws; and what it says beside its shares."""

import random
from fractions import Fraction

import numpy as np
import pytest

import mcda_ai as mcda
from mcda_ai.algorithms.shares import most_draws
from mcda_ai.messages.claims import Share
from mcda_ai.sensitivity.smaa import _enough_draws
from mcda_ai.weights import BLOCK_SIZE, Around, Bounded, Constrained, Fixed, LayerFirst, Uniform
from tests.proofs.problems import random_problem

ALIKE = mcda.from_rankings({"x": "A > B > C", "y": "A > B > C"}, layers={"X": ["x"], "Y": ["y"]})
SPACES = [Uniform(), LayerFirst(), Around("equal", 3), Constrained("x >= y", "x <= 90 %")]
CYCLE = mcda.from_rankings({"k1": "A > B > C", "k2": "B > C > A", "k3": "C > A > B"})


@pytest.mark.parametrize("space", SPACES, ids=str)
@pytest.mark.parametrize("size", ["auto", 50])
def test_shares_that_are_all_or_nothing_are_so_in_every_figure(space, size):
    result = mcda.robustness(ALIKE, "borda", space, size=size, rng=1)
    assert result.rank_acceptability.to_numpy().tolist() == np.eye(3).tolist()
    assert result.pairwise_winning.to_numpy().tolist() == [[0, 1, 1], [0, 0, 1], [0, 0, 0]]
    assert result.relations.isin([0.0, 1.0]).all(axis=None)
    assert result.leader_sets.to_dict() == {"A": 1.0}
    assert result.order_shares.to_dict() == {"A > B > C": 1.0}
    assert result.expected_rank.to_list() == [1, 2, 3]
    assert [result.share_text("A", rank) for rank in (1, 2)] == ["100 % (exact)", "0 % (exact)"]
    assert "of the leader 0 bits, of the whole ranking 0 bits; 0 is certain" in repr(result)
    assert result.claims[0].to_dict()["certainty"] == "exact"


def test_a_share_of_next_to_nothing_is_told_from_nothing():
    rankings = {"one": "A > B"} | {f"k{n}": "B > A" for n in range(60)}
    result = mcda.robustness(mcda.from_rankings(rankings))
    assert result.share("A") == pytest.approx(2.0**-60)
    assert result.share_text("A") == "< 0.01 % (exact)"
    assert result.share_text("B") == "> 99.99 % (exact)"
    assert "of the leader < 0.001 bits, of the whole ranking < 0.001 bits" in repr(result)


def test_who_is_always_between_two_others_is_second_for_certain():
    problem = mcda.from_rankings({"x": "A > C > B", "y": "B > C > A"})
    result = mcda.robustness(problem, weights=LayerFirst(), size=64, rng=1)
    assert [result.share_of("C", rank) for rank in (1, 2, 3)] == [Share(0), Share(1), Share(0)]
    assert result.share_of("A").size == 64
    assert "bits in these draws" not in repr(result)


def test_what_no_draw_showed_is_not_certain_where_it_can_be():
    rankings = {"one": "A > B"} | {f"k{n}": "B > A" for n in range(20)}
    result = mcda.robustness(mcda.from_rankings(rankings), size=50, rng=1)
    assert result.share_text("A") == "< 6 %"
    assert "of the leader 0 bits in these draws" in repr(result)


def test_of_a_space_of_your_own_no_tie_is_taken_to_be_rare():
    class OnlyTheSecond(mcda.weights.WeightSpace):
        name = "only the second"

        def draw(self, layer_of, size, generator):
            return np.tile([0.0, 1.0], (size, 1))

    problem = mcda.from_rankings({"x": "A > B", "y": "A = B"})
    result = mcda.robustness(problem, weights=OnlyTheSecond(), size=100, rng=1)
    assert result.share_of("A") == Share(1.0)
    assert result.share_of("B") == Share(1.0, 100)
    assert "how likely each weighting is is what its weight space makes of it" in repr(result)


def test_of_one_weighting_every_method_is_certain():
    result = mcda.robustness(CYCLE, "copeland", Fixed({"k1": 3, "k2": 1, "k3": 1}), size=10, rng=1)
    assert [result.share_text(name) for name in "ABC"] == [
        "100 % (exact)", "0 % (exact)", "0 % (exact)"
    ]  # fmt: skip
    assert not any("assumption" in told for told in result.sentences)


# --- expected ranks ------------------------------------------------------------------------------


def test_expected_ranks_of_many_are_exact_where_pairs_are():
    rankings = {"x": "A > B > C > D", "y": "D > B > A > C", "z": "C > D > A > B"}
    result = mcda.robustness(mcda.from_rankings(rankings), size="auto", rng=1)
    flows = [{name: 3 - 2 * place for place, name in enumerate(order.split(" > "))}
             for order in rankings.values()]  # fmt: skip
    for name in "ABCD":
        ahead = [_positive([flow[rival] - flow[name] for flow in flows])
                 for rival in "ABCD" if rival != name]  # fmt: skip
        assert result.expected_rank[name] == pytest.approx(float(1 + sum(ahead)), abs=1e-12)
    assert (result.standard_error.expected_rank == 0).all()
    assert "expected_rank" in result.exact_fields


def _positive(values):
    """Probability that a flat mixture of values is above 0: one after another drops out."""
    highest, lowest = max(values), min(values)
    if highest <= 0 or lowest >= 0:
        return Fraction(highest > 0)
    without_low, without_high = list(values), list(values)
    without_low.remove(lowest)
    without_high.remove(highest)
    low_first = Fraction(highest, highest - lowest)
    return low_first * _positive(without_low) + (1 - low_first) * _positive(without_high)


# --- bounds, and when to stop --------------------------------------------------------------------


def test_bounds_are_exact_shares_themselves_and_hold_the_drawn_ones():
    problem = mcda.load("ai-factory")
    exact = mcda.robustness(problem, weights="uniform").bounds
    assert (exact["lower"] == exact["upper"]).all()
    drawn = mcda.robustness(problem, weights="uniform", size=2_000, rng=1).bounds
    assert list(drawn.index.names) == ["alternative", "rank"]
    assert (drawn["lower"] <= exact["lower"]).all()
    assert (exact["upper"] <= drawn["upper"]).all()
    assert (drawn["upper"] - drawn["lower"]).between(0, 0.1, inclusive="neither").all()


def test_drawing_stops_once_the_bounds_of_all_shares_are_near_enough():
    result = mcda.robustness(CYCLE, "copeland", half_width=0.02, rng=1)
    shares = result.rank_acceptability.to_numpy().ravel()
    bounds = result.bounds.to_numpy()
    assert np.abs(bounds - shares[:, None]).max() <= 0.02


def test_a_walk_counts_once_however_many_draws_it_makes():
    assert _enough_draws(0.01, 3, 1.0) == most_draws(0.01, 15)
    assert _enough_draws(0.01, 3, 1 / 16) == BLOCK_SIZE * -(-most_draws(0.01, 15) // 1024)
    names = [f"k{n}" for n in range(12)]
    rankings = {name: "A > B > C" if n % 2 else "C > A = B" for n, name in enumerate(names)}
    problem = mcda.from_rankings(rankings)
    space = Bounded(upper=0.1)
    assert space.sampling(problem).method == "hit-and-run"
    walked = mcda.robustness(problem, "copeland", space, size=BLOCK_SIZE, rng=1)
    share = walked.share("A")
    plain = mcda.robustness(problem, "copeland", Uniform(), size=1024, rng=1)
    assert 0.3 < share < 0.7
    widths = [bounds.loc[("A", 1), "upper"] - bounds.loc[("A", 1), "lower"]
              for bounds in (walked.bounds, plain.bounds)]  # fmt: skip
    assert widths[0] == pytest.approx(widths[1], rel=0.05)


# --- what is said beside -------------------------------------------------------------------------


def test_nobody_first_is_said_and_is_an_outcome_of_its_own():
    """Each of three beats both others with 1/4, so nobody does with 1/4: two bits, not log2(3)."""
    result = mcda.robustness(CYCLE, "condorcet", size=BLOCK_SIZE, rng=1)
    assert result.entropy["leader"] == pytest.approx(2, abs=0.01)
    told = result.sentences
    assert any(each.startswith("nobody is first in 2") for each in told)
    assert "and nobody first an outcome of its own" in repr(result)
    assert not any("a shared lead" in each for each in told)
    assert "each weighting of the criteria is taken" in repr(result)  # of one layer


def test_shared_leads_are_said_however_rare():
    """A and B tie for the lead where one criterion of 31 outweighs the others: in 2^-30."""
    rankings = {"one": "A = B > C"} | {f"k{n}": "C > A = B" for n in range(30)}
    told = mcda.robustness(mcda.from_rankings(rankings)).sentences
    assert any("a shared lead counts for each that shares it" in each for each in told)


@pytest.mark.parametrize(
    ("space", "told"),
    [
        (LayerFirst(), "each weighting of the criteria is taken"),  # of one layer
        (Around("equal", 9), "weightings are taken to lie around the stated one: an assumption"),
        (
            Constrained("x >= y"),
            "each weighting of the criteria that meets the conditions is taken",
        ),
        (LayerFirst() & Constrained("x >= y"), "within each, that meets the conditions is taken"),
    ],
)
def test_how_likely_each_weighting_is_is_told_as_an_assumption(space, told):
    said = mcda.robustness(ALIKE, weights=space, size=20, rng=1).sentences
    assert sum("an assumption" in each for each in said) == 1
    assert told in said[-1]


def test_of_several_layers_their_weightings_are_equally_likely_too():
    layers = {"one": ["x"], "two": ["y", "z"]}
    rankings = {"x": "A > B", "y": "B > A", "z": "A > B"}
    said = mcda.robustness(mcda.from_rankings(rankings, layers=layers), size=20, rng=1).sentences
    assert "each weighting of the layers, and of the criteria within each, is taken" in said[-1]


# --- methods of any kind -------------------------------------------------------------------------

OF_ANY_KIND = (
    "copeland", "minimax", "schulze", "ranked_pairs", "kemeny", "slater", "regime", "smith",
    "schwartz", "condorcet", "pareto", "maximin", "leximin", "lexicographic", "promethee1",
)  # fmt: skip
SURE = (1, 3, 4)
"""Seeds of problems in which one criterion is scored, or one option is ahead everywhere."""


@pytest.mark.parametrize("seed", range(12))
def test_what_is_called_certain_is_so_in_other_draws(seed):
    problem = random_problem(random.Random(seed))
    n_certain = 0
    for method in OF_ANY_KIND:
        few = mcda.robustness(problem, method, "uniform", size=20, rng=1)
        more = mcda.robustness(problem, method, "uniform", size=400, rng=2).rank_acceptability
        is_certain = few.bounds["lower"].to_numpy() == few.bounds["upper"].to_numpy()
        shares, others = few.rank_acceptability.to_numpy().ravel(), more.to_numpy().ravel()
        assert np.array_equal(shares[is_certain], others[is_certain]), method
        n_certain += int(is_certain.sum())
    assert n_certain or seed not in SURE


def test_a_claim_of_somebody_else_proves_nothing():
    """A method of one's own that says that it keeps to Pareto, and does not."""

    stated = {"pareto", "condorcet winner"}

    @mcda.method(label="Worst first", name="worst-first-for-test", family="custom",
                 needs={"pairwise", "weights"}, satisfies=stated)  # fmt: skip
    def worst_first(view, weights):
        return np.asarray(-weights[..., :1] * np.arange(view.n_alternatives))

    problem = mcda.from_rankings({"x": "C > B > A", "y": "C > A > B"}, alternatives=["A", "B", "C"])
    result = mcda.robustness(problem, worst_first, size=50, rng=1)
    assert result.share_of("A").size == 50
