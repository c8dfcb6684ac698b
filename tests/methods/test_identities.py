"""The methods: identities between them, brute force, and other libraries."""

from itertools import chain, permutations, product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pymcdm.methods import PROMETHEE_II

import mcda_ai as mcda
from mcda_ai.methods import registry
from tests.strategies import examples, problems, problems_with_weights

METHODS = ["borda", "copeland", "kemeny", "promethee2"]
few = examples(60)


def scored_weights(problem, weights):
    return mcda.weights.resolve(weights, problem)[problem.scored]


def margins_by_hand(problem, weights):
    """Weight for i above j less weight for j above i, pair by pair, from the orders."""
    names = problem.alternative_names
    margins = np.zeros((len(names), len(names)))
    for name, weight in zip(problem.criterion_names, weights, strict=True):
        order = problem.judgement(name).order
        ranks = order.ranks if order is not None else {}
        for i, a in enumerate(names):
            for j, b in enumerate(names):
                if a in ranks and b in ranks:
                    margins[i, j] += weight * np.sign(ranks[b] - ranks[a])
    return margins


# --- Borda and PROMETHEE II --------------------------------------------------------------------


@few
@given(problems_with_weights())
def test_borda_and_promethee2_give_the_same_order_for_every_weight_vector(case):
    problem, weights = case
    assert (
        mcda.rank(problem, "borda", weights).order
        == mcda.rank(problem, "promethee2", weights).order
    )


@pytest.mark.parametrize("tiny", [1e-13, 5e-13, 1e-12, 2e-12, 1e-11])
def test_borda_and_promethee2_agree_at_the_edge_of_a_tie(tiny):
    problem = mcda.from_rankings({"a": "A > B = C = D", "b": "B > A = C = D", "c": "A > B > C > D"})
    orders = {mcda.rank(problem, name, [1.0, 1.0, tiny]).order for name in ("borda", "promethee2")}
    assert len(orders) == 1


def test_borda_and_promethee2_agree_on_a_million_draws_of_the_first_case():
    problem = mcda.load("ai-factory")
    weights = mcda.weights.Uniform().sample(problem, 10**6, rng=3)[:, problem.scored]
    ranks = []
    for name in ("borda", "promethee2"):
        found = mcda.methods.find(name)
        ranks.append(found.evaluator(found.view(problem)).ranks(weights))
    assert (ranks[0] == ranks[1]).all()


def fully_scored(draw_ranks):
    table, weights = draw_ranks
    names = list("ABCDEF"[: len(table[0])])
    rankings = {f"k{i}": dict(zip(names, row, strict=True)) for i, row in enumerate(table)}
    return mcda.from_rankings(rankings, alternatives=names), np.array(table), np.array(weights)


@st.composite
def full_tables(draw):
    m, n = draw(st.integers(2, 6)), draw(st.integers(1, 6))
    row = st.lists(st.integers(1, m), min_size=m, max_size=m)
    table = draw(st.lists(row, min_size=n, max_size=n))
    return table, draw(st.lists(st.integers(1, 9), min_size=n, max_size=n))


@pytest.mark.filterwarnings("ignore::UserWarning")  # pymcdm warns of dominance and rounding
@few
@given(full_tables())
def test_promethee2_scores_are_those_of_pymcdm(case):
    problem, ranks, weights = fully_scored(case)
    weights = weights / weights.sum()
    ours = mcda.rank(problem, "promethee2", weights).scores.to_numpy()
    m = ranks.shape[1]
    theirs = PROMETHEE_II("usual")((m + 1 - ranks).T, weights, np.ones(len(ranks)))
    assert ours == pytest.approx(theirs, abs=1e-12)


@few
@given(problems_with_weights())
def test_borda_scores_are_the_row_sums_of_the_margins(case):
    problem, weights = case
    resolved = mcda.weights.resolve(weights, problem)
    by_hand = margins_by_hand(problem, resolved).sum(axis=1)
    scores = mcda.rank(problem, "borda", weights).scores.to_numpy()
    assert scores == pytest.approx(by_hand, abs=1e-12)


@few
@given(full_tables())
def test_borda_variants_differ_only_in_scale_where_all_is_scored_without_ties(case):
    problem, ranks, weights = fully_scored(case)
    strict = np.argsort(np.argsort(ranks, axis=1, kind="stable"), axis=1) + 1
    names = list(problem.alternative_names)
    strict_problem = mcda.from_rankings(
        {f"k{i}": dict(zip(names, row.tolist(), strict=True)) for i, row in enumerate(strict)}
    )
    variants = ("symmetric", "domination", "weak domination", "non-domination")
    orders = {
        mcda.rank(strict_problem, "borda", weights, options={"variant": variant}).order
        for variant in variants
    }
    assert len(orders) == 1


def test_borda_variants_count_ties_as_they_say():
    problem = mcda.from_rankings({"cost": "A > B = C > D"})
    expected = {
        "symmetric": [3, 0, 0, -3],
        "domination": [3, 1, 1, 0],
        "weak domination": [3, 2, 2, 0],
        "non-domination": [0, -1, -1, -3],
    }
    for variant, points in expected.items():
        assert mcda.rank(problem, "borda", options={"variant": variant}).scores.tolist() == points


# --- Copeland ----------------------------------------------------------------------------------


@few
@given(problems_with_weights())
def test_copeland_counts_the_signs_of_the_margins(case):
    problem, weights = case
    margins = margins_by_hand(problem, mcda.weights.resolve(weights, problem))
    signs = np.sign(np.where(np.abs(margins) <= 1e-12, 0, margins))
    assert mcda.rank(problem, "copeland", weights).scores.tolist() == signs.sum(axis=1).tolist()


def test_exactly_equal_weights_tie_a_pair_for_copeland_under_floating_point():
    problem = mcda.from_rankings({"a": "A > B", "b": "A > B", "c": "B > A"})
    assert mcda.rank(problem, "copeland", [0.1, 0.2, 0.3]).order == "A = B"
    assert mcda.rank(problem, "borda", [0.1, 0.2, 0.3]).order == "A = B"
    assert mcda.rank(problem, "kemeny", [0.1, 0.2, 0.3]).order == "A = B"


# --- Kemeny ------------------------------------------------------------------------------------


def kemeny_by_brute_force(problem, weights):
    """Every strict order with its cost: twice the weight against it, from margins."""
    names = problem.alternative_names
    margins = margins_by_hand(problem, weights)
    costs = {}
    for order in permutations(range(len(names))):
        pairs = [(order[p], order[q]) for p in range(len(order)) for q in range(p + 1, len(order))]
        costs[order] = sum(-margins[i, j] for i, j in pairs) / 2
    least = min(costs.values())
    # At a difference of just the tie tolerance, rounding decides; nothing can be said there.
    assume(not any(5e-13 < cost - least < 5e-12 for cost in costs.values()))
    optima = {order for order, cost in costs.items() if cost <= least + 1e-12}
    dearer = [cost - least for cost in costs.values() if cost > least + 1e-12]
    return optima, min(dearer, default=np.nan)


@few
@given(problems_with_weights())
def test_kemeny_finds_every_optimum_and_the_gap_of_brute_force(case):
    problem, weights = case
    optima, gap = kemeny_by_brute_force(problem, mcda.weights.resolve(weights, problem))
    result = mcda.rank(problem, "kemeny", weights)
    names = problem.alternative_names
    assert set(result.orders) == {" > ".join(names[i] for i in order) for order in optima}
    assert result.n_orders == len(optima)
    assert result.figures["gap to the runner-up"] == pytest.approx(gap, abs=1e-11, nan_ok=True)


@few
@given(problems_with_weights())
def test_kemeny_ranks_by_the_best_position_over_the_optima(case):
    problem, weights = case
    optima, _ = kemeny_by_brute_force(problem, mcda.weights.resolve(weights, problem))
    best = [min(order.index(i) for order in optima) for i in range(len(problem.alternatives))]
    expected = [1 + sum(other < mine for other in best) for mine in best]
    result = mcda.rank(problem, "kemeny", weights)
    assert result.ranks.tolist() == expected
    assert result.leaders == [
        name for name, b in zip(problem.alternative_names, best, strict=True) if b == 0
    ]


@few
@given(problems_with_weights())
def test_a_condorcet_winner_leads_alone_for_kemeny_and_copeland(case):
    problem, weights = case
    margins = margins_by_hand(problem, mcda.weights.resolve(weights, problem))
    m = len(margins)
    winners = [i for i in range(m) if all(margins[i, j] > 1e-9 for j in range(m) if j != i)]
    for winner in winners:
        for method in ("kemeny", "copeland"):
            leaders = mcda.rank(problem, method, weights).leaders
            assert leaders == [problem.alternative_names[winner]]


def test_kemeny_counts_more_optima_than_it_lists():
    names = list("ABCDEFG")
    tied = mcda.from_rankings({"cost": [names]})
    result = mcda.rank(tied, "kemeny")
    assert result.n_orders == 5040
    assert len(result.orders) == 1000
    assert np.isnan(result.figures["gap to the runner-up"])
    assert "5040" in repr(result)


def test_kemeny_goes_beyond_what_dynamic_programming_can_do_in_one_piece():
    names = [f"x{i:02}" for i in range(30)]
    one = mcda.from_rankings({"cost": " > ".join(names)})
    assert mcda.rank(one, "kemeny").orders == [" > ".join(names)]
    # Blocks of ten, each a majority cycle of three copies turned round, wholly above the next.
    blocks = [names[start : start + 10] for start in (0, 10, 20)]
    turned = [[block[turn:] + block[:turn] for block in blocks] for turn in (0, 3, 6)]
    rankings = {f"k{i}": " > ".join(chain.from_iterable(each)) for i, each in enumerate(turned)}
    result = mcda.rank(mcda.from_rankings(rankings), "kemeny", [5, 4, 3])
    alone = [
        mcda.rank(mcda.from_rankings(rankings).without(*set(names).difference(block)), "kemeny",
                  [5, 4, 3]).orders
        for block in blocks
    ]  # fmt: skip
    assert result.orders == [" > ".join(each) for each in product(*alone)]


def test_kemeny_says_how_many_alternatives_are_too_many():
    names = [f"x{i:02}" for i in range(61)]
    with pytest.raises(mcda.ProblemError, match=r"61 alternatives; allowed .* up to 60"):
        mcda.rank(mcda.from_rankings({"cost": " > ".join(names)}), "kemeny")


def test_kemeny_in_a_batch_larger_than_it_handles_at_once_equals_one_by_one():
    rng = np.random.default_rng(5)
    names = list("ABCDEFGHIJ")
    rankings = {f"k{i}": dict(zip(names, rng.permutation(10).tolist(), strict=True))
                for i in range(6)}  # fmt: skip
    problem = mcda.from_rankings(rankings)
    found = mcda.methods.find("kemeny")
    evaluator = found.evaluator(found.view(problem))
    weights = mcda.weights.Uniform().sample(problem, 5000, rng=1)
    batch = evaluator.ranks(weights)
    for row in (0, 4095, 4096, 4999):
        assert (batch[row] == evaluator.ranks(weights[row])).all()


# --- every method ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", METHODS)
class TestEveryMethod:
    @few
    @given(case=problems_with_weights(), seed=st.integers(0, 99))
    def test_a_batch_equals_a_loop(self, name, case, seed):
        problem, _ = case
        found = mcda.methods.find(name)
        evaluator = found.evaluator(found.view(problem))
        weights = mcda.weights.Uniform().sample(problem, 6, rng=seed)[:, problem.scored]
        batch = evaluator.ranks(weights.reshape(2, 3, -1))
        loop = [evaluator.ranks(row) for row in weights]
        assert (batch.reshape(6, -1) == np.array(loop)).all()

    @few
    @given(case=problems_with_weights(), data=st.data())
    def test_relabelling_the_alternatives_relabels_the_ranks(self, name, case, data):
        problem, weights = case
        shuffled = data.draw(st.permutations(problem.alternative_names))
        rankings = {c: problem.judgement(c).order for c in problem.criterion_names}
        other = mcda.from_rankings(rankings, alternatives=shuffled)
        mine, theirs = (mcda.rank(p, name, weights).ranks for p in (problem, other))
        assert mine.to_dict() == theirs.to_dict()

    @few
    @given(case=problems_with_weights())
    def test_a_criterion_without_weight_counts_as_absent(self, name, case):
        problem, weights = case
        extra = " > ".join(reversed(problem.alternative_names))
        rankings = {c: problem.judgement(c).order for c in problem.criterion_names}
        wider = mcda.from_rankings({**rankings, "idle": extra},
                                   alternatives=problem.alternative_names)  # fmt: skip
        with_idle = mcda.rank(wider, name, [*weights, 0.0]).ranks
        assert with_idle.tolist() == mcda.rank(problem, name, weights).ranks.tolist()

    @few
    @given(problem=problems())
    def test_inputs_are_left_as_they_were(self, name, problem):
        weights = mcda.weights.equal(problem)
        before = (weights.copy(), problem.preferences.values.copy())
        mcda.rank(problem, name, weights)
        assert (weights == before[0]).all()
        assert (problem.preferences.values == before[1]).all()

    def test_a_unanimous_order_is_the_result(self, name):
        problem = mcda.from_rankings(dict.fromkeys(["cost", "reach", "trust"], "C > A > B"))
        assert mcda.rank(problem, name, [0.2, 0.3, 0.5]).order == "C > A > B"

    def test_all_tied_stays_all_tied(self, name):
        problem = mcda.from_rankings({"cost": "A = B = C"})
        assert mcda.rank(problem, name).order == "A = B = C"

    def test_the_method_is_built_in_and_says_where_it_comes_from(self, name):
        found = mcda.methods.find(name)
        assert found in registry.built_in()
        assert found.references
        assert found.__doc__
