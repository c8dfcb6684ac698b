"""Methods of pymcdm: the admission checks, run again, and one formula written out here."""

import inspect
import warnings

import numpy as np
import pymcdm.methods
import pytest

import mcda_ai as mcda
from mcda_ai.methods.pymcdm import REFUSED

ADMITTED = [name for name in mcda.methods.names() if name.startswith("pymcdm:")]


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
    with pytest.raises(mcda.ProblemError, match="1 criteria are only partly scored"):
        mcda.rank(problem, "pymcdm:topsis")
    assert mcda.rank(problem, "pymcdm:topsis", options={"unscored": "worst"}).ranks["C"] == 3


def test_where_nothing_tells_the_alternatives_apart_all_are_tied():
    problem = mcda.from_rankings({"cost": "A = B"})
    assert mcda.rank(problem, "pymcdm:topsis").leaders == ["A", "B"]
