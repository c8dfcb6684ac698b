"""Methods against brute force: sets, dominance, worst cases, and identities between methods."""

from itertools import chain, combinations, pairwise, permutations

import numpy as np
import pytest
from hypothesis import assume, given

import mcda_ai as mcda
from tests.methods.test_identities import margins_by_hand
from tests.strategies import examples, problems_with_weights

few = examples(60)


def defeats(problem, weights):
    margins = margins_by_hand(problem, mcda.weights.resolve(weights, problem))
    return margins > 1e-12


def names_of(problem, members):
    return sorted(problem.alternative_names[i] for i in members)


def subsets(n):
    return chain.from_iterable(combinations(range(n), size) for size in range(1, n + 1))


@few
@given(problems_with_weights())
def test_the_smith_set_is_the_smallest_that_beats_everybody_outside(case):
    problem, weights = case
    beats = defeats(problem, weights)
    everybody = set(range(len(beats)))
    dominant = next(
        inside for inside in subsets(len(beats))
        if all(beats[i, j] for i in inside for j in everybody - set(inside))
    )  # fmt: skip
    assert sorted(mcda.rank(problem, "smith", weights).leaders) == names_of(problem, dominant)


@few
@given(problems_with_weights())
def test_the_schwartz_set_is_the_union_of_the_smallest_unbeaten_sets(case):
    problem, weights = case
    beats = defeats(problem, weights)
    everybody = set(range(len(beats)))
    unbeaten = [
        set(inside) for inside in subsets(len(beats))
        if not any(beats[j, i] for i in inside for j in everybody - set(inside))
    ]  # fmt: skip
    minimal = [s for s in unbeaten if not any(other < s for other in unbeaten)]
    assert sorted(mcda.rank(problem, "schwartz", weights).leaders) == names_of(
        problem, set.union(*minimal)
    )


@few
@given(problems_with_weights())
def test_copeland_with_llull_ties_counts_everybody_not_beaten_by(case):
    problem, weights = case
    beats = defeats(problem, weights)
    llull = mcda.rank(problem, "copeland", weights, {"tie": "win"}).scores
    nothing = mcda.rank(problem, "copeland", weights, {"tie": "nothing"}).scores
    assert llull.tolist() == (len(beats) - 1 - beats.sum(axis=0)).tolist()
    assert nothing.tolist() == beats.sum(axis=1).tolist()


@few
@given(problems_with_weights())
def test_slater_reverses_the_fewest_majorities(case):
    problem, weights = case
    beats = defeats(problem, weights)
    result = mcda.rank(problem, "slater", weights)
    names = problem.alternative_names

    def reversed_by(order):
        place = {name: position for position, name in enumerate(order.split(" > "))}
        return sum(bool(beats[i, j]) and place[names[j]] < place[names[i]]
                   for i in range(len(names)) for j in range(len(names)))  # fmt: skip

    assert {reversed_by(order) for order in result.orders} == {result.figures["cost"]}


@few
@given(problems_with_weights())
def test_qualiflex_is_kemeny_and_regime_ranks_as_copeland(case):
    problem, weights = case
    ranks = {name: mcda.rank(problem, name, weights).ranks.tolist()
             for name in ("kemeny", "qualiflex", "regime", "copeland")}  # fmt: skip
    assert ranks["kemeny"] == ranks["qualiflex"]
    assert ranks["regime"] == ranks["copeland"]


@few
@given(problems_with_weights())
def test_promethee1_orders_nobody_against_promethee2(case):
    problem, weights = case
    found = mcda.methods.find("promethee1")
    view = found.view(problem)
    resolved = mcda.weights.resolve(weights, problem)[problem.scored]
    relation = found.checked(view, resolved)
    net = mcda.rank(problem, "promethee2", weights).scores.to_numpy()
    better = relation & ~relation.T
    assert all(net[i] > net[j] - 1e-11 for i, j in zip(*np.nonzero(better), strict=True))


@few
@given(problems_with_weights())
def test_pareto_holds_where_no_weighted_criterion_objects(case):
    problem, weights = case
    resolved = mcda.weights.resolve(weights, problem)
    found = mcda.methods.find("pareto")
    relation = found.checked(found.view(problem), resolved[problem.scored])
    names = problem.alternative_names
    for i, a in enumerate(names):
        for j, b in enumerate(names):
            if i == j:
                continue
            compared, objections = 0, 0
            for criterion, weight in zip(problem.criterion_names, resolved, strict=True):
                order = problem.judgement(criterion).order
                ranks = order.ranks if order is not None else {}
                if weight > 0 and a in ranks and b in ranks:
                    compared += 1
                    objections += ranks[b] < ranks[a]
            assert relation[i, j] == (compared > 0 and objections == 0)


@few
@given(problems_with_weights())
def test_leximin_and_maximin_look_at_worst_ranks_first(case):
    problem, weights = case
    counted = mcda.weights.resolve(weights, problem) > 0
    m = len(problem.alternatives)
    ranks = problem.ranks[counted & problem.scored]
    filled = np.where(np.isnan(ranks), (m + 1) / 2, ranks)
    keys = [tuple(sorted(column, reverse=True)) for column in filled.T]
    expected = [1 + sum(other < mine for other in keys) for mine in keys]
    assert mcda.rank(problem, "leximin", weights).ranks.tolist() == expected
    worst = [max((r for r in column if not np.isnan(r)), default=(m + 1) / 2) for column in ranks.T]
    assert mcda.rank(problem, "maximin", weights).scores.tolist() == [-value for value in worst]


def test_dowdall_shares_points_over_ties_and_leaves_the_unscored_at_zero():
    problem = mcda.from_rankings({"cost": "A = B > C"}, alternatives=["A", "B", "C", "D"])
    mean = (1 + 1 / 2 + 1 / 3) / 3
    expected = {"A": 3 / 4 - mean, "B": 3 / 4 - mean, "C": 1 / 3 - mean, "D": 0}
    assert mcda.rank(problem, "dowdall").scores.to_dict() == pytest.approx(expected)


def test_the_weighted_sum_refuses_missing_cells_unless_told_what_they_count_for():
    problem = mcda.from_rankings({"cost": "A > B > C", "reach": "B > A"})
    with pytest.raises(mcda.ProblemError, match="some options are scored where others are not"):
        mcda.rank(problem, "weighted_sum")
    best = mcda.rank(problem, "weighted_sum", options={"unscored": "best"})
    assert best.scores.to_dict() == {"A": 0.5, "B": 0.5, "C": 0.5}  # C > B > A
    worst = mcda.rank(problem, "weighted_sum", options={"unscored": "worst"})
    assert worst.scores.to_dict() == {"A": 0.75, "B": 0.75, "C": 0.0}  # B > A > C


def test_ranked_pairs_treats_a_symmetric_cycle_alike():
    names = list("ABCDEFGH")
    cycle = {f"k{i}": " > ".join(names[i:] + names[:i]) for i in range(len(names))}
    assert sorted(mcda.rank(mcda.from_rankings(cycle), "ranked_pairs").leaders) == names


def test_a_single_criterion_is_locked_in_whole_though_all_defeats_are_equal():
    names = [f"x{i:02}" for i in range(12)]
    result = mcda.rank(mcda.from_rankings({"cost": " > ".join(names)}), "ranked_pairs")
    assert result.orders == [" > ".join(names)]


# --- comparison ----------------------------------------------------------------------------------


def test_compare_groups_methods_that_are_one_method():
    result = mcda.compare(mcda.load("ai-factory"))
    together = [set(group) for group in result.groups]
    for same in ({"borda", "promethee2"}, {"kemeny", "qualiflex"}, {"copeland", "regime"}):
        assert any(same <= group for group in together)
    assert not any({"borda", "copeland"} <= group for group in together)


def test_compare_merges_kemeny_schulze_and_ranked_pairs_for_three_alternatives():
    result = mcda.compare(mcda.load("ai-factory"), ["kemeny", "schulze", "ranked_pairs", "minimax"])
    assert result.groups == [("kemeny", "schulze", "ranked_pairs"), ("minimax",)]
    assert result.sentence == "both distinct groups put B3 first"


def test_compare_says_who_differs():
    rankings = {"k1": "A > B > C", "k2": "A > B > C", "k3": "A > B > C", "k4": "B > C > A",
                "k5": "B > C > A"}  # fmt: skip
    result = mcda.compare(mcda.from_rankings(rankings), ["borda", "promethee2", "copeland"])
    assert result.sentence == (
        "the groups of methods differ: borda = promethee2 put B first; copeland puts A first"
    )
    (row,) = result.agreement.to_dict(orient="records")
    assert row["share_of_pairs"] == pytest.approx(2 / 3)
    assert row["tau_b"] == pytest.approx(1 / 3)


def test_compare_says_where_the_order_differs_though_the_leader_is_the_same():
    rankings = {"x": "A > C > B", "y": "B > A > C", "z": "C > A > B"}
    problem = mcda.from_rankings(rankings, weights={"x": 2, "y": 4, "z": 3})
    result = mcda.compare(problem, ["borda", "copeland"], None)
    orders = {name: each.order for name, each in result.rankings.items()}
    assert orders == {"borda": "A > C = B", "copeland": "A > C > B"}
    assert result.sentence == (
        "both distinct groups put A first; on C and B they differ: copeland puts C ahead, "
        "borda puts them level"
    )
    three = mcda.compare(problem, ["borda", "copeland", "kemeny", "minimax"], None)
    assert three.sentence.startswith("all 3 distinct groups put A first; on C and B they differ: ")


def test_compare_means_the_agreement_of_families_over_their_distinct_groups():
    rankings = {"k1": "A > B > C", "k2": "A > B > C", "k3": "A > B > C", "k4": "B > C > A",
                "k5": "B > C > A"}  # fmt: skip
    names = ["borda", "promethee2", "copeland", "minimax", "dowdall"]
    result = mcda.compare(mcda.from_rankings(rankings), names)
    table = result.family_agreement.set_index(["family", "other"])
    assert list(table.index) == [
        ("majority", "outranking"), ("majority", "positional"), ("outranking", "positional")
    ]  # fmt: skip
    pairs = result.agreement.set_index(["group", "other"])["tau_b"]
    between = [pairs["borda = promethee2", name] for name in ("copeland", "minimax")]
    assert table.loc[("majority", "outranking"), "tau_b"] == pytest.approx(np.mean(between))
    # Positional holds two groups; one of them is PROMETHEE II itself and agrees wholly.
    mean = (1 + pairs["borda = promethee2", "dowdall"]) / 2
    assert table.loc[("outranking", "positional"), "tau_b"] == pytest.approx(mean)
    assert "majority" in repr(result)
    assert result.to_dict()["family_agreement"][0]["family"] == "majority"


def test_compare_keeps_incomparable_apart_from_tied():
    problem = mcda.from_rankings({"x": "A > B", "y": "B > A"})
    result = mcda.compare(problem, ["pareto", "maximin"])
    assert result.groups == [("pareto",), ("maximin",)]
    assert result.agreement["share_of_pairs"].tolist() == [0]
    assert mcda.compare(problem, ["schulze", "copeland"]).groups == [("schulze", "copeland")]


def test_compare_takes_options_and_gives_every_entry_a_name_of_its_own():
    problem = mcda.from_rankings({"x": "A > B > C", "y": "B > A"})
    votes = ("schulze", {"strength": "winning votes"})
    last = lambda v, w: w.sum(axis=-1, keepdims=True) * [0, 0, 1]  # noqa: E731
    result = mcda.compare(problem, ["schulze", votes, last, last])
    assert list(result.rankings) == [
        "schulze", "schulze (strength=winning votes)", "<lambda>", "<lambda> #2"]  # fmt: skip
    filled = mcda.compare(problem, ["weighted_sum", "borda"], options={"unscored": "best"})
    assert filled.refusals == {}
    assert filled.rankings["weighted_sum"].options["unscored"] == "best"
    with pytest.raises(mcda.ProblemError, match="methods: none"):
        mcda.compare(problem, [])
    with pytest.raises(mcda.ProblemError, match="one weighting for all methods") as caught:
        mcda.compare(problem, ["regime"], mcda.weights.Uniform())
    assert caught.value.faults[0].in_words("nl") == (
        "gewichten: een gewichtenruimte; toegestaan: één weging voor alle methoden"
    )


def test_compare_counts_groups_that_lead_alike_and_refusals_that_read_alike():
    result = mcda.compare(mcda.load("ai-factory"))
    start, *others = result.sentence.split("; ")
    assert start.startswith("the groups of methods differ: ")
    assert " distinct groups put B3 first" in start
    assert "leximin puts B2 first" in others
    partly = mcda.compare(mcda.from_rankings({"x": "A > B > C", "y": "B > A"}))
    refused = [line for line in repr(partly).splitlines() if line.startswith("not applied")]
    assert len(refused) == 1
    assert "pymcdm:topsis" in refused[0]


def test_choice_sets_agree_where_they_order_a_pair():
    result = mcda.compare(mcda.load("ai-factory"), ["condorcet", "kemeny"])
    assert result.agreement["share_of_pairs"].tolist() == [1]


def test_a_partial_order_or_a_choice_is_not_written_as_an_order():
    problem = mcda.from_rankings({"a": "A > B > C", "b": "C > A = B"})
    pareto = mcda.rank(problem, "pareto")
    assert pareto.headline == "leads: A, C; ahead: A > B; incomparable: A | C, B | C"
    assert repr(pareto).startswith("Pareto: leads: A, C; ahead: A > B; incomparable")
    assert "incomparable: A | C" in pareto._repr_html_()
    assert pareto.to_dict()["headline"] == pareto.headline
    assert mcda.rank(problem, "condorcet").headline == "chosen: nobody"
    whole = mcda.rank(problem, "schulze", [2, 1])
    assert whole.headline == whole.order


def test_compare_reports_what_refused_and_goes_on():
    problem = mcda.from_rankings({"cost": "A > B > C", "reach": "B > A"})
    result = mcda.compare(problem, ["weighted_sum", "borda"])
    assert list(result.rankings) == ["borda"]
    assert result.refusals["weighted_sum"].startswith(
        "some options are scored where others are not"
    )
    assert "not applied: weighted_sum: some options" in repr(result)
    with_option = mcda.compare(problem, [("weighted_sum", {"numbers": "roc"}), "borda"])
    assert "not applied: weighted_sum (numbers=roc): some options" in repr(with_option)
    with pytest.raises(mcda.ProblemError, match=r"^weighted_sum: some options"):
        mcda.compare(problem, ["weighted_sum"])


def test_compare_takes_another_reading_and_weights():
    problem = mcda.load("ai-factory")
    result = mcda.compare(problem, ["borda"], "layer-equal", reading="detail")
    expected = mcda.rank(problem.reading("detail"), "borda", "layer-equal").ranks
    assert result.ranks.loc[("positional", "borda")].tolist() == expected.tolist()
    assert set(result.to_frame().columns) == {
        "family", "method", "group", "alternative", "rank", "leads"}  # fmt: skip


def test_every_method_has_a_card_that_explains_ties_and_unscored_cells():
    for name in mcda.methods.names():
        card = mcda.methods.find(name).card()
        text = f"{card['summary']} {card['explanation']}".lower()
        assert card["references"], name
        assert "tie" in text, name
        assert "unscored" in text, name


# --- lexicographic -------------------------------------------------------------------------------


@few
@given(problems_with_weights(most_criteria=5))
def test_lexicographic_choice_is_the_union_over_all_admissible_orders(case):
    problem, weights = case
    resolved = mcda.weights.resolve(weights, problem)
    used = [k for k in range(len(resolved)) if resolved[k] > 0]
    assume(not any(0 < abs(resolved[i] - resolved[j]) < 1e-11 for i in used for j in used))
    above = problem.preferences.values > 0
    expected = set()
    for order in permutations(used):
        falling = [resolved[k] for k in order]
        if any(later > earlier + 1e-12 for earlier, later in pairwise(falling)):
            continue
        inside = set(range(len(problem.alternatives)))
        for k in order:
            inside -= {j for j in inside if any(above[k, i, j] for i in inside)}
        expected |= inside
    assert sorted(mcda.rank(problem, "lexicographic", weights).leaders) == names_of(
        problem, expected
    )
