"""What decides the outcome: closed forms, brute force, another estimator, and honest errors."""

from dataclasses import replace
from inspect import signature
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import mcda_ai as mcda
from mcda_ai.algorithms.variance_shares import (
    direction,
    direction_sums,
    jackknife,
    variance_shares,
    variance_sums,
)
from mcda_ai.messages.label import Label
from mcda_ai.orders.weak_order import WeakOrder
from mcda_ai.problem.evidence import Judgement, Reading
from mcda_ai.sensitivity.attribution import METHODS, attribution
from mcda_ai.sensitivity.attribution_weights import paired_weights
from mcda_ai.weights import BLOCK_SIZE, LayerFirst, Ordered, Uniform
from tests.strategies import examples

TWO = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})


def with_readings(problem, **changes):
    """Add a reading for each keyword: a dict of criterion to order (None: unscored)."""
    judgements = {name: dict(each) for name, each in problem.judgements.items()}
    for reading, orders in changes.items():
        judgements[reading] = {
            **problem.judgements["given"],
            **{
                name: Judgement(status="unscored", reason=Label.same("no")) if order is None
                else Judgement(WeakOrder.parse(order))
                for name, order in orders.items()
            },
        }  # fmt: skip
    readings = tuple(Reading(name, Label.same(name)) for name in judgements)
    return replace(problem, judgements=judgements, readings=readings, active_reading="")


def threshold(at):
    """Make a method that puts A first where the first weight is above a threshold."""

    def method(view, weights):
        leads = (weights[..., 0] > at).astype(float)
        return np.stack([leads, 1 - leads], axis=-1)

    method.__name__ = f"above {at}"
    return method


def close(found, error, expected):
    assert found == pytest.approx(expected, abs=max(4.5 * float(error), 1e-9))


def indices(result, response):
    """Give first-order and total indices, each with errors: {factor: (value, error)}."""
    return [
        {
            factor: (table.loc[response, factor], errors.loc[response, factor])
            for factor in table.columns
        }
        for table, errors in (
            (result.first_order, result.standard_error.first_order),
            (result.total, result.standard_error.total),
        )
    ]


# --- closed forms ------------------------------------------------------------------------------


def test_a_reading_that_settles_it_half_the_time():
    # A leads where the first weight is above 1/2, and always under the other reading. Var = 3/16;
    # alone, the weight and the reading give 1/16 each, and so does their product.
    problem = with_readings(TWO, other={"reach": "A > B"})
    result = attribution(problem, "borda", priors=["uniform"], size=4000, rng=1)
    first, total = indices(result, "A leads")
    close(result.summary.loc["A leads", "variance"],
          result.standard_error.summary.loc["A leads", "variance"], 3 / 16)  # fmt: skip
    for factor in ("weights", "reading"):
        close(*first[factor], 1 / 3)
        close(*total[factor], 2 / 3)
        assert 0 < first[factor][1] < 0.03
    close(result.summary.loc["A leads", "interaction"],
          result.standard_error.summary.loc["A leads", "interaction"], 1 / 3)  # fmt: skip
    means = result.level_means.loc["A leads", "reading"]
    assert means["other"] == 1
    assert means["given"] == pytest.approx(0.5, abs=0.04)


def test_two_thresholds_as_two_methods():
    result = attribution(TWO, [threshold(0.5), threshold(0.8)], priors=["uniform"], size=8000,
                         rng=2)  # fmt: skip
    first, total = indices(result, "A leads")
    variance = 0.35 * 0.65
    close(*first["weights"], 0.1525 / variance)
    close(*first["method"], 0.0225 / variance)
    close(*total["weights"], 0.205 / variance)
    close(*total["method"], 0.075 / variance)


@examples(25)
@given(st.lists(st.floats(0.05, 0.95), min_size=2, max_size=5, unique=True))
def test_any_thresholds(thresholds):
    """The first weight is uniform on [0, 1], so everything follows from the thresholds."""
    y = np.linspace(0, 1, 2000, endpoint=False)[:, None] + 1 / 4000 > np.array(thresholds)
    p = 1 - np.array(thresholds)
    variance = p.mean() * (1 - p.mean())
    both = 1 - np.maximum.outer(thresholds, thresholds)
    expected = [both.mean() - p.mean() ** 2, p.var()]
    expected_total = [(p * (1 - p)).mean(), p.mean() - both.mean()]
    sums = variance_sums(np.stack([y, ~y], axis=-1).astype(float))
    _, first, total, _ = variance_shares(sums, 2)
    assert first[:, 1] == pytest.approx(np.array(expected) / variance, abs=0.02)
    assert total[:, 1] == pytest.approx(np.array(expected_total) / variance, abs=0.02)


def test_what_depends_on_one_factor_only_has_index_one_there_and_zero_elsewhere():
    problem = with_readings(TWO, other={"reach": "A > B"})

    def by_reading(view, weights):
        ahead = view.preferences[:, 0, 1].sum() - view.preferences[:, 1, 0].sum()
        return np.broadcast_to([ahead, 1.0], (*weights.shape[:-1], 2))

    result = attribution(problem, by_reading, size=100, rng=1)
    for index in (result.first_order, result.total):
        row = index.loc["A leads"]
        assert row["reading"] == pytest.approx(1)
        assert row[["weights"]].to_numpy() == pytest.approx(0, abs=1e-12)
    only_weights = attribution(TWO, "borda", priors=["uniform"], size=100, rng=1)
    assert only_weights.first_order.loc["A leads"].to_dict() == {"weights": pytest.approx(1)}


def test_a_constant_method_makes_a_method_factor():
    result = attribution(TWO, [threshold(-1), threshold(2)], size=50, rng=3)
    assert result.first_order.loc["A leads", "method"] == pytest.approx(1)
    assert result.total.loc["A leads", "weights"] == pytest.approx(0, abs=1e-12)


# --- brute force and another estimator ---------------------------------------------------------


def brute_force(y):
    """Components of the variance of one response, by loops over pairs of different draws."""
    n, *shape = y.shape
    cells = list(product(*map(range, shape)))
    pairs = [(u, v) for u in range(n) for v in range(n) if u != v]
    whole = np.mean([y[u].mean() * y[v].mean() for u, v in pairs])
    variance = np.mean(y**2) - whole
    first = [np.mean([y[u].mean() ** 2 for u in range(n)]) - whole]
    total = [np.mean([y[u][c] ** 2 for u in range(n) for c in cells])
             - np.mean([y[u][c] * y[v][c] for u, v in pairs for c in cells])]  # fmt: skip
    for axis in range(len(shape)):
        levels = [np.moveaxis(y, axis + 1, 1)[:, level] for level in range(shape[axis])]
        same = np.mean([each[u].mean() * each[v].mean() for each in levels for u, v in pairs])
        first.append(same - whole)
        total.append(np.mean([
            y[u][c] ** 2 - y[u][c] * y[u][tuple(k if a == axis else i for a, i in enumerate(c))]
            for u in range(n) for c in cells for k in range(shape[axis])
        ]))  # fmt: skip
    return variance, np.array(first), np.array(total)


@pytest.mark.parametrize("shape", [(2, 3, 1, 2), (1, 2, 2, 1), (2,)])
def test_the_sums_give_what_brute_force_gives(shape):
    generator = np.random.default_rng(5)
    y = generator.integers(0, 2, (6, *shape, 3)).astype(float)
    summary, first, total, level_means = variance_shares(variance_sums(y), 2)
    found = [brute_force(y[..., q]) for q in range(3)]
    for q, (variance, first_parts, total_parts) in enumerate(found, start=1):
        assert summary[1, q] == pytest.approx(variance)
        assert first[:, q] == pytest.approx(first_parts / variance)
        assert total[:, q] == pytest.approx(total_parts / variance)
        assert summary[0, q] == pytest.approx(y[..., q - 1].mean())
    (v1, f1, t1), (v2, f2, t2), _ = found
    assert first[:, 0] == pytest.approx((f1 + f2) / (v1 + v2))
    assert total[:, 0] == pytest.approx((t1 + t2) / (v1 + v2))
    assert level_means.shape == (sum(shape), 4)


def test_a_pick_freeze_estimator_gives_the_same_shares():
    """The estimators of Saltelli et al. (2010), as SciPy has them, on the same problem."""

    def function(x):
        weight, level = x
        return (weight > np.where(level < 0.5, 0.3, 0.7)).astype(float)

    seed = "rng" if "rng" in signature(stats.sobol_indices).parameters else "random_state"
    theirs = stats.sobol_indices(
        func=function, n=2**14, dists=[stats.uniform(), stats.randint(0, 2)], **{seed: 4}
    )
    ours = attribution(TWO, [threshold(0.3), threshold(0.7)], priors=["uniform"], rng=4)
    assert ours.first_order.loc["A leads"].to_numpy() == pytest.approx(theirs.first_order, abs=0.03)
    assert ours.total.loc["A leads"].to_numpy() == pytest.approx(theirs.total_order, abs=0.03)


@examples(50)
@given(st.integers(0, 10**6))
def test_no_share_exceeds_its_total_nor_their_sum_one(seed):
    generator = np.random.default_rng(seed)
    shape = generator.integers(1, 4, 4)
    y = generator.integers(0, 2, (12, *shape, 3)).astype(float)
    y[..., 2] = y[..., :1, 2]  # the last factor does nothing to the last response
    _, first, total, _ = variance_shares(variance_sums(y), 2)
    assert (first <= total + 1e-9).all()
    assert (first.sum(axis=0) <= 1 + 1e-9).all()
    assert total[-1, 3] == pytest.approx(0, abs=1e-12)


# --- errors --------------------------------------------------------------------------------------


def test_standard_errors_are_the_spread_over_seeds():
    problem = with_readings(TWO, other={"reach": "A > B"})
    results = [attribution(problem, "borda", priors=["uniform"], size=300, rng=seed)
               for seed in range(60)]  # fmt: skip
    for table in ("summary", "first_order", "total", "level_means"):
        values = np.array([getattr(r, table).loc["A leads"].to_numpy() for r in results])
        errors = np.array([getattr(r.standard_error, table).loc["A leads"] for r in results])
        spread = values.std(axis=0, ddof=1)
        assert errors.mean(axis=0) == pytest.approx(spread, rel=0.3, abs=1e-9)
    shares = np.array([r.first_order.loc["A leads", "weights"] for r in results])
    assert shares.mean() == pytest.approx(1 / 3, abs=4 * shares.std() / 60**0.5)


def test_groups_of_different_sizes_are_weighted_by_them():
    x = np.random.default_rng(0).random(1000)
    cuts = [100, 250, 300, 600]
    groups = [(np.array(float(len(each))), each.sum()) for each in np.split(x, cuts)]
    (mean,), (error,) = jackknife(groups, lambda n, total: (total / n,))
    assert mean == pytest.approx(x.mean())
    many = [(np.array(1.0), each) for each in x]
    assert jackknife(many, lambda n, total: (total / n,))[1][0] == pytest.approx(
        x.std(ddof=1) / 1000**0.5
    )
    assert error == pytest.approx(x.std() / 1000**0.5, rel=0.8)


def test_the_same_seed_gives_the_same_numbers_whatever_follows():
    problem = mcda.load("ai-factory")
    one, same, other = (attribution(problem, rng=seed, size=200) for seed in (3, 3, 4))
    assert one.to_frame().equals(same.to_frame())
    assert one.directions.equals(same.directions)
    assert not one.first_order.equals(other.first_order)
    assert one.groups == other.groups
    assert one.provenance.seed == 3


def test_several_blocks_are_one_sample():
    size = BLOCK_SIZE + 100
    result = attribution(TWO, ["borda"], priors=["uniform"], size=size, rng=1)
    assert result.summary.loc["A leads", "mean"] == pytest.approx(0.5, abs=0.02)
    assert result.standard_error.summary.loc["A leads", "mean"] == pytest.approx(
        0.5 / size**0.5, rel=0.4
    )
    assert result.size == size


# --- weights -----------------------------------------------------------------------------------


def test_paired_weights_have_the_distributions_of_the_spaces_they_stand_for():
    layer_of = np.array([0, 0, 0, 0, 2, 2, 3])
    drawn = np.random.default_rng(8).standard_exponential((20_000, 7))
    flat, layer_first = paired_weights(drawn, layer_of)
    for found in (flat, layer_first):
        assert found.sum(axis=1) == pytest.approx(np.ones(20_000))
    assert stats.kstest(flat[:, 0], stats.beta(1, 6).cdf).pvalue > 0.01
    share = layer_first[:, :4].sum(axis=1)
    assert stats.kstest(share, stats.beta(1, 2).cdf).pvalue > 0.01
    assert stats.kstest(layer_first[:, 6], stats.beta(1, 2).cdf).pvalue > 0.01
    within = layer_first[:, 0] / share
    assert stats.kstest(within, stats.beta(1, 3).cdf).pvalue > 0.01
    assert abs(stats.spearmanr(within, share).statistic) < 0.03
    assert within == pytest.approx(flat[:, 0] / flat[:, :4].sum(axis=1))
    assert stats.spearmanr(share, flat[:, :4].sum(axis=1)).statistic > 0.8


def test_layers_of_one_criterion_leave_nothing_to_the_prior():
    problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"},
                                 layers={"input": ["cost"], "outcome": ["reach"]})  # fmt: skip
    result = attribution(problem, "borda", size=300, rng=1)
    assert "prior" not in result.total.columns
    assert set(result.directions["prior"]) == {"uniform"}
    assert [each for each in result.sentences if "layer-first" in each] == []


def test_each_prior_ranks_as_its_own_space_does():
    problem = mcda.load("ai-factory")
    result = attribution(problem, "borda", readings=["overview"], rng=1)
    for space in (Uniform(), LayerFirst()):
        alone = mcda.robustness(problem, "borda", space, size=40_000, rng=2)
        for name in ("B2", "B3"):
            found = result.level_means.loc[f"{name} leads", ("prior", space.name)]
            assert found == pytest.approx(alone.share(name), abs=0.02)


def test_other_priors_draw_from_one_stream():
    orders = [Ordered("cost > reach"), Ordered("reach > cost")]
    result = attribution(TWO, "borda", priors=orders, size=200, rng=1)
    assert result.first_order.loc["A leads", "prior"] == pytest.approx(1)
    assert result.level_means.loc["A leads", "prior"].tolist() == [1, 0]
    assert len(result.level_means["prior"].columns) == 2


def test_what_separates_the_weightings_is_the_weight_that_decides():
    result = attribution(TWO, "borda", priors=["uniform"], size=4000, rng=1)
    rows = result.directions.set_index(["part", "alternative"])
    row = rows.loc[("cost", "A")]
    assert row["when_leading"] == pytest.approx(0.75, abs=0.02)
    assert row["otherwise"] == pytest.approx(0.25, abs=0.02)
    assert row["difference"] == pytest.approx(0.5, abs=4.5 * row["difference_error"])
    assert row["explained"] > 0.9
    assert rows.loc[("reach", "A"), "difference"] == pytest.approx(-row["difference"])
    assert "'cost' weighs 75 %" in " ".join(result.sentences) or result.leader == "B"


def test_a_weight_that_is_always_the_same_explains_nothing_at_all():
    leads = (np.arange(100) < 40).astype(float)[:, None, None]
    (sums,) = direction_sums(leads, np.full((100, 1, 1), 0.5), np.array([], dtype=int))
    assert direction(*sums)[3].item() == pytest.approx(0, abs=1e-12)


def test_a_weight_that_does_nothing_explains_nothing():
    generator = np.random.default_rng(1)
    parts = generator.random((5000, 1, 2))
    leads = (parts[..., :1] > 0.6).astype(float)
    values, errors = jackknife(direction_sums(leads, parts, np.arange(50, 5000, 50)), direction)
    explained, error = values[3][0, :, 0], errors[3][0, :, 0]
    assert explained[0] > 0.9
    assert explained[1] == pytest.approx(0, abs=4 * error[1] + 1e-4)
    assert values[2][0, 1, 0] == pytest.approx(0, abs=4 * errors[2][0, 1, 0])


# --- levels ------------------------------------------------------------------------------------


def test_methods_that_are_one_method_here_count_once():
    result = attribution(mcda.load("ai-factory"), rng=1, size=200)
    assert ("borda", "promethee2") in result.groups
    assert sorted(sum(result.groups, ())) == sorted(METHODS)
    assert list(result.level_means["method"].columns) == [group[0] for group in result.groups]


def test_methods_that_refuse_are_named_with_the_reason():
    problem = mcda.from_rankings({"cost": "A > B > C", "reach": "B > A"})
    result = attribution(problem, ["borda", "weighted_sum"], completions=0, size=50, rng=1)
    assert list(result.refusals) == ["weighted_sum"]
    assert result.remark == "unscored cells were left open"
    assert "completion" not in result.first_order.columns
    with pytest.raises(mcda.ProblemError, match="scored where others are not"):
        attribution(problem, "weighted_sum", completions=0, size=50, rng=1)


def test_few_ways_to_fill_the_gaps_are_all_tried_and_many_are_drawn():
    problem = mcda.from_rankings({"cost": "A > B > C", "reach": "B > A"})
    every = attribution(problem, "borda", size=200, rng=1)
    assert every.remark == "all 5 ways to fill in the unscored cells were tried"
    assert every.level_means["completion"].shape[1] == 5
    drawn = attribution(problem, "borda", completions=3, size=200, rng=1)
    assert drawn.level_means["completion"].shape[1] == 3
    assert drawn.remark == "3 fillings of the unscored cells, drawn at random from 5 ways"
    again = attribution(problem, "borda", completions=3, size=200, rng=1)
    assert drawn.to_frame().equals(again.to_frame())


def test_gaps_that_only_one_reading_has_fill_equal_shares():
    problem = with_readings(
        mcda.from_rankings({"cost": "A > B > C", "reach": "B > A > C"}), other={"reach": "B > A"}
    )
    result = attribution(problem, "borda", size=100, rng=1)
    assert result.level_means["completion"].shape[1] == 5
    assert result.n_combinations == 2 * 5


def test_a_criterion_that_can_be_filled_in_countless_ways_is_drawn_like_any_other():
    names = [f"a{k}" for k in range(30)]
    problem = mcda.from_rankings({"cost": " > ".join(names), "reach": names[:2]})
    result = attribution(problem, "borda", size=20, rng=1)
    assert result.level_means["completion"].shape[1] == 12


def test_readings_that_score_different_criteria():
    problem = with_readings(
        mcda.from_rankings({"cost": "A > B", "reach": "B > A", "trust": "B > A"},
                           layers={"in": ["cost"], "out": ["reach", "trust"]}),
        other={"trust": None},
    )  # fmt: skip
    result = attribution(problem, "borda", size=4000, rng=1)
    means = result.level_means.loc["A leads"]
    assert means["reading"]["given"] == pytest.approx((1 / 4 + 1 / 2) / 2, abs=0.03)
    assert means["reading"]["other"] == pytest.approx(1 / 2, abs=0.03)


def test_the_rank_to_number_rule_is_decomposed_within_the_value_family():
    problem = mcda.from_rankings({"cost": "A > B > C", "reach": "C > B > A"})
    result = attribution(problem, ["borda", "weighted_sum"], size=400, rng=1)
    within = result.numbers
    assert list(within.level_means["numbers"].columns) == ["linear", "roc", "mean"]
    assert "numbers" in within.first_order.columns
    assert "method" not in within.first_order.columns
    assert within.provenance.method == "weighted_sum"
    assert "numbers" not in result.first_order.columns
    assert attribution(problem, "borda", size=50, rng=1).numbers is None


def test_readings_with_other_gaps_say_how_many_fillings_were_tried():
    """The first reading can be filled in 5 ways, the other in 3: 15 levels fill both evenly."""
    problem = with_readings(
        mcda.from_rankings({"x": "A > B", "y": "C > A > B"}), other={"x": "A = B"}
    )
    every = attribution(problem, "borda", completions=15, size=20, rng=1)
    assert every.level_means["completion"].shape[1] == 15
    assert every.remark == "all 5 ways to fill in the unscored cells were tried"
    drawn = attribution(problem, "borda", completions=5, size=20, rng=1)
    assert drawn.remark == "5 fillings of the unscored cells, drawn at random from 15 ways"


def test_what_is_asked_in_vain_and_who_refuses_is_said_in_dutch():
    problem = mcda.from_rankings({"cost": "A > B > C", "reach": "B > A"})
    result = attribution(problem, ["borda", "weighted_sum"], completions=0, size=50, rng=1)
    told = next(text for text in result.in_words("nl") if text.startswith("niet toegepast"))
    assert told.startswith(
        "niet toegepast: Weighted sum (sommige opties zijn gescoord waar andere dat niet zijn; "
    )
    with pytest.raises(mcda.ProblemError) as caught:
        attribution(problem, [], readings=["given", "given"])
    assert [fault.in_words("nl") for fault in caught.value.faults] == [
        "methods: geen; toegestaan: een of meer",
        "readings: given komt twee keer voor",
    ]
