"""Monte Carlo against results known in closed form."""

import numpy as np
import pytest
from scipy.stats import binom

import mcda_ai as mcda

# Three alternatives, four criteria; exact rational arithmetic, checked against polytope volumes.
FOUR_CRITERIA = {
    "k1": {"A": 1, "B": 2, "C": 3},
    "k2": {"A": 3, "B": 1, "C": 2},
    "k3": {"A": 2, "B": 3, "C": 1},
    "k4": {"A": 1, "B": 1, "C": 3},
}
RANK_ACCEPTABILITY = np.array(
    [[11 / 25, 28 / 75, 14 / 75], [2 / 5, 41 / 105, 22 / 105], [4 / 25, 124 / 525, 317 / 525]]
)
PAIRWISE_WINNING = np.array([[0, 5 / 9, 157 / 225], [4 / 9, 0, 47 / 63], [68 / 225, 16 / 63, 0]])
CENTRAL_WEIGHTS = np.array(
    [
        [439 / 1188, 647 / 5940, 283 / 1188, 17 / 60],
        [19 / 108, 227 / 540, 37 / 270, 4 / 15],
        [23 / 216, 229 / 1080, 61 / 108, 7 / 60],
    ]
)


@pytest.fixture(scope="module")
def million_draws():
    return mcda.robustness(mcda.from_rankings(FOUR_CRITERIA), "borda", size=10**6, rng=20241129)


@pytest.mark.parametrize(
    ("index", "exact"),
    [
        ("rank_acceptability", RANK_ACCEPTABILITY),
        ("pairwise_winning", PAIRWISE_WINNING),
        ("central_weights", CENTRAL_WEIGHTS),
    ],
)
def test_a_million_draws_lie_within_four_standard_errors(million_draws, index, exact):
    drawn = getattr(million_draws, index).to_numpy()
    error = getattr(million_draws.standard_error, index).to_numpy()
    assert (np.abs(drawn - exact) <= 4 * error).all()


def test_expected_ranks_lie_within_four_standard_errors(million_draws):
    exact = RANK_ACCEPTABILITY @ [1, 2, 3]
    error = million_draws.standard_error.expected_rank.to_numpy()
    assert (np.abs(million_draws.expected_rank.to_numpy() - exact) <= 4 * error).all()


@pytest.mark.parametrize(("p", "q"), [(1, 1), (2, 1), (3, 2), (7, 5), (12, 12), (13, 11), (20, 4)])
def test_two_alternatives_win_as_often_as_the_binomial_says(p, q):
    # Weights flat on the simplex: P(A beats B) = P(Bin(p + q - 1, 1/2) >= q).
    orders = ["A > B"] * p + ["B > A"] * q + ["A = B"]
    problem = mcda.from_rankings({f"k{index}": order for index, order in enumerate(orders)})
    result = mcda.robustness(problem, "copeland", size=200_000, rng=p * 100 + q)
    exact = binom.sf(q - 1, p + q - 1, 0.5)
    error = result.standard_error.pairwise_winning.loc["A", "B"]
    assert abs(result.pairwise_winning.loc["A", "B"] - exact) <= 4.5 * error


def test_the_binomial_gives_the_tabled_fraction():
    assert binom.sf(11 - 1, 23, 0.5) == pytest.approx(2773191 / 4194304)
