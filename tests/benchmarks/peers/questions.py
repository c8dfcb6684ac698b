"""What is asked, of which packages, and when two answers are equal."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.stats import rankdata

DRAWS = 100_000


class Question(NamedTuple):
    """A task with its input, and how an answer is compared with ours."""

    table: str
    title: str
    task: str
    given: dict[str, Any]
    peers: Sequence[str]
    are_equal: Callable[[Any, Any], bool]

    @property
    def smaller(self) -> dict[str, Any]:
        """An input of the same form, for what is done once in a process."""
        of_matrix = {"matrix": matrix(3, 4), "weights": weights(4), "size": 100, "layers": True}
        alike = self.given if "matrix" in self.given else {"matrix": [], "layers": True}
        return {name: of_matrix[name] for name in alike}


def same_scores(ours: list[float], theirs: list[float]) -> bool:
    """Compare numbers."""
    return bool(np.allclose(ours, theirs, rtol=0, atol=1e-9))


def same_figures(ours: list[list[float | None]], theirs: list[list[float | None]]) -> bool:
    """Compare tables of numbers, some of which there are not."""
    one, other = (np.array(each, dtype=np.float64) for each in (ours, theirs))
    return bool(np.allclose(one, other, rtol=0, atol=1e-9, equal_nan=True))


def same_order(ours: list[float], theirs: list[float]) -> bool:
    """Compare orders by scores; what differs by rounding only is tied."""
    one, other = (rankdata(np.round(scores, 9)) for scores in (ours, theirs))
    return bool((one == other).all())


def same_winners(ours: list[int], theirs: list[int]) -> bool:
    """Compare who is first."""
    return sorted(ours) == sorted(theirs)


def same_shares(ours: list[float], theirs: list[float]) -> bool:
    """Compare shares of two draws: within five standard errors of their difference."""
    share = (np.array(ours) + theirs) / 2
    error = np.sqrt(2 * np.maximum(share * (1 - share), 1 / DRAWS) / DRAWS)
    return bool((np.abs(np.subtract(ours, theirs)) <= 5 * error).all())


def same_answer(ours: object, theirs: object) -> bool:
    """Compare as a whole."""
    return ours == theirs


def same_as_before(ours: dict[str, list[int]], theirs: dict[str, list[int]]) -> bool:
    """Compare what each method answered before; those that refused then may answer now."""
    return all(ours[method] == ranks for method, ranks in theirs.items())


def matrix(options: int, criteria: int, agreement: float = 0.3) -> list[list[int]]:
    """Draw a strict order on each criterion, as codes: the best option has the largest.

    All stand around one order, so that most questions have one answer: noise of `agreement` is as
    large as the whole range of that order.
    """
    draw = np.random.default_rng([options, criteria])
    noise = draw.normal(0, 1 / agreement - 1, (criteria, options)) * options / 4
    order = np.argsort(np.argsort(np.arange(options) + noise, axis=1), axis=1)
    return (order + 1).T.tolist()


def weights(criteria: int) -> list[float]:
    """Draw weights that sum to 1."""
    return np.random.default_rng(criteria).dirichlet(np.ones(criteria)).tolist()


def questions() -> list[Question]:
    """Give all that is asked, in the order of the tables."""
    return [*_rankings(), *_shares(), *_kemeny()]


def _rankings() -> list[Question]:
    asked = []
    for options, criteria in ((3, 25), (10, 25), (30, 60)):
        codes = matrix(options, criteria)
        weighted = {"matrix": codes, "weights": weights(criteria)}
        size = f"{options} x {criteria}"
        ranked = "One ranking"
        by = ("pref_voting",)
        asked += [
            Question(ranked, f"TOPSIS, {size}", "topsis", weighted,
                     ("pymcdm", "scikit-criteria", "pyDecision"), same_scores),
            Question(ranked, f"PROMETHEE II, {size}", "promethee2", weighted,
                     ("pymcdm", "pyDecision"), same_scores),
            Question(ranked, f"Borda, equal weights, {size}", "equal borda", {"matrix": codes},
                     ("pysensmcda", "pyDecision"), same_order),
            Question(ranked, f"Borda, who is first, {size}", "borda winners", {"matrix": codes},
                     by, same_winners),
            Question(ranked, f"Copeland, who is first, {size}", "copeland", {"matrix": codes},
                     ("pref_voting", "pyDecision"), same_winners),
            Question(ranked, f"Schulze, who is first, {size}", "schulze", {"matrix": codes},
                     by, same_winners),
        ]  # fmt: skip
    return asked


def _shares() -> list[Question]:
    return [
        Question(
            "Over weightings", f"{name}, {DRAWS:,} weightings, {options} x 25", task,
            {"matrix": matrix(options, 25), "size": DRAWS}, ("pysensmcda",), same_shares,
        )
        for options in (3, 10)
        for name, task in (("Borda", "borda shares"), ("TOPSIS", "topsis shares"))
    ]  # fmt: skip


def _kemeny() -> list[Question]:
    return [
        Question(
            "Kemeny", f"all that are first in an optimum, {options} options, 25 criteria",
            "kemeny", {"matrix": matrix(options, 25, 0.15)}, ("pref_voting",), same_winners,
        )
        for options in (6, 8, 10, 15, 20)
    ]  # fmt: skip


def against_before() -> list[Question]:
    """Give what is asked of this package and of an earlier commit of it."""
    inputs = {"ai-factory": {"dataset": "ai-factory"}} | _in_layers((12, 40), (30, 40), (100, 40))
    asked = [
        (task, name, given, are_equal)
        for name, given in inputs.items()
        for task, are_equal in (("compare", same_as_before), ("report", same_answer))
    ]
    asked += [
        ("rank", "ai-factory", inputs["ai-factory"], same_answer),
        ("attribution", "12 x 40", inputs["12 x 40"], same_figures),
        ("stability", "30 x 40", inputs["30 x 40"], same_figures),
        ("exact", "3 x 200", {"matrix": matrix(3, 200)}, same_scores),
    ]
    return [
        Question("Before and now", f"{task}, {name}", task, given, ("before",), are_equal)
        for task, name, given, are_equal in asked
    ]


def of_many_options() -> list[Question]:
    """Give what is asked of this package alone, of as many options as everything works for."""
    return [
        Question("Many options", f"{task}, {name}", task, given, (), same_answer)
        for name, given in _in_layers((31, 200), (60, 200), (100, 200)).items()
        for task in ("rank", "robustness", "stability", "compare", "report")
    ]


def _in_layers(*sizes: tuple[int, int]) -> dict[str, dict[str, Any]]:
    return {
        f"{options} x {criteria}": {"matrix": matrix(options, criteria), "layers": True}
        for options, criteria in sizes
    }
