"""Which options are better than the baseline: at fixed weights, over weightings, by criterion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.claims import Claim, Value, claims_of
from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.messages.figures import share_text
from mcda_ai.messages.provenance import Provenance
from mcda_ai.messages.result import Part, ShownResult
from mcda_ai.methods.against_baseline import claims_against_baseline, stands_against_baseline
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.methods.ranking import Ranking, rank
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.smaa import Size, robustness
from mcda_ai.sensitivity.smaa_result import Robustness
from mcda_ai.sensitivity.versus_baseline import claims_versus_baseline, shares_better
from mcda_ai.weights import RandomSource, SpaceLike, WeightsLike

_MOST_LISTED = 12  # criteria in a sentence
_STANDS = ("better", "level", "worse", "not comparable")

_claim = claims_of("sensitivity.against_baseline")
_fault = faults_of("sensitivity")


@dataclass(frozen=True, eq=False, repr=False)
class AgainstBaseline(ShownResult):
    """Which options are better than the baseline, and where they are worse.

    Attributes
    ----------
    ranking : Ranking
        Under the fixed weights.
    robustness : Robustness
        Over the weightings.
    """

    made_by: ClassVar[str] = "mcda_ai.against_baseline"
    ranking: Ranking
    robustness: Robustness

    @property
    def baseline(self) -> str:
        """The option that is the baseline."""
        return self.robustness.provenance.baseline

    @cached_property
    def criteria(self) -> pd.DataFrame:
        """How each option stands to the baseline on each criterion, criteria x options.

        One of "better", "level", "worse" and "not comparable", as where either is unscored.
        """
        return standing_by_criterion(self.ranking.problem)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row an option: how it stands under the fixed weights, over all, and by criterion.

        "fixed weights" says "better", "level", "worse" or "not comparable"; these four, of the
        weightings, are shares; "every weighting" is what holds under each of them, "" if nothing
        does; and "criteria ..." count the criteria.
        """
        stands = stands_against_baseline(self.ranking)
        found, options = self.robustness, list(self.criteria.columns)
        shares = {name: share.value for name, share in shares_better(found).items()}
        pairs = found.relations.xs(self.baseline, level="versus").reindex(options)
        known = found.always_versus_baseline.reindex(options, fill_value="")
        counts = {sort: (self.criteria == sort).sum() for sort in _STANDS}
        return pd.DataFrame(
            {
                "fixed weights": [stands[name] for name in options],
                "better": [shares[name] for name in options],
                "level": pairs["tied"].to_list(),
                "worse": pairs["behind"].to_list(),
                "not comparable": pairs["incomparable"].to_list(),
                "every weighting": known.to_list(),
                **{f"criteria {sort}": counts[sort].to_list() for sort in _STANDS},
            },
            index=options,
        )

    def _claims(self) -> Iterator[Claim]:
        """Say who is better under the fixed weights, how often over all, and on what worse."""
        yield from claims_against_baseline(self.ranking)
        yield self._under_fixed_weights()
        yield from claims_versus_baseline(self.robustness)
        for name in self.criteria.columns:
            yield of_criteria(str(name), self.baseline, self.criteria[name])
        yield from self.ranking.weights_told

    def _under_fixed_weights(self) -> Claim:
        """Say how each option stands under the fixed weights."""
        stands = stands_against_baseline(self.ranking)
        groups: dict[str, Value] = {
            sort: tuple(name for name, each in stands.items() if each == sort) for sort in _STANDS
        }
        groups["open"] = groups.pop("not comparable")
        return _claim("under fixed weights", baseline=self.baseline, **groups)

    @property
    def provenance(self) -> Provenance:
        """What it rests on: that of the shares of all weightings."""
        return self.robustness.provenance

    def to_frame(self) -> pd.DataFrame:
        """One row an option; see `table`."""
        return self.table.rename_axis("alternative").reset_index()

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""
        return {
            "baseline": self.baseline,
            "weights": self.ranking.weights.to_dict(),
            "table": self.table.to_dict(orient="index"),
            "criteria": self.criteria.to_dict(orient="index"),
            "claims": [claim.to_dict() for claim in self.claims],
            "provenance": self.provenance.to_dict(),
        }

    def _parts(self) -> Iterator[Part]:
        yield from (str(self.provenance), self._shown(), "", self._findings_said)

    def _shown(self) -> pd.DataFrame:
        """Write the table as text."""
        shares = shares_better(self.robustness)
        texts = [share_text(shares[name].value, shares[name].size) for name in self.table.index]
        columns = [f"criteria {sort}" for sort in _STANDS]
        shown = self.table[["fixed weights", "better", "every weighting", *columns]]
        return shown.assign(better=texts).replace({"every weighting": {"": "–"}})


def standing_by_criterion(problem: DecisionProblem) -> pd.DataFrame:
    """Tell how each option stands to the baseline on each criterion, criteria x options."""
    names = list(problem.alternative_names)
    place = names.index(str(problem.baseline))
    ahead, comparable = problem.ahead.values, problem.comparable.values
    stands = np.select(
        [ahead[:, :, place], ahead[:, place, :], comparable[:, :, place]],
        ["better", "worse", "level"],
        "not comparable",
    )
    table = pd.DataFrame(stands, list(problem.criterion_names), names, dtype=object)
    return table.drop(columns=names[place])


def of_criteria(name: str, baseline: str, stands: pd.Series[str]) -> Claim:
    """Say on which criteria an option is worse than the baseline, and on how many what else."""
    worse = tuple(str(each) for each in stands.index[stands == "worse"])
    return _claim(
        "by criterion",
        who=name,
        baseline=baseline,
        worse=worse[:_MOST_LISTED],
        more=len(worse[_MOST_LISTED:]),
        better=int((stands == "better").sum()),
        level=int((stands == "level").sum()),
        open=int((stands == "not comparable").sum()),
    )


@checks_arguments
def against_baseline(
    problem: DecisionProblem,
    method: str | Method | MethodFunction = "borda",
    weights: WeightsLike = None,
    *,
    within: SpaceLike = None,
    size: Size = "auto",
    rng: RandomSource = 1,
    options: Mapping[str, str] | None = None,
) -> AgainstBaseline:
    """Tell which options are better than the baseline, under how many weightings, and on what.

    Parameters
    ----------
    problem : DecisionProblem
        With an option that is the baseline, such as doing nothing: see
        `DecisionProblem.with_baseline`.
    method : str, Method or callable, optional
    weights : None, "equal", "layer-equal", mapping or array, optional
        The fixed weights; see `mcda_ai.weights.resolve`.
    within : WeightSpace or text, optional
        The weightings; as `weights` of `mcda_ai.robustness`.
    size, rng, options
        As for `mcda_ai.robustness`.

    Returns
    -------
    AgainstBaseline
        Whether an option is better under every weighting is decided by the corners of the weight
        space, or linear programmes, of a method that is linear in the weights; of others it is
        told how often draws show it.

    Raises
    ------
    ProblemError
        If no option is the baseline, and as for `mcda_ai.robustness`.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "nothing > A > B", "reach": "A > B > nothing"})
    >>> found = mcda.against_baseline(problem.with_baseline("nothing"))
    >>> found.table["better"].round(3).to_dict(), found.table["criteria worse"].to_dict()
    ({'A': 0.667, 'B': 0.333}, {'A': 1, 'B': 1})
    """
    if problem.baseline is None:
        raise ProblemError(_fault("no baseline", names=problem.alternative_names[0]))
    return AgainstBaseline(
        rank(problem, method, weights, options),
        robustness(problem, method, within, size, rng, options=options),
    )
