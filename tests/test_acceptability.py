"""Monte Carlo robustness: reproducible, counted right, and honest about what was drawn."""

import copy
import pickle

import numpy as np
import pytest

import mcda_ai as mcda
from mcda_ai.acceptability import share_text
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


def test_auto_draws_a_hundred_thousand(problem):
    result = mcda.robustness(problem, rng=1)
    assert (result.size, result.exact, result.exact_fields) == (100_000, False, ())


@pytest.mark.parametrize("size", [0, -5, 2.5, True, "many"])
def test_a_size_that_is_no_number_of_draws_is_refused(problem, size):
    with pytest.raises(mcda.ProblemError, match="size"):
        mcda.robustness(problem, size=size)


def test_exact_is_refused_while_nothing_offers_it(problem):
    with pytest.raises(mcda.ProblemError, match=r"'exact' is not available"):
        mcda.robustness(problem, size="exact")


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
                      "confidence_factors": 3, "expected_rank": 3}  # fmt: skip
    assert not frame.duplicated(["index", "alternative", "of"]).any()


def test_the_repr_shows_shares_size_and_seed(problem):
    text = repr(mcda.robustness(problem, size=100, rng=5))
    assert "100 draws, seed 5" in text
    assert "< 3 %" in text
