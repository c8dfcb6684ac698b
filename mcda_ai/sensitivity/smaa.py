"""How often each alternative leads over a whole weight space: exact, or by drawing."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Annotated, Literal, TypeAlias

import numpy as np
import pandas as pd

from mcda_ai.algorithms import exact_orders
from mcda_ai.algorithms.entropy import entropy
from mcda_ai.algorithms.majority_indices import MajorityIndices
from mcda_ai.algorithms.order_counts import Orders
from mcda_ai.algorithms.shares import most_draws
from mcda_ai.algorithms.side_by_side import checked_workers
from mcda_ai.algorithms.simplex_volumes import NotSettledError
from mcda_ai.algorithms.smaa_indices import Indices, Tally, number_of_shares
from mcda_ai.messages.arguments import Portion, Whole, checks_arguments
from mcda_ai.messages.faults import Fault, ProblemError, check_whole, faults_of, shown
from mcda_ai.messages.provenance import Provenance, seed_of, versions
from mcda_ai.messages.wording import leaders_text
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.methods.foreign_code import is_our_own
from mcda_ai.methods.thin_evidence import ThinEvidence
from mcda_ai.orders.weak_order import FloatArray, as_real, order_texts
from mcda_ai.problem.circumstances import doubted_with
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.certainty import certain_ranks
from mcda_ai.sensitivity.drawing import Drawing
from mcda_ai.sensitivity.known_shares import (
    Simplex,
    exactness_refused,
    simplex_of,
    with_best_known,
)
from mcda_ai.sensitivity.majorities import (
    indices_by_majorities,
    majorities_decide,
    with_majorities,
)
from mcda_ai.sensitivity.smaa_result import (
    Robustness,
    StandardErrors,
    bounds_by_rank,
    relations_between,
)
from mcda_ai.sensitivity.versus_baseline import always_versus_baseline
from mcda_ai.weights import (
    BLOCK_SIZE,
    MOST_DRAWS,
    RandomSource,
    SpaceLike,
    WeightSpace,
    as_generator,
    check_size,
    space_on,
)
from mcda_ai.weights.drawing import block_size

DEFAULT_SIZE = 100_000
NUMBERS_AT_CENTRAL_WEIGHTS = BLOCK_SIZE
MOST_ORDERS_WRITTEN_OUT = 1_000
"""Of whole rankings, the most frequent; all of them are counted."""

_fault = faults_of("sensitivity")
_EVERYTHING = (
    "rank_acceptability",
    "pairwise_winning",
    "relations",
    "central_weights",
    "confidence_factors",
    "cross_confidence",
    "expected_rank",
    "leader_sets",
    "order_shares",
    "entropy",
)

_NAMED_SIZES = ("auto", "exact")
Size: TypeAlias = Annotated[int | Literal["auto", "exact"], "told by `number_of_draws`"]


@checks_arguments
def robustness(
    problem: DecisionProblem,
    method: str | Method | MethodFunction = "borda",
    weights: SpaceLike = None,
    size: Size = "auto",
    rng: RandomSource = 1,
    *,
    options: Mapping[str, str] | None = None,
    half_width: Portion | None = None,
    chunk_size: Whole = BLOCK_SIZE,
    workers: Whole | None = None,
    progress: Callable[[int], object] | None = None,
) -> Robustness:
    """Rank the alternatives under all weightings of a space: exactly, or under very many of them.

    Parameters
    ----------
    problem : DecisionProblem
    method : str, Method or callable, optional
    weights : WeightSpace or text, optional
        In any form that `mcda_ai.weights.space` takes, names of the problem's weight sets among
        them; `mcda_ai.weights.default_space` unless stated: flat over the layers, then within each,
        so that large layers do not win by size; in an election, around the ballots.
    size : int, "auto" or "exact", optional
        Number of draws. "exact" gives exact figures only, or refuses; "auto" gives what is known
        best, and 100,000 draws of what is not exact. Exact are methods that are linear in the
        weights, on spaces that are a simplex with every weighting equally likely (`Uniform`, a full
        `Ordered`, lower bounds) or flat layer by layer (`LayerFirst`): every figure up to three
        alternatives; pairwise winning and expected ranks for any number. Where every weighting is
        equally likely also, as far as it takes no longer than draws: ranks of four; first places of
        any number by few criteria; and of others `certified` tells between what they lie.
        Alternatives that are always level with another do not count. Of methods that majorities
        decide, such as `copeland`, all that follows from these is known up to three alternatives:
        see `mcda_ai.algorithms.majority_shares`.
    rng : int, SeedSequence, Generator, BitGenerator or None, optional
        The seed, 1 unless given, or what draws; None draws anew. The same seed gives the same
        numbers for any `chunk_size` and `workers`.
    options : mapping of str to str, optional
        Named options of the method; here also those that draw numbers, such as
        ``{"numbers": "random"}`` of `weighted_sum` (SMAA-O: Lahdelma, Miettinen and Salminen
        2003).
    half_width : float, optional
        Above 0, up to 0.5: draw, block by block, until every share of a rank or of a pair is known
        to this half-width, all of them together at 95 % confidence, which looking after each
        block leaves as it is: see `mcda_ai.algorithms.shares.anytime_bounds`. A number as `size`
        then is the most draws to make; "exact" does not go with it.
    chunk_size : int, optional
        Draws that a worker takes at a time, rounded up to whole blocks of 16,384; of smaller ones
        with more than 512 criteria.
    workers : int, optional
        Threads that rank chunks side by side; of these no more are at work than memory allows. As
        many as there are cores unless given, and one for a method or a space of another package,
        of which nobody knows whether it can run in two.
    progress : callable, optional
        Called with the number of draws done since the last call.

    Returns
    -------
    Robustness
        With standard errors sqrt(p (1 - p) / N) for shares, and the seed. Shares that are 0 or 1
        under every weighting are exact even if others are drawn, where the method is linear in
        the weights: see `mcda_ai.algorithms.certain_shares`.

    Raises
    ------
    ProblemError
        For an unknown method, option or weight space, a size, half-width, seed or number of
        workers that cannot be, or ``size="exact"`` where not every figure can be exact.

    References
    ----------
    Lahdelma, R., Salminen, P. (2001). SMAA-2: Stochastic multicriteria acceptability analysis
    for group decision making. Operations Research 49(3), 444-454, eqs. 5-8.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A", "trust": "A > B"})
    >>> result = mcda.robustness(problem)
    >>> result.exact, result.share_text("A")
    (True, '75.00 % (exact)')
    >>> mcda.robustness(problem, size=10_000, rng=1).share_text("A")
    '75.5 % ± 0.4'
    """
    found = registry.find(method)
    problem = doubted_with(found.problem_for(problem, options), weights)
    evaluator = found.on(problem, options)
    weight_space = space_on(weights, problem)
    n_draws, width = number_of_draws(size), _checked_width(size, half_width)
    size_of_block = block_size(evaluator.view.n_criteria)
    check_whole("chunk_size", chunk_size)
    own_code = is_our_own(found.function) and is_our_own(type(weight_space).draw)
    n_workers = checked_workers(workers) if own_code or workers is not None else 1
    generator = as_generator(rng)
    versus = always_versus_baseline(problem, evaluator, weight_space)
    known = None
    if size in ("auto", "exact") and half_width is None:
        known, refusal = _known(problem, found, evaluator, weight_space)
        if size == "exact" and refusal:
            raise ProblemError(_fault("not exact", reason=refusal))
        if known is not None and not refusal:
            try:
                exactly = _exact(problem, evaluator, weight_space, known)
                return replace(exactly, always_versus_baseline=versus)
            except NotSettledError as error:
                if size == "exact":
                    raise ProblemError(_fault("not exact", reason=_fault("not settled"))) from error
    bound = weight_space.bound_to(problem)
    walks = min(bound.sampling(problem).chains / size_of_block, 1.0)
    enough = None
    if width is not None:
        enough = partial(Tally.is_within, half_width=width, walks=walks)
        if size == "auto":
            n_draws = _enough_draws(width, len(problem.alternatives), walks, size_of_block)
    seed = seed_of(generator)
    drawing = Drawing(evaluator, bound, problem.layer_of[problem.scored])
    tally = drawing.tally(n_draws, generator, enough, chunk_size, n_workers, progress)
    indices = tally.indices()
    is_certain = certain_ranks(problem, found, evaluator, weight_space, indices)
    labelled = _labelled(
        problem,
        indices,
        _first_at_central_weights(evaluator, indices.central_weights, generator),
        _provenance(problem, evaluator, weight_space, tally.size, seed),
        indices.bounds(is_certain, walks),
        ranks_are_orders=evaluator.returns in ("scores", "weak_order"),
    )
    labelled = replace(labelled, always_versus_baseline=versus)
    if isinstance(known, MajorityIndices):
        return with_majorities(labelled, _exact(problem, evaluator, weight_space, known), known)
    return labelled if known is None else with_best_known(labelled, known)


# --- exact ---------------------------------------------------------------------------------------


def _known(
    problem: DecisionProblem, method: Method, evaluator: Evaluator, weight_space: WeightSpace
) -> tuple[Simplex | MajorityIndices | None, Fault | None]:
    """Find what is known without a draw, if anything; and why that is not everything, if so."""
    if majorities_decide(method, evaluator):
        return indices_by_majorities(problem, method, evaluator, weight_space)
    simplex = simplex_of(problem, evaluator, weight_space)
    return simplex, exactness_refused(problem, evaluator, simplex)


def _exact(
    problem: DecisionProblem,
    evaluator: Evaluator,
    weight_space: WeightSpace,
    known: Simplex | MajorityIndices,
) -> Robustness:
    """Give all figures as exact, though of majorities only some may be."""
    indices = known.indices() if isinstance(known, MajorityIndices) else _indices_of(known)
    provenance = _provenance(problem, evaluator, weight_space, 0, None)
    first = _first_at_central_weights(evaluator, indices.central_weights, None)
    nothing = np.zeros_like(indices.ahead, dtype=np.bool_)
    found = _labelled(problem, indices, first, provenance, indices.bounds(nothing))
    return replace(found, exact=True, exact_fields=_EVERYTHING)


def _indices_of(simplex: Simplex) -> Indices:
    corners, scores, unit, volumes = simplex
    # The means first: they take the most, and what follows is a part of them.
    central_weights = exact_orders.mean_weights_where_first(scores, corners, unit, volumes)
    winning = exact_orders.pairwise_winning(scores, unit, volumes)
    orders = exact_orders.order_probabilities(scores, unit, volumes)
    return Indices(
        rank_acceptability=exact_orders.rank_shares(orders),
        ahead=winning,
        tied=exact_orders.always_level(winning),
        central_weights=central_weights,
        orders=Orders.of(orders),
        central_weights_error=np.zeros_like(central_weights),
        size=0,
    )


# --- drawn ---------------------------------------------------------------------------------------


def _first_at_central_weights(
    evaluator: Evaluator, central: FloatArray, generator: np.random.Generator | None
) -> FloatArray:
    """[i, k]: share with which i is first at the central weights of k; NaN where k has none."""
    m = len(central)
    shares = np.full((m, m), np.nan)
    known = np.flatnonzero(~np.isnan(central).any(axis=1))
    if evaluator.draws_numbers:
        assert generator is not None
        for k in known:
            weights = np.broadcast_to(central[k], (NUMBERS_AT_CENTRAL_WEIGHTS, central.shape[1]))
            (stream,) = generator.spawn(1)
            ranks = evaluator.ranks(weights, evaluator.scores(weights, stream))
            shares[:, k] = (ranks == 1).mean(axis=0)
    elif len(known):
        shares[:, known] = (evaluator.ranks(central[known]) == 1).T
    return shares


# --- labels --------------------------------------------------------------------------------------


def _labelled(
    problem: DecisionProblem,
    indices: Indices,
    first: FloatArray,
    provenance: Provenance,
    bounds: tuple[FloatArray, FloatArray],
    *,
    ranks_are_orders: bool = True,
) -> Robustness:
    names = list(problem.alternative_names)
    rank_numbers = list(range(1, len(names) + 1))
    leader_sets = indices.orders.leader_sets
    entropies = [
        entropy(list(leader_sets.values()), indices.size),
        entropy(indices.orders.shares, indices.size),
    ]
    orders = indices.orders if ranks_are_orders else indices.orders.as_weak_orders()
    written_out = order_texts(orders.ranks(MOST_ORDERS_WRITTEN_OUT), names)

    def table(values: FloatArray, columns: list[int] | list[str]) -> pd.DataFrame:
        return pd.DataFrame(values, index=names, columns=columns)

    def by_criterion(values: FloatArray) -> pd.DataFrame:
        wide = np.zeros((len(names), len(problem.criteria)))
        wide[:, problem.scored] = values
        wide[np.isnan(values).any(axis=1)] = np.nan
        return table(wide, list(problem.criterion_names))

    def bits(values: list[float]) -> pd.Series[float]:
        return pd.Series(values, index=["leader", "ranking"])

    return Robustness(
        rank_acceptability=table(indices.rank_acceptability, rank_numbers),
        pairwise_winning=table(indices.ahead, names),
        relations=relations_between(indices.ahead, indices.tied, names),
        central_weights=by_criterion(indices.central_weights),
        confidence_factors=pd.Series(np.diagonal(first).copy(), index=names),
        cross_confidence=table(first, names),
        expected_rank=pd.Series(indices.expected_rank, index=names),
        leader_sets=_shares(
            {
                leaders_text([names[i] for i in leaders]): share
                for leaders, share in leader_sets.items()
            }
        ),
        order_shares=_shares(dict(zip(written_out, orders.shares.tolist(), strict=False))),
        n_orders=len(orders),
        entropy=bits([value for value, _ in entropies]),
        standard_error=StandardErrors(
            table(indices.share_error(indices.rank_acceptability), rank_numbers),
            table(indices.share_error(indices.ahead), names),
            by_criterion(indices.central_weights_error),
            pd.Series(indices.expected_rank_error, index=names),
            bits([error for _, error in entropies]),
        ),
        size=indices.size,
        provenance=provenance,
        bounds=bounds_by_rank(*(table(each, rank_numbers) for each in bounds)),
        thin=ThinEvidence.of(problem),
    )


def _shares(by_name: dict[str, float]) -> pd.Series[float]:
    """Put shares in order, the largest first; equal texts are one."""
    series = pd.Series(by_name, dtype=np.float64)
    return series.sort_values(ascending=False, kind="stable")


def _provenance(
    problem: DecisionProblem,
    evaluator: Evaluator,
    weight_space: WeightSpace,
    size: int,
    seed: int | str | None,
) -> Provenance:
    return Provenance.of(
        problem, evaluator.name, evaluator.options, weight_space.name, repr(weight_space),
        size=size, seed=seed, versions=versions(),
    )  # fmt: skip


def number_of_draws(size: Size) -> int:
    """Read a size; "auto" is 100,000 draws where nothing is exact."""
    return DEFAULT_SIZE if isinstance(size, str) and size in _NAMED_SIZES else check_size(size)


def _checked_width(size: Size, half_width: float | None) -> float | None:
    """Read a half-width, if there is one."""
    if half_width is None:
        return None
    width = as_real(half_width)
    if width is None or not 0 < width <= 0.5:
        raise ProblemError(_fault("half_width", given=shown(half_width)))
    if size == "exact":
        raise ProblemError(_fault("exact with half_width"))
    return width


def _enough_draws(
    half_width: float, n_alternatives: int, walks: float, size_of_block: int = BLOCK_SIZE
) -> int:
    """Give the number of draws that tells every share to a half-width, whatever they are.

    Of draws that hang together, in whole blocks.
    """
    needed = most_draws(half_width, number_of_shares(n_alternatives))
    if walks < 1:
        needed = size_of_block * math.ceil(needed / (walks * size_of_block))
    if needed > MOST_DRAWS:
        raise ProblemError(
            _fault("too many draws", given=shown(half_width), needed=needed, most=MOST_DRAWS)
        )
    return needed
