"""Monte Carlo robustness: reproducible, counted right, and honest about what was drawn."""

import copy
import math
import pickle

import numpy as np
import pytest

import mcda_ai as mcda
from mcda_ai.algorithms import layered_volumes
from mcda_ai.algorithms.shares import most_draws
from mcda_ai.messages.figures import share_text
from mcda_ai.sensitivity import known_shares
from mcda_ai.weights import BLOCK_SIZE

METHODS = ["borda", "copeland", "kemeny", "promethee2"]
CYCLE = {"k1": "A > B > C", "k2": "B > C > A", "k3": "C > A > B"}


def every_figure(result):
    tables = [result.rank_acceptability, result.pairwise_winning, result.central_weights,
              result.expected_rank, result.standard_error.central_weights]  # fmt: skip
    return [table.to_numpy() for table in tables]


@pytest.fixture(scope="module")
def problem():
    return mcda.load("ai-factory")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("chunk_size", [1, BLOCK_SIZE + 1, 10 * BLOCK_SIZE])
def test_the_size_of_the_chunks_never_changes_a_number(problem, method, chunk_size):
    size = 3 * BLOCK_SIZE + 77
    one = mcda.robustness(problem, method, size=size, rng=7)
    other = mcda.robustness(problem, method, size=size, rng=7, chunk_size=chunk_size)
    for mine, theirs in zip(every_figure(one), every_figure(other), strict=True):
        assert np.array_equal(mine, theirs, equal_nan=True)


def test_the_figures_are_counts_over_the_draws_that_sample_gives(problem):
    space = mcda.weights.LayerFirst()
    size = BLOCK_SIZE + 500
    result = mcda.robustness(problem, "copeland", space, size=size, rng=11)
    draws = space.sample(problem, size, rng=11)
    ranks = np.array(
        [mcda.rank(problem, "copeland", weights).ranks.to_numpy() for weights in draws[::97]]
    )
    evaluator = mcda.methods.find("copeland")
    all_ranks = evaluator.evaluator(evaluator.view(problem)).ranks(draws[:, problem.scored])
    assert (all_ranks[::97] == ranks).all()
    for rank in (1, 2, 3):
        counted = (all_ranks == rank).mean(axis=0)
        assert result.rank_acceptability[rank].to_numpy() == pytest.approx(counted, abs=1e-15)
    first = draws[all_ranks[:, 1] == 1]
    assert result.central_weights.loc["B2"].to_numpy() == pytest.approx(first.mean(axis=0))
    error = first.std(axis=0, ddof=1) / np.sqrt(len(first))
    drawn = result.standard_error.central_weights.loc["B2"].to_numpy()
    assert drawn == pytest.approx(error, rel=1e-6, abs=1e-12)


@pytest.mark.parametrize("method", METHODS)
def test_rows_of_rank_acceptability_sum_to_one(method):
    result = mcda.robustness(mcda.from_rankings(CYCLE), method, size=1000, rng=2)
    assert result.rank_acceptability.sum(axis=1).to_numpy() == pytest.approx(np.ones(3))


def test_both_of_two_tied_alternatives_are_first_and_neither_wins():
    result = mcda.robustness(mcda.from_rankings({"cost": "A = B > C"}), size=500, rng=1)
    assert result.rank_acceptability[1].tolist() == [1.0, 1.0, 0.0]
    assert result.rank_acceptability[2].tolist() == [0.0, 0.0, 0.0]
    assert result.pairwise_winning.loc["A", "B"] == 0
    assert result.pairwise_winning.loc["B", "A"] == 0


def test_central_weights_sum_to_one_and_leave_unscored_criteria_at_zero(problem):
    result = mcda.robustness(problem, "borda", mcda.weights.LayerFirst(), size=50_000, rng=4)
    assert result.central_weights.sum(axis=1).to_numpy() == pytest.approx(np.ones(3))
    assert (result.central_weights["built-ai-factory"] == 0).all()


def test_an_alternative_that_is_never_first_has_no_central_weights():
    result = mcda.robustness(mcda.from_rankings({"cost": "A > B", "reach": "A > B"}), rng=1,
                             size=100)  # fmt: skip
    assert result.central_weights.loc["B"].isna().all()
    assert np.isnan(result.confidence_factors["B"])


@pytest.mark.parametrize("method", ["borda", "promethee2"])
def test_confidence_factors_of_linear_methods_are_one_by_construction(problem, method):
    result = mcda.robustness(problem, method, mcda.weights.LayerFirst(), size=50_000, rng=1)
    assert result.confidence_factors.tolist() == [1.0, 1.0, 1.0]


def test_a_confidence_factor_can_be_zero_where_the_favourable_weights_are_not_convex():
    # First with one or the other criterion dominant, never at the mean of the two.
    @mcda.method(label="Extremes", family="custom", needs={"weights"}, name="extremes-for-test")
    def extremes(view, weights):
        lopsided = np.abs(weights[..., 0] - weights[..., 1]) > 0.5
        return np.stack([lopsided, ~lopsided], axis=-1).astype(float)

    problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    result = mcda.robustness(problem, extremes, size=20_000, rng=1)
    assert result.confidence_factors.to_dict() == {"A": 0.0, "B": 1.0}


def test_expected_ranks_follow_from_the_shares(problem):
    result = mcda.robustness(problem, size=2000, rng=1)
    weighted = sum(rank * result.rank_acceptability[rank] for rank in (1, 2, 3))
    assert result.expected_rank.to_numpy() == pytest.approx(weighted.to_numpy())


def test_a_share_has_the_standard_error_of_a_proportion(problem):
    result = mcda.robustness(problem, size=4000, rng=1)
    share = result.rank_acceptability.loc["B3", 1]
    expected = np.sqrt(share * (1 - share) / 4000)
    assert result.standard_error.rank_acceptability.loc["B3", 1] == pytest.approx(expected)


def test_a_nonlinear_function_of_the_user_runs_in_batches_too():
    def squares(view, weights):
        return (weights**2) @ view.preferences.sum(axis=2)

    problem = mcda.from_rankings(CYCLE)
    result = mcda.robustness(problem, squares, size=20_000, rng=1)
    assert result.rank_acceptability[1].to_numpy() == pytest.approx(np.full(3, 1 / 3), abs=0.02)
    assert not result.exact


def test_the_result_says_what_it_rests_on(problem):
    result = mcda.robustness(problem.reading("detail").scenario("b2-large").without("impact"),
                             "kemeny", "layer-first", size=100, rng=42)  # fmt: skip
    made = result.provenance
    assert (made.problem, made.reading, made.method) == ("ai-factory", "detail", "kemeny")
    assert (made.scenarios, made.removed) == (("b2-large",), ("impact",))
    assert (made.weight_space, made.size, made.seed) == ("layer-first", 100, 42)
    assert set(made.versions) == {"python", "mcda-ai", "numpy"}


def test_without_a_seed_the_one_used_is_recorded_and_gives_the_same_numbers(problem):
    fresh = mcda.robustness(problem, size=500)
    again = mcda.robustness(problem, size=500, rng=fresh.provenance.seed)
    assert (fresh.rank_acceptability == again.rank_acceptability).all(axis=None)


def test_auto_is_exact_where_it_can_be_and_else_draws_a_hundred_thousand(problem):
    exact = mcda.robustness(problem, weights="uniform")
    assert (exact.size, exact.exact) == (0, True)
    assert "rank_acceptability" in exact.exact_fields
    assert exact.provenance.seed is None
    drawn = mcda.robustness(problem, "kemeny", rng=1)
    assert (drawn.size, drawn.exact, drawn.exact_fields) == (100_000, False, ())


@pytest.mark.parametrize("size", [0, -5, 2.5, True, "many"])
def test_a_size_that_is_no_number_of_draws_is_refused(problem, size):
    with pytest.raises(mcda.ProblemError, match="size"):
        mcda.robustness(problem, size=size)


@pytest.mark.parametrize(
    ("method", "space", "reason"),
    [
        ("leximin", "uniform", "method 'leximin' is not linear"),
        ("kemeny", "uniform", "tells some figures of method 'kemeny' only between bounds"),
        ("borda", "input <= 30 %", "the weight space is no simplex"),
    ],
)
def test_exact_is_refused_with_a_reason_where_it_cannot_be(problem, method, space, reason):
    with pytest.raises(mcda.ProblemError, match=reason):
        mcda.robustness(problem, method, space, size="exact")


def test_what_cannot_be_known_to_enough_digits_is_drawn(problem, monkeypatch):
    monkeypatch.setattr(layered_volumes, "_MOST_HALVINGS", 0)
    layered_volumes._sign_products_of.cache_clear()
    drawn = mcda.robustness(problem, "dowdall", "layer-first", rng=1)
    assert (drawn.exact, drawn.size) == (False, 100_000)
    with pytest.raises(mcda.ProblemError, match="too few digits are known"):
        mcda.robustness(problem, "dowdall", "layer-first", size="exact")


def test_of_very_many_pairs_nothing_is_exact(monkeypatch):
    monkeypatch.setattr(known_shares, "MOST_PAIRS_EXACT", 10)
    four = mcda.from_rankings({"x": "A > B > C > D", "y": "D > B > A > C", "z": "C > D > A > B"})
    with pytest.raises(mcda.ProblemError, match="of 4 alternatives nothing is exact, of up to 3"):
        mcda.robustness(four, size="exact")
    assert mcda.robustness(four, rng=1).exact_fields == ()


def test_of_four_alternatives_ranks_are_exact_but_not_every_figure():
    problem = mcda.from_rankings({"x": "A > B > C > D", "y": "D > B > A > C", "z": "C > D > A > B"})
    with pytest.raises(mcda.ProblemError, match="of 4 alternatives not every figure is exact"):
        mcda.robustness(problem, size="exact")
    result = mcda.robustness(problem, rng=1)
    assert (result.exact, result.exact_fields) == (
        False,
        ("pairwise_winning", "relations", "expected_rank", "rank_acceptability", "leader_sets"),
    )
    drawn = mcda.robustness(problem, size=200_000, rng=2)
    for name in ("pairwise_winning", "rank_acceptability"):
        gap = (getattr(result, name) - getattr(drawn, name)).abs().to_numpy()
        assert (gap <= 5 * getattr(drawn.standard_error, name).to_numpy() + 1e-12).all()
        assert (getattr(result.standard_error, name) == 0).all(axis=None)


def test_progress_adds_up_to_the_number_of_draws(problem):
    done = []
    mcda.robustness(problem, size=40_000, rng=1, progress=done.append)
    assert sum(done) == 40_000
    assert len(done) == 3


@pytest.mark.parametrize(
    ("share", "size", "text"),
    [
        (0.0, 1000, "< 0.3 %"),
        (1.0, 1000, "> 99.7 %"),
        (0.5, 10_000, "50.0 % ± 0.5"),
        (0.5, 10**8, "50.000 % ± 0.005"),
        (0.0002, 100_000, "0.020 % ± 0.004"),
        (0.0, 1, "< 95 %"),
        (1.0, 1, "> 5 %"),
        (0.0, 10, "< 26 %"),
        (1.0, 70_000, "> 99.9957 %"),
        (0.0, 10**9, "< 0.0000003 %"),
    ],
)
def test_shares_are_written_with_their_error_and_never_as_0_or_100(share, size, text):
    assert share_text(share, size) == text


def test_a_single_draw_has_no_standard_errors_of_means(problem):
    result = mcda.robustness(problem, size=1, rng=1)
    assert result.standard_error.expected_rank.isna().all()
    assert result.standard_error.central_weights["compute"].isna().all()


def test_a_share_of_what_does_not_exist_is_an_error(problem):
    result = mcda.robustness(problem, size=10, rng=1)
    with pytest.raises(mcda.ProblemError, match="unknown alternative 'B9'"):
        result.share("B9")
    for rank in (0, 4):
        with pytest.raises(mcda.ProblemError, match="allowed: 1 to 3"):
            result.share("B1", rank)


def test_the_html_of_a_result_never_says_0_or_100_per_cent(problem):
    page = mcda.robustness(problem, size=100, rng=1)._repr_html_()
    assert "&lt; 3 %" in page
    assert "seed 1" in page


def test_a_space_that_draws_no_weights_is_refused(problem):
    class Normals(mcda.weights.WeightSpace):
        name = "normals"

        def draw(self, layer_of, size, generator):
            return generator.standard_normal((size, len(layer_of)))

    with pytest.raises(mcda.ProblemError, match="negative or do not sum to 1"):
        mcda.robustness(problem, weights=Normals(), size=10)


def test_results_can_be_pickled_and_copied(problem):
    result = mcda.robustness(problem, size=100, rng=1)
    ranking = mcda.rank(problem, "kemeny")
    for each in (result, ranking):
        for copied in (pickle.loads(pickle.dumps(each)), copy.deepcopy(each)):
            assert repr(copied) == repr(each)


def test_dutch_shares_have_a_decimal_comma():
    assert share_text(0.0, 1000, "nl") == "< 0,3 %"


def test_the_tidy_frame_holds_every_figure_once(problem):
    frame = mcda.robustness(problem, size=100, rng=1).to_frame()
    counts = frame["index"].value_counts().to_dict()
    assert counts == {"central_weights": 78, "rank_acceptability": 9, "pairwise_winning": 9,
                      "cross_confidence": 9, "confidence_factors": 3, "expected_rank": 3,
                      "entropy": 2}  # fmt: skip
    assert not frame.duplicated(["index", "alternative", "of"]).any()


def test_the_repr_shows_shares_size_and_seed(problem):
    text = repr(mcda.robustness(problem, size=100, rng=5))
    assert "100 draws, seed 5" in text
    assert "< 3 %" in text


# --- exact ---------------------------------------------------------------------------------------

# Derived in exact rational arithmetic, and checked against volumes: three alternatives on four
# criteria with net flows (2, 0, -2), (-2, 2, 0), (0, -2, 2) and (1, 1, -2).
FOUR = {"k1": "A > B > C", "k2": "B > C > A", "k3": "C > A > B", "k4": "A = B > C"}
ACCEPTABILITY = [[11 / 25, 28 / 75, 14 / 75], [2 / 5, 41 / 105, 22 / 105],
                 [4 / 25, 124 / 525, 317 / 525]]  # fmt: skip
WINNING = [[0, 5 / 9, 157 / 225], [4 / 9, 0, 47 / 63], [68 / 225, 16 / 63, 0]]
CENTRAL = [[439 / 1188, 647 / 5940, 283 / 1188, 17 / 60], [19 / 108, 227 / 540, 37 / 270, 4 / 15],
           [23 / 216, 229 / 1080, 61 / 108, 7 / 60]]  # fmt: skip


def test_exact_figures_are_the_rational_numbers():
    result = mcda.robustness(mcda.from_rankings(FOUR), size="exact")
    assert result.rank_acceptability.to_numpy() == pytest.approx(np.array(ACCEPTABILITY), abs=1e-12)
    assert result.pairwise_winning.to_numpy() == pytest.approx(np.array(WINNING), abs=1e-12)
    assert result.central_weights.to_numpy() == pytest.approx(np.array(CENTRAL), abs=1e-12)
    assert result.order_shares.sum() == pytest.approx(1, abs=1e-12)
    assert "(exact)" in repr(result)


@pytest.mark.parametrize("method", ["borda", "dowdall", "promethee2"])
@pytest.mark.parametrize(
    "space",
    [mcda.weights.Uniform(), mcda.weights.Ordered(
        "impact > outcome > intermediate-outcome > output > input = preconditions")],
    ids=["uniform", "ordered"],
)  # fmt: skip
def test_exact_and_drawn_agree(problem, method, space):
    exact = mcda.robustness(problem, method, space, size="exact")
    drawn = mcda.robustness(problem, method, space, size=200_000, rng=3)
    for index in ("rank_acceptability", "pairwise_winning", "expected_rank", "central_weights"):
        error = getattr(drawn.standard_error, index).to_numpy()
        gap = np.abs(getattr(exact, index).to_numpy() - getattr(drawn, index).to_numpy())
        known = ~np.isnan(gap) & ~np.isnan(error)
        if index == "central_weights":  # the error of a mean of a few draws is no guide
            known &= exact.rank_acceptability[[1]].to_numpy() > 1e-3
        # Where no draw showed a share its error is 0, and it is at most some 10/N.
        assert (gap[known] <= 5 * error[known] + 1e-4).all(), index
    assert exact.entropy["ranking"] == pytest.approx(
        drawn.entropy["ranking"], abs=5 * drawn.standard_error.entropy["ranking"] + 1e-4
    )


def test_exact_rows_and_columns_sum_to_one_without_permanent_ties(problem):
    result = mcda.robustness(problem, weights="uniform", size="exact")
    assert result.rank_acceptability.sum(axis=0).to_numpy() == pytest.approx(np.ones(3), abs=1e-12)
    assert result.rank_acceptability.sum(axis=1).to_numpy() == pytest.approx(np.ones(3), abs=1e-12)


def test_a_permanent_tie_is_exact_too():
    result = mcda.robustness(mcda.from_rankings({"x": "A = B > C", "y": "C > A = B"}))
    assert result.exact
    assert result.rank_acceptability.to_numpy() == pytest.approx(
        np.array([[0.5, 0.5, 0], [0.5, 0.5, 0], [0.5, 0, 0.5]])
    )
    assert result.leader_sets.to_dict() == pytest.approx({"A, B": 0.5, "C": 0.5})
    assert result.entropy["leader"] == pytest.approx(1)
    assert result.relations.loc[("A", "B"), "tied"] == pytest.approx(1)


def test_exchanging_alternatives_or_doubling_a_criterion_moves_exact_figures_as_it_must():
    swapped = {name: order.translate(str.maketrans("AB", "BA")) for name, order in FOUR.items()}
    one = mcda.robustness(mcda.from_rankings(FOUR, alternatives=list("ABC")))
    other = mcda.robustness(mcda.from_rankings(swapped, alternatives=list("BAC")))
    assert one.rank_acceptability.to_numpy() == pytest.approx(other.rank_acceptability.to_numpy())
    # E[w_k; A first] = P(A first where k stands twice) / n, so the central weights foretell it.
    for name in FOUR:
        twice = mcda.robustness(mcda.from_rankings({**FOUR, "again": FOUR[name]}))
        for alternative in "ABC":
            told = 4 * one.share(alternative) * one.central_weights.loc[alternative, name]
            assert twice.share(alternative) == pytest.approx(told, abs=1e-12)


# --- entropy, top ranks, leaders -----------------------------------------------------------------


def test_entropy_by_hand(problem):
    # A leads with 3/4, and the order of three is decided by one weight of three above the others.
    three_to_one = mcda.robustness(mcda.from_rankings({"x": "A > B", "y": "B > A", "z": "A > B"}))
    assert three_to_one.entropy["leader"] == pytest.approx(2 - 0.75 * math.log2(3), abs=1e-12)
    cycle = mcda.robustness(mcda.from_rankings(CYCLE), "borda")
    assert cycle.entropy["leader"] == pytest.approx(math.log2(3), abs=1e-9)
    drawn = mcda.robustness(problem, "copeland", size=5000, rng=1)
    for index in ("leader", "ranking"):
        assert 0 < drawn.standard_error.entropy[index] < 0.05
    settled = mcda.robustness(mcda.from_rankings({"x": "A > B"}))
    assert settled.entropy.to_dict() == {"leader": 0, "ranking": 0}


def test_the_error_of_an_entropy_is_its_spread_over_repetitions(problem):
    values = [mcda.robustness(problem, "copeland", size=2000, rng=seed).entropy["ranking"]
              for seed in range(60)]  # fmt: skip
    error = mcda.robustness(problem, "copeland", size=2000, rng=1).standard_error.entropy["ranking"]
    assert np.std(values, ddof=1) == pytest.approx(error, rel=0.35)


def test_cumulative_shares_end_at_one(problem):
    result = mcda.robustness(problem, size=500, rng=1)
    assert result.cumulative[3].to_numpy() == pytest.approx(np.ones(3))
    assert result.cumulative[2]["B3"] == pytest.approx(result.share("B3") + result.share("B3", 2))


def test_choice_sets_and_partial_orders_have_their_own_frequencies():
    result = mcda.robustness(mcda.from_rankings(CYCLE), "condorcet", size=20_000, rng=1)
    # Somebody beats both others exactly where one weight exceeds a half: 3 times 1/4.
    assert result.leader_sets[""] == pytest.approx(1 / 4, abs=0.02)
    pareto = mcda.robustness(mcda.from_rankings({"x": "A > B > C", "y": "B > A > C"}), "pareto",
                             size=500, rng=1)  # fmt: skip
    assert pareto.relations.loc[("A", "B")].to_dict() == {
        "ahead": 0, "behind": 0, "tied": 0, "incomparable": 1}  # fmt: skip
    assert pareto.pairwise_winning.loc["A", "C"] == 1
    assert pareto.pairwise_winning.loc["A", "B"] == 0
    assert (pareto.relations.sum(axis=1) == 1).all()


def test_condorcet_winners_are_exact_over_a_simplex():
    result = mcda.rank(mcda.from_rankings(CYCLE), "condorcet", mcda.weights.Uniform())
    assert result.scores.to_list() == pytest.approx([1 / 4] * 3)


# --- how much is drawn ---------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["borda", "copeland", "schulze", "weighted_sum"])
def test_workers_never_change_a_number(problem, method):
    options = {"numbers": "random"} if method == "weighted_sum" else None
    size = 3 * BLOCK_SIZE + 5
    one, two = (
        mcda.robustness(problem, method, size=size, rng=7, options=options, workers=workers,
                        chunk_size=chunk)
        for workers, chunk in ((1, 1), (3, 2 * BLOCK_SIZE))
    )  # fmt: skip
    for mine, theirs in zip(every_figure(one), every_figure(two), strict=True):
        assert np.array_equal(mine, theirs, equal_nan=True)
    assert one.order_shares.equals(two.order_shares)


def test_an_alternative_called_nobody_is_told_from_nobody():
    problem = mcda.from_rankings({"k1": "nobody > B > C", "k2": "B > C > nobody",
                                  "k3": "C > nobody > B"})  # fmt: skip
    shares = mcda.robustness(problem, "condorcet", size=2000, rng=1).leader_sets
    assert set(shares.index) == {"", "nobody", "B", "C"}
    assert shares.sum() == pytest.approx(1)


TIED = {"a": "A > B", "b": "B > A", "c": "A > B", "d": "B > A"}


@pytest.mark.parametrize(
    "space",
    [
        mcda.weights.Fixed({"a": 0.1, "b": 0.3, "c": 0.4, "d": 0.2}),
        mcda.weights.Constrained("a = b", "c = d", "a >= 0.1", "c >= 0.2"),
    ],
)
def test_exact_ties_survive_where_all_scores_are_next_to_0(space):
    problem = mcda.from_rankings(TIED)
    exact, drawn = mcda.robustness(problem, weights=space), mcda.robustness(
        problem, weights=space, size=500, rng=1)  # fmt: skip
    assert exact.exact
    for result in (exact, drawn):
        assert result.leader_sets.to_dict() == {"A, B": 1.0}
        assert result.entropy.to_dict() == {"leader": 0, "ranking": 0}
        assert result.pairwise_winning.to_numpy().tolist() == [[0, 0], [0, 0]]
    assert mcda.rank(problem, "condorcet", weights=space).scores.tolist() == [0, 0]


def test_exact_shares_are_never_below_0():
    for problem in (mcda.load("ai-factory"), mcda.from_rankings({"x": "A > B > C > D"})):
        assert (mcda.robustness(problem, size="auto", rng=1).relations >= 0).all(axis=None)


def test_one_draw_is_told_as_one(problem):
    assert ": 1 draw, seed 1;" in repr(mcda.robustness(problem, size=1, rng=1))


def test_drawing_stops_once_every_share_is_known_well_enough(problem):
    result = mcda.robustness(problem, "copeland", half_width=0.004, rng=1)
    errors = result.standard_error.rank_acceptability.to_numpy()
    assert (1.96 * errors <= 0.004 + 1e-9).all()
    assert result.size % BLOCK_SIZE == 0
    assert result.size <= most_draws(0.004, 15) + BLOCK_SIZE
    same = mcda.robustness(problem, "copeland", half_width=0.004, rng=1, workers=2)
    assert same.size == result.size
    again = mcda.robustness(problem, "copeland", size=result.size, rng=1)
    assert again.rank_acceptability.equals(result.rank_acceptability)


# --- numbers drawn for ranks (SMAA-O) ------------------------------------------------------------


def test_random_numbers_for_ranks_have_the_rank_acceptability_of_their_integral():
    """Two criteria, A > B > C and C > B > A: B beats A where its number does the weighing."""
    problem = mcda.from_rankings({"x": "A > B > C", "y": "C > B > A"})
    result = mcda.robustness(problem, "weighted_sum", size=200_000, rng=1,
                             options={"numbers": "random"})  # fmt: skip
    # With u, v the numbers of B: A leads B where w > w u + (1 - w) v: w (1 - u) > (1 - w) v.
    grid = (np.arange(400) + 0.5) / 400
    u, v = np.meshgrid(grid, grid)
    expected = (1 - v / (1 - u + v)).mean()
    assert result.pairwise_winning.loc["A", "B"] == pytest.approx(expected, abs=0.005)


def test_random_levels_have_the_means_of_order_statistics():
    problem = mcda.from_rankings({"x": "A > B > C"})
    found = mcda.methods.find("weighted_sum")
    evaluator = found.on(problem, {"numbers": "random levels"})
    scores = evaluator.scores(np.ones((50_000, 1)), np.random.default_rng(1))
    assert scores.mean(axis=0) == pytest.approx([3 / 4, 2 / 4, 1 / 4], abs=0.005)
    fixed = found.on(problem, {"numbers": "random"})
    scores = fixed.scores(np.ones((50_000, 1)), np.random.default_rng(1))
    assert (scores[:, [0, 2]] == [1, 0]).all()
    assert scores[:, 1].mean() == pytest.approx(1 / 2, abs=0.005)


def test_confidence_factors_tell_what_the_numbers_leave_open(problem):
    result = mcda.robustness(problem, "weighted_sum", size=50_000, rng=1,
                             options={"numbers": "random"})  # fmt: skip
    assert 0 < result.confidence_factors["B2"] < 1
    assert result.cross_confidence["B2"].sum() == pytest.approx(1, abs=1e-9)
    assert result.cross_confidence.loc["B3", "B3"] == result.confidence_factors["B3"]


def test_random_numbers_are_refused_outside_robustness(problem):
    with pytest.raises(mcda.ProblemError, match=r"numbers='random' draws numbers.*robustness"):
        mcda.rank(problem, "weighted_sum", options={"numbers": "random"})
