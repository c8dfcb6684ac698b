"""Robustness against results known in closed form, and against published ones."""

from pathlib import Path

import numpy as np
import pandas as pd
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


# --- electric cars, Bączkiewicz and Wątróbski 2022 ------------------------------------------------
#
# crispyn, "A Python library for determining criteria significance with MCDA methods" (SoftwareX 19,
# 101166), stores the results of its SMAA example (https://github.com/energyinpython/crispyn,
# examples/results_smaa/ai.csv): the rank acceptability of 12 cars on 11 measured criteria
# (examples/dataset_cars.csv) by VIKOR with v = 0.5, weights flat on the simplex, 10,000 draws a
# run without a seed. Four commits hold four runs.

HERE = Path(__file__).parent
DRAWS_A_RUN = 10_000


@pytest.fixture(scope="module")
def electric_cars():
    cars = pd.read_csv(HERE / "electric_cars.csv", index_col="alternative")
    published = pd.read_csv(HERE / "electric_cars_ranks.csv", index_col=["run", "alternative"])
    better = {name: "min" if name in ("C10", "C11") else "max" for name in cars.columns}

    @mcda.method(label="VIKOR", family="value", needs={"values", "weights"})
    def vikor_of_the_example(view, weights):
        worst, best = view.values.min(axis=1), view.values.max(axis=1)
        regret = (best[:, None] - view.values) / (best - worst)[:, None]
        group = weights @ regret
        individual = np.stack([(weights * each).max(axis=-1) for each in regret.T], axis=-1)

        def scaled(part):
            least = part.min(axis=-1, keepdims=True)
            return (part - least) / np.ptp(part, axis=-1)[..., None]

        return -0.5 * scaled(group) - 0.5 * scaled(individual)

    problem = mcda.from_table(cars.T, directions=better)
    return mcda.robustness(problem, vikor_of_the_example, size=400_000, rng=2022), published


def test_electric_cars_have_the_published_rank_acceptabilities(electric_cars):
    result, published = electric_cars
    ours = result.rank_acceptability.to_numpy()
    n_runs = published.index.get_level_values("run").nunique()
    theirs = published.groupby("alternative", sort=False).mean().to_numpy()
    draws = 1 / (1 / (DRAWS_A_RUN * n_runs) + 1 / result.size)
    seen = ours > 1e-3
    apart = (theirs - ours)[seen] / np.sqrt(ours * (1 - ours) / draws)[seen]
    assert (np.abs(apart) < 4).all()
    assert 0.8 < np.sqrt((apart**2).mean()) < 1.2  # as far apart as chance makes them
    assert (theirs[~seen] < 2e-3).all()


def test_electric_cars_have_the_published_central_weights(electric_cars):
    # examples/results_smaa/cw.csv of commit 0464efd, of the car that is first most often.
    central = [0.09699479, 0.11595168, 0.06612016, 0.06194313, 0.10505539, 0.10157803, 0.09992869,
               0.10429545, 0.13253714, 0.0558597, 0.05973583]  # fmt: skip
    result, published = electric_cars
    first_in = DRAWS_A_RUN * published.loc[("0464efd", "A9"), "rank 1"]
    spread = result.standard_error.central_weights.loc["A9"] * np.sqrt(
        result.size * result.rank_acceptability.loc["A9", 1]
    )
    error = spread * np.sqrt(1 / first_in + 1 / (result.size * result.share("A9")))
    assert (np.abs(result.central_weights.loc["A9"] - central) < 4 * error).all()


# --- vfranking, Ciomek 2016 -----------------------------------------------------------------------
#
# The tutorial of the R package vfranking 0.1.0 (https://github.com/kciomek/vfranking, README):
# four alternatives, linear value functions, "a1 is preferred to a2", 10,000 value functions.


def test_two_criteria_and_a_preferred_pair_have_the_published_shares():
    table = pd.DataFrame(
        {"a1": [5, 0.5], "a2": [2, 0.9], "a3": [3, 0.5], "a4": [7, 0.4]}, index=["g1", "g2"]
    )
    # 0.6 w + 0.2 (1 - w) >= 1 - w  <=>  w >= 4/7, w being the weight of g1.
    prefers = mcda.weights.Constrained("g1 >= 4/7")
    problem = mcda.from_table(table, directions="max")
    result = mcda.robustness(problem, "weighted_sum", prefers, size=200_000, rng=1)
    published = [[0, 1, 0, 0], [0, 0, 0.5356, 0.4644], [0, 0, 0.4644, 0.5356], [1, 0, 0, 0]]
    error = np.sqrt(0.5356 * 0.4644 * (1 / DRAWS_A_RUN + 1 / result.size))
    assert np.abs(result.rank_acceptability.to_numpy() - published).max() < 4 * error
    # a1 sets no end of a scale, so that it can go: three alternatives have exact shares.
    exact = mcda.robustness(problem.without("a1"), "weighted_sum", prefers, size="exact")
    assert exact.pairwise_winning.loc["a2", "a3"] == pytest.approx(8 / 15, abs=1e-12)
