"""The numbers of the page against those of Python, on random problems and weights."""

import numpy as np
import pytest

import mcda_ai as mcda
from mcda_ai.explorer import study
from mcda_ai.messages.faults import ProblemError

MAJORITY = ("copeland", "minimax", "schulze", "ranked_pairs")


def problems():
    """Yield problems of several sizes, with ties, unscored cells and partial orders."""
    yield mcda.from_rankings({"k0": "A > B, C > D", "k1": "D > A, D > B", "k2": "B > C > D = A"})
    rng = np.random.default_rng(20241129)
    for m in (2, 3, 4, 5):
        names = list("ABCDE"[:m])
        for n in (1, 4, 9):
            ranks = rng.integers(0, m + 1, (n, m))  # 0 = unscored
            ranks[0, :2] = 1, 2
            table = {
                f"k{k}": {name: int(r) or None for name, r in zip(names, row, strict=True)}
                for k, row in enumerate(ranks)
            }
            yield mcda.from_rankings(table, alternatives=names)


@pytest.fixture(scope="module")
def studies():
    """Give problems, each with what the page shows of it."""
    return [(problem, study(problem)) for problem in (mcda.load("ai-factory"), *problems())]


def random_weights(problem, rng):
    """Draw flat weights, or small whole numbers, so that scores and margins often tie."""
    n = int(problem.scored.sum())
    drawn = rng.integers(0, 3, n) if rng.random() < 0.5 else rng.exponential(1, n)
    weights = np.zeros(len(problem.scored))
    weights[problem.scored] = drawn if drawn.sum() else 1.0
    return weights / weights.sum()


def names_of(problem, indices):
    return [problem.alternative_names[i] for i in indices]


def leaders_along(module, version, method, weights, part):
    return module.run(
        """(version, method, weights, part) => {
             const line = explorer.lineOf(weights, part, weights.map(() => false), version.scored);
             return line && explorer.leadersAlong(version, method, line);
           }""",
        version, method, weights.tolist(), part.tolist(),
    )  # fmt: skip


def test_rankings_equal_those_of_python(module, studies):
    rng = np.random.default_rng(1)
    checked = 0
    for problem, data in studies:
        for method in (*data["methods"], *MAJORITY):
            for _ in range(6):
                weights = random_weights(problem, rng)
                ours = module.call("rank", data["versions"][0], method, weights.tolist())
                expected = mcda.rank(problem, method, weights)
                assert ours["ranks"] == expected.ranks.tolist()
                assert names_of(problem, ours["leaders"]) == expected.leaders
                if ours["scores"] is not None:
                    assert np.abs(expected.scores - ours["scores"]).max() <= 1e-9
                checked += 1
    assert checked > 300


RANKED_PAIRS = """(version, weights) => {
  try { return explorer.rank(version, "ranked_pairs", weights).ranks; }
  catch (error) { return error.message; }
}"""


def test_ranked_pairs_with_equal_defeats_equal_those_of_python(module):
    """Up to nine options whose margins are of one to three sizes; both refuse the same."""
    rng = np.random.default_rng(3)
    for m, n_sizes in ((6, 1), (6, 3), (7, 1), (7, 2), (8, 1), (8, 3), (9, 3)):
        problem = tournament(m, n_sizes, rng)
        expected = mcda.rank(problem, "ranked_pairs", "equal").ranks.tolist()
        assert ranked_pairs_on_the_page(module, problem) == expected
    too_many = tournament(9, 1, rng)
    with pytest.raises(ProblemError, match="equal defeats"):
        mcda.rank(too_many, "ranked_pairs", "equal")
    assert ranked_pairs_on_the_page(module, too_many) == "too many equal defeats"


def ranked_pairs_on_the_page(module, problem):
    """Give the ranks under equal weights, or what is thrown."""
    weights = mcda.weights.resolve("equal", problem)
    return module.run(RANKED_PAIRS, study(problem)["versions"][0], weights.tolist())


def tournament(m, n_sizes, rng):
    """Give a problem in which each option beats or loses to each other by so many sizes."""
    options = [f"o{i}" for i in range(m)]
    orders = []
    for i, one in enumerate(options):
        for other in options[i + 1 :]:
            pair = [one, other] if rng.random() < 0.5 else [other, one]
            rest = [each for each in options if each not in pair]
            both = [" > ".join(pair + rest), " > ".join(rest[::-1] + pair)]
            orders += both * int(rng.integers(1, n_sizes + 1))
    return mcda.from_rankings({f"c{n}": order for n, order in enumerate(orders)})


def test_break_points_equal_those_of_python(module, studies):
    checked = 0
    for problem, data in studies:
        version = data["versions"][0]
        table = mcda.stability(problem, "borda", "equal").break_points
        weights = mcda.rank(problem, "borda", "equal").weights.to_numpy()
        for k, name in enumerate(problem.criterion_names):
            expected = table[(table["kind"] == "criterion") & (table["part"] == name)]
            if expected.empty:
                continue
            pieces = leaders_along(module, version, "borda", weights, np.arange(len(weights)) == k)
            pieces = [piece for piece in pieces if piece["from"] < piece["to"]]
            starts = [piece["from"] for piece in pieces]
            assert starts == pytest.approx(expected["from"].tolist(), abs=1e-9)
            leaders = [", ".join(names_of(problem, piece["leaders"])) for piece in pieces]
            assert leaders == expected["leaders"].tolist()
            checked += 1
    assert checked > 40


@pytest.mark.parametrize("method", MAJORITY)
def test_the_leaders_of_majority_methods_change_only_at_break_points(module, studies, method):
    rng = np.random.default_rng(7)
    for problem, data in studies[1:]:
        version, weights = data["versions"][0], random_weights(problem, rng)
        part = np.arange(len(weights)) == 0
        pieces = leaders_along(module, version, method, weights, part)
        if pieces is None:  # a single criterion: nothing can move
            assert problem.scored.sum() == 1
            continue
        others = np.where(part | ~problem.scored, 0.0, weights)
        if not others.any():
            others = (problem.scored & ~part).astype(float)
        for at in rng.random(12):
            piece = next(each for each in pieces if each["from"] <= at <= each["to"])
            mixed = at * part + (1 - at) * others / others.sum()
            expected = mcda.rank(problem, method, mixed).leaders
            assert names_of(problem, piece["leaders"]) == expected


def test_a_locked_weight_stays_and_the_sum_stays_one(module):
    greatest, at_45, at_80 = module.run(
        """(weights, part, locked) => {
             const line = explorer.lineOf(weights, part, locked, weights.map(() => true));
             return [line.greatest, line.at(0.45), line.at(0.8)];
           }""",
        [0.1, 0.2, 0.3, 0.4], [True, False, False, False], [False, True, False, False],
    )  # fmt: skip
    assert greatest == pytest.approx(0.8)
    assert at_45 == pytest.approx([0.45, 0.2, 0.35 * 3 / 7, 0.35 * 4 / 7])
    assert at_80 == pytest.approx([0.8, 0.2, 0, 0])


def test_the_centroid_of_an_order_is_that_of_python(module):
    problem = mcda.from_rankings({"a": "x > y", "b": "y > x", "c": "x > y", "d": "y > x"})
    centroid = mcda.weights.Ordered("a > b > c > d").centroid(problem)
    assert module.call("rankOrderCentroid", 4) == pytest.approx(centroid.tolist(), abs=1e-12)


@pytest.mark.parametrize(
    ("weight", "language", "text"),
    [
        (0.39871, "en", "39.9 %"),
        (0.39871, "nl", "39,9 %"),
        (0.0, "en", "0 %"),
        (0.0001, "nl", "< 0,1 %"),
        (0.99999, "en", "> 99.9 %"),
        (1.0, "en", "100 %"),
    ],
)
def test_percentages_are_not_rounded_to_nothing_or_all(module, weight, language, text):
    assert module.call("percent", weight, language, 1) == text
