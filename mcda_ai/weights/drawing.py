"""Draws in fixed blocks, each from a random stream of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Protocol, TypeAlias, get_args

import numpy as np

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import ProblemError, check_whole, faults_of, shown
from mcda_ai.orders.weak_order import FloatArray, IntArray

_fault = faults_of("weights")

BLOCK_SIZE = 2**14
"""Draws per random stream. Draws always come in whole blocks, each with a stream of its own, so
that the size of the chunks they are handled in never changes a number. See `block_size`."""
MOST_IN_A_BLOCK = 2**23
"""How many numbers a block may hold: 64 MB in each array of them."""

MOST_DRAWS = 10**8
"""More draws than this tell nothing that fewer do not."""
MOST_NUMBERS = 10**8
"""How many numbers may be held at once where draws are kept: 800 MB."""

_Source: TypeAlias = (
    int | np.random.SeedSequence | np.random.BitGenerator | np.random.Generator | None
)
_NO_SEEDS = get_args(_Source)[1:]
RandomSource: TypeAlias = Annotated[_Source, "told by mcda_ai.weights.as_generator"]
"""A seed, or what draws; None draws anew."""


class Drawable(Protocol):
    """What draws weight vectors over scored criteria; a `WeightSpace` is one."""

    def draw(self, layer_of: IntArray, size: int, generator: np.random.Generator) -> FloatArray:
        """Draw an array of shape (size, n_scored)."""


def block_size(numbers: int) -> int:
    """Give the draws in a block: fewer, by halves, where each has so many numbers to hold.

    Examples
    --------
    >>> block_size(25), block_size(512), block_size(513), block_size(10_000)
    (16384, 16384, 8192, 512)
    """
    size = BLOCK_SIZE
    while size > 1 and size * numbers > MOST_IN_A_BLOCK:
        size //= 2
    return size


def draw_blocks(
    weight_space: Drawable, layer_of: IntArray, size: int, generator: np.random.Generator
) -> Iterator[FloatArray]:
    """Draw in blocks, each from a spawned stream of its own; the last is cut.

    Yields arrays of shape (at most `block_size`, n_scored).
    """
    layer_of = np.atleast_1d(layer_of)
    whole = block_size(len(layer_of))
    for start in range(0, size, whole):
        (stream,) = generator.spawn(1)
        block = weight_space.draw(layer_of, whole, stream)
        if start == 0:
            check_draws(block, weight_space, (whole, len(layer_of)))
        yield block[: size - start]


def check_draws(block: FloatArray, weight_space: Drawable, expected: tuple[int, int]) -> None:
    """Look at the first draws of a space, which anyone can write."""
    if list(block.shape) != np.ravel(expected).tolist():
        raise ProblemError(
            _fault(
                "shape of draws",
                space=repr(weight_space),
                shape=str(block.shape),
                expected=str(expected),
            )
        )
    if not ((block >= 0).all() and np.allclose(block.sum(axis=1), 1.0)):
        raise ProblemError(_fault("no weights drawn", space=repr(weight_space)))


@checks_arguments
def check_size(size: object, numbers_kept: int = 0) -> int:
    """Pass a number of draws through, or say what is allowed.

    Parameters
    ----------
    size : object
    numbers_kept : int, optional
        How many numbers are kept of each draw until the end: memory bounds their product.

    Raises
    ------
    ProblemError
        If it is not a whole number from 1 to the most that can be drawn.
    """
    most = min(MOST_DRAWS, MOST_NUMBERS // numbers_kept) if numbers_kept else MOST_DRAWS
    return check_whole("size", size, most=most)


@checks_arguments
def as_generator(rng: RandomSource) -> np.random.Generator:
    """Make a generator as SPEC 7 asks: a seed, a generator, or None for fresh randomness."""
    is_seed = isinstance(rng, int | np.integer) and not isinstance(rng, bool) and rng >= 0
    if not is_seed and not isinstance(rng, _NO_SEEDS):
        raise ProblemError(_fault("seed", given=shown(rng)))
    generator = np.random.default_rng(rng)
    if not isinstance(
        generator.bit_generator.seed_seq, np.random.bit_generator.ISpawnableSeedSequence
    ):
        raise ProblemError(_fault("no streams"))
    return generator


def flat_on_simplex(n: int, size: int, generator: np.random.Generator) -> FloatArray:
    """Draw flat on the simplex of n weights, as normalised exponentials; shape (size, n)."""
    weights = generator.standard_exponential((size, n))
    weights /= weights.sum(axis=1, keepdims=True)
    return weights


def divided(totals: FloatArray, group: IntArray, generator: np.random.Generator) -> FloatArray:
    """Divide totals of groups, flat over the criteria within each; shape (size, n_criteria).

    Parameters
    ----------
    totals : array of shape (size, n_groups)
    group : array of int, shape (n_criteria,)
        Of each criterion, from 0 on.
    generator : numpy.random.Generator
    """
    weights = generator.standard_exponential((len(totals), len(group)))
    membership = (group[:, None] == np.arange(totals.shape[1])).astype(np.float64)
    weights *= (totals / (weights @ membership))[:, group]
    return weights
