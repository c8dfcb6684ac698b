"""Criteria with equal rankings: counted as often as they stand, once, and between."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau, kstest

import mcda_ai as mcda
from mcda_ai.cli import main
from mcda_ai.messages.faults import ProblemError
from mcda_ai.sensitivity.redundancy import Repeats, _counted
from mcda_ai.weights import Constrained

FACTORY = mcda.load("ai-factory")
ORDERS = ["A > B > C", "B > A > C", "C > A = B", "B > C > A", "A = C > B"]
DRAWN = 4_000


def share(result, space, rho, name):
    rows = result.shares
    (found,) = rows[(rows["space"] == space) & (rows["rho"] == rho)
                    & (rows["alternative"] == name)]["share"]  # fmt: skip
    return found


@pytest.mark.parametrize(
    ("weights", "break_even", "worth"), [("equal", 0.62257, 5.6188), (None, 0.6440, 5.96)]
)
def test_the_first_case_changes_its_leader_where_the_equal_rankings_are_worth_six(
    weights, break_even, worth
):
    result = mcda.redundancy(FACTORY, weights=weights, size=DRAWN)
    assert result.groups["size"].tolist() == [16, 2, 2, 2, 1, 1, 1]
    assert result.break_even == pytest.approx(break_even, abs=5e-5)
    assert result.worth == pytest.approx(worth, abs=5e-3)
    assert result.leaders_as_they_stand == ("B3",)
    assert result.leaders_once_each == ("B2",)
    assert result.leads["leaders"].tolist() == [("B2",), ("B2", "B3"), ("B3",)]


def test_shares_of_the_first_case_are_exact_at_both_ends():
    whole = mcda.redundancy(FACTORY, size="auto", weights="equal")
    layer = mcda.redundancy(FACTORY, scope="layer", weights="equal")
    flat = {(1.0, "B3"): 0.9463, (0.0, "B2"): 0.7304, (0.0, "B3"): 0.1348, (0.0, "B1"): 0.1348}
    for (rho, name), expected in flat.items():
        assert share(whole, "uniform", rho, name) == pytest.approx(expected, abs=5e-5)
    for name, expected in {"B3": 0.5075, "B2": 0.4740}.items():
        assert share(layer, "uniform", 0.0, name) == pytest.approx(expected, abs=5e-5)
    ends = layer.shares[layer.shares["rho"].isin([0.0, 1.0])]
    assert (ends["size"] == 0).all()


def test_drawn_shares_lie_between_exact_ends_and_agree_with_draws_of_groups():
    result = mcda.redundancy(FACTORY, size=DRAWN)
    groups = [len(each) for each in result.groups["criteria"]]
    scores = mcda.methods.find("borda").on(FACTORY).criterion_scores
    names = [name for name, one in zip(FACTORY.criterion_names, FACTORY.scored, strict=True) if one]
    rows = scores[[names.index(each[0]) for each in result.groups["criteria"]]]
    drawn = np.random.default_rng(5).dirichlet(np.array(groups) ** 0.5, 100_000) @ rows
    expected = (drawn.argmax(axis=1)[:, None] == np.arange(3)).mean(axis=0)
    for name, one in zip(FACTORY.alternative_names, expected, strict=True):
        assert share(result, "uniform", 0.5, name) == pytest.approx(one, abs=0.03)


def test_a_problem_without_repeats_says_so():
    problem = mcda.from_rankings(dict(zip("kl", ORDERS[:2], strict=True)))
    result = mcda.redundancy(problem)
    assert tuple(result.sentences) == (
        "no two of the 2 criteria give the same ranking: nothing is counted more than once",
    )
    assert result.shares.empty
    assert np.isnan(result.break_even)
    assert np.isnan(result.worth)


@given(st.lists(st.sampled_from(ORDERS), min_size=2, max_size=6), st.integers(0, 5))
def test_a_second_copy_of_a_criterion_changes_nothing_where_each_counts_once(orders, which):
    rankings = {f"k{at}": order for at, order in enumerate(orders)}
    copied = {**rankings, "copy": orders[which % len(orders)]}
    one, other = (
        mcda.redundancy(mcda.from_rankings(each), weights="equal", size=64)
        for each in (rankings, copied)
    )
    assert one.leaders_once_each == other.leaders_once_each
    now = tuple(mcda.rank(mcda.from_rankings(copied), weights="equal").leaders)
    assert other.leaders_as_they_stand == now


@pytest.mark.parametrize("method", ["copeland", "kemeny", "promethee2", "schulze"])
def test_leads_of_any_method_are_those_of_the_weights_themselves(method):
    random = np.random.default_rng(3)
    for _ in range(4):
        orders = random.choice(ORDERS, 7)
        problem = mcda.from_rankings({f"k{at}": str(order) for at, order in enumerate(orders)})
        result = mcda.redundancy(problem, method, "equal", size=64)
        sizes = np.array([(orders == order).sum() for order in orders])
        for low, high, leaders in result.leads.itertuples(index=False):
            weights = sizes ** ((low + high) / 2 - 1.0)
            ranking = mcda.rank(problem, method, weights / weights.sum())
            if high - low > 1e-6:
                assert tuple(ranking.leaders) == leaders


def test_agreement_is_that_of_scipy():
    ranks = {"k": [1, 2, 2, 4], "l": [4, 3, 1, 1], "m": [1, 2, 3, 4]}
    orders = {"k": "A > B = C > D", "l": "C = D > B > A", "m": "A > B > C > D"}
    agreement = mcda.redundancy(mcda.from_rankings(orders)).agreement
    for one, other in itertools.product(ranks, ranks):
        expected = kendalltau(ranks[one], ranks[other]).statistic
        assert agreement.loc[one, other] == pytest.approx(expected)


def test_a_space_that_names_merged_criteria_is_refused_and_another_is_not():
    problem = mcda.from_rankings(
        {"cost": "A > B", "fee": "A > B", "use": "B > A"},
        layers={"money": ["cost", "fee"], "people": ["use"]},
    )
    with pytest.raises(ProblemError, match=r"names criteria that count as one .*: 'fee'"):
        mcda.redundancy(problem, weights=Constrained("fee >= cost"))
    result = mcda.redundancy(problem, weights=Constrained("people <= 30 %"), size=DRAWN)
    assert set(result.shares["rho"]) == {0.0, 1.0}
    assert share(result, "constrained", 0.0, "A") == pytest.approx(1.0)


def test_a_scope_that_is_none_is_refused():
    with pytest.raises(ProblemError, match="scope: 'whole'; allowed: 'problem' or 'layer'"):
        mcda.redundancy(FACTORY, scope="whole")


def test_the_command_says_the_same_in_dutch(capsys):
    assert main(["redundancy", "ai-factory", "--weights", "equal", "--size", "64",
                 "--lang", "nl"]) == 0  # fmt: skip
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "25 criteria geven 7 verschillende volgordes; 16 daarvan zeggen B3 > B2 > B1"
    assert "evenveel wegen als 5,6 criteria" in told[2]


@pytest.mark.parametrize("n_alike", [20, 200])
def test_of_very_many_equal_rankings_one_that_is_alone_in_its_layer_keeps_its_weight(n_alike):
    """A gamma number of shape 1/200 is too small for a float twice in a hundred times."""
    problem = mcda.from_rankings(
        {f"c{k}": "A > B" for k in range(n_alike)},
        layers={"alone": ["c0"], "others": [f"c{k}" for k in range(1, n_alike)]},
    )
    repeats = Repeats.of(problem, "problem")
    _, space = _counted(problem, mcda.weights.LayerFirst(), repeats, 0.0)
    drawn = space.draw(problem.layer_of, 2_000, np.random.default_rng(1))
    assert np.isfinite(drawn).all()
    assert np.allclose(drawn.sum(axis=1), 1.0)
    assert kstest(drawn[:, 0], "uniform").pvalue > 1e-4  # the share of one of two layers


def test_group_totals_are_dirichlet_with_the_power_of_their_size():
    problem = mcda.from_rankings({"a": "A > B", "b": "A > B", "c": "A > B", "d": "B > A"})
    repeats = Repeats.of(problem, "problem")
    for rho in (0.25, 0.75):
        _, space = _counted(problem, mcda.weights.Uniform(), repeats, rho)
        drawn = space.draw(problem.layer_of, 4_000, np.random.default_rng(2))
        assert kstest(drawn[:, :3].sum(axis=1), "beta", (3**rho, 1)).pvalue > 1e-4
