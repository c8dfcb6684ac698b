"""Flat weights whose groups have limited totals: as integrals and plain rejection say."""

import numpy as np
import pytest
from scipy import stats

import mcda_ai as mcda
from mcda_ai.weights import Bounded, Constrained, LayerFirst
from mcda_ai.weights.exact_sampling import Mixture, Rejection, flat_sampler
from mcda_ai.weights.group_totals import Grouped, LimitedTotal, sampler_of
from mcda_ai.weights.polytope import Limit, Polytope

SIZE = 40_000


def problem_of(sizes):
    """Layers a, b, c, ... of so many criteria each."""
    layers = {name: [f"{name}{k}" for k in range(n)] for name, n in zip("abcdef", sizes)}  # noqa: B905
    orders = {name: "A > B" for names in layers.values() for name in names}
    return mcda.from_rankings(orders, layers=layers)


def means_by_integration(sizes, holds):
    """Mean totals of three groups: their density is a product of powers; a fine grid tells."""
    at = (np.arange(3_000) + 0.5) / 3_000
    one, two = np.meshgrid(at, at, indexing="ij")
    three = 1 - one - two
    inside = (three > 0) & holds(one, two, three)
    totals = np.stack([one[inside], two[inside], three[inside]])
    density = np.prod(totals ** (np.array(sizes)[:, None] - 1), axis=0)
    means = (totals * density).sum(axis=1) / density.sum()
    spread = ((totals - means[:, None]) ** 2 * density).sum(axis=1) / density.sum()
    return means, np.sqrt(spread)


@pytest.mark.parametrize(
    ("text", "holds", "method"),
    [
        ("a <= 40 %", lambda a, b, c: a <= 0.4, "rejection"),
        ("a <= 10 %", lambda a, b, c: a <= 0.1, "exact"),
        ("b >= 60 %", lambda a, b, c: b >= 0.6, "exact"),
        ("a between 5 % and 10 %; c >= 60 %", lambda a, b, c: (abs(a - 0.075) < 0.025) & (c > 0.6),
         "rejection"),
        ("a >= 2 * c", lambda a, b, c: a >= 2 * c, "rejection"),
        ("a >= 48 %; b >= 48 %", lambda a, b, c: (a >= 0.48) & (b >= 0.48), "rejection"),
    ],
)  # fmt: skip
def test_totals_have_the_means_and_spreads_that_integrals_give(text, holds, method):
    sizes = (5, 3, 6)
    problem, space = problem_of(sizes), Constrained(text)
    assert space.sampling(problem).method == method
    drawn = space.sample(problem, SIZE, rng=3)
    totals = np.add.reduceat(drawn, [0, 5, 8], axis=1)
    means, spreads = means_by_integration(sizes, holds)
    assert (abs(totals.mean(axis=0) - means) < 5 * spreads / SIZE**0.5 + 2e-4).all()
    assert totals.std(axis=0) == pytest.approx(spreads, rel=0.06)


def test_totals_that_few_draws_meet_are_walked_through():
    sizes, space = (5, 3, 6), Constrained("a >= b; a <= 1.01 * b; c >= 2 * a")
    problem = problem_of(sizes)
    assert space.sampling(problem).method == "hit-and-run"
    drawn = space.sample(problem, SIZE, rng=3)
    totals = np.add.reduceat(drawn, [0, 5, 8], axis=1)
    plain = np.random.default_rng(1).dirichlet(sizes, 3_000_000)
    a, b, c = plain.T
    met = plain[(a >= b) & (a <= 1.01 * b) & (c >= 2 * a)]
    assert len(met) > 2_000
    error = 5 * met.std(axis=0) / np.sqrt(len(met))
    assert (abs(totals.mean(axis=0) - met.mean(axis=0)) < error).all()
    assert totals.std(axis=0) == pytest.approx(met.std(axis=0), rel=0.1)
    shares = drawn[:, :5] / drawn[:, :5].sum(axis=1, keepdims=True)
    assert stats.kstest(shares[:, 0], stats.beta(1, 4).cdf).pvalue > 1e-3


@pytest.mark.parametrize(
    ("sizes", "least", "most"),
    [((5, 20), 0, 0.1), ((5, 20), 0.4, 1), ((1, 4), 0.9, 1), ((3, 1), 0, 0.2), ((1, 1), 0.3, 0.4),
     ((30, 170), 0, 0.05), ((60, 3), 0, 0.3), ((5, 20), 0.1, 0.6)],
)  # fmt: skip
def test_a_limited_total_is_a_beta_distribution_cut_off(sizes, least, most):
    rows = [Limit("most", np.array([1.0, 0]), "<=", most),
            Limit("least", np.array([-1.0, 0]), "<=", -least)]  # fmt: skip
    limited = LimitedTotal.found_in(Polytope.of(["a", "b"], rows), np.array(sizes, float), 0)
    drawn = limited.draw(SIZE, np.random.default_rng(1))
    assert drawn.sum(axis=1) == pytest.approx(np.ones(SIZE), abs=1e-12)
    plain = stats.beta(*sizes)
    tail = plain.cdf if plain.cdf(most) < 0.5 else plain.sf
    ends = tail([least, most])
    assert limited.chance == pytest.approx(abs(np.ptp(ends)), rel=1e-6)
    assert drawn[:, 0].min() >= least
    assert drawn[:, 0].max() <= most
    flat = (tail(drawn[:, 0]) - ends.min()) / np.ptp(ends)
    assert stats.kstest(flat, "uniform").pvalue > 1e-3


@pytest.mark.parametrize("seed", range(6))
def test_every_weight_is_as_plain_rejection_draws_it(seed):
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 5, 4)
    problem = problem_of(sizes)
    shares = sizes / sizes.sum()
    text = f"a <= {shares[0] * rng.uniform(0.6, 1.1):.3f}; c >= {shares[2] * 0.7:.3f}; d <= 2 * a"
    polytope = Constrained(text).constraints(problem)
    sampler = sampler_of(polytope)
    found = sampler.draw(SIZE, rng)
    assert polytope.contains(found, 1e-9).all()
    n = len(polytope.criteria)
    known = Rejection.tried(lambda size, g: g.dirichlet(np.ones(n), size), polytope, n - 1)
    expected = known.draw(SIZE, rng)
    for power in (1, 2):
        error = (found**power).std(axis=0) * 5 * np.sqrt(2 / SIZE)
        apart = abs((found**power).mean(axis=0) - (expected**power).mean(axis=0))
        assert (apart < error + 1e-9).all()
    assert np.cov(found.T) == pytest.approx(
        np.cov(expected.T), abs=0.02 * np.cov(found.T).max() * 2
    )
    for k in range(n):
        assert stats.ks_2samp(found[:, k], expected[:, k]).pvalue > 1e-4


def test_a_simplex_is_drawn_by_its_corners():
    problem = problem_of((1, 3, 2))
    for space in (Constrained("a >= 20 %"), Constrained("b <= 100 %"), Bounded(lower={"a": 0.2})):
        polytope = space.constraints(problem)
        assert isinstance(sampler_of(polytope), Mixture)
        assert space.sampling(problem).method == "exact"
    assert isinstance(sampler_of(Constrained("a <= 20 %").constraints(problem)), Grouped)


def test_what_limits_single_criteria_or_lies_on_a_slice_is_drawn_as_before():
    problem = problem_of((2, 2))
    for text in ("a0 >= 2 * a1; b0 >= b1; a0 >= b1", "a = 30 %"):
        polytope = Constrained(text).constraints(problem)
        alike = sampler_of(polytope), flat_sampler(polytope)
        one, two = (sampler.draw(5, np.random.default_rng(1)) for sampler in alike)
        assert one.tolist() == two.tolist()


def test_how_layers_are_divided_is_drawn_as_ever():
    # Exponentials of the layers, then of the criteria: written down from Devroye 1986, ch. V.
    layer = np.array([3, 3, 7])
    generator = np.random.default_rng(1)
    over = generator.standard_exponential((4, 2))
    within = generator.standard_exponential((4, 3))
    shares = over / over.sum(axis=1, keepdims=True)
    of_first = within[:, :2] / within[:, :2].sum(axis=1, keepdims=True) * shares[:, :1]
    expected = np.column_stack([of_first, shares[:, 1]])
    found = LayerFirst().draw(layer, 4, np.random.default_rng(1))
    assert found == pytest.approx(expected, abs=1e-15)
