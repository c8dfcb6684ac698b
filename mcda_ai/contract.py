"""What a method is: a pure function on preference data, with its metadata.

A method is any function ``f(view, weights, **options)``; it sees of a problem only what it says
that it needs.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from mcda_ai.faults import ProblemError, raise_any, unknown_name
from mcda_ai.preference import PairCounts
from mcda_ai.problem import DecisionProblem
from mcda_ai.ranking import BoolArray, FloatArray, IntArray, ranks_from_scores

Need: TypeAlias = Literal["ranks", "pairwise", "weights"]
Family: TypeAlias = Literal[
    "positional",
    "majority",
    "permutation",
    "outranking",
    "lexicographic",
    "dominance",
    "value",
    "custom",
]
Returns: TypeAlias = Literal["scores", "weak_order", "outranking", "choice_set"]


class View:
    """What a method sees of a problem: only what it said it needs, scored criteria only.

    Parameters
    ----------
    problem : DecisionProblem
    needs : collection of str
        Any of "ranks", "pairwise", "weights".

    Attributes
    ----------
    n_criteria, n_alternatives : int
        Always visible. Criteria are the scored ones, in table order.
    ranks : array of shape (n_criteria, n_alternatives)
        Average ranks, NaN = unscored. Needs "ranks".
    preferences, comparable : arrays of shape (n_criteria, n_alternatives, n_alternatives)
        Needs "pairwise".
    pair_counts : PairCounts of arrays of shape (n_criteria, n_alternatives)
        The same summed over rivals. Needs "pairwise".
    """

    def __init__(self, problem: DecisionProblem, needs: frozenset[Need]) -> None:
        self._problem = problem
        self._needs = needs
        self._scored = np.flatnonzero(problem.scored)
        self._taken: dict[str, NDArray[Any]] = {}
        self.n_criteria = len(self._scored)
        self.n_alternatives = len(problem.alternatives)

    @property
    def ranks(self) -> FloatArray:
        """Average ranks; shape (n_criteria, n_alternatives)."""
        return self._show("ranks", "ranks", self._problem.ranks)

    @property
    def preferences(self) -> FloatArray:
        """Strict preferences; shape (n_criteria, n_alternatives, n_alternatives)."""
        return self._show("pairwise", "preferences", self._problem.preferences.values)

    @property
    def comparable(self) -> BoolArray:
        """Which pairs are compared; same shape."""
        return self._show("pairwise", "comparable", self._problem.comparable.values)

    @property
    def pair_counts(self) -> PairCounts:
        """Preferences, preferences against, and pairs compared, summed over rivals.

        Each of shape (n_criteria, n_alternatives). Needs "pairwise", but not the memory of all
        pairs.
        """
        counts = self._problem.pair_counts
        return PairCounts(*(self._show("pairwise", name, getattr(counts, name))
                            for name in PairCounts._fields))  # fmt: skip

    def _show(self, need: Need, name: str, table: NDArray[Any]) -> NDArray[Any]:
        """Give the rows of the scored criteria, read-only, if the method said it needs them."""
        self._require(need)
        if name not in self._taken:
            rows = table[self._scored]
            rows.setflags(write=False)
            self._taken[name] = rows
        return self._taken[name]

    def _require(self, need: Need) -> None:
        if need not in self._needs:
            stated = ", ".join(sorted(self._needs)) or "nothing"
            raise ProblemError(
                f"the method asks for '{need}' but states that it needs {stated}; "
                f"add '{need}' to needs="
            )


MethodFunction: TypeAlias = Callable[..., Any]
"""``f(view, weights, **options)``: weights (..., n_criteria) to scores or ranks
(..., n_alternatives)."""


@dataclass(frozen=True)
class Detail:
    """What a method can say of one weight vector beyond ranks.

    Parameters
    ----------
    orders : sequence of WeakOrder-like tuples
        Every optimum, as groups of positions of alternatives, best first.
    n_orders : int
        How many optima there are; more than are listed in `orders` if the list was cut.
    figures : mapping of str to float
        Named numbers, such as the gap to the runner-up.
    """

    orders: tuple[tuple[tuple[int, ...], ...], ...]
    n_orders: int
    figures: Mapping[str, float]


DetailFunction: TypeAlias = Callable[..., Detail]


@dataclass(frozen=True, eq=False)
class Method:
    """A method with its metadata; call it with a view and weights.

    Parameters
    ----------
    function : callable
        ``f(view, weights, **options)``: weights of shape (..., n_criteria), at least 0, sum 1.
    name, label : str
        What users type, and what they read.
    family : str
    needs : frozenset of str
        What the view shows it.
    returns : {"scores", "weak_order", "outranking", "choice_set"}
        Scores: higher is better. Weak order: positions, lower is better. Outranking: a relation
        [i, j], i at least as good as j. Choice set: True for the chosen.
    linear : bool
        Whether the scores are linear in the weights.
    options : mapping of option name to its allowed values
        The first value is the default.
    references : tuple of str
    unit : callable, optional
        Given a view, the most that one unit of weight can add to a score: the scale on which
        scores count as tied. Without it, the largest score on any criterion if linear, else 1.
    """

    function: MethodFunction
    name: str
    label: str
    family: Family
    needs: frozenset[Need]
    returns: Returns
    linear: bool = False
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    references: tuple[str, ...] = ()
    unit: Callable[[View], float] | None = None
    detail_function: DetailFunction | None = None

    def __post_init__(self) -> None:
        faults = [
            f"method '{self.name}': " + unknown_name("need", need, get_args(Need))
            for need in self.needs
            if need not in get_args(Need)
        ]
        faults += [
            f"method '{self.name}', option '{option}': no values; allowed: at least a default"
            for option, values in self.options.items()
            if not values
        ]
        for kind, value, allowed in (
            ("family", self.family, get_args(Family)),
            ("returns", self.returns, get_args(Returns)),
        ):
            if value not in allowed:
                faults.append(f"method '{self.name}': " + unknown_name(kind, value, allowed))
        if self.linear and self.returns != "scores":
            faults.append(f"method '{self.name}': linear goes with returns='scores'")
        raise_any(faults)

    def __call__(self, view: View, weights: FloatArray, **options: str) -> Any:  # noqa: ANN401
        """Apply the function as it is; `checked` also checks what it gives."""
        return self.function(view, weights, **options)

    @contextmanager
    def _blamed(self) -> Iterator[None]:
        """Say whose code it is that fails: third parties' code can fail in any way."""
        try:
            yield
        except ProblemError:
            raise
        except Exception as error:
            raise ProblemError(
                f"method '{self.name}' failed: {type(error).__name__}: {error}"
            ) from error

    def details(self, view: View, weights: FloatArray, **options: str) -> Detail | None:
        """Give what the method can say of one weight vector beyond ranks, if anything."""
        if self.detail_function is None:
            return None
        with self._blamed():
            return self.detail_function(view, weights, **options)

    def checked(self, view: View, weights: FloatArray, **options: str) -> NDArray[Any]:
        """Call the method and make sure that what it gives has the promised form."""
        with self._blamed():
            result = np.asarray(self(view, weights, **options))
        shape: tuple[int, ...] = (*weights.shape[:-1], view.n_alternatives)
        if self.returns == "outranking":
            shape = (*shape, view.n_alternatives)
        if result.shape != shape:
            raise ProblemError(
                f"method '{self.name}' gave an array of shape {result.shape} for "
                f"weights of shape {weights.shape}; allowed: {shape}"
            )
        if self.returns in ("outranking", "choice_set"):
            if result.dtype != np.bool_:
                raise ProblemError(
                    f"method '{self.name}' gave values of type {result.dtype}; "
                    f"allowed for {self.returns}: True and False"
                )
            return result
        if result.dtype.kind not in "iuf" or not np.isfinite(result).all():
            raise ProblemError(
                f"method '{self.name}' gave {self.returns} that are not finite numbers"
            )
        return result.astype(np.float64)

    def card(self) -> dict[str, Any]:
        """Give what there is to know about the method, as plain data.

        "explanation" says what it does, and what ties and unscored cells do.
        """
        text = inspect.cleandoc(self.__doc__ or "")
        explanation, _, _ = text.partition("\nParameters\n")
        summary, _, rest = explanation.partition("\n\n")
        return {
            "name": self.name,
            "label": self.label,
            "family": self.family,
            "summary": " ".join(summary.split()),
            "explanation": " ".join(rest.split()),
            "needs": sorted(self.needs),
            "returns": self.returns,
            "linear": self.linear,
            "options": {name: list(values) for name, values in self.options.items()},
            "references": list(self.references),
        }

    def view(self, problem: DecisionProblem) -> View:
        """Show a problem to the method, as far as it needs to see it."""
        return View(problem, self.needs)

    def check_options(self, options: Mapping[str, str] | None) -> dict[str, str]:
        """Fill in defaults; say which options or values are unknown."""
        if options is not None and not isinstance(options, Mapping):
            raise ProblemError(f"options: {options!r}; allowed: a dict of option to value")
        given = dict(options or {})
        faults = [
            f"method '{self.name}': " + unknown_name("option", name, self.options)
            for name in given
            if name not in self.options
        ]
        faults += [
            f"method '{self.name}', option '{name}': "
            + unknown_name("value", str(given[name]), allowed)
            for name, allowed in self.options.items()
            if name in given and given[name] not in allowed
        ]
        raise_any(faults)
        return {name: given.get(name, allowed[0]) for name, allowed in self.options.items()}

    def criterion_scores(self, view: View, **options: str) -> FloatArray:
        """Give the score that all weight on one criterion would give.

        Returns
        -------
        array of shape (n_criteria, n_alternatives)
            The scores for weights w are ``w @ criterion_scores``, since the method is linear.
        """
        if not self.linear:
            raise ProblemError(
                f"method '{self.name}' is not linear in the weights; it has no scores per criterion"
            )
        scores: FloatArray = self.checked(view, np.eye(view.n_criteria), **options)
        mixed = np.linspace(1.0, 2.0, view.n_criteria)
        mixed /= mixed.sum()
        if not np.allclose(self.checked(view, mixed, **options), mixed @ scores):
            raise ProblemError(
                f"method '{self.name}' says that it is linear in the weights, but its scores are "
                "not; leave out linear=True"
            )
        return scores

    def evaluator(self, view: View, **options: str) -> Evaluator:
        """Prepare to rank many weight vectors: for a linear method, one matrix product each."""
        if self.linear:
            return Evaluator(self, view, options, self.criterion_scores(view, **options))
        return Evaluator(self, view, options)

    def detail(self, function: DetailFunction) -> DetailFunction:
        """Decorate the function that tells more about one weight vector; see `Detail`."""
        object.__setattr__(self, "detail_function", function)
        return function


@dataclass(frozen=True, eq=False)
class Evaluator:
    """A method ready to score and rank batches of weight vectors on one problem."""

    method: Method
    view: View
    options: Mapping[str, str]
    criterion_scores: FloatArray | None = None

    @property
    def unit(self) -> float:
        """The scale on which scores count as tied; see `Method`."""
        if self.method.unit is not None:
            with self.method._blamed():
                return float(self.method.unit(self.view))
        if self.criterion_scores is None:
            return 1.0
        return float(np.abs(self.criterion_scores).max()) or 1.0

    def scores(self, weights: FloatArray) -> FloatArray | None:
        """Scores, shape (..., n_alternatives), or None if the method gives none."""
        if self.criterion_scores is not None:
            scores: FloatArray = weights @ self.criterion_scores
            return scores
        if self.method.returns == "scores":
            return self.method.checked(self.view, weights, **self.options)
        return None

    def ranks(self, weights: FloatArray, scores: FloatArray | None = None) -> IntArray:
        """Ranks 1, 2, 2, 4 of shape (..., n_alternatives).

        An outranking relation is ranked by how many alternatives are strictly above. A choice
        set puts the chosen first and the others together behind them; if nobody is chosen,
        nobody has rank 1.
        """
        scores = self.scores(weights) if scores is None else scores
        if scores is not None:
            return ranks_from_scores(scores, self.unit)
        result = self.method.checked(self.view, weights, **self.options)
        if self.method.returns == "weak_order":
            return ranks_from_scores(-result)
        if self.method.returns == "choice_set":
            behind = 1 + np.maximum(result.sum(axis=-1, keepdims=True), 1)
            return np.where(result, 1, behind)
        strictly_above = np.swapaxes(result, -1, -2) & ~result
        ranks: IntArray = 1 + strictly_above.sum(axis=-1)
        return ranks
