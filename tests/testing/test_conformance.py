"""Every built-in keeps what methods promise; a toy that breaks one promise fails that check."""

import math
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import settings

import mcda_ai as mcda
from mcda_ai import testing
from mcda_ai.testing import check_method, claims

OWN = [name for name in mcda.methods.names() if not name.startswith("pymcdm:")]


report_of = cache(check_method)


def try_claims_on(monkeypatch, examples):
    """Try a claim on so many profiles, and on as small a part of the votes."""
    monkeypatch.setattr(claims, "EXAMPLES_OF_A_CHECK", examples)
    monkeypatch.setattr(claims, "VOTES_OF_A_CHECK", claims.VOTES_OF_A_CHECK * examples // 100)


@pytest.fixture
def few_examples(monkeypatch):
    """Try a claim on as many profiles as other tests draw examples."""
    try_claims_on(monkeypatch, min(settings.default.max_examples, 100))


@pytest.fixture
def fewer_examples(monkeypatch):
    """Try the claims of each option on some profiles: those of the default are tried on many."""
    try_claims_on(monkeypatch, min(settings.default.max_examples, 25))


def toy(**changes):
    """Decorate a toy method: Borda points unless it says otherwise."""
    facts = {"label": "Toy", "family": "custom", "needs": {"ranks", "pairwise", "weights"}}
    return mcda.method(name="toy", **{**facts, **changes})


def points(view):
    return view.preferences.sum(axis=2) - view.preferences.sum(axis=1)


def unless(exception, view, weights):
    """Borda, but all tied where the exception holds, row by row."""
    rows = weights.reshape(-1, weights.shape[-1])
    scores = [0 * row @ points(view) if exception(view, row) else row @ points(view)
              for row in rows]  # fmt: skip
    return np.reshape(scores, (*weights.shape[:-1], view.n_alternatives))


def fails(made, check):
    """Make sure that one check fails and no other; give what it says."""
    report = check_method(made)
    failed = {result.name: result.message for result in report.checks if not result.passed}
    assert list(failed) == [check], report
    assert not report.passed
    with pytest.raises(AssertionError, match=f"\n- {check}: "):
        report.raise_for_failures()
    return failed[check]


# --- the built-ins -------------------------------------------------------------------------------


@pytest.mark.usefixtures("few_examples")
@testing.for_every_method
def test_every_method_passes_every_check(method):
    report = report_of(method)
    report.raise_for_failures()
    assert report.passed
    assert f"method '{method}' passes all" in repr(report)


def options_of(name):
    """Give all options of a method but the defaults; quick are the last of each further claims."""
    method = mcda.methods.find(name)
    default, *others = (
        dict(zip(method.options, values, strict=True))
        for values in product(*method.options.values())
    )
    claims_of = [method.claims(each) for each in others]
    is_quick = [
        own != method.claims(default) and own not in claims_of[place + 1 :]
        for place, own in enumerate(claims_of)
    ]
    return [
        pytest.param(name, each, marks=[] if quick else pytest.mark.long)
        for each, quick in zip(others, is_quick, strict=True)
    ]


@pytest.mark.parametrize(("name", "options"), [each for name in OWN for each in options_of(name)])
@pytest.mark.usefixtures("fewer_examples")
def test_every_option_of_a_built_in_passes_on_a_few_problems(name, options):
    rankings = [
        {"x": "A > B > C", "y": "C > A = B", "z": "B > A"},
        {"x": "A = B > C = D", "y": "D > B > A > C", "z": "D > C > B > A"},
    ]
    problems = [mcda.from_rankings(each) for each in rankings]
    check_method(name, options=options, problems=problems).raise_for_failures()


@pytest.mark.usefixtures("few_examples")
def test_cardinal_and_documented_problems_can_be_tried_too():
    report = check_method("borda", problems=[mcda.load("ai-factory")], rng=np.random.default_rng(3))
    assert report.passed
    assert report.n_refused == 0


@pytest.mark.usefixtures("few_examples")
def test_a_method_may_refuse_some_cases_and_the_report_counts_them():
    report = report_of("weighted_sum")
    assert report.passed
    assert 0 < report.n_refused < report.n_cases
    assert f"refused: {report.n_refused}" in repr(report)


def test_refusing_weights_of_zero_is_no_failure():
    @toy()
    def made(view, weights):
        if (weights == 0).any():
            raise mcda.ProblemError("every criterion needs weight")
        return weights @ points(view)

    report = check_method(made)
    assert report.passed
    assert report.n_refused


def test_refusing_by_the_place_of_a_criterion_fails_for_its_order_alone():
    @toy()
    def made(view, weights):
        if (weights[..., 0] == 0).any():
            raise mcda.ProblemError("the first criterion needs weight")
        return weights @ points(view)

    assert "the first criterion needs weight" in fails(made, "criterion order")


def test_a_plain_function_is_taken_as_scores():
    assert check_method(lambda view, weights: weights @ points(view)).passed


@pytest.mark.usefixtures("few_examples")
def test_the_same_seed_tries_the_same_cases():
    @toy(linear=True)
    def made(view, weights):
        return -(weights @ points(view))

    assert check_method(made, rng=4) == check_method(made, rng=np.random.default_rng(4))


def test_the_decorator_takes_names():
    @testing.for_every_method(names=["borda", "kemeny"])
    def marked(method): ...

    assert marked.pytestmark[0].args == ("method", ["borda", "kemeny"])


# --- a toy for every check -----------------------------------------------------------------------


def test_applies():
    @toy()
    def made(view, weights):
        raise mcda.ProblemError("not today")

    assert fails(made, "applies") == "never: not today"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda scores: scores[..., :1], "gave an array of shape"),
        (lambda scores: scores * np.nan, "not finite"),
        (lambda scores: scores["A"], "IndexError"),
    ],
)
def test_result(wrong, told):
    @toy()
    def made(view, weights):
        return wrong(weights @ points(view))

    assert told in fails(made, "result")


def test_linear():
    @toy(linear=True)
    def made(view, weights):
        return weights**2 @ points(view)

    assert "says that it is linear in the weights" in fails(made, "linear")


def test_majorities():
    @toy(by_majority=True)
    def plurality(view, weights):
        return weights @ (view.ahead.sum(axis=2) == view.n_alternatives - 1)

    assert "does not follow from who beats whom" in fails(plurality, "majorities")


def test_linear_where_only_some_weights_show_it():
    @toy(linear=True)
    def made(view, weights):
        return weights @ points(view) + (weights**5 - weights**4).sum(axis=-1, keepdims=True) / 1e9

    assert "from those of each criterion" in fails(made, "linear")


def test_determinism():
    calls = []

    @toy()
    def made(view, weights):
        calls.append(1)
        return (1 + len(calls) % 2) * (weights @ points(view))

    message = fails(made, "determinism")
    assert "the first time" in message
    assert "weights [" in message


@pytest.mark.parametrize("target", ["weights", "ranks"])
def test_inputs(target):
    @toy()
    def made(view, weights):
        scores = weights @ points(view)
        if target == "weights":
            weights[...] = 0
        else:
            view.ranks[...] = 0
        return scores

    assert "read-only" in fails(made, "inputs")


def test_inputs_that_are_written_to_by_force():
    @toy()
    def made(view, weights):
        scores, taken = weights @ points(view), view.preferences
        taken.setflags(write=True)
        taken[...] = 2
        return scores

    assert fails(made, "inputs").startswith("the method writes to view.preferences")


def test_needs():
    @toy(needs={"weights"})
    def made(view, weights):
        return weights @ points(view)

    assert "add 'pairwise' to needs=" in fails(made, "needs")


def test_needs_that_decide_the_result():
    @toy(needs={"pairwise", "weights"})
    def made(view, weights):
        try:
            return unless(lambda view, row: np.isnan(view.ranks[row > 0]).any(), view, weights)
        except mcda.ProblemError:
            return weights @ points(view)

    assert "shown only what it needs" in fails(made, "needs")


def test_needs_weights():
    @toy(needs={"pairwise"})
    def made(view, weights):
        return weights @ points(view)

    assert "with other weights" in fails(made, "needs")


def test_relabelling():
    @toy()
    def made(view, weights):
        first_unscored = lambda view, row: np.isnan(view.ranks[row > 0, 0]).any()  # noqa: E731
        return unless(first_unscored, view, weights)

    message = fails(made, "relabelling")
    assert "expected in the order B, A" in message
    assert "alternatives A, B" in message


def test_criterion_order():
    @toy()
    def made(view, weights):
        first_is_partly_scored = lambda view, row: np.isnan(view.ranks[row > 0][0]).any()  # noqa: E731
        return unless(first_is_partly_scored, view, weights)

    assert "with criteria k1, k0" in fails(made, "criterion order")


def test_zero_weight():
    @toy()
    def made(view, weights):
        return unless(lambda view, row: (row == 0).any(), view, weights)

    message = fails(made, "zero weight")
    assert "k0 without weight: [1, 1], without k0: [2, 1]; alternatives A, B; k0: " in message


def test_batch():
    @toy()
    def made(view, weights):
        return weights @ points(view) * (weights.ndim < 3)

    assert "in a batch of shape (2, 1, 2, " in fails(made, "batch")


def test_batch_that_cannot_be_taken():
    @toy()
    def made(view, weights):
        if weights.ndim > 1:
            raise TypeError("one weighting at a time")
        return [math.fsum(weights * column) for column in points(view).T]

    assert fails(made, "batch").startswith("method 'toy' failed")


def test_unanimity():
    @toy()
    def made(view, weights):
        return -(weights @ points(view))

    message = fails(made, "unanimity")
    assert "B is put ahead of A, which every criterion ranks above it" in message
    assert "k0: A > B; weights [1.0]" in message


def test_unanimity_of_the_best():
    @toy(returns="choice_set")
    def made(view, weights):
        return weights @ points(view) > 99

    assert "best on every criterion, does not lead" in fails(made, "unanimity")


def test_ties():
    @toy(returns="outranking")
    def made(view, weights):
        support = np.tensordot(weights, view.preferences, axes=1)
        return support > np.swapaxes(support, -1, -2) + 1e-12

    assert "though every criterion ties all" in fails(made, "ties")


def test_exact_ties():
    @toy()
    def made(view, weights):
        m = view.n_alternatives
        signs = (view.preferences - np.swapaxes(view.preferences, 1, 2)).reshape(-1, m, m)
        rows = weights.reshape(-1, len(signs))
        wins = [[[math.fsum(row * signs[:, i, j]) > 0 for j in range(m)] for i in range(m)]
                for row in rows]  # fmt: skip
        beats = np.array(wins, dtype=float).reshape((*weights.shape[:-1], m, m))
        return beats.sum(axis=-1) - beats.sum(axis=-2)

    message = fails(made, "exact ties")
    assert "tie on paper, but not here" in message
    assert "weights [0.1" in message


def test_exact_ties_of_whole_criteria():
    """Distances, in which two criteria are not one with the sum of the weights."""

    @toy(returns="choice_set")
    def made(view, weights):
        losses = np.square(weights) @ (view.preferences.sum(axis=1) ** 2)
        return losses <= losses.min(axis=-1, keepdims=True) + 1e-12

    assert check_method(made).passed


# --- claims --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("few_examples")
def test_claims():
    @toy(satisfies={"condorcet winner"})
    def made(view, weights):
        return weights @ points(view)

    message = fails(made, "claims")
    assert "'condorcet winner' does not hold: " in message
    assert "beats every other alternative by weight" in message


def test_witnesses():
    @toy(violates={"condorcet winner": "1: A > B > C"})
    def made(view, weights):
        return weights @ points(view)

    told = "'condorcet winner' is not violated by its witness: 1: A > B > C"
    assert fails(made, "witnesses") == told


@pytest.mark.usefixtures("few_examples")
def test_true_claims_and_telling_witnesses_pass():
    @toy(
        satisfies={"reinforcement", "splitting a criterion"},
        violates={"condorcet winner": "3: A > B > C; 2: B > C > A"},
    )
    def made(view, weights):
        return weights @ points(view)

    assert check_method(made).passed
    card = made.card()
    assert card["satisfies"] == ["reinforcement", "splitting a criterion"]
    assert card["violates"] == {"condorcet winner": "3: A > B > C; 2: B > C > A"}


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        ({"satisfies": {"smit"}}, "unknown axiom 'smit'; did you mean 'smith'?"),
        ({"violates": {"paretto": "1: A > B"}}, "unknown axiom 'paretto'; did you mean 'pareto'?"),
        (
            {"satisfies": {"smith"}, "violates": {"smith": "1: A > B"}},
            "'smith' is both satisfied and violated",
        ),
    ],
)
def test_claims_that_cannot_be_are_refused(claims, told):
    with pytest.raises(mcda.ProblemError) as caught:
        toy(**claims)(lambda view, weights: weights @ points(view))
    assert told in str(caught.value)


def test_a_counterexample_is_searched_and_made_small():
    found = testing.find_counterexample("borda", "condorcet winner")
    assert found.ranks.shape[0] <= 3
    few = settings.default.max_examples
    narrow = {"unscored": False, "examples": few, "votes": 10 * few}
    assert testing.find_counterexample("borda", "reinforcement", **narrow) is None
    with pytest.raises(mcda.ProblemError, match="unknown axiom 'consistency'"):
        testing.find_counterexample("borda", "consistency")


def test_a_method_that_refuses_is_not_refuted():
    @toy()
    def made(view, weights):
        raise mcda.ProblemError("not today")

    assert testing.find_counterexample(made, "pareto", examples=20) is None


def test_every_claim_can_be_tested_by_itself():
    @testing.for_every_claim(names=["smith"])
    def marked(method, axiom): ...

    (mark,) = marked.pytestmark
    assert mark.args[0] == ("method", "axiom")
    assert ("smith", "condorcet winner") in mark.args[1]


def test_every_axiom_is_claimed_or_refuted_for_most_methods():
    """Cards that say nothing of an axiom are few: what is not proven is left open on purpose."""
    for name in OWN:
        card = mcda.methods.find(name).card()
        assert len(card["satisfies"]) + len(card["violates"]) >= 8, name
