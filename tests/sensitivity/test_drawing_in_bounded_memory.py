"""Memory is bounded by criteria, alternatives and workers; what is bounded changes no figure."""

import tracemalloc

import numpy as np
import pandas as pd
import pytest

import mcda_ai as mcda
from mcda_ai.messages.faults import ProblemError
from mcda_ai.methods import registry
from mcda_ai.sensitivity import drawing, smaa
from mcda_ai.sensitivity.drawing import MOST_AT_ONCE, Drawing
from mcda_ai.weights import BLOCK_SIZE, Uniform
from mcda_ai.weights.drawing import MOST_IN_A_BLOCK, block_size


def problem_of(n_options, n_criteria):
    rng = np.random.default_rng(1)
    ranks = [rng.permutation(n_options) + 1 for _ in range(n_criteria)]
    return mcda.from_rankings(
        pd.DataFrame(
            ranks,
            index=[f"c{k}" for k in range(n_criteria)],
            columns=[f"o{k}" for k in range(n_options)],
        )
    )


def drawing_of(problem, method, options=None):
    evaluator = registry.find(method).on(problem, options)
    return Drawing(evaluator, Uniform(), problem.layer_of[problem.scored])


def test_a_block_is_as_large_as_memory_allows_and_no_larger():
    for numbers in (1, 25, 512, 513, 900, 10_000, 2**22, 2**24):
        size = block_size(numbers)
        assert size * numbers <= MOST_IN_A_BLOCK or size == 1
        assert size == BLOCK_SIZE or 2 * size * numbers > MOST_IN_A_BLOCK
        assert BLOCK_SIZE % size == 0


@pytest.mark.parametrize(
    ("n_options", "n_criteria"), [(2, 1), (2, 1500), (12, 60), (100, 1), (60, 600)]
)
@pytest.mark.parametrize(
    ("method", "options"),
    [("borda", None), ("copeland", None), ("weighted_sum", {"numbers": "random"})],
)
def test_workers_together_hold_no_more_than_is_stated(n_options, n_criteria, method, options):
    made = drawing_of(problem_of(n_options, n_criteria), method, options)
    n, m = n_criteria, n_options
    of_method = {"borda": m, "copeland": m * m, "weighted_sum": n * m}[method]
    weights, largest = made.size_of_block * n, made.ranked_at_once * of_method
    assert max(weights, largest) <= MOST_IN_A_BLOCK
    assert made.most_at_work * max(weights, largest) <= MOST_AT_ONCE
    assert made.most_at_work >= 4


def test_so_many_criteria_and_workers_take_little_memory():
    # As much as was asked for took 3,500 MB at 9,999 criteria, and 4,300 MB with eight workers.
    problem = problem_of(5, 3_000)
    mcda.robustness(problem_of(5, 3), "copeland", size=100, rng=1)  # what is imported on the way
    tracemalloc.start()
    mcda.robustness(problem, "copeland", size=20_000, rng=1, workers=8)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    of_a_block = 8 * MOST_IN_A_BLOCK
    assert peak < 10 * of_a_block


@pytest.mark.parametrize(
    ("method", "size"), [("borda", 50_000), ("copeland", 5_000), ("schulze", 300), ("minimax", 300)]
)
def test_a_hundred_options_by_200_criteria_take_little_memory(method, size):
    # Copeland's method took 7 GB with 16,384 draws.
    problem = problem_of(100, 200)
    mcda.robustness(problem_of(3, 3), method, size=10, rng=1)  # what is imported on the way
    tracemalloc.start()
    result = mcda.robustness(problem, method, size=size, rng=1)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 200e6
    assert result.n_orders == size
    assert len(result.order_shares) == smaa.MOST_ORDERS_WRITTEN_OUT or size < 1_000


@pytest.mark.parametrize("method", ["copeland", "schulze", "weighted_sum"])
def test_neither_workers_nor_chunks_change_a_figure_of_a_problem_with_small_blocks(
    method, monkeypatch
):
    monkeypatch.setattr("mcda_ai.weights.drawing.MOST_IN_A_BLOCK", 2**13)
    problem = problem_of(4, 6)
    options = {"numbers": "random"} if method == "weighted_sum" else None
    made = drawing_of(problem, method, options)
    assert made.ranked_at_once < made.size_of_block < BLOCK_SIZE
    one, two = (
        mcda.robustness(problem, method, size=5_000, rng=7, options=options, workers=workers,
                        chunk_size=chunk)
        for workers, chunk in ((1, 1), (3, 3_000))
    )  # fmt: skip
    assert one.order_shares.equals(two.order_shares)
    assert one.central_weights.equals(two.central_weights)
    assert one.rank_acceptability.equals(two.rank_acceptability)


def test_how_many_are_ranked_at_a_time_changes_no_count(monkeypatch):
    problem = problem_of(4, 6)
    whole = mcda.robustness(problem, "copeland", size=3_000, rng=7)
    monkeypatch.setattr(drawing, "block_size", lambda n: {6: BLOCK_SIZE, 4 * 16: 64}[n])
    parts = mcda.robustness(problem, "copeland", size=3_000, rng=7)
    assert whole.order_shares.equals(parts.order_shares)
    assert whole.rank_acceptability.equals(parts.rank_acceptability)
    assert whole.central_weights.to_numpy() == pytest.approx(
        parts.central_weights.to_numpy(), abs=1e-12
    )


def test_with_very_many_criteria_figures_are_drawn_and_exact_ones_are_refused(monkeypatch):
    monkeypatch.setattr(smaa, "MOST_CRITERIA_EXACT", 6)
    assert mcda.robustness(problem_of(3, 6)).exact
    assert mcda.robustness(problem_of(3, 7), size="auto", rng=1).size == smaa.DEFAULT_SIZE
    with pytest.raises(ProblemError, match="7 scored criteria; exact figures are for up to 6"):
        mcda.robustness(problem_of(3, 7), size="exact")
