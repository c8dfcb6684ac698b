"""How often each alternative leads over a whole weight space: exact, or by drawing."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from typing import Literal, TypeAlias

import numpy as np

from mcda_ai.algorithms.certain_shares import certain_shares
from mcda_ai.algorithms.shares import most_draws
from mcda_ai.algorithms.smaa_indices import Indices, Tally, number_of_shares
from mcda_ai.messages.faults import ProblemError, check_whole, faults_of
from mcda_ai.messages.provenance import seed_of
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.orders.weak_order import BoolArray, as_real
from mcda_ai.problem.decision_problem import DecisionProblem, check_problem
from mcda_ai.sensitivity.smaa_exact import (
    exact_robustness,
    exact_simplex,
    exactness_refused,
    with_exact_winning,
)
from mcda_ai.sensitivity.smaa_labels import first_at_central_weights, labelled, provenance_of
from mcda_ai.sensitivity.smaa_result import Robustness
from mcda_ai.weights import (
    BLOCK_SIZE,
    MOST_DRAWS,
    RandomSource,
    WeightSpace,
    as_generator,
    check_draws,
    check_size,
    space_on,
)
from mcda_ai.weights.body import corner_points
from mcda_ai.weights.polytope import admissible_weights

DEFAULT_SIZE = 100_000
_MOST_CORNERS = 300
"""Of a weight space, where they are listed: more take longer than the programmes they spare."""

_fault = faults_of("sensitivity")
Size: TypeAlias = int | Literal["auto", "exact"]


def robustness(
    problem: DecisionProblem,
    method: str | Method | MethodFunction = "borda",
    weights: WeightSpace | str | None = None,
    size: Size = "auto",
    rng: RandomSource = None,
    *,
    options: Mapping[str, str] | None = None,
    half_width: float | None = None,
    chunk_size: int = BLOCK_SIZE,
    workers: int = 1,
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
        Number of draws. "exact" gives exact figures or refuses; "auto" gives them where it can,
        otherwise 100,000 draws. Exact are methods that are linear in the weights, on spaces that
        are a simplex with every weighting equally likely (`Uniform`, a full `Ordered`, lower
        bounds), or flat layer by layer (`LayerFirst`): every figure up to three alternatives;
        pairwise winning and expected ranks for any number.
    rng : int, SeedSequence, Generator, BitGenerator or None, optional
        As SPEC 7. The same seed gives the same numbers for any `chunk_size` and `workers`.
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
        Draws ranked at a time, rounded up to whole blocks of 16,384; bounds the memory.
    workers : int, optional
        Threads that rank chunks side by side.
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
    check_problem(problem)
    found = registry.find(method)
    problem = found.problem_for(problem, options)
    evaluator = found.on(problem, options)
    weight_space = space_on(weights, problem)
    n_draws, width = number_of_draws(size), _checked_width(size, half_width)
    blocks_per_chunk = -(-check_whole("chunk_size", chunk_size) // BLOCK_SIZE)
    check_whole("workers", workers)
    generator = as_generator(rng)
    simplex = None
    if size in ("auto", "exact") and half_width is None:
        simplex = exact_simplex(problem, evaluator, weight_space)
        refusal = exactness_refused(problem, evaluator, simplex)
        if size == "exact" and refusal:
            raise ProblemError(_fault("not exact", reason=refusal))
        if simplex is not None and not refusal:
            return exact_robustness(problem, evaluator, weight_space, simplex)
    bound = weight_space.bound_to(problem)
    walks = bound.sampling(problem).chains / BLOCK_SIZE
    enough = None
    if width is not None:
        enough = partial(Indices.within, half_width=width, walks=walks)
        if size == "auto":
            n_draws = _enough_draws(width, len(problem.alternatives), walks)
    seed = seed_of(generator)
    counting = partial(_counted, evaluator, bound, problem)
    tally = _tally(counting, n_draws, generator, enough, blocks_per_chunk, workers, progress)
    indices = tally.indices()
    is_certain = _certain(problem, evaluator, weight_space, indices)
    drawn = labelled(
        problem,
        indices,
        first_at_central_weights(evaluator, indices.central_weights, generator),
        provenance_of(problem, evaluator, weight_space, tally.size, seed),
        indices.bounds(is_certain, walks),
    )
    return drawn if simplex is None else with_exact_winning(drawn, simplex)


# --- drawn ---------------------------------------------------------------------------------------


def _certain(
    problem: DecisionProblem, evaluator: Evaluator, weight_space: WeightSpace, indices: Indices
) -> BoolArray:
    """Tell which shares of ranks are 0 or 1, as drawn, whatever the draws; shape (m, m)."""
    nothing = np.zeros_like(indices.rank_acceptability, dtype=np.bool_)
    if evaluator.draws_numbers:
        return nothing
    polytope = weight_space.constraints(problem)
    try:
        corners = corner_points(polytope, _MOST_CORNERS)
    except ProblemError:  # programmes have to do without
        corners = None
    if corners is not None and len(corners) == 1:
        return ~nothing
    if evaluator.criterion_scores is None:
        return nothing
    return certain_shares(
        evaluator.criterion_scores,
        admissible_weights(polytope, corners),
        evaluator.unit,
        indices.ahead,
        indices.rank_acceptability,
        weight_space.has_density,
    ).ranks


def _counted(
    evaluator: Evaluator,
    bound: WeightSpace,
    problem: DecisionProblem,
    chunk: Sequence[tuple[int, np.random.Generator]],
) -> list[Tally]:
    """Draw and rank some blocks (how much of each counts, and its stream); a tally for each."""
    layer_of = problem.layer_of[problem.scored]
    blocks = [bound.draw(layer_of, BLOCK_SIZE, stream)[:size] for size, stream in chunk]
    check_draws(blocks[0], bound, (chunk[0][0], len(layer_of)))
    weights = np.concatenate(blocks) if len(blocks) > 1 else blocks[0]
    if evaluator.draws_numbers:  # each block has numbers of its own, too
        drawn = [evaluator.scores(block, stream.spawn(1)[0])
                 for block, (_, stream) in zip(blocks, chunk, strict=True)]  # fmt: skip
        ranks = np.concatenate([evaluator.ranks(block, scores)
                                for block, scores in zip(blocks, drawn, strict=True)])  # fmt: skip
    else:
        ranks = evaluator.ranks(weights)
    relation = evaluator.relation(weights) if evaluator.returns == "outranking" else None
    starts = np.cumsum([0, *(len(block) for block in blocks)])
    return [
        Tally.of(block, ranks[start:end], None if relation is None else relation[start:end])
        for block, start, end in zip(blocks, starts, starts[1:], strict=False)
    ]


def _tally(
    counting: Callable[[Sequence[tuple[int, np.random.Generator]]], list[Tally]],
    n_draws: int,
    generator: np.random.Generator,
    enough: Callable[[Indices], bool] | None,
    blocks_per_chunk: int,
    workers: int,
    progress: Callable[[int], object] | None,
) -> Tally:
    """Add up blocks in their order, until there are enough; so nothing else makes a difference."""
    chunks = _chunks(_streams(n_draws, generator), blocks_per_chunk)
    total: Tally | None = None
    with ThreadPoolExecutor(workers) as pool:
        while wave := list(islice(chunks, workers)):
            counted = pool.map(counting, wave) if workers > 1 else map(counting, wave)
            for tallies in counted:
                for tally in tallies:
                    total = tally if total is None else total.plus(tally)
                    if enough is not None and enough(total.indices()):
                        return total
                if progress is not None:
                    progress(sum(tally.size for tally in tallies))
    assert total is not None  # at least one draw
    return total


def _streams(
    n_draws: int, generator: np.random.Generator
) -> Iterator[tuple[int, np.random.Generator]]:
    """How much of each block counts, and its stream."""
    for start in range(0, n_draws, BLOCK_SIZE):
        (stream,) = generator.spawn(1)
        yield min(BLOCK_SIZE, n_draws - start), stream


def _chunks(
    blocks: Iterator[tuple[int, np.random.Generator]], blocks_per_chunk: int
) -> Iterator[list[tuple[int, np.random.Generator]]]:
    while chunk := list(islice(blocks, blocks_per_chunk)):
        yield chunk


def number_of_draws(size: Size) -> int:
    """Read a size; "auto" is 100,000 draws where nothing is exact."""
    return DEFAULT_SIZE if size in ("auto", "exact") else check_size(size)


def _checked_width(size: Size, half_width: float | None) -> float | None:
    """Read a half-width, if there is one."""
    if half_width is None:
        return None
    width = as_real(half_width)
    if width is None or not 0 < width <= 0.5:
        raise ProblemError(_fault("half_width", given=repr(half_width)))
    if size == "exact":
        raise ProblemError(_fault("exact with half_width"))
    return width


def _enough_draws(half_width: float, n_alternatives: int, walks: float) -> int:
    """Give the number of draws that tells every share to a half-width, whatever they are.

    Of draws that hang together, in whole blocks.
    """
    needed = most_draws(half_width, number_of_shares(n_alternatives))
    if walks < 1:
        needed = BLOCK_SIZE * math.ceil(needed / (walks * BLOCK_SIZE))
    if needed > MOST_DRAWS:
        raise ProblemError(
            _fault("too many draws", given=repr(half_width), needed=needed, most=MOST_DRAWS)
        )
    return needed
