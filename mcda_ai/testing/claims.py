"""Hold a method to the axioms it says it satisfies, and to those it says it violates."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import ProblemError, check_whole, faults_of, find_name
from mcda_ai.messages.label import Text
from mcda_ai.methods import registry
from mcda_ai.methods.axioms import AXIOMS
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.methods.profile import Profile
from mcda_ai.testing.known import known_profiles
from mcda_ai.testing.rules import rule_of
from mcda_ai.testing.votes import refuting_votes

_fault = faults_of("testing")
EXAMPLES = 200
EXAMPLES_OF_A_CHECK = 100
VOTES = 2_000
VOTES_OF_A_CHECK = 1_000


class Search(NamedTuple):
    """What a search for a counterexample came to."""

    found: Profile | None
    tried: int
    """Profiles looked at; those that the method refuses do not count for anything."""


@checks_arguments
def find_counterexample(
    method: str | Method | MethodFunction,
    axiom: str,
    *,
    options: Mapping[str, str] | None = None,
    examples: int = EXAMPLES,
    votes: int = VOTES,
    unscored: bool = True,
) -> Profile | None:
    """Search for a profile on which a method breaks an axiom, and make it small.

    Parameters
    ----------
    method : str, Method or callable
    axiom : str
        Name of one of `mcda_ai.methods.axioms.AXIOMS`.
    options : mapping of str to str, optional
        Named options of the method; defaults otherwise.
    examples : int, optional
        Profiles to try, with up to 5 alternatives and 6 criteria, ties and odd weights among
        them; the same ones at every call.
    votes : int, optional
        Profiles of 3 or 4 alternatives and up to 20 voters to try after that, and after those
        that are known to refute some method: see `mcda_ai.testing.votes`.
    unscored : bool, optional
        Whether profiles with unscored cells are among them.

    Returns
    -------
    Profile or None
        None if none was found, which proves nothing. Profiles that the method refuses do not
        count.

    Examples
    --------
    >>> def backwards(view, weights):
    ...     return -(weights @ view.preferences.sum(axis=2))
    >>> print(find_counterexample(backwards, "pareto"))
    1: A > B
    """
    name = find_name("axiom", axiom, list(AXIOMS))
    found = registry.find(method)
    return searched(
        found,
        name,
        found.check_options(options),
        examples=check_whole("examples", examples),
        votes=check_whole("votes", votes),
        unscored=unscored,
    ).found


def searched(
    method: Method,
    axiom: str,
    options: Mapping[str, str],
    *,
    examples: int,
    votes: int,
    unscored: bool = True,
) -> Search:
    """Search small profiles, those that are known to refute some method, and votes."""
    rule = rule_of(method, options)

    def breaks(profile: Profile) -> bool:
        try:
            return AXIOMS[axiom].violation(rule, profile) is not None
        except ProblemError:
            return False

    found = _smallest(breaks, examples, unscored)
    known = [each for each in known_profiles(axiom) if unscored or each.is_complete]
    found = found or next(filter(breaks, known), None)
    tried = examples + len(known)
    if found is None:
        try:
            found = refuting_votes(method, options, axiom, votes, unscored=unscored)
            tried += votes
        except ProblemError:  # it refuses criteria without weight, or cells without score
            pass
    return Search(found, tried)


def _smallest(breaks: Callable[[Profile], bool], examples: int, unscored: bool) -> Profile | None:
    hypothesis = _hypothesis()
    searching = hypothesis.settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    try:
        found: Profile = hypothesis.find(profiles(unscored=unscored), breaks, settings=searching)
    except hypothesis.errors.NoSuchExample:
        return None
    return found


def profiles(*, unscored: bool = True) -> Any:  # noqa: ANN401  (a hypothesis strategy)
    """Give a hypothesis strategy for small profiles, with ties, equal and odd weights."""
    strategies = _hypothesis().strategies

    def drawn(draw: Callable[[Any], Any]) -> Profile:
        m = draw(strategies.integers(2, 5))
        n = draw(strategies.integers(1, 6))
        place = strategies.integers(1, m)
        rows = {
            "strict": strategies.permutations(range(m)),
            "ties": strategies.lists(place, min_size=m, max_size=m),
            "gaps": strategies.lists(strategies.none() | place, min_size=m, max_size=m),
        }
        row = rows[draw(strategies.sampled_from(list(rows)[: 3 if unscored else 2]))]
        ranks = np.array([draw(row) for _ in range(n)], dtype=np.float64)
        few = (~np.isnan(ranks)).sum(axis=1) < 2
        ranks[few, :2] = 1, 2  # a criterion that compares nobody is none
        weight = strategies.integers(1, 5) | strategies.floats(0.01, 1)
        return Profile(ranks, np.array([draw(weight) for _ in range(n)], dtype=np.float64))

    return strategies.composite(drawn)()


def _hypothesis() -> Any:  # noqa: ANN401  (a module, needed for this only)
    try:
        return importlib.import_module("hypothesis")
    except ImportError:
        raise ProblemError(_fault("no hypothesis")) from None


@checks_arguments
def for_every_claim(
    test: Callable[..., Any] | None = None, *, names: Sequence[Text] | None = None
) -> Any:  # noqa: ANN401  (a decorated test, or a decorator)
    """Run a pytest test with each ``method`` and ``axiom`` that it says it satisfies.

    Examples
    --------
    >>> @for_every_claim
    ... def test_claims(method, axiom):
    ...     assert find_counterexample(method, axiom) is None
    """
    pytest: Any = importlib.import_module("pytest")  # needed for this only
    pairs = [
        (name, axiom)
        for name in (registry.names() if names is None else names)
        for axiom in registry.find(name).card()["satisfies"]
    ]
    mark = pytest.mark.parametrize(("method", "axiom"), pairs)
    return mark if test is None else mark(test)


@dataclass
class ClaimsCheck:
    """Holds a method with its options to what it says of itself."""

    method: Method
    options: Mapping[str, str]
    tried: int = 0
    """Profiles that the claim was held to for which the fewest were."""

    @property
    def _is_complete_only(self) -> bool:
        """Whether it fills unscored cells, so that its claims are about complete rankings."""
        return self.options["unscored"] in ("best", "worst")

    @property
    def witnesses(self) -> dict[str, str]:
        """The witnesses that are about these options, by axiom."""
        stated = self.method.claims(self.options).violates
        return {
            axiom: text
            for axiom, text in stated.items()
            if not self._is_complete_only or Profile.parse(text).is_complete
        }

    @property
    def satisfied(self) -> list[str]:
        """The axioms that it says it satisfies with these options."""
        return sorted(self.method.claims(self.options).satisfies)

    def broken_claims(self) -> Iterator[str]:
        """Say which claims do not hold, each with a small profile on which it fails."""
        for axiom in self.satisfied:
            search = searched(
                self.method,
                axiom,
                self.options,
                examples=EXAMPLES_OF_A_CHECK,
                votes=VOTES_OF_A_CHECK,
                unscored=not self._is_complete_only,
            )
            self.tried = min(self.tried or search.tried, search.tried)
            if search.found is not None:
                rule = rule_of(self.method, self.options)
                told = AXIOMS[axiom].violation(rule, search.found)
                yield f"'{axiom}' does not hold: {told}; {search.found}"

    def idle_witnesses(self) -> Iterator[str]:
        """Say which witnesses do not show the violation that they stand for."""
        rule = rule_of(self.method, self.options)
        for axiom, witness in self.witnesses.items():
            if AXIOMS[axiom].violation(rule, Profile.parse(witness)) is None:
                yield f"'{axiom}' is not violated by its witness: {witness}"
