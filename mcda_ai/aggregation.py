"""One method, one weight vector: who leads, and the whole order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from mcda_ai import registry
from mcda_ai.contract import Detail, Evaluator, Method, MethodFunction
from mcda_ai.problem import DecisionProblem
from mcda_ai.ranking import FloatArray, IntArray, WeakOrder, order_from_ranks
from mcda_ai.weights import WeightsLike, resolve


@dataclass(frozen=True, eq=False, repr=False)
class Ranking:
    """What one method makes of one problem under one weight vector.

    Attributes
    ----------
    ranks : Series of int by alternative
        1 + the number strictly better (1, 2, 2, 4).
    scores : Series of float by alternative, or None
        None where the method gives no scores. Higher is better.
    order : str
        The ranks as text, such as ``B3 > B1 = B2``.
    orders : list of str
        Every optimum, where the method has several; else just `order`.
    n_orders : int
        How many optima there are; more than `orders` lists if there are very many.
    leaders : list of str
        The alternatives that nobody is ahead of; for a choice set the chosen, possibly nobody.
    figures : mapping of str to float
        Named numbers of the method, such as the gap to the runner-up.
    coverage : float
        Share of the weight, averaged over pairs, on which pairs are compared at all.
    weights : Series of float by criterion
    method : Method
    options : mapping of str to str
    problem : DecisionProblem
    """

    ranks: pd.Series[int]
    scores: pd.Series[float] | None
    orders: list[str]
    n_orders: int
    leaders: list[str]
    coverage: float
    weights: pd.Series[float]
    method: Method
    problem: DecisionProblem
    figures: Mapping[str, float] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def order(self) -> str:
        """The ranks as text."""
        return str(order_from_ranks(self.ranks.to_numpy(), self.problem.alternative_names))

    def to_frame(self) -> pd.DataFrame:
        """One row an alternative: rank, score (NaN where the method gives none) and leads."""
        names = list(self.problem.alternative_names)
        scores = [np.nan] * len(names) if self.scores is None else self.scores.to_list()
        return pd.DataFrame(
            {
                "alternative": names,
                "rank": self.ranks.to_list(),
                "score": scores,
                "leads": [name in self.leaders for name in names],
            }
        )

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""
        return {
            "problem": self.problem.name,
            "reading": self.problem.active_reading,
            "scenarios": list(self.problem.active_scenarios),
            "removed": list(self.problem.removed),
            "method": self.method.name,
            "options": dict(self.options),
            "weights": self.weights.to_dict(),
            "ranks": self.ranks.to_dict(),
            "scores": None if self.scores is None else self.scores.to_dict(),
            "order": self.order,
            "orders": self.orders,
            "n_orders": self.n_orders,
            "leaders": self.leaders,
            "figures": dict(self.figures),
            "coverage": self.coverage,
        }

    def __repr__(self) -> str:
        lines = [f"{self.method.label}: {self.order}"]
        lines.append("leaders: " + (", ".join(self.leaders) or "none"))
        if self.method.returns == "outranking":
            lines.append("a partial order: equal ranks need not mean a tie")
        if self.orders != [self.order]:
            shown = self.orders[:6]
            more = f" and {self.n_orders - len(shown)} more" if self.n_orders > len(shown) else ""
            lines.append(f"optimal orders ({self.n_orders}): " + "; ".join(shown) + more)
        if self.scores is not None:
            lines.append(
                "scores: " + ", ".join(f"{n} {value:.4g}" for n, value in self.scores.items())
            )
        lines += [f"{name}: {value:.4g}" for name, value in self.figures.items()]
        lines.append(
            f"coverage: {_percentage(self.coverage)} of the weight compares a pair, on average"
        )
        lines += [f"on {self.problem.name}: {'; '.join(self.problem.circumstances)}"] * bool(
            self.problem.circumstances
        )
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        html: str = self.to_frame().to_html(index=False, na_rep="")
        return html


def rank(
    problem: DecisionProblem,
    method: str | Method | MethodFunction = "borda",
    weights: WeightsLike = None,
    options: Mapping[str, str] | None = None,
) -> Ranking:
    """Rank the alternatives of a problem by one method and one weight vector.

    Parameters
    ----------
    problem : DecisionProblem
    method : str, Method or callable, optional
        A name (see ``mcda_ai.methods.names()``), a method, or a function of (view, weights).
    weights : None, "equal", "layer-equal", mapping or array, optional
        None takes the problem's own weights, else equal ones; see `mcda_ai.weights.resolve`.
    options : mapping of str to str, optional
        Named options of the method, such as ``{"variant": "domination"}``.

    Returns
    -------
    Ranking
        Ties are kept, never broken; unscored cells abstain, and `coverage` says how much.

    Raises
    ------
    ProblemError
        For an unknown method or option, or weights that cannot be used.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> result = mcda.rank(mcda.load("ai-factory"), method="kemeny", weights="layer-equal")
    >>> result.order, result.leaders
    ('B3 > B2 > B1', ['B3'])
    """
    found = registry.find(method)
    chosen = found.check_options(options)
    resolved = resolve(weights, problem)
    scored = resolved[problem.scored]
    evaluator = found.evaluator(found.view(problem), **chosen)
    scores = evaluator.scores(scored)
    ranks = evaluator.ranks(scored, scores)
    detail = _detail(evaluator, scored, ranks)
    names = list(problem.alternative_names)
    return Ranking(
        ranks=pd.Series(ranks, index=names, name="rank"),
        scores=None if scores is None else pd.Series(scores, index=names, name="score"),
        orders=[_text(order, names) for order in detail.orders],
        n_orders=detail.n_orders,
        leaders=[name for name, rank in zip(names, ranks, strict=True) if rank == 1],
        coverage=_coverage(problem, resolved),
        weights=pd.Series(resolved, index=list(problem.criterion_names), name="weight"),
        method=found,
        problem=problem,
        figures=dict(detail.figures),
        options=chosen,
    )


def _detail(evaluator: Evaluator, weights: FloatArray, ranks: IntArray) -> Detail:
    told = evaluator.method.details(evaluator.view, weights, **evaluator.options)
    if told is not None:
        return told
    groups = tuple(tuple(np.flatnonzero(ranks == rank).tolist()) for rank in np.unique(ranks))
    return Detail(orders=(groups,), n_orders=1, figures={})


def _text(order: tuple[tuple[int, ...], ...], names: list[str]) -> str:
    return str(WeakOrder(tuple(tuple(names[i] for i in group) for group in order)))


def _coverage(problem: DecisionProblem, weights: FloatArray) -> float:
    m = len(problem.alternatives)
    compared = problem.pair_counts.compared.sum(axis=1) / (m * (m - 1))
    return float(weights @ compared)


def _percentage(share: float) -> str:
    """Write a share in per cent, rounded down so that 100 % means all."""
    return "100 %" if share >= 1 - 1e-12 else f"{np.floor(share * 1000) / 10:.1f} %"
