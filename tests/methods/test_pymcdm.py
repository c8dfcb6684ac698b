"""Methods of pymcdm: the admission checks, run again, and one formula written out here."""

import inspect
import tracemalloc
import warnings

import numpy as np
import pandas as pd
import pymcdm.correlations
import pymcdm.methods
import pymcdm.weights
import pytest

import mcda_ai as mcda
from mcda_ai.algorithms import cardinal_formulas
from mcda_ai.algorithms.cardinal_formulas import scores_over
from mcda_ai.methods.pymcdm import COEFFICIENTS, REFUSED, WEIGHT_RULES
from mcda_ai.orders.weak_order import average_ranks

ADMITTED = [name for name in mcda.methods.names() if name.startswith("pymcdm:")]
CLASSES = {name.lower(): body for name, body in inspect.getmembers(pymcdm.methods, inspect.isclass)}


def random_problems(count, seed):
    """Rankings with ties, fully scored, and weights."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        m, n = rng.integers(2, 6), rng.integers(1, 7)
        names = list("ABCDE"[:m])
        table = rng.integers(1, m + 1, (n, m))
        rankings = {f"k{i}": dict(zip(names, row, strict=True))
                    for i, row in enumerate(table.tolist())}  # fmt: skip
        weights = np.full(n, 1 / n) if rng.random() < 0.3 else rng.dirichlet(np.ones(n))
        yield mcda.from_rankings(rankings, alternatives=names), weights


def test_every_method_of_pymcdm_is_admitted_or_refused_with_a_reason():
    classes = [name for name, _ in inspect.getmembers(pymcdm.methods, inspect.isclass)]
    known = {name.partition(":")[2] for name in [*ADMITTED, *REFUSED]}
    assert {name.lower() for name in classes} <= known
    assert not set(ADMITTED) & set(REFUSED)


@pytest.mark.parametrize("name", ADMITTED)
def test_a_dominated_alternative_never_comes_out_ahead(name):
    for problem, weights in random_problems(150, seed=1):
        scores = mcda.rank(problem, name, weights).scores.to_numpy()
        ranks = problem.ranks
        for i, j in np.ndindex(len(scores), len(scores)):
            at_least, better = ranks[:, i] <= ranks[:, j], ranks[:, i] < ranks[:, j]
            if at_least.all() and better.any():
                assert scores[i] >= scores[j] - 1e-9
            if not better.any() and at_least.all():
                assert scores[i] == pytest.approx(scores[j], abs=1e-12)


@pytest.mark.parametrize("name", ADMITTED)
def test_relabelling_and_criteria_that_tie_all_change_nothing(name):
    for problem, weights in random_problems(60, seed=2):
        names = problem.alternative_names
        rankings = {c: problem.judgement(c).order for c in problem.criterion_names}
        wider = mcda.from_rankings(
            {**rankings, "idle": [list(names)]}, alternatives=list(reversed(names))
        )
        mine = mcda.rank(problem, name, weights).ranks.to_dict()
        assert mcda.rank(wider, name, [*weights, weights.mean()]).ranks.to_dict() == mine


@pytest.mark.parametrize("name", ["COCOSO", "PROBID", "SPROBID", "LoPM", "VIKOR"])
def test_the_refused_fail_the_checks(name):
    """At least one random case breaks dominance or gives no number."""
    body = getattr(pymcdm.methods, name)()
    for problem, weights in random_problems(400, seed=3):
        values = len(problem.alternatives) + 1 - problem.ranks
        telling = np.ptp(values, axis=1) > 0
        if not telling.any():
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            used = weights[telling] / weights[telling].sum()
            scores = body(values[telling].T, used, np.ones(telling.sum()))
            ranks = body.rank(scores) if np.isfinite(scores).all() else None
        if ranks is None:
            return
        for i, j in np.ndindex(len(scores), len(scores)):
            if (values[:, i] > values[:, j]).all() and ranks[i] > ranks[j]:
                return
    pytest.fail("nothing was wrong")


def tables_and_weights(count, seed):
    """Ranks coded as numbers, of 2 to 30 options, and five weightings of every kind."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        m, n = rng.choice([2, 2, 3, 4, 5, 8, 12, 30]), rng.choice([1, 2, 3, 5, 8, 25, 40])
        places = rng.integers(1, rng.integers(1, m + 1) + 1, (n, m))  # some tie all
        weights = rng.dirichlet(np.full(n, rng.choice([0.3, 1, 5])), 5)
        weights[1] = 1 / n
        weights[2] *= rng.random(n) < 0.5  # none at all among them
        weights[3] = np.eye(n)[rng.integers(n)]
        yield m + 1 - average_ranks(places.astype(float)), weights


def as_pymcdm_does(name, values, weights):
    """Scores of pymcdm itself, one weighting at a time; higher is better."""
    telling = (weights > 0) & (np.ptp(values, axis=1) > 0)
    if not telling.any():
        return np.zeros(values.shape[1])
    used = weights[telling] / weights[telling].sum()
    scores = CLASSES[name]()(values[telling].T, used, np.ones(len(used)), validation=False)
    return -scores if name == "mairca" else scores


@pytest.mark.parametrize("name", [name.removeprefix("pymcdm:") for name in ADMITTED])
def test_all_weightings_at_once_give_what_pymcdm_gives_one_by_one(name):
    for values, weights in tables_and_weights(150, seed=6):
        scores = scores_over(getattr(cardinal_formulas, name), values, weights)
        by_pymcdm = np.array([as_pymcdm_does(name, values, each) for each in weights])
        if name == "mabac":  # a product of m tiny weights is 0 for pymcdm, for all options alike
            gone = (weights > 0) & (weights ** values.shape[1] < 1e-290)
            assert np.abs(scores - by_pymcdm).max() <= 1e-12 + weights[gone].sum()
            scores, by_pymcdm = (x - x[:, :1] for x in (scores, by_pymcdm))
        assert np.abs(scores - by_pymcdm).max() <= 1e-12 * max(1, np.abs(by_pymcdm).max())


@pytest.mark.parametrize("name", ADMITTED)
def test_robustness_counts_what_pymcdm_gives_one_by_one(name):
    rankings = {"x": "A > B = C > D", "y": "D > C > B > A", "z": "B > A = C = D", "e": "A=B=C=D"}
    problem = mcda.from_rankings(rankings, layers={"one": ["x", "y"], "two": ["z", "e"]})
    drawn = mcda.weights.Uniform().sample(problem, 300, 1)
    values = 5 - problem.ranks
    scores = np.array([as_pymcdm_does(name.removeprefix("pymcdm:"), values, w) for w in drawn])
    first = (scores >= scores.max(axis=1, keepdims=True) - 1e-12).mean(axis=0)
    result = mcda.robustness(problem, name, mcda.weights.Uniform(), size=300, rng=1)
    assert result.rank_acceptability[1].to_numpy() == pytest.approx(first, abs=1e-12)


def test_codas_counts_a_difference_of_just_its_threshold_however_it_is_rounded():
    """The straight distances of 16 and of 9 of 25 equal criteria differ by .02, counted twice."""
    values = np.array([[2.0, 1.0]] * 16 + [[1.0, 2.0]] * 9)
    weights = np.full((1, 25), 1 / 25)
    assert scores_over(cardinal_formulas.codas, values, weights)[0] == pytest.approx([0.16, -0.16])
    ladder = np.arange(1.0, 51)[None, :]  # neighbours are .02 apart
    gaps = np.arange(50)[:, None] - np.arange(50)
    by_hand = (gaps * 0.02 * 2).sum(axis=1)
    assert scores_over(cardinal_formulas.codas, ladder, np.ones((1, 1)))[0] == pytest.approx(
        by_hand
    )


@pytest.mark.parametrize("name", ["codas", "lmaw", "topsis"])
def test_over_many_weightings_nothing_is_larger_than_weights_and_scores(name):
    rng = np.random.default_rng(7)
    values = rng.permuted(np.tile(np.arange(1.0, 101), (200, 1)), axis=1)
    weights = rng.dirichlet(np.ones(200), 4_000)
    tracemalloc.start()
    scores = scores_over(getattr(cardinal_formulas, name), values, weights)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 * (weights.nbytes + scores.nbytes)
    few = scores_over(getattr(cardinal_formulas, name), values, weights[1_000:1_003])
    assert few == pytest.approx(scores[1_000:1_003], abs=1e-12)


def test_topsis_equals_its_formula_written_out():
    for problem, weights in random_problems(60, seed=4):
        ranks = problem.ranks
        span = np.ptp(ranks, axis=1)
        used = weights * (span > 0)
        if not used.any():
            continue
        share = (ranks.max(axis=1)[:, None] - ranks) / np.where(span > 0, span, 1)[:, None]
        weighted = share * (used / used.sum())[:, None]
        to_best = np.sqrt(((weighted - weighted.max(axis=1)[:, None]) ** 2).sum(axis=0))
        to_worst = np.sqrt(((weighted - weighted.min(axis=1)[:, None]) ** 2).sum(axis=0))
        scores = mcda.rank(problem, "pymcdm:topsis", weights).scores.to_numpy()
        assert scores == pytest.approx(to_worst / (to_best + to_worst), abs=1e-12)


def test_a_missing_cell_is_refused_unless_told_what_it_counts_for():
    problem = mcda.from_rankings({"cost": "A > B > C", "reach": "B > A"})
    with pytest.raises(mcda.ProblemError, match="some options are scored where others are not"):
        mcda.rank(problem, "pymcdm:topsis")
    assert mcda.rank(problem, "pymcdm:topsis", options={"unscored": "worst"}).ranks["C"] == 3


def test_where_nothing_tells_the_alternatives_apart_all_are_tied():
    problem = mcda.from_rankings({"cost": "A = B"})
    assert mcda.rank(problem, "pymcdm:topsis").leaders == ["A", "B"]


# --- weights and correlations --------------------------------------------------------------------


@pytest.mark.parametrize("rule", WEIGHT_RULES)
def test_weights_of_pymcdm_are_its_own_on_the_criteria_that_tell_options_apart(rule):
    compute = getattr(pymcdm.weights, WEIGHT_RULES[rule])
    answered = 0
    for problem, _ in random_problems(80, seed=5):
        coded = len(problem.alternatives) + 1 - problem.ranks
        telling = np.ptp(coded, axis=1) > 0
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            own = (
                compute(coded[telling].T, types=np.ones(telling.sum())) if telling.any() else np.nan
            )
        if not np.isfinite(own).all():
            with pytest.raises(mcda.ProblemError, match="gives no number here"):
                mcda.methods.objective_weights(problem, rule)
            continue
        weights = mcda.methods.objective_weights(problem, rule).to_numpy()
        answered += 1
        assert (weights[~telling] == 0).all()
        assert (weights >= 0).all()
        assert weights.sum() == pytest.approx(1)
        assert weights[telling] == pytest.approx(own)
        mcda.rank(problem, "borda", mcda.methods.objective_weights(problem, rule))
    assert answered > 40


def test_weights_of_pymcdm_say_what_is_wrong():
    with pytest.raises(mcda.ProblemError, match="unknown weight rule 'entrpy'; did you mean 'ent"):
        mcda.methods.objective_weights(mcda.load("ai-factory"), "entrpy")
    partly = mcda.from_rankings({"cost": "A > B > C", "reach": "A > B"})
    with pytest.raises(mcda.ProblemError, match="scored where others are not"):
        mcda.methods.objective_weights(partly)
    with pytest.raises(mcda.ProblemError, match="gives no number here"):
        mcda.methods.objective_weights(mcda.from_rankings({"cost": "A = B"}))


@pytest.mark.parametrize("coefficient", COEFFICIENTS)
def test_correlations_of_pymcdm_are_its_own(coefficient):
    compute = getattr(pymcdm.correlations, COEFFICIENTS[coefficient])
    one, other = {"A": 1, "B": 2, "C": 4, "D": 3}, {"D": 1, "C": 2, "B": 3, "A": 4}
    found = mcda.methods.rank_correlation(one, other, coefficient)
    assert found == pytest.approx(compute(np.array([1.0, 2, 4, 3]), np.array([4.0, 3, 2, 1])))
    assert mcda.methods.rank_correlation(one, one, coefficient) == pytest.approx(1)
    assert np.isnan(mcda.methods.rank_correlation(one, dict.fromkeys(one, 1), coefficient))


def test_correlations_need_the_same_alternatives():
    with pytest.raises(mcda.ProblemError, match="two rankings of the same alternatives"):
        mcda.methods.rank_correlation({"A": 1, "B": 2}, {"A": 1, "C": 2})


def test_measured_criteria_count_by_rank_and_that_is_said():
    table = pd.DataFrame({"A": [100.0, 2], "B": [2, 3], "C": [1, 1]}, index=["cost", "reach"])
    result = mcda.rank(mcda.from_table(table, directions="max"), "pymcdm:topsis")
    told = "of cost and reach only the order of the values counts, not by how much they differ"
    assert told in repr(result)
    assert any(sentence.startswith(told) for sentence in result.sentences)
    ranked = mcda.from_rankings({"cost": "A > B > C", "reach": "B > A > C"})
    alone = mcda.rank(ranked, "pymcdm:topsis")
    assert alone.scores.to_list() == pytest.approx(result.scores.to_list())
    assert alone.sentences[1:] == ("weights: the same for every criterion",)
    assert "values" not in mcda.methods.find("pymcdm:topsis").card()["needs"]
