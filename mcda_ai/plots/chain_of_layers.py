"""What each layer of a problem says by itself, beside a ranking by all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mcda_ai.messages.claims import Claim, Percent, claims_of
from mcda_ai.messages.figures import weight_decimals
from mcda_ai.methods import registry
from mcda_ai.methods.ranking import Ranking
from mcda_ai.orders.weak_order import TIE_TOLERANCE, BoolArray, FloatArray, IntArray
from mcda_ai.problem.evidence import Layer

_claim = claims_of("plots.chain_of_layers")


@dataclass(frozen=True, eq=False)
class Step:
    """What a layer says by itself, or all layers together.

    Attributes
    ----------
    layer : Layer or None
        None: all of them together.
    weight : float
        Of all weight, from 0 to 1. Where it is 0 the criteria are taken to weigh equally.
    won : array of shape (n_alternatives,)
        Share of an option's comparisons with the others that it wins, as the criteria weigh; a tie
        counts half.
    uncompared : array of shape (n_alternatives,)
        Half of the share of its comparisons that nobody made, since a cell is unscored. With `won`
        it is what an option has, which is its Borda score on a scale from 0 to 1.
    ranks : array of int of shape (n_alternatives,)
        By what they have: 1 + the number that have more.
    first : tuple of str
        Those of rank 1; nobody where no pair is compared.
    disputed, unscored : tuple of str
        Its criteria on which the readings differ, and those that compare no pair.
    """

    layer: Layer | None
    weight: float
    won: FloatArray
    uncompared: FloatArray
    ranks: IntArray
    first: tuple[str, ...]
    disputed: tuple[str, ...]
    unscored: tuple[str, ...]

    @property
    def compares(self) -> bool:
        """Whether any of its criteria compares a pair."""
        return bool(self.first)

    @property
    def is_precondition(self) -> bool:
        """Whether it is no step of a chain, but what has to be there for all of them."""
        return self.layer is not None and self.layer.role == "precondition"

    def remarks(self, *, weight: bool = True) -> Iterator[Claim]:
        """Say what a layer weighs, and how many criteria are disputed or compare nothing."""
        if weight and self.compares:
            told = (Percent(self.weight, weight_decimals(self.weight)),) if self.weight else ()
            yield _claim("weighs", weight=told)
        if not self.compares:
            yield _claim("nothing compared")
        for kind, criteria in (("disputed", self.disputed), ("unscored", self.unscored)):
            if criteria:
                yield _claim(kind, n=len(criteria))


@dataclass(frozen=True, eq=False)
class ChainOfLayers:
    """A ranking, what each layer says by itself, and all of them together."""

    ranking: Ranking
    steps: tuple[Step, ...]
    together: Step

    @property
    def chain(self) -> list[Step]:
        """The layers that are steps of a chain."""
        return [step for step in self.steps if not step.is_precondition]

    @property
    def preconditions(self) -> list[Step]:
        """The layers that are not."""
        return [step for step in self.steps if step.is_precondition]

    @property
    def weighs_equally(self) -> bool:
        """Whether all layers weigh the same."""
        weights = [step.weight for step in self.steps]
        return max(weights) - min(weights) <= TIE_TOLERANCE

    @property
    def goes_by_comparisons(self) -> bool:
        """Whether the ranking is the order of what the options have of all layers together."""
        return bool((self.together.ranks == self.ranking.ranks.to_numpy()).all())

    def best(self, most: int) -> list[int]:
        """Give so many options at most, by number, in the order of the ranking.

        They are the best of it, but who is first in a layer goes before others.
        """
        ranks, names = self.ranking.ranks.to_numpy(), self.ranking.problem.alternative_names
        first = {*self.ranking.leaders, *(name for step in self.steps for name in step.first)}
        others = np.array([name not in first for name in names])
        chosen = np.lexsort((ranks, others))[:most].tolist()
        return sorted(chosen, key=lambda place: (ranks[place], place))

    def said(self) -> Claim:
        """Say who is first in each layer, and in the ranking."""
        return _claim(
            "chain",
            layers=tuple(
                _claim("layer", layer=step.layer.name, who=step.first)
                for step in (*self.chain, *self.preconditions)
                if step.layer is not None
            ),
            method=self.ranking.method.label,
            leaders=tuple(self.ranking.leaders),
        )


def more_options(n: int) -> Claim:
    """Say how many options a picture leaves out."""
    return _claim("more options", n=n)


def chain_of_layers(ranking: Ranking) -> ChainOfLayers:
    """Take a ranking apart by layers.

    What a layer says is told by comparisons of two options, whatever the method of the ranking: not
    every method gives scores, or can do with the criteria of one layer. Who is ahead counts, not by
    how much.

    Parameters
    ----------
    ranking : Ranking

    Returns
    -------
    ChainOfLayers

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings(
    ...     {"cost": "A > B > C", "reach": "C > A = B"},
    ...     layers={"input": ["cost"], "impact": ["reach"]},
    ... )
    >>> steps = chain_of_layers(mcda.rank(problem)).steps
    >>> [(step.first, step.won.tolist()) for step in steps]
    [(('A',), [1.0, 0.5, 0.0]), (('C',), [0.25, 0.25, 1.0])]
    """
    problem = ranking.problem
    steps = tuple(
        _step(ranking, layer, problem.layer_of == place)
        for place, layer in enumerate(problem.layers)
    )
    return ChainOfLayers(ranking, steps, _step(ranking, None, np.ones_like(problem.scored)))


def _step(ranking: Ranking, layer: Layer | None, members: BoolArray) -> Step:
    """Look at some criteria alone."""
    problem = ranking.problem
    names = np.array(problem.criterion_names, dtype=object)
    counting = members & problem.scored
    weights = np.where(counting, ranking.weights.to_numpy(), 0.0)
    weight = weights.sum()
    within = weights / weight if weight > 0 else counting / max(counting.sum(), 1)
    above, below, compared = problem.pair_counts
    rivals = len(problem.alternatives) - 1
    ranks = registry.find("borda").on(problem).ranks(within[problem.scored])
    who = np.array(problem.alternative_names, dtype=object)[ranks == 1]
    return Step(
        layer=layer,
        weight=float(weight),
        won=within @ (above + compared - below) / (2 * rivals),
        uncompared=within @ (rivals - compared) / (2 * rivals) * bool(counting.any()),
        ranks=ranks,
        first=tuple(who.tolist()) if counting.any() else (),
        disputed=tuple(names[members & np.isin(names, problem.disputed)].tolist()),
        unscored=tuple(names[members & ~problem.scored].tolist()),
    )
