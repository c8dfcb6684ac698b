"""One method, one weight vector: who leads, and the whole order."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import permutations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.figures import percent_of_sum
from mcda_ai.messages.label import Label
from mcda_ai.messages.wording import NOBODY, leaders_text
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Detail, Evaluator, Method, MethodFunction
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray, WeakOrder, order_from_ranks
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.weights import WeightsLike, WeightSpace, resolve

_HEADLINE = {
    "chosen": Label(en="chosen", nl="gekozen"),
    "leads": Label(en="leads", nl="vooraan"),
    "ahead": Label(en="ahead", nl="boven elkaar"),
    "tied": Label(en="tied", nl="gelijk"),
    "incomparable": Label(en="incomparable", nl="onvergelijkbaar"),
}


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
        The ranks as text, such as ``B3 > B1 = B2``. Of a partial order or a choice set the ranks
        say less than of a weak order: see `headline`, which says no more than the method does.
    orders : list of str
        Every optimum, where the method has several; else just `order`.
    n_orders : int
        How many optima there are; more than `orders` lists if there are very many.
    leaders : list of str
        The alternatives that nobody is ahead of; for a choice set the chosen, possibly nobody.
    figures : mapping of str to float
        Named numbers of the method, such as the gap to the runner-up.
    by_alternative : DataFrame, alternatives x named numbers
        What the method says of each alternative beside its score, such as flows.
    by_pair : DataFrame, (alternative, versus) x named findings
        What the method says of each pair, such as the criteria that speak against dominance.
    notes : tuple of str
        What the method has to add in words, such as whether an optimum is proven.
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
    by_alternative: pd.DataFrame = field(default_factory=pd.DataFrame)
    by_pair: pd.DataFrame = field(default_factory=pd.DataFrame)
    notes: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def order(self) -> str:
        """The ranks as text."""
        return str(order_from_ranks(self.ranks.to_numpy(), self.problem.alternative_names))

    @property
    def headline(self) -> str:
        """Say what the method finds: an order, who is ahead of whom, or who is chosen."""
        return self.headline_in("en")

    def headline_in(self, language: str) -> str:
        """Say the same in a language: "en" or "nl"."""
        leaders = leaders_text(self.leaders) or NOBODY.text(language)
        if self.method.returns == "choice_set":
            return f"{_HEADLINE['chosen'].text(language)}: {leaders}"
        if self.method.returns != "outranking" or "incomparable" not in self._relations.values():
            return self.order
        told = [f"{_HEADLINE['leads'].text(language)}: {leaders}"]
        for relation, sign in (("ahead", ">"), ("tied", "="), ("incomparable", "|")):
            pairs = [
                f"{i} {sign} {j}"
                for (i, j), found in self._relations.items()
                if found == relation and (sign == ">" or self._place(i) < self._place(j))
            ]
            if pairs:
                told.append(f"{_HEADLINE[relation].text(language)}: {', '.join(pairs)}")
        return "; ".join(told)

    @property
    def _relations(self) -> dict[tuple[str, str], str]:
        """Relation of each ordered pair of an outranking method."""
        pairs = permutations(self.problem.alternative_names, 2)
        return dict(zip(pairs, map(str, self.by_pair["relation"]), strict=True))

    def _place(self, name: str) -> int:
        return self.problem.alternative_names.index(name)

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
            "headline": self.headline,
            "order": self.order,
            "orders": self.orders,
            "n_orders": self.n_orders,
            "leaders": self.leaders,
            "figures": dict(self.figures),
            "by_alternative": self.by_alternative.to_dict(orient="index"),
            "by_pair": self.by_pair.reset_index().to_dict(orient="records"),
            "notes": list(self.notes),
            "coverage": self.coverage,
        }

    def __repr__(self) -> str:
        lines = [f"{self.method.label}: {self.headline}"]
        lines.append("leaders: " + (", ".join(self.leaders) or "none"))
        if self.method.returns in ("scores", "weak_order") and self.orders != [self.order]:
            shown = self.orders[:6]
            more = f" and {self.n_orders - len(shown)} more" if self.n_orders > len(shown) else ""
            lines.append(f"optimal orders ({self.n_orders}): " + "; ".join(shown) + more)
        if self.scores is not None:
            lines.append(
                "scores: " + ", ".join(f"{n} {value:.4g}" for n, value in self.scores.items())
            )
        lines += [f"{name}: {value:.4g}" for name, value in self.figures.items()]
        lists = [name for name, column in self.by_pair.items() if isinstance(column.iloc[0], list)]
        for table in (self.by_alternative, self.by_pair.drop(columns=lists)):
            if table.size:
                lines += ["", table.to_string(float_format="{:.4g}".format), ""]
        lines += [
            f"{title}, {' over '.join(pair)}: {', '.join(names) or 'none'}"
            for title in lists
            for pair, names in zip(self.by_pair.index, self.by_pair[title], strict=True)
        ]
        lines += self.notes
        coverage = percent_of_sum(self.coverage, decimals=1)
        lines.append(f"coverage: {coverage} of the weight compares a pair, on average")
        lines += [f"on {self.problem.name}: {'; '.join(self.problem.circumstances)}"] * bool(
            self.problem.circumstances
        )
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        told = [f"{self.method.label}: {self.headline}", *self.notes]
        paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in told)
        table: str = self.to_frame().to_html(index=False, na_rep="")
        return paragraphs + table


def rank(
    problem: DecisionProblem,
    method: str | Method | MethodFunction = "borda",
    weights: WeightsLike | WeightSpace = None,
    options: Mapping[str, str] | None = None,
) -> Ranking:
    """Rank the alternatives of a problem by one method and one weight vector.

    Parameters
    ----------
    problem : DecisionProblem
    method : str, Method or callable, optional
        A name (see ``mcda_ai.methods.names()``), a method, or a function of (view, weights).
    weights : None, "equal", "layer-equal", mapping, array or WeightSpace, optional
        None takes the problem's own weights, else equal ones; see `mcda_ai.weights.resolve`.
        A space such as ``Ordered("impact > cost")`` goes with REGIME, which needs no more.
    options : mapping of str to str, optional
        Named options of the method, such as ``{"variant": "domination"}``. Every method has
        "unscored": an unscored cell can count as "best" or "worst".

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
    evaluator = registry.find(method).on(problem, options)
    if isinstance(weights, WeightSpace):
        return _over_space(problem, evaluator, weights)
    resolved = resolve(weights, problem)
    scored = resolved[problem.scored]
    scores = evaluator.scores(scored)
    ranks = evaluator.ranks(scored, scores)
    told = evaluator.method.details(evaluator.view, scored, **evaluator.options) or Detail()
    if evaluator.method.returns == "outranking":
        words = {"relation": _relation_in_words(evaluator.relation(scored))}
        told = replace(told, by_pair={**words, **told.by_pair})
    return _ranking(problem, evaluator, resolved, scores, ranks, told)


def _over_space(problem: DecisionProblem, evaluator: Evaluator, space: WeightSpace) -> Ranking:
    """Rank by a method that can do with knowing only a simplex of weights."""
    method = evaluator.method
    if method.simplex_function is None:
        raise ProblemError(
            f"method '{method.name}' ranks one weighting, not a weight space; allowed: fixed "
            "weights here, or mcda_ai.robustness over the space"
        )
    vertices = space.vertices(problem)
    scores, told = method.over(evaluator.view, vertices[:, problem.scored], **evaluator.options)
    ranks = evaluator.ranks(np.empty(0), scores)
    told = replace(told, notes=(*told.notes, f"weights: {space}; shown is their mean"))
    return _ranking(problem, evaluator, vertices.mean(axis=0), scores, ranks, told)


def _ranking(
    problem: DecisionProblem,
    evaluator: Evaluator,
    weights: FloatArray,
    scores: FloatArray | None,
    ranks: IntArray,
    detail: Detail,
) -> Ranking:
    """Label what a method found."""
    names = list(problem.alternative_names)
    own = str(order_from_ranks(ranks, names))
    return Ranking(
        ranks=pd.Series(ranks, index=names, name="rank"),
        scores=None if scores is None else pd.Series(scores, index=names, name="score"),
        orders=[_text(order, names) for order in detail.orders] or [own],
        n_orders=detail.n_orders or 1,
        leaders=[name for name, rank in zip(names, ranks, strict=True) if rank == 1],
        coverage=_coverage(problem, weights),
        weights=pd.Series(weights, index=list(problem.criterion_names), name="weight"),
        method=evaluator.method,
        problem=problem,
        figures=dict(detail.figures),
        by_alternative=pd.DataFrame(dict(detail.by_alternative), index=names),
        by_pair=_by_pair(problem, detail),
        notes=detail.notes,
        options=dict(evaluator.options),
    )


def _relation_in_words(relation: BoolArray) -> NDArray[Any]:
    """Say of each pair: ahead, behind, tied or incomparable; shape (m, m)."""
    words = np.array(["incomparable", "ahead", "behind", "tied"])
    return np.asarray(words[relation + 2 * relation.T])


def _by_pair(problem: DecisionProblem, detail: Detail) -> pd.DataFrame:
    """One row for each ordered pair of different alternatives."""
    names = problem.alternative_names
    criteria = np.array(problem.criterion_names, dtype=object)[problem.scored]
    pairs = list(permutations(range(len(names)), 2))
    columns: dict[str, list[Any]] = {
        title: [values[pair].item() for pair in pairs] for title, values in detail.by_pair.items()
    }
    for title, speaks in detail.criteria_by_pair.items():
        columns[title] = [criteria[speaks[pair]].tolist() for pair in pairs]
    index = pd.MultiIndex.from_tuples(
        [(names[i], names[j]) for i, j in pairs], names=["alternative", "versus"]
    )
    return pd.DataFrame(columns, index=index)


def _text(order: tuple[tuple[int, ...], ...], names: list[str]) -> str:
    return str(WeakOrder(tuple(tuple(names[i] for i in group) for group in order)))


def _coverage(problem: DecisionProblem, weights: FloatArray) -> float:
    m = len(problem.alternatives)
    compared = problem.pair_counts.compared.sum(axis=1) / (m * (m - 1))
    return float(weights @ compared)
