import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, ks_2samp, kstest, uniform

import mcda_ai as mcda
from mcda_ai import weights
from mcda_ai.messages.faults import ProblemError
from mcda_ai.problem.construction import from_rankings
from mcda_ai.weights import BLOCK_SIZE, LayerFirst, Ordered, Uniform, WeightSpace, resolve
from tests.strategies import examples

PROPERTY = examples(60)
SIZE = 60_000
UNLIKELY = 1e-3  # a Kolmogorov-Smirnov test below this p-value fails; the seeds are fixed


def problem_of(layers, unscored=(), own=None):
    """Make a problem with these criteria in these layers; all of them rank A > B."""
    names = [name for members in layers.values() for name in members]
    rankings = {name: None if name in unscored else "A > B" for name in names}
    return from_rankings(rankings, layers=layers, weights=own)


LAYERS = {"input": ["cost"], "outcome": ["reach", "speed", "trust"], "beyond": ["legacy"]}
PROBLEM = problem_of(LAYERS, unscored={"trust", "legacy"})  # scored: cost, reach, speed


# --- fixed weights -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_weights", "expected"),
    [
        (None, [1 / 2, 1 / 4, 1 / 4, 0, 0]),
        ("equal", [1 / 3, 1 / 3, 1 / 3, 0, 0]),
        ("Equal", [1 / 3, 1 / 3, 1 / 3, 0, 0]),
        ("layer-equal", [1 / 2, 1 / 4, 1 / 4, 0, 0]),
        ("layer_equal", [1 / 2, 1 / 4, 1 / 4, 0, 0]),
        ({"cost": 2, "reach": 1, "speed": 1}, [1 / 2, 1 / 4, 1 / 4, 0, 0]),
        ({"speed": 3, "Reach": 1, "COST": 0}, [0, 1 / 4, 3 / 4, 0, 0]),
        ({"cost": 1, "reach": 1, "speed": 2, "trust": 96}, [1 / 4, 1 / 4, 1 / 2, 0, 0]),
        ({"input": 1, "outcome": 3}, [1 / 4, 3 / 8, 3 / 8, 0, 0]),
        ({"outcome": 1, "input": 0}, [0, 1 / 2, 1 / 2, 0, 0]),
        ([1, 1, 2, 5, 5], [1 / 4, 1 / 4, 1 / 2, 0, 0]),
        ((1, 1, 2, 0, 0), [1 / 4, 1 / 4, 1 / 2, 0, 0]),
        (np.array([1, 1, 2, math.nan, -1]), [1 / 4, 1 / 4, 1 / 2, 0, 0]),
    ],
    ids=repr,
)
def test_weights_in_each_form_by_hand(given_weights, expected):
    assert resolve(given_weights, PROBLEM) == pytest.approx(expected, abs=1e-15)


def test_the_own_weights_of_a_problem_count_where_none_are_given():
    problem = problem_of({"all": ["cost", "reach"]}, own={"cost": 3, "reach": 1})
    assert resolve(None, problem).tolist() == [0.75, 0.25]
    assert resolve("equal", problem).tolist() == [0.5, 0.5]


@PROPERTY
@given(st.lists(st.floats(0, 1e300), min_size=5, max_size=5).filter(lambda x: max(x[:3]) > 0))
def test_weights_are_at_least_zero_sum_to_one_and_leave_out_unscored_criteria(values):
    resolved = resolve(values, PROBLEM)
    assert (resolved >= 0).all()
    assert resolved.sum() == pytest.approx(1, abs=1e-12)
    assert resolved[3:].tolist() == [0, 0]


@pytest.mark.parametrize("size", [5e-324, 1e-300, 1e-9, 1, 1e9, 1e300, 1.7e308])
def test_only_proportions_count_however_huge_or_tiny(size):
    assert resolve([size] * 5, PROBLEM)[:3] == pytest.approx([1 / 3] * 3)
    by_name = dict.fromkeys(["cost", "reach", "speed"], size)
    assert resolve(by_name, PROBLEM)[:3] == pytest.approx([1 / 3] * 3)


@pytest.mark.parametrize("size", [1e-300, 1e300])
def test_only_proportions_of_layers_count_however_huge_or_tiny(size):
    by_layer = {"input": size, "outcome": 3 * size}
    assert resolve(by_layer, PROBLEM)[:3] == pytest.approx([1 / 4, 3 / 8, 3 / 8])


def test_the_weights_given_are_left_as_they_were():
    given_weights = np.array([1.0, 1, 2, 5, 5])
    resolve(given_weights, PROBLEM)
    assert given_weights.tolist() == [1, 1, 2, 5, 5]


@pytest.mark.parametrize(
    ("given_weights", "words"),
    [
        ({"cost": -1, "reach": 1, "speed": 1}, ["'cost' is -1", "0 or more"]),
        ({"cost": math.nan, "reach": 1, "speed": 1}, ["'cost' is nan", "0 or more"]),
        ({"cost": math.inf, "reach": 1, "speed": 1}, ["'cost' is inf", "0 or more"]),
        ({"cost": "2", "reach": 1, "speed": 1}, ["'cost' is '2'", "a number"]),
        ({"cost": True, "reach": 1, "speed": 1}, ["'cost' is True", "a number"]),
        ({"cost": None, "reach": 1, "speed": 1}, ["'cost' is None", "a number"]),
        ({"cost": 0, "reach": 0, "speed": 0}, ["all are zero"]),
        ({"cost": 0, "reach": 0, "speed": 0, "trust": 1}, ["all are zero"]),
        ({"input": 0, "outcome": 0}, ["all are zero"]),
        ({"cost": 1, "speed": 1}, ["no weight for criterion reach", "0 is allowed"]),
        ({"cost": 1}, ["no weight for criterion reach, speed"]),
        ({}, ["no weight for criterion cost, reach, speed"]),
        ({"input": 1}, ["no weight for layer outcome"]),
        ({"cost": 1, "reech": 1, "speed": 1}, ["unknown criterion 'reech'", "mean 'reach'"]),
        ({"inputs": 1, "outcome": 1}, ["unknown layer 'inputs'", "mean 'input'"]),
        ({"cost": 1, "Cost": 1, "reach": 1, "speed": 1}, ["criterion 'cost' is named twice"]),
        ({"cost": 1, "outcome": 1}, ["of layers ('outcome') and of criteria ('cost')"]),
        ([1, 1, 1], ["shape (3,)", "(5,)", "unscored ones included"]),
        ([[1, 1, 1, 1, 1]], ["shape (1, 5)", "(5,)"]),
        (3, ["shape ()", "(5,)"]),
        (["a", "b", "c", "d", "e"], ["no list of numbers"]),
        ([1, -1, 1, 0, 0], ["'reach' is -1"]),
        ([1, math.nan, 1, 0, 0], ["'reach' is nan"]),
        ([1, math.inf, 1, 0, 0], ["'reach' is inf"]),
        ([0, 0, 0, 1, 1], ["all are zero"]),
        ("layerequal", ["unknown weights 'layerequal'", "mean 'layer-equal'", "allowed: equal"]),
    ],
    ids=repr,
)
def test_weights_that_cannot_be_used_say_why(given_weights, words):
    with pytest.raises(ProblemError) as caught:
        resolve(given_weights, PROBLEM)
    assert [word for word in words if word not in str(caught.value)] == []
    assert "weights" in str(caught.value)


@pytest.mark.parametrize(
    ("given_weights", "words"),
    [
        ({"cost": -1, "reach": math.nan, "speed": "x"}, ["'cost'", "'reach'", "'speed'"]),
        ({"csot": 1, "reech": 1, "speed": 1}, ["'csot'", "'reech'"]),
        ({"inptu": 1, "outcoem": 1}, ["'inptu'", "'outcoem'"]),
        ([-1, math.inf, 1, 0, 0], ["'cost'", "'reach'"]),
    ],
    ids=repr,
)
def test_all_faults_are_told_at_once(given_weights, words):
    with pytest.raises(ProblemError) as caught:
        resolve(given_weights, PROBLEM)
    assert [word for word in words if word not in str(caught.value)] == []


# --- weights in one line of text ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("equal", "equal"),
        (" layer-equal ", "layer-equal"),
        ("cost=2,reach=1", {"cost": 2, "reach": 1}),
        (" cost = 2.5 , sea level = 1e-3 ", {"cost": 2.5, "sea level": 0.001}),
    ],
)
def test_weights_are_read_from_one_line(text, expected):
    assert weights.parse(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cost=2,reach", "'reach' is not of the form name=number"),
        ("cost=two,reach=1", "'cost=two' is not of the form name=number"),
        ("cost=,reach=1", "'cost=' is not of the form name=number"),
        ("cost=1,cost=2", "'cost' is named twice"),
    ],
)
def test_a_line_that_cannot_be_read_says_which_part(text, words):
    with pytest.raises(ProblemError, match=words):
        weights.parse(text)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            "time=0,5,reach=0,25",
            [
                "'time=0,5': decimals need a point, as 0.5",
                "'reach=0,25': decimals need a point, as 0.25",
            ],
        ),
        ("time=50%,reach=50", ["'time=50%': allowed: a number, without %"]),
        ("time=12,5 %", ["'time=12,5 %': decimals need a point, as 12.5, without %"]),
        ("5,reach=1", ["'5' is not of the form name=number"]),
    ],
)
def test_a_decimal_comma_and_a_per_cent_sign_are_told_as_what_they_are(text, faults):
    with pytest.raises(ProblemError) as caught:
        weights.parse(text)
    assert caught.value.faults == tuple(f"weights: {fault}" for fault in faults)


def test_every_part_that_cannot_be_read_is_named():
    with pytest.raises(ProblemError) as caught:
        weights.parse("cost=x,reach=1,speed")
    assert len(caught.value.faults) == 2


# --- drawing: what every space keeps -----------------------------------------------------------

SPACES = pytest.mark.parametrize("space", [Uniform(), LayerFirst()], ids=str)


@SPACES
def test_draws_are_at_least_zero_sum_to_one_and_leave_out_unscored_criteria(space):
    drawn = space.sample(PROBLEM, 1000, rng=1)
    assert drawn.shape == (1000, 5)
    assert (drawn >= 0).all()
    assert (drawn[:, 3:] == 0).all()
    np.testing.assert_allclose(drawn.sum(axis=1), 1, atol=1e-12)


@SPACES
def test_the_same_seed_gives_the_same_draws(space):
    np.testing.assert_array_equal(space.sample(PROBLEM, 50, rng=4), space.sample(PROBLEM, 50, 4))


@SPACES
def test_another_seed_gives_other_draws(space):
    assert (space.sample(PROBLEM, 50, rng=4) != space.sample(PROBLEM, 50, rng=5))[:, :3].all()


@SPACES
@pytest.mark.parametrize("size", [1, 100, BLOCK_SIZE, BLOCK_SIZE + 1, 2 * BLOCK_SIZE + 100])
def test_the_first_draws_do_not_depend_on_how_many_follow(space, size):
    longest = space.sample(PROBLEM, 3 * BLOCK_SIZE, rng=7)
    np.testing.assert_array_equal(space.sample(PROBLEM, size, rng=7), longest[:size])


def test_a_block_is_that_of_the_design():
    assert BLOCK_SIZE == 16384


@SPACES
def test_each_block_is_drawn_from_a_spawned_stream_of_its_own(space):
    drawn = space.sample(PROBLEM, 3 * BLOCK_SIZE, rng=7)[:, PROBLEM.scored]
    streams = [np.random.default_rng(seed) for seed in np.random.SeedSequence(7).spawn(3)]
    blocks = [space.draw(PROBLEM.layer_of[:3], BLOCK_SIZE, stream) for stream in streams]
    np.testing.assert_array_equal(drawn, np.concatenate(blocks))
    assert (blocks[0] != blocks[1]).all()


def test_a_generator_with_the_same_seed_gives_the_same_draws_as_the_seed():
    from_seed = Uniform().sample(PROBLEM, 10, rng=3)
    from_generator = Uniform().sample(PROBLEM, 10, rng=np.random.default_rng(3))
    np.testing.assert_array_equal(from_seed, from_generator)


def test_a_generator_used_again_gives_other_draws():
    generator = np.random.default_rng(3)
    first = Uniform().sample(PROBLEM, 10, rng=generator)
    assert (Uniform().sample(PROBLEM, 10, rng=generator) != first)[:, :3].all()


def test_a_spawned_generator_works_and_differs_from_its_parent():
    (child,) = np.random.default_rng(3).spawn(1)
    drawn = Uniform().sample(PROBLEM, 10, rng=child)
    np.testing.assert_allclose(drawn.sum(axis=1), 1)
    assert (drawn != Uniform().sample(PROBLEM, 10, rng=3))[:, :3].all()


def test_no_seed_gives_fresh_draws():
    assert (Uniform().sample(PROBLEM, 10) != Uniform().sample(PROBLEM, 10))[:, :3].all()


@pytest.mark.parametrize("size", [0, -5, 1.5, True, "10", None])
def test_a_bad_size_says_what_is_allowed(size):
    with pytest.raises(ProblemError, match=r"^size: .*a whole number, 1 to 20,000,000"):
        Uniform().sample(PROBLEM, size, rng=1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("impact > outcome > impact", "'impact' stands there twice; for equal weights write ="),
        ("impact != outcome", "'!=' excludes next to nothing; allowed: >=, <=, = or between"),
        ("impact ≠ outcome", "'≠' excludes"),
    ],
)
def test_comparisons_that_contradict_or_say_nothing_are_refused(text, words):
    with pytest.raises(ProblemError, match=words):
        weights.space(text)


def test_a_line_of_constraints_tells_all_its_faults_where_the_names_are_known():
    problem = mcda.load("ai-factory")
    with pytest.raises(ProblemError) as caught:
        weights.space("impct >= 0.3; otcome <= 0.2; 3 <= 4; layer-frst", problem)
    told = str(caught.value)
    for words in ("'impct'; did you mean 'impact'", "'otcome'; did you mean 'outcome'",
                  "it names no criterion or layer", "did you mean 'layer-first'"):  # fmt: skip
        assert words in told


def test_a_named_weight_set_is_a_space_of_one_weighting():
    problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"},
                                 weight_sets={"city >= 1": {"cost": 1, "reach": 3}})  # fmt: skip
    assert weights.space("city >= 1", problem) == weights.Fixed("city >= 1")
    assert mcda.robustness(problem, weights="city >= 1").share("B") == 1
    with pytest.raises(ProblemError, match="did you mean 'city >= 1'"):
        mcda.robustness(problem, weights="city 1")


def test_a_numpy_integer_is_a_size():
    assert Uniform().sample(PROBLEM, np.int64(3), rng=1).shape == (3, 5)


@pytest.mark.parametrize("seed", [-1, 1.5, "one"])
def test_a_bad_seed_says_what_is_allowed(seed):
    with pytest.raises(ProblemError, match=r"^seed: .*a whole number, 0 or more, or a NumPy Gener"):
        Uniform().sample(PROBLEM, 3, rng=seed)


def test_a_generator_that_cannot_spawn_says_how_to_make_one():
    class OnlySeeds(np.random.bit_generator.ISeedSequence):
        def generate_state(self, n_words, dtype=np.uint32):
            return np.arange(n_words, dtype=dtype)

    generator = np.random.Generator(np.random.PCG64(OnlySeeds()))
    with pytest.raises(ProblemError, match=r"^seed: .* cannot spawn .*default_rng"):
        Uniform().sample(PROBLEM, 3, rng=generator)


# --- spaces by name ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [("uniform", Uniform()), ("layer-first", LayerFirst()), ("Layer First", LayerFirst())],
)
def test_a_space_is_found_by_name(name, expected):
    assert weights.space(name) == expected


def test_a_space_passes_through():
    given_space = LayerFirst()
    assert weights.space(given_space) is given_space


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("unifrm", r"unknown weight space 'unifrm'; did you mean 'uniform'\?"),
        (3, r"3 is no weight space; allowed: uniform, layer-first"),
        (Uniform, r"allowed: uniform, layer-first, or an object"),
        ({"input": 1}, r"or Fixed\(...\) for one weighting"),
    ],
    ids=repr,
)
def test_an_unknown_space_says_what_is_allowed(wanted, words):
    with pytest.raises(ProblemError, match=words):
        weights.space(wanted)


def test_a_space_of_ones_own_only_says_how_to_draw():
    class Corner(WeightSpace):
        name = "corner"

        def draw(self, layer_of, size, generator):
            drawn = np.zeros((size, len(layer_of)))
            drawn[:, 0] = 1
            return drawn

    assert Corner().sample(PROBLEM, 2, rng=1).tolist() == [[1, 0, 0, 0, 0]] * 2


# --- flat on the simplex -----------------------------------------------------------------------

FIVE = problem_of({"input": ["a", "b"], "outcome": ["c", "d", "e"]})


@pytest.fixture(scope="module")
def flat():
    return Uniform().sample(FIVE, SIZE, rng=20)


def within_five_standard_errors(values, expected):
    """Compare sample means over the first axis with what they should be."""
    error = values.std(axis=0) / math.sqrt(len(values))
    return (np.abs(values.mean(axis=0) - expected) <= 5 * error).all()


def test_the_mean_of_flat_weights_is_one_over_n(flat):
    assert within_five_standard_errors(flat, 1 / 5)


def test_the_variance_and_covariance_of_flat_weights_are_those_of_the_dirichlet(flat):
    off = flat - 1 / 5
    products = off[:, :, None] * off[:, None, :]
    variance, covariance = 4 / (25 * 6), -1 / (25 * 6)
    expected = np.where(np.eye(5, dtype=bool), variance, covariance)
    assert within_five_standard_errors(products, expected)


@pytest.mark.parametrize("t", [0.05, 0.2, 0.5, 0.8])
def test_a_flat_weight_exceeds_t_with_probability_one_less_t_to_the_n_less_one(flat, t):
    assert within_five_standard_errors((flat > t).astype(float), (1 - t) ** 4)


@pytest.mark.parametrize("criterion", range(5))
def test_a_flat_weight_is_beta_distributed(flat, criterion):
    assert kstest(flat[:, criterion], beta(1, 4).cdf).pvalue > UNLIKELY


@pytest.mark.parametrize(("columns", "k"), [(slice(0, 2), 2), (slice(2, 5), 3)])
def test_the_share_of_a_layer_of_k_criteria_is_beta_k_n_less_k(flat, columns, k):
    assert kstest(flat[:, columns].sum(axis=1), beta(k, 5 - k).cdf).pvalue > UNLIKELY


def test_every_order_of_importance_is_equally_likely():
    three = problem_of({"all": ["a", "b", "c"]})
    drawn = Uniform().sample(three, SIZE, rng=21)
    orders = np.argsort(drawn, axis=1) @ [9, 3, 1]
    share = (orders[:, None] == np.unique(orders)).astype(float)
    assert share.shape[1] == 6
    assert within_five_standard_errors(share, 1 / 6)


# --- flat over layers, then within -------------------------------------------------------------

SEVEN = problem_of(
    {"input": ["a"], "outcome": ["b", "c", "u"], "impact": ["d", "e", "f", "g"], "open": ["v"]},
    unscored={"u", "v"},
)


@pytest.fixture(scope="module")
def layered():
    """Draw weights; give the shares of the layers and the criteria's shares within them."""
    drawn = LayerFirst().sample(SEVEN, SIZE, rng=30)
    by_layer = [drawn[:, SEVEN.layer_of == layer] for layer in range(3)]
    shares = np.stack([part.sum(axis=1) for part in by_layer], axis=1)
    within = [part / part.sum(axis=1, keepdims=True) for part in by_layer]
    return shares, within


def test_of_two_layers_each_share_is_uniform_whatever_their_size():
    drawn = LayerFirst().sample(FIVE, SIZE, rng=31)
    assert kstest(drawn[:, :2].sum(axis=1), uniform.cdf).pvalue > UNLIKELY


@pytest.mark.parametrize("layer", range(3))
def test_the_shares_of_the_layers_are_flat(layered, layer):
    shares, _ = layered
    assert kstest(shares[:, layer], beta(1, 2).cdf).pvalue > UNLIKELY


def test_a_layer_without_a_scored_criterion_has_no_share(layered):
    shares, _ = layered
    np.testing.assert_allclose(shares.sum(axis=1), 1, atol=1e-12)


def test_an_only_criterion_gets_all_of_its_layer(layered):
    _, within = layered
    np.testing.assert_allclose(within[0], 1)


@pytest.mark.parametrize(("layer", "column", "k"), [(1, 0, 2), (1, 1, 2), (2, 0, 4), (2, 3, 4)])
def test_the_shares_within_a_layer_are_flat(layered, layer, column, k):
    _, within = layered
    assert kstest(within[layer][:, column], beta(1, k - 1).cdf).pvalue > UNLIKELY


def test_shares_within_a_layer_depend_on_no_other_share(layered):
    shares, (_, outcome, impact) = layered
    columns = np.column_stack([shares[:, 1], outcome[:, 0], impact[:, 0]])
    correlation = np.corrcoef(columns, rowvar=False)[np.triu_indices(3, k=1)]
    assert np.abs(correlation).max() < 5 / math.sqrt(SIZE)


@pytest.mark.parametrize("half", [0, 1], ids=["small share", "large share"])
def test_the_share_of_a_layer_does_not_change_how_it_is_divided(layered, half):
    shares, (_, outcome, _) = layered
    chosen = (shares[:, 1] > np.median(shares[:, 1])) == bool(half)
    assert kstest(outcome[chosen, 0], uniform.cdf).pvalue > UNLIKELY


def test_one_layer_first_is_flat_on_the_simplex():
    drawn = LayerFirst().sample(problem_of({"all": ["a", "b", "c"]}), SIZE, rng=32)
    assert kstest(drawn[:, 1], beta(1, 2).cdf).pvalue > UNLIKELY


# --- names that fit more than one thing ----------------------------------------------------------


def test_a_series_is_taken_by_name_not_by_place():
    problem = from_rankings({"c": "A > B", "d": "B > A"})
    assert resolve(pd.Series({"d": 3.0, "c": 1.0}), problem).tolist() == [0.25, 0.75]


def test_layer_weights_work_where_a_layer_shares_a_criterion_s_name():
    problem = from_rankings(
        {"cost": "A > B", "reach": "B > A", "x": "B > A"},
        layers={"cost": ["cost"], "outcome": ["reach", "x"]},
    )
    assert resolve({"cost": 1, "outcome": 1}, problem).tolist() == [0.5, 0.25, 0.25]


def test_names_that_fit_criteria_and_layers_differently_are_refused():
    problem = from_rankings({"a": "A > B", "b": "B > A"}, layers={"b": ["a"], "a": ["b"]})
    with pytest.raises(ProblemError, match="fit the criteria and the layers"):
        resolve({"a": 1, "b": 3}, problem)


def test_huge_and_tiny_layer_weights_keep_their_proportion():
    problem = from_rankings(
        {"a": "A > B", "b": "B > A", "c": "B > A"}, layers={"one": ["a"], "two": ["b", "c"]}
    )
    assert resolve({"one": 1e308, "two": 1e308}, problem).tolist() == [0.5, 0.25, 0.25]
    assert resolve({"one": 5e-324, "two": 5e-324}, problem).tolist() == [0.5, 0.25, 0.25]


@pytest.mark.parametrize("given_weights", [[True] * 5, ["1", "2", "3", "4", "5"]])
def test_switches_and_texts_are_no_weights(given_weights):
    with pytest.raises(ProblemError):
        resolve(given_weights, PROBLEM)


# --- ordered -----------------------------------------------------------------------------------

FOUR = problem_of({"input": ["a", "b"], "outcome": ["c", "d"]})


def test_the_corners_of_an_order_give_equal_weight_to_its_first_groups():
    corners = Ordered("c > a = d > b").vertices(FOUR)
    assert corners.tolist() == [[0, 0, 1, 0], [1 / 3, 0, 1 / 3, 1 / 3], [0.25] * 4]


def test_an_order_of_layers_splits_their_weight_equally_within():
    corners = Ordered("outcome > input").vertices(FOUR)
    assert corners.tolist() == [[0, 0, 0.5, 0.5], [0.25] * 4]


def test_ordered_draws_keep_the_order_and_have_the_rank_order_centroid_as_mean():
    drawn = Ordered(["d", "c", "b", "a"]).sample(FOUR, SIZE, rng=3)
    assert (np.diff(drawn, axis=1) >= 0).all()
    centroid = np.array([3, 7, 13, 25]) / [48, 48, 48, 48]
    assert centroid.tolist() == pytest.approx([1 / 16, 7 / 48, 13 / 48, 25 / 48])
    assert within_five_standard_errors(drawn, centroid)


def test_ordered_draws_are_flat_draws_that_are_sorted():
    """Sorting flat draws is another way to the same distribution: compare each weight's own."""
    drawn = Ordered("d > c > b > a").sample(FOUR, 20_000, rng=4)
    sorted_draws = np.sort(Uniform().sample(FOUR, 20_000, rng=5), axis=1)
    for one, other in zip(drawn.T, sorted_draws.T, strict=True):
        assert ks_2samp(one, other).pvalue > UNLIKELY


def test_unscored_criteria_in_an_order_do_not_count():
    assert Ordered("trust > cost > legacy > reach = speed").vertices(PROBLEM).tolist() == [
        [1, 0, 0, 0, 0],
        [1 / 3, 1 / 3, 1 / 3, 0, 0],
    ]


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ("a > b > c > e", "unknown criterion or layer 'e'"),
        ("input", "it names one thing, so it says nothing"),
        ("a >", "an empty place"),
    ],
)
def test_an_order_that_does_not_fit_says_why(order, words):
    with pytest.raises(ProblemError, match=words):
        Ordered(order).sample(FOUR, 2, rng=1)


def test_an_order_cannot_be_drawn_from_without_its_names():
    with pytest.raises(ProblemError, match="bind it to a problem"):
        Ordered("a > b").draw(PROBLEM.layer_of, 2, np.random.default_rng(1))


def test_robustness_goes_over_an_order_too():
    rankings = {"cost": "A > B > C", "reach": "C > B > A"}
    result = mcda.robustness(mcda.from_rankings(rankings), weights=Ordered("cost > reach"), rng=1)
    assert result.share("A") > 0.99
    assert result.provenance.weight_space == "ordered"


def test_only_simplices_that_are_flat_have_vertices():
    assert Uniform().vertices(PROBLEM).tolist() == np.eye(5)[:3].tolist()
    with pytest.raises(ProblemError, match="'layer-first' is no simplex"):
        LayerFirst().vertices(PROBLEM)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"cost": -0.5, "reach": 1}, "gewichten: ‘cost’ is -0,5; toegestaan: een getal, 0 of meer"),
        (
            {"cost": 1},
            (
                "gewichten: geen gewicht voor criterium reach; "
                "elk gescoord criterium heeft er een nodig (0 mag)"
            ),
        ),
        ("eqaul", "weging ‘eqaul’ is onbekend; bedoelt u ‘equal’? toegestaan: equal, layer-equal"),
    ],
)
def test_a_fault_of_weights_is_said_in_dutch(given, told):
    problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    with pytest.raises(ProblemError) as caught:
        weights.resolve(given, problem)
    assert [fault.in_words("nl") for fault in caught.value.faults] == [told]


def test_what_is_wrong_with_weights_can_be_had_without_the_words_before_it():
    problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    with pytest.raises(ProblemError) as caught:
        weights.resolve({"cost": -1, "raech": 1}, problem)
    assert [(str(fault), str(fault.innermost), fault.place) for fault in caught.value.faults] == [
        (f"weights: {told}", told, (name,))
        for told, name in [
            ("'cost' is -1; allowed: a number, 0 or more", "cost"),
            ("unknown criterion 'raech'; did you mean 'reach'? allowed: cost, reach", "raech"),
        ]
    ]


def test_a_constraint_that_cannot_hold_is_said_in_dutch():
    problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    with pytest.raises(ProblemError) as caught:
        weights.space("uniform; cost >= 60 %; reach >= 60 %", problem).sample(problem, 1)
    (fault,) = caught.value.faults
    assert fault.in_words("nl") == (
        "gewichtenruimte ‘uniform & constrained’ is leeg: geen gewichten van 0 of meer met som 1 "
        "voldoen aan al deze voorwaarden: ‘cost >= 60 %’, ‘reach >= 60 %’"
    )


@pytest.mark.parametrize(("layers", "is_flat"), [
    ({"x": ["a", "b", "c"]}, True),
    ({"x": ["a"], "y": ["b"], "z": ["c"]}, True),
    ({"x": ["a", "b"], "y": ["c"]}, False),
    ({"x": ["a", "d"], "y": ["b"], "z": ["c"]}, True),  # nobody scored d
])  # fmt: skip
def test_layer_first_is_the_flat_space_where_they_are_one(layers, is_flat):
    orders = {"a": "A > B > C", "b": "B > C > A", "c": "C > A > B"}
    if any("d" in names for names in layers.values()):
        orders["d"] = None
    problem = mcda.from_rankings(orders, layers=layers)
    wanted = mcda.weights.Uniform() if is_flat else mcda.weights.LayerFirst()
    assert mcda.weights.default_space(problem) == wanted
    for asked in (None, "layer-first", mcda.weights.LayerFirst()):
        assert mcda.weights.space_on(asked, problem) == wanted
        found = mcda.robustness(problem, "copeland", asked, size=500, rng=1)
        flat = mcda.robustness(problem, "copeland", "uniform", size=500, rng=1)
        assert found.provenance.weight_space == wanted.name
        assert found.rank_acceptability.equals(flat.rank_acceptability) == is_flat
    told = mcda.attribution(problem, ["borda", "copeland"], size=100, rng=1)
    assert ("prior" in told.first_order.columns) != is_flat
