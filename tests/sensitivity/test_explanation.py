"""Why an option leads: contributions, what is told of them, and judgements that are enough."""

import random
from functools import cache
from itertools import combinations, product

import numpy as np
import pytest

import mcda_ai as mcda
from mcda_ai.methods.registry import find
from mcda_ai.sensitivity import other_judgements
from mcda_ai.sensitivity.reasons import reasons
from tests.plain_orders import weak_orders_of
from tests.proofs.problems import random_measured_problem, random_problem

LINEAR = [("borda", {"variant": each}) for each in find("borda").options["variant"]]
LINEAR += [("dowdall", {}), ("promethee2", {})]
LINEAR += [("weighted_sum", {"numbers": each}) for each in ("linear", "roc", "mean")]


def explained(seed, make=random_problem, method="borda"):
    draw = random.Random(seed)
    problem = make(draw)
    return problem, mcda.explain(problem, method, draw.choice([None, "equal", "layer-equal"]))


# --- contributions


@pytest.mark.parametrize("method", ["borda", "dowdall", "promethee2"])
@pytest.mark.parametrize("make", [random_problem, random_measured_problem])
def test_contributions_add_up_to_the_difference_by_criterion_and_by_layer(make, method):
    for seed in range(4):
        _, found = explained(seed, make, method)
        scores = found.ranking.scores
        for rival in found.rivals:
            apart = scores[found.leader] - scores[rival]
            assert found.contributions[rival].sum() == pytest.approx(apart, abs=1e-12)
            assert found.layers[rival].sum() == pytest.approx(apart, abs=1e-12)
            assert found.difference[rival] == pytest.approx(apart, abs=1e-12)


def test_of_a_majority_method_they_are_weights_for_less_weights_against():
    rows = {"x": "A > B > C", "y": "B > A = C", "z": "A = B > C", "w": {"A": 1, "C": 2}}
    problem = mcda.from_rankings(rows, alternatives=["A", "B", "C"], weights=[4, 1, 2, 3])
    found = mcda.explain(problem, "schulze")
    assert found.leader == "A"
    assert found.contributions["B"].tolist() == pytest.approx([0.4, -0.1, 0, 0])
    assert found.sides["B"].tolist() == ["for", "against", "level", "not compared"]
    assert found.contributions["C"].tolist() == pytest.approx([0.4, 0, 0.2, 0.3])
    assert found.sides["C"].tolist() == ["for", "level", "for", "for"]


def test_the_leader_is_put_beside_one_rival_by_name_or_label():
    problem = mcda.load("ai-factory")
    alone = mcda.explain(problem, weights="equal", rival="b1")
    assert (alone.leader, alone.rival, alone.rivals) == ("B3", "B1", ("B1",))
    assert alone.sufficient.size == alone.by_pair.loc["B1", "sufficient"] == 13
    assert mcda.explain(problem, weights="equal").rivals == ("B1", "B2")


def test_of_several_leaders_the_first_is_explained_unless_it_is_the_rival():
    problem = mcda.from_rankings({"x": "A > B > C", "y": "B > A > C"})
    found = mcda.explain(problem)
    assert (found.leader, found.told_rivals) == ("A", ("B",))
    assert found.sentences[0] == "A and B share the lead: these are the reasons of A"
    assert "as much speaks against as for" in found.sentences[1]
    assert mcda.explain(problem, rival="A").leader == "B"


# --- what is told


def test_what_speaks_for_and_what_against_is_told_in_one_sentence():
    problem = mcda.load("ai-factory")
    told = mcda.explain(problem, weights="equal").in_words("nl", problem.labels("nl"))
    assert told[0] == (
        "voor B3 boven B2 pleit: Intermediate outcome, Outcome en Impact; ertegen pleit: "
        "Randvoorwaarden en Input; alles wat ertegen pleit, is 31 % van alles wat ervoor "
        "pleit, per laag gerekend"
    )
    assert told[2] == (
        "geen onderscheid tussen B3 en B2: Competenties & capaciteit, "
        "Ingezette rekenkracht (gelijk)"
    )


def test_of_one_layer_criteria_are_named_and_of_many_as_strong_none():
    some = {f"c{k}": "A > B" for k in range(9)}
    told = mcda.explain(mcda.from_rankings({**some, "one": "B > A"})).sentences
    assert told[0].startswith("what speaks for A over B: 9 criteria; what speaks against it: one")
    heavy = mcda.from_rankings({**some, "one": "B > A"}, weights=[6, *[1] * 8, 2])
    assert (
        mcda.explain(heavy)
        .sentences[0]
        .startswith(
            "what speaks for A over B: above all c0, enough to outweigh all that speaks against"
        )
    )


def test_two_that_nothing_tells_apart():
    told = mcda.explain(mcda.from_rankings({"x": "A = B > C", "y": "A = B = C"})).sentences
    assert told[1] == "what speaks for A over B: no criterion; what speaks against it: no criterion"
    assert "not telling A and B apart: x, y (level)" in told


def test_several_next_best_are_each_told_and_of_many_those_that_are_nearest():
    two = mcda.explain(mcda.from_rankings({"x": "A > B = C > D"}))
    assert two.told_rivals == ("B", "C")
    rows = {"x": "A > B = C = D = E", "y": "A > E > D > C > B"}
    many = mcda.explain(mcda.from_rankings(rows), "condorcet")
    assert len(many.told_rivals) == 3
    assert many.sentences[0] == (
        "4 options come next after A, level: told here are B, C and D, "
        "over which the lead is smallest"
    )


def test_criteria_that_do_not_compare_two_can_count_by_others():
    rows = {"x": "A > B", "y": {"A": 1, "C": 2}, "z": {"C": 1, "B": 2}, "w": {"C": 1, "D": 2}}
    problem = mcda.from_rankings(rows, alternatives=["A", "B", "C", "D"])
    told = mcda.explain(problem, weights="equal", rival="B").sentences
    assert "y, z do not compare A and B, and count by where other options stand" in told
    assert "not telling A and B apart: w (not compared)" in told
    by_majority = mcda.explain(problem, "minimax", "equal", rival="B").sentences
    assert "not telling A and B apart: y, z, w (not compared)" in by_majority


def test_who_leads_though_more_weight_is_against():
    rows = {"x": "A > C > D > B", "y": "A > C > D > B", "z": "B > A > C > D"}
    problem = mcda.from_rankings(rows, weights=[1, 1, 3])
    told = mcda.explain(problem).sentences
    assert any(each.startswith("more weight puts B above A") for each in told)


def test_voters_are_counted_in_an_election(tmp_path):
    file = tmp_path / "vote.soc"
    file.write_text("# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n"
                    "# ALTERNATIVE NAME 3: C\n30: 1,2,3\n15: 2,3,1\n")  # fmt: skip
    found = mcda.explain(mcda.read(file))
    assert "of the 45 voters, 30 put A above B and 15 put B above A" in found.sentences
    assert found.sufficient.of == 45
    enough = found.sufficient.size
    assert 2 * enough - (45 - enough) * 2 >= 0  # as A > B > C gives 1 more than B, B > C > A 2 less
    in_dutch = found.in_words("nl")
    assert f"de stembiljetten van {enough} van de 45 kiezers zijn genoeg" in "\n".join(in_dutch)
    by_kind = mcda.explain(mcda.read(file), weights="equal")
    assert any("kinds of ballots" in each for each in by_kind.sentences)


def test_readings_that_differ_requirements_and_methods_that_add_nothing_up_are_told():
    told = mcda.explain(mcda.load("ai-factory"), "leximin").sentences
    assert any(each.startswith("readings differ on knowledge-use") for each in told)
    assert any("does not add up what criteria say" in each for each in told)
    problem = mcda.from_rankings({"x": "A > B > C", "law": "B = C > A"})
    required = problem.require("law", met_by=["B", "C"])
    assert mcda.explain(required).sentences[0].startswith("A takes no part")


# --- sets of judgements


def test_the_sufficient_set_of_the_first_case_is_17_of_25():
    found = mcda.explain(mcda.load("ai-factory"), weights="equal").sufficient
    assert (found.size, found.of, found.is_proven) == (17, 25, True)


@cache
def points_in_all_orders(n):
    """Give Borda points under every weak order of n options."""
    orders = [np.array(list(places.values())) for places in weak_orders_of(range(n))]
    return [np.sign(order[None, :] - order[:, None]).sum(axis=1) for order in orders]


def worst_by_hand(problem, leader, rivals):
    """Give the least lead by points that each criterion could give over each rival."""
    table = []
    for row in problem.ranks[problem.scored]:
        (ranked,) = np.nonzero(~np.isnan(row))
        said = np.zeros((len(points_in_all_orders(len(ranked))), len(row)))
        said[:, ranked] = points_in_all_orders(len(ranked))
        table.append([(said[:, leader] - said[:, rival]).min() for rival in rivals])
    return np.array(table)


def points_by_hand(problem):
    table = []
    for row in problem.ranks[problem.scored]:
        apart = np.nan_to_num(np.sign(row[None, :] - row[:, None]))
        table.append(apart.sum(axis=1))
    return np.array(table)


def smallest_by_hand(problem, found):
    """Give the fewest that are enough against all, and that can overturn, by every subset."""
    names = list(problem.alternative_names)
    leader, rivals = names.index(found.leader), [names.index(each) for each in found.rivals]
    weights = found.ranking.weights.to_numpy()[problem.scored][:, None]
    points = points_by_hand(problem)
    now = weights * (points[:, [leader]] - points[:, rivals])
    worst = weights * worst_by_hand(problem, leader, rivals)
    unit, n = len(names) - 1, len(now)
    enough = turning = None
    for size in range(n + 1):
        for kept in combinations(range(n), size):
            mask = np.isin(np.arange(n), kept)[:, None]
            if enough is None and (np.where(mask, now, worst).sum(axis=0) >= -1e-12 * unit).all():
                enough = size
            if turning is None and (np.where(mask, worst, now).sum(axis=0) < -1e-12 * unit).any():
                turning = size
    return enough, turning


SEEDS = [range(30, 40), *(pytest.param(range(start, start + 250), marks=pytest.mark.long)
                      for start in (1000, 1250, 1500, 1750))]  # fmt: skip


@pytest.mark.parametrize("seeds", SEEDS)
def test_sets_are_as_small_as_any_found_by_trying_all(seeds):
    for seed in seeds:
        problem, found = explained(seed)
        enough, turning = smallest_by_hand(problem, found)
        assert (found.sufficient.size, found.sufficient.is_proven) == (enough, True), seed
        assert (None if found.against is None else found.against.size) == turning, seed


def test_whatever_all_others_say_at_once_nobody_passes_where_a_set_is_kept_and_else_somebody_can():
    rows = {"x": "A > B > C", "y": "A > C > B", "z": "B > A > C", "w": "A > B = C"}
    problem = mcda.from_rankings(rows, weights=[2, 2, 1, 1])
    found = mcda.explain(problem)
    weights, points = np.array([2, 2, 1, 1]) / 6, points_by_hand(problem)
    orders = points_in_all_orders(3)

    def holds(kept):
        says = [[points[k]] if k in kept else orders for k in range(4)]
        totals = (sum(w * p for w, p in zip(weights, each, strict=True)) for each in product(*says))
        return all(total[0] >= total.max() - 1e-12 for total in totals)

    kept = {problem.criterion_names.index(name) for name in found.sufficient.criteria}
    assert holds(kept)
    others = combinations(range(4), found.sufficient.size - 1)
    assert not any(holds(set(each)) for each in others)
    ways = sum(holds(set(each)) for each in combinations(range(4), found.sufficient.size))
    assert found.sufficient.ways == ways


@pytest.mark.parametrize(("method", "options"), LINEAR)
@pytest.mark.parametrize("n", [3, *(pytest.param(n, marks=pytest.mark.long) for n in (2, 4, 5, 6))])
def test_of_our_methods_the_worst_order_is_the_rival_first_and_the_leader_last(
    monkeypatch, method, options, n
):
    names = list("ABCDEFGH"[: n if method == "weighted_sum" else n + 2])
    problem = mcda.from_rankings({"x": dict.fromkeys(names[:n], 1)}, alternatives=names)
    evaluator = find(method).on(problem, options)
    least = []
    for most in (1, n):
        monkeypatch.setattr(other_judgements, "MOST_LISTED", most)
        rivals = np.arange(1, len(names))
        least.append(other_judgements.worst_leads(problem, find(method), evaluator, 0, rivals))
    assert np.abs(least[0] - least[1]).max() < 1e-12


def test_an_unscored_cell_stays_unscored_and_one_that_is_filled_in_counts_as_judged():
    problem = mcda.from_rankings({"x": "A > B", "y": "A > B", "z": "C > B"})
    open_cells = mcda.explain(problem, rival="C")
    filled = mcda.explain(problem, rival="C", options={"unscored": "worst"})
    assert open_cells.sufficient.size <= filled.sufficient.size


def test_methods_and_judgements_for_which_sets_are_not_looked_for_say_why():
    problem = mcda.load("ai-factory")
    told = mcda.explain(problem, "kemeny")
    assert told.sufficient is told.against is None
    assert told.by_pair.empty
    assert str(told.refusal).startswith("with method 'kemeny' what a judgement adds hangs on")
    partial = mcda.from_rankings({"x": "A > B, C > D", "y": "A > B > C > D"})
    assert "leaves options unrelated" in str(mcda.explain(partial).refusal)
    table = mcda.from_rankings({"y": "A > B > C"})
    measured = table.change("y", values={"A": 9, "B": 8, "C": 1})
    assert mcda.explain(measured, "borda").refusal is None
    assert "more than a ranking" in str(mcda.explain(measured, "weighted_sum").refusal)


def plugged_in(view, weights):
    """Count who is ahead, as Borda does."""
    above, below, _ = view.pair_counts
    return weights @ (above - below)


def test_of_another_package_all_orders_are_asked_or_none():
    method = mcda.method(label="Mine", family="custom", needs={"pairwise", "weights"},
                         linear=True, name="mine-explained")(plugged_in)  # fmt: skip
    small = mcda.from_rankings({"x": "A > B > C", "y": "A > C > B", "z": "B > C > A"})
    assert mcda.explain(small, method).sufficient == mcda.explain(small).sufficient
    large = mcda.from_rankings({"x": "A > B > C > D > E > F"})
    assert "is of another package" in str(mcda.explain(large, method).refusal)


# --- faults


@pytest.mark.parametrize(("rival", "said"), [
    ("B3", "rival: B3 leads, alone; allowed: 'B1' or 'B2'"),
    ("B4", "unknown alternative 'B4'"),
])  # fmt: skip
def test_a_rival_that_leads_or_does_not_exist_is_refused(rival, said):
    with pytest.raises(mcda.ProblemError) as refused:
        mcda.explain(mcda.load("ai-factory"), rival=rival)
    assert str(refused.value).startswith(said)
    assert len(refused.value.faults) == 1


def test_a_rival_that_takes_no_part_and_a_lead_that_nobody_has_are_refused():
    problem = mcda.from_rankings({"x": "A > B > C", "law": "B = C > A"})
    required = problem.require("law", met_by=["B", "C"])
    with pytest.raises(mcda.ProblemError, match="rival: A takes no part: it is not among"):
        mcda.explain(required, rival="A")
    cycle = mcda.from_rankings({"x": "A > B > C", "y": "B > C > A", "z": "C > A > B"})
    with pytest.raises(mcda.ProblemError, match="nobody leads by 'condorcet'"):
        mcda.explain(cycle, "condorcet")


def test_what_speaks_for_and_against_is_told_of_a_ranking_alone():
    problem = mcda.load("ai-factory")
    told = list(reasons(mcda.rank(problem)).for_and_against())
    found = mcda.explain(problem)
    assert [each.values for each in found.findings[: len(told)]] == [each.values for each in told]
