"""Weight spaces with constraints: what they hold, how they draw, and what is wrong with them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, ks_2samp, kstest

import mcda_ai as mcda
from mcda_ai.messages.faults import ProblemError
from mcda_ai.weights import (
    BLOCK_SIZE,
    Around,
    Bounded,
    Constrained,
    Fixed,
    LayerFirst,
    Ordered,
    Uniform,
    space,
)
from mcda_ai.weights.body import Body, is_point
from tests.strategies import examples

few = examples(25)
UNLIKELY = 1e-3  # a p-value below this fails; the seeds are fixed
LAYERS = {"input": ["a", "b"], "outcome": ["c", "d", "e"], "impact": ["f"]}
SIX = mcda.from_rankings(dict.fromkeys("abcdef", "A > B"), layers=LAYERS)
FACTORY = mcda.load("ai-factory")


def by_layer(drawn, problem=SIX):
    return np.stack(
        [drawn[:, problem.layer_of == k].sum(axis=1) for k in range(len(problem.layers))], axis=1
    )


def rejected(condition, size, seed):
    """Draw flat and keep what satisfies the condition: another way to the same distribution."""
    drawn = Uniform().sample(SIX, size, rng=seed)
    return drawn[condition(drawn)]


SPACES = {
    "bounded": (Bounded(lower={"a": 0.1}, upper={"outcome": 0.5}),
                lambda w: (w[:, 0] >= 0.1) & (w[:, 2:5].sum(axis=1) <= 0.5)),
    "constrained": (Constrained("impact >= input", "a >= 2 * b"),
                    lambda w: (w[:, 5] >= w[:, :2].sum(axis=1)) & (w[:, 0] >= 2 * w[:, 1])),
    "partial order": (Ordered("impact > outcome"),
                      lambda w: w[:, 5] >= w[:, 2:5].sum(axis=1)),
    "both": (Constrained("impact >= 20 %") & Ordered("a > b"),
             lambda w: (w[:, 5] >= 0.2) & (w[:, 0] >= w[:, 1])),
}  # fmt: skip


@pytest.mark.parametrize("name", SPACES)
def test_draws_satisfy_the_constraints_and_sum_to_one(name):
    drawn_from, condition = SPACES[name]
    drawn = drawn_from.sample(SIX, 20_000, rng=1)
    assert (drawn >= 0).all()
    assert drawn.sum(axis=1) == pytest.approx(np.ones(len(drawn)))
    slack = drawn + 1e-9 * np.array([1, 0, 0, 0, 0, 1])
    assert condition(slack).all()
    assert np.asarray(drawn_from.contains(SIX, drawn)).all()


@pytest.mark.parametrize("name", SPACES)
def test_draws_have_the_distribution_of_flat_draws_that_were_kept(name):
    drawn_from, condition = SPACES[name]
    drawn = drawn_from.sample(SIX, 6_000, rng=2)
    kept = rejected(condition, 400_000, seed=3)[:6_000]
    assert len(kept) > 1_000
    forms = np.random.default_rng(4).standard_normal((6, 4))
    for mine, theirs in zip((drawn @ forms).T, (kept @ forms).T, strict=True):
        assert ks_2samp(mine, theirs).pvalue > UNLIKELY


def test_lower_bounds_are_an_image_of_the_simplex_and_so_exact():
    corners = Bounded(lower={"a": 0.1, "f": 0.3}).vertices(SIX)
    assert len(corners) == 6
    assert corners.sum(axis=1) == pytest.approx(np.ones(6))
    drawn = Bounded(lower={"a": 0.1, "f": 0.3}).sample(SIX, 20_000, rng=1)
    assert kstest((drawn[:, 0] - 0.1) / 0.6, beta(1, 5).cdf).pvalue > UNLIKELY
    result = mcda.robustness(FACTORY, weights=Bounded(lower={"compute": 0.2}))
    assert result.exact


def test_equalities_and_degenerate_spaces_are_drawn_from():
    drawn = Constrained("impact = 0.3", "a = b").sample(SIX, 2_000, rng=1)
    assert drawn[:, 5] == pytest.approx(np.full(2_000, 0.3))
    assert drawn[:, 0] == pytest.approx(drawn[:, 1], abs=1e-9)
    point = Constrained("f = 1").sample(SIX, 5, rng=1)
    assert point == pytest.approx(np.tile([0, 0, 0, 0, 0, 1.0], (5, 1)))


def test_fixed_weights_are_one_point():
    drawn = Fixed({"input": 1, "outcome": 1, "impact": 2}).sample(SIX, 3, rng=1)
    expected = mcda.weights.resolve({"input": 1, "outcome": 1, "impact": 2}, SIX)
    assert drawn == pytest.approx(np.tile(expected, (3, 1)))
    result = mcda.robustness(FACTORY, "kemeny", Fixed("equal"), size=100, rng=1)
    assert result.share("B3") == 1


def test_around_has_its_weights_as_mean_and_keeps_zeros():
    given_weights = {"a": 3, "b": 0, "c": 1, "d": 1, "e": 1, "f": 4}
    drawn = Around(given_weights, 30).sample(SIX, 40_000, rng=1)
    mean = mcda.weights.resolve(given_weights, SIX)
    error = drawn.std(axis=0) / np.sqrt(len(drawn))
    assert (np.abs(drawn.mean(axis=0) - mean) <= 5 * error + 1e-12).all()
    assert (drawn[:, 1] == 0).all()
    closer = Around(given_weights, 300).sample(SIX, 5_000, rng=1)
    assert (closer.std(axis=0) <= drawn.std(axis=0) + 1e-12).all()


def test_a_space_restricts_layer_first_to_what_satisfies_it():
    both = LayerFirst() & Constrained("impact >= input")
    shares = by_layer(both.sample(SIX, 8_000, rng=1))
    assert (shares[:, 2] >= shares[:, 0] - 1e-9).all()
    flat = by_layer(LayerFirst().sample(SIX, 60_000, rng=2))
    kept = flat[flat[:, 2] >= flat[:, 0]][:8_000]
    for mine, theirs in zip(shares.T, kept.T, strict=True):
        assert ks_2samp(mine, theirs).pvalue > UNLIKELY


@pytest.mark.parametrize("size", [BLOCK_SIZE + 10])
def test_the_first_draws_do_not_depend_on_how_many_follow(size):
    drawn_from = Constrained("impact >= outcome", "input between 0.1 and 0.3")
    longer = drawn_from.sample(FACTORY, size, rng=5)
    assert (drawn_from.sample(FACTORY, BLOCK_SIZE, rng=5) == longer[:BLOCK_SIZE]).all()


@pytest.mark.long
def test_random_walks_say_how_they_draw_and_how_much_they_know():
    hard = Constrained("impact >= outcome", "outcome >= preconditions", "input <= 10 %",
                       "output >= intermediate-outcome")  # fmt: skip
    told = str(hard.sampling(FACTORY))
    assert "in 24 dimensions" in told
    sizes = hard.effective_sample_size(FACTORY, BLOCK_SIZE, rng=1)
    assert np.nanmin(sizes) > BLOCK_SIZE / 3
    drawn = by_layer(hard.sample(FACTORY, 20_000, rng=1), FACTORY)
    names = list(FACTORY.layer_names)
    impact, outcome = drawn[:, names.index("impact")], drawn[:, names.index("outcome")]
    assert (impact >= outcome - 1e-9).all()


def test_random_walks_have_the_moments_of_a_space_that_is_known():
    """A layer at most 10 %: its share is a truncated beta; few flat draws would be kept."""
    drawn = Constrained("outcome <= 5 %").sample(SIX, 20_000, rng=3)
    share = drawn[:, 2:5].sum(axis=1)
    law = beta(3, 3)
    assert kstest(share, lambda x: law.cdf(x) / law.cdf(0.05)).pvalue > UNLIKELY


# --- empty spaces and faults ---------------------------------------------------------------------


def test_an_empty_space_names_the_fewest_constraints_that_conflict():
    conflicting = Constrained("impact >= 50 %", "outcome >= impact", "input >= 5 %", "a >= b")
    with pytest.raises(ProblemError) as caught:
        conflicting.sample(SIX, 2)
    told = str(caught.value)
    assert "is empty" in told
    for words in ("impact >= 50 %", "outcome >= impact", "input >= 5 %"):
        assert words in told
    assert "a >= b" not in told


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Constrained("impact >="), "impact >="),
        (lambda: Constrained(""), "''"),
        (lambda: Constrained("impat >= 0.1").sample(SIX, 1), "did you mean 'impact'"),
        (lambda: Bounded(lower={"a": 1.5}), "1.5"),
        (lambda: Bounded(lower={"x": 0.5}).sample(SIX, 1), "'x'"),
        (lambda: Around("equal", -1), "-1"),
        (lambda: Fixed({"a": 1}).sample(SIX, 1), "no weight for"),
        (lambda: space("unifrm"), "uniform"),
    ],
)
def test_what_is_wrong_is_said(make, words):
    with pytest.raises(ProblemError) as caught:
        make()
    assert words in str(caught.value)


def test_every_fault_is_told_at_once():
    with pytest.raises(ProblemError) as caught:
        Constrained("impat >= 0.1", "outcom <= 0.2").sample(SIX, 1)
    assert len(caught.value.faults) >= 2


# --- text ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("uniform", Uniform()),
        ("layer-first", LayerFirst()),
        ("equal", Fixed("equal")),
        ("uniform; ordered: impact > input", Uniform() & Ordered("impact > input")),
        ("ordered: impact > input", LayerFirst() & Ordered("impact > input")),
        (
            "impact >= outcome; input <= 40 %",
            LayerFirst() & Constrained("impact >= outcome", "input <= 40 %"),
        ),
    ],
)
def test_a_space_is_read_from_one_line(text, expected):
    assert repr(space(text)) == repr(expected)


@pytest.mark.parametrize("name", SPACES)
def test_a_space_is_written_so_that_it_can_be_typed_again(name):
    drawn_from, _ = SPACES[name]
    again = eval(repr(drawn_from), vars(mcda.weights))
    assert (again.sample(SIX, 50, rng=1) == drawn_from.sample(SIX, 50, rng=1)).all()
    assert str(drawn_from)


@few
@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=4),
       st.floats(0.0, 0.16), st.integers(0, 100))  # fmt: skip
def test_any_order_beside_a_bound_is_drawn_from(pairs, bound, seed):
    texts = [f"{one} >= {other}" for one, other in pairs if one != other]
    drawn_from = Constrained(*texts, f"impact >= {bound}")
    drawn = drawn_from.sample(SIX, 64, rng=seed)  # equal weights always satisfy the order
    assert np.asarray(drawn_from.contains(SIX, drawn)).all()
    again = drawn_from.sample(SIX, 64, rng=seed)
    assert (again == drawn).all()


def test_polytopes_are_equal_if_their_rows_and_words_are():
    problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    one, same = (mcda.weights.Constrained("cost <= 40 %").constraints(problem) for _ in range(2))
    assert one == same
    assert hash(one) == hash(same)
    assert one != mcda.weights.Constrained("cost <= 50 %").constraints(problem)


@pytest.mark.parametrize(
    ("conditions", "is_one"),
    [("cost = 40 %", True), ("cost = 40 %; reach >= 60 %", True), ("cost >= 99.99 %", False)],
)
def test_a_polytope_is_one_point_or_wider(conditions, is_one):
    problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    polytope = mcda.weights.Constrained(*conditions.split("; ")).constraints(problem)
    assert is_point(polytope) is is_one
    assert (Body.of(polytope).dimension == 0) is is_one
