"""Statements about options as a weight space: the weightings under which they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any, shown
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.orders.weak_order import TIE_TOLERANCE, FloatArray
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.statements import EXAMPLES, Chain, Comparison, of_statement
from mcda_ai.weights import FlatSpace, Limit, WeightedCriteria

_fault = faults_of("elicitation")


@dataclass(frozen=True, init=False, repr=False)
class Prefers(FlatSpace):
    """Every weighting equally likely under which statements about options hold.

    Parameters
    ----------
    *statements : str
        ``"B2 >= B3"`` (B2 at least level with B3), ``"B2 > B3"`` (ahead of it), ``"B2 = B3"``
        (level), or a chain of these: ``"B2 >= B1 = B3"``; options by name or label. One text can
        hold several statements, with ``;`` between them.
    method : str, Method or callable, optional
        By whose scores they hold: one that is linear in the weights, with fixed numbers.
    options : mapping of str to str, optional
        Named options of the method.

    Notes
    -----
    By such a method "A over B" is a linear inequality in the weights: the weighted sum of the
    differences of their scores on each criterion is at least 0. So statements cut a part out of
    any weight space, with ``&``; of a space that is not flat, its distribution is kept there:
    ``LayerFirst() & Prefers("B2 >= B3")``. (Akin to, and not the same as, robust ordinal
    regression, in which the value functions vary: Greco, Mousseau and Słowiński 2008, European
    Journal of Operational Research 191(2).)

    "Ahead" and "at least level" leave the same weightings but for a border, which has no share; but
    "ahead" holds nowhere where two options are level at most. "Level" leaves a slice only.

    It is drawn from as from `mcda_ai.weights.Constrained`; `mcda_ai.statements` tells what
    statements leave, and what follows from them.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "C > B > A", "trust": "B > C"})
    >>> space = Prefers("A >= B")
    >>> space.corner_points(problem).round(2).tolist()
    [[1.0, 0.0, 0.0], [0.5, 0.5, 0.0], [0.33, 0.0, 0.67]]
    >>> mcda.robustness(problem, weights=space & mcda.weights.Constrained("cost <= 60 %")).exact
    False
    """

    name = "prefers"
    chains: tuple[Chain, ...]
    method: Method
    options: tuple[tuple[str, str], ...]

    @checks_arguments
    def __init__(
        self,
        *statements: str,
        method: str | Method | MethodFunction = "borda",
        options: Mapping[str, str] | None = None,
    ) -> None:
        texts: list[str] = []
        for each in statements:
            texts += each.split(";") if isinstance(each, str) else [each]
        read: list[Chain] = []
        faults = [] if texts else [_fault("no statement", examples=EXAMPLES)]
        for text in texts:
            try:
                read.append(Chain.read(text))
            except ProblemError as error:
                faults += error.faults
        raise_any(faults)
        found = registry.find(method)
        found.check_options(options)
        object.__setattr__(self, "chains", tuple(read))
        object.__setattr__(self, "method", found)
        object.__setattr__(self, "options", tuple(sorted((options or {}).items())))

    def limits(self, criteria: WeightedCriteria) -> list[Limit]:
        """One row for each comparison; see `WeightSpace.limits`.

        Raises
        ------
        ProblemError
            For options that there are not or that take no part, all of them at once; or if the
            method is not linear in the weights on this problem.
        """
        if not isinstance(criteria, DecisionProblem):
            raise ProblemError(_fault("no problem of statements", given=shown(criteria)))
        chains: list[Chain] = []
        faults: list[Fault] = []
        for chain in self.chains:
            try:
                chains.append(chain.among(criteria.alternatives, criteria.excluded))
            except ProblemError as error:
                faults += error.faults
        raise_any(faults)
        scores = self._scores(criteria)
        return [
            _limit(label, scores, comparison)
            for label, chain in zip(self.conditions(), chains, strict=True)
            for comparison in chain.comparisons
        ]

    def _scores(self, problem: DecisionProblem) -> dict[str, FloatArray]:
        """Give by option what all weight on each scored criterion gives, in units of the method."""
        options = dict(self.options)
        seen = self.method.problem_for(problem, options)
        evaluator = self.method.on(problem, options)
        if evaluator.criterion_scores is None:
            refused = _fault("not linear", method=self.called, can=tuple(_linear_methods()))
            raise ProblemError(*(refused.within(of_statement(str(each))) for each in self.chains))
        table = np.zeros((len(problem.criteria), len(problem.alternatives)))
        table[seen.scored] = evaluator.criterion_scores / evaluator.unit
        return dict(zip(problem.alternative_names, table[problem.scored].T, strict=True))

    @property
    def called(self) -> str:
        """The name of the method, with its options."""
        return ", ".join([self.method.name, *(f"{name}={value}" for name, value in self.options)])

    def conditions(self) -> list[str]:
        """Give each statement, with the method by which it holds."""
        return [f"{chain} ({self.called})" for chain in self.chains]

    def each(self) -> Iterator[Prefers]:
        """Take the statements one by one."""
        for chain in self.chains:
            yield Prefers(str(chain), method=self.method, options=dict(self.options))

    def __repr__(self) -> str:
        said = ", ".join(repr(str(chain)) for chain in self.chains)
        options = f", options={dict(self.options)!r}" if self.options else ""
        return f"Prefers({said}, method={self.method.name!r}{options})"


def read_statements(
    given: Sequence[Prefers | str],
    method: str | Method | MethodFunction,
    options: Mapping[str, str] | None,
) -> list[Prefers]:
    """Read texts by the scores of a method, and take all statements one by one.

    Raises
    ------
    ProblemError
        With every fault in them, each of them once.
    """
    read: list[Prefers] = []
    faults: list[Fault] = []
    for each in given:
        try:
            said = each if isinstance(each, Prefers) else Prefers(
                each, method=method, options=options
            )  # fmt: skip
            read += said.each()
        except ProblemError as error:
            faults += error.faults
    raise_any(dict.fromkeys(faults))
    return read


def stated(problem: DecisionProblem) -> list[Prefers]:
    """Give the statements that a problem holds, one by one.

    Raises
    ------
    ProblemError
        For a method that is not known, with its place in the problem; all of them at once.
    """
    found: list[Prefers] = []
    faults: list[Fault] = []
    for place, each in enumerate(problem.statements):
        try:
            found.append(Prefers(each.prefers, method=each.method))
        except ProblemError as error:
            said, where = of_statement(each.prefers), ("statements", place, "method")
            faults += [fault.within(said, *where) for fault in error.faults]
    raise_any(faults)
    return found


def _limit(label: str, scores: Mapping[str, FloatArray], comparison: Comparison) -> Limit:
    """Write "is ahead", "at least level" or "level" as a row; the largest coefficient is 1."""
    row = scores[comparison.other] - scores[comparison.better]
    row[np.abs(row) <= TIE_TOLERANCE] = 0.0
    size = float(np.abs(row).max(initial=0.0))
    if comparison.sign == ">":
        return Limit(label, row / (size or 1.0), "<", 0.0)
    if not size:  # they are level under every weighting
        return Limit(label, None, "<=", 0.0)
    return Limit(label, row / size, "=" if comparison.sign == "=" else "<=", 0.0)


def _linear_methods() -> Sequence[str]:
    """Name the methods that are linear in the weights, of those that came with this package."""
    return sorted(each.name for each in registry.built_in() if each.linear)
