"""What a method is: a pure function on preference data, with its metadata, found by name.

A method is any function ``f(view, weights, **options)``. The `method` decorator gives it a name,
a family and a statement of what it needs; the registry finds the built-in ones and those of
other packages through the entry point group ``mcda_ai.methods``.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from mcda_ai.faults import ProblemError, find_name, raise_any, same_name, unknown_name
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

ENTRY_POINT_GROUP = "mcda_ai.methods"
_OWN_DISTRIBUTION = "mcda-ai"


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
    """

    def __init__(self, problem: DecisionProblem, needs: frozenset[Need]) -> None:
        self._problem = problem
        self._needs = needs
        self._scored = np.flatnonzero(problem.scored)
        self.n_criteria = len(self._scored)
        self.n_alternatives = len(problem.alternatives)

    @property
    def ranks(self) -> FloatArray:
        """Average ranks; shape (n_criteria, n_alternatives)."""
        self._require("ranks")
        return self._problem.ranks[self._scored]

    @property
    def preferences(self) -> FloatArray:
        """Strict preferences; shape (n_criteria, n_alternatives, n_alternatives)."""
        self._require("pairwise")
        taken: FloatArray = self._problem.preferences.values[self._scored]
        return taken

    @property
    def comparable(self) -> BoolArray:
        """Which pairs are compared; same shape."""
        self._require("pairwise")
        taken: BoolArray = self._problem.comparable.values[self._scored]
        return taken

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

    def checked(self, view: View, weights: FloatArray, **options: str) -> NDArray[Any]:
        """Call the method and make sure that what it gives has the promised form."""
        try:
            result = np.asarray(self(view, weights, **options))
        except ProblemError:
            raise
        except Exception as error:  # third parties' code can fail in any way; say whose it is
            raise ProblemError(
                f"method '{self.name}' failed: {type(error).__name__}: {error}"
            ) from error
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

    def view(self, problem: DecisionProblem) -> View:
        """Show a problem to the method, as far as it needs to see it."""
        return View(problem, self.needs)

    def check_options(self, options: Mapping[str, str] | None) -> dict[str, str]:
        """Fill in defaults; say which options or values are unknown."""
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
            return self.method.unit(self.view)
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


def method(
    *,
    label: str,
    family: Family,
    needs: Collection[Need],
    returns: Returns = "scores",
    linear: bool = False,
    name: str | None = None,
    options: Mapping[str, Sequence[str]] | None = None,
    references: Sequence[str] = (),
    unit: Callable[[View], float] | None = None,
) -> Callable[[MethodFunction], Method]:
    """Make a function a method that can be asked for by name.

    Re-running the definition (in a notebook, say) replaces it; a built-in cannot be replaced.

    Parameters
    ----------
    label : str
    family : {"positional", "majority", "permutation", "outranking", "lexicographic",
              "dominance", "value", "custom"}
    needs : set of {"ranks", "pairwise", "weights"}
        The view shows nothing else, so that "uses ranks only" is enforced.
    returns : {"scores", "weak_order", "outranking", "choice_set"}, optional
    linear : bool, optional
        State that scores are linear in the weights; Monte Carlo is then one matrix product.
    name : str, optional
        Defaults to the name of the function.
    options : mapping of option name to allowed values, optional
        Keyword arguments of the function; the first value is the default.
    references : sequence of str, optional
    unit : callable, optional
        Given a view, the most that one unit of weight can add to a score. Scores that differ by
        at most 1e-12 of it are tied. Without it, the largest score on any criterion if linear,
        else 1.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> @mcda.method(label="Wins", family="positional", needs={"pairwise", "weights"}, linear=True)
    ... def wins(view, weights):
    ...     return weights @ view.preferences.sum(axis=2)
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"}, weights={"cost": 2,
    ...                                                                           "reach": 1})
    >>> print(mcda.rank(problem, method="wins").order)
    A > B
    """
    if isinstance(needs, str):
        raise ProblemError(f"needs: {needs!r}; allowed: a set of {', '.join(get_args(Need))}")

    def decorate(function: MethodFunction) -> Method:
        allowed = {option: tuple(values) for option, values in (options or {}).items()}
        made = Method(
            function,
            name or _name_of(function),
            label,
            family,
            frozenset(needs),
            returns,
            linear,
            MappingProxyType(allowed),
            tuple(references),
            unit,
        )
        object.__setattr__(made, "__doc__", inspect.getdoc(function))
        _register(made, f"{function.__module__}:{_name_of(function)}")
        return made

    return decorate


_REGISTERED: dict[str, Method] = {}


def _register(made: Method, home: str) -> None:
    """Make a method known by its name, unless it is found through its entry point anyway."""
    points = [point for name, point in _entry_points().items() if same_name(name, made.name)]
    if any(point.value == home for point in points):
        return
    if any(_is_built_in(point) for point in points):
        raise ProblemError(
            f"method '{made.name}' is built in and cannot be replaced; give yours another name"
        )
    _REGISTERED[made.name] = made


def names() -> list[str]:
    """Names of all methods that can be asked for."""
    return sorted({*_entry_points(), *_REGISTERED})


def find(wanted: str | Method | MethodFunction) -> Method:
    """Find a method by its name; a method passes through, a plain function is taken as scores.

    Raises
    ------
    ProblemError
        If no method has the name (the nearest is offered), or a plug-in cannot be loaded.
    """
    if isinstance(wanted, Method):
        return wanted
    if isinstance(wanted, str):
        name = find_name("method", wanted, names())
        return _REGISTERED[name] if name in _REGISTERED else _load(_entry_points()[name])
    if callable(wanted):
        name = _name_of(wanted)
        return Method(wanted, name, name, "custom", frozenset(get_args(Need)), "scores")
    raise ProblemError(
        f"method: {wanted!r}; allowed: a name ({', '.join(names())}), a method or "
        "a function of (view, weights) that gives scores"
    )


def _name_of(function: MethodFunction) -> str:
    """Give a function's name, or that of its type for a callable object."""
    return str(getattr(function, "__name__", type(function).__name__))


def is_built_in(made: Method) -> bool:
    """Tell whether a method came with this package."""
    return made.name in _entry_points() and _is_built_in(_entry_points()[made.name])


@cache
def _entry_points() -> Mapping[str, EntryPoint]:
    found: dict[str, EntryPoint] = {}
    for point in entry_points(group=ENTRY_POINT_GROUP):
        if point.name not in found or _is_built_in(point):
            found[point.name] = point
    return found


def _is_built_in(point: EntryPoint) -> bool:
    return _owner(point) == _OWN_DISTRIBUTION


def _owner(point: EntryPoint) -> str:
    return "an unknown package" if point.dist is None else point.dist.name


@cache
def _load(point: EntryPoint) -> Method:
    try:
        loaded = point.load()
    except Exception as error:  # a plug-in can fail in any way; say whose it is
        raise ProblemError(
            f"method '{point.name}' of {_owner(point)} cannot be loaded: "
            f"{type(error).__name__}: {error}"
        ) from error
    if not isinstance(loaded, Method):
        raise ProblemError(
            f"method '{point.name}' of {_owner(point)} is of type {type(loaded).__name__}; "
            "allowed: a function decorated with mcda_ai.method"
        )
    return loaded if loaded.name == point.name else replace(loaded, name=point.name)
