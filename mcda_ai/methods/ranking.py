"""One method, one weight vector: who leads, and the whole order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import permutations
from typing import Any, ClassVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.baseline import marked_within, table_marking
from mcda_ai.messages.claims import Claim, Percent, claims_of
from mcda_ai.messages.faults import Fault, ProblemError, faults_of
from mcda_ai.messages.provenance import Provenance, circumstances_as_data
from mcda_ai.messages.rendering import Labels
from mcda_ai.messages.result import Part, ShownResult, as_html
from mcda_ai.messages.wording import Words
from mcda_ai.methods import registry
from mcda_ai.methods.against_baseline import claims_against_baseline
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.methods.detail import Detail
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.methods.refusals import in_both_languages
from mcda_ai.methods.thin_evidence import ThinEvidence
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray, WeakOrder, order_from_ranks
from mcda_ai.problem.circumstances import doubted_with, weights_said
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.weights import Fixed, WeightsLike, WeightSpace, resolve
from mcda_ai.weights.base import FlatSpace
from mcda_ai.weights.fixed import how_made

_claim = claims_of("methods.ranking")
_fault = faults_of("methods")
_RELATIONS = ("ahead", "tied", "incomparable")
_MOST_ORDERS_SHOWN = 6
_ROUNDING = 1e-12
_NOTES_OF_MEANS = ("methods.faults.mean of a space", "methods.faults.mean of a flat space")
_BY_HOW_MUCH = ("weighted_sum", "promethee2")
"""Methods that take of a measured criterion by how much, to name beside one that does not."""


@dataclass(frozen=True, eq=False, repr=False)
class Ranking(ShownResult):
    """What one method makes of one problem under one weight vector.

    Attributes
    ----------
    ranks : Series of int by alternative
        1 + the number strictly better (1, 2, 2, 4). Of a choice set the chosen have 1, and all
        others share the rank behind them; where nobody is chosen nobody has rank 1.
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
    notes : tuple of Fault
        What the method has to add in words, such as whether an optimum is proven. What a method
        of another package adds as a text stays as it gives it, in any language.
    coverage : float
        Share of the weight, averaged over pairs, on which pairs are compared at all.
    weights : Series of float by criterion
    method : Method
    options : mapping of str to str
    problem : DecisionProblem
    made : Fault or None
        How the weights were made, if of points, an order of importance or comparisons of pairs.
    """

    made_by: ClassVar[str] = "mcda_ai.rank"
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
    notes: tuple[Fault, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    made: Fault | None = None

    @property
    def order(self) -> str:
        """The ranks as text."""
        return str(order_from_ranks(self.ranks.to_numpy(), self.problem.alternative_names))

    @property
    def headline(self) -> str:
        """Say what the method finds: an order, who is ahead of whom, or who is chosen."""
        return self.headline_in("en")

    @checks_arguments
    def headline_in(self, language: Language, labels: Labels = None) -> str:
        """Say the same in a language, "en" or "nl", and with labels for names."""
        return self.words_in(language, labels).said(self._found)

    @property
    def gives_an_order(self) -> bool:
        """Whether the method orders all alternatives: it is no choice set and leaves none aside."""
        if self.method.returns == "outranking":
            return "incomparable" not in self._relations.values()
        return self.method.returns != "choice_set"

    @property
    def _found(self) -> Claim:
        """What the method finds, and no more than it does."""
        if self.method.returns == "choice_set":
            return _claim("chosen", who=tuple(self.leaders))
        if self.gives_an_order:
            groups = order_from_ranks(self.ranks.to_numpy(), self.problem.alternative_names).groups
            return _claim("order", order=groups)
        pairs = {relation: tuple(self._pairs(relation)) for relation in _RELATIONS}
        return _claim("partial", leaders=tuple(self.leaders), **pairs)

    def _pairs(self, relation: str) -> Iterator[Claim]:
        """Say of a partial order which pairs stand in a relation, each pair once."""
        place = {name: k for k, name in enumerate(self.problem.alternative_names)}
        for (one, other), stated in self._relations.items():
            if stated == relation and (relation == "ahead" or place[one] < place[other]):
                yield _claim(relation, one=one, other=other)

    @property
    def _relations(self) -> dict[tuple[str, str], str]:
        """Relation of each ordered pair of an outranking method."""
        pairs = permutations(self.problem.alternative_names, 2)
        return dict(zip(pairs, map(str, self.by_pair["relation"]), strict=True))

    def _claims(self) -> Iterator[Claim]:
        """Say what the method finds and adds, and how much of the weight it could use."""
        yield _claim("found", method=self.method.label, what=self._found)
        yield from claims_against_baseline(self)
        if self._ranks_by_orders and self.n_orders > 1:
            yield _claim("alike", orders=self.n_orders)
        yield from self._remarks()
        if self._covered < 1:
            yield self._coverage
        yield from self.weights_told

    def _remarks(self) -> Iterator[Claim]:
        """Say what the method adds, and what its finding leaves out of what was measured."""
        for note in self.notes:
            yield _claim("note", text=in_both_languages(note))
        thin = ThinEvidence.of(self.problem)
        yield from (*thin.empty.claims(), *thin.claims(self.placed_by_nothing))
        if self.method.returns == "choice_set" and not self.leaders:
            yield _claim("nobody chosen", rank=int(self.ranks.max()))
        if self.method.measured == "order of the values":
            measured = self._measured()
            if small := tuple(filter(self._has_small_differences, measured)):
                yield _claim("small differences count", criteria=small)
            if self.method.cardinalises and measured:
                yield _claim("order of values only", criteria=measured, others=_BY_HOW_MUCH)

    @property
    def weights_told(self) -> tuple[Claim, ...]:
        """Which weights count, and how they were made, if that is known.

        Not where many count, and a note says that those shown are a mean.
        """
        if any(note.kind in _NOTES_OF_MEANS for note in self.notes):
            return ()
        said = weights_said(self.problem, np.asarray(self.weights, dtype=np.float64))
        return (said, *self.making_told)

    @property
    def making_told(self) -> tuple[Claim, ...]:
        """How the weights were made, if that is known."""
        return () if self.made is None else (_claim("made", how=in_both_languages(self.made)),)

    @property
    def placed_by_nothing(self) -> tuple[str, ...]:
        """Alternatives that no score compares with another, and that all the same have a place.

        They lead, or are not behind all that were compared.
        """
        thin = ThinEvidence.of(self.problem)
        placed = thin.placed_in({str(name): int(rank) for name, rank in self.ranks.items()})
        is_choice = self.method.returns == "choice_set"
        return tuple(name for name in placed if not is_choice or name in self.leaders)

    def _measured(self) -> tuple[str, ...]:
        """Name the measured criteria that weigh something here."""
        has_values = ~np.isnan(self.problem.values).all(axis=1)
        counts = has_values & self.problem.scored & (self.weights.to_numpy() > 0)
        return tuple(str(name) for name in self.weights.index[counts])

    def _has_small_differences(self, criterion: str) -> bool:
        """Tell whether some values differ there, but by too little to be preferred."""
        ranks = self.problem.ranks[self.problem.criterion_names.index(criterion)]
        ahead = self.problem.ahead[criterion].to_numpy()
        return bool(((ranks[:, None] < ranks) & ~ahead).any())

    @property
    def _ranks_by_orders(self) -> bool:
        return self.method.returns in ("scores", "weak_order")

    @property
    def _covered(self) -> float:
        """The coverage; all of it is 1, but for rounding in the sum."""
        return 1.0 if self.coverage >= 1 - _ROUNDING else self.coverage

    @property
    def _coverage(self) -> Claim:
        """How much of the weight compares two; criteria that compare none have no weight."""
        outside = not bool(self.problem.scored.all()) and not self.problem.counts
        return _claim("coverage", share=Percent(self._covered, 1), outside=outside)

    @property
    def provenance(self) -> Provenance:
        """What it rests on: problem, method and the weights themselves."""
        return provenance_of(self.problem, self.method, self.options, self.weights)

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
            **circumstances_as_data(self.problem),
            "method": self.method.name,
            "options": dict(self.options),
            "weights": self.weights.to_dict(),
            **({} if self.made is None else {"made": self.made}),
            "ranks": self.ranks.to_dict(),
            "scores": None if self.scores is None else self.scores.to_dict(),
            "headline": Words().said(self._found),
            "order": self.order,
            "orders": self.orders,
            "n_orders": self.n_orders,
            "leaders": self.leaders,
            "figures": dict(self.figures),
            "by_alternative": self.by_alternative.to_dict(orient="index"),
            "by_pair": self.by_pair.reset_index().to_dict(orient="records"),
            "notes": list(self.notes),
            "coverage": self.coverage,
            "claims": [claim.to_dict() for claim in self.claims],
        }

    def _parts(self) -> Iterator[Part]:
        yield f"{self.method.label}: {self.headline}"
        words = self.words_in()
        yield f"leaders: {', '.join(map(words.name, self.leaders)) or 'none'}"
        yield from map(words.said, claims_against_baseline(self))
        yield from map(self.words_in().said, self.weights_told)
        yield from self._optimal_orders()
        yield from self._figures_shown()
        yield from self._tables_shown()
        yield from map(self.words_in().said, self._remarks())
        yield self.words_in().said(self._coverage)
        if self.problem.circumstances:
            yield f"on {self.problem.name}: {'; '.join(self.problem.circumstances)}"

    def _optimal_orders(self) -> Iterator[str]:
        if self._ranks_by_orders and self.orders != [self.order]:
            shown = self.orders[:_MOST_ORDERS_SHOWN]
            more = f" and {self.n_orders - len(shown)} more" if self.n_orders > len(shown) else ""
            known = (self.provenance.baseline, self.problem.alternative_names)
            told = "; ".join(marked_within(order, *known) for order in shown)
            yield f"optimal orders ({self.n_orders}): {told}{more}"

    def _figures_shown(self) -> Iterator[str]:
        if self.scores is not None:
            name_of = self.words_in().name
            scores = (f"{name_of(str(name))} {score:.4g}" for name, score in self.scores.items())
            yield f"scores: {', '.join(scores)}"
        for name, figure in self.figures.items():
            yield f"{name}: {figure:.4g}"

    def _tables_shown(self) -> Iterator[str]:
        """Give the tables, apart from the text; what is a list for a pair has a line of its own."""
        lists = [name for name, column in self.by_pair.items() if isinstance(column.iloc[0], list)]
        for table in (self.by_alternative, self.by_pair.drop(columns=lists)):
            if table.size:
                shown = table_marking(table, self.provenance.baseline)
                yield from ("", shown.to_string(float_format="{:.4g}".format), "")
        for title in lists:
            for pair, names in zip(self.by_pair.index, self.by_pair[title], strict=True):
                told = " over ".join(map(self.words_in().name, pair))
                yield f"{title}, {told}: {', '.join(names) or 'none'}"

    def _answer_html(self) -> str:
        words = self.words_in()
        frame = self.to_frame()
        frame["alternative"] = frame["alternative"].map(words.name)
        table: str = frame.to_html(index=False, na_rep="")
        remarks = map(words.said, (*claims_against_baseline(self), *self._remarks()))
        return as_html([f"{self.method.label}: {self.headline}", *remarks]) + table


def provenance_of(
    problem: DecisionProblem,
    method: Method,
    options: Mapping[str, str],
    weights: pd.Series[float],
) -> Provenance:
    """Say what one method under one weighting rests on; nothing is drawn."""
    space = Fixed({str(name): float(weight) for name, weight in weights.items()})
    return Provenance.of(problem, method.name, options, space.name, repr(space))


@checks_arguments
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
        None takes the problem's own weights, else equal ones; see `mcda_ai.weights.resolve`. Those
        of points, an order or pairs (`mcda_ai.weights.from_order`, ...) are told as what they are.
        A space such as ``Ordered("impact > cost")`` goes with REGIME, which needs no more.
    options : mapping of str to str, optional
        Named options of the method, such as ``{"variant": "domination"}``. Every method has
        "unscored": an unscored cell can count as "best" or "worst", also on a criterion that
        scores one alternative only; the result is then about the problem filled in so.

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
    chosen = registry.find(method)
    problem = doubted_with(chosen.problem_for(problem, options), weights)
    evaluator = chosen.on(problem, options)
    if isinstance(weights, WeightSpace):
        return _over_space(problem, chosen, evaluator, weights)
    resolved = resolve(weights, problem)
    scored = resolved[problem.scored]
    scores = evaluator.scores(scored)
    ranks = evaluator.ranks(scored, scores)
    told = chosen.details(evaluator.view, scored, **evaluator.options) or Detail()
    if chosen.returns == "outranking":
        words = {"relation": _relation_in_words(evaluator.relation(scored))}
        told = replace(told, by_pair={**words, **told.by_pair})
    stated = how_made(weights, problem)
    with chosen.blamed():  # the detail is as the method gave it
        found = _ranking(problem, chosen, evaluator.options, resolved, scores, ranks, told)
    return found if stated is None else replace(found, made=stated.made)


def _over_space(
    problem: DecisionProblem, method: Method, evaluator: Evaluator, space: WeightSpace
) -> Ranking:
    """Rank by a method that can do with knowing only a simplex of weights."""
    if method.simplex_function is None:
        raise ProblemError(_fault("not over a space", name=method.name))
    vertices = space.vertices(problem)
    scores, told = method.over(evaluator.view, vertices[:, problem.scored], **evaluator.options)
    ranks = evaluator.ranks(np.empty(0), scores)
    told = replace(told, notes=(*told.notes, _mean_shown(space)))
    centre = vertices.mean(axis=0)
    with method.blamed():
        return _ranking(problem, method, evaluator.options, centre, scores, ranks, told)


def _mean_shown(space: WeightSpace) -> Fault:
    """Say that the weights shown are the mean of a space; one of another package says what it is.

    What a flat one keeps to are signs and names, the same in both languages.
    """
    if not isinstance(space, FlatSpace):
        return _fault("mean of a space", space=str(space))
    if isinstance(space, Fixed):
        return _fault("one weighting")
    return _fault("mean of a flat space", conditions=tuple(space.conditions()))


def _note(given: str) -> Fault:
    """Take a note as it is given: a text of another package has no other language."""
    return given if isinstance(given, Fault) else _fault("in its own words", text=str(given))


def _ranking(
    problem: DecisionProblem,
    method: Method,
    options: Mapping[str, str],
    weights: FloatArray,
    scores: FloatArray | None,
    ranks: IntArray,
    detail: Detail,
) -> Ranking:
    """Label what a method found."""
    names = list(problem.alternative_names)
    labels = pd.Index(names)
    own = str(order_from_ranks(ranks, names))
    return Ranking(
        ranks=pd.Series(ranks, index=labels.view(), name="rank"),
        scores=None if scores is None else pd.Series(scores, index=labels.view(), name="score"),
        orders=[_text(order, names) for order in detail.orders] or [own],
        n_orders=detail.n_orders or 1,
        leaders=[name for name, rank in zip(names, ranks, strict=True) if rank == 1],
        coverage=_coverage(problem, weights),
        weights=pd.Series(weights, index=list(problem.criterion_names), name="weight"),
        method=method,
        problem=problem,
        figures={str(name): float(figure) for name, figure in detail.figures.items()},
        by_alternative=pd.DataFrame(dict(detail.by_alternative), index=labels.view()),
        by_pair=_by_pair(problem, labels, detail),
        notes=tuple(map(_note, detail.notes)),
        options=dict(options),
    )


def _relation_in_words(relation: BoolArray) -> NDArray[Any]:
    """Say of each pair: ahead, behind, tied or incomparable; shape (m, m)."""
    words = np.array(["incomparable", "ahead", "behind", "tied"])
    return np.asarray(words[relation + 2 * relation.T])


def _by_pair(problem: DecisionProblem, labels: pd.Index[str], detail: Detail) -> pd.DataFrame:
    """One row for each ordered pair of different alternatives."""
    names = problem.alternative_names
    in_order = sorted(range(len(names)), key=names.__getitem__)  # as `MultiIndex.from_tuples` has
    place = np.argsort(in_order)  # them, which looks up the label of each pair
    criteria = np.array(problem.criterion_names, dtype=object)[problem.scored]
    one, other = np.nonzero(~np.eye(len(names), dtype=bool))
    columns: dict[str, list[Any]] = {
        title: values[one, other].tolist() for title, values in detail.by_pair.items()
    }
    for title, speaks in detail.criteria_by_pair.items():
        columns[title] = [criteria[those].tolist() for those in speaks[one, other]]
    levels: list[Any] = [labels.take(in_order)] * 2
    codes: list[Any] = [place[one], place[other]]
    index = pd.MultiIndex(levels, codes, names=["alternative", "versus"], verify_integrity=False)
    return pd.DataFrame(columns, index=index)


def _text(order: tuple[tuple[int, ...], ...], names: list[str]) -> str:
    return str(WeakOrder(tuple(tuple(names[i] for i in group) for group in order)))


def _coverage(problem: DecisionProblem, weights: FloatArray) -> float:
    m = len(problem.alternatives)
    compared = problem.pair_counts.compared.sum(axis=1) / (m * (m - 1))
    return float(weights @ compared)
