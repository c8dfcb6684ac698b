"""Criteria with equal rankings: counted as often as they stand, once, and between."""

import itertools
import random as stdlib_random
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, kendalltau, kstest

import mcda_ai as mcda
from mcda_ai.cli import main
from mcda_ai.messages.faults import ProblemError
from mcda_ai.report.repeated import repeated
from mcda_ai.sensitivity import redundancy_shares
from mcda_ai.sensitivity.redundancy_shares import ways_to_count
from mcda_ai.sensitivity.repeats import Repeats
from mcda_ai.weights import Around, Bounded, Constrained, LayerFirst, Uniform
from tests.proofs.of_redundancy import rankings_of
from tests.proofs.plain import borda_of_criteria, layers_of, leading
from tests.proofs.problems import random_problem

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
    with pytest.raises(
        ProblemError, match=r"names criteria that count as one .*: 'cost' and 'fee'"
    ):
        mcda.redundancy(problem, weights=Constrained("fee >= cost"))
    with pytest.raises(ProblemError, match=r"names criteria that count as one .*: 'cost'; leave"):
        mcda.redundancy(problem, weights=Bounded(upper={"cost": 0.4}))
    result = mcda.redundancy(problem, weights=Constrained("people <= 30 %"), size=DRAWN)
    assert set(result.shares["rho"]) == {0.0, 1.0}
    assert share(result, "constrained", 0.0, "A") == pytest.approx(1.0)


def test_a_scope_that_is_none_is_refused():
    with pytest.raises(ProblemError, match=r"unknown scope 'whole'; .*allowed: problem, layer"):
        mcda.redundancy(FACTORY, scope="whole")
    with pytest.raises(ProblemError, match="did you mean 'layer'"):
        mcda.redundancy(FACTORY, scope="layers")


@pytest.mark.long
def test_a_weight_space_as_text_is_that_space_and_the_name_of_weights_these_weights():
    by_text, by_space = (
        mcda.redundancy(FACTORY, weights=weights) for weights in ("uniform", mcda.weights.Uniform())
    )
    assert by_text.shares.equals(by_space.shares)
    assert by_text.weights.equals(by_space.weights)
    equal = mcda.redundancy(FACTORY, weights="equal")
    assert np.allclose(equal.weights[FACTORY.scored], 1 / FACTORY.scored.sum())


def test_the_command_says_the_same_in_dutch(capsys):
    assert main(["redundancy", "ai-factory", "--weights", "equal", "--size", "64",
                 "--lang", "nl"]) == 0  # fmt: skip
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "25 criteria geven 7 verschillende volgordes; 16 criteria zeggen B3 > B2 > B1"
    assert "3 opties kunnen op maar 13 manieren worden gerangschikt" in told[1]
    assert "de 16 gelijke volgordes samen tellen als 5,6 ervan" in told[3]


def space_at(rho, problem, space, scope="problem"):
    ways = ways_to_count(problem, space, Repeats.of(problem, scope))
    return next(each for each in ways if each.rho == rho)


@pytest.mark.parametrize("n_alike", [20, 200])
def test_of_very_many_equal_rankings_one_that_is_alone_in_its_layer_keeps_its_weight(n_alike):
    problem = mcda.from_rankings(
        {f"c{k}": "A > B" for k in range(n_alike)} | {"other": "B > A"},
        layers={"alone": ["c0"], "others": [*(f"c{k}" for k in range(1, n_alike)), "other"]},
    )
    _, merged, space = space_at(0.25, problem, LayerFirst())
    layer_of = merged.layer_of[merged.scored]
    drawn = space.draw(layer_of, 2_000, np.random.default_rng(1))
    assert np.isfinite(drawn).all()
    assert np.allclose(drawn.sum(axis=1), 1.0)
    alone = drawn[:, layer_of == problem.layer_names.index("alone")].sum(axis=1)
    assert kstest(alone, "uniform").pvalue > 1e-4  # the share of one of two layers


def test_group_totals_are_dirichlet_with_the_power_of_their_size():
    problem = mcda.from_rankings({"a": "A > B", "b": "A > B", "c": "A > B", "d": "B > A"})
    for rho in (0.25, 0.75):
        _, merged, space = space_at(rho, problem, Uniform())
        drawn = space.draw(merged.layer_of, 4_000, np.random.default_rng(2))
        assert kstest(drawn[:, 0], "beta", (3**rho, 1)).pvalue > 1e-4


@pytest.mark.parametrize(("n_for", "n_against"), [(1, 1), (5, 2), (40, 3)])
def test_shares_and_pairs_of_two_options_are_those_of_a_beta_distribution(n_for, n_against):
    rankings = {f"f{k}": "A > B" for k in range(n_for)}
    rankings |= {f"g{k}": "B > A" for k in range(n_against)} | {"none": "A = B"}
    result = mcda.redundancy(mcda.from_rankings(rankings))
    for space, rho, name, told, size, _, _ in result.shares.itertuples(index=False):
        parts = (n_for**rho, n_against**rho) if name == "A" else (n_against**rho, n_for**rho)
        assert (space, size) == ("uniform", 0)
        assert told == pytest.approx(beta.sf(0.5, *parts), abs=1e-12)
    for _, rho, name, _, told, size in result.pairs.itertuples(index=False):
        parts = (n_for**rho, n_against**rho) if name == "A" else (n_against**rho, n_for**rho)
        assert size == 0
        assert told == pytest.approx(beta.sf(0.5, *parts), abs=1e-12)


def test_pairs_of_three_options_are_exact_between_the_ends_and_agree_with_draws():
    result = mcda.redundancy(FACTORY, size=DRAWN)
    assert (result.pairs["size"] == 0).all()
    ends = {("uniform", 1.0): None, ("layer-first", 1.0): LayerFirst()}
    for (space, rho), weights in ends.items():
        winning = mcda.robustness(FACTORY, weights=weights or Uniform()).pairwise_winning
        rows = result.pairs[(result.pairs["space"] == space) & (result.pairs["rho"] == rho)]
        for _, _, name, versus, told, _ in rows.itertuples(index=False):
            assert told == pytest.approx(winning.loc[name, versus], abs=1e-9)
    sizes = np.array([16, 2, 2, 2, 1, 1, 1])
    scores = borda_of_criteria(FACTORY)
    names = [name for name, one in zip(FACTORY.criterion_names, FACTORY.scored, strict=True) if one]
    rows = scores[[names.index(each[0]) for each in result.groups["criteria"]]]
    told = result.pairs[(result.pairs["space"] == "uniform") & (result.pairs["rho"] == 0.5)]
    drawn = np.random.default_rng(5).dirichlet(sizes**0.5, 400_000) @ rows
    for _, _, name, versus, share_of_pair, _ in told.itertuples(index=False):
        one, other = (FACTORY.alternative_names.index(each) for each in (name, versus))
        assert share_of_pair == pytest.approx((drawn[:, one] > drawn[:, other]).mean(), abs=0.005)


@pytest.mark.long
def test_exact_shares_between_the_ends_lie_within_drawn_ones():
    exact = mcda.redundancy(FACTORY, size="exact").shares
    drawn = mcda.redundancy(FACTORY, size=20_000).shares
    assert (exact["size"] == 0).all()
    error = np.sqrt(exact["share"] * (1 - exact["share"]) / 20_000) + 1e-4
    assert ((exact["share"] - drawn["share"]).abs() < 5 * error).all()


@pytest.mark.parametrize("scope", ["problem", "layer"])
def test_layer_by_layer_rankings_are_merged_within_layers_and_exact_at_both_ends(scope):
    result = mcda.redundancy(FACTORY, scope=scope)
    rows = result.shares[result.shares["space"] == "layer-first"]
    ends = rows[rows["rho"].isin([0.0, 1.0])]
    assert (ends["size"] == 0).all()
    merged, seen = [], set()
    for name, counts in zip(FACTORY.criterion_names, FACTORY.scored, strict=True):
        at = FACTORY.criterion_names.index(name)
        told = (FACTORY.layer_of[at], tuple(FACTORY.ranks[at]))
        if counts and told in seen:
            merged.append(name)
        seen.add(told)
    once = mcda.robustness(FACTORY.without(*merged))
    for name in FACTORY.alternative_names:
        assert share(result, "layer-first", 0.0, name) == pytest.approx(once.share(name), abs=1e-9)


def test_a_space_is_refused_before_its_first_shares(monkeypatch):
    def never(*_, **__):
        raise AssertionError("shares were computed")

    monkeypatch.setattr(redundancy_shares, "robustness", never)
    problem = mcda.from_rankings({"cost": "A > B", "fee": "A > B", "use": "B > A"})
    with pytest.raises(ProblemError, match="names criteria that count as one"):
        mcda.redundancy(problem, weights=Constrained("fee >= use"))


def test_own_weights_of_a_group_count_as_their_mean_where_each_ranking_counts_once():
    weights = {"cost": 1, "fee": 5, "use": 3}
    orders = {"cost": "A > B", "fee": "A > B", "use": "B > A"}
    problem = mcda.from_rankings(orders, weights=weights)
    result = mcda.redundancy(problem, weights=Around(None, 20), size=DRAWN)
    assert result.leaders_once_each == ("A", "B")  # three against three
    assert share(result, "around", 0.0, "A") == pytest.approx(0.5, abs=0.05)


def test_ballots_that_are_alike_are_voters_who_agree():
    orders = {"x": "A > B", "y": "A > B", "z": "B > A"}
    given = mcda.from_rankings(orders, weights={"x": 3, "y": 2, "z": 4})
    problem = replace(given, counts=True)
    result = mcda.redundancy(problem)
    assert tuple(result.sentences) == (
        "ballots that are alike are voters who agree: none is counted twice",
    )
    assert result.crossings == []
    assert repeated(problem, None, "auto", 1) is None


def test_criteria_that_differ_in_a_degree_or_a_gap_are_not_equal():
    table = {"near": [10.0, 9.0], "far": [10.0, 0.0], "far too": [10.0, 0.0]}
    problem = mcda.from_table(
        mcda.load("ai-factory").to_frame().__class__.from_dict(table, "index", columns=["A", "B"]),
        preference={name: {"kind": "v-shape", "p": 5.0} for name in table},
        directions=dict.fromkeys(table, "max"),
    )
    sizes = mcda.redundancy(problem, "promethee2", size=64).groups["size"]
    assert sizes.tolist() == [2, 1]
    assert mcda.redundancy(problem, "promethee2", size=64).groups["ranking"].tolist() == [
        "A > B",
        "",
    ]
    gaps = mcda.from_rankings({"x": "A > B > C", "y": "A > B"}, alternatives=["A", "B", "C"])
    assert mcda.redundancy(gaps).groups["size"].tolist() == [1, 1]


def test_what_levels_and_values_say_is_told_as_a_ranking():
    table = pd.DataFrame(
        {"A": [3, "good"], "B": [3, "good"], "C": [5, None], "D": [9, "bad"]}, ["cost", "quality"]
    )
    problem = mcda.from_table(
        table, directions={"cost": "min"}, scales=["bad", "good"],
        rankings={"reach": "A = B > C > D", "use": "D > A > B > C"},
    )  # fmt: skip
    result = mcda.redundancy(problem, size=64)
    assert result.groups["ranking"].tolist() == ["A = B > C > D", "A = B > D", "D > A > B > C"]
    assert "2 criteria say A = B > C > D" in result.sentences[0]


def test_agreement_of_layers_is_the_mean_over_pairs_of_different_criteria():
    problem = mcda.from_rankings(
        {"k": "A > B > C", "l": "C > B > A", "m": "A > B > C", "n": "A > C > B"},
        layers={"one": ["k", "l", "m"], "other": ["n"]},
    )
    result = mcda.redundancy(problem)
    means = result.agreement_of_layers
    assert means.loc["one", "one"] == pytest.approx((1 - 1 - 1) / 3)
    assert means.loc["one", "other"] == pytest.approx((1 / 3 - 1 / 3 + 1 / 3) / 3)
    assert np.isnan(means.loc["other", "other"])
    assert result.agreement_by_pair()["tau-b"].tolist() == pytest.approx(
        [1, 1 / 3, 1 / 3, -1 / 3, -1, -1]
    )


def test_it_is_said_that_few_options_have_few_rankings():
    orders = ["A > B", "B > A", "A = B"]
    many = mcda.from_rankings({f"k{at}": orders[at % 3] for at in range(4)})
    told = "2 options can be ranked in 3 ways only, so among 4 criteria some must give the same"
    assert any(each.startswith(told) for each in mcda.redundancy(many).sentences)


@pytest.mark.long
def test_thirty_random_problems_by_a_dense_search_and_a_million_weightings():
    """Crossings against 4,001 values of rho; flat shares at the ends and pairs between, drawn."""
    tried, number = 0, 0
    while tried < 30:
        number += 1
        problem = random_problem(stdlib_random.Random(9_000 + number))
        rankings = rankings_of(problem)
        groups = np.array([rankings.index(each) for each in rankings])
        sizes = np.array([(groups == each).sum() for each in groups])
        if sizes.max() == 1:
            continue
        tried += 1
        result = mcda.redundancy(problem, weights="equal", size="auto")
        scores = borda_of_criteria(problem)
        steps = np.linspace(0, 1, 4_001)
        weighed = sizes ** (steps[:, None] - 1.0)
        firsts = leading(scores, weighed / weighed.sum(axis=1, keepdims=True))
        changes = steps[1:][(firsts[1:] != firsts[:-1]).any(axis=1)]
        found = np.array(result.crossings)
        # A lead that is lost only at a point changes twice there, which no search in steps sees.
        assert all(np.abs(found - each).min(initial=1) <= 5e-4 for each in changes), number
        for low, high, leaders in result.leads.itertuples(index=False):
            weights = sizes ** ((low + high) / 2 - 1.0)
            told = leading(scores, weights / weights.sum())
            assert tuple(np.array(problem.alternative_names)[told]) == leaders, number
        kinds = np.unique(groups)
        rows, counts = scores[kinds], sizes[kinds]
        for rho in (0.0, 0.5):
            draws = np.random.default_rng(number).dirichlet(counts**rho, 1_000_000) @ rows
            pairs = result.pairs[
                (result.pairs["space"] == "uniform") & (result.pairs["rho"] == rho)
            ]
            for _, _, name, versus, told, size in pairs.itertuples(index=False):
                one, other = (problem.alternative_names.index(each) for each in (name, versus))
                assert size == 0
                ahead = (draws[:, one] - draws[:, other] > 1e-11).mean()
                assert told == pytest.approx(ahead, abs=0.0025), number
            first = (draws >= draws.max(axis=1, keepdims=True) - 1e-11).mean(axis=0)
            for name, expected in zip(problem.alternative_names, first, strict=True):
                error = 0.0025 if len(problem.alternative_names) < 4 and rho == 0 else 0.025
                assert share(result, "uniform", rho, name) == pytest.approx(expected, abs=error)
        if len(set(layers_of(problem).tolist())) > 1:
            now = mcda.robustness(problem, weights=LayerFirst())
            rows_now = result.shares[(result.shares["space"] == "layer-first")
                                     & (result.shares["rho"] == 1)]  # fmt: skip
            for _, _, name, told, *_ in rows_now.itertuples(index=False):
                assert told == now.share(name)


@pytest.mark.long
@pytest.mark.parametrize(("n_options", "n_criteria"), [(2, 60), (12, 60), (30, 60), (100, 200)])
def test_of_every_size_it_answers(n_options, n_criteria):
    random = np.random.default_rng(n_options)
    names = [f"o{k}" for k in range(n_options)]
    orders = [" > ".join(random.permutation(names)) for _ in range(n_criteria // 4)]
    rows = {f"c{k}": orders[k % len(orders)] for k in range(n_criteria)}
    layers = {f"L{k}": list(rows)[k::5] for k in range(5)}
    problem = mcda.from_rankings(rows, layers=layers)
    result = mcda.redundancy(problem, size=2_000)
    assert result.groups["size"].min() >= 4
    assert result.leaders_as_they_stand == tuple(mcda.rank(problem).leaders)
    assert set(result.shares["space"]) <= {"uniform", "layer-first"}


@pytest.mark.parametrize(("more", "said"), [({}, "A > B > C"), ({"sight": "B > C"}, "A > B > C")])
def test_of_measured_criteria_that_rank_alike_the_order_is_told(more, said):
    values = pd.DataFrame(
        {"A": [1.0, 2.0], "B": [2.0, 3.0], "C": [9.0, 3.5]}, index=["cost", "fee"]
    )
    problem = mcda.from_table(values, directions={"cost": "min", "fee": "min"}, rankings=more)
    found = mcda.redundancy(problem, weights="equal")
    assert found.groups["ranking"].tolist()[0] == said
    assert f"2 criteria say {said}" in found.sentences[0]


def test_of_a_measured_criterion_beside_a_ranking_that_says_the_same_the_ranking_is_told():
    values = pd.DataFrame({"A": [1.0], "B": [2.0], "C": [9.0]}, index=["cost"])
    rankings = {"reach": "A > B > C", "sight": "B > A > C"}
    problem = mcda.from_table(values, directions={"cost": "min"}, rankings=rankings)
    assert mcda.redundancy(problem).groups["ranking"].tolist() == ["A > B > C", "B > A > C"]


def test_of_equal_thresholds_no_order_tells_what_is_said():
    values = pd.DataFrame({"A": [1.0, 1.0], "B": [2.0, 2.0]}, index=["cost", "fee"])
    shape = {"kind": "linear", "q": 0, "p": 4}
    problem = mcda.from_table(
        values, directions=dict.fromkeys(values.index, "min"),
        preference=dict.fromkeys(values.index, shape),
    )  # fmt: skip
    found = mcda.redundancy(problem)
    assert found.groups["ranking"].tolist() == [""]
    assert "2 criteria say the same" in found.sentences[0]


def test_who_is_most_often_first_is_told_though_others_lead():
    """Equal layers put another option first than most weightings where one layer is large."""
    cost, use = ["C > A > B", "C > A > B"], ["B > A > C"] * 3 + ["A > B > C"]
    orders = {f"c{k}": order for k, order in enumerate([*cost, *use])}
    problem = mcda.from_rankings(orders, layers={"cost": ["c0", "c1"], "use": list(orders)[2:]})
    found = mcda.redundancy(problem)
    flat = found.shares[found.shares["space"] == "uniform"].set_index(["rho", "alternative"])
    shares = [each for each in found.claims if each.kind == "sensitivity.redundancy.shares"]
    told = {each.values["who"] for each in shares if each.values["space"] == "flat"}
    often = {flat.loc[rho, "share"].idxmax() for rho in (0.0, 1.0)}
    leaders = {*found.leaders_as_they_stand, *found.leaders_once_each}
    assert often - leaders
    assert told == often | leaders
