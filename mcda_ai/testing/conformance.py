"""The checks that every method must pass, whatever it computes."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from mcda_ai.algorithms.defeats import defeats
from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.label import Text
from mcda_ai.messages.lists import listed
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.methods.majority_outcomes import MOST_ALTERNATIVES, majority_outcomes
from mcda_ai.methods.view import Need, View
from mcda_ai.orders.weak_order import TIE_TOLERANCE, BoolArray, FloatArray
from mcda_ai.problem.completions import filled
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.testing.cases import Case, cases, default_cases
from mcda_ai.testing.claims import ClaimsCheck
from mcda_ai.weights.drawing import as_generator

_EVERYTHING: frozenset[Need] = frozenset(get_args(Need))
_EXACT_SPLITS = ((1 / 8, 3 / 8, 1 / 2), (1 / 16, 7 / 16, 1 / 2), (1 / 4, 1 / 4, 1 / 2))


@dataclass(frozen=True)
class CheckResult:
    """Whether a method passed one check; if not, the message holds a small counterexample."""

    name: str
    passed: bool
    message: str = ""


@dataclass(frozen=True, repr=False)
class ConformanceReport:
    """What `check_method` found: its `checks`, and how many of the cases tried were refused.

    A check that could not be run on anything is not among them, but under `not_run`; in
    `n_profiles` profiles at least was each claim searched for a counterexample.
    """

    method: str
    checks: tuple[CheckResult, ...]
    n_cases: int
    n_refused: int
    not_run: tuple[str, ...] = ()
    n_profiles: int = 0

    @property
    def passed(self) -> bool:
        """Whether every check that was run was passed."""
        return all(check.passed for check in self.checks)

    def raise_for_failures(self) -> None:
        """Raise an AssertionError that lists every check that failed, if any did."""
        if not self.passed:
            raise AssertionError(repr(self))

    def __repr__(self) -> str:
        failed = [check for check in self.checks if not check.passed]
        told = f"fails {len(failed)}" if failed else "passes all"
        head = f"method '{self.method}' {told} of {len(self.checks)} checks"
        lines = [head, f"cases tried: {self.n_cases}, refused: {self.n_refused}"]
        if self.n_profiles and not any(check.name == "claims" for check in failed):
            lines.append(f"claims: not refuted in {self.n_profiles:,} profiles each")
        if self.not_run:
            lines.append(f"not run: {', '.join(self.not_run)}")
        return "\n".join([*lines, *(f"- {check.name}: {check.message}" for check in failed)])


@checks_arguments
def check_method(
    method: str | Method | MethodFunction,
    *,
    options: Mapping[str, str] | None = None,
    problems: Iterable[DecisionProblem] | None = None,
    rng: int | np.random.Generator = 0,
) -> ConformanceReport:
    """Try a method on many small problems with ties and unscored cells, and odd weights.

    Parameters
    ----------
    method : str, Method or callable
        A name, a decorated method, or a function of (view, weights) that gives scores.
    options : mapping of str to str, optional
        Named options of the method; defaults otherwise.
    problems : iterable of DecisionProblem, optional
        Tried instead of the random problems. Those made to tie on paper are always tried.
    rng : int or Generator, optional

    Returns
    -------
    ConformanceReport
        One entry for each check that was run; claims and witnesses are those for the options. A
        case that the method refuses with a `ProblemError` is left out of all; only a method that
        refuses every case fails the check "applies".

    Examples
    --------
    >>> def wins(view, weights):
    ...     return weights @ view.preferences.sum(axis=2)
    >>> check_method(wins)
    method 'wins' passes all of 12 checks
    cases tried: 96, refused: 0
    not run: linear, majorities, claims, witnesses
    """
    if problems is None and isinstance(rng, int):
        tried = default_cases(rng)
    else:
        tried = cases(problems, as_generator(rng))
    found = registry.find(method)
    subject = _Subject(found, found.check_options(options))
    refusals = [subject.refusal(case) for case in tried]
    answered = [case for case, refusal in zip(tried, refusals, strict=True) if refusal is None]
    never = "" if answered else f"never: {refusals[0]}"
    claims = ClaimsCheck(found, subject.options)
    checks = (
        CheckResult("applies", not never, never),
        *_checks(subject, answered),
        *_checks_of_claims(claims),
    )
    run = {check.name for check in checks}
    return ConformanceReport(
        found.name,
        checks,
        len(tried),
        len(tried) - len(answered),
        tuple(name for name in (*_CHECKS, "claims", "witnesses") if name not in run),
        claims.tried,
    )


def _checks(subject: _Subject, cases: Sequence[Case]) -> Iterator[CheckResult]:
    """Run every check on the cases that it is about and that the method answers."""
    for name in _CHECKS:
        about = [case for case in cases if _ABOUT.get(name, _everything)(subject, case)]
        if not about:
            continue
        check = subject.run(name, about)
        yield check
        if name == "result":  # what cannot be used would fail every other check, too
            cases = [case for case in cases if not subject.fault(_result, case)]
        if name == "linear" and not check.passed:  # go on as if it had not claimed to be
            subject = replace(subject, method=replace(subject.method, linear=False))


def _checks_of_claims(claims: ClaimsCheck) -> Iterator[CheckResult]:
    """Search for counterexamples to what the method claims, and look at its witnesses."""
    told = {
        "claims": (claims.satisfied, claims.broken_claims),
        "witnesses": (claims.witnesses, claims.idle_witnesses),
    }
    for name, (stated, faults) in told.items():
        if stated:
            fault = _first_of(faults())
            yield CheckResult(name, not fault, fault)


def _first_of(faults: Iterator[str]) -> str:
    try:
        return next(faults, "")
    except ProblemError as error:  # what cannot be searched is not passed
        return str(error)


@checks_arguments
def for_every_method(
    test: Callable[..., Any] | None = None, *, names: Sequence[Text] | None = None
) -> Any:  # noqa: ANN401  (a decorated test, or a decorator)
    """Run a pytest test with ``method`` = the name of each method there is, or of those given.

    Examples
    --------
    >>> @for_every_method
    ... def test_conforms(method):
    ...     check_method(method).raise_for_failures()
    """
    pytest: Any = importlib.import_module("pytest")  # needed for this only
    mark = pytest.mark.parametrize("method", registry.names() if names is None else list(names))
    return mark if test is None else mark(test)


# --- the method under test -----------------------------------------------------------------------


class _CopyingView(View):
    """Shows copies that may be written to: one check alone is about that."""

    def _show(self, need: Need, name: str, table: NDArray[Any]) -> NDArray[Any]:
        return super()._show(need, name, table).copy()


@dataclass(frozen=True)
class _Subject:
    """The method that is tried, with its options."""

    method: Method
    options: Mapping[str, str]
    outcomes: dict[Case, NDArray[Any]] = field(default_factory=dict, init=False)
    """What came out where everything is shown: several checks start from that."""

    def view(
        self, case: Case, needs: frozenset[Need] = _EVERYTHING, kind: type[View] = _CopyingView
    ) -> View:
        """Show everything, whether or not the method says that it needs it."""
        unscored: Any = self.options["unscored"]
        return kind(filled(case.problem, unscored), needs)

    def raw(self, case: Case) -> NDArray[Any]:
        """Give what the method itself gives."""
        return self.method.checked(self.view(case), case.weights.copy(), **self.options)

    def outcome(self, case: Case, view: View | None = None) -> NDArray[Any]:
        """Give ranks, or the relation [i, j] of an outranking method."""
        if view is not None:
            return self._outcome(view, case.weights.copy())
        if case not in self.outcomes:
            self.outcomes[case] = self._outcome(self.view(case), case.weights.copy())
        return self.outcomes[case]

    def _outcome(self, view: View, weights: FloatArray) -> NDArray[Any]:
        if self.method.returns == "outranking":
            return self.method.checked(view, weights, **self.options)
        return self.method.evaluator(view, **self.options).ranks(weights)

    def ahead(self, case: Case) -> BoolArray:
        """Tell who comes out ahead of whom; shape (m, m)."""
        found = self.outcome(case)
        return found & ~found.T if found.ndim == 2 else found[:, None] < found

    def refusal(self, case: Case) -> str | None:
        """Give the reason why the method itself turns a case down, if it does."""
        try:
            self.method(self.view(case), case.weights.copy(), **self.options)
        except ProblemError as error:
            return str(error)
        except Exception:  # a fault, not a refusal; the check "result" tells
            return None
        return None

    def fault(self, check: Callable[[_Subject, Case], str | None], case: Case) -> str | None:
        """Say what is wrong on a case; a result that cannot be used is wrong for every check."""
        try:
            return check(self, case)
        except ProblemError as error:
            return str(error)

    def run(self, name: str, cases: Iterable[Case]) -> CheckResult:
        """Run a check until it fails."""
        told = ((self.fault(_CHECKS[name], case), case) for case in cases)
        first = next((f"{fault}; {case}" for fault, case in told if fault), "")
        return CheckResult(name, not first, first)


# --- checks: each gives what is wrong, or nothing ------------------------------------------------


def _result(subject: _Subject, case: Case) -> str | None:
    subject.raw(case)  # raises unless of the promised type and shape
    return None


def _linear(subject: _Subject, case: Case) -> str | None:
    evaluator = subject.method.evaluator(subject.view(case), **subject.options)
    expected, found = evaluator.scores(case.weights), subject.raw(case)
    off = expected is None or np.abs(found - expected).max() > TIE_TOLERANCE * evaluator.unit
    return f"scores {found}, but {expected} from those of each criterion" if off else None


def _by_majority(subject: _Subject, case: Case) -> str | None:
    beats = defeats(subject.view(case).ahead, case.weights, "margins") > 0
    can_be = majority_outcomes(subject.method, subject.options, beats[None])
    outcomes = can_be.at_least_as_good if subject.method.returns == "outranking" else can_be.ranks
    found = subject.outcome(case)
    if any(np.array_equal(found, outcome) for outcome in outcomes[0]):
        return None
    return f"gives {found.tolist()}, which does not follow from who beats whom"


def _deterministic(subject: _Subject, case: Case) -> str | None:
    return _differ(subject.raw(case), subject.raw(case), "the first time", "the second")


def _inputs_untouched(subject: _Subject, case: Case) -> str | None:
    view, untouched = (subject.view(case, kind=View) for _ in range(2))
    weights = case.weights.copy()
    weights.setflags(write=False)
    subject.method.checked(view, weights, **subject.options)
    for name in ("ranks", "ahead", "preferences", "comparable", "values"):
        if not np.array_equal(getattr(view, name), getattr(untouched, name), equal_nan=True):
            return f"the method writes to view.{name}"
    return None if (weights == case.weights).all() else "the method writes to the weights"


def _needs_suffice(subject: _Subject, case: Case) -> str | None:
    full, needs = subject.outcome(case), subject.method.needs
    narrow = subject.outcome(case, subject.view(case, needs))
    other = replace(case, weights=np.roll(case.weights, 1))
    same = full if "weights" in needs or subject.refusal(other) else subject.outcome(other)
    return _differ(full, narrow, "shown everything", "shown only what it needs") or _differ(
        full, same, "as it is", "with other weights, which it does not say that it needs"
    )


def _relabelling(subject: _Subject, case: Case) -> str | None:
    found = subject.outcome(case)
    for order, other in case.relabelled:
        expected, got = found[np.ix_(*[order] * found.ndim)], subject.outcome(other)
        names = ", ".join(other.problem.alternative_names)
        if told := _differ(expected, got, f"expected in the order {names}", "found"):
            return told
    return None


def _criterion_order(subject: _Subject, case: Case) -> str | None:
    found = subject.outcome(case)
    for other in case.reordered:
        got = subject.outcome(other)
        if told := _differ(found, got, "as it is", f"with criteria {', '.join(other.criteria)}"):
            return told
    return None


def _zero_weight(subject: _Subject, case: Case) -> str | None:
    if case.idle is None:
        return None
    name, idle, absent = case.idle
    if subject.refusal(idle) or subject.refusal(absent):
        return None
    with_it, without = subject.outcome(idle), subject.outcome(absent)
    return _differ(with_it, without, f"{name} without weight", f"without {name}")


def _batch(subject: _Subject, case: Case) -> str | None:
    rows = [np.roll(case.weights, shift) for shift in range(4)]
    try:
        alone = np.array([subject.outcome(replace(case, weights=row)) for row in rows])
    except ProblemError:  # this is not about batches
        return None
    for shape in ((4,), (2, 1, 2)):
        weights = np.reshape(rows, (*shape, -1))
        found = subject.outcome(replace(case, weights=weights)).reshape(alone.shape)
        if told := _differ(alone, found, "one by one", f"in a batch of shape {weights.shape}"):
            return told
    none = subject.outcome(replace(case, weights=np.zeros((0, len(case.weights)))))
    return None if len(none) == 0 else f"a batch of no weightings gives {none.tolist()}"


def _unanimity(subject: _Subject, case: Case) -> str | None:
    is_above = case.problem.ahead.values[case.problem.scored]
    above, ahead = is_above[case.weights > 0].all(axis=0), subject.ahead(case)
    names, found = case.problem.alternative_names, subject.outcome(case)
    for i, j in np.argwhere(above & ahead.T):
        return f"{names[j]} is put ahead of {names[i]}, which every criterion ranks above it"
    leads = ~ahead.any(axis=0) if found.ndim == 2 else found == 1
    for i in np.flatnonzero((above.sum(axis=1) == len(names) - 1) & ~leads):
        return f"{names[i]}, best on every criterion, does not lead"
    return None


def _ties(subject: _Subject, case: Case) -> str | None:
    found = subject.outcome(case)
    diagonal = np.eye(len(found), dtype=np.bool_)
    alike = (found | diagonal).all() if found.ndim == 2 else np.ptp(found) == 0
    return None if alike else f"{found.tolist()}, though every criterion ties all"


def _exact_ties(subject: _Subject, case: Case) -> str | None:
    """Ties on paper; where a weight is split, only if the method ties numbers without rounding."""
    if case.tied is None:
        return None
    without_rounding = [np.array(parts) for parts in _EXACT_SPLITS if case.split]
    for one in [*(replace(case, weights=parts) for parts in without_rounding), case]:
        ahead = subject.ahead(one)
        if ahead[case.tied] or ahead.T[case.tied]:
            names = [case.problem.alternative_names[i] for i in case.tied]
            return f"{listed(names)} tie on paper, but not here" if one is case else None
    return None


def _differ(one: NDArray[Any], other: NDArray[Any], when: str, otherwise: str) -> str | None:
    same = np.array_equal(one, other)
    return None if same else f"{when}: {one.tolist()}, {otherwise}: {other.tolist()}"


_CHECKS = {
    "result": _result,
    "linear": _linear,
    "majorities": _by_majority,
    "determinism": _deterministic,
    "inputs": _inputs_untouched,
    "needs": _needs_suffice,
    "relabelling": _relabelling,
    "criterion order": _criterion_order,
    "zero weight": _zero_weight,
    "batch": _batch,
    "unanimity": _unanimity,
    "ties": _ties,
    "exact ties": _exact_ties,
}


# --- what each check is about: every case, unless it is here --------------------------------------


def _everything(subject: _Subject, case: Case) -> bool:  # noqa: ARG001
    return True


def _ties_all(subject: _Subject, case: Case) -> bool:  # noqa: ARG001
    tied = case.problem.comparable.values & ~case.problem.ahead.values
    return bool((tied[case.problem.scored] | np.eye(tied.shape[1], dtype=np.bool_)).all())


_ABOUT: Mapping[str, Callable[[_Subject, Case], bool]] = {
    "linear": lambda subject, _: subject.method.linear,
    "majorities": lambda subject, case: (
        subject.method.by_majority and len(case.problem.alternatives) <= MOST_ALTERNATIVES
    ),
    "zero weight": lambda _, case: case.idle is not None,
    "ties": _ties_all,
    "exact ties": lambda _, case: case.tied is not None,
}
