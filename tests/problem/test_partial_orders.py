"""Problems with partial orders: arrays, methods, what they could be, and all that looks at them."""

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given

import mcda_ai as mcda
from mcda_ai.methods import registry
from mcda_ai.methods.pymcdm import objective_weights
from mcda_ai.methods.view import View
from mcda_ai.orders.pairwise import PairCounts, PairFlows
from mcda_ai.orders.partial_order import PartialOrder
from mcda_ai.problem.completions import completions, filled, n_completions, with_gaps
from mcda_ai.problem.evidence import Scenario, ScenarioCell
from mcda_ai.problem.plausibility import suspicions
from mcda_ai.report.evidence_rows import evidence_table
from tests.plain_orders import chains_of, closed, weak_orders_of
from tests.strategies import examples, partly_related_problems

few = examples(40)
REACH = {"reach": "A > B, C > D", "cost": "D > A > B = C", "trust": "B > C"}
PARTLY = mcda.from_rankings(REACH, weights={"reach": 2, "cost": 1, "trust": 1})


def relation_of(judgement):
    """Give who is at least as good as whom on a criterion, from the text of its order alone."""
    order = judgement.order
    return set() if order is None else closed(chains_of(order))[1]


# --- arrays --------------------------------------------------------------------------------------


def test_a_partial_order_is_kept_and_compares_what_it_relates():
    assert str(PARTLY.judgement("reach").order) == "A > B, C > D"
    assert PARTLY.judgement("reach").text() == "A > B, C > D"
    assert PARTLY.unrelated == {"reach": ("A", "C")}
    assert np.isnan(PARTLY.ranks[0]).all()
    assert PARTLY.preferences["reach"].to_numpy().tolist() == [
        [0, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 1], [0, 0, 0, 0]]  # fmt: skip
    assert PARTLY.comparable["reach"].to_numpy().sum() == 4
    assert PARTLY.scored.all()
    assert not PARTLY.open_cells[0].any()
    assert PARTLY.open_cells[2].tolist() == [True, False, False, True]


@few
@given(partly_related_problems())
def test_arrays_are_the_closed_relation(problem):
    names = problem.alternative_names
    for criterion in problem.criterion_names:
        at_least = relation_of(problem.judgement(criterion))
        for one, other in product(names, repeat=2):
            there, back = (one, other) in at_least, (other, one) in at_least
            assert problem.ahead[criterion].loc[one, other] == (there and not back)
            assert problem.preferences[criterion].loc[one, other] == (there and not back)
            compared = one != other and (there or back)
            assert problem.comparable[criterion].loc[one, other] == compared
    counts = problem.pair_counts
    assert (counts.above == problem.ahead.values.sum(axis=2)).all()
    assert (counts.compared == problem.comparable.values.sum(axis=2)).all()
    assert "partly" in problem.unrelated
    assert np.isnan(problem.ranks[[name in problem.unrelated for name in problem.criterion_names]]
                    ).all()  # fmt: skip


# --- methods -------------------------------------------------------------------------------------


@dataclass
class Table:
    values: np.ndarray


class ByHand:
    """The arrays of a problem, made of nothing but the pairs that its orders relate."""

    def __init__(self, problem):
        self.alternatives = problem.alternative_names
        relations = [relation_of(problem.judgement(name)) for name in problem.criterion_names]
        at_least = np.array([[[(i, j) in each for j in self.alternatives]
                              for i in self.alternatives] for each in relations])  # fmt: skip
        above = at_least & ~at_least.transpose(0, 2, 1)
        different = ~np.eye(len(self.alternatives), dtype=bool)
        compared = (at_least | at_least.transpose(0, 2, 1)) & different
        self.scored = compared.any(axis=(1, 2))
        self.ahead, self.comparable = Table(above), Table(compared)
        self.preferences = Table(above.astype(float))
        self.ranks = self.values = np.full(above.shape[:2], np.nan)
        self.layer_of = np.zeros(len(above), dtype=np.intp)
        self.pair_counts = PairCounts(above.sum(axis=2) * 1.0, above.sum(axis=1) * 1.0,
                                      compared.sum(axis=2) * 1.0)  # fmt: skip
        self.pair_flows = PairFlows(above.sum(axis=2) * 1.0, above.sum(axis=1) * 1.0)


BY_PAIRS = [
    name
    for name in registry.names()
    if "ranks" not in registry.find(name).needs and registry.find(name).unscored != "refuse"
]


def test_all_but_those_that_place_options_rank_by_pairs():
    assert {"borda", "copeland", "kemeny", "minimax", "schulze", "ranked_pairs", "promethee2",
            "regime", "pareto", "lexicographic"} <= set(BY_PAIRS)  # fmt: skip


@pytest.mark.parametrize("name", BY_PAIRS)
@examples(12)
@given(partly_related_problems(most_criteria=3))
def test_a_method_ranks_as_on_preferences_made_by_hand(name, problem):
    found = registry.find(name)
    shown = ByHand(problem)
    by_hand = found.evaluator(View(shown, found.needs), **found.check_options(None))
    weights = np.random.default_rng(len(name)).dirichlet(np.ones(int(shown.scored.sum())), 5)
    weights = np.vstack([weights, np.full(weights.shape[1], 1 / weights.shape[1])])
    np.testing.assert_array_equal(found.on(problem).ranks(weights), by_hand.ranks(weights))


@few
@given(partly_related_problems())
def test_pareto_and_majority_by_hand(problem):
    names = problem.alternative_names
    relations = [relation_of(problem.judgement(name)) for name in problem.criterion_names]
    relations = [each for each in relations if any(i != j for i, j in each)]

    def ahead(i, j):
        return sum(Fraction((i, j) in each and (j, i) not in each) for each in relations)

    beaten = {j for i, j in product(names, repeat=2) if ahead(i, j) > 0 == ahead(j, i)}
    chosen = {*names} - beaten
    assert set(mcda.rank(problem, "pareto", "equal").leaders) == chosen
    wins = {i: sum((ahead(i, j) > ahead(j, i)) - (ahead(i, j) < ahead(j, i)) for j in names)
            for i in names}  # fmt: skip
    best = {i for i in names if wins[i] == max(wins.values())}
    assert set(mcda.rank(problem, "copeland", "equal").leaders) == best
    points = {i: sum(ahead(i, j) - ahead(j, i) for j in names) for i in names}
    best = {i for i in names if points[i] == max(points.values())}
    assert set(mcda.rank(problem, "borda", "equal").leaders) == best


@pytest.mark.parametrize("name", ["leximin", "maximin", "dowdall", "weighted_sum"])
@pytest.mark.parametrize("options", [{}, {"unscored": "worst"}])
def test_a_method_that_needs_ranks_says_why_not(name, options):
    told = f"{name}: needs ranks; 'reach' leaves A and C unrelated"
    problem = PARTLY.without("trust")
    with pytest.raises(mcda.ProblemError) as error:
        mcda.rank(problem, name, options=options)
    assert str(error.value) == told
    assert error.value.faults[0].in_words("nl") == (
        f"{name}: heeft rangen nodig; ‘reach’ laat A en C onvergeleken"
    )
    if not options:
        result = mcda.compare(problem, [name, "borda"])
        assert f"{name}: {result.refusals[name]}" == told


def test_more_criteria_that_leave_options_unrelated_are_counted():
    problem = mcda.from_rankings({"a": "A > B, C > D", "b": "A > B, A > C", "c": "A > C, B > D"})
    with pytest.raises(mcda.ProblemError, match=r"unrelated \(2 more criteria leave options"):
        mcda.rank(problem, "leximin")


def test_a_method_of_ones_own_that_refuses_gaps_refuses_open_pairs():
    @mcda.method(label="Mine", family="custom", needs={"pairwise", "weights"}, unscored="refuse")
    def mine(view, weights):
        return weights @ view.ahead.sum(axis=2)

    with pytest.raises(mcda.ProblemError, match="weight rule 'variance': needs ranks; 'reach'"):
        objective_weights(PARTLY, "variance")
    with pytest.raises(mcda.ProblemError, match="mine: needs ranks; 'reach' leaves A and C"):
        mcda.rank(PARTLY, mine)


# --- what it could be ----------------------------------------------------------------------------


@examples(16)
@given(partly_related_problems(most_criteria=1))
def test_completions_are_all_weak_orders_that_keep_what_is_said(problem):
    names = problem.alternative_names
    which = np.array([name == "partly" for name in problem.criterion_names])
    at_least = relation_of(problem.judgement("partly"))
    kept = [
        places
        for places in weak_orders_of(names)
        if all((places[i] < places[j]) == ((j, i) not in at_least) for i, j in at_least if i != j)
    ]
    found = [each.judgement("partly").order for each in completions(problem, which)]
    assert len(found) == len({str(each) for each in found}) == n_completions(problem, which)
    assert sorted(sorted(each.ranks.items()) for each in found) == sorted(
        sorted((i, 1 + sum(places[j] < places[i] for j in names)) for i in names) for places in kept
    )


def test_rank_bounds_look_at_every_ranking_that_is_allowed():
    problem = mcda.from_rankings({"reach": "A > B, A > C", "cost": "C > B > A"})
    bounds = mcda.rank_bounds(problem)
    assert bounds.n_completions == 3
    assert bounds.table["best rank"].to_dict() == {"A": 1, "B": 1, "C": 1}
    assert bounds.table["worst rank"].to_dict() == {"A": 3, "B": 2, "C": 2} or bounds.exact
    ways = [mcda.rank(each, weights="equal").ranks for each in completions(problem)]
    for name in "ABC":
        assert bounds.table.loc[name, "best rank"] == min(each[name] for each in ways)
        assert bounds.table.loc[name, "worst rank"] == max(each[name] for each in ways)
    assert "in all of the 3 ways to relate the unrelated options" in bounds.sentence
    assert bounds.sentences[-1] == (
        "reach leaves 1 pair of options unrelated; each way puts one above the other, or both level"
    )
    told = bounds.in_words("nl")
    assert told[0] == (
        "C staat vooraan, hoe de onvergeleken opties ook worden gerangschikt (3 manieren)"
    )
    assert told[-1].startswith("reach laat 1 paar opties onvergeleken")
    for name in ("leximin", "kemeny"):  # which rank each of the ways
        assert mcda.rank_bounds(problem, name).n_completions == 3


def test_unscored_options_and_unrelated_ones_are_told_apart():
    told = mcda.rank_bounds(PARTLY).sentences
    assert "fill in the unscored cells" in told[0]
    assert "2 cells are unscored, on trust" in told
    assert any(each.startswith("reach leaves 4 pairs of options unrelated") for each in told)


def test_conventions_for_unscored_cells_leave_unrelated_options_alone():
    assert with_gaps(PARTLY).tolist() == [True, False, True]
    assert filled(PARTLY, "worst").judgement("reach") == PARTLY.judgement("reach")
    assert str(filled(PARTLY, "worst").judgement("trust").order) == "B > C > A = D"
    assert mcda.rank(PARTLY, "borda", options={"unscored": "worst"}).leaders
    five = mcda.from_rankings(REACH, alternatives=list("ABCDE"))
    best, worst = (filled(five, end).judgement("reach").order for end in ("best", "worst"))
    assert str(best) == "E > A > B, E > C > D"
    assert str(worst) == "A > B > E, C > D > E"
    assert mcda.rank(five, "borda", options={"unscored": "best"}).leaders == ["E"]


def test_what_leaves_too_much_open_is_said():
    wide = ", ".join(f"a{k} > b{k}" for k in range(20))
    problem = mcda.from_rankings({"reach": wide, "cost": "a0 > b0"})
    with pytest.raises(mcda.ProblemError, match=r"criterion 'reach': .* too much open to count"):
        mcda.rank_bounds(problem)
    with pytest.raises(mcda.ProblemError, match="too much open to count"):
        mcda.attribution(problem, size=20)
    few_open = mcda.from_rankings({"reach": ", ".join(f"a{k} > b{k}" for k in range(8))})
    result = mcda.attribution(few_open, ["borda"], completions=0, size=20)
    assert result.fillings[0] == 0


# --- all that looks at a problem -----------------------------------------------------------------


ALL_PARTLY = mcda.from_rankings(
    {"reach": "A > B, C > D", "cost": "A > B, A > C > D", "trust": "A = B, C = D"},
    layers={"one": ["reach"], "two": ["cost"], "three": ["trust"]},
)
PROBLEMS = {"one": PARTLY, "all": ALL_PARTLY}


@pytest.mark.parametrize("problem", PROBLEMS.values(), ids=PROBLEMS)
def test_results_take_partial_orders(problem):
    for make in (mcda.robustness, mcda.stability, mcda.attribution, mcda.rank_bounds,
                 mcda.next_question, mcda.settle):  # fmt: skip
        options = {} if make in (mcda.stability, mcda.rank_bounds) else {"size": 200}
        result = make(problem, **options)
        assert result.sentences
        assert result.in_words("nl")
    assert mcda.robustness(problem, "kemeny", size=100).sentences


def test_attribution_says_what_is_filled_in_too():
    result = mcda.attribution(PARTLY, ["borda"], size=50, rng=1)
    told = "what is called unscored here includes the pairs of options that reach leaves unrelated"
    assert told in result.sentences
    assert result.fillings == (12, n_completions(PARTLY))
    assert mcda.attribution(PARTLY.without("reach"), ["borda"], size=50).unrelated == ()


def test_robustness_is_that_of_the_scores_by_pairs():
    result = mcda.robustness(ALL_PARTLY, "borda", mcda.weights.Uniform(), size=4000, rng=1)
    drawn = np.random.default_rng(2).dirichlet(np.ones(3), 20_000)
    ahead = ALL_PARTLY.ahead.values.astype(float)
    scores = drawn @ (ahead.sum(axis=2) - ahead.sum(axis=1))
    first = (scores >= scores.max(axis=1, keepdims=True) - 1e-12).mean(axis=0)
    for name, share in zip("ABCD", first, strict=True):
        assert abs(result.share(name) - share) < 0.03


def test_a_judgement_flip_counts_a_pair_that_was_related_as_such():
    problem = mcda.from_rankings({"reach": "A > B, A > C"})
    flips = mcda.stability(problem, weights="equal").judgement_flips
    assert flips.loc["B", "judgements"] in ({"reach": "B > A > C"}, {"reach": "B > C > A"},
                                            {"reach": "B > A = C"})  # fmt: skip
    # B over A is turned round (2), B and C were not compared (1), and A stays above C.
    assert flips.loc["B", "distance"] == 3


def test_the_picture_and_the_table_show_which_ranks_are_possible():
    cells = mcda.plots.appraisal_table(PARTLY)
    texts = [text.get_text() for text in cells.texts]
    assert texts[:4] == ["1–3", "2–4", "1–3", "2–4"]
    (group,) = evidence_table(PARTLY, "en").groups
    name, *cells, _source = group.rows[0]
    assert [cell.text for cell in cells] == ["1–3", "2–4", "1–3", "2–4"]
    assert name.remarks == ("A > B, C > D",)


# --- names, readings, scenarios, doubts ----------------------------------------------------------


def test_leaving_options_out_keeps_what_follows():
    problem = mcda.from_rankings({"reach": "A > B > D, C > D", "cost": "A > B > C > D"})
    assert str(problem.without("B").judgement("reach").order) == "A > D, C > D"
    assert str(problem.without("C").judgement("reach").order) == "A > B > D"
    assert problem.without("C").unrelated == {}
    assert mcda.rank(problem.without("C"), "leximin").leaders == ["A"]
    gone = mcda.from_rankings(REACH).without("B", "D")
    assert gone.judgement("reach").status == "unscored"


def test_equal_relations_make_equal_problems():
    again = mcda.from_rankings({**REACH, "reach": "C > D, A > B"}, alternatives=list("ABCD"))
    assert again == replace(PARTLY, own_weights=None)
    assert mcda.diff(PARTLY, PARTLY).changes == ()
    other = mcda.from_rankings({**REACH, "reach": "A > B, C > B, C > D"},
                               alternatives=list("ABCD"))  # fmt: skip
    told = " ".join(mcda.diff(again, other).sentences)
    assert "A > B, C > D" in told
    assert "A > B, C > D, C > B" in told


def test_a_scenario_can_assume_a_partial_order():
    cell = ScenarioCell("cost", PartialOrder.parse("A > B, C > D"))
    other = ScenarioCell("cost", PartialOrder.parse("A > C, B > D"))
    scenarios = tuple(Scenario(name, (each,)) for name, each in (("one", cell), ("two", other)))
    problem = replace(PARTLY, scenarios=scenarios).scenario("one")
    assert set(problem.unrelated) == {"reach", "cost"}
    with pytest.raises(mcda.ProblemError, match=r"\(A > B, C > D, against A > C, B > D\)"):
        problem.scenario("two")


def test_readings_that_relate_otherwise_are_disputed():
    problem = mcda.from_rankings(REACH)
    judged = problem.judgements["given"]
    other = {**judged, "reach": replace(judged["reach"], order=PartialOrder.parse("A > B, D > C"))}
    reading = replace(problem.readings[0], name="other")
    both = replace(problem, readings=(*problem.readings, reading),
                   judgements={"given": judged, "other": other})  # fmt: skip
    assert both.disputed == ("reach",)
    assert mcda.stability(both).sentences


def test_only_what_deserves_a_doubt_gets_one():
    """The two allow each option the same ranks, but do not say the same."""
    problem = mcda.from_rankings({"reach": "A > B, C > D", "cost": "A > D, C > B"})
    assert [*map(str, suspicions(problem))] == []
    twice = mcda.from_rankings({"reach": "A > B, C > D", "cost": "C > D, A > B"})
    assert [*map(str, suspicions(twice))] == [
        "layer 'criteria': 'reach' and 'cost' give the same ranking, A > B, C > D; is one thing \
counted twice?"
    ]
    level = mcda.from_rankings({"reach": "A = B, C = D", "cost": "A > C > B > D"})
    assert [*map(str, suspicions(level))] == [
        "criterion 'reach': A = B, C = D puts nobody above another; it decides nothing"
    ]


def test_unknown_and_known_names():
    with pytest.raises(mcda.ProblemError, match="unknown alternative 'E'"):
        mcda.from_rankings({"reach": "A > B, C > E"}, alternatives=list("ABCD"))
    with pytest.raises(mcda.ProblemError, match=r"criterion 'reach': order .* a cycle, A > B > A"):
        mcda.from_rankings({"reach": "A > B, B > A"})
    towns = ["Delft, noord", "Delft, zuid"]
    problem = mcda.from_rankings({"reach": "Delft, noord > Delft, zuid"}, alternatives=towns)
    assert problem.unrelated == {}


@pytest.mark.parametrize(
    "rankings",
    [{"reach": "A > B; C > D"}, {"reach": "A > B | C > D"}, {"reach": ["A > B", "C > D"]}],
)
def test_chains_that_would_make_odd_names_are_asked_about(rankings):
    with pytest.raises(mcda.ProblemError, match="is a name, or names with a sign between them"):
        mcda.from_rankings(rankings)


def test_odd_names_are_names_if_they_are_said_to_be():
    names = ["A > B", "C; D"]
    problem = mcda.from_rankings({"reach": ["C; D", "A > B"]}, alternatives=names)
    assert problem.alternative_names == tuple(names)


def test_a_partial_order_is_renamed_and_changed_to():
    problem = mcda.from_rankings({"x": "A > B, A > C", "y": "A > B > C"})
    renamed = problem.rename({"A": "D"})
    assert str(renamed.judgement("x").order) == "D > B, D > C"
    assert renamed.rename({"D": "A"}) == problem
    assert str(problem.change("y", "C > A, C > B").judgement("y").order) == "C > A, C > B"
