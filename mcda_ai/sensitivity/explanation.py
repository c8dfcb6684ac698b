"""Why an option leads: what each criterion adds, and which few judgements are enough for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from mcda_ai.algorithms.sufficient_sets import fewest_against_all, fewest_against_one
from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import ProblemError
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.methods.ranking import rank
from mcda_ai.methods.refusals import reason_in
from mcda_ai.orders.weak_order import TIE_TOLERANCE, FloatArray, IntArray
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.explanation_result import BY_PAIR, Explanation, JudgementSet
from mcda_ai.sensitivity.other_judgements import worst_leads
from mcda_ai.sensitivity.reasons import Reasons, reasons, voters_of
from mcda_ai.weights import WeightsLike
from mcda_ai.weights.names import scored_names


@checks_arguments
def explain(
    problem: DecisionProblem,
    method: str | Method | MethodFunction = "borda",
    weights: WeightsLike = None,
    rival: str | None = None,
    options: Mapping[str, str] | None = None,
) -> Explanation:
    """Tell why an option leads, and which judgements are enough for that.

    Parameters
    ----------
    problem : DecisionProblem
    method : str, Method or callable, optional
    weights : None, "equal", "layer-equal", name of a weight set, mapping or array, optional
        See `mcda_ai.weights.resolve`.
    rival : str, optional
        Beside whom the leader is put, by name or label; every other option unless given.
    options : mapping of str to str, optional

    Returns
    -------
    Explanation

    Raises
    ------
    ProblemError
        For an unknown method or option, weights that cannot be used, where nobody leads, and for a
        rival that leads alone, takes no part or does not exist.

    Notes
    -----
    What a criterion k of weight w_k adds to the lead of a over b is w_k (s_ka - s_kb): of a method
    that is linear in the weights these add up to the difference in scores. Of other methods it is
    the weight of the criterion where it puts a above b, and less its weight where below.

    Judgements are *sufficient* if they keep the leader at least level with every rival whatever
    all others say: each of these may be any order of the options that it ranks now, with ties;
    cells that are not scored stay so, and cells that the option "unscored" fills in count as
    judged. The worst that one can say differs by rival, so what is kept must be enough against the
    worst for each of them:

        sum_k kept of w_k d_kb + sum_k other of w_k min d_kb >= 0   for every rival b,

    with d_kb the lead of the leader over b on k and min d_kb the least that any order gives, as
    where b is first and the leader last. The fewest that are enough are found by an integer
    programme, against one rival by taking those first that gain most. The fewest that could
    *overturn* it are as many as can, judged otherwise, put one rival ahead of the leader. In an
    election each ballot is a judgement. A method that is not linear, and a judgement that is more
    than a ranking, is refused with the reason in `refusal`.

    References
    ----------
    Contet, A., Grandi, U., Mengin, J. (2024). Abductive and contrastive explanations for scoring
    rules in voting. ECAI 2024, Frontiers in Artificial Intelligence and Applications 392.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> result = mcda.explain(mcda.load("ai-factory"), weights="equal")
    >>> result.leader, result.sufficient.size, result.sufficient.of
    ('B3', 17, 25)
    """
    found = registry.find(method)
    ranking = rank(problem, found, weights, options)
    why = reasons(ranking, rival)
    try:
        judgements = _Judgements.of(why)
    except ProblemError as error:
        empty = pd.DataFrame(columns=list(BY_PAIR))
        return Explanation(**vars(why), by_pair=empty, refusal=reason_in(error))
    return Explanation(
        **vars(why),
        sufficient=judgements.sufficient(),
        against=judgements.against(),
        by_pair=judgements.by_pair(),
    )


class _Judgements(NamedTuple):
    """What judgements say beside the worst that they could: all in units of what one can add.

    `gains` of shape (n_criteria, n_rivals): what one judgement that is kept adds to the lead beside
    the worst it could say. `sizes`: how many there are on each criterion. `leads`: over each rival.
    """

    criteria: tuple[str, ...]
    rivals: tuple[str, ...]
    gains: FloatArray
    sizes: IntArray
    leads: FloatArray

    @classmethod
    def of(cls, why: Reasons) -> _Judgements:
        """Weigh them up."""
        problem, ranking = why.ranking.problem, why.ranking
        evaluator = ranking.method.on(problem, ranking.options)
        place = {name: k for k, name in enumerate(problem.alternative_names)}
        rivals = np.array([place[name] for name in why.rivals], dtype=np.intp)
        worst = worst_leads(problem, ranking.method, evaluator, place[why.leader], rivals)
        weights = ranking.weights.to_numpy()[problem.scored]
        gains = np.maximum(why.contributions.to_numpy() - weights[:, None] * worst, 0.0)
        voters = voters_of(ranking)
        sizes = np.ones(len(weights), dtype=np.intp) if voters is None else voters
        leads = why.contributions.to_numpy().sum(axis=0) / evaluator.unit
        return cls(scored_names(problem), why.rivals, gains / (sizes[:, None] * evaluator.unit),
                   sizes, leads)  # fmt: skip

    @property
    def _needed(self) -> FloatArray:
        """What gains must add up to, or more, against each rival."""
        return np.asarray(self.sizes @ self.gains - self.leads - TIE_TOLERANCE)

    def sufficient(self) -> JudgementSet:
        """Give the fewest that keep the leader level or ahead of every rival."""
        found = fewest_against_all(self.gains, self.sizes, self._needed)
        always = () if found.always.min() < 0 else self._named(found.always)
        return JudgementSet(self._named(found.taken), self._counted(found.taken), self._of,
                            found.least, found.ways, always, self.rivals)  # fmt: skip

    def against(self) -> JudgementSet | None:
        """Give the fewest that could put a rival ahead, with all whom so few could; or None."""
        sets = [self._overturning(k) for k in range(len(self.rivals))]
        sizes = [np.inf if taken is None else int(taken.sum()) for taken in sets]
        fewest = min(sizes)
        if not np.isfinite(fewest):
            return None
        taken = next(each for each, size in zip(sets, sizes, strict=True) if size == fewest)
        assert taken is not None
        who = tuple(name for name, n in zip(self.rivals, sizes, strict=True) if n == fewest)
        return JudgementSet(self._named(taken), self._counted(taken), self._of, int(fewest),
                            rivals=who)  # fmt: skip

    def by_pair(self) -> pd.DataFrame:
        """Give both against each rival alone: how many, and which."""
        table = []
        for k, needed in enumerate(self._needed.tolist()):
            keeping = fewest_against_one(self.gains[:, k], self.sizes, needed)
            table.append((*self._row(keeping), *self._row(self._overturning(k))))
        return pd.DataFrame(table, list(self.rivals), list(BY_PAIR))

    def _overturning(self, rival: int) -> IntArray | None:
        beyond = float(self.leads[rival]) + TIE_TOLERANCE
        return fewest_against_one(self.gains[:, rival], self.sizes, beyond)

    def _row(self, taken: IntArray | None) -> tuple[float, tuple[str, ...]]:
        return (np.nan, ()) if taken is None else (float(taken.sum()), self._named(taken))

    @property
    def _of(self) -> int:
        return int(self.sizes.sum())

    def _named(self, taken: IntArray) -> tuple[str, ...]:
        return tuple(name for name, n in zip(self.criteria, taken, strict=True) if n)

    def _counted(self, taken: IntArray) -> tuple[int, ...]:
        return tuple(int(n) for n in taken if n)
