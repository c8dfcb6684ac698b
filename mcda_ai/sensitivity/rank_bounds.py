"""What the ranking could be if every cell were scored: over all ways to fill in open cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, NamedTuple

import numpy as np
import pandas as pd

from mcda_ai.messages.arguments import Whole, checks_arguments
from mcda_ai.messages.claims import Certainty, Claim, Share, Value, claims_of
from mcda_ai.messages.faults import ProblemError, check_whole, faults_of
from mcda_ai.messages.provenance import Provenance
from mcda_ai.messages.result import Part, ShownResult
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.methods.ranking import provenance_of
from mcda_ai.orders.partial_order import PartialOrder
from mcda_ai.orders.weak_order import (
    TIE_TOLERANCE,
    BoolArray,
    FloatArray,
    IntArray,
    ranks_from_scores,
)  # fmt: skip
from mcda_ai.problem.circumstances import doubted_with
from mcda_ai.problem.completions import (
    MOST_WAYS_OF_A_CRITERION,
    completions,
    first_way,
    n_completions,
    open_criteria,
    ways_drawn,
    ways_to_fill,
    with_filled,
    with_gaps,
)
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.derivation import derived
from mcda_ai.problem.evidence import Judgement
from mcda_ai.weights import RandomSource, WeightsLike, as_generator, resolve

MOST_COMPLETIONS = 5_000
"""How many ways to fill in all cells are tried, by a method that is linear in the weights."""
MOST_RANKED = 1_000
"""The same by another method, that has to rank each way by itself."""

_LEAST_DRAWN, _MOST_DRAWN, _CELLS_DRAWN = 50, 1_000, 200_000
_STEPS_DRAWN, _MOST_STEPS = 2**22, 2**24  # of a method that searches: about a second, and a few

_claim = claims_of("sensitivity.rank_bounds")
_fault = faults_of("sensitivity")
_MOST_TOLD = 5
_MOST_LISTED = 12
_MOST_COUNTED = 1_000_000
_ROUNDING = 1e-9


@dataclass(frozen=True, eq=False, repr=False)
class RankBounds(ShownResult):
    """The ranks that alternatives can have over all ways to fill in the cells nobody scored.

    Attributes
    ----------
    table : DataFrame, alternatives x ("best rank", "worst rank", "always leads", "can lead")
        What holds for certain. A rank outside the bounds is impossible; one inside them need not
        be possible unless `exact`. "always leads" and "can lead" likewise: who "always leads" does,
        and who is not said to "can lead" never does.
    n_completions : int
        In how many ways the cells can be filled; 1 if every cell is scored.
    exact : bool
        Whether every figure of `table` was found by trying all ways.
    distances_count : bool
        Whether distances count on a measured criterion with gaps: then a missing measurement was
        tried at some values only, and nothing is certain beyond these.
    method : Method
    problem : DecisionProblem
    weights : Series of float by criterion, or None
        None in a result that was saved without them. A criterion that nobody scored has the weight
        that it has once its cells are filled in.
    options : mapping of str to str
    seen : DataFrame, alternatives x ("first in", "best rank", "worst rank")
        In which share of the ways that were tried, or drawn, an alternative is first, alone or
        not; and its best and worst rank in them. Each way is as likely as any other. Empty in a
        result that was saved without it.
    size : int
        Number of ways drawn; 0 if all were tried.
    bounded : bool
        Whether `table` holds bounds that were calculated, or by trying all ways. If not, it says
        no more than that every rank from the first to the last may be possible.
    left_out : tuple of str
        Criteria that nobody scored and that stay so, for the weights say nothing of them or the
        method cannot rank on them without measurements.
    """

    made_by: ClassVar[str] = "mcda_ai.rank_bounds"
    table: pd.DataFrame
    n_completions: int
    exact: bool
    distances_count: bool
    method: Method
    problem: DecisionProblem
    weights: pd.Series[float] | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    seen: pd.DataFrame = field(default_factory=pd.DataFrame)
    size: int = 0
    bounded: bool = True
    left_out: tuple[str, ...] = ()

    @property
    def survivors(self) -> list[str]:
        """The alternatives that lead however the cells are filled."""
        return _names(self.table.index[self.table["always leads"]])

    def _claims(self) -> Iterator[Claim]:
        """Say whether somebody leads however the cells are filled, else who does in how many."""
        if self.n_completions == 1 and not self.left_out:
            yield _claim("all scored")
            return
        if self.n_completions > 1:
            yield self._of_all_ways()
            yield from self._shares()
            yield from self._open()
        if self.left_out:
            yield _claim("left out", criteria=self.left_out)

    def _of_all_ways(self) -> Claim:
        ways = min(self.n_completions, _MOST_COUNTED)
        numbers: dict[str, Value] = {"ways": ways, "more": self.n_completions > ways}
        numbers |= {"some": self.distances_count, "pairs": self._only_pairs}
        if self.survivors:
            return _claim("always", who=tuple(self.survivors), **numbers)
        first = pd.Series(1.0 * self.exact, self.table.index)
        first = first if self.seen.empty else self.seen["first in"]
        if not self.bounded and (first == 1).any():
            sure = Share(1.0, self.size)
            who = tuple(_names(first.index[first == 1]))
            return _claim("always drawn", "drawn", who=who, size=self.size, share=sure, **numbers)
        able = self.table["can lead"]
        who, may = (tuple(_names(able.index[able & flags])) for flags in (first > 0, first == 0))
        named = len(may) <= _MOST_TOLD
        return _claim("not always", who=who, may=may, named=named, n=len(may), **numbers)

    def _shares(self) -> Iterator[Claim]:
        """Say in which share of the ways each is first, where nobody is for certain in all."""
        if self.seen.empty or self.survivors:
            return
        first = self.seen["first in"].sort_values(ascending=False, kind="stable")
        shares = {str(name): Share(float(share), self.size) for name, share in first.items()}
        able = [name for name, share in shares.items() if share.value > 0]
        if not able:
            return
        told, rest = able[:_MOST_TOLD], able[_MOST_TOLD:]
        drawn: Certainty = "drawn" if self.size else "exact"
        yield _claim(
            "shares",
            drawn,
            parts=tuple(_claim("first", drawn, who=name, share=shares[name]) for name in told),
            size=self.size,
            rest=len(rest),
            most=shares[rest[0]] if rest else "",
            shared=bool(first.sum() > 1 + _ROUNDING),
            pairs=self._only_pairs,
        )

    @property
    def _only_pairs(self) -> bool:
        """Whether nothing is open but how options compare that a partial order leaves unrelated."""
        return bool(self.problem.unrelated) and not self._open_cells

    @property
    def _open_cells(self) -> dict[str, int]:
        """How many cells are open, by criterion."""
        cells = self.problem.open_cells.sum(axis=1).tolist()
        named = zip(self.problem.criterion_names, cells, strict=True)
        return {name: n for name, n in named if n and name not in self.left_out}

    def _open(self) -> Iterator[Claim]:
        """Say how many cells are open, and how many pairs are unrelated, and where."""
        orders = {name: self.problem.judgement(name).order for name in self.problem.unrelated}
        pairs = {name: each.n_unrelated for name, each in orders.items()
                 if isinstance(each, PartialOrder)}  # fmt: skip
        for kind, counts in (("unscored", self._open_cells), ("unrelated", pairs)):
            if counts:
                listed = len(counts) <= _MOST_LISTED
                numbers: dict[str, Value] = {"n": sum(counts.values()), "on": len(counts)}
                numbers["ballots"] = self.problem.counts
                yield _claim(kind, criteria=tuple(counts), listed=listed, **numbers)

    @property
    def provenance(self) -> Provenance:
        """What it rests on: problem, method and the weights themselves, if they are known."""
        if self.weights is None:
            return Provenance.of(self.problem, self.method.name, self.options)
        return provenance_of(self.problem, self.method, self.options, self.weights)

    def to_frame(self) -> pd.DataFrame:
        """One row an alternative."""
        return self.table.rename_axis("alternative").reset_index()

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""
        return {
            "table": self.table.to_dict(orient="index"),
            "n_completions": self.n_completions,
            "survivors": self.survivors,
            "exact": self.exact,
            "seen": self.seen.to_dict(orient="index"),
            "size": self.size,
            "bounded": self.bounded,
            "left_out": list(self.left_out),
            "distances_count": self.distances_count,
            "method": self.method.name,
            "reading": self.problem.active_reading,
            "claims": [claim.to_dict() for claim in self.claims],
            "sentence": self.sentence,
            "sentences": list(self.sentences),
        }

    def _parts(self) -> Iterator[Part]:
        yield from (f"{self.method.label}: {self.sentence}", self.table)
        if self.size:
            yield from ("", f"in {self.size:,} ways drawn at random:", self.seen)


def _names(index: pd.Index[Any]) -> list[str]:
    return [str(name) for name in index]


@checks_arguments
def rank_bounds(
    problem: DecisionProblem,
    method: str | Method | MethodFunction = "borda",
    weights: WeightsLike = None,
    options: Mapping[str, str] | None = None,
    *,
    size: Whole | None = None,
    rng: RandomSource = 1,
) -> RankBounds:
    """Bound the ranks over all ways to fill in the cells that nobody scored.

    Parameters
    ----------
    problem : DecisionProblem
    method : str, Method or callable, optional
    weights : None, "equal", "layer-equal", mapping or array, optional
        See `mcda_ai.weights.resolve`. A criterion that nobody scored takes part if these say what
        it weighs once it is scored.
    options : mapping of str to str, optional
        If "unscored" is best or worst, only criteria that score nobody are left to fill in.
    size : int, optional
        How many ways to draw where not all are tried; 1,000 unless given, and fewer, but no less
        than 50, where many cells, or a method that searches, would take long.
    rng : int, SeedSequence, Generator, BitGenerator or None, optional

    Returns
    -------
    RankBounds
        By trying all completions where there are at most 5,000, or 1,000 for a method that is not
        linear in the weights, and fewer for one that searches (see
        `mcda_ai.problem.completions.ways_to_fill` for what a cell can be). Beyond, some are drawn,
        each way as likely as any other; and a method that is linear in the weights is bounded for
        certain all the same: the difference between two alternatives is a sum over criteria, so
        its extremes are the sums of the extremes on each criterion. That tells exactly who always
        leads. Who can lead is bounded from outside by those that nobody is always ahead of, and
        from inside by those that lead in a way that was drawn. A criterion that can be filled in
        more than 5,000 ways is drawn only.

    Raises
    ------
    ProblemError
        For an unknown method or option, weights that cannot be used, a partial order that leaves
        more open than can be counted, or a method that searches so long that `size` has to say
        how many ways are drawn.

    References
    ----------
    Konczak, K., Lang, J. (2005). Voting procedures with incomplete preferences. Proc. IJCAI-05
    Multidisciplinary Workshop on Advances in Preference Handling, 124-129.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> rankings = {"cost": "A > B > C", "reach": "A > B > C", "trust": "B > A"}
    >>> rank_bounds(mcda.from_rankings(rankings), "borda")
    Borda: A leads in all of the 5 ways to fill in the unscored cells
       best rank  worst rank  always leads  can lead
    A          1           1          True      True
    B          1           2         False      True
    C          3           3         False     False
    """
    found, generator = registry.find(method), as_generator(rng)
    problem = doubted_with(found.problem_for(problem, options), weights)
    cells = _OpenCells.of(problem, found, weights, options)
    by_trying = (ways := n_completions(problem, cells.which)) <= cells.most_tried
    n_drawn = 0 if by_trying and size is None else cells.size_drawn(size)
    ranks = cells.ranks_tried() if by_trying else cells.ranks_drawn(n_drawn, generator)
    table = _bounds_seen(ranks) if by_trying else cells.bounds()
    names = list(problem.alternative_names)
    seen = {"first in": (ranks == 1).mean(axis=0), "best rank": ranks.min(axis=0),
            "worst rank": ranks.max(axis=0)}  # fmt: skip
    left_out = open_criteria(problem) & ~cells.which
    return RankBounds(
        pd.DataFrame(_anything(len(names)) if table is None else table, index=names),
        ways,
        by_trying and not cells.distances_count,
        cells.distances_count,
        cells.method,
        problem,
        pd.Series(cells.weights, index=list(problem.criterion_names), name="weight"),
        dict(options or {}),
        pd.DataFrame(seen, index=names),
        0 if by_trying else n_drawn,
        table is not None,
        tuple(np.array(problem.criterion_names)[left_out].tolist()),
    )


_Table = dict[str, IntArray | BoolArray]


def _bounds_seen(ranks: IntArray) -> _Table:
    """Give the bounds of ranks, of shape (n_ways, n_alternatives), of all ways there are."""
    return {
        "best rank": ranks.min(axis=0),
        "worst rank": ranks.max(axis=0),
        "always leads": (ranks == 1).all(axis=0),
        "can lead": (ranks == 1).any(axis=0),
    }


def _anything(m: int) -> _Table:
    """Give the bounds where nothing is known."""
    every = np.ones(m, dtype=np.intp)
    return {
        "best rank": every,
        "worst rank": m * every,
        "always leads": every > 1,
        "can lead": every == 1,
    }


class _OpenCells(NamedTuple):
    """The cells that are filled in, and how each way is ranked."""

    problem: DecisionProblem
    which: BoolArray
    """The criteria they are on; shape (n_criteria,)."""
    weights: FloatArray
    """Of all criteria, once the cells are filled; shape (n_criteria,)."""
    method: Method
    options: Mapping[str, str]
    evaluator: Evaluator
    """Of one of the ways."""
    scored: BoolArray
    """The criteria that count then; shape (n_criteria,)."""

    @classmethod
    def of(
        cls,
        problem: DecisionProblem,
        method: Method,
        weights: WeightsLike,
        options: Mapping[str, str] | None,
    ) -> _OpenCells:
        """Fill in criteria without any score too, if the weights and the method allow."""
        asked = dict(options or {})
        every, gaps = open_criteria(problem), with_gaps(problem)
        for which in (every, gaps):
            complete = first_way(problem, which)
            try:
                vector, evaluator = resolve(weights, complete), method.on(complete, asked)
            except ProblemError:
                if (which == gaps).all():
                    raise
            else:
                break
        return cls(problem, which, vector, method, asked, evaluator, complete.scored)

    @property
    def distances_count(self) -> bool:
        """Whether a missing measurement was tried at some values only, and others may differ."""
        criteria = zip(self.problem.criteria, self.which, self.problem.values, strict=True)
        return any(
            is_open
            and not np.isnan(values).all()
            and (criterion.preference.kind != "usual" or "values" in self.method.needs)
            for criterion, is_open, values in criteria
        )

    @property
    def most_tried(self) -> int:
        """How many ways are all tried."""
        if self.method.linear:
            return MOST_COMPLETIONS
        return min(MOST_RANKED, _MOST_STEPS // self._steps)

    def size_drawn(self, asked: int | None) -> int:
        """How many ways are drawn: as many as are asked for, else as can be in a few seconds.

        Raises
        ------
        ProblemError
            If nobody said how many, and the fewest that say something would take long.
        """
        if asked is not None:
            return check_whole("size", asked, 1)
        if self._steps * _LEAST_DRAWN > _MOST_STEPS:
            m = len(self.problem.alternatives)
            raise ProblemError(_fault("ways take long", method=self.method.label, n=m))
        cells = int(self.which.sum()) * len(self.problem.alternatives)
        in_time = min(_CELLS_DRAWN // max(1, cells), _STEPS_DRAWN // self._steps)
        return min(_MOST_DRAWN, max(_LEAST_DRAWN, in_time))

    @property
    def _steps(self) -> int:
        """About how many steps it takes to rank one way, of a method that searches."""
        steps = self.method.steps
        return 1 if steps is None else steps(len(self.problem.alternatives))

    def ranks_tried(self) -> IntArray:
        """Ranks in each way to fill in the cells; shape (n_ways, n_alternatives)."""
        if not self.method.linear:
            return self._ranked(completions(self.problem, self.which))
        totals = self._of_the_rest()[None]
        for name, judgements in ways_to_fill(self.problem, self.which).items():
            of_ways = self._weighted(name, judgements)
            totals = (totals[:, None] + of_ways).reshape(-1, totals.shape[1])
        return ranks_from_scores(totals, self.evaluator.unit)

    def ranks_drawn(self, size: int, generator: np.random.Generator) -> IntArray:
        """Ranks in so many ways that are drawn; shape (size, n_alternatives)."""
        drawn = ways_drawn(self.problem, size, generator, self.which)
        if not self.method.linear:
            each = (dict(zip(drawn, way, strict=True)) for way in zip(*drawn.values(), strict=True))
            return self._ranked(with_filled(self.problem, way) for way in each)
        of_ways = (self._weighted(name, judgements) for name, judgements in drawn.items())
        return ranks_from_scores(self._of_the_rest() + sum(of_ways), self.evaluator.unit)

    def _ranked(self, ways: Iterator[DecisionProblem]) -> IntArray:
        weights = self.weights[self.scored]
        return np.array([self.method.on(way, self.options).ranks(weights) for way in ways])

    def bounds(self) -> _Table | None:
        """Bound ranks by the least and greatest difference between each pair.

        None for a method that is not linear, or if a criterion can be filled in too many ways.
        """
        each = (np.arange(len(self.which)) == place for place in np.flatnonzero(self.which))
        ways = (n_completions(self.problem, which) for which in each)
        if not self.method.linear or max(ways, default=1) > MOST_WAYS_OF_A_CRITERION:
            return None
        rest = self._of_the_rest()
        least = rest[:, None] - rest
        greatest = least.copy()
        for name, judgements in ways_to_fill(self.problem, self.which).items():
            scores = self._weighted(name, judgements)
            differences = scores[:, :, None] - scores[:, None, :]
            least += differences.min(axis=0)
            greatest += differences.max(axis=0)
        tolerance = TIE_TOLERANCE * self.evaluator.unit
        surely_ahead, maybe_ahead = least > tolerance, greatest > tolerance
        return {
            "best rank": 1 + surely_ahead.sum(axis=0),
            "worst rank": 1 + maybe_ahead.sum(axis=0),
            "always leads": ~np.asarray(maybe_ahead.any(axis=0)),
            "can lead": ~np.asarray(surely_ahead.any(axis=0)),
        }

    def _of_the_rest(self) -> FloatArray:
        """Scores by the criteria without open cells alone; shape (n_alternatives,)."""
        closed = np.where(self.which, 0.0, self.weights)[self.scored]
        return np.asarray(closed @ self.evaluator.linear_scores)

    def _weighted(self, name: str, judgements: list[Judgement]) -> FloatArray:
        """Scores by one criterion, judged in each way, times its weight; (n_ways, n_alternatives).

        All ways that differ stand side by side as criteria of one problem, for a linear method
        scores each criterion by itself.
        """
        place = self.problem.criterion_names.index(name)
        copies = {f"{name} {id(each)}": each for each in judgements}
        reading = self.problem.readings[0]
        side_by_side = derived(
            self.problem,
            criteria=tuple(replace(self.problem.criteria[place], name=copy) for copy in copies),
            readings=(reading,),
            judgements={reading.name: copies},
            active_reading=reading.name,
            scenarios=(),
            active_scenarios=(),
            own_weights=None,
            weight_sets=(),
        )
        scores = self.weights[place] * self.method.on(side_by_side, self.options).linear_scores
        of_way = dict(zip(copies, scores, strict=True))
        return np.array([of_way[f"{name} {id(each)}"] for each in judgements])
