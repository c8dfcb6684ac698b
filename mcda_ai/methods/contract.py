"""What a method is: a pure function on preference data, with its metadata.

A method is any function ``f(view, weights, **options)``; it sees of a problem only what it says
that it needs.
"""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, Unpack, get_args

import numpy as np
from numpy.typing import NDArray

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any, unknown_name
from mcda_ai.methods.answers import checked_detail, in_form, unlabelled
from mcda_ai.methods.axioms import AXIOMS
from mcda_ai.methods.card import (
    CardFacts,
    Compensation,
    Measured,
    MethodClaims,
    OptionFacts,
    as_plain_data,
)
from mcda_ai.methods.detail import Detail
from mcda_ai.methods.evaluator import Evaluator, Returns
from mcda_ai.methods.explanation import explanation_of
from mcda_ai.methods.family_names import Family
from mcda_ai.methods.foreign_code import contained, is_our_own
from mcda_ai.methods.refusals import needs_ranks
from mcda_ai.methods.view import Need, View
from mcda_ai.orders.weak_order import FloatArray
from mcda_ai.problem.completions import filled
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.requirements.taking_part import to_be_weighed

Unscored: TypeAlias = Literal["abstain", "refuse"]
_fault = faults_of("methods")
_UNSCORED = "unscored"
_CRITERIA_AT_ONCE = 1_000
"""An election has as many criteria as distinct orders, and all weight on each fills a square."""

MethodFunction: TypeAlias = Callable[..., Any]
"""``f(view, weights, **options)``: weights (..., n_criteria) to scores or ranks (..., m)."""

DetailFunction: TypeAlias = Callable[..., Detail]
SimplexFunction: TypeAlias = Callable[..., tuple[FloatArray, Detail]]
"""``f(view, vertices, **options)``: what the method makes of weights that lie flat on the simplex
with these vertices (n_vertices, n_criteria); gives scores (n_alternatives,) and a detail."""

RandomFunction: TypeAlias = Callable[..., Any]
"""``f(view, weights, generator, **options)``: scores that hang on numbers drawn anew for each
weight vector; weights (size, n_criteria) to scores (size, n_alternatives)."""


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
    by_majority : bool
        Whether who beats whom by weight, and which defeats are stronger, ranks up to three alone.
    options : mapping of option name to its allowed values
        The first value is the default.
    references : sequence of str
    unit : callable, optional
        Given a view, the most that one unit of weight can add to a score: the scale on which
        scores count as tied. Without it, the largest score on any criterion if linear, else 1.
    steps : callable, optional
        Given the number of alternatives, about how many steps one ranking takes, of a method that
        searches; what ranks many times over, unasked, counts with it.
    unscored : {"abstain", "refuse"}
        What an unscored cell does unless the option "unscored", which every method has, says
        that it counts as "best" or as "worst": see `mcda_ai.problem.completions.filled`.
    ties : str
        What a tie on a criterion does, in a few words.
    cardinalises : bool
        Whether it reads distances into ranks.
    measured : {"", "who is ahead", "by how much", "order of the values"}
        What it takes of a measured criterion: who is preferred at all, the degree of preference or
        the distance, or the order of the values whatever the threshold. Not stated if empty, but
        who sees ranks and nothing else can only take the last.
    compensation : {"", "by amount", "by weight", "none"}
        How a loss on one criterion can be made up for on others: by how much is gained there; by
        the weight of the criteria on which something is gained, however little; or never. The
        last two are what Fishburn (1976, Synthese 33, 393-403) calls noncompensatory. Not stated
        if empty.
    equivalent_to : mapping of method name to condition
        The methods that rank the same, and when.
    satisfies : set of str
        Names of `mcda_ai.methods.axioms.AXIOMS` that hold; the conformance kit tries to refute
        them.
    violates : mapping of axiom name to witness
        Axioms that fail, each with a profile that shows it, such as ``"2: A > B; 1: B > A"``.
        These three are about the default options.
    by_option : mapping of "option=value" to what differs there
        ``{"variant=domination": {"violates": {"reversal": "2: A > B = C; 3: B = C > A"}}}``: all
        else that is satisfied or violated holds there too, but for what is "unknown", and but for
        being another method. Of a value that is not named nothing is claimed. With `unscored` the
        claims are about complete rankings.
    searched : int
        In how many profiles the author looked for a breach of what it satisfies, in vain.
    """

    function: MethodFunction
    name: str
    label: str
    family: Family
    needs: frozenset[Need]
    returns: Returns
    linear: bool = False
    by_majority: bool = False
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    references: Sequence[str] = ()
    unit: Callable[[View], float] | None = None
    steps: Callable[[int], int] | None = None
    unscored: Unscored = "abstain"
    ties: str = ""
    measured: Measured = ""
    cardinalises: bool = False
    compensation: Compensation = ""
    equivalent_to: Mapping[str, str] = field(default_factory=dict)
    satisfies: Collection[str] = frozenset()
    violates: Mapping[str, str] = field(default_factory=dict)
    by_option: Mapping[str, OptionFacts] = field(default_factory=dict)
    searched: int = 0
    detail_function: DetailFunction | None = None
    simplex_function: SimplexFunction | None = None
    random_function: RandomFunction | None = None
    random_options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        unscored = self.options.get(_UNSCORED, (self.unscored, "best", "worst"))
        fixed = {
            "options": MappingProxyType({**self.options, _UNSCORED: unscored}),
            "references": tuple(self.references),
            "equivalent_to": MappingProxyType(dict(self.equivalent_to)),
            "satisfies": frozenset(self.satisfies),
            "violates": MappingProxyType(dict(self.violates)),
            "by_option": MappingProxyType(dict(self.by_option)),
            "measured": self.measured or self._measured_by_need(),
            "__doc__": explanation_of(self.function),
        }
        for name, value in fixed.items():
            object.__setattr__(self, name, value)
        raise_any([*self._unknown_words(), *self._contradictions()])

    def _measured_by_need(self) -> Measured:
        seen = self.needs & {"ranks", "pairwise", "values"}
        return "order of the values" if seen == {"ranks"} else ""

    def _unknown_words(self) -> Iterator[Fault]:
        """Say which words of the declaration mean nothing, and what is allowed."""
        axioms = [*self.satisfies, *self.violates]
        for facts in self.by_option.values():
            axioms += [*facts.get("satisfies", ()), *facts.get("violates", ())]
            axioms += facts.get("unknown", ())
        values = [f"{name}={value}" for name, allowed in self._values.items() for value in allowed]
        for kind, words, allowed in (
            ("need", self.needs, get_args(Need)),
            ("family", [self.family], get_args(Family)),
            ("returns", [self.returns], get_args(Returns)),
            ("unscored", [self.unscored], get_args(Unscored)),
            ("compensation", [self.compensation], get_args(Compensation)),
            ("measured", [self.measured], get_args(Measured)),
            ("value of an option", self.by_option, values),
            ("axiom", axioms, tuple(AXIOMS)),
        ):
            for word in words:
                if word not in allowed:
                    yield unknown_name(kind, word, allowed).within(self._called)

    def _contradictions(self) -> Iterator[Fault]:
        """Say which parts of the declaration do not go together."""
        for option, values in self.options.items():
            if not values:
                yield _fault("option without values").within(self._called_with(option))
        if self.linear and self.returns != "scores":
            yield _fault("linear without scores").within(self._called)
        for axiom in self.satisfies:
            if axiom in self.violates:
                yield _fault("satisfied and violated", axiom=axiom).within(self._called)

    @property
    def _called(self) -> Fault:
        return _fault("of a method", name=self.name)

    def _called_with(self, option: str) -> Fault:
        return _fault("of an option", name=self.name, option=option)

    def __call__(self, view: View, weights: FloatArray, **options: str) -> Any:  # noqa: ANN401
        """Apply the function as it is; `checked` also checks what it gives.

        Raises
        ------
        ProblemError
            If the method refuses unscored cells and the view has some.
        """
        if self.unscored == "refuse" and view.has_gaps:
            by_name = _fault("by its name", name=self.name)
            raise ProblemError(_fault("partly scored criteria").within(by_name))
        return self.function(view, weights, **self._of_function(options))

    def _of_function(self, options: Mapping[str, str]) -> dict[str, str]:
        """Leave out the option that is about the view."""
        return {name: value for name, value in options.items() if name != _UNSCORED}

    def blamed(self) -> AbstractContextManager[None]:
        """Say whose code it is that fails: third parties' code can fail in any way."""
        return contained(self._failed, is_our_own=is_our_own(self.function))

    def _failed(self, error: str, text: str) -> ProblemError:
        return ProblemError(_fault("failed", name=self.name, error=error, text=text))

    def _lent(self, weights: FloatArray) -> FloatArray:
        """Give weights that others use too: a copy, unless to one of our own methods."""
        return weights if is_our_own(self.function) else weights.copy()

    def details(self, view: View, weights: FloatArray, **options: str) -> Detail | None:
        """Give what the method can say of one weight vector beyond ranks, if anything."""
        if self.detail_function is None:
            return None
        with self.blamed():
            detail = self.detail_function(view, self._lent(weights), **self._of_function(options))
        return None if detail is None else checked_detail(detail, self.name)

    def over(self, view: View, vertices: FloatArray, **options: str) -> tuple[FloatArray, Detail]:
        """Give scores where only a simplex of weights is known; see `SimplexFunction`."""
        assert self.simplex_function is not None
        with self.blamed():
            given = self._of_function(options)
            found, detail = self.simplex_function(view, self._lent(vertices), **given)
            scores = unlabelled(found, self.name)
        shape = vertices.shape[-1:]  # as for one weight vector, of whatever the method returns then
        scores = in_form(scores, self.name, "scores", shape, view.n_alternatives)
        return scores, checked_detail(detail, self.name)

    def checked(self, view: View, weights: FloatArray, **options: str) -> NDArray[Any]:
        """Call the method and make sure that what it gives has the promised form."""
        with self.blamed():
            result = unlabelled(self(view, weights, **options), self.name)
        return in_form(result, self.name, self.returns, weights.shape, view.n_alternatives)

    def drawn(
        self,
        view: View,
        weights: FloatArray,
        generator: np.random.Generator | None,
        **options: str,
    ) -> FloatArray:
        """Give scores with numbers drawn anew for each weight vector; see `RandomFunction`.

        Raises
        ------
        ProblemError
            Without a generator, or if the method draws no numbers.
        """
        if generator is None or self.random_function is None:
            asked = tuple(f"{name}='{options[name]}'" for name in self.random_options)
            raise ProblemError(_fault("draws numbers", asked=asked).within(self._called))
        with self.blamed():
            given = self._of_function(options)
            drawn = unlabelled(self.random_function(view, weights, generator, **given), self.name)
        return in_form(drawn, self.name, self.returns, weights.shape, view.n_alternatives)

    def describe(self, **facts: Unpack[CardFacts]) -> None:
        """State what the card tells and the function does not need, after the function.

        The same can be given to the decorator; what is stated here takes its place.

        Raises
        ------
        ProblemError
            For an unknown axiom, or one that is both satisfied and violated.
        """
        described = replace(self, **facts)
        for name in facts:
            object.__setattr__(self, name, getattr(described, name))

    @checks_arguments
    def claims(self, options: Mapping[str, str] | None = None) -> MethodClaims:
        """Give what it says of itself with these options; nothing where it says nothing of one.

        Examples
        --------
        >>> from mcda_ai.methods.registry import find
        >>> "reversal" in find("copeland").claims().satisfies
        True
        >>> find("copeland").claims({"tie": "nothing"}).violates["reversal"]
        '1: A > B; 1: A > C; 1: D > A; 1: E > A'
        """
        stated = MethodClaims(frozenset(self.satisfies), self.violates, self.equivalent_to)
        for name, value in self.check_options(options).items():
            if name != _UNSCORED and value != self.options[name][0]:
                if f"{name}={value}" not in self.by_option:
                    return MethodClaims(frozenset(), {}, {})
                stated = stated.changed(self.by_option[f"{name}={value}"])
        return stated

    def card(self) -> dict[str, Any]:
        """Give what there is to know about the method, as plain data.

        "explanation" says what it does, and what ties and unscored cells do. "satisfies" lists
        axioms that hold, "violates" those that fail with a profile that shows it. Both, and
        "equivalent_to", are about the default options, "by_option" about others.
        """
        text = inspect.cleandoc(self.__doc__ or "")
        explanation, *_ = re.split(r"\n(?:Parameters|Returns|Raises|Examples)\n-", text)
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
            "by_majority": self.by_majority,
            "ties": self.ties,
            "unscored": self.unscored,
            "measured": self.measured,
            "cardinalises": self.cardinalises,
            "compensation": self.compensation,
            **as_plain_data(self.claims()),
            "by_option": {
                key: as_plain_data(self.claims(dict([key.split("=", 1)]))) for key in self.by_option
            },
            "searched": self.searched,
            "options": {name: list(values) for name, values in self._values.items()},
            "references": list(self.references),
        }

    @checks_arguments
    def view(self, problem: DecisionProblem) -> View:
        """Show a problem to the method, as far as it needs to see it.

        Raises
        ------
        ProblemError
            If it needs ranks, or every cell scored, and some criterion has a partial order.
        """
        if problem.unrelated and ("ranks" in self.needs or self.unscored == "refuse"):
            raise ProblemError(needs_ranks(problem).within(_fault("by its name", name=self.name)))
        return View(problem, self.needs)

    @checks_arguments
    def problem_for(
        self, problem: DecisionProblem, options: Mapping[str, str] | None = None
    ) -> DecisionProblem:
        """Fill open cells in, if the option "unscored" says as what they count.

        To be asked before weights are resolved, since criteria can come to compare somebody.

        Raises
        ------
        ProblemError
            For an unknown option or value.
        """
        unscored: Any = self.check_options(options)[_UNSCORED]  # one of the conventions
        return filled(to_be_weighed(problem), unscored)

    @checks_arguments
    def on(self, problem: DecisionProblem, options: Mapping[str, str] | None = None) -> Evaluator:
        """Prepare to rank many weight vectors on a problem, with options as users give them.

        Raises
        ------
        ProblemError
            For an unknown option or value, or a problem that the method refuses.
        """
        view = self.view(self.problem_for(problem, options))
        return self.evaluator(view, **self.check_options(options))

    @checks_arguments
    def check_options(self, options: Mapping[str, str] | None) -> dict[str, str]:
        """Fill in defaults; say which options or values are unknown."""
        given = dict(options or {})
        faults = [
            unknown_name("option of a method", name, self.options).within(self._called)
            for name in given
            if name not in self.options
        ]
        faults += [
            unknown_name("value", str(given[name]), allowed).within(self._called_with(name))
            for name, allowed in self._values.items()
            if name in given and given[name] not in allowed
        ]
        raise_any(faults)
        return {name: given.get(name, allowed[0]) for name, allowed in self.options.items()}

    @property
    def _values(self) -> dict[str, tuple[str, ...]]:
        """What each option can be, values that draw numbers included."""
        return {
            name: (*allowed, *self.random_options.get(name, ()))
            for name, allowed in self.options.items()
        }

    def draws_numbers(self, options: Mapping[str, str]) -> bool:
        """Tell whether the options ask for numbers to be drawn."""
        return any(options.get(name) in values for name, values in self.random_options.items())

    def criterion_scores(self, view: View, **options: str) -> FloatArray:
        """Give the score that all weight on one criterion would give.

        Returns
        -------
        array of shape (n_criteria, n_alternatives)
            The scores for weights w are ``w @ criterion_scores``, since the method is linear.
        """
        if not self.linear:
            raise ProblemError(_fault("no scores per criterion", name=self.name))
        parts = view.parts(_CRITERIA_AT_ONCE)
        by_part = [self.checked(part, np.eye(part.n_criteria), **options) for part in parts]
        scores = np.concatenate(by_part)
        if is_our_own(self.function):  # which is tested
            return scores
        mixed = np.linspace(1.0, 2.0, view.n_criteria)
        mixed /= mixed.sum()
        if np.allclose(self.checked(view, mixed, **options), mixed @ scores):
            return scores
        raise ProblemError(_fault("not linear", name=self.name))

    def evaluator(self, view: View, **options: str) -> Evaluator:
        """Prepare to rank many weight vectors: for a linear method, one matrix product each."""

        def result(weights: FloatArray) -> NDArray[Any]:
            return self.checked(view, self._lent(weights), **options)

        def drawn(weights: FloatArray, generator: np.random.Generator | None) -> FloatArray:
            return self.drawn(view, self._lent(weights), generator, **options)

        draws = self.draws_numbers(options)
        linear = self.linear and not draws
        by_criterion = self.criterion_scores(view, **options) if linear else None
        return Evaluator(
            name=self.name,
            returns=self.returns,
            view=view,
            options=options,
            result=result,
            unit=self._unit_on(view, by_criterion),
            criterion_scores=by_criterion,
            drawn=drawn if draws else None,
        )

    def _unit_on(self, view: View, criterion_scores: FloatArray | None) -> float:
        """Give the scale on which scores count as tied."""
        if self.unit is not None:
            with self.blamed():
                unit = float(self.unit(view))
            if not (math.isfinite(unit) and unit > 0):
                raise ProblemError(_fault("no unit", name=self.name, unit=str(unit)))
            return unit
        if criterion_scores is None:
            return 1.0
        return float(np.abs(criterion_scores).max(initial=0.0)) or 1.0

    def detail(self, function: DetailFunction) -> DetailFunction:
        """Decorate the function that tells more about one weight vector; see `Detail`."""
        object.__setattr__(self, "detail_function", function)
        return function

    def at_random(self, **options: Sequence[str]) -> Callable[[RandomFunction], RandomFunction]:
        """Decorate the function for option values that draw numbers; see `RandomFunction`."""

        def decorate(function: RandomFunction) -> RandomFunction:
            object.__setattr__(self, "random_function", function)
            values = {name: tuple(allowed) for name, allowed in options.items()}
            object.__setattr__(self, "random_options", MappingProxyType(values))
            return function

        return decorate

    def over_simplex(self, function: SimplexFunction) -> SimplexFunction:
        """Decorate the function for weights of which only a simplex is known."""
        object.__setattr__(self, "simplex_function", function)
        return function
