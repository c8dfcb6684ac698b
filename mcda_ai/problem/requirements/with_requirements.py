"""A problem in which options take part that meet what is required, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.exclusions import Exclusion
from mcda_ai.problem.arrays import EvidenceArrays
from mcda_ai.problem.baseline import with_baseline_among
from mcda_ai.problem.derivation import derived
from mcda_ai.problem.narrowing import find_part
from mcda_ai.problem.requirements.admitting import find_admitted, required_on
from mcda_ai.problem.requirements.deciding import decided_anew
from mcda_ai.problem.requirements.taking_part import everybody


@dataclass(frozen=True, repr=False)
class WithRequirements(EvidenceArrays):
    """What a problem says of who takes part; see `DecisionProblem`."""

    @checks_arguments
    def require(
        self,
        criterion: str,
        *,
        met_by: Sequence[str] = (),
        at_least: str | float | None = None,
        at_most: float | None = None,
        source: str = "",
    ) -> Self:
        """Say what an option must meet on a criterion to take part in anything that is weighed.

        Parameters
        ----------
        criterion : str
            Name or label.
        met_by : sequence of str, optional
            The options that meet it.
        at_least : str or number, optional
            The lowest level of the criterion's scale that will do, or the smallest value.
        at_most : number, optional
            The largest value that will do, where less is better.
        source : str, optional
            Where it is required.

        Raises
        ------
        ProblemError
            With every fault: of the criterion, if not exactly one of these is given, if it does
            not go with the criterion, or if no option meets it.

        Examples
        --------
        >>> import mcda_ai as mcda
        >>> problem = mcda.from_rankings({"cost": "C > A > B", "lawful": "A = B > C"})
        >>> problem.require("lawful", met_by=["A", "B"])
        DecisionProblem 'problem': 2 alternatives, 2 criteria (2 scored) in 1 layer; out: C (lawful)
        """
        whole = self.whole
        required = required_on(whole, criterion, met_by, at_least, at_most, source)
        return decided_anew(whole, criteria=required)

    @checks_arguments
    def admitting(self, *names: str) -> Self:
        """Let options take part that do not meet what is required, to see what if they did.

        Results say so.

        Parameters
        ----------
        *names : str
            By name or label.

        Raises
        ------
        ProblemError
            If a name is unknown, or takes part already.

        Examples
        --------
        >>> import mcda_ai as mcda
        >>> problem = mcda.from_rankings({"cost": "C > A > B", "lawful": "A = B > C"})
        >>> problem.require("lawful", met_by=["A", "B"]).admitting("C").alternative_names
        ('C', 'A', 'B')
        """
        return decided_anew(
            self, admitted=(*self.admitted, *find_admitted(self, self.whole, names))
        )

    @checks_arguments
    def with_baseline(self, name: str | None) -> Self:
        """Say which option is the baseline, such as doing nothing: the one to be better than.

        Parameters
        ----------
        name : str or None
            By name or label; without one no option is.

        Raises
        ------
        ProblemError
            If the name is unknown, or the option does not meet what is required.

        Examples
        --------
        >>> import mcda_ai as mcda
        >>> problem = mcda.from_rankings({"cost": "nothing > A > B", "reach": "B > A > nothing"})
        >>> problem.with_baseline("nothing").baseline
        'nothing'
        """
        whole = self.whole
        found = None if name is None else find_part("alternative", name, whole.alternatives)
        return decided_anew(whole, alternatives=with_baseline_among(whole.alternatives, found))

    @property
    def whole(self) -> Self:
        """The problem with every option in it, those that take no part too: as it is written."""
        return self if self.set_aside is None else derived(self, **everybody(self))

    @property
    def excluded(self) -> tuple[Exclusion, ...]:
        """What is not met by the options that take no part, by option."""
        return () if self.set_aside is None else self.set_aside.out
